use std::ops::Range;

use super::counts::counts;
use super::fronts::{is_body_alone, is_contained, is_headed, is_passage};
use super::same_author::is_dashed;
use super::signals::signal;
use crate::citation::SourceKind;
use crate::citation::annotations::{Annotations, Atom};
use crate::citation::legal::{law, legal_after_lead};
use crate::citation::names::{NameList, is_one, names, names_in_brackets};
use crate::citation::vocabulary::begins_no_name;

/// What stands before a date in prose.
const TELLING: &[&str] = &[
    "in", "on", "since", "by", "until", "during", "between", "before", "after", "from", "through",
    "around",
];

/// What a sentence looks like at first sight.
pub(in crate::citation) struct SentenceFeatures {
    /// What introduces it; empty where nothing does.
    pub signal: Range<usize>,
    /// Whether it refers back to a source cited before.
    pub is_back_reference: bool,
    /// What law it cites.
    pub law: Option<SourceKind>,
    /// Whether the number of an official series begins it, perhaps behind the name of a body.
    pub begins_with_number: bool,
    /// The names with which it begins.
    pub names: NameList,
    /// Whether dashes stand for its authors.
    has_dashes: bool,
    /// Whether a title or container is marked in it.
    pub has_marked_title: bool,
    /// Whether one is in quotes.
    pub quoted: bool,
    /// Whether it is a name in the genitive and what it owns, in italics: `Bell’s *Tides*.`
    is_owned: bool,
    /// Whether it names who wrote in a newspaper, and its day: `A. Bell in *The Tide* for May, 1919`.
    is_in_newspaper: bool,
    /// Whether it is a marked title and its author behind it: `“A Title” by A. Bell.`
    is_signed_behind: bool,
    /// Whether it is a quotation and nothing else, and what contains it or its date comes next.
    is_contained: bool,
    /// Whether it names the editors of a book in which the source before stands: `In A. Bell (Ed.), …`.
    pub within: bool,
    /// Whether it begins with a passage in quotes, which has the words of a sentence.
    pub passage: bool,
    /// Whether it begins with a piece in italics.
    pub emphasised: bool,
    /// Whether it has a date.
    pub has_date: bool,
    /// Whether it ends with a number.
    ends_with_number: bool,
    /// Whether it has an address or a link.
    pub has_address: bool,
    /// Whether it is nothing but an address, pages or the like.
    pub is_tail: bool,
    /// Whether the names reach up to a marked title or a date.
    pub reaches: bool,
    /// Whether it is the name of a body and nothing else.
    body: bool,
    /// Whether it begins with the name of a body, and a marked title right after.
    begins_with_body: bool,
    /// How many words are left behind the names.
    text: usize,
    /// How many words of prose it has, and how many in lower case.
    prose: usize,
    lower: usize,
    /// Those that belong to no tail.
    loose: usize,
    /// Whether most of its words are in lower case, as those of no name are.
    is_lowercase_text: bool,
}

impl SentenceFeatures {
    pub(in crate::citation) fn at(
        annotations: &Annotations,
        range: &Range<usize>,
    ) -> SentenceFeatures {
        let signal = introduction(annotations, range);
        let start = signal.end.max(range.start);
        let rest = start..range.end;
        let atoms = annotations.atoms_in(&rest);
        let limit = limit(annotations, &rest);
        let has_dashes = is_dashed(annotations, start);
        let has_marked_title = is_marked(annotations, &rest);
        let names = match has_dashes {
            true => NameList::default(),
            false => {
                let text = annotations.plain.text.as_str();
                let marked_next = annotations.atom_at(limit).is_some_and(Atom::is_words);
                let bracketed = names_in_brackets(text, rest.clone());
                match bracketed.names.is_empty() {
                    true => names(text, start..limit, marked_next),
                    false => bracketed,
                }
            }
        };
        let named = !names.names.is_empty();
        let names_end = if named { names.end } else { start };
        let linked =
            |index: Option<usize>| index.is_some_and(|index| leads_out(annotations, index));
        let counts = counts(annotations, &rest);
        let pages = annotations.words(rest.clone()).trim_end_matches(['.', 'f']);
        let words = annotations.words(names_end..rest.end).split_whitespace();
        SentenceFeatures {
            is_back_reference: !annotations.back_references_in(&rest).is_empty(),
            law: law(annotations, &rest),
            begins_with_number: begins_with_number(annotations, &rest),
            reaches: names.whole && limit < rest.end,
            begins_with_body: !named && is_headed(annotations, start, limit),
            has_marked_title,
            has_dashes,
            quoted: atoms.iter().any(|atom| atom.quoted && atom.is_words()),
            is_owned: is_owned(annotations, &rest),
            is_in_newspaper: is_in_newspaper(annotations, &rest),
            is_signed_behind: is_signed_behind(annotations, &rest),
            is_contained: is_contained(annotations, range),
            within: is_within(annotations, range),
            passage: is_passage(annotations, start),
            emphasised: annotations
                .atom_at(start)
                .is_some_and(|atom| atom.emphasised && !atom.quoted),
            has_date: is_dated(annotations, &rest, has_marked_title || named),
            ends_with_number: pages.ends_with(|c: char| c.is_ascii_digit()),
            has_address: atoms
                .iter()
                .any(|atom| !atom.is_words() || linked(atom.link))
                || !annotations.references_in(range).is_empty(),
            is_tail: counts.words == counts.is_tail && !has_marked_title,
            text: words
                .filter(|word| word.starts_with(char::is_alphabetic))
                .count(),
            body: is_body_alone(annotations, &rest),
            prose: counts.prose,
            lower: counts.lower,
            loose: counts.loose,
            is_lowercase_text: counts.loose > 2 && counts.loose * 2 > counts.words,
            names,
            signal,
        }
    }

    /// Whether a signal introduces it.
    pub(in crate::citation) fn introduced(&self) -> bool {
        !self.signal.is_empty()
            && (self.has_marked_title || self.has_address || self.has_date || self.law.is_some())
    }

    /// Whether it begins as only a source does.
    pub(in crate::citation) fn strong(&self) -> bool {
        (self.reaches && (self.has_marked_title || self.has_date))
            || (self.names.certain && self.has_date && (self.names.whole || self.names.inverted))
    }

    /// Whether it is what an author says.
    pub(in crate::citation) fn is_prose(&self) -> bool {
        self.prose > 0 && !self.strong()
    }

    /// Whether it has the look of prose, though no word of prose.
    pub(in crate::citation) fn is_wordy(&self) -> bool {
        (self.lower > 4 || self.is_lowercase_text) && !self.has_marked_title
    }

    /// Whether a source begins here.
    pub(in crate::citation) fn is_start(&self) -> bool {
        let annotations = self.has_date || self.has_address || self.has_marked_title;
        let plain = !self.is_prose()
            && (self.has_address
                || (self.has_date && self.lower < 12)
                || (self.has_marked_title && !self.names.names.is_empty()));
        // Names alone, or names that cannot be prose, of a reference whose title follows.
        let alone = self.names.whole && self.text == 0;
        // `Anne Beaulieu, From Brainbank to Database`: what follows will tell.
        let one = !self.names.names.is_empty() && self.text > 2 && !self.is_prose();
        let inverted = self.names.inverted && !self.is_prose();
        let several = self.names.certain && (self.names.names.len() > 1 || inverted);
        let names =
            several || one || (!self.is_prose() && (alone || self.names.certain || self.body));
        // `Whitfield, *Quiet Ministry*, 52.`
        let short =
            self.has_marked_title && self.ends_with_number && self.loose == 0 && !self.is_prose();
        self.law.is_some()
            || (self.begins_with_number && !self.is_prose())
            || self.has_dashes
            || short
            || self.is_owned
            || self.is_in_newspaper
            || self.is_signed_behind
            || self.is_contained
            || (self.begins_with_body && !self.is_prose())
            || self.strong()
            || (self.introduced() && !self.is_prose() && annotations)
            || plain
            || names
    }

    /// Whether it has the names of several people and nothing else, as only what begins a source has.
    pub(in crate::citation) fn is_list_of_names(&self) -> bool {
        self.names.whole && self.names.names.len() > 1 && self.text == 0
    }

    /// Whether it is the full name of one person and nothing else.
    pub(in crate::citation) fn is_one_name(&self) -> bool {
        let full = self.names.names.iter().all(|(name, _)| name.is_full());
        self.names.whole && self.text == 0 && full
    }

    /// Whether a title is in it: marked, or words beside names and dates.
    pub(in crate::citation) fn has_title(&self) -> bool {
        self.has_marked_title
            || self.law.is_some()
            || (self.text > 1 && !self.body)
            || (self.names.names.is_empty() && !self.is_tail && !self.body)
    }
}

/// `NIST SP 800-53, A Guide`, `Harbour Council, HC 12`: whether the number of an official series begins a sentence, perhaps
/// behind the name of a body.
fn begins_with_number(annotations: &Annotations, range: &Range<usize>) -> bool {
    let first = annotations.designations_in(range).first();
    first.is_some_and(|first| {
        let front = annotations.words(range.start..first.range.start);
        let name = front.trim_end_matches([' ', ',', ':']);
        name.is_empty() || first.is_issued_by(name) || is_one(name)
    })
}

/// `Bell’s *Tides of the North*, 12.`: whether a sentence is a name in the genitive and a title in italics, and at most pages.
fn is_owned(annotations: &Annotations, range: &Range<usize>) -> bool {
    let Some(atom) = annotations.atoms_in(range).first() else {
        return false;
    };
    let owner = annotations.words(range.start..atom.outer.start).trim_end();
    let name = owner
        .strip_suffix("’s")
        .or_else(|| owner.strip_suffix("'s"));
    let behind = annotations.words(atom.outer.end..range.end);
    let ends = behind
        .chars()
        .all(|c| c.is_ascii_digit() || " ,.–-".contains(c));
    atom.emphasised && !atom.quoted && name.is_some_and(is_name) && ends
}

/// How many words the name in front of what it owns has at most.
const LONGEST_OWNER: usize = 3;

fn is_name(words: &str) -> bool {
    words.split(' ').count() <= LONGEST_OWNER
        && words
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase) && !begins_no_name(word))
}

/// `A. Bell in *The Tide* for May, 1919`: whether a sentence is a full name, a newspaper in italics and its day.
fn is_in_newspaper(annotations: &Annotations, range: &Range<usize>) -> bool {
    let atoms = annotations.atoms_in(range);
    let Some(paper) = atoms.first().filter(|atom| atom.emphasised && !atom.quoted) else {
        return false;
    };
    let front = annotations.words(range.start..paper.outer.start);
    let name = without_in(front);
    let full = name.len() < front.len() && name.contains(' ') && is_name(name);
    let behind = paper.outer.end..range.end;
    let date = annotations.dates_in(&behind).first();
    let leads = date.is_some_and(|date| {
        let between = annotations.words(behind.start..date.range.start);
        between
            .split([' ', ','])
            .all(|word| word.is_empty() || word == "for" || word == "of")
            && annotations
                .words(date.range.end..behind.end)
                .trim_matches(['.', ' '])
                .is_empty()
    });
    full && leads
}

/// `“A Title” by A. Bell.`: whether a sentence is a marked title and the full names of its authors.
fn is_signed_behind(annotations: &Annotations, range: &Range<usize>) -> bool {
    let title = annotations.atom_at(range.start).filter(|atom| {
        atom.outer.start == range.start && (atom.quoted || atom.emphasised) && atom.is_words()
    });
    let Some(title) = title else {
        return false;
    };
    let behind = annotations.words(title.outer.end..range.end);
    let Some(authors) = behind.trim_start_matches([',', ' ']).strip_prefix("by ") else {
        return false;
    };
    let start = range.end - authors.len();
    let end = start + authors.strip_suffix('.').unwrap_or(authors).len();
    let found = names(annotations.plain.text.as_str(), start..end, false);
    found.whole && !found.names.is_empty() && found.names.iter().all(|(name, _)| name.is_full())
}

/// `A. Bell in `: what stands in front of a title, without the word that leads to a newspaper.
pub(in crate::citation) fn without_in(front: &str) -> &str {
    let within = [" in ", " dans ", " en "];
    within
        .iter()
        .find_map(|within| front.strip_suffix(within))
        .unwrap_or(front)
}

/// What introduces a sentence: its signal, and the words that lead to a statute.
fn introduction(annotations: &Annotations, range: &Range<usize>) -> Range<usize> {
    let mut signal = signal(annotations, range);
    let start = signal.end.max(range.start);
    if let Some(law) = legal_after_lead(annotations, &(start..range.end)) {
        signal.end = law;
    }
    signal
}

/// How many words the names of editors have at most.
const LONGEST_EDITORS: usize = 24;

/// Whether `In` begins a sentence, and a word calls the names behind it those of editors.
fn is_within(annotations: &Annotations, range: &Range<usize>) -> bool {
    let words = annotations.words(range.clone());
    let called = |word: &str| {
        let bare = word.trim_matches(['(', ')', '.', ',']).to_lowercase();
        ["ed", "eds", "editor", "editors", "hrsg", "hg"].contains(&bare.as_str())
    };
    let mut first = words.split_whitespace().take(LONGEST_EDITORS);
    (words.starts_with("In ") || words.starts_with("In: ")) && first.any(called)
}

/// Whether a title or container is marked in a range, outside of brackets, which explain.
fn is_marked(annotations: &Annotations, range: &Range<usize>) -> bool {
    // A signal may be emphasised together with the title after it.
    let start = annotations.atom_at(range.start);
    let cut = start.is_some_and(|atom| atom.outer.start < range.start);
    let outside = |atom: &Atom| atom.is_words() && !annotations.in_bracket(atom.outer.start);
    cut || annotations.atoms_in(range).iter().any(outside)
}

/// Whether a range has a date outside of what is marked. A date in a story stands beside a source where that
/// has something `other` of one.
fn is_dated(annotations: &Annotations, range: &Range<usize>, other: bool) -> bool {
    annotations.dates_in(range).iter().any(|date| {
        let place = date.range.start;
        annotations.atom_at(place).is_none() && (other || !is_told(annotations, place))
    })
}

/// Whether a link leads to a page, and not to a place in the brief or nowhere.
pub(in crate::citation) fn leads_out(annotations: &Annotations, link: usize) -> bool {
    let target = annotations
        .plain
        .links
        .get(link)
        .map_or("", |link| link.target.as_str());
    target.contains("://") || target.starts_with("www.")
}

/// Where the names at the start of a citation end at the latest: at a marked piece, a bracket, a date.
pub(in crate::citation) fn limit(annotations: &Annotations, range: &Range<usize>) -> usize {
    let atom = annotations
        .atoms_in(range)
        .first()
        .map(|atom| atom.outer.start);
    let bracket = annotations
        .brackets_in(range)
        .first()
        .map(|bracket| bracket.start);
    let date = annotations
        .dates_in(range)
        .first()
        .map(|date| date.range.start);
    [atom, bracket, date]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(range.end)
}

/// `On May 4, 2010, they met`: whether a date is part of a story, and not stated beside a source.
fn is_told(annotations: &Annotations, date: usize) -> bool {
    let before = annotations.words(0..date);
    let word = before
        .trim_end()
        .rsplit([' ', '\n'])
        .next()
        .unwrap_or_default();
    before.ends_with(' ') && TELLING.contains(&word.to_lowercase().as_str())
}
