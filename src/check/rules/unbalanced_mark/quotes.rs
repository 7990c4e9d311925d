//! Double quotation marks that have no other half, or the wrong one.

use std::sync::LazyLock;

use regex::Regex;

use crate::index::Passage;
use crate::pattern::pattern;
use crate::text::Span;

use super::{REACH, Unbalanced, WRONG, is_text};

/// A quotation mark in its surroundings.
struct QuoteMark {
    span: Span,
    c: char,
    /// Whether a word begins right after it, or ends right before.
    begins: bool,
    ends: bool,
    /// Whether it may be a sign of inches.
    may_be_inches: bool,
}

/// What is wrong with the quotation marks of each passage. A curly mark that opens in one and closes in a passage near is a
/// quotation that a figure or a list interrupts.
pub(super) fn find_all(passages: &[Passage]) -> Vec<Vec<Unbalanced>> {
    let each = passages.iter().enumerate();
    let mut all: Vec<Vec<Unbalanced>> = each
        .map(|(index, passage)| match is_text(passage) {
            true => find(passage, passages.get(index + 1)),
            false => Vec::new(),
        })
        .collect();
    let lone = |passage: &Passage, found: &[Unbalanced], mark: &str| {
        let is_lone = |it: &Unbalanced| it.fix.is_none() && passage.slice(it.span) == mark;
        found.iter().position(is_lone)
    };
    for (index, passage) in passages.iter().enumerate() {
        let Some(opening) = lone(passage, &all[index], "“") else {
            continue;
        };
        let near = passages.iter().enumerate().skip(index + 1).take(REACH);
        let mut closing = near.filter_map(|(at, near)| Some((at, lone(near, &all[at], "”")?)));
        if let Some((at, closing)) = closing.next() {
            all[index].remove(opening);
            all[at].remove(closing);
        }
    }
    all
}

/// The first quotation mark of `passage` without its other half, and those that have the wrong one; `next` is the passage
/// after it, in which a quotation may go on with a mark of its own.
fn find(passage: &Passage, next: Option<&Passage>) -> Vec<Unbalanced> {
    let text = passage.text.as_str();
    // German and others open below the line and close with what opens in English.
    if !text.contains(['"', '“', '”']) || text.contains(['„', '»', '‟']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open: Option<QuoteMark> = None;
    let mut doubtful = false;
    for mark in marks(text) {
        if open.is_none() && mark.may_be_inches {
            continue;
        }
        match (open.take(), mark.opens()) {
            (None, Some(true)) => {
                if mark.c == '”' {
                    found.push(wrong(mark.span, "“"));
                }
                found.extend(space_inside(text, &mark));
                open = Some(mark);
            }
            (None, Some(false)) => {
                doubtful |= mark.c == '"';
                found.push(Unbalanced {
                    span: mark.span,
                    message: "This quotation mark closes what none has opened.",
                    fix: None,
                    is_open: false,
                });
            }
            (None, None) => open = Some(mark),
            // `”word“`: both are on the wrong side.
            (Some(before), Some(true))
                if (mark.c != '"' || before.c == '“') && (before.c, mark.c) != ('”', '“') =>
            {
                found.push(never_closed(before.span));
                open = Some(mark);
            }
            (Some(before), _) => found.extend(pair(text, &before, &mark)),
        }
    }
    if let Some(mark) = open {
        let goes_on =
            next.is_some_and(|next| next.role == passage.role && next.text.starts_with(mark.c));
        if !goes_on {
            found.push(never_closed(mark.span));
        }
    }
    let is_lone = |it: &Unbalanced| it.fix.is_none();
    // Feet and inches, and what is no quotation: one lone straight mark says little where others are in doubt.
    if doubtful && found.iter().filter(|it| is_lone(it)).count() > 1 {
        found.retain(|it| !is_lone(it));
    }
    let mut lone = 0;
    found.retain(|it| {
        lone += usize::from(is_lone(it));
        !is_lone(it) || lone == 1
    });
    found
}

fn never_closed(span: Span) -> Unbalanced {
    Unbalanced {
        span,
        message: "This quotation is opened and never closed.",
        fix: None,
        is_open: true,
    }
}

fn wrong(span: Span, right: &'static str) -> Unbalanced {
    Unbalanced {
        span,
        message: WRONG,
        fix: Some(right),
        is_open: false,
    }
}

/// What is wrong with a quotation from `open` to `close`.
fn pair(text: &str, open: &QuoteMark, close: &QuoteMark) -> Option<Unbalanced> {
    match (open.c, close.c) {
        ('“' | '”', '“') => Some(wrong(close.span, "”")),
        ('"', '”' | '“') => Some(wrong(open.span, "“")),
        ('“', '"') => Some(wrong(close.span, "”")),
        _ => space_before(text, close),
    }
}

/// `“ word`
fn space_inside(text: &str, mark: &QuoteMark) -> Option<Unbalanced> {
    let rest = &text[mark.span.end..];
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    (mark.c == '“' && spaces > 0 && rest.len() > spaces)
        .then(|| space(Span::new(mark.span.end, mark.span.end + spaces)))
}

/// `word ”`
fn space_before(text: &str, mark: &QuoteMark) -> Option<Unbalanced> {
    let before = &text[..mark.span.start];
    let spaces = before.len() - before.trim_end_matches(' ').len();
    (mark.c == '”' && spaces > 0)
        .then(|| space(Span::new(mark.span.start - spaces, mark.span.start)))
}

/// `‘ word’`: a space after a single mark that opens.
pub(super) fn spaces_in_single(passage: &Passage) -> Vec<Unbalanced> {
    if !passage.text.contains("' ") && !passage.text.contains("‘ ") {
        return Vec::new();
    }
    let found = SPACE_IN_SINGLE.captures_iter(&passage.text);
    found
        .filter_map(|found| Some(space(found.get(1)?.range().into())))
        .collect()
}

static SPACE_IN_SINGLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[ (])['‘]( +)\pL[^'‘’]{0,40}['’](?:[ ,.;:)]|$)"));

fn space(span: Span) -> Unbalanced {
    Unbalanced {
        span,
        message: "A space inside the quotation marks.",
        fix: Some(""),
        is_open: false,
    }
}

impl QuoteMark {
    /// Whether it opens by what is around it; none where that is not sure.
    fn opens(&self) -> Option<bool> {
        match (self.begins, self.ends) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ if self.c == '“' => Some(true),
            _ if self.c == '”' => Some(false),
            _ => None,
        }
    }
}

/// The double quotation marks of `text`, without signs of inches and of a repeated word.
fn marks(text: &str) -> Vec<QuoteMark> {
    let mut found = Vec::new();
    let mut before = None;
    // In the value of an attribute of Markdown or HTML: `{: width="100%" }`.
    let mut in_value = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        let opens_value = c == '"' && before == Some('=');
        let closes_value = c == '"' && std::mem::take(&mut in_value);
        in_value |= opens_value;
        // `">` is the end of a tag.
        let is_markup = opens_value || closes_value || after == Some('>');
        if matches!(c, '"' | '“' | '”') && !is_markup {
            let may_be_inches = c == '"' && before.is_some_and(|c: char| c.is_ascii_digit());
            let is_word = |c: char| c.is_alphanumeric() || c == '\u{fffc}';
            let begins = after.is_some_and(|c| is_word(c) || "‘'([$#€£¿¡*…".contains(c));
            let ends = before.is_some_and(|c| is_word(c) || ".,;:!?)]’'%…—-*".contains(c));
            found.push(QuoteMark {
                span: Span::new(at, at + c.len_utf8()),
                c,
                begins,
                ends,
                may_be_inches,
            });
        }
        before = Some(c);
    }
    found
}
