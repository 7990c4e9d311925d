//! The sources that notes cite in full, looked up by author and title.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::citation::{Antecedent, Citation, Identity, Name};
use crate::text;

use super::Sources;
use super::note::{ReadAs, SourceNote};
use super::referent::CitationId;

/// The works that the notes of a brief cite, in the order in which they are read.
#[derive(Debug, Default)]
pub(super) struct SourceTable {
    /// The number of each word, in lower case.
    numbers: FxHashMap<String, u32>,
    /// For each word, by its number, the works whose citation says it.
    saying: Vec<Vec<usize>>,
    works: Vec<SourceRow>,
}

#[derive(Debug)]
struct SourceRow {
    /// The place of its note among those that are read, and where it begins in the note.
    place: (usize, usize),
    id: CitationId,
    /// The words of its citation, by their numbers, in order.
    words: Vec<u32>,
    /// How many of them stand before the title.
    lead: usize,
    authors: Vec<RowAuthor>,
    /// Whether its citation is to be known by its words alone: of a statute or case.
    legal: bool,
    identities: OnceCell<Vec<Identity>>,
}

#[derive(Debug)]
struct RowAuthor {
    /// The family name, or the name of a body.
    name: Vec<u32>,
    /// How the given name begins.
    given: Option<char>,
    body: bool,
}

/// The author and title of a source that is looked for.
#[derive(Debug)]
pub(super) struct Query {
    /// The words of each author's name, in lower case.
    authors: Vec<Vec<String>>,
    /// The words of the title; none where it is not named.
    title: Vec<String>,
    /// Whether the title of the work has to begin with that one, which nothing marks.
    pub begins: bool,
}

impl Query {
    /// An author and a title.
    pub fn of(name: &str, title: &str) -> Query {
        let mut title: Vec<String> = words(title).take(MOST_WORDS).collect();
        let article = title
            .first()
            .is_some_and(|word| ARTICLES.contains(&word.as_str()));
        if article && title.len() > 1 {
            title.remove(0);
        }
        Query {
            authors: authors(name),
            title,
            begins: false,
        }
    }

    /// The author, and the title in quotes or italics after it, with which a back-reference begins.
    pub fn of_name(name: &str) -> Query {
        let marks = |c: char| "*_\"“”„«»‘《「『".contains(c);
        match name.split_once(marks) {
            Some((author, rest)) if !author.trim().is_empty() => {
                let end = rest.find(marks).unwrap_or(rest.len());
                Query::of(author, &rest[..end])
            }
            _ => Query::of(name, ""),
        }
    }
}

/// The words of each name in a list of authors.
fn authors(names: &str) -> Vec<Vec<String>> {
    let mut authors = vec![Vec::new()];
    for part in names.split_inclusive([',', '&', '、', '，', '・', ' ', '\n']) {
        let word = part.trim_end_matches([',', '&', '、', '，', '・', ' ', '\n']);
        let and = CONJUNCTIONS.contains(&word);
        if and || part.ends_with(['&', '、', '，', '・']) {
            authors.push(Vec::new());
        }
        if let Some(author) = authors.last_mut().filter(|_| !and) {
            author.extend(words(word).filter(|word| !OTHERS.contains(&word.as_str())));
        }
        if part.ends_with(',') {
            authors.push(Vec::new());
        }
    }
    authors.retain(|author| author.iter().any(|word| is_telling(word)));
    authors.truncate(MOST_AUTHORS);
    authors
}

/// The words of `text`, in lower case.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text::words(text).map(str::to_lowercase)
}

/// Whether a word is more than an initial.
fn is_telling(word: &str) -> bool {
    let first = word.chars().next();
    word.chars().nth(1).is_some() || first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}

impl SourceTable {
    /// What the notes of `sources` cite, but for short forms.
    pub fn of(sources: &Sources) -> SourceTable {
        let mut works = SourceTable::default();
        for (place, index) in sources.order.notes().iter().enumerate() {
            let note = sources.notes.all.get(*index);
            let Some((note, id)) = note.zip(sources.id(*index)) else {
                continue;
            };
            let short = short_forms(note);
            for (part, citation) in note.citations() {
                if short.binary_search(&part).is_err() {
                    let place = (place, citation.span.start);
                    works.add(note, citation, place, CitationId { note: id, part });
                }
            }
        }
        works
    }

    fn add(
        &mut self,
        note: &SourceNote,
        citation: &Citation,
        place: (usize, usize),
        id: CitationId,
    ) {
        let text = note.text().as_str();
        let title = citation
            .title
            .as_ref()
            .map_or(citation.span.start, |title| title.span.start);
        let lead = text.get(citation.span.start..title).unwrap_or_default();
        let rest = text.get(title..citation.span.end).unwrap_or_default();
        let mut said: Vec<u32> = Vec::new();
        let lead: Vec<String> = words(lead).take(MOST_SAID).collect();
        for word in lead.iter().cloned().chain(words(rest)).take(MOST_SAID) {
            said.push(self.number(word));
        }
        let work = self.works.len();
        for word in &said {
            if let Some(saying) = self.saying.get_mut(*word as usize)
                && saying.last() != Some(&work)
            {
                saying.push(work);
            }
        }
        let authors = citation.authors.iter().chain(&citation.editors);
        let authors = authors.map(|author| self.author(&author.name)).collect();
        self.works.push(SourceRow {
            place,
            id,
            words: said,
            lead: lead.len(),
            authors,
            legal: citation.kind.is_law(),
            identities: OnceCell::new(),
        });
    }

    fn author(&mut self, name: &Name) -> RowAuthor {
        let (name, given, body) = match name {
            Name::Person { family, given } => (family, given.as_str(), false),
            Name::Institution(name) => (name, "", true),
        };
        let name = words(name).filter(|word| is_telling(word));
        RowAuthor {
            name: name.map(|word| self.number(word)).collect(),
            given: given.chars().next().and_then(|c| c.to_lowercase().next()),
            body,
        }
    }

    fn number(&mut self, word: String) -> u32 {
        let next = self.saying.len() as u32;
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.saying.push(Vec::new());
        }
        number
    }

    /// The last work before `place` that is `query`.
    pub fn last(&self, query: &Query, place: (usize, usize)) -> Option<CitationId> {
        let works = self.asked(query, place)?;
        let mut works = works.iter().rev().take(MOST_WORKS);
        let work =
            works.find_map(|work| self.works.get(*work).filter(|work| self.is(work, query)))?;
        Some(work.id)
    }

    /// The first citation of the only work before `place` that is `query`.
    pub fn only(
        &self,
        query: &Query,
        place: (usize, usize),
        sources: &Sources,
    ) -> Option<CitationId> {
        let works = self.asked(query, place)?;
        if works.len() > MOST_WORKS || query.title.is_empty() {
            return None;
        }
        let works = works.iter().filter_map(|work| self.works.get(*work));
        let mut works = works.filter(|work| self.is(work, query));
        let first = works.next()?;
        let same = |other: &SourceRow| {
            let known = first.identities(sources);
            other
                .identities(sources)
                .iter()
                .any(|it| known.contains(it))
        };
        works.all(same).then_some(first.id)
    }

    /// The works before `place` that say a word which `query` has to say: that which fewest say.
    fn asked(&self, query: &Query, place: (usize, usize)) -> Option<&[usize]> {
        let names = query.authors.iter();
        let names = names.filter_map(|author| author.iter().rfind(|word| is_telling(word)));
        let words = names.chain(&query.title);
        let mut fewest: Option<&[usize]> = None;
        for word in words {
            let works = self.saying.get(*self.numbers.get(word)? as usize)?;
            if fewest.is_none_or(|fewest| works.len() < fewest.len()) {
                fewest = Some(works);
            }
        }
        let works = fewest?;
        let before = |work: &usize| self.works.get(*work).is_some_and(|work| work.place < place);
        Some(&works[..works.partition_point(before)])
    }

    fn is(&self, work: &SourceRow, query: &Query) -> bool {
        let number = |word: &String| self.numbers.get(word).copied().unwrap_or(u32::MAX);
        let numbers = |words: &[String]| words.iter().map(number).collect::<Vec<u32>>();
        let says = |words: &[u32]| {
            work.words
                .windows(words.len().max(1))
                .any(|said| said == words)
        };
        let author = |words: &Vec<String>| {
            let names = numbers(words);
            work.has_author(words, &names) || (work.legal && says(&names))
        };
        let title = numbers(&query.title);
        let names = || numbers(&query.authors.concat());
        let authors = match query.authors.as_slice() {
            [family, given, rest @ ..] if work.has_inverted(&numbers(family), given) => rest,
            authors => authors,
        };
        !query.authors.is_empty()
            && authors.iter().all(author)
            && (title.is_empty() || says(&title))
            && (!query.begins || work.legal || work.titled(&title, &names()))
    }
}

impl SourceRow {
    /// Whether `words`, whose numbers are `names`, are the name of one of its authors.
    fn has_author(&self, words: &[String], names: &[u32]) -> bool {
        let given = words.first().and_then(|word| word.chars().next());
        let is = |author: &RowAuthor| match author.body {
            true => {
                let mut told = words.iter().zip(names).filter(|(word, _)| is_telling(word));
                told.all(|(_, name)| author.name.contains(name))
            }
            false => {
                let named =
                    !author.name.is_empty() && author.name.iter().all(|it| names.contains(it));
                let last = names.last().is_some_and(|last| author.name.contains(last));
                let more = names.len() > author.name.len();
                named && (!last || !more || author.given.is_none() || given == author.given)
            }
        };
        // Names that the reader of citations has not made out still stand before the title.
        let lead = self.words.get(..self.lead).unwrap_or_default();
        let stated = self.authors.is_empty() && names.iter().all(|name| lead.contains(name));
        self.authors.iter().any(is) || (stated && !names.is_empty())
    }

    /// Whether `family` and `given` are the two parts of the name of one of its authors: `Roe, Jane`.
    fn has_inverted(&self, family: &[u32], given: &[String]) -> bool {
        let given = given.first().and_then(|word| word.chars().next());
        let is =
            |author: &RowAuthor| !author.body && author.name == family && author.given == given;
        given.is_some() && self.authors.iter().any(is)
    }

    /// Whether `title` begins its title, or stands right after a word of `names`, as where the reader of citations
    /// has not made out the title.
    fn titled(&self, title: &[u32], names: &[u32]) -> bool {
        let mut places = self.words.windows(title.len().max(1)).enumerate();
        places.any(|(at, said)| {
            let before = at.checked_sub(1).and_then(|before| self.words.get(before));
            said == title && (at == self.lead || before.is_some_and(|word| names.contains(word)))
        })
    }

    /// By what it is known again.
    fn identities(&self, sources: &Sources) -> &[Identity] {
        self.identities.get_or_init(|| {
            let citation = sources.citation(self.id);
            citation.map_or_else(Vec::new, Citation::identities)
        })
    }
}

/// The parts of a note's reading that have the look of short forms, in order.
fn short_forms(note: &SourceNote) -> Vec<usize> {
    let references = note.back_references().iter();
    let short = references.filter(|it| it.antecedent == Antecedent::ShortForm);
    let parts = short.filter_map(|reference| match note.read_as(reference) {
        ReadAs::ShortForm(part) => part,
        ReadAs::Full => None,
    });
    parts.collect()
}

/// More words of a title are not asked, nor more authors.
const MOST_WORDS: usize = 14;
const MOST_AUTHORS: usize = 4;

/// More words of a citation are not kept.
const MOST_SAID: usize = 80;

/// More works that say a word are not asked.
const MOST_WORKS: usize = 64;

const ARTICLES: &[&str] = &[
    "the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "il",
];

/// What stands between the last two names of a list.
const CONJUNCTIONS: &[&str] = &[
    "and", "und", "et", "y", "e", "en", "och", "og", "i", "и", "with",
];

/// What stands for further names.
const OTHERS: &[&str] = &["al", "others", "eds", "ed", "u", "др", "等"];
