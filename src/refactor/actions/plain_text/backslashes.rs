//! Backslashes before signs: plain text has none, and Markdown one where a sign would be markup.

use crate::import::opens_math;
use crate::index::Document;
use crate::syntax::{BlockAt, not_text};
use crate::text::{Edit, Span};

/// The signs that extractors of text escape, some of them twice.
const ESCAPED: [char; 6] = ['$', '%', '&', '_', '#', '*'];

/// The edits by which Markdown shows the signs of plain text: two backslashes become one, and a dollar sign that is a
/// currency, or that Pandoc would take for math, gets one (Pandoc manual, "Extension: tex_math_dollars").
pub(super) fn for_markdown(document: &Document) -> Vec<Edit> {
    let in_block = |at: BlockAt<'_>| {
        let body = document.text().slice(at.body()).into_owned();
        let start = at.body().start;
        let text = text_of(document, at, &body);
        let doubled = runs(&body).filter_map(|(at, run, sign)| {
            let stray = run > 1 && ESCAPED.contains(&sign);
            stray.then(|| Edit::delete(Span::new(at, at + run - 1)))
        });
        let dollars = body.match_indices('$').filter_map(|(at, _)| {
            let is_dollar = is_money(&body, at) || opens_math(&body, at);
            let is_bare = !body[..at].ends_with('\\');
            (is_bare && is_dollar).then(|| Edit::insert(at, "\\"))
        });
        let edits = doubled.chain(dollars);
        let edits = edits.filter(|edit| text(edit.span.start));
        let edits = edits.map(|edit| Edit::new(edit.span.shift(start), edit.insert));
        edits.collect::<Vec<_>>()
    };
    read_blocks(document).flat_map(in_block).collect()
}

/// The edits that take away the backslashes of Markdown (CommonMark 0.31, 2.4).
pub(super) fn for_plain(document: &Document) -> Vec<Edit> {
    let in_block = |at: BlockAt<'_>| {
        let body = document.text().slice(at.body()).into_owned();
        let start = at.body().start;
        let text = text_of(document, at, &body);
        let mut edits = Vec::new();
        for (at, run, sign) in runs(&body).filter(|(at, ..)| text(*at)) {
            // Without it, this would be a marker.
            if body[at + run..].starts_with("[^") {
                continue;
            }
            let escapes = sign.is_ascii_punctuation() || sign == '\n' || sign == '\r';
            let stay = run / 2;
            let gone = run - stay - usize::from(run % 2 == 1 && !escapes);
            edits.push(Edit::delete(Span::new(at, at + gone).shift(start)));
        }
        edits.retain(|edit| edit.span.start < edit.span.end);
        edits
    };
    read_blocks(document).flat_map(in_block).collect()
}

/// The blocks whose text is read as such.
fn read_blocks(document: &Document) -> impl Iterator<Item = BlockAt<'_>> {
    document.blocks().iter().filter(|at| !at.block.is_opaque())
}

/// Whether a place in `body` is text: no code, no address.
fn text_of(document: &Document, at: BlockAt<'_>, body: &str) -> impl Fn(usize) -> bool + use<> {
    let apart = match at.block.is_opaque() || !body.contains(['\\', '$']) {
        true => Vec::new(),
        false => not_text(body, document.kind()),
    };
    move |offset| {
        let next = apart.partition_point(|span| span.end <= offset);
        apart.get(next).is_none_or(|span| span.start > offset)
    }
}

/// Whether the dollar sign at `at` of `text` is a currency: `US$`, `$ 5`.
fn is_money(text: &str, at: usize) -> bool {
    let amount = text[at + 1..].trim_start_matches([' ', '\u{a0}']);
    let before = text[..at].chars().next_back();
    amount.starts_with(|c: char| c.is_ascii_digit()) || before.is_some_and(char::is_uppercase)
}

/// The runs of backslashes: where, how many, and the character after.
fn runs(text: &str) -> impl Iterator<Item = (usize, usize, char)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..)?.find('\\')?;
        let rest = text[at..].trim_start_matches('\\');
        let run = text.len() - rest.len() - at;
        from = at + run;
        Some((at, run, rest.chars().next().unwrap_or('\n')))
    })
}
