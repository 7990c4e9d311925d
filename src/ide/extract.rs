//! What a note cites, moved to the bibliography: a refactoring that changes two files.

use std::path::Path;

use crate::index::{Document, resolved};
use crate::refactor::{self, Entries, Refusal, TargetBibliography};
use crate::text::Span;

use super::files::{FileEdits, Files};

/// The edits that make entries of what the note at `at` of the brief at `path` cites, and cite them by key: of the
/// bibliography, then of the brief.
///
/// # Errors
/// [`Refusal`] as [`refactor::extract`], and where the bibliography is another by now, or one is to be made and there
/// is one.
pub fn extract(
    path: &Path,
    document: &Document,
    at: Span,
    files: &dyn Files,
) -> Result<Vec<FileEdits>, Refusal> {
    let extraction = refactor::extract(document, at)?;
    let added = extraction
        .entries
        .map(|entries| added(path, entries, files));
    let mut changed: Vec<FileEdits> = added.transpose()?.into_iter().collect();
    changed.push(FileEdits {
        path: path.into(),
        text: Some(document.text().clone()),
        edits: extraction.brief,
    });
    Ok(changed)
}

fn added(brief: &Path, entries: Entries, files: &dyn Files) -> Result<FileEdits, Refusal> {
    let Entries { home, edits } = entries;
    match home {
        TargetBibliography::Known(bibliography) => {
            let now = files.bibliography(bibliography.path());
            let text = bibliography.text();
            if now.is_ok_and(|now| now.text().slice(now.text().span()) != text.slice(text.span())) {
                let path = bibliography.path().display();
                return Err(Refusal::new(format!("{path} has changed: try again.")));
            }
            Ok(FileEdits {
                path: bibliography.path().into(),
                text: Some(text.clone()),
                edits,
            })
        }
        TargetBibliography::New(name) => {
            let path = resolved(brief, &name);
            match files.bibliography(&path) {
                Ok(_) => Err(Refusal::new(format!(
                    "A file {name} already exists and is not a bibliography of this brief."
                ))),
                Err(_) => Ok(FileEdits {
                    path: path.into(),
                    text: None,
                    edits,
                }),
            }
        }
    }
}
