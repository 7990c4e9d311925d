-- What an analyst types to have a brief changed: each key comes from the keyboard, and the buffer is compared
-- after it.

local typists = require('typist')

-- One file each.
local SUBJECTS = {
  'completion',
  'rename',
  'notes',
  'numbering',
  'forms',
  'bibliography',
  'repairs',
  'formatting',
  'aids',
  'plugin',
}

return function(root, program)
  local typist = typists.start(root, program)
  for _, subject in ipairs(SUBJECTS) do
    require('typed.' .. subject)(typist)
  end
  typist:stop()
end
