use std::path::Path;
use std::sync::Arc;

use crate::bibliography::{Bibliography, BibliographyFormat, Entry, NewEntry};
use crate::citation::Source;
use crate::index::{Document, DocumentContext, Known, WhyUnread};
use crate::syntax::ItemKind;
use crate::text::{Edit, Edits, Text};

use super::{Entries, TargetBibliography, front_matter};
use crate::refactor::Refusal;

/// What a bibliography is called that is made.
const NEW: &str = "references.bib";

/// The bibliographies of a brief, and what is added to one of them.
pub(super) struct BibliographyAdditions<'d> {
    document: &'d Document,
    /// The one that is added to.
    home: Arc<Bibliography>,
    is_new: bool,
    /// How the front matter is to name it.
    name: Option<String>,
    new: Vec<NewEntry>,
}

impl<'d> BibliographyAdditions<'d> {
    /// That of `document`: it is added to the first bibliography, or to one that is to be made.
    ///
    /// # Errors
    /// [`Refusal`] where the one that the brief names cannot be read.
    pub fn of(document: &'d Document) -> Result<BibliographyAdditions<'d>, Refusal> {
        let around = document.context();
        let additions = |home, is_new, name| BibliographyAdditions {
            document,
            home,
            is_new,
            name,
            new: Vec::new(),
        };
        if let Some(first) = around.bibliographies.first() {
            // A brief that cites by key has its own way to say where the keys are.
            let unnamed = around.is_guessed && document.citations().next().is_none();
            let name = first.path().file_name().filter(|_| unnamed);
            let name = name.map(|name| name.to_string_lossy().into_owned());
            return Ok(additions(first.clone(), false, name));
        }
        let made = |name: &str| {
            let format = BibliographyFormat::of(Path::new(name)).unwrap_or_default();
            Arc::new(Bibliography::read(name, Text::new(""), format))
        };
        match around.unread.first() {
            None => Ok(additions(made(NEW), true, Some(NEW.to_owned()))),
            Some(unread) => match &unread.name {
                Some(name)
                    if unread.why == WhyUnread::Missing
                        && BibliographyFormat::of(Path::new(name)).is_some() =>
                {
                    Ok(additions(made(name), true, None))
                }
                name => Err(Refusal::new(format!(
                    "The bibliography {} cannot be read, so no entry was added.",
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
        let all = self.document.context().bibliographies.iter();
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
            let mut items = document.items();
            items.any(|(_, _, item)| matches!(&item.kind, ItemKind::Citation { key: cited, .. } if **cited == *key))
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
        let edits = self.home.with_entries(&self.new).ok_or_else(|| {
            Refusal::new(format!(
                "Cannot add an entry to {path}: it would not be parsed there. Fix the errors in that file first."
            ))
        })?;
        let home = match self.is_new {
            true => TargetBibliography::New(path.to_string()),
            false => TargetBibliography::Known(self.home.clone()),
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
        let around = self.document.context();
        let added = entries.map(|added| Arc::new(self.home.after(&added.edits)));
        let rest = around
            .bibliographies
            .iter()
            .skip(usize::from(added.is_some()));
        let context = DocumentContext {
            bibliographies: added.into_iter().chain(rest.cloned()).collect(),
            is_guessed: around.is_guessed && self.name.is_none(),
            unread: Vec::new(),
            ..DocumentContext::clone(around)
        };
        let after = self.document.with_text(edits.apply(self.document.text()));
        let after = after.with_context(Arc::new(context));
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
                    "Cannot cite by key here: @{key} would not be parsed as a citation."
                )));
            }
        }
        Ok(())
    }
}
