use serde_json::{Map, Value, json};

use crate::citation::{Law, Name, PartialDate, Season, Source};

use super::key::keys;
use super::printed::printed;
use super::publication_type::PublicationType;
use super::{CitationPlace, ExportedCitation};

/// `cited` as CSL-JSON (the schema csl-data.json of CSL 1.0.2): an array with an item for each. Where it is cited
/// stands under `custom`: `note` and `line`, from 1, and the `path` of the brief where there are several; all `places`,
/// where it is cited more than once and listed once.
pub fn csl_json(cited: &[ExportedCitation]) -> String {
    let keys = keys(cited);
    let items: Vec<Value> = cited
        .iter()
        .zip(keys)
        .map(|(cited, key)| item(cited, key))
        .collect();
    format!("{:#}\n", Value::Array(items))
}

fn item(cited: &ExportedCitation, key: String) -> Value {
    let mut custom = json!({"note": cited.note, "line": cited.line});
    if let Some(path) = &cited.path {
        custom["path"] = json!(path);
    }
    if !cited.also.is_empty() {
        let places: Vec<Value> = cited.places().map(place).collect();
        custom["places"] = json!(places);
    }
    let mut item = csl_fields(&cited.source);
    item.insert("id".to_owned(), json!(key));
    item.insert("custom".to_owned(), custom);
    Value::Object(item)
}

fn place(place: CitationPlace) -> Value {
    let mut value = json!({"note": place.note, "line": place.line});
    if let Some(path) = place.path {
        value["path"] = json!(path);
    }
    value
}

/// `source` as one item of CSL-JSON, with what else is to be said of it as its `note`.
pub fn csl_item(source: &Source, key: &str, note: Option<&str>) -> String {
    let mut item = Map::from_iter([("id".to_owned(), json!(key))]);
    item.extend(csl_fields(source));
    item.extend(note.map(|note| ("note".to_owned(), json!(note))));
    format!("{:#}", Value::Object(item))
}

/// The fields of `source` in a CSL-JSON item, without its id.
pub fn csl_fields(source: &Source) -> Map<String, Value> {
    let source = &printed(source);
    let names = |names: &[Name]| {
        let names: Vec<Value> = names.iter().map(name).collect();
        json!((!names.is_empty()).then_some(names))
    };
    let law = |part: fn(&Law<String>) -> &Option<String>| {
        source.law.as_deref().and_then(|law| part(law).clone())
    };
    let fields = [
        ("type", json!(kind(PublicationType::of(source)))),
        ("genre", json!(source.thesis)),
        ("title", json!(source.title)),
        ("title-short", json!(law(|law| &law.name))),
        ("authority", json!(law(|law| &law.court))),
        ("author", names(&source.authors)),
        ("editor", names(&source.editors)),
        ("container-title", json!(source.container)),
        ("publisher", json!(source.publisher)),
        ("publisher-place", json!(source.place)),
        ("edition", json!(source.edition)),
        ("collection-title", json!(source.series)),
        ("volume", json!(source.volume)),
        ("issue", json!(source.issue)),
        ("number", json!(source.number)),
        ("page", json!(source.pages)),
        ("issued", source.date.map_or(Value::Null, date)),
        ("accessed", source.accessed.map_or(Value::Null, date)),
        ("URL", json!(source.url)),
        ("DOI", json!(source.doi)),
    ];
    let stated = fields.into_iter().filter(|(_, value)| !value.is_null());
    stated
        .map(|(field, value)| (field.to_owned(), value))
        .collect()
}

fn kind(form: PublicationType) -> &'static str {
    match form {
        PublicationType::Statute => "legislation",
        PublicationType::Bill => "bill",
        PublicationType::Treaty => "treaty",
        PublicationType::Report => "report",
        PublicationType::Hearing => "hearing",
        PublicationType::Case => "legal_case",
        PublicationType::Article => "article-journal",
        PublicationType::News => "article-newspaper",
        PublicationType::Magazine => "article-magazine",
        PublicationType::Conference => "paper-conference",
        PublicationType::Chapter => "chapter",
        PublicationType::Book => "book",
        PublicationType::Thesis => "thesis",
        PublicationType::Page => "webpage",
        PublicationType::Document => "document",
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
        PartialDate::Years(first, last) => json!({"date-parts": [[first], [last]]}),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_has_its_type() {
        use PublicationType as Type;
        let forms = [
            (Type::Statute, "legislation"),
            (Type::Bill, "bill"),
            (Type::Case, "legal_case"),
            (Type::Treaty, "treaty"),
            (Type::Report, "report"),
            (Type::Hearing, "hearing"),
            (Type::Article, "article-journal"),
            (Type::News, "article-newspaper"),
            (Type::Magazine, "article-magazine"),
            (Type::Conference, "paper-conference"),
            (Type::Chapter, "chapter"),
            (Type::Book, "book"),
            (Type::Thesis, "thesis"),
            (Type::Page, "webpage"),
            (Type::Document, "document"),
        ];
        for (form, expected) in forms {
            assert_eq!(kind(form), expected);
        }
    }

    #[test]
    fn dates_have_as_many_parts_as_are_known() {
        let season = |season| json!({"date-parts": [[2020]], "season": season});
        let day = PartialDate::Day(jiff::civil::date(2020, 5, 12));
        let dates = [
            (PartialDate::Undated, Value::Null),
            (PartialDate::Year(2020), json!({"date-parts": [[2020]]})),
            (
                PartialDate::Years(2019, 2020),
                json!({"date-parts": [[2019], [2020]]}),
            ),
            (PartialDate::Season(2020, Season::Spring), season(1)),
            (PartialDate::Season(2020, Season::Summer), season(2)),
            (PartialDate::Season(2020, Season::Autumn), season(3)),
            (PartialDate::Season(2020, Season::Winter), season(4)),
            (
                PartialDate::Month(2020, 5),
                json!({"date-parts": [[2020, 5]]}),
            ),
            (day, json!({"date-parts": [[2020, 5, 12]]})),
        ];
        for (given, expected) in dates {
            assert_eq!(date(given), expected, "{given:?}");
        }
    }

    #[test]
    fn an_item_has_its_note_and_the_path_of_its_brief() {
        let plato = Name::Person {
            family: "Plato".to_owned(),
            given: String::new(),
        };
        let source = Source {
            authors: vec![plato],
            ..Source::default()
        };
        let item: Value = serde_json::from_str(&csl_item(&source, "a", Some("In Greek."))).unwrap();
        let author = json!([{"family": "Plato"}]);
        let expected =
            json!({"id": "a", "type": "document", "author": author, "note": "In Greek."});
        assert_eq!(item, expected);
        let cited = ExportedCitation {
            source,
            note: 2,
            line: 9,
            path: Some("a/b.md".to_owned()),
            also: Vec::new(),
        };
        let items: Value = serde_json::from_str(&csl_json(&[cited])).unwrap();
        let custom = json!({"note": 2, "line": 9, "path": "a/b.md"});
        assert_eq!(items[0]["custom"], custom);
    }
}
