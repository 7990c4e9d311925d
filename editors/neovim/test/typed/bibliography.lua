-- From a note to the bibliography and back: `gra`.

local harness = require('harness')
local test = harness.test

local FRONT = { '---', 'bibliography: refs.bib', '---', '' }

local function brief(...)
  return vim.list_extend({ unpack(FRONT) }, { ... })
end

local BELL = '@book{bell2001, author = {Bell, Ana}, title = {Rivers}, publisher = {Penguin}, date = {2001}}'

return function(typist)
  test('Move the source to the bibliography: gra', function()
    local before = brief('Some words.[^1] More.', '', '[^1]: Ann Lee, *Canals* (London: Penguin, 2011), 12.')
    typist:open_folder({ { 'one.md', before }, { 'refs.bib', { BELL } } })
    typist:choose('Move source to the bibliography', 'G')
    typist:becomes(brief('Some words [@lee2011, p. 12]. More.'), 'the brief')
    typist:file_becomes('refs.bib', {
      BELL,
      '',
      '@book{lee2011,',
      '  author = {Lee, Ann},',
      '  year = {2011},',
      '  address = {London},',
      '  publisher = {Penguin},',
      '  title = {{Canals}},',
      '}',
    })
    typist:type('u')
    typist:becomes(before, 'the brief after one undo')
  end)

  test('Convert citation to footnote with full source: gra', function()
    local before = brief('One.[^1] Two [see @bell2001, p. 5]. Three.', '', '[^1]: A.')
    typist:open_folder({ { 'one.md', before }, { 'refs.bib', { BELL } } })
    typist:choose('Convert citation', 'G5G0f@')
    typist:becomes(
      brief('One.[^1] Two.[^2] Three.', '', '[^1]: A.', '', '[^2]: See Ana Bell, *Rivers* (Penguin, 2001), 5.'),
      'the brief'
    )
    typist:type('u')
    typist:becomes(before, 'the brief after one undo')
  end)

  test('a source that another note refers back to stays: gra', function()
    local before = brief('A.[^1] B.[^2]', '', '[^1]: Ana Bell, *Rivers* (Penguin, 2001).', '', '[^2]: Ibid., 5.')
    typist:open_folder({ { 'one.md', before }, { 'refs.bib', { BELL } } })
    typist:choose('Move source to the bibliography', '5G0f^')
    typist:says('Line 9 refers back to this note')
    typist:becomes(before, 'the brief')
  end)
end
