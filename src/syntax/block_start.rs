//! The first line of a block: the containers that it continues and those that it opens.

use crate::config::Form;
use crate::text::Span;

use super::container::{Prefix, note_depth, prefix, quote_content};
use super::front_matter::BYTE_ORDER_MARK;
use super::leaf::is_break;
use super::line::Line;
use super::list_item::ListMarker;
use super::note_opener::NoteOpener;
use super::segmenter::BlockSegmenter;
use super::{
    BlockState, Confidence, Container, DocumentKind, Label, PrecedingBlock, Previous, note_opener,
};

/// The first line of a block, with its containers opened.
pub(super) struct BlockStart {
    /// The containers that hold the block.
    pub containers: smallvec::SmallVec<[Container; 4]>,
    /// How many of them were open before.
    pub kept: usize,
    /// The opener of the note that the block begins, with its place in the block.
    pub opener: Option<(NoteOpener, usize)>,
    /// Depth of the note or item that the block begins.
    pub opens: Option<usize>,
    /// The line.
    pub line: Line,
    /// How it matches its containers, the ones that it opens included.
    pub prefix: Prefix,
    /// Whether a form feed begins it.
    pub is_new_page: bool,
    /// Whether it is the number of a page, which nothing goes on with.
    pub is_number_alone: bool,
}

impl BlockStart {
    /// How many containers hold the innermost note that the block stands in.
    pub fn note_depth(&self) -> Option<usize> {
        note_depth(&self.containers)
    }
}

impl BlockSegmenter<'_> {
    /// Matches and opens containers on the line at hand.
    pub(super) fn open(&self) -> BlockStart {
        let mut line = Line::at(self.text, self.at);
        if self.state == BlockState::start() && self.text[line.start..].starts_with(BYTE_ORDER_MARK)
        {
            line.start += BYTE_ORDER_MARK.len_utf8();
        }
        let prefix = prefix(self.text, line, &self.state.containers);
        let mut containers = self.state.containers.clone();
        containers.truncate(prefix.kept);
        let mut opening = BlockStart {
            kept: prefix.kept,
            containers,
            opener: None,
            opens: None,
            line,
            prefix,
            is_new_page: false,
            is_number_alone: false,
        };
        self.page_break(&mut opening);
        if !self.is_front_matter(&opening) {
            while self.open_one(&mut opening) {}
        }
        self.numbered_head(&mut opening);
        opening
    }

    /// Opens one container at the content of the line, if one begins there.
    fn open_one(&self, opening: &mut BlockStart) -> bool {
        let Prefix {
            content, column, ..
        } = opening.prefix;
        let rest = &self.text[content..opening.line.end];
        let nests = BlockState {
            containers: opening.containers.clone(),
            ..BlockState::default()
        }
        .may_nest();
        if !nests
            || (opening.prefix.indent() >= 4 && self.kind != DocumentKind::Plain)
            || is_break(rest)
        {
            return false;
        }
        if rest.starts_with('>') {
            let bytes = self.text.as_bytes();
            let (at, column) = quote_content(bytes, opening.line, content, column);
            self.enter(opening, Container::Quote, at, column, column);
        } else if let Some(len) = admonition(rest).filter(|_| self.kind == DocumentKind::Mkdocs) {
            let continued = Container::Item {
                column: column_of(opening.prefix.base + 4),
            };
            self.enter(
                opening,
                continued,
                content + len,
                column + len,
                column + len,
            );
            opening.prefix.base = opening.prefix.column;
        } else if let Some(marker) = ListMarker::at(rest) {
            self.open_item(opening, marker);
        } else if let Some(opener) = note_opener::markdown(rest).filter(|_| !begins_note(opening)) {
            let continued = Container::Note {
                column: column_of(opening.prefix.base + 4),
            };
            let len = opener.span.end;
            opening.opens = Some(opening.containers.len());
            opening.opener = Some((opener, content - self.at));
            self.enter(
                opening,
                continued,
                content + len,
                column + len,
                column + len,
            );
            opening.prefix.base = opening.prefix.column;
        } else {
            return false;
        }
        true
    }

    fn open_item(&self, opening: &mut BlockStart, marker: ListMarker) {
        let Prefix {
            content, column, ..
        } = opening.prefix;
        let bytes = self.text.as_bytes();
        let after = (content + marker.len, column + marker.len);
        let (_, text) = opening.line.skip_blanks(bytes, after.0, after.1);
        let base = if marker.empty || text - after.1 > 4 {
            after.1 + 1
        } else {
            text
        };
        if let (Some(number), None, true) = (
            marker.number,
            &opening.opener,
            opening.containers.is_empty(),
        ) {
            opening.opens = Some(0);
            let opener = NoteOpener {
                form: Form::Endnotes,
                label: Label::Number(number),
                span: Span::new(0, marker.len),
                confidence: Confidence::Doubtful,
            };
            opening.opener = Some((opener, content - self.at));
        }
        let item = Container::Item {
            column: column_of(base),
        };
        self.enter(opening, item, after.0, after.1, base);
    }

    fn enter(
        &self,
        opening: &mut BlockStart,
        container: Container,
        at: usize,
        column: usize,
        base: usize,
    ) {
        let (content, column) = opening.line.skip_blanks(self.text.as_bytes(), at, column);
        opening.containers.push(container);
        opening.prefix = Prefix {
            content,
            column,
            base,
            ..opening.prefix
        };
    }

    /// Whether a note with a printed number may begin here.
    fn may_begin_note(&self) -> bool {
        let PrecedingBlock {
            is_blank, previous, ..
        } = self.state.after;
        let over_notes = matches!(
            previous,
            Previous::NotesHeading | Previous::Caption | Previous::Rule
        );
        is_blank || previous.is_note() || over_notes
    }

    /// `1 text`, under a heading such as Notes in plain text.
    fn bare_number(&self, rest: &str) -> Option<NoteOpener> {
        let listed = matches!(
            self.state.after.previous,
            Previous::NotesHeading | Previous::Endnote
        );
        if self.kind == DocumentKind::Plain && listed {
            note_opener::bare(rest)
        } else {
            None
        }
    }

    /// The `*` that begins a line of plain text: a bullet, or the sign of a note.
    fn symbol_bullet(&self, opening: &BlockStart) -> Option<NoteOpener> {
        let line = &self.text[opening.line.start..opening.line.end];
        let one = matches!(opening.containers[opening.kept..], [Container::Item { .. }]);
        let opener =
            note_opener::signed(line, self.kind).filter(|_| one && line.starts_with('*'))?;
        Some(NoteOpener {
            span: Span::at(0),
            ..opener
        })
    }

    /// A line that begins with a number of a note is one after a blank line or another note; one that
    /// begins with an element of its own, anywhere, even where it is indented like code.
    fn numbered_head(&self, opening: &mut BlockStart) {
        let content = opening.prefix.content;
        let rest = &self.text[content..opening.line.end];
        let indented = opening.prefix.indent() >= 4 && self.kind != DocumentKind::Plain;
        let opener = match opening.opener {
            Some(_) => None,
            None if self.may_begin_note() && !indented => {
                let in_item = |container: &Container| matches!(container, Container::Item { .. });
                let listed = opening.containers.iter().any(in_item);
                let bullet = || self.symbol_bullet(opening).filter(|_| !rest.is_empty());
                let after = &self.state.after;
                let touches_note = !after.is_blank && after.previous == Previous::Note;
                let next = || note_opener::next_bracketed(rest).filter(|_| touches_note);
                note_opener::numbered(rest, self.kind)
                    .or_else(next)
                    .or_else(|| note_opener::before_volume(rest, after.flat))
                    .or_else(|| self.bare_number(rest))
                    .or_else(|| note_opener::flat(rest, after.flat))
                    .or_else(bullet)
                    .filter(|opener| !listed || opener.form != Form::Bracketed)
            }
            None => note_opener::in_block(rest),
        };
        let opener = opener.or_else(|| self.flat_within(opening));
        if opener.is_none() && self.number_alone(opening) {
            return;
        }
        if let Some(mut opener) = opener {
            // The sign of a note may be the bullet before the content.
            let is_bullet = opener.span.is_empty();
            let content = if is_bullet {
                opening.line.start
            } else {
                content
            };
            opener.span = if is_bullet {
                Span::new(0, 1)
            } else {
                opener.span
            };
            let after = (content + opener.span.end).max(opening.line.start);
            let bytes = self.text.as_bytes();
            (opening.prefix.content, _) =
                opening
                    .line
                    .skip_blanks(bytes, after, opening.prefix.column);
            opening.prefix.base = opening.prefix.column;
            opening.opener = Some((opener, content - self.at));
        }
    }
}

/// The length of the sign at the start of `rest` that begins an admonition or a tab, below which text is indented:
/// `!!! note`, `??? note`, `???+ note`, `=== "Tab"` (Python-Markdown, "Admonition"; PyMdown Extensions, "Details",
/// "Tabbed").
fn admonition(rest: &str) -> Option<usize> {
    let signs = ["!!!", "???+", "???", "===!", "===+", "==="];
    let sign = signs.iter().find(|sign| rest.starts_with(**sign))?;
    let name = rest[sign.len()..].strip_prefix(' ')?;
    let begins = match sign.starts_with('=') {
        true => name.starts_with('"'),
        false => name.starts_with(|c: char| c.is_alphabetic() || c == '"'),
    };
    begins.then_some(sign.len() + 1)
}

/// Whether the block begins a footnote already; the number of a list item is none of its own.
fn begins_note(opening: &BlockStart) -> bool {
    let markdown = |opener: &(NoteOpener, usize)| opener.0.form == Form::Markdown;
    opening.opener.as_ref().is_some_and(markdown)
}

/// A column as containers keep it; no brief is wider.
fn column_of(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
