//! What a terminal may have of a document and of the names of files: nothing that steers it.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

/// `text` with each character that steers a terminal, or turns the order of text around, as one that is seen. Line
/// feeds, with the carriage returns before them, and tabs stay.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    as_seen(text, |c, next| match c {
        '\n' | '\t' => true,
        '\r' => next == Some('\n'),
        _ => false,
    })
}

/// `text` as [`printable`] has it, on one line.
pub(super) fn printable_line(text: &str) -> Cow<'_, str> {
    as_seen(text, |_, _| false)
}

/// A path for people: on one line, and without what steers a terminal.
pub(super) fn name(path: &Path) -> String {
    printable_line(&path.to_string_lossy()).into_owned()
}

/// `text` with what steers a terminal made visible; `stays` tells what of it stays, by the character that follows.
fn as_seen(text: &str, stays: impl Fn(char, Option<char>) -> bool) -> Cow<'_, str> {
    if !text.contains(|c| seen(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        shown.push(match seen(c) {
            Some(seen) if !stays(c, chars.peek().copied()) => seen,
            _ => c,
        });
    }
    Cow::Owned(shown)
}

/// What is shown of a character that is an order: its picture (Unicode, "Control Pictures") or U+FFFD.
fn seen(c: char) -> Option<char> {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)),
        '\x7f' => Some('\u{2421}'),
        // C1 begins with another escape (ECMA-48), the others turn the order of text (UAX 9).
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// Writes text on as [`printable`] has it. Each write has to be of whole characters, as `write!` gives them.
pub(super) struct Printable<W>(pub W);

impl<W: Write> Write for Printable<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        self.0.write_all(printable(&text).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_seen_and_stays_text() {
        for (text, expected) in [
            (
                "caf\u{e9}\t\u{5d0} e\u{301} \u{200d}\r\nx\n",
                "caf\u{e9}\t\u{5d0} e\u{301} \u{200d}\r\nx\n",
            ),
            ("\x1b]0;T\x07", "\u{241b}]0;T\u{2407}"),
            ("a\rb\0\x7f", "a\u{240d}b\u{2400}\u{2421}"),
            (
                "\u{9b}31m \u{202e}x\u{2066}",
                "\u{fffd}31m \u{fffd}x\u{fffd}",
            ),
        ] {
            assert_eq!(printable(text), expected);
            let mut written = Printable(Vec::new());
            write!(written, "{text}").unwrap();
            assert_eq!(String::from_utf8(written.0).unwrap(), expected);
        }
    }

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(
            name(Path::new("a\x1b[31m\nb.md")),
            "a\u{241b}[31m\u{240a}b.md"
        );
    }
}
