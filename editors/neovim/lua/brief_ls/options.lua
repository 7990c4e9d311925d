-- What a user can set in `vim.g.brief_ls`, with the defaults.

local DEFAULTS = {
  -- `CTRL-]` and `gO`, in the buffers of briefs.
  keymaps = true,
  -- Offers footnotes, keys and headings as soon as `[^`, `@` or `](#` is typed.
  completion = true,
  -- Reports faults in insert mode, with a sign column that stays open.
  update_in_insert = true,
  -- Highlights all places of the footnote under a resting cursor.
  highlight = false,
  -- Folds sections and footnotes.
  folding = false,
}

local M = {}

-- The options, those of the user before the defaults.
function M.get()
  return vim.tbl_extend('force', DEFAULTS, vim.g.brief_ls or {})
end

-- The names in `vim.g.brief_ls` that are no options, sorted.
function M.unknown()
  local names = {}
  for name in pairs(vim.g.brief_ls or {}) do
    if DEFAULTS[name] == nil then
      table.insert(names, name)
    end
  end
  table.sort(names)
  return names
end

return M
