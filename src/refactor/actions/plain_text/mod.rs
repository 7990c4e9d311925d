//! Plain text, such as a page layout leaves, with the title block and the headings of Markdown, and back.

mod backslashes;
mod furniture;
mod into_plain;
mod laid_out;
mod title_lines;

pub use into_plain::into_plain;
pub use laid_out::{MarkedUp, marked_up};

use crate::index::{Document, DocumentKind};
use crate::text::{Edit, Edits};

use crate::refactor::Refusal;
use crate::refactor::engine::rendered::RenderedBrief;

/// `document` with `edits`, read as that kind of document, if all markers lead to the same notes then.
fn rewritten(document: &Document, edits: &Edits, kind: DocumentKind) -> Result<Document, Refusal> {
    let list: Vec<_> = edits.iter().cloned().collect();
    let expected = RenderedBrief::edited_in_any_form(document, &list);
    let after = document.with_kind(edits.apply(document.text()), kind);
    match expected.has_same_notes(&expected.again(&after)) {
        true => Ok(after),
        false => Err(Refusal::new("a marker would point to another note")),
    }
}

/// The edits as a set.
fn set(document: &Document, edits: Vec<Edit>) -> Result<Edits, Refusal> {
    Edits::new(edits).map_err(|overlap| {
        let line = document.text().line_of(overlap.at) + 1;
        Refusal::new(format!("two changes fall on the same words on line {line}"))
    })
}

#[cfg(test)]
mod tests {
    use crate::syntax::DocumentKind;
    use crate::testing::document;

    use super::*;

    /// `text` with the title block and the headings of Markdown.
    fn marked(text: &str) -> String {
        let marked = marked_up(&document(DocumentKind::Plain, text));
        assert_eq!(marked.refusal, None);
        marked.document.text().to_string()
    }

    /// `text` of Markdown as plain text.
    fn plain(text: &str) -> String {
        let plain = into_plain(&document(DocumentKind::Markdown, text));
        plain.map_or_else(|refusal| refusal.to_string(), |it| it.text().to_string())
    }

    const END: &str = "A fact about dams is this.¹\n\n¹ A.\n";

    #[test]
    fn lines_of_a_title_block_become_fields() {
        let cases = [
            ("The Dam\n\nJane Roe", "title: The Dam\nauthor: Jane Roe\n"),
            (
                "The Dam\n\nBy Jane Roe, John Doe and Bo Lee",
                "title: The Dam\nauthor:\n  - Jane Roe\n  - John Doe\n  - Bo Lee\n",
            ),
            (
                "Working Paper No. 7\n\nThe Dam\n\nDate: 2021-03-08",
                "title: The Dam\nsubtitle: Working Paper No. 7\ndate: \"2021-03-08\"\n",
            ),
        ];
        for (lines, fields) in cases {
            let expected = format!("---\n{fields}---\n\n# Introduction\n\n{END}");
            let text = format!("{lines}\n\nIntroduction\n\n{END}");
            assert_eq!(marked(&text), expected);
        }
    }

    #[test]
    fn a_line_with_a_marker_stays_in_the_text() {
        let text =
            format!("The Dam¹\n\nJane Roe\n\nMay 4, 2024\n\nIntroduction\n\nA fact.\n\n{END}");
        let expected = format!(
            "---\nauthor: Jane Roe\ndate: May 4, 2024\n---\n\n# The Dam¹\n\n## Introduction\n\nA fact.\n\n{END}"
        );
        assert_eq!(marked(&text), expected);
    }

    #[test]
    fn what_is_no_page_furniture_stays() {
        for text in [
            // Sections of the same name in every chapter.
            "Findings\n\nOne is this.¹\n\nFindings\n\nTwo is that.\n\nFindings\n\nThree is it.\n\n¹ A.\n",
            // A number that ends no page.
            "One is this.¹\n\n12\n\nTwo is that.\n\n¹ A.\n",
            "One is this,¹ and in\n\n2021\n\nit went on.\n\n¹ A.\n",
        ] {
            assert_eq!(
                marked(text).matches("Findings").count(),
                text.matches("Findings").count()
            );
            assert_eq!(marked(text).contains("12"), text.contains("12"));
            assert_eq!(marked(text).contains("2021"), text.contains("2021"));
        }
    }

    #[test]
    fn form_feeds_end_pages() {
        let page = |number: u32, text: &str| format!("The Dam\n\n{text}\n\n{number}\n\n\u{c}");
        let text = format!(
            "{}{}{}The Dam\n\nIt stands.¹\n\n¹ A.\n",
            page(1, "One is the dam that the council of the old basin built."),
            page(
                2,
                "Two is the weir that the council of the old basin kept and"
            ),
            page(3, "meant to mend."),
        );
        let marked = marked(&text);
        assert!(!marked.contains("The Dam"), "{marked}");
        assert!(marked.contains("kept and meant to mend."), "{marked}");
        assert!(!marked.contains(['2', '3']), "{marked}");
    }

    #[test]
    fn backslashes_are_those_of_the_target() {
        let text = "It cost US\\$ 5, \\\\$6, $7 and 5\\% in `a\\\\$b`.¹\n\n¹ A.\n";
        assert_eq!(
            marked(text),
            "It cost US\\$ 5, \\$6, \\$7 and 5\\% in `a\\\\$b`.¹\n\n¹ A.\n"
        );
        let text = "It cost US\\$ 5, 1\\*2, C:\\temp, `a\\*` and [x](a\\*b) \\[^1].¹\n\n¹ A\\_b.\n";
        assert_eq!(
            plain(text),
            "It cost US$ 5, 1*2, C:\\temp, `a\\*` and [x](a\\*b) \\[^1].¹\n\n¹ A_b.\n"
        );
    }

    #[test]
    fn headings_of_any_kind_become_lines() {
        let text = "---\ntitle: \"The \\\"Dam\\\"\"\nlang: en\n---\n\nOne\n===\n\n## Two ##\n\n### Three {#x}\n\nIt is so.¹\n\n¹ A.\n";
        assert_eq!(
            plain(text),
            "The \"Dam\"\n\nOne\n\nTwo\n\nThree\n\nIt is so.¹\n\n¹ A.\n"
        );
    }
}
