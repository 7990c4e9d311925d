//! Quick looks before the patterns of back-references: most notes and blocks have none, and a pattern over the words of
//! twenty languages takes a millisecond to compile.
//!
//! They know the words in Latin script and answer yes for any other.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::words::{BEGINNINGS, NOTE_BEGINNINGS};

/// Whether a word that leads back may stand in `text`.
pub(super) fn may_refer_back(text: &str) -> bool {
    let begins_word = |start: usize| {
        let before = text[..start].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric())
    };
    has_other_script(text)
        || WORDS_BEGIN.as_ref().is_none_or(|words| {
            words
                .find_overlapping_iter(text)
                .any(|found| begins_word(found.start()))
        })
}

/// Whether a word for note may stand before a number in `text`.
pub(super) fn may_name_notes(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins_number = |at: &usize| {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        bytes[*at].is_ascii_digit() && !before.is_some_and(|byte| byte.is_ascii_digit())
    };
    has_other_script(text)
        || (0..bytes.len())
            .filter(begins_number)
            .any(|at| ends_with_word(&text[..at]))
}

/// Whether `before`, which a number follows, ends with a word for note, or with `no.`, before which one may stand.
fn ends_with_word(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    let letters = before.trim_end_matches('.');
    let rest = letters.trim_end_matches(char::is_alphabetic);
    let word = letters[rest.len()..].to_lowercase();
    let counts = letters.len() < before.len() && matches!(&*word, "n" | "no" | "ns" | "nos");
    counts
        || matches!(&*word, "n" | "nn" | "fn" | "fnn" | "fns")
        || NOTE_BEGINNINGS.iter().any(|note| word.starts_with(note))
}

/// Whether `text` has a character that is neither ASCII nor a letter or sign of European languages in Latin script.
/// A space other than those of ASCII counts as one, so that the words need not know it.
fn has_other_script(text: &str) -> bool {
    let is_known = |c: char| matches!(c, '\0'..='\x7f' | '\u{a1}'..='\u{17e}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}');
    !text.is_ascii() && !text.chars().all(is_known)
}

/// None where it cannot be built, which then asks the pattern each time.
static WORDS_BEGIN: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let spaces = ["", " ", "\n", "\t", "\r"];
    let spelt = |beginning: &str| spaces.map(|space| beginning.replace('~', space));
    let words = BEGINNINGS.split_whitespace().flat_map(spelt);
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(words)
        .ok()
});

#[cfg(test)]
mod tests {
    use regex_syntax::hir::{Class, Hir, HirKind};

    use super::super::words::{NOTE, SHORT_FOOTNOTE, SHORT_NOTE, WORDS};
    use super::*;

    /// Some texts that `hir` matches: each branch, each repetition at its least and once more, the ends of classes.
    fn samples(hir: &Hir) -> Vec<String> {
        match hir.kind() {
            HirKind::Literal(literal) => vec![String::from_utf8_lossy(&literal.0).into_owned()],
            HirKind::Class(Class::Unicode(class)) => {
                let ends = class.iter().flat_map(|range| [range.start(), range.end()]);
                ends.take(8).map(String::from).collect()
            }
            HirKind::Repetition(repetition) => {
                let one = samples(&repetition.sub);
                let least = one[0].repeat(repetition.min as usize);
                one.iter()
                    .map(|more| format!("{least}{more}"))
                    .chain([least.clone()])
                    .collect()
            }
            HirKind::Capture(capture) => samples(&capture.sub),
            HirKind::Alternation(branches) => branches.iter().flat_map(samples).collect(),
            HirKind::Concat(parts) => parts.iter().fold(vec![String::new()], |before, part| {
                let part = samples(part);
                let joined = before
                    .iter()
                    .flat_map(|before| part.iter().map(move |it| format!("{before}{it}")));
                joined.take(5_000).collect()
            }),
            _ => vec![String::new()],
        }
    }

    #[track_caller]
    fn samples_of(pattern: &str) -> Vec<String> {
        samples(&regex_syntax::parse(&format!("(?ix){pattern}")).unwrap())
    }

    #[test]
    fn no_word_that_leads_back_is_overlooked() {
        for (_, word) in WORDS {
            for sample in samples_of(word) {
                assert!(
                    may_refer_back(&format!("“{sample}")),
                    "{sample:?} of {word}"
                );
            }
        }
        assert!(may_refer_back("supra note 3"));
    }

    #[test]
    fn no_word_for_note_is_overlooked() {
        for word in [NOTE, SHORT_NOTE, SHORT_FOOTNOTE] {
            for sample in samples_of(&format!("(?:{word})")) {
                for number in ["4", " 4", " _no. 4", "*n.4", " nos. 4", "\n4"] {
                    let text = format!("“{sample}{number}");
                    assert!(may_name_notes(&text), "{text:?} of {word}");
                }
            }
        }
    }

    #[test]
    fn most_notes_need_no_pattern() {
        for text in [
            "R. Author, “Report 12 on the Basin”, *Journal of Basins*, June 4, 2021, pp. 12–14.",
            "The provisions of the identity act were upheld; civil society was divided.",
            "Müller, *Wasser und Macht*, 2. Aufl., Berlin 1998.",
        ] {
            assert!(!may_refer_back(text) && !may_name_notes(text), "{text}");
        }
    }
}
