use std::path::Path;

use crate::bibliography::{Bibliography, BibliographyFormat};
use crate::citation::Name;
use crate::text::Text;

fn read(text: &str) -> Bibliography {
    Bibliography::read(
        Path::new("refs.bib"),
        Text::new(text),
        BibliographyFormat::BibTex,
    )
}

/// The faults, each as the text that it marks and what it says.
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

/// An entry that cannot be read, between two that can: what is said of it.
#[track_caller]
fn broken(entry: &str, place: &str, message: &str) {
    let text =
        format!("@book{{before, title = {{A}}}}\n\n{entry}\n\n@book{{after, title = {{B}}}}\n");
    let bibliography = read(&text);
    assert_eq!(keys(&bibliography), ["before", "after"], "{entry}");
    assert_eq!(
        faults(&bibliography),
        [(place.to_owned(), message)],
        "{entry}"
    );
}

#[test]
fn an_entry_says_what_it_is() {
    let text = "@article{lukin2018,\n  author = {Lukin, Alexander and {World Bank} and de Gaulle, Charles},\n  \
        title = {Russia and {China}},\n  subtitle = {The new rapprochement},\n  journaltitle = {Asian Politics},\n  \
        date = {2018-03},\n  doi = {https://doi.org/10.1000/xyz},\n  url = {https://example.org/a_b},\n  \
        ids = {lukin, lukin-a}\n}\n";
    let bibliography = read(text);
    assert_eq!(faults(&bibliography), []);
    let entry = bibliography.get("lukin2018").unwrap();
    let text = bibliography.text();
    assert_eq!(text.slice(entry.key_span), "lukin2018");
    assert!(
        text.slice(entry.span).starts_with("@article{") && text.slice(entry.span).ends_with('}')
    );
    assert_eq!(
        entry.title.as_deref(),
        Some("Russia and China: The new rapprochement")
    );
    assert_eq!(entry.container.as_deref(), Some("Asian Politics"));
    assert_eq!((entry.year, entry.kind.as_str()), (Some(2018), "article"));
    assert_eq!(entry.doi.as_deref(), Some("10.1000/xyz"));
    assert_eq!(entry.url.as_deref(), Some("https://example.org/a_b"));
    let names: Vec<String> = entry.authors.iter().map(Name::to_string).collect();
    assert_eq!(
        names,
        ["Alexander Lukin", "World Bank", "Charles de Gaulle"]
    );
    assert_eq!(entry.authors[1], Name::Institution("World Bank".to_owned()));
    assert_eq!(bibliography.get("lukin-a").unwrap().key, "lukin2018");
    assert_eq!(
        entry.summary(),
        "Lukin et al. 2018, Russia and China: The new rapprochement"
    );
}

#[test]
fn one_broken_entry_loses_only_itself() {
    broken(
        "@book{bad,\n  title = {Open,\n  year = {2001}\n}",
        "title = {Open,",
        "The value of `title` is not closed.",
    );
    broken(
        "@book{bad,\n  title = {Never closed},\n  year = {2001}",
        "@book{bad",
        "Missing `}` at the end of this entry.",
    );
    broken(
        "@book{bad,\n  title = {A}\n  year = {2001}\n}",
        "year",
        "Missing comma before `year`.",
    );
    broken(
        "@book{bad title = {A}, year = {2001}\n}",
        "title",
        "Missing comma before `title`.",
    );
    broken(
        "@book{title = {A}, year = {2001}}",
        "=",
        "Missing key before the fields of this entry.",
    );
    broken(
        "@book{, title = {A}}",
        "@book{",
        "This entry has no key, so it cannot be cited.",
    );
    broken(
        "@book{bad, title {A}}",
        "{",
        "Missing `=` between a field and its value.",
    );
    broken(
        "@book{bad, title = }",
        "}",
        "Missing value: use text in braces or quotes, a number, or an abbreviation.",
    );
}

#[test]
fn the_key_of_a_broken_entry_is_known_to_be_broken() {
    let bibliography = read("@book{bad,\n  title = {Open,\n}\n@book{good, title = {A}}\n");
    assert!(bibliography.has_broken("bad") && !bibliography.has_broken("good"));
    assert!(bibliography.get("bad").is_none() && bibliography.get("good").is_some());
}

#[test]
fn a_field_that_cannot_be_read_leaves_its_entry() {
    let bibliography = read("@book{a, title = {A}, publisher = nowhere, month = jan, year = 2001}");
    assert_eq!(keys(&bibliography), ["a"]);
    assert_eq!(
        faults(&bibliography),
        [(
            "nowhere".to_owned(),
            "No `@string` defines `nowhere`; put text in braces or quotes."
        )]
    );
    assert_eq!(bibliography.entries()[0].year, Some(2001));
}

#[test]
fn a_date_that_no_calendar_has_is_told() {
    let text = "@book{a, date = {2020-13-01}}\n@book{b, date = {2021-02-30}}\n@book{c, date = {2021-02-28/2021-03}}\n\
        @book{d, year = {forthcoming}}\n@book{e, date = {2020-21}}\n@book{f, year = 2019, urldate = {2019-04-31}}\n\
        @book{g, date = {19XXX-XX}}\n@book{h, date = {19XX}}\n";
    let bibliography = read(text);
    assert_eq!(
        faults(&bibliography),
        [
            (
                "2020-13-01".to_owned(),
                "`2020-13-01` is not a valid date: there is no month 13."
            ),
            (
                "2021-02-30".to_owned(),
                "`2021-02-30` is not a valid date: the month has no day 30."
            ),
            (
                "2019-04-31".to_owned(),
                "`2019-04-31` is not a valid date: the month has no day 31."
            ),
            (
                "19XXX-XX".to_owned(),
                "`19XXX-XX` is not a valid date: a year has four digits."
            ),
        ]
    );
    assert_eq!(bibliography.entries().len(), 8);
}

#[test]
fn what_stands_after_an_entry_closed_too_early_is_told() {
    let bibliography = read("@book{a, title = {A}},\n  year = {2001}\n}\n@book{b, title = {B}}\n");
    assert_eq!(keys(&bibliography), ["a", "b"]);
    assert_eq!(
        faults(&bibliography),
        [(
            "year = {2001}".to_owned(),
            "Text after the end of an entry: its closing `}` comes too early."
        )]
    );
}

#[test]
fn an_entry_may_stand_anywhere_and_be_written_as_bibtex_allows() {
    let text = "\u{feff}@string(fa = \"Foreign Affairs\")\r\n@STRING{fa2 = fa # { Weekly}}\r\n\
        A word of explanation, by mail to someone@example.org.\r\n% @book{commented, title = {A}}\r\n\
        @comment{@book{also-commented, title = {A}}}\r\n@preamble{\"\\newcommand{x}\"}\r\n\
        @Article(one, title = {One}, journal = FA # \" (US)\") @book{two, title = \"Two\"}\r\n\
        \t@misc{three, title = {On\r\n@book{quoted, title = {x}}\r\nand more}, journal = fa2}\r\n";
    let bibliography = read(text);
    assert_eq!(faults(&bibliography), []);
    assert_eq!(keys(&bibliography), ["one", "two", "three"]);
    let container = |key: &str| bibliography.get(key).unwrap().container.clone().unwrap();
    assert_eq!(container("one"), "Foreign Affairs (US)");
    assert_eq!(container("three"), "Foreign Affairs Weekly");
    for entry in bibliography.entries() {
        assert_eq!(bibliography.text().slice(entry.key_span), entry.key);
    }
}

#[test]
fn accents_are_read_in_both_spellings() {
    let text = "@book{müller, author = {M{\\\"u}ller, J\\\"urgen and Łukasz Żak}, title = {\\'Etude \\& co}}";
    let bibliography = read(text);
    assert_eq!(faults(&bibliography), []);
    let entry = bibliography.get("müller").unwrap();
    let names: Vec<String> = entry.authors.iter().map(Name::to_string).collect();
    assert_eq!(names, ["Jürgen Müller", "Łukasz Żak"]);
    assert_eq!(entry.title.as_deref(), Some("Étude & co"));
    assert_eq!(bibliography.text().slice(entry.key_span), "müller");
}

#[test]
fn entries_inherit_from_others_wherever_they_stand() {
    let text = "@incollection{part, title = {Part}, crossref = {whole}}\n\
        @book{bad, title = {Open,\n\
        @collection{whole, title = {Whole}, date = {1999}, editor = {Smith, Ann}}\n\
        @xdata{press, publisher = {Press}}\n@book{b, title = {B}, xdata = {press}}\n";
    let bibliography = read(text);
    assert_eq!(keys(&bibliography), ["part", "whole", "press", "b"]);
    let part = bibliography.get("part").unwrap();
    assert_eq!(part.container.as_deref(), Some("Whole"));
    assert_eq!(part.year, Some(1999));
}

#[test]
fn a_comment_that_is_not_closed_hides_no_entry() {
    let text = "@comment{ off, a = {\n@book{a, title = {A}}\n\n@Comment{@book{no, title = {N}}}\n@book{b, title = {B}}\n";
    let bibliography = read(text);
    assert_eq!(faults(&bibliography), []);
    assert_eq!(keys(&bibliography), ["a", "b"]);
}

#[test]
fn circles_end() {
    let text = "@book{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, crossref = {a}}\n\
        @book{c, xdata = {c}, title = {C}}\n@string{x = x # x}\n@book{d, title = x}";
    assert_eq!(keys(&read(text)), ["a", "b", "c", "d"]);
}

#[test]
fn a_key_may_stand_twice() {
    let bibliography =
        read("@book{a, title = {A}}\n@book{b, ids = {c}}\n@book{a, title = {Again}}\n");
    let twice: Vec<_> = bibliography.duplicates().collect();
    assert_eq!(twice.len(), 1);
    let (first, again) = twice[0];
    assert!(first.span.end < again.span.start);
    assert_eq!(bibliography.get("a").unwrap().title.as_deref(), Some("A"));
}

#[test]
fn anything_at_all_can_be_read() {
    let deep = format!(
        "@book{{a, title = {}x{}}}",
        "{\\a".repeat(5_000),
        "}".repeat(5_000)
    );
    let many = "@book{a,t={".repeat(20_000);
    for text in [
        "",
        "@",
        "@book",
        "@book{",
        "@book{a",
        "@book{a,",
        "@{}",
        "}}}",
        "\\",
        "@book{a}\\",
        "@é{",
        "\u{feff}",
        deep.as_str(),
        many.as_str(),
    ] {
        read(text);
    }
}
