//! Which notes can stand in the text, and how they read there.

use rustc_hash::FxHashMap;

use crate::config::Form;
use crate::index::{Document, ItemId, Note};
use crate::refactor::Refusal;
use crate::refactor::engine::marker_place::ends_before_bracket;
use crate::refactor::engine::note_lines::{comment_before, is_one_paragraph, note_lines};
use crate::syntax::Leaf;
use crate::text::{Span, Text};

/// The notes that are to stand in the text, each with how it reads there: on one line. `written` tells what a note says
/// then, of the place of its text in bytes of the document.
///
/// # Errors
/// [`Refusal`] where the brief is set to be read by a renderer that knows no inline notes.
pub(super) fn texts(
    document: &Document,
    mut written: impl FnMut(Span) -> String,
) -> Result<FxHashMap<ItemId, String>, Refusal> {
    let shown = document.with_text(Text::new("A claim.^[A note.]\n"));
    if !shown.footnotes().dialect.has_inline_notes() {
        return Err(Refusal::new(format!(
            "Cannot convert to inline notes: the dialect of this brief is {}, which has none. Set `dialect = \"pandoc\"` first.",
            shown.footnotes().dialect.name()
        )));
    }
    let mut texts = FxHashMap::default();
    let outside = document.notes().filter(|note| note.form != Form::Inline);
    for note in outside.filter(|note| may_stand_in_text(document, note)) {
        let text = on_one_line(&document.text().slice(note.body));
        if text
            .as_deref()
            .is_some_and(|text| fits(document, &note, text))
        {
            let text = written(note.body);
            texts.extend(on_one_line(&text).map(|text| (note.id, escaped(&text))));
        }
    }
    keep_below(document, &mut texts);
    Ok(texts)
}

/// Takes out of `texts` the notes whose markers are right before a bracket, where Pandoc 3 reads no inline note; the
/// bracket of a marker that becomes one itself is none.
fn keep_below(document: &Document, texts: &mut FxHashMap<ItemId, String>) {
    let markers: Vec<_> = document.markers().collect();
    let mut next: Option<(usize, bool)> = None;
    for marker in markers.into_iter().rev() {
        let end = marker.span.end;
        let note = marker.note.filter(|note| texts.contains_key(note));
        let begins_note = next == Some((end, true));
        let note = match ends_before_bracket(document, end) && !begins_note {
            true => {
                note.map(|note| texts.remove(&note));
                None
            }
            false => note,
        };
        next = Some((
            marker.span.start,
            note.is_some() || marker.form == Form::Inline,
        ));
    }
}

/// Whether a note is cited once, from running text, and is one paragraph on lines of its own that cites none.
fn may_stand_in_text(document: &Document, note: &Note) -> bool {
    let [marker] = document.footnotes().citing(note.id) else {
        return false;
    };
    let Some((block, item)) = document.item(*marker) else {
        return false;
    };
    let at = block.start + item.span.start;
    let cites = |marker: crate::index::Marker| note.span.covers(marker.span);
    let own = document.blocks().at_offset(note.span.end.saturating_sub(1));
    !matches!(
        block.block.leaf,
        Leaf::Heading(_) | Leaf::Html | Leaf::FrontMatter
    ) && document.note_at(at).is_none()
        && is_one_paragraph(document, note)
        && note_lines(document, note.clone()).is_some()
        && comment_before(document, note).is_none()
        && !own.is_some_and(|own| document.markers_in(own).any(cites))
}

/// `text` on one line; none where a line break in it counts.
fn on_one_line(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let before = &lines[..lines.len().saturating_sub(1)];
    let counts = |line: &&str| line.ends_with("  ") || line.ends_with('\\');
    let words: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    (!before.iter().any(counts)).then(|| words.join(" ").trim().to_owned())
}

/// Whether `text` reads the same between `^[` and `]` at the place of the marker.
fn fits(document: &Document, note: &Note, text: &str) -> bool {
    let marker = document.footnotes().citing(note.id).first();
    let at = marker.and_then(|id| document.marker(*id));
    let source = document.text();
    let line = at.map_or(Span::at(0), |at| source.line(source.line_of(at.span.start)));
    let in_table = source.slice(line).contains('|');
    let backslashes = text.len() - text.trim_end_matches('\\').len();
    let code = text.contains('`') && escaped(text) != text;
    let begins = text.starts_with(['^', '@']);
    let cell = in_table && text.contains('|');
    let reads_otherwise = text.is_empty() || begins || cell || code;
    backslashes.is_multiple_of(2) && !reads_otherwise
}

/// `text` with a backslash before each bracket that no other closes or opens.
fn escaped(text: &str) -> String {
    let mut open = Vec::new();
    let mut alone = Vec::new();
    let mut after_backslash = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if after_backslash => {}
            '[' => open.push(at),
            ']' if open.pop().is_none() => alone.push(at),
            _ => {}
        }
        after_backslash = c == '\\' && !after_backslash;
    }
    alone.extend(open);
    alone.sort_unstable();
    let mut result = String::with_capacity(text.len() + alone.len());
    let mut from = 0;
    for at in alone {
        result += &text[from..at];
        result.push('\\');
        from = at;
    }
    result + &text[from..]
}

#[cfg(test)]
mod tests {
    use crate::refactor::actions::convert::inlined::*;

    #[test]
    fn only_brackets_without_another_are_escaped() {
        assert_eq!(escaped("a [b] c"), "a [b] c");
        assert_eq!(escaped("a] [b [c] d"), "a\\] \\[b [c] d");
        assert_eq!(escaped("a\\] b"), "a\\] b");
    }

    #[test]
    fn a_line_break_that_counts_is_none_to_give_up() {
        assert_eq!(on_one_line("a\n    b").as_deref(), Some("a b"));
        assert_eq!(on_one_line("a  \nb"), None);
        assert_eq!(on_one_line("a\\\r\nb"), None);
    }
}
