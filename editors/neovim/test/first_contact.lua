-- What a newcomer meets before the first finding: a missing program, the health check, the help, the ways to install.

local harness = require('harness')
local typists = require('typist')
local test, equal = harness.test, harness.equal

-- Waits until `:messages` has the words. The server is not needed for it.
local function open_without_server(typist)
  local path = vim.fn.tempname() .. '.md'
  vim.fn.writefile({ '# Dams' }, path)
  typist:run('vim.cmd.edit(...)', path)
end

return function(root, program)
  local folder = root .. '/editors/neovim'

  test('a missing program is named once', function()
    local typist = typists.start(root, '/nowhere/brief-ls')
    open_without_server(typist)
    typist:says('the program "/nowhere/brief-ls" is not found')
    open_without_server(typist)
    local messages = typist:run('return vim.fn.execute("messages")')
    equal(1, select(2, messages:gsub('is not found', '')), 'how often it is named')
    typist:run('vim.cmd.checkhealth("brief_ls")')
    typist:sees('The program "/nowhere/brief-ls" is not found on the PATH')
    typist:stop()
  end)

  test('the health check has the version, the folder and an option that is misspelt', function()
    local typist = typists.start(root, program)
    typist:run('vim.g.brief_ls = { foldng = true }')
    typist:open({ '# Dams' }, 0)
    typist:run('vim.cmd.checkhealth("brief_ls")')
    typist:run('vim.o.lines = 40')
    for _, words in ipairs({ 'OK brief-ls 0.', 'The server is enabled', 'Serves 1 buffer(s)', 'no option "foldng"' }) do
      typist:sees(words)
    end
    typist:stop()
  end)

  test('the help is found by its tags, which are up to date', function()
    local copy = vim.fn.tempname()
    vim.fn.mkdir(copy .. '/doc', 'p')
    assert(vim.uv.fs_copyfile(folder .. '/doc/brief-ls.txt', copy .. '/doc/brief-ls.txt'))
    vim.cmd.helptags(copy .. '/doc')
    equal(vim.fn.readfile(copy .. '/doc/tags'), vim.fn.readfile(folder .. '/doc/tags'), 'the tags')
    local typist = typists.start(root, program)
    for _, tag in ipairs({ 'brief-ls', ':BriefFootnote', '<Plug>(BriefNextNote)', 'brief-ls-options' }) do
      typist:run('vim.cmd.help(...)', tag)
      typist:shows('brief-ls.txt', 'return vim.fn.expand("%:t")', 'the help of ' .. tag)
    end
    typist:stop()
  end)

  test('the help names each option with its default', function()
    local help = table.concat(vim.fn.readfile(folder .. '/doc/brief-ls.txt'), '\n')
    local block = assert(help:match('vim%.g%.brief_ls = (%b{})'))
    local documented = assert(load('return ' .. block))()
    equal(require('brief_ls.options').get(), documented, 'the options')
  end)

  test('packadd takes the folder inside a checkout', function()
    local site = vim.fn.tempname()
    vim.fn.mkdir(site .. '/pack/plugins/opt', 'p')
    assert(vim.uv.fs_symlink(root, site .. '/pack/plugins/opt/brief-ls'))
    local command = { vim.v.progpath, '--headless', '--clean', '--cmd', 'set packpath^=' .. site }
    local code = "+lua vim.cmd.packadd('brief-ls/editors/neovim') io.write(vim.lsp.config.brief_ls.cmd[1])"
    local result = vim.system(vim.list_extend(command, { code, '+qall' }), { text = true }):wait(harness.TIMEOUT_MS)
    equal('brief-ls', result.stdout, 'the program of the configuration')
  end)

  test('the entry for nvim-lspconfig starts the same server for the same files', function()
    local entry = dofile(folder .. '/registry/lspconfig.lua')
    local own = dofile(folder .. '/lsp/brief_ls.lua')
    equal(own.cmd, entry.cmd, 'the command')
    equal(own.filetypes, entry.filetypes, 'the file types')
    equal(own.get_language_id(0, 'text'), entry.get_language_id(0, 'text'), 'the language of plain text')
    local readme = table.concat(vim.fn.readfile(folder .. '/doc/brief-ls.txt'), '\n')
    assert(readme:find(("{ '%s' }"):format(table.concat(entry.filetypes, "', '")), 1, true), 'the help has other file types')
  end)
end
