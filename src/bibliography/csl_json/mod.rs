//! CSL-JSON: a list of items (`citation-style-language/schema`, csl-data.json). The list is cut first, and each
//! item is read by itself, so that one that is broken takes no other with it.

mod cut;
mod describe;
mod value;

use serde_json::{Map, Value};

use super::{BibliographyFault, Entry, ParsedBibliography, place};
use crate::text::Span;
use cut::ItemTokenizer;

/// Reads a CSL-JSON file.
pub(super) fn read(text: &str) -> ParsedBibliography {
    let mut reading = ParsedBibliography::default();
    let mut tokenizer = match ItemTokenizer::new(text) {
        Ok(tokenizer) => tokenizer,
        Err(fault) => {
            reading.faults.push(fault);
            return reading;
        }
    };
    while let Some(start) = tokenizer.next_item() {
        match item(text, &mut tokenizer, start, &mut reading.faults) {
            Ok(entry) => reading.entries.push(entry),
            Err(fault) => reading.faults.push(fault),
        }
    }
    reading.faults.extend(tokenizer.fault_after());
    reading
}

/// Reads the item that begins at `start`, and moves the cutter past it.
fn item(
    text: &str,
    tokenizer: &mut ItemTokenizer<'_>,
    start: usize,
    faults: &mut Vec<BibliographyFault>,
) -> Result<Entry, BibliographyFault> {
    let whole = tokenizer.item_end(start).and_then(|end| {
        let source = text.get(start..end)?;
        let fields = serde_json::from_str::<Value>(source).ok()?;
        Some((end, fields))
    });
    let Some((end, fields)) = whole else {
        let end = tokenizer.skip_broken(start);
        return Err(broken(text.get(start..end).unwrap_or_default(), start));
    };
    tokenizer.move_to(end);
    let span = Span::new(start, end);
    let Value::Object(fields) = fields else {
        return Err(BibliographyFault::new(
            span,
            "Not an item: expected an object in `{` and `}`.",
        ));
    };
    entry(text, span, fields, faults)
}

fn entry(
    text: &str,
    span: Span,
    fields: Map<String, Value>,
    faults: &mut Vec<BibliographyFault>,
) -> Result<Entry, BibliographyFault> {
    let source = text.get(span.range()).unwrap_or_default();
    let key_span = cut::value_of(source, "id").map(|range| place(span.start, range, span));
    let key = fields.get("id").and_then(value::text);
    let (Some(key), Some(key_span)) = (key.filter(|key| !key.is_empty()), key_span) else {
        return Err(BibliographyFault::new(
            first_line(source, span.start),
            "This item has no `id`, so it cannot be cited.",
        ));
    };
    for name in value::DATES {
        if let Some(message) = fields.get(name).and_then(value::mistake_in_date) {
            let at = cut::value_of(source, name).map(|range| place(span.start, range, span));
            faults.push(BibliographyFault::new(at.unwrap_or(key_span), message));
        }
    }
    Ok(describe::describe(key, key_span, span, &fields))
}

/// The fault of an item that is no JSON, at the place where it stops to be.
fn broken(source: &str, start: usize) -> BibliographyFault {
    let key = cut::value_of(source, "id").and_then(|range| source.get(range));
    let error = serde_json::from_str::<Value>(source).err();
    let fault = match error {
        Some(error) if !error.is_eof() => {
            let line_start = match error.line() {
                0 | 1 => 0,
                line => source
                    .match_indices('\n')
                    .nth(line - 2)
                    .map_or(0, |(at, _)| at + 1),
            };
            let at = start + (line_start + error.column().saturating_sub(1)).min(source.len());
            let said = error.to_string();
            let said = said.split(" at line ").next().unwrap_or_default();
            let message = format!("This item is not valid JSON: {said}.");
            BibliographyFault::new(Span::new(at, (at + 1).min(start + source.len())), message)
        }
        _ => BibliographyFault::new(
            first_line(source, start),
            "This item is not closed: missing `}` or quotation mark.",
        ),
    };
    fault.losing(key.unwrap_or_default())
}

/// The first line of a piece that begins at `start`.
fn first_line(source: &str, start: usize) -> Span {
    let line = source.lines().next().unwrap_or_default().trim_end();
    Span::new(start, start + line.len())
}

#[cfg(test)]
mod tests;
