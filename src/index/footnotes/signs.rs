//! Numbers written as other signs: `(1)`, `①`, `[i]`, `*`. They are footnotes only where a list of notes with the same
//! signs counts up from 1, each note behind a marker of its own.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Form;
use crate::syntax::{Confidence, Label, Sign};

use super::candidate::{Candidate, FamilyCandidates};
use super::item_id::ItemId;
use super::numbered::{NumberedNote, Numbers};

/// The first run of numbers of these forms; no other numbers begin again so often.
const FIRST_RUN: u32 = 200_000;

/// Notes that count up from 1, and the markers before them.
#[derive(Default)]
struct SignRun<'a> {
    notes: Vec<Candidate<'a>>,
    markers: Vec<Candidate<'a>>,
}

/// The pairs among `signed`.
pub(super) fn resolve(signed: &FamilyCandidates<'_>) -> Numbers {
    let mut resolved = Numbers::default();
    if signed.notes.is_empty() || signed.markers.is_empty() {
        return resolved;
    }
    let mut by_sign: FxHashMap<Sign, FamilyCandidates<'_>> = FxHashMap::default();
    for note in &signed.notes {
        by_sign.entry(sign(note)).or_default().notes.push(*note);
    }
    for marker in &signed.markers {
        by_sign
            .entry(sign(marker))
            .or_default()
            .markers
            .push(*marker);
    }
    let mut signs: Vec<_> = by_sign.into_iter().collect();
    signs.sort_by_key(|(sign, _)| *sign);
    let mut run = FIRST_RUN;
    for (sign, family) in signs {
        let runs = runs(&family);
        // A bullet is a symbol too.
        let are_bullets = sign == Sign::Symbol && !runs.iter().all(|run| run.is_list(sign));
        for list in runs
            .iter()
            .filter(|list| !are_bullets && list.is_list(sign))
        {
            list.enter(run, &mut resolved);
            run += 1;
        }
    }
    resolved
}

/// The notes of one sign, cut where they begin again with 1, each list with the markers before its last note.
fn runs<'a>(family: &FamilyCandidates<'a>) -> Vec<SignRun<'a>> {
    let mut runs: Vec<SignRun<'a>> = Vec::new();
    for note in &family.notes {
        match runs.last_mut() {
            Some(run) if number(note) != Some(1) => run.notes.push(*note),
            _ => runs.push(SignRun {
                notes: vec![*note],
                ..SignRun::default()
            }),
        }
    }
    let mut markers = family.markers.iter().peekable();
    for run in &mut runs {
        let last = run.notes.last().map(|note| note.id);
        while let Some(marker) = markers.next_if(|marker| Some(marker.id) < last) {
            run.markers.push(*marker);
        }
    }
    runs
}

impl SignRun<'_> {
    /// Whether it is a list of notes: it counts up from 1, each note stands behind a marker of its own, and every
    /// marker has a note. What stands in parentheses counts items too: there one has to stand at a stop, or each of
    /// several notes names a source, and no marker stands where items do.
    fn is_list(&self, sign: Sign) -> bool {
        let counts_up = (1..)
            .zip(&self.notes)
            .all(|(count, note)| number(note) == Some(count));
        let mut first: FxHashMap<u32, ItemId> = FxHashMap::default();
        for marker in &self.markers {
            if let Some(number) = number(marker) {
                first.entry(number).or_insert(marker.id);
            }
        }
        let is_cited = |note: &Candidate<'_>| {
            let marker = number(note).and_then(|number| first.get(&number));
            marker.is_some_and(|marker| *marker < note.id)
        };
        let numbers: FxHashSet<Option<u32>> = self.notes.iter().map(number).collect();
        let has_note = |marker: &Candidate<'_>| numbers.contains(&number(marker));
        let at_stop = |marker: &Candidate<'_>| marker.confidence == Confidence::Certain;
        let counts_items = matches!(sign, Sign::Parentheses | Sign::ArabicParentheses);
        let names_source = |note: &Candidate<'_>| note.confidence == Confidence::Certain;
        let is_listed = |marker: &Candidate<'_>| marker.confidence == Confidence::Listed;
        let are_sources = || {
            self.notes.len() > 1
                && self.notes.iter().all(names_source)
                && !self.markers.iter().any(is_listed)
        };
        counts_up
            && self.notes.iter().all(is_cited)
            && self.markers.iter().all(has_note)
            && (!counts_items || self.markers.iter().any(at_stop) || are_sources())
    }

    fn enter(&self, run: u32, resolved: &mut Numbers) {
        let mut notes: FxHashMap<u32, ItemId> = FxHashMap::default();
        for note in &self.notes {
            let Some(number) = number(note) else { continue };
            notes.insert(number, note.id);
            resolved.notes.push(NumberedNote {
                id: note.id,
                form: Form::Signed,
                number,
                run,
                first: None,
            });
        }
        for marker in &self.markers {
            let note = number(marker).and_then(|number| notes.get(&number).copied());
            resolved.markers.push((marker.id, note));
        }
    }
}

fn sign(candidate: &Candidate<'_>) -> Sign {
    match candidate.label {
        Label::Signed { sign, .. } => *sign,
        _ => Sign::Parentheses,
    }
}

fn number(candidate: &Candidate<'_>) -> Option<u32> {
    candidate.label.number()
}
