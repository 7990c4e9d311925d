//! One small brief for each refactoring, before and after; `|` is the cursor.

use brief_ls::refactor::refactoring;
use brief_ls::syntax::DocumentKind::{self, Markdown, Pandoc, Plain};
use brief_ls::text::Span;

use super::{ADD, DELETE, EXTRACT, INLINE, INSERT, read};

/// The text without `|`, the cursor, or two of them around what is selected; and where that is.
fn selected(text: &str) -> (String, Span) {
    let mut parts = text.split('|');
    let start = text.find('|').unwrap_or(0);
    let end = match parts.clone().count() {
        3 => parts.by_ref().take(2).map(str::len).sum(),
        _ => start,
    };
    (text.replace('|', ""), Span::new(start, end))
}

#[track_caller]
pub fn assert_refactors(kind: DocumentKind, name: &str, before: &str, after: &str) {
    let (text, at) = selected(before);
    assert!((refactoring(name).unwrap().applies)(&read(&text, kind), at));
    assert_eq!(refactored(kind, name, before), after);
}

#[track_caller]
pub fn assert_refuses(kind: DocumentKind, name: &str, text: &str, why: &str) {
    let (text, at) = selected(text);
    let document = read(&text, kind);
    let refusal = (refactoring(name).unwrap().edits)(&document, at).unwrap_err();
    assert!(refusal.to_string().contains(why), "{refusal}");
}

const RENUMBER: &str = "refactor.rewrite.renumber";
const GATHER: &str = "refactor.rewrite.gather";
const LAY: &str = "refactor.rewrite.layBySection";
const JOIN: &str = "refactor.rewrite.join";
const MERGE: &str = "refactor.rewrite.mergeIdentical";

#[test]
fn numbers_follow_first_use() {
    assert_refactors(
        Markdown,
        RENUMBER,
        "One.[^7] Two.[^roy] Three.[^2] One again.[^7]\n\n[^2]: C, supra note 7.\n[^7]: A.\n[^roy]: B.\n[^9]: D.\n",
        "One.[^1] Two.[^roy] Three.[^3] One again.[^1]\n\n[^1]: A.\n[^roy]: B.\n[^3]: C, supra note 1.\n[^4]: D.\n",
    );
    assert_refactors(
        Plain,
        RENUMBER,
        "First word.³ Then two.¹,² And again.¹⁻³\n\n¹ B.\n² C.\n³ A.\n",
        "First word.¹ Then two.²,³ And again.²,³,¹\n\n¹ A.\n² B.\n³ C.\n",
    );
}

#[test]
fn inline_notes_count() {
    assert_refactors(
        Markdown,
        RENUMBER,
        "One.[^1] Two.^[An inline one.] Three.[^2]\n\n[^1]: A.\n[^2]: C.\n",
        "One.[^1] Two.^[An inline one.] Three.[^3]\n\n[^1]: A.\n[^3]: C.\n",
    );
}

/// What the brief says after the refactoring of that kind at `|`.
#[track_caller]
fn refactored(kind: DocumentKind, name: &str, text: &str) -> String {
    let (text, at) = selected(text);
    let document = read(&text, kind);
    let edits = (refactoring(name).unwrap().edits)(&document, at).unwrap();
    edits.apply(document.text()).to_string()
}

#[test]
fn an_ibid_that_would_mean_another_source_is_written_out() {
    let notes = "¹ Rajorshi Roy, *Dams*, 2019.\n² *Id.* at 4; see Anna Berg, *Ports*, 2018.\n";
    let text = format!("First word.¹ Then.³ And then.²\n\n{notes}³ Elsa Lee, *Other*, 2020.\n");
    assert_refactors(
        Plain,
        RENUMBER,
        &text,
        "First word.¹ Then.² And then.³\n\n¹ Rajorshi Roy, *Dams*, 2019.\n² Elsa Lee, *Other*, 2020.\n³ Roy, \
         *supra* note 1, at 4; see Anna Berg, *Ports*, 2018.\n",
    );
    // One after the other goes back to the one that is written out.
    assert_refactors(
        Markdown,
        INSERT,
        "One.[^1]| Two.[^2] Three.[^3]\n\n[^1]: Rajorshi Roy, \"Dams,\" 2019.\n\n[^2]: See id. at 5.\n\n[^3]: Id.\n",
        "One.[^1][^4] Two.[^2] Three.[^3]\n\n[^1]: Rajorshi Roy, \"Dams,\" 2019.\n\n[^4]:\n\n\
         [^2]: See Roy, supra note 1, at 5.\n\n[^3]: Id.\n",
    );
    for (ibid, end) in [
        ("Ibid., p. 4.", ", p. 4."),
        ("Ibid.", "."),
        ("Ibid. 4.", " 4."),
    ] {
        let text = format!(
            "First word.¹ Two.³ Three.²\n\n¹ Rajorshi Roy, *Dams: A History*, 2019.\n² {ibid}\n³ Elsa Lee, *Other*, 2020.\n"
        );
        let after = refactored(Plain, RENUMBER, &text);
        let note = after.lines().last().unwrap();
        assert!(
            note.starts_with("³ Roy, ") && note.ends_with(end),
            "{after}"
        );
        assert!(!note.contains("History"), "{after}");
    }
}

#[test]
fn an_ibid_that_comes_first_cites_its_source_in_full() {
    let smith = "John Smith, *Ports* (London: Penguin, 2018)";
    let roy = "Rajorshi Roy, *Dams* (Delhi: Sage, 2019)";
    assert_refactors(
        Plain,
        RENUMBER,
        &format!(
            "First claim.¹ Second claim.³ Third.² Fourth.⁴\n\n¹ {smith}, 12.\n² {roy}, 8.\n³ Ibid., 5.\n⁴ Roy, \
             supra note 2, p. 3.\n"
        ),
        &format!(
            "First claim.¹ Second claim.² Third.³ Fourth.⁴\n\n¹ {smith}, 12.\n² {roy}, 5.\n³ {roy}, 8.\n⁴ Roy, \
             supra note 3, p. 3.\n"
        ),
    );
}

#[test]
fn what_goes_with_a_note_is_cited_in_full_by_the_ibid_after_it() {
    assert_refactors(
        Plain,
        DELETE,
        "First word.|¹ Then.² Last.³\n\n¹ See Rajorshi Roy, *Dams*, 2019.\n² Ibid., p. 4.\n³ Ibid.\n",
        "First word. Then.¹ Last.²\n\n¹ Rajorshi Roy, *Dams*, 2019, p. 4.\n² Ibid.\n",
    );
    assert_refactors(
        Markdown,
        DELETE,
        "First.[^1]| Second.[^2]\n\n[^1]: Rajorshi Roy, \"Dams,\" *Rivers* 3 (2019): 1–9.\n\n[^2]: See ibid., 5.\n",
        "First. Second.[^2]\n\n[^2]: See Rajorshi Roy, \"Dams,\" *Rivers* 3 (2019): 1–9, 5.\n",
    );
}

#[test]
fn a_reference_to_a_note_that_goes_is_named() {
    assert_refuses(
        Plain,
        DELETE,
        "First word.|¹ Then.² Last.³\n\n¹ Rajorshi Roy, *Dams*, 2019.\n² Elsa Lee, *Other*, 2020.\n³ Roy, supra \
         note 1, at 4.\n",
        "note 3 on line 5 refers back to note 1",
    );
}

#[test]
fn running_text_names_notes_by_their_new_numbers() {
    assert_refactors(
        Markdown,
        RENUMBER,
        "One.[^7] Two (see note 2 below).[^2] As in notes 2 and 7 above.\n\nTake note 2 times, see footnote 9.\n\n\
         [^2]: B.\n[^7]: A.\n",
        "One.[^1] Two (see note 2 below).[^2] As in notes 2 and 1 above.\n\nTake note 2 times, see footnote 9.\n\n\
         [^1]: A.\n[^2]: B.\n",
    );
    assert_refactors(
        Plain,
        INSERT,
        "First word.| Two.¹ See footnotes 1–2.\n\n¹ A, 2020.\n\nThree (siehe Fn. 2).²\n\n² B, 2020.\n",
        "First word.¹ Two.² See footnotes 2–3.\n\n¹\n\n² A, 2020.\n\nThree (siehe Fn. 3).³\n\n³ B, 2020.\n",
    );
    assert_refactors(
        Markdown,
        INSERT,
        "One.| Two.[^1] See note 1 above.\n\n[^1]: A, 2020.\n",
        "One.[^1] Two.[^2] See note 2 above.\n\n[^1]:\n\n[^2]: A, 2020.\n",
    );
    assert_refactors(
        Markdown,
        DELETE,
        "One.[^1]| Two.[^2] See note 2 above.\n\n[^1]: A, 2020.\n\n[^2]: B, 2020.\n",
        "One. Two.[^1] See note 1 above.\n\n[^1]: B, 2020.\n",
    );
    assert_refactors(
        Markdown,
        "refactor.rewrite.convert.superscript",
        "One.[^b] Two.[^a] See note 2 above.\n\n[^a]: A, 2020.\n\n[^b]: B, 2020.\n",
        "One.¹ Two.² See note 2 above.\n\n¹ B, 2020.\n\n² A, 2020.\n",
    );
    assert_refactors(
        Plain,
        MERGE,
        "One.¹ Two.² Three.³ See note 2, and footnote 3.\n\n¹ A, 2020.\n² A, 2020.\n³ B, 2020.\n",
        "One.¹ Two.¹ Three.² See note 1, and footnote 2.\n\n¹ A, 2020.\n² B, 2020.\n",
    );
}

#[test]
fn a_range_of_notes_turns_round_with_them_or_becomes_a_list() {
    assert_refactors(
        Markdown,
        RENUMBER,
        "One.[^3] Two.[^2] Three.[^4] Four.[^1] See notes 2–3, and notes 2–4 above.\n\n\
         [^1]: D, 2020; see supra notes 2–4, and supra notes 1–2.\n[^2]: B, 2020.\n[^3]: A, 2020.\n[^4]: C, 2020.\n",
        "One.[^1] Two.[^2] Three.[^3] Four.[^4] See notes 1–2, and notes 1–3 above.\n\n\
         [^1]: A, 2020.\n[^2]: B, 2020.\n[^3]: C, 2020.\n[^4]: D, 2020; see supra notes 1–3, and supra notes 2, 4.\n",
    );
}

#[test]
fn a_note_that_running_text_names_is_not_deleted() {
    let text = "One.[^1]| Two.[^2] See note 1 above.\n\n[^1]: A, 2020.\n\n[^2]: B, 2020.\n";
    assert_refuses(
        Markdown,
        DELETE,
        text,
        "“note 1 above” on line 1 would point to a different note",
    );
    let text = "First word.¹ Two.|²\n\n¹ A, 2020.\n\n² B, 2020.\n\nMore (see footnote 2).\n";
    assert_refuses(
        Plain,
        DELETE,
        text,
        "“footnote 2” on line 7 would point to a different note or none",
    );
}

#[test]
fn what_other_works_say_of_their_notes_stays() {
    assert_refactors(
        Plain,
        INSERT,
        "First word.| Two.¹ It says “see note 1”. The Court held so in footnote 1.\n\n¹ A, 2020.\n",
        "First word.¹ Two.² It says “see note 1”. The Court held so in footnote 1.\n\n¹\n\n² A, 2020.\n",
    );
}

#[test]
fn notes_of_markdown_refer_to_what_readers_count() {
    let roy = "Rajorshi Roy, *Dams*, 2019.";
    assert_refactors(
        Markdown,
        INSERT,
        &format!("One.| Two.[^1] Three.[^2]\n\n[^1]: {roy}\n\n[^2]: Roy, supra note 1, at 4.\n"),
        &format!(
            "One.[^1] Two.[^2] Three.[^3]\n\n[^1]:\n\n[^2]: {roy}\n\n[^3]: Roy, supra note 2, at 4.\n"
        ),
    );
    assert_refactors(
        Markdown,
        INSERT,
        &format!(
            "One.| Two.[^roy] Three.[^2]\n\n[^roy]: {roy}\n\n[^2]: Roy, supra note 1, at 4.\n"
        ),
        &format!(
            "One.[^1] Two.[^roy] Three.[^3]\n\n[^1]:\n\n[^roy]: {roy}\n\n[^3]: Roy, supra note 2, at 4.\n"
        ),
    );
    assert_refactors(
        Markdown,
        DELETE,
        &format!(
            "One.[^1]| Two.[^2] Three.[^3]\n\n[^1]: Elsa Lee, *Other*, 2020.\n\n[^2]: {roy}\n\n[^3]: Roy, supra \
             note 2, at 4.\n"
        ),
        &format!("One. Two.[^1] Three.[^2]\n\n[^1]: {roy}\n\n[^2]: Roy, supra note 1, at 4.\n"),
    );
    // Labels that readers do not see stay.
    assert_refactors(
        Markdown,
        INSERT,
        &format!("One.| Two.[^7] Three.[^2]\n\n[^7]: {roy}\n\n[^2]: Roy, supra note 7, at 4.\n"),
        &format!(
            "One.[^8] Two.[^7] Three.[^2]\n\n[^8]:\n\n[^7]: {roy}\n\n[^2]: Roy, supra note 7, at 4.\n"
        ),
    );
}

#[test]
fn a_number_of_a_note_without_supra_counts_on() {
    let roy = "Rajorshi Roy, *Dams*, 2019.";
    assert_refactors(
        Plain,
        INSERT,
        &format!("First word.| Two.¹ Three.²\n\n¹ {roy}\n² Roy, Dams, note 1, pp. 1–2.\n"),
        &format!("First word.¹ Two.² Three.³\n\n¹\n² {roy}\n³ Roy, Dams, note 2, pp. 1–2.\n"),
    );
}

#[test]
fn a_note_that_is_defined_twice_is_not_deleted() {
    let text = "Claim.|[^1] More.[^1]\n\n[^1]: A b.\n\n[^1]: C d.\n";
    assert_refuses(Markdown, DELETE, text, "Note [^1] is defined twice");
    assert_refactors(
        Markdown,
        DELETE,
        "Claim.[^1] More.[^1]\n\n[^1]: A b.\n\n[^1|]: C d.\n",
        "Claim.[^1] More.[^1]\n\n[^1]: A b.\n",
    );
}

#[test]
fn a_marker_follows_a_picture_and_a_plus() {
    assert_refactors(
        Markdown,
        "refactor.rewrite.convert.html",
        "Some claim 🎉[^1] and SEI CERT C++[^2] more.\n\n[^1]: A.\n\n[^2]: B.\n",
        "Some claim 🎉<sup>1</sup> and SEI CERT C++<sup>2</sup> more.\n\n<sup>1</sup> A.\n\n<sup>2</sup> B.\n",
    );
}

#[test]
fn a_number_that_copying_lowered_is_repaired_first() {
    assert_refuses(
        Plain,
        RENUMBER,
        "First word.³ The policy.1 The end.²\n\n¹ A.\n² B.\n³ C.\n",
        "on line 1",
    );
}

#[test]
fn notes_are_gathered() {
    assert_refactors(
        Markdown,
        GATHER,
        "# T\r\n\r\nOne.[^1]\r\n\r\n[^1]: A.\r\n\r\n    More.\r\n\r\nTwo.[^2]\r\n\r\n[^2]: B.\r\n",
        "# T\r\n\r\nOne.[^1]\r\n\r\nTwo.[^2]\r\n\r\n[^1]: A.\r\n\r\n    More.\r\n\r\n[^2]: B.\r\n",
    );
    assert_refactors(
        Plain,
        GATHER,
        "First word.¹ The ministry for which it\n\n¹ A.\n\nhad waited.²\n\n² B.\n\nNext page.¹\n\n¹ C.\n\nThe end.\n",
        "First word.¹ The ministry for which it had waited.²\n\nNext page.³\n\nThe end.\n\nNotes\n\n¹ A.\n\n² B.\n\n³ C.\n",
    );
}

#[test]
fn notes_are_laid_after_their_sections() {
    assert_refactors(
        Markdown,
        LAY,
        "# T\n\n## A\n\nOne.[^1]\n\n## B\n\nTwo.[^2] One.[^1]\n\n## Notes\n\n[^2]: B.\n\n[^1]: A.\n",
        "# T\n\n## A\n\nOne.[^1]\n\n[^1]: A.\n\n## B\n\nTwo.[^2] One.[^1]\n\n[^2]: B.\n",
    );
    // The heading that goes parts nothing: what it leaves is laid out by the same sections.
    assert_refactors(
        Markdown,
        LAY,
        "# T\n\n## A\n\n### B\n\nOne.[^1]\n\n### C\n\nTwo.[^2]\n\n## Notes\n\n[^1]: A.\n\n[^2]: B.\n",
        "# T\n\n## A\n\n### B\n\nOne.[^1]\n\n[^1]: A.\n\n### C\n\nTwo.[^2]\n\n[^2]: B.\n",
    );
}

#[test]
fn a_paragraph_cut_in_two_is_joined() {
    assert_refactors(
        Plain,
        JOIN,
        "The ministry for which¹ it\n\n|¹ A.\n\nhad waited² so\n\n² B.\n\nlong.\n\nThe end.\n",
        "The ministry for which¹ it had waited² so long.\n\n¹ A.\n\n² B.\n\nThe end.\n",
    );
}

#[test]
fn notes_that_say_the_same_are_one() {
    assert_refactors(
        Plain,
        MERGE,
        "First word.¹ Then.² And then.³\n\n¹ A.\n² A.\n³ C.\n",
        "First word.¹ Then.¹ And then.²\n\n¹ A.\n² C.\n",
    );
    assert_refactors(
        Markdown,
        MERGE,
        "One.[^a] Two.[^b]\n\n[^a]: A.\n\n[^b]: A.\n",
        "One.[^a] Two.[^a]\n\n[^a]: A.\n",
    );
}

#[test]
fn a_note_is_deleted_with_its_markers() {
    assert_refactors(
        Plain,
        DELETE,
        "First word.¹,² Then.|² And then.¹⁻³\n\n¹ A.\n² B.\n³ C.\n",
        "First word.¹ Then. And then.¹,²\n\n¹ A.\n² C.\n",
    );
}

#[test]
fn a_note_is_inserted_in_the_form_of_the_others() {
    assert_refactors(
        Plain,
        INSERT,
        "First word.¹ Second word.| Third word.²\n\n¹ A.\n² B, supra note 1.\n",
        "First word.¹ Second word.² Third word.³\n\n¹ A.\n²\n³ B, supra note 1.\n",
    );
    assert_refactors(Markdown, INSERT, "A claim.|\n", "A claim.[^1]\n\n[^1]:\n");
    assert_refactors(
        Markdown,
        INSERT,
        "One.[^1] Two.|\n\n[^1]: A.\n\nThe end.\n",
        "One.[^1] Two.[^2]\n\n[^1]: A.\n\n[^2]:\n\nThe end.\n",
    );
    assert_refactors(
        Markdown,
        INSERT,
        "One.¹ Two.|\n\n## Notes\n\n1. A\n",
        "One.¹ Two.²\n\n## Notes\n\n1. A\n2.\n",
    );
}

#[test]
fn a_note_stands_in_the_text() {
    for before in [
        "One.[^a] Two.|[^b]\n\n[^a]: A.\n\n[^b]: See [B](http://b.org/1),\n    p. 4.\n\nThe end.\n",
        "One.[^a] Two.[^b]\n\n[^a]: A.\n\n[^b]: See |[B](http://b.org/1),\np. 4.\n\nThe end.\n",
    ] {
        assert_refactors(
            Pandoc,
            INLINE,
            before,
            "One.[^a] Two.^[See [B](http://b.org/1), p. 4.]\n\n[^a]: A.\n\nThe end.\n",
        );
    }
    assert_refactors(
        Pandoc,
        INLINE,
        "One.[^1] Two.[^2]| Three.[^3]\n\n[^1]: A.\n[^2]: B.\n[^3]: C, supra note 1.\n",
        "One.[^1] Two.^[B.] Three.[^3]\n\n[^1]: A.\n[^3]: C, supra note 1.\n",
    );
}

#[test]
fn a_note_whose_text_begins_below_its_head_stands_in_the_text() {
    assert_refactors(
        Pandoc,
        INLINE,
        "One.[^a|] Two.[^b]\n\n[^a]:\n    A source\n    of two lines.\n\n[^b]: B.\n",
        "One.^[A source of two lines.] Two.[^b]\n\n[^b]: B.\n",
    );
}

#[test]
fn what_cannot_stand_in_the_text_stays() {
    for (text, why) in [
        ("One.[^a]| Two.[^a]\n\n[^a]: A.\n", "several markers"),
        ("One.[^a]|\n\n[^a]: A.\n\n    B.\n", "a single paragraph"),
        ("One.[^a]|\n\n[^a]: - A.\n    - B.\n", "a single paragraph"),
        ("One.[^a]|\n\n[^a]: A\\\n    B.\n", "one paragraph"),
        ("One.[^a]|\n\n[^a]: A ] b.\n", "Nothing was changed"),
        ("One.[^a]|\n\n> [^a]: A.\n", "lines of its own"),
        ("One.[^a]|\n\n[^a]:\n", "a single paragraph"),
        ("One.[^a]\n\n[^a]: A.\n\n[^b]:| B.\n", "has no marker"),
        ("One.^[A b|.]\n", "already"),
        ("A word.¹|\n\n¹ A.\n", "not a Markdown footnote"),
    ] {
        assert_refuses(Pandoc, INLINE, text, why);
    }
    assert_refuses(Markdown, INLINE, "One.[^a]|\n\n[^a]: A.\n", "GitHub");
}

#[test]
fn an_inline_note_goes_to_the_others() {
    assert_refactors(
        Pandoc,
        EXTRACT,
        "One.[^1] Two.^[See B,\np|. 4.] Three.[^3]\n\n[^1]: A.\n\n[^3]: C.\n\nThe end.\n",
        "One.[^1] Two.[^4] Three.[^3]\n\n[^1]: A.\n\n[^4]: See B, p. 4.\n\n[^3]: C.\n\nThe end.\n",
    );
    assert_refactors(
        Pandoc,
        EXTRACT,
        "> One.^[See B,\n> |p. 4.] More.\n",
        "> One.[^1] More.\n\n[^1]: See B, p. 4.\n",
    );
    assert_refactors(
        Pandoc,
        EXTRACT,
        "A word.¹ Two.^|[B, 2020.] Three.² Four.³\n\n¹ A.\n² C.\n³ D, supra note 2.\n",
        "A word.¹ Two.² Three.³ Four.⁴\n\n¹ A.\n² B, 2020.\n³ C.\n⁴ D, supra note 3.\n",
    );
}

#[test]
fn a_parenthesis_becomes_a_note() {
    assert_refactors(
        Plain,
        EXTRACT,
        "First word.¹ It fell |(Roy 2021, p. 5)|. Third word.²\n\n¹ A.\n² B.\n",
        "First word.¹ It fell.² Third word.³\n\n¹ A.\n² Roy 2021, p. 5\n³ B.\n",
    );
    assert_refactors(
        Markdown,
        EXTRACT,
        "It fell\n|(see [Roy](http://a.org/b_c)\n2021) |and rose.\n",
        "It fell[^1] and rose.\n\n[^1]: see [Roy](http://a.org/b_c) 2021\n",
    );
    assert_refactors(
        Markdown,
        EXTRACT,
        "It fell. |Roy says so.| It rose.[^a]\n\n[^a]: A.\n",
        "It fell.[^1] It rose.[^a]\n\n[^1]: Roy says so.\n\n[^a]: A.\n",
    );
    assert_refactors(
        Plain,
        EXTRACT,
        "It fell |(Roy 2021)|.¹ Then.²\n\n¹ A.\n² B.\n",
        "It fell.¹,² Then.³\n\n¹ Roy 2021\n² A.\n³ B.\n",
    );
}

#[test]
fn what_is_no_plain_prose_stays() {
    for (text, why) in [
        ("|Roy says so.| It rose.\n", "follow a word"),
        ("It *fell |(Roy* 2021)|.\n", "splits a bracket"),
        (
            "It fell [(Roy| 2021)](http://a.org)| so.\n",
            "splits a bracket",
        ),
        (
            "It fell |(Roy)[^a]| so.\n\n[^a]: A.\n",
            "without footnote markers",
        ),
        ("It |fell.\n\nIt| rose.\n", "part of a paragraph"),
        ("# It fell |(Roy 2021)|\n", "part of a paragraph"),
        ("It fell.[^a]\n\n[^a]: A |(Roy)|.\n", "part of a paragraph"),
        ("It fell |(ibid., p. 5)|.\n", "refers back"),
    ] {
        assert_refuses(Markdown, EXTRACT, text, why);
    }
}

#[test]
fn a_label_that_two_notes_bear_stays_with_the_one_that_is_read() {
    for (kind, notes) in [
        (Markdown, "[^b]: B.\n\n[^a]: A.\n\n[^a]: A2.\n"),
        (Pandoc, "[^b]: B.\n\n[^a]: A2.\n\n[^a]: A.\n"),
    ] {
        let sorted = notes.replacen("[^b]: B.\n\n", "", 1) + "\n[^b]: B.\n";
        let text = "One.[^a] Two.[^b]\n\n";
        assert_refactors(
            kind,
            RENUMBER,
            &format!("{text}{notes}"),
            &format!("{text}{sorted}"),
        );
        let before = format!("# T\n\n{text}{notes}\n# U\n\nThree.\n");
        let after = format!("# T\n\n{text}# U\n\nThree.\n\n{sorted}");
        assert_refactors(kind, GATHER, &before, &after);
    }
}

#[test]
fn a_note_is_cited_in_a_quote() {
    assert_refactors(
        Markdown,
        INSERT,
        "One.[^1]\n\n> Two.|\n> Three.\n\n[^1]: A.\n",
        "One.[^1]\n\n> Two.[^2]\n> Three.\n\n[^1]: A.\n\n[^2]:\n",
    );
    assert_refactors(
        Markdown,
        INSERT,
        "> One.[^1]\n> Two.|\n>\n> [^1]: A.\n\nThe end.\n",
        "> One.[^1]\n> Two.[^2]\n>\n> [^1]: A.\n>\n> [^2]:\n\nThe end.\n",
    );
    assert_refactors(
        Markdown,
        ADD,
        "> One.[^1]\n> Two.[^9|]\n>\n> [^1]: A.\n",
        "> One.[^1]\n> Two.[^9]\n>\n> [^1]: A.\n>\n> [^9]:\n",
    );
}

#[test]
fn links_back_from_notes_follow() {
    let marker =
        |number| format!("<sup id=\"fnref{number}\"><a href=\"#fn{number}\">{number}</a></sup>");
    let note = |number, text| {
        format!("<sup id=\"fn{number}\">{number}</sup> {text} <a href=\"#fnref{number}\">↩</a>\n")
    };
    let brief = |first, second, notes: [String; 2]| {
        let [one, two] = notes;
        format!(
            "One.{} Two.{}\n\n{one}\n{two}",
            marker(first),
            marker(second)
        )
    };
    let text = brief(2, 1, [note(1, "B."), note(2, "A.")]);
    assert_refactors(
        Markdown,
        RENUMBER,
        &text,
        &brief(1, 2, [note(1, "A."), note(2, "B.")]),
    );
    for kind in ["markdown", "superscript", "inline"] {
        let name = format!("refactor.rewrite.convert.{kind}");
        assert_refuses(Markdown, &name, &text, "the link on line 3");
    }
}

#[test]
fn a_new_note_has_the_form_of_those_that_are_cited() {
    assert_refactors(
        Markdown,
        INSERT,
        "A sentence says this.¹ Another| one.\n\n¹ Bell, *Title*, 2020.\n\n[^2]: Not cited yet.\n",
        "A sentence says this.¹ Another² one.\n\n¹ Bell, *Title*, 2020.\n\n²\n\n[^2]: Not cited yet.\n",
    );
}
