use std::ops::Range;

use super::address::addresses;
use crate::syntax::{PlainText, wrapped_address_end};

/// The text of a note without its markup. An address that goes on in another line is one word.
pub(in crate::citation) fn plain_text(note: &str) -> PlainText {
    PlainText::read(note, wrapped_addresses(note))
}

/// The addresses of `note` that go on in another line, each as a whole.
fn wrapped_addresses(note: &str) -> Vec<Range<usize>> {
    if !note.contains(['\n', '\r']) {
        return Vec::new();
    }
    let wrapped = addresses(note).into_iter().filter_map(|address| {
        let Range { start, end } = address.range;
        Some(start..wrapped_address_end(note, start, end)?)
    });
    wrapped.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_goes_on_in_the_next_line() {
        let note = "Roe, https://a.org/b/\nc/d.pdf (2 May) and\nhttps://a.org/e\nand more.";
        let plain = plain_text(note);
        assert_eq!(
            plain.text,
            "Roe, https://a.org/b/c/d.pdf (2 May) and https://a.org/e and more.\n"
        );
        let address = plain.source(&(5..28));
        assert_eq!(&note[address.range()], "https://a.org/b/\nc/d.pdf");
    }
}
