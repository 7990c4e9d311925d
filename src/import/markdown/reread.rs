//! Whether what is written says what was meant.

use pulldown_cmark::{Event, Options, Parser};

use super::pieces::{Piece, What};
use super::text_place::TextPlace;

/// Whether a Markdown renderer finds the words of `pieces` in `written`, and no sign of its formatting.
pub(super) fn says(written: &str, pieces: &[Piece<'_>], line: TextPlace) -> bool {
    let mut meant = String::new();
    for piece in pieces {
        match &piece.what {
            What::Text(text) | What::Markup { text, .. } => meant.push_str(text),
            What::Marker(_) | What::Break => {}
        }
    }
    let parsed = match line {
        TextPlace::Block => written.to_owned(),
        TextPlace::Heading | TextPlace::Cell => format!("# {written}"),
    };
    let mut read = String::new();
    for event in Parser::new_ext(&parsed, Options::ENABLE_STRIKETHROUGH) {
        if let Event::Text(text) | Event::Code(text) = event {
            read.push_str(&text);
        }
    }
    // Without its note a marker is text.
    let signs = |text: &str| -> String {
        let text = text
            .split("[^")
            .map(|part| part.trim_start_matches(char::is_numeric));
        let text = text.collect::<String>();
        text.chars()
            .filter(|c| !c.is_whitespace() && !c.is_alphanumeric())
            .filter(|c| *c != ']')
            .collect()
    };
    signs(&read) == signs(&meant)
}
