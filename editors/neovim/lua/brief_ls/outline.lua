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
    vim.fn.setloclist(window, {}, ' ', { title = 'Outline', items = items })
    vim.api.nvim_win_call(window, function()
      vim.cmd('lopen')
    end)
  end, bufnr)
end

return M
