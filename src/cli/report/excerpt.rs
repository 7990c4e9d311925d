//! The line of a text that a finding is about, cut to what a terminal can show.

use annotate_snippets::{AnnotationKind, Element, Origin, Snippet};
use unicode_width::UnicodeWidthChar;

use crate::text::{Encoding, Span, Text};

use super::Report;
use crate::cli::printable::name;

/// What the renderer needs beside the text: line numbers, the ends of a line that is cut.
const FRAME: usize = 24;

/// How many columns the renderer gives a tab.
const TAB: usize = 4;

/// The longest line that is shown, in bytes. The renderer reads all of a line for each place in it, which would cost a
/// line of megabytes with a finding in each sentence their product.
const LONGEST: usize = 32 << 10;

/// The line in which `span` begins, with a mark under that part of the span that is in it and has room in
/// `width` columns beside the label. One line at a time: lines are whole paragraphs, and a renderer that
/// has to show two places of one side by side can trim none. Of a line that is too long, where the place is.
pub(super) fn excerpt<'a>(
    report: &'a Report,
    span: Span,
    kind: AnnotationKind,
    label: Option<&str>,
    width: usize,
) -> Element<'a> {
    let path = name(&report.path);
    let start = report.text.position(span.start, Encoding::Utf32);
    if report.text.line(start.line).len() > LONGEST {
        let place = Origin::path(path).line(start.line + 1);
        return place.char_column(start.column + 1).into();
    }
    let Excerpt {
        line,
        number,
        span,
        last,
    } = Excerpt::new(&report.text, span);
    let label = label.map(str::to_owned);
    let label = match (label, last > number) {
        (Some(label), true) => Some(format!("{label} (to line {last})")),
        (None, true) => Some(format!("to line {last}")),
        (label, false) => label,
    };
    let label_width = label.as_deref().map_or(0, |label| label.chars().count());
    let room = width.saturating_sub(FRAME + label_width).max(8);
    let end = cut(&line, span, room);
    Snippet::source(line)
        .path(path)
        .line_start(number)
        .annotation(kind.span(span.start..end).label(label))
        .into()
}

/// The line in which a span begins.
#[derive(PartialEq, Eq, Debug)]
struct Excerpt {
    /// Its text, without a byte order mark and a line break.
    line: String,
    /// From 1.
    number: usize,
    /// The part of the span that is in it, in bytes of the line.
    span: Span,
    /// The line, from 1, in which the span ends.
    last: usize,
}

impl Excerpt {
    fn new(text: &Text, span: Span) -> Excerpt {
        let span = text.clamp(span);
        let number = text.line_of(span.start);
        let line = text.line(number);
        let content = text.slice(line);
        let unmarked = content.strip_prefix('\u{feff}');
        let shown = unmarked.filter(|_| number == 0).unwrap_or(&content);
        let start = line.start + content.len() - shown.len();
        let within = |offset: usize| offset.saturating_sub(start).min(shown.len());
        Excerpt {
            // The renderer replaces the other characters that steer a terminal. The place keeps its bytes.
            line: shown.replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "\u{b7}"),
            number: number + 1,
            span: Span::new(within(span.start), within(span.end)),
            last: text.line_of(span.end.saturating_sub(1).max(span.start)) + 1,
        }
    }
}

/// Where to end the mark under `span` so that it takes at most `room` columns.
fn cut(line: &str, span: Span, room: usize) -> usize {
    let mut columns = 0;
    let marked = line.get(span.range()).unwrap_or_default();
    let fits = |(_, c): &(usize, char)| {
        columns += if *c == '\t' {
            TAB
        } else {
            c.width().unwrap_or(1)
        };
        columns <= room
    };
    let last = marked.char_indices().take_while(fits).last();
    last.map_or(span.end, |(at, c)| span.start + at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_of_several_lines_is_shown_in_its_first() {
        let text = Text::new("\u{feff}one\r\ntwo\r\nthree");
        let excerpt = Excerpt::new(&text, Span::new(3, 13));
        let expected = Excerpt {
            line: "one".to_owned(),
            number: 1,
            span: Span::new(0, 3),
            last: 2,
        };
        assert_eq!(excerpt, expected);
    }

    #[test]
    fn a_place_at_the_end_of_the_file_has_a_line() {
        for text in ["", "a\n", "a"] {
            let text = Text::new(text);
            let excerpt = Excerpt::new(&text, Span::at(text.len()));
            assert_eq!(excerpt.number, text.line_count());
            assert_eq!(excerpt.last, excerpt.number);
        }
    }

    #[test]
    fn a_mark_is_cut_where_its_room_ends() {
        assert_eq!(cut("abc中文字", Span::new(1, 12), 5), 6);
        assert_eq!(cut("abc", Span::new(1, 3), 5), 3);
        assert_eq!(cut("abc", Span::at(3), 5), 3);
    }
}
