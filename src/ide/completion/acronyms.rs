//! The acronyms that the brief defines, after the first of their letters.

use crate::index::{self, Acronym, Document};

use super::written::CursorText;
use super::{Completion, CompletionKind, Completions};

/// How many capitals tell that an acronym is being written, rather than any word.
const FEWEST: usize = 2;

/// The acronyms that a word of capitals at the cursor could be.
pub(super) fn acronyms(document: &Document, offset: usize) -> Option<Completions> {
    let written = CursorText::at(document, offset)?;
    let is_part = |c: char| c.is_alphanumeric() || c == '&';
    let len = written.before.len() - written.before.trim_end_matches(is_part).len();
    let word = &written.before[written.before.len() - len..];
    if len < FEWEST || !word.chars().all(char::is_uppercase) {
        return None;
    }
    let replace = written.span(len, written.rest(is_part));
    let begins = |acronym: &Acronym| acronym.name.starts_with(word);
    let item = |acronym: Acronym| Completion {
        label: acronym.name.clone(),
        kind: CompletionKind::Acronym,
        detail: Some(document.text().slice(acronym.long).into_owned()),
        documentation: None,
        replace,
        insert: acronym.name,
        filter: None,
        also: Vec::new(),
    };
    let found: Vec<Acronym> = index::acronyms(document)
        .into_iter()
        .filter(begins)
        .collect();
    (!found.is_empty()).then(|| Completions::capped(found.into_iter().map(item)))
}
