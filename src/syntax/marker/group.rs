//! Several numbers at one place: `¹,²`, `¹⁻³`, `[1, 3–5]`.

use crate::config::Form;
use crate::text::Span;

use super::super::{Confidence, Item, ItemKind, Label};

/// More notes than this in one range are a typing error.
pub(super) const LONGEST_RANGE: u32 = 50;

/// Numbers with more digits are no labels.
const MOST_DIGITS: usize = 5;

/// A number as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Number {
    /// Its value.
    pub value: u32,
    /// Its length in bytes.
    pub len: usize,
}

/// What may stand between two numbers.
pub(super) struct Separators {
    /// Between two that stand for themselves.
    pub between: &'static [char],
    /// Between the first and the last of a range.
    pub range: &'static [char],
}

/// Numbers at one place, each with its span. The numbers within a range stand at its dash.
pub(super) struct MarkerGroup {
    pub numbers: Vec<(Span, u32)>,
    pub end: usize,
}

/// The number that `rest` begins with, as `digit` knows its digits.
pub(super) fn read_digits(rest: &str, digit: impl Fn(char) -> Option<u32>) -> Option<Number> {
    let mut value: u32 = 0;
    let mut len = 0;
    let mut digits = 0;
    for c in rest.chars() {
        let Some(digit) = digit(c) else { break };
        value = value.saturating_mul(10).saturating_add(digit);
        len += c.len_utf8();
        digits += 1;
    }
    (1..=MOST_DIGITS)
        .contains(&digits)
        .then_some(Number { value, len })
}

impl MarkerGroup {
    /// Reads on after the number `first` at `at`, not past `limit`.
    pub fn read(
        text: &str,
        at: usize,
        first: Number,
        limit: usize,
        separators: &Separators,
        number: impl Fn(&str) -> Option<Number>,
    ) -> MarkerGroup {
        let mut end = at + first.len;
        let mut numbers = vec![(Span::new(at, end), first.value)];
        let mut last = first.value;
        while let Some((len, range)) = separators.at(&text[end..limit])
            && let Some(next) = number(&text[end + len..limit])
        {
            let at = end + len;
            if range {
                if next.value <= last || next.value - last > LONGEST_RANGE {
                    break;
                }
                let dash = Span::new(end, at);
                numbers.extend((last + 1..next.value).map(|value| (dash, value)));
            }
            end = at + next.len;
            numbers.push((Span::new(at, end), next.value));
            last = next.value;
        }
        MarkerGroup { numbers, end }
    }

    /// A candidate for each number.
    pub fn items(self, form: Form, confidence: Confidence) -> impl Iterator<Item = Item> {
        self.numbers.into_iter().map(move |(span, value)| Item {
            span,
            kind: ItemKind::Marker {
                form,
                label: Label::Number(value),
                confidence,
            },
        })
    }

    /// The same, where a single number stands for all of `span`.
    pub fn within(mut self, span: Span) -> MarkerGroup {
        if let [(number, _)] = &mut self.numbers[..] {
            *number = span;
        }
        self
    }
}

impl Separators {
    /// Length of the separator that `rest` begins with, and whether it makes a range.
    fn at(&self, rest: &str) -> Option<(usize, bool)> {
        let c = rest.chars().next()?;
        let range = self.range.contains(&c);
        if !range && !self.between.contains(&c) {
            return None;
        }
        let blank = matches!(c, ',' | ';' | '，' | '、') && rest[c.len_utf8()..].starts_with(' ');
        Some((c.len_utf8() + usize::from(blank), range))
    }
}
