-- A published brief, opened as text from where it lies.

local harness = require('harness')
local editor = require('editor')

local FAULTS = {
  ['placeholder-link'] = 8,
  ['split-paragraph'] = 2,
  ['undefined-marker'] = 0,
  ['unused-note'] = 0,
  ['note-order'] = 0,
}

return function(path)
  harness.test('the faults of a published brief, and no other of these kinds', function()
    editor.open(path)
    harness.eventually(FAULTS, function()
      return editor.counts(vim.tbl_keys(FAULTS))
    end, 'number of findings by code')
  end)

  harness.test('definition on marker ⁷ of a published brief lands on note 7', function()
    editor.open(path)
    editor.go_to('⁷')
    vim.lsp.buf.definition()
    harness.eventually(editor.line_of('⁷ '), function()
      return vim.fn.line('.')
    end, 'line of the cursor')
  end)

  harness.test('the outline of a published brief', function()
    editor.open(path)
    harness.equal({
      "Russia's Embrace of China: An Alliance in the Making?",
      'Summary',
      "Drivers of Russia's Rapprochement with China",
      'Is Russia Seeking a Military Alliance with China?',
      "Implications of Russia's Closer Embrace of China for India",
      'About the Authors',
    }, editor.sections(editor.outline()), 'sections')
  end)
end
