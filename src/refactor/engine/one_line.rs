//! The text of a note on one line.

use crate::index::Document;
use crate::syntax::{BlockAt, DocumentKind, not_text};
use crate::text::Span;

use crate::refactor::Refusal;

/// `text`, a paragraph, on one line, without the signs of the quote that it stands in if it is `quoted`.
///
/// # Errors
/// [`Refusal`] where there is more than a paragraph, or lines that an author has broken.
pub(in crate::refactor) fn one_line(text: &str, quoted: bool) -> Result<String, Refusal> {
    let signs = |c: char| c.is_whitespace() || (quoted && c == '>');
    let text = text.trim().replace("\r\n", "\n");
    let mut lines = text.split(['\n', '\r']).peekable();
    let mut words: Vec<&str> = Vec::new();
    while let Some(line) = lines.next() {
        let line = match words.is_empty() {
            true => line,
            false => line.trim_start_matches(signs),
        };
        let broken = line.ends_with('\\') || line.ends_with("  ");
        if line.trim().is_empty() || (broken && lines.peek().is_some()) {
            return Err(Refusal::new(
                "This note has more than one paragraph, or a fixed line break.",
            ));
        }
        words.push(line.trim());
    }
    Ok(words.join(" "))
}

/// Whether brackets, emphasis and code in `text` all end in it that begin in it, and the reverse.
pub(in crate::refactor) fn is_whole(text: &str, kind: DocumentKind) -> bool {
    let hidden = not_text(text, kind);
    let mut hidden = hidden.iter().peekable();
    let mut open: Vec<char> = Vec::new();
    let mut odd: Vec<char> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        while hidden.next_if(|span| span.end <= at).is_some() {}
        // What is hidden of a link begins with its bracket.
        let is_hidden = |span: &&Span| span.contains(at) && (at > span.start || c != ']');
        let last = std::mem::replace(&mut before, c);
        if last == '\\' || hidden.peek().is_some_and(is_hidden) {
            continue;
        }
        let in_word =
            last.is_alphanumeric() && text[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
        match c {
            '(' | '[' | '（' => open.push(c),
            ')' | ']' | '）' if open.pop().map(closing) != Some(c) => return false,
            '*' | '`' if odd.last() == Some(&c) => drop(odd.pop()),
            '_' if odd.last() == Some(&c) && !in_word => drop(odd.pop()),
            '*' | '`' => odd.push(c),
            '_' if !in_word => odd.push(c),
            _ => {}
        }
    }
    open.is_empty() && odd.is_empty()
}

/// The bracket that closes what `open` opens.
pub(in crate::refactor) fn closing(open: char) -> char {
    match open {
        '[' => ']',
        '（' => '）',
        _ => ')',
    }
}

/// Whether the lines of the block at `offset` begin with the signs of a quote.
pub(in crate::refactor) fn is_quoted(document: &Document, offset: usize) -> bool {
    let block = document.blocks().at_offset(offset);
    block.is_some_and(|block| quote_depth(document, block) > 0)
}

/// How many signs of a quote the first line of `block` begins with.
pub(in crate::refactor) fn quote_depth(document: &Document, block: BlockAt<'_>) -> usize {
    let lead = document
        .text()
        .slice(Span::new(block.start, block.body().start));
    lead.matches('>').count()
}
