//! A Word file as it is read: where the reading has come to, and what it has found.

use rustc_hash::FxHashMap;

use super::super::manuscript::{Inline, ManuscriptBlock, ManuscriptNote, Metadata, Origin};
use super::comments::Comments;
use super::fields::WordField;
use super::numbering::ListNumbers;
use super::package::Relationships;
use super::remarks::Remarks;
use super::styles::Styles;
use super::xml::{self, Node};

/// Which of the two kinds a note is. They are numbered on their own, and share ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

/// The notes of one kind: by id, and what their part names.
#[derive(Debug, Default)]
pub(super) struct NotesOfKind<'a> {
    pub notes: FxHashMap<&'a str, Node<'a>>,
    pub links: Relationships,
}

impl<'a> NotesOfKind<'a> {
    /// Reads the part `footnotes.xml` or `endnotes.xml`.
    pub fn of(root: Node<'a>, links: Relationships) -> Self {
        let notes = xml::children(root).into_iter();
        let notes = notes.filter_map(|note| Some((xml::attribute(note, "id")?, note)));
        Self {
            notes: notes.collect(),
            links,
        }
    }
}

/// A file as it is read.
#[derive(Debug, Default)]
pub(super) struct Reader<'a> {
    pub styles: Styles,
    pub numbering: ListNumbers,
    pub comments: Comments,
    /// What the part names that is read.
    pub links: Relationships,
    pub footnotes: NotesOfKind<'a>,
    pub endnotes: NotesOfKind<'a>,
    /// The fields that are open, from the outside.
    pub fields: Vec<WordField>,
    /// The bookmark that is open, and the note of each that holds a marker.
    pub bookmark: Option<&'a str>,
    pub bookmarks: FxHashMap<&'a str, usize>,
    /// The paragraph of the running text, from 1.
    pub paragraph: u32,
    /// Whether a note is read.
    pub in_note: bool,
    /// Whether all before was the title block.
    pub in_title_block: bool,
    /// The text of a paragraph whose end is deleted: it goes on in the next.
    pub carried: Vec<Inline>,
    /// What stands in boxes beside the paragraph that is read.
    pub boxes: Vec<ManuscriptBlock>,
    pub metadata: Metadata,
    pub notes: Vec<ManuscriptNote>,
    pub by_id: FxHashMap<(NoteKind, String), usize>,
    pub remarks: Remarks,
    /// Whether something was nested deeper than is read.
    pub is_too_deep: bool,
}

impl<'a> Reader<'a> {
    pub fn origin(&self) -> Origin {
        Origin {
            page: None,
            paragraph: self.paragraph,
        }
    }

    /// The address outside of the document that `w:hyperlink` leads to.
    pub fn target(&self, node: Node<'_>) -> Option<String> {
        let relationship = self.links.get(xml::attribute(node, "id")?)?;
        if !relationship.is_external {
            return None;
        }
        let target = &relationship.target;
        Some(match xml::attribute(node, "anchor") {
            Some(anchor) if !target.contains('#') => format!("{target}#{anchor}"),
            _ => target.clone(),
        })
    }

    /// The index of a note, which is read where its first marker stands; none where there is no such note. `mark` is
    /// what the author put in place of its number.
    pub fn note(&mut self, kind: NoteKind, id: &str, mark: Option<&str>) -> Option<usize> {
        if let Some(index) = self.by_id.get(&(kind, id.to_owned())) {
            return Some(*index);
        }
        let part = match kind {
            NoteKind::Footnote => &mut self.footnotes,
            NoteKind::Endnote => &mut self.endnotes,
        };
        let node = part.notes.get(id).copied();
        // Word has no notes in notes.
        let Some(node) = node.filter(|_| !self.in_note) else {
            self.remarks.lost_notes += 1;
            return None;
        };
        let links = std::mem::take(&mut part.links);
        let outer_links = std::mem::replace(&mut self.links, links);
        let fields = std::mem::take(&mut self.fields);
        let carried = std::mem::take(&mut self.carried);
        let boxes = std::mem::take(&mut self.boxes);
        self.in_note = true;
        let blocks = self.marked_blocks(node, mark.filter(|mark| !mark.trim().is_empty()), 0);
        self.in_note = false;
        self.boxes = boxes;
        self.carried = carried;
        self.fields = fields;
        let links = std::mem::replace(&mut self.links, outer_links);
        match kind {
            NoteKind::Footnote => self.footnotes.links = links,
            NoteKind::Endnote => self.endnotes.links = links,
        }
        let index = self.notes.len();
        self.notes.push(ManuscriptNote { blocks });
        self.by_id.insert((kind, id.to_owned()), index);
        Some(index)
    }

    /// Notes a comment, which has its place in the text here.
    pub fn comment(&mut self, node: Node<'_>) {
        if let Some(id) = xml::attribute(node, "id") {
            self.comments.found(id, self.paragraph);
        }
    }

    /// Reads what stands in a drawing: boxes of text. A picture has none.
    pub fn picture(&mut self, node: Node<'a>, depth: usize) {
        let mut is_picture = false;
        let mut next = Some(node);
        let inside = |other: Node<'_>| other.ancestors().any(|ancestor| ancestor == node);
        while let Some(current) = next {
            let name = current.tag_name().name();
            let is_box = name == "txbxContent";
            is_picture |= matches!(
                name,
                "blip" | "imagedata" | "chart" | "relIds" | "OLEObject"
            );
            if is_box {
                let blocks = self.blocks(current, depth);
                self.boxes.extend(blocks);
            }
            next = following(current, !is_box).filter(|next| inside(*next));
        }
        self.remarks.pictures += usize::from(is_picture);
    }
}

/// The element that comes after `node` in the order of the document, below it only if it `enters`.
fn following<'a>(node: Node<'a>, enters: bool) -> Option<Node<'a>> {
    if enters && let Some(child) = node.first_element_child() {
        return Some(child);
    }
    node.ancestors()
        .find_map(|ancestor| ancestor.next_sibling_element())
}
