//! Fixes all that can be fixed.

use std::collections::{BTreeMap, BTreeSet};

use crate::index::Document;
use crate::refactor::Refactoring;
use crate::text::{Edits, Span};

use super::keeps_notes::{Moved, keeps_loose_numbers, keeps_notes};
use super::{Diagnostic, Fix, FixKind, RuleLevels, check};

/// How often the document is looked at again at the most: each time takes as long as a first check.
const MOST_ROUNDS: usize = 50;

/// How many changes are tried at the most: each reads the document again.
const MOST_TRIES: usize = 100;

/// How much is read for that at the most, in bytes, of a document for which so many tries are too many.
const MOST_READ: usize = 10_000_000;

/// How many changes are tried in the longest document.
const LEAST_TRIES: usize = 20;

/// Which fixes are made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fixes {
    /// Those that may be made without asking.
    Safe,
    /// All.
    All,
}

/// A document with its fixes made.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// What changes, in bytes of the document as it was.
    pub edits: Edits,
    /// The document then.
    pub document: Document,
    /// What is still found in it.
    pub left: Vec<Left>,
}

/// A finding that is left.
#[derive(Clone, Debug)]
pub struct Left {
    /// The finding, in the fixed document.
    pub diagnostic: Diagnostic,
    /// Why it is left.
    pub why: Why,
}

/// Why a finding is left.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Why {
    /// It has no fix.
    NoFix,
    /// Its fix, of that title, is not among those that were asked for.
    NotAsked(String),
    /// Its fix is refused, for that reason.
    Refused(String),
}

const WOULD_LOSE: &str = "the fix would lose a note, or a marker would point to another one";
const WOULD_RENUMBER: &str =
    "a note without a marker, or a marker without a note, would get another number: fix that first";
const WOULD_NOT_HELP: &str = "the fix would not reduce the number of findings";
const TOO_MANY: &str = "too many fixes for one run: run `brief-ls fix` again";

/// Makes the fixes of what is found in `document`. In each round those are made that do not touch each other, and
/// then the document is looked at again; a round that does not lessen what can be fixed is not made. Whatever is
/// fixed, a note with text stays, and a marker that leads to a note leads to the same one then.
pub fn fix_all(document: &Document, levels: &RuleLevels, which: Fixes) -> Fixed {
    let mut run = FixPass {
        edits: Edits::default(),
        document: document.clone(),
        diagnostics: check(document, levels),
        tries: (MOST_READ / document.text().len().max(1)).clamp(LEAST_TRIES, MOST_TRIES),
        reasons: BTreeMap::new(),
        levels,
        which,
    };
    for _ in 0..MOST_ROUNDS {
        run.reasons.clear();
        if !run.edit() && !run.refactor() {
            return run.finish(WOULD_NOT_HELP);
        }
    }
    run.reasons.clear();
    run.finish(TOO_MANY)
}

/// A document on its way to be fixed.
struct FixPass<'a> {
    edits: Edits,
    document: Document,
    diagnostics: Vec<Diagnostic>,
    /// How many changes may still be tried.
    tries: usize,
    /// Why the fix of a finding was refused in this round, by the number of the finding.
    reasons: BTreeMap<usize, String>,
    levels: &'a RuleLevels,
    which: Fixes,
}

impl FixPass<'_> {
    /// Makes the fixes that are edits; whether any was made.
    fn edit(&mut self) -> bool {
        let fixes = wanted(&self.diagnostics, self.which);
        let all = fixes.filter_map(|(number, fix)| match &fix.by {
            FixKind::Edits(edits) => Some((number, edits)),
            FixKind::Refactoring(..) => None,
        });
        let mut all: Vec<(usize, &Edits)> = all.collect();
        let edits = loop {
            let taken = apart(&all);
            let sound = sound(&self.document, &taken, &mut self.tries);
            let numbers: BTreeSet<usize> = sound.iter().map(|(number, _)| *number).collect();
            let why = if self.tries > 0 { WOULD_LOSE } else { TOO_MANY };
            for (number, _) in taken.iter().filter(|(number, _)| !numbers.contains(number)) {
                self.reasons.insert(*number, why.to_owned());
            }
            if sound.len() == taken.len() || self.tries == 0 {
                break run_together(&sound);
            }
            all.retain(|(number, _)| !self.reasons.contains_key(number));
        };
        self.make(edits)
    }

    /// Makes the fixes that are refactorings, one kind after the other; whether any was made.
    fn refactor(&mut self) -> bool {
        let mut kinds: Vec<(&'static Refactoring, Vec<(usize, Span)>)> = Vec::new();
        for (number, fix) in wanted(&self.diagnostics, self.which) {
            let FixKind::Refactoring(refactoring, at) = fix.by else {
                continue;
            };
            match kinds.iter_mut().find(|(kind, _)| *kind == refactoring) {
                Some((_, places)) => places.push((number, at)),
                None => kinds.push((refactoring, vec![(number, at)])),
            }
        }
        let mut refactored = Refactored {
            edits: Edits::default(),
            document: self.document.clone(),
        };
        for (refactoring, places) in kinds {
            self.refactor_at(refactoring, &places, &mut refactored);
        }
        self.make(refactored.edits)
    }

    /// Does a refactoring at places that have the numbers of their findings: at all of them together, or where that is
    /// refused, at halves of them. One that changes the whole brief fixes every finding of its kind.
    fn refactor_at(
        &mut self,
        refactoring: &Refactoring,
        places: &[(usize, Span)],
        refactored: &mut Refactored,
    ) {
        let Some(tries) = self.tries.checked_sub(1) else {
            let reasons = places.iter().map(|(number, _)| *number);
            return self
                .reasons
                .extend(reasons.map(|number| (number, TOO_MANY.to_owned())));
        };
        self.tries = tries;
        let spans: Vec<Span> = places.iter().map(|(_, at)| *at).collect();
        let Err(reason) = refactored.take(refactoring, &spans) else {
            return;
        };
        if refactoring.together.is_some() && places.len() > 1 {
            let (first, second) = places.split_at(places.len() / 2);
            self.refactor_at(refactoring, first, refactored);
            return self.refactor_at(refactoring, second, refactored);
        }
        let reasons = places.iter().map(|(number, _)| (*number, reason.clone()));
        self.reasons.extend(reasons);
    }

    /// Makes `edits` if they lessen what can be fixed, or make all markers superscript again, after which more can be
    /// found; whether they do.
    fn make(&mut self, edits: Edits) -> bool {
        if edits.is_empty() {
            return false;
        }
        let next = self.document.with_text(edits.apply(self.document.text()));
        let diagnostics = check(&next, self.levels);
        let left = |document: &Document, diagnostics: &[Diagnostic]| {
            let is_flat = document.footnotes().has_flat_markers();
            (is_flat, wanted(diagnostics, self.which).count())
        };
        if left(&next, &diagnostics) >= left(&self.document, &self.diagnostics) {
            return false;
        }
        self.edits = self.edits.then(self.document.text(), &edits);
        self.document = next;
        self.diagnostics = diagnostics;
        true
    }

    /// What it comes to; `otherwise` is why a fix is left that nothing refuses.
    fn finish(self, otherwise: &str) -> Fixed {
        let mut reasons = self.reasons;
        let left = self.diagnostics.into_iter().enumerate();
        let left = left.map(|(number, diagnostic)| {
            let why = match &diagnostic.fix {
                None => Why::NoFix,
                Some(fix) if !is_wanted(fix, self.which) => Why::NotAsked(fix.title.clone()),
                Some(_) => {
                    let reason = reasons.remove(&number);
                    Why::Refused(reason.unwrap_or_else(|| otherwise.to_owned()))
                }
            };
            Left { diagnostic, why }
        });
        Fixed {
            edits: self.edits,
            left: left.collect(),
            document: self.document,
        }
    }
}

fn is_wanted(fix: &Fix, which: Fixes) -> bool {
    fix.is_safe || which == Fixes::All
}

/// The fixes of `diagnostics` that are made, with the number of the finding.
fn wanted(diagnostics: &[Diagnostic], which: Fixes) -> impl Iterator<Item = (usize, &Fix)> {
    let fixes = diagnostics.iter().enumerate();
    let fixes = fixes.filter_map(|(number, diagnostic)| Some((number, diagnostic.fix.as_ref()?)));
    fixes.filter(move |(_, fix)| is_wanted(fix, which))
}

/// Those of `fixes` that touch none before them.
fn apart<'a>(fixes: &[(usize, &'a Edits)]) -> Vec<(usize, &'a Edits)> {
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut result = Vec::new();
    for (number, edits) in fixes {
        let is_free = |span: Span| {
            let before = taken.range(..=span.end).next_back();
            before.is_none_or(|(_, end)| *end < span.start)
        };
        if edits.iter().all(|edit| is_free(edit.span)) {
            taken.extend(edits.iter().map(|edit| (edit.span.start, edit.span.end)));
            result.push((*number, *edits));
        }
    }
    result
}

/// Those of `fixes`, which do not touch each other, that together keep all notes: where all do not, halves of them are
/// tried, as long as there are `tries`.
fn sound<'f>(
    document: &Document,
    fixes: &[(usize, &'f Edits)],
    tries: &mut usize,
) -> Vec<(usize, &'f Edits)> {
    if fixes.is_empty() || keeps(document, fixes, tries) {
        return fixes.to_vec();
    }
    if fixes.len() == 1 || *tries == 0 {
        return Vec::new();
    }
    let (first, second) = fixes.split_at(fixes.len() / 2);
    let mut both = sound(document, first, tries);
    let first = both.len();
    both.extend(sound(document, second, tries));
    if both.len() > first && !keeps(document, &both, tries) {
        both.truncate(first);
    }
    both
}

/// Whether `fixes` together keep all notes; no longer once there are no `tries`.
fn keeps(document: &Document, fixes: &[(usize, &Edits)], tries: &mut usize) -> bool {
    let Some(left) = tries.checked_sub(1) else {
        return false;
    };
    *tries = left;
    let edits = run_together(fixes);
    let after = document.with_text(edits.apply(document.text()));
    keeps_notes(document, &edits, &after)
}

fn run_together(fixes: &[(usize, &Edits)]) -> Edits {
    let edits = fixes.iter().flat_map(|(_, edits)| edits.iter().cloned());
    Edits::new(edits.collect()).unwrap_or_default()
}

/// A document while refactorings change it.
struct Refactored {
    /// What was changed up to now.
    edits: Edits,
    /// The document with it.
    document: Document,
}

impl Refactored {
    /// Does `refactoring` at places of the document as it was at first.
    ///
    /// # Errors
    /// Why it is refused.
    fn take(&mut self, refactoring: &Refactoring, places: &[Span]) -> Result<(), String> {
        let moved = Moved::by(&self.edits);
        let places: Vec<Span> = places.iter().map(|at| moved.place(*at)).collect();
        let edits = match (refactoring.together, places.as_slice()) {
            (Some(together), [_, _, ..]) => together(&self.document, &places),
            (_, [first, ..]) => (refactoring.edits)(&self.document, *first),
            (_, []) => return Ok(()),
        };
        let edits = edits.map_err(|refusal| refusal.reason().to_owned())?;
        let after = self.document.with_text(edits.apply(self.document.text()));
        if refactoring.whole.is_some() && !keeps_loose_numbers(&self.document, &after) {
            return Err(WOULD_RENUMBER.to_owned());
        }
        self.edits = std::mem::take(&mut self.edits).then(self.document.text(), &edits);
        self.document = after;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::DocumentKind::{Markdown, Plain};
    use crate::testing::document;
    use crate::text::Edit;

    use super::*;

    fn edits(edits: &[(usize, usize, &str)]) -> Edits {
        let edit = |(start, end, insert): &(usize, usize, &str)| {
            Edit::new(Span::new(*start, *end), *insert)
        };
        Edits::new(edits.iter().map(edit).collect()).unwrap()
    }

    #[test]
    fn of_repairs_that_touch_the_first_is_made() {
        let all = [
            edits(&[(0, 2, "a"), (8, 9, "b")]),
            edits(&[(2, 3, "c")]),
            edits(&[(4, 4, "d")]),
            edits(&[(4, 4, "d")]),
            edits(&[(5, 6, "e"), (8, 8, "f")]),
        ];
        let fixes: Vec<_> = all.iter().enumerate().collect();
        let expected = edits(&[(0, 2, "a"), (4, 4, "d"), (8, 9, "b")]);
        assert_eq!(run_together(&apart(&fixes)), expected);
    }

    #[test]
    fn all_is_repaired_and_the_rest_is_told() {
        let text = "A word.[^1 And.[^2] More.[^3]\n\n[^1]: A.\n\n[^2] : B.\n";
        let before = document(Markdown, text);
        let fixed = fix_all(&before, &RuleLevels::default(), Fixes::Safe);
        assert_eq!(
            fixed.document.text().to_string(),
            "A word.[^1] And.[^2] More.[^3]\n\n[^1]: A.\n\n[^2]: B.\n"
        );
        let applied = fixed.edits.apply(before.text()).to_string();
        assert_eq!(applied, fixed.document.text().to_string());
        let left: Vec<_> = fixed
            .left
            .iter()
            .map(|it| it.diagnostic.rule.code)
            .collect();
        assert_eq!(left, ["undefined-marker"]);
        let again = fix_all(&fixed.document, &RuleLevels::default(), Fixes::Safe);
        assert!(again.edits.is_empty());
    }

    #[test]
    fn a_repair_that_asks_is_made_only_if_all_are() {
        let text = "One¹² of them.\n\n¹ A.\n² B.\n";
        for (which, same) in [(Fixes::Safe, true), (Fixes::All, false)] {
            let before = document(Plain, text);
            let fixed = fix_all(&before, &RuleLevels::default(), which);
            assert_eq!(fixed.edits.is_empty(), same, "{:?}", fixed.left);
        }
    }
    /// What stands for 150 places is more than may be tried one by one.
    #[test]
    fn many_places_are_fixed_together() {
        let cut = |number: usize| {
            format!(
                "The committee had then gone to the\n\n[^{number}]: Note.\n\nriver and looked.[^{number}]\n\n"
            )
        };
        let joined = |number: usize| {
            format!(
                "The committee had then gone to the river and looked.[^{number}]\n\n[^{number}]: Note.\n\n"
            )
        };
        let missing = |number: usize| format!("A word.[^n{number}]\n\n");
        let all = |part: &dyn Fn(usize) -> String| (1..151).map(part).collect::<String>();
        let notes: String = (1..151).map(|it| format!("\n[^n{it}]:\n")).collect();
        let before = document(Markdown, &(all(&cut) + &all(&missing) + "[^0]: Note.\n"));
        let fixed = fix_all(&before, &RuleLevels::default(), Fixes::All);
        let expected = all(&joined) + &all(&missing) + "[^0]: Note.\n";
        let after = fixed.document.text().to_string();
        assert!(after.contains("[^n150]:"), "{after}");
        assert_eq!(after.replace(&notes, ""), expected);
        let safe = fix_all(&before, &RuleLevels::default(), Fixes::Safe);
        assert_eq!(safe.document.text().to_string(), expected);
    }

    /// As if they had been added one by one: numbers among numbers, and a label once.
    #[test]
    fn notes_that_are_added_together_are_in_order() {
        let text = "A.[^1] B.[^7] C.[^3] D.[^x] E.[^3] F.[^9] G.[^12]\n\n[^1]: N.\n\n[^9]: Z.\n";
        let before = document(Markdown, text);
        let fixed = fix_all(&before, &RuleLevels::default(), Fixes::All);
        let heads = "[^1]: N.\n\n[^3]:\n\n[^7]:\n\n[^x]:\n\n[^9]: Z.\n\n[^12]:\n";
        let after = fixed.document.text().to_string();
        assert_eq!(
            after,
            text[..text.find("[^1]: ").unwrap()].to_owned() + heads
        );
    }
}
