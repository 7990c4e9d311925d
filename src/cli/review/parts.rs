//! What is left to mend, part by part, as the page shows it.

use crate::review::{Finding, FindingGroup, Review, ReviewPart, Verdict};

use super::words::{capitalized, place};

/// How many findings of a rule are shown.
const MOST_SHOWN: usize = 12;

/// A part of the report with findings or a table.
pub(super) struct PartShown<'a> {
    pub part: ReviewPart,
    pub id: &'static str,
    pub name: &'static str,
    pub groups: Vec<GroupShown<'a>>,
}

/// The findings of a rule, the first of them.
pub(super) struct GroupShown<'a> {
    pub rule: &'static str,
    pub summary: String,
    pub count: usize,
    pub entries: Vec<ShownFinding<'a>>,
    pub more: usize,
}

/// Findings that say the same of the same words.
pub(super) struct ShownFinding<'a> {
    pub finding: &'a Finding,
    /// The words that it is about, where its message does not quote them.
    pub text: Option<&'a str>,
    pub places: Vec<String>,
}

/// The parts in their order, each with its name in addresses and its heading.
const PARTS: [(ReviewPart, &str, &str); 8] = [
    (ReviewPart::Notes, "notes", "Notes to complete"),
    (ReviewPart::Sources, "sourcing", "Sources to check"),
    (ReviewPart::Consistency, "consistency", "Consistency"),
    (ReviewPart::Acronyms, "acronyms", "Acronyms"),
    (ReviewPart::Words, "words", "Names, spellings and marks"),
    (ReviewPart::Links, "links", "Links"),
    (
        ReviewPart::Limits,
        "limits",
        "Required sections, lengths, figures",
    ),
    (ReviewPart::Footnotes, "footnotes", "Footnotes and layout"),
];

pub(super) fn parts(review: &Review) -> Vec<PartShown<'_>> {
    let shown = |(part, id, name)| PartShown {
        part,
        id,
        name,
        groups: review
            .findings
            .iter()
            .filter(|group| group.part == part && !is_in_table(group, review))
            .map(group)
            .collect(),
    };
    let has_table =
        |part: &PartShown<'_>| part.part == ReviewPart::Acronyms && !review.acronyms.is_empty();
    let shown = PARTS.into_iter().map(shown);
    shown
        .filter(|part| !part.groups.is_empty() || has_table(part))
        .collect()
}

/// Whether the table of acronyms says all that these findings say.
fn is_in_table(group: &FindingGroup, review: &Review) -> bool {
    let is_told = |finding: &Finding| {
        let name = finding.text.trim_matches(['(', ')']);
        let mut unused = review
            .acronyms
            .iter()
            .filter(|it| it.verdict == Verdict::Unused);
        unused.any(|acronym| acronym.name == name)
    };
    group.rule == "unused-acronym" && group.findings.iter().all(is_told)
}

fn group(group: &FindingGroup) -> GroupShown<'_> {
    let mut entries: Vec<ShownFinding<'_>> = Vec::new();
    for finding in &group.findings {
        let entry = ShownFinding::of(finding);
        let is_same = |it: &&mut ShownFinding<'_>| {
            (it.finding.level, &it.finding.message, it.text)
                == (finding.level, &finding.message, entry.text)
        };
        match entries.iter_mut().find(is_same) {
            Some(same) => same.places.extend(entry.places),
            None => entries.push(entry),
        }
    }
    let shown = entries.len().min(MOST_SHOWN);
    let more = entries.split_off(shown);
    GroupShown {
        rule: group.rule,
        summary: capitalized(&group.summary.replace('`', "")),
        count: group.findings.len(),
        entries,
        more: more.iter().map(|entry| entry.places.len()).sum(),
    }
}

impl<'a> ShownFinding<'a> {
    fn of(finding: &'a Finding) -> ShownFinding<'a> {
        let at = place(finding.place);
        let text = finding.text.as_str();
        let is_said = text.chars().count() < 4 || finding.message.contains(text);
        ShownFinding {
            finding,
            text: (!is_said).then_some(text),
            places: vec![match &finding.note {
                Some(note) => format!("note {note}, {at}"),
                None => at,
            }],
        }
    }
}
