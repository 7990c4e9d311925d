//! Heads of notes whose raised number copying has lowered: `12 Text`, `12Text`, `12` alone over its text.

use super::plain::is_opening;

/// Numbers with more digits are none of notes.
const MOST_DIGITS: usize = 3;

/// The fewest capitals that are a word: `7NASA` begins a note, `5G` does not.
const SHORTEST_ACRONYM: usize = 3;

/// After a head that the text has lost, as many numbers later the next one is found again.
const LONGEST_GAP: u16 = 4;

/// As many numbers later a note after a blank line still belongs to the same count.
const LONGEST_LEAP: u16 = 10;

/// A number at the start of a line, as the head of a note has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct FlatOpener {
    pub number: u16,
    pub shape: Shape,
    /// Its length in bytes.
    pub len: usize,
}

/// How the text follows the number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// After a space: `12 Text`.
    Spaced,
    /// At once: `12Text`.
    Touching,
    /// On the next line.
    Alone,
}

/// The flat number that `rest` begins, a line from its first character on, after so many heads.
pub(super) fn opener(rest: &str, count: FlatCount) -> Option<FlatOpener> {
    before_volume(rest, |number| count.expects(number)).or_else(|| flat_number(rest))
}

/// The flat number that `rest`, a line from its first character on, begins.
pub(super) fn flat_number(rest: &str) -> Option<FlatOpener> {
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=MOST_DIGITS).contains(&len) || rest.starts_with('0') {
        return None;
    }
    let number = rest[..len].parse().ok()?;
    let after = &rest[len..];
    let text = after.trim_start_matches([' ', '\t', '\u{a0}']);
    let shape = match text.trim_end().is_empty() {
        true => Shape::Alone,
        false if text.len() < after.len() => Shape::Spaced,
        false => Shape::Touching,
    };
    let begins = match shape {
        Shape::Alone => true,
        Shape::Spaced => (begins_note(text) || cites_volume(text)) && !is_date(text),
        Shape::Touching => touches(text, len),
    };
    begins.then_some(FlatOpener { number, shape, len })
}

/// Whether `text` may be what a note says: it begins with a capital, a quote, an address, or as notes do.
pub(super) fn begins_note(text: &str) -> bool {
    let starts = ["http", "www.", "§", "¶", "ibid", "id.", "see ", "cf."];
    text.starts_with(|c: char| is_capital(c) || is_opening(c) || c == '`')
        || starts.iter().any(|start| text.starts_with(start))
}

/// Series of law that are cited without stops.
const SERIES: [&str; 5] = ["USC", "CFR", "FR", "UNTS", "ILM"];

/// The number before a note that begins with that of a volume, which touches it: of `544 U.S.C. § 3501` the 5, where
/// `is_expected` says that 5 comes next.
pub(super) fn before_volume(rest: &str, is_expected: impl Fn(u16) -> bool) -> Option<FlatOpener> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let lens = 1..digits.min(MOST_DIGITS + 1);
    let mut numbers = lens.filter_map(|len| Some((len, rest[..len].parse::<u16>().ok()?)));
    let (len, number) = numbers.find(|(len, number)| {
        !rest[*len..].starts_with('0') && cites_volume(&rest[*len..]) && is_expected(*number)
    })?;
    let shape = Shape::Touching;
    Some(FlatOpener { number, shape, len })
}

/// Whether `text` begins as a citation of law does, with the number of a volume: `44 U.S.C. § 3501`, `73 Fed. Reg. 12`,
/// `5 USC 552`.
pub(super) fn cites_volume(text: &str) -> bool {
    let name = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - name.len();
    let word = name
        .strip_prefix(' ')
        .and_then(|name| name.split(' ').next());
    let is_abbreviated = |word: &str| {
        (word.starts_with(char::is_uppercase) && word.contains('.')) || SERIES.contains(&word)
    };
    (1..=MOST_DIGITS).contains(&digits) && word.is_some_and(is_abbreviated)
}

/// A capital, or a letter of a script that has none.
fn is_capital(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase()
}

/// Whether a number of `digits` digits that `text` follows at once is no part of a name: `5G`, `3D`, `2nd`.
fn touches(text: &str, digits: usize) -> bool {
    let capitals = text.chars().take_while(|c| c.is_uppercase()).count();
    let mut rest = text.chars().skip(capitals);
    let next = rest.next();
    let is_hyphen = |c: char| matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}');
    let is_series = next.is_some_and(is_hyphen) && rest.next().is_some_and(|c| c.is_ascii_digit());
    let is_word = text.starts_with(['A', 'I']) && next == Some(' ');
    match capitals {
        0 => text.starts_with(|c: char| is_opening(c) || is_capital(c)) || begins_note(text),
        1 => next.is_some_and(|c| c.is_lowercase() || c == '.') || is_series || is_word,
        2 if digits > 1 => next == Some(' '),
        _ => capitals >= SHORTEST_ACRONYM && !next.is_some_and(char::is_lowercase),
    }
}

/// Whether `text`, after a number, makes a date of it: `March 2020`.
fn is_date(text: &str) -> bool {
    let mut words = text.split([' ', '\u{a0}', ',', '.']);
    let month = words.next().unwrap_or_default();
    let year = words.find(|word| !word.is_empty()).unwrap_or_default();
    month.chars().all(char::is_alphabetic)
        && year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
}

/// How far the flat heads of notes have counted, before a block of plain text. It tells which number at the start of
/// a line within a paragraph begins the next note: text of a page layout has no blank line there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FlatCount {
    /// The number of the last head; 0 before the first.
    last: u16,
    /// The number of the head before it; 0 where there is none.
    before: u16,
    /// Whether a page has begun since.
    is_new_page: bool,
    /// Whether there is a note with a number, raised or not, so that a number alone is that of a page.
    has_notes: bool,
}

impl FlatCount {
    /// Whether a line with that number begins a note although no blank line stands before it; `in_note`: whether
    /// it stands in the text of a note.
    pub(super) fn accepts(self, flat: FlatOpener, in_note: bool) -> bool {
        let FlatOpener { number, shape, .. } = flat;
        let is_spaced = shape == Shape::Spaced;
        let is_first = self.last == 0 && !self.has_notes;
        let begins = number == 1
            && (is_first || self.is_new_page || (self.last > 0 && shape == Shape::Touching));
        let again = self.last > 0 && number == self.last && !(is_spaced && in_note);
        let next = self.last > 0 && number == self.last.saturating_add(1);
        let instead = self.goes_on_before_last(number);
        let later = self.last > 0
            && (!is_spaced || self.is_new_page)
            && (self.last..=self.last.saturating_add(LONGEST_GAP)).contains(&number);
        begins || again || next || instead || later
    }

    /// Whether the number comes next if that of the last head was none of a note: 1, after `41 Law Review 149` in a
    /// title.
    fn goes_on_before_last(self, number: u16) -> bool {
        self.last > self.before.saturating_add(1) && number == self.before.saturating_add(1)
    }

    /// Whether the number comes next, after the last head or after the one before it; before the first, whether it is 1.
    pub(super) fn expects(self, number: u16) -> bool {
        number == self.last.saturating_add(1) || self.goes_on_before_last(number)
    }

    /// Whether the number comes next after that of another head.
    pub(super) fn goes_on_with(self, number: u16) -> bool {
        self.last > 0 && self.expects(number)
    }

    /// Whether a note has begun with a number, raised or not.
    pub(super) fn has_notes(self) -> bool {
        self.has_notes
    }

    /// The count after a note of another form.
    pub(super) fn after_raised(self) -> FlatCount {
        FlatCount {
            has_notes: true,
            ..self
        }
    }

    /// The count after a head with that number; one that stands `alone` above its text may be that of a page, and does
    /// not begin a new count.
    pub(super) fn after(self, number: u32, alone: bool) -> FlatCount {
        let number = u16::try_from(number).unwrap_or(u16::MAX);
        let leap = self.last..=self.last.saturating_add(LONGEST_LEAP);
        let restarts = number == 1 && (!alone || self.is_new_page);
        let instead = self.goes_on_before_last(number);
        let before = match instead {
            true => self.before,
            false => self.last,
        };
        match self.last == 0 || restarts || instead || leap.contains(&number) {
            true => FlatCount {
                last: number,
                before: before.min(number.saturating_sub(1)),
                is_new_page: false,
                has_notes: true,
            },
            false => self.after_raised(),
        }
    }

    /// The count where a page begins.
    pub(super) fn on_new_page(self) -> FlatCount {
        FlatCount {
            is_new_page: self.last > 0,
            ..self
        }
    }
}
