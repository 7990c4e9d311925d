//! The author or short title before a back-reference.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::pattern;
use crate::text::Span;

use super::words::SIGNALS;
use super::{Antecedent, BackReference, after, pinpoint};

/// The longest name, in bytes, with the signal before it.
const LONGEST: usize = 200;

/// `Lukin, supra, at 5`: the source of the author who is named. `infra` leads to what is no source, and so
/// does `supra` before the name of a part of the brief.
pub(super) fn direction(text: &str, span: Span) -> Option<BackReference> {
    let name = before(text, span.start).filter(|_| adjoins(text, span.start))?;
    let leads_back = text[span.range()].eq_ignore_ascii_case("supra");
    let part = PART.is_match(&text[name.range()]) || PART_AFTER.is_match(after(text, span.end));
    (leads_back && !part).then(|| BackReference {
        span,
        antecedent: Antecedent::Named,
        name: Some(name),
        pinpoint: pinpoint(text, span.end),
        certain: true,
    })
}

/// The author or short title that ends before `end`, without its signal, quotes and markup.
pub(super) fn before(text: &str, end: usize) -> Option<Span> {
    let floor = text.floor_char_boundary(end.saturating_sub(LONGEST));
    within(text, Span::new(floor, end))
}

/// The author or short title with which `span` ends.
pub(super) fn within(text: &str, span: Span) -> Option<Span> {
    let floor = span.start;
    let edge =
        |c: char| c.is_whitespace() || "*_\"'“”‘’«»„,:，、：،・(（《》〈〉「」『』<>—–".contains(c);
    let mut rest = text[span.range()].trim_end_matches(edge);
    let is_comment = |words: &str| words.chars().all(|c| c.is_lowercase() || c == ' ');
    while let Some((name, words)) = rest.rsplit_once(", ")
        && is_comment(words)
    {
        rest = name.trim_end_matches(edge);
    }
    let end = floor + rest.len();
    let mut start = begins(rest);
    if let Some(signal) = SIGNAL.find_iter(&rest[start..]).last() {
        start += signal.end();
    }
    let name = rest[start..].trim_start_matches(edge);
    let name = strip_markup(strip_conjunction(name));
    let start = floor + rest.len() - name.len();
    let named = name.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase())
        && name.contains(char::is_alphabetic);
    let small = [
        "de ", "van ", "von ", "di ", "da ", "al-", "el-", "d'", "d’",
    ];
    let particle = small.iter().any(|particle| name.starts_with(particle));
    (named || particle).then(|| Span::new(start, end))
}

/// Whether a name ends right before `end`, parted by a comma, a bracket or markup: after a number, a page or
/// a year is meant.
pub(super) fn adjoins(text: &str, end: usize) -> bool {
    let between = |c: char| c.is_whitespace() || "*_,(（\"”’»'".contains(c);
    let floor = text.floor_char_boundary(end.saturating_sub(LONGEST));
    let before = &text[floor..end];
    let rest = before.trim_end_matches(between);
    let parted = !before[rest.len()..].trim().is_empty();
    parted && rest.ends_with(|c: char| c.is_alphabetic() || ".)]》」』".contains(c))
}

/// `and Roe`, after another back-reference.
fn strip_conjunction(name: &str) -> &str {
    let words = [
        "and ", "und ", "et ", "y ", "e ", "en ", "och ", "og ", "i ", "и ", "& ",
    ];
    let rest = words.iter().find_map(|word| name.strip_prefix(word));
    rest.unwrap_or(name)
}

fn strip_markup(name: &str) -> &str {
    name.trim_start_matches(['[', '<'])
}

/// Where the last sentence or citation in `text` begins: after a semicolon, a line, an opening bracket, the
/// end of a sentence.
fn begins(text: &str) -> usize {
    let mut depth = 0usize;
    let mut next: Option<(usize, char)> = None;
    for (at, c) in text.char_indices().rev() {
        let after = at + c.len_utf8();
        match c {
            ';' | '；' | '。' | '\n' => return after,
            ')' | ']' | '）' => depth += 1,
            '(' | '[' | '（' if depth == 0 => return after,
            '(' | '[' | '（' => depth -= 1,
            '.' | '!' | '?' if depth == 0 && ends_sentence(&text[..at], next, &text[after..]) => {
                return after;
            }
            _ => {}
        }
        next = Some((at, c));
    }
    0
}

/// Whether a full stop after `before` ends a sentence: an abbreviation is short or has capitals, and what
/// begins a sentence has one.
fn ends_sentence(before: &str, next: Option<(usize, char)>, after: &str) -> bool {
    let closing = |c: char| ")]\"”’»*_".contains(c);
    let breaks = next.is_some_and(|(_, c)| c.is_whitespace() || closing(c));
    let begins =
        after.trim_start_matches(|c: char| c.is_whitespace() || closing(c) || "“‘«„".contains(c));
    let word = before.trim_end_matches(closing);
    let word = &word[word.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| {
        at + word[at..].chars().next().map_or(0, char::len_utf8)
    })..];
    let plain = word.chars().all(char::is_lowercase) && !ABBREVIATIONS.contains(&word);
    let acronym = word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase);
    let ended = word.is_empty() || plain || acronym;
    breaks && ended && begins.starts_with(|c: char| !c.is_lowercase())
}

/// What ends with a full stop within a citation.
#[rustfmt::skip]
const ABBREVIATIONS: &[&str] = &[
    "al", "ed", "eds", "hg", "hrsg", "no", "nr", "vol", "pt", "rev", "trans", "comp", "dir", "coord", "ill", "tr",
    "et", "op", "cit", "ca", "c", "v", "vs", "p", "pp", "para", "ch", "sec", "art", "fig", "tab",
];

/// Signals, wherever they stand, with what parts them from the name.
pub(super) static SIGNAL: LazyLock<Regex> = LazyLock::new(|| {
    let lasting = SIGNALS.split('|').map(str::trim).filter(|word| {
        !matches!(
            *word,
            "in" | "and" | "with" | "from" | "but" | "auch" | "dazu"
        )
    });
    let signals: Vec<&str> = lasting.collect();
    pattern(&format!(
        r"(?ix)\b(?:{})(?:[\s*_,:]{{1,4}}|$)",
        signals.join("|")
    ))
});

/// A part of the brief, named before.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)(?:^|\s)(?:part|section|sec\.|chapter|ch\.|table|figure|fig\.|appendix|annex|box|notes?|
        teil|abschnitt|kapitel|partie|chapitre|sección|capítulo|seção|sezione|часть|раздел|глава)
        [\s*_]*(?:[\dIVXLC]+[\w.]*)?[*_]*$ | §",
    )
});

/// A part of the brief, named after.
static PART_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^[\s*_,]*(?:parts?|pts?\.|sections?|secs?\.|§|chapters?|chs?\.|tables?|figures?|figs?\.|app\.|
        appendix|text|teil|abschnitt|kapitel|notes?|n\.)\b",
    )
});
