//! Signs that some houses print for numbers of notes: `(1)`, `（注1）`, `①`, `(١)`, `[i]`, `*` `†`, `^1^`,
//! `[Footnote 1]`, `<FN1>`. Only a list of notes with the same signs makes them markers.

use std::sync::LazyLock;

use regex::Regex;

use super::super::inline::Structure;
use super::super::plain::is_opening;
use super::super::sign::{FIRST_CIRCLED, ROMAN, SYMBOLS, Sign, roman};
use super::super::{Confidence, DocumentKind, Item, ItemKind, Label};
use super::is_escaped;
use crate::config::Form;
use crate::pattern::pattern;
use crate::text::Span;

/// A sign where it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WrittenSign {
    /// Its kind.
    pub sign: Sign,
    /// The number that it stands for.
    pub number: u32,
    /// Its length in bytes.
    pub len: usize,
}

/// The signs with brackets, carets or tags, and circled numbers.
static SIGN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) ^(?: \( (?<parentheses>[0-9]{1,3}) \)
        | [(（] (?:注|註|注釈) \s? (?<note>[0-9０-９]{1,3}) [)）]
        | \( (?<arabic>[٠-٩۰-۹]{1,3}) \)
        | (?<circled>[①-⑳])
        | \[ (?<roman>[ivx]{1,6}) \]
        | \^ (?<superscript>[0-9]{1,3}) \^
        | \[ (?i:footnote|note|fn)\ (?<footnote>[0-9]{1,3}) \]
        | < (?i:fn) (?<tag>[0-9]{1,3}) > )",
    )
});

/// Whether a sign may begin with these bytes; no letter of running text does.
fn may_begin(bytes: &[u8], kind: DocumentKind) -> bool {
    match (bytes[0], bytes.get(1)) {
        (b'*', _) => kind == DocumentKind::Plain,
        (b'(', Some(next)) => next.is_ascii_digit() || *next >= 0x80,
        (b'[', Some(next)) => b"ivxFfNn".contains(next),
        (b'^', Some(_)) => {
            // Most are within `[^1]`.
            let digits = bytes[1..].iter().take_while(|byte| byte.is_ascii_digit());
            bytes.get(1 + digits.count()) == Some(&b'^')
        }
        (b'<', Some(next)) => matches!(next, b'F' | b'f'),
        // `①`, `†`, `（`, `§`.
        (0xE2, Some(next)) => matches!(next, 0x91 | 0x80),
        (0xEF, Some(next)) => *next == 0xBC,
        (0xC2, Some(next)) => *next == 0xA7,
        _ => false,
    }
}

/// The sign that `rest` begins with.
fn at(rest: &str) -> Option<WrittenSign> {
    let found = SIGN.captures(rest)?;
    let len = found.get(0)?.len();
    let digits = |name: &str| {
        let mut digits = found.name(name)?.as_str().chars().map(value);
        digits.try_fold(0u32, |number, digit| {
            number.checked_mul(10)?.checked_add(digit?)
        })
    };
    let signs = [
        (Sign::Parentheses, "parentheses"),
        (Sign::NoteParentheses, "note"),
        (Sign::ArabicParentheses, "arabic"),
        (Sign::Raised, "superscript"),
        (Sign::Footnote, "footnote"),
        (Sign::Tag, "tag"),
    ];
    let numbered = signs
        .iter()
        .find_map(|(sign, name)| Some((*sign, digits(name)?)));
    let circled = || {
        let c = found.name("circled")?.as_str().chars().next()?;
        Some((Sign::Circled, u32::from(c) - FIRST_CIRCLED + 1))
    };
    let roman = || Some((Sign::Roman, from_roman(found.name("roman")?.as_str())?));
    let (sign, number) = numbered
        .or_else(circled)
        .or_else(roman)
        .filter(|(_, number)| *number > 0)?;
    Some(WrittenSign { sign, number, len })
}

/// The symbol that `rest` begins with, if it is a single one.
fn symbol(rest: &str) -> Option<WrittenSign> {
    let c = rest.chars().next()?;
    let nth = SYMBOLS.iter().position(|symbol| *symbol == c)?;
    let len = c.len_utf8();
    (!rest[len..].starts_with(SYMBOLS)).then_some(WrittenSign {
        sign: Sign::Symbol,
        number: nth as u32 + 1,
        len,
    })
}

/// The sign with which the line `rest` begins, text after it.
pub fn opener(rest: &str, kind: DocumentKind) -> Option<WrittenSign> {
    if rest.is_empty() || !may_begin(rest.as_bytes(), kind) {
        return None;
    }
    let sign = at(rest).or_else(|| symbol(rest))?;
    let text = &rest[sign.len..];
    let wide = matches!(sign.sign, Sign::Circled | Sign::NoteParentheses);
    // `*Roy* says` is emphasis.
    let is_symbol = sign.sign == Sign::Symbol && !(rest.starts_with('*') && text.contains('*'));
    let begins = text.starts_with([' ', '\t', '\u{a0}']) || (wide && !text.is_empty()) || is_symbol;
    (begins && !text.trim().is_empty()).then_some(sign)
}

/// Appends the signs in `body` that stand behind a word or a stop.
pub(super) fn scan(
    text: &str,
    body: Span,
    kind: DocumentKind,
    structure: &mut Structure<'_>,
    items: &mut Vec<Item>,
) {
    let bytes = &text.as_bytes()[..body.end];
    let mut done = body.start;
    let mut in_emphasis = false;
    for start in body.range() {
        if start < done || !may_begin(&bytes[start..], kind) {
            continue;
        }
        let rest = &text[start..body.end];
        let found = at(rest).or_else(|| symbol(rest));
        let Some(found) = found else { continue };
        let span = Span::new(start, start + found.len);
        done = span.end;
        let before = text[body.start..start].chars().next_back();
        if bytes[start] == b'*' {
            let after = text[span.end..body.end].chars().next();
            let opens = opens_emphasis(before, after);
            let closes = std::mem::replace(&mut in_emphasis, opens);
            if opens || closes || after.is_some_and(char::is_alphanumeric) {
                continue;
            }
        }
        let in_text = found.sign == Sign::Tag || structure.is_text(span);
        if !follows_text(found.sign, &text[body.start..start], before)
            || is_escaped(text, start)
            || !in_text
        {
            continue;
        }
        items.push(Item {
            span,
            kind: ItemKind::Marker {
                form: Form::Signed,
                label: Label::Signed {
                    sign: found.sign,
                    number: found.number,
                },
                confidence: confidence(&text[body.start..start], &text[span.end..body.end]),
            },
        });
    }
}

/// Whether a sign stands where a marker does: right behind a word or a stop, or, in parentheses, with a space.
fn follows_text(sign: Sign, text: &str, before: Option<char>) -> bool {
    let Some(last) = before else { return false };
    let spaced = matches!(
        sign,
        Sign::Parentheses | Sign::ArabicParentheses | Sign::NoteParentheses
    );
    match last.is_whitespace() {
        true => spaced && !text.trim_end().is_empty(),
        false => {
            let opens = matches!(last, '(' | '[' | '*' | '/' | '\\' | '=' | '^');
            let calls = sign == Sign::Parentheses && last.is_alphanumeric();
            !opens && !calls
        }
    }
}

/// Whether a `*` between these opens emphasis (CommonMark 0.31, "left-flanking delimiter run").
fn opens_emphasis(before: Option<char>, after: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || is_opening(c))
        && after.is_some_and(|c| !c.is_whitespace())
}

/// A marker stands before or behind a stop; what counts items stands before a word.
fn confidence(before: &str, after: &str) -> Confidence {
    let stop = |c: char| ".,;:!?。，；：、！？؟،؛)”’\"»".contains(c);
    let ends = after.chars().next().is_none_or(|c| stop(c) || c == '\n');
    match ends || before.ends_with(stop) {
        true => Confidence::Certain,
        false if is_listed(before) => Confidence::Listed,
        false => Confidence::Doubtful,
    }
}

/// Whether the item of a list in a sentence may begin after `before`.
fn is_listed(before: &str) -> bool {
    const WORDS: [&str; 9] = ["and", "or", "und", "oder", "et", "ou", "y", "o", "e"];
    let before = before.trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next();
    before.ends_with([',', ';', ':', '—', '–']) || word.is_some_and(|word| WORDS.contains(&word))
}

/// Whether what a note says names a source: it has a year or an address.
pub fn names_source(text: &str) -> bool {
    let mut digits = text.split(|c: char| !c.is_ascii_digit());
    let is_year = |run: &str| run.len() == 4 && (run.starts_with("1") || run.starts_with("20"));
    text.contains("://") || text.contains("www.") || digits.any(is_year)
}

/// The value of a digit of the scripts that signs are written in.
fn value(digit: char) -> Option<u32> {
    let from = |first: u32| u32::from(digit) - first;
    match digit {
        '0'..='9' => digit.to_digit(10),
        '０'..='９' => Some(from(0xFF10)),
        '٠'..='٩' => Some(from(0x660)),
        '۰'..='۹' => Some(from(0x6F0)),
        _ => None,
    }
}

/// The number that Roman numerals are, if they are written as they should be.
fn from_roman(written: &str) -> Option<u32> {
    let mut rest = written;
    let mut number = 0;
    for (letters, value) in ROMAN {
        while let Some(after) = rest.strip_prefix(letters) {
            rest = after;
            number += value;
        }
    }
    (rest.is_empty() && roman(number) == written).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_notes() {
        let found = |line| opener(line, DocumentKind::Plain).map(|it| (it.sign, it.number, it.len));
        for (line, expected) in [
            ("(12) OJ C 517", (Sign::Parentheses, 12, 4)),
            ("（注1）李明", (Sign::NoteParentheses, 1, 10)),
            ("②王红", (Sign::Circled, 2, 3)),
            ("(٣) المصدر", (Sign::ArabicParentheses, 3, 4)),
            ("[iv] Roy", (Sign::Roman, 4, 4)),
            ("† Lee", (Sign::Symbol, 2, 3)),
            ("^3^ Roy", (Sign::Raised, 3, 3)),
            ("[Footnote 7] Roy", (Sign::Footnote, 7, 12)),
            ("<FN10> Roy", (Sign::Tag, 10, 6)),
        ] {
            assert_eq!(found(line), Some(expected), "{line}");
        }
        for line in [
            "(1)",
            "(1)x",
            "(a) Text",
            "[iiii] x",
            "** Text",
            "<b> x",
            "(2020) Text",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
