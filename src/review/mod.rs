//! What an editor wants to know of a brief before it goes out: how long it is, what stands on no source, what its
//! sources are, what is left to mend, and which source is to be compared with which sentence.
//!
//! [`Review`] is plain data from a pure function; how it is shown is not known here.

mod acronyms;
mod age;
mod findings;
mod paragraphs;
mod place;
mod sections;
mod sheet;
mod sources;
mod texts;

use schemars::JsonSchema;
use serde::Serialize;

use crate::check::Diagnostic;
use crate::ide::{Counts, PartCounts};
use crate::index::Document;

pub use acronyms::{AcronymReview, Verdict};
pub use age::AgeCounts;
pub use findings::{Finding, FindingGroup, ReviewCounts, ReviewPart};
pub use paragraphs::ParagraphReview;
pub use place::ReviewPlace;
pub use sections::SectionReview;
pub use sheet::{Claim, ClaimNote, ClaimSource};
pub use sources::{KindRow, SourcesReview, UsedSource};

use paragraphs::Paragraphs;

/// How many words one reads in a minute: M. Brysbaert, "How many words do we read per minute?", Journal of Memory and
/// Language 109 (2019), has 238 for non-fiction in English.
const WORDS_PER_MINUTE: usize = 238;

/// What an editor wants to know of a brief.
#[derive(Serialize, JsonSchema, Debug)]
pub struct Review {
    /// The file.
    pub path: String,
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The authors, as they are printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authors: Option<String>,
    /// The date of the brief, in ISO 8601 as far as it is known: `2021-03`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The words, notes and sources of the whole brief.
    #[serde(flatten)]
    pub counts: Counts,
    /// How long it takes to read, without the notes.
    pub minutes: usize,
    /// How many findings there are.
    pub finding_counts: ReviewCounts,
    /// The paragraphs of running text, by place.
    pub paragraphs: Vec<ParagraphReview>,
    /// The title and the sections, by place.
    pub sections: Vec<SectionReview>,
    /// The sources of the brief.
    pub source_counts: SourcesReview,
    /// The findings, those of a rule together.
    pub findings: Vec<FindingGroup>,
    /// The acronyms that it defines, by place.
    pub acronyms: Vec<AcronymReview>,
    /// Each sentence with a footnote, beside its sources.
    pub claims: Vec<Claim>,
}

/// What a review is made of.
pub struct Reviewed<'a> {
    /// The brief.
    pub document: &'a Document,
    /// How its file is called.
    pub path: String,
    /// What is wrong with it, by place.
    pub findings: &'a [Diagnostic],
    /// Where in the file a byte of the document stands.
    pub place: &'a dyn Fn(usize) -> ReviewPlace,
}

impl Review {
    /// What there is to know of a brief.
    pub fn of(reviewed: &Reviewed<'_>) -> Review {
        let document = reviewed.document;
        let parts = PartCounts::of(document);
        let paragraphs = Paragraphs::of(document);
        let counts = parts.total();
        Review {
            path: reviewed.path.clone(),
            title: texts::title(document),
            authors: texts::authors(document),
            date: document.date().map(|(date, _)| date.to_string()),
            counts,
            minutes: counts.words.div_ceil(WORDS_PER_MINUTE),
            finding_counts: ReviewCounts::of(reviewed.findings),
            sections: sections::sections(reviewed, &parts, &paragraphs),
            paragraphs: paragraphs.reviews(reviewed),
            source_counts: SourcesReview::of(document),
            findings: findings::groups(reviewed),
            acronyms: acronyms::acronyms(reviewed),
            claims: sheet::claims(reviewed, &paragraphs),
        }
    }
}
