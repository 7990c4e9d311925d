use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, Note};
use crate::refactor::JOIN;

pub(super) const RULE: Rule = Rule::new("split-paragraph", Level::Information, Find::Items(find))
    .summary("footnotes in the middle of a paragraph")
    .page(include_str!("split_paragraph.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let notes = document.footnotes().notes();
    let halves = document.footnotes().continuations().iter();
    halves
        .filter_map(|(second, first_note)| {
            let before = notes.partition_point(|id| id < second);
            let last_note = *notes.get(before.checked_sub(1)?)?;
            let (first, last) = (document.note(*first_note)?, document.note(last_note)?);
            let place = RelativeSpan::LastWord(*second);
            let raw_diagnostic = RawDiagnostic::at(*second, message(&first, &last)).placed(place);
            let raw_diagnostic = raw_diagnostic.refactored(&JOIN);
            Some(
                raw_diagnostic.related(RelativeSpan::Item(*second), "the paragraph continues here"),
            )
        })
        .collect()
}

fn message(first: &Note, last: &Note) -> String {
    match first.id == last.id {
        true => format!(
            "Note {} splits a paragraph: move it after the paragraph.",
            first.label
        ),
        false => format!(
            "Notes {} to {} split a paragraph: move them after the paragraph.",
            first.label, last.label
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Plain};
    use crate::testing::assert_diagnostics;

    #[test]
    fn notes_between_the_halves_of_a_paragraph() {
        assert_diagnostics(
            Plain,
            Default,
            "A claim stands.\u{b9} The dispute over the South China²\n                                            ^^^^^^ split-paragraph\n\n\u{b9} A.\n\n\
             \u{b2} B.\n\nSea goes on.\n",
        );
    }

    #[test]
    fn a_short_first_half_and_a_small_letter() {
        assert_diagnostics(
            Plain,
            Default,
            "The end.\u{b9}\n\nStill it had\n         ^^^ split-paragraph\n\n\u{b9} A.\n\nnot yet begun.\n",
        );
    }

    #[test]
    fn a_sentence_that_is_finished() {
        for first in [
            "It ended.\u{b9}",
            "It \"ended\".\u{b9}",
            "As follows:\u{b9}",
            "He asked \"why?\"\u{b9}",
        ] {
            let text = format!("{first}\n\n\u{b9} A.\n\nnext it went on.\n");
            assert_diagnostics(Plain, Default, &text);
        }
        assert_diagnostics(
            Markdown,
            Default,
            "One word.¹\n\n![A plot](a.png)\n\n¹ A.\n\nEven so, it went on.\n",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "A claim[^1]\n\n[^1]: A.\n\nAnother paragraph.\n",
        );
    }

    #[test]
    fn what_is_no_half_of_a_paragraph() {
        for text in [
            "See operations[1].\n\n{{Figure \"A\"}}\n\n[1] The number is vague.\n\n[redis]: https://redis.io\n",
            "The dispute over the South China¹\n\n¹ A.\n\n[redis]: https://redis.io\n",
            "The dispute over the South China¹\n\n¹ A.\n\n{{Figure}}\n",
        ] {
            assert_diagnostics(Markdown, Default, text);
        }
    }
}
