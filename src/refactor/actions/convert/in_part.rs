//! A conversion that leaves out what is in its way.

use crate::index::Document;
use crate::syntax::ItemKind;
use crate::text::{Span, Text};

use crate::refactor::Refusal;

use super::ConversionTarget;

/// The most markers that are left out: with more, the document is of another kind than was thought.
const MOST_LEFT: usize = 50;

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
    let markers = markers(document);
    let mut masked = vec![false; markers.len()];
    let mut left = Vec::new();
    let mut first = None;
    loop {
        let refusal = match attempt(document, &markers, &masked, target, accepts) {
            Ok(text) => return Ok(ConvertedInPart { text, left }),
            Err(refusal) => refusal,
        };
        let Some(odd) = first_in_the_way(document, &markers, &masked, target, accepts) else {
            return Err(refusal);
        };
        masked[odd] = true;
        if left.len() == MOST_LEFT || !masked.contains(&false) {
            return Err(first.unwrap_or(refusal));
        }
        left.push(LeftMarker {
            line: document.text().line_of(markers[odd].start) + 1,
            reason: reason(&refusal),
        });
        first.get_or_insert(refusal);
        left.sort_by_key(|left| left.line);
    }
}

/// Where markers stand, and what looks like one.
fn markers(document: &Document) -> Vec<Span> {
    let items = document.items().filter_map(|(_, block, item)| {
        let is_marker = matches!(
            item.kind,
            ItemKind::Marker { .. }
                | ItemKind::Malformed { .. }
                | ItemKind::Flattened { .. }
                | ItemKind::Unread { .. }
        );
        is_marker.then(|| item.span.shift(block.start))
    });
    let mut spans: Vec<Span> = items.collect();
    spans.sort_by_key(|span| (span.start, span.end));
    spans.dedup_by_key(|span| span.start);
    spans
}

/// The refusal without the sentence that says that nothing was changed.
fn reason(refusal: &Refusal) -> String {
    let sentence = refusal.to_string();
    let reason = sentence
        .strip_prefix("Nothing was changed: ")
        .unwrap_or(&sentence);
    reason.to_owned()
}

/// The first marker without which, and without all after it, the conversion is not refused any more.
fn first_in_the_way(
    document: &Document,
    markers: &[Span],
    masked: &[bool],
    target: ConversionTarget,
    accepts: Accepts<'_>,
) -> Option<usize> {
    let refused = |count: usize| {
        let masked: Vec<bool> = (0..markers.len())
            .map(|index| masked[index] || index >= count)
            .collect();
        attempt(document, markers, &masked, target, accepts).is_err()
    };
    if refused(0) {
        return None;
    }
    // With `good` markers it is not refused, with `bad` it is.
    let (mut good, mut bad) = (0, markers.len());
    while good + 1 < bad {
        let middle = good.midpoint(bad);
        match refused(middle) {
            true => bad = middle,
            false => good = middle,
        }
    }
    Some(good).filter(|odd| *odd < markers.len())
}

/// The document converted with some markers masked.
fn attempt(
    document: &Document,
    markers: &[Span],
    masked: &[bool],
    target: ConversionTarget,
    accepts: Accepts<'_>,
) -> Result<Text, Refusal> {
    if !masked.contains(&true) {
        let edits = (target.refactoring().edits)(document, Span::at(0))?;
        let text = edits.apply(document.text());
        accepts(document, &text)?;
        return Ok(text);
    }
    let text = document.text().to_string();
    let mut result = String::with_capacity(text.len());
    let mut from = 0;
    for (index, marker) in markers
        .iter()
        .enumerate()
        .filter(|(index, _)| masked[*index])
    {
        if marker.start < from {
            continue;
        }
        result.push_str(&text[from..marker.start]);
        result.push_str(&format!("{}{index}{}", MASK[0], MASK[1]));
        from = marker.end;
    }
    result.push_str(&text[from..]);
    let masked_document = document.with_text(Text::new(&result));
    let edits = (target.refactoring().edits)(&masked_document, Span::at(0))?;
    let text = edits.apply(masked_document.text());
    accepts(&masked_document, &text)?;
    Ok(unmasked(document, markers, &text))
}

fn unmasked(document: &Document, markers: &[Span], text: &Text) -> Text {
    let text = text.to_string();
    let mut result = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(MASK[0]) {
        result.push_str(before);
        let (index, after) = after.split_once(MASK[1]).unwrap_or((after, ""));
        let marker = index
            .parse()
            .ok()
            .and_then(|index: usize| markers.get(index));
        if let Some(marker) = marker {
            result.push_str(&document.text().slice(*marker));
        }
        rest = after;
    }
    result.push_str(rest);
    Text::new(&result)
}

#[cfg(test)]
mod tests {
    use crate::config::DialectChoice;
    use crate::syntax::DocumentKind;

    use super::*;

    fn converted(text: &str) -> ConvertedInPart {
        let document = Document::new(Text::new(text), DocumentKind::Plain, DialectChoice::Auto);
        convert_in_part(&document, ConversionTarget::Markdown, &|_, _| Ok(())).unwrap()
    }

    #[test]
    fn one_odd_marker_does_not_refuse_the_document() {
        let text = "It rose.¹ It fell in Japan.²³ It stayed.⁴\n\n¹ One.\n\n² Two.\n\n³ Three.\n\n⁴ Four.\n";
        let converted = converted(text);
        assert!(
            converted.left.iter().all(|left| left.line == 1),
            "{:?}",
            converted.left
        );
        let result = converted.text.to_string();
        assert!(result.contains("rose.[^1]"), "{result}");
        assert!(result.contains("stayed.[^4]"), "{result}");
        assert!(result.contains("[^4]: Four."), "{result}");
    }

    #[test]
    fn a_document_without_odd_markers_is_converted_whole() {
        let converted = converted("It rose.¹\n\n¹ One.\n");
        assert_eq!(converted.left, []);
        assert_eq!(converted.text.to_string(), "It rose.[^1]\n\n[^1]: One.\n");
    }
}
