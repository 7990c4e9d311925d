//! What no refactoring tears apart: lists and elements of HTML around notes, what a note announces, front matter, and
//! what Pandoc takes for the text of an empty note. The kinds come from published documents, written anew.

use brief_ls::syntax::DocumentKind::{self, Markdown, Pandoc, Plain};

use super::examples::{assert_refactors, assert_refuses};
use super::{INLINE, INSERT};

const GATHER: &str = "refactor.rewrite.gather";
const LAY: &str = "refactor.rewrite.layBySection";
const RENUMBER: &str = "refactor.rewrite.renumber";
const DELETE: &str = "refactor.rewrite.deleteNote";
const TO_SUPERSCRIPT: &str = "refactor.rewrite.convert.superscript";
const TO_INLINE: &str = "refactor.rewrite.convert.inline";

#[track_caller]
fn assert_stays(kind: DocumentKind, text: &str) {
    for name in [GATHER, LAY] {
        assert_refuses(kind, name, text, "line");
    }
}

#[test]
fn notes_in_a_list_of_html() {
    assert_stays(
        Markdown,
        "# T\n\n## One\n\nDams fail.<sup>1</sup> Ports last.<sup>2</sup>\n\n## Footnotes\n\n<ul>\n\
         <li id=\"fn1\"><sup>1</sup> Gazette, 2019.</li>\n<li id=\"fn2\"><sup>2</sup> Herald, 2020.</li>\n</ul>\n\n\
         ## Next\n\nMore.\n",
    );
}

#[test]
fn notes_in_a_wrapper_of_small_print() {
    assert_stays(
        Markdown,
        "# T\n\n## One\n\nDams fail.<sup>1</sup>\n\n## Two\n\nPorts last.<sup>2</sup>\n\n<small>\n\
         <p class=\"footnote\" id=\"fn1\"><sup>1</sup> Gazette, 2019.</p>\n\
         <p class=\"footnote\" id=\"fn2\"><sup>2</sup> Herald, 2020.</p></small>\n\n## Next\n\nMore.\n",
    );
}

#[test]
fn a_list_that_a_note_announces() {
    assert_stays(
        Markdown,
        "# T\n\n## One\n\nDams fail.<sup>1</sup> Ports last.<sup>2</sup>\n\n<sup>1</sup> For example:\n\n\
         * The north.\n* The south.\n\n<sup>2</sup> Herald, 2020.\n\n## Next\n\nMore.\n",
    );
}

/// In Markdown, too, where its author has forgotten to indent the list: the note stays with it, and the others move.
#[test]
fn a_list_that_a_note_of_markdown_announces() {
    let head = "# T\n\nDams fail.[^1]| Ports last.[^2]\n\n";
    let at_end = "\n\nMore.\n\n[^2]: Herald, 2020.\n";
    let assert_gathers = |notes: &str, after: &str| {
        let before = format!("{head}{notes}");
        assert_refactors(Markdown, GATHER, &before, &(head.replace('|', "") + after));
    };
    let list = "[^1]: For example:\n\n* The north.";
    assert_gathers(
        &format!("{list}\n\n[^2]: Herald, 2020.\n\nMore.\n"),
        &format!("{list}{at_end}"),
    );
    // What is indented is the note's own, and a heading belongs to none.
    let own = "[^1]: For example:\n\n    * The north.";
    let next = "## Next\n\nMore.\n\n";
    let other = "[^2]: Herald, 2020.\n";
    assert_gathers(
        &format!("{own}\n\n{next}{other}"),
        &format!("{next}{own}\n\n{other}"),
    );
    let colon = "[^1]: See:";
    assert_gathers(
        &format!("{colon}\n\n{next}{other}"),
        &format!("{next}{colon}\n\n{other}"),
    );
}

/// A note that only another one cites goes where that one goes, at the first time.
#[test]
fn a_note_cited_in_a_note_goes_with_it() {
    let text = "# T\n\n## One\n\nDams fail.[^1]|\n\n## Two\n\nMore.\n\n[^1]: Gazette.[^2]\n\n[^2]: Herald.\n";
    let laid = "# T\n\n## One\n\nDams fail.[^1]\n\n[^1]: Gazette.[^2]\n\n[^2]: Herald.\n\n## Two\n\nMore.\n";
    assert_refactors(Markdown, LAY, text, laid);
    assert_refactors(Markdown, LAY, &laid.replacen('.', ".|", 1), laid);
}

/// Notes that stay below, as what they announce is no part of them, stay there the next time.
#[test]
fn what_stays_below_stays_there() {
    let text = "Dams fail.<sup>1</sup>| Ports last.<sup>2</sup>\n\n<sup>1</sup> For example:\n\n* The north.\n\n\
                <sup>2</sup> Herald, 2020.\n\nMore.\n";
    let written = "Dams fail.[^1] Ports last.^[Herald, 2020.]\n\n[^1]: For example:\n\n* The north.\n\nMore.\n";
    assert_refactors(Markdown, TO_INLINE, text, written);
    assert_refactors(
        Markdown,
        TO_INLINE,
        &written.replacen('.', ".|", 1),
        written,
    );
}

#[test]
fn a_line_that_introduces_notes() {
    assert_stays(
        Markdown,
        "# T\n\n## One\n\nDams fail.<sup>1</sup> Ports last.<sup>2</sup>\n\n**Sources for this part:**\n\n\
         <sup>1</sup> Gazette, 2019.\n\n<sup>2</sup> Herald, 2020.\n\n## Next\n\nMore.\n",
    );
}

#[test]
fn a_heading_that_lacks_its_space_stands_over_notes_too() {
    assert_refactors(
        Markdown,
        GATHER,
        "# T\n\nDams fail.<sup>1</sup>|\n\n<sup>1</sup> Gazette, 2019.\n\nPorts last.<sup>2</sup>\n\n##Footnotes\n\n\
         <sup>2</sup> Herald, 2020.\n",
        "# T\n\nDams fail.<sup>1</sup>\n\nPorts last.<sup>2</sup>\n\n##Footnotes\n\n<sup>1</sup> Gazette, 2019.\n\n\
         <sup>2</sup> Herald, 2020.\n",
    );
}

/// A line `Notes` is a heading only beside others like it.
#[test]
fn a_markdown_document_without_headings_gets_one_over_its_notes() {
    let text =
        "Dams fail.<sup>1</sup>|\n\n<sup>1</sup> Gazette, 2019.\n\nPorts last.<sup>2</sup>\n";
    let gathered = "Dams fail.<sup>1</sup>\n\nPorts last.<sup>2</sup>\n";
    let notes = "<sup>1</sup> Gazette, 2019.\n\n<sup>2</sup> Herald, 2020.\n";
    assert_refactors(
        Markdown,
        GATHER,
        &format!("{text}\n<sup>2</sup> Herald, 2020.\n\nThe end.\n"),
        &format!("{gathered}\nThe end.\n\n## Notes\n\n{notes}"),
    );
    assert_refactors(
        Plain,
        GATHER,
        "Dams fail.¹|\n\n¹ Gazette, 2019.\n\nPorts last.²\n\n² Herald, 2020.\n\nThe end.\n",
        "Dams fail.¹\n\nPorts last.²\n\nThe end.\n\nNotes\n\n¹ Gazette, 2019.\n\n² Herald, 2020.\n",
    );
}

#[test]
fn an_ibid_after_a_note_that_nobody_prints_leads_to_no_number() {
    let text = "Dams fail.[^2]| Ports last.[^3]\n\n[^1]: Ana Roy, *Dams* (2001).\n\n[^2]: *Ibid.*, p. 4.\n\n\
                [^3]: Elsa Lee, *Ports* (2003).\n";
    assert_refactors(
        Markdown,
        RENUMBER,
        text,
        "Dams fail.[^1] Ports last.[^2]\n\n[^1]: Ana Roy, *Dams* (2001), p. 4.\n\n[^2]: Elsa Lee, *Ports* (2003).\n\n\
         [^3]: Ana Roy, *Dams* (2001).\n",
    );
}

#[test]
fn an_empty_note_takes_no_paragraph_that_was_none_of_it() {
    assert_refactors(
        Pandoc,
        INSERT,
        "Dams fail.|\n\n# Next\n\nPorts last.[^1]\n\n[^1]: Gazette.\n",
        "Dams fail.[^2]\n\n# Next\n\nPorts last.[^1]\n\n[^2]:\n\n[^1]: Gazette.\n",
    );
    assert_refactors(
        Pandoc,
        INSERT,
        "Dams fail.[^1] Ports last.|\n\n[^1]: Gazette.\n\nMore prose.\n",
        "Dams fail.[^1] Ports last.[^2]\n\n[^1]: Gazette.\n\n[^2]:\n\n\nMore prose.\n",
    );
    assert_refactors(
        Markdown,
        INSERT,
        "Dams fail.[^1] Ports last.|\n\n[^1]: Gazette.\n\nMore prose.\n",
        "Dams fail.[^1] Ports last.[^2]\n\n[^1]: Gazette.\n\n[^2]:\n\nMore prose.\n",
    );
    let behind = "Dams fail.[^1] Ports last.[^2]|\n\n[^1]:\n\n[^2]: Gazette.\n\nMore prose.\n";
    assert_refuses(Pandoc, DELETE, behind, "no text");
}

const FIELDS: &str = "---\ntitle: \"Dams\"\nabstract: >\n  They fail.[^2]\n---\n\nAlpha.[^2] Beta.[^1]|\n\n[^1]: One.\n\n\
                      [^2]: Two.\n";

#[test]
fn markers_in_front_matter_follow_their_notes() {
    assert_refactors(
        Pandoc,
        RENUMBER,
        FIELDS,
        "---\ntitle: \"Dams\"\nabstract: >\n  They fail.[^1]\n---\n\nAlpha.[^1] Beta.[^2]\n\n[^1]: Two.\n\n[^2]: One.\n",
    );
    assert_refuses(
        Pandoc,
        TO_SUPERSCRIPT,
        FIELDS,
        "line 4 is in the front matter",
    );
    let thanks = "---\ntitle: \"Dams[^t]\"\n---\n\nAlpha.[^1]|\n\n[^t]: Thanks.\n\n[^1]: One.\n";
    assert_refactors(
        Pandoc,
        TO_INLINE,
        thanks,
        "---\ntitle: \"Dams[^t]\"\n---\n\nAlpha.^[One.]\n\n[^t]: Thanks.\n",
    );
    let at_field = "---\ntitle: \"Dams[^t|]\"\n---\n\nAlpha.\n\n[^t]: Thanks.\n";
    assert_refuses(Pandoc, INLINE, at_field, "front matter");
}

#[test]
fn a_conversion_to_markdown_leaves_no_heading_over_nothing() {
    let markdown = "# T\n\nDams fail.[^1]\n\n[^1]: Gazette.\n";
    let to = |name: &str, text: &str| {
        let document = super::read(text, Markdown);
        let edits = brief_ls::refactor::refactoring(name).unwrap().edits;
        let edits = edits(&document, brief_ls::text::Span::at(0)).unwrap();
        edits.apply(document.text()).to_string()
    };
    let list = to("refactor.rewrite.convert.endnotes", markdown);
    assert!(list.contains("# Notes"), "{list}");
    assert_eq!(to("refactor.rewrite.convert.markdown", &list), markdown);
}

#[test]
fn two_quotes_that_a_note_parts_stay_two() {
    assert_refactors(
        Markdown,
        GATHER,
        "# T\n\n> Dams fail.[^1]|\n\n[^1]: Gazette.\n\n> Ports last.[^2]\n\nMore.\n\n[^2]: Herald.\n",
        "# T\n\n> Dams fail.[^1]\n\n> Ports last.[^2]\n\nMore.\n\n[^1]: Gazette.\n\n[^2]: Herald.\n",
    );
}
