use std::ops::Range;

use super::same_author::same_author;
use crate::citation::annotations::Annotations;
use crate::citation::vocabulary::is_han;

/// How far a lead-in may reach ("For more on this, see"), in bytes.
const LEAD: usize = 160;

/// What introduces a citation, in lower case; longer ones before those that they begin with.
const SIGNALS: &[&str] = &[
    "see generally, e.g.,",
    "see generally",
    "see, for instance,",
    "see, for, instance,",
    "see, for example:",
    "see for example:",
    "see, for instance:",
    "see for instance",
    "see, for example,",
    "see for example",
    "see especially",
    "see in particular",
    "see, inter alia,",
    "see inter alia",
    "see also, e.g.,",
    "see also",
    "see, also,",
    "see, e.g.,",
    "see, e.g.",
    "see e.g.,",
    "see e.g.",
    "see eg",
    "see further",
    "see too",
    "see,",
    "see:",
    "see",
    "cf.",
    "cf",
    "but see, e.g.,",
    "but see",
    "but cf.",
    "compare",
    "contra",
    "accord",
    "e.g.,",
    "e.g.",
    "quoted in",
    "cited in",
    "quoting",
    "citing",
    "who cites",
    "who quotes",
    "which cites",
    "which quotes",
    "reprinted in",
    "as reprinted in",
    "adapted from",
    "excerpted from",
    "sources:",
    "source:",
    "and see",
    "also see",
    "published in",
    "for example, see",
    "for example,",
    "for example:",
    "for instance,",
    "e. g.,",
    "e.g.:",
    "and",
    "note:",
    "namely",
    "from:",
    "via",
    "cited from",
    "taken from",
    "based on",
    "according to",
    "compare with",
    "vgl.",
    "siehe",
    "voir",
    "véase",
    "см. подробнее:",
    "см. подробнее",
    "см., например,",
    "см., например:",
    "см. также:",
    "см. также",
    "см.:",
    "см.",
    "цит. по:",
    "ср.:",
    "ср.",
    "参见",
    "參見",
    "见",
    "另請參閱",
    "另请参阅",
    "另見",
    "另见",
    "请参阅",
    "請參閱",
    "請參考",
    "请参考",
    "參考資料",
    "参考资料",
    "引用自",
    "來源",
    "来源",
    "參考",
    "参考",
    "资料来源",
    "資料來源",
];

/// How many bytes at the start of `text` lead in to a citation: `See also `; 0 where none do.
pub fn lead_in(text: &str) -> usize {
    known(text).unwrap_or(0)
}

/// The signal at the start of `range`; empty where there is none.
pub(in crate::citation) fn signal(annotations: &Annotations, range: &Range<usize>) -> Range<usize> {
    let words = annotations.words(range.clone());
    let lead = words.len()
        - words
            .trim_start_matches([' ', '(', '[', '—', '-', '•', '*'])
            .len();
    let start = range.start
        + if words.starts_with('(') && annotations.bracket_at(range.start).is_some() {
            0
        } else {
            lead
        };
    // `———.` stands for the author of the entry before.
    let dashes = annotations.words(start..range.end);
    let after = dashes.trim_start_matches(['—', '_', '-', '–']);
    let has_dashes = dashes.len() - after.len() > 1 && after.starts_with(['.', ',']);
    let start = start
        + if has_dashes {
            dashes.len() - after.trim_start_matches(['.', ',', ' ']).len()
        } else {
            0
        };
    let start = start + same_author(annotations, start..range.end);
    let rest = annotations.words(start..range.end);
    if let Some(len) = known(rest) {
        let again = start + len;
        let next = annotations.words(again..range.end);
        let space = next.len() - next.trim_start().len();
        // `For example, see`, `and see`: two that stand together are one.
        let second = known(next.trim_start()).map_or(0, |len| space + len);
        let end = again + second;
        return start..end + called(annotations.words(end..range.end));
    }
    let long = long_lead(annotations, start..range.end);
    match long.or_else(|| chinese_lead(annotations, start..range.end)) {
        Some(end) => start..end,
        None => start..start + called(rest),
    }
}

/// `le livre de Ana Bell`: how many bytes say what kind of work follows, in front of its author.
fn called(words: &str) -> usize {
    let lead = WORKS_OF.iter().find(|lead| words.starts_with(**lead));
    lead.map_or(0, |lead| lead.len())
}

/// What says what kind of work follows, in front of its author.
const WORKS_OF: &[&str] = &[
    "le livre de ",
    "le livre d’",
    "l’ouvrage de ",
    "l'ouvrage de ",
    "l’article de ",
    "l'article de ",
    "Article de ",
    "Article d’",
    "Article d'",
    "l’étude de ",
    "la thèse de ",
    "the book by ",
    "the book of ",
    "the article by ",
    "the essay by ",
    "the report by ",
    "the study by ",
    "el libro de ",
    "das Buch von ",
];

/// Whether words are a signal and nothing else.
pub(in crate::citation) fn is_signal(words: &str) -> bool {
    SIGNALS.contains(&words.to_lowercase().as_str())
}

fn known(words: &str) -> Option<usize> {
    let fits = |signal: &&&str| {
        let head = words
            .get(..signal.len())
            .filter(|head| is_in_lower_case(head, signal))?;
        let next = words.get(head.len()..)?.chars().next()?;
        let ends = !next.is_alphanumeric() || head.ends_with([',', ':', '.']) || !head.is_ascii();
        // `See Further Notes on Tides`: a word of the title.
        let title = head.ends_with("Further") && !next.is_ascii_punctuation();
        (ends && !title).then_some(head.len())
    };
    SIGNALS.iter().find_map(|signal| fits(&signal)).map(|len| {
        let rest = words.get(len..).unwrap_or_default();
        len + (rest.len() - rest.trim_start_matches([' ', ',', ':', '：', '，']).len())
    })
}

/// Whether `words` are `lower` but for their case.
fn is_in_lower_case(words: &str, lower: &str) -> bool {
    match words.is_ascii() {
        true => words.eq_ignore_ascii_case(lower),
        false => words.to_lowercase() == lower,
    }
}

/// `这种分析可以参照：Ana Bell`: words in Chinese that lead to a source in another script, up to their colon.
fn chinese_lead(annotations: &Annotations, range: Range<usize>) -> Option<usize> {
    let words = annotations.words(range.clone());
    let near: usize = words
        .chars()
        .take(LEAD_IN_CHINESE)
        .map(char::len_utf8)
        .sum();
    let (lead, rest) = words.get(..near)?.split_once('：')?;
    let leads = [
        "参照", "參照", "参见", "參見", "参看", "參看", "参考", "參考", "见", "見", "自",
    ];
    let is_lead = lead.starts_with(|c| is_han(&c)) && leads.iter().any(|end| lead.ends_with(end));
    let latin = rest
        .trim_start()
        .starts_with(|c: char| c.is_ascii_uppercase());
    let end = range.start + lead.len() + '：'.len_utf8() + (rest.len() - rest.trim_start().len());
    (is_lead && latin).then_some(end)
}

/// How many characters words in Chinese that lead to a source have at most.
const LEAD_IN_CHINESE: usize = 40;

/// `For more on DevOps, see`: all that leads to the source.
fn long_lead(annotations: &Annotations, range: Range<usize>) -> Option<usize> {
    let words = annotations.words(range.clone());
    let leads = [
        "For ", "On ", "To ", "As ", "An ", "This ", "The ", "In ", "These ", "Here ",
    ];
    if !leads[..3].iter().any(|lead| words.starts_with(lead)) {
        return None;
    }
    let atom = annotations
        .atoms_in(&range)
        .first()
        .map_or(range.end, |atom| atom.outer.start);
    let lead: String = words.chars().take(LEAD).collect();
    let (at, verb) = [
        " see, e.g., ",
        " see also ",
        " see ",
        " cf. ",
        " refer to ",
        " consult ",
    ]
    .iter()
    .filter_map(|verb| lead.find(verb).map(|at| (at, verb)))
    .min_by_key(|(at, _)| *at)?;
    let end = range.start + at + verb.len();
    (end <= atom).then_some(end)
}
