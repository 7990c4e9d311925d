-- The outline in the location list: sections, and the footnotes in them, indented by depth.

local M = {}

-- The entries of the symbols and their children, in order.
local function entries(symbols, bufnr, encoding, depth, list)
  for _, symbol in ipairs(symbols) do
    local start = symbol.selectionRange.start
    local line = vim.api.nvim_buf_get_lines(bufnr, start.line, start.line + 1, false)[1] or ''
    table.insert(list, {
      bufnr = bufnr,
      lnum = start.line + 1,
      col = vim.str_byteindex(line, encoding, start.character, false) + 1,
      text = ('  '):rep(depth) .. symbol.name,
    })
    entries(symbol.children or {}, bufnr, encoding, depth + 1, list)
  end
  return list
end

-- The number of the last entry that begins at the line or above it.
local function entry_at(items, line)
  local last = 1
  for number, item in ipairs(items) do
    last = item.lnum <= line and number or last
  end
  return last
end

-- The rows of the list. Neovim's own begin with the file name, and without the indentation.
local function rows(info)
  local list = vim.fn.getloclist(info.winid, { id = info.id, items = true }).items
  return vim.tbl_map(function(item)
    return item.text
  end, vim.list_slice(list, info.start_idx, info.end_idx))
end

-- Asks the server and opens the list. Neovim's own list names the kinds that the protocol has for programs.
function M.show()
  local bufnr, window = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  local client = vim.lsp.get_clients({ bufnr = bufnr, name = 'brief_ls' })[1]
  if not client then
    return vim.lsp.buf.document_symbol()
  end
  local params = { textDocument = vim.lsp.util.make_text_document_params(bufnr) }
  client:request('textDocument/documentSymbol', params, function(err, symbols)
    if err then
      return vim.notify(err.message, vim.log.levels.ERROR)
    end
    local items = entries(symbols or {}, bufnr, client.offset_encoding, 0, {})
    vim.fn.setloclist(window, {}, ' ', {
      title = 'Outline',
      items = items,
      idx = entry_at(items, vim.api.nvim_win_get_cursor(window)[1]),
      quickfixtextfunc = rows,
    })
    vim.api.nvim_set_current_win(window)
    vim.cmd.lopen()
  end, bufnr)
end

return M
