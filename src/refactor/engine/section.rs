//! The sections after which notes may stand.

use crate::index::{Document, Heading};
use crate::syntax::DocumentKind;
use crate::text::Span;

use super::rendered::is_over_notes;

/// A part of a brief that notes may be laid after.
#[derive(Clone, Copy, Debug)]
pub(in crate::refactor) struct LayoutSection {
    /// From its heading to the next one, in bytes of the document.
    pub span: Span,
    /// Its heading, if that stands over the notes.
    pub over_notes: Option<Span>,
}

/// The level of the headings that part a brief: the highest that two headings have; the title is alone at
/// its level. A heading over the notes does not count beside others, for it may go.
pub(in crate::refactor) fn level(document: &Document) -> Option<u8> {
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

/// A heading called Notes, as the others of `document` are written: in Markdown a line alone only beside such lines.
pub(in crate::refactor) fn notes_heading(document: &Document) -> String {
    let level = level(document);
    let is_plain = document.kind() == DocumentKind::Plain
        || document.footnotes().is_laid_out && level.is_some();
    let is_line = is_plain && !document.headings().any(|heading| heading.is_real);
    match is_line {
        true => "Notes".to_owned(),
        false => "#".repeat(level.unwrap_or(2).into()) + " Notes",
    }
}

/// The sections of `document`, which cover all of it. What stands above the first heading is one too.
pub(in crate::refactor) fn sections(document: &Document) -> Vec<LayoutSection> {
    let level = level(document).unwrap_or(0);
    let parts = |heading: &Heading| {
        heading.level <= level && document.note_at(heading.text.start).is_none()
    };
    let mut sections = vec![LayoutSection {
        span: Span::new(0, 0),
        over_notes: None,
    }];
    for heading in document.headings().filter(parts) {
        if let Some(before) = sections.last_mut() {
            before.span.end = heading.span.start;
        }
        sections.push(LayoutSection {
            span: Span::at(heading.span.start),
            over_notes: is_over_notes(document, heading.id).then_some(heading.span),
        });
    }
    if let Some(last) = sections.last_mut() {
        last.span.end = document.text().len();
    }
    sections
}

/// Where that of `sections` ends that holds `offset`.
pub(in crate::refactor) fn section_end(sections: &[LayoutSection], offset: usize) -> usize {
    let section = sections.get(section_at(sections, offset));
    section.map_or(offset, |section| section.span.end)
}

/// Which of `sections` holds `offset`.
pub(in crate::refactor) fn section_at(sections: &[LayoutSection], offset: usize) -> usize {
    let after = sections.partition_point(|section| section.span.start <= offset);
    after.saturating_sub(1)
}
