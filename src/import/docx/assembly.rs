//! Paragraphs put together to blocks: items to lists, quoted paragraphs to quotations.

use super::super::manuscript::{Content, Inline, List, ManuscriptBlock};
use super::numbering::ItemNumber;

/// A paragraph, or a block, as it stands in the file.
#[derive(Clone, Debug)]
pub(super) enum BodyEntry {
    Block(ManuscriptBlock),
    /// An item of the list with the id `list`.
    Item {
        list: String,
        level: u8,
        sign: ItemNumber,
        block: ManuscriptBlock,
    },
    /// A paragraph that goes on with the item before it, if there is one.
    Continuation(ManuscriptBlock),
    Quote(ManuscriptBlock),
    /// A line of program text.
    Code(ManuscriptBlock),
}

/// A list that is not yet complete.
struct Open {
    id: String,
    level: u8,
    list: List,
    /// Its first item.
    first: ManuscriptBlock,
}

/// The blocks that `entries` make.
pub(super) fn blocks(entries: Vec<BodyEntry>) -> Vec<ManuscriptBlock> {
    let mut assembly = Assembly::default();
    for entry in entries {
        assembly.add(entry);
    }
    assembly.close_lists(0);
    assembly.blocks
}

#[derive(Default)]
struct Assembly {
    blocks: Vec<ManuscriptBlock>,
    /// The lists around the last item, from the outside.
    open: Vec<Open>,
}

impl Assembly {
    fn add(&mut self, entry: BodyEntry) {
        match entry {
            BodyEntry::Item {
                list,
                level,
                sign,
                block,
            } => self.item(list, level, sign, block),
            BodyEntry::Continuation(block) => match self.last_item() {
                Some(item) => item.push(block),
                None => self.blocks.push(block),
            },
            BodyEntry::Block(block) => {
                self.close_lists(0);
                self.blocks.push(block);
            }
            BodyEntry::Quote(block) => {
                self.close_lists(0);
                match self.blocks.last_mut().map(|last| &mut last.content) {
                    Some(Content::Quote(blocks)) => blocks.push(block),
                    _ => self.blocks.push(ManuscriptBlock {
                        origin: block.origin,
                        content: Content::Quote(vec![block]),
                    }),
                }
            }
            BodyEntry::Code(block) => {
                self.close_lists(0);
                self.code(block);
            }
        }
    }

    fn code(&mut self, block: ManuscriptBlock) {
        let Content::Paragraph(text) = &block.content else {
            return;
        };
        let line = lines(text);
        match self.blocks.last_mut().map(|last| &mut last.content) {
            Some(Content::Code(code)) => {
                code.push('\n');
                code.push_str(&line);
            }
            _ => self.blocks.push(ManuscriptBlock {
                origin: block.origin,
                content: Content::Code(line),
            }),
        }
    }

    fn last_item(&mut self) -> Option<&mut Vec<ManuscriptBlock>> {
        self.open.last_mut()?.list.items.last_mut()
    }

    fn item(&mut self, id: String, level: u8, sign: ItemNumber, block: ManuscriptBlock) {
        let deeper = self.open.iter().position(|open| open.level > level);
        if let Some(deeper) = deeper {
            self.close_lists(deeper);
        }
        // Another list at the same level, or one that begins anew.
        let goes_on = |open: &Open| {
            open.id == id && open.list.numbering == sign.format && open.follows(sign.number)
        };
        let depth = self.open.len();
        if self
            .open
            .last()
            .is_some_and(|open| open.level == level && !goes_on(open))
        {
            self.close_lists(depth - 1);
        }
        match self.open.last_mut().filter(|open| open.level == level) {
            Some(open) => open.list.items.push(vec![block]),
            None => self.open.push(Open {
                id,
                level,
                list: List {
                    start: sign.number,
                    numbering: sign.format,
                    items: vec![vec![block.clone()]],
                },
                first: block,
            }),
        }
    }

    /// Closes the open lists from the one at `from` on.
    fn close_lists(&mut self, from: usize) {
        while self.open.len() > from {
            let Some(open) = self.open.pop() else {
                return;
            };
            let block = ManuscriptBlock {
                origin: open.first.origin,
                content: Content::List(open.list),
            };
            match self.last_item() {
                Some(item) => item.push(block),
                None => self.blocks.push(block),
            }
        }
    }
}

impl Open {
    /// Whether an item with `number` is the next of the list.
    fn follows(&self, number: Option<u64>) -> bool {
        match (self.list.start, number) {
            (Some(start), Some(number)) => start + self.list.items.len() as u64 == number,
            (None, None) => true,
            _ => false,
        }
    }
}

/// Whether a paragraph has neither words nor notes.
pub(super) fn is_empty(text: &[Inline]) -> bool {
    let has_note = text.iter().any(|inline| matches!(inline, Inline::Note(_)));
    !has_note && Inline::words(text).trim().is_empty()
}

/// The words of `text`, with its line breaks.
fn lines(text: &[Inline]) -> String {
    let parts = text.iter().map(|inline| match inline {
        Inline::Break => "\n".to_owned(),
        inline => Inline::words(std::slice::from_ref(inline)),
    });
    parts.collect()
}
