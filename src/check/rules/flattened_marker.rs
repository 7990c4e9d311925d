use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::{Form, Level};
use crate::index::{Document, ItemId};
use crate::refactor::marker;
use crate::syntax::Label;

pub(super) const RULE: Rule = Rule::new("flattened-marker", Level::Hint, Find::Items(find))
    .summary("a plain digit that was probably a superscript footnote marker before copying")
    .page(include_str!("flattened_marker.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let flattened = document.footnotes().malformed_references().flattened.iter();
    flattened
        .filter_map(|(id, note)| raw_diagnostic(document, *id, *note))
        .collect()
}

fn raw_diagnostic(document: &Document, id: ItemId, note: ItemId) -> Option<RawDiagnostic> {
    let note = document.note(note)?;
    let number = note.number.or_else(|| note.label.number())?;
    let message = format!(
        "Probably the marker of note {number}, which is not cited: the digit is not superscript."
    );
    let marker = written(note.form, &note.label, number, document.footnotes().form);
    let title = format!("Write {marker}");
    let raw_diagnostic =
        RawDiagnostic::at(id, message).related(RelativeSpan::Item(note.id), "the note");
    Some(
        raw_diagnostic
            .fixed(title, vec![(RelativeSpan::Item(id), marker)])
            .asking(),
    )
}

/// The marker of a note, as the note's form or, for a list of endnotes, the document's has it.
fn written(form: Form, label: &Label, number: u32, document: Option<Form>) -> String {
    let form = if form == Form::Endnotes {
        document.unwrap_or(form)
    } else {
        form
    };
    match form {
        Form::Markdown | Form::Inline => marker(form, &label.to_string()),
        _ => marker(form, &number.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Plain};
    use crate::testing::assert_diagnostics;

    #[test]
    fn the_number_of_a_note_that_nothing_cites() {
        assert_diagnostics(
            Plain,
            Default,
            "A first word.¹ The policy.2 The end.
                          ^ flattened-marker

¹ A.
² B.
",
        );
        assert_diagnostics(
            Plain,
            Default,
            "A first word.¹ The ministry's \"policy\".2 The end.
                                       ^ flattened-marker

¹ A.
² B.
",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] They met twice.2
                        ^ flattened-marker

[^1]: A.
[^2]: B.
",
        );
    }

    #[test]
    fn numbers_that_are_numbers() {
        for text in [
            "A word.¹ The vol.2 is out.² It was 3.2 per cent; see sect.2 too.\n\n¹ A.\n² B.\n",
            "Version.2 of it came.\n",
        ] {
            assert_diagnostics(Plain, Default, text);
        }
    }
}
