//! The words by which names, bodies, publishers, abbreviations and plain prose are told apart.

/// Abbreviations whose period ends no sentence, in lower case, without it. Single letters and what has a
/// period within (`U.S.`) are none either.
const ABBREVIATIONS: &[&str] = &[
    "al", "app", "approx", "art", "assn", "assoc", "ass'n", "bros", "bull", "bus", "ca", "cal", "cf", "ch", "chap",
    "cir", "cl", "cls", "co", "col", "comm", "comm'n", "cong", "const", "corp", "ct", "dec", "dep't", "dept", "dist",
    "div", "doc", "dr", "ed", "edn", "eds", "eng", "esp", "est", "etc", "exec", "fed", "feb", "fig", "gen", "gov", "gov't", "hon",
    "ibid", "id", "inc", "inst", "int", "int'l", "intl", "jan", "jr", "jul", "jun", "l", "lab", "ltd", "mar", "md",
    "messrs", "mgmt", "min", "mr", "mrs", "ms", "mt", "nat'l", "no", "nos", "nov", "oct", "op", "org", "p", "para",
    "paras", "phil", "pol", "pp", "pres", "proc", "prof", "pt", "pts", "pub", "q", "quot", "rec", "ref", "reg", "rep",
    "resp", "rev", "sch", "sci", "sec", "sen", "sep", "sept", "ser", "soc", "sr", "st", "stat", "supp", "tech",
    "telecom", "tex", "trans", "transl", "treas", "univ", "vol", "vols", "viz", "vs", "wash",
];

/// Words of which a name of a body has one, in lower case.
const BODIES: &[&str] = &[
    "academy", "administration", "agency", "alliance", "amnesty", "assembly", "association", "ass'n", "authority",
    "bank", "board", "body", "bureau", "center", "centre", "chamber", "church", "club", "coalition", "college",
    "collective", "comm'n", "commission", "commissioner", "committee", "community", "company", "confederation", "congress", "consortium",
    "contributors", "cooperation", "corp", "corporation", "council", "court", "database", "dep't", "department", "development", "directorate",
    "division", "education", "embassy", "enterprise", "exchange", "federation", "firm", "forum", "foundation", "fund", "government",
    "gov't", "group", "health", "house", "inc", "initiative", "inst", "institut", "institute", "institution", "int'l", "international", "intelligence",
    "laboratories", "laboratory", "league", "library", "llc", "llp", "ltd", "ministry", "monitor", "museum", "nations", "nat'l", "national", "network",
    "observatory", "office", "organisation", "organization", "parliament", "partnership", "party", "president", "press", "programme",
    "project", "reserve", "reporters", "resource", "school", "secretariat", "secretary", "senate", "service", "services", "society", "staff", "state", "states",
    "statistics", "survey", "task", "team", "treasury", "trust", "union", "univ", "university", "watch", "world",
];

/// Words of which a publisher has one, in lower case.
const PUBLISHERS: &[&str] = &[
    "books", "éditions", "edições", "editorial", "elsevier", "houghton", "knopf", "macmillan", "mcgraw-hill", "palgrave", "penguin",
    "press", "publications", "publishers", "publishing", "publ", "routledge", "sage", "self-published", "springer", "university", "verlag",
    "wiley", "sons", "norton", "harper", "harpercollins", "blackwell", "kluwer", "brill", "gallimard", "vintage", "touchstone",
    "erlbaum", "ashgate", "edward", "hart", "birkhäuser", "basic", "random", "pearson", "addison-wesley", "prentice", "o'reilly", "crown", "presse", "presses", "suhrkamp",
];

/// Bodies that publish what has no container.
const ISSUERS: &[&str] = &[
    "agency", "bank", "bureau", "center", "centre", "commission", "committee", "corporation", "council", "department",
    "foundation", "fund", "institut", "institute", "institution", "ministry", "office", "organisation", "organization", "rand", "union",
];

/// Words that a sentence of comment has and a citation, outside its title, has not.
const PROSE: &[&str] = &[
    "am", "are", "argue", "argued", "argues", "be", "because", "been", "being", "but", "can", "cannot", "contend", "could", "did", "do", "does",
    "had", "has", "have", "he", "her", "his", "however", "if", "include", "includes", "is", "it", "its", "it's", "may", "might",
    "must", "my", "not", "note", "notes", "our", "refer", "refers", "says", "shall", "she", "should", "show", "shows", "since", "so", "suggest", "suggests", "than", "that", "their", "them", "then",
    "there", "therefore", "these", "they", "this", "those", "though", "thus", "was", "we", "were", "when", "whether", "which",
    "while", "who", "whose", "why", "will", "would", "you", "your", "i",
];

/// Words of titles that begin no name, in lower case.
const NOT_NAMES: &[&str] = &[
    "a", "about", "after", "against", "an", "annual", "beyond", "chapter", "china", "code", "digital", "europe", "executive", "federal", "from", "global",
    "guide", "how", "in", "introduction", "is", "law", "memorandum", "new", "of", "on", "online", "open", "part", "policy", "press", "proceedings", "public", "remarks", "report",
    "review", "russia", "security", "statement", "survey", "the", "to", "toward", "towards", "trade", "understanding", "we", "what", "when", "where", "who", "why", "with",
    "journal", "magazine", "news", "times", "post", "science", "nature", "economic", "foreign", "international", "political", "see",
];

/// What may stand in lower case within a name.
const PARTICLES: &[&str] = &[
    "af", "al", "ap", "bin", "d", "da", "dal", "de", "del", "della", "dem", "den", "der", "des", "di", "do", "dos", "du", "el",
    "ibn", "la", "le", "los", "mac", "san", "st", "ten", "ter", "van", "vander", "vom", "von", "zu", "zum", "zur", "ul", "y", "e",
];

/// What follows a name.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "esq", "phd", "md"];

/// What precedes a name and is none of it.
const HONORIFICS: &[&str] = &[
    "lord", "lady", "sir", "dame", "president", "dr", "prof", "professor", "mr", "mrs", "ms", "sen", "senator", "rep", "gen", "justice", "judge",
];

/// Emphasised words that are no title: they belong to the apparatus of citing.
const APPARATUS: &[&str] = &[
    "see", "see also", "see generally", "see, e.g.", "see e.g", "see, e.g", "cf", "id", "ibid", "supra", "infra", "available at",
    "and", "but see", "compare", "contra", "accord", "also", "et al", "et seq", "in", "v", "vs", "passim", "hereinafter", "e.g", "i.e", "accessed",
    "last accessed", "last accessed:", "last visited", "note", "inter alia", "op. cit", "loc. cit", "with", "quoting", "citing",
    "see id", "see also id", "quoted in", "cited in", "reprinted in", "via", "from", "at", "or", "sic", "sub nom", "et", "eds", "ed", "source", "sources", "idem", "but cf", "rev'd", "aff'd",
];

fn has(table: &[&str], word: &str) -> bool {
    let word = word.trim_matches(['.', ',', ':', ';', '(', ')', '[', ']', '"', '“', '”']);
    table.contains(&word.to_lowercase().replace('’', "'").as_str())
}

/// Whether the period after `word` ends no sentence.
pub(super) fn abbreviates(word: &str) -> bool {
    let single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    single || word.contains('.') || has(ABBREVIATIONS, word)
}

/// Whether a name with this word is a body's.
pub(super) fn is_body(word: &str) -> bool {
    has(BODIES, word.trim_end_matches("'s").trim_end_matches("’s"))
}

/// Whether a name with one of these words is a publisher's.
pub(super) fn is_publisher(words: &str) -> bool {
    words.split_whitespace().any(|word| has(PUBLISHERS, word))
}

/// Whether a name with one of these words is that of a body which publishes.
pub(super) fn is_issuer(words: &str) -> bool {
    words.split_whitespace().any(|word| has(ISSUERS, word))
}

/// Whether the word, which begins in lower case, is one of prose.
pub(super) fn is_prose(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase) && has(PROSE, word)
}

/// Whether no name begins with the word.
pub(super) fn begins_no_name(word: &str) -> bool {
    has(NOT_NAMES, word)
}

/// `van`, `de`: a part of a name in lower case.
pub(super) fn is_particle(word: &str) -> bool {
    has(PARTICLES, word)
}

/// `Jr.`, `III`.
pub(super) fn is_suffix(word: &str) -> bool {
    has(SUFFIXES, word)
}

/// `Lord`, `President`.
pub(super) fn is_honorific(word: &str) -> bool {
    has(HONORIFICS, word)
}

/// Whether emphasised words are a signal or the like, and no title.
pub(super) fn is_apparatus(words: &str) -> bool {
    let words = words.trim_matches([' ', ',', '.', ';', ':', '(', ')']);
    has(APPARATUS, words)
}
