//! What is different in another reading, in words for the author.

use crate::index::{Document, ItemId};
use crate::syntax::{HeadingKind, Leaf};

use super::{Holders, NoteMention, ReferenceLink, RenderedBrief};
use crate::refactor::engine::note_digest::NoteDigest;
use crate::refactor::engine::note_links::NoteLinkUse;

impl RenderedBrief {
    /// What is different in `after`, in words for the author.
    pub fn difference(&self, after: &RenderedBrief) -> Option<String> {
        let headings = |rendered: &RenderedBrief| {
            let kept =
                |heading: &&(u8, HeadingKind)| !self.any_form || heading.1 == HeadingKind::Real;
            let levels = rendered
                .headings
                .iter()
                .filter(kept)
                .map(|heading| heading.0);
            levels.collect::<Vec<_>>()
        };
        let what = match after {
            _ if self.prose != after.prose => {
                let line = self.parting_line(after);
                return Some(format!("the text would change from line {line} on"));
            }
            _ if let Some(name) = self.other_name(after) => {
                let (words, line) = (&name.words, self.line_at(name.place));
                return Some(format!(
                    "“{words}” on line {line} would point to a different note or none: write out the source there first"
                ));
            }
            _ if let Some(line) = self.lost_link(after) => {
                return Some(format!(
                    "the link on line {line} to a marker or note would break"
                ));
            }
            _ if let Some(line) = self.other_tie(after, |digest| (digest.words, 0)) => {
                return Some(format!(
                    "the marker on line {line} would point to a different note"
                ));
            }
            _ if let Some(line) =
                self.other_tie(after, |digest| (digest.words, digest.meaning)) =>
            {
                return Some(format!(
                    "the note of the marker on line {line} would mean a different source"
                ));
            }
            _ if let Some(line) = self.lost_note(after) => {
                return Some(format!(
                    "the note on line {line} has no marker and would be dropped: add a marker or delete the note first"
                ));
            }
            _ if let Some(line) = self.torn_out(after) => {
                return Some(format!(
                    "the note on line {line} would leave the HTML element that it is in"
                ));
            }
            _ if headings(self) != headings(after) => "a heading would change",
            _ if self.leaves != after.leaves && !self.any_paragraphs => {
                let line = self.other_leaf(after);
                return Some(format!(
                    "the paragraph on line {line} would change: put empty lines around it first"
                ));
            }
            _ if self.runs != after.runs && !self.any_form => {
                "the numbering would restart elsewhere"
            }
            _ => return None,
        };
        Some(what.to_owned())
    }

    /// The line, from 1, of the first note that no marker cites and that is not the same in `after`; of the last where one comes to them.
    fn lost_note(&self, after: &RenderedBrief) -> Option<usize> {
        let digest =
            |rendered: &RenderedBrief| rendered.uncited.iter().map(|it| it.0).collect::<Vec<_>>();
        let (before, after) = (digest(self), digest(after));
        let same = before
            .iter()
            .zip(&after)
            .take_while(|(a, b)| a == b)
            .count();
        let differs = before.len() != after.len() || same < before.len();
        let first = self.uncited.get(same).or(self.uncited.last());
        differs.then(|| first.map_or(1, |(_, line)| line + 1))
    }

    /// The first words in running text that name other notes in `after`. What names none here may name one there.
    fn other_name(&self, after: &RenderedBrief) -> Option<&NoteMention> {
        let mut pairs = self.names.iter().zip(&after.names);
        let other = pairs.find(|(name, other)| !name.notes.is_empty() && name.notes != other.notes);
        other.map(|(name, _)| name)
    }

    /// The line, from 1, of the first marker that is not there in `after`, or whose note does not say the same.
    fn other_tie(&self, after: &RenderedBrief, say: fn(NoteDigest) -> (u64, u64)) -> Option<usize> {
        let digest =
            |reference_link: &ReferenceLink| (reference_link.place, reference_link.digest.map(say));
        let pairs = self.reference_links.iter().zip(&after.reference_links);
        let same = pairs
            .take_while(|(reference_link, other)| digest(reference_link) == digest(other))
            .count();
        let first = self
            .reference_links
            .get(same)
            .or(after.reference_links.get(same))?;
        Some(self.line_at(first.place))
    }

    /// The line, from 1, of the first block of running text that is another in `after`, or begins elsewhere in the
    /// prose.
    fn other_leaf(&self, after: &RenderedBrief) -> usize {
        let pairs = self.placed().zip(after.placed());
        let other = pairs.clone().find(|(leaf, other)| leaf != other);
        let place = other.map(|((place, _), (other, _))| place.min(other));
        let end = self.placed().nth(pairs.count()).map(|(place, _)| place);
        self.line_at(place.or(end).unwrap_or(self.prose.len()))
    }

    /// The blocks of running text, each with its place in the prose.
    fn placed(&self) -> impl Iterator<Item = (usize, (Leaf, Holders))> + Clone {
        let place = |line: &usize| {
            let next = self.lines.partition_point(|(_, other)| other < line);
            self.lines
                .get(next)
                .map_or(self.prose.len(), |(place, _)| *place)
        };
        self.leaf_lines
            .iter()
            .map(place)
            .zip(self.leaves.iter().copied())
    }

    /// The line, from 1, of a note that stands in other elements of HTML in `after`. Notes that are no more, or new, do
    /// not count.
    fn torn_out(&self, after: &RenderedBrief) -> Option<usize> {
        if self.any_form {
            return None;
        }
        let there = |digest: u64, around: u64| {
            let at = after
                .held
                .partition_point(|(other, its, _)| (*other, *its) < (digest, around));
            after
                .held
                .get(at)
                .is_some_and(|(other, its, _)| (*other, *its) == (digest, around))
        };
        let is_known = |digest: u64| {
            let at = after.held.partition_point(|(other, _, _)| *other < digest);
            after
                .held
                .get(at)
                .is_some_and(|(other, _, _)| *other == digest)
        };
        let mut held = self.held.iter();
        let is_torn =
            held.find(|(digest, around, _)| is_known(*digest) && !there(*digest, *around));
        is_torn.map(|(_, _, line)| line + 1)
    }

    /// The line, from 1, of a link to a marker or a note that is not the same in `after`.
    fn lost_link(&self, after: &RenderedBrief) -> Option<usize> {
        let is_there = |link: &NoteLinkUse| {
            after
                .links
                .binary_search_by_key(link, |(other, _)| *other)
                .is_ok()
        };
        let lost = self.links.iter().find(|(link, _)| !is_there(link));
        lost.map(|(_, line)| line + 1)
    }

    /// The notes that say the same in `after` and mean another source there, if nothing else is different for their
    /// markers.
    pub fn changed_in_meaning(&self, after: &RenderedBrief) -> Vec<ItemId> {
        let words = |reference_link: &ReferenceLink| {
            (
                reference_link.place,
                reference_link.digest.map(|digest| digest.words),
            )
        };
        let pairs = || self.reference_links.iter().zip(&after.reference_links);
        if self.prose != after.prose
            || self.reference_links.len() != after.reference_links.len()
            || pairs().any(|(reference_link, other)| words(reference_link) != words(other))
        {
            return Vec::new();
        }
        let mut changed: Vec<ItemId> = pairs()
            .filter(|(reference_link, other)| reference_link.digest != other.digest)
            .filter_map(|(reference_link, _)| reference_link.note)
            .collect();
        changed.sort_unstable();
        changed.dedup();
        changed
    }

    /// The first marker that is none in `after`, but text: where it stands, in bytes of this document.
    pub fn unread(&self, after: &RenderedBrief) -> Option<usize> {
        let same = self.common(after);
        let next = self
            .reference_links
            .partition_point(|reference_link| reference_link.place <= same);
        // What differs may begin within a character.
        let here =
            |reference_link: &&ReferenceLink| same - reference_link.place < '\u{10000}'.len_utf8();
        let reference_link = self
            .reference_links
            .get(next.checked_sub(1)?)
            .filter(here)?;
        let is_read = after
            .reference_links
            .iter()
            .any(|other| other.place == reference_link.place);
        (self.prose != after.prose && !is_read).then_some(reference_link.offset)
    }

    /// The marker at which `after` begins to differ, or the last one before, in bytes of this document.
    pub fn parting_marker(&self, after: &RenderedBrief) -> Option<usize> {
        let links = &self.reference_links;
        let key = |link: &ReferenceLink| (link.place, link.digest);
        let marker = match self.prose == after.prose {
            true => {
                let pairs = links.iter().zip(&after.reference_links);
                pairs
                    .take_while(|(link, other)| key(link) == key(other))
                    .count()
            }
            false => {
                let same = self.common(after);
                links
                    .partition_point(|link| link.place <= same)
                    .checked_sub(1)?
            }
        };
        links.get(marker).map(|link| link.offset)
    }

    /// How many bytes of prose are the same at the start.
    fn common(&self, after: &RenderedBrief) -> usize {
        let pairs = self.prose.bytes().zip(after.prose.bytes());
        pairs.take_while(|(a, b)| a == b).count()
    }

    /// What is different for the reader of another document, whatever the blocks of running text are there, with the
    /// marker where that begins (see [`Self::parting_marker`]): a heading of plain text is a paragraph in Markdown.
    pub fn difference_in_kind(self, after: &Document) -> Option<(String, Option<usize>)> {
        let after = self.again(after).without_blocks();
        let before = self.without_blocks();
        let what = before.difference(&after)?;
        Some((what, before.parting_marker(&after)))
    }

    /// Whether the markers of `after`, in their order, lead to notes that say the same, and no note is lost, whatever
    /// the running text is.
    pub fn has_same_notes(&self, after: &RenderedBrief) -> bool {
        let cited = |rendered: &RenderedBrief| {
            let links = rendered.reference_links.iter();
            links.map(|link| link.digest).collect::<Vec<_>>()
        };
        cited(self) == cited(after) && self.lost_note(after).is_none()
    }

    fn without_blocks(self) -> RenderedBrief {
        RenderedBrief {
            headings: Vec::new(),
            leaves: Vec::new(),
            ..self
        }
    }

    /// The line, from 1, in which the prose of `after` begins to differ.
    fn parting_line(&self, after: &RenderedBrief) -> usize {
        self.line_at(self.common(after))
    }

    /// The line, from 1, that stands at a place in the prose, in bytes.
    fn line_at(&self, place: usize) -> usize {
        let next = self.lines.partition_point(|(other, _)| *other <= place);
        let line = next.checked_sub(1).and_then(|at| self.lines.get(at));
        line.map_or(1, |(_, line)| line + 1)
    }
}
