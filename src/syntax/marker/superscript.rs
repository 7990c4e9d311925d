//! `¹`, `¹²`; several by `¹,²` or `¹ ²`, ranges by `¹⁻³`.

use crate::config::Form;
use crate::text::{Span, is_raised, raised_digit};

use super::super::inline::Structure;
use super::super::{Confidence, Item, ItemKind};
use super::context::raised;
use super::group::{MarkerGroup, Number, Separators, read_digits};

const SEPARATORS: Separators = Separators {
    between: &[',', '،', '‚', '˒', '\'', ' ', '\u{a0}', '\u{202f}', ';'],
    range: &['⁻', '–', '-'],
};

/// The shortest word, in characters, that a number is taken to stand before by mistake.
const SHORTEST_WORD: usize = 3;

/// The superscript number that `rest` begins with: a maximal run of superscript digits.
pub fn number(rest: &str) -> Option<Number> {
    read_digits(rest, raised_digit)
}

/// Appends the candidates that begin at `at`; returns where to look on.
pub(super) fn scan(
    text: &str,
    at: usize,
    body: Span,
    structure: &mut Structure<'_>,
    items: &mut Vec<Item>,
) -> usize {
    let Some(first) = number(&text[at..body.end]) else {
        let skipped = text[at..body.end].chars().take_while(|c| is_raised(*c));
        return at + skipped.map(char::len_utf8).sum::<usize>().max(1);
    };
    let group = MarkerGroup::read(text, at, first, body.end, &SEPARATORS, number);
    let end = group.end;
    let before = &text[body.start..at];
    let after = &text[end..body.end];
    if let Some(confidence) = raised(before, first.value, after)
        && structure.is_text(Span::new(at, end))
    {
        items.extend(group.items(Form::Superscript, confidence));
    } else if begins_word(before, after) && structure.is_text(Span::new(at, end)) {
        items.push(Item {
            span: Span::new(at, at + first.len),
            kind: ItemKind::Flattened {
                number: first.value,
                confidence: Confidence::Doubtful,
                is_raised: true,
            },
        });
    }
    end
}

/// Whether a raised number stands right before a word in small letters, rather than before the sign of an element:
/// `²set`.
fn begins_word(before: &str, after: &str) -> bool {
    let word = after.chars().take_while(|c| c.is_alphabetic());
    before.ends_with(char::is_whitespace)
        && after.chars().take(SHORTEST_WORD).all(char::is_lowercase)
        && word.take(SHORTEST_WORD).count() == SHORTEST_WORD
}
