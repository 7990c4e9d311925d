//! Numbers that may be markers of notes, and numbers that may open a note.

use super::line::{Char, TextLine};

/// What ties a marker to its note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteLabel {
    /// A number.
    Number(u32),
    /// A sign, so many times: `*`, `**`, `†`.
    Sign(char, u8),
}

/// Signs that notes are marked with.
const SIGNS: &[char] = &['*', '†', '‡', '§', '¶', '∗'];
/// A note's number has at most so many figures.
const FIGURES: usize = 4;
/// A range of raised numbers has at most so many.
const RANGE: u32 = 6;

impl NoteLabel {
    fn parse(text: &str) -> Option<Self> {
        let mut characters = text.chars();
        let first = characters.next()?;
        if SIGNS.contains(&first) && characters.all(|c| c == first) {
            let first = if first == '∗' { '*' } else { first };
            return Some(Self::Sign(first, u8::try_from(text.chars().count()).ok()?));
        }
        let is_number = text.len() <= FIGURES && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = if is_number { text.parse().ok()? } else { 0 };
        (number > 0).then_some(Self::Number(number))
    }

    /// Whether `self` comes right after `before` in a list of notes.
    pub fn follows(self, before: Self) -> bool {
        matches!((before, self), (Self::Number(a), Self::Number(b)) if b == a + 1)
    }
}

/// Characters of a line that may be a marker.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkerChars {
    /// The first of its characters.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
    /// The numbers, in order.
    pub labels: Vec<NoteLabel>,
}

/// The raised numbers of a line: `12`, `1,2`, `3–5`, `(4)`, `*`. Raised letters (`th`, `er`) are none.
pub fn raised(chars: &[Char]) -> Vec<MarkerChars> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(offset) = chars.iter().skip(start).position(|c| c.raised) {
        let from = start + offset;
        let rest = chars.get(from..).unwrap_or_default();
        let length = rest.iter().position(|c| !c.raised).unwrap_or(rest.len());
        let text: String = rest.iter().take(length).map(|c| c.character).collect();
        if let Some(labels) = labels(&text) {
            found.push(MarkerChars {
                start: from,
                end: from + length,
                labels,
            });
        }
        start = from + length;
    }
    found
}

/// Reads `12`, `1, 2`, `3–5`, `(4)`, `[4]`.
pub fn labels(text: &str) -> Option<Vec<NoteLabel>> {
    let text = text.trim().trim_matches(|c| "()[].".contains(c));
    let mut labels = Vec::new();
    for part in text.split([',', ';', ' ']).filter(|part| !part.is_empty()) {
        match part.split_once(['–', '-', '—']) {
            Some((from, to)) => match (NoteLabel::parse(from)?, NoteLabel::parse(to)?) {
                (NoteLabel::Number(from), NoteLabel::Number(to))
                    if from < to && to - from < RANGE =>
                {
                    labels.extend((from..=to).map(NoteLabel::Number));
                }
                _ => return None,
            },
            None => match touching(part) {
                Some(pair) => labels.extend(pair),
                None => labels.push(NoteLabel::parse(part)?),
            },
        }
    }
    (!labels.is_empty()).then_some(labels)
}

/// Two markers that touch: `1920` is 19 and 20. Few documents have so many notes that it could be a number of its own.
fn touching(figures: &str) -> Option<[NoteLabel; 2]> {
    (figures.len() >= 3).then_some(())?;
    let (first, second) = figures.split_at_checked(figures.len() / 2)?;
    if second.starts_with('0') {
        return None;
    }
    let pair = [NoteLabel::parse(first)?, NoteLabel::parse(second)?];
    pair[1].follows(pair[0]).then_some(pair)
}

/// The number that opens a note.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opener {
    /// The number.
    pub label: NoteLabel,
    /// How many characters of the line it takes, with the stop and the space after it.
    pub length: usize,
    /// Whether it is raised.
    pub raised: bool,
}

/// The number that `line` begins with, where it may open a note: raised, or as `12 Text`, `12. Text`, `12) Text`,
/// `[12] Text`, `* Text`.
pub fn opener(line: &TextLine) -> Option<Opener> {
    let chars = &line.chars;
    let raised = chars.first()?.raised;
    let at = |place: usize| chars.get(place).map(|c| c.character);
    let bracket = matches!(at(0), Some('[' | '('));
    let mut end = usize::from(bracket);
    let is_part = |c: &Char| {
        c.raised == raised && (c.character.is_ascii_digit() || SIGNS.contains(&c.character))
    };
    while chars.get(end).is_some_and(is_part) {
        end += 1;
    }
    let text: String = chars
        .get(usize::from(bracket)..end)?
        .iter()
        .map(|c| c.character)
        .collect();
    let label = NoteLabel::parse(&text)?;
    let is_closed = matches!(at(end), Some(']' | ')'));
    if bracket && !is_closed {
        return None;
    }
    let is_stopped = is_closed || at(end) == Some('.');
    end += usize::from(is_stopped);
    let is_apart = at(end).is_none_or(char::is_whitespace);
    let is_sign = matches!(label, NoteLabel::Sign(..));
    if !raised && !is_apart && !is_sign {
        return None;
    }
    while at(end).is_some_and(char::is_whitespace) {
        end += 1;
    }
    Some(Opener {
        label,
        length: end,
        raised,
    })
}
