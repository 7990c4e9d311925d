use serde_json::{Map, Value, json};

use crate::citation::{Name, PartialDate, Season};

use super::Cited;
use super::form::Form;
use super::key::keys;

/// `cited` as CSL-JSON (the schema csl-data.json of CSL 1.0.2): an array with an item for each. Where it is cited
/// stands under `custom`: `note` and `line`, from 1, and the `path` of the brief where there are several.
pub fn csl_json(cited: &[Cited]) -> String {
    let keys = keys(cited);
    let items: Vec<Value> = cited.iter().zip(keys).map(|(cited, key)| item(cited, key)).collect();
    format!("{:#}\n", Value::Array(items))
}

fn item(cited: &Cited, key: String) -> Value {
    let source = &cited.source;
    let mut item = Map::new();
    let mut set = |name: &str, value: Value| {
        if !value.is_null() {
            item.insert(name.to_owned(), value);
        }
    };
    set("id", json!(key));
    set("type", json!(kind(Form::of(source))));
    set("title", json!(source.title));
    if !source.authors.is_empty() {
        set("author", source.authors.iter().map(name).collect());
    }
    set("container-title", json!(source.container));
    set("publisher", json!(source.publisher));
    set("publisher-place", json!(source.place));
    set("volume", json!(source.volume));
    set("issue", json!(source.issue));
    set("page", json!(source.pages));
    set("issued", source.date.map_or(Value::Null, date));
    set("accessed", source.accessed.map_or(Value::Null, date));
    set("URL", json!(source.url));
    set("DOI", json!(source.doi));
    let mut custom = json!({"note": cited.note, "line": cited.line});
    if let Some(path) = &cited.path {
        custom["path"] = json!(path);
    }
    set("custom", custom);
    Value::Object(item)
}

fn kind(form: Form) -> &'static str {
    match form {
        Form::Statute => "legislation",
        Form::Case => "legal_case",
        Form::Article => "article-journal",
        Form::News => "article-newspaper",
        Form::Magazine => "article-magazine",
        Form::Chapter => "chapter",
        Form::Book => "book",
        Form::Page => "webpage",
        Form::Document => "document",
    }
}

fn name(name: &Name) -> Value {
    match name {
        Name::Person { family, given } if given.is_empty() => json!({"family": family}),
        Name::Person { family, given } => json!({"family": family, "given": given}),
        Name::Institution(name) => json!({"literal": name}),
    }
}

fn date(date: PartialDate) -> Value {
    match date {
        PartialDate::Undated => Value::Null,
        PartialDate::Year(year) => json!({"date-parts": [[year]]}),
        PartialDate::Season(year, season) => {
            let season = match season {
                Season::Spring => 1,
                Season::Summer => 2,
                Season::Autumn => 3,
                Season::Winter => 4,
            };
            json!({"date-parts": [[year]], "season": season})
        }
        PartialDate::Month(year, month) => json!({"date-parts": [[year, month]]}),
        PartialDate::Day(date) => json!({"date-parts": [[date.year(), date.month(), date.day()]]}),
    }
}
