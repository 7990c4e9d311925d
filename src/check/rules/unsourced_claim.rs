use std::sync::LazyLock;

use regex::Regex;

use crate::check::passages::{finding, words};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, Passage, PassageRole, SectionKind, sentences};
use crate::pattern::pattern;
use crate::syntax::NO_WORD;
use crate::text::Span;

use super::unsourced_section::cites_in_text;

pub(super) const RULE: Rule =
    Rule::in_brief_alone("unsourced-claim", Level::Hint, Find::Prose(find))
        .summary("a quotation or figure in a paragraph without a source")
        .page(include_str!("unsourced_claim.md"));

/// How many notes a brief has at least that is expected to have a source for each claim.
const FEWEST_NOTES: usize = 3;

/// How many words of running text there are for each marker at most in such a brief.
const MOST_WORDS_PER_MARKER: usize = 600;

/// How many words a quotation has at least that somebody is named for; and another.
const ATTRIBUTED: usize = 6;
const LONG: usize = 15;

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let passages = document.passages();
    let prose = || passages.iter().filter(|passage| passage.role.is_prose());
    let markers: usize = prose().map(|passage| passage.markers.len()).sum();
    if markers < FEWEST_NOTES || prose().map(words).sum::<usize>() > MOST_WORDS_PER_MARKER * markers
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        let next = passages.get(index + 1);
        if is_own(passage) && !has_source(passage) && !next.is_some_and(goes_on_with_source) {
            found.extend(claim(passage));
        }
    }
    found
}

/// Whether a passage is a paragraph in which the author says what is so.
fn is_own(passage: &Passage) -> bool {
    passage.role == PassageRole::Body
        && matches!(
            passage.section,
            SectionKind::Subject | SectionKind::Introduction
        )
        // Rows of tables, and labels with their values, are no sentences.
        && !passage.text.contains('|')
        && passage.text.trim_end().ends_with(['.', '!', '?', '”', '"', '。'])
}

fn has_source(passage: &Passage) -> bool {
    !passage.markers.is_empty()
        || !passage.links.is_empty()
        || passage.text.contains(NO_WORD)
        || cites_in_text(&passage.text)
        || NAMED.is_match(&passage.text)
}

/// Whether a quotation that is set off follows, or a list, with the source.
fn goes_on_with_source(next: &Passage) -> bool {
    matches!(
        next.role,
        PassageRole::Quote | PassageRole::Item | PassageRole::Table
    ) && has_source(next)
}

/// What names a source in the text: a table or figure, a page, `[@key]`.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b(?:[Tt]able|[Ff]ig(?:ure|\.)|[Bb]ox|[Cc]hart|[Aa]nnex|[Aa]ppendix|[Ss]ection|[Cc]hapter)\s\(?[A-Z0-9]
        | \bSource: | \bpp?\.\s[0-9] | \[@",
    )
});

/// The first claim in a passage: one cause, one finding.
fn claim(passage: &Passage) -> Option<RawDiagnostic> {
    let text = passage.text.as_str();
    for sentence in sentences(text) {
        let words = passage.slice(sentence);
        if let Some(span) = quotation(words) {
            let message = "This quotation has no source: no note in this paragraph.";
            return finding(passage, span.shift(sentence.start), message.to_owned());
        }
        if let Some(span) = figure(words) {
            let span = span.shift(sentence.start);
            let message = "This figure has no source: no note in this paragraph.";
            return (!passage.is_quoted(span))
                .then(|| finding(passage, span, message.to_owned()))?;
        }
    }
    None
}

/// A quotation in a sentence that is somebody else's words: long, or with the one who says it.
fn quotation(sentence: &str) -> Option<Span> {
    let found = QUOTATION.captures_iter(sentence);
    found
        .filter_map(|found| {
            let (whole, inner) = (found.get(0)?, found.get(1)?);
            let count = inner.as_str().split_whitespace().count();
            let around = format!(
                "{} {}",
                &sentence[..whole.start()],
                &sentence[whole.end()..]
            );
            let is_named = ATTRIBUTION.is_match(&around);
            let is_speech = SPEECH.is_match(inner.as_str()) && !is_named;
            let is_claim = count >= LONG || count >= ATTRIBUTED && is_named;
            (is_claim && !is_speech && !HYPOTHETICAL.is_match(&around))
                .then(|| whole.range().into())
        })
        .next()
}

static QUOTATION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?:“|(?:^|[ (])")(\pL[^“”"]+)[”"]"#));

/// Who says it, by name or office: `Putin stated`, `according to the ministry`.
static ATTRIBUTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b(?:\p{Lu}\p{Ll}+|he|she|they|minister|president|government|spokesperson|official|report|statement)\s
            (?:has\s|have\s|had\s|also\s)?(?:said|says|stated|states|declared|declares|wrote|writes|argued|argues|noted|notes
            |announced|warned|claimed|described|remarked|asserted|concluded)\b
        | \b[Aa]ccording\sto\b | \b[Ii]n\sthe\swords\sof\b",
    )
});

/// What somebody may say, not what somebody said.
static SPEECH: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:I|I'm|I’m|you|your|we)\b"));

static HYPOTHETICAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:if|would|could|should|may|might|must|shall|suppose|imagine|e\.g|such as|at most|no more than|at least|up to|target|goal|approximately|estimate|estimated|projected|expected|probability|aim|aims|propose|proposed|plan|plans|hypothetical|assume|let)\b",
    )
});

/// A sum of money, a share of something or a quantity in a plain statement.
fn figure(sentence: &str) -> Option<Span> {
    let found = FIGURE.find(sentence)?;
    let is_plain = !HYPOTHETICAL.is_match(sentence) && !sentence.trim_end().ends_with('?');
    let names = NAME.find_iter(sentence).count();
    let is_own = OWN.is_match(sentence);
    (is_plain && names > 0 && !is_own).then(|| found.range().into())
}

static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) (?:US|USD|AUD|CAD|EUR|Rs\.?|INR|RMB)?\s?[$€£¥₹]\s?[0-9][0-9,.]*\s?(?:million|billion|trillion|crore|lakh)\b
        | \b[0-9][0-9,.]*\s?(?:million|billion|trillion)\s(?:US\s)?(?:dollars|euros|pounds|yuan|roubles|rubles|rupees|yen|people|tonnes|tons|barrels)\b
        | \b[0-9][0-9,.]*\s?(?:%|per\s?cent)\s(?:of|in)\s(?:the\s|its\s|all\s|total\s|global\s|world\s)?\pL+
        | \b[0-9]{1,3}(?:,[0-9]{3})+\s?(?:km|kilometres|kilometers|miles|tonnes|tons|MW|GW|hectares|acres|barrels|troops|soldiers|ships|warheads|people)\b
        | \b[0-9]{3,}\s?(?:km|kilometres|kilometers|miles|tonnes|tons|MW|GW|hectares|barrels|warheads)\b",
    )
});

/// A name within a sentence: what is said is about the world.
static NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{Ll}\d,] \p{Lu}\pL+"));

/// What the author did or thinks.
static OWN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:I|we|We|our|Our|my|you|your)\b"));

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::diagnostics;

    /// What is found in a paragraph of a brief with notes, below `heading`.
    fn found(heading: &str, paragraph: &str) -> Vec<String> {
        let text = format!(
            "# Rivers\n\n## Water\n\nIt fell.[^1] It rose.[^2] It fell again.[^3]\n\n## {heading}\n\n{paragraph}\n\n\
             [^1]: Jane Roe, *Dams* (Oxford, 2010).\n\n[^2]: Ann Lee, *Canals* (London, 2011).\n\n[^3]: Bo Sen, *Rivers* (Paris, 2012).\n"
        );
        let found = diagnostics(Markdown, Brief, &text).into_iter();
        let found = found.filter(|it| it.rule.code == "unsourced-claim");
        found.map(|it| text[it.span.range()].to_owned()).collect()
    }

    #[test]
    fn quotations_and_figures_without_a_source() {
        for (paragraph, claim) in [
            ("Also, the 4,500 km border of Norland is long.", "4,500 km"),
            (
                "The dam cost Norland $160 million in the end.",
                "$160 million",
            ),
            ("Trade is 12.5% of output in Norland.", "12.5% of output"),
            (
                "Bell said that “the river will not rise again soon”.",
                "“the river will not rise again soon”",
            ),
        ] {
            let found = found("Harbours", paragraph);
            assert_eq!(found.len(), 1, "{paragraph} {found:?}");
            assert!(
                found[0].contains(claim.trim_matches(['“', '”'])),
                "{found:?}"
            );
        }
    }

    #[test]
    fn what_needs_no_source() {
        for paragraph in [
            "Also, the 4,500 km border of Norland is long.[^1]",
            "Also, the 4,500 km border of Norland is long (Table 2).",
            "Norland should spend $160 million on the dam.",
            "It takes 12.5% of output.",
            "They ask: “Will the river rise again, and when will it?”",
            "The “river of our dreams” fell in Norland.",
            "We spent $160 million in Norland.",
        ] {
            assert_eq!(found("Harbours", paragraph), [""; 0], "{paragraph}");
        }
        let figure = "Also, the 4,500 km border of Norland is long.";
        for heading in ["Summary", "Recommendations", "About the Author"] {
            assert_eq!(found(heading, figure), [""; 0], "{heading}");
        }
    }
}
