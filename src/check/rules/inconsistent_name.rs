use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::check::passages::{finding, place};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, Passage, PassageRole};
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule::in_brief_alone("inconsistent-name", Level::Hint, Find::Prose(find))
        .summary("a name in two forms: `Cold war`, `Cold War`")
        .page(include_str!("inconsistent_name.md"));

/// Names that have a capital wherever they stand.
static NAMES: LazyLock<FxHashMap<String, &str>> = LazyLock::new(|| {
    let names = include_str!("../data/capital_names.txt").split_whitespace();
    names.map(|name| (name.to_lowercase(), name)).collect()
});

/// A name in one of its forms.
#[derive(Clone, Copy)]
struct NameForm<'d> {
    passage: &'d Passage,
    span: Span,
}

impl<'d> NameForm<'d> {
    fn words(&self) -> &'d str {
        self.passage.slice(self.span)
    }
}

/// A word of running text.
struct Word {
    span: Span,
    /// Whether a space alone stands before it.
    follows: bool,
    /// Whether it begins a sentence, or a quotation or item.
    begins: bool,
}

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let mut single: FxHashMap<String, Vec<NameForm<'_>>> = FxHashMap::default();
    let mut pairs: FxHashMap<String, Vec<NameForm<'_>>> = FxHashMap::default();
    let mut long: FxHashMap<String, Vec<NameForm<'_>>> = FxHashMap::default();
    for passage in document.passages() {
        if matches!(
            passage.role,
            PassageRole::Body | PassageRole::Item | PassageRole::Note(_)
        ) {
            let words = words(&passage.text);
            take_singles(passage, &words, &mut single);
            take_pairs(passage, &words, &mut pairs);
            take_long(passage, &words, &mut long);
        }
    }
    let mut found: Vec<(usize, usize, RawDiagnostic)> = Vec::new();
    // A quotation or title is written as the other work has it.
    for forms in [&mut single, &mut pairs, &mut long] {
        for names in forms.values_mut() {
            names.retain(|name| !name.passage.is_quoted(name.span));
        }
    }
    for forms in single.values() {
        found.extend(two_forms(forms, is_camel));
    }
    for forms in pairs.values() {
        found.extend(two_forms(forms, |usual, rare| {
            is_capitalized(usual) && !is_capitalized(rare)
        }));
    }
    for forms in long.values() {
        found.extend(two_forms(forms, is_one_body));
    }
    found.sort_by_key(|(block, start, _)| (*block, *start));
    found.dedup_by_key(|(block, start, _)| (*block, *start));
    found.into_iter().map(|(.., finding)| finding).collect()
}

/// The rarer form among `forms`, where `are_two` says that it is one of the usual form.
fn two_forms(
    forms: &[NameForm<'_>],
    are_two: impl Fn(&str, &str) -> bool,
) -> Vec<(usize, usize, RawDiagnostic)> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for form in forms {
        match counts.iter_mut().find(|(words, _)| *words == form.words()) {
            Some((_, count)) => *count += 1,
            None => counts.push((form.words(), 1)),
        }
    }
    if counts.len() < 2 {
        return Vec::new();
    }
    let mut rest = counts.clone();
    // Of two that are as frequent, a note is sure to have the name as the source has it.
    let in_note = |words: &str| {
        let mut own = forms.iter().filter(|form| form.words() == words);
        own.any(|form| matches!(form.passage.role, PassageRole::Note(_)))
    };
    rest.sort_by_key(|(words, count)| {
        (usize::MAX - count, !is_capitalized(words), !in_note(words))
    });
    let Some((usual, _)) = rest.first().copied() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (rare, _) in rest.iter().skip(1).filter(|(rare, _)| are_two(usual, rare)) {
        let first = forms.iter().find(|form| form.words() == usual);
        let own = forms.iter().filter(|form| form.words() == *rare);
        let message = format!("“{rare}” here, “{usual}” elsewhere: write one form.");
        for form in own.take(MOST) {
            let found_here = finding(form.passage, form.span, message.clone());
            let at = form.passage.place(form.span);
            let other = first.and_then(|first| place(first.passage, first.span));
            if let (Some(finding), Some((block, span)), Some((_, other))) = (found_here, at, other)
            {
                found.push((block, span.start, finding.related(other, "the other form")));
            }
        }
    }
    found
}

/// How many places of one form are reported.
const MOST: usize = 3;

/// Whether one of two forms of a word has a capital within, and none is in capitals: `GMail`, `Gmail`; or the word is a
/// name and one form has no capital: `kubernetes`.
fn is_camel(usual: &str, rare: &str) -> bool {
    let has_inner = |word: &str| word.chars().skip(1).any(char::is_uppercase);
    let is_all = |word: &str| !word.chars().any(char::is_lowercase);
    let known = NAMES.get(&usual.to_lowercase());
    let is_small = |word: &str| !word.chars().any(char::is_uppercase);
    match known {
        Some(_) if is_small(rare) => true,
        _ => {
            (has_inner(usual) || has_inner(rare))
                && !is_all(usual)
                && !is_all(rare)
                && !is_small(rare)
                && !is_small(usual)
        }
    }
}

/// Whether two names are of one body or law, and differ in a plural: `General Services Administration`. Of other names, such
/// as those of offices, there may be one or several.
fn is_one_body(usual: &str, rare: &str) -> bool {
    let last = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
    last(usual) == last(rare) && BODIES.contains(last(usual).to_lowercase().as_str())
}

/// Whether each word of a name begins with a capital.
fn is_capitalized(name: &str) -> bool {
    name.split(' ')
        .all(|word| word.starts_with(char::is_uppercase))
}

fn take_singles<'d>(
    passage: &'d Passage,
    words: &[Word],
    found: &mut FxHashMap<String, Vec<NameForm<'d>>>,
) {
    for word in words {
        let text = passage.slice(word.span);
        let key = text.to_lowercase();
        let is_mixed =
            text.chars().skip(1).any(char::is_uppercase) || text.starts_with(char::is_uppercase);
        let is_known = NAMES.contains_key(&key);
        if text.chars().count() > 3 && (is_mixed || is_known) && !is_plain_plural(text) {
            found.entry(key).or_default().push(NameForm {
                passage,
                span: word.span,
            });
        }
    }
}

/// `NGOs`, `APIs`: capitals with the `s` of a plural.
fn is_plain_plural(word: &str) -> bool {
    let bare = word.trim_end_matches('s');
    bare.len() < word.len() && bare.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Adjectives of peoples and places, after which a common noun has a small letter: `Chinese government`.
fn is_adjective(word: &str) -> bool {
    let ends = [
        "ese", "ian", "ish", "ean", "can", "ern", "ic", "ch", "eral", "nal", "ial", "man", "eli",
        "ani",
    ];
    ends.iter().any(|end| word.ends_with(end))
}

/// Two words of which the first has a capital within a sentence: `Cold War`, `Cold war`.
fn take_pairs<'d>(
    passage: &'d Passage,
    words: &[Word],
    found: &mut FxHashMap<String, Vec<NameForm<'d>>>,
) {
    for pair in words.windows(2) {
        let [first, second] = pair else { continue };
        let (one, other) = (passage.slice(first.span), passage.slice(second.span));
        let is_name = one.starts_with(char::is_uppercase)
            && one.chars().skip(1).all(char::is_lowercase)
            && other.chars().skip(1).all(char::is_lowercase)
            && one.chars().count() > 3
            && other.chars().count() > 2;
        let before = passage.text[..first.span.start].trim_end();
        let last = before.rsplit(' ').next().unwrap_or_default();
        // `White House office`: the pair is not the name.
        let goes_on = last.starts_with(char::is_uppercase);
        if second.follows
            && !goes_on
            && !first.begins
            && is_name
            && !is_adjective(one)
            && BODIES.contains(other.to_lowercase().as_str())
        {
            let span = Span::new(first.span.start, second.span.end);
            let key = format!("{one} {}", other.to_lowercase());
            found
                .entry(key)
                .or_default()
                .push(NameForm { passage, span });
        }
    }
}

/// What the names of bodies, laws and events end with, in small letters. Another noun may have a capital in one place and
/// none in the next: `Clang compiler`.
static BODIES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("../data/name_nouns.txt")
        .split_whitespace()
        .collect()
});

/// Names of three words and more, by their words without the `s` of a plural: `General Services Administration`.
fn take_long<'d>(
    passage: &'d Passage,
    words: &[Word],
    found: &mut FxHashMap<String, Vec<NameForm<'d>>>,
) {
    let is_capital = |word: &Word| passage.slice(word.span).starts_with(char::is_uppercase);
    let mut at = 0;
    while at < words.len() {
        let mut end = at;
        while end < words.len() && is_capital(&words[end]) && (end == at || words[end].follows) {
            end += 1;
        }
        if matches!(
            passage.slice(words[at].span),
            "The" | "A" | "An" | "In" | "At" | "By" | "For" | "Under"
        ) {
            at += 1;
        }
        if end.saturating_sub(at) >= 3 && end - at <= 6 {
            let span = Span::new(words[at].span.start, words[end - 1].span.end);
            let bare = |word: &Word| passage.slice(word.span).trim_end_matches('s').to_owned();
            let key: Vec<String> = words[at..end].iter().map(bare).collect();
            found
                .entry(key.join(" "))
                .or_default()
                .push(NameForm { passage, span });
        }
        at = end.max(at + 1);
    }
}

/// The words of `text`.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(|c: char| c.is_alphanumeric()) {
        let start = at + next;
        let len = text[start..]
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(text.len() - start);
        let span = Span::new(start, start + len);
        let before = words.last().map_or("", |word| {
            text.get(word.span.end..start).unwrap_or_default()
        });
        let lead =
            text[..start].trim_end_matches(|c: char| c.is_whitespace() || "\"“‘(*[".contains(c));
        let joins = |c: char| "_/@#\\.-‑\u{fffc}'’:".contains(c);
        let is_code = text[..start].ends_with(joins)
            || text[span.end..].starts_with(|c| "_/@#\\".contains(c))
            || text[span.end..]
                .strip_prefix(['.', '-', '('])
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == ')'));
        at = span.end;
        if is_code {
            continue;
        }
        words.push(Word {
            span,
            follows: before == " ",
            begins: lead.is_empty()
                || lead.ends_with(['.', '?', '!', ':', ';', '\n', '\u{fffc}', '—', '–', '-']),
        });
    }
    words
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::assert_diagnostics;

    #[test]
    fn names_in_two_forms() {
        for (text, marks) in [
            (
                "They used Gmail, and the GMail of Gmail.",
                "                         ^^^^^",
            ),
            (
                "After the Cold War, the Cold war ended. The Cold War did.",
                "                        ^^^^^^^^",
            ),
            (
                "They use Kubernetes in a kubernetes pod.",
                "                         ^^^^^^^^^^",
            ),
        ] {
            assert_diagnostics(
                Markdown,
                Brief,
                &format!("{text}\n{marks} inconsistent-name\n"),
            );
        }
        let text = "The General Services Administration, the General Services Administration.\n\nThe General Service Administration met.\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ inconsistent-name\n";
        assert_diagnostics(Markdown, Brief, text);
    }

    #[test]
    fn what_is_no_second_form() {
        for text in [
            "A cold war and the Cold War. Cold war is old.",
            "The Chinese Government and the Chinese government.",
            "HealthCare.gov and the Healthcare of it; APIs, the API.",
            "See “GMail”. They used Gmail.",
            "The Internet and the internet, the State and the state.",
            "`GMail` and Gmail, https://GMail.test/GMail.",
        ] {
            assert_diagnostics(Markdown, Brief, &format!("{text}\n"));
        }
    }
}
