//! `Socio- Economic`: a line of the layout ended at the hyphen.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Artefact;
use crate::pattern::pattern;
use crate::text::Span;

/// The broken words of `text`. A line where ` - ` stands for a dash is left alone: a space may be missing before
/// the hyphen.
pub(super) fn find(text: &str) -> Vec<Artefact> {
    let mut artefacts = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        if may_have_one(line) && !line.contains(" - ") {
            let found = BROKEN_WORD.captures_iter(line);
            artefacts.extend(found.filter_map(|found| broken_word(line, start, &found)));
        }
        start += line.len();
    }
    artefacts
}

/// Whether a hyphen and a space stand between letters: few lines have them, and the pattern takes milliseconds to compile.
fn may_have_one(line: &str) -> bool {
    line.match_indices("- ").any(|(at, hyphen)| {
        let (before, after) = (&line[..at], &line[at + hyphen.len()..]);
        before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic)
    })
}

/// The artefact that a match of [`BROKEN_WORD`] is, in a line that begins at `start`. The hyphen may be a dash: so
/// one half is a part of words alone, or the document has the whole word, with the hyphen or without.
fn broken_word(line: &str, start: usize, found: &Captures<'_>) -> Option<Artefact> {
    let (first, second) = (found.get(1)?, found.get(2)?);
    if stands_alone(second.as_str()) || line[second.end()..].starts_with('-') {
        return None;
    }
    let halves = (
        first.as_str().to_lowercase(),
        second.as_str().to_lowercase(),
    );
    let is_part = is_combining(&halves.0) || is_ending(&halves.1);
    let (first_half, second_half) = halves;
    let whole = || {
        vec![
            format!("{first_half}-{second_half}"),
            format!("{first_half}{second_half}"),
        ]
    };
    Some(Artefact {
        span: Span::new(first.start(), second.end()).shift(start),
        message: "Stray space after a line-break hyphen.".to_owned(),
        title: "Remove the space after the hyphen".to_owned(),
        replaced: Span::new(first.end() + 1, second.start()).shift(start),
        by: "",
        is_safe: is_combining(&first_half),
        only_beside: if is_part { Vec::new() } else { whole() },
        alike: None,
    })
}

/// Two words with a hyphen and a space between.
static BROKEN_WORD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?:^|[\s(\["'“‘«])((?:\p{L}+-)*\p{L}{2,})- (\p{L}{2,})"#));

/// Whether a word is none that a compound ends with, so that the hyphen before it is suspended
/// ("pre- and post-war") or stands for a dash.
fn stands_alone(word: &str) -> bool {
    const WORDS: &str = " and or to nor but not than then versus vs through till until via plus with into \
        from for as by in of on at if is are was were be the an this that these those it its we you they \
        he she his her their our who which what when where while so rather \
        und oder bis bzw sowie wie als statt beziehungsweise noch et ou puis ainsi ni mais que au aux \
        en de des du le la les un une qui del los las el por para con sin hasta pero ed ma al il lo \
        till och eller og eller samt på ja tai sekä lub albo oraz czy nebo či és vagy ve veya ile och \
        và și sau и или до но по та або чи και ή ";
    let word = word.to_lowercase();
    WORDS.split_ascii_whitespace().any(|other| other == word)
}

/// Whether a word in small letters is the first part of a compound and nothing else: a prefix, or a combining
/// form such as `socio`.
fn is_combining(word: &str) -> bool {
    const FIRST_PARTS: &str = " anti counter cross inter intra mid multi non over post pre quasi re semi sub super \
        trans tri ultra under afro agro anglo austro bio eco electro ethno euro franco geo greco hetero hispano \
        historico hydro indo italo luso macro micro neo petro politico proto pseudo psycho retro russo serbo sino \
        socio techno thermo turco ";
    let last = word.rsplit('-').next().unwrap_or(word);
    FIRST_PARTS
        .split_ascii_whitespace()
        .any(|part| part == last)
}

/// Whether a word in small letters is the end of a word and nothing else: `ment`, `tion`.
fn is_ending(word: &str) -> bool {
    const ENDINGS: &str = " ment ments mental tion tions tional sion sions ness nesses ity ities ical ically ised ized \
        ising izing isation ization ance ances ence ences ency encies ously ively cial tial tially ture tures ible \
        ings dom ism isms gung gungen schaft schaften heit keit lich lichen ción ciones zione zioni ções ção ";
    ENDINGS
        .split_ascii_whitespace()
        .any(|ending| ending == word)
}
