//! What stands around the keys of a citation in brackets (Pandoc manual, "Citation syntax").

use crate::text::Span;

use super::brackets::Brackets;
use super::citation::key_at;

/// A citation in brackets: `[see @a, p. 3; also -@b]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CitationGroup {
    /// All of it, in bytes of the text that it was found in.
    pub span: Span,
    /// What it cites, in order.
    pub items: Vec<GroupItem>,
}

/// One of the sources that a citation in brackets cites.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GroupItem {
    /// What introduces it: `see`.
    pub prefix: String,
    /// The key.
    pub key: String,
    /// What stands after the key, the place in the source included: `, p. 3`.
    pub suffix: String,
}

/// The brackets right around the `@`s at `signs` of `text`, the text of a block: where each begins and ends, by place,
/// each once.
pub fn brackets_around(text: &str, signs: impl IntoIterator<Item = usize>) -> Vec<Span> {
    let mut brackets = Brackets::new(text, Span::new(0, text.len()));
    let around = |at| {
        let (start, end) = brackets.around(at).next()?;
        Some(Span::new(start, end))
    };
    let mut spans: Vec<Span> = signs.into_iter().filter_map(around).collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// The citation that the brackets at `span` of `text` are; none where something in them is no citation.
pub fn citation_group(text: &str, span: Span) -> Option<CitationGroup> {
    if text.get(..span.start)?.ends_with(['^', '!']) {
        return None;
    }
    let inner = Span::new(span.start + 1, span.end - 1);
    let items = parts(text, inner).into_iter().map(|part| item(text, part));
    Some(CitationGroup {
        span,
        items: items.collect::<Option<_>>()?,
    })
}

/// The stretches of `inner` between semicolons that no bracket holds.
fn parts(text: &str, inner: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let (mut from, mut depth, mut escaped) = (inner.start, 0usize, false);
    for (at, byte) in text.bytes().enumerate().take(inner.end).skip(inner.start) {
        match byte {
            _ if escaped => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b';' if depth == 0 => {
                parts.push(Span::new(from, at));
                from = at + 1;
            }
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    parts.push(Span::new(from, inner.end));
    parts
}

fn item(text: &str, part: Span) -> Option<GroupItem> {
    let signs = memchr::memchr_iter(b'@', text.get(part.range())?.as_bytes());
    let mut keys = signs.filter_map(|at| key_at(text, part.start + at, part));
    let (span, key) = keys.next()?;
    let before = text.get(part.start..span.start)?;
    // `-@key` leaves out the author, whom the text has named.
    let before = before.strip_suffix('-').unwrap_or(before);
    Some(GroupItem {
        prefix: before.trim().to_owned(),
        key: key.to_owned(),
        suffix: text.get(span.end..part.end)?.trim_end().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_group(text: &str, expected: Option<(&str, &[[&str; 3]])>) {
        let brackets = brackets_around(text, text.find('@'));
        let group = brackets
            .first()
            .and_then(|span| citation_group(text, *span));
        let items = |group: &CitationGroup| -> Vec<[String; 3]> {
            let items = group.items.iter().cloned();
            items.map(|it| [it.prefix, it.key, it.suffix]).collect()
        };
        let found = group.map(|group| (text[group.span.range()].to_owned(), items(&group)));
        let expected = expected.map(|(span, items)| {
            let items = items.iter().map(|item| item.map(str::to_owned));
            (span.to_owned(), items.collect::<Vec<_>>())
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn what_stands_around_a_key_is_told_apart() {
        assert_group(
            "Rain [see *e.g.* @roy2021, pp. 3-5 (so); also -@{a;b} \\; and]. So.",
            Some((
                "[see *e.g.* @roy2021, pp. 3-5 (so); also -@{a;b} \\; and]",
                &[
                    ["see *e.g.*", "roy2021", ", pp. 3-5 (so)"],
                    ["also", "a;b", " \\; and"],
                ],
            )),
        );
        assert_group(
            "[@a [sic; so], p. 3]",
            Some(("[@a [sic; so], p. 3]", &[["", "a", " [sic; so], p. 3"]])),
        );
    }

    #[test]
    fn brackets_are_found_once_for_all_their_keys() {
        let text = "[@a [@b]; @c] and [@d].";
        let signs = text.match_indices('@').map(|(at, _)| at);
        let found = brackets_around(text, signs);
        let found: Vec<&str> = found.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(found, ["[@a [@b]; @c]", "[@b]", "[@d]"]);
    }

    #[test]
    fn what_is_no_citation_in_brackets_is_none() {
        assert_group("As @a says [p. 3].", None);
        assert_group("Rain [@a; so].", None);
        assert_group("Rain^[@a].", None);
    }
}
