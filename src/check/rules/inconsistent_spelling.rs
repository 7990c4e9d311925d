use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::passages::finding;
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::{House, Level, Spelling};
use crate::index::{Document, Passage, PassageRole};
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule::in_brief_alone("inconsistent-spelling", Level::Hint, Find::Prose(find))
        .summary("a word in two spellings")
        .page(include_str!("inconsistent_spelling.md"));

/// Words that are one word in two or three spellings, in small letters.
static PAIRS: LazyLock<FxHashMap<&str, (usize, usize)>> = LazyLock::new(|| {
    let lines = include_str!("../data/spelling_pairs.tsv").lines();
    let lines = lines.enumerate().filter(|(_, line)| !line.starts_with('#'));
    let entries = lines.flat_map(|(pair, line)| {
        line.split('\t')
            .enumerate()
            .map(move |(form, word)| (word, (pair, form)))
    });
    entries.collect()
});

/// Before which line of the list words are British and American.
static VARIETIES_END: LazyLock<usize> = LazyLock::new(|| {
    let mut lines = include_str!("../data/spelling_pairs.tsv").lines();
    lines.position(|line| line == "# Other words.").unwrap_or(0)
});

/// Words that end in -ise in every spelling.
static ALWAYS_ISE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("../data/always_ise.txt")
        .split_whitespace()
        .collect()
});

/// Parts before a hyphen that may be joined to the word.
static PREFIXES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("../data/prefixes.txt")
        .split_whitespace()
        .collect()
});

/// A word in one of its spellings.
struct Spelt<'d> {
    passage: &'d Passage,
    span: Span,
}

/// By what a word is known whatever its spelling, and which spelling it has.
type SpellingKey = (String, usize);

/// Which spelling the house has of the word known by `key`; none where that is not a matter of variety.
fn of_house(key: &str, house: &House) -> Option<usize> {
    let spelling = house.language?;
    if key.starts_with("root ") {
        return Some(usize::from(spelling != Spelling::British));
    }
    let line: usize = key.strip_prefix("pair ")?.parse().ok()?;
    (line < *VARIETIES_END).then_some(usize::from(spelling == Spelling::American))
}

fn not_of_house(house: &House, wrong: &[Spelt<'_>]) -> Option<(usize, usize, RawDiagnostic)> {
    let first = wrong.first()?;
    let (block, span) = first.passage.place(first.span)?;
    let spelling = match house.language? {
        Spelling::British => "British, with -ise",
        Spelling::Oxford => "British, with -ize",
        Spelling::American => "American",
    };
    let word = first.passage.slice(first.span);
    let message = house.says(&format!("the spelling is {spelling}: not “{word}”."));
    Some((
        block,
        span.start,
        finding(first.passage, first.span, message)?,
    ))
}

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let mut found: FxHashMap<String, [Vec<Spelt<'_>>; 3]> = FxHashMap::default();
    for passage in document.passages() {
        if matches!(passage.role, PassageRole::Body | PassageRole::Item) {
            for (span, (key, form)) in words(passage) {
                let forms = found.entry(key).or_default();
                if let Some(form) = forms.get_mut(form) {
                    form.push(Spelt { passage, span });
                }
            }
        }
    }
    let mut findings: Vec<(usize, usize, RawDiagnostic)> = Vec::new();
    let house = document.house();
    for (key, forms) in &found {
        if let Some(right) = of_house(key, house) {
            let wrong = forms.iter().enumerate().filter(|(form, _)| *form != right);
            findings.extend(wrong.filter_map(|(_, wrong)| not_of_house(house, wrong)));
            continue;
        }
        // Of two that are as frequent, the first is the one that the others are to follow.
        let first = |form: &[Spelt<'_>]| form.first().map(|it| (it.passage.block(), it.span));
        let usual = forms
            .iter()
            .max_by_key(|form| (form.len(), std::cmp::Reverse(first(form))));
        let rare = forms
            .iter()
            .filter(|form| usual.is_some_and(|usual| !std::ptr::eq(*form, usual)));
        let rare = rare.filter(|form| !form.is_empty());
        findings.extend(rare.filter_map(|rare| two_spellings(usual?, rare)));
    }
    findings.sort_by_key(|(block, start, _)| (*block, *start));
    findings.into_iter().map(|(.., finding)| finding).collect()
}

fn two_spellings(usual: &[Spelt<'_>], rare: &[Spelt<'_>]) -> Option<(usize, usize, RawDiagnostic)> {
    let (first, other) = (rare.first()?, usual.first()?);
    let (block, span) = first.passage.place(first.span)?;
    let word = |it: &Spelt<'_>| it.passage.slice(it.span).to_owned();
    let times = |count: usize| {
        if count == 1 {
            "once".to_owned()
        } else {
            format!("{count} times")
        }
    };
    let message = format!(
        "“{}” {}, “{}” {}: write one of them.",
        word(first),
        times(rare.len()),
        word(other),
        times(usual.len())
    );
    let found = finding(first.passage, first.span, message)?;
    let (_, at) = crate::check::passages::place(other.passage, other.span)?;
    Some((block, span.start, found.related(at, "the other spelling")))
}

/// The words of a passage that have two spellings: not in quotations and names.
fn words(passage: &Passage) -> Vec<(Span, SpellingKey)> {
    let text = passage.text.as_str();
    let mut found = Vec::new();
    let mut before: Option<Span> = None;
    for span in tokens(text) {
        let word = &text[span.range()];
        let pair = before.filter(|before| text.get(before.end..span.start) == Some(" "));
        before = Some(span);
        if let Some(first) = pair {
            let both = Span::new(first.start, span.end);
            found.extend(key_of_pair(&text[both.range()]).map(|key| (both, key)));
        }
        let is_name = word.chars().any(char::is_uppercase) && !begins_sentence(text, span.start);
        if !is_name {
            let word = word.to_lowercase();
            let key = listed(&word)
                .or_else(|| compound(&word, '-', 0))
                .or_else(|| ise_or_ize(&word))
                .or_else(|| hyphened(&word));
            found.extend(key.map(|key| (span, key)));
        }
    }
    found.retain(|(span, _)| !passage.is_quoted(*span) && !is_part(text, *span));
    found
}

/// The runs of letters in `text`, hyphens within included.
fn tokens(text: &str) -> impl Iterator<Item = Span> {
    let is_part = |c: char| c.is_alphabetic() || c == '-' || c == '‑';
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_part)?;
        let len = text[start..]
            .find(|c| !is_part(c))
            .unwrap_or(text.len() - start);
        at = start + len;
        Some(Span::new(start, at))
    })
    .map(|span| {
        let word = &text[span.range()];
        let lead = word.len() - word.trim_start_matches(['-', '‑']).len();
        Span::new(
            span.start + lead,
            span.start + lead + word.trim_matches(['-', '‑']).len(),
        )
    })
    .filter(|span| !span.is_empty())
}

fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(|c: char| c.is_whitespace() || "\"“‘(*".contains(c));
    before.is_empty() || before.ends_with(['.', '?', '!', ':', '\u{fffc}'])
}

/// Whether a word is a part of a name of a program, file or address.
fn is_part(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    let joins = |c: char| c.is_ascii_digit() || "_/@#\\\u{fffc}".contains(c);
    before.is_some_and(|c| joins(c) || c == '.')
        || after.is_some_and(joins)
        || text[span.end..]
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// A word of the list, a plural too.
fn listed(word: &str) -> Option<SpellingKey> {
    let found = |word: &str| {
        PAIRS
            .get(word)
            .map(|(pair, form)| (format!("pair {pair}"), *form))
    };
    if word == "analyses" {
        return None;
    }
    found(word)
        .or_else(|| found(word.strip_suffix('s')?))
        .or_else(|| found(word.strip_suffix("ed")?))
        .or_else(|| found(word.strip_suffix("ing")?))
}

/// Two words of the list with a space between them: `data center`; or a number and its adjective: `two dimensional`.
fn key_of_pair(words: &str) -> Option<SpellingKey> {
    let is_small = !words.chars().any(char::is_uppercase);
    is_small.then(|| listed(words).or_else(|| compound(words, ' ', 1)))?
}

/// `two-dimensional`: a number and an adjective that are one word, with the sign between them as its form.
fn compound(words: &str, sign: char, form: usize) -> Option<SpellingKey> {
    const NUMBERS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "single",
        "multi",
    ];
    const ENDS: [&str; 5] = ["dimensional", "sided", "fold", "party", "lateral"];
    let (number, adjective) = words.split_once(sign)?;
    let is_one = NUMBERS.contains(&number) && ENDS.contains(&adjective);
    is_one.then(|| (format!("number {number} {adjective}"), form))
}

/// `organise`, `organization`: the root before -ise or -ize, and which it has.
fn ise_or_ize(word: &str) -> Option<SpellingKey> {
    const ENDS: [&str; 10] = [
        "e", "es", "ed", "ing", "ation", "ations", "ational", "er", "ers", "able",
    ];
    let at = word.rfind("is").max(word.rfind("iz"))?;
    let (root, rest) = word.split_at(at);
    let (end, form) = (rest.get(2..)?, usize::from(rest.starts_with("iz")));
    let is_verb = root.len() >= 3
        && ENDS.contains(&end)
        && !ALWAYS_ISE.contains(format!("{root}ise").as_str());
    is_verb.then(|| (format!("root {root}"), form))
}

/// `sub-sector`, `subsector`: the word without its hyphen, and whether it has one.
fn hyphened(word: &str) -> Option<SpellingKey> {
    let stem = |word: &str| {
        let word = word.trim_end_matches("ly").trim_end_matches('s');
        word.to_owned()
    };
    if let Some((prefix, rest)) = word.split_once(['-', '‑']) {
        let is_meant = PREFIXES.contains(prefix) && rest.len() > 3 && !rest.contains(['-', '‑']);
        return is_meant.then(|| (format!("joined {}", stem(&format!("{prefix}{rest}"))), 0));
    }
    // Only words that may have a hyphen are kept.
    let may_have = (2..=7).any(|len| {
        let prefix = word.get(..len);
        prefix.is_some_and(|prefix| PREFIXES.contains(prefix)) && word.len() > len + 3
    });
    may_have.then(|| (format!("joined {}", stem(word)), 1))
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::assert_diagnostics;

    #[test]
    fn one_word_in_two_spellings() {
        for (text, marks) in [
            (
                "They organise it. The organization of it, organized.",
                "     ^^^^^^^^",
            ),
            (
                "The behaviour is this behavior. A behavior.",
                "    ^^^^^^^^^",
            ),
            (
                "A sub-sector of it, a subsector, sub-sectors.",
                "                      ^^^^^^^^^",
            ),
            (
                "A two-dimensional map, two-dimensional plans and two dimensional people.",
                "                                                 ^^^^^^^^^^^^^^^",
            ),
            (
                "A data center, the datacenter, two data centers.",
                "                   ^^^^^^^^^^",
            ),
        ] {
            assert_diagnostics(
                Markdown,
                Brief,
                &format!("{text}\n{marks} inconsistent-spelling\n"),
            );
        }
    }

    #[test]
    fn spellings_that_are_right() {
        for text in [
            "They organize it and advertise, in a wise exercise of expertise.",
            "They organize it. “They organise it”, in *Organise It*.",
            "The Ministry of Defence and its defense; defense.",
            "A multi-year plan of the multiyear.csv and `sub-sector`.",
            "The re-form of it and the reform; a co-op, a coop.",
            "The World Labour Union and labor.",
        ] {
            assert_diagnostics(Markdown, Brief, &format!("{text}\n"));
        }
    }
}
