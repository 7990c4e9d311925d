use std::ops::Range;

use super::after_title::AfterTitle;
use super::segments::{Segment, What, segments};
use crate::citation::evidence::doi_of;
use crate::citation::evidence::{Evidence, Solid};
use crate::citation::sentences::leads_out;
use crate::citation::{Citation, Field};

/// A citation while its fields are found.
pub(super) struct Draft<'e> {
    pub evidence: &'e Evidence,
    pub body: Range<usize>,
    pub segments: Vec<Segment>,
    pub citation: Citation,
    /// The date of the source and that of access, by where they stand.
    pub date: Option<Range<usize>>,
    pub accessed: Option<Range<usize>>,
    /// Where the names, and a date right after them, end.
    pub after_names: usize,
    /// Whether the date follows the names at once.
    pub author_date: bool,
    /// Whether the names are surely those of authors.
    pub certain: bool,
    /// Where pages that stand right after the title end.
    pub after_page: usize,
}

impl<'e> Draft<'e> {
    pub(super) fn new(evidence: &'e Evidence, body: Range<usize>) -> Draft<'e> {
        Draft {
            evidence,
            after_names: body.start,
            segments: Vec::new(),
            citation: Citation::default(),
            date: None,
            accessed: None,
            author_date: false,
            certain: false,
            after_page: 0,
            body,
        }
    }

    /// The citation, and whether its title is marked.
    pub(super) fn read(evidence: &'e Evidence, body: Range<usize>) -> (Citation, bool) {
        let mut draft = Draft::new(evidence, body.clone());
        draft.segments = segments(evidence, &body);
        draft.addresses();
        draft.access();
        let mark = draft.title_mark();
        draft.authors(mark);
        draft.dated();
        let end = draft.title(mark).max(draft.after_page);
        let end = draft.byline(end);
        AfterTitle::read(&mut draft, end);
        (draft.citation, mark.is_some() || draft.certain)
    }

    /// The URL and the DOI.
    pub(super) fn addresses(&mut self) {
        let evidence = self.evidence;
        for solid in evidence.solids_in(&self.body) {
            let words = |range: &Range<usize>| {
                let value = evidence.words(range.clone()).to_owned();
                Field {
                    value,
                    span: evidence.plain.source(range),
                }
            };
            let link = solid
                .link
                .filter(|link| leads_out(evidence, *link))
                .and_then(|link| evidence.plain.links.get(link));
            let url = match (link, &solid.address) {
                (Some(link), _) => Field {
                    value: link.target.clone(),
                    span: link.span,
                },
                (None, Some(address)) if solid.doi => {
                    self.citation.doi.get_or_insert_with(|| words(address));
                    continue;
                }
                (None, Some(address)) => words(address),
                _ => continue,
            };
            if let Some(doi) = doi_of(&url.value) {
                let doi = Field {
                    value: doi.to_owned(),
                    span: url.span,
                };
                self.citation.doi.get_or_insert(doi);
            }
            self.citation.url.get_or_insert(url);
        }
        let references = evidence.references_in(&self.body).iter();
        let link = references
            .filter(|(_, link)| leads_out(evidence, *link))
            .find_map(|(_, link)| evidence.plain.links.get(*link));
        if let Some(link) = link.filter(|_| self.citation.url.is_none()) {
            let span = link.span;
            let value = link.target.clone();
            if let Some(doi) = doi_of(&value).map(str::to_owned) {
                self.citation.doi.get_or_insert(Field { value: doi, span });
            }
            self.citation.url = Some(Field { value, span });
        }
    }

    /// Whether a colon parts the names in front from the title.
    pub(super) fn follows_colon(&self) -> bool {
        let before = self.evidence.words(self.body.start..self.after_names);
        let after = self.evidence.words(self.after_names..self.body.end);
        before.trim_end().ends_with(':') || after.trim_start().starts_with(':')
    }

    /// The piece that a segment is.
    pub(super) fn solid(&self, segment: &Segment) -> Option<&'e Solid> {
        self.evidence
            .solid_at(segment.range.start)
            .filter(|_| segment.what == What::Solid)
    }
}
