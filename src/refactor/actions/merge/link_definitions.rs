//! Link reference definitions of the same name in several briefs (CommonMark 0.31, 4.7).

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use rustc_hash::FxHashMap;

use crate::text::{Edit, Span};

/// The addresses that the briefs so far define, by label.
#[derive(Debug, Default)]
pub(super) struct LinkDefinitions(FxHashMap<String, (String, String)>);

impl LinkDefinitions {
    /// Adds the definitions of the brief `text`. Those whose label has another address already are written into the
    /// links that use them: the edits.
    pub fn add(&mut self, text: &str) -> Vec<Edit> {
        let options =
            Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let parser = Parser::new_ext(text, options);
        let mut taken = Vec::new();
        for (label, definition) in parser.reference_definitions().iter() {
            let title = definition.title.as_deref().unwrap_or_default();
            let own = (definition.dest.to_string(), title.to_owned());
            let label = label.to_lowercase();
            match self.0.get(&label) {
                Some(other) if *other != own => {
                    taken.push((label, Span::from(definition.span.clone())))
                }
                Some(_) => {}
                None => {
                    self.0.insert(label, own);
                }
            }
        }
        if taken.is_empty() {
            return Vec::new();
        }
        let mut edits: Vec<Edit> = taken.iter().map(|(_, span)| removed(text, *span)).collect();
        for (event, range) in parser.into_offset_iter() {
            let Event::Start(
                Tag::Link {
                    link_type,
                    dest_url,
                    title,
                    id,
                }
                | Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    id,
                },
            ) = event
            else {
                continue;
            };
            let id = id.to_lowercase();
            if taken.iter().any(|(label, _)| *label == id) {
                edits.extend(inlined(
                    text,
                    Span::from(range),
                    link_type,
                    &address(&dest_url, &title),
                ));
            }
        }
        edits
    }
}

/// The edit that takes a definition away, with its line and an empty line after it.
fn removed(text: &str, span: Span) -> Edit {
    let rest = &text[span.end..];
    let line = rest.find('\n').map_or(rest, |at| &rest[..=at]);
    let end = match line.trim().is_empty() {
        true => span.end + line.len(),
        false => span.end,
    };
    let empty = usize::from(end > span.end && text[end..].starts_with('\n'));
    Edit::delete(Span::new(span.start, end + empty))
}

/// The edit that writes the address into the link at `span`.
fn inlined(text: &str, span: Span, kind: LinkType, address: &str) -> Option<Edit> {
    let link = &text[span.range()];
    let span = match kind {
        // The empty brackets are no part of the span.
        LinkType::Collapsed if text[span.end..].starts_with("[]") => {
            Span::new(span.end, span.end + "[]".len())
        }
        LinkType::Shortcut => Span::at(span.end),
        LinkType::Collapsed | LinkType::Reference => {
            Span::new(span.start + link.rfind('[')?, span.end)
        }
        _ => return None,
    };
    Some(Edit::new(span, address))
}

/// An address with its title, as a link has them (CommonMark 0.31, 6.3).
fn address(address: &str, title: &str) -> String {
    let address = match address.contains([' ', '(', ')']) || address.is_empty() {
        true => format!("<{address}>"),
        false => address.to_owned(),
    };
    match title.is_empty() {
        true => format!("({address})"),
        false => format!("({address} \"{}\")", title.replace('"', "\\\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Edits, Text};

    fn after(first: &str, second: &str) -> String {
        let mut definitions = LinkDefinitions::default();
        assert_eq!(definitions.add(first), []);
        let edits = Edits::new(definitions.add(second)).unwrap();
        edits.apply(&Text::new(second)).to_string()
    }

    #[test]
    fn a_label_with_another_address_is_written_into_its_links() {
        assert_eq!(
            after(
                "[a][x] and [y]\n\n[x]: https://a.test\n[y]: /y\n",
                "[b][X], [x][] and [x], [c][y], ![p][x].[^1]\n\n[^1]: See [x].\n\n[X]: <b c> \"T\"\n[y]: /y\n",
            ),
            "[b](<b c> \"T\"), [x](<b c> \"T\") and [x](<b c> \"T\"), [c][y], ![p](<b c> \"T\").[^1]\n\n\
             [^1]: See [x](<b c> \"T\").\n\n[y]: /y\n"
        );
    }
}
