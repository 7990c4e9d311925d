//! The sections after which notes may stand.

use crate::index::{Document, Heading};
use crate::syntax::Kind;
use crate::text::Span;

use super::reading::is_over_notes;

/// A part of a brief that notes may be laid after.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    /// From its heading to the next one, in bytes of the document.
    pub span: Span,
    /// Its heading, if that stands over the notes.
    pub over_notes: Option<Span>,
}

/// The level of the headings that part a brief: the highest that two headings have; the title is alone at
/// its level. A heading over the notes does not count beside others, for it may go.
pub(super) fn level(document: &Document) -> Option<u8> {
    let of_prose = document
        .headings()
        .filter(|heading| !is_over_notes(document, heading.id));
    let mut levels: Vec<u8> = of_prose.map(|heading| heading.level).collect();
    if levels.is_empty() {
        levels.extend(document.headings().map(|heading| heading.level));
    }
    let several = |level: &u8| levels.iter().filter(|other| *other == level).count() > 1;
    (1..=6)
        .find(several)
        .or_else(|| levels.iter().max().copied())
}

/// A heading called Notes, as the others of `document` are written.
pub(super) fn notes_heading(document: &Document) -> String {
    let laid_out = document.kind() == Kind::Plain || document.footnotes().laid_out;
    let level = usize::from(level(document).unwrap_or(2));
    match laid_out {
        true => "Notes".to_owned(),
        false => "#".repeat(level) + " Notes",
    }
}

/// The sections of `document`, which cover all of it. What stands above the first heading is one too.
pub(super) fn sections(document: &Document) -> Vec<Section> {
    let level = level(document).unwrap_or(0);
    let parts = |heading: &Heading| {
        heading.level <= level && document.note_at(heading.text.start).is_none()
    };
    let mut sections = vec![Section {
        span: Span::new(0, 0),
        over_notes: None,
    }];
    for heading in document.headings().filter(parts) {
        if let Some(before) = sections.last_mut() {
            before.span.end = heading.span.start;
        }
        sections.push(Section {
            span: Span::at(heading.span.start),
            over_notes: is_over_notes(document, heading.id).then_some(heading.span),
        });
    }
    if let Some(last) = sections.last_mut() {
        last.span.end = document.text().len();
    }
    sections
}

/// Which of `sections` holds `offset`.
pub(super) fn section_at(sections: &[Section], offset: usize) -> usize {
    let after = sections.partition_point(|section| section.span.start <= offset);
    after.saturating_sub(1)
}
