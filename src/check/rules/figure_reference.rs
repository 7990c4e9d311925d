use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

use crate::check::passages::finding;
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, Passage, PassageRole};
use crate::pattern::pattern;
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule::in_brief_alone("figure-reference", Level::Hint, Find::Prose(find))
        .summary("a numbered figure or table that no sentence mentions, or one that is not there")
        .page(include_str!("figure_reference.md"));

/// What is numbered.
const KINDS: [&str; 3] = ["Figure", "Table", "Box"];

/// The most numbers that `Tables 1–3` stands for.
const LONGEST_RANGE: usize = 20;

/// How far from its beginning a caption's label is at most, in bytes: `▸ Figure 1`.
const LONGEST_MARK: usize = 8;

/// A caption, or a mention: a number of one kind.
struct Numbered<'d> {
    passage: &'d Passage,
    span: Span,
    number: usize,
}

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let passages = document.passages();
    KINDS
        .into_iter()
        .flat_map(|kind| of_kind(passages, kind))
        .collect()
}

fn of_kind(passages: &[Passage], kind: &str) -> Vec<RawDiagnostic> {
    let captions: Vec<Numbered<'_>> = passages
        .iter()
        .filter_map(|passage| caption(passage, kind))
        .collect();
    let numbers: FxHashSet<usize> = captions.iter().map(|it| it.number).collect();
    // One figure may speak for itself; two of one number are of two parts that count anew.
    if captions.len() < 2 || numbers.len() < captions.len() {
        return Vec::new();
    }
    let mentions: Vec<Numbered<'_>> = passages
        .iter()
        .flat_map(|passage| mentions(passage, kind))
        .collect();
    let named: FxHashSet<usize> = mentions.iter().map(|it| it.number).collect();
    let unnamed = captions.iter().filter(|it| !named.contains(&it.number));
    let mut found: Vec<(usize, RawDiagnostic)> = Vec::new();
    // Where most are mentioned, the others were forgotten.
    if 2 * unnamed.clone().count() < captions.len() {
        found.extend(unnamed.filter_map(|it| {
            let message = format!("{kind} {} is mentioned nowhere.", it.number);
            Some((it.passage.block(), finding(it.passage, it.span, message)?))
        }));
    }
    let missing = mentions.iter().filter(|it| !numbers.contains(&it.number));
    found.extend(missing.filter_map(|it| {
        let message = format!("There is no {kind} {} in this brief.", it.number);
        Some((it.passage.block(), finding(it.passage, it.span, message)?))
    }));
    found.sort_by_key(|(block, _)| *block);
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// `Figure 3. Ports by size`, as the beginning of a passage.
fn caption<'d>(passage: &'d Passage, kind: &str) -> Option<Numbered<'d>> {
    let is_meant = !matches!(passage.role, PassageRole::Note(_) | PassageRole::Apart);
    let start = passage.text.find(char::is_alphanumeric)?;
    let text = passage
        .text
        .get(start..)
        .filter(|_| is_meant && start <= LONGEST_MARK)?;
    let label = text.get(..kind.len())?;
    let found = label
        .eq_ignore_ascii_case(kind)
        .then(|| CAPTION.captures(text))??;
    let number = found.get(1)?;
    Some(Numbered {
        passage,
        span: Span::new(start, start + number.end()),
        number: number.as_str().parse().unwrap_or_default(),
    })
}

static CAPTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:Figure|Table|Box|FIGURE|TABLE|BOX) ([0-9]{1,3})(?:[.:] |[:.]?$| [–—|-] )")
});

/// Where running text speaks of numbers of that kind: not of those of other works.
fn mentions<'d>(passage: &'d Passage, kind: &str) -> Vec<Numbered<'d>> {
    let text = passage.text.as_str();
    let skip = caption(passage, kind).map_or(0, |it| it.span.end);
    let found = MENTION.captures_iter(text).filter_map(|found| {
        let (whole, label) = (found.get(0)?, found.get(1)?);
        let (first, list) = (found.get(2)?, found.get(3)?);
        let is_kind = kind
            .to_lowercase()
            .starts_with(&label.as_str().to_lowercase().replace('.', ""));
        let rest = text[whole.end()..].trim_start();
        let is_other = rest.starts_with("of ") || rest.starts_with("in ") && rest.contains("et al");
        let is_compound = text[whole.end()..].starts_with(['-', '.'])
            && text[whole.end() + 1..].starts_with(|c: char| c.is_alphanumeric());
        if !is_kind || is_other || is_compound || whole.start() < skip {
            return None;
        }
        let span = Span::from(whole.range());
        let first = first.as_str().parse().ok()?;
        let numbered = move |number| Numbered {
            passage,
            span,
            number,
        };
        Some(all(first, list.as_str()).into_iter().map(numbered))
    });
    let is_note = matches!(passage.role, PassageRole::Note(_));
    found.filter(|_| !is_note).flatten().collect()
}

static MENTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(fig\.?|figure|table|box)(?:e?s)?\.? (\d{1,3})\b((?:(?:, | and | or |, and | to |–|-)\d{1,3}\b)*)",
    )
});

/// The numbers of `1, 2 and 4` or `1–3`.
fn all(first: usize, list: &str) -> Vec<usize> {
    let mut numbers = vec![first];
    let is_digit = |c: char| c.is_ascii_digit();
    let mut rest = list;
    while let Some(at) = rest.find(is_digit) {
        let sign = &rest[..at];
        let len = rest[at..].find(|c| !is_digit(c)).unwrap_or(rest.len() - at);
        let number: usize = rest[at..at + len].parse().unwrap_or_default();
        let last = numbers.last().copied().unwrap_or(number);
        let is_range = sign.contains(['–', '-']) || sign.contains("to");
        if is_range && number > last && number - last <= LONGEST_RANGE {
            numbers.extend(last + 1..number);
        }
        numbers.push(number);
        rest = &rest[at + len..];
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::all;
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::assert_diagnostics;

    #[test]
    fn captions_that_nobody_mentions_and_mentions_of_none() {
        let text = "Figure 1 and Figure 2 show it, as does Figure 4.\n                                       ^^^^^^^^ figure-reference\n\nFigure 1: Ports\n\nFigure 2: Dams\n\nFigure 3: Canals\n^^^^^^^^ figure-reference\n";
        assert_diagnostics(Markdown, Brief, text);
    }

    #[test]
    fn figures_without_fault() {
        for text in [
            "Figures 1–3 show it.\n\nFigure 1: Ports\n\nFigure 2: Dams\n\nFigure 3: Canals\n",
            "It fell.\n\nFigure 1: Ports\n\nFigure 2: Dams\n",
            "See Fig. 1 and fig. 2, and Figure 7 of the report.\n\nFigure 1: Ports\n\nFigure 2: Dams\n",
            "See Table 4.\n\nFigure 1: Ports\n",
            "See Figure 1-2-A, Figure 1, Figure 2.\n\nFigure 1: Ports\n\nFigure 2: Dams\n",
        ] {
            assert_diagnostics(Markdown, Brief, text);
        }
    }

    #[test]
    fn numbers_of_a_list() {
        assert_eq!(all(1, ", 2 and 4"), [1, 2, 4]);
        assert_eq!(all(1, "–3, 7"), [1, 2, 3, 7]);
        assert_eq!(all(1, "-900"), [1, 900]);
    }
}
