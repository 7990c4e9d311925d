-- What could be written at the cursor: CTRL-X CTRL-O.

local harness = require('harness')
local test, equal = harness.test, harness.equal

return function(typist)
  test('a new marker and its note: [^ CTRL-X CTRL-O', function()
    typist:open({ 'A claim.[^1] Another.', '', '[^1]: Its source, 2021.' }, 0)
    equal({ '2 (new)', '1' }, typist:complete('A[^', '2 (new)'), 'what is offered')
    typist:becomes({ 'A claim.[^1] Another.[^2]', '', '[^1]: Its source, 2021.', '', '[^2]:' }, 'the brief')
    typist:type(' More.<Esc>')
    typist:becomes({ 'A claim.[^1] Another.[^2] More.', '', '[^1]: Its source, 2021.', '', '[^2]:' }, 'typed on')
    typist:type('u')
    typist:becomes({ 'A claim.[^1] Another.', '', '[^1]: Its source, 2021.' }, 'after one undo')
  end)

  test('an existing note again: [^ CTRL-X CTRL-O', function()
    typist:open({ 'A claim.[^roy] Another.', '', '[^roy]: Its source, 2021.' })
    typist:complete('A[^ro', 'roy')
    typist:type('<Esc>')
    typist:becomes({ 'A claim.[^roy] Another.[^roy]', '', '[^roy]: Its source, 2021.' }, 'the brief')
  end)

  test('a new raised number and its note: CTRL-X CTRL-O after the full stop', function()
    typist:open({ 'A claim.¹ Another.', '', '¹ Its source, 2021.' }, nil, '.txt')
    typist:complete('A', '² (new)')
    typist:type('<Esc>')
    typist:becomes({ 'A claim.¹ Another.²', '', '¹ Its source, 2021.', '', '²' }, 'the brief')
  end)

  test('a new raised number before others, which count on: CTRL-X CTRL-O after the full stop', function()
    local before = { 'One.¹ New.', 'Two.² Three.³', '', '¹ One.', '² Two.', '³ Three, supra note 2.' }
    typist:open(before, nil, '.txt')
    typist:complete('A', '² (new)')
    typist:type('<Esc>')
    typist:becomes({
      'One.¹ New.²', 'Two.³ Three.⁴', '', '¹ One.', '²', '³ Two.', '⁴ Three, supra note 3.',
    }, 'the brief')
    typist:type('u')
    typist:becomes(before, 'after one undo')
  end)

  test('a new note before an Ibid., which is written out: [^ CTRL-X CTRL-O', function()
    local cited = '[^1]: A. Roy, *Rivers* (Oxford: OUP, 2020).'
    local before = { 'One.[^1] New.', '', 'Two.[^2]', '', cited, '', '[^2]: Ibid., 4.' }
    typist:open(before)
    typist:complete('A[^', '3 (new)')
    typist:type('<Esc>')
    typist:becomes({
      'One.[^1] New.[^3]', '', 'Two.[^2]', '', cited, '', '[^3]:', '', '[^2]: Roy, *Rivers*, 4.',
    }, 'the brief')
    typist:type('u')
    typist:becomes(before, 'after one undo')
  end)

  test('a number in brackets after a blank: [ CTRL-X CTRL-O', function()
    typist:open({ 'One [1]. Another', '', '[1] One.', '[2] Two.' }, nil, '.txt')
    typist:complete('A [', '2')
    typist:type('.<Esc>')
    typist:becomes({ 'One [1]. Another [2].', '', '[1] One.', '[2] Two.' }, 'the brief')
  end)

  test('a heading that a link leads to: ](# CTRL-X CTRL-O', function()
    typist:open({ '# Rivers & Seas', '', '## What Next?', '', 'See it.' })
    equal({ 'Rivers & Seas', 'What Next?' }, typist:complete('G0fii[<Esc>f.i](#', 'What Next?'), 'what is offered')
    typist:type(')<Esc>')
    typist:becomes({ '# Rivers & Seas', '', '## What Next?', '', 'See [it](#what-next).' }, 'the brief')
  end)

  test('an acronym that is defined: two capitals CTRL-X CTRL-O', function()
    typist:open({ 'The Eurasian Economic Union (EEU) met.', '', 'It was the' })
    typist:complete('GA EE', 'EEU')
    typist:type(' again.<Esc>')
    typist:becomes({ 'The Eurasian Economic Union (EEU) met.', '', 'It was the EEU again.' }, 'the brief')
  end)

  test('a key of the bibliography, by its author: @ CTRL-X CTRL-O', function()
    local front = { '---', 'bibliography: refs.bib', '---', '' }
    typist:open_folder({
      { 'one.md', vim.list_extend({ unpack(front) }, { 'A claim.' }) },
      { 'refs.bib', { '@book{rivers2021, author = {Roy, Ana}, title = {Rivers}, year = 2021}' } },
    })
    typist:complete('G$i [@Roy', 'rivers2021')
    typist:type(', p. 3]<Esc>')
    typist:becomes(vim.list_extend({ unpack(front) }, { 'A claim [@rivers2021, p. 3].' }), 'the brief')
  end)

  local other = { 'A claim.[^1]', '', '[^1]: Ana Roy, *Rivers of Ice* (London: Penguin, 2021).' }

  test('a source of another brief, in a note: CTRL-X CTRL-O', function()
    typist:open_folder({ { 'new.md', { 'A word.[^1]', '', '[^1]: See' } }, { 'old.md', other } })
    typist:complete('GA Roy', 'Ana Roy, Rivers of Ice, 2021')
    typist:type('<Esc>')
    typist:becomes({ 'A word.[^1]', '', '[^1]: See Ana Roy, *Rivers of Ice* (London: Penguin, 2021).' }, 'the brief')
  end)

  test('a source of another brief, in an inline note: ^[ CTRL-X CTRL-O', function()
    typist:open_folder({ { 'new.qmd', { 'A word.^[See ]' } }, { 'old.md', other } })
    typist:complete('$iRoy', 'Ana Roy, Rivers of Ice, 2021')
    typist:type('<Esc>')
    typist:becomes({ 'A word.^[See Ana Roy, *Rivers of Ice* (London: Penguin, 2021).]' }, 'the brief')
  end)
end
