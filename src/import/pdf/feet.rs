//! Notes at the foot of a page or column.

use super::columns::Region;
use super::line::{SAME_SIZE, TextLine};
use super::markers::{LATE, NumberInText, seen};
use super::metrics::{Metrics, SMALL};
use super::note::PageNote;
use super::number::{NoteLabel, Opener, opener};
use super::page::RuledLine;

/// A gap above the foot of a page, in parts of the usual distance of lines.
const GAP: f32 = 1.3;
/// The distance of baselines from which notes are set apart, in parts of their font size.
const NOTE_GAP: f32 = 1.6;
/// A rule nearer to the baseline above it than this, in parts of the font size, underlines text.
const UNDERLINE: f32 = 0.35;

/// Takes the notes out of the regions of one page.
///
/// `before` are the notes of the pages before, of which the last may go on here; `waiting` are markers of pages before
/// whose notes are still to come.
pub fn take(
    regions: &mut [Region],
    rules: &[RuledLine],
    metrics: &Metrics,
    before: &mut Vec<PageNote>,
    waiting: &mut Vec<NumberInText>,
) {
    let own = seen(regions);
    let mut known: Vec<NumberInText> = own.iter().chain(waiting.iter()).copied().collect();
    for region in regions.iter_mut() {
        let foot = Foot {
            lines: &region.lines,
            rules,
            metrics,
            known: &known,
            own: &own,
        };
        let Some(start) = foot.start(before.last()) else {
            continue;
        };
        let lines = region.lines.split_off(start);
        split_notes(lines, &mut known, before);
    }
    let page = regions.first().map_or(0, |region| region.page);
    known.retain(|seen| seen.page + LATE > page);
    *waiting = known;
}

/// Whether `known` has a marker for a note that opens with `opener`. A number that is not raised may begin a line by chance;
/// a power in the text does not make it a note.
fn has_marker(known: &[NumberInText], opener: &Opener) -> bool {
    known
        .iter()
        .any(|seen| seen.label == opener.label && (opener.raised || seen.sure))
}

/// The foot of a region, looked for.
struct Foot<'a> {
    lines: &'a [TextLine],
    rules: &'a [RuledLine],
    metrics: &'a Metrics,
    /// Markers of this page and the last one that have no note yet.
    known: &'a [NumberInText],
    /// Markers of this page.
    own: &'a [NumberInText],
}

impl Foot<'_> {
    /// The first line of the region that belongs to notes.
    fn start(&self, last: Option<&PageNote>) -> Option<usize> {
        let places = 0..self.lines.len();
        let first = places
            .clone()
            .find(|&place| self.opens_surely(place))
            .or_else(|| places.clone().find(|&place| self.opens_likely(place)))
            .map(|place| self.with_those_before(place));
        let small_from = self.small_from();
        let Some(first) = first else {
            // No note begins here: the last one of the page before may go on.
            let from = small_from.filter(|&from| from < self.lines.len())?;
            let line = self.lines.get(from)?;
            let goes_on = from > 0 && last.is_some_and(|last| last.is_open() && last.is_like(line));
            return (goes_on && (self.is_ruled(from) || self.is_apart(from))).then_some(from);
        };
        // What stands above the first number, below the rule or in the same small size, goes on from the page before.
        let last = last.filter(|_| !self.is_ruled(first));
        let Some(last) = last else { return Some(first) };
        if let Some(ruled) = self.ruled_above(first) {
            return Some(ruled);
        }
        let small = small_from.filter(|_| last.is_open());
        Some(small.map_or(first, |small| {
            small.max(self.same_size_from(first)).min(first)
        }))
    }

    /// The first of the notes that count up to the one at `place`: the marker of one may begin a line, where it is not told
    /// from the number of a note.
    fn with_those_before(&self, place: usize) -> usize {
        let mut first = place;
        for above in (self.same_size_from(place)..place).rev() {
            let openers = self.lines.get(first).zip(self.lines.get(above));
            let Some((later, earlier)) = openers.and_then(|(a, b)| opener(a).zip(opener(b))) else {
                continue;
            };
            let small = self.small_from().is_some_and(|from| from <= above);
            let is_foot = small || self.ruled_above(above).is_some();
            if earlier.raised && is_foot && later.label.follows(earlier.label) {
                first = above;
            }
        }
        first
    }

    /// The line below the nearest rule above the one at `place`, where all between are of one size.
    fn ruled_above(&self, place: usize) -> Option<usize> {
        (self.same_size_from(place)..=place).rfind(|&place| self.is_ruled(place))
    }

    /// From where on lines are as large as the one at `place`.
    fn same_size_from(&self, place: usize) -> usize {
        let Some(line) = self.lines.get(place) else {
            return place;
        };
        let is_same = |&above: &usize| {
            self.lines
                .get(above)
                .is_some_and(|above| above.is_as_large(line))
        };
        (0..place).rev().take_while(is_same).last().unwrap_or(place)
    }

    /// Whether the line at `place` is the first of a foot: small, or below a rule.
    fn opens_surely(&self, place: usize) -> bool {
        let Some(opener) = self.lines.get(place).and_then(opener) else {
            return false;
        };
        let small = self.small_from().is_some_and(|from| from <= place);
        let ruled = self.is_ruled(place);
        let known = has_marker(self.known, &opener);
        let below_rule = || opener.raised && self.ruled_above(place).is_some();
        known && (small || ruled || below_rule()) || opener.raised && small && ruled
    }

    /// Whether the line at `place` is the first of a foot that is set like running text, without a rule: its number is
    /// raised, or there is one for each marker of the page. That of a paragraph or of a list may be so by chance.
    fn opens_likely(&self, place: usize) -> bool {
        let Some(opener) = self.lines.get(place).and_then(opener) else {
            return false;
        };
        has_marker(self.own, &opener)
            && self.is_apart(place)
            && self.is_last(place)
            && (opener.raised || self.has_all_from(place))
    }

    /// Whether no line from `place` on is larger: a foot has no heading.
    fn is_last(&self, place: usize) -> bool {
        let sizes = self.lines.iter().skip(place).map(|line| line.size);
        let first = self.lines.get(place).map_or(0.0, |line| line.size);
        sizes.fold(0.0, f32::max) < first * (1.0 + SAME_SIZE)
    }

    /// From where on all lines are small.
    fn small_from(&self) -> Option<usize> {
        let limit = SMALL * self.metrics.body;
        let large = self.lines.iter().rposition(|line| line.size > limit);
        let from = large.map_or(0, |large| large + 1);
        (from < self.lines.len()).then_some(from)
    }

    /// Whether a rule is drawn right above the line at `place`.
    fn is_ruled(&self, place: usize) -> bool {
        let Some(line) = self.lines.get(place) else {
            return false;
        };
        let above = place.checked_sub(1).and_then(|above| self.lines.get(above));
        let from = above.map_or(line.top() - 2.0 * self.metrics.leading, |above| {
            above.y + UNDERLINE * above.size
        });
        self.rules.iter().any(|rule| {
            rule.y > from
                && rule.y < line.y - 0.3 * line.size
                && rule.x0 < line.x1
                && rule.x1 > line.x0
        })
    }

    /// Whether the line at `place` is set apart from the one above.
    fn is_apart(&self, place: usize) -> bool {
        let pair = place
            .checked_sub(1)
            .and_then(|above| self.lines.get(above))
            .zip(self.lines.get(place));
        pair.is_none_or(|(above, line)| line.y - above.y > GAP * self.metrics.leading)
    }

    /// Whether each marker of the page has a number below `place`: too much for chance.
    fn has_all_from(&self, place: usize) -> bool {
        let found: Vec<NoteLabel> = self
            .lines
            .iter()
            .skip(place)
            .filter_map(opener)
            .map(|opener| opener.label)
            .collect();
        self.own
            .iter()
            .filter(|seen| seen.sure)
            .all(|seen| found.contains(&seen.label))
    }
}

/// Cuts the lines of a foot into notes; lines before the first number belong to the last note of `before`. Labels that
/// have found their note are taken from `known`.
fn split_notes(lines: Vec<TextLine>, known: &mut Vec<NumberInText>, before: &mut Vec<PageNote>) {
    let mut last: Option<NoteLabel> = None;
    let mut above: Option<f32> = None;
    for line in lines {
        let is_apart = above.is_some_and(|y| line.y - y > NOTE_GAP * line.size);
        above = Some(line.y);
        let opener = opener(&line).filter(|opener| {
            opens_next(opener, last, known)
                || is_apart && last.is_some_and(|last| opener.label.follows(last))
        });
        match (opener, before.last_mut()) {
            (Some(opener), _) => {
                known.retain(|seen| seen.label != opener.label);
                last = Some(opener.label);
                before.push(PageNote::new(opener, line, None));
            }
            (None, Some(note)) => note.lines.push(line),
            (None, None) => {}
        }
    }
}

/// Whether a number at the beginning of a line opens the next note after `last`.
fn opens_next(opener: &Opener, last: Option<NoteLabel>, known: &[NumberInText]) -> bool {
    let follows = last.is_none_or(|last| opener.label.follows(last));
    if opener.raised {
        return follows || has_marker(known, opener);
    }
    let sure = known.iter().filter(|seen| seen.sure).map(|seen| seen.label);
    sure.filter(|label| last.is_none_or(|last| *label > last))
        .min()
        == Some(opener.label)
}
