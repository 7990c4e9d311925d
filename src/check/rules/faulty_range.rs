use std::sync::LazyLock;

use regex::Regex;

use crate::check::passages::{finding, place};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Passage, PassageRole};
use crate::pattern::pattern;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule::in_brief_alone("faulty-range", Level::Hint, Find::Passage(find))
        .summary("a range with a dash after “between” or “from”")
        .page(include_str!("faulty_range.md"));

fn find(passage: &Passage) -> Vec<RawDiagnostic> {
    let is_text = matches!(
        passage.role,
        PassageRole::Body | PassageRole::Item | PassageRole::Note(_)
    );
    if !is_text || !passage.text.contains(['-', '–', '—']) {
        return Vec::new();
    }
    let found = RANGE.captures_iter(&passage.text).filter_map(|found| {
        let (word, dash) = (found.get(1)?.as_str(), found.get(2)?);
        let span = Span::new(found.get(1)?.start(), found.get(3)?.end());
        if passage.is_quoted(span) || goes_on(&passage.text[span.end..], word) {
            return None;
        }
        let by = match word.eq_ignore_ascii_case("between") {
            true => "and",
            false => "to",
        };
        let message = format!(
            "After “{}” a range is written with “{by}”.",
            word.to_lowercase()
        );
        let (_, at) = place(passage, dash.range().into())?;
        let found = finding(passage, span, message)?;
        Some(found.fixed(format!("Write “{by}”"), vec![(at, format!(" {by} "))]))
    });
    found.collect()
}

/// Whether the range is one end of what the word begins, or a part of a word: `between 5–10 and 20–25`,
/// `from 18-24-year-olds`.
fn goes_on(rest: &str, word: &str) -> bool {
    let near: String = rest.chars().take(NEAR).collect();
    let clause = near
        .split(['.', ';', ':', '(', '"', '“'])
        .next()
        .unwrap_or_default();
    let to = match word.eq_ignore_ascii_case("between") {
        true => " and ",
        false => " to ",
    };
    let joined =
        rest.starts_with(['-', '–', '/', '%']) || rest.starts_with(|c: char| c.is_alphanumeric());
    let ends = clause.find(to).and_then(|at| clause.get(at + to.len()..));
    joined
        || ends.is_some_and(|end| {
            end.starts_with(|c: char| c.is_ascii_digit() || "$€£~".contains(c)) || to == " to "
        })
}

/// How many characters after a range its other end is looked for.
const NEAR: usize = 40;

static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    const MONTH: &str = r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\ )?";
    const YEAR: &str = r"(?:1[5-9]|20)\d\d";
    pattern(&format!(
        r"(?x) \b ([Bb]etween|[Ff]rom) \ {MONTH}{YEAR} (\ ?[-–—]\ ?) ({MONTH}{YEAR}) \b"
    ))
});

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::{assert_diagnostics, assert_fixes};

    #[test]
    fn a_dash_after_between_or_from() {
        for (text, marks) in [
            (
                "It fell between 1964–1977 again.",
                "        ^^^^^^^^^^^^^^^^^",
            ),
            ("It fell from 1950-2019.", "        ^^^^^^^^^^^^^^"),
            (
                "It fell from 2021 - September 2024.",
                "        ^^^^^^^^^^^^^^^^^^^^^^^^^^",
            ),
        ] {
            assert_diagnostics(Markdown, Brief, &format!("{text}\n{marks} faulty-range\n"));
            assert_fixes(Markdown, Brief, &format!("{text}\n"));
        }
    }

    #[test]
    fn ranges_without_fault() {
        for text in [
            "It fell between 1964 and 1977, from 1950 to 2019, in 1950–2019.",
            "It fell from 2010–2012 to 2015–2017, between 2010–2012 and 2015–2017.",
            "Those from 18-24-year-olds; “between 1964–1977”; from 2010-12.",
        ] {
            assert_diagnostics(Markdown, Brief, &format!("{text}\n"));
        }
    }
}
