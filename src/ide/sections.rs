//! The sections of a brief: each heading with all that stands under it.

use crate::index::{Document, Heading};
use crate::text::Span;

/// A heading, or the title of a brief laid out as text, with what stands under it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Section {
    /// From 1; the title has level 1.
    pub level: u8,
    /// Whether it is the title block rather than a heading.
    pub title: bool,
    /// The text of the heading, without `#` marks or underline.
    pub name: Span,
    /// From the heading to the end of what stands under it, without the blank lines there.
    pub span: Span,
}

/// The title, if there is one, and the sections, by place. A heading in a note begins none.
pub fn sections(document: &Document) -> Vec<Section> {
    let title = document.title().and_then(|title| {
        Some(Section {
            level: 1,
            title: true,
            name: title.title?,
            span: title.span,
        })
    });
    let in_text = |heading: &Heading| document.note_at(heading.text.start).is_none();
    let headings = document.headings().filter(in_text).map(|heading| Section {
        level: heading.level,
        title: false,
        name: heading.text,
        span: heading.span,
    });
    let mut sections: Vec<Section> = title.into_iter().chain(headings).collect();
    let mut open: Vec<usize> = Vec::new();
    for index in 0..sections.len() {
        let Section { level, span, .. } = sections[index];
        while let Some(last) = open.pop_if(|last| sections[*last].level >= level) {
            close(document, &mut sections[last], span.start);
        }
        open.push(index);
    }
    for last in open {
        close(document, &mut sections[last], document.text().len());
    }
    sections
}

/// Lets a section end before `end`, without the blank lines there.
fn close(document: &Document, section: &mut Section, end: usize) {
    let block = document.blocks().at_offset(end.saturating_sub(1));
    let last = Span::new(block.map_or(end, |block| block.start), end);
    section.span = section.span.join(trimmed(document, last));
}

/// `span` without the blank lines at its end (CommonMark 0.31, "Blank lines").
pub(super) fn trimmed(document: &Document, span: Span) -> Span {
    let text = document.text().slice(span);
    let trimmed = text.trim_end_matches([' ', '\t', '\n', '\r']);
    Span::new(span.start, span.start + trimmed.len())
}
