# brief-ls in Kakoune, through kak-lsp 18 or newer. Load it after `eval %sh{kak-lsp}`.

# Kakoune has no file type for plain text.
hook global BufCreate .*[.]txt %{ set-option buffer filetype text }
hook global BufCreate .*[.]brief %{ set-option buffer filetype markdown }

# kak-lsp starts its own server for Markdown otherwise.
remove-hooks global lsp-filetype-markdown
hook -group lsp-filetype-brief global BufSetOption filetype=(?:markdown|text|quarto|rmd) %{
    set-option buffer lsp_servers %{
        [brief-ls]
        command = "brief-ls"
        args = ["server", "--stdio"]
        root_globs = ["brief-ls.toml", ".git", ".hg"]
    }
}
