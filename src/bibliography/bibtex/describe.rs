//! What an entry of BibTeX says, in the words of every bibliography.

use biblatex::{ChunksExt, DateValue, PermissiveType, Person};

use super::super::entry::{LibraryEntry, Searched};
use super::super::{Entry, describe};
use super::Raw;
use crate::citation::Name;

/// The entry that `work` is, at the place of `raw`.
pub(super) fn describe(raw: &Raw<'_>, work: biblatex::Entry) -> Entry {
    let entry = Entry {
        key: raw.entry.key.v.to_owned(),
        key_span: raw.key_span(),
        span: raw.span,
        other_names: list(&work, "ids"),
        authors: authors(&work),
        year: year(&work),
        title: title(&work),
        container: ["journaltitle", "journal", "booktitle", "maintitle"]
            .iter()
            .find_map(|field| text(&work, field)),
        doi: text(&work, "doi").map(|doi| describe::bare_doi(&doi)),
        url: text(&work, "url"),
        kind: raw.entry.kind.v.to_ascii_lowercase(),
        searched: Searched::default(),
        work: LibraryEntry::BibTex(Box::new(work)),
    };
    entry.searchable()
}

/// A field as plain text; `None` where it is missing or empty.
fn text(work: &biblatex::Entry, field: &str) -> Option<String> {
    let text = work.get(field)?.format_verbatim();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn list(work: &biblatex::Entry, field: &str) -> Vec<String> {
    let text = text(work, field).unwrap_or_default();
    let items = text.split(',').map(str::trim);
    items
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

fn title(work: &biblatex::Entry) -> Option<String> {
    let title = text(work, "title")?;
    Some(match text(work, "subtitle") {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    })
}

fn authors(work: &biblatex::Entry) -> Vec<Name> {
    let authors = work.author().ok().filter(|authors| !authors.is_empty());
    let people = authors.or_else(|| {
        let editors = work.editors().ok()?;
        editors.into_iter().next().map(|(editors, _)| editors)
    });
    match people {
        Some(people) => people.iter().map(name).collect(),
        None => ["organization", "institution"]
            .iter()
            .find_map(|field| text(work, field))
            .map(Name::Institution)
            .into_iter()
            .collect(),
    }
}

fn name(person: &Person) -> Name {
    let family = match person.prefix.as_str() {
        "" => person.name.clone(),
        prefix => format!("{prefix} {}", person.name),
    };
    match person.given_name.is_empty() && family.contains(' ') {
        true => Name::Institution(family),
        false => Name::Person {
            family,
            given: person.given_name.clone(),
        },
    }
}

fn year(work: &biblatex::Entry) -> Option<i32> {
    match work.date() {
        Ok(PermissiveType::Typed(date)) => Some(match date.value {
            DateValue::At(at) | DateValue::After(at) | DateValue::Before(at) => at.year,
            DateValue::Between(from, _) => from.year,
        }),
        _ => {
            let written = text(work, "date").or_else(|| text(work, "year"))?;
            describe::year_in(&written)
        }
    }
}
