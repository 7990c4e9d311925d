use std::ops::Range;

use super::draft::Draft;
use super::head::is_kind;
use super::segments::What;
use super::{field, stated};
use crate::citation::at_end::start_of_names;
use crate::citation::evidence::Solid;
use crate::citation::look::{after_dashes, body_before, limit};
use crate::citation::names::{Names, names};
use crate::citation::vocabulary::begins_no_name;
use crate::citation::{Author, Name};

impl Draft<'_> {
    /// The authors, and the date that stands right after them.
    pub(super) fn authors(&mut self, mark: Option<usize>) {
        let text = self.evidence.plain.text.as_str();
        if after_dashes(self.evidence, self.body.start) {
            return;
        }
        let limit = limit(self.evidence, &self.body);
        let found: Names = names(
            text,
            self.body.start..limit,
            mark.is_some() && self.evidence.solid_at(limit).is_some_and(Solid::is_words),
        );
        let mark = mark
            .and_then(|mark| self.segments.get(mark))
            .map(|segment| segment.range.start);
        if found.names.is_empty() {
            let before = mark.and_then(|mark| start_of_names(self.evidence, self.body.start, mark));
            match (before, mark) {
                (Some(start), Some(mark)) => self.names_before_title(start..mark),
                _ => self.body_author(limit, mark),
            }
        } else {
            let author = |(name, range): (Name, Range<usize>)| Author {
                name,
                span: self.evidence.plain.source(&range),
            };
            self.citation.authors = found.names.iter().cloned().map(author).collect();
            self.after_names = found.end;
            let evidence = self.evidence;
            let count = found.names.len();
            let rest = evidence.words(found.end..limit);
            self.certain = count > 2 || (found.certain && (count > 1 || found.inverted));
            let editors = ["editors", "editor", "eds", "ed"]
                .iter()
                .find(|editors| rest.starts_with(**editors));
            if let Some(editors) = editors {
                self.after_names += editors.len();
                self.citation.authors.clear();
            }
            if evidence
                .bracket_at(found.end)
                .is_some_and(|bracket| is_editors(evidence.words(bracket.clone())))
            {
                self.citation.authors.clear();
            }
            let rest = evidence
                .words(self.after_names..limit)
                .trim_matches([' ', ',', '.', ':']);
            if matches!(rest, "" | "et al") {
                self.date_after(limit);
            }
        }
    }

    /// Names that stand right before a marked title, after other words.
    fn names_before_title(&mut self, range: Range<usize>) {
        self.after_names = range.end;
        let author = |(name, range): (Name, Range<usize>)| Author {
            name,
            span: self.evidence.plain.source(&range),
        };
        let found = names(&self.evidence.plain.text, range, true).names;
        self.citation.authors = found.into_iter().map(author).collect();
    }

    /// A body, or another single name, before a marked title or a date.
    fn body_author(&mut self, limit: usize, mark: Option<usize>) {
        let range = self.body.start..limit;
        let evidence = self.evidence;
        let square = evidence
            .bracket_at(limit)
            .is_some_and(|bracket| evidence.words(bracket.clone()).starts_with('['));
        let marked = mark == Some(limit) || (square && mark.is_some());
        let words = evidence.words(range.clone());
        let ends = words.trim_end();
        // A date in a bracket right after: `World Bank (2020).` A sentence before it is a title.
        let bracket = evidence.bracket_at(limit).is_some() || ends.ends_with('.');
        let dated = !marked
            && bracket
            && !ends.contains(',')
            && words.split_whitespace().count() < 9
            && self.starts_with_date(limit)
            && !self
                .segments
                .iter()
                .skip(1)
                .all(|segment| segment.what != What::Text);
        let glued = marked
            && !square
            && !ends.is_empty()
            && !ends.ends_with([',', '.', ':', '"', '“', '，', '：', '、'])
            && !possessive(ends);
        if (marked && !glued) || dated {
            let start = range.start + if words.starts_with("the ") { 4 } else { 0 };
            let end = start
                + evidence
                    .words(start..limit)
                    .trim_end()
                    .trim_end_matches("’s")
                    .trim_end_matches("'s")
                    .len();
            if is_kind(evidence.words(start..end)) {
                // `Presidential Memorandum, *Open Government*`
                self.citation.container = Some(field(evidence, start..end));
                self.after_names = limit;
            } else if let Some((name, place)) = body_before(evidence, start..end) {
                self.citation.authors.push(Author {
                    name,
                    span: evidence.plain.source(&place),
                });
                self.after_names = limit;
            }
        }
        if dated && !self.citation.authors.is_empty() {
            self.date_after(limit);
        }
    }

    /// The authors after the title, which ends at `end`: `"A Title" by Ana Bell (2019)`. Returns where they end.
    pub(super) fn byline(&mut self, end: usize) -> usize {
        let evidence = self.evidence;
        let rest = evidence.words(end..self.body.end);
        let bare = rest.trim_start_matches([' ', ',', '.', '”', '"']);
        if !self.citation.authors.is_empty() {
            return end;
        }
        let Some(names_of) = bare.strip_prefix("by ") else {
            return self
                .list_after_title(self.body.end - bare.len())
                .unwrap_or(end);
        };
        let start = self.body.end - names_of.strip_prefix("the ").unwrap_or(names_of).len();
        let range = start..limit(evidence, &(start..self.body.end));
        let found = names(evidence.plain.text.as_str(), range.clone(), false);
        let list = match found.names.is_empty() {
            true => body_before(evidence, range.clone()).into_iter().collect(),
            false => found.names,
        };
        let stop = if found.end > start {
            found.end
        } else {
            range.end
        };
        let after = if list.is_empty() { end } else { stop };
        self.citation.authors = list
            .into_iter()
            .map(|(name, range)| Author {
                name,
                span: evidence.plain.source(&range),
            })
            .collect();
        after
    }

    /// `"A Title", Ana Bell, Bo Cole and Cy Dunn, 2018`: takes the names after a title, up to the date.
    fn list_after_title(&mut self, start: usize) -> Option<usize> {
        let range = start..limit(self.evidence, &(start..self.body.end));
        let authors = self.people(range.clone());
        if authors.len() < 2 || range.end >= self.body.end {
            return None;
        }
        self.citation.authors = authors;
        Some(range.end)
    }

    /// The people whom `range` names and nothing else, each with given names.
    pub(super) fn people(&self, range: Range<usize>) -> Vec<Author> {
        let evidence = self.evidence;
        let found = names(evidence.plain.text.as_str(), range, false);
        let full =
            |(name, _): &(Name, _)| matches!(name, Name::Person { given, .. } if !given.is_empty());
        if !found.whole || !found.names.iter().all(full) {
            return Vec::new();
        }
        let author = |(name, range)| Author {
            name,
            span: evidence.plain.source(&range),
        };
        found.names.into_iter().map(author).collect()
    }

    /// The author of a linked work in a sentence, and its date: `the GAO’s June 2019 report, "…"`.
    pub(super) fn possessor(&mut self, before: Range<usize>) {
        let evidence = self.evidence;
        let words = evidence.words(before.clone());
        let Some(at) = words.rfind("’s ").or_else(|| words.rfind("'s ")) else {
            return;
        };
        if words.len() - at > 60 {
            return;
        }
        let name = words.get(..at).unwrap_or_default();
        let mut start = name.len();
        for word in name.rsplit(' ') {
            let part = word.starts_with(char::is_uppercase)
                || (matches!(word, "of" | "and" | "for") && start < name.len());
            if !part {
                break;
            }
            start = word.as_ptr() as usize - name.as_ptr() as usize;
        }
        // `There's`, `Here's`, `Today's`
        if begins_no_name(name.get(start..).unwrap_or_default()) {
            return;
        }
        let range = before.start + start..before.start + at;
        let Some(named) = body_before(evidence, range) else {
            return;
        };
        self.citation.authors.push(Author {
            name: named.0,
            span: evidence.plain.source(&named.1),
        });
        if let Some(date) = evidence.dates_in(&(before.start + at..before.end)).first() {
            self.citation.date = Some(stated(evidence, date));
        }
    }
}

/// `(eds.)`: whether the names before are those of editors.
pub(super) fn is_editors(bracket: &str) -> bool {
    matches!(
        bracket
            .trim_matches(['(', ')', '.', ' ', ','])
            .to_lowercase()
            .as_str(),
        "ed" | "eds" | "editor" | "editors" | "hrsg" | "ed.)"
    )
}

fn possessive(words: &str) -> bool {
    words.ends_with("’s") || words.ends_with("'s")
}
