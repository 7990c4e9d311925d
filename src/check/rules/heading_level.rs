use rustc_hash::FxHashMap;

use crate::check::fault::{Fault, Place};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, MarkId};
use crate::syntax::{HeadingKind, Kind, MarkKind};

pub(super) const RULE: Rule = Rule {
    code: "heading-level",
    summary: "a heading level skipped, or two headings of one text in one section",
    page: include_str!("heading_level.md"),
    default: Level::Warning,
    counted_anew: Level::Warning,
    brief: Level::Warning,
    unnecessary: false,
    find: Find::Headings(find),
};

/// A heading that others stand under.
struct Open {
    level: u8,
    /// The headings right below it, by their text.
    below: FxHashMap<u64, MarkId>,
}

fn find(document: &Document) -> Vec<Fault> {
    if document.kind() == Kind::Plain {
        return Vec::new();
    }
    let mut faults = Vec::new();
    let mut open = vec![Open {
        level: 0,
        below: FxHashMap::default(),
    }];
    let mut previous = None;
    for id in document.footnotes().headings() {
        let Some((_, mark)) = document.mark(*id) else {
            continue;
        };
        let MarkKind::Heading {
            kind, level, text, ..
        } = mark.kind
        else {
            continue;
        };
        if kind == HeadingKind::Real && previous.is_some_and(|previous| level > previous + 1) {
            let message = format!(
                "This heading has level {level} under one of level {}: level {} is skipped.",
                previous.unwrap_or(0),
                previous.unwrap_or(0) + 1
            );
            faults.push(Fault::at(*id, message));
        }
        previous = Some(level);
        if kind == HeadingKind::Line || mark.span.is_empty() {
            continue;
        }
        while open.len() > 1 && open.last().is_some_and(|open| open.level >= level) {
            open.pop();
        }
        if let Some(first) = open.last_mut().and_then(|open| twin(open, text, *id)) {
            let message = "A heading in the same section has the same text.".to_owned();
            faults.push(Fault::at(*id, message).related(Place::Mark(first), "the first one"));
        }
        open.push(Open {
            level,
            below: FxHashMap::default(),
        });
    }
    faults
}

/// The first heading of that text below `open`, if `id` is not the first.
fn twin(open: &mut Open, text: u64, id: MarkId) -> Option<MarkId> {
    let first = *open.below.entry(text).or_insert(id);
    (first != id).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::Kind::{Markdown, Plain};
    use crate::testing::assert_findings;

    #[test]
    fn a_level_skipped() {
        assert_findings(
            Markdown,
            Default,
            "# A\n\n### B\n    ^ heading-level\n\n### C\n\n## D\n\n#### E\n     ^ heading-level\n",
        );
    }

    #[test]
    fn twins_in_one_section() {
        assert_findings(
            Markdown,
            Default,
            "# A\n\n## Same\n\n### Inner\n\n## same\n   ^^^^ heading-level\n\n### Inner\n",
        );
    }

    #[test]
    fn levels_that_begin_low_or_go_back() {
        assert_findings(
            Markdown,
            Default,
            "### A\n\n#### B\n\n# C\n\n## D\n\n# E\n\n## D\n",
        );
        assert_findings(
            Plain,
            Default,
            "Inst\n\nThe Title\n\nA Part\n\nText.\n\nA Part\n\nText.\n",
        );
    }
}
