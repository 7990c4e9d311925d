//! The marks of a document, sorted by what they may be.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::config::Form;
use crate::syntax::{Blocks, Evidence, HeadingKind, Label, Malformation, Mark, MarkKind, Previous};

use super::MarkId;

/// A candidate as the table sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'a> {
    pub id: MarkId,
    pub form: Form,
    pub label: &'a Label,
    pub evidence: Evidence,
}

/// The candidates of a family of forms, whose markers and notes may belong together.
#[derive(Default)]
pub(super) struct Family<'a> {
    pub markers: Vec<Candidate<'a>>,
    pub notes: Vec<Candidate<'a>>,
}

/// The marks of a document, sorted by what they may be.
#[derive(Default)]
pub(super) struct Candidates<'a> {
    pub markdown: Family<'a>,
    /// Numbers that are raised: superscript digits and `<sup>` elements.
    pub raised: Family<'a>,
    pub bracketed: Family<'a>,
    pub slashed: Family<'a>,
    /// Items of lists under a heading such as Notes.
    pub endnotes: Vec<Candidate<'a>>,
    pub inline: Vec<(MarkId, Evidence)>,
    pub headings: Vec<(MarkId, HeadingKind, bool)>,
    /// Line headings right before a note: the first half of a paragraph.
    pub before_note: Vec<MarkId>,
    /// Paragraphs that may be the second half of one, each with the note that follows the first half.
    pub resumptions: Vec<(MarkId, MarkId)>,
    /// The labels of link reference definitions.
    pub link_labels: FxHashSet<&'a str>,
    /// Those that begin with `@`, without it.
    linked_keys: FxHashSet<&'a str>,
    /// Keys that may be cited.
    pub citations: Vec<(MarkId, &'a Arc<str>, Evidence)>,
    /// Keys that the document defines for itself.
    pub keys: Vec<(MarkId, &'a Arc<str>)>,
    /// Footnotes that are written wrong, with what they would be called.
    pub malformed: Vec<(MarkId, &'a str, Malformation)>,
    /// Numbers that may be what copying left of a marker.
    pub flattened: Vec<(MarkId, u32)>,
    /// Labels where no reader takes them for markers.
    pub unread: Vec<(MarkId, &'a str)>,
    /// Comments that silence a rule.
    pub suppressions: Vec<MarkId>,
    /// Whether something stands in the document that only Pandoc reads.
    pub pandoc: bool,
    /// Whether that is something else than a citation.
    pub pandoc_sign: bool,
    has_real_headings: bool,
    /// Set within notes that stand right after a paragraph that breaks off.
    breaks_off: Option<Break>,
}

/// Where a paragraph breaks off and notes begin.
#[derive(Clone, Copy)]
struct Break {
    note: MarkId,
    /// Whether only a small letter after the notes shows that the paragraph goes on.
    doubtful: bool,
}

impl<'a> Candidates<'a> {
    /// Sorts the marks of `blocks`.
    pub fn of(blocks: &'a Blocks) -> Self {
        let is_real = |mark: &Mark| {
            let real = HeadingKind::Real;
            matches!(mark.kind, MarkKind::Heading { kind, .. } if kind == real)
        };
        let mut all = Candidates {
            has_real_headings: blocks.marks().any(is_real),
            ..Candidates::default()
        };
        let mut in_notes = None;
        for (number, mark) in blocks.marks().enumerate() {
            all.add(MarkId::new(number), mark, &mut in_notes);
        }
        let links = &all.linked_keys;
        all.citations.retain(|(_, key, _)| !links.contains(&***key));
        all.pandoc_sign = all.pandoc;
        let certain = |citation: &(_, _, Evidence)| citation.2 == Evidence::Certain;
        all.pandoc |= all.citations.iter().any(certain);
        all
    }

    /// Whether a Markdown footnote is one that GitHub and Pandoc may read otherwise.
    pub fn readers_may_differ(&self) -> bool {
        let Family { markers, notes } = &self.markdown;
        markers.iter().chain(notes).any(|candidate| {
            let one_alone = matches!(
                candidate.evidence,
                Evidence::PandocOnly | Evidence::Interrupting
            );
            let folds = |byte: u8| byte.is_ascii_uppercase() || !byte.is_ascii();
            one_alone || candidate.label.name().bytes().any(folds)
        })
    }

    /// Headings that are written as such, in order.
    pub fn real_headings(&self) -> impl Iterator<Item = MarkId> {
        let real = self
            .headings
            .iter()
            .filter(|heading| heading.1 == HeadingKind::Real);
        real.map(|heading| heading.0)
    }

    /// Whether there is anything that may be a footnote written wrong or lost.
    pub fn has_strays(&self) -> bool {
        !(self.malformed.is_empty() && self.flattened.is_empty() && self.unread.is_empty())
    }

    fn add(&mut self, id: MarkId, mark: &'a Mark, in_notes: &mut Option<u8>) {
        match &mark.kind {
            MarkKind::Marker {
                form,
                label,
                evidence,
            } => self.add_marker(Candidate {
                id,
                form: *form,
                label,
                evidence: *evidence,
            }),
            MarkKind::Note {
                form,
                label,
                evidence,
                follows,
            } => {
                let candidate = Candidate {
                    id,
                    form: *form,
                    label,
                    evidence: *evidence,
                };
                self.break_off(candidate, *follows);
                self.add_note(candidate, in_notes.is_some());
            }
            MarkKind::Heading {
                kind, notes, level, ..
            } => {
                let counts = *kind == HeadingKind::Real || !self.has_real_headings;
                if *notes {
                    *in_notes = Some(*level);
                } else if counts && in_notes.is_some_and(|over| *level <= over) {
                    *in_notes = None;
                }
                self.headings.push((id, *kind, *notes));
            }
            MarkKind::Citation { key, evidence } => self.citations.push((id, key, *evidence)),
            MarkKind::Key { key } => self.keys.push((id, key)),
            MarkKind::LinkLabel { label } => {
                self.link_labels.insert(label);
                self.linked_keys.extend(label.strip_prefix('@'));
            }
            MarkKind::Malformed { label, what } => self.malformed.push((id, label, *what)),
            MarkKind::Flattened { number } => self.flattened.push((id, *number)),
            MarkKind::Unread { label } => self.unread.push((id, label)),
            MarkKind::PandocSign => self.pandoc = true,
            MarkKind::Resumption { lowercase } => {
                let halves = self
                    .breaks_off
                    .filter(|first| *lowercase || !first.doubtful);
                self.resumptions
                    .extend(halves.map(|first| (id, first.note)));
            }
            MarkKind::Suppression { .. } => self.suppressions.push(id),
            MarkKind::Anchor { .. } => {}
        }
    }

    fn add_marker(&mut self, marker: Candidate<'a>) {
        if marker.evidence == Evidence::PandocOnly {
            self.unread.push((marker.id, marker.label.name()));
        }
        match marker.form {
            Form::Markdown => self.markdown.markers.push(marker),
            Form::Bracketed => self.bracketed.markers.push(marker),
            Form::Slashed => self.slashed.markers.push(marker),
            Form::Inline => {
                self.pandoc |= marker.evidence == Evidence::Certain;
                self.inline.push((marker.id, marker.evidence));
            }
            _ => self.raised.markers.push(marker),
        }
    }

    fn add_note(&mut self, note: Candidate<'a>, under_heading: bool) {
        match note.form {
            Form::Markdown => self.markdown.notes.push(note),
            Form::Bracketed => self.bracketed.notes.push(note),
            Form::Slashed => self.slashed.notes.push(note),
            Form::Endnotes if under_heading => self.endnotes.push(note),
            Form::Endnotes => {}
            _ => self.raised.notes.push(note),
        }
    }

    /// Marks what breaks off before `note`, by what it `follows`.
    fn break_off(&mut self, note: Candidate<'a>, follows: Previous) {
        if follows == Previous::Line
            && note.form != Form::Endnotes
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
            Previous::Note | Previous::MarkdownNote => self.breaks_off,
            _ => None,
        };
    }
}
