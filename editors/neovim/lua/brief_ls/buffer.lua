-- What the buffer of a brief gets once the server is attached: commands, keys, completion, signs.

local footnote = require('brief_ls.footnote')
local options = require('brief_ls.options')

-- Each command, its function, and the modes of its `<Plug>` mapping.
local COMMANDS = {
  { 'BriefFootnote', footnote.insert, { 'n', 'i', 'x' } },
  { 'BriefNextNote', footnote.next, { 'n' } },
  { 'BriefPreviousNote', footnote.previous, { 'n' } },
  { 'BriefAcrossNote', footnote.across, { 'n', 'i' } },
}

-- Vim's own CTRL-] wants a keyword under the cursor, which a marker at the end of a line is not. Neovim's own `gO` in
-- Markdown knows no footnotes.
local KEYMAPS = {
  { '<C-]>', vim.lsp.buf.definition, 'Go to the footnote or its marker' },
  { 'gO', require('brief_ls.outline').show, 'Show the outline of the brief' },
}

local M = {}

local function create_commands(bufnr)
  for _, command in ipairs(COMMANDS) do
    local name, action, modes = unpack(command)
    vim.api.nvim_buf_create_user_command(bufnr, name, action, { range = name == 'BriefFootnote' })
    vim.keymap.set(modes, ('<Plug>(%s)'):format(name), action, { buffer = bufnr })
  end
end

-- Maps what the user has not mapped. Neovim's own mappings come from its runtime files.
local function map_keys(bufnr)
  for _, mapping in ipairs(KEYMAPS) do
    local key, action, description = unpack(mapping)
    local present = vim.fn.maparg(key, 'n', false, true)
    local is_own = vim.tbl_isempty(present) or M.is_from_runtime(present)
    if is_own then
      vim.keymap.set('n', key, action, { buffer = bufnr, desc = description })
    end
  end
end

-- Whether a mapping, as `maparg` describes it, is Neovim's.
function M.is_from_runtime(mapping)
  if not mapping.callback then
    return false
  end
  local source = debug.getinfo(mapping.callback, 'S').source:gsub('^@', '')
  return vim.startswith(source, 'vim/') or vim.startswith(vim.fs.normalize(source), vim.fs.normalize(vim.env.VIMRUNTIME))
end

-- Both namespaces: of diagnostics that the server sends, and of those that Neovim asks for.
local function update_in_insert(client)
  for _, is_pull in ipairs({ false, true }) do
    vim.diagnostic.config({ update_in_insert = true }, vim.lsp.diagnostic.get_namespace(client.id, is_pull))
  end
end

-- Keeps the sign column of the buffer's windows open, so that the text does not move with the first fault.
local function keep_sign_column(bufnr, group)
  local function keep()
    for _, window in ipairs(vim.fn.win_findbuf(bufnr)) do
      if vim.wo[window].signcolumn == 'auto' then
        vim.wo[window][0].signcolumn = 'yes'
      end
    end
  end
  keep()
  vim.api.nvim_create_autocmd('BufWinEnter', { group = group, buffer = bufnr, callback = keep })
end

local function highlight(bufnr, group)
  vim.api.nvim_create_autocmd('CursorHold', { group = group, buffer = bufnr, callback = vim.lsp.buf.document_highlight })
  vim.api.nvim_create_autocmd('CursorMoved', { group = group, buffer = bufnr, callback = vim.lsp.buf.clear_references })
end

local function fold(bufnr, group)
  local function set()
    for _, window in ipairs(vim.fn.win_findbuf(bufnr)) do
      local here = vim.wo[window][0]
      here.foldmethod, here.foldexpr, here.foldlevel = 'expr', 'v:lua.vim.lsp.foldexpr()', 99
    end
  end
  set()
  vim.api.nvim_create_autocmd('BufWinEnter', { group = group, buffer = bufnr, callback = set })
end

-- The menu opens by itself, so nothing may be chosen before the author chooses. Beside each entry stands what it is, in
-- place of a kind that the protocol has for programs.
local function complete(client, bufnr, autotrigger)
  vim.lsp.completion.enable(true, client.id, bufnr, {
    autotrigger = autotrigger,
    convert = function(item)
      local details = item.labelDetails or {}
      return { abbr = item.label .. (details.detail or ''), kind = '', menu = details.description or item.detail or '' }
    end,
  })
  if autotrigger and not vim.o.completeopt:find('no[is]') then
    vim.bo[bufnr].completeopt = 'menuone,noselect,popup'
  end
end

-- LSP `on_attach`.
function M.set_up(client, bufnr)
  local chosen = options.get()
  -- Cleared first: a server that starts again attaches again.
  local group = vim.api.nvim_create_augroup('brief_ls.buffer.' .. bufnr, {})
  create_commands(bufnr)
  -- Also without `autotrigger`: else CTRL-X CTRL-O inserts a new marker and not its note.
  complete(client, bufnr, chosen.completion)
  if chosen.keymaps then
    map_keys(bufnr)
  end
  if chosen.update_in_insert then
    update_in_insert(client)
    keep_sign_column(bufnr, group)
  end
  if chosen.highlight then
    highlight(bufnr, group)
  end
  if chosen.folding then
    fold(bufnr, group)
  end
end

return M
