use std::ops::Range;

use super::segments::{Segment, SegmentKind};
use crate::citation::annotations::doi_of;
use crate::citation::annotations::{Annotations, Atom};
use crate::citation::official::Designation;
use crate::citation::sentences::leads_out;
use crate::citation::vocabulary::{is_magazine, is_newspaper};
use crate::citation::{Citation, Date, Field, PartialDate, SourceKind};

/// How many words the name of a newspaper has at most.
const LONGEST_NEWSPAPER: usize = 4;

/// A citation while its fields are found.
pub(super) struct CitationBuilder<'e> {
    pub annotations: &'e Annotations,
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
    /// Numbers of official series that stand apart from the title, by place; no segment has them.
    pub numbered: Vec<Designation>,
}

impl<'e> CitationBuilder<'e> {
    pub(super) fn new(annotations: &'e Annotations, body: Range<usize>) -> CitationBuilder<'e> {
        CitationBuilder {
            annotations,
            after_names: body.start,
            segments: Vec::new(),
            citation: Citation::default(),
            date: None,
            accessed: None,
            author_date: false,
            certain: false,
            after_page: 0,
            numbered: Vec::new(),
            body,
        }
    }

    /// The URL and the DOI.
    pub(super) fn addresses(&mut self) {
        let annotations = self.annotations;
        for atom in annotations.atoms_in(&self.body) {
            let words = |range: &Range<usize>| {
                let value = annotations.words(range.clone()).to_owned();
                Field {
                    value,
                    span: annotations.plain.source(range),
                }
            };
            let link = atom
                .link
                .filter(|link| leads_out(annotations, *link))
                .and_then(|link| annotations.plain.links.get(link));
            let url = match (link, &atom.address) {
                (Some(link), _) => Field {
                    value: link.target.clone(),
                    span: link.span,
                },
                (None, Some(address)) if atom.doi => {
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
        let references = annotations.references_in(&self.body).iter();
        let link = references
            .filter(|(_, link)| leads_out(annotations, *link))
            .find_map(|(_, link)| annotations.plain.links.get(*link));
        if let Some(link) = link.filter(|_| self.citation.url.is_none()) {
            let span = link.span;
            let value = link.target.clone();
            if let Some(doi) = doi_of(&value).map(str::to_owned) {
                self.citation.doi.get_or_insert(Field { value: doi, span });
            }
            self.citation.url = Some(Field { value, span });
        }
    }

    /// `*Le Monde*, 12 mai 1968`: takes the name of a newspaper that stands alone with its day for what is cited in it.
    pub(super) fn newspaper_alone(&mut self) {
        let day = self.citation.date.as_ref().and_then(Date::known);
        let alone = !self.citation.is_signed() && self.citation.container.is_none();
        let of_a_day = matches!(day, Some(PartialDate::Day(_)));
        let title = self.citation.title.take_if(|title| {
            let named = is_newspaper(&title.value) || is_magazine(&title.value);
            alone && of_a_day && named && title.value.split(' ').count() <= LONGEST_NEWSPAPER
        });
        if title.is_some() && self.titled_in_italics() {
            self.citation.container = title;
        } else if title.is_some() {
            self.citation.title = title;
        }
    }

    /// `“A Title,” Harbour Council, 3 May 2001, https://…`: whether a page of a site is cited, whose title is in quotes or
    /// linked, and which has nothing of a book or an article.
    pub(super) fn is_page(&self) -> bool {
        let citation = &self.citation;
        let printed = [
            &citation.container,
            &citation.place,
            &citation.volume,
            &citation.issue,
            &citation.edition,
            &citation.thesis,
            &citation.doi,
        ];
        let marked = citation.title.is_none() || self.titled_in_quotes() || self.titled_in_link();
        citation.kind == SourceKind::Work
            && citation.url.is_some()
            && marked
            && printed.iter().all(|field| field.is_none())
    }

    /// Whether a colon parts the names in front from the title.
    pub(super) fn follows_colon(&self) -> bool {
        let before = self.annotations.words(self.body.start..self.after_names);
        let after = self.annotations.words(self.after_names..self.body.end);
        before.trim_end().ends_with(':') || after.trim_start().starts_with(':')
    }

    /// The piece that a segment is.
    pub(super) fn atom(&self, segment: &Segment) -> Option<&'e Atom> {
        self.annotations
            .atom_at(segment.range.start)
            .filter(|_| segment.what == SegmentKind::Solid)
    }
}
