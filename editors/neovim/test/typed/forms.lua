-- A whole brief written in another form: `gra`.

return function(typist)
  local markdown = { 'A claim.[^1] Another.[^2]', '', '[^1]: One.', '', '[^2]: Two.' }
  for _, case in ipairs({
    {
      'Write all notes as [^1]',
      '.md',
      { 'A claim.¹ Another.²', '', '¹ One.', '² Two.' },
      { 'A claim.[^1] Another.[^2]', '', '[^1]: One.', '[^2]: Two.' },
    },
    { 'Write all notes as ¹', '.md', markdown, { 'A claim.¹ Another.²', '', '¹ One.', '', '² Two.' } },
    {
      'Write all notes as <sup>1</sup>',
      '.md',
      markdown,
      { 'A claim.<sup>1</sup> Another.<sup>2</sup>', '', '<sup>1</sup> One.', '', '<sup>2</sup> Two.' },
    },
    { 'Write all notes into the text', '.qmd', markdown, { 'A claim.^[One.] Another.^[Two.]' } },
    {
      'Write all notes as a list at the end',
      '.md',
      markdown,
      { 'A claim.¹ Another.²', '', '## Notes', '', '1. One.', '', '2. Two.' },
    },
  }) do
    local entry, file, before, after = unpack(case)
    typist:changes({ entry = entry, file = file, before = before, keys = 'G', after = after })
  end
end
