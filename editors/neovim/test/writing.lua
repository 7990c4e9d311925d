-- What changes a brief, or shows more of it, as a person would ask for it; the buffer is compared after it.

local harness = require('harness')
local editor = require('editor')
local test, equal, eventually = harness.test, harness.equal, harness.eventually

-- A new Markdown file with these lines, and the server for it.
local function brief(...)
  local path = vim.fn.tempname() .. '.md'
  vim.fn.writefile({ ... }, path)
  editor.open(path)
end

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, true)
end

local function becomes(expected, what)
  eventually(expected, lines, what)
end

test('a code action repairs what is under the cursor', function()
  brief('A claim.[^1 Another.[^1]', '', '[^1]: Its source, 2021.')
  eventually({ '001 malformed-footnote' }, editor.findings, 'findings')
  editor.go_to('[^1 ')
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.isPreferred
    end,
  })
  becomes({ 'A claim.[^1] Another.[^1]', '', '[^1]: Its source, 2021.' }, 'the repaired brief')
  vim.cmd('silent undo')
  becomes({ 'A claim.[^1 Another.[^1]', '', '[^1]: Its source, 2021.' }, 'the brief after one undo')
end)

test('a code action silences a rule here', function()
  brief('A claim.[^1] Another.[^2]', '', '[^1]: Its source, 2021.')
  eventually({ '001 undefined-marker' }, editor.findings, 'findings')
  editor.go_to('[^2]')
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.title == 'Ignore undefined-marker here'
    end,
  })
  eventually('<!-- brief-ls-ignore undefined-marker -->', function()
    return lines()[1]
  end, 'the first line')
  eventually({}, editor.findings, 'findings after it')
end)

test('rename changes a label in its markers and its note', function()
  brief('A.[^one] B.[^one] C.[^two]', '', '[^one]: First.', '', '[^two]: Second.')
  editor.go_to('[^one]', 2)
  vim.lsp.buf.rename('roy2021')
  becomes({ 'A.[^roy2021] B.[^roy2021] C.[^two]', '', '[^roy2021]: First.', '', '[^two]: Second.' }, 'the brief')
end)

test('a rename to a label that is taken changes nothing', function()
  local before = { 'A.[^one] C.[^two]', '', '[^one]: First.', '', '[^two]: Second.' }
  brief(unpack(before))
  local client = vim.lsp.get_clients({ bufnr = 0, name = 'brief_ls' })[1]
  editor.go_to('[^one]')
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  params.newName = 'two'
  local answer = client:request_sync('textDocument/rename', params, harness.TIMEOUT_MS, 0)
  equal('There is a note two already.', answer.err.message, 'the reason')
  equal(before, lines(), 'the brief')
end)

test('completion of a new marker inserts its note', function()
  brief('A claim.[^1] Another.[^', '', '[^1]: Its source, 2021.')
  local client = vim.lsp.get_clients({ bufnr = 0, name = 'brief_ls' })[1]
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.cmd('normal! $')
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  params.position.character = params.position.character + 1
  local answer = client:request_sync('textDocument/completion', params, harness.TIMEOUT_MS, 0)
  local items = answer.result.items
  equal({ '[^2]', '[^1]' }, vim.tbl_map(function(item)
    return item.label
  end, items), 'what is offered')
  local edits = { items[1].textEdit }
  vim.list_extend(edits, items[1].additionalTextEdits)
  vim.lsp.util.apply_text_edits(edits, vim.api.nvim_get_current_buf(), client.offset_encoding)
  becomes({ 'A claim.[^1] Another.[^2]', '', '[^1]: Its source, 2021.', '', '[^2]: ' }, 'the brief')
end)

test('formatting lays out the notes and leaves the prose', function()
  brief('A.[^1]  B.[^2] ', '', '[^1]:One. ', '', '', '[^2]:   Two.')
  vim.lsp.buf.format({ name = 'brief_ls', timeout_ms = harness.TIMEOUT_MS })
  equal({ 'A.[^1]  B.[^2] ', '', '[^1]: One.', '', '[^2]: Two.' }, lines(), 'the brief')
end)

test('hints show the source beside its marker', function()
  brief('A claim.[^1]', '', '[^1]: Ana Roy, *Rivers*, 2021.')
  vim.lsp.inlay_hint.enable(true, { bufnr = 0 })
  eventually({ 'Ana Roy 2021' }, function()
    return vim.tbl_map(function(hint)
      return hint.inlay_hint.label
    end, vim.lsp.inlay_hint.get({ bufnr = 0 }))
  end, 'hints')
  vim.lsp.inlay_hint.enable(false, { bufnr = 0 })
end)

test('markers and heads of notes are coloured', function()
  brief('A claim.[^1]', '', '[^1]: Its source, 2021.')
  local function kind(row, column)
    local token = (vim.lsp.semantic_tokens.get_at_pos(0, row, column) or {})[1]
    return token and token.type
  end
  eventually('number', function()
    return kind(0, 9)
  end, 'the marker')
  eventually('number', function()
    return kind(2, 1)
  end, 'the head')
end)

test('commands go from note to note and back to the marker', function()
  brief('A.[^1] B.[^2]', '', '[^1]: One.', '', '[^2]: Two.')
  for _, step in ipairs({
    { 'BriefNextNote', 3 },
    { 'BriefNextNote', 5 },
    { 'BriefPreviousNote', 3 },
    { 'BriefAcrossNote', 1 },
  }) do
    vim.cmd(step[1])
    eventually(step[2], function()
      return vim.fn.line('.')
    end, 'the line after ' .. step[1])
  end
end)

test('rename changes a key in its bibliography and in another brief', function()
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder .. '/.git', 'p')
  local front = { '---', 'bibliography: refs.bib', '---', '' }
  local function write(name, ...)
    vim.fn.writefile(vim.list_extend(vim.deepcopy(front), { ... }), folder .. '/' .. name)
  end
  write('one.md', 'A claim [@roy, p. 3].')
  write('two.md', 'Another [see @roy].')
  vim.fn.writefile({ '@book{roy, title = {Rivers}}' }, folder .. '/refs.bib')
  editor.open(folder .. '/one.md')
  editor.go_to('@roy')
  vim.lsp.buf.rename('rao2021')
  local function last(name)
    local buffer = vim.fn.bufnr(folder .. '/' .. name)
    return buffer > 0 and vim.api.nvim_buf_get_lines(buffer, -2, -1, true)[1] or nil
  end
  eventually({ 'A claim [@rao2021, p. 3].', 'Another [see @rao2021].', '@book{rao2021, title = {Rivers}}' }, function()
    return { last('one.md'), last('two.md'), last('refs.bib') }
  end, 'the last lines')
end)
