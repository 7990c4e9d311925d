use std::ops::Range;

use super::at_end::is_title;
use super::body::{bodies, body, is_acronym, is_named, is_one, is_one_with_commas};
use super::evidence::{Evidence, Solid};
use super::legal::{is_legal, legal_after_lead};
use super::names::{Names, names};
use super::same_author::is_dashed;
use super::signals::signal;
use super::vocabulary::{is_body, is_prose};

/// Words that stand beside an address or a date of access and belong to no field.
const TAIL: &[&str] = &[
    "available",
    "accessible",
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

/// How long the name of a body is at most that stands behind a title, in bytes.
const LONGEST_BODY: usize = 100;

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
    /// Whether it is a quotation and nothing else, and what contains it or its date comes next.
    contained: bool,
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
    /// Whether words are left beside names and dates.
    text: usize,
    /// How many words of prose it has, and how many in lower case.
    prose: usize,
    lower: usize,
    /// Whether most of its words are in lower case, as those of no name are.
    told: bool,
}

impl Look {
    pub(super) fn at(evidence: &Evidence, range: &Range<usize>) -> Look {
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
            back: is_back(evidence, &rest),
            legal: is_legal(evidence, &rest),
            reaches: names.whole && limit < rest.end,
            headed: !named && is_headed(evidence, start, limit),
            marked,
            dashed,
            quoted: solids.iter().any(|solid| solid.quoted && solid.is_words()),
            contained: is_contained(evidence, range),
            passage: is_passage(evidence, start),
            emphasised: evidence
                .solid_at(start)
                .is_some_and(|solid| solid.emphasised && !solid.quoted),
            dated: is_dated(evidence, &rest, marked || named),
            paged: pages.ends_with(|c: char| c.is_ascii_digit()),
            addressed: solids
                .iter()
                .any(|solid| !solid.is_words() || linked(solid.link)),
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
        (self.lower > 4 || self.told) && !self.marked
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
            || self.contained
            || (self.headed && !self.is_prose())
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

/// What introduces a sentence: its signal, and the words that lead to a statute.
fn introduction(evidence: &Evidence, range: &Range<usize>) -> Range<usize> {
    let mut signal = signal(evidence, range);
    let start = signal.end.max(range.start);
    if let Some(law) = legal_after_lead(evidence, &(start..range.end)) {
        signal.end = law;
    }
    signal
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

/// Whether it refers back, and cites nothing in full.
fn is_back(evidence: &Evidence, range: &Range<usize>) -> bool {
    !evidence.back_references_in(range).is_empty()
}

/// Whether a sentence is the name of a body alone, as in front of its report: `World Bank.`, `IMO (2020).` Where
/// no word of it tells, a marked title has to follow.
fn is_body_alone(evidence: &Evidence, range: &Range<usize>) -> bool {
    let stated = evidence
        .words(range.clone())
        .trim_end_matches(['.', ':', ' ']);
    let last = evidence.brackets_in(range).first();
    let dated = last.filter(|bracket| {
        bracket.end == range.start + stated.len() && !evidence.dates_in(bracket).is_empty()
    });
    let name = range.start..dated.map_or(range.end, |bracket| bracket.start);
    let words = evidence.words(name.clone()).trim().trim_end_matches('.');
    let told = dated.is_none() && words.split_whitespace().any(is_body);
    // `IMO. Tides in Small States. IMO, 2001`
    let heads = is_acronym(words) && words.len() > 2 && range.start == 0;
    (is_named(words) || is_one(words) || is_one_with_commas(words))
        && (told || heads || is_title_next(evidence, range.end))
        && body_before(evidence, name).is_some()
}

/// Whether a marked title stands right after a sentence that ends at `end`, or after the date behind it.
fn is_title_next(evidence: &Evidence, end: usize) -> bool {
    let text = evidence.plain.text.as_str();
    let rest = text.get(end..).unwrap_or_default();
    let next = end + (rest.len() - rest.trim_start_matches([' ', '\n']).len());
    let dated = evidence
        .bracket_at(next)
        .filter(|bracket| !evidence.dates_in(bracket).is_empty());
    let next = dated.map_or(next, |bracket| {
        let rest = text.get(bracket.end..).unwrap_or_default();
        bracket.end + (rest.len() - rest.trim_start_matches(['.', ' ', '\n']).len())
    });
    !text.get(end..next).is_some_and(|gap| gap.contains("\n\n")) && begins_title(evidence, next)
}

/// `“A Title.” *A Journal*`: whether a sentence is a title in quotes, by what stands behind it: what contains it, or
/// its date.
fn is_contained(evidence: &Evidence, range: &Range<usize>) -> bool {
    let quoted = evidence
        .solid_at(range.start)
        .is_some_and(|solid| solid.quoted && solid.outer == *range && is_title(evidence, solid));
    let rest = evidence.plain.text.get(range.end..).unwrap_or_default();
    if !quoted || rest.starts_with("\n\n") {
        return false;
    }
    let behind = rest.trim_start_matches([' ', '\n']);
    let next = range.end + (rest.len() - behind.len());
    let solid = evidence
        .solid_at(next)
        .filter(|solid| solid.outer.start == next);
    let named = solid.is_some_and(|solid| {
        let name = evidence.words(solid.inner.clone());
        let last = name.rsplit(' ').next().unwrap_or_default();
        let capital = |word: &str| word.starts_with(|c: char| !c.is_lowercase());
        solid.emphasised && !solid.quoted && capital(name) && capital(last)
    });
    let near = behind.get(..behind.floor_char_boundary(LONGEST_BODY));
    let near = near.unwrap_or_default();
    let body = near.split(['.', ',', '\n']).next().unwrap_or_default();
    named || !evidence.dates_in(&(next..next + 1)).is_empty() || is_one(body)
}

/// Whether a quotation begins at `at` that is a sentence: long, and most of it in lower case.
fn is_passage(evidence: &Evidence, at: usize) -> bool {
    let solid = evidence
        .solid_at(at)
        .filter(|solid| solid.quoted && solid.outer.start == at);
    solid.is_some_and(|solid| {
        let words = evidence.words(solid.inner.clone()).split_whitespace();
        let (all, lower) = words.fold((0, 0), |(all, lower), word| {
            (
                all + 1,
                lower + usize::from(word.starts_with(char::is_lowercase)),
            )
        });
        all > LONGEST_SENTENCE_TITLE && lower * 3 > all * 2
    })
}

/// How many words a title has at most that is in lower case as a sentence is.
const LONGEST_SENTENCE_TITLE: usize = 16;

/// Whether a marked title begins at `at`.
fn begins_title(evidence: &Evidence, at: usize) -> bool {
    let solid = evidence
        .solid_at(at)
        .filter(|solid| solid.outer.start == at);
    solid.is_some_and(|solid| solid.is_words() && is_title(evidence, solid))
}

/// `Harbour Council, *A Title*`: whether the name of a body stands right before a marked title at `limit`.
fn is_headed(evidence: &Evidence, start: usize, limit: usize) -> bool {
    let before = evidence.words(start..limit).trim_end();
    let name = before.trim_end_matches([',', ':']);
    let set_off = before.len() - name.len() == 1;
    // `Harbour Council, Report 12-3, `
    let report = name.rsplit_once(", ");
    let numbered = report.filter(|(_, report)| report.ends_with(|c: char| c.is_ascii_digit()));
    set_off
        && begins_title(evidence, limit)
        && (is_named(name)
            || is_one(name)
            || is_one_with_commas(name)
            || numbered.is_some_and(|(name, _)| is_one(name))
            || !bodies(&evidence.plain.text, start..limit).is_empty())
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

/// Whether it is a character of Chinese.
pub(super) fn is_han(c: &char) -> bool {
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
