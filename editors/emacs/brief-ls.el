;;; brief-ls.el --- Eglot knows brief-ls  -*- lexical-binding: t; -*-

;;; Commentary:

;; Load this file, open a brief and call M-x eglot.  Emacs 29 has Eglot built in.

;;; Code:

;; `markdown-mode' is derived from `text-mode', and Eglot takes the first mode that fits.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((text-mode :language-id "plaintext") . ("brief-ls" "server" "--stdio")))
  (add-to-list 'eglot-server-programs
               '((markdown-mode :language-id "markdown") . ("brief-ls" "server" "--stdio"))))

(provide 'brief-ls)
;;; brief-ls.el ends here
