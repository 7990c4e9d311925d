//! `^[text]`: a marker that is its own note (Pandoc manual, "Inline notes").

use crate::config::Form;
use crate::text::Span;

use super::super::{Confidence, Item, ItemKind, Label};
use super::brackets::Brackets;
use super::context::raised;
use super::{is_escaped, malformed};

/// How far an inline note is looked at for what tells it from a regular expression, in bytes.
const LOOKED_AT: usize = 100;

/// The most inline notes in each other. What stands deeper is text: the text of each note holds those within it,
/// so that without a bound their number would count by its square.
const MOST_NESTED: usize = 4;

/// A text with a hyphen that has no more characters is a set of a regular expression: `一-龥`.
const SHORTEST_SET: usize = 4;

/// The inline note whose bracket is at `at`, and where to look on: inside it, for what it cites. `^[a-z]`
/// may be a regular expression.
pub(super) fn at(
    text: &str,
    at: usize,
    body: Span,
    brackets: &mut Brackets<'_>,
) -> Option<(Item, usize)> {
    let caret = caret(text, at, body)?;
    let Some(end) = brackets.end(at) else {
        return Some((malformed::unclosed_inline(text, caret, body)?, at + 1));
    };
    let around = brackets.notes_around(at, end);
    if around >= MOST_NESTED {
        let first = (around == MOST_NESTED).then(|| malformed::nested_inline(caret));
        return Some((first?, at + 1));
    }
    let content = &text[at + 1..end - 1];
    let content = &content[..content.floor_char_boundary(LOOKED_AT)];
    let is_prose = content.contains(char::is_whitespace) || content.contains("://");
    let after = &text[end..body.end];
    if let Some(bracket) = after.chars().next().filter(|_| makes_link(after)) {
        let item = malformed::inline_before_bracket(caret, end, bracket);
        return is_prose.then_some((item, at + 1));
    }
    let says =
        is_prose || (says(content, &text[end..body.end]) && follows_text(&text[body.start..caret]));
    let confidence = match says {
        true => Confidence::Certain,
        false => Confidence::Doubtful,
    };
    let item = Item {
        span: Span::new(caret, end),
        kind: ItemKind::Marker {
            form: Form::Inline,
            label: Label::Name("".into()),
            confidence,
        },
    };
    Some((item, at + 1))
}

/// Whether `after`, which follows brackets, makes a link or a span of them, so that a caret before them is none of an
/// inline note. Pandoc 3 asks for that (`notFollowedBy` in its reader of inline notes); Pandoc 2 did not.
pub fn makes_link(after: &str) -> bool {
    let attributes = || {
        let inner = after
            .strip_prefix('{')
            .filter(|inner| inner.starts_with(['.', '#']));
        inner.is_some_and(|inner| inner.contains('}'))
    };
    after.starts_with(['(', '[']) || attributes()
}

/// Whether an inline note whose caret follows `before` stands where a marker stands: a regular expression begins
/// with its caret, a power follows a variable.
fn follows_text(before: &str) -> bool {
    let opens = |quote| {
        let lead: Option<&str> = before.strip_suffix(quote);
        lead.is_some_and(|lead| lead.is_empty() || lead.ends_with(char::is_whitespace))
    };
    !opens('"') && !opens('\'') && raised(before, 0, "") == Some(Confidence::Certain)
}

/// Whether `content`, which has no space, and before `after`, is the text of a note rather than a set of characters
/// or a link: it has a word, and no range.
fn says(content: &str, after: &str) -> bool {
    let has_word = content
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().nth(1).is_some());
    let is_set = ["a-z", "A-Z", "0-9", "\\"]
        .iter()
        .any(|part| content.contains(part))
        || (content.contains('-') && content.chars().nth(SHORTEST_SET).is_none());
    has_word && !is_set && !after.starts_with('^')
}

/// Appends an item for each inline note among `items` from `first` on that follows another one with no space between.
pub(super) fn unspaced(text: &str, first: usize, items: &mut Vec<Item>) {
    let mut found = Vec::new();
    let mut before: Option<usize> = None;
    for item in &items[first..] {
        let ItemKind::Marker {
            form: Form::Inline, ..
        } = item.kind
        else {
            continue;
        };
        if let Some(end) = before.filter(|end| *end <= item.span.start)
            && !text[end..item.span.start].contains(char::is_whitespace)
        {
            found.push(Item {
                span: Span::new(end - "]".len(), item.span.start + "^[".len()),
                kind: ItemKind::Unspaced,
            });
        }
        before = before.max(Some(item.span.end));
    }
    items.extend(found);
}

/// The caret that makes an inline note of the bracket at `at`.
fn caret(text: &str, at: usize, body: Span) -> Option<usize> {
    let caret = at.checked_sub(1).filter(|caret| *caret >= body.start)?;
    (text.as_bytes()[caret] == b'^' && !is_escaped(text, caret)).then_some(caret)
}

#[cfg(test)]
mod tests {
    use crate::syntax::DocumentKind;
    use crate::testing::document;

    /// Whether an inline note shows that the text is for Pandoc.
    fn is_note(text: &str) -> bool {
        document(DocumentKind::Markdown, text)
            .notes()
            .next()
            .is_some()
    }

    #[test]
    fn notes_without_a_space() {
        for text in [
            "甲国发展迅速。^[李明：《经济研究》，2019年，第3页。]\n",
            "甲国^[同上]。\n",
            "日本では^[前掲書、4頁。]と言われる。\n",
            "ประเทศไทย^[เล่มเดียวกัน]\n",
            "Words.^[One.]\n",
            "Words^[Ibid.]\n",
            "As it says^[*Ibid.*] so.\n",
        ] {
            assert!(is_note(text), "{text}");
        }
    }

    #[test]
    fn sets_powers_and_links() {
        for text in [
            "It matches ^[a-z]+$ and ^[abc] too.\n",
            "The pattern (^[一-龥]+$) and \"^[一二三四五六七八九十]、\".\n",
            "Words.^[A-Za-z0-9_]\n",
            "The set x^[abc] and 2^[n].\n",
            "A word^[note](#one) and a word^[note][1].\n",
            "A word^[1] and a word^[12].\n",
            "A word^[\\w]\n",
        ] {
            assert!(!is_note(text), "{text}");
        }
    }
}
