//! What an item of CSL-JSON says, in the words of every bibliography.

use hayagriva::citationberg::json;
use serde_json::{Map, Value};

use super::super::entry::{LibraryEntry, Searched};
use super::super::{Entry, describe};
use super::value;
use crate::citation::Name;
use crate::text::Span;

/// The entry that the item of these fields is.
pub(super) fn describe(
    key: String,
    key_span: Span,
    span: Span,
    fields: &Map<String, Value>,
) -> Entry {
    let text = |name: &str| {
        let text = fields.get(name).and_then(value::text);
        text.filter(|text| !text.is_empty())
    };
    let issued = fields.get("issued").and_then(value::parts);
    let entry = Entry {
        key_span,
        span,
        other_names: Vec::new(),
        authors: authors(fields),
        year: issued
            .and_then(|parts| parts.first().copied())
            .map(i32::from),
        title: text("title"),
        container: text("container-title"),
        doi: text("DOI").map(|doi| describe::bare_doi(&doi)),
        url: text("URL"),
        kind: text("type").unwrap_or_default(),
        searched: Searched::default(),
        work: LibraryEntry::CslJson(Box::new(item(&key, fields))),
        key,
    };
    entry.searchable()
}

fn item(key: &str, fields: &Map<String, Value>) -> json::Item {
    let known = fields.iter().filter_map(|(name, value)| {
        let value = value::variable(name, value)?;
        Some((name.clone(), value))
    });
    let mut item: json::Item = json::Item(known.collect());
    item.0
        .insert("id".to_owned(), json::Value::String(key.to_owned()));
    item
}

fn authors(fields: &Map<String, Value>) -> Vec<Name> {
    let names = |role: &str| {
        let names = fields.get(role)?.as_array()?;
        let names: Vec<Name> = names.iter().filter_map(name).collect();
        (!names.is_empty()).then_some(names)
    };
    names("author")
        .or_else(|| names("editor"))
        .unwrap_or_default()
}

fn name(value: &Value) -> Option<Name> {
    let part = |name: &str| value.get(name).and_then(Value::as_str).map(str::trim);
    if let Some(name) = part("literal") {
        return Some(Name::Institution(name.to_owned()));
    }
    let family = part("family").filter(|family| !family.is_empty())?;
    let family = match part("non-dropping-particle") {
        Some(particle) => format!("{particle} {family}"),
        None => family.to_owned(),
    };
    let given = part("given").unwrap_or_default().to_owned();
    Some(match given.is_empty() && family.contains(' ') {
        true => Name::Institution(family),
        false => Name::Person { family, given },
    })
}
