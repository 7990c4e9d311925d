//! Names behind a title: a place, an author, what contains the source, who published it.

use std::ops::Range;

use super::field;
use super::manner::is_manner;
use super::tail_parser::TailParser;
use crate::citation::names::{is_acronym, is_small};
use crate::citation::sentences::is_signal;
use crate::citation::vocabulary::is_han;
use crate::citation::vocabulary::{
    is_body, is_book_series, is_country, is_given_name, is_issuer, is_place, is_publisher,
};

/// How long a word in the name of a journal is at most that is abridged, in characters.
const LONGEST_ABRIDGED: usize = 8;

/// How many words the name of what contains a source has at most.
const LONGEST_CONTAINER: usize = 16;

/// How many digits a year has, and no volume.
const YEAR: usize = 4;

/// How long the name of a state is at most, in bytes.
const LONGEST_STATE: usize = 24;

impl TailParser<'_, '_> {
    /// `Tidal. Res. Lett.`: more of a journal whose name is abridged.
    pub(super) fn abridged(&mut self, range: &Range<usize>) -> bool {
        let annotations = self.builder.annotations;
        let short = |words: &str| {
            let one = words.rsplit(['.', ' ']).next().unwrap_or_default();
            one.chars().count() <= LONGEST_ABRIDGED
                && words.split_whitespace().count() <= 2
                && words
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '.' | ' '))
                && words.starts_with(char::is_uppercase)
                && !is_place(words)
        };
        let Some(guessed) = self.guessed.clone() else {
            return false;
        };
        let after = annotations.words(guessed.end..range.start);
        let more = after == ". "
            && short(annotations.words(guessed.clone()))
            && short(annotations.words(range.clone()));
        if more {
            let name = guessed.start..range.end;
            self.builder.citation.container = Some(field(annotations, name.clone()));
            self.guessed = Some(name);
        }
        more
    }

    /// Whether a sentence begins here behind the place or publisher and the date, which end what is said of the
    /// source.
    fn follows_imprint(&self, range: &Range<usize>) -> bool {
        let citation = &self.builder.citation;
        let date = self
            .builder
            .date
            .as_ref()
            .map_or(range.start, |date| date.end);
        let published = citation.publisher.is_some() || citation.place.is_some();
        let before = self.builder.annotations.words(date..range.start);
        published && before.trim_matches([')', ' ']) == "."
    }

    /// Whether words are those of a sentence, and no name: most are in lower case, and no number follows that
    /// would show a journal.
    fn is_told(&self, range: &Range<usize>) -> bool {
        let annotations = self.builder.annotations;
        let words = annotations.words(range.clone());
        if is_imprint(words) {
            return false;
        }
        let after = annotations.words(range.end..self.builder.body.end);
        let counted = after
            .trim_start_matches([' ', ',', '.', '('])
            .starts_with(|c: char| c.is_ascii_digit());
        let (mut lower, mut all) = (0, 0);
        for word in words.split_whitespace().filter(|word| !is_small(word)) {
            all += 1;
            lower += usize::from(word.chars().all(|c| c.is_lowercase() || c == '-'));
        }
        !counted && lower > 0 && lower * 2 >= all
    }

    /// A name after the title: a place, an author, a container or a publisher.
    pub(super) fn named(&mut self, range: Range<usize>, within: bool) {
        let annotations = self.builder.annotations;
        let words = annotations.words(range.clone());
        if is_place(words) || is_country(words) || self.is_town(words) {
            let place = field(annotations, range);
            self.builder.citation.place.get_or_insert(place);
            return;
        }
        if self.is_state(&range) || is_no_name(words) {
            return;
        }
        if !within
            && (self.is_told(&range) || self.follows_imprint(&range) || self.is_author(&range))
        {
            return;
        }
        let published = self.builder.citation.publisher.is_some();
        if !within && is_acronym(words) && self.precedes_town(&range) {
            if !published {
                self.builder.citation.publisher = Some(field(annotations, range));
            }
            return;
        }
        // `National Institute, Technology Laboratory`: a part of the body that publishes.
        if published && !within && words.split_whitespace().any(is_body) {
            return;
        }
        if published && self.names_town(words) {
            self.builder.citation.place = Some(field(annotations, range));
            return;
        }
        let edited = !self.builder.citation.editors.is_empty()
            && !self.builder.titled_in_quotes()
            && !self.precedes_imprint(&range);
        // A thesis has a school.
        let school = self.builder.citation.thesis.is_some();
        let counted = self.is_counted_next(&range);
        let publisher =
            !published && !within && !counted && (edited || school || self.is_publisher_of(words));
        let citation = &mut self.builder.citation;
        let book = citation.container.is_none() && !within;
        if publisher {
            citation.publisher = Some(field(annotations, range));
        } else if citation.container.is_none() && (within || counted || !is_issuer(words)) {
            citation.container = Some(field(annotations, range.clone()));
            self.guessed = Some(range);
            self.placed = !within;
        } else if !published && !within && (book || is_issuer(words)) {
            citation.publisher = Some(field(annotations, range));
        } else if self.editors && self.guessed.is_none() && citation.container.is_none() {
            citation.container = Some(field(annotations, range));
        }
    }

    /// `Harbour University Papers, 8, 76–105`: whether a volume and pages stand behind a name, as behind that of a journal.
    fn is_counted_next(&self, range: &Range<usize>) -> bool {
        let after = self
            .builder
            .annotations
            .words(range.end..self.builder.body.end);
        let number = after.trim_start_matches([',', ' ']);
        let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
        let volume = (1..YEAR).contains(&(number.len() - rest.len()));
        let next = rest.trim_start_matches([' ', ',', ':', '(']);
        volume && next.len() < rest.len() && next.starts_with(|c: char| c.is_ascii_digit())
    }

    /// `Palo Alto, CA`: takes what was a name before a state for the place.
    fn is_state(&mut self, range: &Range<usize>) -> bool {
        let annotations = self.builder.annotations;
        let words = annotations.words(range.clone());
        let state = words.len() == 2 && words.chars().all(char::is_uppercase);
        let town = self
            .guessed
            .take_if(|town| state && town.end + 2 == range.start);
        let Some(town) = town else {
            // `MIT Press, Cambridge, MA`
            let start = self.start_of_town(range.start, words);
            if state && start < range.start {
                self.builder.citation.place = Some(field(annotations, start..range.end));
            }
            return state && start < range.start;
        };
        self.builder.citation.container = None;
        self.builder.citation.place = Some(field(annotations, town.start..range.end));
        true
    }

    /// `“Title”, Ana Bell and Bo Cole, 2019`: takes people after the title for its authors, where none stand before.
    fn is_author(&mut self, range: &Range<usize>) -> bool {
        if self.builder.citation.is_signed() {
            return false;
        }
        if self.is_glossed(range) {
            self.builder.take_institution(range.clone());
            return true;
        }
        let authors = self.builder.people(range.clone());
        let words = self.builder.annotations.words(range.clone());
        let first = words.split_whitespace().next().unwrap_or_default();
        // `Yun-chien Chang`, `C. Eugene Steuerle`
        let capitals = first.chars().filter(|c| c.is_uppercase()).count();
        let hyphened = first.contains('-') && capitals < 3;
        let given = is_given_name(first) || first.ends_with('.') || hyphened;
        let found = authors.len() > 1 || (authors.len() == 1 && given);
        if found {
            self.builder.citation.authors = authors;
        }
        found
    }

    /// `《…》，海潮（Ana Bell），…`: whether a name in Chinese has its original behind it, as the authors of translations
    /// have.
    fn is_glossed(&self, range: &Range<usize>) -> bool {
        let annotations = self.builder.annotations;
        let gloss = annotations
            .bracket_at(range.end)
            .map(|bracket| annotations.words(bracket.clone()));
        let latin = gloss.is_some_and(|gloss| {
            gloss
                .trim_start_matches(['(', '（'])
                .starts_with(|c: char| c.is_ascii_uppercase())
        });
        latin && self.builder.titled_as_chinese_book()
    }

    /// `Marsh & Dune, Harwich`: whether a word behind the publisher names the town.
    fn names_town(&self, words: &str) -> bool {
        let citation = &self.builder.citation;
        citation.place.is_none()
            && citation.container.is_none()
            && !words.contains(' ')
            && words.starts_with(char::is_uppercase)
            && words.chars().all(|c| c.is_alphabetic() || c == '-')
            && words.contains(char::is_lowercase)
    }

    /// `*A Title*, IMO, London, 2001`: whether a town stands behind the name of who published a book.
    fn precedes_town(&self, range: &Range<usize>) -> bool {
        let after = self
            .builder
            .annotations
            .words(range.end..self.builder.body.end);
        let town = after
            .strip_prefix(", ")
            .and_then(|after| after.split([',', '.']).next());
        self.builder.titled_in_italics() && town.is_some_and(is_place)
    }

    /// `Harwich, N.J.: Marsh & Dune`: whether the state of a town comes next, and its publisher.
    fn precedes_imprint(&self, range: &Range<usize>) -> bool {
        let after = self
            .builder
            .annotations
            .words(range.end..self.builder.body.end);
        let state = after.strip_prefix(", ").and_then(|after| {
            let near = after.get(..after.floor_char_boundary(LONGEST_STATE))?;
            near.split_once(": ")
        });
        state.is_some_and(|(state, _)| !state.contains([',', '(', ';']))
    }

    /// `Tidenamt (Hrsg.): Pegel, Husum 2019`: whether a word behind the title of a book is the town, as it is behind names
    /// with a colon (DIN ISO 690).
    fn is_town(&self, words: &str) -> bool {
        let builder = &self.builder;
        !words.contains(' ')
            && !builder.citation.editors.is_empty()
            && builder.citation.place.is_none()
            && builder.follows_colon()
            && !is_publisher(words)
            && !is_body(words)
    }

    /// `*The Tide*. Harbour Studies 12. London: Penguin, 1999`: takes a name in front of place and publisher for the
    /// series of a book.
    pub(super) fn series(&mut self, range: &Range<usize>) -> bool {
        let annotations = self.builder.annotations;
        let words = annotations.words(range.clone());
        let name = words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ','));
        let after = annotations.words(range.end..self.builder.body.end);
        let imprint = after.trim_start_matches(['.', ',', ' ']);
        let place = imprint.split_once(": ").map(|(place, _)| place);
        let found = names_series(name) && place.is_some_and(is_place);
        if found {
            let name = range.start..range.start + name.len();
            self.builder.citation.series = Some(field(annotations, name));
        }
        found
    }

    /// Whether a name is that of who published the source, and not of what contains it.
    fn is_publisher_of(&self, words: &str) -> bool {
        let citation = &self.builder.citation;
        // Who published what nobody else is named for: `World Bank (2020), …, World Bank`.
        let author = citation
            .authors
            .first()
            .is_some_and(|author| author.name.to_string() == words);
        // `*A Title*. NASA, 1999`
        let year = self
            .builder
            .date
            .as_ref()
            .is_some_and(|date| date.len() == 4);
        // `*Un titre*, Paris, Seuil, 1999`
        let placed = year && citation.place.is_some();
        let issued = year
            && is_acronym(words)
            && citation.container.is_none()
            && self.builder.titled_in_italics();
        let book = words.chars().any(|c| is_han(&c)) && self.builder.titled_as_chinese_book();
        is_publisher(words) || author || issued || placed || book
    }
}

/// `éditions Marée`: whether a word in small letters says that what follows is a publisher.
fn is_imprint(words: &str) -> bool {
    let named = words.split_once(' ');
    named.is_some_and(|(first, name)| {
        first.starts_with(char::is_lowercase)
            && is_publisher(first)
            && name.starts_with(char::is_uppercase)
    })
}

/// `Harbour Studies`, `Studies in Tides`: whether words name a series of books, all in capitals but the small ones.
pub(super) fn names_series(words: &str) -> bool {
    let mut all = words.split_whitespace();
    let first = all.clone().next().unwrap_or_default();
    let last = all.clone().next_back().unwrap_or_default();
    let capital = |word: &str| word.starts_with(char::is_uppercase) || is_small(word);
    words.contains(' ') && all.all(capital) && (is_book_series(first) || is_book_series(last))
}

/// Whether words after a title are no name of what contains or who published it.
fn is_no_name(words: &str) -> bool {
    if is_imprint(words) {
        return false;
    }
    // `iPullRank` is a name.
    let first = words.split_whitespace().next().unwrap_or_default();
    let begins_lower = words.starts_with(char::is_lowercase) && !first.contains(char::is_uppercase);
    let small = ["to ", "of ", "and ", "with ", "for ", "as "];
    !words.chars().any(char::is_alphabetic)
        || words.starts_with('(')
        || words.ends_with(" at")
        || is_manner(words)
        || words.split_whitespace().count() > LONGEST_CONTAINER
        || (begins_lower && !words.contains('.'))
        || small.iter().any(|small| words.starts_with(small))
        || is_signal(words)
        || EUROPEAN.contains(&words)
        || (words.starts_with(|c: char| c.is_ascii_digit()) && words.ends_with(" final"))
}

/// What begins the number of a document of the European Union: `COM(2021) 206 final`.
const EUROPEAN: &[&str] = &["COM", "SWD", "SEC", "JOIN"];
