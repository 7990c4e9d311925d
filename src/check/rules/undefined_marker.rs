use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::{Form, Level};
use crate::index::Document;
use crate::refactor::ADD_NOTE;
use crate::refactor::quoted;

pub(super) const RULE: Rule = Rule::new("undefined-marker", Level::Error, Find::Items(find))
    .summary("a footnote marker without a note")
    .page(include_str!("undefined_marker.md"))
    .fix_may_leave(&["empty-note"]);

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let table = document.footnotes();
    let undefined = table.markers().iter().filter(|id| {
        table.cited_by(**id) == Some(None) && !table.malformed_references().suppresses(**id)
    });
    let undefined = undefined
        .filter_map(|id| document.marker(*id))
        .map(|marker| {
            let typed = quoted::marker(document, &marker);
            let message = format!("No note for {typed}: add the note, or remove the marker.");
            let raw_diagnostic = RawDiagnostic::at(marker.id, message);
            match marker.form {
                Form::Slashed => raw_diagnostic,
                _ => raw_diagnostic.refactored(&ADD_NOTE).asking(),
            }
        });
    undefined.chain(orphan(document)).collect()
}

/// In a document without notes, numbers that look like markers are at the most a hint.
fn orphan(document: &Document) -> Option<RawDiagnostic> {
    let (first, count) = document.footnotes().orphan()?;
    let message = format!(
        "{count} superscript numbers from here on look like footnote markers, but there are no notes."
    );
    Some(RawDiagnostic {
        at_most: Level::Hint,
        ..RawDiagnostic::at(first, message)
    })
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc, Plain};
    use crate::testing::{assert_diagnostics, fixed};

    #[test]
    fn markers_without_a_note() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2] Three.[^roy-2021]\n\
             \u{20}            ^^^^ undefined-marker\n\
             \u{20}                       ^^^^^^^^^^^ undefined-marker\n\n[^1]: A.\n",
        );
        assert_diagnostics(
            Plain,
            Default,
            "First word.\u{b9} Second word.\u{b2}\n                         ^ undefined-marker\n\n\u{b9} A.\n",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "No note at all.[^1]\n               ^^^^ undefined-marker\n",
        );
    }

    #[test]
    fn a_word_that_touches_the_word_before_it_is_a_label() {
        assert_diagnostics(
            Markdown,
            Default,
            "The visa rules[^schengen-visa] and the\n              ^^^^^^^^^^^^^^^^ undefined-marker\n\
             notary[^notary] are old.[^old]\n      ^^^^^^^^^ undefined-marker\n                        ^^^^^^ undefined-marker\n",
        );
    }

    #[test]
    fn the_missing_note_is_added_where_it_belongs() {
        for (kind, before, after) in [
            (
                Markdown,
                "One.[^1] Two.[^2] Three.[^3]\n\n[^1]: A.\n\n[^3]: C.\n",
                "One.[^1] Two.[^2] Three.[^3]\n\n[^1]: A.\n\n[^2]:\n\n[^3]: C.\n",
            ),
            (
                Markdown,
                "One.[^roy] Two.[^Lukin-2021]\r\n\r\n[^roy]: A.\r\n\r\nThe end.\r\n",
                "One.[^roy] Two.[^Lukin-2021]\r\n\r\n[^roy]: A.\r\n\r\n[^Lukin-2021]:\r\n\r\nThe end.\r\n",
            ),
            (
                Markdown,
                "No note at all.[^7]\n",
                "No note at all.[^7]\n\n[^7]:\n",
            ),
            (
                Plain,
                "First word.\u{b9} Second.\u{b2} Third.\u{b3}\n\n\u{b9} A.\n\u{b3} C.\n",
                "First word.\u{b9} Second.\u{b2} Third.\u{b3}\n\n\u{b9} A.\n\u{b2}\n\u{b3} C.\n",
            ),
            (
                Markdown,
                "One.<sup>1</sup> Two.<sup>2</sup>\n\n<sup>1</sup> A.\n\nThe end.\n",
                "One.<sup>1</sup> Two.<sup>2</sup>\n\n<sup>1</sup> A.\n\n<sup>2</sup>\n\nThe end.\n",
            ),
            (
                Markdown,
                "One.¹ Two.² Three.³\n\n## Notes\n\n1. A\n2. B\n",
                "One.¹ Two.² Three.³\n\n## Notes\n\n1. A\n2. B\n3.\n",
            ),
        ] {
            assert_eq!(fixed(kind, before), after);
        }
    }

    #[test]
    fn within_a_range_of_numbers() {
        assert_diagnostics(
            Plain,
            Default,
            "A word.\u{b9}⁻³ End.\n        ^ undefined-marker\n\n\u{b9} A.\n\u{b3} C.\n",
        );
    }

    #[test]
    fn labels_match_without_regard_to_case_on_github_alone() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^Note]\n    ^^^^^^^ dialect-difference\n\n[^note]: A.\n",
        );
        assert_diagnostics(
            Pandoc,
            Default,
            "One.[^Note]\n    ^^^^^^^ undefined-marker\n\n[^note]: A.\n^^^^^^^^ unused-note\n",
        );
    }

    #[test]
    fn numbers_that_count_up_in_a_document_without_notes() {
        assert_diagnostics(
            Plain,
            Default,
            "A first word.¹ And a second.²\n             ^ undefined-marker\n",
        );
    }

    #[test]
    fn what_is_no_marker() {
        for text in [
            "Match [^a-z] and [^\\s], `x[^1]` too, or \\[^1].\n",
            "```\ncode[^1]\n```\n\n    indented[^1]\n\n<!-- note[^1] -->\n",
            "A word [^maybe] in a document without footnotes, or[^ab], a[^bcd] and any[^a-z].\n",
            "A class such as [^:alpha:] or [^.a] in prose.[^1]\n\n[^1]: A.\n",
            "A label of such signs.[^:a] It is cited.\n\n[^:a]: A.\n",
            "See [the site](http://a.test/[^1]) and $x[^1]$.\n",
            "About 10⁶ people on 5 km² of land.\u{b9}\n\n\u{b9} A.\n",
            "The isotope \u{b9}⁴C, a flow of 40 m\u{b3}/s, and x\u{b2} + y\u{b2}.\n",
            "In a document without notes a number² stands as it is.\n",
            "So do two numbers,³ if they do not count up.⁴\n",
        ] {
            assert_diagnostics(Markdown, Default, text);
        }
    }
}
