-- A second Neovim, to which keys are sent as they come from a keyboard: this one waits for what they do.

local harness = require('harness')

local M = {}

-- Starts it with the same configuration; `setup` is Lua to run in it before a file is opened.
function M.start(setup)
  local typist = { channel = vim.fn.jobstart({ vim.v.progpath, '--embed', '--headless', '--clean' }, { rpc = true }) }
  assert(typist.channel > 0, 'no second Neovim')
  setmetatable(typist, { __index = M })
  typist:run(setup)
  return typist
end

-- Runs Lua in it and returns the result.
function M:run(code, ...)
  return vim.rpcrequest(self.channel, 'nvim_exec_lua', code, { ... })
end

-- Types `keys`, in the notation of mappings (`<CR>`).
function M:type(keys)
  local typed = vim.rpcrequest(self.channel, 'nvim_input', keys)
  assert(typed == #keys, 'not all keys were taken')
end

-- Opens a new file of these lines and waits for the server and its findings, `count` of them.
function M:open(lines, count, name)
  local path = vim.fn.tempname() .. (name or '.md')
  vim.fn.writefile(lines, path)
  self:run('vim.cmd.edit({ args = { ... }, bang = true })', path)
  self:shows(true, 'return #vim.lsp.get_clients({ bufnr = 0, name = "brief_ls" }) == 1', 'the server for ' .. path)
  self:shows(count or 0, 'return #vim.diagnostic.get(0)', 'findings')
end

-- Waits until the Lua `code` returns `expected` there.
function M:shows(expected, code, what)
  harness.eventually(expected, function()
    return self:run(code)
  end, what)
end

-- Waits until its buffer has these lines.
function M:becomes(lines, what)
  self:shows(lines, 'return vim.api.nvim_buf_get_lines(0, 0, -1, true)', what)
end

function M:stop()
  vim.fn.jobstop(self.channel)
end

return M
