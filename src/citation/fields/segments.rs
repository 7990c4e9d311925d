use std::ops::Range;

use super::editors::is_editors;
use crate::citation::annotations::Annotations;
use crate::citation::sentences::numbers_edition;
use crate::citation::vocabulary::abbreviates;

/// What a segment is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SegmentKind {
    /// Running words.
    Text,
    /// A piece that markup or its form holds together.
    Solid,
    /// Round brackets with what they hold.
    Round,
    /// Square brackets with what they hold.
    Square,
}

/// A stretch of a citation between two separators.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// Where, without spaces around; brackets and quotes belong to it.
    pub range: Range<usize>,
    pub what: SegmentKind,
    /// The separator before it; a space where there is none.
    pub before: char,
}

/// The segments of a citation.
pub(super) fn segments(annotations: &Annotations, range: &Range<usize>) -> Vec<Segment> {
    let mut segmenter = FieldSegmenter {
        annotations,
        start: range.start,
        before: ' ',
        found: Vec::new(),
    };
    let mut at = range.start;
    while at < range.end {
        at = segmenter.step(at, range.end);
    }
    segmenter.close(range.end);
    segmenter.found
}

struct FieldSegmenter<'e> {
    annotations: &'e Annotations,
    /// Where the words that are not yet in a segment begin.
    start: usize,
    before: char,
    found: Vec<Segment>,
}

impl FieldSegmenter<'_> {
    fn step(&mut self, at: usize, end: usize) -> usize {
        let atom = self
            .annotations
            .atom_at(at)
            .map(|atom| (at.max(atom.outer.start)..atom.outer.end, SegmentKind::Solid));
        let whole = atom.or_else(|| {
            let bracket = self.annotations.bracket_at(at)?.clone();
            let square = self.annotations.words(bracket.clone()).starts_with('[');
            Some((
                bracket,
                if square {
                    SegmentKind::Square
                } else {
                    SegmentKind::Round
                },
            ))
        });
        let whole = whole.filter(|(range, _)| !self.goes_through(range, end));
        if let Some((range, what)) = whole {
            self.close(at);
            let range = range.start..range.end.min(end);
            let next = range.end.max(at + 1);
            self.found.push(Segment {
                range,
                what,
                before: std::mem::replace(&mut self.before, ' '),
            });
            self.start = next;
            return next;
        }
        let rest = self.annotations.words(at..end);
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { return end };
        let next = at + c.len_utf8();
        // `Title // Journal`: ГОСТ Р 7.0.5-2008 parts what contains a work so.
        if let Some(journal) = rest.strip_prefix("// ") {
            self.close(at);
            self.before = '/';
            self.start = end - journal.len();
            return self.start;
        }
        let apart = chars.next().is_none_or(char::is_whitespace);
        let cuts = match c {
            ',' => apart || self.adjacent_mark(next),
            '，' | '、' | '،' | '。' | '；' | ';' | '：' => true,
            ':' => self.numbers_around(at, next, end),
            '.' | '?' | '!' => apart && self.ends_sentence(at, c, next, end),
            _ => false,
        };
        if cuts {
            // A question is a part of the title that it ends.
            self.close(if matches!(c, '?' | '!') { next } else { at });
            self.before = match c {
                '，' | '、' | '،' => ',',
                '。' | '?' | '!' => '.',
                '；' => ';',
                '：' => ':',
                c => c,
            };
            self.start = next;
        }
        next
    }

    /// `Federal Enterprise Architecture (FEA) Reference Models`: an acronym that parts nothing.
    fn goes_through(&self, bracket: &Range<usize>, end: usize) -> bool {
        let words = self.annotations.words(bracket.clone());
        let inner = words
            .strip_prefix('(')
            .and_then(|words| words.strip_suffix(')'));
        let acronym = inner.is_some_and(|inner| {
            inner.chars().all(char::is_alphabetic)
                && inner.chars().filter(|c| c.is_uppercase()).count() > 1
        });
        let before = self.annotations.words(self.start..bracket.start);
        let after = self.annotations.words(bracket.end.min(end)..end);
        let mut next = after.chars();
        let space = next.next() == Some(' ');
        let next = next.next().filter(|_| space);
        let joined = next.is_some_and(char::is_alphabetic);
        // `Tide Library (tlib) manual`
        let short = inner.is_some_and(|inner| inner.chars().all(char::is_alphabetic))
            && !is_editors(words)
            && next.is_some_and(char::is_lowercase);
        (acronym || short) && joined && before.trim_start().contains(' ')
    }

    /// Whether a piece follows at once: `"Growth in Cities",*Journal*`.
    fn adjacent_mark(&self, at: usize) -> bool {
        self.annotations
            .atom_at(at)
            .is_some_and(|atom| atom.outer.start == at)
    }

    /// Whether a colon parts a volume from pages: `40: 113`, `(1992): 11`.
    fn numbers_around(&self, at: usize, next: usize, end: usize) -> bool {
        let after = self.annotations.words(next..end).trim_start();
        let before = self.annotations.words(self.start..at).trim_end();
        let number = after.starts_with(|c: char| c.is_ascii_digit())
            || after.starts_with("pp.")
            || after.starts_with("p. ")
            || after.starts_with("ch. ");
        let url = after.starts_with("http")
            || self
                .annotations
                .atom_at(end - after.len())
                .is_some_and(|atom| !atom.is_words());
        // `ISO/IEC 9899:2018` has a year.
        let digits: String = after
            .chars()
            .take_while(|c| !c.is_whitespace() && *c != ',')
            .take("2018+".len())
            .collect();
        let year =
            digits.len() == 4 && matches!(digits.get(..2), Some("19" | "20")) && !before.is_empty();
        url || (number
            && !year
            && (before.is_empty() || before.ends_with(|c: char| c.is_ascii_digit())))
    }

    fn ends_sentence(&self, at: usize, c: char, next: usize, end: usize) -> bool {
        let before = self.annotations.words(self.start..at);
        let word = before.rsplit([' ', '(', '[']).next().unwrap_or_default();
        let after = self.annotations.words(next..end).trim_start();
        let lower = after.starts_with(char::is_lowercase) && !after.starts_with("doi");
        // `11 N.C.J.L. & Tech. On. 259`
        let short = after.starts_with(|c: char| c.is_ascii_digit()) || word.chars().count() <= 5;
        let reported = short && reports(before);
        after.is_empty()
            || (!lower
                && !reported
                && !numbers_edition(word, after)
                && (c != '.' || !abbreviates(word)))
    }

    fn close(&mut self, end: usize) {
        let words = self.annotations.words(self.start..end);
        // `Journal. – 2018. – № 4`: a dash that stands with a period.
        let dashes = |c: char| c.is_whitespace() || matches!(c, '–' | '—');
        let bare = match self.before {
            '.' => words.trim_start_matches(dashes),
            _ => words.trim_start(),
        };
        let start = self.start + (words.len() - bare.len());
        let range = start..start + bare.trim_end().len();
        if !range.is_empty() {
            let before = std::mem::replace(&mut self.before, ' ');
            self.found.push(Segment {
                range,
                what: SegmentKind::Text,
                before,
            });
        }
        self.start = end;
    }
}

/// Whether words may be a volume and its journal: `11 N.C.J.L. & Tech.`
fn reports(words: &str) -> bool {
    let Some((volume, journal)) = words.trim_start().split_once(' ') else {
        return false;
    };
    let numbered =
        volume.len() <= 3 && !volume.is_empty() && volume.bytes().all(|byte| byte.is_ascii_digit());
    numbered && journal.starts_with(char::is_uppercase)
}

/// What stands in a bracket.
pub(super) fn bracket_inner(bracket: &Segment) -> Range<usize> {
    bracket.range.start + 1
        ..bracket
            .range
            .end
            .saturating_sub(1)
            .max(bracket.range.start + 1)
}
