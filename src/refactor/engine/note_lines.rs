//! The lines of a note: what is moved when it is.

use crate::config::Form;
use crate::index::{Document, Note};
use crate::syntax::{BlockAt, ItemKind, Leaf};
use crate::text::Span;

/// A note that stands on lines of its own.
#[derive(Clone, Debug)]
pub(in crate::refactor) struct NoteLines {
    /// The note.
    pub note: Note,
    /// Its lines, with a comment before them that speaks of it, without the last line break.
    pub span: Span,
    /// The same with the blank lines after them.
    pub all: Span,
}

/// The lines of `note`, in bytes of the document; none where they are part of a quote, a list or an element
/// of HTML, so that they cannot stand elsewhere.
pub(in crate::refactor) fn note_lines(document: &Document, note: Note) -> Option<NoteLines> {
    let at = document.blocks().at_offset(note.opener.start)?;
    let lead = document
        .text()
        .slice(Span::new(at.start, note.opener.start));
    let alone = at.block.kept == 0 && lead.trim_matches([' ', '\t']).is_empty();
    if note.form == Form::Inline || !alone || at.block.leaf != Leaf::Paragraph {
        return None;
    }
    let start = comment_before(document, &note).map_or(at.start, |comment| comment.start);
    let last = document
        .blocks()
        .at_offset(note.span.end.max(note.span.start + 1) - 1)?;
    let lines = NoteLines {
        span: Span::new(start, note.span.end),
        all: Span::new(start, last.span().end),
        note,
    };
    stands_apart(document, last, &lines).then_some(lines)
}

/// Whether a blank line or another note comes after the note that ends in the block `last`: of what follows at
/// once, one renderer takes for a part of the note what another does not.
fn stands_apart(document: &Document, last: BlockAt<'_>, lines: &NoteLines) -> bool {
    let Some(next) = document.blocks().get(last.index + 1) else {
        return true;
    };
    if lines.note.form == Form::Flat {
        // Only what ends a page stands right below.
        return true;
    }
    let is_note = |id| document.footnotes().note(id).is_some();
    let text = document.text().slice(lines.note.body);
    let lead = document
        .text()
        .slice(Span::new(next.start, next.body().start));
    let goes_on = match next.block.leaf {
        Leaf::Paragraph => !lead.trim().is_empty(),
        Leaf::Heading(_) | Leaf::Rule => false,
        _ => true,
    };
    if announces(&text) && goes_on && !document.items_in(next).any(|(id, _)| is_note(id)) {
        // What it announces belongs to it, and nothing says how far that goes.
        return false;
    }
    document.text().line_of(lines.all.end) > document.text().line_of(lines.span.end) + 1
        || document
            .items_in(next)
            .next()
            .is_some_and(|(id, _)| is_note(id))
}

/// Whether `text` ends with a colon, in emphasis or not: what comes after it belongs to it.
pub(in crate::refactor) fn announces(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    end.ends_with([':', '：'])
}

/// Whether a note is a paragraph of running text, and nothing more.
pub(in crate::refactor) fn is_one_paragraph(document: &Document, note: &Note) -> bool {
    let first = document.blocks().at_offset(note.opener.start);
    first.is_some_and(|first| {
        let ends = note.span.end <= first.body().end.max(note.opener.end);
        first.block.leaf == Leaf::Paragraph && (ends || text_below(document, note).is_some())
    })
}

/// The text of a note that is one paragraph in the lines below its head.
pub(in crate::refactor) fn text_below(document: &Document, note: &Note) -> Option<Span> {
    let first = document.blocks().at_offset(note.opener.start)?;
    let below = document.blocks().get(first.index + 1)?;
    let is_text = first.body().is_empty() && below.block.leaf == Leaf::Paragraph;
    let text = below.body();
    (is_text && note.span.covers(Span::at(text.start)) && note.span.end <= text.end).then_some(text)
}

/// The comment that stands right before a note and suppresses a rule for it.
pub(in crate::refactor) fn comment_before<'a>(
    document: &'a Document,
    note: &Note,
) -> Option<BlockAt<'a>> {
    let at = document.blocks().at_offset(note.opener.start)?;
    let before = document.blocks().get(at.index.checked_sub(1)?)?;
    let speaks = document.items_in(before).any(|(_, item)| {
        matches!(
            item.kind,
            ItemKind::Suppression {
                file: false,
                alone: true
            }
        )
    });
    (before.block.leaf == Leaf::Comment && speaks && note.form != Form::Inline).then_some(before)
}

/// The notes that stand together, by place, with nothing but blank lines between them. Those that cannot be
/// moved part a group.
pub(in crate::refactor) fn groups(document: &Document) -> Vec<Vec<NoteLines>> {
    let mut groups: Vec<Vec<NoteLines>> = Vec::new();
    let mut last = None;
    for note in document.notes().filter(|note| note.form != Form::Inline) {
        let Some(lines) = note_lines(document, note) else {
            continue;
        };
        let end = lines.all.end;
        match groups.last_mut().filter(|_| last == Some(lines.all.start)) {
            Some(group) => group.push(lines),
            None => groups.push(vec![lines]),
        }
        last = Some(end);
    }
    groups
}
