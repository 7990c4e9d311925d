use std::ops::Range;

use super::citation_builder::CitationBuilder;
use super::numbers::numbers;
use super::segments::SegmentKind;
use super::{field, stated, trimmed};
use crate::citation::annotations::Atom;
use crate::citation::vocabulary::is_body;
use crate::citation::{Date, Field, PartialDate};

impl CitationBuilder<'_> {
    /// The segment that is marked as the title: the first in quotes, else the first linked, else the first
    /// emphasised.
    pub(super) fn title_mark(&self) -> Option<usize> {
        let mut words = self
            .segments
            .iter()
            .enumerate()
            .filter_map(|(index, segment)| {
                let atom = self.atom(segment)?;
                Some((index, atom)).filter(|(_, atom)| atom.is_words() && !atom.inner.is_empty())
            });
        let (first, atom) = words.next()?;
        if atom.quoted || !atom.emphasised && atom.link.is_none() {
            return Some(first);
        }
        let quoted = words.find(|(_, atom)| atom.quoted);
        let title = quoted.filter(|(_, quoted)| !self.is_passage(atom.outer.end, quoted));
        Some(title.map_or(first, |(index, _)| index))
    }

    /// Whether what is quoted behind a marked piece, which ends at `end`, is a passage of the source: after its date
    /// or a colon, or from the midst of a sentence.
    pub(super) fn is_passage(&self, end: usize, quoted: &Atom) -> bool {
        let start = quoted.outer.start;
        !self.annotations.dates_in(&(end..start)).is_empty()
            || self
                .annotations
                .words(self.body.start..start)
                .trim_end()
                .ends_with(':')
            || self
                .annotations
                .words(quoted.inner.clone())
                .starts_with(char::is_lowercase)
    }

    /// Finds the title; returns where it ends.
    pub(super) fn title(&mut self, mark: Option<usize>) -> usize {
        let annotations = self.annotations;
        let Some(segment) = mark.and_then(|mark| self.segments.get(mark)) else {
            return self.plain_title();
        };
        let Some(atom) = self.atom(segment) else {
            return self.after_names;
        };
        let start = segment.range.start;
        let before = trimmed(annotations, self.after_names.min(start)..start);
        let words = annotations.words(before.clone());
        let count = words.split_whitespace().count();
        let alone = atom.emphasised && !atom.quoted && atom.link.is_none();
        // Before a container in italics, the title may be unmarked.
        let numbered = words.ends_with(|c: char| c.is_ascii_digit());
        let plain = alone
            && !numbered
            && count >= 2
            && !words.starts_with("in ")
            && (self.author_date || (count >= 3 && !words.split_whitespace().any(is_body)));
        if plain {
            return self.plain_title();
        }
        if alone && self.citation.is_signed() && matches!(words, "in" | "dans" | "en") {
            self.citation.container = Some(field(annotations, atom.inner.clone()));
            return segment.range.end;
        }
        if count > 0
            && words.bytes().any(|byte| byte.is_ascii_digit())
            && words.contains(char::is_alphabetic)
            && !self.citation.is_signed()
        {
            self.citation.container = Some(field(annotations, before));
        } else if let Some(container) = self.marked_before(start) {
            self.citation.container = Some(container);
        }
        // `*A Chapter, in* [A Book]`
        let words = annotations.words(atom.inner.clone());
        let end = atom.inner.end
            - if words.ends_with(", in") {
                ", in".len()
            } else {
                0
            };
        let inner = atom.inner.start.max(start)..end.min(self.body.end);
        let segment_end = segment.range.end;
        let more = mark.and_then(|mark| self.more_behind(mark));
        let (end, past) = more.unwrap_or((inner.end, segment_end));
        self.citation.title =
            Some(field(annotations, inner.start..end)).filter(|title| !title.value.is_empty());
        past
    }

    /// Where the title ends that goes on behind its mark, and what is read of it.
    fn more_behind(&self, mark: usize) -> Option<(usize, usize)> {
        let next = self.segments.get(mark + 1)?;
        let years = (next.before == ' ' && self.is_years_of_title(next)).then_some(next.range.end);
        let beyond = years.or_else(|| self.subtitle_behind(mark));
        beyond
            .map(|end| (end, end))
            .or_else(|| self.joined_quote(mark))
    }

    /// `“Is it late?” and “Is it soon?”`: where a title ends that two quotations make, and the mark of the second.
    fn joined_quote(&self, mark: usize) -> Option<(usize, usize)> {
        let (title, next) = (self.segments.get(mark)?, self.segments.get(mark + 1)?);
        let last = self.segments.get(mark + 2)?;
        let is_quoted = |segment| self.atom(segment).filter(|atom: &&Atom| atom.quoted);
        let joined = ["and", "&", "et", "und", "y", "e"];
        let between = self.annotations.words(next.range.clone());
        let whole = next.before == ' ' && last.before == ' ' && joined.contains(&between);
        let (_, last) = (is_quoted(title)?, is_quoted(last)?);
        whole.then_some((last.inner.end, last.outer.end))
    }

    /// `*Gezeiten*: uma história`: where the subtitle ends that stands behind a title in italics, as ABNT NBR 6023 prints
    /// it: in small letters, behind a colon.
    fn subtitle_behind(&self, mark: usize) -> Option<usize> {
        let annotations = self.annotations;
        let (title, next) = (self.segments.get(mark)?, self.segments.get(mark + 1)?);
        let atom = self.atom(title)?;
        let words = annotations.words(title.range.end..next.range.end);
        let subtitle = words.strip_prefix(": ")?;
        let begins = subtitle.starts_with(char::is_lowercase);
        let whole = subtitle.split_whitespace().count() > 1;
        let ends = self
            .segments
            .get(mark + 2)
            .is_none_or(|after| after.before == '.');
        let is_italic = atom.emphasised && !atom.quoted;
        (is_italic && next.what == SegmentKind::Text && begins && whole && ends)
            .then_some(next.range.end)
    }

    /// `A Plan for Tides ch. 4 (2010)`: what was taken for a page numbers a chapter.
    fn without_chapter(&mut self, title: Range<usize>) -> Range<usize> {
        let words = self.annotations.words(title.clone());
        let chapter = [" ch", " ch.", " pt", " pt.", " chap", " chap."]
            .iter()
            .find_map(|chapter| words.strip_suffix(chapter));
        let Some(bare) = chapter else {
            return title;
        };
        self.citation.pages = None;
        trimmed(self.annotations, title.start..title.start + bare.len())
    }

    /// What is in italics or linked between the authors and the title, which begins at `start`.
    fn marked_before(&self, start: usize) -> Option<Field> {
        let between = self.after_names..start.max(self.after_names);
        let mut atoms = self.annotations.atoms_in(&between).iter();
        let marked = atoms.find(|atom| atom.is_words() && !atom.quoted)?;
        Some(field(self.annotations, marked.inner.clone()))
    }

    /// Whether the title is in italics, as of a book or report.
    pub(super) fn titled_in_italics(&self) -> bool {
        let atom = self.title_atom();
        atom.is_some_and(|atom| atom.emphasised && !atom.quoted)
    }

    /// Whether the title is in quotes, as of an article or a page of a site.
    pub(super) fn titled_in_quotes(&self) -> bool {
        self.title_atom().is_some_and(|atom| atom.quoted)
    }

    /// Whether the words of a link are the title.
    pub(super) fn titled_in_link(&self) -> bool {
        let atom = self.title_atom();
        atom.is_some_and(|atom| atom.link.is_some() && !atom.emphasised)
    }

    /// The piece that is marked as the title.
    fn title_atom(&self) -> Option<&Atom> {
        let mark = self.title_mark().and_then(|mark| self.segments.get(mark));
        mark.and_then(|segment| self.atom(segment))
    }

    /// Whether the title is in the marks that books have in Chinese: `《…》`.
    pub(super) fn titled_as_chinese_book(&self) -> bool {
        let atom = self.title_atom();
        atom.is_some_and(|atom| self.annotations.words(atom.outer.clone()).starts_with('《'))
    }

    /// Takes the year at the end of an unmarked title for the date, where nothing else is.
    pub(super) fn year_of_title(&mut self, title: Range<usize>) {
        let last = self.annotations.dates_in(&title).last();
        let last =
            last.filter(|date| date.range.end == trimmed(self.annotations, title.clone()).end);
        if let Some(date) = last.filter(|_| self.date.is_none() && self.citation.is_signed()) {
            self.date = Some(date.range.clone());
            self.citation.date = Some(stated(self.annotations, date));
        }
    }

    /// Takes the page off a title that a date in brackets follows: `Coding 33 (1994)`.
    pub(super) fn without_page(&mut self, title: Range<usize>, end: usize) -> Range<usize> {
        let annotations = self.annotations;
        let words = annotations.words(title.clone());
        let mut after = self
            .segments
            .iter()
            .filter(|segment| segment.range.start >= end);
        let mut bracket = after.next();
        let mut pages = title.end;
        // `Coding 33, 35 (1994)`
        if let Some(more) = bracket.filter(|more| {
            more.before == ',' && numbers(annotations.words(more.range.clone())).is_some()
        }) {
            pages = more.range.end;
            bracket = after.next();
        }
        let dated = bracket.is_some_and(|bracket| {
            bracket.what == SegmentKind::Round && !annotations.dates_in(&bracket.range).is_empty()
        });
        let cut = words.rfind(' ').filter(|at| {
            let last = words.get(at + 1..).unwrap_or_default();
            let section = words.get(..*at).unwrap_or_default().ends_with('§');
            // `World Tide Report 2019 (London: Penguin, 2019)`
            let year = self.citation.date.as_ref().and_then(Date::known);
            let year = year
                .and_then(PartialDate::year)
                .map(|year| year.to_string());
            // `Tide Strategy 2022 (London: Penguin, 2021)`
            let published =
                bracket.is_some_and(|it| annotations.words(it.range.clone()).contains(": "));
            let named = published && last.len() == 4 && last.starts_with(['1', '2']);
            dated && !section && !named && is_page(last) && year.as_deref() != Some(last)
        });
        match cut {
            Some(at) => {
                self.citation.pages = Some(field(annotations, title.start + at..pages));
                self.after_page = pages;
                let title = trimmed(annotations, title.start..title.start + at);
                self.without_chapter(title)
            }
            None => title,
        }
    }
}

/// `35`, `35–38`
fn is_page(word: &str) -> bool {
    let mut ends = word.split(['-', '–']);
    let number = |word: &str| {
        (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    ends.clone().count() <= 2 && ends.all(number)
}
