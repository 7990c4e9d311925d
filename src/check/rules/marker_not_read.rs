use crate::check::fault::{Fault, Place};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, MarkId};
use crate::syntax::Leaf;

pub(super) const RULE: Rule = Rule {
    code: "marker-not-read",
    summary: "a marker in code or in a block of HTML, where no reader takes it for one",
    page: include_str!("marker_not_read.md"),
    default: Level::Hint,
    counted_anew: Level::Hint,
    brief: Level::Hint,
    unnecessary: false,
    find: Find::Marks(find),
};

fn find(document: &Document) -> Vec<Fault> {
    let unread = document.footnotes().strays().unread.iter();
    unread
        .filter_map(|(id, note)| fault(document, *id, *note))
        .collect()
}

fn fault(document: &Document, id: MarkId, note: MarkId) -> Option<Fault> {
    let place = match document.mark(id)?.0.block.leaf {
        Leaf::Html => "a block of HTML",
        _ => "code",
    };
    let label = document.note(note)?.label;
    let message = format!("This marker stands in {place}: no reader takes it for one.");
    let related = format!("note {label}, which nothing else cites");
    Some(Fault::at(id, message).related(Place::Mark(note), related))
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::Kind::Markdown;
    use crate::testing::assert_findings;

    #[test]
    fn in_code_and_in_html() {
        assert_findings(
            Markdown,
            Default,
            "Text.

    indented[^1]
            ^^^^ marker-not-read

<div>
in a block[^2]
          ^^^^ marker-not-read
</div>

[^1]: A.
[^2]: B.
",
        );
    }

    #[test]
    fn code_that_tells_how_footnotes_are_written() {
        assert_findings(
            Markdown,
            Default,
            "Write it so:[^1]\n\n```\nText.[^1]\n\n[^1]: A note.\n```\n\n[^1]: As GitHub does.\n",
        );
        assert_findings(
            Markdown,
            Default,
            "```\nmatch [^a]\n```\n\nText.[^1]\n\n[^1]: A.\n",
        );
    }
}
