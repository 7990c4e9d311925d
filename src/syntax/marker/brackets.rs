use rustc_hash::FxHashMap;

use crate::text::Span;

/// No more brackets around a place are looked at than this.
const MOST_AROUND: usize = 8;

/// The square brackets of a block that close each other, found in one pass when first asked for: inline
/// notes nest, and looking for each one's end on its own would take the square of their number.
pub(super) struct Brackets<'a> {
    text: &'a str,
    body: Span,
    pairs: Option<Pairs>,
    /// Where the inline notes end that hold the place looked at last.
    notes: Vec<usize>,
}

#[derive(Default)]
struct Pairs {
    /// Where the bracket opened at a place ends, its closing one included.
    ends: FxHashMap<usize, usize>,
    /// The bracket that was open last before an opening one or an `@`.
    outer: FxHashMap<usize, usize>,
}

impl<'a> Brackets<'a> {
    /// The brackets in `body`, a part of the block's `text`.
    pub fn new(text: &'a str, body: Span) -> Self {
        Brackets {
            text,
            body,
            pairs: None,
            notes: Vec::new(),
        }
    }

    /// Where the bracket opened at `open` ends, its closing one included.
    pub fn end(&mut self, open: usize) -> Option<usize> {
        self.pairs().ends.get(&open).copied()
    }

    /// How many inline notes hold the one from `start` to `end`, which is asked for after those before it.
    pub fn notes_around(&mut self, start: usize, end: usize) -> usize {
        while self.notes.pop_if(|outer| *outer <= start).is_some() {}
        let around = self.notes.len();
        self.notes.push(end);
        around
    }

    /// The brackets around the `@` at `at` that close, the innermost first: where each begins and ends.
    pub fn around(&mut self, at: usize) -> impl Iterator<Item = (usize, usize)> {
        let pairs = self.pairs();
        let outer = |at: &usize| pairs.outer.get(at).copied();
        let open = std::iter::successors(outer(&at), outer);
        open.take(MOST_AROUND)
            .filter_map(|open| Some((open, *pairs.ends.get(&open)?)))
    }

    fn pairs(&mut self) -> &Pairs {
        let (text, body) = (self.text, self.body);
        self.pairs.get_or_insert_with(|| Pairs::of(text, body))
    }
}

impl Pairs {
    fn of(text: &str, body: Span) -> Pairs {
        let mut pairs = Pairs::default();
        let mut open: Vec<usize> = Vec::new();
        let mut escaped = false;
        for (at, byte) in text.bytes().enumerate().take(body.end).skip(body.start) {
            match byte {
                b'\\' => {
                    escaped = !escaped;
                    continue;
                }
                b'[' | b'@' if !escaped => {
                    pairs.outer.extend(open.last().map(|outer| (at, *outer)));
                    if byte == b'[' {
                        open.push(at);
                    }
                }
                b']' if !escaped => {
                    pairs.ends.extend(open.pop().map(|start| (start, at + 1)));
                }
                _ => {}
            }
            escaped = false;
        }
        pairs
    }
}
