//! What stands at a finding, as a baseline remembers it.

use crate::index::Document;
use crate::text::{Span, Text};

/// How many characters of what stands before a finding are remembered.
const BEFORE: usize = 32;

/// How many characters are remembered from its begin on.
const AFTER: usize = 48;

/// The text around the begin of `span`, not beyond its block, each blank or line break as one space. A
/// paragraph broken into other lines is the same, and so is one that is edited farther off.
pub(super) fn excerpt(document: &Document, span: Span) -> String {
    let text = document.text();
    let at = text.floor(span.start);
    let block = document.blocks().at_offset(at).map(|block| block.span());
    let block = block.unwrap_or(Span::at(at));
    let before = part(text, Span::new(block.start, at), true);
    let after = part(text, Span::new(at, block.end), false);
    let before: Vec<char> = before.chars().rev().take(BEFORE).collect();
    let before = before.into_iter().rev();
    let around: String = before.chain(after.chars().take(AFTER)).collect();
    around.trim().to_owned()
}

/// The blanks of `span` made one space each; of a long span only the end or the begin, which is enough for
/// the characters that are remembered.
fn part(text: &Text, span: Span, end: bool) -> String {
    /// Bytes for that many characters, and blanks that fall away between them.
    const ENOUGH: usize = 8 * (BEFORE + AFTER);
    let span = match end {
        true => Span::new(
            text.floor(span.end.saturating_sub(ENOUGH)).max(span.start),
            span.end,
        ),
        false => Span::new(
            span.start,
            text.floor(span.start.saturating_add(ENOUGH)).min(span.end),
        ),
    };
    let mut part = String::new();
    for c in text.slice(span).chars() {
        match c.is_whitespace() {
            true if part.ends_with(' ') => {}
            true => part.push(' '),
            false => part.push(c),
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DialectChoice;
    use crate::syntax::DocumentKind;

    /// The excerpt at the first `[^1]` of a text.
    fn at_marker(text: &str) -> String {
        let document = Document::new(Text::new(text), DocumentKind::Markdown, DialectChoice::Auto);
        let at = text.find("[^1]").unwrap();
        excerpt(&document, Span::new(at, at + 4))
    }

    #[test]
    fn a_finding_is_remembered_with_what_stands_around_it_in_its_block() {
        assert_eq!(at_marker("# One\n\nTwo.[^1]\n\nThree.\n"), "Two.[^1]");
        assert_eq!(at_marker("[^1]: A.\n[^2]: B.\n"), "[^1]: A.");
        assert_eq!(at_marker("[^1]"), "[^1]");
    }

    #[test]
    fn it_is_the_same_in_other_lines_and_after_an_edit_farther_off() {
        let near = "it was signed by the two of them in the\nautumn.[^1] Officials describe the\n\
                    arrangement as temporary";
        let remembered = at_marker(&format!("The treaty, since {near}, although it is not."));
        assert_eq!(
            remembered,
            "y the two of them in the autumn.[^1] Officials describe the arrangement as tempo"
        );
        let broken = near.replace('\n', " ").replace(" describe", "\n  describe");
        assert_eq!(
            at_marker(&format!("New.\n\nOld {broken}. More.")),
            remembered
        );
        let edited = near.replace("autumn", "spring");
        assert_ne!(at_marker(&edited), remembered);
    }

    #[test]
    fn long_blocks_and_wide_characters_are_cut() {
        let text = format!("{}[^1]{}", "中".repeat(5000), "文".repeat(5000));
        assert_eq!(at_marker(&text).chars().count(), BEFORE + AFTER);
        let text = format!("a{}[^1]", " ".repeat(5000));
        assert_eq!(at_marker(&text), "[^1]");
    }
}
