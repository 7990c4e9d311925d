//! What a program that generates answers leaves of the sources that it names: `【10:13†source】`.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Artefact;
use crate::pattern::pattern;
use crate::text::Span;

/// A quick look for what such residue cannot do without.
pub(super) fn may_be_in(text: &str) -> bool {
    text.contains('†')
        || text.contains("oaicite")
        || text.contains("oai_citation")
        || text.contains("utm_source=")
}

/// The residue in `text` that is in no code; `excluded` is what is no text in it, by place.
pub(super) fn find(text: &str, excluded: &[Span]) -> Vec<Artefact> {
    let in_code = |at: usize| {
        let next = excluded.partition_point(|span| span.end <= at);
        let span = excluded.get(next).filter(|span| span.contains(at));
        span.is_some_and(|span| text[span.start..].starts_with('`'))
    };
    let found = RESIDUE.captures_iter(text);
    found
        .filter_map(|found| artefact(text, &found))
        .filter(|it| !in_code(it.span.start))
        .collect()
}

/// The artefact that a match of [`RESIDUE`] is.
fn artefact(text: &str, found: &Captures<'_>) -> Option<Artefact> {
    let all = Span::from(found.get(0)?.range());
    let (span, replaced) = if let Some(label) = found.name("label") {
        (
            Span::new(label.start(), label.end()),
            Span::new(label.start(), label.end()),
        )
    } else if let Some(first) = found.name("first") {
        // What follows in the query goes on after its `?`.
        let more = text[all.end..].starts_with('&');
        let end = all.end + usize::from(more);
        let start = if more { first.end() } else { first.start() };
        (Span::new(first.end(), all.end), Span::new(start, end))
    } else if let Some(next) = found.name("next") {
        (Span::new(next.end(), all.end), all)
    } else {
        let inner = found.name("mark").or_else(|| found.name("reference"))?;
        (Span::new(inner.start(), inner.end()), all)
    };
    Some(Artefact {
        span,
        message: "Residue of an AI-generated answer: cite the source itself.".to_owned(),
        title: "Remove the residue".to_owned(),
        replaced,
        by: "",
        is_safe: false,
        only_beside: Vec::new(),
        alike: None,
    })
}

/// The items of sources in generated answers, each with the space before it; the word before the name of a site
/// in the text of a link; the program in the query of an address.
static RESIDUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) [\ ]?(?<mark>【\d+(?::\d+)?†[^】\n]{0,80}】)
        | [\ ]?(?<reference>:contentReference\[oaicite:\d+\](?:\{index=\d+\})?)
        | \[(?<label>oai_citation[:_]\d+‡)
        | (?<first>\?)utm_source=(?:chatgpt\.com|openai|copilot\.com|perplexity)\b
        | (?<next>&)utm_source=(?:chatgpt\.com|openai|copilot\.com|perplexity)\b",
    )
});
