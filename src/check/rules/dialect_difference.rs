use crate::check::fault::Fault;
use crate::check::{Find, Rule};
use crate::config::{DialectChoice, Form, Level};
use crate::index::{Dialect, Document, MarkId};
use crate::syntax::{Kind, MarkKind};

pub(super) const RULE: Rule = Rule {
    code: "dialect-difference",
    summary: "a footnote that GitHub reads and Pandoc does not, or the reverse",
    page: include_str!("dialect_difference.md"),
    default: Level::Hint,
    counted_anew: Level::Hint,
    brief: Level::Hint,
    unnecessary: false,
    find: Find::Marks(find),
};

/// Compares the table of pairs with the one that the other reader would make. A marker whose note is
/// told of already is not told of too, nor is one whose label two notes have: that is the business of
/// `duplicate-note`.
fn find(document: &Document) -> Vec<Fault> {
    if document.kind() == Kind::Pandoc || !document.footnotes().readers_may_differ {
        return Vec::new();
    }
    let (this, other) = match document.footnotes().dialect {
        Dialect::Gfm => (
            ("GitHub", DialectChoice::Gfm),
            ("Pandoc", DialectChoice::Pandoc),
        ),
        Dialect::Pandoc => (
            ("Pandoc", DialectChoice::Pandoc),
            ("GitHub", DialectChoice::Gfm),
        ),
    };
    let there = document.with_dialect(other.1);
    let first = |note| document.footnotes().note(note).and_then(|note| note.first);
    let twins = |a, b| first(a).unwrap_or(a) == first(b).unwrap_or(b);
    let unread: Vec<MarkId> = document
        .footnotes()
        .strays()
        .unread
        .iter()
        .map(|it| it.0)
        .collect();
    let mut faults = Vec::new();
    for (id, _, mark) in document.marks().filter(|(id, ..)| !unread.contains(id)) {
        let (here, elsewhere) = (reading(document, id), reading(&there, id));
        let message = match mark.kind {
            MarkKind::Note {
                form: Form::Markdown,
                ..
            } => match (here, elsewhere) {
                (Reading::Note, Reading::Nothing) => only("note", this.0, other.0),
                (Reading::Nothing, Reading::Note) => only("note", other.0, this.0),
                _ => continue,
            },
            MarkKind::Marker {
                form: Form::Markdown,
                ..
            } => {
                let told = |note: MarkId| {
                    let read = [reading(document, note), reading(&there, note)];
                    read.contains(&Reading::Nothing)
                };
                match (here, elsewhere) {
                    (Reading::Cites(note), Reading::Nothing) if !told(note) => {
                        only("marker", this.0, other.0)
                    }
                    (Reading::Nothing, Reading::Cites(note)) if !told(note) => {
                        only("marker", other.0, this.0)
                    }
                    (Reading::Cites(a), Reading::Cites(b)) if a != b && !twins(a, b) => {
                        format!(
                            "{} and {} find another note for this marker.",
                            this.0, other.0
                        )
                    }
                    _ => continue,
                }
            }
            _ => continue,
        };
        faults.push(Fault::at(id, message));
    }
    faults
}

/// What a mark is to a reader.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Text, or a marker of no note.
    Nothing,
    Note,
    Cites(MarkId),
}

fn reading(document: &Document, id: MarkId) -> Reading {
    let table = document.footnotes();
    match (table.cited_by(id), table.note(id)) {
        (Some(Some(note)), _) => Reading::Cites(note),
        (_, Some(_)) => Reading::Note,
        _ => Reading::Nothing,
    }
}

fn only(what: &str, reader: &str, other: &str) -> String {
    format!("{reader} reads this {what}, {other} does not.")
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::Kind::{Markdown, Pandoc};
    use crate::testing::assert_findings;

    #[test]
    fn a_note_right_after_a_paragraph() {
        assert_findings(
            Markdown,
            Default,
            "One.[^1]\n[^1]: A.\n^^^^^ dialect-difference\n",
        );
    }

    #[test]
    fn labels_that_differ_in_case() {
        assert_findings(
            Markdown,
            Default,
            "One.[^Note]\n    ^^^^^^^ dialect-difference\n\n[^note]: A.\n",
        );
    }

    #[test]
    fn what_both_read_and_what_one_alone_is_for() {
        assert_findings(
            Markdown,
            Default,
            "One.[^1] Two.^[Inline notes are Pandoc's.]\n\n[^1]: A.\n[^2]: B.\n^^^^^ unused-note\n",
        );
        assert_findings(Pandoc, Default, "One.[^1]\n\n[^1]: A.\n");
    }
}
