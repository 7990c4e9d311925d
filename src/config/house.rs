//! House profiles as plain data: what a house asks of its briefs. What a profile does not say is decided by the brief's own
//! majority.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Level;

/// What a house profile says. All of it is optional.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct House {
    /// The name of the house, as messages have it: `MP-IDSA`.
    pub name: Option<String>,
    /// What this profile adds to: the name of a profile, or the path of another file. Without it, `brief`.
    pub extends: Option<String>,
    /// The spelling.
    pub language: Option<Spelling>,
    /// Footnote markers.
    pub marker: MarkerStyle,
    /// Notes.
    pub note: NoteStyle,
    /// Citations in notes.
    pub citation: CitationForms,
    /// Dates in the text.
    pub date: DateStyle,
    /// Numbers in the text.
    pub number: NumberStyle,
    /// Acronyms.
    pub acronym: AcronymStyle,
    /// The sections that a brief has.
    pub section: Vec<HouseSection>,
    /// The length of a brief.
    pub length: HouseLength,
    /// Sources.
    pub sources: SourceRules,
    /// Words that the house writes in one way.
    pub term: Vec<Term>,
    /// The level of each rule by its code.
    pub rules: BTreeMap<String, Level>,
}

/// Which spelling words have.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub enum Spelling {
    /// British, with -ise: *organise*, *behaviour*.
    #[serde(rename = "en-GB")]
    British,
    /// British, with -ize: *organize*, *behaviour*.
    #[serde(rename = "en-GB-oxendict")]
    Oxford,
    /// American: *organize*, *behavior*.
    #[serde(rename = "en-US")]
    American,
}

/// Footnote markers.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MarkerStyle {
    /// On which side of a full stop or comma markers stand.
    pub place: Option<MarkerPlace>,
}

/// On which side of a full stop or comma markers stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MarkerPlace {
    /// `word.¹`
    AfterPunctuation,
    /// `word¹.`
    BeforePunctuation,
}

/// Notes.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NoteStyle {
    /// How a note ends that has no address at its end.
    pub end: Option<NoteEnd>,
}

/// How a note ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub enum NoteEnd {
    /// With a period.
    #[serde(rename = ".")]
    Period,
    /// Without one.
    #[serde(rename = "")]
    Nothing,
}

/// How citations in notes are written.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CitationForms {
    /// The order of an author's names.
    pub author: Option<AuthorOrder>,
    /// Where the quotation marks of a linked title are.
    pub title_link: Option<QuotesAndLink>,
    /// How the publication is marked.
    pub container: Option<ContainerMark>,
    /// On which side of the closing quotation mark a comma is.
    pub comma_and_quote: Option<CommaSide>,
    /// The form of a date.
    pub date: Option<DateForm>,
}

/// The order of an author's names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AuthorOrder {
    /// `Jane Roe`
    GivenFamily,
    /// `Roe, Jane`
    FamilyGiven,
}

/// Where the quotation marks of a linked title are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum QuotesAndLink {
    /// `["Title"](…)`
    QuotesInside,
    /// `"[Title](…)"`
    QuotesOutside,
}

/// How a publication is marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ContainerMark {
    /// `*Gazette*`
    Italics,
    /// `Gazette`
    Plain,
}

/// On which side of the closing quotation mark a comma is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CommaSide {
    /// `"Title,"`, as in the United States.
    Inside,
    /// `"Title",`
    Outside,
}

/// The form of a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub enum DateForm {
    /// `June 4, 2019`
    #[serde(rename = "Month D, YYYY")]
    MonthDay,
    /// `4 June 2019`
    #[serde(rename = "D Month YYYY")]
    DayMonth,
    /// `Sept. 4, 2019`
    #[serde(rename = "Mon. D, YYYY")]
    ShortMonthDay,
    /// `4 Sept. 2019`
    #[serde(rename = "D Mon. YYYY")]
    DayShortMonth,
}

impl DateForm {
    /// Whether the month is before the day.
    pub fn has_month_first(self) -> bool {
        matches!(self, DateForm::MonthDay | DateForm::ShortMonthDay)
    }

    /// Whether the month is in full.
    pub fn has_full_month(self) -> bool {
        matches!(self, DateForm::MonthDay | DateForm::DayMonth)
    }

    /// 4 September 2019 in this form.
    pub fn example(self) -> &'static str {
        match self {
            DateForm::MonthDay => "September 4, 2019",
            DateForm::DayMonth => "4 September 2019",
            DateForm::ShortMonthDay => "Sept. 4, 2019",
            DateForm::DayShortMonth => "4 Sept. 2019",
        }
    }
}

/// Dates in the text.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DateStyle {
    /// The form of a date in running text and above it.
    pub text: Option<DateForm>,
}

/// Numbers in the text.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NumberStyle {
    /// How a percentage is written.
    pub percent: Option<Percent>,
}

/// How a percentage is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub enum Percent {
    /// `4%`
    #[serde(rename = "%")]
    Sign,
    /// `4 percent`
    #[serde(rename = "percent")]
    OneWord,
    /// `4 per cent`
    #[serde(rename = "per cent")]
    TwoWords,
}

/// Acronyms.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AcronymStyle {
    /// Acronyms that need no definition and may have one.
    pub known: Vec<String>,
}

/// A section that a brief may have, or has to.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HouseSection {
    /// Its heading; any of these.
    pub name: Vec<String>,
    /// Whether a brief has to have it.
    pub required: bool,
    /// How many words it has, without notes.
    pub words: WordRange,
}

/// From how many words to how many.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WordRange {
    /// At least so many.
    pub min: Option<usize>,
    /// At most so many.
    pub max: Option<usize>,
}

/// The length of a brief.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HouseLength {
    /// How many words of running text a brief has, without notes.
    pub words: WordRange,
    /// How many words a section may have without a source; without it, 300.
    pub unsourced_words: Option<usize>,
}

/// Sources.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SourceRules {
    /// Sites that the house does not cite: `wikipedia.org`.
    pub avoid: Vec<String>,
}

/// A word that the house writes in one way.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Term {
    /// What the house writes.
    #[serde(rename = "use")]
    pub usual: String,
    /// What it does not write.
    pub not: Vec<String>,
    /// Words around it that are right: `Burma Act`.
    pub except: Vec<String>,
    /// Why, in a sentence.
    pub message: Option<String>,
}

impl House {
    /// `self`, with what it does not say taken from `other`. The lists of both are joined.
    pub fn or(mut self, other: &House) -> House {
        let clone = other.clone();
        self.name = self.name.or(clone.name);
        self.language = self.language.or(clone.language);
        self.marker.place = self.marker.place.or(clone.marker.place);
        self.note.end = self.note.end.or(clone.note.end);
        let (own, more) = (&mut self.citation, clone.citation);
        own.author = own.author.or(more.author);
        own.title_link = own.title_link.or(more.title_link);
        own.container = own.container.or(more.container);
        own.comma_and_quote = own.comma_and_quote.or(more.comma_and_quote);
        own.date = own.date.or(more.date);
        self.date.text = self.date.text.or(clone.date.text);
        self.number.percent = self.number.percent.or(clone.number.percent);
        self.acronym.known.extend(clone.acronym.known);
        let has = |section: &HouseSection| {
            let mut names = section.name.iter();
            names.any(|name| self.section.iter().any(|own| own.name.contains(name)))
        };
        let more: Vec<HouseSection> = clone.section.into_iter().filter(|it| !has(it)).collect();
        self.section.extend(more);
        let (own, more) = (&mut self.length, clone.length);
        own.words.min = own.words.min.or(more.words.min);
        own.words.max = own.words.max.or(more.words.max);
        own.unsourced_words = own.unsourced_words.or(more.unsourced_words);
        self.sources.avoid.extend(clone.sources.avoid);
        self.term.extend(clone.term);
        for (code, level) in clone.rules {
            self.rules.entry(code).or_insert(level);
        }
        self
    }

    /// What the house asks, as a message: `MP-IDSA: …`
    pub fn says(&self, message: &str) -> String {
        format!(
            "{}: {message}",
            self.name.as_deref().unwrap_or("House profile")
        )
    }
}
