use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::{Form, Level};
use crate::index::{Document, ItemId};
use crate::refactor::ConversionTarget;
use crate::syntax::ItemKind;

pub(super) const RULE: Rule = Rule::new("mixed-markers", Level::Hint, Find::Items(find))
    .summary("footnote markers in different forms in one brief")
    .page(include_str!("mixed_markers.md"));

/// Reports the first marker of each form but the commonest.
fn find(document: &Document) -> Vec<RawDiagnostic> {
    let forms = forms(document);
    let Some((most, (_, first))) = forms
        .iter()
        .max_by_key(|(_, (count, first))| (*count, Reverse(*first)))
    else {
        return Vec::new();
    };
    let others = forms.iter().filter(|(form, _)| *form != most);
    others
        .map(|(form, (count, id))| {
            let message = format!(
                "{} {} written as {}, the others as {}: use one form for all.",
                if *count == 1 {
                    "One marker".to_owned()
                } else {
                    format!("{count} markers")
                },
                if *count == 1 { "is" } else { "are" },
                example(*form),
                example(*most),
            );
            let raw_diagnostic = RawDiagnostic::at(*id, message);
            let raw_diagnostic =
                raw_diagnostic.related(RelativeSpan::Item(*first), "first of the other markers");
            match target(document, *most) {
                // It writes much of the brief anew.
                Some(target) => raw_diagnostic.refactored(target.refactoring()).asking(),
                None => raw_diagnostic,
            }
        })
        .collect()
}

/// How many markers of each form there are, and the first of them; Markdown's two forms count as one.
fn forms(document: &Document) -> BTreeMap<Form, (usize, ItemId)> {
    let mut forms = BTreeMap::new();
    for (id, _, item) in document.items() {
        let ItemKind::Marker { form, .. } = item.kind else {
            continue;
        };
        if document.footnotes().cited_by(id).is_some() {
            let form = if form == Form::Inline {
                Form::Markdown
            } else {
                form
            };
            forms.entry(form).or_insert((0, id)).0 += 1;
        }
    }
    forms
}

/// What writes all notes in the form of most markers, if there is such a conversion.
fn target(document: &Document, most: Form) -> Option<ConversionTarget> {
    let listed = document.footnotes().form == Some(Form::Endnotes);
    match most {
        Form::Markdown | Form::Inline => Some(ConversionTarget::Markdown),
        Form::Superscript | Form::Html | Form::Endnotes if listed => {
            Some(ConversionTarget::Endnotes)
        }
        Form::Superscript | Form::Flat | Form::Endnotes => Some(ConversionTarget::Superscript),
        Form::Html => Some(ConversionTarget::Html),
        Form::Bracketed | Form::Slashed | Form::Signed => None,
    }
}

fn example(form: Form) -> &'static str {
    match form {
        Form::Markdown | Form::Inline => "[^1]",
        Form::Superscript | Form::Flat | Form::Endnotes => "¹",
        Form::Html => "<sup>1</sup>",
        Form::Bracketed => "[1]",
        Form::Slashed => "/1/",
        Form::Signed => "(1)",
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc};
    use crate::testing::{assert_diagnostics, assert_fixes, fixed};

    #[test]
    fn the_first_marker_of_the_rarer_form() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2] A word<sup>1</sup> and two<sup>2</sup>.[^2]
                        ^^^^^^^^^^^^ mixed-markers

[^1]: A.
[^2]: B.

<sup>1</sup> C.

<sup>2</sup> D.
",
        );
    }

    #[test]
    fn inline_notes_and_powers() {
        assert_diagnostics(
            Pandoc,
            Default,
            "One.[^1] Two.^[An inline note.]\n\n[^1]: A.\n",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] On 5 km² and 10<sup>6</sup> as [2] says.\n\n[^1]: A.\n",
        );
        // Powers of a variable beside a list that is none of notes.
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] The terms p²,³ hold.\n\n[^1]: A.\n\n## References\n\n1. A.\n2. B.\n3. C.\n",
        );
    }

    #[test]
    fn a_list_that_markers_of_another_form_cite() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^1] Words¹,² hold.³
    ^^^^ mixed-markers

[^1]: A.

## Notes

1. A.
2. B.
3. C.
",
        );
    }

    #[test]
    fn all_are_written_as_most_are() {
        let text = "One.[^1] Two.[^2] A word<sup>1</sup> more.\n\n[^1]: A.\n\n[^2]: B.\n\n<sup>1</sup> C.\n";
        assert_eq!(
            fixed(Markdown, text),
            "One.[^1] Two.[^2] A word[^3] more.\n\n[^1]: A.\n\n[^2]: B.\n\n[^3]: C.\n"
        );
        assert_fixes(Markdown, Default, text);
        let listed = "One.¹ Two.² Three.[^a]\n\n[^a]: C.\n\n## Notes\n\n1. A.\n2. B.\n";
        assert_eq!(
            fixed(Markdown, listed),
            "One.¹ Two.² Three.³\n\n## Notes\n\n1. A.\n\n2. B.\n\n3. C.\n"
        );
    }
}
