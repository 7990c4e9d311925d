//! `policy.3 The`: what copying leaves of a raised number.

use crate::config::Form;
use crate::text::Span;

use super::super::inline::Structure;
use super::super::plain::is_closing;
use super::super::{Confidence, Item, ItemKind};
use super::chained;
use super::preceding::{YEAR, ends_with_decade, is_abbreviation, is_stop, last_word};

/// What a sentence may begin with before its first letter.
const OPENING: [char; 7] = ['"', '\'', '“', '‘', '(', '*', '_'];

/// Numbers with more digits are none of notes.
const MOST_DIGITS: usize = 3;

/// The shortest word, in characters, that a marker is taken to follow; shorter ones are abbreviations.
const SHORTEST_WORD: usize = 3;

/// Appends an item for each number that stands where a marker does. In the text of a note, numbers apart from their
/// word are those of pages and volumes; an item of a list may be one of the text.
pub(super) fn scan(text: &str, body: Span, structure: &mut Structure<'_>, items: &mut Vec<Item>) {
    let in_note = items.first().is_some_and(
        |item| matches!(&item.kind, ItemKind::Note { form, .. } if *form != Form::Endnotes),
    );
    let bytes = &text.as_bytes()[body.range()];
    let mut from = 0;
    while let Some(next) = bytes[from..].iter().position(u8::is_ascii_digit) {
        let at = from + next;
        let digits = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        from = at + digits;
        if at == 0 || digits > MOST_DIGITS || bytes[at] == b'0' {
            continue;
        }
        let span = Span::new(at, from).shift(body.start);
        let Ok(number) = text[span.range()].parse::<u32>() else {
            continue;
        };
        let (before, after) = without_twin(
            number,
            &text[body.start..span.start],
            &text[span.end..body.end],
        );
        if let Some(confidence) = confidence(before, after)
            && !(in_note && confidence == Confidence::Apart)
            && structure.is_text(span)
        {
            items.push(Item {
                span,
                kind: ItemKind::Flattened {
                    number,
                    confidence,
                    is_raised: false,
                },
            });
        }
    }
}

/// What stands around a number and the one next to it, which are the markers of two notes at one place: `Japan. 25 26 The`.
/// Where more numbers count up there, the text itself counts.
fn without_twin<'a>(number: u32, before: &'a str, after: &'a str) -> (&'a str, &'a str) {
    let rest = |text: &'a str, number: u32| {
        let rest = text.strip_prefix([' ', '\u{a0}'])?;
        let rest = rest.strip_prefix(number.to_string().as_str())?;
        (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
    };
    let head = |text: &'a str, number: u32| {
        let head = text.strip_suffix([' ', '\u{a0}'])?;
        let head = head.strip_suffix(number.to_string().as_str())?;
        (!head.ends_with(|c: char| c.is_ascii_digit())).then_some(head)
    };
    let next = rest(after, number + 1);
    let last = number.checked_sub(1).and_then(|last| head(before, last));
    match (last, next) {
        (None, Some(after)) if rest(after, number + 2).is_none() => (before, after),
        (Some(before), None) if number > 1 && head(before, number - 2).is_none() => (before, after),
        _ => (before, after),
    }
}

/// What the place of a number between `before` and `after` tells of it.
fn confidence(before: &str, after: &str) -> Option<Confidence> {
    if after.chars().next().is_none_or(char::is_whitespace) {
        if is_flattened(before, after) {
            return Some(Confidence::Certain);
        }
        if is_likely(before, after) {
            return Some(Confidence::Doubtful);
        }
    }
    chained::confidence(before, after)
}

/// Whether a number may be a marker where it comes next: right after a word in small letters, a short word with its
/// stop or a colon, a year or a percentage with its stop; or after a stop and a space.
fn is_likely(before: &str, after: &str) -> bool {
    let word = last_word(before);
    let is_small = word.chars().all(char::is_lowercase);
    if !word.is_empty() {
        return is_small && word.chars().nth(SHORTEST_WORD - 1).is_some() && !is_abbreviation(word);
    }
    let next = after.trim_start().trim_start_matches(OPENING);
    let upper = next.starts_with(char::is_uppercase);
    let sentence = before.trim_end_matches([' ', '\u{a0}', '\n', '\r']);
    if sentence.len() < before.len() {
        let word_end = sentence.trim_end_matches(is_closing);
        return upper && word_end.ends_with('.') && ends_sentence(word_end.trim_end_matches('.'));
    }
    let word_end = before.trim_end_matches(|c| is_stop(c) || c == ':');
    if word_end.len() == before.len() {
        return false;
    }
    let word = last_word(word_end);
    let digits = word_end.len()
        - word_end
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .len();
    let counts = word_end.ends_with('%') || digits >= YEAR;
    (upper && counts) || (word.chars().nth(1).is_some() && !is_abbreviation(word))
}

/// Whether a sentence ends with a word that is no abbreviation.
fn ends_sentence(before: &str) -> bool {
    let word = last_word(before);
    let is_long = word.chars().nth(SHORTEST_WORD - 1).is_some() || ends_with_decade(before);
    is_long && !is_abbreviation(word)
}

/// Whether a number between `before` and `after` stands where a marker stands.
fn is_flattened(before: &str, after: &str) -> bool {
    let next = after.trim_start().chars().find(|c| !OPENING.contains(c));
    let begins = next.is_none_or(char::is_uppercase) || before.ends_with([',', ';']);
    if !before.ends_with(is_stop) || !begins {
        return false;
    }
    ends_sentence(before.trim_end_matches(is_stop))
}
