use super::{BlockState, DocumentKind};

/// Reads block after block. The text may be a window on a document; what is decided looks at most one
/// line past the end of a block, so that an edit reaches only the block that it touches and the one before.
pub(super) struct BlockSegmenter<'a> {
    pub(super) text: &'a str,
    pub(super) kind: DocumentKind,
    pub(super) at: usize,
    pub(super) state: BlockState,
    /// Whether no items are wanted but those that other documents may ask of.
    pub(super) skims: bool,
    pub(super) to_end: bool,
}

impl<'a> BlockSegmenter<'a> {
    /// Splits `text`, which begins in `state`. `to_end`: whether it reaches the document's end.
    pub fn new(text: &'a str, state: BlockState, kind: DocumentKind, to_end: bool) -> Self {
        BlockSegmenter {
            text,
            kind,
            at: 0,
            state,
            skims: false,
            to_end,
        }
    }

    /// Splits a whole text, and leaves out the items that other documents do not ask of.
    pub fn skimming(text: &'a str, kind: DocumentKind) -> Self {
        BlockSegmenter {
            skims: true,
            ..BlockSegmenter::new(text, BlockState::start(), kind, true)
        }
    }

    /// Where the next block begins, in bytes of the text.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The state before the next block.
    pub fn state(&self) -> &BlockState {
        &self.state
    }

    /// The state before the block that is being read.
    pub(super) fn before(&self) -> &BlockState {
        &self.state
    }
}
