//! The acronyms that a brief defines.

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::{Acronym, acronyms as defined};

use super::{ReviewPlace, Reviewed};

/// An acronym.
#[derive(Serialize, JsonSchema, Debug)]
pub struct AcronymReview {
    /// The short form.
    pub name: String,
    /// Its long form.
    pub long: String,
    /// Where it is defined.
    #[serde(flatten)]
    pub place: ReviewPlace,
    /// How often it is used, the definition not counted.
    pub uses: usize,
    /// What there is to say of it.
    pub verdict: Verdict,
}

/// What there is to say of an acronym.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Defined, then used.
    Fine,
    /// Defined, and never used.
    Unused,
    /// Used before it is defined.
    UsedBefore,
    /// Defined again.
    DefinedAgain,
}

impl Verdict {
    /// What it says in a table.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Fine => "fine",
            Verdict::Unused => "never used again",
            Verdict::UsedBefore => "used before it is defined",
            Verdict::DefinedAgain => "defined more than once",
        }
    }
}

/// The acronyms, by place.
pub(super) fn acronyms(reviewed: &Reviewed<'_>) -> Vec<AcronymReview> {
    let acronyms = defined(reviewed.document);
    acronyms
        .iter()
        .map(|acronym| review(reviewed, acronym))
        .collect()
}

fn review(reviewed: &Reviewed<'_>, acronym: &Acronym) -> AcronymReview {
    let text = reviewed.document.text();
    let long = text.slice(acronym.long);
    AcronymReview {
        name: acronym.name.clone(),
        long: long.split_whitespace().collect::<Vec<_>>().join(" "),
        place: (reviewed.place)(acronym.defined.start),
        uses: acronym.uses.len().saturating_sub(1),
        verdict: verdict(reviewed, acronym),
    }
}

/// What the rules on acronyms say of it, else whether it is used.
fn verdict(reviewed: &Reviewed<'_>, acronym: &Acronym) -> Verdict {
    let named = |code: &str| {
        let mut findings = reviewed
            .findings
            .iter()
            .filter(|finding| finding.rule.code == code);
        findings.any(|finding| {
            let text = reviewed.document.text().slice(finding.span);
            text.contains(&acronym.name)
        })
    };
    match () {
        () if named("redefined-acronym") => Verdict::DefinedAgain,
        () if named("undefined-acronym") => Verdict::UsedBefore,
        () if named("unused-acronym") || acronym.uses.len() < 2 => Verdict::Unused,
        () => Verdict::Fine,
    }
}
