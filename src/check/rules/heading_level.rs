use rustc_hash::FxHashMap;

use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan, Subject};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, ItemId};
use crate::syntax::{BlockAt, Container, DocumentKind, HeadingKind, Item, ItemKind};
use crate::text::Span;

pub(super) const RULE: Rule = Rule::new("heading-level", Level::Hint, Find::Headings(find))
    .summary("a skipped heading level, or two identical headings in one section")
    .page(include_str!("heading_level.md"))
    .when_minor(Level::Off)
    .in_brief(Level::Warning);

/// A heading that others stand under.
struct OpenHeading {
    level: u8,
    /// The headings right below it, by their text.
    below: FxHashMap<u64, ItemId>,
}

fn find(document: &Document) -> Vec<RawDiagnostic> {
    if document.kind() == DocumentKind::Plain {
        return Vec::new();
    }
    let used = levels(document);
    let mut raw_diagnostics = Vec::new();
    let mut seen = [false; 8];
    let mut open = vec![OpenHeading {
        level: 0,
        below: FxHashMap::default(),
    }];
    let mut previous = None;
    for id in document.footnotes().headings() {
        let Some((block, item)) = document.item(*id) else {
            continue;
        };
        if is_inner(document, block, item) {
            continue;
        }
        let ItemKind::Heading {
            kind, level, text, ..
        } = item.kind
        else {
            continue;
        };
        if let Some(over) = previous.filter(|over: &u8| level > over + 1)
            && kind == HeadingKind::Real
        {
            let is_style = !used[usize::from(over + 1)..usize::from(level)].contains(&true);
            if !is_style || !std::mem::replace(&mut seen[usize::from(over + 1)], true) {
                let found = skipped(*id, over, level, is_style);
                raw_diagnostics.push(match surplus(document, block, item, level - over - 1) {
                    Some(surplus) => raised(found, *id, surplus, over + 1),
                    None => found,
                });
            }
        }
        previous = Some(level);
        if kind == HeadingKind::Line || item.span.is_empty() {
            continue;
        }
        while open.len() > 1 && open.last().is_some_and(|open| open.level >= level) {
            open.pop();
        }
        if let Some(first) = open.last_mut().and_then(|open| twin(open, text, *id)) {
            let message =
                "Another heading in this section has the same text: change one of them.".to_owned();
            let raw_diagnostic = RawDiagnostic::at(*id, message)
                .related(RelativeSpan::Item(first), "first used here");
            raw_diagnostics.push(RawDiagnostic {
                is_minor: true,
                ..raw_diagnostic
            });
        }
        open.push(OpenHeading {
            level,
            below: FxHashMap::default(),
        });
    }
    raw_diagnostics
}

/// Whether a heading stands in a note or a quotation, and so is none of the brief's own.
fn is_inner(document: &Document, at: BlockAt<'_>, heading: &Item) -> bool {
    let open = at.block.start.containers.iter().take(at.block.kept);
    let holds =
        |container: &Container| matches!(container, Container::Note { .. } | Container::Quote);
    let before = Span::new(at.start, at.start + heading.span.start);
    at.block.opener().is_some()
        || open.into_iter().any(holds)
        || document.text().slice(before).contains('>')
}

/// Which levels the headings of `document` have, from 0.
fn levels(document: &Document) -> [bool; 8] {
    let mut used = [false; 8];
    for heading in document.headings().filter(|heading| heading.is_real) {
        if let Some(used) = used.get_mut(usize::from(heading.level)) {
            *used = true;
        }
    }
    used
}

/// The finding of a heading of `level` under one of the level `over`. Where no heading has the levels between,
/// they are left out throughout: a style.
fn skipped(id: ItemId, over: u8, level: u8, is_style: bool) -> RawDiagnostic {
    let missing = over + 1;
    let message = match is_style {
        true => {
            format!("No heading of this brief has level {missing}: use it here, not level {level}.")
        }
        false => format!(
            "Heading of level {level} under a heading of level {over}: use level {missing}."
        ),
    };
    let raw_diagnostic = RawDiagnostic::at(id, message);
    match is_style {
        true => RawDiagnostic {
            is_minor: true,
            at_most: Level::Information,
            ..raw_diagnostic
        },
        false => raw_diagnostic,
    }
}

/// The last `count` of the `#` before the text of a heading, in bytes of its block; none where it has not so many.
fn surplus(document: &Document, at: BlockAt<'_>, heading: &Item, count: u8) -> Option<Span> {
    let before = Span::new(at.start, at.start + heading.span.start);
    let before = document.text().slice(before);
    let end = before.trim_end().len();
    let start = end.checked_sub(usize::from(count))?;
    before
        .get(start..end)?
        .bytes()
        .all(|byte| byte == b'#')
        .then_some(Span::new(start, end))
}

/// The finding with a fix that takes these `#` away. The headings below may mean the level that this one has.
fn raised(found: RawDiagnostic, id: ItemId, surplus: Span, level: u8) -> RawDiagnostic {
    let surplus = RelativeSpan::Within(Subject::Item(id), surplus);
    let title = format!("Make this a heading of level {level}");
    found.fixed(title, vec![(surplus, String::new())]).asking()
}

/// The first heading of that text below `open`, if `id` is not the first.
fn twin(open: &mut OpenHeading, text: u64, id: ItemId) -> Option<ItemId> {
    let first = *open.below.entry(text).or_insert(id);
    (first != id).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::config::Level;
    use crate::config::Profile::{Brief, Default};
    use crate::syntax::DocumentKind::{Markdown, Plain};
    use crate::testing::{assert_diagnostics, diagnostics, document};

    #[test]
    fn a_level_skipped_that_is_used_elsewhere() {
        assert_diagnostics(
            Markdown,
            Default,
            "# A\n\n### B\n    ^ heading-level\n\n### C\n\n## D\n\n#### E\n     ^ heading-level\n",
        );
        let levels = |profile| {
            let found = diagnostics(
                Markdown,
                profile,
                "# A\n\n### B\n\n## C\n\nText.[^1]\n\n[^1]: D.\n",
            );
            let found = found.iter().filter(|it| it.rule.code == "heading-level");
            found.map(|it| it.level).collect::<Vec<_>>()
        };
        assert_eq!(levels(Default), [Level::Hint]);
        assert_eq!(levels(Brief), [Level::Warning]);
    }

    #[test]
    fn a_level_skipped_is_taken_away() {
        let fixed = |text: &str| {
            let found = diagnostics(Markdown, Brief, text);
            let found = found.iter().find(|it| it.rule.code == "heading-level");
            let document = document(Markdown, text);
            let fix = found.and_then(|it| it.fix.as_ref())?;
            assert!(!fix.is_safe);
            Some(
                fix.edits(&document)
                    .ok()?
                    .apply(document.text())
                    .to_string(),
            )
        };
        assert_eq!(
            fixed("# A\n\n####  B ####\n\n## C\n").as_deref(),
            Some("# A\n\n##  B ####\n\n## C\n")
        );
        // An underlined heading has no other level below the second.
        assert_eq!(fixed("# A\n\n## B\n\nC\n===\n"), None);
    }

    #[test]
    fn a_level_left_out_throughout_is_a_style() {
        let text = "# A\n\n### B\n\n# C\n\n### D\n\n### E\n";
        assert_diagnostics(Markdown, Default, text);
        let found = diagnostics(Markdown, Brief, text);
        let found = found.iter().filter(|it| it.rule.code == "heading-level");
        let found: Vec<_> = found.map(|it| (it.span.start, it.level)).collect();
        assert_eq!(found, [(9, Level::Information)]);
    }

    #[test]
    fn twins_in_one_section() {
        let text = "# A\n\n## Same\n\n### Inner\n\n## same\n\n### Inner\n";
        assert_diagnostics(Markdown, Default, text);
        let found = diagnostics(Markdown, Brief, text);
        let found = found.iter().filter(|it| it.rule.code == "heading-level");
        let found: Vec<_> = found.map(|it| (&text[it.span.range()], it.level)).collect();
        assert_eq!(found, [("same", Level::Warning)]);
    }

    #[test]
    fn headings_of_notes_and_quotations_are_not_the_briefs() {
        for text in [
            "# T\n\n## S\n\nText.[^1]\n\n[^1]: First.\n\n    #### H\n\n    More.\n",
            "# T\n\n## S\n\n> #### H\n>\n> Text.\n>\n> ###### I\n\n### U\n",
            "# T\n\nText.[^1]\n\n[^1]: # H\n\n## S\n",
        ] {
            assert_diagnostics(Markdown, Default, text);
        }
    }

    #[test]
    fn levels_that_begin_low_or_go_back() {
        assert_diagnostics(
            Markdown,
            Default,
            "### A\n\n#### B\n\n# C\n\n## D\n\n# E\n\n## D\n",
        );
        assert_diagnostics(
            Plain,
            Default,
            "Inst\n\nThe Title\n\nA Part\n\nText.\n\nA Part\n\nText.\n",
        );
    }
}
