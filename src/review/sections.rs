//! The sections: how long they are, and what in them has no source.

use schemars::JsonSchema;
use serde::Serialize;

use crate::ide::{Counts, PartCounts, Section, section_name, sections as all_sections};

use super::paragraphs::{Paragraph, Paragraphs};
use super::{ReviewPlace, Reviewed};

/// A section, with the sections in it.
#[derive(Serialize, JsonSchema, Debug)]
pub struct SectionReview {
    /// Where it begins.
    #[serde(flatten)]
    pub place: ReviewPlace,
    /// Its heading.
    pub name: String,
    /// Its level, from 1.
    pub level: u8,
    /// Its words, notes and sources.
    #[serde(flatten)]
    pub counts: Counts,
    /// Its paragraphs.
    pub paragraphs: usize,
    /// Those without footnote, citation and link.
    pub unsourced_paragraphs: usize,
    /// The quotations and figures in its paragraphs.
    pub claims: usize,
    /// Those in paragraphs without footnote, citation and link.
    pub unsourced_claims: usize,
}

/// The title and the sections, by place.
pub(super) fn sections(
    reviewed: &Reviewed<'_>,
    parts: &PartCounts,
    paragraphs: &Paragraphs<'_>,
) -> Vec<SectionReview> {
    let document = reviewed.document;
    let paragraphs: Vec<Paragraph<'_>> = paragraphs.all().collect();
    let section = |section: Section| {
        let span = section.span;
        let inside = |at: usize| span.start <= at && at < span.end;
        let inside = || paragraphs.iter().filter(move |it| inside(it.start));
        let unsourced = || inside().filter(|paragraph| paragraph.is_unsourced());
        SectionReview {
            place: (reviewed.place)(section.name.start),
            name: section_name(document, section.name),
            level: section.level,
            counts: parts.within(span),
            paragraphs: inside().count(),
            unsourced_paragraphs: unsourced().count(),
            claims: inside().map(Paragraph::claims).sum(),
            unsourced_claims: unsourced().map(Paragraph::claims).sum(),
        }
    };
    all_sections(document).into_iter().map(section).collect()
}
