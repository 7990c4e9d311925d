//! Positions in every encoding, against a plain string.

#[path = "common/tries.rs"]
mod tries;

use brief_ls::text::{Edit, Encoding, Position, Span, Text};
use proptest::prelude::*;

use tries::tries;

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

const PIECES: [&str; 16] = [
    "a",
    "word ",
    "é",
    "e\u{301}",
    "\u{b9}",
    "⁴",
    "𝒳",
    "👩‍🔬",
    "中",
    "\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{85}",
    "\t",
    "\u{feff}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(&PIECES[..]);
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The lines of `text`, each with its first byte and its length without the line break, as LSP 3.17 counts
/// them ("Text Documents").
fn lines(text: &str) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let len = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\r' | b'\n' => 1,
            _ => 0,
        };
        if len > 0 {
            lines.push((start, at - start));
            start = at + len;
        }
        at += len.max(1);
    }
    lines.push((start, text.len() - start));
    lines
}

/// The position of the byte at `offset`, counted character by character.
fn position(text: &str, offset: usize, encoding: Encoding) -> Position {
    let lines = lines(text);
    let line = lines.partition_point(|(start, _)| *start <= offset) - 1;
    let before = text[lines[line].0..offset].chars();
    Position::new(line, before.map(|c| encoding.width(c)).sum())
}

proptest! {
    #![proptest_config(tries(1000))]

    #[test]
    fn every_offset_has_the_position_that_counting_gives(text in text()) {
        let rope = Text::new(&text);
        for encoding in ENCODINGS {
            for offset in (0..=text.len()).filter(|offset| text.is_char_boundary(*offset)) {
                let found = rope.position(offset, encoding);
                prop_assert_eq!(found, position(&text, offset, encoding));
                let (start, len) = lines(&text)[found.line];
                prop_assert_eq!(rope.offset(found, encoding), offset.min(start + len));
            }
        }
    }

    #[test]
    fn lines_are_those_of_the_protocol(text in text()) {
        let rope = Text::new(&text);
        let lines = lines(&text);
        prop_assert_eq!(rope.line_count(), lines.len());
        for (line, (start, len)) in lines.into_iter().enumerate() {
            prop_assert_eq!(rope.line(line), Span::new(start, start + len));
        }
    }

    #[test]
    fn any_position_is_clamped_to_the_text(text in text(), line in 0usize..60, column in 0usize..60) {
        let rope = Text::new(&text);
        for encoding in ENCODINGS {
            let offset = rope.offset(Position::new(line, column), encoding);
            prop_assert!(text.is_char_boundary(offset));
            prop_assert!(rope.line(line).touches(offset));
        }
    }

    #[test]
    fn edits_by_position_do_what_they_do_to_a_string(
        start in text(),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), text()), 1..10),
    ) {
        let mut rope = Text::new(&start);
        let mut plain = start;
        for (from, to, insert) in edits {
            for encoding in ENCODINGS {
                let floor = |index: &prop::sample::Index| {
                    let at = index.index(plain.len() + 1);
                    (0..=at).rev().find(|at| plain.is_char_boundary(*at)).unwrap_or(0)
                };
                let (from, to) = (floor(&from), floor(&to));
                let (from, to) = (from.min(to), from.max(to));
                let at = |offset| rope.offset(rope.position(offset, encoding), encoding);
                let span = Span::new(at(from), at(to));
                rope.replace(&Edit::new(span, insert.as_str()));
                plain.replace_range(span.range(), &insert);
                prop_assert_eq!(rope.to_string(), plain.as_str());
            }
        }
    }
}
