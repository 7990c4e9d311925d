//! What a note's words have about them that tells what they are: quotation marks, links, dates, addresses.

mod address;
mod atoms;
mod calendar;
mod dates;
mod quotes;
mod wrapped;

pub(super) use address::doi_of;
pub(super) use atoms::Atom;
pub use calendar::ENGLISH_MONTHS;
pub(super) use calendar::month;
pub(super) use dates::{FoundDate, dates};
pub use quotes::quotations;
pub(super) use wrapped::plain_text;

use std::ops::Range;

use crate::syntax::PlainText;
use crate::text::Span;

use crate::citation::Name;
use crate::citation::back_reference::find;
use crate::citation::legal::reporters::first_reported;
use crate::citation::names::{body, names};
use crate::citation::official::{Designation, designations};
use address::addresses;
use atoms::atoms;

/// A note's text without markup, and everything in it that helps to tell what its words are. Ranges are bytes
/// of the text without markup.
pub(super) struct Annotations {
    pub plain: PlainText,
    /// What is marked as one piece, by place; they do not overlap.
    pub atoms: Vec<Atom>,
    /// Round and square brackets of the outermost level, with their marks, by place.
    pub brackets: Vec<Range<usize>>,
    /// Dates, by place.
    pub dates: Vec<FoundDate>,
    /// Links whose words are a whole reference, by where the words begin: each with its number. Their words are read as
    /// if they were not linked.
    pub references: Vec<(usize, usize)>,
    /// References back to sources cited before, by place: where each begins, and all of it in the note.
    pub back_references: Vec<(usize, Span)>,
    /// Numbers of official series, by place.
    pub designations: Vec<Designation>,
}

impl Annotations {
    /// Of a note's text.
    pub(super) fn read(note: &str) -> Annotations {
        let plain = plain_text(note);
        let addresses = addresses(&plain.text);
        let dates = dates(&plain.text);
        let references = references(&plain, &dates);
        let atoms = atoms(&plain, &addresses, &references);
        let brackets = brackets(&plain.text, &atoms);
        let outside = |date: &FoundDate| {
            let after = addresses.partition_point(|address| address.range.end <= date.range.start);
            addresses
                .get(after)
                .is_none_or(|address| address.range.start >= date.range.end)
        };
        let designations = designations(&plain.text);
        let apart = |date: &FoundDate| {
            let after = designations.partition_point(|one| one.range.end <= date.range.start);
            let one = designations.get(after);
            one.is_none_or(|one| one.range.start >= date.range.end)
        };
        let dates = dates.into_iter().filter(outside).filter(apart).collect();
        let back_references = back_references(note, &plain, &brackets);
        Annotations {
            plain,
            atoms,
            brackets,
            dates,
            references,
            back_references,
            designations,
        }
    }

    /// The body that stands at the start of `range`, and where.
    pub fn body(&self, range: Range<usize>) -> Option<(Name, Range<usize>)> {
        body(&self.plain.text, range)
    }

    /// The words of a range.
    pub(super) fn words(&self, range: Range<usize>) -> &str {
        self.plain.slice(range)
    }

    /// The pieces that begin in a range.
    pub(super) fn atoms_in(&self, range: &Range<usize>) -> &[Atom] {
        within(&self.atoms, range, |atom| atom.outer.start)
    }

    /// The piece that holds the byte at `at`.
    pub(super) fn atom_at(&self, at: usize) -> Option<&Atom> {
        let after = self.atoms.partition_point(|atom| atom.outer.end <= at);
        self.atoms.get(after).filter(|atom| atom.outer.start <= at)
    }

    /// The bracket that begins at `at`.
    pub(super) fn bracket_at(&self, at: usize) -> Option<&Range<usize>> {
        let index = self
            .brackets
            .binary_search_by_key(&at, |bracket| bracket.start)
            .ok()?;
        self.brackets.get(index)
    }

    /// The bracket that holds the byte at `at`.
    pub(super) fn bracket_around(&self, at: usize) -> Option<&Range<usize>> {
        let after = self.brackets.partition_point(|bracket| bracket.end <= at);
        let bracket = self.brackets.get(after);
        bracket.filter(|bracket| bracket.start <= at)
    }

    /// Whether a bracket holds the byte at `at`.
    pub(super) fn in_bracket(&self, at: usize) -> bool {
        self.bracket_around(at).is_some()
    }

    /// The brackets that begin in a range.
    pub(super) fn brackets_in(&self, range: &Range<usize>) -> &[Range<usize>] {
        within(&self.brackets, range, |bracket| bracket.start)
    }

    /// The links that begin in a range and whose words are a whole reference.
    pub(super) fn references_in(&self, range: &Range<usize>) -> &[(usize, usize)] {
        within(&self.references, range, |(at, _)| *at)
    }

    /// The references back that begin in a range.
    pub(super) fn back_references_in(&self, range: &Range<usize>) -> &[(usize, Span)] {
        within(&self.back_references, range, |(at, _)| *at)
    }

    /// The dates that begin in a range.
    pub(super) fn dates_in(&self, range: &Range<usize>) -> &[FoundDate] {
        within(&self.dates, range, |date| date.range.start)
    }

    /// The numbers of official series that begin in a range.
    pub(super) fn designations_in(&self, range: &Range<usize>) -> &[Designation] {
        within(&self.designations, range, |one| one.range.start)
    }

    /// Whether the byte at `at` stands within a date, and does not begin it.
    pub(super) fn in_date(&self, at: usize) -> bool {
        let after = self.dates.partition_point(|date| date.range.end <= at);
        let date = self.dates.get(after);
        date.is_some_and(|date| date.range.start < at)
    }
}

/// The references back, but for those that a source is said to make, in brackets.
fn back_references(note: &str, plain: &PlainText, brackets: &[Range<usize>]) -> Vec<(usize, Span)> {
    let certain = find(note).into_iter().filter(|reference| reference.certain);
    let places =
        certain.map(|reference| (plain.place_of(reference.span.start), reference.extent()));
    let apart = |(at, _): &(usize, Span)| {
        let after = brackets.partition_point(|bracket| bracket.end <= *at);
        brackets
            .get(after)
            .is_none_or(|bracket| bracket.start >= *at)
    };
    places.filter(apart).collect()
}

fn within<'a, T>(all: &'a [T], range: &Range<usize>, start: impl Fn(&T) -> usize) -> &'a [T] {
    let from = all.partition_point(|one| start(one) < range.start);
    let to = all.partition_point(|one| start(one) < range.end).max(from);
    all.get(from..to).unwrap_or_default()
}

/// Brackets of the outermost level that are closed in their paragraph, outside of solids.
fn brackets(text: &str, atoms: &[Atom]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut atoms = atoms.iter().peekable();
    for (at, c) in text.char_indices() {
        while atoms.next_if(|atom| atom.outer.end <= at).is_some() {}
        // A quotation within brackets may hold brackets of its own.
        if atoms.peek().is_some_and(|atom| atom.outer.start <= at) {
            continue;
        }
        match c {
            '(' | '[' | '（' => open.push((at, c)),
            ')' | ']' | '）' => {
                let pair = |(_, open): &(usize, char)| {
                    matches!((open, c), ('(' | '（', ')' | '）') | ('[', ']'))
                };
                if let Some((start, _)) = open.pop_if(|last| pair(last)) {
                    found.push(start..at + c.len_utf8());
                }
            }
            '\n' => open.clear(),
            _ => {}
        }
    }
    found.sort_by_key(|bracket| bracket.start);
    let mut end = 0;
    found.retain(|bracket| {
        let outermost = bracket.start >= end;
        end = end.max(bracket.end);
        outermost
    });
    found
}

/// `[Ana Bell, “Tides,” *Harbour Times*, 4 May 2001](…)`: the links whose words are a whole reference: names, a date, and
/// a title between them.
fn references(plain: &PlainText, dates: &[FoundDate]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut end = 0;
    for (index, link) in plain.links.iter().enumerate() {
        let words = link.words.clone();
        let is_law = || first_reported(plain.slice(words.clone())).is_some();
        if words.start < end || words.len() > LONGEST_REFERENCE || is_law() {
            continue;
        }
        let dated = within(dates, &words, |date| date.range.start).last();
        let Some(date) = dated.filter(|date| date.range.end <= words.end) else {
            continue;
        };
        let names = names(&plain.text, words.clone(), false);
        let after = names.end.max(words.start)..words.end;
        let said = plain.slice(after.clone()).split_whitespace().count();
        let behind = plain.slice(words.start..after.start).trim_end();
        let apart = behind.ends_with([',', '.', ':']) || plain.slice(after).starts_with('(');
        if !names.names.is_empty() && names.end < date.range.end && apart && said > FEWEST_WORDS {
            found.push((words.start, index));
            end = words.end;
        }
    }
    found
}

/// How long the words of a link are at most that are a whole reference, in bytes.
const LONGEST_REFERENCE: usize = 500;

/// How many words behind the names a whole reference has more than.
const FEWEST_WORDS: usize = 3;
