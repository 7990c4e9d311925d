//! List markers (CommonMark 0.31, "List items").

/// A list marker at the start of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct ListMarker {
    /// Length in bytes, which are columns too.
    pub len: usize,
    /// The number of an ordered item.
    pub number: Option<u32>,
    /// Whether nothing follows it on the line.
    pub empty: bool,
}

impl ListMarker {
    /// The list marker that `rest`, a line from its first character on, begins with.
    pub fn at(rest: &str) -> Option<ListMarker> {
        let bytes = rest.as_bytes();
        let (len, number) = match bytes.first()? {
            b'-' | b'+' | b'*' => (1, None),
            b'0'..=b'9' => {
                let digits = bytes
                    .iter()
                    .take_while(|byte| byte.is_ascii_digit())
                    .count();
                if digits > 9 || !matches!(bytes.get(digits), Some(b'.' | b')')) {
                    return None;
                }
                (digits + 1, rest[..digits].parse().ok())
            }
            _ => return None,
        };
        match bytes.get(len) {
            None => Some(ListMarker {
                len,
                number,
                empty: true,
            }),
            Some(b' ' | b'\t') => Some(ListMarker {
                len,
                number,
                empty: rest[len..].trim().is_empty(),
            }),
            Some(_) => None,
        }
    }

    /// Whether it may interrupt a paragraph that does not stand in the same list.
    pub fn interrupts(self) -> bool {
        !self.empty && matches!(self.number, None | Some(1))
    }
}
