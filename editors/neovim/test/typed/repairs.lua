-- The repair of each rule that has one, and silence for a rule: `gra` where it is found.

local harness = require('harness')
local test = harness.test

return function(typist)
  local function repairs(rule, case)
    typist:changes(vim.tbl_extend('keep', case, { name = rule .. ', ' .. case.entry, findings = 1 }))
  end

  repairs('malformed-footnote', {
    entry = 'Replace with [^1]',
    before = { 'A claim.[^1 Another.[^1]', '', '[^1]: One.' },
    keys = '0f[',
    after = { 'A claim.[^1] Another.[^1]', '', '[^1]: One.' },
  })
  repairs('undefined-marker', {
    entry = 'Add the note',
    before = { 'A claim.[^1] Another.[^2]', '', '[^1]: One.' },
    keys = '$',
    after = { 'A claim.[^1] Another.[^2]', '', '[^1]: One.', '', '[^2]: ' },
    line = 5,
  })
  repairs('adjacent-markers', {
    entry = 'Insert comma between markers',
    file = '.txt',
    before = { 'A claim.¹² Another.³', '', '¹ One.', '² Two.', '³ Three.' },
    keys = '0f¹',
    after = { 'A claim.¹,² Another.³', '', '¹ One.', '² Two.', '³ Three.' },
  })
  repairs('flattened-marker', {
    entry = '²',
    file = '.txt',
    before = { 'A claim.¹ The policy.2 Another.³', '', '¹ One.', '² Two.', '³ Three.' },
    keys = '0f2',
    after = { 'A claim.¹ The policy.² Another.³', '', '¹ One.', '² Two.', '³ Three.' },
  })
  repairs('mixed-markers', {
    entry = 'Convert footnotes to Markdown [^1]',
    before = { 'A.[^1] B.[^2] A word¹ more.', '', '[^1]: One.', '', '[^2]: Two.', '', '¹ Three.' },
    keys = '0f¹',
    after = { 'A.[^1] B.[^2] A word[^3] more.', '', '[^1]: One.', '', '[^2]: Two.', '', '[^3]: Three.' },
  })
  repairs('extraction-artefact', {
    entry = 'space',
    before = { 'A Socio- Economic plan.' },
    keys = '0f-',
    after = { 'A Socio-Economic plan.' },
  })
  repairs('note-order', {
    entry = 'Renumber',
    file = '.txt',
    before = { 'A claim.² Another.¹', '', '¹ One.', '² Two.' },
    keys = '0f²',
    after = { 'A claim.¹ Another.²', '', '¹ Two.', '² One.' },
  })
  repairs('numbering-gap', {
    entry = 'Renumber',
    file = '.txt',
    before = { 'A claim.¹ Another.³', '', '¹ One.', '³ Three.' },
    keys = '0f³',
    after = { 'A claim.¹ Another.²', '', '¹ One.', '² Three.' },
  })
  repairs('duplicate-note', {
    entry = 'Renumber',
    file = '.txt',
    before = { 'A claim.¹ Another.¹', '', '¹ One.', '¹ Two.' },
    keys = 'G',
    after = { 'A claim.¹ Another.¹', '', '¹ One.', '² Two.' },
  })
  repairs('malformed-footnote', {
    entry = 'Apply all safe fixes',
    before = { 'A claim.[^1 Another.[^1]', '', '[^1]: One.' },
    keys = 'G',
    after = { 'A claim.[^1] Another.[^1]', '', '[^1]: One.' },
  })

  test('unknown-key, Cite: gra', function()
    local front = { '---', 'bibliography: refs.bib', '---', '' }
    typist:open_folder({
      { 'one.md', vim.list_extend({ unpack(front) }, { 'A claim [@roy2012].' }) },
      { 'refs.bib', { '@book{roy2021, title = {Rivers}}' } },
    })
    typist:shows(1, 'return #vim.diagnostic.get(0)', 'findings')
    typist:choose('Replace with', 'G0f@')
    typist:becomes(vim.list_extend({ unpack(front) }, { 'A claim [@roy2021].' }), 'the brief')
  end)

  local unused = { 'A.[^1]', '', '[^1]: One.', '', '[^2]: Two.' }
  repairs('unused-note', {
    entry = 'Suppress unused-note here',
    before = unused,
    keys = 'G',
    after = { 'A.[^1]', '', '[^1]: One.', '', '<!-- brief-ls-ignore unused-note -->', '[^2]: Two.' },
  })
  repairs('unused-note', {
    entry = 'Suppress unused-note in this file',
    before = unused,
    keys = 'G',
    after = vim.list_extend({ '<!-- brief-ls-ignore-file unused-note -->', '' }, unused),
  })

  test('unused-note, Explain: gra', function()
    typist:open(unused, 1)
    typist:choose('Explain unused-note', 'G')
    typist:shows('# unused-note', 'return vim.api.nvim_buf_get_lines(0, 0, 1, true)[1]', 'the page of the rule')
    typist:shows(0, 'return #vim.diagnostic.get(0)', 'findings in the page')
  end)

  test('unused-note, Turn off: gra', function()
    typist:open_folder({ { 'one.md', unused }, { 'brief-ls.toml', { 'profile = "default"' } } })
    typist:shows(1, 'return #vim.diagnostic.get(0)', 'findings')
    typist:choose('Turn off unused-note', 'G')
    typist:file_becomes('brief-ls.toml', { 'profile = "default"', '', '[rules]', 'unused-note = "off"' })
    -- It counts before it is written.
    typist:shows(0, 'return #vim.diagnostic.get(0)', 'findings after it')
    typist:becomes(unused, 'the brief')
  end)
end
