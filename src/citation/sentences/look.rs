use std::ops::Range;

use super::counts::counts;
use super::fronts::{is_body_alone, is_contained, is_headed, is_passage};
use super::same_author::is_dashed;
use super::signals::signal;
use crate::citation::evidence::{Evidence, Solid};
use crate::citation::legal::{is_legal, legal_after_lead};
use crate::citation::names::{Names, names};

/// What stands before a date in prose.
const TELLING: &[&str] = &[
    "in", "on", "since", "by", "until", "during", "between", "before", "after", "from", "through",
    "around",
];

/// What a sentence looks like at first sight.
pub(in crate::citation) struct Look {
    /// What introduces it; empty where nothing does.
    pub signal: Range<usize>,
    /// Whether it refers back to a source cited before.
    pub back: bool,
    /// Whether it is a statute or case.
    pub legal: bool,
    /// The names with which it begins.
    pub names: Names,
    /// Whether dashes stand for its authors.
    dashed: bool,
    /// Whether a title or container is marked in it.
    pub marked: bool,
    /// Whether one is in quotes.
    pub quoted: bool,
    /// Whether it is a quotation and nothing else, and what contains it or its date comes next.
    contained: bool,
    /// Whether it names the editors of a book in which the source before stands: `In A. Bell (Ed.), …`.
    pub within: bool,
    /// Whether it begins with a passage in quotes, which has the words of a sentence.
    pub passage: bool,
    /// Whether it begins with a piece in italics.
    pub emphasised: bool,
    /// Whether it has a date.
    pub dated: bool,
    /// Whether it ends with a number.
    paged: bool,
    /// Whether it has an address or a link.
    pub addressed: bool,
    /// Whether it is nothing but an address, pages or the like.
    pub tail: bool,
    /// Whether the names reach up to a marked title or a date.
    pub reaches: bool,
    /// Whether it is the name of a body and nothing else.
    body: bool,
    /// Whether it begins with the name of a body, and a marked title right after.
    headed: bool,
    /// How many words are left behind the names.
    text: usize,
    /// How many words of prose it has, and how many in lower case.
    prose: usize,
    lower: usize,
    /// Whether most of its words are in lower case, as those of no name are.
    told: bool,
}

impl Look {
    pub(in crate::citation) fn at(evidence: &Evidence, range: &Range<usize>) -> Look {
        let signal = introduction(evidence, range);
        let start = signal.end.max(range.start);
        let rest = start..range.end;
        let solids = evidence.solids_in(&rest);
        let limit = limit(evidence, &rest);
        let dashed = is_dashed(evidence, start);
        let marked = is_marked(evidence, &rest);
        let names = match dashed {
            true => Names::default(),
            false => {
                let marked_next = evidence.solid_at(limit).is_some_and(Solid::is_words);
                names(&evidence.plain.text, start..limit, marked_next)
            }
        };
        let named = !names.names.is_empty();
        let names_end = if named { names.end } else { start };
        let linked = |index: Option<usize>| index.is_some_and(|index| leads_out(evidence, index));
        let counts = counts(evidence, &rest);
        let pages = evidence.words(rest.clone()).trim_end_matches(['.', 'f']);
        let words = evidence.words(names_end..rest.end).split_whitespace();
        Look {
            back: !evidence.back_references_in(&rest).is_empty(),
            legal: is_legal(evidence, &rest),
            reaches: names.whole && limit < rest.end,
            headed: !named && is_headed(evidence, start, limit),
            marked,
            dashed,
            quoted: solids.iter().any(|solid| solid.quoted && solid.is_words()),
            contained: is_contained(evidence, range),
            within: is_within(evidence, range),
            passage: is_passage(evidence, start),
            emphasised: evidence
                .solid_at(start)
                .is_some_and(|solid| solid.emphasised && !solid.quoted),
            dated: is_dated(evidence, &rest, marked || named),
            paged: pages.ends_with(|c: char| c.is_ascii_digit()),
            addressed: solids
                .iter()
                .any(|solid| !solid.is_words() || linked(solid.link))
                || !evidence.references_in(range).is_empty(),
            tail: counts.words == counts.tail && !marked,
            text: words
                .filter(|word| word.starts_with(char::is_alphabetic))
                .count(),
            body: is_body_alone(evidence, &rest),
            prose: counts.prose,
            lower: counts.lower,
            told: counts.loose > 2 && counts.loose * 2 > counts.words,
            names,
            signal,
        }
    }

    /// Whether a signal introduces it.
    pub(in crate::citation) fn introduced(&self) -> bool {
        !self.signal.is_empty() && (self.marked || self.addressed || self.dated || self.legal)
    }

    /// Whether it begins as only a source does.
    pub(in crate::citation) fn strong(&self) -> bool {
        (self.reaches && (self.marked || self.dated))
            || (self.names.certain && self.dated && (self.names.whole || self.names.inverted))
    }

    /// Whether it is what an author says.
    pub(in crate::citation) fn is_prose(&self) -> bool {
        self.prose > 0 && !self.strong()
    }

    /// Whether it has the look of prose, though no word of prose.
    pub(in crate::citation) fn is_wordy(&self) -> bool {
        (self.lower > 4 || self.told) && !self.marked
    }

    /// Whether a source begins here.
    pub(in crate::citation) fn is_start(&self) -> bool {
        let evidence = self.dated || self.addressed || self.marked;
        let plain = !self.is_prose()
            && (self.addressed
                || (self.dated && self.lower < 12)
                || (self.marked && !self.names.names.is_empty()));
        // Names alone, or names that cannot be prose, of a reference whose title follows.
        let alone = self.names.whole && self.text == 0;
        // `Anne Beaulieu, From Brainbank to Database`: what follows will tell.
        let one = !self.names.names.is_empty() && self.text > 2 && !self.is_prose();
        let inverted = self.names.inverted && !self.is_prose();
        let several = self.names.certain && (self.names.names.len() > 1 || inverted);
        let names =
            several || one || (!self.is_prose() && (alone || self.names.certain || self.body));
        // `Whitfield, *Quiet Ministry*, 52.`
        let short = self.marked && self.paged && self.lower == 0 && !self.is_prose();
        self.legal
            || self.dashed
            || short
            || self.contained
            || (self.headed && !self.is_prose())
            || self.strong()
            || (self.introduced() && !self.is_prose() && evidence)
            || plain
            || names
    }

    /// Whether it has the names of several people and nothing else, as only what begins a source has.
    pub(in crate::citation) fn is_list_of_names(&self) -> bool {
        self.names.whole && self.names.names.len() > 1 && self.text == 0
    }

    /// Whether a title is in it: marked, or words beside names and dates.
    pub(in crate::citation) fn titled(&self) -> bool {
        self.marked
            || self.legal
            || (self.text > 1 && !self.body)
            || (self.names.names.is_empty() && !self.tail && !self.body)
    }
}

/// What introduces a sentence: its signal, and the words that lead to a statute.
fn introduction(evidence: &Evidence, range: &Range<usize>) -> Range<usize> {
    let mut signal = signal(evidence, range);
    let start = signal.end.max(range.start);
    if let Some(law) = legal_after_lead(evidence, &(start..range.end)) {
        signal.end = law;
    }
    signal
}

/// How many words the names of editors have at most.
const LONGEST_EDITORS: usize = 24;

/// Whether `In` begins a sentence, and a word calls the names behind it those of editors.
fn is_within(evidence: &Evidence, range: &Range<usize>) -> bool {
    let words = evidence.words(range.clone());
    let called = |word: &str| {
        let bare = word.trim_matches(['(', ')', '.', ',']).to_lowercase();
        ["ed", "eds", "editor", "editors", "hrsg", "hg"].contains(&bare.as_str())
    };
    let mut first = words.split_whitespace().take(LONGEST_EDITORS);
    (words.starts_with("In ") || words.starts_with("In: ")) && first.any(called)
}

/// Whether a title or container is marked in a range, outside of brackets, which explain.
fn is_marked(evidence: &Evidence, range: &Range<usize>) -> bool {
    // A signal may be emphasised together with the title after it.
    let start = evidence.solid_at(range.start);
    let cut = start.is_some_and(|solid| solid.outer.start < range.start);
    let outside = |solid: &Solid| solid.is_words() && !evidence.in_bracket(solid.outer.start);
    cut || evidence.solids_in(range).iter().any(outside)
}

/// Whether a range has a date outside of what is marked. What is only told stands beside a source where that
/// has something `other` of one.
fn is_dated(evidence: &Evidence, range: &Range<usize>, other: bool) -> bool {
    evidence.dates_in(range).iter().any(|date| {
        let place = date.range.start;
        evidence.solid_at(place).is_none() && (other || !is_told(evidence, place))
    })
}

/// Whether a link leads to a page, and not to a place in the brief or nowhere.
pub(in crate::citation) fn leads_out(evidence: &Evidence, link: usize) -> bool {
    let target = evidence
        .plain
        .links
        .get(link)
        .map_or("", |link| link.target.as_str());
    target.contains("://") || target.starts_with("www.")
}

/// Where the names at the start of a citation end at the latest: at a marked piece, a bracket, a date.
pub(in crate::citation) fn limit(evidence: &Evidence, range: &Range<usize>) -> usize {
    let solid = evidence
        .solids_in(range)
        .first()
        .map(|solid| solid.outer.start);
    let bracket = evidence
        .brackets_in(range)
        .first()
        .map(|bracket| bracket.start);
    let date = evidence
        .dates_in(range)
        .first()
        .map(|date| date.range.start);
    [solid, bracket, date]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(range.end)
}

/// `On May 4, 2010, they met`: whether a date is told of, and not stated beside a source.
fn is_told(evidence: &Evidence, date: usize) -> bool {
    let before = evidence.words(0..date);
    let word = before
        .trim_end()
        .rsplit([' ', '\n'])
        .next()
        .unwrap_or_default();
    before.ends_with(' ') && TELLING.contains(&word.to_lowercase().as_str())
}
