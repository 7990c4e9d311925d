-- The program that the configuration starts.

local M = {}

-- The first word of its command line, or nothing where a function starts the server.
function M.name()
  local cmd = vim.lsp.config.brief_ls.cmd
  return type(cmd) == 'table' and cmd[1] or nil
end

-- Says once that the program is missing, for a file type that it would serve.
function M.warn_if_missing(filetype)
  local name = M.name()
  local is_served = vim.list_contains(vim.lsp.config.brief_ls.filetypes, filetype)
  if is_served and name and vim.fn.executable(name) == 0 then
    local message = 'brief-ls: the program "%s" is not found. Install it, or see :checkhealth brief_ls'
    vim.notify_once(message:format(name), vim.log.levels.WARN)
  end
end

return M
