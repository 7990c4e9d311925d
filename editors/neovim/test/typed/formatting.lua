-- Notes laid out: `gq` with the range selected, and the call for the whole.

local harness = require('harness')
local test = harness.test

return function(typist)
  local before = { 'A.[^1]  B.[^2] ', ' prose.', '', '[^1]:One. ', '', '', '[^2]:   Two. ' }

  test('the notes of a brief are laid out, and no prose: vim.lsp.buf.format', function()
    typist:open(before)
    typist:type(':lua vim.lsp.buf.format()<CR>')
    typist:becomes({ 'A.[^1]  B.[^2] ', ' prose.', '', '[^1]: One.', '', '[^2]: Two.' }, 'the brief')
    typist:type('u')
    typist:becomes(before, 'the brief after one undo')
  end)

  test('the notes selected are laid out: V gq', function()
    typist:open(before)
    typist:type('4GVgq')
    typist:becomes({ 'A.[^1]  B.[^2] ', ' prose.', '', '[^1]: One.', '', '[^2]:   Two. ' }, 'the brief')
    typist:type('u')
    typist:becomes(before, 'the brief after one undo')
  end)

  test('lines that end in CR LF still do', function()
    local dos = vim.tbl_map(function(line)
      return line .. '\r'
    end, before)
    typist:open(dos)
    typist:shows('dos', 'return vim.bo.fileformat', 'the format of the file')
    typist:type(':lua vim.lsp.buf.format()<CR>')
    typist:becomes({ 'A.[^1]  B.[^2] ', ' prose.', '', '[^1]: One.', '', '[^2]: Two.' }, 'the brief')
    typist:type(':w<CR>')
    typist:shows(
      'A.[^1]  B.[^2] \r\n prose.\r\n\r\n[^1]: One.\r\n\r\n[^2]: Two.\r\n',
      'return vim.fn.readblob(vim.api.nvim_buf_get_name(0)) and io.open(vim.api.nvim_buf_get_name(0), "rb"):read("*a")',
      'the file'
    )
  end)
end
