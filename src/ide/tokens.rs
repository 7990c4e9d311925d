//! What an editor may colour: markers, the openers of notes, back-references, keys.

use crate::citation::back_references;
use crate::config::Form;
use crate::index::{CrossReference, Document};
use crate::text::Span;

/// A stretch of one line that is of one kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SemanticSpan {
    /// Where it is, in bytes of the document.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// The kinds of [`SemanticSpan`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum TokenKind {
    /// A marker that leads to a note.
    Marker,
    /// The opener of a note.
    NoteOpener,
    /// Words that lead to a source cited elsewhere, or to its note: `Ibid.`
    BackReference,
    /// The key of a source.
    Key,
}

/// The tokens that `within` touches, in bytes of the document, by place; no two share a byte.
pub fn tokens(document: &Document, within: Span) -> Vec<SemanticSpan> {
    // The back-references of a note are found at its head.
    let begin = document.note_at(within.start);
    let begin = begin.map_or(within.start, |note| note.span.start.min(within.start));
    let Some(first) = document.blocks().at_offset(begin) else {
        return Vec::new();
    };
    let mut tokens = Vec::new();
    let mut add = |span: Span, kind| {
        let lines = |at| document.text().line_of(at);
        if !span.is_empty() && lines(span.start) == lines(span.end) {
            tokens.push(SemanticSpan { span, kind });
        }
    };
    let blocks = document.blocks().iter_from(first.index);
    for at in blocks.take_while(|at| at.start <= within.end) {
        for marker in document.markers_in(at) {
            let inline = marker.form == Form::Inline;
            let span = if inline {
                Span::new(marker.span.start, marker.span.start + "^[".len())
            } else {
                marker.span
            };
            if marker.note.is_some() {
                add(span, TokenKind::Marker);
            }
        }
        for note in document
            .items_in(at)
            .filter_map(|(id, _)| document.note(id))
        {
            if note.form != Form::Inline {
                add(note.opener, TokenKind::NoteOpener);
            }
            let text = document.text().slice(note.body);
            for back in back_references(&text).iter().filter(|back| back.certain) {
                add(back.span.shift(note.body.start), TokenKind::BackReference);
            }
        }
        let named = document.cross_references_in(at).into_iter();
        for named in named.filter(CrossReference::is_resolved) {
            add(named.span, TokenKind::BackReference);
        }
        for citation in document.citations_in(at) {
            add(citation.span, TokenKind::Key);
        }
    }
    tokens.retain(|token| token.span.start <= within.end && within.start <= token.span.end);
    tokens.sort();
    tokens.dedup_by(|next, before| next.span.start < before.span.end);
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::{document, marked, unmarked};

    #[track_caller]
    fn assert_tokens(kind: DocumentKind, fixture: &str) {
        let document = document(kind, &unmarked(fixture));
        let found = tokens(&document, document.text().span());
        let names = |token: &SemanticSpan| match token.kind {
            TokenKind::Marker => "marker",
            TokenKind::NoteOpener => "head",
            TokenKind::BackReference => "back",
            TokenKind::Key => "key",
        };
        let spans: Vec<_> = found
            .iter()
            .map(|token| (token.span, names(token)))
            .collect();
        assert_eq!(marked(&document, &spans), fixture);
    }

    #[test]
    fn a_range_that_begins_within_a_note_has_its_back_references() {
        let document = document(
            DocumentKind::Pandoc,
            "A.[^1]\n\n[^1]: A remark.\n\n    Ibid., 3.\n",
        );
        let end = document.text().len();
        let found = tokens(&document, Span::new(end - 8, end));
        let kinds: Vec<_> = found.iter().map(|token| token.kind).collect();
        assert_eq!(kinds, [TokenKind::BackReference]);
    }

    #[test]
    fn words_of_running_text_that_name_a_note() {
        assert_tokens(
            DocumentKind::Plain,
            "A word.¹ See note 1, and note 7.\n       ^ marker\n             ^^^^^^ back\n\n¹ A.\n^ head\n",
        );
    }

    #[test]
    fn markers_heads_and_keys() {
        assert_tokens(
            DocumentKind::Pandoc,
            "A.[^1]^[See.] [@roy2021] [^9]\n  ^^^^ marker\n      ^^ marker\n               ^^^^^^^^ key\n\n[^1]: Ibid., 3.\n^^^^^ head\n      ^^^^^ back\n",
        );
        assert_tokens(
            DocumentKind::Plain,
            "A word.¹,² End.\n       ^ marker\n         ^ marker\n\n¹ A.\n^ head\n² B.\n^ head\n",
        );
    }
}
