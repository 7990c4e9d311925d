use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::check::fault::{Fault, Place};
use crate::check::{Find, Rule};
use crate::config::{Form, Level};
use crate::index::{Document, MarkId};
use crate::syntax::MarkKind;

pub(super) const RULE: Rule = Rule {
    code: "mixed-markers",
    summary: "markers in two forms in one brief",
    page: include_str!("mixed_markers.md"),
    default: Level::Hint,
    counted_anew: Level::Hint,
    brief: Level::Hint,
    unnecessary: false,
    find: Find::Marks(find),
};

/// Reports the first marker of each form but the commonest.
fn find(document: &Document) -> Vec<Fault> {
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
                "{} here {} written as {}, the others as {}.",
                if *count == 1 {
                    "One marker".to_owned()
                } else {
                    format!("{count} markers")
                },
                if *count == 1 { "is" } else { "are" },
                example(*form),
                example(*most),
            );
            Fault::at(*id, message).related(Place::Mark(*first), "the first of the others")
        })
        .collect()
}

/// How many markers of each form there are, and the first of them; Markdown's two forms count as one.
fn forms(document: &Document) -> BTreeMap<Form, (usize, MarkId)> {
    let mut forms = BTreeMap::new();
    for (id, _, mark) in document.marks() {
        let MarkKind::Marker { form, .. } = mark.kind else {
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

fn example(form: Form) -> &'static str {
    match form {
        Form::Markdown | Form::Inline => "[^1]",
        Form::Superscript | Form::Endnotes => "¹",
        Form::Html => "<sup>1</sup>",
        Form::Bracketed => "[1]",
        Form::Slashed => "/1/",
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::Kind::{Markdown, Pandoc};
    use crate::testing::assert_findings;

    #[test]
    fn the_first_marker_of_the_rarer_form() {
        assert_findings(
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
        assert_findings(
            Pandoc,
            Default,
            "One.[^1] Two.^[An inline note.]\n\n[^1]: A.\n",
        );
        assert_findings(
            Markdown,
            Default,
            "One.[^1] On 5 km² and 10<sup>6</sup> as [2] says.\n\n[^1]: A.\n",
        );
    }
}
