-- A whole brief written in another form: `gra`.

return function(typist)
  local markdown = { 'A claim.[^1] Another.[^2]', '', '[^1]: One.', '', '[^2]: Two.' }
  for _, case in ipairs({
    {
      'Convert footnotes to Markdown [^1]',
      '.md',
      { 'A claim.¹ Another.²', '', '¹ One.', '² Two.' },
      { 'A claim.[^1] Another.[^2]', '', '[^1]: One.', '[^2]: Two.' },
    },
    { 'Convert footnotes to superscript numbers ¹', '.md', markdown, { 'A claim.¹ Another.²', '', '¹ One.', '', '² Two.' } },
    {
      'Convert footnotes to HTML <sup>1</sup>',
      '.md',
      markdown,
      { 'A claim.<sup>1</sup> Another.<sup>2</sup>', '', '<sup>1</sup> One.', '', '<sup>2</sup> Two.' },
    },
    { 'Convert footnotes to inline notes', '.qmd', markdown, { 'A claim.^[One.] Another.^[Two.]' } },
    {
      'Convert footnotes to endnotes (a list at the end)',
      '.md',
      markdown,
      { 'A claim.¹ Another.²', '', '## Notes', '', '1. One.', '', '2. Two.' },
    },
  }) do
    local entry, file, before, after = unpack(case)
    typist:changes({ entry = entry, file = file, before = before, keys = 'G', after = after })
  end
end
