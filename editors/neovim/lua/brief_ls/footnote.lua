-- The ways from footnote to footnote, and a new one.

local M = {}

local INSERT = 'refactor.rewrite.insertNote'
local EXTRACT = 'refactor.extract.note'

local function client_of(bufnr)
  return vim.lsp.get_clients({ bufnr = bufnr, name = 'brief_ls' })[1]
end

-- Asks the server where the command leads from the cursor, and goes there.
local function go(command)
  local bufnr = vim.api.nvim_get_current_buf()
  local client = client_of(bufnr)
  if not client then
    return vim.notify('brief-ls does not run for this file. See :checkhealth brief_ls', vim.log.levels.WARN)
  end
  local position = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local request = { command = 'brief-ls.' .. command, arguments = { position } }
  client:request('workspace/executeCommand', request, function(err, location)
    if err then
      vim.notify(err.message, vim.log.levels.ERROR)
    elseif location then
      vim.lsp.util.show_document(location, client.offset_encoding, { focus = true })
    end
  end, bufnr)
end

-- To the next footnote below the cursor, or the first.
function M.next()
  go('nextNote')
end

-- To the footnote above the cursor, or the last.
function M.previous()
  go('previousNote')
end

-- From a footnote to its marker, and from a marker to its footnote.
function M.across()
  go('acrossNote')
end

-- Inserts a footnote at the cursor, or makes one of the selection.
function M.insert()
  local is_visual = vim.api.nvim_get_mode().mode:match('^[vV\22]') ~= nil
  vim.lsp.buf.code_action({ apply = true, context = { only = { is_visual and EXTRACT or INSERT } } })
end

-- Writes a space behind the opener of a note that says nothing, and goes on in insert mode.
local function write_note()
  local row, line = vim.api.nvim_win_get_cursor(0)[1], vim.api.nvim_get_current_line()
  if line:match('^%S+$') then
    -- One undo takes the note and the space. It cannot be joined to what was just undone.
    pcall(vim.cmd.undojoin)
    vim.api.nvim_buf_set_text(0, row - 1, #line, row - 1, #line, { ' ' })
    vim.cmd.startinsert({ bang = true })
  end
end

-- LSP `window/showDocument`: goes to the place, and on with writing where a new note is. Other places are the starts of
-- lines.
function M.show(err, params, context)
  local answer = vim.lsp.handlers['window/showDocument'](err, params, context)
  local is_in_note = params.selection and params.selection.start.character > 0
  if answer.success and is_in_note then
    write_note()
  end
  return answer
end

return M
