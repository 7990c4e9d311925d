//! Heads of notes: what a line must begin with to be one.

use crate::config::Form;
use crate::text::Span;

use super::flat_opener::{self, FlatCount, FlatOpener, Shape};
use super::linked_opener::LinkedOpener;
use super::marker::superscript;
use super::marker::{bracketed, html, sign, slashed};
use super::plain::is_opening;
use super::{Confidence, DocumentKind, Label, linked_opener};

/// Longer lines, in bytes, are no headings.
const LONGEST_HEADING: usize = 120;

/// The opener of a note at the start of a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct NoteOpener {
    /// How it is written.
    pub form: Form,
    /// What it is called.
    pub label: Label,
    /// Its extent, in bytes from the start of the line's content: `[^1]:` or `¹`.
    pub span: Span,
    /// What the line tells of it.
    pub confidence: Confidence,
}

/// The Markdown footnote that `rest`, a line from its first character on, begins:
/// `[^label]:`, where the label has no white space and no bracket (cmark-gfm, `footnote_definition`;
/// Pandoc manual, "Footnotes").
pub(super) fn markdown(rest: &str) -> Option<NoteOpener> {
    let label = rest.strip_prefix("[^")?;
    let len = label.find(['[', ']', ' ', '\t'])?;
    let after = label[len..].strip_prefix("]:")?;
    (len > 0).then(|| NoteOpener {
        form: Form::Markdown,
        label: Label::named(&label[..len]),
        span: Span::new(0, rest.len() - after.len()),
        confidence: Confidence::Certain,
    })
}

/// The note with a printed number that `rest`, a line from its first character on, begins.
pub(super) fn numbered(rest: &str, kind: DocumentKind) -> Option<NoteOpener> {
    match rest.as_bytes().first()? {
        b'<' => raised_in_html(rest)
            .or_else(|| in_element(rest))
            .or_else(|| linked(rest))
            .or_else(|| signed(rest, kind)),
        b'[' => bracketed(rest, kind)
            .or_else(|| linked(rest))
            .or_else(|| signed(rest, kind)),
        b'\\' => linked(rest),
        0xE3 => bracketed(rest, kind),
        0xEF => bracketed(rest, kind).or_else(|| signed(rest, kind)),
        b'*' | b'_' => superscript(rest)
            .or_else(|| linked(rest))
            .or_else(|| signed(rest, kind)),
        0xC2 | 0xE2 => superscript(rest).or_else(|| signed(rest, kind)),
        b'(' | b'^' => signed(rest, kind),
        b'0'..=b'9' if kind == DocumentKind::Plain => slashed(rest),
        _ => None,
    }
}

/// `<b id="f1">1</b> text`, `[1](#back) text`.
fn linked(rest: &str) -> Option<NoteOpener> {
    linked_opener::opener(rest).map(NoteOpener::linked)
}

/// A note in an element of its own that HTML shows as a block.
pub(super) fn in_block(rest: &str) -> Option<NoteOpener> {
    in_element(rest).or_else(|| linked_opener::block_opener(rest).map(NoteOpener::linked))
}

/// `1 Roy, "Meeting", 2020.`, `1Roy, …`: what copying leaves of the raised number of a note. A line that may be a heading with
/// its number is one only where `count` goes on with it.
pub(super) fn flat(rest: &str, count: FlatCount) -> Option<NoteOpener> {
    let flat = flat_opener::opener(rest, count)?;
    let end = rest.trim_end().trim_end_matches(['*', '_']);
    let says = rest.contains([',', '“', '"', '«', '`', '§'])
        || rest.contains("://")
        || end.ends_with('.')
        || rest.len() > LONGEST_HEADING
        || count.goes_on_with(flat.number);
    (says && flat.shape != Shape::Alone).then(|| NoteOpener::flat(flat))
}

/// `544 U.S.C. § 3501`, where note 5 comes next: a number that touches that of a volume.
pub(super) fn before_volume(rest: &str, count: FlatCount) -> Option<NoteOpener> {
    let flat = flat_opener::before_volume(rest, |number| count.goes_on_with(number))?;
    Some(NoteOpener::flat(flat))
}

/// `(1) text`, `† text`; certain where it names a source.
pub(super) fn signed(rest: &str, kind: DocumentKind) -> Option<NoteOpener> {
    let written = sign::opener(rest, kind)?;
    let confidence = match sign::names_source(&rest[written.len..]) {
        true => Confidence::Certain,
        false => Confidence::Doubtful,
    };
    Some(NoteOpener {
        form: Form::Signed,
        label: Label::Signed {
            sign: written.sign,
            number: written.number,
        },
        span: Span::new(0, written.len),
        confidence,
    })
}

/// `1 text`, which is a note only in a list of notes, or where raised markers cite it.
pub(super) fn bare(rest: &str) -> Option<NoteOpener> {
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest[..len].parse().ok().filter(|_| len <= 3)?;
    let begins = |c: char| c.is_uppercase() || is_opening(c);
    let text = rest[len..].strip_prefix([' ', '\t'])?.trim_start();
    text.starts_with(begins)
        .then(|| NoteOpener::numbered(Form::Flat, number, len, Confidence::Certain))
}

/// Without a space after the number it may be something else: `¹⁴C dating` begins a sentence.
fn superscript(rest: &str) -> Option<NoteOpener> {
    let emphasis = rest.len() - rest.trim_start_matches(['*', '_']).len();
    let number = superscript::number(&rest[emphasis..])?;
    let mut len = emphasis + number.len;
    if rest[len..].starts_with(&rest[..emphasis]) {
        len += emphasis;
    }
    let after = rest[len..].strip_prefix(['.', ')', ':']);
    len += usize::from(after.is_some_and(|after| after.starts_with(char::is_whitespace)));
    let confidence = after_number(&rest[len..])?;
    Some(NoteOpener::numbered(
        Form::Superscript,
        number.value,
        len,
        confidence,
    ))
}

/// A paragraph may begin with a marker: `[1] says so`.
fn bracketed(rest: &str, kind: DocumentKind) -> Option<NoteOpener> {
    let number = bracketed::opener(rest, kind == DocumentKind::Plain)?;
    Some(NoteOpener::numbered(
        Form::Bracketed,
        number.value,
        number.len,
        Confidence::Doubtful,
    ))
}

/// `[2]: text` right below another note: there it defines no link, which a paragraph has at its start alone
/// (CommonMark 0.31, "Link reference definitions").
pub(super) fn next_bracketed(rest: &str) -> Option<NoteOpener> {
    bracketed(rest, DocumentKind::Plain)
}

/// `2 text` or `2text` right below another note.
pub(super) fn next_flat(rest: &str) -> Option<NoteOpener> {
    let flat = flat_opener::flat_number(rest)?;
    (flat.shape != Shape::Alone).then(|| NoteOpener::flat(flat))
}

/// `245/1 text`.
fn slashed(rest: &str) -> Option<NoteOpener> {
    let (page, number, len) = slashed::opener(rest)?;
    let label = Label::Paged { page, number };
    let span = Span::new(0, len);
    Some(NoteOpener {
        form: Form::Slashed,
        label,
        span,
        confidence: Confidence::Doubtful,
    })
}

/// `<sup>1</sup> text`, or the same in the anchor of a link.
fn raised_in_html(rest: &str) -> Option<NoteOpener> {
    let anchor = match rest.strip_prefix("<a ") {
        Some(_) => rest.find('>')? + 1,
        None => 0,
    };
    let (number, len) = html::opener(&rest[anchor..])?;
    let closing = if anchor > 0 && rest[anchor + len..].starts_with("</a>") {
        "</a>".len()
    } else {
        0
    };
    let len = anchor + len + closing;
    Some(NoteOpener::numbered(
        Form::Html,
        number,
        len,
        after_number(&rest[len..])?,
    ))
}

/// A note in an element of its own, which HTML shows as a block: `<li id="fn1"><sup>1</sup> text`,
/// `<p id="footnote-1">1. text`.
fn in_element(rest: &str) -> Option<NoteOpener> {
    let tag = ["<li", "<p", "<div", "<dd", "<td"]
        .iter()
        .find_map(|tag| rest.strip_prefix(tag))?;
    let attributes = tag.strip_prefix(' ')?;
    let (attributes, text) = attributes.split_once('>')?;
    let id = ["id=\"", "name=\""]
        .iter()
        .find_map(|name| attributes.split_once(name))?
        .1;
    let id = id.split('"').next()?;
    let name = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let number: u32 = id[name.len()..]
        .parse()
        .ok()
        .filter(|number| *number < 100_000)?;
    let named = name.to_ascii_lowercase();
    if !(named.contains("fn") || named.contains("note")) || named.contains("ref") {
        return None;
    }
    let text_at = rest.len() - text.len();
    let printed = text.trim_start();
    let is_blank = text.len() - printed.len();
    let printed_len = match html::opener(printed) {
        Some((value, len)) => (value == number).then_some(len),
        None => {
            let digits = number.to_string();
            let after = printed.strip_prefix(digits.as_str());
            after
                .filter(|after| after.starts_with(['.', ')']))
                .map(|_| digits.len() + 1)
        }
    };
    let len = text_at + printed_len.map_or(0, |len| is_blank + len);
    Some(NoteOpener::numbered(
        Form::Html,
        number,
        len,
        Confidence::Certain,
    ))
}

/// What stands after the number of a note tells whether it is one.
fn after_number(after: &str) -> Option<Confidence> {
    match after.chars().next() {
        None => Some(Confidence::Certain),
        Some(c) if c.is_whitespace() => Some(Confidence::Certain),
        Some(c) if c.is_alphabetic() || is_opening(c) => Some(Confidence::Doubtful),
        Some(_) => None,
    }
}

impl NoteOpener {
    fn linked(opener: LinkedOpener) -> NoteOpener {
        let LinkedOpener { number, len, .. } = opener;
        NoteOpener::numbered(Form::Html, number, len, Confidence::Linked)
    }

    /// The opener that a flat number is.
    pub(super) fn flat(flat: FlatOpener) -> NoteOpener {
        let confidence = match flat.shape {
            Shape::Spaced => Confidence::Certain,
            Shape::Touching | Shape::Alone => Confidence::Doubtful,
        };
        NoteOpener::numbered(Form::Flat, flat.number.into(), flat.len, confidence)
    }

    fn numbered(form: Form, number: u32, len: usize, confidence: Confidence) -> NoteOpener {
        NoteOpener {
            form,
            label: Label::Number(number),
            span: Span::new(0, len),
            confidence,
        }
    }

    /// Whether a line that begins with `next` is the next note of a list that this one is in.
    pub(super) fn precedes(&self, next: &NoteOpener) -> bool {
        let follows = match (self.label.number(), next.label.number()) {
            (Some(this), Some(next)) => this.checked_add(1) == Some(next),
            _ => false,
        };
        match self.form {
            Form::Superscript | Form::Html => self.form == next.form,
            Form::Bracketed => next.form == Form::Bracketed && follows,
            Form::Flat => next.form == Form::Flat && follows,
            Form::Signed => next.form == Form::Signed && follows,
            _ => false,
        }
    }
}
