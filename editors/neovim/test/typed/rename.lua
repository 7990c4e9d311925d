-- Another name: `grn`, and the new name at the prompt.

local harness = require('harness')
local test = harness.test

return function(typist)
  -- A test of what one brief becomes, and that one `u` undoes it.
  local function renames(what, keys, name, before, after)
    test(what .. ': grn', function()
      typist:open(before)
      typist:rename(name, keys)
      typist:becomes(after, 'the brief')
      typist:type('u')
      typist:becomes(before, 'the brief after one undo')
    end)
  end

  renames(
    'a label',
    '0f^',
    'roy2021',
    { 'A.[^one] B.[^one]', '', '[^one]: First.' },
    { 'A.[^roy2021] B.[^roy2021]', '', '[^roy2021]: First.' }
  )
  renames(
    'a heading with a link',
    'gg2l',
    'The Past',
    { '# What Next?', '', 'See [it](#what-next).' },
    { '# The Past', '', 'See [it](#the-past).' }
  )
  renames(
    'an acronym',
    'GfE',
    'EAEU',
    { 'The Eurasian Economic Union (EEU) met.', '', 'The EEU again.[^1]', '', '[^1]: See the EEU.' },
    { 'The Eurasian Economic Union (EAEU) met.', '', 'The EAEU again.[^1]', '', '[^1]: See the EAEU.' }
  )

  test('a heading with the links in another brief: grn', function()
    typist:open_folder({
      { 'one.md', { '# One', '', '## What Next?' } },
      { 'two.md', { 'See [there](one.md#what-next).' } },
    })
    typist:rename('The Past', 'G5l')
    typist:becomes({ '# One', '', '## The Past' }, 'the brief')
    typist:file_becomes('two.md', { 'See [there](one.md#the-past).' })
    typist:type('u')
    typist:becomes({ '# One', '', '## What Next?' }, 'the brief after one undo')
  end)

  test('a key of a bibliography with the briefs that cite it: grn', function()
    local front = { '---', 'bibliography: refs.bib', '---', '' }
    local function brief(line)
      return vim.list_extend({ unpack(front) }, { line })
    end
    typist:open_folder({
      { 'one.md', brief('A claim [@roy, p. 3].') },
      { 'two.md', brief('Another [see @roy].') },
      { 'refs.bib', { '@book{roy, title = {Rivers}}', '@book{sen, title = {Seas}}' } },
    })
    typist:rename('sen', 'G0f@l')
    typist:says('An entry with the key sen already exists.')
    typist:becomes(brief('A claim [@roy, p. 3].'), 'the brief after a refusal')
    typist:rename('rao2021', 'G0f@l')
    typist:becomes(brief('A claim [@rao2021, p. 3].'), 'the brief')
    typist:file_becomes('two.md', brief('Another [see @rao2021].'))
    typist:file_becomes('refs.bib', { '@book{rao2021, title = {Rivers}}', '@book{sen, title = {Seas}}' })
  end)

  -- A test that nothing is changed, and why.
  local function refuses(keys, name, said, before)
    test(('%q is no name here: grn'):format(name), function()
      typist:open(before)
      typist:rename(name, keys)
      typist:says(said)
      typist:becomes(before, 'the brief')
    end)
  end

  local notes = { 'A.[^one] C.[^two]', '', '[^one]: First.', '', '[^two]: Second.' }
  refuses('0f^', 'two', 'A note with the label two already exists.', notes)
  refuses('0f^', '<Space>', 'The new name is empty.', notes)
  refuses('0f^', 'a b', 'A label cannot contain spaces, brackets or `^`.', notes)
  local headings = { '# What Next?', '', '## The Past', '', 'See [it](#what-next) or [that](#the-past).' }
  refuses('gg2l', 'The Past', 'would be ambiguous', headings)
  refuses('gg2l', '?', 'needs a letter or digit', headings)
  local acronyms = { 'The Eurasian Economic Union (EEU), a European Union (EU).' }
  refuses('0fEfEfE', 'EU', 'The acronym EU already means something else here.', acronyms)
  refuses('0fEfEfE', 'E U', 'An acronym must be one word of letters and digits.', acronyms)

  test('what has no name is not asked for one: grn', function()
    local before = { 'Some words.[^1]', '', '[^1]: First.' }
    typist:open(before)
    typist:type('ggwgrn')
    typist:says('Nothing to rename')
    typist:becomes(before, 'the brief')
  end)
end
