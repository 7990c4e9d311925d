use crate::syntax::DocumentKind::{self, Markdown, Pandoc, Plain};
use crate::testing::{cursor, document};
use crate::text::Edits;

use super::*;

/// The labels that are offered.
fn offered(kind: DocumentKind, fixture: &str) -> Vec<String> {
    let (text, offset) = cursor(fixture);
    let found = completions(&document(kind, &text), offset);
    found.items.into_iter().map(|item| item.label).collect()
}

/// The text after the item of that label is chosen. Clients that filter would show it.
#[track_caller]
fn chosen(kind: DocumentKind, fixture: &str, label: &str) -> String {
    let (text, offset) = cursor(fixture);
    let document = document(kind, &text);
    let found = completions(&document, offset);
    let item = found.items.iter().find(|item| item.label == label);
    let item = item.unwrap_or_else(|| panic!("no {label} in {:#?}", found.items));
    let typed = &text[item.replace.start..offset];
    assert!(
        item.filter
            .as_ref()
            .unwrap_or(&item.label)
            .starts_with(typed)
    );
    let main = Edit::new(item.replace, item.insert.as_str());
    let edits = Edits::new(item.also.iter().cloned().chain([main]).collect()).unwrap();
    edits.apply(document.text()).to_string()
}

const NOTES: &str = "\n\n[^one]: First, 2020.\n\n[^2]: Second.\n";

#[test]
fn labels_after_a_bracket_and_a_caret_however_far_it_is_written() {
    let next = ["3", "one", "2"];
    let named = ["one", "2", "o"];
    for (begun, labels) in [
        ("[^|", next),
        ("[^|]", next),
        ("[^o|", named),
        ("[^o|]", named),
        ("[^o|ne]", named),
    ] {
        let fixture = format!("A claim.{begun} And.[^2]{NOTES}");
        assert_eq!(offered(Markdown, &fixture), labels, "{begun}");
        let expected = format!("A claim.[^one] And.[^2]{NOTES}");
        assert_eq!(chosen(Markdown, &fixture, "one"), expected, "{begun}");
    }
}

#[test]
fn what_opens_a_marker_is_not_written_again() {
    let (text, offset) = cursor(&format!("A claim.[^| And.[^2]{NOTES}"));
    let found = completions(&document(Markdown, &text), offset);
    for item in found.items {
        assert_eq!(item.replace, Span::at(offset), "{item:?}");
        assert_eq!(item.insert, format!("{}]", item.label));
        let filter = item.filter.as_deref().unwrap_or_default();
        assert!(filter.starts_with(&item.insert), "{item:?}");
    }
}

#[test]
fn words_of_a_note_find_it() {
    let (text, offset) = cursor(&format!("A claim.[^| And.[^2]{NOTES}"));
    let found = completions(&document(Markdown, &text), offset);
    let filters: Vec<_> = found
        .items
        .iter()
        .filter_map(|it| it.filter.clone())
        .collect();
    assert_eq!(filters, ["3]", "one] First, 2020.", "2] Second."]);
}

#[test]
fn a_new_number_comes_with_its_note() {
    let fixture = format!("A claim.[^| And.[^2]{NOTES}");
    let expected = "A claim.[^3] And.[^2]\n\n[^one]: First, 2020.\n\n[^3]:\n\n[^2]: Second.\n";
    assert_eq!(chosen(Markdown, &fixture, "3"), expected);
    assert_eq!(chosen(Markdown, "A.[^|", "1"), "A.[^1]\n\n[^1]:");
    assert_eq!(
        chosen(Markdown, "A.[^|]\r\n", "1"),
        "A.[^1]\r\n\r\n[^1]:\r\n"
    );
    let tight = "A word.¹ Another.² New.|\n\n¹ A.\n² B.\n";
    let expected = "A word.¹ Another.² New.³\n\n¹ A.\n² B.\n³\n";
    assert_eq!(chosen(Plain, tight, "³"), expected);
    let section = "One.[^1]\n\n[^1]: A.\n\n# Next\n\nTwo.[^|]\n\nThe end.\n";
    let expected = "One.[^1]\n\n[^1]: A.\n\n# Next\n\nTwo.[^2]\n\nThe end.\n\n[^2]:\n";
    assert_eq!(chosen(Markdown, section, "2"), expected);
    let quoted = "> A.[^1] B.[^|\n>\n> [^1]: A.\n";
    let expected = "> A.[^1] B.[^2]\n>\n> [^1]: A.\n>\n> [^2]:\n";
    assert_eq!(chosen(Markdown, quoted, "2"), expected);
}

#[test]
fn a_new_number_that_notes_refer_to_lets_the_others_count_on() {
    let fixture = "One.[^|\nTwo.[^1] Three.[^2]\n\n[^1]: Ana Roy, *Dams*, 2019.\n\n[^2]: Roy, supra note 1, at 4.\n";
    let expected = "One.[^1]\nTwo.[^2] Three.[^3]\n\n[^1]:\n\n[^2]: Ana Roy, *Dams*, 2019.\n\n[^3]: Roy, supra \
                    note 2, at 4.\n";
    assert_eq!(chosen(Markdown, fixture, "1"), expected);
}

#[test]
fn a_new_number_that_is_printed_lets_the_others_count_on() {
    for (fixture, label, expected) in [
        (
            "One word.¹ New.|\nTwo.² Three.³\n\n¹ A.\n² B.\n³ C, supra note 2.\n\nThe end.\n",
            "²",
            "One word.¹ New.²\nTwo.³ Three.⁴\n\n¹ A.\n²\n³ B.\n⁴ C, supra note 3.\n\nThe end.\n",
        ),
        // The first.
        (
            "New.|\nOne word.¹ Two.²\n\n¹ A.\n² B.\n",
            "¹",
            "New.¹\nOne word.² Two.³\n\n¹\n² A.\n³ B.\n",
        ),
        // Some digits of another number are there.
        (
            "One word.¹ New.²|\nTwo.² Three.³\n\n¹ A.\n² B.\n³ C.\n",
            "²",
            "One word.¹ New.²\nTwo.³ Three.⁴\n\n¹ A.\n²\n³ B.\n⁴ C.\n",
        ),
        // At the feet of pages.
        (
            "One word.¹ New.|\n\n¹ A.\n\nThe next page.² Three.³\n\n² B.\n³ C.\n",
            "²",
            "One word.¹ New.²\n\n¹ A.\n\n²\n\nThe next page.³ Three.⁴\n\n³ B.\n⁴ C.\n",
        ),
        // A range that does not hold any more.
        (
            "One word.¹ New.|\nTwo.¹⁻² Three.³\n\n¹ A.\n² B.\n³ C.\n",
            "²",
            "One word.¹ New.²\nTwo.¹,³ Three.⁴\n\n¹ A.\n²\n³ B.\n⁴ C.\n",
        ),
    ] {
        assert_eq!(chosen(Plain, fixture, label), expected, "{fixture}");
    }
}

#[test]
fn a_new_number_in_elements_brackets_and_lists_lets_the_others_count_on() {
    for (kind, fixture, label, expected) in [
        (
            Markdown,
            "One<sup>1</sup> new <sup>|\ntwo<sup>2</sup>.\n\n<sup>1</sup> A.\n\n<sup>2</sup> B.\n",
            "2",
            "One<sup>1</sup> new <sup>2</sup>\ntwo<sup>3</sup>.\n\n<sup>1</sup> A.\n\n<sup>2</sup>\n\n<sup>3</sup> B.\n",
        ),
        (
            Plain,
            "One [1] new [|\ntwo [2].\n\n[1] A.\n[2] B.\n",
            "2",
            "One [1] new [2]\ntwo [3].\n\n[1] A.\n[2]\n[3] B.\n",
        ),
        (
            Markdown,
            "One.¹ New.|\nTwo.²\n\n## Notes\n\n1. A\n2. B\n",
            "²",
            "One.¹ New.²\nTwo.³\n\n## Notes\n\n1. A\n2.\n3. B\n",
        ),
    ] {
        assert_eq!(chosen(kind, fixture, label), expected, "{fixture}");
    }
}

#[test]
fn a_new_number_that_cannot_let_the_others_count_on_is_one_that_is_free() {
    // Whoever edits the rest of the line after the marker would miss the places there.
    let line = "One word.¹ New.| Two.² Three.³\n\n¹ A.\n² B.\n³ C.\n";
    let expected = "One word.¹ New.⁴ Two.² Three.³\n\n¹ A.\n² B.\n³ C.\n⁴\n";
    assert_eq!(chosen(Plain, line, "⁴"), expected);
    let lowered = "A word.¹ New.| Another.² The last word.3 End.\n\n¹ A.\n² B.\n³ C.\n";
    let expected = "A word.¹ New.⁴ Another.² The last word.3 End.\n\n¹ A.\n² B.\n³ C.\n⁴\n";
    assert_eq!(chosen(Plain, lowered, "⁴"), expected);
}

#[test]
fn a_note_that_waits_for_its_marker_keeps_its_number() {
    let fixture = "One word.¹ New.|\nThree.³\n\n¹ A.\n² B.\n³ C.\n";
    assert_eq!(offered(Plain, fixture), ["³", "¹", "²", "³"]);
    let expected = "One word.¹ New.³\nThree.⁴\n\n¹ A.\n² B.\n³\n⁴ C.\n";
    assert_eq!(chosen(Plain, fixture, "³"), expected);
}

#[test]
fn an_ibid_that_a_new_note_would_part_from_its_source_is_written_out() {
    let cited = "A. Roy, *Rivers* (Oxford: OUP, 2020).";
    for (kind, fixture, label, expected) in [
        (
            Plain,
            "One word.¹ New.|\nTwo.²\n\n¹ {}\n² Ibid., 4.\n",
            "²",
            "One word.¹ New.²\nTwo.³\n\n¹ {}\n²\n³ Roy, *Rivers*, 4.\n",
        ),
        (
            Markdown,
            "One.[^1] New.[^|\nTwo.[^2]\n\n[^1]: {}\n\n[^2]: Ibid., 4.\n",
            "3",
            "One.[^1] New.[^3]\nTwo.[^2]\n\n[^1]: {}\n\n[^3]:\n\n[^2]: Roy, *Rivers*, 4.\n",
        ),
        // What is half written is read as the marker of a later note.
        (
            Markdown,
            "One.[^1] New.[^|3]\nTwo.[^2] Three.[^3]\n\n[^1]: {}\n\n[^2]: Ibid., 4.\n\n[^3]: Sen.\n",
            "4",
            "One.[^1] New.[^4]\nTwo.[^2] Three.[^3]\n\n[^1]: {}\n\n[^4]:\n\n[^2]: Roy, *Rivers*, 4.\n\n[^3]: Sen.\n",
        ),
        // It follows the one before it.
        (
            Markdown,
            "One.[^1] Two.[^2] New.[^|\n\n[^1]: {}\n\n[^2]: Ibid., 4.\n",
            "3",
            "One.[^1] Two.[^2] New.[^3]\n\n[^1]: {}\n\n[^2]: Ibid., 4.\n\n[^3]:\n",
        ),
    ] {
        let [fixture, expected] = [fixture, expected].map(|it| it.replace("{}", cited));
        assert_eq!(chosen(kind, &fixture, label), expected, "{fixture}");
    }
    let in_line = format!("One.[^1] New.[^| Two.^[Ibid., 4.]\n\n[^1]: {cited}\n");
    let (text, offset) = cursor(&in_line);
    let found = completions(&document(Pandoc, &text), offset);
    let detail = found.items.iter().find_map(|item| item.detail.as_deref());
    let expected = "new note; the next Ibid. will mean a different source";
    assert_eq!(detail, Some(expected));
}

#[test]
fn no_new_note_in_a_note() {
    let raised = "One word.¹ Two.²\n\n¹ Roy, 2020.|\n² Sen.\n";
    assert_eq!(offered(Plain, raised), [""; 0]);
    let labels = "One.[^1] Two.[^2]\n\n[^1]: Roy, 2020.[^|\n\n[^2]: Sen.\n";
    assert_eq!(offered(Markdown, labels), ["1", "2"]);
}

#[test]
fn a_name_that_no_note_has_is_that_of_a_new_one() {
    let fixture = format!("A claim.[^roy2021| And.[^2]{NOTES}");
    let expected =
        "A claim.[^roy2021] And.[^2]\n\n[^one]: First, 2020.\n\n[^roy2021]:\n\n[^2]: Second.\n";
    assert_eq!(chosen(Markdown, &fixture, "roy2021"), expected);
    let taken = format!("A claim.[^One| And.[^2]{NOTES}");
    assert_eq!(offered(Markdown, &taken), ["one", "2"]);
}

#[test]
fn raised_numbers_where_one_would_stand() {
    let notes = "\n\n¹ A.\n² B.\n";
    for begun in ["|", "^|", "[^|", "[^|]", "²|"] {
        let fixture = format!("A word.¹ Another.{begun} End.{notes}");
        let expected = format!("A word.¹ Another.² End.{notes}");
        assert_eq!(chosen(Plain, &fixture, "²"), expected, "{begun}");
    }
    assert_eq!(
        offered(Plain, &format!("A word.¹ Anoth|er.{notes}")),
        [""; 0]
    );
    assert_eq!(
        offered(Plain, "一。¹ 二。|\n\n¹ 甲。\n² 乙。\n"),
        ["³", "¹", "²"]
    );
}

#[test]
fn numbers_in_elements_and_brackets() {
    let html = "A word<sup>1</sup> B.{} End.\n\n<sup>1</sup> A.\n\n<sup>2</sup> B.\n";
    for begun in ["<sup>|", "<sup>|</sup>", "<sup>2|</sup>"] {
        let expected = html.replace("{}", "<sup>2</sup>");
        let fixture = html.replace("{}", begun);
        assert_eq!(chosen(Markdown, &fixture, "2"), expected, "{begun}");
    }
    let bracketed = "A word [1]. B word [2]. C.{} End.\n\n[1] A.\n\n[2] B.\n";
    for begun in ["[|", "[|]", "[2|", "[2|]"] {
        let expected = bracketed.replace("{}", "[2]");
        let fixture = bracketed.replace("{}", begun);
        assert_eq!(chosen(Plain, &fixture, "2"), expected, "{begun}");
    }
    // After a blank, too.
    for (kind, text, begun, marker) in [
        (Markdown, html, "B. <sup>|", "<sup>2</sup>"),
        (Plain, bracketed, "B. [|", "[2]"),
        (Plain, bracketed, "B. [2|]", "[2]"),
    ] {
        let text = text.replace("C.{}", "B.{}");
        let fixture = text.replace("B.{}", begun);
        let expected = text.replace("B.{}", &format!("B. {marker}"));
        assert_eq!(chosen(kind, &fixture, "2"), expected, "{begun}");
    }
    // At the start of a line the opener of a note is written.
    let openers = [
        (Markdown, "A<sup>1</sup>\n\n<sup>1</sup> A.\n\n<sup>|\n"),
        (Plain, "A word [1].\n\n[1] A.\n\n[|\n"),
    ];
    for (kind, fixture) in openers {
        assert_eq!(offered(kind, fixture), [""; 0]);
    }
    assert_eq!(offered(Markdown, "A.[^1] B.[|\n\n[^1]: A.\n"), [""; 0]);
}

/// The numbers of a page whose formatting is lost are offered as they stand there.
#[test]
fn numbers_without_their_formatting() {
    let page = "The canal was dug in four years.1 The \"golden decade\"2 is over. The tolls fell.3 It rained.{}\n\n\
                1 Gazette of the Canal, 4 June 2019.\n\n2 Roe, \"Tolls\", 2018.\n\n3 Ibid.\n";
    let expected = page.replace("{}", "2");
    for begun in ["^|", "[^|"] {
        let fixture = page.replace("{}", begun);
        assert_eq!(chosen(Plain, &fixture, "2"), expected, "{begun}");
    }
}

#[test]
fn a_line_that_begins_so_is_a_note_that_is_missing() {
    let fixture = "A.[^one] B.[^two]\n\n[^one]: First.\n\n[^|\n";
    assert_eq!(offered(Markdown, fixture), ["two]:"]);
    let expected = "A.[^one] B.[^two]\n\n[^one]: First.\n\n[^two]: \n";
    assert_eq!(chosen(Markdown, fixture, "two]:"), expected);
}

#[test]
fn headings_after_a_hash_in_a_link() {
    let headings = "# A & B\n\n## Notes\n\n## Notes\n\n";
    for begun in ["[a](#|)", "[a](#no|", "[a](#no|tes)"] {
        let fixture = format!("{headings}See {begun}\n");
        assert_eq!(offered(Markdown, &fixture), ["A & B", "Notes", "Notes"]);
    }
    let fixture = format!("{headings}See [a](#|)\n");
    let expected = |slug: &str| format!("{headings}See [a](#{slug})\n");
    assert_eq!(chosen(Markdown, &fixture, "A & B"), expected("a--b"));
    assert_eq!(chosen(Pandoc, &fixture, "A & B"), expected("a-b"));
    // By the name that the author gives to it, and without its markers.
    let own = "# A {#own}\n\n## B[^1]\n\nSee [a](#|)\n\n[^1]: C.\n";
    assert_eq!(offered(Pandoc, own), ["A", "B"]);
    let expected = |slug: &str| own.replace('|', slug);
    assert_eq!(chosen(Pandoc, own, "A"), expected("own"));
    assert_eq!(chosen(Pandoc, own, "B"), expected("b"));
}

#[test]
fn acronyms_after_two_of_their_letters() {
    let fixture = "The Eurasian Economic Union (EEU), the EE| again.\n";
    assert_eq!(offered(Markdown, fixture), ["EEU"]);
    assert_eq!(offered(Markdown, &fixture.replace("EE|", "E|")), [""; 0]);
    let inside = "The regulator (Office of Gas and Electricity Markets, OFGEM), and OFG|.\n";
    assert_eq!(offered(Markdown, inside), ["OFGEM"]);
}

#[test]
fn nothing_where_there_is_no_text() {
    for fixture in [
        "Some `co[^|de`.\n",
        "```\nx[^|\n```\n",
        "A \\[^|.\n",
        "A# |b\n",
        "A wo|rd.\n",
    ] {
        assert_eq!(offered(Markdown, fixture), [""; 0], "{fixture}");
    }
}

#[test]
fn a_label_may_hold_a_colon() {
    let notes = "\n\n[^fn:alpha]: A.\n\n[^fn:beta]: B.\n";
    for begun in ["A.[^fn:|", "A.[^fn:al|]", "A.[^f|n:al]"] {
        let fixture = format!("{begun} One.[^fn:alpha] Two.[^fn:beta]{notes}");
        let labels = offered(Markdown, &fixture);
        assert!(labels.contains(&"fn:alpha".to_owned()), "{labels:?}");
        assert!(labels.contains(&"fn:beta".to_owned()), "{labels:?}");
        assert!(!labels.contains(&"fn:".to_owned()), "{labels:?}");
        assert_eq!(
            chosen(Markdown, &fixture, "fn:alpha"),
            format!("A.[^fn:alpha] One.[^fn:alpha] Two.[^fn:beta]{notes}")
        );
    }
}
