//! What the front matter of a brief says to the tools around it (Pandoc manual, "Extension:
//! yaml_metadata_block").

use saphyr_parser::{Event, Parser};

use crate::syntax::{Blocks, Leaf};
use crate::text::Span;

/// The entries of a front matter that matter here. What is no YAML says nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FrontMatter {
    /// The title.
    pub title: Option<Named>,
    /// The authors, as they are written.
    pub authors: Vec<Named>,
    /// The bibliographies, as paths relative to the brief.
    pub bibliography: Vec<Named>,
    /// The citation style, as a name, or a path relative to the brief.
    pub citation_style: Option<Named>,
    /// When the brief was published.
    pub date: Option<Named>,
    /// Whether it has another date: when it was written, published or changed.
    pub is_dated: bool,
}

/// A value and its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// What is written there.
    pub name: String,
    /// Where, in bytes of the document.
    pub span: Span,
}

impl FrontMatter {
    /// That of the document that `blocks` make up; `slice` gives the text of a span.
    pub(super) fn of<T: AsRef<str>>(blocks: &Blocks, slice: impl FnOnce(Span) -> T) -> FrontMatter {
        match blocks.get(0) {
            Some(first) if first.block.leaf == Leaf::FrontMatter => {
                FrontMatter::read(slice(first.body()).as_ref(), first.body().start)
            }
            _ => FrontMatter::default(),
        }
    }

    /// The entries of a file of settings in YAML, which has no fences; their places are those after a first fence.
    pub fn of_settings(yaml: &str) -> FrontMatter {
        FrontMatter::read(&format!("---\n{yaml}\n---\n"), 0)
    }

    /// The front matter at the top of a text.
    pub fn of_text(text: &str) -> FrontMatter {
        FrontMatter::read(text, 0)
    }

    /// Reads the block `text`, its fences included, that begins at `start` of the document.
    fn read(text: &str, start: usize) -> FrontMatter {
        let mut found = FrontMatter::default();
        let named = ["title", "bibliography", "csl", "citation-style"];
        let opening = text.split_inclusive('\n').next().unwrap_or_default();
        let is_yaml = opening.trim_start_matches('\u{feff}').trim_end() == "---";
        let lower = text.to_lowercase();
        let may_have = |key: &&str| lower.contains(*key);
        if !is_yaml || !named.iter().chain(&DATES).any(may_have) {
            return found;
        }
        let base = opening.len();
        let yaml = &text[base..];
        let mut depth = 0;
        let mut key: Option<String> = None;
        let mut offsets = Offsets::of(yaml);
        for event in Parser::new_from_str(yaml) {
            let Ok((event, place)) = event else { break };
            let ended = match event {
                Event::Scalar(name, ..) if depth == 1 && key.is_none() => {
                    key = Some(name.into_owned());
                    false
                }
                Event::Scalar(name, ..) => {
                    let start_byte = offsets.byte(place.start.index());
                    let span = Span::new(start_byte, offsets.byte(place.end.index()));
                    let name = name.into_owned();
                    let span = inner(yaml, span, &name).shift(start + base);
                    found.enter(
                        key.as_deref().unwrap_or_default(),
                        depth,
                        Named { name, span },
                    );
                    depth == 1
                }
                Event::Alias(_) => depth == 1,
                Event::MappingStart(..) | Event::SequenceStart(..) => {
                    depth += 1;
                    false
                }
                Event::MappingEnd | Event::SequenceEnd => {
                    depth -= 1;
                    depth == 1
                }
                Event::DocumentEnd => break,
                _ => false,
            };
            if ended {
                key = None;
            }
        }
        found
    }

    /// Takes a value under `key`: at the depth 1 the value itself, at 2 one of a list.
    fn enter(&mut self, key: &str, depth: usize, value: Named) {
        if value.name.trim().is_empty() {
            return;
        }
        match (key, depth) {
            ("title", 1) => self.title = Some(value),
            ("author" | "authors", 1 | 2) => self.authors.push(value),
            ("bibliography", 1 | 2) => self.bibliography.push(value),
            ("csl" | "citation-style", 1) => self.citation_style = Some(value),
            ("date", 1) => self.date = Some(value),
            (key, 1) if DATES.contains(&key.to_lowercase().as_str()) => self.is_dated = true,
            _ => {}
        }
    }
}

/// The keys of dates.
const DATES: [&str; 7] = [
    "date",
    "created",
    "published",
    "updated",
    "modified",
    "last-modified",
    "last_modified",
];

/// The places of characters in bytes, asked for one after another.
struct Offsets<'a> {
    rest: std::str::CharIndices<'a>,
    /// The number of the next character.
    next: usize,
}

impl<'a> Offsets<'a> {
    fn of(text: &'a str) -> Self {
        Offsets {
            rest: text.char_indices(),
            next: 0,
        }
    }

    /// The byte at which the character of that number begins. One before the last one asked for has the place
    /// of that one.
    fn byte(&mut self, number: usize) -> usize {
        while self.next < number && self.rest.next().is_some() {
            self.next += 1;
        }
        self.rest.offset()
    }
}

/// The part of `span` that is `name`, without quotes and comments around it; all of it where escapes or line
/// breaks change how it is written.
fn inner(text: &str, span: Span, name: &str) -> Span {
    let written = &text[span.range()];
    match written.find(name) {
        Some(at) => Span::new(span.start + at, span.start + at + name.len()),
        None => Span::new(span.start, span.start + written.trim_end().len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{DocumentKind, parse};

    #[test]
    fn characters_are_asked_for_one_after_another() {
        let mut offsets = Offsets::of("aé𝒳b");
        let asked = [0, 1, 1, 2, 3, 4, 9].map(|number| offsets.byte(number));
        assert_eq!(asked, [0, 1, 1, 3, 7, 8, 8]);
    }

    fn read(text: &str) -> FrontMatter {
        let blocks = parse(text, DocumentKind::Markdown);
        FrontMatter::of(&blocks, |span| text[span.range()].to_owned())
    }

    fn names(text: &str) -> Vec<String> {
        let found = read(text);
        let all = found.title.iter().chain(&found.bibliography);
        all.chain(&found.citation_style)
            .inspect(|named| assert_eq!(text[named.span.range()], named.name))
            .map(|named| named.name.clone())
            .collect()
    }

    #[test]
    fn one_bibliography_or_several() {
        let text = "---\ntitle: \"Dâms\"\nauthor: {title: no}\nbibliography: refs.bib\n\
                    csl: 'apa.csl' # a style\n---\n\nText.\n";
        assert_eq!(names(text), ["Dâms", "refs.bib", "apa.csl"]);
        let text = "\u{feff}---\r\nbibliography:\r\n  - a b.bib\r\n  - \"c.json\"\r\n---\r\n";
        assert_eq!(names(text), ["a b.bib", "c.json"]);
        assert_eq!(
            names("---\nbibliography: [a.bib, b.yml]\n---\n"),
            ["a.bib", "b.yml"]
        );
    }

    #[test]
    fn what_is_no_yaml_says_nothing() {
        for text in [
            "+++\nbibliography = 'a.bib'\n+++\n",
            "---\nbibliography: [a.bib\n---\n\nb\n",
            "---\nbibliography:\n---\n",
            "---\nother: {bibliography: a.bib}\n---\n",
            "bibliography: a.bib\n",
        ] {
            assert!(read(text).bibliography.len() <= 1, "{text}");
        }
        assert_eq!(names("---\nother: {bibliography: a.bib}\n---\n"), [""; 0]);
        let deep = format!("---\nbibliography: {}\n---\n", "[".repeat(100_000));
        assert_eq!(names(&deep), [""; 0]);
    }
}
