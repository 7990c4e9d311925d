//! Where comments silence rules.

use crate::index::{Document, MarkId};
use crate::syntax::{Leaf, MarkKind, suppressions};
use crate::text::Span;

/// The comments of a document that silence rules.
pub(super) struct Suppressions {
    /// For each comment, where it holds, and the codes that it names; without any it names all.
    areas: Vec<(Span, Vec<String>)>,
}

impl Suppressions {
    /// The comments of `document`.
    pub fn of(document: &Document) -> Suppressions {
        let comments = document.footnotes().suppressions().iter();
        let areas = comments.filter_map(|id| area(document, *id)).collect();
        Suppressions { areas }
    }

    /// Whether a comment silences the rule of `code` for a finding at `span`.
    pub fn silence(&self, code: &str, span: Span) -> bool {
        self.areas.iter().any(|(area, codes)| {
            let named = codes.is_empty() || codes.iter().any(|named| named == code);
            named && area.touches(span.start) && (area.contains(span.start) || span.is_empty())
        })
    }
}

/// Where the comment holds: in the file; for one that stands alone, in the block or note after it; else
/// in the block or note around it.
fn area(document: &Document, id: MarkId) -> Option<(Span, Vec<String>)> {
    let (block, mark) = document.mark(id)?;
    let MarkKind::Suppression { file, alone } = mark.kind else {
        return None;
    };
    let span = mark.span.shift(block.start);
    let comment = document.text().slice(span);
    let codes = suppressions(&comment)
        .into_iter()
        .map(str::to_owned)
        .collect();
    if file {
        return Some((document.text().span(), codes));
    }
    if let Some(note) = document
        .note_at(span.start)
        .filter(|note| note.span.covers(span))
    {
        return Some((note.span, codes));
    }
    let follows = |leaf| !matches!(leaf, Leaf::Blank | Leaf::Comment);
    let subject = match alone {
        false => block,
        true => document
            .blocks()
            .iter_from(block.index + 1)
            .find(|at| follows(at.block.leaf))?,
    };
    let head = document
        .marks_in(subject)
        .find_map(|(id, _)| document.note(id));
    let note =
        head.filter(|note| note.head.start >= subject.start && subject.block.head().is_some());
    Some((
        note.map_or(subject.span(), |note| subject.span().join(note.span)),
        codes,
    ))
}
