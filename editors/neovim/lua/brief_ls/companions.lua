-- The files beside a brief: configuration and bibliographies. Their file types belong to other things too.

local PATTERNS = { 'brief-ls.toml', '*.bib' }

local M = {}

-- Says that a code action changed the buffer, if no window shows it.
local function say_if_hidden(bufnr)
  if vim.api.nvim_buf_is_valid(bufnr) and vim.bo[bufnr].modified and #vim.fn.win_findbuf(bufnr) == 0 then
    local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(bufnr), ':t')
    vim.notify(('brief-ls: %s was changed. :wa saves it'):format(name))
  end
end

-- Says it once for all changes that come together.
local function watch(bufnr)
  local waits = false
  vim.api.nvim_buf_attach(bufnr, false, {
    on_lines = function()
      if not waits then
        waits = true
        vim.schedule(function()
          waits = false
          say_if_hidden(bufnr)
        end)
      end
    end,
  })
end

-- Whether the file at `path` is in the folder that the client serves, or beside one of its briefs.
local function is_beside(client, path)
  if client.root_dir then
    return vim.fs.relpath(client.root_dir, path) ~= nil
  end
  return vim.iter(pairs(client.attached_buffers)):any(function(bufnr)
    return vim.fs.dirname(vim.api.nvim_buf_get_name(bufnr)) == vim.fs.dirname(path)
  end)
end

-- Asks for the diagnostics of the briefs that are shown. Neovim 0.11 cannot be told to.
local function ask_again(client)
  for bufnr in pairs(client.attached_buffers) do
    if #vim.fn.win_findbuf(bufnr) > 0 and client:supports_method('textDocument/diagnostic', bufnr) then
      local params = { textDocument = vim.lsp.util.make_text_document_params(bufnr) }
      client:request('textDocument/diagnostic', params, nil, bufnr)
    end
  end
end

-- Lets the server read them as they are in their buffers. On Linux, Neovim watches no files.
function M.attach(client)
  local group = vim.api.nvim_create_augroup('brief_ls.companions.' .. client.id, {})
  -- A new file counts once it is saved, of which the server is told first.
  vim.api.nvim_create_autocmd('BufWritePost', {
    group = group,
    pattern = PATTERNS,
    callback = vim.schedule_wrap(function()
      ask_again(client)
    end),
  })
  vim.api.nvim_create_autocmd({ 'BufReadPost', 'BufNewFile' }, {
    group = group,
    pattern = PATTERNS,
    callback = function(event)
      if client:is_stopped() then
        return true
      end
      if is_beside(client, event.match) then
        vim.lsp.buf_attach_client(event.buf, client.id)
        watch(event.buf)
      end
    end,
  })
end

return M
