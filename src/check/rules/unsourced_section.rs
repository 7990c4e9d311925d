use std::sync::LazyLock;

use regex::Regex;

use crate::check::passages::words;
use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan, Subject};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, Heading, Passage, SectionKind};
use crate::pattern::pattern;
use crate::syntax::NO_WORD;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule::in_brief_alone("unsourced-section", Level::Information, Find::Prose(find))
        .summary("a long section without a footnote")
        .page(include_str!("unsourced_section.md"));

/// How many words of running text a section may have without a source; half as many again as there are for each marker
/// where these are more.
const MOST_WORDS: usize = 300;

/// How many words there are for each marker at most in a text that is expected to have markers throughout.
const MOST_WORDS_PER_MARKER: usize = 500;

/// How many notes a brief has at least that is expected to have them throughout.
const FEWEST_NOTES: usize = 3;

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let cited = document
        .footnotes()
        .notes()
        .iter()
        .filter(|id| !document.footnotes().citing(**id).is_empty());
    if cited.count() < FEWEST_NOTES {
        return Vec::new();
    }
    let headings: Vec<Heading> = document.headings().collect();
    let passages = document.passages();
    let prose = || passages.iter().filter(|passage| passage.role.is_prose());
    let markers: usize = prose().map(|passage| passage.markers.len()).sum();
    let all_words: usize = prose().map(words).sum();
    if all_words > MOST_WORDS_PER_MARKER * markers {
        return Vec::new();
    }
    let starts: Vec<usize> = passages
        .iter()
        .map(|passage| start(document, passage))
        .collect();
    let mut found = Vec::new();
    let mut reported_to = 0;
    let most = document
        .house()
        .length
        .unsourced_words
        .unwrap_or_else(|| MOST_WORDS.max(all_words * 3 / (2 * markers.max(1))));
    for (index, heading) in headings.iter().enumerate() {
        let next = headings[index + 1..]
            .iter()
            .find(|next| next.level <= heading.level);
        let end = next.map_or(usize::MAX, |next| next.span.start);
        let is_example = is_example(&document.text().slice(heading.text));
        if heading.span.start < reported_to || is_example {
            continue;
        }
        let first = starts.partition_point(|start| *start < heading.span.end);
        let last = starts.partition_point(|start| *start < end);
        let section = passages.get(first..last).unwrap_or_default();
        if let Some(words) = without_source(section, most) {
            reported_to = end;
            let message = format!("{words} words and no note in this section.");
            let place = Span::new(
                heading.text.start - heading.span.start,
                heading.text.end - heading.span.start,
            );
            let place = RelativeSpan::Within(Subject::Item(heading.id), place);
            found.push(RawDiagnostic::at(heading.id, message).placed(place));
        }
    }
    found
}

/// `A Sample Pipeline`: whether a section shows what is made up, and needs no source.
fn is_example(heading: &str) -> bool {
    const EXAMPLES: [&str; 7] = [
        "example",
        "examples",
        "sample",
        "scenario",
        "scenarios",
        "illustration",
        "walkthrough",
    ];
    let mut words = crate::text::words(heading).map(str::to_lowercase);
    words.any(|word| EXAMPLES.contains(&word.as_str()))
}

/// Where a passage begins, in bytes of the document.
fn start(document: &Document, passage: &Passage) -> usize {
    document
        .blocks()
        .get(passage.block())
        .map_or(usize::MAX, |at| at.start)
}

/// How many words of running text a section has, where they are many and none of them has a source.
fn without_source(section: &[Passage], most: usize) -> Option<usize> {
    let is_subject = |passage: &&Passage| passage.section == SectionKind::Subject;
    let prose = || {
        section
            .iter()
            .filter(|passage| passage.role.is_prose())
            .filter(is_subject)
    };
    let has_source = |passage: &Passage| {
        !passage.markers.is_empty()
            || !passage.links.is_empty()
            || passage.text.contains(NO_WORD)
            || passage.text.contains("[@")
            || cites_in_text(&passage.text)
    };
    let words: usize = prose().map(words).sum();
    (words >= most && !prose().any(has_source)).then_some(words)
}

/// Whether a text names a source of its own: `(Bell 2019)`, `[12]`, `44 U.S.C. § 3501`.
pub(super) fn cites_in_text(text: &str) -> bool {
    let mut found = IN_TEXT.find_iter(text);
    found.any(|it| it.len() <= LONGEST_IN_TEXT)
}

/// How long a bracket that ends with a year is at most, in bytes. In the pattern, it would take milliseconds to compile.
const LONGEST_IN_TEXT: usize = 120;

static IN_TEXT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\([^()]*\b(?:1[89]|20)[0-9]{2}[a-z]?(?:[,:][^()]*)?\)|\[[0-9]{1,3}\]|§|\bU\.S\.C\.|\bC\.F\.R\.|\bPub\. L\.",
    )
});

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::diagnostics;

    /// The messages for a brief with a section called `heading` that says `text`.
    fn found(heading: &str, text: &str) -> Vec<String> {
        let text = format!(
            "# Rivers\n\n## Water\n\nA.[^1] B.[^2] C.[^3]\n\n## {heading}\n\n{text}\n\n[^1]: Roe, *Dams*, 2010.\n[^2]: Lee, *Canals*, 2011.\n[^3]: Bell, *Rivers*, 2012.\n"
        );
        let found = diagnostics(Markdown, Brief, &text).into_iter();
        let found = found.filter(|it| it.rule.code == "unsourced-section");
        found.map(|it| it.message).collect()
    }

    #[test]
    fn a_long_section_without_a_source() {
        let text = "The water fell again. ".repeat(80);
        assert_eq!(
            found("Harbours", &text),
            ["320 words and no note in this section."]
        );
        assert_eq!(found("Harbours", &format!("### North\n\n{text}")).len(), 1);
        for source in [
            "Low.[^1]",
            "[Low](https://a.test/low).",
            "(Bell 2019)",
            "<https://a.test/b>",
            "As 44 U.S.C. § 3501 says.",
        ] {
            assert_eq!(found("Harbours", &format!("{text}{source}")), [""; 0]);
        }
    }

    #[test]
    fn short_ones_and_those_that_need_no_source() {
        let text = "The water fell again. ".repeat(80);
        for heading in [
            "Summary",
            "Conclusion",
            "Recommendations",
            "About the Author",
            "Annex A",
        ] {
            assert_eq!(found(heading, &text), [""; 0], "{heading}");
        }
        assert_eq!(found("Harbours", "The water fell again."), [""; 0]);
    }
}
