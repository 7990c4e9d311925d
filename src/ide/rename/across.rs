//! Renaming what other files name too: a heading that they link to, a key that they cite.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::bibliography::Bibliography;
use crate::ide::files::{FileEdits, Files};
use crate::index::{Anchored, Anchors, Document, Known, Workspace};
use crate::text::Edits;

use super::{NotRenamed, RenameTarget, checked, heading, key, legal, subject};

/// Whether what is at `offset` may have its name in other files too.
pub fn reaches_other_files(document: &Document, offset: usize) -> bool {
    let found = subject(document, offset);
    matches!(
        found,
        Some(RenameTarget::Heading(_) | RenameTarget::LinkedHeading(..) | RenameTarget::Key(_))
    )
}

/// The edits that call what is at `offset` of the brief at `path` by `name`, in all files of `workspace`: a
/// heading with the links to it, a key with its entry and its citations. By path.
///
/// # Errors
/// [`NotRenamed`] as [`super::rename`], and where a file that has the name cannot be read. Then nothing changes.
pub fn rename_across(
    path: &Path,
    offset: usize,
    name: &str,
    workspace: &Workspace,
    files: &dyn Files,
) -> Result<Vec<FileEdits>, NotRenamed> {
    let rename = Rename::to(name, workspace, files)?;
    let document = rename.brief(path)?;
    match subject(&document, offset) {
        Some(RenameTarget::Heading(found)) => rename.heading(path, &document, &found),
        Some(RenameTarget::LinkedHeading(path, _)) => {
            let name = heading::fragment_name(&document, offset).ok_or_else(NotRenamed::nothing)?;
            rename.linked_heading(&path, &name)
        }
        Some(RenameTarget::Key(target)) => {
            let (key, _) = key::parts(&target).ok_or_else(NotRenamed::nothing)?;
            rename.key(path, &document, key)
        }
        Some(RenameTarget::Footnote(_) | RenameTarget::Acronym(_)) | None => {
            Err(NotRenamed::nothing())
        }
    }
}

/// The edits that call the entry at `offset` of the bibliography at `path` by the key `name`, and its citations in
/// all briefs of `workspace` that use that bibliography. By path.
///
/// # Errors
/// As [`rename_across`].
pub fn rename_entry(
    path: &Path,
    offset: usize,
    name: &str,
    workspace: &Workspace,
    files: &dyn Files,
) -> Result<Vec<FileEdits>, NotRenamed> {
    let rename = Rename::to(name, workspace, files)?;
    let bibliography = rename.bibliography(path)?;
    let entry = key::entry_at(&bibliography, offset).ok_or_else(NotRenamed::nothing)?;
    rename.entry(path, &bibliography, entry)
}

/// A rename that is under way.
struct Rename<'a> {
    name: &'a str,
    workspace: &'a Workspace,
    files: &'a dyn Files,
}

impl<'a> Rename<'a> {
    fn to(
        name: &'a str,
        workspace: &'a Workspace,
        files: &'a dyn Files,
    ) -> Result<Rename<'a>, NotRenamed> {
        Ok(Rename {
            name: legal(name)?,
            workspace,
            files,
        })
    }

    fn brief(&self, path: &Path) -> Result<Document, NotRenamed> {
        let read = self.files.brief(path);
        read.map_err(|why| NotRenamed::new(format!("{} {why}.", path.display())))
    }

    fn bibliography(&self, path: &Path) -> Result<Arc<Bibliography>, NotRenamed> {
        let read = self.files.bibliography(path);
        read.map_err(|why| NotRenamed::new(format!("{} {why}.", path.display())))
    }

    /// The heading to which a link with that fragment leads in the brief at `path`, as that is now.
    fn linked_heading(&self, path: &Path, fragment: &str) -> Result<Vec<FileEdits>, NotRenamed> {
        let document = self.brief(path)?;
        let place = Anchors::of(&document).find(fragment);
        let mut headings = document.headings();
        let found = headings.find(|it| place == Anchored::At(it.text));
        let found = found.ok_or_else(|| {
            let place = path.display();
            NotRenamed::new(format!(
                "The heading this link points to is no longer in {place}."
            ))
        })?;
        self.heading(path, &document, &found)
    }

    fn heading(
        &self,
        path: &Path,
        document: &Document,
        found: &crate::index::Heading,
    ) -> Result<Vec<FileEdits>, NotRenamed> {
        let new = heading::NewName::of(document, found, self.name);
        let mut own = new.edits()?;
        // Links that name the file itself.
        own.extend(new.edits_of_links(path, document, path)?);
        let here = checked(document, own, self.name)?;
        let mut all = vec![changed(path, document, here)];
        let links = self.workspace.links_to(path);
        let linking = links.filter(|(from, link)| ***from != *path && link.fragment.is_some());
        let linking: BTreeSet<&Arc<Path>> = linking.map(|(from, _)| from).collect();
        for from in linking {
            let other = self.brief(from)?;
            let edits = new.edits_of_links(from, &other, path)?;
            all.push(changed(from, &other, checked(&other, edits, self.name)?));
        }
        Ok(sorted(all))
    }

    /// The key that the brief at `path` cites or defines.
    fn key(
        &self,
        path: &Path,
        document: &Document,
        key: &str,
    ) -> Result<Vec<FileEdits>, NotRenamed> {
        match document.known(key) {
            Some(Known::Here(_)) => self.own_key(path, key),
            Some(Known::Elsewhere) => {
                let mut defining = self.beside(path).filter(|(_, defines)| defines(key));
                match (defining.next(), defining.next()) {
                    (Some((home, _)), None) => self.own_key(home, key),
                    (Some(_), Some(_)) => Err(NotRenamed::new(format!(
                        "{key} is defined in several briefs."
                    ))),
                    (None, _) => Err(NotRenamed::new(format!(
                        "{key} is no longer defined in another brief."
                    ))),
                }
            }
            Some(Known::Entry(from, entry)) if entry.key != key => Err(NotRenamed::new(format!(
                "{key} is an alias of the entry {} in {}.",
                entry.key,
                from.path().display()
            ))),
            Some(Known::Entry(from, _)) => {
                let bibliography = self.bibliography(from.path())?;
                let entry = bibliography.get(key).filter(|entry| entry.key == key);
                let gone = || {
                    let place = from.path().display();
                    NotRenamed::new(format!("{key} is no longer in {place}."))
                };
                self.entry(from.path(), &bibliography, entry.ok_or_else(gone)?)
            }
            Some(Known::Broken) => Err(NotRenamed::new(format!(
                "The entry {key} cannot be parsed, so it cannot be renamed."
            ))),
            Some(Known::Identifier) | None => Err(NotRenamed::new(format!(
                "No bibliography has the key {key}."
            ))),
        }
    }

    fn entry(
        &self,
        path: &Path,
        bibliography: &Bibliography,
        entry: &crate::bibliography::Entry,
    ) -> Result<Vec<FileEdits>, NotRenamed> {
        key::legal(self.name)?;
        if entry.key == self.name {
            return Ok(Vec::new());
        }
        let edits = key::in_bibliography(bibliography, entry, self.name)?;
        let mut all = vec![FileEdits {
            path: path.into(),
            text: Some(bibliography.text().clone()),
            edits,
        }];
        let citing = self.workspace.citing(path, &entry.key);
        let citing: BTreeSet<&Arc<Path>> = citing.map(|(at, _)| at).collect();
        for at in citing
            .into_iter()
            .filter(|_| key::is_first(bibliography, entry))
        {
            let document = self.brief(at)?;
            let is_another = match document.known(&entry.key) {
                Some(Known::Here(_)) => true,
                Some(Known::Entry(from, _)) => from.path() != path,
                _ => false,
            };
            if !is_another {
                all.push(self.in_brief(at, &document, &entry.key)?);
            }
        }
        let mut cited = self.workspace.citing(path, self.name);
        if let Some((at, _)) = cited.find(|(at, _)| !self.defines(at)) {
            return Err(in_file(at, key::cited_already(self.name)));
        }
        Ok(sorted(all))
    }

    /// A key that the brief at `home` defines, and that the briefs beside it may cite.
    fn own_key(&self, home: &Path, key: &str) -> Result<Vec<FileEdits>, NotRenamed> {
        key::legal(self.name)?;
        if key == self.name {
            return Ok(Vec::new());
        }
        let mut all = vec![self.in_brief(home, &self.brief(home)?, key)?];
        if self.beside(home).any(|(_, defines)| defines(key)) {
            return Ok(all);
        }
        for (at, _) in self.beside(home) {
            let brief = self.workspace.get(at);
            let mut citations = brief.into_iter().flat_map(|it| it.summary.citations.iter());
            if !citations.any(|(cited, _)| **cited == *key) {
                continue;
            }
            let document = self.brief(at)?;
            if matches!(document.known(key), Some(Known::Elsewhere)) {
                all.push(self.in_brief(at, &document, key)?);
            }
        }
        Ok(sorted(all))
    }

    fn in_brief(
        &self,
        path: &Path,
        document: &Document,
        key: &str,
    ) -> Result<FileEdits, NotRenamed> {
        let edits =
            key::free(document, self.name).and_then(|()| key::in_brief(document, key, self.name));
        let edits = edits.map_err(|why| in_file(path, why))?;
        Ok(changed(path, document, edits))
    }

    /// Whether the brief at `path` defines the new key for itself.
    fn defines(&self, path: &Path) -> bool {
        let brief = self.workspace.get(path);
        brief.is_some_and(|it| it.summary.defines.iter().any(|key| **key == *self.name))
    }

    /// The other briefs in the folder of `path`, each with whether it defines a key.
    fn beside<'b>(
        &'b self,
        path: &'b Path,
    ) -> impl Iterator<Item = (&'b Arc<Path>, impl Fn(&str) -> bool + 'b)> {
        let others = self.workspace.iter();
        let others = others.filter(move |(at, _)| at.parent() == path.parent() && ***at != *path);
        others.map(|(at, brief)| {
            let defined = &brief.summary.defines;
            (at, move |key: &str| defined.iter().any(|it| **it == *key))
        })
    }
}

fn changed(path: &Path, document: &Document, edits: Edits) -> FileEdits {
    FileEdits {
        path: path.into(),
        text: Some(document.text().clone()),
        edits,
    }
}

/// Those that change something, by path.
fn sorted(mut all: Vec<FileEdits>) -> Vec<FileEdits> {
    all.retain(|file| !file.edits.is_empty());
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}

/// `why`, with the file that it is about.
fn in_file(path: &Path, why: NotRenamed) -> NotRenamed {
    NotRenamed::new(format!("{}: {why}", path.display()))
}

#[cfg(test)]
mod tests;
