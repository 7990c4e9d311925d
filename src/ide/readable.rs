//! Markdown of a brief as it is shown in a small window of an editor.

use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd};

use crate::text::Span;

/// `markdown` without HTML, and without the addresses of links that have words of their own: of all of them, or, where
/// the editor `renders_links`, of those that name no page of the web.
pub fn readable(markdown: &str, renders_links: bool) -> String {
    let mut cuts = Vec::new();
    // The links that are open: all of each, its words, and whether its address is left out.
    let mut links: Vec<(Span, Option<Span>, bool)> = Vec::new();
    for (event, range) in Parser::new(markdown).into_offset_iter() {
        let span = Span::new(range.start, range.end);
        if let Some((_, words, _)) = links.last_mut()
            && event != Event::End(TagEnd::Link)
        {
            *words = Some(words.map_or(span, |words| Span::new(words.start, span.end)));
        }
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let is_written = matches!(link_type, LinkType::Inline);
                links.push((
                    span,
                    None,
                    is_written && !(renders_links && leads(&dest_url)),
                ));
            }
            Event::End(TagEnd::Link) => {
                if let Some((link, Some(words), true)) = links.pop() {
                    cuts.push(Span::new(link.start, words.start));
                    cuts.push(Span::new(words.end, link.end));
                }
            }
            Event::InlineHtml(_) | Event::Html(_) => cuts.push(span),
            _ => {}
        }
    }
    without(markdown, cuts)
}

/// Whether `address` names a page of the web, and is not a place in this document or to be filled in.
fn leads(address: &CowStr<'_>) -> bool {
    address.contains(':')
}

/// `text` without `cuts`.
fn without(text: &str, mut cuts: Vec<Span>) -> String {
    cuts.sort_by_key(|cut| (cut.start, cut.end));
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for cut in cuts {
        kept += text.get(from..cut.start).unwrap_or_default();
        from = from.max(cut.end);
    }
    kept += text.get(from..).unwrap_or_default();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(markdown: &str, in_terminal: &str, rendered: &str) {
        assert_eq!(readable(markdown, false), in_terminal);
        assert_eq!(readable(markdown, true), rendered);
    }

    #[test]
    fn a_link_keeps_its_words_and_where_they_are_rendered_its_address() {
        let link = "Roy, [\"*Rivers* and seas\"](https://a.example/b \"Title\"), 2020.";
        reads(link, "Roy, \"*Rivers* and seas\", 2020.", link);
        let bare = "See <https://a.example> and https://b.example.";
        reads(bare, bare, bare);
    }

    #[test]
    fn a_link_that_leads_nowhere_yet_is_none() {
        for address in ["", "#", "TODO"] {
            let link = format!("Roy, [Rivers]({address}), 2020.");
            reads(&link, "Roy, Rivers, 2020.", "Roy, Rivers, 2020.");
        }
    }

    #[test]
    fn html_is_left_out_and_its_text_kept() {
        let text = "The 4<sup>th</sup> of <a href=\"x\">it</a>. <!-- brief-ls-ignore x -->";
        let plain = "The 4th of it. ";
        reads(text, plain, plain);
        reads("5 < 6 and `<b>`", "5 < 6 and `<b>`", "5 < 6 and `<b>`");
    }

    #[test]
    fn other_marks_stay() {
        let text = "**Note 1**\n\n- *a*\n- ![b](c.png) [^2]\n";
        reads(text, text, text);
    }
}
