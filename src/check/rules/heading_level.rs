use rustc_hash::FxHashMap;

use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, ItemId};
use crate::syntax::{BlockAt, Container, DocumentKind, HeadingKind, Item, ItemKind};
use crate::text::Span;

pub(super) const RULE: Rule = Rule::new("heading-level", Level::Warning, Find::Headings(find))
    .summary("a skipped heading level, or two identical headings in one section")
    .page(include_str!("heading_level.md"));

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
    let mut raw_diagnostics = Vec::new();
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
        if kind == HeadingKind::Real && previous.is_some_and(|previous| level > previous + 1) {
            let message = format!(
                "Heading of level {level} under a heading of level {}: level {} is skipped.",
                previous.unwrap_or(0),
                previous.unwrap_or(0) + 1
            );
            raw_diagnostics.push(RawDiagnostic::at(*id, message));
        }
        previous = Some(level);
        if kind == HeadingKind::Line || item.span.is_empty() {
            continue;
        }
        while open.len() > 1 && open.last().is_some_and(|open| open.level >= level) {
            open.pop();
        }
        if let Some(first) = open.last_mut().and_then(|open| twin(open, text, *id)) {
            let message = "Another heading in this section has the same text.".to_owned();
            raw_diagnostics.push(
                RawDiagnostic::at(*id, message)
                    .related(RelativeSpan::Item(first), "first used here"),
            );
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

/// The first heading of that text below `open`, if `id` is not the first.
fn twin(open: &mut OpenHeading, text: u64, id: ItemId) -> Option<ItemId> {
    let first = *open.below.entry(text).or_insert(id);
    (first != id).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Plain};
    use crate::testing::assert_diagnostics;

    #[test]
    fn a_level_skipped() {
        assert_diagnostics(
            Markdown,
            Default,
            "# A\n\n### B\n    ^ heading-level\n\n### C\n\n## D\n\n#### E\n     ^ heading-level\n",
        );
    }

    #[test]
    fn twins_in_one_section() {
        assert_diagnostics(
            Markdown,
            Default,
            "# A\n\n## Same\n\n### Inner\n\n## same\n   ^^^^ heading-level\n\n### Inner\n",
        );
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
