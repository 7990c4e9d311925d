//! Small briefs in each form, written in another.

use brief_ls::refactor::refactoring;
use brief_ls::syntax::DocumentKind::{self, Markdown, Pandoc, Plain};
use brief_ls::text::Span;

use super::examples::{assert_refactors, assert_refuses};
use super::read;

const MARKDOWN: &str = "refactor.rewrite.convert.markdown";
const SUPERSCRIPT: &str = "refactor.rewrite.convert.superscript";
const HTML: &str = "refactor.rewrite.convert.html";
const INLINE: &str = "refactor.rewrite.convert.inline";
const ENDNOTES: &str = "refactor.rewrite.convert.endnotes";

/// The text after the refactoring of each kind, one after another.
#[track_caller]
fn after(kind: DocumentKind, text: &str, names: &[&str]) -> String {
    names.iter().fold(text.to_owned(), |text, name| {
        let document = read(&text, kind);
        let edits = (refactoring(name).unwrap().edits)(&document, Span::at(0)).unwrap();
        edits.apply(document.text()).to_string()
    })
}

#[test]
fn printed_notes_become_markdown() {
    assert_refactors(
        Plain,
        MARKDOWN,
        "First word.¹ Then two.²,³ And all.¹⁻³\n\n¹ A.\n² B,\nsupra note 1.\n³ C.\n",
        "First word.[^1] Then two.[^2],[^3] And all.[^1],[^2],[^3]\n\n[^1]: A.\n[^2]: B,\nsupra note 1.\n[^3]: C.\n",
    );
    assert_refactors(
        Plain,
        MARKDOWN,
        "First word [1]. Then two [2, 3].\n\n[1] A.\n[2] B.\n[3] C.\n",
        "First word [^1]. Then two [^2],[^3].\n\n[^1]: A.\n[^2]: B.\n[^3]: C.\n",
    );
    assert_refactors(
        Markdown,
        MARKDOWN,
        "# T\r\n\r\nOne.<sup>1</sup> Two.<sup>2</sup>\r\n\r\n## Notes\r\n\r\n1. A.\r\n\r\n   More.\r\n2. B.\r\n",
        "# T\r\n\r\nOne.[^1] Two.[^2]\r\n\r\n## Notes\r\n\r\n[^1]: A.\r\n\r\n    More.\r\n[^2]: B.\r\n",
    );
}

#[test]
fn signs_become_numbers() {
    for (text, markdown, raised) in [
        (
            "It is ruled out.* The age† is over.\n\n* Roe, \"Dams\", 2020.\n\n† Lee, \"Ports\", 2021.\n",
            "It is ruled out.[^1] The age[^2] is over.\n\n[^1]: Roe, \"Dams\", 2020.\n\n[^2]: Lee, \"Ports\", 2021.\n",
            "It is ruled out.¹ The age² is over.\n\n¹ Roe, \"Dams\", 2020.\n\n² Lee, \"Ports\", 2021.\n",
        ),
        (
            "甲①和乙②。\n\n① 《年鉴》。\n\n② 《公报》。\n",
            "甲[^1]和乙[^2]。\n\n[^1]: 《年鉴》。\n\n[^2]: 《公报》。\n",
            "甲¹和乙²。\n\n¹ 《年鉴》。\n\n² 《公报》。\n",
        ),
        (
            "A rule.[i] And so.[ii]\n\n[i] Roy.\n\n[ii] Sen.\n",
            "A rule.[^1] And so.[^2]\n\n[^1]: Roy.\n\n[^2]: Sen.\n",
            "A rule.¹ And so.²\n\n¹ Roy.\n\n² Sen.\n",
        ),
    ] {
        assert_refactors(Plain, MARKDOWN, text, markdown);
        assert_refactors(Plain, SUPERSCRIPT, text, raised);
    }
}

#[test]
fn a_note_right_before_a_bracket_stays_below() {
    assert_refactors(
        Pandoc,
        INLINE,
        "One[^1](so) two[^2][^3] three[^4][it](#a).\n\n[^1]: A b.\n\n[^2]: C d.\n\n[^3]: E f.\n\n[^4]: G h.\n",
        "One[^1](so) two^[C d.] ^[E f.] three[^4][it](#a).\n\n[^1]: A b.\n\n[^4]: G h.\n",
    );
}

#[test]
fn notes_without_a_space_become_inline() {
    assert_refactors(
        Markdown,
        INLINE,
        "甲国[^1]，乙国[^2]。\n\n[^1]: 李明：《经济研究》，2019年。\n\n[^2]: 王红：《年度报告》，2020年。\n",
        "甲国^[李明：《经济研究》，2019年。]，乙国 ^[王红：《年度报告》，2020年。]。\n",
    );
    assert_refactors(
        Markdown,
        INLINE,
        "Words.[^1]\n\n[^1]: One.\n",
        "Words.^[One.]\n",
    );
}

#[test]
fn what_refers_back_by_number_is_right_for_who_reads_the_result() {
    // Readers of Markdown count anew, by first use, what markers cite and has a note.
    assert_refactors(
        Plain,
        MARKDOWN,
        "First word.² Then two.¹ Three.³\n\n¹ Ana Roy, *Dams*, 2019.\n² B.\n³ Roy, supra note 1, at 4.\n",
        "First word.[^1] Then two.[^2] Three.[^3]\n\n[^2]: Ana Roy, *Dams*, 2019.\n[^1]: B.\n[^3]: Roy, supra note 2, at 4.\n",
    );
    assert_refactors(
        Plain,
        MARKDOWN,
        "First word.¹ Then two.³ Three.⁴\n\n¹ A.\n² B.\n³ Ana Roy, *Dams*, 2019.\n⁴ Roy, supra note 3, at 4.\n",
        "First word.[^1] Then two.[^2] Three.[^3]\n\n[^1]: A.\n[^4]: B.\n[^2]: Ana Roy, *Dams*, 2019.\n[^3]: Roy, supra note 2, at 4.\n",
    );
    assert_refactors(
        Plain,
        MARKDOWN,
        "First word.¹ Then two.² Three.³ Four.⁴\n\n¹ A.\n³ Ana Roy, *Dams*, 2019.\n⁴ Roy, supra note 3, at 4.\n",
        "First word.[^1] Then two.[^4] Three.[^2] Four.[^3]\n\n[^1]: A.\n[^2]: Ana Roy, *Dams*, 2019.\n[^3]: Roy, supra note 2, at 4.\n",
    );
    // Where nothing refers to them, the author's numbers stay.
    assert_refactors(
        Plain,
        MARKDOWN,
        "First word.² Then two.¹\n\n¹ A.\n² B.\n",
        "First word.[^2] Then two.[^1]\n\n[^1]: A.\n[^2]: B.\n",
    );
}

#[test]
fn numbers_that_begin_again_count_on() {
    assert_refactors(
        Plain,
        MARKDOWN,
        "First word.¹ The ministry for which it\n\n¹ A.\n\nhad waited.² The end.\n\n² B.\n\nNext page.¹ More.²\n\n¹ C.\n² D, supra note 1.\n",
        "First word.[^1] The ministry for which it had waited.[^2] The end.\n\n[^1]: A.\n\n[^2]: B.\n\nNext page.[^3] More.[^4]\n\n[^3]: C.\n[^4]: D, supra note 3.\n",
    );
}

#[test]
fn names_become_numbers_where_numbers_are_printed() {
    assert_refactors(
        Markdown,
        SUPERSCRIPT,
        "One.[^roy] Two. [^2] Three.[^roy][^x]\n\n[^x]: C.\n[^2]: B,\n    and more.\n[^roy]: A.\n[^4]: Uncited.\n",
        "One.¹ Two.² Three.¹,³\n\n¹ A.\n\n² B,\nand more.\n\n³ C.\n\n⁴ Uncited.\n",
    );
    assert_refactors(
        Pandoc,
        HTML,
        "One.^[A [link](http://a.org).] Two.[^b]\n\n[^b]: B.\n\nThe end.\n",
        "One.<sup>1</sup> Two.<sup>2</sup>\n\n<sup>2</sup> B.\n\nThe end.\n\n## Notes\n\n<sup>1</sup> A [link](http://a.org).\n",
    );
}

#[test]
fn notes_come_into_one_list() {
    assert_refactors(
        Plain,
        ENDNOTES,
        "First word.¹ The ministry for which it\n\n¹ A.\n\nhad waited.²\n\n² B.\n\nThe end.\n",
        "First word.¹ The ministry for which it had waited.²\n\nThe end.\n\nNotes\n\n1. A.\n\n2. B.\n",
    );
    assert_refactors(
        Markdown,
        ENDNOTES,
        "# T\n\nOne.[^b] Two.[^a]\n\n[^b]: B.\n\n    More.\n\n## Endnotes\n\n[^a]: A.\n\n## After\n\nThe end.\n",
        "# T\n\nOne.¹ Two.²\n\n## Endnotes\n\n1. B.\n\n   More.\n\n2. A.\n\n## After\n\nThe end.\n",
    );
}

#[test]
fn notes_come_into_the_text() {
    assert_refactors(
        Markdown,
        INLINE,
        "One.[^1] Two.[^2] Two again.[^2] Three.[^3]\n\n## Notes\n\n[^1]: A ] of\n    two lines.\n\n[^2]: B.\n\n[^3]: C.\n\n    More.\n",
        "One.^[A \\] of two lines.] Two.[^2] Two again.[^2] Three.[^3]\n\n## Notes\n\n[^2]: B.\n\n[^3]: C.\n\n    More.\n",
    );
    assert_refactors(
        Markdown,
        INLINE,
        "One.[^1] Two.[^2]\n\n## Notes\n\n[^1]: A source.\n\n[^2]: B.\n",
        "One.^[A source.] Two.^[B.]\n",
    );
}

#[test]
fn notes_in_the_text_stand_apart() {
    // Pandoc takes what stands between two carets without a blank outside of brackets for a superscript.
    assert_refactors(
        Markdown,
        INLINE,
        "One.[^1],[^2] Two[^3][^4] words.\n\n[^1]: A b.\n\n[^2]: C d.\n\n[^3]: E f.\n\n[^4]: G.\n",
        "One.^[A b.], ^[C d.] Two^[E f.] ^[G.] words.\n",
    );
}

#[test]
fn forms_that_are_mixed_count_in_one_sequence() {
    assert_refactors(
        Markdown,
        MARKDOWN,
        "One.[^1] Two.¹ Three.[^roy] Four.²\n\n[^1]: A.\n\n¹ B.\n² D.\n\n[^roy]: C.\n",
        "One.[^1] Two.[^2] Three.[^roy] Four.[^4]\n\n[^1]: A.\n\n[^2]: B.\n[^4]: D.\n\n[^roy]: C.\n",
    );
}

#[test]
fn two_notes_of_one_number_are_told_apart_first() {
    let text = "First word.² Then two.¹ Three.²\n\n¹ A.\n² B.\n² C.\n";
    for form in [MARKDOWN, ENDNOTES] {
        assert_refuses(
            Plain,
            form,
            text,
            "note 2 is defined twice, on lines 4 and 5",
        );
    }
    let html = text
        .replace('¹', "<sup>1</sup>")
        .replace('²', "<sup>2</sup>");
    assert_refactors(Markdown, HTML, text, &html);
    assert_refuses(
        Markdown,
        INLINE,
        "One.[^b] Two.[^a]\n\n[^b]: B.\n\n[^a]: A.\n\n[^a]: A2.\n",
        "note a is defined twice, on lines 5 and 7",
    );
}

#[test]
fn a_note_whose_text_begins_below_its_head() {
    let text = "One.[^1]\n\n[^1]:\n    A source\n    in two lines.\n";
    for (form, expected) in [
        (SUPERSCRIPT, "One.¹\n\n¹ A source\nin two lines.\n"),
        (
            ENDNOTES,
            "One.¹\n\n## Notes\n\n1. A source\n   in two lines.\n",
        ),
        (INLINE, "One.^[A source in two lines.]\n"),
    ] {
        assert_refactors(Markdown, form, text, expected);
    }
    let more = text.replace("    in two", "\n    in two");
    assert_refuses(Markdown, SUPERSCRIPT, &more, "has more than one paragraph");
}

#[test]
fn a_picture_before_notes_breaks_no_paragraph_off() {
    assert_refactors(
        Markdown,
        SUPERSCRIPT,
        "One.[^1]\n\n![A picture](a.png)\n\n[^1]: A.\n\nEven so.\n",
        "One.¹\n\n![A picture](a.png)\n\n¹ A.\n\nEven so.\n",
    );
    assert_refuses(
        Markdown,
        SUPERSCRIPT,
        "One.[^1]\n\nIt ended there. The ministry for which it\n\n[^1]: A.\n\nHad waited.\n\nMore.\n\n## B\n\nEnd.\n",
        "the paragraph on line 7 would change",
    );
}

#[test]
fn there_and_back_is_the_same() {
    let text = "# T\n\nOne.[^1] Two.[^2],[^3] Two again.[^2]\n\n[^1]: A.\n\n[^2]: B, supra note 1.\n\n[^3]: C.\n";
    for there in [SUPERSCRIPT, HTML] {
        assert_eq!(after(Markdown, text, &[there, MARKDOWN]), text);
    }
    let listed = "# T\n\n## A\n\nOne.¹ Two.²\n\n## Notes\n\n1. A.\n\n2. B.\n";
    assert_eq!(after(Markdown, listed, &[SUPERSCRIPT, ENDNOTES]), listed);
    assert_eq!(after(Markdown, listed, &[MARKDOWN, ENDNOTES]), listed);
}

#[test]
fn what_would_be_lost_is_refused() {
    assert_refuses(
        Markdown,
        SUPERSCRIPT,
        "One.[^1]\n\n[^1]: A.\n\n    More.\n",
        "note [^1] on line 3 has more than one paragraph",
    );
    assert_refuses(
        Plain,
        MARKDOWN,
        "First word [1, p. 4]. Then [2].\n\n[1] A.\n[2] B.\n",
        "the brackets around a marker contain more than its number (line 1)",
    );
    assert_refuses(
        Markdown,
        SUPERSCRIPT,
        "Speed §[^1] and more.\n\n[^1]: A.\n",
        "the marker on line 1 after “§” would not be parsed as a marker",
    );
    assert_refuses(
        Markdown,
        ENDNOTES,
        "One.[^1] Two.[^2]\n\n[^2]: B.\n",
        "a marker has no note, and a numbered list cannot skip its number (line 1)",
    );
    assert_refuses(
        Markdown,
        MARKDOWN,
        "A word.<sup>1</sup> Two.<sup>2</sup>\n\n<ol>\n<li id=\"fn1\"><sup>1</sup> A.</li>\n<li id=\"fn2\"><sup>2</sup> B.</li>\n</ol>\n",
        "inside an HTML element",
    );
}
