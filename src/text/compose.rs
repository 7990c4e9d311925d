//! Two sets of edits, one after the other, as one.

use super::{Edit, Edits, Span, Text};

/// A replacement of either set, seen from the text between them.
struct Replacement<'a> {
    /// What it gives, or takes, there.
    span: Span,
    /// How many bytes more the first set left there.
    grown: isize,
    /// The replacement, if it is of the second set.
    second: Option<&'a Edit>,
}

impl Edits {
    /// `self` and then `next`, whose offsets are those of `between`, the text that `self` gives: one set, in
    /// offsets of the original.
    pub fn then(&self, between: &Text, next: &Edits) -> Edits {
        let parts = parts(self, next);
        let mut rest = &parts[..];
        let mut grown = 0;
        let mut edits = Vec::new();
        while let Some(first) = rest.first() {
            let mut span = first.span;
            let touching = rest.iter().take_while(|part| {
                let touches = part.span.start <= span.end;
                span = if touches { span.join(part.span) } else { span };
                touches
            });
            let (group, others) = rest.split_at(touching.count());
            let start = span.start.saturating_add_signed(-grown);
            grown += group.iter().map(|part| part.grown).sum::<isize>();
            let end = span.end.saturating_add_signed(-grown);
            edits.push(Edit::new(Span::new(start, end), told(between, span, group)));
            rest = others;
        }
        Edits { edits }
    }
}

/// The replacements of both sets, by place in the text between them.
fn parts<'a>(first: &Edits, second: &'a Edits) -> Vec<Replacement<'a>> {
    let mut grown = 0;
    let made = first.iter().map(|edit| {
        let start = edit.span.start.saturating_add_signed(grown);
        let more = edit.insert.len() as isize - edit.span.len() as isize;
        grown += more;
        Replacement {
            span: Span::new(start, start + edit.insert.len()),
            grown: more,
            second: None,
        }
    });
    let taken = second.iter().map(|edit| Replacement {
        span: edit.span,
        grown: 0,
        second: Some(edit),
    });
    let mut parts: Vec<_> = made.chain(taken).collect();
    parts.sort_by_key(|part| part.span);
    parts
}

/// What stands at `span` of `between` after the replacements of the second set in `group`.
fn told(between: &Text, span: Span, group: &[Replacement<'_>]) -> String {
    let mut text = String::new();
    let mut from = span.start;
    for edit in group.iter().filter_map(|part| part.second) {
        text += &between.slice(Span::new(from, edit.span.start));
        text += &edit.insert;
        from = edit.span.end;
    }
    text += &between.slice(Span::new(from, span.end));
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Replacements of a text of `len` bytes, from pairs of a gap and a length.
    fn edits(len: usize, raw: &[(usize, usize, String)]) -> Edits {
        let mut at = 0;
        let mut edits = Vec::new();
        for (gap, take, insert) in raw {
            let start = at + gap;
            if start + take > len {
                break;
            }
            at = start + take;
            edits.push(Edit::new(Span::new(start, at), insert.as_str()));
        }
        Edits::new(edits).unwrap()
    }

    proptest! {
        #[test]
        fn one_set_does_what_two_do_one_after_the_other(
            text in "[a-z]{0,30}",
            first in prop::collection::vec((0usize..6, 0usize..4, "[A-Z]{0,3}"), 0..6),
            second in prop::collection::vec((0usize..6, 0usize..4, "[0-9]{0,3}"), 0..6),
        ) {
            let text = Text::new(&text);
            let first = edits(text.len(), &first);
            let between = first.apply(&text);
            let second = edits(between.len(), &second);
            let both = first.then(&between, &second);
            prop_assert!(Edits::new(both.iter().cloned().collect()).is_ok());
            prop_assert_eq!(both.apply(&text).to_string(), second.apply(&between).to_string());
        }
    }
}
