//! What is new in a document since it was checked last, and which findings that leaves as they were.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use crate::index::{Document, ItemId, Passage};
use crate::syntax::{BlockAt, ItemKind};

use super::Find;
use super::places::Places;
use super::raw_diagnostic::{RawDiagnostic, Shift, Subject};

/// The change from one state of a document to a later one.
pub(super) struct DocumentChange<'a> {
    old: &'a Document,
    document: &'a Document,
    keeps_table: bool,
    /// Whether no block is another.
    keeps_blocks: bool,
    keeps_headings: bool,
    /// Whether the places that a link may lead to have the same names.
    keeps_places: bool,
    /// Whether the notes outside of what changed are the same.
    keeps_notes: bool,
    /// Whether nothing changed within a note.
    keeps_text: bool,
    notes: Recheck<ItemId>,
    blocks: Recheck<usize>,
    /// Those told from the words, when a rule asks for them.
    passages: OnceCell<Recheck<usize>>,
    keeps_date: OnceCell<bool>,
    shift: Shift,
}

/// What is to be looked at again.
struct Recheck<T> {
    /// Which of the new ones, by their place among all.
    new: Range<usize>,
    /// The first of the old ones that they replace, and the first after those.
    first: Option<T>,
    after: Option<T>,
}

impl<'a> DocumentChange<'a> {
    /// What differs between `old` and `new`, told from the blocks that both share.
    pub fn between(old: &'a Document, new: &'a Document) -> DocumentChange<'a> {
        let keeps_table = Arc::ptr_eq(old.footnotes(), new.footnotes());
        let (old_blocks, new_blocks) = new.blocks().difference(old.blocks());
        let has = |is_meant: fn(&ItemKind) -> bool| {
            let mut old = old.blocks().items_of(old_blocks.clone());
            let mut new = new.blocks().items_of(new_blocks.clone());
            old.any(|item| is_meant(&item.kind)) || new.any(|item| is_meant(&item.kind))
        };
        let same_headings = !has(|item| matches!(item, ItemKind::Heading { .. }));
        let same_anchors = !has(|item| matches!(item, ItemKind::Anchor { .. }));
        let is_laid_out = old.footnotes().is_laid_out || new.footnotes().is_laid_out;
        // Which links are markers or in notes, the table of pairs says.
        let keeps_links = || !is_laid_out && !may_be_links(old) && !may_be_links(new);
        let count = |new: usize, old: usize| new as isize - old as isize;
        let shift = Shift {
            items: count(new.blocks().item_count(), old.blocks().item_count()),
            blocks: count(new.blocks().len(), old.blocks().len()),
        };
        let old_notes = old.notes_touching(old_blocks.clone());
        let new_notes = new.notes_touching(new_blocks.clone());
        let keeps_text =
            !reach_into(old, &old_notes, &old_blocks) && !reach_into(new, &new_notes, &new_blocks);
        let start = old_notes.start.min(new_notes.start);
        let (olds, news) = (old.footnotes().notes(), new.footnotes().notes());
        let (old_after, new_after) = (&olds[old_notes.end..], &news[new_notes.end..]);
        let moved = old_after.iter().map(|id| id.shifted(shift.items));
        // What a note has for its text depends on the renderer.
        let keeps_dialect = old.footnotes().dialect == new.footnotes().dialect;
        let keeps_notes = keeps_table
            || keeps_dialect
                && olds[..start] == news[..start]
                && moved.eq(new_after.iter().copied());
        DocumentChange {
            old,
            document: new,
            keeps_table,
            keeps_blocks: old_blocks.is_empty() && new_blocks.is_empty(),
            keeps_headings: keeps_table && same_headings,
            keeps_places: same_headings && same_anchors && (keeps_table || keeps_links()),
            keeps_notes,
            keeps_text,
            notes: Recheck {
                new: start..new_notes.end,
                first: olds.get(start).copied(),
                after: old_after.first().copied(),
            },
            blocks: with_neighbours(&old_blocks, &new_blocks),
            passages: OnceCell::new(),
            keeps_date: OnceCell::new(),
            shift,
        }
    }

    /// What a rule finds now that found `old` before.
    pub fn raw_diagnostics(
        &self,
        find: &Find,
        old: &Arc<Vec<RawDiagnostic>>,
    ) -> Arc<Vec<RawDiagnostic>> {
        match find {
            Find::Items(_) if self.keeps_table => old.clone(),
            Find::Headings(_) if self.keeps_headings => old.clone(),
            Find::Prose(_) if self.keeps_table && self.keeps_blocks => old.clone(),
            Find::Notes(_) if self.keeps_table && self.keeps_text && self.keeps_date() => {
                old.clone()
            }
            Find::Passage(find) => {
                let passages = self.passages();
                let new = &self.document.passages()[passages.new.clone()];
                let new = new.iter().flat_map(find).collect();
                self.patched(old, passages, Subject::Block, new)
            }
            Find::References(_, find) if self.keeps_table && self.keeps_text => {
                self.in_blocks(find, old)
            }
            Find::Note(find) if self.keeps_notes => {
                let notes = &self.document.footnotes().notes()[self.notes.new.clone()];
                let notes = notes.iter().filter_map(|id| self.document.note(*id));
                let new = notes.flat_map(|note| find(self.document, &note)).collect();
                self.patched(old, &self.notes, Subject::Item, new)
            }
            Find::Block(find) => self.in_blocks(find, old),
            Find::Resolved(find) if self.keeps_table => self.in_blocks(find, old),
            Find::Links(find) if self.keeps_places => {
                let places = Places::of(self.document);
                self.in_blocks(|document, at| find(document, &places, at), old)
            }
            _ => Arc::new(find.all(self.document)),
        }
    }

    /// The passages whose words or place are others, or what they are.
    fn passages(&self) -> &Recheck<usize> {
        self.passages.get_or_init(|| {
            let (old, new) = (self.old.passages(), self.document.passages());
            let (olds, news) = Passage::difference(old, new, self.shift.blocks, self.shift.items);
            let block = |index: usize| old.get(index).map(Passage::block);
            Recheck {
                new: news,
                first: block(olds.start),
                after: block(olds.end),
            }
        })
    }

    /// Whether the date of the brief is the same.
    fn keeps_date(&self) -> bool {
        let date = |document: &Document| document.date().map(|(date, _)| date);
        *self
            .keeps_date
            .get_or_init(|| date(self.old) == date(self.document))
    }

    /// What a rule on blocks finds now that found `old` before.
    fn in_blocks(
        &self,
        find: impl Fn(&Document, BlockAt<'_>) -> Vec<RawDiagnostic>,
        old: &Arc<Vec<RawDiagnostic>>,
    ) -> Arc<Vec<RawDiagnostic>> {
        let Range { start, end } = self.blocks.new;
        let blocks = self.document.blocks().iter_from(start).take(end - start);
        let new = blocks.flat_map(|at| find(self.document, at)).collect();
        self.patched(old, &self.blocks, Subject::Block, new)
    }

    /// `old` with the findings of what changed replaced by `new`, and those after it moved.
    fn patched<T: Copy>(
        &self,
        old: &Arc<Vec<RawDiagnostic>>,
        part: &Recheck<T>,
        subject: impl Fn(T) -> Subject,
        new: Vec<RawDiagnostic>,
    ) -> Arc<Vec<RawDiagnostic>> {
        let place = |first: Option<T>| match first {
            Some(first) => {
                old.partition_point(|raw_diagnostic| raw_diagnostic.subject < subject(first))
            }
            None => old.len(),
        };
        let range = place(part.first)..place(part.after);
        let stays = self.shift == Shift::default() || range.end == old.len();
        if stays && old[range.clone()] == new[..] {
            return old.clone();
        }
        let mut raw_diagnostics = old[..range.start].to_vec();
        raw_diagnostics.extend(new);
        let after = old[range.end..].iter();
        raw_diagnostics.extend(after.map(|raw_diagnostic| raw_diagnostic.shifted(self.shift)));
        Arc::new(raw_diagnostics)
    }
}

/// Whether `document` has markers or notes of a form in which the table of pairs tells them from other links and lines.
fn may_be_links(document: &Document) -> bool {
    let forms = document.markers().map(|marker| marker.form);
    let mut forms = forms.chain(document.notes().map(|note| note.form));
    forms.any(|form| !form.is_counted_anew())
}

/// Whether one of these notes of `document`, counted from the first, has a part in `blocks`.
fn reach_into(document: &Document, notes: &Range<usize>, blocks: &Range<usize>) -> bool {
    let start = |index| document.blocks().get(index).map(|at| at.start);
    let end = start(blocks.end).unwrap_or(document.text().len());
    let Some(start) = start(blocks.start) else {
        return false;
    };
    let ids = &document.footnotes().notes()[notes.clone()];
    let mut notes = ids.iter().filter_map(|id| document.note(*id));
    notes.any(|note| note.span.start < end && start < note.span.end)
}

/// The blocks that changed, and one more on each side: what a rule on blocks looks at.
fn with_neighbours(old: &Range<usize>, new: &Range<usize>) -> Recheck<usize> {
    let start = new.start.saturating_sub(1);
    Recheck {
        new: start..new.end + 1,
        first: Some(start),
        after: Some(old.end + 1),
    }
}
