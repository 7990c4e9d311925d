use rustc_hash::FxHashSet;

use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, ItemId};
use crate::refactor::quoted;

pub(super) const RULE: Rule = Rule::new("unused-note", Level::Warning, Find::Items(find))
    .summary("a footnote without a marker")
    .page(include_str!("unused_note.md"))
    .unnecessary();

/// It has no fix: a note is deleted by its author alone, one at a time. Of two notes with one label, both are the business of `duplicate-note`; a note whose marker is written
/// wrong, lost or not read is that of the rule that reports the marker.
fn find(document: &Document) -> Vec<RawDiagnostic> {
    let table = document.footnotes();
    let first = |id| table.note(id).and_then(|note| note.first);
    let is_cited = |id: &ItemId| !table.citing(*id).is_empty();
    let cited = table.notes().iter().copied().filter(is_cited);
    let replaced: FxHashSet<ItemId> = cited.filter_map(first).collect();
    let suppressed = |id: &ItemId| {
        first(*id).is_some()
            || replaced.contains(id)
            || table.malformed_references().suppresses(*id)
    };
    let unused = table
        .notes()
        .iter()
        .filter(|id| !is_cited(id) && !suppressed(id));
    let unused: Vec<&ItemId> = unused.collect();
    if let ([first, _, ..], true) = (&unused[..], table.is_uncited()) {
        let message = format!("None of the {} notes has a marker.", table.notes().len());
        return vec![RawDiagnostic::at(**first, message)];
    }
    unused
        .into_iter()
        .filter_map(|id| document.note(*id))
        .map(|note| {
            let label = quoted::note(&note);
            let message = format!("Note {label} has no marker: add a marker, or remove the note.");
            RawDiagnostic::at(note.id, message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc, Plain};
    use crate::testing::assert_diagnostics;

    #[test]
    fn notes_that_nothing_cites() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1]\n\n[^1]: A.\n[^b]: B.\n^^^^^ unused-note\n",
        );
        assert_diagnostics(
            Plain,
            Default,
            "A word.\u{b9}\n\n\u{b9} A.\n\n\u{b2} B.\n^ unused-note\n",
        );
    }

    #[test]
    fn a_document_that_cites_no_note_is_told_of_once() {
        assert_diagnostics(
            Plain,
            Default,
            "Samples\n\n\u{b9} A.\n^ unused-note\n\u{b2} B.\n\n\u{b9} C.\n\n\u{b9} D.\n\n\u{2075} E.\n",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "Samples\n\n[^1]: A.\n^^^^^ unused-note\n\n[^2]: B.\n\n[^1]: C.\n",
        );
    }

    #[test]
    fn cited_from_a_table_a_quote_a_list_and_a_heading() {
        assert_diagnostics(
            Markdown,
            Default,
            "# Title[^a]\n\n> Quote.[^b]\n\n- Item[^c]\n\n| x | y |\n|---|---|\n| 1[^d] | 2 |\n\n\
             [^a]: A.\n[^b]: B.\n[^c]: C.\n[^d]: D.\n",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "<div>\n\nIn a div.[^1]\n\n</div>\n\n[^1]: A.\n",
        );
    }

    #[test]
    fn an_inline_note_cites_itself() {
        assert_diagnostics(Pandoc, Default, "A claim.^[As the report says.]\n");
    }

    #[test]
    fn a_list_that_no_marker_cites_is_no_list_of_notes() {
        assert_diagnostics(
            Plain,
            Default,
            "Text.\n\nReferences\n\n1. One thing\n2. Another\n",
        );
    }
}
