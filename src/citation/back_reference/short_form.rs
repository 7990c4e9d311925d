//! Short forms (Chicago Manual of Style 17, 14.30; Bluebook 21, rule 10.9): an author and a short title.

use std::sync::LazyLock;

use regex::Regex;

use crate::citation::vocabulary::is_particle;
use crate::pattern::pattern;
use crate::text::Span;

use super::words::PLACES;
use super::{Antecedent, BackReference, named};

/// A longer stretch between two ends is no short form, in bytes.
const LONGEST: usize = 240;
/// Names of authors have no more words.
const MOST_NAMES: usize = 10;
/// A short title has no more words.
const MOST_WORDS: usize = 14;

/// What may be a short form in `text`, by place. Takes time linear in its length.
pub(super) fn find(text: &str) -> Vec<BackReference> {
    let mut found = Vec::new();
    let mut start = 0;
    let ends = ENDS.find_iter(text).filter(|end| ends(text, end.start()));
    let ends = ends.map(|end| (end.start(), end.end()));
    for (end, next) in ends.chain([(text.len(), text.len())]) {
        let piece = text.get(start..end).unwrap_or_default();
        if piece.len() <= LONGEST {
            found.extend(short_form(piece, start));
        }
        start = next;
    }
    found
}

/// Whether a citation may end at `at`: not at the period of an abbreviation.
fn ends(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let last = before.chars().next_back();
    let word = before
        .chars()
        .rev()
        .take_while(|c| c.is_lowercase())
        .count();
    !text[at..].starts_with('.') || word >= FULL_WORD || last.is_some_and(|c| !c.is_alphabetic())
}

/// So many small letters are a word and no abbreviation.
const FULL_WORD: usize = 4;

/// The short form that `piece` is, which stands at `base` in the note.
fn short_form(piece: &str, base: usize) -> Option<BackReference> {
    let whole = piece.trim_end_matches(|c: char| c.is_whitespace() || ".;".contains(c));
    let remark = Some(whole).filter(|whole| whole.ends_with(')'));
    let remark = remark.and_then(|whole| REMARK.find(whole));
    let whole = remark.map_or(whole, |remark| &whole[..remark.start()]);
    if !may_be_short_form(whole) {
        return None;
    }
    let from = after_signals(whole);
    let numbered = Some(&whole[from..]).filter(|rest| rest.contains(char::is_numeric));
    let place = numbered.and_then(|rest| PLACE.find(rest)).map(|place| {
        let apart = place.as_str().chars().next().map_or(0, char::len_utf8);
        Span::new(from + place.start() + apart, from + place.end())
    });
    let head = whole[from..place.map_or(whole.len(), |place| place.start)].trim_end_matches(APART);
    let (name, title) = marked(head)
        .or_else(|| reporter(head).filter(|_| place.is_some()))
        .or_else(|| {
            plain(head).filter(|_| place.is_some_and(|place| !is_year(&whole[place.range()])))
        })?;
    let at = |part: &str| {
        let start = base + part.as_ptr().addr() - piece.as_ptr().addr();
        Span::new(start, start + part.len())
    };
    let name = name.trim_start();
    (is_name(name) && is_title(title)).then(|| BackReference {
        span: at(title),
        antecedent: Antecedent::ShortForm,
        name: Some(at(name)),
        pinpoint: place.map(|place| place.shift(base)),
        certain: false,
    })
}

/// A quick look, as most pieces are none: whether a name and a title may be parted, and no sign stands in them that
/// neither has.
fn may_be_short_form(piece: &str) -> bool {
    let is_opening = |c: char| OPENING.iter().any(|(opening, _)| opening.contains(&c));
    let named = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
    let apart = piece.contains(", ") || piece.contains(is_opening);
    apart && !named.contains(['[', ']', '(', ')', '<', '>', '/'])
}

/// Where the signals end with which `piece` begins: `See also`.
fn after_signals(piece: &str) -> usize {
    let mut from = 0;
    while let Some(signal) = named::SIGNAL.find(&piece[from..])
        && !piece[from..from + signal.start()].contains(char::is_alphanumeric)
    {
        from += signal.end();
    }
    from
}

/// What stands between a name, a title and a place.
const APART: &[char] = &[' ', '\n', ',', ':', '，'];

/// `Roy, *Dams*`, `Lukin, "Entente"`: a name and a title in quotes or italics.
fn marked(head: &str) -> Option<(&str, &str)> {
    let closing = head.chars().next_back()?;
    let inner = head.trim_end_matches(closing);
    let opening = OPENING.iter().find(|(_, close)| close.contains(closing))?.0;
    let open = inner.rfind(opening)?;
    let title = inner[open..]
        .trim_start_matches(opening)
        .trim_end_matches([',', '.', '’', '\'']);
    let name = head[..open]
        .trim_end_matches(opening)
        .trim_end_matches(APART);
    Some((name.trim_matches(['*', '_']), title))
}

/// `Roy, Dams`: a name and a title.
fn plain(head: &str) -> Option<(&str, &str)> {
    let (name, title) = head.rsplit_once(", ")?;
    let begins = title.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let marks = |c: char| "*_\"“”«»„".contains(c);
    (begins && !title.contains(marks)).then_some((name, title))
}

/// `White, 79 Fordham L. Rev.`: a name, a volume and what it is of.
fn reporter(head: &str) -> Option<(&str, &str)> {
    let (name, title) = head.split_once(", ")?;
    let (volume, series) = title.split_once(' ')?;
    let number = volume.chars().all(|c| c.is_ascii_digit()) && volume.len() <= 4;
    let begins = series.starts_with(char::is_uppercase);
    (number && begins).then_some((name.trim_matches(['*', '_']), title))
}

/// Whether `name` may be that of an author or the parties of a case.
fn is_name(name: &str) -> bool {
    let small = |word: &str| {
        is_particle(word)
            || [
                "and", "et", "al.", "al", "und", "y", "e", "v.", "vs.", "&", "of", "in", "re",
            ]
            .contains(&word)
    };
    let is_word = |word: &str| {
        let first = word.chars().next();
        small(word.trim_end_matches(','))
            || first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    };
    let is_sign = |c: char| {
        matches!(
            c,
            '"' | '“'
                | '”'
                | '«'
                | '»'
                | '„'
                | '['
                | ']'
                | '('
                | ')'
                | '<'
                | '>'
                | '/'
                | '*'
                | '_'
                | '@'
                | ':'
                | ';'
                | '='
        )
    };
    let other = |c: char| is_sign(c) || c.is_numeric();
    name.split_whitespace().count() <= MOST_NAMES
        && name.contains(char::is_alphabetic)
        && !name.contains(other)
        && name.split_whitespace().all(is_word)
}

/// Whether `title` may be the short title of a work.
fn is_title(title: &str) -> bool {
    let words = title.split_whitespace().count();
    (1..=MOST_WORDS).contains(&words)
        && title.contains(char::is_alphabetic)
        && !title.contains(['[', ']', '(', ')', '<', '>', '/', ';'])
}

/// `2010`: four digits and nothing else.
fn is_year(place: &str) -> bool {
    place.len() == 4 && place.starts_with(['1', '2']) && place.chars().all(|c| c.is_ascii_digit())
}

/// The marks of titles: what opens, and what may close.
const OPENING: &[(&[char], &str)] = &[
    (&['*'], "*"),
    (&['_'], "_"),
    (&['"'], "\""),
    (&['“', '„', '”'], "”“"),
    (&['«', '»'], "»«"),
    (&['‘', '\''], "’'"),
    (&['《'], "》"),
    (&['「', '『'], "」』"),
];

/// Where a citation may end.
static ENDS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#";|；|。|\n\s*\n|\.["”»’*_)]{0,3}(?:\s|$)"#));

/// A remark in brackets: it begins in lower case, or says whose opinion it is (Bluebook 21, rule 10.6.1).
static REMARK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\s\((?:\p{Ll}[^()]*|\p{Lu}[^()]*\b(?:C\.)?J?J\.,\s[^()]*(?:dissenting|concurring)[^()]*)\))+$",
    )
});

/// The place in the source with which a short form ends, and the one character that parts it from the title.
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?ix)[\s,，:](?:(?:{PLACES})\s?){{0,2}}\d[\d–-]*(?:,?\s?(?:[–,&-]|and|und)?\s?\d[\d–-]*){{0,4}}(?:\s?ff?\.?)?(?:\s(?:&\s)?nn?\.\s?\d[\d–-]*(?:,\s\d[\d–-]*)*)?$"
    ))
});
