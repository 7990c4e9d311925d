-- A second Neovim, to which keys are sent as they come from a keyboard: this one waits for what they do.

local harness = require('harness')

local M = {}

-- What it does before a file is opened. A menu stays in `MENU` until an entry is chosen.
local SETUP = [[
  local root, program = ...
  vim.opt.rtp:append(root .. '/editors/neovim')
  vim.cmd('filetype on | runtime! ftdetect/*.lua plugin/brief_ls.lua')
  vim.o.swapfile, vim.o.completeopt = false, 'menuone,noinsert'
  vim.lsp.config('brief_ls', { cmd = { program, 'server', '--stdio' } })
  vim.lsp.enable('brief_ls')
  vim.ui.select = function(items, options, choose)
    MENU, PROMPT = vim.tbl_map(options.format_item, items), options.prompt
    CHOOSE = function(number)
      MENU = nil
      choose(items[number], number)
    end
  end
]]

-- The words that are offered, or nothing.
local OFFERED = [[
  local list = vim.fn.complete_info({ 'pum_visible', 'items' })
  return list.pum_visible == 1 and vim.tbl_map(function(item) return item.abbr end, list.items) or nil
]]

local ONE_SECOND_MS = 1000

-- Starts it with the server `program`, and with what the project at `root` has for Neovim.
function M.start(root, program)
  local command = { vim.v.progpath, '--embed', '--headless', '--clean' }
  local options = { rpc = true, env = { XDG_CACHE_HOME = vim.fn.tempname() } }
  local typist = setmetatable({ channel = vim.fn.jobstart(command, options) }, { __index = M })
  assert(typist.channel > 0, 'no second Neovim')
  typist:run(SETUP, root, program)
  return typist
end

-- Runs Lua in it and returns the result: nil for none.
function M:run(code, ...)
  local result = vim.rpcrequest(self.channel, 'nvim_exec_lua', code, { ... })
  return result ~= vim.NIL and result or nil
end

-- Types `keys`, in the notation of mappings (`<CR>`).
function M:type(keys)
  local typed = vim.rpcrequest(self.channel, 'nvim_input', keys)
  assert(typed == #keys, 'not all keys were taken')
end

-- Opens a new file of these lines, named so at its end, and waits for the server and, if a number is given, its findings.
function M:open(lines, findings, name)
  local path = vim.fn.tempname() .. (name or '.md')
  vim.fn.writefile(lines, path)
  self:edit(path, findings)
end

-- Opens the first of `files`, each a name and its lines, of a new workspace folder.
function M:open_folder(files)
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder .. '/.git', 'p')
  for _, file in ipairs(files) do
    vim.fn.writefile(file[2], folder .. '/' .. file[1])
  end
  self.folder = folder
  self:edit(folder .. '/' .. files[1][1])
end

-- Opens the file at `path`, as `open` does.
function M:edit(path, findings)
  self:type('<C-\\><C-n>')
  self:run('PROMPT = nil vim.cmd.edit({ args = { ... }, bang = true }) vim.cmd("messages clear")', path)
  self:shows(true, 'return #vim.lsp.get_clients({ bufnr = 0, name = "brief_ls" }) == 1', 'the server for ' .. path)
  if findings then
    self:shows(findings, 'return #vim.diagnostic.get(0)', 'findings')
  end
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

-- Waits until a file of the folder has these lines, in its buffer.
function M:file_becomes(name, lines)
  harness.eventually(lines, function()
    return self:run(
      [[
        local buffer = vim.fn.bufnr(...)
        return buffer > 0 and vim.api.nvim_buf_get_lines(buffer, 0, -1, true) or nil
      ]],
      self.folder .. '/' .. name
    )
  end, name)
end

-- The rows of its screen.
function M:screen()
  return self:run([[
    vim.cmd.redraw()
    local rows = {}
    for row = 1, vim.o.lines do
      local cells = {}
      for column = 1, vim.o.columns do
        cells[column] = vim.fn.screenstring(row, column)
      end
      rows[row] = table.concat(cells)
    end
    return rows
  ]])
end

-- Waits until a row of the screen has these words, and returns the row.
function M:sees(words)
  local rows, seen
  local has_come = vim.wait(harness.TIMEOUT_MS, function()
    rows = self:screen()
    for _, row in ipairs(rows) do
      if row:find(words, 1, true) then
        seen = row
      end
    end
    return seen ~= nil
  end, 20)
  assert(has_come, ('"%s" is not on the screen:\n%s'):format(words, table.concat(rows, '\n')))
  return seen
end

-- Waits until Neovim has said something, or asked, with these words.
function M:says(words)
  local said
  local has_come = vim.wait(harness.TIMEOUT_MS, function()
    said = self:run('return vim.fn.execute("messages") .. (PROMPT or "")')
    return said:find(words, 1, true) ~= nil
  end, 20)
  assert(has_come, ('"%s" was not said, but: %s'):format(words, said))
end

-- The entries of the menu that `gra` opens after `keys`, or, with the kind `only`, the menu that is asked for all of it.
function M:menu(keys, only)
  self:run('MENU = nil')
  if only then
    self:type(keys or '')
    self:run('vim.lsp.buf.code_action({ context = { only = { ... } } })', only)
  else
    self:type((keys or '') .. 'gra')
  end
  return harness.await(function()
    return self:run('return MENU')
  end, 'the menu')
end

-- Opens that menu and chooses the entry with these words.
function M:choose(words, keys, only)
  self:pick(words, self:menu(keys, only))
end

-- Waits for a question and gives the answer with these words.
function M:answer(words)
  self:pick(words, harness.await(function()
    return self:run('return MENU')
  end, 'a question'))
end

-- Chooses the entry of the open `menu` with these words.
function M:pick(words, menu)
  for number, entry in ipairs(menu) do
    if entry:find(words, 1, true) then
      return self:run('CHOOSE(...)', number)
    end
  end
  error(('no "%s" in the menu: %s'):format(words, vim.inspect(menu)), 2)
end

-- Types `keys` and asks for what could be written there, again as long as nothing is offered: other briefs are still
-- read. Chooses the word `wanted`, and returns all that were offered.
function M:complete(keys, wanted)
  self:type(keys)
  local words
  harness.await(function()
    self:type('<C-x><C-o>')
    vim.wait(ONE_SECOND_MS, function()
      words = self:run(OFFERED)
      return words ~= nil
    end, 20)
    return words
  end, 'the list of completions')
  for number, word in ipairs(words) do
    if word == wanted then
      self:type(('<C-n>'):rep(number - 1) .. '<C-y>')
      return words
    end
  end
  self:type('<Esc>')
  error(('no "%s" among %s'):format(wanted, vim.inspect(words)), 2)
end

-- Gives what is under the cursor after `keys` another name.
function M:rename(name, keys)
  self:type((keys or '') .. 'grn')
  self:shows('c', 'return vim.api.nvim_get_mode().mode', 'the prompt')
  self:type('<C-u>' .. name .. '<CR>')
end

-- A test of what a brief becomes by an entry of the menu, and that one `u` undoes it. `case` has the brief `before` and
-- `after`, the `keys` to type before the menu, the words of the `entry`, and may have a `name` of the test, the end of
-- the `file`'s name, how many `findings` to wait for, the `answer` to a question that the server asks first,
-- and the `line` to which the cursor goes.
function M:changes(case)
  harness.test((case.name or case.entry) .. ': gra', function()
    self:open(case.before, case.findings, case.file)
    self:choose(case.entry, case.keys)
    if case.answer then
      self:answer(case.answer)
    end
    self:becomes(case.after, 'the brief after it')
    if case.line then
      self:shows(case.line, 'return vim.fn.line(".")', 'the line to which the cursor goes')
    end
    self:type('<Esc>u')
    self:becomes(case.before, 'the brief after one undo')
  end)
end

-- A test that an entry of the menu says why it changes nothing. `case` is as above, with the words that are `said`, and
-- may have the kind that is asked for `only`.
function M:refuses(case)
  harness.test((case.name or case.entry) .. ' is refused: gra', function()
    self:open(case.before, nil, case.file)
    self:choose(case.entry, case.keys, case.only)
    self:says(case.said)
    self:becomes(case.before, 'the brief after it')
  end)
end

function M:stop()
  vim.fn.jobstop(self.channel)
end

return M
