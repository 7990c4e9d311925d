//! Near misses: what an author meant for a footnote and no renderer takes for one.

use crate::config::Form;
use crate::text::Span;

use super::super::{Item, ItemKind, Malformation};
use super::is_escaped;

/// Longer labels are not taken for one, in bytes.
const LONGEST_LABEL: usize = 40;

/// The near miss at the bracket at `at`: `[^1`, `[^ 1]`, `[1^]`.
pub(super) fn at(text: &str, at: usize, body: Span) -> Option<Item> {
    if is_escaped(text, at) {
        return escaped(text, at, body);
    }
    let rest = &text[at..body.end];
    let (label, len, what) = caret_last(rest)
        .or_else(|| spaced(rest))
        .or_else(|| parted(text, at, body))
        .or_else(|| unclosed(rest))
        .or_else(|| no_caret(rest).filter(|_| at == body.start))?;
    let kind = ItemKind::Malformed {
        label: label.into(),
        what,
    };
    Some(Item {
        span: Span::new(at, at + len),
        kind,
    })
}

/// A marker or the opener of a note whose bracket is escaped, as exporters write it: `\[^1]`, `\[^1\]: text`.
fn escaped(text: &str, at: usize, body: Span) -> Option<Item> {
    let rest = &text[at..body.end];
    let label = label(rest.strip_prefix("[^")?)?;
    let inner = "[^".len() + label.len();
    let close = rest[inner..].strip_prefix('\\').unwrap_or(&rest[inner..]);
    let after = close.strip_prefix(']')?;
    // The backslash may belong to the head of the note that it stands in.
    let start = at.checked_sub(1).filter(|start| *start >= body.start)?;
    let before = text[body.start..start].trim_end_matches(' ');
    let begins_line = before.is_empty() || before.ends_with('\n');
    let is_head = begins_line && after.starts_with([':', ' ']);
    let end = at + rest.len()
        - after
            .strip_prefix(':')
            .filter(|_| is_head)
            .unwrap_or(after)
            .len();
    Some(Item {
        span: Span::new(start, end),
        kind: ItemKind::Malformed {
            label: label.into(),
            what: match is_head {
                true => Malformation::OpenerEscaped,
                false => Malformation::Escaped,
            },
        },
    })
}

/// `[notary] https://…`, a word in brackets before what a note may say.
fn no_caret(rest: &str) -> Option<Miss<'_>> {
    let inner = rest.strip_prefix('[')?;
    let label = label(inner).filter(|label| label.starts_with(char::is_alphabetic))?;
    let text = inner[label.len()..].strip_prefix("] ")?;
    (!text.trim().is_empty()).then_some((label, label.len() + "[]".len(), Malformation::NoCaret))
}

/// The opener of a note in a block of HTML: `[^1]: text` at the start of a line.
pub(super) fn in_html(text: &str, body: Span, items: &mut Vec<Item>) {
    let mut at = body.start;
    for line in text[body.range()].split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start_matches([' ', '\t']).len());
        at += line.len();
        let Some(label) = text[start..at].strip_prefix("[^").and_then(label) else {
            continue;
        };
        let end = start + "[^".len() + label.len();
        if text[end..at].starts_with("]:") {
            items.push(Item {
                span: Span::new(start, end + "]:".len()),
                kind: ItemKind::Malformed {
                    label: label.into(),
                    what: Malformation::OpenerInHtml,
                },
            });
        }
    }
}

/// A marker at the start of a paragraph before a colon that stands apart from it: `[^1] : text`.
pub(super) fn opener_apart(text: &str, marker: Span, label: &str, body: Span) -> Option<Item> {
    let rest = &text[marker.end..body.end];
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let colon = rest[blank..]
        .chars()
        .next()
        .filter(|c| matches!(c, ':' | '：'))?;
    let apart = marker.start == body.start && (blank > 0 || colon == '：');
    apart.then(|| Item {
        span: Span::new(marker.start, marker.end + blank + colon.len_utf8()),
        kind: ItemKind::Malformed {
            label: label.into(),
            what: Malformation::OpenerApart,
        },
    })
}

/// A marker at the start of a paragraph, or of a later line in a list of notes, that goes on as a note does:
/// `[^1] Title, 2020.` `before`: the items of the block so far.
pub(super) fn opener_bare(text: &str, item: &Item, body: Span, before: &[Item]) -> Option<Item> {
    let ItemKind::Marker { label, .. } = &item.kind else {
        return None;
    };
    let begins = item.span.start == body.start
        || (begins_line(&text[body.start..item.span.start]) && begins_notes(before));
    let rest = &text[item.span.end..body.end];
    let stop = usize::from(rest.starts_with(['.', ')']));
    let said = rest[stop..].trim_start_matches([' ', '\t']);
    let spaced = said.len() < rest.len() - stop;
    let says =
        said.starts_with(|c: char| c.is_alphanumeric() || (opens(c) && (spaced || !c.is_ascii())));
    let kind = ItemKind::Malformed {
        label: label.name().into(),
        what: Malformation::OpenerBare { spaced },
    };
    (begins && says && (spaced || stop == 0)).then_some(Item {
        span: Span::new(item.span.start, item.span.end + stop),
        kind,
    })
}

/// Whether a block whose items begin with `items` is a footnote, or may be one without its colon. Before that
/// one stands at most the item of a second half of a paragraph, and its marker.
fn begins_notes(items: &[Item]) -> bool {
    items.iter().take(3).any(|item| {
        matches!(
            item.kind,
            ItemKind::Note {
                form: Form::Markdown,
                ..
            } | ItemKind::Malformed {
                what: Malformation::OpenerBare { .. },
                ..
            }
        )
    })
}

/// Whether what follows `before` begins its line, the items of quotes apart.
fn begins_line(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t', '>']);
    before.is_empty() || before.ends_with(['\n', '\r'])
}

/// Whether what a note says may begin with `c`, which is no letter.
fn opens(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '«'
            | '„'
            | '('
            | '['
            | '*'
            | '_'
            | '<'
            | '「'
            | '『'
            | '《'
            | '〈'
            | '（'
            | '¿'
            | '¡'
            | '§'
    )
}

/// `^[` that nothing closes.
pub(super) fn unclosed_inline(text: &str, caret: usize, body: Span) -> Option<Item> {
    let content = &text[caret + 2..body.end];
    let content = &content[..content.floor_char_boundary(LONGEST_LABEL)];
    let after_word = text[body.start..caret]
        .chars()
        .next_back()
        .is_some_and(|c| !c.is_whitespace());
    let says = content.starts_with(|c: char| c.is_alphabetic()) && content.contains(' ');
    (after_word && says).then(|| Item {
        span: Span::new(caret, caret + 2),
        kind: ItemKind::Malformed {
            label: "".into(),
            what: Malformation::UnclosedInline,
        },
    })
}

/// `^[` in as many inline notes as are read.
pub(super) fn nested_inline(caret: usize) -> Item {
    Item {
        span: Span::new(caret, caret + 2),
        kind: ItemKind::Malformed {
            label: "".into(),
            what: Malformation::NestedInline,
        },
    }
}

/// What begins at `caret` as an inline note, to the bracket right after it at `end`, for which Pandoc 3 reads none.
pub(super) fn inline_before_bracket(caret: usize, end: usize, bracket: char) -> Item {
    Item {
        span: Span::new(caret, end + bracket.len_utf8()),
        kind: ItemKind::Malformed {
            label: "".into(),
            what: Malformation::InlineBeforeBracket(bracket),
        },
    }
}

type Miss<'a> = (&'a str, usize, Malformation);

/// `[1^]`.
fn caret_last(rest: &str) -> Option<Miss<'_>> {
    let inner = rest.strip_prefix('[')?;
    let label = label(inner)?;
    let closed = inner[label.len()..].starts_with("^]");
    closed.then_some((label, label.len() + "[^]".len(), Malformation::CaretLast))
}

/// `[^ 1]`, `[^1 ]`.
fn spaced(rest: &str) -> Option<Miss<'_>> {
    let inner = rest.strip_prefix("[^")?;
    let blank = inner.len() - inner.trim_start_matches(' ').len();
    let label = label(&inner[blank..])?;
    let after = &inner[blank + label.len()..];
    let trailing = after.len() - after.trim_start_matches(' ').len();
    let closed = blank + trailing > 0 && after[trailing..].starts_with(']');
    let len = "[^]".len() + blank + label.len() + trailing;
    closed.then_some((label, len, Malformation::Spaced))
}

/// `[^my note]` and, at the start of a line, `[^my note]:`.
fn parted(text: &str, at: usize, body: Span) -> Option<Miss<'_>> {
    let inner = text[at..body.end].strip_prefix("[^")?;
    let near = &inner[..inner.floor_char_boundary(LONGEST_LABEL)];
    let label = &near[..near.find([']', '[', '\n', '\r'])?];
    let in_label = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | ',' | '&' | '\'' | '’')
    };
    let words = label.split(' ').filter(|word| !word.is_empty()).count();
    if words < 2 || label.trim() != label || !label.chars().all(in_label) {
        return None;
    }
    let len = "[^]".len() + label.len();
    let begins_line = begins_line(&text[body.start..at]);
    let what = match begins_line && inner[label.len()..].starts_with("]:") {
        true => Malformation::OpenerParted,
        false => Malformation::Parted,
    };
    (inner[label.len()..].starts_with(']')).then_some((label, len, what))
}

/// `[^1` before a blank, the end of a sentence or of the line.
fn unclosed(rest: &str) -> Option<Miss<'_>> {
    let inner = rest.strip_prefix("[^")?;
    let label = label(inner)?;
    let next = inner[label.len()..].chars().next();
    let ends = next.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ')' | '"'));
    let closed_otherwise = usize::from(next == Some(')'));
    let len = label.len() + "[^".len() + closed_otherwise;
    ends.then_some((label, len, Malformation::Unclosed))
}

/// The plain word or number that `rest` begins with.
fn label(rest: &str) -> Option<&str> {
    let word = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'));
    let rest = &rest[..rest.floor_char_boundary(LONGEST_LABEL + 4)];
    let len = rest.find(word).unwrap_or(rest.len());
    (1..=LONGEST_LABEL).contains(&len).then(|| &rest[..len])
}
