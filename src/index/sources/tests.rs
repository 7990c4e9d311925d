use std::sync::Arc;

use crate::config::DialectChoice;
use crate::index::{Document, DocumentKind};
use crate::testing::document;
use crate::text::{Edit, Text};

/// Each back-reference of a document as the label of its note and what it refers to: the note where the source
/// that is meant is cited, with its title, or the notes in brackets where no source is.
fn referents(document: &Document) -> Vec<String> {
    let sources = document.sources();
    let label = |id| document.note(id).expect("a note").label.to_string();
    let show = |(id, _, referent): (_, _, &super::Referent)| {
        let target = match referent.citation {
            Some(citation) => {
                let title = sources
                    .citation(citation)
                    .and_then(|citation| citation.title.as_ref());
                let title = title.map_or("", |title| &title.value);
                format!("{} {title}", label(citation.note))
            }
            None => format!(
                "{:?}",
                referent
                    .notes
                    .iter()
                    .map(|id| label(*id))
                    .collect::<Vec<_>>()
            ),
        };
        format!("{} → {target}", label(id))
    };
    sources.back_references().map(show).collect()
}

/// A brief with these notes, cited in order.
fn brief(notes: &[&str]) -> String {
    let markers: String = (1..=notes.len())
        .map(|number| format!("A claim.[^{number}] "))
        .collect();
    let notes: String = (1..)
        .zip(notes)
        .map(|(number, note)| format!("[^{number}]: {note}\n\n"))
        .collect();
    format!("{markers}\n\n{notes}")
}

#[track_caller]
fn refers(notes: &[&str], expected: &[&str]) {
    assert_eq!(
        referents(&document(DocumentKind::Markdown, &brief(notes))),
        expected
    );
}

const ROE: &str = "Jane Roe, *Dams of the World* (Oxford, 2010), p. 3.";
const LEE: &str = "Ann Lee, \"Canals\", *Water Review*, 4 May 2011.";

#[test]
fn chains_end_at_the_source() {
    refers(
        &[
            ROE,
            "Ibid., p. 4.",
            LEE,
            "Roe, *supra* note 2, at 5.",
            "*Id.*",
            "Lee, op. cit.",
        ],
        &[
            "2 → 1 Dams of the World",
            "4 → 1 Dams of the World",
            "5 → 1 Dams of the World",
            "6 → 3 Canals",
        ],
    );
}

#[test]
fn chains_follow_the_order_in_which_notes_are_read() {
    let text = format!(
        "A.[^c] B.[^b] C.[^a]\n\n[^a]: Ibid., p. 5.\n\n[^b]: Ibid., p. 4.\n\n[^c]: {ROE}\n"
    );
    let found = referents(&document(DocumentKind::Markdown, &text));
    assert_eq!(
        found,
        ["a → c Dams of the World", "b → c Dams of the World"]
    );
}

/// Asserts that a brief of one source and 3,000 notes that say `again` leads from the last to the first.
#[track_caller]
fn lead_to_the_first(again: &str) {
    let notes: Vec<&str> = [ROE]
        .into_iter()
        .chain(std::iter::repeat_n(again, 3000))
        .collect();
    let found = referents(&document(DocumentKind::Markdown, &brief(&notes)));
    assert_eq!(
        found.last().map(String::as_str),
        Some("3001 → 1 Dams of the World")
    );
}

#[test]
fn a_chain_as_long_as_the_brief() {
    lead_to_the_first("Ibid.");
}

#[test]
fn the_source_that_is_named_of_several() {
    let both = format!("{} {LEE}", ROE.replace("p. 3.", "p. 3;"));
    refers(
        &[&both, "Lee, *supra* note 1.", "Roe (n 1) 12."],
        &["2 → 1 Canals", "3 → 1 Dams of the World"],
    );
}

#[test]
fn short_forms_mean_the_only_source_of_that_author_and_title() {
    refers(
        &[
            ROE,
            LEE,
            "Roe, Dams, 7.",
            "Lee, \"Canals,\" 12",
            "Roe, *Dams*, 14; Lee, *Dams*, 5.",
            "Roe, *Canals*, 3.",
        ],
        &[
            "3 → 1 Dams of the World",
            "4 → 2 Canals",
            "5 → 1 Dams of the World",
        ],
    );
}

#[test]
fn short_forms_of_law() {
    refers(
        &[
            "*Roe v. Lee*, 510 U.S. 569, 573 (1994).",
            "Adam White, *The Rule of Dams*, 79 Fordham L. Rev. 301, 305 (2010).",
            "*Roe*, 510 U.S. at 578–79.",
            "White, 79 Fordham L. Rev. at 369.",
        ],
        &[
            "3 → 1 Roe v. Lee, 510 U.S. 569, 573 (1994)",
            "4 → 2 The Rule of Dams",
        ],
    );
}

#[test]
fn a_case_is_cited_again_without_its_year() {
    refers(
        &[
            "Marbury v. Madison, 5 U.S. 137 (1803).",
            "Marbury, 5 U.S. at 177.",
            "*Marbury*, 5 U.S. at 178.",
            "Marbury v. Madison, 5 U.S. at 180.",
            "See Marbury, 5 U.S. at 177–78 (holding so).",
        ],
        &[
            "2 → 1 Marbury v. Madison, 5 U.S. 137 (1803)",
            "3 → 1 Marbury v. Madison, 5 U.S. 137 (1803)",
            "4 → 1 Marbury v. Madison, 5 U.S. 137 (1803)",
            "5 → 1 Marbury v. Madison, 5 U.S. 137 (1803)",
        ],
    );
}

#[test]
fn a_name_may_be_turned_around() {
    refers(
        &[
            ROE,
            LEE,
            "Roe, Jane, op. cit., p. 4.",
            "Roe, Jane, *Dams*, 5.",
            "Roe, Bo, op. cit.",
        ],
        &[
            "3 → 1 Dams of the World",
            "4 → 1 Dams of the World",
            "5 → []",
        ],
    );
}

#[test]
fn doubtful_short_forms_mean_nothing() {
    let other = "Jane Roe, *Dams of Europe* (Oxford, 2012).";
    refers(&[ROE, other, "Roe, *Dams*, 4."], &[]);
    refers(&["Roe, *Dams*, 4.", ROE], &[]);
    let cases = "Jane Roe, *Cases on Dams* (Oxford, 2012).";
    refers(
        &[cases, "Roe, Dams, 4.", "Roe, *Dams*, 4."],
        &["3 → 1 Cases on Dams"],
    );
    refers(&[ROE, ROE, "Roe, *Dams*, 4."], &["3 → 1 Dams of the World"]);
}

#[test]
fn the_same_source_after_a_short_form() {
    refers(
        &[
            ROE,
            LEE,
            "Roe, *Dams*, 4.",
            "Ibid.",
            "Fu, *Locks*, 3.",
            "Ibid.",
        ],
        &[
            "3 → 1 Dams of the World",
            "4 → 1 Dams of the World",
            "6 → 5 Locks",
        ],
    );
}

#[test]
fn short_forms_as_many_as_the_brief() {
    lead_to_the_first("Roe, *Dams*, 14.");
}

#[test]
fn works_of_an_author_of_several() {
    let other = "Jane Roe, *Locks* (Oxford, 2012).";
    refers(
        &[
            ROE,
            other,
            "Roe, op. cit., 5.",
            "Jane Roe, *Dams of the World*, op. cit.",
            "J. Roe, op. cit.",
        ],
        &["3 → 2 Locks", "4 → 1 Dams of the World", "5 → 2 Locks"],
    );
}

#[test]
fn works_of_authors_in_russian() {
    refers(
        &[
            "Белов А. Н. Приливы и порты. М.: Наука, 2011. С. 31.",
            "Орлова В. С. Маяки // Вестник гаваней. 2016. № 3. С. 5–19.",
            "Белов А. Н. Указ. соч. С. 60.",
            "См.: Орлова В. С. Указ. соч. С. 14.",
        ],
        &["3 → 1 Приливы и порты", "4 → 2 Маяки"],
    );
}

#[test]
fn works_of_authors_who_are_not_cited() {
    let remark = "Ann Lee, \"Why Canals Fail,\" *Water Review*, 4 May 2011. Jane Roe disagrees.";
    refers(
        &[
            ROE,
            remark,
            "Ann Fu, op. cit.",
            "Roe and Lee, op. cit.",
            "Adam Roe, op. cit.",
            "Roe, *Why Locks Fail*, op. cit.",
        ],
        &["3 → []", "4 → []", "5 → []", "6 → []"],
    );
}

#[test]
fn after_a_note_that_is_cited_and_not_there() {
    let text = format!("One.[^1] Two.[^2] Three.[^3]\n\n[^1]: {ROE}\n\n[^3]: Ibid.\n");
    assert_eq!(
        referents(&document(DocumentKind::Markdown, &text)),
        ["3 → []"]
    );
    let text = format!("A word.¹ Two.² Three.³\n\n¹ {ROE}\n³ Ibid.\n");
    assert_eq!(referents(&document(DocumentKind::Plain, &text)), ["3 → []"]);
}

#[test]
fn after_a_note_that_nothing_cites() {
    let text = "One.[^2] Two.[^3]\n\n[^1]: See 44 U.S.C. § 3552(b)(1).\n\n[^2]: Ibid. § 3554(b).\n\n[^3]: Ibid.\n";
    let law = "1 44 U.S.C. § 3552(b)(1)";
    assert_eq!(
        referents(&document(DocumentKind::Markdown, text)),
        [format!("2 → {law}"), format!("3 → {law}")]
    );
}

#[test]
fn later_notes_and_several_notes() {
    refers(
        &["See note 3 below.", LEE, "Ibid.", "See *supra* notes 1–3."],
        &["1 → 2 Canals", "3 → 2 Canals", "4 → [\"1\", \"2\", \"3\"]"],
    );
}

#[test]
fn the_note_before_is_the_one_that_readers_see() {
    let text =
        format!("One.[^b] Two.[^a] Three.[^c]\n\n[^a]: Ibid.\n\n[^c]: {LEE}\n\n[^b]: {ROE}\n");
    assert_eq!(
        referents(&document(DocumentKind::Markdown, &text)),
        ["a → b Dams of the World"]
    );
}

#[test]
fn numbers_that_begin_again() {
    let text = "A word.¹ Two.²\n\n¹ Jane Roe, *Dams* (Oxford, 2010).\n² Roe, supra note 1.\n\nNext page.¹ And.²\n\n\
                ¹ Ann Lee, *Canals* (London, 2011).\n² Lee, supra note 1.\n";
    let found = referents(&document(DocumentKind::Plain, text));
    assert_eq!(found, ["2 → 1 Dams", "2 → 1 Canals"]);
}

#[test]
fn two_works_that_a_full_stop_parts_leave_open_which_is_meant() {
    for works in [
        "Jane Roe, *Dams of the World* (Oxford, 2010), p. 3. See also Ann Lee, *Canals* (London, 2011), p. 4.",
        "Jane Doe, *Title A* (London: Verso, 2012). But see Max Roe, *Rivers* (London: Verso, 2014).",
        "Jane Doe, *Title A* (London: Verso, 2012). Max Roe, *Rivers* (London: Verso, 2014).",
        "Jane Doe, *Title A* (London: Verso, 2012). The same figure is in Max Roe, *Rivers* (London: Verso, 2014).",
        "\"Dams of the North,\" *The Gazette*, 4 June 2019. \"Dams of the South,\" *The Herald*, 5 June 2019.",
        "Jane Doe, *Title A* (London: Verso, 2012); Max Roe, *Rivers* (London: Verso, 2014).",
    ] {
        refers(&[works, "Ibid., p. 5."], &["2 → [\"1\"]"]);
        let text = format!("One word.¹ Two.²\n\n¹ {works}\n\n² Ibid., p. 5.\n");
        let found = referents(&document(DocumentKind::Plain, &text));
        assert_eq!(found, ["2 → [\"1\"]"], "{text}");
    }
    let quoting = "Jane Doe, *Title A* (London: Verso, 2012), quoting Max Roe, *Rivers* (London: Verso, 2014).";
    refers(&[quoting, "Ibid., p. 5."], &["2 → 1 Title A"]);
}

#[test]
fn pandoc_prints_a_note_again_where_it_is_cited_again() {
    let text = "Here.[^1] Next.[^2] Again.[^1] Then.[^3]\n\n[^1]: Jane Doe, *Title A* (London: Verso, 2012).\n\n\
                [^2]: Max Roe, *Rivers* (London: Verso, 2011).\n\n[^3]: Ibid., p. 5.\n";
    assert_eq!(
        referents(&document(DocumentKind::Pandoc, text)),
        ["3 → 1 Title A"]
    );
    assert_eq!(
        referents(&document(DocumentKind::Markdown, text)),
        ["3 → 2 Rivers"]
    );
}

#[test]
fn an_edit_reads_no_other_note_again() {
    let notes = [ROE, "Ibid.", LEE, "Ibid."];
    let before = document(DocumentKind::Markdown, &brief(&notes));
    before.sources();
    let place = before.text().to_string().find("4 May").expect("the date");
    let after = before.edit(&Edit::insert(place, "1"));
    let same = |one: &Document, other: &Document| -> Vec<bool> {
        let pairs = one.sources().in_order().zip(other.sources().in_order());
        pairs
            .map(|((_, one), (_, other))| Arc::ptr_eq(one, other))
            .collect()
    };
    assert_eq!(same(&before, &after), [true, true, false, true]);
    let prose = after.edit(&Edit::insert(3, "bold "));
    assert_eq!(same(&after, &prose), [true; 4]);
    let fresh = Document::new(
        Text::new(&prose.text().to_string()),
        DocumentKind::Markdown,
        DialectChoice::Auto,
    );
    assert_eq!(referents(&prose), referents(&fresh));
}

#[test]
fn places_in_further_paragraphs() {
    let text =
        "One.[^1]\n\n[^1]: First.\n\n    Jane Roe, *Dams* (Oxford, 2010). See\n    *id.* at 3.\n";
    let document = document(DocumentKind::Markdown, text);
    let (id, reference, _) = document.sources().back_references().next().expect("one");
    let note = document.sources().note(id).expect("the note");
    let (block, _) = document.item(id).expect("its mark");
    let span = note.text().in_block(reference.span).shift(block.start);
    assert_eq!(&text[span.range()], "id.");
    assert_eq!(
        note.text().offset(span.start - block.start),
        reference.span.start
    );
}
