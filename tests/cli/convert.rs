use crate::support::{CLEAN, Folder};

const PRINTED: &str = "The end\n\nIt is a claim.¹ And two words.²\n\n¹ A *source*.\n\n² Another.\n";
const MARKDOWN: &str = "---\ntitle: The end\n---\n\nIt is a claim.[^1] And two words.[^2]\n\n[^1]: A *source*.\n\n[^2]: Another.\n";

#[test]
fn the_whole_brief_is_written_to_standard_output() {
    let folder = Folder::new(&[("a.txt", PRINTED)]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout, MARKDOWN);
    assert_eq!(folder.read("a.txt"), PRINTED);
}

#[test]
fn standard_input_is_converted_too() {
    let folder = Folder::new(&[]);
    let args = ["convert", "-", "--to", "inline", "--stdin-name", "a.txt"];
    let run = folder.run_with(&args, PRINTED);
    let inline =
        "---\ntitle: The end\n---\n\nIt is a claim.^[A *source*.] And two words.^[Another.]\n";
    assert_eq!((run.code, run.stdout.as_str()), (0, inline));
    let run = folder.run_with(&["convert", "-", "--to", "markdown"], CLEAN);
    assert_eq!((run.code, run.stdout.as_str()), (0, CLEAN));
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let windows = format!("\u{feff}{}", PRINTED.replace('\n', "\r\n"));
    let folder = Folder::new(&[("a.txt", &windows)]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown", "-o", "out.md"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    let expected = format!("\u{feff}{}", MARKDOWN.replace('\n', "\r\n"));
    assert_eq!(folder.read("out.md"), expected);
    folder.write("b.md", "Speed in §[^1] and more.\n\n[^1]: A.\n".as_bytes());
    let over = [
        "convert",
        "b.md",
        "--to",
        "superscript",
        "-o",
        "out.md",
        "--force",
    ];
    let run = folder.run(&over);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert_eq!(
        run.stderr,
        "brief-ls: b.md: Nothing was changed: the marker on line 1 after “§” would not be parsed as a marker: put a word \
         or a full stop before it.\n"
    );
    assert_eq!(folder.read("out.md"), expected);
}

#[test]
fn a_marker_that_markdown_does_not_read_is_listed_and_the_rest_converted() {
    let text = "It is a claim.¹ And so on.\n\n\tAn indented word² ends it.\n\n¹ A.\n\n² B.\n";
    let folder = Folder::new(&[("a.txt", text)]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stdout.starts_with("It is a claim.[^1] And"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("word² ends"), "{}", run.stdout);
    assert!(
        run.stderr.starts_with("brief-ls: a.txt:3: not converted: "),
        "{}",
        run.stderr
    );
    let as_text = ["convert", "a.txt", "--to", "markdown", "-o", "b.txt"];
    let run = folder.run(&as_text);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let missing = folder.run(&["convert", "missing.md", "--to", "html"]);
    assert_eq!(missing.code, 2);
}

/// The marker without a note stands between two notes, so an *Ibid.* is written out.
#[test]
fn what_an_ibid_is_written_out_as_is_no_other_note() {
    let text = "The tolls fell.[1] The locks leak,[2] as the board says.[^3] The gates[3] are old.[4]\n\n\
                [1] Gazette, 4 June 2019.\n\n[2] Ana Roe, *Locks* (Quay, 2018), 4.\n\n[3] Ibid.\n\n[4] Annual Report, 2020.\n";
    let folder = Folder::new(&[("a.txt", text)]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stdout.contains("gates[^3] are old.[^4]"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("[^3]: Roe, "), "{}", run.stdout);
}

/// A page as `pdftotext -layout` gives it: the number of a note alone over its text, lists and titles indented.
const LAID_OUT: &str = "The Old Canal

Summary
The canal was dug in four years.1 The \"golden decade\"2 is over, and three
things are left of it:
     1. the locks, which are old;3
     2. the tolls, which nobody pays.

No ship has passed since, and the board of the harbour had
1
  Gazette of the Canal, 4 June 2019. It printed the act of the year
1904. A copy is in the town hall.
2
 Roe, \"Tolls\", Harbour Review, 2018.
3
    44 U.S.C. § 3501 note.

1
\u{c}no say in it.4 It rained.5
4
 Annual Report, 2020, p. 4.
5
 Roe, Tolls, p. 9.

2
\u{c}";

#[test]
fn markers_that_lost_their_formatting_are_converted_in_the_layout_of_a_page() {
    let folder = Folder::new(&[("a.txt", LAID_OUT)]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown"]);
    let omitted = "brief-ls: a.txt: omitted: running heads and page numbers on lines 18 and 25\n";
    assert_eq!((run.code, run.stderr.as_str()), (0, omitted));
    insta::assert_snapshot!(run.stdout);
    let run = folder.run(&["fix", "--unsafe", "a.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let raised = folder.read("a.txt");
    for (marker, note) in [
        ("years.¹", "¹ Gaz"),
        ("old;³", "³ 44 U"),
        ("rained.⁵", "⁵ Roe"),
    ] {
        assert!(raised.contains(marker) && raised.contains(note), "{raised}");
    }
}

#[test]
fn a_text_whose_numbers_are_not_clear_is_not_converted() {
    let text = "The canal was dug.1 The tolls fell.2 It rained.3 The board left.4\n";
    let folder = Folder::new(&[("a.txt", text)]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(
        run.stderr.contains("nothing was converted"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_text_without_footnotes_is_not_converted() {
    let folder = Folder::new(&[("a.txt", "It is a claim.\n")]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let said = "brief-ls: a.txt: nothing was converted: no footnotes were found\n";
    assert_eq!(run.stderr, said);
}

/// A page layout: a title block, headings, notes at the feet of pages, running heads and page numbers.
const PUBLISHED: &str = "
Basin Institute

Policy Brief

Dams and \"Rights\": A Plan

By Ana Roy and Bo Lee

3 May 2021

Summary

The basin gained US\\$ 5 million from trade.\u{b9} Its socio- economic gain is large, and the council that was set up had

\u{b9} Ana Roy, *Dams* (2020), at \\\\$7.

12

Basin Institute | Policy Brief

little say in it.\u{b2} Since then, the trust has bought the two mills that stand at the old weir and will

\u{b2} Bo Lee, *Weirs* (2021).

13

Basin Institute | Policy Brief

let them.

The Way Forward

The gov\u{ad}ernment should act, and each of the councils that has a seat should be able to say what it

14

Basin Institute | Policy Brief

wants.
";

const CLEAN_BRIEF: &str = "---
title: \"Dams and \\\"Rights\\\": A Plan\"
subtitle: Policy Brief
author:
  - Ana Roy
  - Bo Lee
institution: Basin Institute
date: \"3 May 2021\"
---

# Summary

The basin gained US\\$ 5 million from trade.[^1] Its socio-economic gain is large, and the council that was set up had little \
say in it.[^2] Since then, the trust has bought the two mills that stand at the old weir and will let them.

# The Way Forward

The government should act, and each of the councils that has a seat should be able to say what it wants.

[^1]: Ana Roy, *Dams* (2020), at \\$7.

[^2]: Bo Lee, *Weirs* (2021).
";

#[test]
fn plain_text_becomes_a_clean_brief_and_back() {
    let folder = Folder::new(&[("a.txt", PUBLISHED)]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown", "-o", "a.md"]);
    let omitted = "brief-ls: a.txt: omitted: running heads and page numbers on lines 18, 20, 26, 28, 36 and 38\n";
    assert_eq!((run.code, run.stderr.as_str()), (0, omitted));
    assert_eq!(folder.read("a.md"), CLEAN_BRIEF);
    let run = folder.run(&["convert", "a.md", "--to", "superscript", "-o", "b.txt"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let text = folder.read("b.txt");
    let top = "Basin Institute\n\nPolicy Brief\n\nDams and \"Rights\": A Plan\n\nAna Roy, Bo Lee\n\n3 May 2021\n\nSummary\n\n";
    assert!(text.starts_with(top), "{text}");
    assert!(
        text.contains("US$ 5") && text.contains("at $7.") && !text.contains('\\'),
        "{text}"
    );
    let run = folder.run(&["convert", "b.txt", "--to", "markdown"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, CLEAN_BRIEF));
}

#[test]
fn lines_of_what_is_left_are_those_of_the_file() {
    let text = format!("{PUBLISHED}\n\n\tAn indented word\u{b2} ends it.\n");
    let line = text.lines().count();
    let folder = Folder::new(&[("a.txt", &text)]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr
            .contains(&format!("a.txt:{line}: not converted: ")),
        "{}",
        run.stderr
    );
}

/// Each marker in the way has a reason of its own, and of many in a long text each costs a few attempts.
#[test]
fn each_marker_in_the_way_is_named_with_its_line() {
    let line = |number: u32| format!("A claim.[^1] And 😀[^1] in sentence {number}.\n\n");
    let text: String = (0..30).map(line).collect::<String>() + "[^1]: A.\n";
    let folder = Folder::new(&[("a.md", &text)]);
    let run = folder.run(&["convert", "a.md", "--to", "superscript"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let said: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(said.len(), 30, "{}", run.stderr);
    for (number, said) in said.iter().enumerate() {
        let line = 2 * number + 1;
        let expected =
            format!("brief-ls: a.md:{line}: not converted: the marker on line {line} after “😀” ");
        assert!(said.starts_with(&expected), "{said}");
    }
    assert!(
        run.stdout.contains("A claim.¹ And 😀[^1] in sentence 29."),
        "{}",
        run.stdout
    );
}

#[test]
fn a_note_without_a_marker_is_converted_too() {
    let folder = Folder::new(&[("a.md", "One.[^1]\n\n[^1]: A.\n\n[^2]: B.\n")]);
    let run = folder.run(&["convert", "a.md", "--to", "superscript"]);
    let converted = (run.code, run.stdout.as_str(), run.stderr.as_str());
    assert_eq!(converted, (0, "One.¹\n\n¹ A.\n\n² B.\n", ""));
}

#[test]
fn numbers_in_brackets_that_link_to_their_notes_are_converted() {
    let text = "The tolls fell. [[1]](#footnote-2) The locks leak.[[2]](#footnote-3)\n\n\
                1. Roe, *Locks*, 2019. [↑](#footnote-ref-2)\n2. Lee, *Dams*, 2021. [↑](#footnote-ref-3)\n";
    let folder = Folder::new(&[("a.md", text)]);
    let run = folder.run(&["convert", "a.md", "--to", "markdown"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout
            .starts_with("The tolls fell. [^1] The locks leak.[^2]\n\n[^1]: Roe, *Locks*, 2019."),
        "{}",
        run.stdout
    );
    let more =
        "The tolls fell.<sup>see [1](#n1)</sup>\n\n<a id=\"n1\"></a>1. Roe, *Locks*, 2019.\n";
    folder.write("b.md", more.as_bytes());
    let run = folder.run(&["convert", "b.md", "--to", "markdown"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
}

/// Two pages of a page layout: flat notes at the foot below a list, and the number of the page in the middle of its line.
const PAGES: &str = "The tolls fell after the war.1 The canal was\nwidened at both ends.2 Trade grew for years.3\n\
                     - Wool\n- Salt\n\n   1Roe wrote so in a letter.\n   2The chronicle says more.\n   3The ledgers are lost.\n\n\n\
                     \x20                                      77\n\x0cRiver Trade\n\n\n\n\
                     The locks leak since then.4 No one has paid.5\n\n\n   4Lee disagrees with it.\n   5Fox was not asked.\n";

#[test]
fn the_number_of_a_page_below_a_list_is_omitted() {
    let folder = Folder::new(&[("a.txt", PAGES)]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown"]);
    let omitted = "brief-ls: a.txt: omitted: running heads and page numbers on line 11\n";
    assert_eq!((run.code, run.stderr.as_str()), (0, omitted));
    let has = |words: &str| run.stdout.contains(words);
    assert!(has("[^3]: The ledgers are lost."), "{}", run.stdout);
    assert!(!has("77"), "{}", run.stdout);
}

#[test]
fn paragraphs_of_a_page_layout_may_be_others_afterwards() {
    let text = "The Tolls Act, 1 the Locks Act, 2 and the ledgers of\n\
             the guild, unless otherwise noted. 3\n\
             \n\
             1\n\
             \x20 Roe wrote so.\n\
             2\n\
             Chronicle of the canal.\n\
             3\n\
             Ledgers of the guild.\n\
             \n\
             a. Use the open locks 4\n\
             keepers 5 of the canal as it is widened, boats must use\n\
             both ends or more. 6 When water is low\n\
             4\n\
             \x20 The rules of this part build upon others in\n\
             5\n\
             https://example.org/canal, and Memo M-\n\
             6\n\
             \x20 If a boat alters what is due to\n\
             \x0cRiver Memo\n\
             asked for by Circular Nine) 7 to have a list, if\n\
             the plan of the River Board 8 to help\n\
             7\n\
             \x20    See Circular Nine, section two.\n\
             8\n\
             \x20 River Board, Plan of the River\n";
    let folder = Folder::new(&[("a.txt", text)]);
    let run = folder.run(&["convert", "a.txt", "--to", "markdown"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let has = |words: &str| run.stdout.contains(words);
    assert!(
        has("keepers[^5] of the canal") && has("[^8]: River Board"),
        "{}",
        run.stdout
    );
}
