//! The number in a series of official documents, which is taken out of the segments before the other fields are looked
//! for, and what it tells of the author and the title.

use std::ops::Range;

use super::citation_builder::CitationBuilder;
use super::manner::is_manner;
use super::segments::{Segment, SegmentKind};
use super::tail_parser::is_number_or_tail;
use super::{field, trimmed};
use crate::citation::SourceKind;
use crate::citation::annotations::Annotations;
use crate::citation::names::{is_one, is_one_with_commas, names};
use crate::citation::official::Designation;
use crate::citation::vocabulary::{is_country, is_place, is_publisher};

/// How a number stands in a citation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between separators, or in front of the title.
    Apart,
    /// At the start of what is linked or in italics, or alone in brackets: it is a part of the title.
    Titled,
}

impl CitationBuilder<'_> {
    /// Takes the number of the document, and cuts it out of the segments where it stands apart.
    pub(super) fn official(&mut self) {
        let annotations = self.annotations;
        let found = annotations.designations_in(&self.body);
        let placed = found
            .iter()
            .filter_map(|one| Some((one, self.place_of_number(one)?)));
        let placed: Vec<(&Designation, Place)> = placed.collect();
        let Some((first, _)) = placed.iter().min_by_key(|(one, _)| one.row) else {
            return;
        };
        self.citation.number = Some(field(annotations, first.number.clone()));
        let kind = first.series().map(|series| series.kind);
        self.citation.kind = kind
            .filter(|kind| !kind.is_law())
            .unwrap_or(SourceKind::Report);
        for (one, place) in placed {
            if place == Place::Apart {
                self.segments = without(annotations, std::mem::take(&mut self.segments), one);
                self.numbered.push(one.clone());
            }
        }
    }

    fn place_of_number(&self, one: &Designation) -> Option<Place> {
        let annotations = self.annotations;
        let start = one.range.start;
        if let Some(atom) = annotations.atom_at(start) {
            let titled = atom.is_words() && !atom.quoted && atom.inner.start == start;
            return titled.then_some(Place::Titled);
        }
        if let Some(bracket) = annotations.bracket_around(start) {
            let whole = bracket.start + 1 == start && one.range.end + 1 == bracket.end;
            return whole.then_some(Place::Titled);
        }
        let begins = self
            .segments
            .iter()
            .any(|segment| segment.range.start == start);
        let ends = |segment: &Segment| {
            let rest = annotations.words(one.range.end..segment.range.end);
            segment.range.end >= one.range.end
                && segment.range.start < one.range.end
                && (rest.is_empty() || rest.starts_with(": "))
        };
        let apart = self.segments.iter().any(ends);
        // `NIST SP 800-63 Digital Guidelines`
        let behind = annotations.words(one.range.end..self.body.end);
        let mut behind = behind.chars();
        let leads = start == self.body.start
            && behind.next() == Some(' ')
            && behind
                .next()
                .is_some_and(|c| c.is_uppercase() || "“\"".contains(c));
        (begins && (apart || leads)).then_some(Place::Apart)
    }

    /// The author in front of a number with which the citation begins, and what stands behind it: says whether there is
    /// one.
    pub(super) fn authors_before_number(&mut self, mark: Option<usize>) -> bool {
        let annotations = self.annotations;
        let title = mark.and_then(|mark| self.segments.get(mark));
        let title = title.map_or(self.body.end, |segment| segment.range.start);
        let Some(one) = self
            .numbered
            .first()
            .filter(|one| one.range.start < title)
            .cloned()
        else {
            return false;
        };
        let front = trimmed(annotations, self.body.start..one.range.start);
        if front.is_empty() {
            self.body_of_series(&one);
        } else if !self.authors_of_number(front, &one, mark) {
            return false;
        }
        self.after_names = one.range.end;
        true
    }

    /// Takes the body in front of the number for what it is: author or publisher.
    fn body_of_series(&mut self, one: &Designation) {
        let published = one.series().is_some_and(|series| series.is_published);
        let Some(body) = one.body.clone() else { return };
        if published {
            self.citation.publisher = Some(field(self.annotations, body));
        } else {
            self.take_institution(body);
        }
    }

    /// Takes what stands in `front` of a number for the authors: a body, people, or a body and those above it.
    fn authors_of_number(
        &mut self,
        front: Range<usize>,
        one: &Designation,
        mark: Option<usize>,
    ) -> bool {
        let annotations = self.annotations;
        let words = annotations.words(front.clone());
        if one.is_issued_by(words) || is_one(words) || is_one_with_commas(words) {
            self.take_institution(front);
            return true;
        }
        let found = names(&annotations.plain.text, front.start..one.range.start, true);
        if found.whole {
            self.take_authors(found.names);
            return true;
        }
        let first = words.split(", ").next().unwrap_or_default();
        let titled = mark.is_some() || self.has_title_behind(one.range.end);
        let named =
            titled && first.len() < words.len() && (one.is_issued_by(first) || is_one(first));
        if named {
            self.take_institution(front.start..front.start + first.len());
        }
        named
    }

    /// Takes the series and its number for the title, where nothing behind them may be one; returns where they end.
    pub(super) fn titled_by_number(&mut self, mark: Option<usize>) -> Option<usize> {
        let one = self.numbered.first().filter(|_| mark.is_none())?.clone();
        if one.range.end > self.after_names || self.has_title_behind(one.range.end) {
            return None;
        }
        let start = match &one.body {
            Some(body)
                if self
                    .annotations
                    .words(body.end..one.range.end)
                    .starts_with(',') =>
            {
                body.end
            }
            _ => one.range.start,
        };
        self.citation.title = Some(field(self.annotations, start..one.range.end));
        Some(one.range.end)
    }

    fn has_title_behind(&self, end: usize) -> bool {
        let mut behind = self
            .segments
            .iter()
            .filter(|segment| segment.range.start >= end);
        behind.any(|segment| {
            let words = self.annotations.words(segment.range.clone());
            let is_field = self.is_date(&segment.range)
                || self.is_in_date(&segment.range)
                || self.is_access(&segment.range)
                || is_number_or_tail(self.annotations, segment)
                || is_manner(words)
                || is_publisher(words)
                || is_place(words)
                || is_country(words);
            segment.what == SegmentKind::Text
                && words.starts_with(char::is_uppercase)
                && words.contains(' ')
                && !is_field
        })
    }
}

/// The segments without a number that stands in them.
fn without(annotations: &Annotations, segments: Vec<Segment>, one: &Designation) -> Vec<Segment> {
    let mut kept = Vec::with_capacity(segments.len() + 1);
    for segment in segments {
        let Range { start, end } = segment.range.clone();
        if end <= one.range.start || start >= one.range.end {
            kept.push(segment);
            continue;
        }
        if start < one.range.start {
            kept.push(Segment {
                range: start..one.range.start,
                ..segment.clone()
            });
        }
        if end > one.range.end {
            let range = trimmed(annotations, one.range.end..end);
            kept.push(Segment {
                range,
                before: ',',
                ..segment
            });
        }
    }
    kept
}
