//! Repairing all that can be fixed.

use std::collections::{BTreeMap, HashSet};

use crate::index::Document;
use crate::text::{Edit, Edits};

use super::{Diagnostic, Fix, FixKind, RuleLevels, check};

/// How often the document is looked at again at the most: each time takes as long as a first check.
const MOST_ROUNDS: usize = 50;

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
    pub left: Vec<Diagnostic>,
}

/// Makes the fixes of what is found in `document`. Of those that touch each other the first is made, and
/// the document is looked at again; a round of fixes that does not lessen what can be fixed is not made.
pub fn fix_all(document: &Document, settings: &RuleLevels, which: Fixes) -> Fixed {
    let mut fixed = Fixed {
        edits: Edits::default(),
        document: document.clone(),
        left: check(document, settings),
    };
    for _ in 0..MOST_ROUNDS {
        let edits = apart(&fixed.document, fixes(&fixed.left, which));
        if edits.is_empty() {
            break;
        }
        let next = edits.apply(fixed.document.text());
        let next = fixed.document.with_text(next);
        let left = check(&next, settings);
        if fixes(&left, which).count() >= fixes(&fixed.left, which).count() {
            break;
        }
        fixed = Fixed {
            edits: fixed.edits.then(fixed.document.text(), &edits),
            document: next,
            left,
        };
    }
    fixed
}

/// The fixes of `diagnostics` that are made.
fn fixes(diagnostics: &[Diagnostic], which: Fixes) -> impl Iterator<Item = &Fix> {
    let fixes = diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.fix.as_ref());
    fixes.filter(move |fix| fix.is_safe || which == Fixes::All)
}

/// The edits of those of `fixes` that touch none before them. A refactoring that touches one is not asked
/// again: it may change the whole document, and be the fix of every finding.
fn apart<'a>(document: &Document, fixes: impl Iterator<Item = &'a Fix>) -> Edits {
    let mut taken: BTreeMap<usize, Edit> = BTreeMap::new();
    let mut waiting = HashSet::new();
    for fix in fixes {
        let kind = match fix.by {
            FixKind::Refactoring(refactoring, _) => Some(refactoring.kind),
            FixKind::Edits(_) => None,
        };
        if kind.is_some_and(|kind| waiting.contains(kind)) {
            continue;
        }
        let edits = fix.edits(document).unwrap_or_default();
        let is_free = |edit: &Edit| {
            let before = taken.range(..=edit.span.end).next_back();
            before.is_none_or(|(_, other)| other.span.end < edit.span.start)
        };
        match edits.iter().all(is_free) {
            true => taken.extend(edits.iter().map(|edit| (edit.span.start, edit.clone()))),
            false => waiting.extend(kind),
        }
    }
    Edits::new(taken.into_values().collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::syntax::DocumentKind::{Markdown, Plain};
    use crate::testing::document;
    use crate::text::Span;

    use super::*;

    fn fix(is_safe: bool, edits: &[(usize, usize, &str)]) -> Fix {
        let edit = |(start, end, insert): &(usize, usize, &str)| {
            Edit::new(Span::new(*start, *end), *insert)
        };
        Fix {
            title: String::new(),
            is_safe,
            by: FixKind::Edits(Edits::new(edits.iter().map(edit).collect()).unwrap()),
        }
    }

    #[test]
    fn of_repairs_that_touch_the_first_is_made() {
        let fixes = [
            fix(true, &[(0, 2, "a"), (8, 9, "b")]),
            fix(true, &[(2, 3, "c")]),
            fix(true, &[(4, 4, "d")]),
            fix(true, &[(4, 4, "d")]),
            fix(true, &[(5, 6, "e"), (8, 8, "f")]),
        ];
        let expected = fix(true, &[(0, 2, "a"), (4, 4, "d"), (8, 9, "b")]);
        let document = document(Markdown, "0123456789");
        assert_eq!(
            Ok(apart(&document, fixes.iter())),
            expected.edits(&document)
        );
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
        let left: Vec<_> = fixed.left.iter().map(|it| it.rule.code).collect();
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
}
