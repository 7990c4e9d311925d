//! Openers of notes that links point to: `<b id="f1">1</b> text`, `[1](#back) text`.

use crate::text::Span;

use super::linked::{LONGEST, destination, within};

/// The number and the length of an opener, and whether the number is printed in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct LinkedOpener {
    pub number: u32,
    pub len: usize,
    pub is_printed: bool,
}

/// The opener of a note that `rest`, a line from its first character on, begins: a number with a link or a name of its
/// own, `<b id="f1">1</b>`, `[[1]](#_ftnref1)`; or a name alone that ends with the number, `<a name="f1"></a> text`.
/// Only a link to it makes it a note.
pub(super) fn opener(rest: &str) -> Option<LinkedOpener> {
    let mut reading = Reading::default();
    let start = reading.opens(rest)?;
    let digits = rest[start..].bytes().take_while(u8::is_ascii_digit).count();
    let is_printed = digits > 0;
    let (number, len) = match rest[start..start + digits].parse() {
        Ok(number) if digits <= 5 && start > 0 => (number, reading.closes(rest, start + digits)?),
        _ if !is_printed => (reading.named_number(rest)?, start),
        _ => return None,
    };
    let says = is_printed || !rest[len..].trim().is_empty();
    let is_opener = says && (reading.name.is_some() || reading.links);
    is_opener.then_some(LinkedOpener {
        number,
        len,
        is_printed,
    })
}

/// The same in an element that HTML shows as a block, its number printed.
pub(super) fn block_opener(rest: &str) -> Option<LinkedOpener> {
    let is_block = ["<li", "<p", "<div", "<dd", "<td"]
        .iter()
        .any(|tag| rest.starts_with(tag));
    opener(rest).filter(|opener| is_block && opener.is_printed)
}

/// What is read of the opener of a note.
#[derive(Default)]
struct Reading<'a> {
    /// The name that an element gives it.
    name: Option<&'a str>,
    /// Whether it links within the brief.
    links: bool,
    /// Whether an element that has a name is empty.
    closed: bool,
}

impl<'a> Reading<'a> {
    /// Reads the tags and brackets before a number; where they end.
    fn opens(&mut self, rest: &'a str) -> Option<usize> {
        let mut at = 0;
        while let Some(c) = rest[at..].chars().next() {
            at += match c {
                '<' => self.tag(&rest[at..])?,
                ' ' if at > 0 => 1,
                '[' | '\\' | '(' | '^' | '*' | '_' => 1,
                _ => break,
            };
        }
        Some(at)
    }

    /// Reads a tag; its length.
    fn tag(&mut self, rest: &'a str) -> Option<usize> {
        let limit = rest.floor_char_boundary(LONGEST);
        let len = rest[..limit].find('>')? + 1;
        let tag = &rest[..len];
        let inner = tag[1..].trim_start_matches('/');
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        self.closed |= self.name.is_some() && (tag.starts_with("</") || tag.ends_with("/>"));
        for attribute in ["id=", "name="] {
            let value = tag
                .split_once(attribute)
                .map(|(_, value)| value.trim_start_matches(['"', '\'']));
            let name = value.and_then(|value| value.split(['"', '\'', ' ', '>', '/']).next());
            self.name = self.name.or(name.filter(|name| !name.is_empty()));
        }
        self.closed |= self.name.is_some() && tag.ends_with("/>");
        self.links |= tag
            .find("href=")
            .is_some_and(|at| within(tag, at, tag.len()).is_some());
        Some(len)
    }

    /// Reads what closes a number that ends at `at`; where that ends.
    fn closes(&mut self, rest: &'a str, mut at: usize) -> Option<usize> {
        let end = Span::new(0, rest.len());
        while let Some(c) = rest[at..].chars().next() {
            let after = &rest[at..];
            at += match c {
                '<' if after.starts_with("</") => self.tag(after)?,
                ']' if after.starts_with("](#") => {
                    let target = destination(rest, at + "](#".len(), end)?;
                    self.links = true;
                    target.end + rest[target.end..].find(')')? + 1 - at
                }
                '{' if self.links || self.name.is_some() => {
                    let len = after.find('}')? + 1;
                    let name = after[..len].split_once('#').map(|(_, name)| name);
                    self.name = name
                        .and_then(|name| name.split([' ', '}']).next())
                        .or(self.name);
                    len
                }
                ']' | '\\' | ')' | '^' | '*' | '_' | '.' | ':' => 1,
                _ => break,
            };
        }
        Some(at)
    }

    /// The number at the end of the name that an empty element gives.
    fn named_number(&self, rest: &str) -> Option<u32> {
        let name = self
            .name
            .filter(|_| self.closed && !rest.starts_with(['[', '(', '*', '_', '^']))?;
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        name[stem.len()..]
            .parse()
            .ok()
            .filter(|number| *number < 100_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The head of `line`, as "written number".
    fn head_of(line: &str) -> Option<String> {
        let opener = opener(line)?;
        Some(format!("{} {}", &line[..opener.len], opener.number))
    }

    #[test]
    fn heads_with_a_name_or_a_way_back() {
        for (line, expected) in [
            ("<b id=\"f1\">1</b> Text", "<b id=\"f1\">1</b> 1"),
            ("<a id=\"f1\"/>[1]: Text", "<a id=\"f1\"/>[1]: 1"),
            ("<a id=\"2\">2: https://a.org</a>", "<a id=\"2\">2: 2"),
            ("[1](#anc1) Text", "[1](#anc1) 1"),
            ("[[12]](#_ftnref12) Text", "[[12]](#_ftnref12) 12"),
            ("[\\[3\\]](#_ftnref3) Text", "[\\[3\\]](#_ftnref3) 3"),
            ("[1](#anc1){#sym1 .s}Text", "[1](#anc1){#sym1 .s} 1"),
            ("<a name=\"f4\"></a> Text", "<a name=\"f4\"></a>  4"),
            (
                "<div class=\"d\"><sup><a id=\"fn.1\" href=\"#fnr.1\">1</a></sup> Text",
                "<div class=\"d\"><sup><a id=\"fn.1\" href=\"#fnr.1\">1</a></sup> 1",
            ),
        ] {
            assert_eq!(head_of(line).as_deref(), Some(expected));
        }
    }

    #[test]
    fn lines_that_begin_no_note() {
        for line in [
            "1 Text",
            "[1] Text",
            "<b>1</b> Text",
            "[1](a.md) Text",
            "<a name=\"f4\"></a>",
            "<a name=\"top\"></a> Text",
            "<div id=\"part2\"> Text",
            "[Part 1](#part-1)",
            "*1* Text",
        ] {
            assert_eq!(head_of(line), None, "{line}");
        }
    }
}
