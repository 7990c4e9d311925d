use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::{Form, Level};
use crate::index::{Document, ItemId, LostFormatting};
use crate::refactor::{ConversionTarget, marker};
use crate::syntax::{ItemKind, Label};

pub(super) const RULE: Rule = Rule::new("flattened-marker", Level::Warning, Find::Items(find))
    .summary("a plain digit that was probably a superscript footnote marker before copying")
    .page(include_str!("flattened_marker.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let flattened = document.footnotes().malformed_references().flattened.iter();
    let single = flattened
        .filter_map(|(id, note)| raw_diagnostic(document, *id, *note))
        .map(|raw_diagnostic| RawDiagnostic {
            at_most: Level::Hint,
            ..raw_diagnostic
        });
    lost_formatting(document)
        .into_iter()
        .chain(single)
        .collect()
}

/// One finding for all numbers of a document that lost their formatting.
fn lost_formatting(document: &Document) -> Option<RawDiagnostic> {
    let lost = document.footnotes().lost_formatting()?;
    let LostFormatting { first, count, .. } = lost;
    if !lost.is_sure {
        let message = format!(
            "{count} numbers look like footnote markers that lost their formatting, but their notes are not clear: \
             no footnotes are read."
        );
        return Some(RawDiagnostic::at(first, message));
    }
    let message =
        format!("{count} footnote markers lost their formatting: the numbers are not superscript.");
    let target = match document.footnotes().form {
        Some(Form::Markdown) => ConversionTarget::Markdown,
        Some(Form::Html) => ConversionTarget::Html,
        Some(Form::Endnotes) => ConversionTarget::Endnotes,
        _ => ConversionTarget::Superscript,
    };
    let note = document.footnotes().cited_by(first).flatten()?;
    let raw_diagnostic = RawDiagnostic::at(first, message)
        .related(RelativeSpan::Item(note), "the note of the first");
    Some(raw_diagnostic.refactored(target.refactoring()).asking())
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
            "This may be the marker of note {number}, which has no other marker: move it after the word."
        );
        return Some(
            RawDiagnostic::at(id, message).related(RelativeSpan::Item(note.id), "the note"),
        );
    }
    let marker = written(note.form, &note.label, number, document.footnotes().form);
    let message =
        format!("Probably the marker of note {number}, which has no other marker: write {marker}.");
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
    use crate::testing::{assert_diagnostics, fixed, unmarked};

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

    /// A page as it comes out of a PDF.
    const PAGE: &str =
        "The canal was dug in four years.1 The \"golden decade\"2 is over, and the tolls
                                ^ flattened-marker
fell.3 It rained.
1Gazette of the Canal, 4 June 2019.
2Roe, \"Tolls\", Harbour Review, 2018.
3Roe, \"Locks\", Harbour Review, 2019.
";

    #[test]
    fn one_finding_for_a_text_that_lost_all_formatting() {
        assert_diagnostics(Plain, Default, PAGE);
        let repaired = fixed(Plain, &unmarked(PAGE));
        assert_eq!(
            repaired,
            "The canal was dug in four years.¹ The \"golden decade\"² is over, and the tolls
fell.³ It rained.

¹ Gazette of the Canal, 4 June 2019.
² Roe, \"Tolls\", Harbour Review, 2018.
³ Roe, \"Locks\", Harbour Review, 2019.
"
        );
    }

    /// Two pages; a note begins with the number of a volume.
    const PAGES: &str =
        "The canal was dug in four years.1 The tolls fell by half.2 No ship has come since
                                ^ flattened-marker
1
 Gazette of the Canal, 4 June 2019.
2
 44 U.S.C. § 3501 note.

1
^ extraction-artefact
\u{c}then, as the board says.1 It rained for weeks.2
1
 Roe, \"Tolls\", Harbour Review, 2018.
2
 Annual Report, 2020.
";

    #[test]
    fn numbers_may_begin_again_on_each_page() {
        assert_diagnostics(Plain, Default, PAGES);
        let repaired = fixed(Plain, &unmarked(PAGES));
        for part in [
            "years.¹",
            "half.²",
            "says.³",
            "weeks.⁴",
            "² 44 U.S.C. §",
            "³ Roe,",
        ] {
            assert!(repaired.contains(part), "{part} in {repaired}");
        }
    }

    #[test]
    fn one_finding_where_the_notes_are_not_clear() {
        assert_diagnostics(
            Plain,
            Default,
            "The canal was dug in four years.1 The tolls fell.2 It rained.3 The board left.4
                                ^ flattened-marker
",
        );
    }

    #[test]
    fn lists_statutes_and_verses_are_none() {
        for text in [
            "1 The board meets. 2 It elects a chair, who serves for 3 years.\n\n2 It has 3 members.\n\n3 It votes.\n",
            "The parts are:\n\n1. Canals\n2. Locks\n3. Tolls, 2019\n\nSee part 1 and part 2, and Article 3.\n",
            "Version 1.2 came in May 2 years later. In 3 of 4 cases, 5 per cent left.\n",
        ] {
            assert_diagnostics(Plain, Default, text);
            assert_diagnostics(Markdown, Default, text);
        }
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
