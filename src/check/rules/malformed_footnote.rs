use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, ItemId};
use crate::syntax::{ItemKind, Malformation};

pub(super) const RULE: Rule = Rule::new("malformed-footnote", Level::Warning, Find::Items(find))
    .summary("text that looks like a footnote but is not parsed as one")
    .page(include_str!("malformed_footnote.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let malformed = document.footnotes().malformed_references().malformed.iter();
    malformed
        .filter_map(|id| raw_diagnostic(document, *id))
        .collect()
}

fn raw_diagnostic(document: &Document, id: ItemId) -> Option<RawDiagnostic> {
    let ItemKind::Malformed { label, what } = &document.item(id)?.1.kind else {
        return None;
    };
    let (message, fixed) = match what {
        Malformation::Unclosed => (
            format!("Missing closing bracket: [^{label}]."),
            format!("[^{label}]"),
        ),
        Malformation::Spaced => {
            let message = format!("No spaces inside a marker: [^{label}].");
            (message, format!("[^{label}]"))
        }
        Malformation::CaretLast => (
            format!("The caret goes first: [^{label}]."),
            format!("[^{label}]"),
        ),
        Malformation::OpenerApart => {
            let message = format!("No space before the colon: [^{label}]:");
            (message, format!("[^{label}]:"))
        }
        Malformation::OpenerBare => {
            let message = format!("Missing colon after the label: [^{label}]:");
            (message, format!("[^{label}]:"))
        }
        Malformation::UnclosedInline => {
            let message = "Missing closing bracket of this inline note.".to_owned();
            return Some(RawDiagnostic::at(id, message));
        }
        Malformation::NestedInline => {
            let message = "Inline notes are nested too deeply: this one is treated as text.";
            return Some(RawDiagnostic::at(id, message.to_owned()));
        }
    };
    let title = format!("Write {fixed}");
    Some(RawDiagnostic::at(id, message).fixed(title, vec![(RelativeSpan::Item(id), fixed)]))
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc};
    use crate::testing::assert_diagnostics;

    #[test]
    fn near_misses() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1 Two.[^ 2] Three.[3^] Four.[^4]
    ^^^ malformed-footnote
            ^^^^^ malformed-footnote
                        ^^^^ malformed-footnote

[^1]: A.
[^2]: B.
[^3]: C.
[^4]: D.
",
        );
    }

    #[test]
    fn a_head_with_its_colon_apart() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2]

[^1] : A.
^^^^^^ malformed-footnote

[^2]: B.
",
        );
    }

    #[test]
    fn a_head_without_its_colon() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2]

[^1] Gazette, 4 June 2019.
^^^^ malformed-footnote

[^2]: B.
",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1]\n\n[^1] Says otherwise.\n\n[^1]: A.\n",
        );
    }

    #[test]
    fn an_inline_note_that_nothing_closes() {
        assert_diagnostics(
            Pandoc,
            Default,
            "One.^[A note.] Two.^[The other note.
                   ^^ malformed-footnote
",
        );
    }

    #[test]
    fn inline_notes_that_nest_too_deep() {
        assert_diagnostics(
            Pandoc,
            Default,
            "One.^[A ^[b ^[c ^[d ^[e ^[f] g] h] i ^[j]] k] l.] Two.^[m ^[n ^[o ^[p ^[q]]]]]
                    ^^ malformed-footnote
                                                                      ^^ malformed-footnote
",
        );
    }

    #[test]
    fn regular_expressions_and_documents_without_footnotes() {
        for text in [
            "Match [^ ] or [^0-9 ] or [^a b], x^[2 and y.\n",
            "Match [^ab and so on, [^ note], [2^] in a document without footnotes.\n",
            "One.[^1] The set [^ab is open, [^ word] too.\n\n[^1]: A.\n",
            "One.[^1] Escaped \\[^1 and `[^ 1]`.\n\n[^1]: A.\n",
        ] {
            assert_diagnostics(Markdown, Default, text);
        }
    }
}
