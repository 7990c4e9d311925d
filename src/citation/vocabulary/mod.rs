//! The words by which names, bodies, publishers, abbreviations and plain prose are told apart.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

type WordList = LazyLock<FxHashSet<&'static str>>;

/// Abbreviations whose period ends no sentence, in lower case, without it. Single letters and what has a
/// period within (`U.S.`) are none either.
static ABBREVIATIONS: WordList = LazyLock::new(|| words(include_str!("abbreviations.txt")));

/// Words of which a name of a body has one, in lower case.
static BODIES: WordList = LazyLock::new(|| words(include_str!("bodies.txt")));

/// Words of which a publisher has one, in lower case.
static PUBLISHERS: WordList = LazyLock::new(|| words(include_str!("publishers.txt")));

/// Words of which the name of a journal or of proceedings often has one.
static PERIODICALS: WordList = LazyLock::new(|| words(include_str!("periodicals.txt")));

/// Words of which the name of a series of books begins or ends with one.
static BOOK_SERIES: WordList = LazyLock::new(|| words(include_str!("book_series.txt")));

/// Last words of the names of newspapers, and whole names of others.
static NEWSPAPERS: WordList = LazyLock::new(|| lines(include_str!("newspapers.txt")));

/// Names of magazines that appear on a day.
static MAGAZINES: WordList = LazyLock::new(|| lines(include_str!("magazines.txt")));

/// Words of which the name of a conference or its proceedings has one, in lower case.
static CONFERENCES: WordList = LazyLock::new(|| words(include_str!("conferences.txt")));

/// Bodies that publish what has no container.
static ISSUERS: WordList = LazyLock::new(|| words(include_str!("issuers.txt")));

/// Towns where books are published, and the states that stand after them.
static PLACES: WordList = LazyLock::new(|| lines(include_str!("places.txt")));

/// Countries and states, which stand after a town.
static COUNTRIES: WordList = LazyLock::new(|| lines(include_str!("countries.txt")));

/// Words that a sentence of comment has and a citation, outside its title, has not.
static PROSE: WordList = LazyLock::new(|| words(include_str!("prose.txt")));

/// Words of titles that begin no name, in lower case.
static NOT_NAMES: WordList = LazyLock::new(|| words(include_str!("not_names.txt")));

/// Words of titles and journals that end no name, in lower case.
static NOT_FAMILY: WordList = LazyLock::new(|| words(include_str!("not_family.txt")));

/// What may stand in lower case within a name.
static PARTICLES: WordList = LazyLock::new(|| words(include_str!("particles.txt")));

/// Given names that many people have: what begins with one is rather a person than a newspaper.
static GIVEN_NAMES: WordList = LazyLock::new(|| words(include_str!("given_names.txt")));

/// Parameters of an address that say where the reader came from, not what is read, in lower case.
static TRACKING: WordList = LazyLock::new(|| words(include_str!("tracking.txt")));

/// What follows a name.
static SUFFIXES: WordList = LazyLock::new(|| words(include_str!("suffixes.txt")));

/// What precedes a name and is none of it.
static HONORIFICS: WordList = LazyLock::new(|| words(include_str!("honorifics.txt")));

/// Emphasised words that are no title: they belong to the apparatus of citing.
static APPARATUS: WordList = LazyLock::new(|| lines(include_str!("apparatus.txt")));

/// Names of series of papers and reports, in the singular.
static PAPERS: WordList = LazyLock::new(|| lines(include_str!("papers.txt")));

/// Words that say how a field is to be read, and nothing of the source.
static FIELD_WORDS: WordList = LazyLock::new(|| words(include_str!("field_words.txt")));

/// What a bracket has that is no part of a title.
pub(super) const IN_BRACKETS: &[&str] = &[
    ": ", " ed", "edn", "vol", "Vol", "p. ", "pp", "trans", "accessed",
];

/// How many words the name of a reporter has at most.
pub(super) const LONGEST_REPORTER: usize = 4;

fn words(list: &'static str) -> FxHashSet<&'static str> {
    list.split_whitespace().collect()
}

fn lines(list: &'static str) -> FxHashSet<&'static str> {
    list.lines().collect()
}

fn has(table: &FxHashSet<&str>, word: &str) -> bool {
    let word = word.trim_matches(['.', ',', ':', ';', '(', ')', '[', ']', '"', '“', '”']);
    table.contains(word.to_lowercase().replace('’', "'").as_str())
}

/// Whether the period after `word` ends no sentence.
pub(super) fn abbreviates(word: &str) -> bool {
    let single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    // `arXiv:2111.00169` is a number.
    let numbered = word.bytes().filter(u8::is_ascii_digit).count() > 3;
    let dotted = word.contains('.') && word.contains(char::is_alphabetic) && !numbered;
    single || dotted || has(&ABBREVIATIONS, word)
}

/// Whether a name with this word is a body's.
pub fn is_body(word: &str) -> bool {
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    let compound = |end: &&str| word.len() > end.len() + 2 && word.ends_with(*end);
    has(&BODIES, word) || COMPOUNDS.iter().any(compound)
}

/// How words end in German that name a body.
const COMPOUNDS: &[&str] = &[
    "amt",
    "ministerium",
    "verband",
    "institut",
    "kammer",
    "stiftung",
    "gesellschaft",
    "agentur",
    "behörde",
];

/// Whether a name with one of these words is a publisher's.
pub(super) fn is_publisher(words: &str) -> bool {
    let named = |word: &str| has(&PUBLISHERS, word) || word.ends_with("verlag");
    IMPRINTS.iter().any(|imprint| words.contains(imprint))
        || words.split([' ', '-']).any(named)
        || words.split(' ').any(named)
}

/// What names of publishers have in Chinese and Japanese.
const IMPRINTS: &[&str] = &[
    "出版", "書店", "书店", "書房", "書局", "书局", "新書", "文庫",
];

/// Whether the word is one that names journals and proceedings.
pub(super) fn is_periodical(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && has(&PERIODICALS, word)
}

/// Whether the name of a series of books begins or ends with the word.
pub(super) fn is_book_series(word: &str) -> bool {
    has(&BOOK_SERIES, word)
}

/// Whether it is the name of a newspaper, by its last word or as a whole.
pub(super) fn is_newspaper(words: &str) -> bool {
    let bare = words.trim_start_matches("The ");
    let last = bare.rsplit(' ').next().unwrap_or_default();
    NEWSPAPERS.contains(bare) || NEWSPAPERS.contains(last)
}

/// Whether words in front of a title can only name a newspaper, and no person: `Harbour Times`, `The Post`, and not
/// `Ana Post`.
pub(super) fn names_newspaper(words: &str) -> bool {
    let bare = words.strip_prefix("The ").unwrap_or(words);
    let has_article = bare.len() < words.len();
    let Some((before, last)) = bare.rsplit_once(' ') else {
        return has_article && (is_newspaper(bare) || is_magazine(bare));
    };
    let first = before.split(' ').next().unwrap_or_default();
    let is_person = is_given_name(first) || before.contains(['.', ',', '(']);
    let is_surely = has_article || is_place(before) || !FAMILY_NAMES.contains(&last);
    NEWSPAPERS.contains(bare)
        || MAGAZINES.contains(bare)
        || (NEWSPAPERS.contains(last) && is_surely && !is_person)
}

/// Last words of newspapers that people have for a family name.
const FAMILY_NAMES: &[&str] = &["Bee", "Globe", "Mail", "Post", "Press", "Star", "Sun"];

/// Whether it is the name of a magazine.
pub(super) fn is_magazine(words: &str) -> bool {
    let bare = words.trim_start_matches("The ");
    MAGAZINES.contains(bare) || bare.ends_with(" Magazine")
}

/// Whether a word names journals of scholars: `Journal`, `Review`, `Quarterly`.
pub(super) fn is_scholarly(word: &str) -> bool {
    is_periodical(word) && !is_newspaper(word) && !["Magazine", "Letter"].contains(&word)
}

/// Whether it is the name of a series of papers or reports: `Harbour Institute Working Papers`.
pub(super) fn is_paper_series(words: &str) -> bool {
    PAPERS.iter().any(|papers| words.contains(papers))
}

/// Whether it is the name of a conference or of its proceedings.
pub(super) fn is_conference(words: &str) -> bool {
    words.split_whitespace().any(|word| has(&CONFERENCES, word)) || words.contains("研討會")
}

/// Whether it is the name of a town.
pub(super) fn is_place(words: &str) -> bool {
    PLACES.contains(words.trim_matches([' ', '.', ',', ';']))
}

/// Whether it is the name of a country or state.
pub(super) fn is_country(words: &str) -> bool {
    COUNTRIES.contains(words.trim_matches([' ', ',', ';']))
}

/// `Harbour Institute Discussion Paper`: whether words name a series of papers or reports.
fn is_series(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default();
    let named = [
        "Paper",
        "Papers",
        "Reports",
        "Series",
        "Blog",
        "Bulletin",
        "Newsletter",
    ];
    words.contains(' ') && named.contains(&last)
}

/// Whether a name with one of these words is that of a body which publishes.
pub(super) fn is_issuer(words: &str) -> bool {
    if is_series(words) {
        return false;
    }
    let society = words.starts_with("Society of ") || words.starts_with("Society for ");
    // `Journal of the Royal Institute`
    society
        || !words.split_whitespace().any(is_periodical)
            && words.split_whitespace().any(|word| has(&ISSUERS, word))
}

/// Whether the word, which begins in lower case, is one of prose.
pub(super) fn is_prose(word: &str) -> bool {
    let contracted = || {
        let word = word.trim_end_matches(|c: char| !c.is_alphabetic());
        CONTRACTED.iter().any(|end| word.ends_with(end))
    };
    word.chars().next().is_some_and(char::is_lowercase) && (has(&PROSE, word) || contracted())
}

/// How words end that are two in speech.
const CONTRACTED: &[&str] = &[
    "n't", "n’t", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'m", "’m",
];

/// Whether no name begins with the word.
pub(super) fn begins_no_name(word: &str) -> bool {
    has(&NOT_NAMES, word)
}

/// Whether no name of more than one word ends with the word.
pub(super) fn ends_no_name(word: &str) -> bool {
    has(&NOT_FAMILY, word)
}

/// Whether it is a given name that many people have.
pub(super) fn is_given_name(word: &str) -> bool {
    has(&GIVEN_NAMES, word)
}

/// `van`, `de`: a part of a name in lower case.
pub(super) fn is_particle(word: &str) -> bool {
    has(&PARTICLES, word)
}

/// `Jr.`, `III`.
pub(super) fn is_suffix(word: &str) -> bool {
    has(&SUFFIXES, word)
}

/// `Lord`, `President`.
pub(super) fn is_honorific(word: &str) -> bool {
    has(&HONORIFICS, word)
}

/// Whether emphasised words are a signal or the like, and no title.
pub(super) fn is_apparatus(words: &str) -> bool {
    let words = words.trim_matches([' ', ',', '.', ';', ':', '(', ')']);
    has(&APPARATUS, words) || words.split_whitespace().all(|word| has(&APPARATUS, word))
}

/// Whether a word says how a field is to be read, and nothing of the source: `accessed`, `vol`.
pub(super) fn is_field_word(word: &str) -> bool {
    FIELD_WORDS.contains(word.to_lowercase().as_str())
}

/// Words between a source and one that it cites in turn, each with whether the second is then a source of its own: in
/// English, behind a comma or in a bracket, it is.
const CITING: &[(&str, bool)] = &[
    ("citing", true),
    ("quoting", true),
    ("cited in", true),
    ("quoted in", true),
    ("reprinted in", false),
    ("zit. n.", false),
    ("zitiert nach", false),
    ("cité par", false),
    ("citado en", false),
    ("citado por", false),
    ("citato in", false),
    ("цит. по", false),
    ("转引自", false),
    ("轉引自", false),
];

/// Whether `text` begins with words after which a source of its own stands: `citing H.R. Rep. No. 107`.
pub(super) fn begins_citing(text: &str) -> bool {
    let mut parting = CITING.iter().filter(|(_, parts)| *parts);
    parting.any(|(word, _)| {
        text.strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(' '))
    })
}

/// Whether `text` ends with words after which stands what a source cites in turn: `quoted in`, `zitiert nach`.
pub fn ends_citing(text: &str) -> bool {
    let text = text.to_lowercase();
    CITING.iter().any(|(word, _)| text.ends_with(word))
}

/// Whether it is a character of Chinese.
pub(super) fn is_han(c: &char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(c)
}
/// Whether a parameter of an address says where the reader came from, not what is read: `utm_source`, `fbclid`.
pub fn is_tracking(parameter: &str) -> bool {
    let parameter = parameter.to_ascii_lowercase();
    parameter.starts_with("utm_") || TRACKING.contains(parameter.as_str())
}
