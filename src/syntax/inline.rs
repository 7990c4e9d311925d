//! The structure inside a block, as pulldown-cmark reads it: what is code, HTML, a link, math.

use std::borrow::Cow;

use memchr::memchr3;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::text::Span;

use super::DocumentKind;

/// A link in the text of a block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// All of it, in bytes of the text asked about.
    pub span: Span,
    /// What it shows, without its brackets.
    pub text: Span,
    /// Where it leads, as written, without parentheses and title; empty for `[text]()`.
    pub destination: Span,
    /// Where it leads, escapes resolved.
    pub target: String,
    /// Whether it is an image.
    pub is_image: bool,
}

/// The links and images of `text`, the content of one block, by place.
pub fn links(text: &str) -> Vec<Link> {
    if !text.contains("](") && !text.contains('<') {
        return Vec::new();
    }
    let masked = mask(text);
    let mut links = Vec::new();
    let mut open: Vec<Link> = Vec::new();
    for (event, range) in Parser::new_ext(&masked, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(
                ref tag @ (Tag::Link {
                    link_type,
                    ref dest_url,
                    ..
                }
                | Tag::Image {
                    link_type,
                    ref dest_url,
                    ..
                }),
            ) => {
                let is_image = matches!(tag, Tag::Image { .. });
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                open.push(Link::opened(range.into(), link_type, target, is_image));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                links.extend(open.pop().map(|link| link.closed(text)));
                if let Some(outer) = open.last_mut() {
                    outer.text = Span::new(outer.text.start, outer.text.end.max(range.end));
                }
            }
            _ => {
                if let Some(link) = open.last_mut() {
                    link.text = Span::new(link.text.start, link.text.end.max(range.end));
                }
            }
        }
    }
    links.sort_by_key(|link| link.span.start);
    links
}

impl Link {
    fn opened(span: Span, kind: LinkType, target: String, is_image: bool) -> Link {
        let auto = matches!(kind, LinkType::Autolink | LinkType::Email);
        let skip = if is_image { 2 } else { 1 };
        let text = Span::at((span.start + skip).min(span.end));
        let destination = match auto {
            true => Span::new(span.start + 1, span.end.saturating_sub(1)),
            false => Span::at(span.end),
        };
        Link {
            span,
            text,
            destination,
            target,
            is_image,
        }
    }

    /// Finds the destination: it stands between the `](` after the text and the closing parenthesis.
    fn closed(mut self, text: &str) -> Link {
        let source = &text[self.span.range()];
        if self.destination.is_empty()
            && source.ends_with(')')
            && let Some(at) = text[self.text.end..self.span.end].find("](")
        {
            let start = self.text.end + at + 2;
            let inner = &text[start..self.span.end - 1];
            let lead = inner.len() - inner.trim_start().len();
            let trimmed = inner.trim();
            let len = match trimmed.starts_with('<') {
                true => trimmed.find('>').map_or(trimmed.len(), |at| at + 1),
                false => trimmed.find(char::is_whitespace).unwrap_or(trimmed.len()),
            };
            self.destination = Span::new(start + lead, start + lead + len);
        }
        self
    }
}

/// The structure of a block's content, read when it is first asked for.
pub(super) struct Structure<'a> {
    text: &'a str,
    body: Span,
    kind: DocumentKind,
    excluded: Option<Vec<Span>>,
}

impl<'a> Structure<'a> {
    /// The structure of `body`, a part of the block's `text`.
    pub fn new(text: &'a str, body: Span, kind: DocumentKind) -> Self {
        Structure {
            text,
            body,
            kind,
            excluded: None,
        }
    }

    /// Whether a candidate at `span` stands in text: not in code, HTML, math or a link's destination.
    pub fn is_text(&mut self, span: Span) -> bool {
        let excluded = self.excluded();
        let at = excluded.partition_point(|other| other.end <= span.start);
        excluded
            .get(at)
            .is_none_or(|other| other.start > span.start)
    }
}

impl Structure<'_> {
    /// Whether a tag of HTML begins at `at`.
    pub fn is_tag(&mut self, at: usize) -> bool {
        self.excluded()
            .binary_search_by_key(&at, |span| span.start)
            .is_ok()
    }

    fn excluded(&mut self) -> &[Span] {
        let (text, body, kind) = (self.text, self.body, self.kind);
        self.excluded.get_or_insert_with(|| {
            let shift = |span: Span| span.shift(body.start);
            let body = &text[body.range()];
            let mut spans = not_text(body, kind);
            if kind == DocumentKind::Obsidian {
                let comments: Vec<Span> = obsidian_comments(body, &spans).collect();
                spans.extend(comments);
                spans = merged(spans);
            }
            spans.into_iter().map(shift).collect()
        })
    }
}

const OPTIONS: Options = Options::ENABLE_MATH;

/// What of `body`, the content of one block, is no text, by place: code, HTML, math, the destinations of
/// links.
pub fn not_text(body: &str, kind: DocumentKind) -> Vec<Span> {
    if memchr3(b'`', b'<', b'$', body.as_bytes()).is_none() && !body.contains("](") {
        return Vec::new();
    }
    let masked = mask(body);
    let mut spans = Vec::new();
    let mut text_end = 0;
    // Plain text has no math: code between two dollar signs is code.
    let options = match kind {
        DocumentKind::Plain => Options::empty(),
        _ => OPTIONS,
    };
    for (event, range) in Parser::new_ext(&masked, options).into_offset_iter() {
        let span = Span::from(range);
        match event {
            Event::Code(_) | Event::InlineHtml(_) | Event::Html(_) => spans.push(span),
            Event::InlineMath(_) if is_math(body, span) => spans.push(span),
            Event::DisplayMath(_) => spans.push(span),
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                text_end = span.start;
                if matches!(link_type, LinkType::Autolink | LinkType::Email) {
                    spans.push(span);
                } else if body[span.range()].trim_start_matches('!').starts_with("[^") {
                    spans.push(Span::new(span.start, span.start + 2));
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) => spans.push(Span::new(text_end, span.end)),
            Event::Text(_) | Event::SoftBreak | Event::HardBreak => text_end = span.end,
            _ => {}
        }
    }
    merged(spans)
}

/// The comments of Obsidian in `body`: from `%%` to the next `%%` that is in no code, HTML or math, by `excluded`.
fn obsidian_comments(body: &str, excluded: &[Span]) -> impl Iterator<Item = Span> {
    let is_text = |at: &usize| {
        let next = excluded.partition_point(|span| span.end <= *at);
        excluded.get(next).is_none_or(|span| span.start > *at)
    };
    let signs = body.match_indices("%%").map(|(at, _)| at);
    let mut signs = signs.filter(is_text);
    std::iter::from_fn(move || Some(Span::new(signs.next()?, signs.next()? + "%%".len())))
}

/// Whether a pair of dollar signs is math rather than two sums of money: Pandoc wants no digit after the
/// closing one (Pandoc manual, "tex_math_dollars"); before the opening one stands no letter or digit.
pub(super) fn is_math(body: &str, span: Span) -> bool {
    let before = body[..span.start].chars().next_back();
    let after = body[span.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(|c| c.is_ascii_digit())
}

fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut result: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match result.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => result.push(span),
        }
    }
    result
}

/// The content of a block with the `>` of quotes at the start of continuation lines made spaces, so that it
/// is one paragraph at the same offsets.
pub(super) fn mask(text: &str) -> Cow<'_, str> {
    let quoted = |line: &str| line.trim_start().starts_with('>');
    if !text.contains('>') || !text.split(['\n', '\r']).skip(1).any(quoted) {
        return Cow::Borrowed(text);
    }
    let mut at_start = false;
    let masked = text.chars().map(|c| match c {
        '\n' | '\r' => {
            at_start = true;
            c
        }
        '>' if at_start => ' ',
        ' ' | '\t' => c,
        _ => {
            at_start = false;
            c
        }
    });
    Cow::Owned(masked.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_around_an_image_ends_after_it() {
        let text = "[![a](b.png)](#)";
        let links = links(text);
        let destinations: Vec<_> = links
            .iter()
            .map(|link| &text[link.destination.range()])
            .collect();
        assert_eq!(destinations, ["#", "b.png"]);
    }
}
