-- Names a missing program: Neovim 0.11 logs that and shows nothing.
vim.api.nvim_create_autocmd('FileType', {
  group = vim.api.nvim_create_augroup('brief_ls.program', {}),
  callback = function(event)
    if vim.lsp.is_enabled('brief_ls') and vim.bo[event.buf].buftype == '' then
      require('brief_ls.program').warn_if_missing(event.match)
    end
  end,
})
