use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule, quoted};
use crate::config::{Form, Level};
use crate::index::{Dialect, Document};
use crate::refactor::RENUMBER;

pub(super) const RULE: Rule = Rule::new("duplicate-note", Level::Error, Find::Items(find))
    .summary("two footnotes with the same label")
    .page(include_str!("duplicate_note.md"))
    .fix_may_leave(&["unused-note"]);

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let table = document.footnotes();
    let twins = table
        .notes()
        .iter()
        .filter_map(|id| Some((*id, table.note(*id)?.first?)));
    twins
        .filter_map(|(id, first)| Some((document.note(id)?, first)))
        .map(|(note, first)| {
            let seen = match (note.form, table.dialect) {
                (Form::Markdown, Dialect::Gfm) => "GitHub renders only the first.",
                (Form::Markdown, Dialect::Pandoc) => "Pandoc renders only the last.",
                _ => "renumber one of them.",
            };
            let message = format!("Note {} is defined twice: {seen}", quoted::note(&note));
            let raw_diagnostic = RawDiagnostic::at(note.id, message)
                .refactored(&RENUMBER)
                .asking();
            raw_diagnostic.related(RelativeSpan::Item(first), "first defined here")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc, Plain};
    use crate::testing::assert_diagnostics;

    #[test]
    fn the_second_of_two() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1]\n\n[^1]: A.\n\n[^1]: B.\n^^^^^ duplicate-note\n",
        );
        assert_diagnostics(
            Pandoc,
            Default,
            "One.[^1]\n\n[^1]: A.\n\n[^1]: B.\n^^^^^ duplicate-note\n",
        );
        assert_diagnostics(
            Plain,
            Default,
            "A word.\u{b9} Two.²\n\n\u{b9} A.\n\n\u{b2} B.\n\n\u{b2} C.\n^ duplicate-note\n",
        );
    }

    #[test]
    fn numbers_that_begin_again_with_each_page() {
        assert_diagnostics(
            Plain,
            Default,
            "A word.\u{b9} Two.²\n\n\u{b9} A.\n\u{b2} B.\n\nNext page.\u{b9}\n\n\u{b9} C.\n",
        );
    }

    #[test]
    fn numbers_that_begin_again_with_notes_gathered_at_the_end() {
        assert_diagnostics(
            Plain,
            Default,
            "First word.\u{b9} Two.²\n\nNext chapter.\u{b9} And two.²\n\n\
             \u{b9} A.\n\u{b2} B.\n\u{b9} C.\n\u{b2} D.\n",
        );
    }
}
