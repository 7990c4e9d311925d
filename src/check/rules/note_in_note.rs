use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::{Form, Level};
use crate::index::{Dialect, Document, Marker};
use crate::syntax::BlockAt;
use crate::text::Span;

pub(super) const RULE: Rule = Rule::new("note-in-note", Level::Hint, Find::Resolved(find))
    .summary("a footnote marker inside a footnote, which Pandoc prints as typed")
    .page(include_str!("note_in_note.md"));

/// Pandoc reads no marker in the text of a footnote.
fn find(document: &Document, at: BlockAt<'_>) -> Vec<RawDiagnostic> {
    if document.footnotes().dialect != Dialect::Pandoc || !at.is_in_note() {
        return Vec::new();
    }
    let markers = document
        .markers_in(at)
        .filter(|marker| marker.form == Form::Markdown);
    let raw_diagnostic = |marker: Marker| {
        let message = "Pandoc does not render a footnote marker inside a note: refer to the other note in words (“see note 2”).".to_owned();
        let span = Span::new(marker.span.start - at.start, marker.span.end - at.start);
        RawDiagnostic::in_block(at.index, span, message)
    };
    markers.map(raw_diagnostic).collect()
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc};
    use crate::testing::assert_diagnostics;

    #[test]
    fn a_marker_in_a_note_that_pandoc_reads() {
        assert_diagnostics(
            Pandoc,
            Default,
            "One.[^1] Two.[^2]

[^1]: See the other.[^2]
                    ^^^^ note-in-note

    And its second paragraph.[^2]
                             ^^^^ note-in-note

[^2]: B.
",
        );
    }

    #[test]
    fn github_allows_it() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2]\n\n[^1]: See the other.[^2]\n\n[^2]: B.\n",
        );
    }
}
