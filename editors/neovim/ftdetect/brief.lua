vim.filetype.add({ extension = { brief = 'text' } })
