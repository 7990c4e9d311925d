//! The fields of an entry, with their LaTeX read and what the entry inherits.

use biblatex::{EntryType, ParseError, ParseErrorKind};

use super::super::BibliographyFault;
use super::Raw;
use super::inherit::{Inheritance, together};

/// The content of an entry. A field that cannot be read is a fault and is left out, and the entry stays.
pub(super) fn read(
    raw: &Raw<'_>,
    inheritance: &Inheritance<'_>,
    faults: &mut Vec<BibliographyFault>,
) -> biblatex::Entry {
    if let Some(entry) = parse(inheritance.family(raw.entry.clone())) {
        return entry;
    }
    let mut sound = raw.entry.clone();
    sound.fields.clear();
    let mut alone = sound.clone();
    for field in &raw.entry.fields {
        alone.fields = vec![field.clone()];
        match biblatex::Bibliography::from_raw(together(vec![alone.clone()])) {
            Ok(_) => sound.fields.push(field.clone()),
            Err(error) => faults.push(fault(raw, field.key.v, &error)),
        }
    }
    parse(inheritance.family(sound.clone()))
        .or_else(|| parse(together(vec![sound])))
        .unwrap_or_else(|| {
            let kind = EntryType::new(raw.entry.kind.v);
            biblatex::Entry::new(raw.entry.key.v.to_owned(), kind)
        })
}

/// The first entry of a bibliography, if all of it can be read.
fn parse(raw: biblatex::RawBibliography<'_>) -> Option<biblatex::Entry> {
    let read = biblatex::Bibliography::from_raw(raw).ok()?;
    read.into_iter().next()
}

fn fault(raw: &Raw<'_>, field: &str, error: &ParseError) -> BibliographyFault {
    let message = match &error.kind {
        ParseErrorKind::UnknownAbbreviation(name) => {
            format!("No `@string` defines `{name}`; put text in braces or quotes.")
        }
        ParseErrorKind::UnexpectedEof => {
            format!("The value of `{field}` ends inside a LaTeX command or formula.")
        }
        other => format!("The value of `{field}` cannot be parsed: {other}."),
    };
    BibliographyFault::new(raw.place(error.span.clone()), message)
}
