use rustc_hash::FxHashSet;

use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::{DialectChoice, Form, Level};
use crate::index::{Dialect, Document, ItemId};
use crate::syntax::{DocumentKind, ItemKind};

pub(super) const RULE: Rule = Rule::new("dialect-difference", Level::Hint, Find::Items(find))
    .summary("a footnote that GitHub and Pandoc render differently")
    .page(include_str!("dialect_difference.md"));

/// Compares the table of pairs with the one that the other reader would make. A marker whose note is
/// told of already is not told of too, nor is one whose label two notes have: that is the business of
/// `duplicate-note`.
fn find(document: &Document) -> Vec<RawDiagnostic> {
    if document.kind() == DocumentKind::Pandoc || !document.footnotes().readers_may_differ {
        return Vec::new();
    }
    let (this, other) = match document.footnotes().dialect {
        Dialect::Gfm => ("GitHub", ("Pandoc", DialectChoice::Pandoc)),
        Dialect::Pandoc => ("Pandoc", ("GitHub", DialectChoice::Gfm)),
    };
    let there = document.clone().with_dialect(other.1);
    let comparison = RendererComparison {
        here: document,
        there: &there,
        readers: (this, other.0),
    };
    let unread = document.footnotes().malformed_references().unread.iter();
    let unread: FxHashSet<ItemId> = unread.map(|(id, _)| *id).collect();
    let items = document.items().filter(|(id, ..)| !unread.contains(id));
    let raw_diagnostics = items.filter_map(|(id, _, item)| {
        let message = match item.kind {
            ItemKind::Note {
                form: Form::Markdown,
                ..
            } => comparison.of_note(id),
            ItemKind::Marker {
                form: Form::Markdown,
                ..
            } => comparison.of_marker(id),
            _ => None,
        };
        Some(RawDiagnostic::at(id, message?))
    });
    raw_diagnostics.collect()
}

/// A brief as two readers have it, the one that it is written for and another.
struct RendererComparison<'a> {
    here: &'a Document,
    there: &'a Document,
    /// What they are called.
    readers: (&'static str, &'static str),
}

impl RendererComparison<'_> {
    /// What is to be told of a note.
    fn of_note(&self, id: ItemId) -> Option<String> {
        let (this, other) = self.readers;
        match self.readings(id) {
            (Interpretation::Note, Interpretation::Nothing) => Some(only("note", this, other)),
            (Interpretation::Nothing, Interpretation::Note) => Some(only("note", other, this)),
            _ => None,
        }
    }

    /// What is to be told of a marker.
    fn of_marker(&self, id: ItemId) -> Option<String> {
        let (this, other) = self.readers;
        let told = |note| {
            let (here, there) = self.readings(note);
            here == Interpretation::Nothing || there == Interpretation::Nothing
        };
        let first = |note| {
            let first = self.here.footnotes().note(note).and_then(|note| note.first);
            first.unwrap_or(note)
        };
        match self.readings(id) {
            (Interpretation::Cites(note), Interpretation::Nothing) if !told(note) => {
                Some(only("marker", this, other))
            }
            (Interpretation::Nothing, Interpretation::Cites(note)) if !told(note) => {
                Some(only("marker", other, this))
            }
            (Interpretation::Cites(a), Interpretation::Cites(b))
                if a != b && first(a) != first(b) =>
            {
                Some(format!(
                    "{this} and {other} link this marker to different notes."
                ))
            }
            _ => None,
        }
    }

    fn readings(&self, id: ItemId) -> (Interpretation, Interpretation) {
        (reading(self.here, id), reading(self.there, id))
    }
}

/// What an item is to a reader.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Interpretation {
    /// Text, or a marker of no note.
    Nothing,
    Note,
    Cites(ItemId),
}

fn reading(document: &Document, id: ItemId) -> Interpretation {
    let table = document.footnotes();
    match (table.cited_by(id), table.note(id)) {
        (Some(Some(note)), _) => Interpretation::Cites(note),
        (_, Some(_)) => Interpretation::Note,
        _ => Interpretation::Nothing,
    }
}

fn only(what: &str, reader: &str, other: &str) -> String {
    format!("{reader} renders this {what}, {other} does not.")
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc};
    use crate::testing::assert_diagnostics;

    #[test]
    fn a_note_right_after_a_paragraph() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1]\n[^1]: A.\n^^^^^ dialect-difference\n",
        );
    }

    #[test]
    fn labels_that_differ_in_case() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^Note]\n    ^^^^^^^ dialect-difference\n\n[^note]: A.\n",
        );
    }

    #[test]
    fn what_both_read_and_what_one_alone_is_for() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.^[Inline notes are Pandoc's.]\n\n[^1]: A.\n[^2]: B.\n^^^^^ unused-note\n",
        );
        assert_diagnostics(Pandoc, Default, "One.[^1]\n\n[^1]: A.\n");
    }
}
