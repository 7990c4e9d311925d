//! One small brief for each refactoring, before and after; `|` is the cursor.

use brief_ls::refactor::refactoring;
use brief_ls::syntax::Kind::{self, Markdown, Plain};
use brief_ls::text::Span;

use super::read;

#[track_caller]
pub fn assert_refactors(kind: Kind, name: &str, before: &str, after: &str) {
    let at = before.find('|');
    let document = read(&before.replacen('|', "", 1), kind);
    let refactoring = refactoring(name).unwrap();
    let at = Span::at(at.unwrap_or(0));
    assert!((refactoring.applies)(&document, at));
    let edits = (refactoring.edits)(&document, at).unwrap();
    assert_eq!(edits.apply(document.text()).to_string(), after);
}

#[track_caller]
pub fn assert_refuses(kind: Kind, name: &str, text: &str, why: &str) {
    let document = read(&text.replacen('|', "", 1), kind);
    let at = Span::at(text.find('|').unwrap_or(0));
    let refusal = (refactoring(name).unwrap().edits)(&document, at).unwrap_err();
    assert!(refusal.to_string().contains(why), "{refusal}");
}

const RENUMBER: &str = "refactor.rewrite.renumber";
const GATHER: &str = "refactor.rewrite.gather";
const LAY: &str = "refactor.rewrite.layBySection";
const JOIN: &str = "refactor.rewrite.join";
const MERGE: &str = "refactor.rewrite.mergeIdentical";
const DELETE: &str = "refactor.rewrite.deleteNote";
const INSERT: &str = "refactor.rewrite.insertNote";

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

#[test]
fn an_ibid_that_would_mean_another_source_is_left_alone() {
    assert_refuses(
        Plain,
        RENUMBER,
        "First word.¹ Then.³ And then.²\n\n¹ A, *Title*, 2019.\n² Ibid., p. 4.\n³ C, *Other*, 2020.\n",
        "another source",
    );
}

#[test]
fn a_number_that_copying_lowered_is_repaired_first() {
    assert_refuses(
        Plain,
        RENUMBER,
        "First word.³ The policy.1 The end.²\n\n¹ A.\n² B.\n³ C.\n",
        "in line 1",
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
        "First word.¹ The ministry for which it\nhad waited.²\n\nNext page.³\n\nThe end.\n\nNotes\n\n¹ A.\n\n² B.\n\n³ C.\n",
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
}

#[test]
fn a_paragraph_cut_in_two_is_joined() {
    assert_refactors(
        Plain,
        JOIN,
        "The ministry for which¹ it\n\n|¹ A.\n\nhad waited² so\n\n² B.\n\nlong.\n\nThe end.\n",
        "The ministry for which¹ it\nhad waited² so\nlong.\n\n¹ A.\n\n² B.\n\nThe end.\n",
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
        "First word.¹ Second word.² Third word.³\n\n¹ A.\n² \n³ B, supra note 1.\n",
    );
    assert_refactors(Markdown, INSERT, "A claim.|\n", "A claim.[^1]\n\n[^1]: \n");
    assert_refactors(
        Markdown,
        INSERT,
        "One.[^1] Two.|\n\n[^1]: A.\n\nThe end.\n",
        "One.[^1] Two.[^2]\n\n[^1]: A.\n\n[^2]: \n\nThe end.\n",
    );
    assert_refactors(
        Markdown,
        INSERT,
        "One.¹ Two.|\n\n## Notes\n\n1. A\n",
        "One.¹ Two.²\n\n## Notes\n\n1. A\n2. \n",
    );
}
