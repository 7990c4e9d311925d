//! What in a document may belong together by links.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::config::Form;
use crate::syntax::{BlockAt, Blocks, ItemKind};
use crate::text::Span;

use super::candidate::Candidate;
use super::item_id::ItemId;

/// A candidate for a marker that links within the document.
#[derive(Debug)]
pub(in crate::index) struct LinkedMarker<'a> {
    pub candidate: Candidate<'a>,
    /// The name of the place where it leads.
    pub target: &'a str,
    /// What else the number in it may be: in `[[1]](#fn1)`, a marker in brackets.
    pub inner: Vec<ItemId>,
}

/// A candidate for a note, with what links to and from it may lead to.
#[derive(Debug)]
pub(in crate::index) struct LinkedNote<'a> {
    pub candidate: Candidate<'a>,
    /// The names of the places in it.
    pub names: Vec<&'a str>,
    /// Where the links of it lead that may be ways back.
    pub ways_back: Vec<&'a str>,
}

/// What may belong together by links.
#[derive(Debug, Default)]
pub(in crate::index) struct LinkedNumbers<'a> {
    pub markers: Vec<LinkedMarker<'a>>,
    pub notes: Vec<LinkedNote<'a>>,
    /// The names of all places, each with the first that bears it.
    pub names: FxHashMap<&'a str, ItemId>,
    /// The other places that bear a name.
    pub repeated: Vec<(ItemId, &'a str)>,
}

impl<'a> LinkedNumbers<'a> {
    /// Those of `blocks`.
    pub(super) fn of(blocks: &'a Blocks) -> Self {
        let mut all = LinkedNumbers::default();
        // The note in which blocks stand, as the number of containers around it says.
        let mut within = None;
        for at in blocks.iter() {
            let note =
                candidate(at, 0).filter(|(note, is_note)| *is_note && note.form != Form::Markdown);
            match note {
                Some((candidate, _)) => {
                    within = Some(at.block.opens);
                    all.notes.push(LinkedNote {
                        candidate,
                        names: Vec::new(),
                        ways_back: Vec::new(),
                    });
                }
                None if within.is_some_and(|depth: Option<usize>| {
                    depth.is_none_or(|depth| at.block.kept <= depth)
                }) =>
                {
                    within = None;
                }
                None => {}
            }
            all.add(at, within.is_some());
        }
        all
    }

    /// Takes what stands in a block; `in_note`: whether that is a part of the last note.
    fn add(&mut self, at: BlockAt<'a>, in_note: bool) {
        let mut last: Option<(ItemId, Span)> = None;
        for (index, item) in at.block.items.iter().enumerate() {
            let id = ItemId::new(at.items + index);
            let note = self.notes.last_mut().filter(|_| in_note);
            match &item.kind {
                ItemKind::Anchor { name } => {
                    match self.names.entry(name) {
                        Entry::Occupied(_) => self.repeated.push((id, name)),
                        Entry::Vacant(first) => {
                            first.insert(id);
                        }
                    }
                    if let Some(note) = note {
                        note.names.push(name);
                    }
                }
                ItemKind::LeadsTo { name } => {
                    let previous = index
                        .checked_sub(1)
                        .and_then(|previous| at.block.items.get(previous));
                    let marker = previous.filter(|previous| previous.span == item.span);
                    let marker = marker.and_then(|_| candidate(at, index - 1));
                    if let Some((candidate, false)) = marker {
                        last = Some((candidate.id, item.span));
                        self.markers.push(LinkedMarker {
                            candidate,
                            target: name,
                            inner: Vec::new(),
                        });
                    } else if let Some(note) = note {
                        note.ways_back.push(name);
                    }
                }
                ItemKind::Marker { .. } if last.is_some_and(|(_, span)| span.covers(item.span)) => {
                    if let Some(outer) = self.markers.last_mut() {
                        outer.inner.push(id);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The candidate that the item of that index in its block is, and whether it is one for a note.
fn candidate(at: BlockAt<'_>, index: usize) -> Option<(Candidate<'_>, bool)> {
    let id = ItemId::new(at.items + index);
    match &at.block.items.get(index)?.kind {
        ItemKind::Marker {
            form,
            label,
            confidence,
        } => {
            let (form, confidence) = (*form, *confidence);
            Some((
                Candidate {
                    id,
                    form,
                    label,
                    confidence,
                },
                false,
            ))
        }
        ItemKind::Note {
            form,
            label,
            confidence,
            ..
        } => {
            let (form, confidence) = (*form, *confidence);
            Some((
                Candidate {
                    id,
                    form,
                    label,
                    confidence,
                },
                true,
            ))
        }
        _ => None,
    }
}
