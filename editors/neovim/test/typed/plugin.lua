-- What the plugin adds to Neovim: keys, the menu that opens by itself, faults in insert mode.

local harness = require('harness')
local test, equal = harness.test, harness.equal

local LINE = 'return vim.fn.line(".")'
local BRIEF = { '# Dams', '', '## Costs', '', 'A claim.[^1]', '', '[^1]: Its source, 2021.' }

return function(typist)
  test('from a marker at the end of a line to its note, and back: CTRL-] CTRL-T', function()
    typist:open(BRIEF, 0)
    typist:type('5G$<C-]>')
    typist:shows(7, LINE, 'the line of the note')
    typist:type('<C-t>')
    typist:shows(5, LINE, 'the line of the marker')
  end)

  test('the outline of a Markdown brief has its notes: gO', function()
    typist:open(BRIEF, 0)
    typist:type('gO')
    typist:sees('Costs')
    local names = 'return vim.tbl_map(function(item) return item.text end, vim.fn.getloclist(0))'
    typist:shows({ 'Dams', '  Costs', '    1 Its source, 2021.' }, names, 'the location list')
    typist:type(':lclose<CR>')
  end)

  test('a key that the user has mapped stays', function()
    typist:run("vim.keymap.set('n', 'gO', '<Cmd>let g:mine = 1<CR>')")
    typist:open(BRIEF, 0, '.txt')
    typist:type('gO')
    typist:shows(1, 'return vim.g.mine', 'what the mapping sets')
    typist:run("vim.keymap.del('n', 'gO')")
  end)

  test('the menu opens while a marker is typed, and inserts nothing by itself', function()
    typist:open(BRIEF, 0)
    typist:type('5GA[^')
    typist:sees('2 (new) new note')
    typist:sees('Its source, 2021.')
    typist:type('1]<Esc>')
    typist:becomes({ BRIEF[1], '', BRIEF[3], '', 'A claim.[^1][^1]', '', BRIEF[7] }, 'the brief')
  end)

  test('a fault shows in insert mode, and the text does not move', function()
    typist:open(BRIEF, 0)
    local before = typist:sees('# Dams')
    typist:type('5GA Another.[^zz] And')
    typist:shows(1, 'return #vim.diagnostic.get(0)', 'findings')
    typist:shows('i', 'return vim.api.nvim_get_mode().mode:sub(1, 1)', 'the mode')
    local sign = typist:sees('A claim')
    assert(sign:match('^E '), 'no sign before: ' .. sign)
    equal(before, typist:sees('# Dams'), 'the row of the title')
    typist:type('<Esc>')
  end)
end
