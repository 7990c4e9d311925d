use crate::check::fault::Fault;
use crate::check::{Find, Rule};
use crate::config::{Form, Level};
use crate::index::{Dialect, Document};
use crate::syntax::{BlockAt, Container, MarkKind};

pub(super) const RULE: Rule = Rule {
    code: "note-in-note",
    summary: "a marker inside a note, which Pandoc prints as it is typed",
    page: include_str!("note_in_note.md"),
    default: Level::Hint,
    counted_anew: Level::Hint,
    brief: Level::Hint,
    unnecessary: false,
    find: Find::Marks(find),
};

/// Pandoc reads no marker in the text of a footnote.
fn find(document: &Document) -> Vec<Fault> {
    if document.footnotes().dialect != Dialect::Pandoc {
        return Vec::new();
    }
    let marks = document.marks().filter(|(_, block, _)| is_in_note(*block));
    marks
        .filter(|(id, _, mark)| {
            matches!(
                mark.kind,
                MarkKind::Marker {
                    form: Form::Markdown,
                    ..
                }
            ) && document.footnotes().cited_by(*id).is_some()
        })
        .map(|(id, ..)| {
            let message = "This marker stands in a note, where Pandoc reads none.";
            Fault::at(id, message.to_owned())
        })
        .collect()
}

/// Whether the block is a part of a Markdown footnote.
fn is_in_note(at: BlockAt<'_>) -> bool {
    let open = at.block.start.containers.iter().take(at.block.kept);
    let head = at.block.head().map(|mark| &mark.kind);
    matches!(
        head,
        Some(MarkKind::Note {
            form: Form::Markdown,
            ..
        })
    ) || open
        .into_iter()
        .any(|container| matches!(container, Container::Note { .. }))
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::Kind::{Markdown, Pandoc};
    use crate::testing::assert_findings;

    #[test]
    fn a_marker_in_a_note_that_pandoc_reads() {
        assert_findings(
            Pandoc,
            Default,
            "One.[^1] Two.[^2]

[^1]: See the other.[^2]
                    ^^^^ note-in-note

    And its second paragraph.[^2]
                             ^^^^ note-in-note

[^2]: B.
",
        );
    }

    #[test]
    fn github_allows_it() {
        assert_findings(
            Markdown,
            Default,
            "One.[^1] Two.[^2]\n\n[^1]: See the other.[^2]\n\n[^2]: B.\n",
        );
    }
}
