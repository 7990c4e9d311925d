//! What to select as a selection grows: from the word under the cursor to the whole document.

use unicode_segmentation::UnicodeSegmentation;

use crate::config::Form;
use crate::index::{Document, Note};
use crate::syntax::{self, BlockAt, Label};
use crate::text::Span;

use super::cursor::{Target, target};
use super::links;
use super::note_runs::{extent, note_runs};
use super::sections::sections;

/// The spans around `offset`, from the innermost, each a proper part of the next; the last is the document.
pub fn selection(document: &Document, offset: usize) -> Vec<Span> {
    let mut growing = Growing {
        offset,
        spans: Vec::new(),
    };
    if let Some(block) = document.blocks().at_offset(offset)
        && offset <= block.body().end
    {
        labels(document, &mut growing);
        in_block(document, block, &mut growing);
        let note = document
            .note_at(offset)
            .filter(|note| note.form != Form::Inline);
        let run = note.as_ref().map(|note| run_of(document, note));
        let around = [
            note.as_ref().map(|note| note.body),
            note.as_ref().map(|note| note.span),
            run,
        ];
        around
            .into_iter()
            .flatten()
            .for_each(|span| growing.add(span));
        halves(document, block, run)
            .into_iter()
            .for_each(|span| growing.add(span));
    }
    for section in sections(document).into_iter().rev() {
        growing.add(section.span);
    }
    growing.add(document.text().span());
    if growing.spans.is_empty() {
        growing.spans.push(document.text().span());
    }
    growing.spans
}

/// The spans so far.
struct Growing {
    offset: usize,
    spans: Vec<Span>,
}

impl Growing {
    /// Adds `span` if it goes on from the last one.
    fn add(&mut self, span: Span) {
        let grows = match self.spans.last() {
            Some(last) => span.covers(*last) && span != *last,
            None => span.touches(self.offset) && !span.is_empty(),
        };
        if grows {
            self.spans.push(span);
        }
    }

    /// Adds the last of `parts` of a text at `base` that the cursor touches, without blanks at its end.
    fn add_last<'a>(&mut self, base: usize, parts: impl Iterator<Item = (usize, &'a str)>) {
        let offset = self.offset;
        let spans = parts.map(|(start, part)| {
            let start = base + start;
            Span::new(start, start + part.trim_end().len())
        });
        let near = spans.take_while(|span| span.start <= offset);
        if let Some(span) = near.filter(|span| span.touches(offset)).last() {
            self.add(span);
        }
    }
}

/// The label or key under the cursor, and the marker, the opener of a note or the citation around it.
fn labels(document: &Document, growing: &mut Growing) {
    let (label, span) = match target(document, growing.offset) {
        Some(Target::Marker(marker)) => (marker.label, marker.span),
        Some(Target::NoteOpener(note)) => (note.label, note.opener),
        Some(Target::Citation(it)) => (Label::Name(it.key), it.span),
        Some(Target::Key(it)) => (Label::Name(it.key), it.span),
        Some(Target::Body(_) | Target::CrossReference(_)) | None => return,
    };
    let label = label.to_string();
    let written = document.text().slice(span);
    if let Some(at) = written.find(&label) {
        let start = span.start + at;
        growing.add(Span::new(start, start + label.len()));
    }
    growing.add(span);
}

/// Word, link, inline note, sentence and paragraph.
fn in_block(document: &Document, block: BlockAt<'_>, growing: &mut Growing) {
    let body = block.body();
    let text = document.text().slice(body);
    let words = text.unicode_word_indices();
    growing.add_last(body.start, words);
    for link in syntax::links(&text).iter().rev() {
        for span in [link.text, link.destination, link.span] {
            growing.add(span.shift(body.start));
        }
    }
    for link in links::in_block(document, block) {
        growing.add(link.span);
    }
    let note = document.note_at(growing.offset);
    if let Some(note) = note.filter(|note| note.form == Form::Inline) {
        sentence(document, block, note.body, growing);
        growing.add(note.body);
        growing.add(note.span);
    }
    sentence(document, block, body, growing);
    growing.add(body);
}

/// The sentence of `part`, which lies in the content of `block`.
fn sentence(document: &Document, block: BlockAt<'_>, part: Span, growing: &mut Growing) {
    let text = unbroken(document, block, part);
    growing.add_last(part.start, text.split_sentence_bound_indices());
}

/// The text of `part`, which lies in the content of `block`, at the same offsets, with what would end a
/// sentence too early made what does not: a line break within a paragraph, a marker after a full stop.
fn unbroken(document: &Document, block: BlockAt<'_>, part: Span) -> String {
    let mut unbroken = document.text().slice(part).replace(['\n', '\r'], " ");
    let markers = document
        .markers_in(block)
        .filter(|marker| part.covers(marker.span));
    for marker in markers {
        let range = marker.span.start - part.start..marker.span.end - part.start;
        let closing = ")".repeat(range.len());
        unbroken.replace_range(range, &closing);
    }
    unbroken
}

/// The notes that stand with `note`.
fn run_of(document: &Document, note: &Note) -> Span {
    let runs = note_runs(document).into_iter();
    let mut extents = runs.filter_map(|run| extent(&run));
    let run = extents.find(|run| run.covers(note.span));
    run.unwrap_or(note.span)
}

/// All of the paragraph of which `block` is a half, or that `notes` cut in two.
fn halves(document: &Document, block: BlockAt<'_>, notes: Option<Span>) -> Option<Span> {
    let first = match notes {
        Some(notes) => {
            let index = document.blocks().at_offset(notes.start)?.index;
            document.blocks().get(index.checked_sub(1)?)?
        }
        None => document.first_half(block).unwrap_or(block),
    };
    let (second, _) = document.second_half(first)?;
    Some(first.body().join(second.body()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::{cursor, document};

    /// Asserts that the selection grows from the cursor by these texts; a long one is given by its
    /// beginning, `…` and its end. The whole document comes last and is left out.
    #[track_caller]
    fn assert_grows(kind: DocumentKind, fixture: &str, expected: &[&str]) {
        let (text, offset) = cursor(fixture);
        let spans = selection(&document(kind, &text), offset);
        for pair in spans.windows(2) {
            assert!(pair[1].covers(pair[0]) && pair[1] != pair[0], "{spans:?}");
        }
        assert_eq!(spans.last(), Some(&Span::new(0, text.len())));
        let grown: Vec<&str> = spans.iter().map(|span| &text[span.range()]).collect();
        let grown = &grown[..grown.len() - 1];
        let matches = |(grown, expected): (&&str, &&str)| match expected.split_once('…') {
            Some((start, end)) => grown.starts_with(start) && grown.ends_with(end),
            None => grown == expected,
        };
        let all = grown.len() == expected.len() && grown.iter().zip(expected).all(matches);
        assert!(all, "\ngrown:    {grown:#?}\nexpected: {expected:#?}");
    }

    #[test]
    fn from_a_word_by_sentence_and_paragraph_to_the_sections() {
        assert_grows(
            DocumentKind::Markdown,
            "# A\n\n## B\n\nOne. Two thr|ee\nfour.[^1] Five.\n\n## C\n\nSix.\n\n[^1]: N.\n",
            &[
                "three",
                "Two three\nfour.[^1]",
                "One. …Five.",
                "## B…Five.",
                "# A…N.",
            ],
        );
    }

    #[test]
    fn from_a_label_to_its_marker() {
        assert_grows(
            DocumentKind::Markdown,
            "One.[^ro|y] Two.\n\n[^roy]: N.\n",
            &["roy", "[^roy]", "One.[^roy]", "One.[^roy] Two."],
        );
        assert_grows(
            DocumentKind::Plain,
            "One.|¹ Two.\n\n¹ N.\n",
            &["¹", "One.¹", "One.¹ Two."],
        );
    }

    #[test]
    fn from_the_text_of_a_link_to_the_link() {
        assert_grows(
            DocumentKind::Markdown,
            "See [the rep|ort](https://a.org/b) now. Or not.\n",
            &[
                "report",
                "the report",
                "[the report](https://a.org/b)",
                "See [the report](https://a.org/b) now.",
                "See …not.",
            ],
        );
        assert_grows(
            DocumentKind::Markdown,
            "See https://a.org/b|c.\n",
            &["bc", "https://a.org/bc", "See https://a.org/bc."],
        );
    }

    #[test]
    fn from_the_text_of_a_note_to_its_run() {
        assert_grows(
            DocumentKind::Markdown,
            "A.[^1] B.[^2]\n\n## C\n\n[^1]: One.\n\n    Sec|ond. More.\n[^2]: Two.\n\nEnd.\n",
            &[
                "Second",
                "Second.",
                "Second. More.",
                "One.…More.",
                "[^1]: One.…More.",
                "[^1]: One.…Two.",
                "## C…End.",
            ],
        );
        assert_grows(
            DocumentKind::Markdown,
            "A.[^1]\n\n[^|1]: One.\n\nEnd.\n",
            &["1", "[^1]:", "[^1]: One."],
        );
    }

    #[test]
    fn an_inline_note_lies_in_its_sentence() {
        assert_grows(
            DocumentKind::Pandoc,
            "One.^[A no|te. More.] Two.\n",
            &[
                "note",
                "A note.",
                "A note. More.",
                "^[A note. More.]",
                "One.^[A note. More.]",
                "One.…Two.",
            ],
        );
    }

    #[test]
    fn the_halves_of_a_paragraph_that_notes_cut_in_two() {
        let text = "Parts they had¹\n\n¹ One.\n\n² Two.\n\nonce bought.² End.\n\nMore.\n";
        let whole = "Parts…End.";
        let at = |word: &str| text.replacen(word, &format!("{word}|"), 1);
        assert_grows(
            DocumentKind::Plain,
            &at("Part"),
            &["Parts", "Parts they had¹", whole],
        );
        assert_grows(
            DocumentKind::Plain,
            &at("On"),
            &["One", "One.", "¹ One.", "¹ One.\n\n² Two.", whole],
        );
        assert_grows(
            DocumentKind::Plain,
            &at("onc"),
            &["once", "once bought.²", "once bought.² End.", whole],
        );
    }

    #[test]
    fn every_place_has_an_answer() {
        for text in [
            "",
            "\n",
            "A¹\r\n\r\n¹ é. \n\n",
            "^[",
            "[^1]:",
            "---\na: b\n---\n",
        ] {
            for kind in [
                DocumentKind::Markdown,
                DocumentKind::Pandoc,
                DocumentKind::Plain,
            ] {
                let document = document(kind, text);
                for offset in (0..=text.len() + 1).filter(|at| text.is_char_boundary(*at)) {
                    let spans = selection(&document, offset);
                    assert_eq!(spans.last(), Some(&Span::new(0, text.len())));
                    assert!(spans.windows(2).all(|pair| pair[1].covers(pair[0])));
                }
            }
        }
    }
}
