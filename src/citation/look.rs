use std::ops::Range;

use super::body::body;
use super::evidence::{Evidence, Solid};
use super::legal::{is_legal, legal_after_lead};
use super::names::{Names, names};
use super::signals::signal;
use super::vocabulary::{is_body, is_prose};

/// Words that stand beside an address or a date of access and belong to no field.
const TAIL: &[&str] = &[
    "available",
    "online",
    "at",
    "from",
    "on",
    "accessed",
    "last",
    "visited",
    "retrieved",
    "doi",
    "url",
    "archived",
    "in",
    "p",
    "pp",
    "translation",
    "pdf",
    "html",
    "https",
    "the",
    "web",
    "via",
    "and",
    "updated",
    "modified",
    "viewed",
    "consulted",
    "vol",
    "no",
    "see",
    "link",
    "also",
    "isbn",
];

/// What stands before a date in prose.
const TELLING: &[&str] = &[
    "in", "on", "since", "by", "until", "during", "between", "before", "after", "from", "through",
    "around",
];

/// How many characters of dashes and spaces stand for the authors of the entry before, at most.
const DASHES: usize = 12;

/// What a sentence looks like at first sight.
pub(super) struct Look {
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
    /// Whether it has a date.
    pub dated: bool,
    /// Whether it ends with a number.
    paged: bool,
    /// Whether it has an address or a link.
    pub addressed: bool,
    /// Whether it is nothing but an address, pages or the like.
    pub tail: bool,
    /// Whether the names reach up to a marked title or a date.
    reaches: bool,
    /// Whether it is the name of a body and nothing else.
    body: bool,
    /// Whether words are left beside names and dates.
    text: usize,
    /// How many words of prose it has, and how many in lower case.
    prose: usize,
    lower: usize,
}

impl Look {
    pub(super) fn at(evidence: &Evidence, range: &Range<usize>) -> Look {
        let mut signal = signal(evidence, range);
        let mut start = signal.end.max(range.start);
        if let Some(law) = legal_after_lead(evidence, &(start..range.end)) {
            signal.end = law;
            start = law;
        }
        let rest = start..range.end;
        let solids = evidence.solids_in(&rest);
        // A signal may be emphasised together with the title after it.
        let cut = evidence
            .solid_at(start)
            .filter(|solid| solid.outer.start < start);
        // What is marked within brackets explains.
        let outside = |solid: &&Solid| !evidence.in_bracket(solid.outer.start);
        let mut words = solids.iter().filter(|solid| solid.is_words());
        let marked = cut.is_some() || words.any(|solid| outside(&solid));
        let limit = limit(evidence, &rest);
        let text = evidence.plain.text.as_str();
        let marked_next = evidence.solid_at(limit).is_some_and(Solid::is_words);
        let before = evidence.words(0..start).chars().rev().take(DASHES);
        let apart = |c: char| matches!(c, '—' | '–' | '_' | '-' | '.' | ',' | ' ');
        let dashed = after_dashes(evidence, start) && before.take_while(|c| *c != '\n').all(apart);
        let names = match dashed {
            true => Names::default(),
            false => names(text, start..limit, marked_next),
        };
        let linked = |index: Option<usize>| index.is_some_and(|index| leads_out(evidence, index));
        let counts = counts(evidence, &rest);
        let mut dates = evidence.dates_in(&rest).iter();
        let names_end = if names.names.is_empty() {
            start
        } else {
            names.end
        };
        Look {
            back: is_back(evidence, &rest),
            legal: is_legal(evidence, &rest),
            reaches: names.whole && limit < rest.end,
            marked,
            dashed,
            quoted: solids.iter().any(|solid| solid.quoted && solid.is_words()),
            dated: dates.any(|date| {
                evidence.solid_at(date.range.start).is_none()
                    && (marked || !names.names.is_empty() || !is_told(evidence, date.range.start))
            }),
            paged: evidence
                .words(rest.clone())
                .trim_end_matches(['.', 'f'])
                .ends_with(|c: char| c.is_ascii_digit()),
            addressed: solids
                .iter()
                .any(|solid| !solid.is_words() || linked(solid.link)),
            tail: counts.words == counts.tail && !marked,
            text: evidence
                .words(names_end..rest.end)
                .split_whitespace()
                .filter(|word| word.starts_with(char::is_alphabetic))
                .count(),
            body: is_body_alone(evidence, &rest),
            prose: counts.prose,
            lower: counts.lower,
            names,
            signal,
        }
    }

    /// Whether a signal introduces it.
    pub(super) fn introduced(&self) -> bool {
        !self.signal.is_empty() && (self.marked || self.addressed || self.dated || self.legal)
    }

    /// Whether it begins as only a source does.
    pub(super) fn strong(&self) -> bool {
        (self.reaches && (self.marked || self.dated))
            || (self.names.certain && self.dated && (self.names.whole || self.names.inverted))
    }

    /// Whether it is what an author says.
    pub(super) fn is_prose(&self) -> bool {
        self.prose > 0 && !self.strong()
    }

    /// Whether it has the look of prose, though no word of prose.
    pub(super) fn is_wordy(&self) -> bool {
        self.lower > 4 && !self.marked
    }

    /// Whether a source begins here.
    pub(super) fn is_start(&self) -> bool {
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
            || self.strong()
            || (self.introduced() && !self.is_prose() && evidence)
            || plain
            || names
    }

    /// Whether it has the names of several people and nothing else, as only what begins a source has.
    pub(super) fn is_list_of_names(&self) -> bool {
        self.names.whole && self.names.names.len() > 1 && self.text == 0
    }

    /// Whether a title is in it: marked, or words beside names and dates.
    pub(super) fn titled(&self) -> bool {
        self.marked
            || self.legal
            || (self.text > 1 && !self.body)
            || (self.names.names.is_empty() && !self.tail && !self.body)
    }
}

/// Whether a link leads to a page, and not to a place in the brief or nowhere.
pub(super) fn leads_out(evidence: &Evidence, link: usize) -> bool {
    let target = evidence
        .plain
        .links
        .get(link)
        .map_or("", |link| link.target.as_str());
    target.contains("://") || target.starts_with("www.")
}

/// Whether a range has words between separators as citations have, and none of prose.
pub(super) fn is_apparatus_alone(evidence: &Evidence, range: &Range<usize>) -> bool {
    let counts = counts(evidence, range);
    counts.prose == 0 && counts.loose <= 2
}

/// Where the names at the start of a citation end at the latest: at a marked piece, a bracket, a date.
pub(super) fn limit(evidence: &Evidence, range: &Range<usize>) -> usize {
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

/// Whether dashes stand before `at`, for the authors of the entry before.
pub(super) fn after_dashes(evidence: &Evidence, at: usize) -> bool {
    let before = evidence.words(0..at).trim_end_matches([' ', '.', ',']);
    before.len() < at && before.ends_with(['—', '_', '–'])
}

/// Whether it refers back, and cites nothing in full.
fn is_back(evidence: &Evidence, range: &Range<usize>) -> bool {
    !evidence.back_references_in(range).is_empty()
}

/// Whether a sentence is the name of a body alone, as in front of its report.
fn is_body_alone(evidence: &Evidence, range: &Range<usize>) -> bool {
    let words = evidence.words(range.clone());
    let few = !words.contains(',') && words.split_whitespace().count() <= 12;
    let small = [
        "of", "for", "and", "the", "on", "in", "de", "et", "für", "und", "to",
    ];
    let named = words
        .split_whitespace()
        .all(|word| !word.starts_with(char::is_lowercase) || small.contains(&word));
    few && named
        && words.split_whitespace().any(is_body)
        && body_before(evidence, range.clone()).is_some()
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

#[derive(Default)]
struct Counts {
    words: usize,
    tail: usize,
    prose: usize,
    lower: usize,
    /// Those in lower case that belong to no tail.
    loose: usize,
}

/// The words outside of marked pieces, brackets and dates.
fn counts(evidence: &Evidence, range: &Range<usize>) -> Counts {
    let mut counts = Counts::default();
    let mut held = evidence
        .solids_in(range)
        .iter()
        .map(|solid| solid.outer.clone())
        .collect::<Vec<_>>();
    held.extend(evidence.brackets_in(range).iter().cloned());
    held.extend(
        evidence
            .dates_in(range)
            .iter()
            .map(|date| date.range.clone()),
    );
    held.sort_by_key(|held| held.start);
    let mut han = 0;
    let mut start = range.start;
    for held in held
        .into_iter()
        .chain(std::iter::once(range.end..range.end))
    {
        if held.start >= start {
            let words = evidence.words(start..held.start);
            han += words.chars().filter(is_han).count();
            for word in words.split_whitespace() {
                counts.take(word);
            }
        }
        start = start.max(held.end);
    }
    counts.prose += usize::from(han > HAN);
    counts
}

/// How many characters of Chinese a citation has at most outside of its title and brackets.
const HAN: usize = 30;

fn is_han(c: &char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(c)
}

impl Counts {
    fn take(&mut self, word: &str) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            return;
        }
        self.words += 1;
        let number = bare
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ':' | ';'));
        let tail = number || TAIL.contains(&bare.to_lowercase().as_str());
        let lower = bare.starts_with(char::is_lowercase);
        self.tail += usize::from(tail);
        self.prose += usize::from(is_prose(bare));
        self.lower += usize::from(lower);
        self.loose += usize::from(lower && !tail);
    }
}

/// The body that stands before what `limit` is.
pub(super) fn body_before(
    evidence: &Evidence,
    range: Range<usize>,
) -> Option<(super::Name, Range<usize>)> {
    body(evidence.plain.text.as_str(), range)
}
