//! Names of people and bodies.

mod body;
mod bracketed;
mod parts;
mod words;

pub(super) use body::{bodies, body, is_acronym, is_named, is_one, is_one_with_commas, is_small};
pub(super) use bracketed::names_in_brackets;

use std::ops::Range;

use crate::citation::Name;
use crate::citation::vocabulary::{begins_no_name, ends_no_name, is_body, is_given_name, is_place};
use parts::person;
use words::{ChunkForm, FollowedBy, NameChunk, NameWord, WordRole, chunks};

/// A list of names at the start of a citation. Ranges are bytes of the text without markup.
#[derive(Clone, Debug, Default)]
pub(super) struct NameList {
    /// The names, in order.
    pub names: Vec<(Name, Range<usize>)>,
    /// Where the list ends, with what separates it from what comes.
    pub end: usize,
    /// Whether it ends with the range: nothing else stands before the title or date that limits it.
    pub whole: bool,
    /// Whether a name has initials or stands family name first, as words of prose never do.
    pub certain: bool,
    /// Whether one stands family name first.
    pub inverted: bool,
    /// Whether the first has its initials after the family name.
    pub trailing: bool,
}

/// The names at the start of `range`, which ends where a title, a date or a bracket begins.
///
/// `marked` says whether a marked title ends the range.
pub(super) fn names(text: &str, range: Range<usize>, marked: bool) -> NameList {
    let chunks = chunks(text, range.clone());
    let mut list = NameListParser {
        text,
        chunks: &chunks,
        at: 0,
        marked,
        found: NameList::default(),
    };
    list.read();
    let mut found = list.found;
    let taken = list.at;
    // `Tides and Trade: A History` begins a title.
    let last = found
        .names
        .last()
        .map_or(range.start, |(_, place)| place.end);
    let colon = text.get(last..).is_some_and(|rest| rest.starts_with(':'));
    if colon && !found.names.iter().any(|(name, _)| name.is_full()) {
        return NameList {
            end: range.start,
            ..NameList::default()
        };
    }
    found.whole = taken == chunks.len() && !found.names.is_empty();
    found.end = match chunks.get(taken) {
        Some(next) => next.range().start,
        None => range.end,
    };
    if found.names.is_empty() {
        found.end = range.start;
    }
    found
}

/// What stands behind `&` in the names of firms.
const FIRMS: &[&str] = &["Co", "Company", "Sons", "Partners", "Associates"];

/// How many family names stand alone in a list at most.
const LONGEST_LIST: usize = 8;

/// How long a word is at least that its ending shows to be no given name: `Rising`, and not `Heqing`.
const SHORTEST_PARTICIPLE: usize = 6;

/// `Understanding`: whether a word is rather one of a title than a given name.
fn is_participle(word: &str) -> bool {
    let chinese = ["qing", "xing", "jing"]
        .iter()
        .any(|end| word.ends_with(end))
        || word.starts_with('X')
        || word.starts_with("Zh");
    word.ends_with("ing") && word.len() >= SHORTEST_PARTICIPLE && !chinese && word != "Sterling"
}

struct NameListParser<'t> {
    text: &'t str,
    chunks: &'t [NameChunk],
    /// The next chunk.
    at: usize,
    /// Whether a marked title follows the range.
    marked: bool,
    found: NameList,
}

impl NameListParser<'_> {
    fn form(&self, ahead: usize) -> Option<ChunkForm> {
        self.chunks
            .get(self.at + ahead)
            .map(|chunk| chunk.form(self.text))
    }

    fn read(&mut self) {
        let mut inverted = match self.first() {
            Some(inverted) => inverted,
            None => return,
        };
        let mut last = false;
        loop {
            let ended = last;
            match self
                .chunks
                .get(self.at.wrapping_sub(1))
                .map(|chunk| chunk.after)
            {
                Some(FollowedBy::Comma | FollowedBy::And | FollowedBy::Semicolon) => {}
                _ => return,
            }
            let and = self.after_is_and();
            // The name after "and" is the last, unless another "and" follows it.
            let ended = ended && !and;
            if ended {
                return;
            }
            if self.form(0) == Some(ChunkForm::EtAl) {
                self.at += 1;
                return;
            }
            if self.form(0) == Some(ChunkForm::Suffix) {
                self.at += 1;
            } else if self.inverted(inverted, and) {
                inverted = true;
            } else if !self.another(inverted, and) {
                self.unread_title(and);
                return;
            }
            last = and;
        }
    }

    /// `Bell, Tides and Trade, in …`: what seemed a given name begins a title, where a word alone follows its `and`.
    fn unread_title(&mut self, and: bool) {
        let alone = self.form(0) == Some(ChunkForm::Family);
        let given = self.at.checked_sub(1).and_then(|at| self.chunks.get(at));
        let word = given.is_some_and(|given| given.form(self.text) == ChunkForm::Family);
        if and && alone && word && self.found.inverted && self.found.names.len() == 1 {
            self.found = NameList::default();
            self.at = 0;
        }
    }

    /// Whether the chunk before the next is followed by "and".
    fn after_is_and(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.chunks.get(at));
        before.is_some_and(|chunk| chunk.after == FollowedBy::And)
    }

    /// Takes the first name; says whether it stood family name first.
    fn first(&mut self) -> Option<bool> {
        let chunk = self.chunks.first()?;
        let first = self.text.get(chunk.words.first()?.range.clone())?;
        if self.family_names() {
            return Some(false);
        }
        if self.inverted(true, false) {
            return Some(true);
        }
        let verb = is_participle(first) && first.len() > 7;
        if verb || (begins_no_name(first) && !first.ends_with('.')) {
            return None;
        }
        match self.form(0)? {
            ChunkForm::Direct => {
                let initials = chunk
                    .words
                    .iter()
                    .any(|word| word.role == WordRole::Initials);
                self.found.certain = initials;
                self.take_direct();
                Some(false)
            }
            ChunkForm::Trailing if chunk.words.len() <= 4 => {
                self.found.certain = true;
                self.found.trailing = true;
                self.take_trailing();
                Some(false)
            }
            // `Marsh & Company`
            ChunkForm::Family if chunk.after == FollowedBy::And && self.is_firm(1) => None,
            ChunkForm::Family
                if chunk.after == FollowedBy::And || self.form(1) == Some(ChunkForm::EtAl) =>
            {
                self.take_family();
                Some(false)
            }
            _ => None,
        }
    }

    /// Whether the chunk `ahead` is the last word of the name of a firm.
    fn is_firm(&self, ahead: usize) -> bool {
        let words = self.chunks.get(self.at + ahead).map(NameChunk::range);
        let words = words.and_then(|words| self.text.get(words));
        words.is_some_and(|word| FIRMS.contains(&word.trim_end_matches('.')))
    }

    /// Takes a list of family names alone, the last after `and`: `Bell, Cole & Dunn`.
    fn family_names(&mut self) -> bool {
        let family = |chunk: &&NameChunk| {
            chunk.words.len() == 1
                && chunk.form(self.text) == ChunkForm::Family
                && chunk.after != FollowedBy::Stop
        };
        let count = self
            .chunks
            .iter()
            .take(LONGEST_LIST)
            .take_while(family)
            .count();
        let last = count.checked_sub(2).and_then(|at| self.chunks.get(at));
        let ends = count == self.chunks.len();
        if count < 3 || !ends || last.is_none_or(|chunk| chunk.after != FollowedBy::And) {
            return false;
        }
        for _ in 0..count {
            self.take_family();
        }
        true
    }

    /// Takes a name that stands family name first: `Kania, Elsa`.
    fn inverted(&mut self, before: bool, and: bool) -> bool {
        let (Some(family), Some(given)) = (self.chunks.get(self.at), self.chunks.get(self.at + 1))
        else {
            return false;
        };
        let is_family = match family.form(self.text) {
            ChunkForm::Family => true,
            ChunkForm::Direct => {
                family.words.len() <= 3
                    && given.form(self.text) == ChunkForm::Initials
                    && family
                        .words
                        .iter()
                        .all(|word| word.role != WordRole::Initials)
            }
            _ => false,
        };
        let is_given = match given.form(self.text) {
            ChunkForm::Initials => true,
            ChunkForm::Family | ChunkForm::Trailing | ChunkForm::Direct => {
                before && given.words.len() <= 3 && self.given_fits(family, given, and)
            }
            _ => false,
        };
        let family_name = family.without_suffix();
        let one = family_name.last().is_some_and(|word| !word.period);
        if family.after != FollowedBy::Comma || !is_family || !is_given || !one {
            return false;
        }
        let range = family.range().start..given.range().end;
        let family_end = family_name.last().map_or(range.end, |word| word.range.end);
        let name = person(self.text, range.start..family_end, given.range());
        self.found.names.push((name, range));
        self.found.certain = true;
        self.found.inverted = true;
        self.at += 2;
        true
    }

    /// Whether words after a family name are given names, and not a name or title of their own.
    fn given_fits(&self, family: &NameChunk, given: &NameChunk, and: bool) -> bool {
        let first = given
            .words
            .first()
            .and_then(|word| self.text.get(word.range.clone()));
        let body = given
            .words
            .iter()
            .any(|word| self.text.get(word.range.clone()).is_some_and(is_body));
        let single = given.words.len() == 1
            || given
                .words
                .iter()
                .skip(1)
                .any(|word| word.role == WordRole::Initials);
        let first_of_all = self.found.names.is_empty();
        let small = given.words.iter().any(|word| {
            let word = self.text.get(word.range.clone()).unwrap_or_default();
            matches!(word, "OF" | "FOR" | "AND" | "THE" | "IN" | "TO")
        });
        let last = given
            .words
            .last()
            .and_then(|word| self.text.get(word.range.clone()));
        let work = last.is_some_and(ends_no_name);
        // `Handbuch der Gezeiten`
        let before_last = given.words.len().saturating_sub(1);
        let within = given.words.iter().take(before_last);
        // `SANTOS, Boaventura de Sousa`
        let printed = self.text.get(family.range()).unwrap_or_default();
        let is_printed = printed.chars().count() > 2 && !printed.contains(char::is_lowercase);
        let joined = !is_printed && within.skip(1).any(|word| word.role == WordRole::Particle);
        // `NTEES, PILOT EXAM MANUAL`
        let capitals = |word: &NameWord| {
            let word = self.text.get(word.range.clone()).unwrap_or_default();
            word.chars().all(char::is_uppercase)
        };
        let titled = given.words.len() > 2 && given.words.iter().all(capitals);
        // `Bell, Boston B.J.` names a journal.
        let abridged = last.is_some_and(|last| last.trim_end_matches('.').contains('.'));
        let town = abridged && first.is_some_and(is_place);
        !body
            && !small
            && !work
            && !joined
            && !titled
            && !town
            && !first.is_some_and(begins_no_name)
            && (single || first_of_all || and)
    }

    /// Takes a further name of a list.
    fn another(&mut self, inverted: bool, and: bool) -> bool {
        match self.form(0) {
            Some(ChunkForm::Direct) if and || self.run_fits(inverted) => self.take_direct(),
            Some(ChunkForm::Trailing) if self.found.certain || and => self.take_trailing(),
            Some(ChunkForm::Family)
                if and && self.found.names.len() == 1 && !self.found.certain =>
            {
                self.take_family()
            }
            _ => return false,
        }
        true
    }

    /// Whether what follows is a run of names: it has an "and" before its last, or ends with the range, or
    /// has initials as those before.
    fn run_fits(&self, inverted: bool) -> bool {
        let initials = |chunk: &NameChunk| {
            chunk
                .words
                .iter()
                .any(|word| word.role == WordRole::Initials)
        };
        let Some(next) = self.chunks.get(self.at) else {
            return false;
        };
        // `E. Glen Weyl` has a full given name, and so may those behind it.
        let given = self.chunks.first().and_then(|it| it.words.split_last());
        let is_abridged = given.is_some_and(|(_, given)| {
            !given.is_empty() && given.iter().all(|word| word.role == WordRole::Initials)
        });
        let abridged = is_abridged || self.found.trailing;
        if self.found.certain && !inverted && abridged {
            return initials(next);
        }
        let known = self.found.names.len();
        let mut ahead = self.at;
        while let Some(chunk) = self.chunks.get(ahead) {
            let first = chunk
                .words
                .first()
                .and_then(|word| self.text.get(word.range.clone()));
            if chunk.form(self.text) != ChunkForm::Direct || first.is_some_and(begins_no_name) {
                return ahead > self.at && chunk.form(self.text) == ChunkForm::EtAl;
            }
            match chunk.after {
                FollowedBy::And => {
                    return self.is_short_name(ahead) && self.is_short_name(ahead + 1);
                }
                FollowedBy::Limit => {
                    return self.marked || self.found.certain || self.found.names.len() > 1;
                }
                // `Ana Bell, Bo Cole, Cy Dunn: A Title`
                FollowedBy::Stop if known + ahead > self.at + 1 && self.is_before_colon(ahead) => {
                    let short = (self.at..=ahead).all(|at| self.is_short_name(at))
                        && (1..=ahead).any(|at| self.is_surely_person(at));
                    return short || ahead + 1 == self.chunks.len();
                }
                FollowedBy::Stop => return ahead + 1 == self.chunks.len(),
                _ => ahead += 1,
            }
            // A title of capitals is no list of names, however long.
            if ahead > self.at + 30 {
                return false;
            }
        }
        self.marked
    }

    /// Whether a chunk begins with initials or a given name that many have: `Paul Cole`, and not `Civil War`.
    fn is_surely_person(&self, at: usize) -> bool {
        let first = self.chunks.get(at).and_then(|chunk| chunk.words.first());
        first.is_some_and(|word| {
            let name = self.text.get(word.range.clone()).unwrap_or_default();
            word.role == WordRole::Initials || is_given_name(name)
        })
    }

    /// Whether a colon ends the chunk `at`.
    fn is_before_colon(&self, at: usize) -> bool {
        let end = self.chunks.get(at).map_or(0, |chunk| chunk.range().end);
        self.text
            .get(end..)
            .is_some_and(|rest| rest.starts_with(": "))
    }

    /// Whether a chunk is a name of no more words than most.
    fn is_short_name(&self, at: usize) -> bool {
        let Some(chunk) = self.chunks.get(at) else {
            return false;
        };
        let capitals = chunk
            .words
            .iter()
            .filter(|word| word.role == WordRole::Capital)
            .count();
        let first = chunk
            .words
            .first()
            .and_then(|word| self.text.get(word.range.clone()))
            .unwrap_or_default();
        chunk.form(self.text) == ChunkForm::Direct && capitals <= 3 && !is_participle(first)
    }

    fn take_direct(&mut self) {
        self.take(NameChunk::direct_name);
    }

    fn take_trailing(&mut self) {
        self.take(NameChunk::trailing_name);
    }

    fn take_family(&mut self) {
        self.take(|chunk, text| person(text, chunk.range(), 0..0));
    }

    fn take(&mut self, name: impl Fn(&NameChunk, &str) -> Name) {
        if let Some(chunk) = self.chunks.get(self.at) {
            let name = name(chunk, self.text);
            self.found.names.push((name, chunk.range()));
        }
        self.at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts which names `found` has, each person as `family|given`.
    #[track_caller]
    pub(super) fn assert_names(text: &str, found: &NameList, expected: &[&str]) {
        let print = |(name, _): &(Name, _)| match name {
            Name::Person { family, given } => format!("{family}|{given}"),
            Name::Institution(name) => name.clone(),
        };
        let found: Vec<_> = found.names.iter().map(print).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[track_caller]
    fn reads(text: &str, expected: &[&str]) {
        assert_names(text, &names(text, 0..text.len(), true), expected);
    }

    #[test]
    fn names_stand_in_many_orders() {
        reads(
            "Samuel Bendett and Elsa Kania, ",
            &["Bendett|Samuel", "Kania|Elsa"],
        );
        reads(
            "Romero, C., Paunesku, D., & Dweck, C. ",
            &["Romero|C.", "Paunesku|D.", "Dweck|C."],
        );
        reads(
            "Lee, L. L., W. E. Howard, and R. E. Marsh. ",
            &["Lee|L. L.", "Howard|W. E.", "Marsh|R. E."],
        );
        reads(
            "Pérez-Higueras JJ, Arias A, de la Macorra JC.",
            &["Pérez-Higueras|JJ", "Arias|A", "de la Macorra|JC."],
        );
        reads(
            "Boucher, Nicholas and Anderson, Ross, ",
            &["Boucher|Nicholas", "Anderson|Ross"],
        );
        reads(
            "Lan Cao & Balasubramaniam Ramesh, ",
            &["Cao|Lan", "Ramesh|Balasubramaniam"],
        );
        reads(
            "Baer, Katherine, Ruud De Mooij, Shafik Hebous, and Michael Keen, ",
            &[
                "Baer|Katherine",
                "De Mooij|Ruud",
                "Hebous|Shafik",
                "Keen|Michael",
            ],
        );
        reads(
            "John, Alun, Samuel Shen, and Tom Wilson. ",
            &["John|Alun", "Shen|Samuel", "Wilson|Tom"],
        );
        reads(
            "James Dale Davidson and Lord William Rees-Mogg, ",
            &["Davidson|James Dale", "Rees-Mogg|William"],
        );
        reads("O’Day and Heinberg ", &["O’Day|", "Heinberg|"]);
        reads("Allcott et al., ", &["Allcott|"]);
        reads(
            "Cameron Klein, Deborah DiazGranados, Huy Le, and Gerald Goodwin, ",
            &[
                "Klein|Cameron",
                "DiazGranados|Deborah",
                "Le|Huy",
                "Goodwin|Gerald",
            ],
        );
        reads("Smith, J.; Jones, K. ", &["Smith|J.", "Jones|K."]);
        reads("Ludwig van Beethoven, ", &["van Beethoven|Ludwig"]);
        reads("Martin Luther King Jr., ", &["King|Martin Luther"]);
    }

    #[test]
    fn titles_are_no_names() {
        reads(
            "H. Fischer, Centre Pompidou, Deutsche Bauzeitung, ",
            &["Fischer|H."],
        );
        reads(
            "Robert Silvers, Rethinking Federal Policy, 81",
            &["Silvers|Robert"],
        );
        reads("The State, ", &[]);
        reads("Financial Stability Board, ", &[]);
        reads("Wikipedia contributors, ", &[]);
    }
}
