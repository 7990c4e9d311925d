//! Reads again what an edit touches, and nothing else.

use std::ops::Range;
use std::sync::Arc;

use crate::text::{Span, Text};

use super::front_matter::is_fence_of_front_matter;
use super::segmenter::BlockSegmenter;
use super::{Block, BlockAt, BlockState, Blocks, DocumentKind, Leaf, parse};

/// How many untouched blocks a window takes in first; it doubles until the new blocks meet the old ones.
const LOOKAHEAD: usize = 2;

/// The blocks after an edit, and which changed.
#[derive(Debug)]
pub struct Reparse {
    /// All blocks of the new text.
    pub blocks: Blocks,
    /// Which of the old blocks were replaced.
    pub old: Range<usize>,
    /// Which of the new blocks replaced them.
    pub new: Range<usize>,
}

/// The blocks of `text`, which came of the text of `old` by replacing `replaced` by `inserted` bytes.
pub fn reparse(
    old: &Blocks,
    text: &Text,
    replaced: Span,
    inserted: usize,
    kind: DocumentKind,
) -> Reparse {
    let edit = TextChange {
        old,
        text,
        replaced,
        inserted,
        kind,
    };
    let Some(touched) = old.at_offset(replaced.start) else {
        return edit.afresh();
    };
    let first = touched.index.saturating_sub(1);
    let opens_front_matter = is_fence_of_front_matter(&text.slice(text.line(0)));
    let has_front_matter = old
        .get(0)
        .is_some_and(|block| block.block.leaf == Leaf::FrontMatter);
    if opens_front_matter && (!has_front_matter || first == 0) {
        return edit.afresh();
    }
    let last = old
        .at_offset(replaced.end)
        .map_or(first, |block| block.index);
    let mut ahead = LOOKAHEAD;
    loop {
        let stop = last + 1 + ahead;
        if let Some(reparse) = edit.within(first, stop) {
            return reparse;
        }
        ahead = ahead.saturating_mul(2);
    }
}

struct TextChange<'a> {
    old: &'a Blocks,
    text: &'a Text,
    replaced: Span,
    inserted: usize,
    kind: DocumentKind,
}

impl TextChange<'_> {
    /// Reads everything.
    fn afresh(&self) -> Reparse {
        let blocks = parse(&self.text.to_string(), self.kind);
        let new = 0..blocks.len();
        Reparse {
            old: 0..self.old.len(),
            new,
            blocks,
        }
    }

    /// Reads from the old block `first` on, with the text as far as the old block `stop`; none if the new
    /// blocks do not meet the old ones by then.
    fn within(&self, first: usize, stop: usize) -> Option<Reparse> {
        let start = self.old.get(first)?;
        let end = match self.old.get(stop) {
            Some(block) => self.moved(block.start),
            None => self.text.len(),
        };
        let window = self.text.slice(Span::new(start.start, end));
        let to_end = end == self.text.len();
        let state = if first == 0 {
            BlockState::start()
        } else {
            start.block.start.clone()
        };
        let mut segmenter = BlockSegmenter::new(&window, state, self.kind, to_end);
        let mut old = self
            .old
            .iter_from(first)
            .skip_while(|block| block.start < self.replaced.end);
        let mut candidate = old.next();
        let mut new: Vec<Arc<Block>> = Vec::new();
        loop {
            let at = start.start + segmenter.at();
            while candidate.is_some_and(|block| self.moved(block.start) < at) {
                candidate = old.next();
            }
            if let Some(met) = candidate
                && self.moved(met.start) == at
                && met.block.start == *segmenter.state()
                && !new.is_empty()
            {
                return Some(self.spliced(first..met.index, new));
            }
            match segmenter.next_block() {
                Some(block) => new.push(Arc::new(block)),
                None if to_end && segmenter.at() >= window.len() => {
                    return Some(self.spliced(first..self.old.len(), new));
                }
                None => return None,
            }
        }
    }

    /// The old blocks with those of the range `old` replaced by `new`. What was read again without being
    /// touched, and is the same, stays the old block, so that it counts as unchanged. A block that the edit
    /// touched is another one even where it is cut alike: its text is not in it.
    fn spliced(&self, old: Range<usize>, mut new: Vec<Arc<Block>>) -> Reparse {
        let olds: Vec<BlockAt<'_>> = self.old.iter_from(old.start).take(old.len()).collect();
        let before = |at: &BlockAt<'_>| at.span().end <= self.replaced.start;
        let after = |at: &BlockAt<'_>| at.start >= self.replaced.end;
        let same = |at: &BlockAt<'_>, block: &Arc<Block>| *at.block == **block;
        let front = olds.iter().zip(&new);
        let first = front
            .take_while(|(at, block)| before(at) && same(at, block))
            .count();
        let back = olds[first..].iter().rev().zip(new[first..].iter().rev());
        let last = back
            .take_while(|(at, block)| after(at) && same(at, block))
            .count();
        let old = old.start + first..old.end - last;
        new.truncate(new.len() - last);
        new.drain(..first);
        let replacing = old.start..old.start + new.len();
        let blocks = self.old.splice(old.clone(), new);
        Reparse {
            blocks,
            old,
            new: replacing,
        }
    }

    /// Where a place after the edit stands now.
    fn moved(&self, offset: usize) -> usize {
        offset - self.replaced.end + self.replaced.start + self.inserted
    }
}
