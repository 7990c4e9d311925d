//! Bibliographies that briefs use, and one that is named.

use crate::support::Folder;

const BRIEF: &str = "---\nbibliography: refs.bib\n---\n\nA claim [@roy2021] and [@nobody].\n";
const BROKEN: &str = "@book{roy2021, title = {Rivers}}\n\n@book{sen2019, title = {Dams}\n\n\
    @book{roy2021, title = {Rivers again}}\n";

#[test]
fn a_bibliography_is_told_of_once_after_the_briefs() {
    let folder = Folder::new(&[("a.md", BRIEF), ("b.md", BRIEF), ("refs.bib", BROKEN)]);
    let run = folder.run(&["check", "--format", "jsonl"]);
    let found = run.findings();
    let found: Vec<_> = found.iter().map(|it| (&*it.0, &*it.1, it.2)).collect();
    let expected = [
        ("a.md", "unknown-key", 5),
        ("b.md", "unknown-key", 5),
        ("refs.bib", "bibliography-error", 3),
        ("refs.bib", "duplicate-key", 5),
    ];
    assert_eq!((run.code, &found[..]), (1, &expected[..]));
}

#[test]
fn one_that_is_named_is_checked_alone() {
    let folder = Folder::new(&[("refs.bib", BROKEN)]);
    let run = folder.run(&["check", "--format", "jsonl", "refs.bib"]);
    assert_eq!(
        run.codes(),
        ["refs.bib bibliography-error", "refs.bib duplicate-key"]
    );
}

#[test]
fn a_baseline_knows_its_faults() {
    let folder = Folder::new(&[("a.md", BRIEF), ("refs.bib", BROKEN)]);
    folder.run(&["check", "--baseline", "known.json", "--write-baseline"]);
    let run = folder.run(&["check", "--baseline", "known.json", "--format", "jsonl"]);
    assert_eq!((run.code, run.codes().len()), (0, 0));
}

#[test]
fn entries_that_nobody_cites_are_told_where_that_is_asked_for() {
    let folder = Folder::new(&[
        (
            "a.md",
            "---\nbibliography: refs.bib\n---\n\nA claim [@roy].\n",
        ),
        (
            "refs.bib",
            "@book{roy, title = {Rivers}}\n@book{sen, title = {Dams}}\n",
        ),
        ("brief-ls.toml", "[rules]\nunused-entry = \"warning\"\n"),
    ]);
    let run = folder.run(&["check", "--format", "jsonl"]);
    assert_eq!(run.codes(), ["refs.bib unused-entry"]);
}

/// The findings in the files of a folder, as "file rule".
fn codes(files: &[(&str, &str)]) -> Vec<String> {
    Folder::new(files)
        .run(&["check", "--format", "jsonl"])
        .codes()
}

#[test]
fn chapters_of_a_quarto_book_have_its_bibliography() {
    let chapter = "# One\n\nA claim [@roy] and [@nosuch2020].\n";
    let found = codes(&[
        (
            "_quarto.yml",
            "project:\n  type: book\nbibliography: data/references.bib\n",
        ),
        ("data/references.bib", "@book{roy, title = {Dams}}\n"),
        ("chapters/one.qmd", chapter),
    ]);
    assert_eq!(found, ["chapters/one.qmd unknown-key"]);
}

#[test]
fn chapters_of_a_bookdown_book_are_one_document() {
    let index =
        "---\nbibliography: [w.bib]\n---\n\n# A\n\nSee [style](#style) and [no](#nowhere).\n";
    let found = codes(&[
        ("_bookdown.yml", "book_filename: w\n"),
        ("w.bib", "@book{roy, title = {Dams}}\n"),
        ("index.Rmd", index),
        (
            "02-two.Rmd",
            "## Style {#style}\n\nA claim [@roy] and [@nosuch2020].\n",
        ),
    ]);
    assert_eq!(found, ["02-two.Rmd unknown-key", "index.Rmd broken-link"]);
}
