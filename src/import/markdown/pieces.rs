//! Inlines as a flat run of pieces, each with its formatting, ready to be written.

use super::super::manuscript::{Inline, TextStyle};

/// A stretch of text in one style, or something that is already written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece<'a> {
    pub what: What,
    /// Bold, italic and struck only: what is left is in `what`.
    pub style: TextStyle,
    /// The address that the piece links to.
    pub link: Option<&'a str>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// Plain text, to be escaped.
    Text(String),
    /// Markup that says `text`, to be written as it is.
    Markup {
        markup: String,
        text: String,
    },
    /// The marker of a note.
    Marker(usize),
    Break,
}

impl<'a> Piece<'a> {
    /// Plain text without formatting.
    fn of(text: &str) -> Self {
        Self {
            what: What::Text(text.to_owned()),
            style: TextStyle::default(),
            link: None,
        }
    }

    pub fn is_formatted(&self) -> bool {
        self.style != TextStyle::default() || self.link.is_some()
    }

    /// The text of the piece, if it is text.
    fn text(&self) -> Option<&str> {
        match &self.what {
            What::Text(text) => Some(text),
            _ => None,
        }
    }

    /// `text` with the formatting that the piece has in common with the one `beside` it.
    fn with(&self, text: &str, beside: Option<&Self>) -> Self {
        let plain = Self::of(text);
        match beside.filter(|beside| beside.link == self.link) {
            Some(beside) => Self {
                style: common(self.style, beside.style),
                link: self.link,
                ..plain
            },
            None => plain,
        }
    }
}

fn common(one: TextStyle, other: TextStyle) -> TextStyle {
    TextStyle {
        bold: one.bold && other.bold,
        italic: one.italic && other.italic,
        struck: one.struck && other.struck,
        ..TextStyle::default()
    }
}

/// How many formattings may be nested: a link, struck, bold, italic.
const FORMATTINGS: usize = 4;

/// The pieces of `inlines`: neighbours of one style joined, spaces outside of the formatting.
pub(super) fn pieces(inlines: &[Inline]) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    collect(inlines, None, &mut pieces);
    // What moves out of one formatting may have to move out of the next.
    for _ in 0..FORMATTINGS {
        pieces = loosened(joined(pieces));
    }
    bridge(&mut pieces);
    trimmed(joined(pieces))
}

fn collect<'a>(inlines: &'a [Inline], link: Option<&'a str>, pieces: &mut Vec<Piece<'a>>) {
    for inline in inlines {
        let plain = |what| Piece {
            what,
            style: TextStyle::default(),
            link,
        };
        match inline {
            Inline::Text { text, style } => {
                // Spaces have no formatting of their own, and raised ones no character.
                let text: String = text.chars().filter_map(printed).collect();
                let start = text.len() - text.trim_start().len();
                let (front, rest) = text.split_at(start);
                let (middle, back) = rest.split_at(rest.trim_end().len());
                let parts = [
                    Piece::of(front),
                    text_piece(middle, *style, link),
                    Piece::of(back),
                ];
                let keeps = style.superscript || style.subscript || style.code;
                match keeps {
                    true => pieces.extend(parts),
                    false => pieces.push(text_piece(&text, *style, link)),
                }
            }
            Inline::Link { target, text } => collect(text, link.or(Some(target)), pieces),
            // A marker within a link would be a link within a link.
            Inline::Note(note) => pieces.push(Piece {
                link: None,
                ..plain(What::Marker(*note))
            }),
            Inline::Break => pieces.push(plain(What::Break)),
        }
    }
}

fn text_piece<'a>(text: &str, style: TextStyle, link: Option<&'a str>) -> Piece<'a> {
    let text: String = text.chars().filter_map(printed).collect();
    let kept = TextStyle {
        superscript: false,
        subscript: false,
        code: false,
        ..style
    };
    let is_blank = text.trim().is_empty();
    let what = match style {
        _ if is_blank => What::Text(text),
        TextStyle { code: true, .. } => What::Markup {
            markup: code(&text),
            text,
        },
        TextStyle {
            superscript: true, ..
        } => raised(&text, SUPERSCRIPTS, "sup"),
        TextStyle {
            subscript: true, ..
        } => raised(&text, SUBSCRIPTS, "sub"),
        _ => What::Text(text),
    };
    Piece {
        what,
        style: if is_blank { TextStyle::default() } else { kept },
        link,
    }
}

/// The character as it is printed on a line; control characters are not.
fn printed(character: char) -> Option<char> {
    match character {
        '\t' | '\n' | '\r' => Some(' '),
        super::escape::EDGE => None,
        _ => (!character.is_control()).then_some(character),
    }
}

/// A code span (CommonMark 0.31, 6.1): the fence is longer than any run of backticks within.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = match text.starts_with('`') || text.ends_with('`') {
        true => " ",
        false => "",
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

const SUPERSCRIPTS: &str = "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻=⁼(⁽)⁾nⁿiⁱ";
const SUBSCRIPTS: &str = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋=₌(₍)₎";

/// Raised or lowered text: Unicode's own characters where it has all of them, an element of HTML else.
fn raised(text: &str, table: &str, element: &str) -> What {
    let table: Vec<char> = table.chars().collect();
    let one = |c: char| {
        let mut pairs = table.chunks_exact(2);
        pairs.find(|pair| pair[0] == c).map(|pair| pair[1])
    };
    match text.chars().map(one).collect::<Option<String>>() {
        Some(characters) => What::Text(characters),
        None => {
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
            What::Markup {
                markup: format!("<{element}>{escaped}</{element}>"),
                text: text.to_owned(),
            }
        }
    }
}

/// Joins neighbours that are set alike.
pub(super) fn joined(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut result: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if let Some(last) = result.last_mut()
            && last.style == piece.style
            && last.link == piece.link
            && let (What::Text(before), What::Text(text)) = (&mut last.what, &piece.what)
        {
            before.push_str(text);
        } else {
            result.push(piece);
        }
    }
    result
}

/// The pieces with spaces moved out of the formatted ones, and beside a letter outside, punctuation: markup can
/// neither begin nor end with it there (CommonMark 0.31, 6.2: flanking).
fn loosened(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut result: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    for (index, piece) in pieces.iter().enumerate() {
        let What::Text(text) = &piece.what else {
            result.push(piece.clone());
            continue;
        };
        if !piece.is_formatted() {
            result.push(piece.clone());
            continue;
        }
        let (before, after) = (result.last(), pieces.get(index + 1));
        let letter = |beside: Option<char>| beside.is_some_and(char::is_alphanumeric);
        let after_letter = letter(before.and_then(|piece| piece.text()?.chars().next_back()));
        let before_letter = letter(after.and_then(|piece| piece.text()?.chars().next()));
        let moves =
            |beside: bool| move |c: char| c.is_whitespace() || (beside && !c.is_alphanumeric());
        let trimmed = text.trim_start_matches(moves(after_letter));
        let (front, rest) = text.split_at(text.len() - trimmed.len());
        let (middle, back) = rest.split_at(rest.trim_end_matches(moves(before_letter)).len());
        let parts = [
            piece.with(front, before),
            Piece {
                what: What::Text(middle.to_owned()),
                ..piece.clone()
            },
            piece.with(back, after),
        ];
        result.extend(parts);
        result.retain(|piece| piece.what != What::Text(String::new()));
    }
    result
}

/// Gives the spaces between two formatted pieces what both have: `**a *b***`, not `**a** ***b***`.
fn bridge(pieces: &mut [Piece<'_>]) {
    for index in 1..pieces.len().saturating_sub(1) {
        let is_space = pieces[index]
            .text()
            .is_some_and(|text| text.trim().is_empty());
        let (before, after) = (&pieces[index - 1], &pieces[index + 1]);
        if is_space && before.link == after.link {
            let (link, style) = (before.link, common(before.style, after.style));
            pieces[index].link = link;
            pieces[index].style = style;
        }
    }
}

/// Takes spaces and breaks off the ends.
fn trimmed(mut pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let blank = |piece: &Piece<'_>| match &piece.what {
        What::Text(text) => text.trim().is_empty(),
        What::Break => true,
        _ => false,
    };
    let end = pieces.iter().rposition(|piece| !blank(piece));
    pieces.truncate(end.map_or(0, |end| end + 1));
    let start = pieces.iter().position(|piece| !blank(piece));
    pieces.drain(..start.unwrap_or(0));
    if let Some(What::Text(text)) = pieces.last_mut().map(|piece| &mut piece.what) {
        text.truncate(text.trim_end().len());
    }
    if let Some(What::Text(text)) = pieces.first_mut().map(|piece| &mut piece.what) {
        *text = text.trim_start().to_owned();
    }
    pieces
}
