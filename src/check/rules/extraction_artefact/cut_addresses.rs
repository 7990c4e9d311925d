//! Addresses that the end of a line cuts.

use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::syntax::{BlockAt, is_cut_address, wrapped_address_end};
use crate::text::Span;

/// The findings of addresses in `body`, the text of a block, that the end of a line cuts.
pub(super) fn find(body: &str, at: BlockAt<'_>) -> Vec<RawDiagnostic> {
    let base = at.block.body.start;
    let cut = |span: Span| {
        let written = &body[span.range()];
        if !body[span.end..].starts_with(['\n', '\r']) {
            return None;
        }
        let end = span.start + written.trim_end_matches('.').len();
        let goes_on = wrapped_address_end(body, span.start, end);
        if goes_on.is_none() && !is_cut_address(written) {
            return None;
        }
        let message = "This web address is cut at the end of the line.".to_owned();
        let raw_diagnostic = RawDiagnostic::in_block(at.index, span.shift(base), message);
        let Some(end) = goes_on else {
            return Some(raw_diagnostic);
        };
        let gaps = gaps(&body[span.end..end]);
        let edits = gaps.map(|gap| {
            let place =
                RelativeSpan::Within(raw_diagnostic.subject, gap.shift(span.end).shift(base));
            (place, String::new())
        });
        let edits = edits.collect();
        Some(
            raw_diagnostic
                .fixed("Join the lines of the address", edits)
                .asking(),
        )
    };
    let mut done = 0;
    let mut word = |at: usize| {
        let scheme = body.get(done..at)?;
        let start = done
            + scheme
                .trim_end_matches(|c: char| c.is_ascii_alphabetic())
                .len();
        let rest = &body[at..];
        done = at + rest.find(char::is_whitespace).unwrap_or(rest.len());
        (start < at).then_some(Span::new(start, done))
    };
    body.match_indices("://")
        .filter_map(|(at, _)| cut(word(at)?))
        .collect()
}

/// The stretches of space in `text`.
fn gaps(text: &str) -> impl Iterator<Item = Span> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(char::is_whitespace)?;
        let rest = text[start..].trim_start();
        from = text.len() - rest.len();
        Some(Span::new(start, from))
    })
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Plain};
    use crate::testing::{assert_diagnostics, fixed};

    #[test]
    fn addresses_cut_at_the_end_of_a_line() {
        let text = "See https://www.un.org/very/long/\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ extraction-artefact\npath/to/file.pdf.\n";
        assert_diagnostics(Plain, Default, text);
        let text = "See https://www.un.org/very/long/\npath/to/file.pdf.\n";
        assert_eq!(
            fixed(Plain, text),
            "See https://www.un.org/very/long/path/to/file.pdf.\n"
        );
        assert_diagnostics(Markdown, Default, text);
        assert_diagnostics(
            Plain,
            Default,
            "See https://www.un.org/very-\n    ^^^^^^^^^^^^^^^^^^^^^^^^ extraction-artefact\nlong words.\n",
        );
        assert_diagnostics(
            Plain,
            Default,
            "See https://www.un.org/very/long/path\nand he says so again.\n",
        );
    }
}
