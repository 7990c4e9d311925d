use std::path::Path;
use std::sync::Arc;

use crate::bibliography::{Bibliography, Entry, Format, NewEntry};
use crate::citation::Source;
use crate::index::{Document, Known, Surroundings, WhyUnread};
use crate::syntax::MarkKind;
use crate::text::{Edit, Edits, Text};

use super::super::Refusal;
use super::{Entries, Home, front_matter};

/// What a bibliography is called that is made.
const NEW: &str = "references.bib";

/// The bibliographies of a brief, and what is added to one of them.
pub(super) struct Shelf<'d> {
    document: &'d Document,
    /// The one that is added to.
    home: Arc<Bibliography>,
    is_new: bool,
    /// How the front matter is to name it.
    name: Option<String>,
    new: Vec<NewEntry>,
}

impl<'d> Shelf<'d> {
    /// That of `document`: it is added to the first bibliography, or to one that is to be made.
    ///
    /// # Errors
    /// [`Refusal`] where the one that the brief names cannot be read.
    pub fn of(document: &'d Document) -> Result<Shelf<'d>, Refusal> {
        let around = document.surroundings();
        let shelf = |home, is_new, name| Shelf {
            document,
            home,
            is_new,
            name,
            new: Vec::new(),
        };
        if let Some(first) = around.bibliographies.first() {
            // A brief that cites by key has its own way to say where the keys are.
            let unnamed = around.guessed && document.citations().next().is_none();
            let name = first.path().file_name().filter(|_| unnamed);
            let name = name.map(|name| name.to_string_lossy().into_owned());
            return Ok(shelf(first.clone(), false, name));
        }
        let made = |name: &str| {
            let format = Format::of(Path::new(name)).unwrap_or_default();
            Arc::new(Bibliography::read(name, Text::new(""), format))
        };
        match around.unread.first() {
            None => Ok(shelf(made(NEW), true, Some(NEW.to_owned()))),
            Some(unread) => match &unread.name {
                Some(name)
                    if unread.why == WhyUnread::Missing
                        && Format::of(Path::new(name)).is_some() =>
                {
                    Ok(shelf(made(name), true, None))
                }
                name => Err(Refusal::new(format!(
                    "The bibliography {} cannot be read, so no entry is added.",
                    name.as_deref().unwrap_or("of the configuration")
                ))),
            },
        }
    }

    /// The entry of a bibliography of the brief that describes `source`, if citations of its key mean it.
    pub fn describing(&self, source: &Source) -> Option<(&Bibliography, &Entry)> {
        self.find(|bibliography| bibliography.describing(source))
    }

    /// The one entry that a short form of that author and title means.
    pub fn shortened(&self, source: &Source) -> Option<(&Bibliography, &Entry)> {
        self.find(|bibliography| bibliography.shortened(source))
    }

    fn find<'s>(
        &'s self,
        asked: impl Fn(&'s Bibliography) -> Option<&'s Entry>,
    ) -> Option<(&'s Bibliography, &'s Entry)> {
        let all = self.document.surroundings().bibliographies.iter();
        all.filter_map(|bibliography| Some((&**bibliography, asked(bibliography)?)))
            .find(
                |(bibliography, entry)| match self.document.known(&entry.key) {
                    Some(Known::Entry(from, known)) => {
                        from.path() == bibliography.path() && known.key_span == entry.key_span
                    }
                    _ => false,
                },
            )
    }

    /// Adds an entry for `source`, unless one is added already; its key.
    pub fn add(&mut self, source: Source, note: Option<String>) -> String {
        let known = source.identities();
        let same = |other: &&NewEntry| {
            other.source == source
                || other
                    .source
                    .identities()
                    .iter()
                    .any(|it| known.contains(it))
        };
        if let Some(there) = self.new.iter().find(same) {
            return there.key.clone();
        }
        let document = self.document;
        let is_cited = |key: &str| {
            let mut marks = document.marks();
            marks.any(|(_, _, mark)| matches!(&mark.kind, MarkKind::Citation { key: cited, .. } if **cited == *key))
        };
        let is_taken = |key: &str| {
            let added = self.new.iter().any(|entry| entry.key == key);
            added || document.known(key).is_some() || is_cited(key)
        };
        let key = self.home.new_key(&source, is_taken);
        self.new.push(NewEntry {
            key: key.clone(),
            source,
            note,
        });
        key
    }

    /// The edit that names the bibliography in the front matter, if it has to be.
    ///
    /// # Errors
    /// [`Refusal`] where it cannot.
    pub fn naming(&self) -> Result<Option<Edit>, Refusal> {
        let name = self.name.as_ref();
        name.map(|name| front_matter::naming(self.document, name))
            .transpose()
    }

    /// What is added.
    ///
    /// # Errors
    /// [`Refusal`] where the entries would not be read again from the bibliography.
    pub fn entries(&self) -> Result<Option<Entries>, Refusal> {
        if self.new.is_empty() {
            return Ok(None);
        }
        let path = self.home.path().display();
        let edits = self
            .home
            .with_entries(&self.new)
            .ok_or_else(|| Refusal::new(format!("No entry can be added to {path}, as it is.")))?;
        let home = match self.is_new {
            true => Home::New(path.to_string()),
            false => Home::Known(self.home.clone()),
        };
        Ok(Some(Entries { home, edits }))
    }

    /// That the brief after `edits`, beside the bibliography with `entries`, cites each of `keys` so many `times`
    /// more, and that each is known.
    pub fn check_cited<'k>(
        &self,
        edits: &Edits,
        entries: Option<&Entries>,
        keys: impl Iterator<Item = &'k str>,
        times: usize,
    ) -> Result<(), Refusal> {
        let around = self.document.surroundings();
        let added = entries.map(|added| Arc::new(self.home.after(&added.edits)));
        let rest = around
            .bibliographies
            .iter()
            .skip(usize::from(added.is_some()));
        let surroundings = Surroundings {
            bibliographies: added.into_iter().chain(rest.cloned()).collect(),
            guessed: around.guessed && self.name.is_none(),
            unread: Vec::new(),
            ..Surroundings::clone(around)
        };
        let after = self.document.with_text(edits.apply(self.document.text()));
        let after = after.with_surroundings(Arc::new(surroundings));
        let count = |document: &Document, key: &str| {
            document
                .citations()
                .filter(|cited| *cited.key == *key)
                .count()
        };
        let keys: Vec<&str> = keys.collect();
        for key in &keys {
            let more = times * keys.iter().filter(|other| *other == key).count();
            let cites = count(&after, key) == count(self.document, key) + more;
            if !cites || !matches!(after.known(key), Some(Known::Entry(..))) {
                return Err(Refusal::new(format!(
                    "Nothing was changed: @{key} would not be read as a citation there."
                )));
            }
        }
        Ok(())
    }
}
