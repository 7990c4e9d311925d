//! What quotes, emphasis, a link or the form of an address mark as one piece.

use std::cmp::Reverse;
use std::ops::Range;

use super::address::Address;
use super::quotes::quotations;
use crate::citation::vocabulary::{begins_no_name, is_apparatus};
use crate::syntax::{LinkedWords, PlainText};

/// How long a title is at most, in bytes.
const LONGEST_TITLE: usize = 300;

/// How many words of a title stand in quotes where not all of it does, at most.
const LONGEST_QUOTED_PART: usize = 6;

/// How far after a nickname the family name ends, in bytes.
const NAME: usize = 20;

/// A piece that quotes, emphasis, a link or the form of an address hold together.
#[derive(Clone, Debug, Default)]
pub(in crate::citation) struct Atom {
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

impl Atom {
    /// Whether it is words, and not only an address.
    pub(in crate::citation) fn is_words(&self) -> bool {
        self.address.is_none()
    }
}

/// What is marked as one piece. Of marks within marks, the outer one holds, with what the inner one adds;
/// emphasis of much more than a piece gives way to the pieces in it.
pub(super) fn atoms(
    plain: &PlainText,
    addresses: &[Address],
    references: &[(usize, usize)],
) -> Vec<Atom> {
    let mut marked = quoted(plain);
    let emphasis = plain.emphasis.iter();
    let emphasis = emphasis.filter(|range| !is_apparatus(plain.slice((*range).clone())));
    marked.extend(emphasis.map(|range| Atom {
        emphasised: true,
        ..whole(range)
    }));
    marked.extend(linked(plain, references));
    marked.extend(addresses.iter().map(|address| Atom {
        address: Some(address.range.clone()),
        doi: address.doi,
        ..whole(&address.range)
    }));
    let leads_out = |atom: &Atom| {
        let link = atom.link.and_then(|link| plain.links.get(link));
        link.is_some_and(|link| link.target.contains("://"))
    };
    marked.retain(|atom| has_words(plain, &atom.inner) || leads_out(atom));
    marked.sort_by_key(|atom| (atom.outer.start, Reverse(atom.outer.end)));
    let mut atoms: Vec<Atom> = Vec::new();
    for atom in marked {
        match atoms.last_mut() {
            // `[“A Chapter,” *A Book*](…)`: the book is a piece of its own.
            Some(last) if atom.outer.start == last.outer.start && is_part(plain, last, &atom) => {
                *last = Atom {
                    link: last.link,
                    ..atom
                };
            }
            Some(last) if atom.outer.start < last.outer.end => nest(last, atom),
            _ => atoms.push(atom),
        }
    }
    atoms
}

/// The quotations that are no part of a title around them.
fn quoted(plain: &PlainText) -> Vec<Atom> {
    let quotations = quotations(&plain.text).into_iter();
    let apart = quotations.filter(|quotation| !is_part_of_title(&plain.text, quotation));
    let atom = |quotation: Range<usize>| {
        let words = plain.slice(quotation.clone());
        let width = |c: Option<char>| c.map_or(0, char::len_utf8);
        let start = quotation.start + width(words.chars().next());
        let inner = start..quotation.end - width(words.chars().next_back());
        Atom {
            outer: quotation,
            inner,
            quoted: true,
            ..Atom::default()
        }
    };
    apart.map(atom).collect()
}

/// The words of links, but for those that are a whole reference.
fn linked(plain: &PlainText, references: &[(usize, usize)]) -> Vec<Atom> {
    let mut references = references.iter().map(|(_, link)| *link).peekable();
    let links = plain.links.iter().enumerate();
    let apart = links.filter(|(index, _)| references.next_if_eq(index).is_none());
    let atom = |(index, link): (usize, &LinkedWords)| {
        let leads = only_leads(plain.slice(link.words.clone()));
        Atom {
            link: Some(index),
            address: leads.then(|| link.words.clone()),
            ..whole(&link.words)
        }
    };
    apart.map(atom).collect()
}

/// `The "System of Records" Analysis`, `"Reef": A Study`: whether a quotation is a part of the title around it.
fn is_part_of_title(text: &str, quotation: &Range<usize>) -> bool {
    let slice = |range: Range<usize>| text.get(range).unwrap_or_default();
    let before = slice(0..quotation.start);
    // No title begins further back.
    let from = before.ceil_char_boundary(before.len().saturating_sub(LONGEST_TITLE));
    let before = before.get(from..).unwrap_or_default();
    let after = slice(quotation.end..text.len());
    let mut next = after.chars();
    let (first, second, third) = (next.next(), next.next(), next.next());
    let short = slice(quotation.clone()).split_whitespace().count() <= LONGEST_QUOTED_PART;
    let few = slice(quotation.clone()).split_whitespace().count() <= LONGEST_QUOTED_WORDS;
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
    // `The use of “like” as a marker`
    let word = before.rsplit(' ').nth(1).unwrap_or_default();
    let small = before.ends_with(' ')
        && word.starts_with(char::is_lowercase)
        && word.chars().all(char::is_lowercase);
    let goes_on = first == Some(' ') && second.is_some_and(char::is_lowercase) && !leads(after);
    let ends = first == Some('.') && matches!(second, None | Some(' ' | '\n'));
    let within = small && few && (goes_on || ends) && is_titled(before);
    short && (within || (articled && joined) || (begins && headed) || called)
}

/// Whether what stands behind a quotation only leads to an address or date.
fn leads(after: &str) -> bool {
    let leads = [
        " at ",
        " available",
        " on ",
        " accessed",
        " in ",
        " by ",
        " from ",
        " http",
    ];
    leads.iter().any(|lead| after.starts_with(lead))
}

/// Whether the words before a quotation are those of a title: a capital begins them, behind a period.
fn is_titled(before: &str) -> bool {
    let stop = [". ", "? ", ": ", "”, ", "), "]
        .iter()
        .filter_map(|stop| Some(before.rfind(stop)? + stop.len()));
    let begun = stop.max().and_then(|at| before.get(at..));
    begun.is_some_and(|words| words.starts_with(char::is_uppercase) && !words.contains(','))
}

/// How many words a quotation has at most that is a part of a title in lower case around it.
const LONGEST_QUOTED_WORDS: usize = 3;

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

/// Whether letters or digits are in a piece, among its first characters: an arrow that leads back to the text has none.
fn has_words(plain: &PlainText, range: &Range<usize>) -> bool {
    let mut first = plain.slice(range.clone()).chars().take(MOST_MARKS);
    first.any(char::is_alphanumeric)
}

/// How many characters before the first word of a piece are looked at.
const MOST_MARKS: usize = 16;

fn whole(range: &Range<usize>) -> Atom {
    Atom {
        outer: range.clone(),
        inner: range.clone(),
        ..Atom::default()
    }
}

/// `[Link](…)`, `[a.example/b](…)`: whether linked words only lead to the page.
fn only_leads(words: &str) -> bool {
    // `[*](https://…)`
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    let domain = words.contains('.')
        && !words.contains(|c: char| c.is_whitespace() || c.is_uppercase() || c == '@');
    domain || bare.is_empty() || LEADING.contains(&bare.to_lowercase().as_str())
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
    "see here",
    "click here",
    "read more",
    "learn more",
    "see more",
    "more here",
    "read here",
    "download",
    "website",
    "hier",
    "ici",
    "aquí",
    "aqui",
    "archived",
    "archive",
    "source",
];

/// Whether a linked piece begins with a quotation, and what contains that comes behind its comma.
fn is_part(plain: &PlainText, linked: &Atom, quotation: &Atom) -> bool {
    linked.link.is_some()
        && quotation.quoted
        && quotation.outer.end < linked.outer.end
        && plain.slice(quotation.inner.clone()).ends_with(',')
}

/// Takes into `outer` what `inner`, which begins within, adds to it.
fn nest(outer: &mut Atom, inner: Atom) {
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
