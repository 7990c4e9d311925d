-- The files beside a brief: configuration and bibliographies. Their file types belong to other things too.

local PATTERNS = { 'brief-ls.toml', '*.bib' }

local M = {}

-- Lets the server read them as they are in their buffers. On Linux, Neovim watches no files.
function M.attach(client)
  vim.api.nvim_create_autocmd('BufReadPost', {
    group = vim.api.nvim_create_augroup('brief_ls.companions.' .. client.id, {}),
    pattern = PATTERNS,
    callback = function(event)
      if client:is_stopped() then
        return true
      end
      if client.root_dir and vim.fs.relpath(client.root_dir, event.match) then
        vim.lsp.buf_attach_client(event.buf, client.id)
      end
    end,
  })
end

return M
