//! A conversion that leaves out what is in its way.

use crate::index::Document;
use crate::syntax::ItemKind;
use crate::text::{Edits, Span, Text};

use crate::refactor::Refusal;

use super::{ConversionTarget, convert};

/// The most markers that are left out: with more, the document is of another kind than was thought.
const MOST_LEFT: usize = 50;

/// How often the conversion is tried at the most: each time reads the document again.
const MOST_ATTEMPTS: usize = 200;

/// How much is read for that at the most, in bytes, of a document for which so many attempts are too many.
const MOST_READ: usize = 10_000_000;

/// How often the conversion of the longest document is tried.
const LEAST_ATTEMPTS: usize = 20;

/// As many attempts one takes in which an `Ibid.` is written out first: that reads the document again for each of its
/// rounds.
const EXPANDING: usize = 16;

/// What stands for a marker that is left out, around its number: no text has these, which are no characters.
const MASK: [char; 2] = ['\u{FDD0}', '\u{FDD1}'];

/// A marker that is left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftMarker {
    /// The line of the document before, from 1.
    pub line: usize,
    /// Why it was in the way, in a sentence.
    pub reason: String,
}

/// A document that is converted but for some markers.
#[derive(Clone, Debug)]
pub struct ConvertedInPart {
    /// The text afterwards.
    pub text: Text,
    /// The markers that stay as they were, by line.
    pub left: Vec<LeftMarker>,
}

/// Whether the text afterwards says what the document before does, as far as a conversion cannot know.
type Accepts<'a> = &'a dyn Fn(&Document, &Text) -> Result<(), Refusal>;

/// Writes all markers and notes of `document` in the form that is meant. Where that is refused, or by `accepts`, the
/// markers that are in the way are left as they are, and their notes are converted without them.
///
/// # Errors
/// [`Refusal`] where all markers are in the way, or something else, or too many.
pub fn convert_in_part(
    document: &Document,
    target: ConversionTarget,
    accepts: Accepts<'_>,
) -> Result<ConvertedInPart, Refusal> {
    let mut attempts = Attempts {
        document,
        markers: markers(document),
        masked: Vec::new(),
        target,
        accepts,
        left: (MOST_READ / document.text().len().max(1)).clamp(LEAST_ATTEMPTS, MOST_ATTEMPTS),
    };
    let count = attempts.markers.len();
    attempts.masked = vec![false; count];
    let first = match attempts.attempt(count) {
        Ok(text) => {
            return Ok(ConvertedInPart {
                text,
                left: Vec::new(),
            });
        }
        Err(refusal) => refusal,
    };
    if let Some(converted) = attempts.without_those_named(&first) {
        return Ok(converted);
    }
    // Of a part of the numbers that are markers only together nothing can be told.
    if document.footnotes().has_flat_markers() || attempts.attempt(0).is_err() {
        return Err(first);
    }
    attempts.masked = vec![false; count];
    let mut left = Vec::new();
    let mut good = 0;
    loop {
        let Some((odd, refusal)) = attempts.first_in_the_way(good) else {
            return Err(first);
        };
        attempts.masked[odd] = true;
        left.push(attempts.left_at(odd, &refusal));
        if left.len() > MOST_LEFT || !attempts.masked.contains(&false) {
            return Err(first);
        }
        if let Ok(text) = attempts.attempt(count) {
            return Ok(ConvertedInPart { text, left });
        }
        good = odd + 1;
    }
}

/// Where markers stand, and what looks like one.
fn markers(document: &Document) -> Vec<Span> {
    let items = document.items().filter_map(|(id, block, item)| {
        let is_marker = matches!(
            item.kind,
            ItemKind::Marker { .. }
                | ItemKind::Malformed { .. }
                | ItemKind::Flattened { .. }
                | ItemKind::Unread { .. }
        ) && !item.is_mere_number();
        let is_marker = is_marker || document.footnotes().cited_by(id).is_some();
        is_marker.then(|| item.span.shift(block.start))
    });
    let mut spans: Vec<Span> = items.collect();
    spans.sort_by_key(|span| (span.start, span.end));
    spans.dedup_by_key(|span| span.start);
    spans
}

/// What stands for the marker `index` where it is left out.
fn mask(index: usize) -> String {
    format!("{}{index}{}", MASK[0], MASK[1])
}

/// A conversion that is tried with some markers left out.
struct Attempts<'a> {
    document: &'a Document,
    markers: Vec<Span>,
    /// Which of the markers are left out.
    masked: Vec<bool>,
    target: ConversionTarget,
    accepts: Accepts<'a>,
    /// How many more there may be.
    left: usize,
}

impl Attempts<'_> {
    /// The document converted without the markers that the refusals name, one after the other, from `first` on. None
    /// where a refusal names none, or one that was named before.
    fn without_those_named(&mut self, first: &Refusal) -> Option<ConvertedInPart> {
        let count = self.markers.len();
        let mut refusal = first.clone();
        let mut left = Vec::new();
        let mut last = None;
        while left.len() < MOST_LEFT {
            let at = self.offset_before(refusal.at?);
            let after = self.markers.partition_point(|marker| marker.start <= at);
            let odd = after.checked_sub(1)?;
            if last >= Some(odd) || self.masked[odd] {
                return None;
            }
            last = Some(odd);
            self.masked[odd] = true;
            left.push(self.left_at(odd, &refusal));
            if !self.masked.contains(&false) {
                return None;
            }
            match self.attempt(count) {
                Ok(text) => return Some(ConvertedInPart { text, left }),
                Err(next) => refusal = next,
            }
        }
        None
    }

    /// The place in the document, in bytes, of what is at `offset` with the masks in it.
    fn offset_before(&self, offset: usize) -> usize {
        let masked = self.markers.iter().enumerate();
        let mut masked = masked.filter(|(index, _)| self.masked[*index]);
        let mut longer = 0isize;
        while let Some((index, marker)) = masked.next()
            && marker.start.saturating_add_signed(longer) < offset
        {
            longer += mask(index).len() as isize - marker.len() as isize;
        }
        offset.saturating_add_signed(-longer)
    }

    /// The marker `index`, which is left because of `refusal`.
    fn left_at(&self, index: usize, refusal: &Refusal) -> LeftMarker {
        LeftMarker {
            line: self.document.text().line_of(self.markers[index].start) + 1,
            reason: self.reason(refusal),
        }
    }

    /// The number of the first marker without which, and without all after it, the conversion is not refused any more,
    /// and why it is with it. The first `good` are not in the way. None where too much was tried.
    fn first_in_the_way(&mut self, mut good: usize) -> Option<(usize, Refusal)> {
        let count = self.markers.len();
        let mut step = 1;
        let (mut bad, mut why) = loop {
            let bad = (good + step).min(count);
            match self.attempt(bad) {
                Err(refusal) => break (bad, refusal),
                Ok(_) if bad == count => return None,
                Ok(_) => good = bad,
            }
            step *= 2;
        };
        while good + 1 < bad {
            let middle = good.midpoint(bad);
            match self.attempt(middle) {
                Err(refusal) => (bad, why) = (middle, refusal),
                Ok(_) => good = middle,
            }
        }
        (good < count && self.left > 0).then_some((good, why))
    }

    /// The document converted without the markers that are left out, and without all but the first `count`.
    fn attempt(&mut self, count: usize) -> Result<Text, Refusal> {
        let left = self.left.checked_sub(1);
        self.left = left.ok_or_else(|| Refusal::new("Cannot convert: too many markers cannot be converted. Fix the findings of `brief-ls check` first."))?;
        let is_masked = |index: usize| self.masked[index] || index >= count;
        let masked: Vec<usize> = (0..self.markers.len())
            .filter(|it| is_masked(*it))
            .collect();
        let masked_document;
        let document = match masked.is_empty() {
            true => self.document,
            false => {
                masked_document = self.document.with_text(self.with_masks(&masked));
                &masked_document
            }
        };
        // Flat numbers are markers only together.
        let is_flat = |document: &Document| document.footnotes().has_flat_markers();
        let is_lost = is_flat(self.document) && !is_flat(document);
        let has_none = |document: &Document| document.footnotes().notes().is_empty();
        let is_empty = has_none(document) && !has_none(self.document);
        if count == self.markers.len() && (is_lost || is_empty) {
            return Err(Refusal::new(
                "Nothing was changed: too few footnotes are left.",
            ));
        }
        let edits = self.edits(document)?;
        let text = edits.apply(document.text());
        (self.accepts)(document, &text)?;
        Ok(match masked.is_empty() {
            true => text,
            false => Text::new(&self.unmasked(&text.to_string())),
        })
    }

    /// What the conversion of `document` changes. As many attempts as are left say how often an `Ibid.` may be written out
    /// for it.
    fn edits(&mut self, document: &Document) -> Result<Edits, Refusal> {
        match convert(document, self.target) {
            Err(refusal) if !refusal.changed.is_empty() => {
                self.left = self.left.checked_sub(EXPANDING).ok_or(refusal)?;
                self.target.edits(document, Span::at(0))
            }
            done => done,
        }
    }

    /// The text with masks for these markers.
    fn with_masks(&self, masked: &[usize]) -> Text {
        let text = self.document.text().to_string();
        let mut result = String::with_capacity(text.len());
        let mut from = 0;
        for index in masked {
            let marker = self.markers[*index];
            if marker.start < from {
                continue;
            }
            result.push_str(&text[from..marker.start]);
            result.push_str(&mask(*index));
            from = marker.end;
        }
        result.push_str(&text[from..]);
        Text::new(&result)
    }

    /// `text` with the markers that are masked in it.
    fn unmasked(&self, text: &str) -> String {
        let mut result = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(MASK[0]) {
            result.push_str(before);
            let (index, after) = after.split_once(MASK[1]).unwrap_or((after, ""));
            let marker = index.parse().ok();
            if let Some(marker) = marker.and_then(|index: usize| self.markers.get(index)) {
                result.push_str(&self.document.text().slice(*marker));
            }
            rest = after;
        }
        result.push_str(rest);
        result
    }

    /// Why a marker stays, in the author's words.
    fn reason(&self, refusal: &Refusal) -> String {
        self.unmasked(refusal.reason())
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::DocumentKind;
    use crate::testing::document;

    use super::*;

    /// Two notes of which the second is an `Ibid.`, cited in another order than they are defined.
    const SWAPPED: &str =
        "The tolls fell.[2] The locks leak.[1]\n\n[1] Roe, *Locks* (Quay, 2019).\n[2] Ibid.\n";

    fn attempts(document: &Document, left: usize) -> Attempts<'_> {
        let markers = markers(document);
        Attempts {
            document,
            masked: vec![false; markers.len()],
            markers,
            target: ConversionTarget::Markdown,
            accepts: &|_, _| Ok(()),
            left,
        }
    }

    #[test]
    fn what_writes_an_ibid_out_takes_as_many_attempts_as_it_reads() {
        let plain = "The tolls fell.[1] The locks leak.[2]\n\n[1] Roe, *Locks*, 2019.\n[2] Lee, *Dams*, 2021.\n";
        let plain = document(DocumentKind::Plain, plain);
        let mut all = attempts(&plain, 100);
        assert!(all.attempt(2).is_ok());
        assert_eq!(all.left, 99);
        let ibid = document(DocumentKind::Plain, SWAPPED);
        let mut all = attempts(&ibid, 100);
        assert!(all.attempt(2).is_ok());
        assert_eq!(all.left, 99 - EXPANDING);
        let refused = attempts(&ibid, EXPANDING).attempt(2);
        assert!(refused.is_err());
    }
}
