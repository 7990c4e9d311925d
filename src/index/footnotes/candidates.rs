//! The items of a document, sorted by what they may be.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::config::Form;
use crate::syntax::{
    Blocks, Confidence, HeadingKind, Item, ItemKind, Label, Malformation, Previous,
};

use super::candidate::{Candidate, FamilyCandidates, FlatNumber};
use super::item_id::ItemId;
use super::legends::{self, Legend};
use super::linked_candidates::LinkedNumbers;

/// The items of a document, sorted by what they may be.
#[derive(Default)]
pub(in crate::index) struct Candidates<'a> {
    pub markdown: FamilyCandidates<'a>,
    /// Numbers that are raised: superscript digits and `<sup>` elements.
    pub raised: FamilyCandidates<'a>,
    pub bracketed: FamilyCandidates<'a>,
    pub slashed: FamilyCandidates<'a>,
    /// Numbers written as other signs.
    pub signed: FamilyCandidates<'a>,
    /// Lines that begin with a number alone, each with its block.
    pub flat: Vec<(Candidate<'a>, usize)>,
    /// Items of lists right below a thematic break.
    pub below_rule: Vec<Candidate<'a>>,
    pub linked: LinkedNumbers<'a>,
    pub legends: Vec<Legend>,
    /// Items of lists under a heading such as Notes.
    pub endnotes: Vec<Candidate<'a>>,
    pub inline: Vec<(ItemId, Confidence)>,
    pub headings: Vec<(ItemId, HeadingKind, bool)>,
    /// Line headings right before a note: the first half of a paragraph.
    pub before_note: Vec<ItemId>,
    /// Paragraphs that may be the second half of one, each with the note that follows the first half.
    pub continuations: Vec<(ItemId, ItemId)>,
    /// The labels of link reference definitions.
    pub link_labels: FxHashSet<&'a str>,
    /// Those that begin with `@`, without it.
    linked_keys: FxHashSet<&'a str>,
    /// Keys that may be cited.
    pub citations: Vec<(ItemId, &'a Arc<str>, Confidence)>,
    /// Keys that the document defines for itself.
    pub keys: Vec<(ItemId, &'a Arc<str>)>,
    /// Footnotes that are written wrong, with what they would be called.
    pub malformed: Vec<(ItemId, &'a str, Malformation)>,
    /// Numbers that may be what copying left of a marker, those that only a chain of numbers makes one included.
    pub flattened: Vec<FlatNumber>,
    /// Places between two inline notes without a space.
    pub unspaced: Vec<ItemId>,
    /// Labels where no renderer takes them for markers.
    pub unread: Vec<(ItemId, &'a str)>,
    /// Comments that suppress a rule.
    pub suppressions: Vec<ItemId>,
    /// The labels of notes in fields of the front matter.
    pub field_notes: Vec<&'a Label>,
    /// Whether something stands in the document that only Pandoc reads.
    pub pandoc: bool,
    /// Whether that is something else than a citation.
    pub pandoc_sign: bool,
    has_real_headings: bool,
    /// What the lines laid out as headings say, above the notes, as a hash.
    chapters: FxHashSet<u64>,
    /// Set within notes that stand right after a paragraph that breaks off.
    breaks_off: Option<Break>,
}

/// Where a paragraph breaks off and notes begin.
#[derive(Clone, Copy)]
struct Break {
    note: ItemId,
    /// Whether only a small letter after the notes shows that the paragraph goes on.
    doubtful: bool,
}

impl<'a> Candidates<'a> {
    /// Sorts the items of `blocks`.
    pub fn of(blocks: &'a Blocks) -> Self {
        let is_real = |item: &Item| {
            let real = HeadingKind::Real;
            matches!(item.kind, ItemKind::Heading { kind, .. } if kind == real)
        };
        let mut all = Candidates {
            has_real_headings: blocks.items().any(is_real),
            ..Candidates::default()
        };
        let mut in_notes = None;
        for at in blocks.iter() {
            for (index, item) in at.block.items.iter().enumerate() {
                all.add(ItemId::new(at.items + index), at.index, item, &mut in_notes);
            }
        }
        all.linked = LinkedNumbers::of(blocks);
        all.legends = legends::of(blocks);
        let links = &all.linked_keys;
        all.citations.retain(|(_, key, _)| !links.contains(&***key));
        all.pandoc_sign = all.pandoc;
        let certain = |citation: &(_, _, Confidence)| citation.2 == Confidence::Certain;
        all.pandoc |= all.citations.iter().any(certain);
        all
    }

    /// Whether a Markdown footnote is one that GitHub and Pandoc may read otherwise.
    pub fn renderers_may_differ(&self) -> bool {
        let FamilyCandidates { markers, notes } = &self.markdown;
        markers.iter().chain(notes).any(|candidate| {
            let one_alone = matches!(
                candidate.confidence,
                Confidence::PandocOnly | Confidence::Interrupting | Confidence::Underlined
            );
            let folds = |byte: u8| byte.is_ascii_uppercase() || !byte.is_ascii();
            one_alone || candidate.label.name().bytes().any(folds)
        })
    }

    /// Headings that are written as such, in order.
    pub fn real_headings(&self) -> impl Iterator<Item = ItemId> {
        let real = self
            .headings
            .iter()
            .filter(|heading| heading.1 == HeadingKind::Real);
        real.map(|heading| heading.0)
    }

    /// Whether there is anything that may be a footnote written wrong or lost.
    pub fn has_malformed_references(&self) -> bool {
        !(self.malformed.is_empty() && self.flattened.is_empty() && self.unread.is_empty())
    }

    /// The candidates for markers that have a label, form by form.
    pub fn markers(&self) -> impl Iterator<Item = &Candidate<'a>> {
        let families = [&self.markdown, &self.raised, &self.bracketed];
        families
            .into_iter()
            .flat_map(|family| family.markers.iter())
    }

    /// Whether an item stands for a line that Pandoc takes into the note above it.
    pub fn is_swallowed(&self, id: ItemId) -> bool {
        let at = self.malformed.binary_search_by_key(&id, |(item, ..)| *item);
        at.is_ok_and(|at| self.malformed[at].2 == Malformation::Swallowed)
    }

    fn add(&mut self, id: ItemId, block: usize, item: &'a Item, in_notes: &mut Option<u8>) {
        match &item.kind {
            ItemKind::Marker {
                form,
                label,
                confidence,
            } => self.add_marker(Candidate {
                id,
                form: *form,
                label,
                confidence: *confidence,
            }),
            ItemKind::Note {
                form,
                label,
                confidence,
                follows,
            } => {
                let candidate = Candidate {
                    id,
                    form: *form,
                    label,
                    confidence: *confidence,
                };
                self.break_off(candidate, *follows);
                self.add_note(candidate, block, in_notes.is_some(), *follows);
            }
            ItemKind::Heading {
                kind,
                notes,
                level,
                text,
            } => {
                let counts = *kind == HeadingKind::Real || !self.has_real_headings;
                // Below the notes of a text without levels, the name of a chapter is that of its notes.
                let is_chapter = *kind == HeadingKind::Line && self.chapters.contains(text);
                if *notes {
                    *in_notes = Some(*level);
                } else if counts && !is_chapter && in_notes.is_some_and(|over| *level <= over) {
                    *in_notes = None;
                }
                if in_notes.is_none() && *kind == HeadingKind::Line {
                    self.chapters.insert(*text);
                }
                self.headings.push((id, *kind, *notes));
            }
            ItemKind::Citation { key, confidence } => self.citations.push((id, key, *confidence)),
            ItemKind::Key { key } => self.keys.push((id, key)),
            ItemKind::LinkLabel { label } => {
                self.link_labels.insert(label);
                self.linked_keys.extend(label.strip_prefix('@'));
            }
            ItemKind::Malformed { label, what } => self.malformed.push((id, label, *what)),
            ItemKind::Flattened {
                number,
                confidence,
                is_raised,
            } => self.flattened.push(FlatNumber {
                id,
                number: *number,
                confidence: *confidence,
                is_raised: *is_raised,
            }),
            ItemKind::Unread { label } => self.unread.push((id, label)),
            ItemKind::FieldNote { label } => self.field_notes.push(label),
            ItemKind::PandocSign => self.pandoc = true,
            ItemKind::Continuation { is_lowercase } => {
                let halves = self
                    .breaks_off
                    .filter(|first| *is_lowercase || !first.doubtful);
                self.continuations
                    .extend(halves.map(|first| (id, first.note)));
            }
            ItemKind::Suppression { .. } => self.suppressions.push(id),
            ItemKind::Unspaced => self.unspaced.push(id),
            ItemKind::Anchor { .. } | ItemKind::LeadsTo { .. } => {}
        }
    }

    fn add_marker(&mut self, marker: Candidate<'a>) {
        if marker.confidence == Confidence::PandocOnly {
            self.unread.push((marker.id, marker.label.name()));
        }
        match marker.form {
            Form::Markdown => self.markdown.markers.push(marker),
            Form::Bracketed => self.bracketed.markers.push(marker),
            Form::Slashed => self.slashed.markers.push(marker),
            Form::Signed => self.signed.markers.push(marker),
            _ if marker.confidence == Confidence::Linked => {}
            Form::Inline => {
                self.pandoc |= marker.confidence == Confidence::Certain;
                self.inline.push((marker.id, marker.confidence));
            }
            _ => self.raised.markers.push(marker),
        }
    }

    fn add_note(
        &mut self,
        note: Candidate<'a>,
        block: usize,
        under_heading: bool,
        follows: Previous,
    ) {
        let goes_on = |list: &[Candidate<'a>]| {
            let last = list.last().and_then(|last| last.label.number());
            last.and_then(|last| last.checked_add(1)) == note.label.number()
        };
        match note.form {
            Form::Markdown => self.markdown.notes.push(note),
            Form::Bracketed => self.bracketed.notes.push(note),
            Form::Slashed => self.slashed.notes.push(note),
            Form::Signed => self.signed.notes.push(note),
            // A running head and the number of a page may stand between two items.
            Form::Endnotes | Form::Flat
                if under_heading || (goes_on(&self.endnotes) && !self.has_real_headings) =>
            {
                self.endnotes.push(note);
            }
            Form::Flat => self.flat.push((note, block)),
            Form::Endnotes => match (note.label.number(), follows) {
                (Some(1), Previous::Rule) => self.below_rule = vec![note],
                (_, Previous::Other) if goes_on(&self.below_rule) => self.below_rule.push(note),
                _ => {}
            },
            _ if note.confidence == Confidence::Linked => {}
            _ => self.raised.notes.push(note),
        }
    }

    /// Marks what breaks off before `note`, by what it `follows`.
    fn break_off(&mut self, note: Candidate<'a>, follows: Previous) {
        if follows == Previous::Line
            && !matches!(note.form, Form::Endnotes | Form::Flat)
            && let Some((heading, HeadingKind::Line, false)) = self.headings.last()
        {
            self.before_note.push(*heading);
        }
        let break_off = |doubtful| {
            let note = note.id;
            Some(Break { note, doubtful })
        };
        self.breaks_off = match follows {
            Previous::Unfinished => break_off(note.form == Form::Markdown),
            Previous::Line => break_off(true),
            Previous::Note | Previous::MarkdownNote | Previous::Endnote => self.breaks_off,
            _ => None,
        };
    }
}
