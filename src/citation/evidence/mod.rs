//! What a note's words have about them that tells what they are: quotation marks, links, dates, addresses.

mod address;
mod calendar;
mod dates;
mod plain;
mod quotes;

pub(super) use address::doi_of;
pub(super) use calendar::month;
pub(super) use dates::FoundDate;
pub(super) use plain::Plain;

use std::ops::Range;

use crate::text::Span;

use crate::citation::Name;
use crate::citation::back_reference::find;
use crate::citation::names::{body, names};
use crate::citation::vocabulary::{begins_no_name, is_apparatus};
use address::{Address, addresses};
use dates::dates;
use quotes::quotations;

/// How long a title is at most, in bytes.
const LONGEST_TITLE: usize = 300;

/// How many words of a title stand in quotes where not all of it does, at most.
const LONGEST_QUOTED_PART: usize = 6;

/// How far after a nickname the family name ends, in bytes.
const NAME: usize = 20;

/// A note's text without markup, and everything in it that helps to tell what its words are. Ranges are bytes
/// of the text without markup.
pub(super) struct Evidence {
    pub plain: Plain,
    /// What is marked as one piece, by place; they do not overlap.
    pub solids: Vec<Solid>,
    /// Round and square brackets of the outermost level, with their marks, by place.
    pub brackets: Vec<Range<usize>>,
    /// Dates, by place.
    pub dates: Vec<FoundDate>,
    /// Links whose words are a whole reference, by where the words begin: each with its number. Their words are read as
    /// if they were not linked.
    pub references: Vec<(usize, usize)>,
    /// References back to sources cited before, by place: where each begins, and all of it in the note.
    pub back_references: Vec<(usize, Span)>,
}

/// A piece that quotes, emphasis, a link or the form of an address hold together.
#[derive(Clone, Debug, Default)]
pub(super) struct Solid {
    /// With its quotes.
    pub outer: Range<usize>,
    /// Without its quotes.
    pub inner: Range<usize>,
    pub quoted: bool,
    pub emphasised: bool,
    /// The number of the link that it is or has.
    pub link: Option<usize>,
    /// The address that it is or has.
    pub address: Option<Range<usize>>,
    /// Whether that is a DOI and no URL.
    pub doi: bool,
}

impl Solid {
    /// Whether it is words, and not only an address.
    pub(super) fn is_words(&self) -> bool {
        self.address.is_none()
    }
}

impl Evidence {
    /// Of a note's text.
    pub(super) fn read(note: &str) -> Evidence {
        let plain = Plain::read(note);
        let addresses = addresses(&plain.text);
        let dates = dates(&plain.text);
        let references = references(&plain, &dates);
        let solids = solids(&plain, &addresses, &references);
        let brackets = brackets(&plain.text, &solids);
        let outside = |date: &FoundDate| {
            let after = addresses.partition_point(|address| address.range.end <= date.range.start);
            addresses
                .get(after)
                .is_none_or(|address| address.range.start >= date.range.end)
        };
        let dates = dates.into_iter().filter(outside).collect();
        let back_references = back_references(note, &plain, &brackets);
        Evidence {
            plain,
            solids,
            brackets,
            dates,
            references,
            back_references,
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
    pub(super) fn solids_in(&self, range: &Range<usize>) -> &[Solid] {
        within(&self.solids, range, |solid| solid.outer.start)
    }

    /// The piece that holds the byte at `at`.
    pub(super) fn solid_at(&self, at: usize) -> Option<&Solid> {
        let after = self.solids.partition_point(|solid| solid.outer.end <= at);
        self.solids
            .get(after)
            .filter(|solid| solid.outer.start <= at)
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

    /// Whether the byte at `at` stands within a date, and does not begin it.
    pub(super) fn in_date(&self, at: usize) -> bool {
        let after = self.dates.partition_point(|date| date.range.end <= at);
        let date = self.dates.get(after);
        date.is_some_and(|date| date.range.start < at)
    }
}

/// The references back, but for those that a source is said to make, in brackets.
fn back_references(note: &str, plain: &Plain, brackets: &[Range<usize>]) -> Vec<(usize, Span)> {
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
fn brackets(text: &str, solids: &[Solid]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut solids = solids.iter().peekable();
    for (at, c) in text.char_indices() {
        while solids.next_if(|solid| solid.outer.end <= at).is_some() {}
        // A quotation within brackets may hold brackets of its own.
        if solids.peek().is_some_and(|solid| solid.outer.start <= at) {
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

/// `The "System of Records" Analysis`, `"Reef": A Study`: whether a quotation is a part of the title around it.
fn is_part_of_title(text: &str, quotation: &Range<usize>) -> bool {
    let slice = |range: Range<usize>| text.get(range).unwrap_or_default();
    let before = slice(0..quotation.start);
    let after = slice(quotation.end..text.len());
    let mut next = after.chars();
    let (first, second, third) = (next.next(), next.next(), next.next());
    let short = slice(quotation.clone()).split_whitespace().count() <= LONGEST_QUOTED_PART;
    let articled = [" the ", " a ", " an ", " of ", " The ", " A "]
        .iter()
        .any(|article| before.ends_with(article));
    let joined = first == Some(' ') && second.is_some_and(char::is_uppercase);
    let headed = first == Some(':') && second == Some(' ') && third.is_some_and(char::is_uppercase);
    let begins = before.ends_with(", ");
    // `Ana "Tide" Bell, `: a name by which someone is called.
    let called = joined
        && begins_name(before)
        && slice(quotation.end..(quotation.end + NAME).min(text.len())).contains(", ");
    short && ((articled && joined) || (begins && headed) || called)
}

/// Whether nothing but a given name in capitals stands before a quotation in its line.
fn begins_name(before: &str) -> bool {
    let reversed = before.char_indices().rev().take(NAME + 1);
    let line: usize = reversed
        .take_while(|(_, c)| !matches!(c, '\n' | ';'))
        .map(|(_, c)| c.len_utf8())
        .sum();
    let line = before.get(before.len() - line..).unwrap_or_default();
    line.ends_with(' ')
        && line.split_whitespace().count() == 1
        && line.starts_with(char::is_uppercase)
        && !line.contains([',', '.', ':'])
        && !begins_no_name(line.trim())
}

/// What is marked as one piece. Of marks within marks, the outer one holds, with what the inner one adds;
/// emphasis of much more than a piece gives way to the pieces in it.
fn solids(plain: &Plain, addresses: &[Address], references: &[(usize, usize)]) -> Vec<Solid> {
    let mut marked: Vec<Solid> = Vec::new();
    let quotations = quotations(&plain.text).into_iter();
    for quotation in quotations.filter(|quotation| !is_part_of_title(&plain.text, quotation)) {
        let words = plain.slice(quotation.clone());
        let width = |c: Option<char>| c.map_or(0, char::len_utf8);
        let start = quotation.start + width(words.chars().next());
        let inner = start..quotation.end - width(words.chars().next_back());
        marked.push(Solid {
            outer: quotation,
            inner,
            quoted: true,
            ..Solid::default()
        });
    }
    for range in &plain.emphasis {
        if !is_apparatus(plain.slice(range.clone())) {
            marked.push(Solid {
                emphasised: true,
                ..whole(range)
            });
        }
    }
    let mut references = references.iter().map(|(_, link)| *link).peekable();
    for (index, link) in plain.links.iter().enumerate() {
        if references.next_if_eq(&index).is_some() {
            continue;
        }
        let leads = only_leads(plain.slice(link.words.clone()));
        marked.push(Solid {
            link: Some(index),
            address: leads.then(|| link.words.clone()),
            ..whole(&link.words)
        });
    }
    for address in addresses {
        let solid = whole(&address.range);
        marked.push(Solid {
            address: Some(address.range.clone()),
            doi: address.doi,
            ..solid
        });
    }
    marked.retain(|solid| has_words(plain, &solid.inner));
    marked.sort_by_key(|solid| (solid.outer.start, std::cmp::Reverse(solid.outer.end)));
    let mut solids: Vec<Solid> = Vec::new();
    for solid in marked {
        match solids.last_mut() {
            // `[“A Chapter,” *A Book*](…)`: the book is a piece of its own.
            Some(last) if solid.outer.start == last.outer.start && is_part(plain, last, &solid) => {
                *last = Solid {
                    link: last.link,
                    ..solid
                };
            }
            Some(last) if solid.outer.start < last.outer.end => nest(last, solid),
            _ => solids.push(solid),
        }
    }
    solids
}

/// `[Ana Bell, “Tides,” *Harbour Times*, 4 May 2001](…)`: the links whose words are a whole reference: names, a date, and
/// a title between them.
fn references(plain: &Plain, dates: &[FoundDate]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut end = 0;
    for (index, link) in plain.links.iter().enumerate() {
        let words = link.words.clone();
        if words.start < end || words.len() > LONGEST_REFERENCE {
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

/// Whether letters or digits are in a piece, among its first characters: an arrow that leads back to the text has none.
fn has_words(plain: &Plain, range: &Range<usize>) -> bool {
    let mut first = plain.slice(range.clone()).chars().take(MOST_MARKS);
    first.any(char::is_alphanumeric)
}

/// How many characters before the first word of a piece are looked at.
const MOST_MARKS: usize = 16;

fn whole(range: &Range<usize>) -> Solid {
    Solid {
        outer: range.clone(),
        inner: range.clone(),
        ..Solid::default()
    }
}

/// `[Link](…)`, `[a.example/b](…)`: whether linked words only lead to the page.
fn only_leads(words: &str) -> bool {
    let domain = words.contains('.')
        && !words.contains(|c: char| c.is_whitespace() || c.is_uppercase() || c == '@');
    domain || LEADING.contains(&words.trim().to_lowercase().as_str())
}

/// Words of a link that say no more than that it is one.
const LEADING: &[&str] = &[
    "link",
    "here",
    "pdf",
    "online",
    "url",
    "doi",
    "html",
    "web",
    "full text",
    "archived",
    "archive",
    "source",
];

/// Whether a linked piece begins with a quotation, and what contains that comes behind its comma.
fn is_part(plain: &Plain, linked: &Solid, quotation: &Solid) -> bool {
    linked.link.is_some()
        && quotation.quoted
        && quotation.outer.end < linked.outer.end
        && plain.slice(quotation.inner.clone()).ends_with(',')
}

/// Takes into `outer` what `inner`, which begins within, adds to it.
fn nest(outer: &mut Solid, inner: Solid) {
    if inner.outer.end > outer.outer.end {
        return;
    }
    let most = inner.outer.len() * 10 >= outer.outer.len() * 6;
    // A title that begins with a quotation is one piece.
    let title =
        inner.quoted && inner.outer.start == outer.outer.start && outer.outer.len() < LONGEST_TITLE;
    if !most && title {
        return;
    }
    let plain_emphasis = !outer.quoted && outer.link.is_none() && outer.address.is_none();
    if !most && plain_emphasis {
        *outer = inner;
        return;
    }
    outer.link = outer.link.or(inner.link);
    if most {
        outer.quoted |= inner.quoted;
        outer.emphasised |= inner.emphasised;
        outer.doi |= inner.doi;
        outer.address = outer.address.take().or(inner.address);
        if outer.inner.start <= inner.inner.start && inner.inner.end <= outer.inner.end {
            outer.inner = inner.inner;
        }
    }
}
