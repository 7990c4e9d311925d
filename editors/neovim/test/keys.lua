-- What an analyst types to have a brief changed: each key comes from the keyboard, and the buffer is compared
-- after it.

local harness = require('harness')
local typists = require('typist')
local test = harness.test

return function(root, program)
  local typist = typists.start(([[
    vim.opt.rtp:append(%q)
    vim.cmd('filetype on | runtime! ftdetect/*.lua')
    vim.o.swapfile, vim.o.completeopt = false, 'menuone,noinsert'
    vim.lsp.config('brief_ls', { cmd = { %q, 'server', '--stdio' } })
    vim.lsp.enable('brief_ls')
    -- The entry of a menu is chosen by its words, as a reader does; its number may change.
    vim.ui.select = function(items, options, choose)
      for index, item in ipairs(items) do
        if options.format_item(item):find(WANTED, 1, true) then
          return choose(item, index)
        end
      end
      vim.g.menu = vim.tbl_map(options.format_item, items)
      choose(nil)
    end
  ]]):format(root .. '/editors/neovim', program))

  -- Opens the menu under the cursor with `keys` before it, and chooses the entry with these words.
  local function choose(words, keys)
    typist:run('WANTED = ...', words)
    typist:type((keys or '') .. 'gra')
  end

  -- What a brief becomes by the entry of the menu with these words, and that one `u` undoes it.
  local function changes(words, before, keys, after, findings)
    test(words .. ': gra', function()
      typist:open(before, findings)
      choose(words, keys)
      typist:becomes(after, 'the brief after it')
      typist:type('u')
      typist:becomes(before, 'the brief after one undo')
    end)
  end

  test('a new marker and its note: [^ CTRL-X CTRL-O', function()
    typist:open({ 'A claim.[^1] Another.', '', '[^1]: Its source, 2021.' })
    typist:type('A[^<C-x><C-o>')
    typist:shows(1, 'return vim.fn.pumvisible()', 'the menu')
    typist:type('<C-y>')
    typist:becomes({ 'A claim.[^1] Another.[^2]', '', '[^1]: Its source, 2021.', '', '[^2]: ' }, 'the brief')
    typist:type(' More.<Esc>')
    typist:becomes({ 'A claim.[^1] Another.[^2] More.', '', '[^1]: Its source, 2021.', '', '[^2]: ' }, 'typed on')
  end)

  test('an existing note again: [^ CTRL-X CTRL-O', function()
    typist:open({ 'A claim.[^roy] Another.', '', '[^roy]: Its source, 2021.' })
    typist:type('A[^ro<C-x><C-o>')
    typist:shows(1, 'return vim.fn.pumvisible()', 'the menu')
    typist:type('<C-y><Esc>')
    typist:becomes({ 'A claim.[^roy] Another.[^roy]', '', '[^roy]: Its source, 2021.' }, 'the brief')
  end)

  test('another label: grn', function()
    typist:open({ 'A.[^one] B.[^one]', '', '[^one]: First.' })
    typist:type('0f^grn')
    typist:shows('c', 'return vim.api.nvim_get_mode().mode', 'the prompt')
    typist:type('<C-u>roy2021<CR>')
    typist:becomes({ 'A.[^roy2021] B.[^roy2021]', '', '[^roy2021]: First.' }, 'the brief')
  end)

  changes(
    'Renumber',
    { 'A.[^2] B.[^1]', '', '[^1]: One.', '', '[^2]: Two.' },
    '0',
    { 'A.[^1] B.[^2]', '', '[^1]: Two.', '', '[^2]: One.' }
  )
  changes(
    'at the end',
    { '# A', '', 'A.[^1]', '', '[^1]: One.', '', '# B', '', 'B.[^2]', '', '[^2]: Two.' },
    '',
    { '# A', '', 'A.[^1]', '', '# B', '', 'B.[^2]', '', '[^1]: One.', '', '[^2]: Two.' }
  )
  changes(
    'section',
    { '# A', '', 'A.[^1]', '', '# B', '', 'B.[^2]', '', '[^1]: One.', '', '[^2]: Two.' },
    '',
    { '# A', '', 'A.[^1]', '', '[^1]: One.', '', '# B', '', 'B.[^2]', '', '[^2]: Two.' }
  )

  changes(
    'Insert a note',
    { 'A.[^1] B here. C.[^2]', '', '[^1]: One.', '', '[^2]: Two.' },
    '0fh3l',
    { 'A.[^1] B here.[^3] C.[^2]', '', '[^1]: One.', '', '[^3]: ', '', '[^2]: Two.' }
  )
  changes(
    'Delete the note',
    { 'A.[^1] B.[^2] C.[^1]', '', '[^1]: One.', '', '[^2]: Two.' },
    '0f^',
    { 'A. B.[^2] C.', '', '[^2]: Two.' }
  )
  changes(
    'Merge notes',
    { 'A.[^1] B.[^2]', '', '[^1]: The same, 2021.', '', '[^2]: The same, 2021.' },
    '0f^',
    { 'A.[^1] B.[^1]', '', '[^1]: The same, 2021.' }
  )
  changes(
    'Ignore unused-note in this file',
    { 'A.[^1]', '', '[^1]: One.', '', '[^2]: Two.' },
    'G',
    { '<!-- brief-ls-ignore-file unused-note -->', '', 'A.[^1]', '', '[^1]: One.', '', '[^2]: Two.' },
    1
  )
  changes(
    'Make all safe repairs',
    { 'A claim.[^1 Another.[^1]', '', '[^1]: One.' },
    '',
    { 'A claim.[^1] Another.[^1]', '', '[^1]: One.' },
    1
  )

  typist:stop()
end
