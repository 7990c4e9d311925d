//! Where comments suppress rules.

use crate::index::{Document, ItemId};
use crate::syntax::{BlockAt, ItemKind, Leaf, suppressions};
use crate::text::Span;

/// The comments of a document that suppress rules.
pub(super) struct Suppressions {
    /// Where a comment holds, from one place to another, by place; its codes, none for all.
    areas: Vec<(Span, Vec<String>)>,
    /// For each area, how far it or one before it reaches.
    reach: Vec<usize>,
}

impl Suppressions {
    /// The comments of `document`.
    pub fn of(document: &Document) -> Suppressions {
        let mut find = Areas {
            document,
            last: None,
        };
        let comments = document.footnotes().suppressions().iter().rev();
        let mut areas: Vec<_> = comments.filter_map(|id| find.of(*id)).collect();
        areas.sort_by_key(|(span, _)| span.start);
        let reach = areas.iter().scan(0, |reach, (span, _)| {
            *reach = span.end.max(*reach);
            Some(*reach)
        });
        let reach = reach.collect();
        Suppressions { areas, reach }
    }

    /// Whether a comment suppresses the rule of `code` for a finding at `span`.
    pub fn apply(&self, code: &str, span: Span) -> bool {
        let before = self
            .areas
            .partition_point(|(area, _)| area.start <= span.start);
        let reaches = |index: &usize| self.reach[*index] >= span.start;
        (0..before).rev().take_while(reaches).any(|index| {
            let (area, codes) = &self.areas[index];
            let named = codes.is_empty() || codes.iter().any(|named| named == code);
            named && (area.contains(span.start) || (span.is_empty() && area.touches(span.start)))
        })
    }
}

/// Finds where comments hold, from the last one back: what one that stands alone speaks of, one before it
/// speaks of too.
struct Areas<'a> {
    document: &'a Document,
    /// The block of the comment found last, and the block that it speaks of.
    last: Option<(usize, Option<BlockAt<'a>>)>,
}

impl<'a> Areas<'a> {
    /// Where the comment holds, and its codes: in the file; for one that stands alone, in the block or
    /// note after it; else in the block or note around it.
    fn of(&mut self, id: ItemId) -> Option<(Span, Vec<String>)> {
        let (block, item) = self.document.item(id)?;
        let ItemKind::Suppression { file, alone } = item.kind else {
            return None;
        };
        let span = item.span.shift(block.start);
        let comment = self.document.text().slice(span);
        let codes = suppressions(&comment)
            .into_iter()
            .map(str::to_owned)
            .collect();
        let around = self
            .document
            .note_at(span.start)
            .filter(|note| note.span.covers(span));
        let area = match (file, around, alone) {
            (true, ..) => self.document.text().span(),
            (_, Some(note), _) => note.span,
            (_, _, true) => {
                let subject = self.after(block.index)?;
                self.whole(subject)
            }
            (_, _, false) => self.whole(block),
        };
        Some((area, codes))
    }

    /// The block after the comment in the block of that number, comments and blank lines apart.
    fn after(&mut self, index: usize) -> Option<BlockAt<'a>> {
        let mut found = None;
        for at in self.document.blocks().iter_from(index + 1) {
            match self.last {
                Some((comment, subject)) if comment == at.index => {
                    found = subject;
                    break;
                }
                _ if matches!(at.block.leaf, Leaf::Blank | Leaf::Comment) => {}
                _ => {
                    found = Some(at);
                    break;
                }
            }
        }
        self.last = Some((index, found));
        found
    }

    /// The block, with all of the note that begins in it.
    fn whole(&self, at: BlockAt<'_>) -> Span {
        let opener = self
            .document
            .items_in(at)
            .find_map(|(id, _)| self.document.note(id));
        let note =
            opener.filter(|note| note.opener.start >= at.start && at.block.opener().is_some());
        note.map_or(at.span(), |note| at.span().join(note.span))
    }
}
