//! The blocks of a document in chunks, so that an edit copies one chunk and shares the rest.

use std::ops::Range;
use std::sync::Arc;

use crate::config::Form;
use crate::text::Span;

use super::{Block, Container, Item, ItemKind};

/// The fewest and the most blocks of a chunk when it is made; half of it and twice of it are the bounds
/// after edits. An edit copies the blocks of a chunk and the list of chunks: both are about as long where
/// a chunk has as many blocks as there are chunks.
const CHUNK: std::ops::RangeInclusive<usize> = 64..=128;

/// The blocks of a document, in order. They tile its text.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    /// Blocks of a chunk when it is made.
    size: usize,
    chunks: Vec<Arc<BlockChunk>>,
    /// Before each chunk, and after the last: how much there is.
    starts: Vec<Count>,
}

/// A run of neighbouring blocks.
#[derive(Debug)]
pub struct BlockChunk {
    blocks: Vec<Arc<Block>>,
    /// Before each block, and after the last: how much of the chunk there is.
    starts: Vec<Count>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    bytes: usize,
    blocks: usize,
    items: usize,
}

/// A block and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct BlockAt<'a> {
    /// Which it is, from 0.
    pub index: usize,
    /// Its first byte.
    pub start: usize,
    /// How many items stand before it.
    pub items: usize,
    /// The block.
    pub block: &'a Block,
}

impl BlockAt<'_> {
    /// All of it, trailing blank lines included.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.start + self.block.len)
    }

    /// Its content.
    pub fn body(&self) -> Span {
        self.block.body.shift(self.start)
    }

    /// Whether it begins a Markdown footnote, or stands in one.
    pub fn is_in_note(&self) -> bool {
        let mut open = self.block.start.containers.iter().take(self.block.kept);
        let opener = self.block.opener().map(|item| &item.kind);
        let form = Form::Markdown;
        matches!(opener, Some(ItemKind::Note { form: written, .. }) if *written == form)
            || open.any(|container| matches!(container, Container::Note { .. }))
    }
}

impl BlockChunk {
    fn new(blocks: Vec<Arc<Block>>) -> Self {
        let mut starts = Vec::with_capacity(blocks.len() + 1);
        let mut count = Count::default();
        starts.push(count);
        for block in &blocks {
            count.bytes += block.len;
            count.blocks += 1;
            count.items += block.items.len();
            starts.push(count);
        }
        BlockChunk { blocks, starts }
    }

    /// How much there is in all.
    fn size(&self) -> Count {
        self.starts.last().copied().unwrap_or_default()
    }

    /// The block of that index in a chunk before which there is `before`.
    fn block(&self, index: usize, before: Count) -> Option<BlockAt<'_>> {
        let start = self.starts.get(index)?;
        Some(BlockAt {
            index: before.blocks + index,
            start: before.bytes + start.bytes,
            items: before.items + start.items,
            block: self.blocks.get(index)?,
        })
    }

    /// The last block whose start, as `key` counts it, is not after `value`.
    fn block_by(&self, value: usize, key: impl Fn(&Count) -> usize) -> usize {
        last_not_after(&self.starts, value, key).min(self.blocks.len().saturating_sub(1))
    }
}

impl Blocks {
    /// The sequence of `blocks`.
    pub fn new(blocks: Vec<Arc<Block>>) -> Self {
        let size = blocks.len().isqrt().clamp(*CHUNK.start(), *CHUNK.end());
        let chunks = chunked(blocks, size);
        let starts = counts(Count::default(), &chunks);
        Blocks {
            size,
            chunks,
            starts,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.total().blocks
    }

    /// Whether there is none: the text is empty.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// How many items there are in all blocks.
    pub fn item_count(&self) -> usize {
        self.total().items
    }

    fn total(&self) -> Count {
        self.starts.last().copied().unwrap_or_default()
    }

    /// The chunks, each with its first byte and the index of its first block.
    pub fn chunks(&self) -> impl Iterator<Item = (usize, usize, &Arc<BlockChunk>)> {
        let starts = self.starts.iter();
        let chunks = self.chunks.iter().zip(starts);
        chunks.map(|(chunk, start)| (start.bytes, start.blocks, chunk))
    }

    /// The blocks from `index` on.
    pub fn iter_from(&self, index: usize) -> impl Iterator<Item = BlockAt<'_>> {
        let first = self.chunk_by(index, |count| count.blocks);
        let skip = index - self.starts.get(first).map_or(index, |start| start.blocks);
        let chunks = self.chunks.iter().zip(&self.starts).skip(first);
        chunks.enumerate().flat_map(move |(nth, (chunk, before))| {
            let from = if nth == 0 { skip } else { 0 };
            (from..chunk.blocks.len()).filter_map(move |index| chunk.block(index, *before))
        })
    }

    /// All blocks.
    pub fn iter(&self) -> impl Iterator<Item = BlockAt<'_>> {
        self.iter_from(0)
    }

    /// The block of that index.
    pub fn get(&self, index: usize) -> Option<BlockAt<'_>> {
        let chunk = self.chunk_by(index, |count| count.blocks);
        let before = *self.starts.get(chunk)?;
        self.chunks
            .get(chunk)?
            .block(index.checked_sub(before.blocks)?, before)
    }

    /// The block that holds the byte at `offset`; the last one for the end of the text.
    pub fn at_offset(&self, offset: usize) -> Option<BlockAt<'_>> {
        let index = self.chunk_by(offset, |count| count.bytes);
        let before = *self.starts.get(index)?;
        let chunk = self.chunks.get(index)?;
        chunk.block(
            chunk.block_by(offset - before.bytes, |count| count.bytes),
            before,
        )
    }

    /// The item of that number, counted through all blocks, and its block.
    pub fn item(&self, number: usize) -> Option<(BlockAt<'_>, &Item)> {
        let index = self.chunk_by(number, |count| count.items);
        let before = *self.starts.get(index)?;
        let chunk = self.chunks.get(index)?;
        let at = chunk.block(
            chunk.block_by(number - before.items, |count| count.items),
            before,
        )?;
        Some((at, at.block.items.get(number - at.items)?))
    }

    /// All items, in order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        let blocks = self.chunks.iter().flat_map(|chunk| chunk.blocks.iter());
        blocks.flat_map(|block| block.items.iter())
    }

    /// Which blocks differ from those of `old`, as their numbers there and here. Blocks that both share
    /// are told by their address alone.
    pub fn difference(&self, old: &Blocks) -> (Range<usize>, Range<usize>) {
        let same = |(a, b): (&Arc<BlockChunk>, &Arc<BlockChunk>)| Arc::ptr_eq(a, b);
        let chunks = || old.chunks.iter().zip(&self.chunks);
        let before = chunks().take_while(|pair| same(*pair)).count();
        let most = old.chunks.len().min(self.chunks.len()) - before;
        let back = old
            .chunks
            .iter()
            .rev()
            .zip(self.chunks.iter().rev())
            .take(most);
        let after = back.take_while(|pair| same(*pair)).count();
        fn inner(chunks: &[Arc<BlockChunk>]) -> Vec<&Arc<Block>> {
            chunks
                .iter()
                .flat_map(|chunk| chunk.blocks.iter())
                .collect()
        }
        let olds = inner(&old.chunks[before..old.chunks.len() - after]);
        let news = inner(&self.chunks[before..self.chunks.len() - after]);
        let same = |(a, b): (&&Arc<Block>, &&Arc<Block>)| Arc::ptr_eq(a, b);
        let first = olds
            .iter()
            .zip(&news)
            .take_while(|pair| same(*pair))
            .count();
        let most = olds.len().min(news.len()) - first;
        let back = olds.iter().rev().zip(news.iter().rev()).take(most);
        let last = back.take_while(|pair| same(*pair)).count();
        let base = self.starts.get(before).map_or(0, |count| count.blocks);
        let range = |len: usize| base + first..base + len - last;
        (range(olds.len()), range(news.len()))
    }

    /// The items of the blocks in `range`, in order.
    pub fn items_of(&self, range: Range<usize>) -> impl Iterator<Item = &Item> {
        let blocks = self.iter_from(range.start).take(range.len());
        blocks.flat_map(|at| at.block.items.iter())
    }

    /// The sequence with the blocks of `range` replaced by `new`; chunks outside of it are shared.
    pub fn splice(&self, range: Range<usize>, new: Vec<Arc<Block>>) -> Blocks {
        if self.chunks.is_empty() {
            return Blocks::new(new);
        }
        let first = self.chunk_by(range.start, |count| count.blocks);
        let mut last = self.chunk_by(range.end.max(range.start + 1) - 1, |count| count.blocks);
        let before = range.start - self.starts[first].blocks;
        let after = range.end - self.starts[last].blocks;
        let mut blocks: Vec<_> = self.chunks[first].blocks[..before].to_vec();
        blocks.extend(new);
        blocks.extend(self.chunks[last].blocks[after..].iter().cloned());
        if blocks.len() < self.size / 2 && last + 1 < self.chunks.len() {
            last += 1;
            blocks.extend(self.chunks[last].blocks.iter().cloned());
        }
        let mut chunks = Vec::with_capacity(self.chunks.len() + 1);
        chunks.extend_from_slice(&self.chunks[..first]);
        chunks.extend(chunked(blocks, self.size));
        let changed = chunks.len();
        chunks.extend_from_slice(&self.chunks[last + 1..]);
        let mut starts = self.starts[..first].to_vec();
        starts.extend(counts(self.starts[first], &chunks[first..changed]));
        let (before, after) = (self.starts[last + 1], starts[changed]);
        let moved = |count: &Count| Count {
            bytes: count.bytes - before.bytes + after.bytes,
            blocks: count.blocks - before.blocks + after.blocks,
            items: count.items - before.items + after.items,
        };
        starts.extend(self.starts[last + 2..].iter().map(moved));
        Blocks {
            size: self.size,
            chunks,
            starts,
        }
    }

    /// The last chunk whose start, as `key` counts it, is not after `value`.
    fn chunk_by(&self, value: usize, key: impl Fn(&Count) -> usize) -> usize {
        last_not_after(&self.starts, value, key).min(self.chunks.len().saturating_sub(1))
    }
}

/// The last of `starts` that, as `key` counts it, is not after `value`. What holds nothing of what is counted
/// is passed over, so that the one found holds the thing counted, if there is one.
fn last_not_after(starts: &[Count], value: usize, key: impl Fn(&Count) -> usize) -> usize {
    starts
        .partition_point(|count| key(count) <= value)
        .saturating_sub(1)
}

impl PartialEq for Blocks {
    fn eq(&self, other: &Self) -> bool {
        let blocks = |all: &Self| {
            all.chunks
                .iter()
                .flat_map(|chunk| chunk.blocks.clone())
                .collect::<Vec<_>>()
        };
        blocks(self) == blocks(other)
    }
}

/// Cuts `blocks` into chunks of about `size`.
fn chunked(blocks: Vec<Arc<Block>>, size: usize) -> Vec<Arc<BlockChunk>> {
    if blocks.len() <= size * 2 {
        return match blocks.is_empty() {
            true => Vec::new(),
            false => vec![Arc::new(BlockChunk::new(blocks))],
        };
    }
    blocks
        .chunks(size)
        .map(|blocks| Arc::new(BlockChunk::new(blocks.to_vec())))
        .collect()
}

/// What there is before each of `chunks`, and after the last; before the first there is `count`.
fn counts(mut count: Count, chunks: &[Arc<BlockChunk>]) -> Vec<Count> {
    let mut starts = Vec::with_capacity(chunks.len() + 1);
    starts.push(count);
    for chunk in chunks {
        let size = chunk.size();
        count.bytes += size.bytes;
        count.blocks += size.blocks;
        count.items += size.items;
        starts.push(count);
    }
    starts
}
