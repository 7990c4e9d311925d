-- Run as: nvim --headless --clean -l editors/neovim/test/run.lua
-- The program is target/debug/brief-ls, or what BRIEF_LS names. BRIEF_LS_SHARED names a folder whose
-- briefs/issue-brief.txt, a published brief that is not part of the project, is tried too.

local here = vim.fs.dirname(vim.fs.abspath(debug.getinfo(1, 'S').source:sub(2)))
local root = vim.fs.abspath(here .. '/../../..')
package.path = here .. '/?.lua;' .. package.path

local harness = require('harness')
local editor = require('editor')
local test, equal, eventually = harness.test, harness.equal, harness.eventually

local program = vim.env.BRIEF_LS or root .. '/target/debug/brief-ls'
assert(vim.fn.executable(program) == 1, 'no program at ' .. program .. ': run `cargo build` first')

vim.opt.rtp:append(root .. '/editors/neovim')
-- What Neovim does at its start, after init.lua, and `-l` leaves out.
vim.cmd('filetype on | runtime! ftdetect/*.lua')
vim.lsp.config('brief_ls', { cmd = { program, 'server', '--stdio' } })
vim.lsp.enable('brief_ls')

local function port_brief()
  editor.open(here .. '/fixtures/port-brief.txt')
end

test('the server starts for a text brief', port_brief)
if harness.failed > 0 then
  harness.finish()
end

-- Every note of the fixture has a placeholder link; notes 1–4 cut a paragraph in two.
local PORT_FINDINGS = {
  '019 split-paragraph',
  '021 placeholder-link',
  '023 placeholder-link',
  '025 placeholder-link',
  '027 placeholder-link',
  '039 placeholder-link',
  '041 placeholder-link',
  '043 placeholder-link',
  '045 placeholder-link',
}

test('the findings of a text brief arrive, each once', function()
  port_brief()
  eventually(PORT_FINDINGS, editor.findings, 'findings')
end)

test('definition on a marker lands on its note', function()
  port_brief()
  editor.go_to('⁷')
  vim.lsp.buf.definition()
  eventually(editor.line_of('⁷ '), function()
    return vim.fn.line('.')
  end, 'line of the cursor')
end)

test('definition on the label of a note lands on its marker', function()
  port_brief()
  local marker = editor.line_of('Lenders ask')
  editor.go_to('⁷', 2)
  vim.lsp.buf.definition()
  eventually(marker, function()
    return vim.fn.line('.')
  end, 'line of the cursor')
end)

test('references are the marker and the note, from either', function()
  port_brief()
  local expected = { editor.line_of('moved their calls'), editor.line_of('⁵ ') }
  for nth = 1, 2 do
    editor.go_to('⁵', nth)
    equal(expected, editor.reference_lines(), 'lines, from occurrence ' .. nth)
  end
end)

test('hover on a marker shows its note', function()
  port_brief()
  editor.go_to('⁶')
  local shown = editor.hover()
  assert(shown:find('Guarantees and Their Price', 1, true), 'the hover shows instead: ' .. shown)
end)

test('a marker and its note light up together', function()
  port_brief()
  editor.go_to('⁵')
  local expected = { editor.line_of('moved their calls'), editor.line_of('⁵ ') }
  equal(expected, editor.highlighted_lines(), 'lines')
end)

test('sections and runs of notes fold', function()
  port_brief()
  local section = editor.line_of('Who Would Pay?')
  equal({ section, section + 2 }, editor.fold_at(section), 'the fold of a section')
  local notes = { editor.line_of('¹ '), editor.line_of('⁴ ') }
  equal(notes, editor.fold_at(notes[1]), 'the fold of notes 1–4')
end)

test('addresses are links, placeholders are none', function()
  port_brief()
  equal({}, editor.ask('textDocument/documentLink'), 'links of a brief with placeholders alone')
  vim.cmd('normal! GoSee https://ports.gov/plan, and doi:10.1234/sable.')
  local targets = vim.tbl_map(function(link)
    return link.target
  end, editor.ask('textDocument/documentLink'))
  equal({ 'https://ports.gov/plan', 'https://doi.org/10.1234/sable' }, targets, 'targets')
  vim.cmd('edit!')
end)

test('the outline has the sections, and the notes where they stand', function()
  port_brief()
  local outline = editor.outline()
  equal({
    'Deep-Water Ports and the Price of Patience',
    'Summary',
    'What the Forecast Assumes',
    'Who Would Pay?',
    'Recommendations',
    'About the Author',
  }, editor.sections(outline), 'sections')
  assert(vim.list_contains(outline, 'Notes 1–4'), 'no "Notes 1–4" in ' .. vim.inspect(outline))
end)

test('a marker without a note is one fault, and undo takes it away', function()
  port_brief()
  eventually(PORT_FINDINGS, editor.findings, 'findings before')
  local line = editor.line_of('Publish the survey')
  editor.go_to('Publish the survey')
  vim.cmd('normal! A A ninth source.⁹')
  local with_marker = vim.list_extend({ ('%03d undefined-marker'):format(line) }, PORT_FINDINGS)
  table.sort(with_marker)
  eventually(with_marker, editor.findings, 'findings with marker ⁹')
  vim.cmd('silent undo')
  eventually(PORT_FINDINGS, editor.findings, 'findings after undo')
  vim.cmd('edit!')
end)

test('an undefined Markdown marker is found while it is typed', function()
  vim.cmd.edit(vim.fn.fnameescape(vim.fn.tempname() .. '.md'))
  vim.cmd('normal! iA claim.[^1]\r\r[^1]: Its source, 2021.\r')
  vim.cmd('silent write')
  harness.await(function()
    return vim.lsp.get_clients({ bufnr = 0, name = 'brief_ls' })[1]
  end, 'the server for a new Markdown file')
  vim.cmd('normal! ggA Another.[^2]')
  eventually({ '001 undefined-marker' }, editor.findings, 'findings')
  vim.cmd('silent write')
end)

test('a file named .brief is Markdown', function()
  vim.cmd.edit(vim.fn.fnameescape(vim.fn.tempname() .. '.brief'))
  equal('markdown', vim.bo.filetype, 'file type')
end)

test('a heading of a file that was never opened is found in the workspace', function()
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder .. '/.git', 'p')
  vim.fn.writefile({ '# Opened' }, folder .. '/opened.md')
  vim.fn.writefile({ '# Title', '', '## Never Opened Before' }, folder .. '/other.md')
  editor.open(folder .. '/opened.md')
  local symbols = editor.ask('workspace/symbol', { query = 'never opened' })
  equal(1, #symbols, 'number of symbols')
  equal('Never Opened Before', symbols[1].name, 'name')
  equal(vim.uri_from_fname(vim.fs.abspath(folder .. '/other.md')), symbols[1].location.uri, 'file')
  equal(2, symbols[1].location.range.start.line, 'line, from 0')
end)

require('keys')(root, program)
require('first_contact')(root, program)

local shared = vim.env.BRIEF_LS_SHARED or root .. '/../shared'
local issue_brief = vim.fs.normalize(shared .. '/briefs/issue-brief.txt')
if vim.uv.fs_stat(issue_brief) then
  require('published_brief')(issue_brief)
else
  harness.skip('a published brief', 'there is no ' .. issue_brief)
end

test('nothing failed in the editor meanwhile', function()
  equal('', vim.v.errmsg, 'the last error')
end)

harness.finish()
