//! The acronyms of a brief, for the rules on them: where its running text defines them, and where it uses them.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::citation::is_body;
use crate::index::{Document, Passage, PassageRole, SectionKind};
use crate::pattern::pattern;
use crate::text::Span;

/// Acronyms that every reader of a brief knows.
static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("data/known_acronyms.txt")
        .split_whitespace()
        .collect()
});

/// Whether every reader of a brief knows an acronym.
pub(super) fn is_known(name: &str) -> bool {
    KNOWN.contains(name)
}

/// How many words a long form has at most.
const MOST_WORDS: usize = 9;

/// How long it is at most, in bytes: also what keeps the search linear.
const LONGEST: usize = 200;

/// `Silk Road Economic Belt (SREB)` in running text.
pub(super) struct Definition<'d> {
    /// The short form, without a plural's `s`.
    pub name: &'d str,
    /// Where: the number of the passage.
    pub at: usize,
    /// The long form, in bytes of the passage.
    pub long: Span,
    /// The short form with its parentheses, in bytes of the passage.
    pub short: Span,
}

/// A short form as a word of the text.
#[derive(Clone, Copy)]
pub(super) struct AcronymUse {
    /// The number of the passage.
    pub at: usize,
    /// Where, in bytes of the passage.
    pub span: Span,
}

/// The acronyms of a document.
pub(super) struct Acronyms<'d> {
    pub passages: &'d [Passage],
    /// By place.
    pub definitions: Vec<Definition<'d>>,
    /// By name, in small letters: by place, what defines it included.
    uses: FxHashMap<String, Vec<AcronymUse>>,
}

impl<'d> Acronyms<'d> {
    pub fn of(document: &'d Document) -> Acronyms<'d> {
        let passages = document.passages();
        let mut definitions = Vec::new();
        for (at, passage) in passages.iter().enumerate() {
            if matches!(passage.role, PassageRole::Body | PassageRole::Item) {
                definitions.extend(defined(at, passage));
            }
        }
        let mut uses: FxHashMap<String, Vec<AcronymUse>> = FxHashMap::default();
        for definition in &definitions {
            uses.entry(definition.name.to_lowercase()).or_default();
        }
        if !uses.is_empty() {
            for (at, passage) in passages.iter().enumerate() {
                add_uses(at, passage, &mut uses);
            }
        }
        Acronyms {
            passages,
            definitions,
            uses,
        }
    }

    /// Where the acronym of that name stands, in capitals or not.
    pub fn uses(&self, name: &str) -> &[AcronymUse] {
        self.uses
            .get(&name.to_lowercase())
            .map_or(&[], Vec::as_slice)
    }

    /// The passage with that number.
    pub fn passage(&self, at: usize) -> Option<&'d Passage> {
        self.passages.get(at)
    }

    /// Whether what stands in that passage belongs to the summary, which is a document of its own.
    pub fn is_in_summary(&self, at: usize) -> bool {
        self.passage(at)
            .is_some_and(|passage| passage.section == SectionKind::Summary)
    }

    /// Whether that passage is an item of a list.
    pub fn is_in_list(&self, at: usize) -> bool {
        self.passage(at)
            .is_some_and(|passage| passage.role == PassageRole::Item)
    }

    /// What a definition says the short form stands for.
    pub fn long(&self, definition: &Definition<'_>) -> &'d str {
        self.passage(definition.at)
            .map_or("", |passage| passage.slice(definition.long))
    }
}

static SHORT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#" \((?:the )?["“]?([A-Z][A-Za-z0-9&/-]{0,8}[A-Z0-9])s?["”]?\)"#));

static WORD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[A-Z][A-Za-z0-9&/-]{0,10}[A-Z0-9]|[A-Za-z]{2,10}"));

/// The definitions in a passage: the capitals of the short form begin, in order, the words before it.
fn defined(at: usize, passage: &Passage) -> Vec<Definition<'_>> {
    let text = passage.text.as_str();
    if !text.contains(" (") {
        return Vec::new();
    }
    let found = SHORT.captures_iter(text).filter_map(|found| {
        let (whole, name) = (found.get(0)?, found.get(1)?);
        let capitals = name
            .as_str()
            .chars()
            .filter(char::is_ascii_uppercase)
            .count();
        let short = Span::new(whole.start(), whole.end());
        let long = long_form(&text[..whole.start()], name.as_str()).filter(|_| capitals >= 2)?;
        let is_own = !passage.is_quoted(short) || is_linked(passage, long, short);
        let is_name = is_in_name(text, short) && is_of_person(&text[long.range()]);
        (!is_name && is_own).then(|| Definition {
            name: name.as_str(),
            at,
            long,
            short,
        })
    });
    found.collect()
}

/// `[Silk Road Economic Belt (SREB)](…)`: whether a link has both forms and no other words.
fn is_linked(passage: &Passage, long: Span, short: Span) -> bool {
    let whole = Span::new(long.start, short.end);
    let is_link = passage.links.contains(&whole);
    is_link
        && passage.quoted.iter().all(|quoted| {
            *quoted == whole || quoted.end <= whole.start || quoted.start >= whole.end
        })
}

/// `Joseph Carl Robnett (JCR) Licklider`: whether a name goes on behind the parentheses.
fn is_in_name(text: &str, short: Span) -> bool {
    let rest = &text[short.end..];
    let next = rest.strip_prefix(' ').and_then(|rest| rest.chars().next());
    next.is_some_and(char::is_uppercase)
}

/// `Joseph Carl Robnett`: whether a long form may be the names of a person; `Department of Homeland Security` has a word in
/// small letters, `World Health Organization` one of a body.
fn is_of_person(long: &str) -> bool {
    let mut words = long.split_whitespace();
    words.all(|word| word.starts_with(char::is_uppercase) && !is_body(word))
}

/// The last words of `before` whose initials have, in order, the capitals of `short`; the first word has the first.
fn long_form(before: &str, short: &str) -> Option<Span> {
    let capitals: Vec<char> = short.chars().filter(char::is_ascii_uppercase).collect();
    let base = before.ceil_char_boundary(before.len().saturating_sub(LONGEST));
    let before = before[base..].trim_end_matches(['"', '”', '*', '_']);
    let mut start = before.len();
    for _ in 0..MOST_WORDS {
        let rest = before[..start].trim_end();
        start = rest.rfind(char::is_whitespace).map_or(0, |at| {
            at + rest[at..].chars().next().map_or(1, char::len_utf8)
        });
        let words = &before[start..];
        let initial = words.chars().find(|c| c.is_alphanumeric())?;
        if initial.eq_ignore_ascii_case(capitals.first()?) && has_initials(words, &capitals) {
            let lead = words.len()
                - words
                    .trim_start_matches(|c: char| !c.is_alphanumeric())
                    .len();
            return Some(Span::new(start + lead, before.len()).shift(base));
        }
        let ends = rest[start..].starts_with(['(', '['])
            || rest[..start]
                .trim_end()
                .ends_with(['.', ';', ':', '(', ')', '!', '?']);
        if start == 0 || ends {
            return None;
        }
    }
    None
}

/// Whether the letters that begin words, or are capitals within, have these in their order.
fn has_initials(words: &str, capitals: &[char]) -> bool {
    let mut wanted = capitals.iter().peekable();
    let mut before = ' ';
    for c in words.chars() {
        let begins = c.is_alphanumeric() && !before.is_alphanumeric();
        let is_initial = begins || c.is_uppercase() && before.is_lowercase();
        if is_initial {
            wanted.next_if(|letter| c.eq_ignore_ascii_case(letter));
        }
        before = c;
    }
    wanted.peek().is_none()
}

/// Adds where the acronyms stand in a passage as words: not in the title of a work that a note cites.
fn add_uses(at: usize, passage: &Passage, uses: &mut FxHashMap<String, Vec<AcronymUse>>) {
    let text = passage.text.as_str();
    let is_note = matches!(passage.role, PassageRole::Note(_));
    for word in WORD.find_iter(text) {
        for span in with_parts(text, word.range().into()) {
            let name = text[span.range()].to_lowercase();
            let singular = name.strip_suffix('s').unwrap_or_default();
            let found = match uses.contains_key(&name) {
                true => uses.get_mut(&name),
                false => uses.get_mut(singular),
            };
            let before = text[..span.start].chars().next_back();
            let rest = &text[span.end..];
            let after = rest.strip_prefix('s').unwrap_or(rest).chars().next();
            let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            // A word in small letters is another one: `it`, `who`.
            let is_short = text[span.range()]
                .chars()
                .filter(|c| c.is_uppercase())
                .count()
                >= 2;
            if let Some(found) = found
                && is_short
                && !is_part(before)
                && !is_part(after)
                && !(is_note && passage.is_quoted(span))
            {
                found.push(AcronymUse { at, span });
            }
        }
    }
}

/// A word, and its parts if signs join several: `EU-NATO`.
fn with_parts(text: &str, word: Span) -> impl Iterator<Item = Span> {
    let mut start = word.start;
    let parts = text[word.range()].split(['&', '/', '-']).map(move |part| {
        let span = Span::new(start, start + part.len());
        start = span.end + 1;
        span
    });
    std::iter::once(word).chain(parts.filter(move |span| *span != word))
}

#[cfg(test)]
mod tests {
    use super::long_form;

    #[test]
    fn initials_of_the_words_before() {
        for (before, short, long) in [
            (
                "the Silk Road Economic Belt's",
                "SREB",
                Some("Silk Road Economic Belt's"),
            ),
            (
                "The Senior Agency Official for Risk Management",
                "SAORM",
                Some("Senior Agency Official for Risk Management"),
            ),
            (
                "grew. Gross domestic product",
                "GDP",
                Some("Gross domestic product"),
            ),
            (
                "the Department of Defense",
                "DoD",
                Some("Department of Defense"),
            ),
            ("Moscow", "USSR", None),
            ("In Oslo they said. Nations Abroad", "INA", None),
        ] {
            let found = long_form(before, short).map(|span| &before[span.range()]);
            assert_eq!(found, long, "{before}");
        }
    }
}
