use std::cell::OnceCell;

use crate::index::{Anchored, Anchors, Document};
use crate::text::Span;

/// The places in a document that a link may lead to, looked for when they are first asked for.
pub(super) struct Places<'a> {
    document: &'a Document,
    anchors: OnceCell<Anchors<Span>>,
}

impl<'a> Places<'a> {
    /// Those of `document`.
    pub fn of(document: &'a Document) -> Places<'a> {
        Places {
            document,
            anchors: OnceCell::new(),
        }
    }

    /// Where the fragment of a link leads.
    pub fn find(&self, fragment: &str) -> Anchored<Span> {
        let anchors = self.anchors.get_or_init(|| Anchors::of(self.document));
        anchors.find(fragment)
    }
}
