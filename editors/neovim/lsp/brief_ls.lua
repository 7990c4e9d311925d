-- brief-ls for Neovim 0.11 and newer: `vim.lsp.enable('brief_ls')` finds this file on the runtime path.

-- Asks the server where to go from the cursor, and goes there.
local function go(client, bufnr, command)
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local request = { command = 'brief-ls.' .. command, arguments = { params } }
  client:request('workspace/executeCommand', request, function(err, location)
    if err then
      vim.notify(err.message, vim.log.levels.ERROR)
    elseif location then
      vim.lsp.util.show_document(location, client.offset_encoding, { focus = true })
    end
  end, bufnr)
end

-- What stands around a brief in its folder; its file types are those of other things too.
local AROUND = { 'brief-ls.toml', '*.bib' }

-- Lets the server read what stands around a brief as it is in its buffer. On Linux, Neovim watches no files.
local function attach_around(client)
  vim.api.nvim_create_autocmd('BufReadPost', {
    pattern = AROUND,
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

---@type vim.lsp.Config
return {
  cmd = { 'brief-ls', 'server', '--stdio' },
  filetypes = { 'markdown', 'text', 'quarto', 'rmd', 'pandoc' },
  root_markers = { 'brief-ls.toml', '.git' },
  -- LSP 3.17 (TextDocumentItem) calls plain text `plaintext`.
  get_language_id = function(_, filetype)
    return filetype == 'text' and 'plaintext' or filetype
  end,
  on_init = attach_around,
  on_attach = function(client, bufnr)
    -- Without it, CTRL-X CTRL-O inserts a new marker and not its note.
    vim.lsp.completion.enable(true, client.id, bufnr)
    for name, command in pairs({
      BriefNextNote = 'nextNote',
      BriefPreviousNote = 'previousNote',
      BriefAcrossNote = 'acrossNote',
    }) do
      vim.api.nvim_buf_create_user_command(bufnr, name, function()
        go(client, bufnr, command)
      end, {})
    end
  end,
}
