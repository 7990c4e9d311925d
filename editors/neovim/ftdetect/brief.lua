vim.filetype.add({ extension = { brief = 'markdown' } })
