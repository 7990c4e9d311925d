use crate::syntax::DocumentKind::{self, Markdown, Plain};
use crate::testing::{cursor, document, in_context};

use super::*;

const FRONT: &str = "---\nbibliography: refs.bib\n---\n\n";
const BIB: &str =
    "@book{bell2001,\n  author = {Bell, Ana},\n  title = {Rivers},\n  date = {2001},\n}\n";

fn extracted(
    kind: DocumentKind,
    fixture: &str,
    bib: &str,
) -> (Document, Result<Extraction, Refusal>) {
    let (text, at) = cursor(fixture);
    let document = in_context(&document(kind, &text), bib);
    let extraction = extract(&document, Span::at(at));
    (document, extraction)
}

/// Asserts what becomes of a brief that names a bibliography, front matter apart, and what is added to that.
#[track_caller]
fn assert_extracts(fixture: &str, after: &str, added: &str) {
    let (document, extraction) = extracted(Markdown, &format!("{FRONT}{fixture}"), BIB);
    let extraction = extraction.unwrap_or_else(|refusal| panic!("{refusal}"));
    let text = extraction.brief.apply(document.text()).to_string();
    assert_eq!(text, format!("{FRONT}{after}"));
    let entries = extraction.entries.map(|entries| {
        let TargetBibliography::Known(home) = entries.home else {
            panic!("a new bibliography");
        };
        entries.edits.apply(home.text()).to_string()
    });
    let entries = entries
        .as_deref()
        .and_then(|text| text.strip_prefix(BIB.trim_end()));
    assert_eq!(entries.unwrap_or_default().trim(), added.trim());
}

#[track_caller]
fn assert_refuses(fixture: &str, why: &str) {
    let (_, extraction) = extracted(Markdown, &format!("{FRONT}{fixture}"), BIB);
    let refusal = extraction.map(|it| it.brief).unwrap_err().to_string();
    assert!(refusal.contains(why), "{refusal}");
}

const LEE: &str = "@article{lee2011,
  author = {Lee, Ann},
  year = {2011},
  journal = {Water Review},
  number = {4},
  title = {{Canals}},
  volume = {3},
}";

#[test]
fn a_note_that_only_cites_becomes_a_citation_by_key() {
    assert_extracts(
        "Some words.[^1] More.[^2]\n\n[^1]: See Ann Lee, \"Canals,\" *Water Review* 3, no. 4 (2011): 12.|\n\n[^2]: B.\n",
        "Some words [See @lee2011, p. 12]. More.[^2]\n\n[^2]: B.\n",
        LEE,
    );
    // Each marker, and that of an inline note.
    assert_extracts(
        "Some words[^a]|, or others.[^a]\n\n[^a]: Ann Lee, \"Canals,\" *Water Review* 3, no. 4 (2011).\n",
        "Some words [@lee2011], or others [@lee2011].\n",
        LEE,
    );
    assert_extracts(
        "Some words.^[Ann Lee, \"Canals,\"| *Water Review* 3, no. 4 (2011), 12-14, at 13.] More.\n",
        "Some words [@lee2011, p. 13]. More.\n",
        &LEE.replace("  title", "  pages = {12-14},\n  title"),
    );
}

#[test]
fn a_source_that_the_bibliography_has_keeps_its_key() {
    assert_extracts(
        "Words.[^1]|\n\n[^1]: Ana Bell, *Rivers* (London: Penguin, 2001), ch. 3.\n",
        "Words [@bell2001, ch. 3].\n",
        "",
    );
    assert_extracts(
        "Words.[^1]|\n\n[^1]: Bell, *Rivers*, 7–9.\n",
        "Words [@bell2001, pp. 7–9].\n",
        "",
    );
}

#[test]
fn several_sources_are_cited_together() {
    assert_extracts(
        "Words.[^1]|\n\n[^1]: *See* Ana Bell, *Rivers* (London: Penguin, 2001), 5; Ann Lee, \"Canals,\" *Water Review* 3, \
         no. 4 (2011) (so it is).\n",
        "Words [*See* @bell2001, p. 5; @lee2011 (so it is)].\n",
        LEE,
    );
}

#[test]
fn a_note_with_comment_stays_and_cites_by_key() {
    assert_extracts(
        "Words.[^1]|\n\n[^1]: They disagree. See Ana Bell, *Rivers* (London: Penguin, 2001), 5. It was late.\n",
        "Words.[^1]\n\n[^1]: They disagree. See @bell2001 [p. 5]. It was late.\n",
        "",
    );
}

#[test]
fn words_that_no_field_holds_are_kept() {
    assert_extracts(
        "Words.[^1]|\n\n[^1]: Ann Lee, *Canals*, 2nd edn, trans. by Jo Roe (London: Penguin, 2011).\n",
        "Words [@lee2011].\n",
        "@book{lee2011,\n  author = {Lee, Ann},\n  year = {2011},\n  edition = {2},\n  address = {London},\n  \
         note = {trans. by Jo Roe},\n  publisher = {Penguin},\n  title = {{Canals}},\n}",
    );
    // The entry of another edition says nothing of it.
    assert_extracts(
        "Words.[^1]|\n\n[^1]: Ana Bell, *Rivers*, 2nd edn (London: Penguin, 2001), 5.\n",
        "Words [@bell2001, p. 5, 2nd edn].\n",
        "",
    );
}

#[test]
fn citations_stand_where_they_are_a_part_of_their_sentence() {
    let note = "\n\n[^1]: Ana Bell, *Rivers* (London: Penguin, 2001).\n";
    for (before, after) in [
        (
            "In the U.S.[^1]| it rained.",
            "In the U.S. [@bell2001] it rained.",
        ),
        ("Is it so?[^1]| It is.", "Is it so? [@bell2001] It is."),
        (
            "“So it is.”[^1]| He said.",
            "“So it is.” [@bell2001] He said.",
        ),
        ("It is,[^1]| and was.", "It is [@bell2001], and was."),
        ("It rained [^1]| here.", "It rained [@bell2001] here."),
        ("It rained[^1]|: here.", "It rained [@bell2001]: here."),
    ] {
        assert_extracts(&format!("{before}{note}"), &format!("{after}\n"), "");
    }
    let more = format!("It rained.[^2][^1]|{note}\n[^2]: B.\n");
    assert_extracts(&more, "It rained [@bell2001].[^2]\n\n[^2]: B.\n", "");
}

#[test]
fn a_brief_without_a_bibliography_gets_one() {
    let note = "Words.[^1]|\n\n[^1]: Ann Lee, \"Canals,\" *Water Review* 3, no. 4 (2011).\n";
    let named = "bibliography: references.bib\n";
    for (front, after) in [
        ("", format!("---\n{named}---\n\n")),
        (
            "---\ntitle: A\n---\n\n",
            format!("---\ntitle: A\n{named}---\n\n"),
        ),
        (
            "---\r\ntitle: A\r\n...\r\n\r\n",
            format!(
                "---\r\ntitle: A\r\n{}...\r\n\r\n",
                named.replace('\n', "\r\n")
            ),
        ),
    ] {
        let (document, extraction) = extracted(Markdown, &format!("{front}{note}"), "");
        let extraction = extraction.unwrap();
        let text = extraction.brief.apply(document.text()).to_string();
        assert_eq!(text.trim_end(), format!("{after}Words [@lee2011]."));
        let entries = extraction.entries.unwrap();
        assert!(matches!(&entries.home, TargetBibliography::New(name) if name == "references.bib"));
        let added = entries.edits.apply(&crate::text::Text::new("")).to_string();
        assert_eq!(added, format!("{LEE}\n"));
    }
}

#[test]
fn what_cannot_be_moved_is_refused() {
    let full = "Ana Bell, *Rivers* (London: Penguin, 2001)";
    for (brief, why) in [
        (
            format!("A.[^1]| B.[^2]\n\n[^1]: {full}.\n\n[^2]: Ibid., 5.\n"),
            "Line 9 refers back to this note",
        ),
        (
            format!("A.[^1]| B.[^2]\n\n[^1]: {full}.\n\n[^2]: Bell, supra note 1, at 5.\n"),
            "Line 9 refers back",
        ),
        (
            "A.[^1]|\n\n[^1]: It was late, and it rained a lot.\n".to_owned(),
            "No source recognized",
        ),
        (
            "A.[^1]|\n\n[^1]: Lee, \"Canals,\" 14.\n".to_owned(),
            "the short form",
        ),
        (format!("A.\n\n[^1]: {full}.|\n"), "This note has no marker"),
        ("A|.\n".to_owned(), "No note here"),
        (format!("A.[^1]|\n\n> [^1]: {full}.\n"), "a quote"),
    ] {
        assert_refuses(&brief, why);
    }
    let (_, plain) = extracted(Plain, &format!("A word.¹|\n\n¹ {full}.\n"), "");
    assert!(plain.is_err());
    let (_, toml) = extracted(
        Markdown,
        &format!("+++\ntitle = 'A'\n+++\n\nA.[^1]|\n\n[^1]: {full}.\n"),
        "",
    );
    assert!(toml.unwrap_err().to_string().contains("not valid YAML"));
}
