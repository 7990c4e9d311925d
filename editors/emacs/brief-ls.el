;;; brief-ls.el --- Footnoted briefs with Eglot  -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "28.1") (eglot "1.9"))

;;; Commentary:

;; Load this file, open a brief and call M-x eglot.  Emacs 29 has Eglot built in.
;; `brief-ls-footnote-map' has the commands for footnotes.

;;; Code:

(require 'cl-lib)
(require 'eglot)

(defconst brief-ls-command '("brief-ls" "server" "--stdio")
  "The program and its arguments.")

;; `markdown-mode' is derived from `text-mode', and Eglot takes the first mode that fits.
(add-to-list 'eglot-server-programs `((text-mode :language-id "plaintext") . ,brief-ls-command))
(add-to-list 'eglot-server-programs `((markdown-mode :language-id "markdown") . ,brief-ls-command))

(defun brief-ls--server ()
  "The server of this buffer, or an error."
  (or (eglot-current-server)
      (user-error "No server runs for this file: M-x eglot starts it")))

(defun brief-ls--is-server (server)
  "Whether SERVER is brief-ls."
  (equal "brief-ls" (plist-get (eglot--server-info server) :name)))

(defun brief-ls--position (position)
  "The place in this buffer of the protocol's POSITION."
  (eglot--lsp-position-to-point position))

(defun brief-ls--go (command)
  "Ask the server where COMMAND leads from point, and go there."
  (let* ((params `(:command ,(concat "brief-ls." command)
                            :arguments [,(eglot--TextDocumentPositionParams)]))
         (location (jsonrpc-request (brief-ls--server) :workspace/executeCommand params)))
    (if (not location)
        (message "There is no footnote to go to")
      (push-mark nil t)
      (goto-char (brief-ls--position (plist-get (plist-get location :range) :start))))))

(defun brief-ls-next-note ()
  "Go to the next footnote below point, or the first."
  (interactive)
  (brief-ls--go "nextNote"))

(defun brief-ls-previous-note ()
  "Go to the footnote above point, or the last."
  (interactive)
  (brief-ls--go "previousNote"))

(defun brief-ls-across-note ()
  "Go from a footnote to its marker, and from a marker to its footnote."
  (interactive)
  (brief-ls--go "acrossNote"))

(defun brief-ls--code-at-point ()
  "The rule of the finding at point, if there is one."
  (cl-some (lambda (found)
             (plist-get (alist-get 'eglot-lsp-diag (flymake-diagnostic-data found)) :code))
           (flymake-diagnostics (point))))

(defun brief-ls-explain (code)
  "Show the page of the rule CODE: what it reports, why, and how to fix it."
  (interactive
   (let ((here (brief-ls--code-at-point)))
     (list (read-string (format-prompt "Rule" here) nil nil here))))
  (with-help-window "*brief-ls*"
    (call-process (car brief-ls-command) nil standard-output nil "explain" code)))

(defvar brief-ls-footnote-map
  (let ((map (make-sparse-keymap)))
    (define-key map "n" #'brief-ls-next-note)
    (define-key map "p" #'brief-ls-previous-note)
    (define-key map "o" #'brief-ls-across-note)
    map)
  "Commands for footnotes, to be bound to a prefix key.")

(defun brief-ls--imenu-name (name depth seen)
  "NAME as an entry of its own, shown indented by DEPTH; SEEN counts equal names."
  (let* ((count (cl-incf (gethash name seen 0)))
         (unique (if (= count 1) name (format "%s (%d)" name count))))
    (propertize unique 'display (concat (make-string (* 2 depth) ?\s) unique))))

(defun brief-ls--imenu-entries (symbols depth seen)
  "The entries of SYMBOLS and their children, shown indented by DEPTH.
SEEN has how often each name has come."
  (cl-mapcan
   (lambda (symbol)
     (cons (cons (brief-ls--imenu-name (plist-get symbol :name) depth seen)
                 (brief-ls--position (plist-get (plist-get symbol :selectionRange) :start)))
           (brief-ls--imenu-entries (plist-get symbol :children) (1+ depth) seen)))
   (append symbols nil)))

(defun brief-ls-imenu ()
  "The outline of this brief: sections and the footnotes in them, in order.
Eglot's own index groups them by the kinds that the protocol has for programs."
  (brief-ls--imenu-entries
   (jsonrpc-request (brief-ls--server) :textDocument/documentSymbol
                    `(:textDocument ,(eglot--TextDocumentIdentifier)))
   0 (make-hash-table :test #'equal)))

(defun brief-ls--set-up ()
  "Show the outline by `brief-ls-imenu' where Eglot manages a brief."
  (when (and (eglot-managed-p) (brief-ls--is-server (eglot-current-server)))
    (setq-local imenu-create-index-function #'brief-ls-imenu
                ;; Else a full stop takes the place of each space.
                imenu-space-replacement nil)))

(add-hook 'eglot-managed-mode-hook #'brief-ls--set-up)

(provide 'brief-ls)
;;; brief-ls.el ends here
