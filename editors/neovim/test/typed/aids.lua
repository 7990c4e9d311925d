-- What is shown beside the text, and the ways from note to note.

local harness = require('harness')
local test = harness.test

return function(typist)
  test('from note to note and back: the commands', function()
    typist:open({ 'A.[^1] B.[^2]', '', '[^1]: One.', '', '[^2]: Two.' })
    for _, step in ipairs({
      { ':BriefNextNote<CR>', 3 },
      { ':BriefNextNote<CR>', 5 },
      { ':BriefPreviousNote<CR>', 3 },
      { ':BriefAcrossNote<CR>', 1 },
      { ':BriefAcrossNote<CR>', 3 },
    }) do
      typist:type(step[1])
      typist:shows(step[2], 'return vim.fn.line(".")', 'the line after ' .. step[1])
    end
  end)

  test('hints follow what is typed in a note', function()
    typist:open({ 'A claim.[^1]', '', '[^1]: Ana Roy, *Rivers*, 2021.' })
    typist:type(':lua vim.lsp.inlay_hint.enable()<CR>')
    local hints = [[
      return vim.tbl_map(function(hint) return hint.inlay_hint.label end, vim.lsp.inlay_hint.get({ bufnr = 0 }))
    ]]
    typist:shows({ '[Ana Roy 2021]' }, hints, 'hints')
    typist:type('G$F1r0')
    typist:shows({ '[Ana Roy 2020]' }, hints, 'hints after it')
    typist:type(':lua vim.lsp.inlay_hint.enable(false)<CR>')
  end)

  test('markers, heads, back-references and keys are coloured, and follow what is typed', function()
    typist:open({ 'A claim.[^1] B.[^2] C [@roy].', '', '[^1]: Ana Roy, *Rivers*, 2021.', '', '[^2]: Ibid., 3.' })
    local coloured = [[
      local rows = {}
      local namespaces = vim.api.nvim_get_namespaces()
      for name, id in pairs(namespaces) do
        if name:find('semantic_tokens', 1, true) then
          for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, id, 0, -1, { details = true })) do
            local kind = mark[4].hl_group:match('^@lsp%.type%.(%w+)')
            if kind then
              table.insert(rows, ('%d:%d-%d %s'):format(mark[2] + 1, mark[3], mark[4].end_col, kind))
            end
          end
        end
      end
      table.sort(rows)
      return rows
    ]]
    typist:shows({
      '1:15-19 number',
      '1:23-27 variable',
      '1:8-12 number',
      '3:0-5 number',
      '5:0-5 number',
      '5:6-11 keyword',
    }, coloured, 'colours')
    typist:type('gg0cwThe<Esc>')
    typist:shows({
      '1:10-14 number',
      '1:17-21 number',
      '1:25-29 variable',
      '3:0-5 number',
      '5:0-5 number',
      '5:6-11 keyword',
    }, coloured, 'colours after it')
  end)
end
