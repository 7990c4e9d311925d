use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, ItemId};
use crate::syntax::{BlockAt, Leaf};
use crate::text::Span;

pub(super) const RULE: Rule = Rule::new("marker-not-read", Level::Hint, Find::Resolved(find))
    .summary("a footnote marker inside code or an HTML block, where it is not rendered")
    .page(include_str!("marker_not_read.md"));

fn find(document: &Document, at: BlockAt<'_>) -> Vec<RawDiagnostic> {
    let unread = &document.footnotes().malformed_references().unread;
    if unread.is_empty() {
        return Vec::new();
    }
    let raw_diagnostics = document.items_in(at).filter_map(|(id, item)| {
        let found = unread
            .binary_search_by_key(&id, |(unread, _)| *unread)
            .ok()?;
        raw_diagnostic(document, at, item.span, unread.get(found)?.1)
    });
    raw_diagnostics.collect()
}

fn raw_diagnostic(
    document: &Document,
    at: BlockAt<'_>,
    span: Span,
    note: ItemId,
) -> Option<RawDiagnostic> {
    let message = match at.block.leaf {
        Leaf::Html => {
            "GitHub does not render a footnote marker inside an HTML block: insert an empty line before its line."
        }
        Leaf::Code => {
            "A footnote marker inside code is not rendered: remove the indentation or the backticks."
        }
        _ => "GitHub renders this marker as part of the web address: put a space before it.",
    };
    let label = document.note(note)?.label;
    let related = format!("note {label} has no other marker");
    let raw_diagnostic = RawDiagnostic::in_block(at.index, span, message.to_owned());
    Some(raw_diagnostic.related(RelativeSpan::Item(note), related))
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc};
    use crate::testing::assert_diagnostics;

    #[test]
    fn in_code_and_in_html() {
        assert_diagnostics(
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
    fn at_the_end_of_an_address_and_in_html_for_pandoc() {
        assert_diagnostics(
            Markdown,
            Default,
            "See https://a.test/report[^1] and <https://a.test>[^2] or [it](https://a.test)[^2].
                         ^^^^ marker-not-read

[^1]: A.

[^2]: B.
",
        );
        assert_diagnostics(Pandoc, Default, "<div>\nIn HTML.[^1]\n</div>\n\n[^1]: A.\n");
    }

    #[test]
    fn code_that_tells_how_footnotes_are_written() {
        assert_diagnostics(
            Markdown,
            Default,
            "Write it so:[^1]\n\n```\nText.[^1]\n\n[^1]: A note.\n```\n\n[^1]: As GitHub does.\n",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "```\nmatch [^a]\n```\n\nText.[^1]\n\n[^1]: A.\n",
        );
    }
}
