-- Notes made, taken away, and moved between the text and the foot: `gra`.

local harness = require('harness')
local test, equal = harness.test, harness.equal

return function(typist)
  test('the menu has what is done here first, and each entry once: gra', function()
    typist:open({ 'A claim.[^1]', '', '[^1]: One.', '', '[^2]: Two.' }, 1)
    equal({
      'Explain unused-note',
      'Suppress unused-note here',
      'Suppress unused-note in this file',
      'Turn off unused-note in brief-ls.toml',
      'Delete footnote',
      'Convert footnotes to superscript numbers ¹',
      'Convert footnotes to HTML <sup>1</sup>',
      'Convert footnotes to endnotes (a list at the end)',
    }, typist:menu('G'), 'the menu')
  end)

  test('the menu in prose has what is done here and what the brief needs: gra', function()
    typist:open({ 'A claim.[^2] Another.[^1]', '', '[^1]: One.', '', '[^2]: Two.' }, 0)
    equal({ 'Insert footnote', 'Renumber footnotes in order of first citation' }, typist:menu('0'), 'the menu')
  end)

  typist:changes({
    entry = 'Insert footnote',
    before = { 'A.[^1] B here. C.[^2]', '', '[^1]: One.', '', '[^2]: Two.' },
    keys = '0fh3l',
    after = { 'A.[^1] B here.[^3] C.[^2]', '', '[^1]: One.', '', '[^3]: ', '', '[^2]: Two.' },
    line = 5,
  })
  typist:changes({
    name = 'Insert a note, of raised numbers',
    entry = 'Insert footnote',
    file = '.txt',
    before = { 'A claim.¹ Another. A third.²', '', '¹ One.', '² Two.' },
    keys = '02f.',
    after = { 'A claim.¹ Another.² A third.³', '', '¹ One.', '² ', '³ Two.' },
    line = 4,
  })
  typist:changes({
    entry = 'Add the note',
    before = { 'A.[^1] B.[^roy] C.[^3]', '', '[^1]: One.', '', '[^3]: Three.' },
    keys = '0fr',
    after = { 'A.[^1] B.[^roy] C.[^3]', '', '[^1]: One.', '', '[^roy]: ', '', '[^3]: Three.' },
    line = 5,
  })
  typist:changes({
    entry = 'Delete footnote',
    before = { 'A.[^1] B.[^2] C.[^1]', '', '[^1]: One.', '', '[^2]: Two.' },
    keys = '0f^',
    answer = 'Delete',
    after = { 'A. B.[^2] C.', '', '[^2]: Two.' },
  })
  typist:changes({
    name = 'Delete footnote that is not cited',
    entry = 'Delete footnote',
    before = { 'A claim.[^1]', '', '[^1]: One.', '', '[^2]: Two.' },
    keys = 'G',
    answer = 'Delete',
    after = { 'A claim.[^1]', '', '[^1]: One.' },
  })
  test('a note stays where its author does not want it deleted: gra', function()
    local brief = { 'A claim.[^1]', '', '[^1]: One.', '', '[^2]: Two.' }
    typist:open(brief)
    typist:choose('Delete footnote', 'G')
    typist:says('Delete note [^2]?')
    typist:answer('Cancel')
    typist:becomes(brief, 'the brief')
  end)

  test('the cursor goes into a note that is added: gra', function()
    typist:open({ 'A claim.[^1] Another.[^2]', '', '[^1]: One.' }, 1)
    typist:choose('Add the note', '$')
    typist:shows('i', 'return vim.api.nvim_get_mode().mode', 'the mode in the note')
    typist:type('Two.<Esc>')
    typist:becomes({ 'A claim.[^1] Another.[^2]', '', '[^1]: One.', '', '[^2]: Two.' }, 'the brief')
  end)

  typist:changes({
    entry = 'Merge identical',
    before = { 'A.[^1] B.[^2]', '', '[^1]: The same, 2021.', '', '[^2]: The same, 2021.' },
    keys = '0f^',
    after = { 'A.[^1] B.[^1]', '', '[^1]: The same, 2021.' },
  })
  typist:refuses({
    entry = 'Renumber',
    name = 'Renumber notes beside a marker that is not closed',
    before = { 'A.[^2] B.[^1]', '', 'C.[^2 D.', '', '[^1]: One.', '', '[^2]: Two.' },
    keys = '0f^',
    only = 'refactor.rewrite',
    said = 'the text on line 3 looks like a marker of note 2',
  })
  test('a refusal leads to its line: gra', function()
    typist:answer('Go to line 3')
    typist:shows(3, 'return vim.fn.line(".")', 'the line of the cursor')
  end)

  typist:changes({
    entry = 'Move selection to a footnote',
    name = 'Move selection to a footnote, of what is selected',
    before = { 'A claim (see the *Report* of 2020). More.[^1]', '', '[^1]: One.' },
    keys = '0f(vf)',
    after = { 'A claim.[^2] More.[^1]', '', '[^2]: see the *Report* of 2020', '', '[^1]: One.' },
  })
  typist:changes({
    entry = 'Move selection to a footnote',
    name = 'Move selection to a footnote, of an inline note',
    file = '.qmd',
    before = { 'A claim.^[See *Rivers*, 3.] More.' },
    keys = '0f^',
    after = { 'A claim.[^1] More.', '', '[^1]: See *Rivers*, 3.' },
  })
  typist:changes({
    entry = 'Convert to inline note ^[text]',
    file = '.qmd',
    before = { 'A claim.[^1] More.[^2]', '', '[^1]: See *Rivers*, 3.', '', '[^2]: Two.' },
    keys = '0f^',
    after = { 'A claim.^[See *Rivers*, 3.] More.[^2]', '', '[^2]: Two.' },
  })
end
