use rustc_hash::FxHashSet;

use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::{DialectChoice, Form, Level};
use crate::index::{Dialect, Document, ItemId};
use crate::syntax::{DocumentKind, ItemKind};

pub(super) const RULE: Rule = Rule::new("dialect-difference", Level::Hint, Find::Items(find))
    .summary("a footnote that GitHub and Pandoc render differently")
    .page(include_str!("dialect_difference.md"));

/// Compares the table of pairs with the one that the other renderer would make. A marker whose note is
/// reported already is not reported again, nor is one whose label two notes have: that is the business of
/// `duplicate-note`.
fn find(document: &Document) -> Vec<RawDiagnostic> {
    let mut raw_diagnostics = compared(document);
    let swallowed = document.footnotes().malformed_references().swallowed.iter();
    raw_diagnostics.extend(swallowed.map(|id| RawDiagnostic::at(*id, SWALLOWED.to_owned())));
    if document.footnotes().dialect == Dialect::Pandoc {
        raw_diagnostics.extend(side_by_side(document));
        raw_diagnostics.extend(printed_again(document));
    }
    raw_diagnostics
}

/// The message for a line at which GitHub ends a note.
const SWALLOWED: &str = "Pandoc treats this line as part of the note above, because there is no empty line between. GitHub does not.";

fn compared(document: &Document) -> Vec<RawDiagnostic> {
    if document.kind() == DocumentKind::Pandoc || !document.footnotes().renderers_may_differ {
        return Vec::new();
    }
    let (this, other) = match document.footnotes().dialect {
        Dialect::Gfm => ("GitHub", ("Pandoc", DialectChoice::Pandoc)),
        Dialect::Pandoc => ("Pandoc", ("GitHub", DialectChoice::Gfm)),
        Dialect::Mkdocs | Dialect::Obsidian => return Vec::new(),
    };
    let there = document.paired_for(other.1);
    let comparison = RendererComparison {
        here: document,
        there: &there,
        renderers: (this, other.0),
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

/// Pandoc before version 3 takes what stands between the carets of two inline notes for a superscript, if no space
/// stands after the first one. One finding tells of all.
fn side_by_side(document: &Document) -> Option<RawDiagnostic> {
    let unspaced = document.footnotes().unspaced();
    let message = match unspaced.len() {
        0 | 1 => {
            "Pandoc before version 3 loses these two notes: insert a space between them.".to_owned()
        }
        count => format!(
            "Pandoc before version 3 loses these two notes, and {} more such pairs: insert a space between them.",
            count - 1
        ),
    };
    Some(RawDiagnostic::at(*unspaced.first()?, message))
}

/// Where Pandoc prints a note a second time: GitHub prints it once.
fn printed_again(document: &Document) -> Vec<RawDiagnostic> {
    let table = document.footnotes();
    let again = table.notes().iter().filter_map(|note| {
        let [first, second, ..] = table.citing(*note) else {
            return None;
        };
        let label = &document.note(*note)?.label;
        let message = format!(
            "Pandoc prints note {label} again here, with a new number. GitHub prints it once."
        );
        let place = RelativeSpan::PrintedAgain(*second, *first);
        let raw_diagnostic = RawDiagnostic::at(*second, message).placed(place);
        Some(raw_diagnostic.related(RelativeSpan::Item(*first), "the first marker of the note"))
    });
    again.collect()
}

/// A brief as two renderers have it, the one that it is written for and another.
struct RendererComparison<'a> {
    here: &'a Document,
    there: &'a Document,
    /// What they are called.
    renderers: (&'static str, &'static str),
}

impl RendererComparison<'_> {
    /// The finding for a note.
    fn of_note(&self, id: ItemId) -> Option<String> {
        let (this, other) = self.renderers;
        match self.readings(id) {
            (Interpretation::Note, Interpretation::Nothing) => Some(only("note", this, other)),
            (Interpretation::Nothing, Interpretation::Note) => Some(only("note", other, this)),
            _ => None,
        }
    }

    /// The finding for a marker.
    fn of_marker(&self, id: ItemId) -> Option<String> {
        let (this, other) = self.renderers;
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

/// What an item is to a renderer.
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

fn only(what: &str, renderer: &str, other: &str) -> String {
    format!("{renderer} renders this {what}, {other} does not.")
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc};
    use crate::testing::{assert_diagnostics, diagnostics};

    #[test]
    fn a_note_right_after_a_paragraph() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1]\n[^1]: A.\n^^^^^ dialect-difference\n",
        );
    }

    #[test]
    fn lines_that_pandoc_takes_into_the_note_above() {
        for line in [
            "# Next",
            "> A quote.",
            "- item",
            "1. item",
            "```",
            "::: {.box}",
            "<div>",
        ] {
            let items = "^".repeat(line.chars().count());
            let fixture =
                format!("Text.[^1]\n\n[^1]: Note.\n{line}\n{items} dialect-difference\n\nOut.\n");
            assert_diagnostics(Markdown, Default, &fixture);
        }
        for line in [
            "plain",
            ":::",
            "<!-- a comment -->",
            "    # In the note",
            "[^2]: Two.\n\nOut.[^2]",
        ] {
            let text = format!("Text.[^1]\n\n[^1]: Note.\n{line}\n\nOut.\n");
            assert_diagnostics(Markdown, Default, &text);
        }
        assert_diagnostics(Markdown, Default, "Text.[^1]\n\n[^1]: Note.\n\n# Next\n");
        assert_diagnostics(
            Markdown,
            Default,
            "- Text.[^1]\n\n    [^1]: Note.\n- Next\n",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "> Text.[^1]\n>\n> [^1]: Note.\n> # Next\n  ^^^^^^ dialect-difference\n",
        );
    }

    #[test]
    fn a_note_that_pandoc_takes_for_a_heading() {
        assert_diagnostics(
            Markdown,
            Default,
            "A.[^1]\n\n[^1]: Note\n^^^^^ dialect-difference\n---\n\nBody\n",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "A.[^1]\n\n[^1]: Note\n^^^^^ dialect-difference\n===\n\nBody\n",
        );
        assert_diagnostics(
            Pandoc,
            Default,
            "A.[^1]\n  ^^^^ undefined-marker\n\n[^1]: Note\n---\n\nBody\n",
        );
        assert_diagnostics(Markdown, Default, "A.[^1]\n\n[^1]: Note\n\n---\n\nBody\n");
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
    fn inline_notes_that_old_pandoc_loses() {
        assert_diagnostics(
            Pandoc,
            Default,
            "Alpha^[A note.]^[B note.] end.\n              ^^^ dialect-difference\n",
        );
        assert_diagnostics(
            Pandoc,
            Default,
            "甲国^[见《年鉴》。]与他地^[见《公报》。]不同。\n          ^^^^^^ dialect-difference\n",
        );
        for text in [
            "Alpha^[A note.] and^[B note.] end.\n",
            "Alpha^[A note.]\n\nBeta^[B note.] end.\n",
            "Alpha[^1] ^[B note.] end.\n\n[^1]: A.\n",
        ] {
            assert_diagnostics(Pandoc, Default, text);
        }
    }

    #[test]
    fn a_note_that_pandoc_prints_again() {
        assert_diagnostics(
            Pandoc,
            Default,
            "One.[^1] Two.[^1] Three.[^1]\n             ^^^^ dialect-difference\n\n[^1]: A.\n",
        );
        let text = "One.[^1] Two.[^1]\n\n[^1]: A.\n";
        assert_diagnostics(Markdown, Default, text);
        // Pandoc reads no marker in a note, and so does not print it again.
        let text = "One.[^1] Two.[^2]\n\n[^1]: A.\n\n[^2]: As said.[^1]\n";
        let found = diagnostics(Pandoc, Default, text);
        assert!(found.iter().all(|found| found.rule.code == "note-in-note"));
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
