//! Where notes stand after a conversion.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Form;
use crate::index::{Document, ItemId, Note};
use crate::refactor::Refusal;
use crate::refactor::actions::join::splits;
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::layout::{
    NoteDestination, arrange_with, begins_note, sort_by_key, stands_under_heading, take_heading,
};
use crate::refactor::engine::note_lines::{NoteLines, groups};
use crate::refactor::engine::section::{notes_heading, sections};
use crate::refactor::engine::spelling;
use crate::syntax::{BlockAt, DocumentKind, Leaf};
use crate::text::Span;

use super::{Conversion, ConversionTarget};

/// The notes that are moved, and where to.
#[derive(Default)]
struct Moves {
    groups: Vec<Vec<NoteLines>>,
    destinations: Vec<NoteDestination>,
}

impl Conversion<'_> {
    /// Moves the notes that are to stand elsewhere; `taken` are those that stood in the text.
    ///
    /// # Errors
    /// [`Refusal`] where a note that is to stand elsewhere cannot be moved.
    pub(super) fn lay(
        &self,
        taken: FxHashMap<ItemId, String>,
        builder: &mut EditBuilder<'_>,
    ) -> Result<(), Refusal> {
        let note = |id: &ItemId| self.document.note(*id);
        let with_opener = |(id, text): (ItemId, String)| {
            let name = note(&id).map(|note| self.name(&note)).unwrap_or_default();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (id, spelling::opener(self.target.form(), &name) + &text)
        };
        let texts: FxHashMap<ItemId, String> = taken.into_iter().map(with_opener).collect();
        let mut new: Vec<ItemId> = texts.keys().copied().collect();
        self.sort(&mut new);
        let moves = match self.target {
            ConversionTarget::Endnotes => self.to_list(new, builder)?,
            ConversionTarget::Inline => self.leave_lines(),
            _ => {
                if self.target == ConversionTarget::Markdown {
                    self.drop_headings(builder);
                }
                self.to_lines(new)
            }
        };
        let moved = moves.groups.iter().flatten().map(|lines| lines.note.id);
        let moved: FxHashSet<ItemId> = moved.collect();
        if matches!(
            self.target,
            ConversionTarget::Superscript | ConversionTarget::Html
        ) {
            self.sort_lines(&moved, builder);
        }
        let stays = |note: &Note| note.form != Form::Inline && !moved.contains(&note.id);
        for note in self.document.notes().filter(stays) {
            self.part(&note, builder);
        }
        self.part_pages(builder);
        arrange_with(
            self.document,
            &moves.groups,
            &moves.destinations,
            texts,
            builder,
        );
        Ok(())
    }

    /// Sorts notes by the numbers that they get.
    fn sort(&self, notes: &mut [ItemId]) {
        notes.sort_by_key(|id| (self.numbering.of(*id), *id));
    }

    /// Sorts the notes that stand together and stay there, if they get new numbers: numbers that are printed run
    /// up.
    fn sort_lines(&self, moved: &FxHashSet<ItemId>, builder: &mut EditBuilder<'_>) {
        let stays = |group: &Vec<NoteLines>| {
            let ids = group.iter().map(|lines| lines.note.id);
            ids.clone()
                .all(|id| !moved.contains(&id) && self.numbering.of(id).is_some())
        };
        for group in groups(self.document).iter().filter(|group| stays(group)) {
            sort_by_key(group, |lines| self.numbering.of(lines.note.id), builder);
        }
    }

    /// Takes away the headings with nothing but printed notes under them: Markdown renderers print its notes elsewhere,
    /// and would show a heading over nothing.
    fn drop_headings(&self, builder: &mut EditBuilder<'_>) {
        let document = self.document;
        let groups = groups(document);
        let printed = |lines: &NoteLines| lines.note.form != Form::Markdown;
        for section in sections(document) {
            let Some(heading) = section.over_notes else {
                continue;
            };
            let fills = |group: &&Vec<NoteLines>| {
                let first = group.first().filter(|_| group.iter().all(printed));
                let start = first.map(|first| first.all.start);
                let between = start.filter(|start| heading.end <= *start);
                let between = between.map(|start| Span::new(heading.end, start));
                between.is_some_and(|it| document.text().slice(it).trim().is_empty())
                    && ends_at(group, section.span.end)
            };
            if let Some(first) = groups.iter().find(fills).and_then(|group| group.first()) {
                builder.replace(Span::new(heading.start, first.all.start), "");
            }
        }
    }

    /// Notes that cut a paragraph in two come after it, and the `new` ones to the end.
    fn to_lines(&self, new: Vec<ItemId>) -> Moves {
        let document = self.document;
        let groups = groups(document);
        let mut moves = Moves::default();
        if self.target != ConversionTarget::Superscript {
            moves.join(document, &groups, self.target.form());
        }
        if new.is_empty() {
            return moves;
        }
        let end = document.text().len();
        let tail = groups.last().filter(|group| ends_at(group, end));
        let mut notes = new;
        let mut heading = None;
        if self.target != ConversionTarget::Markdown {
            let start = tail
                .and_then(|tail| tail.first())
                .map_or(end, |first| first.all.start);
            notes.extend(tail.into_iter().flatten().map(|lines| lines.note.id));
            self.sort(&mut notes);
            moves.groups.extend(tail.cloned());
            heading = (!stands_under_heading(document, start)).then(|| notes_heading(document));
        }
        moves.destinations.push(NoteDestination {
            end,
            notes,
            heading,
        });
        moves
    }

    /// Notes that are written into the text leave their lines, and the heading over them goes where none stay.
    fn leave_lines(&self) -> Moves {
        let document = self.document;
        let goes = |lines: &NoteLines| self.inlined.contains_key(&lines.note.id);
        let mut leaving: Vec<Vec<NoteLines>> = Vec::new();
        for group in groups(document) {
            match group.iter().all(goes) {
                true => leaving.push(group),
                false => {
                    let alone = group.into_iter().filter(goes).map(|lines| vec![lines]);
                    leaving.extend(alone);
                }
            }
        }
        for section in sections(document) {
            take_heading(document, &section, &mut leaving);
        }
        Moves {
            groups: leaving,
            ..Moves::default()
        }
    }

    /// All notes come into one list: where one stands under a heading such as Notes, or at the end.
    fn to_list(&self, new: Vec<ItemId>, builder: &mut EditBuilder<'_>) -> Result<Moves, Refusal> {
        let document = self.document;
        let mut groups = groups(document);
        self.check_list(&groups)?;
        let start = |group: &Vec<NoteLines>| group.first().map_or(0, |first| first.all.start);
        let under_heading = |group: &Vec<NoteLines>| stands_under_heading(document, start(group));
        let home = groups.iter().rposition(under_heading);
        let len = document.text().len();
        let end = home.and_then(|home| groups[home].last());
        let end = end.map_or(len, |last| last.all.end);
        let mut notes: Vec<ItemId> = groups.iter().flatten().map(|lines| lines.note.id).collect();
        notes.extend(new);
        self.sort(&mut notes);
        let mut heading = None;
        if home.is_none() {
            let over = notes_heading(document);
            let ids =
                |group: &Vec<NoteLines>| group.iter().map(|lines| lines.note.id).eq(notes.clone());
            match groups.last().filter(|last| ends_at(last, len) && ids(last)) {
                Some(last) => {
                    let blank = document.text().line_break().repeat(2);
                    builder.insert(start(last), format!("{over}{blank}"));
                }
                None => heading = Some(over),
            }
        }
        for section in sections(document) {
            let is_home =
                home.is_some_and(|home| section.span.covers(Span::at(start(&groups[home]))));
            if !is_home {
                take_heading(document, &section, &mut groups);
            }
        }
        let destination = NoteDestination {
            end,
            notes,
            heading,
        };
        Ok(Moves {
            groups,
            destinations: vec![destination],
        })
    }

    /// Refuses where not all notes can be items of one list.
    fn check_list(&self, groups: &[Vec<NoteLines>]) -> Result<(), Refusal> {
        let movable = groups.iter().flatten().map(|lines| lines.note.id);
        let movable: FxHashSet<ItemId> = movable.collect();
        let fixed = |note: &Note| note.form != Form::Inline && !movable.contains(&note.id);
        if let Some(note) = self.document.notes().find(fixed) {
            let what = "a note is inside a quote, a list or a paragraph";
            return Err(self.refusal(note.opener, what));
        }
        let mut markers = self.document.markers();
        let missing = markers.find(|marker| marker.note.is_none());
        if let Some(marker) = missing.filter(|_| self.document.kind() != DocumentKind::Plain) {
            let what = "a marker has no note, and a numbered list cannot skip its number";
            return Err(self.refusal(marker.span, what));
        }
        Ok(())
    }

    /// Sets the paragraphs of plain text apart that only a page parts: a Markdown renderer would take them for one.
    fn part_pages(&self, builder: &mut EditBuilder<'_>) {
        let document = self.document;
        if document.kind() != DocumentKind::Plain || self.target.form() != Form::Markdown {
            return;
        }
        let is_running =
            |at: BlockAt<'_>| at.block.leaf == Leaf::Paragraph && !begins_note(document, at);
        let blocks = document.blocks();
        for (first, second) in blocks.iter().zip(blocks.iter_from(1)) {
            let touches = !second.block.start.after.is_blank;
            if touches && is_running(first) && is_running(second) {
                builder.insert(second.start, document.text().line_break());
            }
        }
    }

    /// Sets a note apart from what stands beside it, where the form asks for it. Markdown notes may touch one
    /// another and nothing else; what is printed as a paragraph may touch nothing in Markdown.
    fn part(&self, note: &Note, builder: &mut EditBuilder<'_>) {
        let text = self.document.text();
        let number = text.line_of(note.opener.start);
        let line = text.line(number);
        let lead = text.slice(Span::new(line.start, note.opener.start));
        let is_markdown = self.target.form() == Form::Markdown;
        let is_parted = note.form == Form::Flat
            || (note.form == Form::Markdown && self.document.kind() != DocumentKind::Plain);
        if note.form == self.target.form() || !lead.trim().is_empty() || !(is_markdown || is_parted)
        {
            return;
        }
        let newline = self.document.text().line_break();
        let is_blank = |line: usize| text.slice(text.line(line)).trim().is_empty();
        let begins = |offset| {
            let block = self.document.blocks().at_offset(offset);
            block.is_some_and(|block| begins_note(self.document, block))
        };
        let may_touch = is_markdown || note.form == Form::Flat;
        let touches_note = |offset| may_touch && begins(offset);
        let last = text.line_of(note.span.end);
        let next = text.line(last + 1).start;
        if last + 1 < text.line_count() && !is_blank(last + 1) && !touches_note(next) {
            builder.insert(text.line(last).end, newline);
        }
        let before = number.checked_sub(1).filter(|before| !is_blank(*before));
        if let Some(before) = before.filter(|_| may_touch)
            && self.document.note_at(text.line(before).end).is_none()
        {
            builder.insert(line.start, newline);
        }
    }
}

impl Moves {
    /// Moves the footnotes in the middle of a paragraph after it, unless all of them have the form already.
    fn join(&mut self, document: &Document, groups: &[Vec<NoteLines>], form: Form) {
        for split in splits(document) {
            let within = groups.iter().filter(|group| {
                let first = group.first();
                first.is_some_and(|first| split.covers(first.span))
            });
            let within: Vec<Vec<NoteLines>> = within.cloned().collect();
            let mut all = within.iter().flatten();
            if all.any(|lines| lines.note.form != form) {
                self.destinations.push(NoteDestination {
                    end: after_list(document, split.end),
                    notes: within.iter().flatten().map(|lines| lines.note.id).collect(),
                    heading: None,
                });
                self.groups.extend(within);
            }
        }
    }
}

/// Where notes stand that are to follow the paragraph that ends at `end`, in bytes: below the list that touches it, as
/// readers of Markdown would take its items for a part of the last note.
fn after_list(document: &Document, end: usize) -> usize {
    let blocks = document.blocks();
    let first = blocks.at_offset(end).filter(|at| at.start == end);
    let Some(first) = first.filter(|at| !at.block.start.after.is_blank) else {
        return end;
    };
    let is_item = |at: &BlockAt<'_>| {
        at.block.leaf == Leaf::Paragraph && (at.block.opens.is_some() || at.block.kept > 0)
    };
    let items = blocks.iter_from(first.index).take_while(is_item);
    items
        .filter(|at| !begins_note(document, *at))
        .last()
        .map_or(end, |at| at.span().end)
}

fn ends_at(group: &[NoteLines], end: usize) -> bool {
    group.last().is_some_and(|last| last.all.end == end)
}
