-- A test is a name and a function that raises an error when it fails.

local M = { passed = 0, failed = 0 }

-- Guards against a hang; no test measures time.
M.TIMEOUT_MS = 30000

local function say(line)
  io.write(line, '\n')
end

function M.test(name, body)
  local ok, err = xpcall(body, debug.traceback)
  if ok then
    M.passed = M.passed + 1
    say('ok      ' .. name)
  else
    M.failed = M.failed + 1
    say('FAILED  ' .. name .. '\n' .. err)
  end
end

function M.skip(name, why)
  say('skipped ' .. name .. ': ' .. why)
end

function M.equal(expected, got, what)
  if not vim.deep_equal(expected, got) then
    error(('%s\nexpected: %s\ngot:      %s'):format(what, vim.inspect(expected), vim.inspect(got)), 2)
  end
end

-- Waits until `get` returns `expected`; the last thing it returned is in the failure.
function M.eventually(expected, get, what)
  local got
  local arrived = vim.wait(M.TIMEOUT_MS, function()
    got = get()
    return vim.deep_equal(expected, got)
  end, 20)
  if not arrived then
    M.equal(expected, got, what .. ', waited ' .. M.TIMEOUT_MS / 1000 .. ' s')
  end
end

-- Waits for `get` to return something, and returns it.
function M.await(get, what)
  local got
  vim.wait(M.TIMEOUT_MS, function()
    got = get()
    return got ~= nil
  end, 20)
  return got or error(what .. ' did not come in ' .. M.TIMEOUT_MS / 1000 .. ' s', 2)
end

function M.finish()
  say(('%d passed, %d failed'):format(M.passed, M.failed))
  os.exit(M.failed == 0 and 0 or 1)
end

return M
