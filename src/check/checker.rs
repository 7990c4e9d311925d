//! Checks one state of a document after another, and looks again only at what an edit changed.

use std::ops::Range;
use std::sync::Arc;

use crate::config::Level;
use crate::index::{Document, MarkId, Note};
use crate::syntax::MarkKind;

use super::fault::Fault;
use super::suppression::Suppressions;
use super::{Find, Finding, Related, Settings, rules};

/// Checks one state of a document after another.
#[derive(Default)]
pub struct Checker {
    last: Option<(Document, Findings)>,
}

/// What the rules found in one state of a document, their places not yet asked. Cheap to clone.
#[derive(Clone)]
pub struct Findings {
    settings: Settings,
    /// For each rule, what it found.
    faults: Vec<Arc<Vec<Fault>>>,
}

impl Checker {
    /// What the rules that are on in `settings` find in `document`.
    pub fn check(&mut self, document: &Document, settings: &Settings) -> Findings {
        let last = self
            .last
            .take()
            .filter(|(_, findings)| findings.settings == *settings);
        let change = last
            .as_ref()
            .map(|(old, findings)| Change::between(old, document, findings));
        let find = |index: usize, find: &Find| match (find, &change) {
            _ if !settings.is_on(index) => Arc::default(),
            (Find::Marks(_), Some(change)) if change.keeps_table => change.faults[index].clone(),
            (Find::Headings(_), Some(change)) if change.keeps_headings => {
                change.faults[index].clone()
            }
            (Find::Marks(find) | Find::Headings(find), _) => Arc::new(find(document)),
            (Find::Note(find), Some(change)) if change.keeps_notes => {
                change.note_faults(index, *find)
            }
            (Find::Note(find), _) => Arc::new(
                document
                    .notes()
                    .flat_map(|note| find(document, &note))
                    .collect(),
            ),
        };
        let all = rules().iter().enumerate();
        let faults = all.map(|(index, rule)| find(index, &rule.find)).collect();
        let findings = Findings {
            settings: settings.clone(),
            faults,
        };
        self.last = Some((document.clone(), findings.clone()));
        findings
    }
}

/// What is new in a document since it was checked last.
struct Change<'a> {
    document: &'a Document,
    /// What was found then, rule by rule.
    faults: &'a [Arc<Vec<Fault>>],
    keeps_table: bool,
    keeps_headings: bool,
    /// Whether the notes outside of what changed are the same.
    keeps_notes: bool,
    /// Which of the notes are to be looked at again.
    changed: Range<usize>,
    /// The first of the old notes that stand in what changed, and the first after it.
    first: Option<MarkId>,
    after: Option<MarkId>,
    /// By how much the numbers of the marks after the change differ.
    shift: isize,
}

impl<'a> Change<'a> {
    fn between(old: &'a Document, new: &'a Document, findings: &'a Findings) -> Change<'a> {
        let keeps_table = Arc::ptr_eq(old.footnotes(), new.footnotes());
        let (old_blocks, new_blocks) = new.blocks().difference(old.blocks());
        let has_heading = |document: &Document, blocks: &Range<usize>| {
            let mut marks = document.blocks().marks_of(blocks.clone());
            marks.any(|mark| matches!(mark.kind, MarkKind::Heading { .. }))
        };
        let keeps_headings =
            keeps_table && !has_heading(old, &old_blocks) && !has_heading(new, &new_blocks);
        let (old_range, new_range) = (
            old.notes_touching(old_blocks),
            new.notes_touching(new_blocks),
        );
        let (olds, news) = (old.footnotes().notes(), new.footnotes().notes());
        let start = old_range.start.min(new_range.start);
        let (old_range, new_range) = (start..old_range.end, start..new_range.end);
        let shift = new.blocks().mark_count() as isize - old.blocks().mark_count() as isize;
        let (old_after, new_after) = (&olds[old_range.end..], &news[new_range.end..]);
        let moved = old_after.iter().map(|id| id.shifted(shift));
        let keeps_notes =
            keeps_table || (olds[..start] == news[..start] && moved.eq(new_after.iter().copied()));
        Change {
            document: new,
            faults: &findings.faults,
            keeps_table,
            keeps_headings,
            keeps_notes,
            first: olds.get(start).copied(),
            after: old_after.first().copied(),
            changed: new_range,
            shift,
        }
    }

    /// What a rule on notes finds: in the notes that changed, and, as before, in the others.
    fn note_faults(
        &self,
        index: usize,
        find: fn(&Document, &Note) -> Vec<Fault>,
    ) -> Arc<Vec<Fault>> {
        let old = &self.faults[index];
        let notes = &self.document.footnotes().notes()[self.changed.clone()];
        let looked = notes.iter().filter_map(|id| self.document.note(*id));
        let new: Vec<Fault> = looked.flat_map(|note| find(self.document, &note)).collect();
        let place = |id: Option<MarkId>| match id {
            Some(id) => old.partition_point(|fault| fault.subject < id),
            None => old.len(),
        };
        let range = place(self.first)..place(self.after);
        if self.shift == 0 && old[range.clone()] == new[..] {
            return old.clone();
        }
        let mut faults = old[..range.start].to_vec();
        faults.extend(new);
        faults.extend(
            old[range.end..]
                .iter()
                .map(|fault| fault.shifted(self.shift)),
        );
        Arc::new(faults)
    }
}

impl Findings {
    /// The findings with their places in `document`, which is the one that was checked: those that no
    /// comment suppresses, by place.
    pub fn resolve(&self, document: &Document) -> Vec<Finding> {
        let suppressions = Suppressions::of(document);
        let mut findings = Vec::new();
        for (index, rule) in rules().iter().enumerate() {
            for fault in self
                .faults
                .get(index)
                .into_iter()
                .flat_map(|faults| faults.iter())
            {
                let level = self.settings.level(index, fault.counted_anew);
                let Some(span) = fault.place.span(document) else {
                    continue;
                };
                if level == Level::Off || suppressions.silence(rule.code, span) {
                    continue;
                }
                let related = fault.related.iter().filter_map(|(place, message)| {
                    let span = place.span(document)?;
                    Some(Related {
                        span,
                        message: message.clone(),
                    })
                });
                findings.push(Finding {
                    rule,
                    level,
                    span,
                    message: fault.message.clone(),
                    related: related.collect(),
                    subject: fault.subject,
                });
            }
        }
        findings.sort_by_key(|finding| finding.span);
        findings
    }
}
