;;; test.el --- brief-ls in a real Emacs  -*- lexical-binding: t; -*-

;;; Commentary:

;; Run as: emacs -q --batch -l editors/emacs/test.el
;; The program is target/debug/brief-ls, or what BRIEF_LS names.

;;; Code:

(require 'eglot)
(require 'flymake)
(require 'xref)

(defvar root (expand-file-name "../.." (file-name-directory load-file-name)))
(defvar program (or (getenv "BRIEF_LS") (expand-file-name "target/debug/brief-ls" root)))
(defvar passed 0)
(defvar failed 0)

(defun test-eventually (what expected get)
  "Count WHAT as passed once GET returns EXPECTED; the time limit guards against a hang."
  (let ((deadline (+ (float-time) 30)) got)
    (while (and (not (equal expected (setq got (funcall get)))) (< (float-time) deadline))
      (accept-process-output nil 0.05))
    (if (equal expected got)
        (progn (setq passed (1+ passed)) (message "ok      %s" what))
      (setq failed (1+ failed))
      (message "FAILED  %s\nexpected: %S\ngot:      %S" what expected got))))

(load (expand-file-name "editors/emacs/brief-ls.el" root))
(dolist (entry eglot-server-programs)
  (when (equal (cdr entry) '("brief-ls" "server" "--stdio"))
    (setcdr entry (list program "server" "--stdio"))))
(setq eglot-sync-connect t)

(find-file (expand-file-name "editors/neovim/test/fixtures/port-brief.txt" root))
(apply #'eglot (eglot--guess-contact))

(test-eventually "a brief in plain text is served" t #'eglot-managed-p)
(test-eventually "its faults arrive" 9 (lambda () (flymake-start) (length (flymake-diagnostics))))

(goto-char (point-min))
(search-forward "⁷")
(backward-char)
(xref-find-definitions (xref-backend-identifier-at-point (xref-find-backend)))
(test-eventually "definition on a marker lands on its note" t
                 (lambda () (string-prefix-p "⁷ " (thing-at-point 'line t))))

;; Commands for footnotes, and the outline.
(defun test-line () (string-trim (thing-at-point 'line t)))
(goto-char (point-min))
(brief-ls-next-note)
(test-eventually "the next footnote from the top is the first" t
                 (lambda () (string-prefix-p "¹ " (test-line))))
(brief-ls-next-note)
(test-eventually "the next footnote from there is the second" t
                 (lambda () (string-prefix-p "² " (test-line))))
(brief-ls-previous-note)
(test-eventually "the previous footnote is the first again" t
                 (lambda () (string-prefix-p "¹ " (test-line))))
(brief-ls-across-note)
(test-eventually "from a footnote to its marker" "¹" (lambda () (string (char-after))))
(test-eventually "the outline is one list of sections and footnotes"
                 '("Deep-Water Ports and the Price of Patience" "Summary" "What the Forecast Assumes"
                   "Notes 1–4")
                 (lambda () (seq-take (mapcar #'car (funcall imenu-create-index-function)) 4)))

;; Completion of markers in Markdown: what opens a marker is not written again.
(require 'markdown-mode)
(defun test-brief (text)
  (let ((file (make-temp-file "brief" nil ".md" text)))
    (find-file file)
    (markdown-mode)
    (apply #'eglot (eglot--guess-contact))
    (goto-char (point-min))
    (end-of-line)))
(defun test-text () (buffer-substring-no-properties (point-min) (point-max)))

(test-brief "A claim.[^1] It failed.\n\n[^1]: One.\n")
(insert "[^")
(completion-at-point)
(test-eventually "asked for what a marker could be, the brief stays as it is"
                 "A claim.[^1] It failed.[^\n\n[^1]: One.\n" #'test-text)
(insert "1")
(completion-at-point)
(test-eventually "a marker is accepted, and its bracket is written once"
                 "A claim.[^1] It failed.[^1]\n\n[^1]: One.\n" #'test-text)

(test-brief "A claim.[^1] It failed.\n\n[^1]: One.\n")
(insert "[^2")
(completion-at-point)
(test-eventually "a new marker brings its note"
                 "A claim.[^1] It failed.[^2]\n\n[^1]: One.\n\n[^2]:\n" #'test-text)

(test-brief "A claim.[^1] It failed.[^2]\n\n[^1]: One.\n")
(test-eventually "the rule of the finding at point is known" "undefined-marker"
                 (lambda ()
                   (flymake-start)
                   (goto-char (- (line-end-position) 2))
                   (brief-ls--code-at-point)))
(let ((brief-ls-command (list program)))
  (brief-ls-explain "undefined-marker"))
(test-eventually "and its page is shown" "# undefined-marker"
                 (lambda ()
                   (with-current-buffer "*brief-ls*"
                     (buffer-substring-no-properties (point-min) (save-excursion (goto-char (point-min)) (line-end-position))))))

(message "%d passed, %d failed" passed failed)
(kill-emacs (if (zerop failed) 0 1))

;;; test.el ends here
