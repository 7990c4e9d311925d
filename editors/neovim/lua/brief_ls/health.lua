-- :checkhealth brief_ls

local options = require('brief_ls.options')
local program = require('brief_ls.program')

local M = {}

local INSTALL = 'Install brief-ls, or name its path: vim.lsp.config("brief_ls", { cmd = { "/path/to/brief-ls", "server" } })'

local function check_neovim()
  if vim.fn.has('nvim-0.11') == 1 then
    vim.health.ok('Neovim ' .. tostring(vim.version()))
  else
    vim.health.error('Neovim 0.11 or newer is needed', 'Install a newer Neovim')
  end
end

-- Whether the program is there and answers; its path and version.
local function check_program()
  local name = program.name()
  if not name then
    return vim.health.info('A function of yours starts the server')
  end
  if vim.fn.executable(name) == 0 then
    return vim.health.error(('The program "%s" is not found on the PATH of Neovim'):format(name), INSTALL)
  end
  local path = vim.fn.exepath(name)
  local ok, result = pcall(function()
    return vim.system({ path, '--version' }, { text = true }):wait(5000)
  end)
  if ok and result.code == 0 then
    vim.health.ok(('%s at %s'):format(vim.trim(result.stdout), path))
  else
    vim.health.error(path .. ' does not start', ok and vim.trim(result.stderr or '') or tostring(result))
  end
end

local function check_enabled()
  if vim.lsp.is_enabled('brief_ls') then
    vim.health.ok('The server is enabled')
  else
    vim.health.error('The server is not enabled', "Add vim.lsp.enable('brief_ls') to your init.lua")
  end
end

local function check_options()
  local unknown = options.unknown()
  if vim.g.brief_ls ~= nil and #unknown == 0 then
    vim.health.ok('vim.g.brief_ls')
  end
  for _, name in ipairs(unknown) do
    vim.health.warn(('vim.g.brief_ls: there is no option "%s"'):format(name), 'See :help brief-ls-options')
  end
end

-- The running servers, with the configuration file that each reads.
local function check_clients()
  local clients = vim.lsp.get_clients({ name = 'brief_ls' })
  if #clients == 0 then
    vim.health.info('No brief is open: open a file of the type ' .. table.concat(vim.lsp.config.brief_ls.filetypes, ', '))
  end
  for _, client in ipairs(clients) do
    local count = vim.tbl_count(client.attached_buffers)
    vim.health.ok(('Serves %d buffer(s) in %s'):format(count, client.root_dir or 'no folder'))
    local config = client.root_dir and client.root_dir .. '/brief-ls.toml'
    if config and vim.uv.fs_stat(config) then
      vim.health.info('Configuration: ' .. config)
    else
      vim.health.info('No brief-ls.toml in that folder: defaults and editor settings apply')
    end
  end
  vim.health.info('Log: ' .. vim.lsp.log.get_filename())
end

function M.check()
  vim.health.start('brief-ls')
  check_neovim()
  check_program()
  check_enabled()
  check_options()
  check_clients()
end

return M
