//! Renaming what is under the cursor, everywhere: the label of a footnote, a heading with the links to it, an
//! acronym, the key of a source.

mod acronym;
mod across;
mod heading;
mod key;
mod label;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::bibliography::Bibliography;
use crate::index::{Acronym, Document, Heading, ItemId, acronyms};
use crate::text::{Edit, Edits, LineRange, Span};

use super::cursor::{Target, target};

pub use across::{reaches_other_files, rename_across, rename_entry};

/// What can be renamed at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Renamed {
    /// Its name under the cursor, in bytes of the document.
    pub span: Span,
    /// What it is called.
    pub name: String,
}

/// Why nothing is renamed, in one sentence for the author.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotRenamed(String);

impl fmt::Display for NotRenamed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotRenamed {}

/// What a rename at a place is about.
enum RenameTarget {
    /// The footnote of a marker or of a note's opener.
    Footnote(Target),
    /// A heading, from itself or from a link to it.
    Heading(Heading),
    /// A heading of another file, from a link to it.
    LinkedHeading(Arc<Path>, LineRange),
    /// A source that is cited by key.
    Key(Target),
    /// An acronym that is defined in the brief.
    Acronym(Acronym),
}

/// What a rename at `offset` would be about; none where nothing there has a name.
pub fn prepare_rename(document: &Document, offset: usize) -> Option<Renamed> {
    match subject(document, offset)? {
        RenameTarget::Footnote(target) => label::renamed(document, &target),
        RenameTarget::Heading(found) => Some(heading::renamed(document, &found, offset)),
        RenameTarget::LinkedHeading(_, place) => {
            heading::renamed_from_afar(document, place, offset)
        }
        RenameTarget::Key(target) => key::renamed(document, &target),
        RenameTarget::Acronym(found) => acronym::renamed(&found, offset),
    }
}

/// What a rename at `offset` of a bibliography would be about: the key of an entry.
pub fn prepare_rename_entry(bibliography: &Bibliography, offset: usize) -> Option<Renamed> {
    key::renamed_entry(bibliography, offset)
}

/// The edits that call what is at `offset` by `name` everywhere in `document`; see [`rename_across`] for what
/// other files name too.
///
/// # Errors
/// [`NotRenamed`] where nothing there has a name, and where the name is empty, taken, or none that the form
/// can write.
pub fn rename(document: &Document, offset: usize, name: &str) -> Result<Edits, NotRenamed> {
    let subject = subject(document, offset).ok_or_else(NotRenamed::nothing)?;
    let name = legal(name)?;
    let edits = match subject {
        RenameTarget::Footnote(target) => label::edits(document, &target, name)?,
        RenameTarget::Heading(found) => heading::NewName::of(document, &found, name).edits()?,
        RenameTarget::Acronym(found) => acronym::edits(document, &found, name)?,
        RenameTarget::LinkedHeading(..) => return Err(NotRenamed::nothing()),
        RenameTarget::Key(target) => return key::own(document, &target, name),
    };
    checked(document, edits, name)
}

/// `name` as it is written, if it is a name at all.
fn legal(name: &str) -> Result<&str, NotRenamed> {
    match name.trim() {
        "" => Err(NotRenamed::new("The new name is empty.")),
        name if name.contains(['\n', '\r']) => Err(NotRenamed::new("A name must be on one line.")),
        name => Ok(name),
    }
}

/// Those of `edits`, by which something is called `name`, that change something, if every footnote stays what it
/// is.
fn checked(document: &Document, edits: Vec<Edit>, name: &str) -> Result<Edits, NotRenamed> {
    let changed = edits
        .into_iter()
        .filter(|edit| document.text().slice(edit.span) != *edit.insert);
    let edits = Edits::new(changed.collect())
        .map_err(|_| NotRenamed::new("Cannot rename: its occurrences overlap."))?;
    let renamed = document.with_text(edits.apply(document.text()));
    if !keeps_pairs(document, &renamed) {
        return Err(NotRenamed::new(format!(
            "Cannot rename to {name}: footnotes would change."
        )));
    }
    match other_note_meant(document, &renamed) {
        None => Ok(edits),
        Some(line) => Err(NotRenamed::new(format!(
            "Cannot rename to {name}: the reference on line {line} would point to a different note."
        ))),
    }
}

fn subject(document: &Document, offset: usize) -> Option<RenameTarget> {
    match target(document, offset) {
        Some(target @ (Target::Marker(_) | Target::NoteOpener(_))) => {
            return Some(RenameTarget::Footnote(target));
        }
        Some(target @ (Target::Citation(_) | Target::Key(_))) => {
            return Some(RenameTarget::Key(target));
        }
        Some(Target::Body(_) | Target::CrossReference(_)) | None => {}
    }
    if let Some(heading) = heading::at(document, offset) {
        return Some(RenameTarget::Heading(heading));
    }
    if let Some((path, place)) = heading::linked(document, offset) {
        return Some(RenameTarget::LinkedHeading(path, place));
    }
    let is_here = |acronym: &Acronym| acronym.uses.iter().any(|span| span.touches(offset));
    let acronym = acronyms(document).into_iter().find(is_here);
    let acronym = acronym.map(RenameTarget::Acronym);
    acronym.or_else(|| label::candidate(document, offset).map(RenameTarget::Footnote))
}

/// Whether in `after` every marker belongs to the note that it belonged to.
fn keeps_pairs(document: &Document, after: &Document) -> bool {
    let (before, after) = (document.footnotes(), after.footnotes());
    let notes = |table: &crate::index::Footnotes| {
        let cited = table.markers().iter().map(|id| table.cited_by(*id));
        cited.collect::<Vec<_>>()
    };
    before.markers() == after.markers()
        && before.notes() == after.notes()
        && before.headings() == after.headings()
        && notes(before) == notes(after)
}

/// The line, from 1, of the first words that name a note and in `after` would name another or none.
fn other_note_meant(document: &Document, after: &Document) -> Option<usize> {
    let sorted = |mut notes: Vec<ItemId>| {
        notes.sort_unstable();
        notes
    };
    let named = |document: &Document| {
        let of_notes = document.sources().back_references();
        let of_notes = of_notes.filter_map(|(id, found, referent)| {
            let place = document.in_note(id, found.span)?;
            Some((
                document.text().line_of(place.start),
                sorted(referent.notes.clone()),
            ))
        });
        let in_text = document.cross_references();
        let in_text = in_text.map(|named| {
            let line = document.text().line_of(named.span.start);
            (line, sorted(named.referent.notes))
        });
        of_notes.chain(in_text).collect::<Vec<_>>()
    };
    let (before, after) = (named(document), named(after));
    let mut pairs = before.iter().zip(&after);
    let other = pairs.find(|((_, old), (_, new))| !old.is_empty() && old != new);
    other.map(|((line, _), _)| line + 1)
}

impl NotRenamed {
    fn new(sentence: impl Into<String>) -> NotRenamed {
        NotRenamed(sentence.into())
    }

    fn nothing() -> NotRenamed {
        NotRenamed::new("Nothing to rename here.")
    }
}

/// `name` at each of `spans`.
fn at_each(spans: impl IntoIterator<Item = Span>, name: &str) -> Vec<Edit> {
    spans
        .into_iter()
        .map(|span| Edit::new(span, name))
        .collect()
}
