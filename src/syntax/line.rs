use memchr::memchr2;

/// One line of a text, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its first byte.
    pub start: usize,
    /// Where its line break begins.
    pub end: usize,
    /// Where the next line begins.
    pub next: usize,
}

impl Line {
    /// The line that begins at `start`.
    pub fn at(text: &str, start: usize) -> Line {
        let bytes = text.as_bytes();
        let end = memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |at| start + at);
        let crlf = bytes[end..].starts_with(b"\r\n");
        let next = (end + if crlf { 2 } else { 1 }).min(bytes.len());
        Line { start, end, next }
    }

    /// Place and column of the first byte from `at` on that is no space or tab.
    pub fn skip_blanks(self, bytes: &[u8], mut at: usize, mut column: usize) -> (usize, usize) {
        while at < self.end {
            match bytes[at] {
                b' ' => column += 1,
                b'\t' => column += 4 - column % 4,
                _ => break,
            }
            at += 1;
        }
        (at, column)
    }

    /// The end of the line without trailing spaces and tabs, not before `from`.
    pub fn trimmed_end(self, bytes: &[u8], from: usize) -> usize {
        let mut end = self.end;
        while end > from && matches!(bytes[end - 1], b' ' | b'\t') {
            end -= 1;
        }
        end
    }
}
