//! What is left to mend, grouped as an editor goes through it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::check::Diagnostic;
use crate::config::Level;
use crate::index::note_name;

use super::{ReviewPlace, Reviewed};

/// The longest excerpt of the text, in characters.
const LONGEST_EXCERPT: usize = 160;

/// How many findings there are.
#[derive(Serialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ReviewCounts {
    /// Those of level error and warning.
    pub must: usize,
    /// Those of level information and hint.
    pub should: usize,
}

/// The part of a report that has the findings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewPart {
    /// Notes to complete.
    Notes,
    /// Sources that contradict each other, and text without a source.
    Sources,
    /// How notes, dates and numbers are written.
    Consistency,
    /// Acronyms.
    Acronyms,
    /// Names, spellings and marks.
    Words,
    /// Links.
    Links,
    /// Sections and figures.
    Limits,
    /// Footnotes, headings and layout.
    Footnotes,
}

/// The findings of a rule.
#[derive(Serialize, JsonSchema, Debug)]
pub struct FindingGroup {
    /// Where a report shows them.
    pub part: ReviewPart,
    /// The code of the rule.
    pub rule: &'static str,
    /// What it reports.
    pub summary: &'static str,
    /// The findings, by place.
    pub findings: Vec<Finding>,
}

/// A finding.
#[derive(Serialize, JsonSchema, Debug)]
pub struct Finding {
    /// Where.
    #[serde(flatten)]
    pub place: ReviewPlace,
    /// The number or label of its note, if it is in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Its level.
    pub level: Level,
    /// What is wrong, and what to do.
    pub message: String,
    /// The text there, cut where it is long.
    pub text: String,
}

impl ReviewCounts {
    pub(super) fn of(findings: &[Diagnostic]) -> ReviewCounts {
        let must = findings.iter().filter(|it| must(it.level)).count();
        ReviewCounts {
            must,
            should: findings.len() - must,
        }
    }
}

impl Finding {
    /// Whether the brief must not go out with it.
    pub fn must(&self) -> bool {
        must(self.level)
    }
}

/// Whether a brief must not go out with a finding of that level.
fn must(level: Level) -> bool {
    level >= Level::Warning
}

/// The findings, by part and by rule.
pub(super) fn groups(reviewed: &Reviewed<'_>) -> Vec<FindingGroup> {
    let document = reviewed.document;
    let mut groups: Vec<FindingGroup> = Vec::new();
    for finding in reviewed.findings {
        let code = finding.rule.code;
        let note = document.note_at(finding.span.start);
        let shown = Finding {
            place: (reviewed.place)(finding.span.start),
            note: note.map(|note| note_name(document, note.id)),
            level: finding.level,
            message: finding.message.clone(),
            text: excerpt(&document.text().slice(finding.span)),
        };
        match groups.iter_mut().find(|group| group.rule == code) {
            Some(group) => group.findings.push(shown),
            None => groups.push(FindingGroup {
                part: PARTS.get(code).copied().unwrap_or(ReviewPart::Footnotes),
                rule: code,
                summary: finding.rule.summary,
                findings: vec![shown],
            }),
        }
    }
    let gravest = |group: &FindingGroup| group.findings.iter().map(|it| it.level).max();
    groups.sort_by_key(|group| (group.part, std::cmp::Reverse(gravest(group))));
    groups
}

/// `text` on one line, cut where it is long.
fn excerpt(text: &str) -> String {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(LONGEST_EXCERPT) {
        line.truncate(end);
        line.truncate(line.trim_end().len());
        line.push('…');
    }
    line
}

static PARTS: LazyLock<FxHashMap<&str, ReviewPart>> = LazyLock::new(|| {
    let lines = include_str!("parts.tsv").lines();
    let entries = lines.filter_map(|line| line.split_once('\t'));
    let part = |(part, code)| {
        let part = match part {
            "notes" => ReviewPart::Notes,
            "sources" => ReviewPart::Sources,
            "consistency" => ReviewPart::Consistency,
            "acronyms" => ReviewPart::Acronyms,
            "words" => ReviewPart::Words,
            "links" => ReviewPart::Links,
            _ => ReviewPart::Limits,
        };
        (code, part)
    };
    entries.map(part).collect()
});

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn an_excerpt_is_one_line() {
        assert_eq!(excerpt("a\n  b"), "a b");
        let long = excerpt(&"word ".repeat(100));
        assert!(
            long.ends_with("d…") && long.chars().count() <= 161,
            "{long}"
        );
    }
}
