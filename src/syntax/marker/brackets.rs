use rustc_hash::FxHashMap;

use crate::text::Span;

/// The square brackets of a block that close each other, found in one pass when first asked for: inline
/// notes nest, and looking for each one's end on its own would take the square of their number.
pub(super) struct Brackets<'a> {
    text: &'a str,
    body: Span,
    ends: Option<FxHashMap<usize, usize>>,
}

impl<'a> Brackets<'a> {
    /// The brackets in `body`, a part of the block's `text`.
    pub fn new(text: &'a str, body: Span) -> Self {
        Brackets {
            text,
            body,
            ends: None,
        }
    }

    /// Where the bracket opened at `open` ends, its closing one included.
    pub fn end(&mut self, open: usize) -> Option<usize> {
        let (text, body) = (self.text, self.body);
        let ends = self.ends.get_or_insert_with(|| pairs(text, body));
        ends.get(&open).copied()
    }
}

fn pairs(text: &str, body: Span) -> FxHashMap<usize, usize> {
    let mut ends = FxHashMap::default();
    let mut open = Vec::new();
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().take(body.end).skip(body.start) {
        match byte {
            b'\\' => {
                escaped = !escaped;
                continue;
            }
            b'[' if !escaped => open.push(at),
            b']' if !escaped => {
                ends.extend(open.pop().map(|start| (start, at + 1)));
            }
            _ => {}
        }
        escaped = false;
    }
    ends
}
