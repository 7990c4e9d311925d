//! Cutting a list of items, whether or not it is sound JSON.

use std::ops::Range;

use super::super::BibliographyFault;
use crate::text::Span;

/// Under which names a list of items stands in an object.
const LISTS: [&str; 2] = ["references", "items"];

/// What stands in JSON at a place, as far as the cut needs to know.
enum JsonToken {
    Open(u8),
    Close(u8),
    /// What is between the quotation marks.
    Text(Range<usize>),
    /// A string that its line does not close.
    OpenText,
    Colon,
    Comma,
    Other,
}

/// The tokens of JSON, each with its place.
struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = (usize, JsonToken);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at)?.is_ascii_whitespace() {
            self.at += 1;
        }
        let start = self.at;
        self.at += 1;
        let token = match *bytes.get(start)? {
            open @ (b'{' | b'[') => JsonToken::Open(open),
            b'}' => JsonToken::Close(b'{'),
            b']' => JsonToken::Close(b'['),
            b':' => JsonToken::Colon,
            b',' => JsonToken::Comma,
            b'"' => self.string(start + 1),
            _ => {
                let rest = bytes.get(self.at..).unwrap_or_default();
                let ends = |b: &u8| b.is_ascii_whitespace() || b"{}[]:,\"".contains(b);
                self.at += rest.iter().position(ends).unwrap_or(rest.len());
                JsonToken::Other
            }
        };
        Some((start, token))
    }
}

impl Tokens<'_> {
    fn string(&mut self, start: usize) -> JsonToken {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.at += 1;
                    return JsonToken::Text(start..self.at - 1);
                }
                b'\n' | b'\r' => return JsonToken::OpenText,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at = bytes.len();
        JsonToken::OpenText
    }
}

/// The place of the value of `name` among the members of an object: what is between the quotation marks of a
/// string, else its first token.
pub(super) fn value_of(object: &str, name: &str) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    let mut tokens = Tokens {
        text: object,
        at: 0,
    };
    let mut named = false;
    while let Some((_, token)) = tokens.next() {
        match token {
            JsonToken::Colon if named => {
                return match tokens.next()? {
                    (_, JsonToken::Text(range)) => Some(range),
                    (at, JsonToken::Open(_)) => {
                        let end = closing(object, at, None)?;
                        Some(at..end)
                    }
                    (at, _) => Some(at..tokens.at),
                };
            }
            JsonToken::Open(_) => depth += 1,
            JsonToken::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        named = depth == 1
            && matches!(&token, JsonToken::Text(range) if object.get(range.clone()) == Some(name));
    }
    None
}

/// One past the bracket that closes the one at `start`, unless a string is not closed before, or `limit` is
/// reached.
fn closing(text: &str, start: usize, limit: Option<usize>) -> Option<usize> {
    let mut open = Vec::new();
    let mut tokens = Tokens { text, at: start };
    while let Some((at, token)) = tokens.next() {
        if limit.is_some_and(|limit| at >= limit) {
            return None;
        }
        match token {
            JsonToken::Open(bracket) => open.push(bracket),
            JsonToken::Close(bracket) => {
                if open.pop() != Some(bracket) {
                    return None;
                }
                if open.is_empty() {
                    return Some(tokens.at);
                }
            }
            JsonToken::OpenText => return None,
            _ if open.is_empty() => return Some(tokens.at),
            _ => {}
        }
    }
    None
}

/// Walks over the items of a list.
pub(super) struct ItemTokenizer<'t> {
    text: &'t str,
    at: usize,
    /// Whether the list stands for itself, and is no single item.
    list: bool,
    /// Whether an item ran on to the end of the file: then no other may, lest each item is read to the end.
    ran_on: bool,
    ended: bool,
}

impl<'t> ItemTokenizer<'t> {
    /// Goes to the first item.
    pub fn new(text: &'t str) -> Result<Self, BibliographyFault> {
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut tokens = Tokens { text, at: mark };
        let tokenizer = |at, list| ItemTokenizer {
            text,
            at,
            list,
            ran_on: false,
            ended: false,
        };
        match tokens.next() {
            Some((_, JsonToken::Open(b'['))) => Ok(tokenizer(tokens.at, true)),
            Some((start, JsonToken::Open(_))) => {
                let object = text.get(start..).unwrap_or_default();
                let list = LISTS.iter().find_map(|name| value_of(object, name));
                let list = list.map(|list| start + list.start);
                let in_list = list.filter(|at| text.as_bytes().get(*at) == Some(&b'['));
                Ok(in_list.map_or(tokenizer(start, false), |at| tokenizer(at + 1, true)))
            }
            _ => Err(BibliographyFault::new(
                Span::new(mark, text.len().min(mark + 1)),
                "A CSL-JSON bibliography must be a list of items in `[` and `]`.",
            )),
        }
    }

    /// Where the next item begins.
    pub fn next_item(&mut self) -> Option<usize> {
        if self.ended || (!self.list && self.at > 0 && self.passed_single()) {
            return None;
        }
        let mut tokens = Tokens {
            text: self.text,
            at: self.at,
        };
        loop {
            match tokens.next() {
                Some((_, JsonToken::Comma)) => {}
                Some((at, JsonToken::Close(b'['))) => {
                    self.at = at;
                    self.ended = true;
                    return None;
                }
                Some((at, _)) => {
                    self.at = at;
                    return Some(at);
                }
                None => {
                    self.at = self.text.len();
                    return None;
                }
            }
        }
    }

    fn passed_single(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        before.trim_end().ends_with('}')
    }

    /// One past the item that begins at `start`, if its brackets are closed.
    pub fn item_end(&mut self, start: usize) -> Option<usize> {
        let limit = self.ran_on.then(|| self.next_beginning(start));
        let end = closing(self.text, start, limit);
        self.ran_on |= end.is_none();
        end
    }

    /// Goes on after an item.
    pub fn move_to(&mut self, end: usize) {
        self.at = end;
    }

    /// Goes on where the item after the broken one at `start` seems to begin; gives that place.
    pub fn skip_broken(&mut self, start: usize) -> usize {
        self.at = self.next_beginning(start);
        self.at
    }

    /// Where the item after the one at `start` seems to begin: a line that is indented as the item's first line and
    /// begins with a brace, or a brace after a comma with an `id` or a `type`.
    fn next_beginning(&self, start: usize) -> usize {
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let indent = before.get(line..).unwrap_or_default();
        let own_line = indent.trim_start().is_empty();
        let rest = self.text.get(start + 1..).unwrap_or_default();
        let found = rest.match_indices('{').find(|(at, _)| {
            let before = rest.get(..*at).unwrap_or_default();
            let after = rest.get(at + 1..).unwrap_or_default();
            match before.strip_suffix(indent).filter(|_| own_line) {
                Some(before) => before.ends_with(['\n', '\r']),
                None => {
                    let before = before.trim_end();
                    let after = after.trim_start();
                    before.ends_with(',')
                        && (after.starts_with("\"id\"") || after.starts_with("\"type\""))
                }
            }
        });
        found.map_or(self.text.len(), |(at, _)| start + 1 + at)
    }

    /// What is wrong after the last item.
    pub fn fault_after(&self) -> Option<BibliographyFault> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        (self.list && !self.ended && rest.is_empty() && !self.ran_on).then(|| {
            let end = self.text.trim_end().len();
            let last = self.text.floor_char_boundary(end.saturating_sub(1));
            BibliographyFault::new(Span::new(last, end), "Missing `]` at the end of the list.")
        })
    }
}
