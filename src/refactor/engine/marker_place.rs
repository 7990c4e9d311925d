//! Where the marker of a new note stands in its sentence.

use unicode_segmentation::UnicodeSegmentation;

use crate::index::Document;
use crate::syntax::{BlockAt, ends_sentence, is_closing, links, makes_link, not_text};
use crate::text::Span;

use super::citation_group::group_at;

/// Where a marker that is asked for at `offset`, in the running text of `block`, is to stand, in bytes of the
/// document: after the word, the link or the code there, and after the punctuation that follows (Chicago Manual of
/// Style, 17th edition, 14.26), unless most markers of the brief stand before theirs.
pub(in crate::refactor) fn marker_place(
    document: &Document,
    block: BlockAt<'_>,
    offset: usize,
) -> usize {
    let body = block.body();
    let text = document.text().slice(body);
    let offset = document.text().floor(offset);
    let around = Span::new(offset.saturating_sub(1), offset + 1);
    let offset = match &*document.text().slice(around) {
        "\r\n" => around.start,
        _ => offset,
    };
    let Some(at) = offset.checked_sub(body.start).filter(|at| *at < text.len()) else {
        return offset;
    };
    let kept = links(&text).into_iter().map(|link| link.span);
    let cited = group_at(document, block, |span| span.contains(offset));
    let within = |span: Span| Span::new(span.start - body.start, span.end - body.start);
    let cited = cited.map(|group| within(group.span));
    let kept = kept.chain(not_text(&text, document.kind())).chain(cited);
    let end = match kept.filter(|span| span.contains(at)).max() {
        Some(span) => span.end,
        None => at + word(&text, at),
    };
    let rest = &text[end..];
    let after = match end > at || rest.starts_with(is_punctuation) {
        true if !stand_before_punctuation(document) => {
            rest.len() - rest.trim_start_matches(is_punctuation).len()
        }
        _ => 0,
    };
    body.start + end + after
}

/// How many bytes after `at` are of the word or the address that is there.
fn word(text: &str, at: usize) -> usize {
    let (before, after) = text.split_at(at);
    let start = before.rfind(char::is_whitespace).map_or(0, |blank| {
        blank + before[blank..].chars().next().map_or(0, char::len_utf8)
    });
    let end = at + after.find(char::is_whitespace).unwrap_or(after.len());
    let token = &text[start..end];
    if token.contains("://") {
        return start + token.trim_end_matches(is_punctuation).len().max(at - start) - at;
    }
    let words = token.unicode_word_indices();
    let words = words.map(|(begin, word)| Span::new(start + begin, start + begin + word.len()));
    let mut words = words.skip_while(|word| word.end <= at);
    let Some(word) = words.next().filter(|word| word.contains(at)) else {
        return 0;
    };
    // A compound is one word, and the sign of what a number counts is a part of it.
    let mut end = word.end;
    for next in words {
        if !matches!(
            &text[end..next.start],
            "-" | "\u{2010}" | "\u{2011}" | "–" | "/"
        ) {
            break;
        }
        end = next.end;
    }
    let is_unit = |c: char| matches!(c, '%' | '‰' | '°' | '€' | '£' | '$');
    text.len() - text[end..].trim_start_matches(is_unit).len() - at
}

/// Whether `offset` is in the row of a table that parts its head from its body (GitHub Flavored Markdown,
/// "Tables").
pub(in crate::refactor) fn is_in_delimiter_row(document: &Document, offset: usize) -> bool {
    let text = document.text();
    let row = text.slice(text.line(text.line_of(offset)));
    let is_sign = |c: char| matches!(c, '|' | '-' | ':' | '>') || c.is_whitespace();
    row.contains('-') && row.contains('|') && row.chars().all(is_sign)
}

/// Whether `c` is a sign after which a marker may stand.
pub fn is_punctuation(c: char) -> bool {
    is_closing(c) || ends_sentence(c) || matches!(c, ',' | ';' | ':' | '，' | '；' | '：' | '、')
}

/// Whether more markers stand right before punctuation than right after it.
fn stand_before_punctuation(document: &Document) -> bool {
    let text = document.text();
    let (mut before, mut after) = (0, 0);
    for marker in document.markers() {
        let left = text.slice(Span::new(
            text.floor(marker.span.start.saturating_sub(4)),
            marker.span.start,
        ));
        let right = text.slice(Span::new(marker.span.end, text.floor(marker.span.end + 4)));
        if left.ends_with(is_punctuation) {
            after += 1;
        } else if right.starts_with(is_punctuation) {
            before += 1;
        }
    }
    before > after
}

/// Whether an inline note that ends at `at` would stand right before a bracket, where Pandoc 3 reads none.
pub(in crate::refactor) fn ends_before_bracket(document: &Document, at: usize) -> bool {
    let text = document.text();
    let line = text.line(text.line_of(at));
    makes_link(&text.slice(Span::new(at, line.end)))
}

#[cfg(test)]
mod tests {
    use crate::syntax::DocumentKind::{self, Markdown, Plain};
    use crate::testing::{cursor, document};

    use crate::refactor::engine::marker_place::*;

    /// The fixture with `|` where the marker is to stand.
    fn placed(kind: DocumentKind, fixture: &str) -> String {
        let (mut text, offset) = cursor(fixture);
        let document = document(kind, &text);
        let block = document.blocks().at_offset(offset).unwrap();
        text.insert(marker_place(&document, block, offset), '|');
        text
    }

    #[test]
    fn after_the_word_and_what_closes_it() {
        for (fixture, expected) in [
            ("A cl|aim here.", "A claim| here."),
            ("A |claim here.", "A claim| here."),
            ("A claim| here.", "A claim| here."),
            ("A claim he|re.", "A claim here.|"),
            ("A claim here|.", "A claim here.|"),
            ("A claim here.|", "A claim here.|"),
            ("“A claim |here.” More.", "“A claim here.”| More."),
            ("A **cl|aim** here.", "A **claim**| here."),
            ("It rose 3|.5 per cent.", "It rose 3.5| per cent."),
            ("A claim|—no more.", "A claim|—no more."),
            ("The 经|济 grows.", "The 经济| grows."),
            ("Up 3.|5% now.", "Up 3.5%| now."),
            ("A well-kn|own-fact here.", "A well-known-fact| here."),
            ("In 20|19/2020 it rose.", "In 2019/2020| it rose."),
        ] {
            assert_eq!(placed(Markdown, fixture), expected);
            assert_eq!(placed(Plain, fixture), expected);
        }
    }

    #[test]
    fn after_the_whole_of_a_link_an_address_and_code() {
        for (fixture, expected) in [
            (
                "A [cl|aim](https://a.example) here.",
                "A [claim](https://a.example)| here.",
            ),
            (
                "See https://a.exam|ple/b, and.",
                "See https://a.example/b,| and.",
            ),
            ("The `fl|ag` here.", "The `flag`| here."),
            (
                "Text [see @roy2021, p.| 3] more.",
                "Text [see @roy2021, p. 3]| more.",
            ),
        ] {
            assert_eq!(placed(Markdown, fixture), expected);
        }
    }

    #[test]
    fn before_punctuation_where_the_brief_has_its_markers_there() {
        let notes = "\n\n[^1]: A.\n\n[^2]: B.\n";
        let french = format!("Un fait[^1], un autre[^2]. Enfin un troi|sième.{notes}");
        let expected = format!("Un fait[^1], un autre[^2]. Enfin un troisième|.{notes}");
        assert_eq!(placed(Markdown, &french), expected);
    }
}
