use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::{Form, Level};
use crate::index::{Document, ItemId, Marker};
use crate::syntax::{BlockAt, Item, ItemKind};
use crate::text::Span;

pub(super) const RULE: Rule = Rule::new("adjacent-markers", Level::Hint, Find::Resolved(find))
    .summary("adjacent footnote markers, whose numbers run together")
    .page(include_str!("adjacent_markers.md"));

fn find(document: &Document, at: BlockAt<'_>) -> Vec<RawDiagnostic> {
    let mut raw_diagnostics = Vec::new();
    if !document.footnotes().run_together().is_empty() {
        let items = document.items_in(at);
        raw_diagnostics.extend(items.filter_map(|(id, item)| run_together(document, at, id, item)));
    }
    if may_touch(&at.block.items) {
        let markers: Vec<Marker> = document.markers_in(at).collect();
        let runs = markers.chunk_by(|first, second| touch(document, first, second));
        raw_diagnostics.extend(runs.filter_map(|run| raw_diagnostic(at, run)));
    }
    raw_diagnostics
}

/// A quick look for candidates that begin where another one ends, or before.
fn may_touch(items: &[Item]) -> bool {
    let is_candidate = |item: &&Item| matches!(item.kind, ItemKind::Marker { .. });
    let mut reach = None;
    items.iter().filter(is_candidate).any(|item| {
        let touches = reach >= Some(item.span.start);
        reach = reach.max(Some(item.span.end));
        touches
    })
}

/// The finding of a number that no note has and that two notes have side by side: `¹²` for 1 and 2.
fn run_together(
    document: &Document,
    at: BlockAt<'_>,
    id: ItemId,
    item: &Item,
) -> Option<RawDiagnostic> {
    let table = document.footnotes();
    let found = table
        .run_together()
        .binary_search_by_key(&id, |(run_together, _)| *run_together)
        .ok()?;
    let notes = table.run_together().get(found)?.1;
    let [first, second] = notes.map(|note| table.note(note).and_then(|note| note.number));
    let (first, second) = (first?, second?);
    let message = format!("No note {first}{second}: put a comma between {first} and {second}.");
    let raw_diagnostic = RawDiagnostic::in_block(at.index, item.span, message);
    let text = document.text().slice(item.span.shift(at.start));
    let gap = text
        .char_indices()
        .nth(first.to_string().len())
        .filter(|_| !text.starts_with('<'));
    Some(match gap {
        Some((gap, _)) => {
            let gap = RelativeSpan::Within(raw_diagnostic.subject, Span::at(item.span.start + gap));
            let commas = vec![(gap, ",".to_owned())];
            raw_diagnostic
                .fixed("Insert comma between markers", commas)
                .asking()
        }
        None => raw_diagnostic,
    })
}

/// The finding of markers that touch one another.
fn raw_diagnostic(at: BlockAt<'_>, run: &[Marker]) -> Option<RawDiagnostic> {
    let [first, others @ ..] = run else {
        return None;
    };
    let last = others.last()?;
    let within = |span: Span| Span::new(span.start - at.start, span.end - at.start);
    let message =
        "Adjacent markers, whose numbers run together: put a comma between them.".to_owned();
    let raw_diagnostic =
        RawDiagnostic::in_block(at.index, within(first.span.join(last.span)), message);
    let comma = |marker: &Marker| {
        let gap = within(Span::at(marker.span.start));
        (
            RelativeSpan::Within(raw_diagnostic.subject, gap),
            ",".to_owned(),
        )
    };
    let commas = others.iter().map(comma).collect();
    Some(
        raw_diagnostic
            .fixed("Insert comma between markers", commas)
            .asking(),
    )
}

/// Whether nothing stands between two markers of different notes, in print neither. Inline notes may touch:
/// Pandoc 2 would take `^[A],^` for a superscript, so that no comma can be put between them.
fn touch(document: &Document, first: &Marker, second: &Marker) -> bool {
    first.span.end == second.span.start
        && first.label != second.label
        && (first.form, second.form) != (Form::Inline, Form::Inline)
        && is_bare(document, first)
        && is_bare(document, second)
}

/// Whether a marker is printed as a raised number without brackets. The numbers of a list or a range share
/// its brackets, and its comma or dash stands between them.
fn is_bare(document: &Document, marker: &Marker) -> bool {
    let text = document.text().slice(marker.span);
    match marker.form {
        Form::Markdown | Form::Inline => true,
        Form::Superscript => text.starts_with(|c: char| c.is_numeric()),
        Form::Html => {
            let is_whole = text.starts_with('<') && text.ends_with('>');
            is_whole && (!text.contains('[') || text.contains("]("))
        }
        Form::Bracketed | Form::Slashed | Form::Signed | Form::Flat | Form::Endnotes => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc, Plain};
    use crate::testing::{assert_diagnostics, assert_fixes, fixed};

    const NOTES: &str = "\n\n[^1]: A.\n\n[^b]: B.\n\n[^3]: C.\n";

    #[test]
    fn two_numbers_that_read_as_one_that_no_note_is() {
        assert_diagnostics(
            Plain,
            Default,
            "A first word.¹² Then words.³\n             ^^ adjacent-markers\n\n¹ A.\n² B.\n³ C.\n",
        );
    }

    #[test]
    fn markers_that_touch() {
        let text = format!("One.[^1][^b][^3]\n    ^^^^^^^^^^^^ adjacent-markers{NOTES}");
        assert_diagnostics(Markdown, Default, &text);
        assert_diagnostics(
            Markdown,
            Default,
            "One.<sup>1</sup><sup>2</sup>\n    ^^^^^^^^^^^^^^^^^^^^^^^^ adjacent-markers\n\n\
             <sup>1</sup> A.\n\n<sup>2</sup> B.\n",
        );
    }

    #[test]
    fn markers_that_do_not() {
        assert_diagnostics(Pandoc, Default, "One.^[A.] Two.^[B.]\n");
        let text = format!("One.[^1],[^b] Two.[^3] [^1] Three.[^1][^1]{NOTES}");
        assert_diagnostics(Markdown, Default, &text);
        assert_diagnostics(
            Plain,
            Default,
            "One.\u{b9}\u{207b}\u{b3} Two.\u{b9},\u{b2}\n\n\u{b9} A.\n\u{b2} B.\n\u{b3} C.\n",
        );
        assert_diagnostics(
            Plain,
            Default,
            "One.[1][2] Two.[1\u{2013}2]\n\n[1] A.\n\n[2] B.\n",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "One.<sup>1,2</sup> Two.<sup>1\u{2013}2</sup>\n\n<sup>1</sup> A.\n\n<sup>2</sup> B.\n",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "The pattern `[^1][^2]`, [^a-z][^0-9] and [^ ][^x].\n",
        );
    }

    #[test]
    fn commas_between_them() {
        let text = format!("One.[^1][^b][^3]{NOTES}");
        assert_fixes(Markdown, Default, &text);
        assert_eq!(fixed(Markdown, &text), format!("One.[^1],[^b],[^3]{NOTES}"));
    }
}
