//! BibTeX and BibLaTeX. The library that reads an entry loses all of a file to one missing brace, so the file is
//! cut first, and each entry is read by itself.

mod content;
mod cut;
mod dates;
mod describe;
mod head;
mod inherit;
mod raw;
mod strings;
mod unclosed;

use std::borrow::Cow;

use biblatex::RawEntry;

use super::{BibliographyFault, ParsedBibliography, place};
use crate::text::Span;
use cut::EntryPiece;
use strings::Strings;

/// Reads a `.bib` file.
pub(super) fn read(text: &str) -> ParsedBibliography {
    let pieces = cut::cut(text);
    let sources: Vec<(&EntryPiece, Cow<'_, str>)> = pieces
        .iter()
        .map(|piece| (piece, piece.source(text)))
        .collect();
    let mut faults: Vec<BibliographyFault> =
        pieces.iter().filter_map(EntryPiece::fault_after).collect();
    let strings = strings(&sources, &mut faults);
    let mut raws = Vec::new();
    for (piece, source) in &sources {
        if piece.is_entry() {
            match raw::read(piece, source) {
                Ok(entry) => raws.push(Raw {
                    span: piece.span,
                    entry: strings.insert_in(entry),
                }),
                Err(fault) => faults.push(fault),
            }
        }
    }
    let inheritance = inherit::Inheritance::of(&raws);
    let mut entries = Vec::new();
    for raw in &raws {
        faults.extend(raw.no_key());
        if raw.entry.key.v.is_empty() {
            continue;
        }
        let work = content::read(raw, &inheritance, &mut faults);
        faults.extend(dates::check(raw));
        entries.push(describe::describe(raw, work));
    }
    ParsedBibliography { entries, faults }
}

/// What the `@string`s of the file define. Those after their use count too.
fn strings(
    sources: &[(&EntryPiece, Cow<'_, str>)],
    faults: &mut Vec<BibliographyFault>,
) -> Strings {
    let mut strings = Strings::default();
    for (piece, source) in sources.iter().filter(|(piece, _)| piece.is_string()) {
        match raw::read_strings(piece, source) {
            Ok(pairs) => strings.define(&pairs),
            Err(fault) => faults.push(fault),
        }
    }
    strings
}

/// An entry as it is written, its spans in bytes of its piece.
struct Raw<'s> {
    /// The piece, in bytes of the file.
    span: Span,
    entry: RawEntry<'s>,
}

impl Raw<'_> {
    /// A range of the piece, in bytes of the file.
    fn place(&self, range: std::ops::Range<usize>) -> Span {
        place(self.span.start, range, self.span)
    }

    fn key_span(&self) -> Span {
        self.place(self.entry.key.span.clone())
    }

    fn no_key(&self) -> Option<BibliographyFault> {
        let head = self.span.start..self.key_span().start;
        self.entry.key.v.is_empty().then(|| {
            BibliographyFault::new(
                Span::from(head),
                "This entry has no key, so it cannot be cited.",
            )
        })
    }

    /// The value of a field, in lower case, where it is one plain text.
    fn field(&self, name: &str) -> Option<(&str, Span)> {
        let mut fields = self.entry.fields.iter();
        let field = fields.find(|field| field.key.v.eq_ignore_ascii_case(name))?;
        match field.value.v.as_slice() {
            [one] => match one.v {
                biblatex::RawChunk::Normal(text) => Some((text, self.place(one.span.clone()))),
                biblatex::RawChunk::Abbreviation(_) => None,
            },
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
