use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

use crate::check::passages::{finding, place};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Passage, PassageRole};
use crate::pattern::pattern;
use crate::text::Span;

pub(super) const RULE: Rule = Rule::new("doubled", Level::Hint, Find::Passage(find))
    .when_minor(Level::Off)
    .summary("a word or a closing mark twice in a row: `the the`, `?.`")
    .page(include_str!("doubled.md"));

/// Words that never stand twice in a row.
static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("../data/doubled_words.txt")
        .split_whitespace()
        .collect()
});

fn find(passage: &Passage) -> Vec<RawDiagnostic> {
    match passage.role {
        PassageRole::Table | PassageRole::Apart => Vec::new(),
        _ => words(passage).into_iter().chain(marks(passage)).collect(),
    }
}

/// The words that stand twice in a passage.
fn words(passage: &Passage) -> Vec<RawDiagnostic> {
    let text = passage.text.as_str();
    let mut found = Vec::new();
    let mut before: Option<Span> = None;
    let mut start = 0;
    for word in text.split(' ') {
        let span = Span::new(start, start + word.len());
        start = span.end + 1;
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let bare = Span::new(span.start, span.start + bare.len());
        if let Some(first) =
            before.filter(|first| is_twice(&text[first.range()], &text[bare.range()]))
        {
            let both = Span::new(first.start, bare.end);
            let message = format!("“{}”: the same word twice.", &text[both.range()]);
            let second = place(passage, Span::new(first.end, bare.end));
            let fix = second.map(|(_, at)| vec![(at, String::new())]);
            let finding = finding(passage, both, message).filter(|_| !has_marker(passage, both));
            found.extend(match (finding, fix) {
                (Some(finding), Some(edits)) => {
                    let finding = finding.fixed("Remove second word", edits);
                    // “to to” is often “to do”.
                    match text[bare.range()].eq_ignore_ascii_case("to") {
                        true => Some(finding.asking()),
                        false => Some(finding),
                    }
                }
                _ => None,
            });
        }
        before = (!word.is_empty()).then_some(span);
    }
    found
}

/// Whether `second` is the same function word as `first`, after which no mark stands.
fn is_twice(first: &str, second: &str) -> bool {
    let is_lower = |word: &str| word.chars().all(char::is_lowercase);
    // `the plan A a day later`
    let cased = second.len() > 1 || is_lower(first);
    is_lower(second) && cased && WORDS.contains(second) && first.to_lowercase() == second
}

/// The closing marks that stand twice in a passage.
fn marks(passage: &Passage) -> Vec<RawDiagnostic> {
    if !has_two_marks(&passage.text) {
        return Vec::new();
    }
    let found = MARKS.captures_iter(&passage.text);
    let found = found.filter_map(|found| found.iter().skip(1).flatten().next());
    let spans = found.map(|found| Span::from(found.range()));
    let own = spans.filter(|span| !has_marker(passage, *span) && !passage.is_quoted(*span));
    let finding = |span: Span| {
        let both = passage.slice(span);
        let finding = finding(
            passage,
            span,
            format!("“{both}”: two marks where one does."),
        )?;
        let finding = RawDiagnostic {
            is_minor: true,
            ..finding
        };
        let kept = match both {
            "?." | "!." => &both[..1],
            ".." | ",." | ";." => ".",
            _ => return Some(finding),
        };
        let (_, at) = place(passage, span)?;
        Some(finding.fixed(format!("Write “{kept}”"), vec![(at, kept.to_owned())]))
    };
    own.filter_map(finding).collect()
}

/// Whether a marker or anything else that is no text stands in a span.
fn has_marker(passage: &Passage, span: Span) -> bool {
    let after = passage.markers.partition_point(|at| *at <= span.start);
    passage.markers.get(after).is_some_and(|at| *at <= span.end)
        || passage
            .place(span)
            .is_none_or(|(_, source)| source.len() != span.len())
}

/// Whether two marks of [`MARKS`] stand side by side: a quick look, as hardly any text has them.
fn has_two_marks(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, ',' | '.' | ';' | '?' | '!' | '。' | '，' | '；');
    let mut before = false;
    text.chars()
        .any(|c| std::mem::replace(&mut before, is_mark(c)) && before)
}

static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?x) [\p{L}\d)\]](,\.|;\.|;,|,;|\?\.|!\.) (?:\s|$)
        | [\p{Ll}]{3} (\.\.) (?:\s|$)
        | ([.。，,]；|；[。，]|，。|。，|。。|，，)"#,
    )
});

#[cfg(test)]
mod tests {
    use crate::config::Profile::{Brief, Default};
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::{assert_diagnostics, assert_fixes};

    #[test]
    fn words_and_marks_that_stand_twice() {
        for (text, marks) in [
            ("The the plan fell.", "^^^^^^^"),
            ("It led to to a plan.", "       ^^^^^"),
            ("Is it right?. It is.", "           ^^"),
            ("It is right.. It is.", "           ^^"),
            ("A river,. It fell.", "       ^^"),
            ("甲。；乙", " ^^"),
        ] {
            assert_diagnostics(Markdown, Brief, &format!("{text}\n{marks} doubled\n"));
            assert_fixes(Markdown, Brief, &format!("{text}\n"));
        }
        assert_diagnostics(
            Markdown,
            Default,
            "It led to\n       ^^~ doubled\nto a plan.\n",
        );
    }

    #[test]
    fn what_stands_twice_rightly() {
        for text in [
            "He said that that had had to be; it is is no no; plan A a day later.",
            "See etc.), Acme Inc.; it fell ... and .. rose, right?!",
            "The `the` the, *the* end of [of](a.md).",
            "“Why?”. *Who Is It?*. The, the.",
            "To the\n\n- the",
        ] {
            assert_diagnostics(Markdown, Default, &format!("{text}\n"));
        }
        assert_diagnostics(Markdown, Default, "It rose the[^1] the.\n\n[^1]: A.\n");
    }
}
