//! What a sentence begins with that only sources begin with: the name of a body, a title in quotes, a passage.

use std::ops::Range;

use super::at_end::is_title;
use crate::citation::annotations::Annotations;
use crate::citation::names::{bodies, is_acronym, is_named, is_one, is_one_with_commas};
use crate::citation::vocabulary::is_body;

/// How long the name of a body is at most that stands behind a title, in bytes.
const LONGEST_BODY: usize = 100;

/// Whether a sentence is the name of a body alone, as in front of its report: `World Bank.`, `IMO (2020).` Where
/// no word of it tells, a marked title has to follow.
pub(super) fn is_body_alone(annotations: &Annotations, range: &Range<usize>) -> bool {
    let stated = annotations
        .words(range.clone())
        .trim_end_matches(['.', ':', ' ']);
    let last = annotations.brackets_in(range).first();
    let has_date = last.filter(|bracket| {
        bracket.end == range.start + stated.len() && !annotations.dates_in(bracket).is_empty()
    });
    // `International Harbour Agency (IHA).`
    let glossed = last.filter(|bracket| {
        let inner = annotations.words(bracket.start + 1..bracket.end.saturating_sub(1));
        bracket.end == range.start + stated.len() && is_acronym(inner)
    });
    let apart = has_date.or(glossed);
    let name = range.start..apart.map_or(range.end, |bracket| bracket.start);
    let words = annotations.words(name.clone()).trim().trim_end_matches('.');
    let is_lowercase_text = has_date.is_none() && words.split_whitespace().any(is_body);
    // `IMO. Tides in Small States. IMO, 2001`
    let heads = is_acronym(words) && words.len() > 2 && range.start == 0;
    (is_named(words) || is_one(words) || is_one_with_commas(words))
        && (is_lowercase_text || heads || is_title_next(annotations, range.end))
        && annotations.body(name).is_some()
}

/// Whether a marked title stands right after a sentence that ends at `end`, or after the date behind it.
pub(in crate::citation) fn is_title_next(annotations: &Annotations, end: usize) -> bool {
    let text = annotations.plain.text.as_str();
    let rest = text.get(end..).unwrap_or_default();
    let next = end + (rest.len() - rest.trim_start_matches([' ', '\n']).len());
    let has_date = annotations
        .bracket_at(next)
        .filter(|bracket| !annotations.dates_in(bracket).is_empty());
    let next = has_date.map_or(next, |bracket| {
        let rest = text.get(bracket.end..).unwrap_or_default();
        bracket.end + (rest.len() - rest.trim_start_matches(['.', ' ', '\n']).len())
    });
    !text.get(end..next).is_some_and(|gap| gap.contains("\n\n")) && begins_title(annotations, next)
}

/// `“A Title.” *A Journal*`: whether a sentence is a title in quotes, by what stands behind it: what contains it, or
/// its date.
pub(super) fn is_contained(annotations: &Annotations, range: &Range<usize>) -> bool {
    let quoted = annotations.atom_at(range.start).is_some_and(|atom| {
        let after = annotations.words(atom.outer.end..range.end);
        let whole = atom.outer.start == range.start && matches!(after, "" | ".");
        atom.quoted && whole && is_title(annotations, atom)
    });
    let rest = annotations.plain.text.get(range.end..).unwrap_or_default();
    if !quoted || rest.starts_with("\n\n") {
        return false;
    }
    let behind = rest.trim_start_matches([' ', '\n']);
    let next = range.end + (rest.len() - behind.len());
    let atom = annotations
        .atom_at(next)
        .filter(|atom| atom.outer.start == next);
    let named = atom.is_some_and(|atom| {
        let name = annotations.words(atom.inner.clone());
        let last = name.rsplit(' ').next().unwrap_or_default();
        let capital = |word: &str| word.starts_with(|c: char| !c.is_lowercase());
        atom.emphasised && !atom.quoted && capital(name) && capital(last)
    });
    let near = behind.get(..behind.floor_char_boundary(LONGEST_BODY));
    let near = near.unwrap_or_default();
    let body = near.split(['.', ',', '\n']).next().unwrap_or_default();
    let has_date = |at: usize| !annotations.dates_in(&(at..at + 1)).is_empty();
    let available = AVAILABLE.iter().any(|word| behind.starts_with(word));
    named || available || has_date(next) || is_one(body) || is_site(annotations, next, body)
}

/// What begins the words that lead to the address of a source.
const AVAILABLE: &[&str] = &[
    "Available at",
    "Available from",
    "Available online",
    "Disponible",
    "Disponibile",
    "Disponível",
    "Verfügbar unter",
    "Abrufbar unter",
];

/// `“A Title.” Harbour Times. May 4, 2019.`: whether a name at `start` is that of a site: its date, its address or the
/// date of access comes next.
fn is_site(annotations: &Annotations, start: usize, name: &str) -> bool {
    let text = annotations.plain.text.as_str();
    let bare = name.strip_prefix("The ").unwrap_or(name);
    let rest = text.get(start + name.len()..).unwrap_or_default();
    let behind = rest.trim_start_matches(['.', ',', ' ']);
    let next = text.len() - behind.len();
    let has_address = annotations
        .atom_at(next)
        .is_some_and(|atom| atom.outer.start == next && !atom.is_words());
    let read = ["Accessed", "accessed", "Last ", "Retrieved", "Published"]
        .iter()
        .any(|word| behind.starts_with(word));
    let has_date = !annotations.dates_in(&(next..next + 1)).is_empty();
    is_named(bare) && behind.len() < rest.len() && (has_address || read || has_date)
}

/// Whether a quotation begins at `at` that is a sentence: long, and most of it in lower case.
pub(super) fn is_passage(annotations: &Annotations, at: usize) -> bool {
    let atom = annotations
        .atom_at(at)
        .filter(|atom| atom.quoted && atom.outer.start == at);
    atom.is_some_and(|atom| {
        let words = annotations.words(atom.inner.clone()).split_whitespace();
        let (all, lower) = words.fold((0, 0), |(all, lower), word| {
            (
                all + 1,
                lower + usize::from(word.starts_with(char::is_lowercase)),
            )
        });
        all > LONGEST_SENTENCE_TITLE && lower * 3 > all * 2
    })
}

/// `“What it says at length” (Bell, 2010, p. 8)`: whether a passage is quoted, and the bracket behind it names its source.
pub(in crate::citation) fn quotes_passage(annotations: &Annotations, range: &Range<usize>) -> bool {
    let brackets = annotations.brackets_in(range).iter();
    let mut dated = brackets.filter(|bracket| {
        let inner = annotations.words(bracket.start + 1..bracket.end);
        let is_dated = !annotations.dates_in(bracket).is_empty();
        inner.starts_with(char::is_uppercase)
            && is_dated
            && inner.contains(',')
            && !inner.contains(": ")
    });
    dated.any(|bracket| {
        let before = annotations.words(range.start..bracket.start).trim_end();
        let last = (range.start + before.len()).checked_sub(1);
        let atom = last.and_then(|last| annotations.atom_at(last));
        atom.is_some_and(|atom| is_passage(annotations, atom.outer.start))
    })
}

/// How many words a title has at most that is in lower case as a sentence is.
const LONGEST_SENTENCE_TITLE: usize = 16;

/// Whether a marked title begins at `at`.
fn begins_title(annotations: &Annotations, at: usize) -> bool {
    let atom = annotations
        .atom_at(at)
        .filter(|atom| atom.outer.start == at);
    atom.is_some_and(|atom| atom.is_words() && is_title(annotations, atom))
}

/// `Harbour Council, *A Title*`: whether the name of a body stands right before a marked title at `limit`.
pub(super) fn is_headed(annotations: &Annotations, start: usize, limit: usize) -> bool {
    let before = annotations.words(start..limit).trim_end();
    let name = before.trim_end_matches([',', ':']);
    let set_off = before.len() - name.len() == 1;
    // `Harbour Council, Report 12-3, `
    let report = name.rsplit_once(", ");
    let numbered = report.filter(|(_, report)| report.ends_with(|c: char| c.is_ascii_digit()));
    set_off
        && begins_title(annotations, limit)
        && (is_named(name)
            || is_one(name)
            || is_one_with_commas(name)
            || numbered.is_some_and(|(name, _)| is_one(name))
            || !bodies(&annotations.plain.text, start..limit).is_empty())
}

#[cfg(test)]
mod tests {
    use crate::citation::read;

    /// The titles of what a note cites; empty where one has none.
    fn titles(note: &str) -> Vec<String> {
        let reading = read(note);
        let titles = reading.citations().map(|it| it.title.as_ref());
        titles
            .map(|title| title.map_or(String::new(), |title| title.value.clone()))
            .collect()
    }

    #[test]
    fn a_title_goes_with_a_body_behind_it() {
        let body = "The Northern and Southern Rivers and Harbours Commission";
        let note = format!("“Rivers and Ports.” {body}. May 4, 2019.");
        assert_eq!(titles(&note), ["Rivers and Ports"]);
    }
}
