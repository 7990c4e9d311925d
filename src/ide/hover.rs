//! What a pointer resting on a marker or on the head of a note is told.

use std::fmt::Write;

use crate::index::{Document, Marker, Note};
use crate::syntax::Label;
use crate::text::Span;

use super::cursor::{Target, target};
use super::plain_text::plain_text;

/// More sentences than this are counted, not quoted.
const MOST_SENTENCES: usize = 8;

/// What a pointer resting on a place is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hover {
    /// What it is about.
    pub span: Span,
    /// The text, in Markdown.
    pub markdown: String,
}

impl Hover {
    /// The text for those who cannot show Markdown.
    pub fn plain_text(&self) -> String {
        plain_text(&self.markdown)
    }
}

/// What to show for the thing under the cursor: for a marker its note; for the head of a note, how often
/// and where it is cited.
pub fn hover(document: &Document, offset: usize) -> Option<Hover> {
    match target(document, offset)? {
        Target::Marker(marker) => {
            let markdown = match marker.note.and_then(|note| document.note(note)) {
                Some(note) => of_note(document, &note),
                None => format!("Marker {0} has no note.", marker.label),
            };
            Some(Hover {
                span: marker.span,
                markdown,
            })
        }
        Target::Head(note) => Some(Hover {
            span: note.head,
            markdown: cited(document, &note),
        }),
        Target::Body(_) => None,
    }
}

/// The note as it reads.
fn of_note(document: &Document, note: &Note) -> String {
    let text = String::from(document.note_text(note));
    let title = match &note.label {
        Label::Name(name) if name.is_empty() => "**Inline note**".to_owned(),
        label => format!("**Note {label}**"),
    };
    match text.is_empty() {
        true => format!("{title} says nothing."),
        false => format!("{title}\n\n{text}"),
    }
}

/// How often and where a note is cited, with the sentences.
fn cited(document: &Document, note: &Note) -> String {
    let citing = document.footnotes().citing(note.id);
    let times = match citing.len() {
        0 => return format!("No marker cites note {}.", note.label),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    };
    let mut text = format!("Note {} is cited {times}:\n", note.label);
    for marker in citing
        .iter()
        .take(MOST_SENTENCES)
        .filter_map(|id| document.marker(*id))
    {
        let _ = write!(text, "\n- {}", sentence(document, &marker));
    }
    if citing.len() > MOST_SENTENCES {
        let _ = write!(text, "\n- and {} more", citing.len() - MOST_SENTENCES);
    }
    text
}

fn sentence(document: &Document, marker: &Marker) -> String {
    let line = document.text().line_of(marker.span.start) + 1;
    format!("line {line}: {}", document.sentence(marker))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Kind;
    use crate::testing::{cursor, document};

    #[track_caller]
    fn shown(kind: Kind, fixture: &str) -> String {
        let (text, offset) = cursor(fixture);
        hover(&document(kind, &text), offset)
            .expect("something under the cursor")
            .markdown
    }

    #[test]
    fn a_marker_shows_its_note_without_head_and_indentation() {
        let text = "A.[^|1]\n\n[^1]: *Title*, 2020.\n\n    Second paragraph.\n\nProse.\n";
        assert_eq!(
            shown(Kind::Markdown, text),
            "**Note 1**\n\n*Title*, 2020.\n\nSecond paragraph."
        );
        assert_eq!(
            shown(Kind::Pandoc, "A.|^[Said so.]\n"),
            "**Inline note**\n\nSaid so."
        );
        assert_eq!(shown(Kind::Markdown, "A.[^|9]\n"), "Marker 9 has no note.");
    }

    #[test]
    fn a_note_shows_the_sentences_that_cite_it() {
        let text = "First one. A claim¹ stands. Last.\n\nThe end of it.¹ More.\n\n|¹ A note.\n";
        let expected =
            "Note 1 is cited twice:\n\n- line 1: A claim stands.\n- line 3: The end of it.";
        assert_eq!(shown(Kind::Plain, text), expected);
    }

    #[test]
    fn a_sentence_over_several_lines_is_whole() {
        let text = "One. It goes\non[^1] over\r\nlines. Last.\n\n[^|1]: A note.\n";
        let expected = "Note 1 is cited once:\n\n- line 2: It goes on over lines.";
        assert_eq!(shown(Kind::Markdown, text), expected);
    }

    #[test]
    fn a_sentence_that_notes_cut_in_two_is_whole() {
        let text = "Start. They needed parts that they had\n\n|² Two.\n\n³ Three.\n\nonce bought abroad.² Later.³\n";
        let expected = "Note 2 is cited once:\n\n- line 7: They needed parts that they had once bought abroad.";
        assert_eq!(shown(Kind::Plain, text), expected);
    }
}
