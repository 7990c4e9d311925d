//! Acronyms that a brief defines: "the Silk Road Economic Belt (SREB)", and where it uses them.

use std::sync::LazyLock;

use linkify::LinkFinder;
use regex::Regex;
use rustc_hash::FxHashMap;

use crate::pattern::pattern;
use crate::syntax::{BlockAt, DocumentKind, Leaf, not_text};
use crate::text::Span;

use crate::index::Document;

/// What it takes of the text before an acronym to hold its long form, in bytes: also what keeps the search
/// linear.
const LONGEST: usize = 200;

/// An acronym that is defined in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acronym {
    /// The short form.
    pub name: String,
    /// What it stands for, in bytes of the document.
    pub long: Span,
    /// The short form where it is defined, without its parentheses, in bytes of the document.
    pub defined: Span,
    /// The short form wherever it stands, the definition included, by place, in bytes of the document.
    pub uses: Vec<Span>,
}

/// A short form in parentheses, alone or after its long form and a comma: capitals in the main.
static SHORT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(\(|, )([A-Z][A-Za-z0-9&/-]{0,8}[A-Z0-9])s?\)"));

/// What may be a short form in use.
static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[A-Z][A-Za-z0-9&/-]{0,8}[A-Z0-9]"));

/// The acronyms of `document`, by the place of their first definition. A definition stands in running text, and
/// the letters of the short form are found in order in the words before it, the first at the start of a word.
pub fn acronyms(document: &Document) -> Vec<Acronym> {
    let mut found: Vec<Acronym> = Vec::new();
    let mut names: FxHashMap<String, usize> = FxHashMap::default();
    let title = document.title().map_or(0, |title| title.span.end);
    for at in document.blocks().iter() {
        let body = at.body();
        if at.block.leaf != Leaf::Paragraph || body.start < title {
            continue;
        }
        for acronym in defined(&document.text().slice(body)) {
            let (name, long, defined) = acronym;
            names.entry(name.clone()).or_insert_with(|| {
                found.push(Acronym {
                    name,
                    long: long.shift(body.start),
                    defined: defined.shift(body.start),
                    uses: Vec::new(),
                });
                found.len() - 1
            });
        }
    }
    if !found.is_empty() {
        for at in document.blocks().iter().filter(|at| !at.block.is_opaque()) {
            add_uses(document, at, &names, &mut found);
        }
    }
    found
}

/// The definitions in `text`: short form, the place of the long form, the place of the short one.
fn defined(text: &str) -> Vec<(String, Span, Span)> {
    if !text.contains('(') {
        return Vec::new();
    }
    let definitions = SHORT.captures_iter(text).filter_map(|captures| {
        let (opening, short) = (captures.get(1)?, captures.get(2)?);
        let capitals = short
            .as_str()
            .bytes()
            .filter(u8::is_ascii_uppercase)
            .count();
        let before = text.get(..opening.start())?.trim_end();
        let long = long_form(before, short.as_str()).filter(|_| capitals >= 2)?;
        let long = match opening.as_str() {
            "(" => long,
            _ => within_parentheses(before, long)?,
        };
        let short_span = Span::from(short.range());
        Some((short.as_str().to_owned(), long, short_span))
    });
    definitions.collect()
}

/// All that stands in the parentheses that are open at the end of `before` and hold `long`.
fn within_parentheses(before: &str, long: Span) -> Option<Span> {
    let from = before.ceil_char_boundary(before.len().saturating_sub(LONGEST));
    let open = from + before.get(from..)?.rfind('(')? + 1;
    let closed = before.get(open..)?.contains(')');
    (open <= long.start && !closed).then(|| Span::new(open, before.len()))
}

/// Where in `before`, which it ends, stands what `short` is made of (A. Schwartz and M. Hearst, "A simple
/// algorithm for identifying abbreviation definitions in biomedical text", 2003): each letter of the short form,
/// from the last, is looked for backwards; the first has to begin a word.
fn long_form(before: &str, short: &str) -> Option<Span> {
    let from = before.ceil_char_boundary(before.len().saturating_sub(LONGEST));
    let words = (short.len() * 2).min(short.len() + 5);
    let near = nearest_words(&before[from..], words);
    let start = before.len() - near.len();
    let mut letters = short
        .chars()
        .rev()
        .filter(|c| c.is_alphanumeric())
        .peekable();
    let mut chars = near.char_indices().rev().peekable();
    while let Some(letter) = letters.next() {
        let is_first = letters.peek().is_none();
        let at = loop {
            let (at, c) = chars.next()?;
            let begins = chars
                .peek()
                .is_none_or(|(_, before)| !before.is_alphanumeric());
            if c.eq_ignore_ascii_case(&letter) && (begins || !is_first) {
                break at;
            }
        };
        if is_first {
            let long = near[at..].trim_end_matches(['*', '_', ' ']);
            return (long.len() > short.len())
                .then(|| Span::new(start + at, start + at + long.len()));
        }
    }
    None
}

/// The last `count` words of `text`.
fn nearest_words(text: &str, count: usize) -> &str {
    let starts = text.char_indices().filter(|(at, c)| {
        let before = text[..*at].chars().next_back();
        !c.is_whitespace() && before.is_none_or(char::is_whitespace)
    });
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let first = starts.len().saturating_sub(count);
    starts.get(first).map_or("", |at| &text[*at..])
}

/// Notes where in `block` each of the acronyms stands as a word of the text.
fn add_uses(
    document: &Document,
    block: BlockAt<'_>,
    names: &FxHashMap<String, usize>,
    found: &mut [Acronym],
) {
    let body = block.body();
    let text = document.text().slice(body);
    let mut no_words = None;
    for span in WORD
        .find_iter(&text)
        .flat_map(|word| with_parts(&text, word.range().into()))
    {
        let name = &text[span.range()];
        let Some(acronym) = names.get(name).and_then(|at| found.get_mut(*at)) else {
            continue;
        };
        let before = text[..span.start].chars().next_back();
        let rest = &text[span.end..];
        // Several of them: `NGOs`.
        let after = rest.strip_prefix('s').unwrap_or(rest).chars().next();
        let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let no_words = no_words.get_or_insert_with(|| hidden(&text, document.kind()));
        let is_hidden = no_words.iter().any(|other| other.covers(span));
        if !is_part(before) && !is_part(after) && !is_hidden {
            acronym.uses.push(span.shift(body.start));
        }
    }
}

/// What is no word of `text`: code, tags, where links lead, bare addresses.
fn hidden(text: &str, kind: DocumentKind) -> Vec<Span> {
    let mut hidden = not_text(text, kind);
    if ["://", "www.", "@"].iter().any(|sign| text.contains(sign)) {
        let addresses = LinkFinder::new().links(text);
        hidden.extend(addresses.map(|it| Span::new(it.start(), it.end())));
    }
    hidden
}

/// A word, and its parts if signs join several: `EU-NATO`.
fn with_parts(text: &str, word: Span) -> Vec<Span> {
    let mut spans = vec![word];
    let mut start = word.start;
    for part in text[word.range()].split(['&', '/', '-']) {
        let span = Span::new(start, start + part.len());
        start = span.end + 1;
        spans.extend((span != word).then_some(span));
    }
    spans
}

#[cfg(test)]
mod tests {
    use crate::index::prose::acronyms::*;
    use crate::syntax::DocumentKind::{self, Markdown, Plain};
    use crate::testing::document;

    /// Each acronym, what it stands for, and how often it stands in the text.
    fn found(kind: DocumentKind, text: &str) -> Vec<(String, String, usize)> {
        let document = document(kind, text);
        let told = |it: Acronym| {
            let long = document.text().slice(it.long).into_owned();
            assert_eq!(document.text().slice(it.defined), it.name);
            assert!(it.uses.contains(&it.defined));
            (it.name, long, it.uses.len())
        };
        acronyms(&document).into_iter().map(told).collect()
    }

    fn one(name: &str, long: &str, uses: usize) -> Vec<(String, String, usize)> {
        vec![(name.to_owned(), long.to_owned(), uses)]
    }

    #[test]
    fn a_short_form_after_its_words() {
        for (text, expected) in [
            (
                "The Eurasian Economic Union (EEU) and the EEU.\n",
                one("EEU", "Eurasian Economic Union", 2),
            ),
            (
                "the Silk Road Economic Belt’s (SREB) aims\n",
                one("SREB", "Silk Road Economic Belt’s", 1),
            ),
            (
                "a Collective Security\nTreaty Organization (CSTO).\n",
                one("CSTO", "Collective Security\nTreaty Organization", 1),
            ),
            (
                "The World Health Organization (WHO), https://who.int/WHO/data, a@WHO.int.\n",
                one("WHO", "World Health Organization", 1),
            ),
            (
                "*Gross domestic product* (GDP) grew; GDP/head, EU-GDP.\n",
                one("GDP", "Gross domestic product", 3),
            ),
            (
                "the regulator (Office of Gas and Electricity Markets, OFGEM), OFGEM.\n",
                one("OFGEM", "Office of Gas and Electricity Markets", 2),
            ),
        ] {
            assert_eq!(found(Markdown, text), expected);
        }
    }

    #[test]
    fn what_is_no_definition() {
        for text in [
            "Moscow (USSR) said.\n",
            "Nations abroad (in Oslo, the north, NATO) said.\n",
            "He won (see NATO).\n",
            "A note (1).\n",
            "```\nEurasian Economic Union (EEU)\n```\n",
            "The first claim (A).\n",
            "The plan has Annex 1 (A1).\n",
        ] {
            assert_eq!(found(Markdown, text), []);
        }
    }

    #[test]
    fn uses_are_words_of_the_text_wherever_it_is() {
        let text = "# The EEU\n\nEurasian Economic Union (EEU).[^1] EEUs, `EEU`, [EEU](EEU.md).\n\n[^1]: The EEU's.\n";
        let uses = found(Markdown, text);
        assert_eq!(uses, one("EEU", "Eurasian Economic Union", 5));
        let goals = "Sustainable Development Goals (SDGs). SDG 4, the SDGs, SDGsx.\n";
        let uses = found(Markdown, goals);
        assert_eq!(uses, one("SDG", "Sustainable Development Goals", 3));
        let text = "Silk Road Economic Belt (SREB).¹\n\n¹ SREB.\n";
        assert_eq!(
            found(Plain, text),
            one("SREB", "Silk Road Economic Belt", 2)
        );
    }
}
