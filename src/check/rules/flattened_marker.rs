use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::{Form, Level};
use crate::index::{Document, ItemId};
use crate::refactor::marker;
use crate::syntax::{ItemKind, Label};

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
    let kind = &document.item(id)?.1.kind;
    if let ItemKind::Flattened {
        is_raised: true, ..
    } = kind
    {
        let message = format!(
            "This may be the marker of note {number}, which has none: move it after the word."
        );
        return Some(
            RawDiagnostic::at(id, message).related(RelativeSpan::Item(note.id), "the note"),
        );
    }
    let marker = written(note.form, &note.label, number, document.footnotes().form);
    let message = format!("Probably the marker of note {number}, which has none: write {marker}.");
    let title = format!("Replace with {marker}");
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
    fn a_number_that_comes_next() {
        for (sentence, at) in [
            ("The tax fell in 2019.2 It rose.", 21),
            ("It fell by 4%.2 It rose.", 14),
            ("The tax fell by law2 and rose.", 19),
            ("It fell in spring:2 it rose.", 18),
            ("It fell in spring.2 it rose.", 18),
            ("The \"golden age\"2 is over.", 16),
            ("It joined the EU.2 It rose.", 17),
            ("It fell in spring. 2 It rose.", 19),
            ("The fee was ²set by law.", 12),
        ] {
            let items = format!("{}^ flattened-marker", " ".repeat(at + 17));
            let fixture =
                format!("The plan began.¹ {sentence} It ended.³\n{items}\n\n¹ A.\n² B.\n³ C.\n");
            assert_diagnostics(Plain, Default, &fixture);
        }
    }

    #[test]
    fn a_number_that_comes_next_but_is_none() {
        for sentence in [
            "The rate was 4.2 per cent.",
            "The rate was 4.2 Per cent.",
            "See Art. 2 The end.",
            "It had 2 ministers.",
            "The COVID2 law and CO2 rule.",
            "The ²H isotope.",
        ] {
            let fixture = format!(
                "The plan began.¹ {sentence} It ended.³\n\n¹ A.\n² B.\n^ unused-note\n³ C.\n"
            );
            assert_diagnostics(Plain, Default, &fixture);
        }
        // It does not come next.
        assert_diagnostics(
            Plain,
            Default,
            "The plan began.¹ It fell by law3 and rose.²\n\n¹ A.\n² B.\n³ C.\n^ unused-note\n",
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
