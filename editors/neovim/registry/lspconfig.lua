---@brief
---
--- Language server for footnoted briefs in Markdown and plain text: pairs markers with their notes, checks citations,
--- goes from a marker to its source and back, renames, renumbers and converts footnotes.

---@type vim.lsp.Config
return {
  cmd = { 'brief-ls', 'server', '--stdio' },
  filetypes = { 'markdown', 'text', 'quarto', 'rmd', 'pandoc' },
  root_markers = { 'brief-ls.toml', '.git' },
  get_language_id = function(_, filetype)
    return filetype == 'text' and 'plaintext' or filetype
  end,
}
