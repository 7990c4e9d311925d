-- What an analyst does in Neovim, and what is then on the screen.

local harness = require('harness')

local M = {}

-- Opens the file and waits for the server.
function M.open(path)
  vim.cmd.edit(vim.fn.fnameescape(path))
  harness.await(function()
    return vim.lsp.get_clients({ bufnr = 0, name = 'brief_ls' })[1]
  end, 'the server for ' .. path)
end

-- Puts the cursor on the `nth` occurrence (from 1, the default) of `text`.
function M.go_to(text, nth)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  local pattern = '\\V' .. vim.fn.escape(text, '\\')
  local line = vim.fn.search(pattern, 'cW')
  for _ = 2, nth or 1 do
    line = vim.fn.search(pattern, 'W')
  end
  assert(line > 0, ('the brief has no %s number %d'):format(text, nth or 1))
end

-- The number (from 1) of the only line that begins with `text`.
function M.line_of(text)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
    if vim.startswith(line, text) then
      return number
    end
  end
  error('no line begins with ' .. text, 2)
end

-- The findings as "line code", sorted by line, then code.
function M.findings()
  local found = vim.tbl_map(function(diagnostic)
    return ('%03d %s'):format(diagnostic.lnum + 1, diagnostic.code)
  end, vim.diagnostic.get(0))
  table.sort(found)
  return found
end

-- How many findings have each of the codes.
function M.counts(codes)
  local counts = {}
  for _, code in ipairs(codes) do
    counts[code] = 0
  end
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    if counts[diagnostic.code] then
      counts[diagnostic.code] = counts[diagnostic.code] + 1
    end
  end
  return counts
end

-- The lines that `references` lists, sorted.
function M.reference_lines()
  local lines
  vim.lsp.buf.references(nil, {
    on_list = function(list)
      lines = vim.tbl_map(function(item)
        return item.lnum
      end, list.items)
    end,
  })
  lines = harness.await(function()
    return lines
  end, 'the list of references')
  table.sort(lines)
  return lines
end

-- The lines that light up with what is under the cursor, sorted.
function M.highlighted_lines()
  vim.lsp.buf.document_highlight()
  local namespace = harness.await(function()
    for name, id in pairs(vim.api.nvim_get_namespaces()) do
      if name:match('lsp[._]references$') and #vim.api.nvim_buf_get_extmarks(0, id, 0, -1, {}) > 0 then
        return id
      end
    end
  end, 'the highlights')
  local lines = vim.tbl_map(function(mark)
    return mark[2] + 1
  end, vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, {}))
  vim.lsp.buf.clear_references()
  table.sort(lines)
  return lines
end

-- The first and the last line of the innermost fold at the line, once Neovim has the server's folds.
function M.fold_at(line)
  vim.wo.foldmethod = 'expr'
  vim.wo.foldexpr = 'v:lua.vim.lsp.foldexpr()'
  vim.wo.foldlevel = 99
  harness.await(function()
    return vim.fn.foldlevel(line) > 0 or nil
  end, 'a fold at line ' .. line)
  vim.cmd(line .. 'foldclose')
  local fold = { vim.fn.foldclosed(line), vim.fn.foldclosedend(line) }
  vim.cmd(line .. 'foldopen')
  return fold
end

-- What the server answers: about the whole file, if there are no `params`.
function M.ask(method, params)
  params = params or { textDocument = vim.lsp.util.make_text_document_params() }
  local answers = vim.lsp.buf_request_sync(0, method, params, harness.TIMEOUT_MS)
  local _, answer = next(answers or {})
  return assert(answer and answer.result, 'no answer to ' .. method)
end

-- The outline as `gO` shows it: the names, in order.
function M.outline()
  vim.fn.setloclist(0, {})
  vim.lsp.buf.document_symbol()
  local window = vim.api.nvim_get_current_win()
  local items = harness.await(function()
    local list = vim.fn.getloclist(window)
    return #list > 0 and list or nil
  end, 'the outline')
  vim.cmd.lclose()
  return vim.tbl_map(function(item)
    return (item.text:gsub('^%[%w+%] ', ''))
  end, items)
end

-- The names in the outline that are no notes: "Notes 1–4" is a run of them, "1 Title" one.
function M.sections(outline)
  return vim.tbl_filter(function(name)
    return not name:match('^Notes? %d') and not name:match('^%d')
  end, outline)
end

-- The text in the window that `K` opens.
function M.hover()
  vim.lsp.buf.hover()
  local window = harness.await(function()
    for _, candidate in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(candidate).relative ~= '' then
        return candidate
      end
    end
  end, 'the hover')
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true)
  vim.api.nvim_win_close(window, true)
  return table.concat(lines, '\n')
end

return M
