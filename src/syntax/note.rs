//! Heads of notes: what a line must begin with to be one.

use crate::config::Form;
use crate::text::Span;

use super::marker::superscript::{self, Number};
use super::{Evidence, Label};

/// The head of a note at the start of a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Head {
    /// How it is written.
    pub form: Form,
    /// What it is called.
    pub label: Label,
    /// Its extent, in bytes from the start of the line's content: `[^1]:` or `¹`.
    pub span: Span,
    /// What the line tells of it.
    pub evidence: Evidence,
}

/// The Markdown footnote that `rest`, a line from its first character on, begins:
/// `[^label]:`, where the label has no white space and no bracket (cmark-gfm, `footnote_definition`;
/// Pandoc manual, "Footnotes").
pub(super) fn markdown(rest: &str) -> Option<Head> {
    let label = rest.strip_prefix("[^")?;
    let len = label.find(['[', ']', ' ', '\t'])?;
    let after = label[len..].strip_prefix("]:")?;
    (len > 0).then(|| Head {
        form: Form::Markdown,
        label: Label::Name(label[..len].into()),
        span: Span::new(0, rest.len() - after.len()),
        evidence: Evidence::Certain,
    })
}

/// The note that `rest` begins with a superscript number. Without a space after the number it may be
/// something else: `¹⁴C dating` begins a sentence.
pub(super) fn superscript(rest: &str) -> Option<Head> {
    let Number { value, len } = superscript::number(rest)?;
    let after = &rest[len..];
    let next = after.chars().next();
    let evidence = match next {
        None => Evidence::Certain,
        Some(c) if c.is_whitespace() => Evidence::Certain,
        Some(c) if c.is_alphabetic() || is_opening(c) => Evidence::Doubtful,
        Some(_) => return None,
    };
    Some(Head {
        form: Form::Superscript,
        label: Label::Number(value),
        span: Span::new(0, len),
        evidence,
    })
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '«' | '„' | '[' | '(' | '*' | '_' | '<' | '「' | '『' | '《'
    )
}
