use std::ops::Range;

use super::citation_builder::CitationBuilder;
use super::editors::is_editors;
use super::head::{is_family_name, is_kind};
use super::segments::{Segment, SegmentKind};
use super::{field, stated};
use crate::citation::annotations::Atom;
use crate::citation::names::{NameList, names, names_in_brackets};
use crate::citation::names::{bodies, is_one, is_one_with_commas};
use crate::citation::sentences::after_dashes;
use crate::citation::sentences::limit;
use crate::citation::sentences::{start_of_names, without_in};
use crate::citation::vocabulary::{begins_no_name, is_han, names_newspaper};
use crate::citation::{Author, Name};

/// How long a gloss in brackets behind a name is at most, in bytes.
const LONGEST_GLOSS: usize = 60;

impl CitationBuilder<'_> {
    /// The authors, and the date that stands right after them.
    pub(super) fn authors(&mut self, mark: Option<usize>) {
        if after_dashes(self.annotations, self.body.start) {
            return;
        }
        let limit = limit(self.annotations, &self.body);
        let titled = self.annotations.atom_at(limit).is_some_and(Atom::is_words);
        let text = self.annotations.plain.text.as_str();
        if self.newspaper_in_front(limit) {
            return;
        }
        let bracketed = self
            .names_with_given_in_brackets()
            .or_else(|| self.glossed_names(limit));
        if let Some((found, limit)) = bracketed {
            return self.people_in_front(&found, limit);
        }
        // `A. Bell in *The Tide* for May, 1919`
        let front = self.annotations.words(self.body.start..limit);
        let end = self.body.start + without_in(front).len();
        let found = names(text, self.body.start..end, mark.is_some() && titled);
        if !found.names.is_empty() {
            return self.people_in_front(&found, limit);
        }
        if self.editor_in_front(limit) {
            return;
        }
        let mark = mark
            .and_then(|mark| self.segments.get(mark))
            .map(|segment| segment.range.start);
        let front = self.annotations.words(self.body.start..limit);
        let before = mark
            .filter(|_| !is_one(front.trim_end_matches([' ', ','])))
            .and_then(|mark| start_of_names(self.annotations, self.body.start, mark));
        match (before, mark) {
            (Some(start), Some(mark)) => self.names_before_title(start..mark),
            _ => self.bodies_in_front(limit, mark),
        }
    }

    /// `Harbour Times, “A Title,” 4 May 2011`: takes a newspaper in front of a title in quotes, at `limit`, for what has
    /// the article.
    fn newspaper_in_front(&mut self, limit: usize) -> bool {
        let annotations = self.annotations;
        let quoted = annotations.atom_at(limit).is_some_and(|atom| atom.quoted);
        let front = annotations.words(self.body.start..limit).trim_end();
        let name = front.trim_end_matches([',', ':']);
        if !quoted || name.len() == front.len() || !names_newspaper(name) {
            return false;
        }
        let place = self.body.start..self.body.start + name.len();
        self.citation.container = Some(field(annotations, place));
        self.after_names = limit;
        true
    }

    /// `BELL (A.) et COLE (B.), `: names whose given names stand in brackets, and where they end at the latest.
    fn names_with_given_in_brackets(&self) -> Option<(NameList, usize)> {
        let annotations = self.annotations;
        let found = names_in_brackets(annotations.plain.text.as_str(), self.body.clone());
        let limit = self::limit(annotations, &(found.end..self.body.end));
        (!found.names.is_empty()).then_some((found, limit))
    }

    /// `Ana Bell, Bo Cole (Tide Watch) and Cy Dunn, `: a list of names of which the one before `limit` has a gloss in
    /// brackets, and where it ends at the latest.
    fn glossed_names(&self, limit: usize) -> Option<(NameList, usize)> {
        let annotations = self.annotations;
        let text = annotations.plain.text.as_str();
        let bracket = annotations.bracket_at(limit)?;
        let gloss = annotations.words(bracket.clone());
        let rest = annotations.words(bracket.end..self.body.end);
        let joined = [" and ", ", and ", " & ", ", "]
            .iter()
            .find(|and| rest.starts_with(**and))?;
        if is_editors(gloss) || gloss.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let next = bracket.end + joined.len();
        let end = self::limit(annotations, &(next..self.body.end));
        let titled = annotations.atom_at(end).is_some_and(Atom::is_words);
        let mut first = names(text, self.body.start..limit, true);
        let more = names(text, next..end, titled);
        let whole = first.whole && more.whole && titled && gloss.len() <= LONGEST_GLOSS;
        first.names.extend(more.names);
        first.end = more.end;
        whole.then_some((first, end))
    }

    /// Takes names for the authors.
    pub(super) fn take_authors(&mut self, names: Vec<(Name, Range<usize>)>) {
        self.citation.authors = self.as_authors(names);
    }

    /// Takes the words in `place` for the name of a body, the author.
    pub(super) fn take_institution(&mut self, place: Range<usize>) {
        let name = Name::Institution(self.annotations.words(place.clone()).to_owned());
        self.take_authors(vec![(name, place)]);
    }

    fn as_authors(&self, names: Vec<(Name, Range<usize>)>) -> Vec<Author> {
        let author = |(name, range): (Name, Range<usize>)| Author {
            name,
            span: self.annotations.plain.source(&range),
        };
        names.into_iter().map(author).collect()
    }

    /// The people with whom the citation begins, before `limit`.
    fn people_in_front(&mut self, found: &NameList, limit: usize) {
        let annotations = self.annotations;
        self.take_authors(found.names.clone());
        self.after_names = found.end;
        let count = found.names.len();
        self.certain = count > 2 || (found.certain && (count > 1 || found.inverted));
        let rest = annotations.words(found.end..limit);
        let editors = ["editors", "editor", "eds", "ed"]
            .iter()
            .find(|editors| rest.starts_with(**editors));
        let bracket = annotations.bracket_at(found.end);
        if let Some(editors) = editors {
            self.after_names += editors.len();
        }
        let edited = editors.is_some()
            || bracket.is_some_and(|bracket| is_editors(annotations.words(bracket.clone())));
        if edited {
            self.citation.editors = std::mem::take(&mut self.citation.authors);
        }
        let rest = annotations
            .words(self.after_names..limit)
            .trim_matches([' ', ',', '.', ':']);
        if matches!(rest, "" | "et al") {
            self.date_after(limit);
        }
    }

    /// `Tidenamt (Hrsg.):`, `Bell/Cole (Hrsg.),`: takes a body or family names whom a bracket at `limit` calls editors.
    fn editor_in_front(&mut self, limit: usize) -> bool {
        let annotations = self.annotations;
        let bracket = annotations.bracket_at(limit).cloned();
        let Some(bracket) = bracket.filter(|it| is_editors(annotations.words(it.clone()))) else {
            return false;
        };
        let front = self.body.start..limit;
        let mut named = family_names(annotations.words(front.clone()), front.start);
        let words = annotations.words(front.clone()).trim_end();
        if named.is_empty() && (!words.contains(',') || is_one_with_commas(words)) {
            named.extend(annotations.body(front));
        }
        if named.is_empty() {
            return false;
        }
        self.take_authors(named);
        self.citation.editors = std::mem::take(&mut self.citation.authors);
        self.after_names = bracket.end;
        self.date_after(limit);
        true
    }

    /// Names that stand right before a marked title, after other words.
    fn names_before_title(&mut self, range: Range<usize>) {
        self.after_names = range.end;
        self.take_authors(names(&self.annotations.plain.text, range, true).names);
    }

    /// Bodies, or another single name, before a marked title or a date.
    fn bodies_in_front(&mut self, limit: usize, mark: Option<usize>) {
        let annotations = self.annotations;
        let front = self.body.start..limit;
        // What stands between the body and a title in quotes is its container.
        let titled = annotations.atom_at(limit).is_some_and(Atom::is_words);
        let mark = mark.map(|mark| if titled { limit } else { mark });
        let list = match mark {
            Some(mark) if mark == limit => bodies(&annotations.plain.text, front.clone()),
            _ => Vec::new(),
        };
        if !list.is_empty() {
            self.take_authors(list);
            self.after_names = limit;
            return;
        }
        let square = annotations
            .bracket_at(limit)
            .is_some_and(|bracket| annotations.words(bracket.clone()).starts_with('['));
        let marked = mark == Some(limit) || (square && mark.is_some());
        if let Some(mark) = mark
            && self.numbered_report(mark)
        {
            return;
        }
        if marked && (square || self.is_set_off(front.clone())) {
            self.take_body(front);
        } else if !marked && self.is_before_date(limit, mark.is_some()) {
            self.take_body(front);
            if !self.citation.authors.is_empty() {
                self.date_after(limit);
            }
        }
    }

    /// Whether something parts a name from the title after it.
    fn is_set_off(&self, front: Range<usize>) -> bool {
        let words = self.annotations.words(front.clone()).trim_end();
        let parted = words.ends_with([',', '.', ':', '"', '“', '，', '：', '、', '،']);
        // `丸山眞男『日本の思想』`
        let joined =
            words.ends_with(|c| is_han(&c)) && words.len() == self.annotations.words(front).len();
        words.is_empty() || parted || possessive(words) || joined
    }

    /// `World Bank (2020).`: whether a name stands before a date in a bracket at `limit`, and a title behind it,
    /// which may be `marked`. A sentence before a date is a title.
    fn is_before_date(&self, limit: usize, marked: bool) -> bool {
        let words = self.annotations.words(self.body.start..limit).trim_end();
        let bracket = self.annotations.bracket_at(limit).is_some() || words.ends_with('.');
        let mut behind = self.segments.iter().skip(1);
        bracket
            && !words.contains(',')
            && words.split_whitespace().count() < 9
            && self.starts_with_date(limit)
            && (marked || behind.any(|segment| segment.what == SegmentKind::Text))
    }

    /// Takes the name in front, up to the end of `front`, for the author, or for the kind of document.
    fn take_body(&mut self, front: Range<usize>) {
        let annotations = self.annotations;
        let words = annotations.words(front.clone());
        let bare = words.strip_prefix("From ").unwrap_or(words);
        let bare = bare.strip_prefix("the ").unwrap_or(bare);
        let start = front.start + (words.len() - bare.len());
        let name = annotations.words(start..front.end).trim_end();
        let name = name.trim_end_matches("’s").trim_end_matches("'s");
        let place = start..start + name.len();
        if is_kind(name) {
            // `Presidential Memorandum, *Open Government*`
            self.citation.container = Some(field(annotations, place));
            self.after_names = front.end;
        } else if let Some(named) = annotations.body(place) {
            self.take_authors(vec![named]);
            self.after_names = front.end;
        }
    }

    /// `Harbour Council, Report 12-3, *A Title*`: a body, and before the marked title the number of its report.
    fn numbered_report(&mut self, mark: usize) -> bool {
        let annotations = self.annotations;
        let words = |segment: &Segment| annotations.words(segment.range.clone());
        let before = self
            .segments
            .partition_point(|segment| segment.range.start < mark);
        let Some([first, between @ ..]) = self.segments.get(..before) else {
            return false;
        };
        let named = first.what == SegmentKind::Text && is_one(words(first));
        let numbered = |segment: &&Segment| words(segment).ends_with(|c: char| c.is_ascii_digit());
        let apart = |segment: &Segment| {
            let dated = !annotations.dates_in(&segment.range).is_empty();
            !dated && (segment.what == SegmentKind::Round || numbered(&segment))
        };
        if !named || between.is_empty() || !between.iter().all(apart) {
            return false;
        }
        let number = between.iter().find(numbered).map(|one| one.range.clone());
        let name = first.range.clone();
        self.citation.container = number.map(|number| field(annotations, number));
        self.take_authors(annotations.body(name).into_iter().collect());
        self.after_names = mark;
        true
    }

    /// The authors after the title, which ends at `end`: `"A Title" by Ana Bell (2019)`. Returns where they end.
    pub(super) fn byline(&mut self, end: usize) -> usize {
        let annotations = self.annotations;
        let rest = annotations.words(end..self.body.end);
        let bare = rest.trim_start_matches([' ', ',', '.', '”', '"']);
        if self.citation.is_signed() {
            return end;
        }
        let by = ["by ", "par ", "por ", "von "];
        let Some(names_of) = by.iter().find_map(|by| bare.strip_prefix(by)) else {
            return self
                .list_after_title(self.body.end - bare.len())
                .unwrap_or(end);
        };
        let start = self.body.end - names_of.strip_prefix("the ").unwrap_or(names_of).len();
        let range = start..limit(annotations, &(start..self.body.end));
        let found = names(annotations.plain.text.as_str(), range.clone(), false);
        let list = match found.names.is_empty() {
            true => annotations.body(range.clone()).into_iter().collect(),
            false => found.names,
        };
        let stop = if found.end > start {
            found.end
        } else {
            range.end
        };
        let after = if list.is_empty() { end } else { stop };
        self.take_authors(list);
        after
    }

    /// `"A Title", Ana Bell, Bo Cole and Cy Dunn, 2018`: takes the names after a title, up to the date.
    fn list_after_title(&mut self, start: usize) -> Option<usize> {
        let range = start..limit(self.annotations, &(start..self.body.end));
        let authors = self.people(range.clone());
        if authors.len() < 2 || range.end >= self.body.end {
            return None;
        }
        self.citation.authors = authors;
        Some(range.end)
    }

    /// The people whom `range` names and nothing else, each with given names.
    pub(super) fn people(&self, range: Range<usize>) -> Vec<Author> {
        let annotations = self.annotations;
        let found = names(annotations.plain.text.as_str(), range, false);
        if !found.whole || !found.names.iter().all(|(name, _)| name.is_full()) {
            return Vec::new();
        }
        self.as_authors(found.names)
    }

    /// The author of a linked work in a sentence, and its date: `the GAO’s June 2019 report, "…"`.
    pub(super) fn possessor(&mut self, before: Range<usize>) {
        let annotations = self.annotations;
        let words = annotations.words(before.clone());
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
        let Some(named) = annotations.body(range) else {
            return;
        };
        self.citation.authors.push(Author {
            name: named.0,
            span: annotations.plain.source(&named.1),
        });
        if let Some(date) = annotations
            .dates_in(&(before.start + at..before.end))
            .first()
        {
            self.citation.date = Some(stated(annotations, date));
        }
    }
}

/// `Bell/Cole`: family names that a stroke parts, or one, in words that begin at `start`.
fn family_names(words: &str, start: usize) -> Vec<(Name, Range<usize>)> {
    let mut named = Vec::new();
    let mut at = start;
    for family in words.trim_end().split('/') {
        if !is_family_name(family) {
            return Vec::new();
        }
        let name = Name::Person {
            family: family.to_owned(),
            given: String::new(),
        };
        named.push((name, at..at + family.len()));
        at += family.len() + 1;
    }
    named
}

fn possessive(words: &str) -> bool {
    words.ends_with("’s") || words.ends_with("'s")
}
