use std::path::Path;

use crate::bibliography::{Bibliography, BibliographyFormat};
use crate::citation::Name;
use crate::text::Text;

fn read(text: &str) -> Bibliography {
    Bibliography::read(
        Path::new("refs.json"),
        Text::new(text),
        BibliographyFormat::CslJson,
    )
}

fn faults(bibliography: &Bibliography) -> Vec<(String, &str)> {
    let faults = bibliography.faults().iter();
    let shown = faults.map(|fault| {
        let text = bibliography.text().slice(fault.span).into_owned();
        (text, fault.message.as_str())
    });
    shown.collect()
}

fn keys(bibliography: &Bibliography) -> Vec<&str> {
    let entries = bibliography.entries().iter();
    entries.map(|entry| entry.key.as_str()).collect()
}

#[test]
fn an_item_says_what_it_is() {
    let text = r#"[
  {
    "author": [
      {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"},
      {"literal": "World Bank"}
    ],
    "type": "article-journal",
    "id": "gaulle1959",
    "title": "The <i>Entente</i> at 3 < 4",
    "container-title": "Revue",
    "issued": {"date-parts": [["1959", 6, 8], [1960]]},
    "DOI": "https://doi.org/10.1000/xyz",
    "custom": {"id": "inner"},
    "URL": null
  }
]"#;
    let bibliography = read(text);
    assert_eq!(faults(&bibliography), []);
    let entry = bibliography.get("gaulle1959").unwrap();
    assert_eq!(bibliography.text().slice(entry.key_span), "gaulle1959");
    assert_eq!(entry.span.start, text.find("{\n    \"author").unwrap());
    assert_eq!(entry.title.as_deref(), Some("The Entente at 3 < 4"));
    assert_eq!(entry.container.as_deref(), Some("Revue"));
    assert_eq!((entry.year, entry.url.as_deref()), (Some(1959), None));
    assert_eq!(entry.doi.as_deref(), Some("10.1000/xyz"));
    let names: Vec<String> = entry.authors.iter().map(Name::to_string).collect();
    assert_eq!(names, ["Charles de Gaulle", "World Bank"]);
}

/// An item that cannot be read, between two that can: what is said of it.
#[track_caller]
fn broken(item: &str, place: &str, message: &str) {
    for (before, between, after) in [("[\n  ", ",\n  ", "\n]\n"), ("[", ",", "]")] {
        let sound = |key: &str| {
            format!(
                "{{\"id\": \"{key}\", \"author\": [{{\"family\": \"A\"}}, {{\"family\": \"B\"}}]}}"
            )
        };
        let text = format!(
            "{before}{}{between}{item}{between}{}{after}",
            sound("a"),
            sound("b")
        );
        let bibliography = read(&text);
        assert_eq!(keys(&bibliography), ["a", "b"], "{text}");
        assert_eq!(
            faults(&bibliography),
            [(place.to_owned(), message)],
            "{text}"
        );
    }
}

#[test]
fn one_broken_item_loses_only_itself() {
    let not_closed = "This item is not closed: missing `}` or quotation mark.";
    broken(
        r#"{"id": "bad", "title": "A" "note": "B"}"#,
        "\"",
        "This item is not valid JSON: expected `,` or `}`.",
    );
    broken(
        r#"{"title": "A"}"#,
        r#"{"title": "A"}"#,
        "This item has no `id`, so it cannot be cited.",
    );
    broken("7", "7", "Not an item: expected an object in `{` and `}`.");
    let text = "[\n  {\"id\": \"a\"},\n  {\"id\": \"bad\",\n  {\"id\": \"b\"}\n]";
    let bibliography = read(text);
    assert_eq!(keys(&bibliography), ["a", "b"]);
    assert_eq!(bibliography.faults().len(), 1);
    assert!(bibliography.has_broken("bad"));
    let text =
        "[\n  {\"id\": \"a\"},\n  {\"id\": \"bad\", \"title\": [\"x\"\n  ,{\"id\": \"b\"}\n]";
    assert_eq!(read(text).faults().len(), 1);
    assert_eq!(
        faults(&read("[{\"id\": \"bad\", \"title\": \"x\"")),
        [("{\"id\": \"bad\", \"title\": \"x\"".to_owned(), not_closed)]
    );
}

#[test]
fn a_list_may_stand_in_an_object_or_be_one_item() {
    assert_eq!(
        keys(&read(
            "{\"references\": [{\"id\": \"a\"}, {\"id\": 7}], \"x\": 1}"
        )),
        ["a", "7"]
    );
    let single = read("{\"id\": \"a\", \"title\": \"A\"}");
    assert_eq!((keys(&single), faults(&single)), (vec!["a"], vec![]));
}

#[test]
fn what_is_no_list_is_told() {
    for text in ["", "   ", "hello", "\u{feff}7"] {
        let bibliography = read(text);
        assert_eq!(bibliography.faults().len(), 1, "{text:?}");
        assert!(bibliography.entries().is_empty());
    }
    let open = read("[{\"id\": \"a\"}");
    assert_eq!(keys(&open), ["a"]);
    assert_eq!(
        faults(&open),
        [("}".to_owned(), "Missing `]` at the end of the list.")]
    );
}

#[test]
fn a_date_that_no_calendar_has_is_told() {
    let bibliography = read(
        "[{\"id\": \"a\", \"issued\": {\"date-parts\": [[2020, 33]]}}, {\"id\": \"b\", \"issued\": {\"date-parts\": [[]]}}, \
         {\"id\": \"c\", \"issued\": {\"raw\": \"Spring 1999\"}}, {\"id\": \"d\", \"issued\": {\"date-parts\": [[2021, 2, 30]]}}]",
    );
    let years: Vec<_> = bibliography
        .entries()
        .iter()
        .map(|entry| entry.year)
        .collect();
    assert_eq!(years, [Some(2020), None, Some(1999), Some(2021)]);
    let said: Vec<&str> = faults(&bibliography)
        .into_iter()
        .map(|(_, said)| said)
        .collect();
    assert_eq!(
        said,
        [
            "Invalid date: there is no month 33.",
            "Invalid date: the month has no day 30."
        ]
    );
}

#[test]
fn anything_at_all_can_be_read() {
    let many = "[".to_owned() + &"{\"id\": \"a\", \n".repeat(20_000);
    for text in [
        "[",
        "[{",
        "{",
        "[\"",
        "[{\"id\"",
        "[{\"id\":",
        "[,,,]",
        "]",
        "[{\"id\": \"\\\"}]",
        many.as_str(),
    ] {
        read(text);
    }
}
