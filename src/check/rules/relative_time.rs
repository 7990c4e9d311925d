use std::sync::LazyLock;

use regex::Regex;

use crate::check::passages::finding;
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::citation::dates_in;
use crate::config::Level;
use crate::index::{Document, PassageRole};
use crate::pattern::pattern;
use crate::text::Span;

pub(super) const RULE: Rule = Rule::in_brief_alone("relative-time", Level::Hint, Find::Prose(find))
    .summary("“at the time of writing” in a brief without a date")
    .page(include_str!("relative_time.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let passages = document.passages().iter();
    let own = passages.filter(|passage| {
        matches!(
            passage.role,
            PassageRole::Body | PassageRole::Item | PassageRole::Note(_)
        )
    });
    let mut said = own.flat_map(|passage| {
        let found = WRITING
            .find_iter(&passage.text)
            .map(|found| Span::from(found.range()));
        let found = found.filter(|span| !passage.is_quoted(*span));
        found.map(move |span| (passage, span))
    });
    let Some(first) = said.next().filter(|_| !is_dated(document)) else {
        return Vec::new();
    };
    let all = std::iter::once(first).chain(said);
    let finding = |(passage, span): (&crate::index::Passage, Span)| {
        let message = format!("“{}”: this brief gives no date.", passage.slice(span));
        Some(finding(passage, span, message)?.alike("writing"))
    };
    all.filter_map(finding).collect()
}

/// Whether a document says when it was written: in its title block, front matter or a preamble that is set as code.
fn is_dated(document: &Document) -> bool {
    let preamble = document.blocks().iter().next();
    let preamble = preamble.filter(|at| at.block.is_opaque());
    let text = preamble.map(|at| document.text().slice(at.body()));
    document.date().is_some()
        || document.front_matter().is_dated
        || text.is_some_and(|text| !dates_in(&text).is_empty())
}

static WRITING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:at (?:the )?time of (?:this )?writing|as of (?:this|the time of) writing|as of writing|at this writing)\b",
    )
});

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::assert_diagnostics;

    #[test]
    fn a_time_of_writing_that_nobody_knows() {
        let text = "As of this writing, the river falls. At the time of writing, it fell.\n^^^^^^^^^^^^^^^^^^ relative-time\n";
        assert_diagnostics(Markdown, Brief, text);
        for text in [
            "---\ndate: 2021-03-08\n---\n\nAs of this writing, the river falls.\n",
            "---\nCreated: 2021-03-08\n---\n\nAs of this writing, the river falls.\n",
            "```\nTitle: Rivers\nAssigned: 2021-03-08\n```\n\nAs of this writing, the river falls.\n",
            "“As of this writing”, she said, the river falls.\n",
            "At the time of his writing, the river fell.\n",
        ] {
            assert_diagnostics(Markdown, Brief, text);
        }
    }
}
