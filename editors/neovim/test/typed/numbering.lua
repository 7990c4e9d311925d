-- Where notes stand, how they are numbered, and what refers to them: `gra`.

local ROY = 'Ana Roy, *Rivers* (London: Penguin, 2021), 4.'
local SEN = 'Bo Sen, *Seas* (Paris: Seuil, 2019), 8.'

return function(typist)
  typist:changes({
    entry = 'Renumber',
    before = { 'A.[^2] B.[^1]', '', '[^1]: One.', '', '[^2]: Two.' },
    after = { 'A.[^1] B.[^2]', '', '[^1]: Two.', '', '[^2]: One.' },
  })
  typist:changes({
    entry = 'Renumber',
    name = 'Renumber, and what refers to a number',
    before = { 'A.[^2] B.[^1] C.[^3]', '', '[^1]: ' .. ROY, '', '[^2]: ' .. SEN, '', '[^3]: Roy, supra note 1, at 5.' },
    after = { 'A.[^1] B.[^2] C.[^3]', '', '[^1]: ' .. SEN, '', '[^2]: ' .. ROY, '', '[^3]: Roy, supra note 2, at 5.' },
  })
  typist:changes({
    entry = 'Renumber',
    name = 'Renumber, and an Ibid. that would mean another source',
    file = '.txt',
    before = { 'A claim.¹ Another.³ A third.²', '', '¹ ' .. ROY, '² Ibid., 9.', '³ ' .. SEN },
    after = { 'A claim.¹ Another.² A third.³', '', '¹ ' .. ROY, '² ' .. SEN, '³ Roy, *Rivers*, 9.' },
  })
  typist:changes({
    entry = 'Renumber',
    name = 'Renumber, of what is selected',
    file = '.txt',
    before = { 'A claim.² Another.¹', '', '¹ One.', '² Two.' },
    keys = '0vf.',
    after = { 'A claim.¹ Another.²', '', '¹ Two.', '² One.' },
  })
  typist:changes({
    entry = 'footnotes to the end',
    name = 'Gather',
    keys = 'G',
    before = { '# A', '', 'A.[^1]', '', '[^1]: One.', '', '# B', '', 'B.[^2]', '', '[^2]: Two.' },
    after = { '# A', '', 'A.[^1]', '', '# B', '', 'B.[^2]', '', '[^1]: One.', '', '[^2]: Two.' },
  })
  typist:changes({
    entry = 'end of each section',
    keys = 'G',
    before = { '# A', '', 'A.[^1]', '', '# B', '', 'B.[^2]', '', '[^1]: One.', '', '[^2]: Two.' },
    after = { '# A', '', 'A.[^1]', '', '[^1]: One.', '', '# B', '', 'B.[^2]', '', '[^2]: Two.' },
  })
  local half = 'Deep-water ports cost more than any forecast of the ministry had'
  typist:changes({
    entry = 'Join paragraph',
    file = '.txt',
    before = { half .. ' said.¹ They had', '', '¹ One, 2020.', '', 'earlier been built.² So it is.', '', '² Two.' },
    keys = '3G',
    after = { half .. ' said.¹ They had earlier been built.² So it is.', '', '¹ One, 2020.', '', '² Two.' },
  })
end
