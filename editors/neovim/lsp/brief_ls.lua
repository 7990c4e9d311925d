-- brief-ls for Neovim 0.11 and newer: `vim.lsp.enable('brief_ls')` finds this file on the runtime path.

---@type vim.lsp.Config
return {
  cmd = { 'brief-ls', 'server', '--stdio' },
  filetypes = { 'markdown', 'text', 'quarto', 'rmd', 'pandoc' },
  root_markers = { 'brief-ls.toml', '.git' },
  -- LSP 3.17 (TextDocumentItem) calls plain text `plaintext`.
  get_language_id = function(_, filetype)
    return filetype == 'text' and 'plaintext' or filetype
  end,
  -- The plugin shows them, which Neovim 0.11 does not say of itself.
  capabilities = { textDocument = { completion = { completionItem = { labelDetailsSupport = true } } } },
  handlers = {
    ['window/showDocument'] = function(...)
      return require('brief_ls.footnote').show(...)
    end,
  },
  on_init = function(client)
    require('brief_ls.companions').attach(client)
  end,
  on_attach = function(client, bufnr)
    require('brief_ls.buffer').set_up(client, bufnr)
  end,
}
