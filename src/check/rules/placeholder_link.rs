use std::sync::LazyLock;

use regex::Regex;

use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan, Subject};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, Note};
use crate::pattern::pattern;
use crate::syntax::{DocumentKind, Leaf, destinations, links, not_text};
use crate::text::Span;

mod draft_remark;

pub(super) const RULE: Rule = Rule::new("placeholder-link", Level::Warning, Find::Note(in_note))
    .and(Find::Passage(draft_remark::find))
    .summary("a source that is still a placeholder (`#`, TODO), a remark left for later (`[insert figure]`)")
    .page(include_str!("placeholder_link.md"));

fn in_note(document: &Document, note: &Note) -> Vec<RawDiagnostic> {
    let text = document.text().slice(note.body);
    let Some((block, _)) = document.item(note.id) else {
        return Vec::new();
    };
    let base = note.body.start - block.start;
    let at = |span: Span, message: String| {
        let place = RelativeSpan::Within(Subject::Item(note.id), span.shift(base));
        RawDiagnostic::at(note.id, message).placed(place)
    };
    let mut raw_diagnostics: Vec<RawDiagnostic> = empty_links(&text)
        .map(|span| {
            at(
                span,
                "Placeholder link: add the address of the source.".to_owned(),
            )
        })
        .collect();
    if may_hold_a_word(&text) {
        let code = code(&text, document.kind());
        let in_block = |at: usize| {
            let block = document.blocks().at_offset(note.body.start + at);
            block.is_some_and(|at| at.block.leaf == Leaf::Code)
        };
        raw_diagnostics.extend(WORDS.captures_iter(&text).filter_map(|found| {
            let found = found.iter().skip(1).flatten().next()?;
            let before = code.partition_point(|span| span.end <= found.start());
            let in_code = code
                .get(before)
                .is_some_and(|span| span.contains(found.start()));
            let span = Span::from(found.range());
            if in_code || in_block(span.start) || (is_task(found.as_str()) && is_named(&text, span))
            {
                return None;
            }
            let message = format!("Placeholder {}: add the source.", found.as_str());
            Some(at(found.range().into(), message))
        }));
    }
    raw_diagnostics.sort_by_key(|raw_diagnostic| match raw_diagnostic.place {
        RelativeSpan::Within(_, span) => span.start,
        _ => 0,
    });
    raw_diagnostics
}

/// Where the links of `text` have `(#)` or `()` for their destination, parentheses included.
fn empty_links(text: &str) -> impl Iterator<Item = Span> {
    let links = if may_be_empty(text) {
        links(text)
    } else {
        Vec::new()
    };
    let empty = links
        .into_iter()
        .filter(|link| matches!(link.target.as_str(), "" | "#"));
    empty.map(|link| Span::new(link.text.end + 1, link.span.end))
}

/// A quick look for a destination that may be empty or `#`.
fn may_be_empty(text: &str) -> bool {
    destinations(text).any(|rest| rest.starts_with([')', '#', '<']))
}

/// The spans of code in `text`: a note may speak of a `TODO` without being one.
fn code(text: &str, kind: DocumentKind) -> Vec<Span> {
    let is_code = |span: &Span| text[span.range()].starts_with('`');
    not_text(text, kind).into_iter().filter(is_code).collect()
}

/// Whether a placeholder is a word that says that something is left to do.
pub(super) fn is_task(placeholder: &str) -> bool {
    matches!(placeholder, "TODO" | "TBD" | "FIXME")
}

/// Whether the word at `span` of a note is a name (`the TODO Group`), or the note has a source besides it.
fn is_named(text: &str, span: Span) -> bool {
    let after = &text[span.end..];
    let next = after.strip_prefix(' ').unwrap_or_default();
    let mut hosts = HOST.captures_iter(text).filter_map(|found| found.get(1));
    next.starts_with(char::is_uppercase) || hosts.any(|host| !host.as_str().starts_with("example."))
}

/// The host of an address of the web.
static HOST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:https?://(?:www\.)?|\bwww\.)([\w.-]+)"));

/// A quick look for what the pattern cannot do without.
fn may_hold_a_word(text: &str) -> bool {
    static ANY: LazyLock<Regex> = LazyLock::new(|| pattern(r"TODO|TBD|FIXME|XXX|example\.|\(#?\)"));
    ANY.is_match(text)
}

/// `XXX` is a number too: it is a placeholder only where it stands for a whole part of the note. The
/// domains are those that RFC 2606 sets apart for examples.
static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b(TODO|TBD|FIXME)\b
        | (?:^|[\s,;:])(\(\#?\))
        | (?:^|[,;:(\[])\s*(XXX+)\s*(?:[,;)\]]|\.?\s*$)
        | \b((?:https?://)?(?:www\.)?example\.(?:com|org|net))\b",
    )
});

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc, Plain};
    use crate::testing::assert_diagnostics;

    #[test]
    fn links_that_lead_nowhere() {
        assert_diagnostics(
            Plain,
            Default,
            "A word.\u{b9} Two.²\n\n\u{b9} [\"A\"](#), 2020.\n       ^^^ placeholder-link\n\
             \u{b2} [B]() and [C](<>).\n     ^^ placeholder-link\n               ^^^^ placeholder-link\n",
        );
        assert_diagnostics(
            Pandoc,
            Default,
            "A word.^[See [A](#).]\n                ^^^ placeholder-link\n",
        );
    }

    #[test]
    fn words_and_addresses() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2] Three.[^3]\n\n[^1]: TODO: the report\n      ^^^^ placeholder-link\n\
             [^2]: Roy, XXX, 2020.\n           ^^^ placeholder-link\n\
             [^3]: <https://example.com/a>\n       ^^^^^^^^^^^^^^^^^^^ placeholder-link\n",
        );
    }

    #[test]
    fn parentheses_with_nothing_in_them() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2]\n\n[^1]: B source, 2020, ().\n                      ^^ placeholder-link\n\
             [^2]: See (#); the function `f()` and g() too.\n          ^^^ placeholder-link\n",
        );
    }

    #[test]
    fn what_is_no_placeholder() {
        assert_diagnostics(
            Markdown,
            Default,
            "# Methods\n\nSee [top](#), TODO.[^1] Two.[^2] Three.[^3]\n\n[^1]: [Methods](#methods), *Vol. XXX*, 3.\n\
             [^2]: The issue is a `TODO` list; TODOS.\n[^3]: <https://examples.com>\n",
        );
    }

    #[test]
    fn a_task_that_is_a_name_or_beside_a_source() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2] Three.[^3] Four.[^4]\n\n[^1]: The TODO Group, *Report*, 2020.\n\
             [^2]: TODO: page. Roy, <https://www.un.org/a>.\n\
             [^3]: TODO: as <https://example.org/a> says\n      ^^^^ placeholder-link\n\
             \x20               ^^^^^^^^^^^^^^^^^^^ placeholder-link\n[^4]: TODO find the report\n\
             \x20     ^^^^ placeholder-link\n",
        );
    }

    #[test]
    fn words_in_code_of_a_note() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1]\n\n[^1]: e.g.:\n\n    ```json\n    {\"id\": \"a@example.com\"}\n    ```\n\n        TODO\n",
        );
    }
}
