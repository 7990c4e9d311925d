//! `brief-ls report`.

use serde_json::Value;

use crate::support::{FAULTY, Folder};

/// A brief with a section without a note, a split sentence, an `Ibid.` and an acronym that is never used.
const BRIEF: &str = "\
The Institute

Issue Brief

The Dam

Jane Roe

March 8, 2021

Summary

The dam holds half of the river.¹ Nobody asked the World Dam Council (WDC) what it

¹ Bo Lee, \"The Gauge\", *The Economist*, May 4, 2020.

² Ibid., p. 4.

thinks of that.² It cost $40 million.

What Comes Next

A second dam costs 30 per cent more. It would take ten years.
";

fn report(files: &[(&str, &str)], args: &[&str]) -> String {
    let folder = Folder::new(files);
    let run = folder.run(&[&["report"], args].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

fn figures(file: &str, text: &str) -> Value {
    serde_json::from_str(&report(&[(file, text)], &[file, "--format", "jsonl"])).unwrap()
}

#[test]
fn the_figures_of_a_brief() {
    let figures = figures("a.txt", BRIEF);
    assert_eq!(figures["title"], "The Dam");
    assert_eq!(figures["authors"], "Jane Roe");
    assert_eq!(figures["date"], "2021-03-08");
    assert_eq!(
        (&figures["notes"], &figures["sources"]),
        (&2.into(), &1.into())
    );
    let section = &figures["sections"][2];
    assert_eq!(section["name"], "What Comes Next");
    assert_eq!(section["unsourced_paragraphs"], 1);
    assert_eq!(
        (&section["claims"], &section["unsourced_claims"]),
        (&1.into(), &1.into())
    );
    let news = &figures["source_counts"]["kinds"][0];
    assert_eq!(news["kind"], "news");
    assert_eq!(news["ages"]["under_1_year"], 1);
    assert_eq!(figures["source_counts"]["most_cited"][0]["notes"], 2);
    assert_eq!(figures["acronyms"][0]["verdict"], "unused");
}

#[test]
fn a_sentence_stands_beside_what_its_notes_mean() {
    let figures = figures("a.txt", BRIEF);
    let claims = figures["claims"].as_array().unwrap();
    let sentences: Vec<&str> = claims
        .iter()
        .map(|it| it["sentence"].as_str().unwrap())
        .collect();
    assert_eq!(
        sentences,
        [
            "The dam holds half of the river.",
            "Nobody asked the World Dam Council (WDC) what it thinks of that."
        ]
    );
    let meant = &claims[1]["notes"][0];
    assert_eq!(
        (&meant["label"], &meant["sources"][0]["title"]),
        (&"2".into(), &"The Gauge".into())
    );
    assert_eq!(meant["sources"][0]["reference"], "Ibid., p. 4");
}

#[test]
fn without_a_date_there_are_no_ages() {
    let brief = "# A\n\nOne.[^1]\n\n[^1]: Bo Lee, *Tides* (London: Penguin, 2001).\n";
    let figures = figures("a.md", brief);
    assert_eq!(figures.get("date"), None);
    let kind = &figures["source_counts"]["kinds"][0];
    assert_eq!((&kind["sources"], kind.get("ages")), (&1.into(), None));
}

#[test]
fn the_page_is_one_file_that_loads_nothing() {
    let page = report(&[("a.txt", BRIEF)], &["a.txt"]);
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
    for loading in [
        "<script", "<link", "<img", "<iframe", "@import", "src=", "url(http",
    ] {
        assert!(!page.contains(loading), "{loading}");
    }
    assert!(
        page.contains("2 of 2 paragraphs") || page.contains("1 of 2 paragraphs"),
        "{page}"
    );
}

#[test]
fn what_the_brief_says_is_no_markup_of_the_page() {
    let brief = "# <script>alert(1)</script> & \"more\"\n\n<b onclick=x> is wrong.[^1]\n\n\
                 [^1]: [\"Title\"](javascript:alert(1)), <https://a.test/?a=\"b\"&c>, 2020.\n";
    let page = report(&[("a.md", brief)], &["a.md"]);
    for unsafe_text in ["<script", "onclick=x>", "href=\"javascript:"] {
        assert!(!page.contains(unsafe_text), "{unsafe_text} in\n{page}");
    }
}

#[test]
fn a_report_is_written_to_a_file() {
    let folder = Folder::new(&[("a.md", FAULTY)]);
    let run = folder.run(&["report", "a.md", "-o", "a.html"]);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (0, "", "")
    );
    let page = folder.read("a.html");
    let run = folder.run(&["report", "a.md", "-o", "a.html"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    let run = folder.run(&["report", "a.md", "-o", "a.html", "--force"]);
    assert_eq!((run.code, folder.read("a.html") == page), (0, true));
    let run = folder.run(&["report", "a.md", "-o", "-"]);
    assert_eq!(run.stdout, page);
    let run = folder.run_with(&["report", "-", "--stdin-name", "a.md"], FAULTY);
    assert_eq!(run.stdout, page);
}

#[test]
fn a_report_that_cannot_be_written_leaves_what_was_there() {
    let folder = Folder::new(&[("a.md", FAULTY), ("a.html", "before")]);
    let run = folder.run(&["report", "missing.md", "-o", "a.html", "--force"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.stderr, "brief-ls: missing.md: no such file or folder\n");
    assert_eq!(folder.read("a.html"), "before");
    let run = folder.run(&["report", "a.md", "-o", "no/a.html"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
}

#[test]
fn the_profile_is_brief_unless_another_is_named() {
    let brief = "# A\n\nOne.[^2] Two.[^1]\n\n[^1]: One.\n\n[^2]: Two.\n";
    let files = [("a.md", brief)];
    let rules = |args: &[&str]| {
        let figures = report(&files, &[&["a.md", "--format", "jsonl"], args].concat());
        let figures: Value = serde_json::from_str(&figures).unwrap();
        let groups = figures["findings"].as_array().unwrap().clone();
        groups.iter().any(|group| group["rule"] == "note-order")
    };
    assert!(rules(&[]));
    assert!(!rules(&["--profile", "default"]));
}

#[test]
fn places_in_a_pdf_are_pages() {
    let folder = Folder::new(&[]);
    folder.write("a.pdf", include_bytes!("pdf/harbours.pdf"));
    let run = folder.run(&["report", "a.pdf", "--format", "jsonl"]);
    let figures: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(figures["claims"][0]["page"], 1, "{figures:#}");
    let page = folder.run(&["report", "a.pdf"]).stdout;
    assert!(page.contains("page 1"), "{page}");
}
