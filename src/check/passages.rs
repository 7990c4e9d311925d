//! Findings at the words of passages.

use crate::index::Passage;
use crate::text::Span;

use super::raw_diagnostic::{RawDiagnostic, RelativeSpan, Subject};

/// The finding that `message` tells, at `span` of the text of a passage. It is about the first block of the passage,
/// wherever the span stands, so that the findings of passages are in their order.
pub(super) fn finding(passage: &Passage, span: Span, message: String) -> Option<RawDiagnostic> {
    let (block, span) = passage.place(span)?;
    Some(RawDiagnostic {
        subject: Subject::Block(passage.block()),
        ..RawDiagnostic::in_block(block, span, message)
    })
}

/// The block in which `span` of the text of a passage stands, and where.
pub(super) fn place(passage: &Passage, span: Span) -> Option<(usize, RelativeSpan)> {
    let (block, span) = passage.place(span)?;
    Some((block, RelativeSpan::Within(Subject::Block(block), span)))
}

/// How many words a passage has: what stands between spaces, and two characters of a script without spaces for one.
pub(super) fn words(passage: &Passage) -> usize {
    let is_word = |word: &str| word.contains(char::is_alphanumeric);
    let in_word = |word: &str| match word
        .chars()
        .filter(|c| ('\u{3040}'..='\u{9fff}').contains(c))
        .count()
    {
        0 => usize::from(is_word(word)),
        signs => signs.div_ceil(2),
    };
    passage.text.split_whitespace().map(in_word).sum()
}
