//! Renaming the key of a source: where a brief cites or defines it, and in its bibliography.

use std::sync::LazyLock;

use regex::Regex;

use crate::bibliography::{Bibliography, BibliographyFormat, Entry};
use crate::ide::cursor::Target;
use crate::index::{Document, KeyDefinition, Known};
use crate::pattern::pattern;
use crate::syntax::{ItemKind, cited};
use crate::text::{Edit, Edits, Span};

use super::{NotRenamed, Renamed, keeps_pairs};

/// The fields of BibTeX that name other entries by their keys (BibLaTeX manual, "Special Fields").
static NAMING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"(?i)\b(?:crossref|xref|xdata|related|entryset)\s*=\s*[{"]([^{}"]*)"#)
});

/// The key under the cursor, if it is known where it comes from.
pub(super) fn renamed(document: &Document, target: &Target) -> Option<Renamed> {
    let (key, span) = parts(target)?;
    match document.known(key)? {
        Known::Entry(_, entry) if entry.key != key => return None,
        Known::Broken | Known::Identifier => return None,
        Known::Here(_) | Known::Entry(..) | Known::Elsewhere => {}
    }
    Some(Renamed {
        span: written(document, span, key)?,
        name: key.to_owned(),
    })
}

/// The key of an entry under the cursor at `offset` of the bibliography.
pub(super) fn renamed_entry(bibliography: &Bibliography, offset: usize) -> Option<Renamed> {
    let entry = entry_at(bibliography, offset)?;
    Some(Renamed {
        span: entry.key_span,
        name: entry.key.clone(),
    })
}

/// The entry whose key is at `offset`.
pub(super) fn entry_at(bibliography: &Bibliography, offset: usize) -> Option<&Entry> {
    let entry = bibliography.entry_at(offset)?;
    entry.key_span.touches(offset).then_some(entry)
}

/// The key that `target` has, and all of its place.
pub(super) fn parts(target: &Target) -> Option<(&str, Span)> {
    match target {
        Target::Citation(citation) => Some((&citation.key, citation.span)),
        Target::Key(definition) => Some((&definition.key, definition.span)),
        Target::Marker(_) | Target::NoteOpener(_) | Target::Body(_) | Target::CrossReference(_) => {
            None
        }
    }
}

/// That a key can be called `name`: Pandoc's keys have no blanks, and their braces are those around them (Pandoc
/// manual, "Citation syntax"); a comma ends a key of BibTeX.
pub(super) fn legal(name: &str) -> Result<(), NotRenamed> {
    if name.starts_with('@') {
        return Err(NotRenamed::new("Type the key without the @."));
    }
    match name.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | ',')) {
        true => Err(NotRenamed::new(
            "A key cannot contain spaces, braces or commas.",
        )),
        false => Ok(()),
    }
}

/// The edits that call a key by `name` in `document`, which defines it for itself.
pub(super) fn own(document: &Document, target: &Target, name: &str) -> Result<Edits, NotRenamed> {
    let (key, _) = parts(target).ok_or_else(NotRenamed::nothing)?;
    match document.known(key) {
        Some(Known::Here(_)) if key == name => Ok(Edits::default()),
        Some(Known::Here(_)) => {
            legal(name)?;
            free(document, name)?;
            in_brief(document, key, name)
        }
        _ => Err(NotRenamed::new(format!(
            "The key {key} is defined in another file."
        ))),
    }
}

/// That `name` stands for nothing in `document` yet.
pub(super) fn free(document: &Document, name: &str) -> Result<(), NotRenamed> {
    match document.known(name) {
        None | Some(Known::Identifier) => {}
        Some(_) => {
            return Err(NotRenamed::new(format!(
                "A source with the key {name} already exists."
            )));
        }
    }
    match items(document, name) {
        0 => Ok(()),
        _ => Err(cited_already(name)),
    }
}

/// That `name` is cited, though nothing is known of it.
pub(super) fn cited_already(name: &str) -> NotRenamed {
    NotRenamed::new(format!(
        "The text already cites @{name}, which has no source."
    ))
}

/// `name` wherever `document` cites or defines `key`.
pub(super) fn in_brief(document: &Document, key: &str, name: &str) -> Result<Edits, NotRenamed> {
    let citations = document.citations().filter(|it| *it.key == *key);
    let citation = |span: Span| {
        let braced = document.text().slice(span).starts_with("@{");
        let text = match braced {
            true => format!("@{{{name}}}"),
            false => cited(name),
        };
        Edit::new(span, text)
    };
    let mut edits: Vec<Edit> = citations.map(|it| citation(it.span)).collect();
    let definitions = definitions(document, key);
    edits.extend(definitions.filter_map(|it| {
        let span = written(document, it.span, key)?;
        Some(Edit::new(span, name))
    }));
    let count = edits.len();
    let cannot = || NotRenamed::new(format!("{name} would not be parsed as a key there."));
    let edits = Edits::new(edits).map_err(|_| cannot())?;
    let after = document.with_text(edits.apply(document.text()));
    let is_read = items(&after, name) == items(document, name) + count;
    match is_read && keeps_pairs(document, &after) {
        true => Ok(edits),
        false => Err(cannot()),
    }
}

/// `name` as the key of `entry`, and where other entries name it, if it is the first of its key.
pub(super) fn in_bibliography(
    bibliography: &Bibliography,
    entry: &Entry,
    name: &str,
) -> Result<Edits, NotRenamed> {
    if bibliography.get(name).is_some() || bibliography.has_broken(name) {
        let message = format!("An entry with the key {name} already exists.");
        return Err(NotRenamed::new(message));
    }
    let format = BibliographyFormat::of(bibliography.path()).unwrap_or(BibliographyFormat::BibTex);
    let text = bibliography.text();
    let mut edits = vec![Edit::new(entry.key_span, name)];
    if format == BibliographyFormat::BibTex && is_first(bibliography, entry) {
        let naming = naming(&text.to_string(), &entry.key);
        edits.extend(naming.into_iter().map(|span| Edit::new(span, name)));
    }
    let cannot = || NotRenamed::new(format!("{name} would not be parsed as a key there."));
    let edits = Edits::new(edits).map_err(|_| cannot())?;
    let after = Bibliography::read(bibliography.path(), edits.apply(text), format);
    let keys = |of: &Bibliography| of.entries().iter().map(|it| it.key.clone()).collect();
    let (before, keys): (Vec<String>, Vec<String>) = (keys(bibliography), keys(&after));
    let place = |other: &Entry| other.key_span == entry.key_span;
    let expected = bibliography.entries().iter().zip(before);
    let expected = expected.map(|(other, key)| match place(other) {
        true => name.to_owned(),
        false => key,
    });
    let is_sound = after.faults().len() <= bibliography.faults().len();
    match is_sound && expected.eq(keys) {
        true => Ok(edits),
        false => Err(cannot()),
    }
}

/// Whether citations of its key mean `entry`.
pub(super) fn is_first(bibliography: &Bibliography, entry: &Entry) -> bool {
    let first = bibliography.get(&entry.key);
    first.is_some_and(|first| first.key_span == entry.key_span)
}

/// Where entries of the BibTeX file `text` name that of `key`.
fn naming(text: &str, key: &str) -> Vec<Span> {
    let lists = NAMING.captures_iter(text).filter_map(|found| found.get(1));
    let mut found = Vec::new();
    for list in lists {
        let mut at = list.start();
        for item in list.as_str().split(',') {
            if item.trim() == key {
                let start = at + (item.len() - item.trim_start().len());
                found.push(Span::new(start, start + key.len()));
            }
            at += item.len() + ",".len();
        }
    }
    found
}

fn definitions<'a>(
    document: &'a Document,
    key: &'a str,
) -> impl Iterator<Item = KeyDefinition> + 'a {
    let all = document
        .items()
        .filter_map(|(id, ..)| document.key_definition(id));
    all.filter(move |it| *it.key == *key)
}

/// How often `key` may be cited or defined.
fn items(document: &Document, key: &str) -> usize {
    let is_it = |kind: &ItemKind| match kind {
        ItemKind::Citation { key: other, .. } | ItemKind::Key { key: other } => **other == *key,
        _ => false,
    };
    let items = document.items();
    items.filter(|(_, _, item)| is_it(&item.kind)).count()
}

/// The key alone in `span`.
fn written(document: &Document, span: Span, key: &str) -> Option<Span> {
    let at = document.text().slice(span).find(key)?;
    Some(Span::new(at, at + key.len()).shift(span.start))
}
