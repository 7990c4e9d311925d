//! Pages and flat notes in plain text, as copying a page layout leaves them.

use crate::config::Form;

use super::block_start::BlockStart;
use super::container::prefix;
use super::flat_opener::{self, FlatCount, FlatOpener, Shape, begins_note, cites_volume};
use super::line::Line;
use super::note_opener::NoteOpener;
use super::segmenter::BlockSegmenter;
use super::{DocumentKind, Previous};

/// What ends a page in text that was extracted from one.
const FORM_FEED: char = '\u{c}';

impl BlockSegmenter<'_> {
    /// Passes over the form feed that begins the block.
    pub(super) fn page_break(&self, opening: &mut BlockStart) {
        let content = opening.prefix.content;
        if self.kind == DocumentKind::Plain && self.text[content..].starts_with(FORM_FEED) {
            opening.is_new_page = true;
            let bytes = self.text.as_bytes();
            let after = content + FORM_FEED.len_utf8();
            (opening.prefix.content, opening.prefix.column) =
                opening.line.skip_blanks(bytes, after, 0);
            opening.prefix.base = opening.prefix.column;
        }
    }

    /// Whether a line that begins with `rest` begins a page, which ends every paragraph.
    pub(super) fn breaks_page(&self, rest: &str) -> bool {
        self.kind == DocumentKind::Plain && rest.starts_with(FORM_FEED)
    }

    /// Whether a line that begins with `rest` begins a flat note in the middle of a paragraph, or is the number of a
    /// page below flat notes.
    pub(super) fn begins_flat_note(&self, opening: &BlockStart, rest: &str) -> bool {
        // A note with its page says `1 Bulstr. 29` as well.
        let has_page = |(opener, _): &(NoteOpener, usize)| opener.form == Form::Slashed;
        if self.kind != DocumentKind::Plain || opening.opener.as_ref().is_some_and(has_page) {
            return false;
        }
        let count = self.flat_count(opening);
        let in_note = matches!(&opening.opener, Some((opener, _)) if opener.form == Form::Flat);
        flat_opener::opener(rest, count).is_some_and(|flat| {
            (flat.shape == Shape::Alone && count.has_notes()) || count.accepts(flat, in_note)
        })
    }

    /// How far the flat heads have counted, the block that `opening` begins included.
    pub(super) fn flat_count(&self, opening: &BlockStart) -> FlatCount {
        let mut count = self.before().after.flat;
        let is_plain = self.kind == DocumentKind::Plain;
        if opening.is_new_page || opening.is_number_alone {
            count = count.on_new_page();
        }
        let Some((opener, at)) = &opening.opener else {
            return count;
        };
        match (opener.form, opener.label.number()) {
            (Form::Flat, Some(number)) => {
                let is_above_text = opening.line.start > self.at + at;
                count.after(number, is_above_text)
            }
            (Form::Superscript | Form::Html | Form::Markdown, _) if is_plain => {
                count.after_raised()
            }
            _ => count,
        }
    }

    /// The flat note that begins in the middle of a paragraph, or whose number stands alone over its text.
    pub(super) fn flat_within(&self, opening: &mut BlockStart) -> Option<NoteOpener> {
        let flat = self.flat_at(opening)?;
        let after = &self.before().after;
        let in_note = after.previous == Previous::Endnote;
        let apart = after.is_blank && flat.shape == Shape::Alone;
        if !apart && !after.flat.accepts(flat, in_note) {
            return None;
        }
        if flat.shape == Shape::Alone {
            let is_next = after.flat.goes_on_with(flat.number);
            let below = self.text_below(opening.line, is_next)?;
            opening.line = below;
        }
        Some(NoteOpener::flat(flat))
    }

    /// Whether the block is a number alone, below flat notes: that of a page.
    pub(super) fn number_alone(&self, opening: &mut BlockStart) -> bool {
        let flat = self.flat_at(opening);
        let is_alone = flat.is_some_and(|flat| flat.shape == Shape::Alone)
            && self.before().after.flat.has_notes();
        opening.is_number_alone = is_alone;
        is_alone
    }

    fn flat_at(&self, opening: &BlockStart) -> Option<FlatOpener> {
        let is_plain = self.kind == DocumentKind::Plain && opening.containers.is_empty();
        let rest = &self.text[opening.prefix.content..opening.line.end];
        let count = self.before().after.flat;
        flat_opener::opener(rest, count).filter(|_| is_plain && opening.opener.is_none())
    }

    /// The line below `line`, if what a note says may begin there; of the note that comes next, in small letters, too, if
    /// it is indented.
    fn text_below(&self, line: Line, is_next: bool) -> Option<Line> {
        if line.next >= self.text.len() {
            return None;
        }
        let below = Line::at(self.text, line.next);
        let content = prefix(self.text, below, &[]).content;
        let text = &self.text[content..below.end];
        let is_indented = is_next && content > below.start && text.starts_with(char::is_alphabetic);
        (begins_note(text) || cites_volume(text) || is_indented).then_some(below)
    }
}
