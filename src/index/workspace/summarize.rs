//! Makes the summary of a brief.

use std::sync::{Arc, OnceLock};

use crate::config::{DialectChoice, Form};
use crate::index::Document;
use crate::index::footnotes::dialect::splitting;
use crate::index::front_matter::{FrontMatter, Named};
use crate::syntax::{
    BlockAt, Blocks, DocumentKind, HeadingKind, Item, ItemKind, Label, Leaf, local_links, skim,
};
use crate::text::{LineRange, LineRanges, Span, Text};

use super::slug::heading_name;
use super::summary::{LinkedPlace, Summary, Titled};

impl Summary {
    /// The summary of a text, without pairing its notes where that does not matter: in Markdown with headings.
    pub fn read(text: &str, kind: DocumentKind, dialect: DialectChoice) -> Summary {
        let whole = || Document::new(Text::new(text), kind, dialect);
        if kind == DocumentKind::Plain {
            return Summary::of(&whole());
        }
        let blocks = skim(text, splitting(kind, dialect));
        let is_real = |item: &Item| {
            let real = HeadingKind::Real;
            matches!(item.kind, ItemKind::Heading { kind, .. } if kind == real)
        };
        if !blocks.items().any(is_real) {
            return Summary::of(&whole());
        }
        let headings = blocks.iter().flat_map(|at| {
            let real = at.block.items.iter().filter(|item| is_real(item));
            real.filter_map(move |item| heading(at, item))
        });
        let headings: Vec<_> = headings.collect();
        SummaryBuilder::new(text, &blocks).build(None, &headings)
    }

    /// The summary of a document.
    pub fn of(document: &Document) -> Summary {
        let text = document.text().to_string();
        let headings = document.headings().map(|it| (it.text, it.level));
        let headings: Vec<_> = headings.collect();
        let title = document.title().and_then(|title| title.title);
        SummaryBuilder::new(&text, document.blocks()).build(title, &headings)
    }
}

/// The place and level of the heading that `item` is.
fn heading(block: BlockAt<'_>, item: &Item) -> Option<(Span, u8)> {
    match item.kind {
        ItemKind::Heading { level, .. } => Some((item.span.shift(block.start), level)),
        _ => None,
    }
}

struct SummaryBuilder<'a> {
    text: &'a str,
    blocks: &'a Blocks,
    ranges: LineRanges<'a>,
}

impl<'a> SummaryBuilder<'a> {
    fn new(text: &'a str, blocks: &'a Blocks) -> Self {
        SummaryBuilder {
            text,
            blocks,
            ranges: LineRanges::new(text),
        }
    }

    fn build(mut self, title: Option<Span>, headings: &[(Span, u8)]) -> Summary {
        let front_matter = FrontMatter::of(self.blocks, |span| self.slice(span));
        let title = match (&front_matter.title, title) {
            (Some(Named { name, span }), _) => Some(self.titled(name.clone(), *span, 0)),
            (None, Some(span)) => Some(self.titled(heading_name(self.slice(span)), span, 0)),
            (None, None) => None,
        };
        let headings = headings.iter().map(|(span, level)| {
            let name = heading_name(&without_markers(self.text, self.blocks, *span));
            self.titled(name, *span, *level)
        });
        let headings = headings.collect();
        let mut rest = SummaryBody::default();
        for at in self.blocks.iter() {
            self.add(at, &mut rest);
        }
        Summary {
            title,
            headings,
            names: rest.names.into(),
            links: rest.links.into(),
            citations: rest.citations.into(),
            defines: rest.defines.into(),
            labels: rest.labels.into(),
            front_matter,
            anchors: OnceLock::new(),
        }
    }

    fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn titled(&mut self, name: String, span: Span, level: u8) -> Titled {
        Titled {
            name: name.into(),
            level,
            place: self.ranges.of(span),
        }
    }

    /// Adds what stands in a block.
    fn add(&mut self, at: BlockAt<'_>, rest: &mut SummaryBody) {
        for item in &at.block.items {
            let span = item.span.shift(at.start);
            match &item.kind {
                ItemKind::Anchor { name } => rest.names.push((name.clone(), self.ranges.of(span))),
                ItemKind::Citation { key, .. } => {
                    rest.citations.push((key.clone(), self.ranges.of(span)));
                }
                ItemKind::Note {
                    label: Label::Name(label),
                    ..
                } => rest.labels.push(label.clone()),
                // What front matter defines is for its own brief alone.
                ItemKind::Key { key } if at.block.leaf != Leaf::FrontMatter => {
                    rest.defines.push(key.clone());
                }
                _ => {}
            }
        }
        if !matches!(at.block.leaf, Leaf::Paragraph | Leaf::Heading(_)) {
            return;
        }
        for link in local_links(self.slice(at.body())) {
            rest.links.push(LinkedPlace {
                path: link.path.into(),
                fragment: link.fragment.map(Box::from),
                place: self.ranges.of(link.destination.shift(at.body().start)),
            });
        }
    }
}

/// What a [`SummaryBuilder`] has found besides headings.
#[derive(Default)]
struct SummaryBody {
    names: Vec<(Arc<str>, LineRange)>,
    links: Vec<LinkedPlace>,
    citations: Vec<(Arc<str>, LineRange)>,
    defines: Vec<Arc<str>>,
    labels: Vec<Arc<str>>,
}

/// The text of a heading without the Markdown markers in it.
fn without_markers(text: &str, blocks: &Blocks, span: Span) -> String {
    let mut name = String::new();
    let mut from = span.start;
    if let Some(at) = blocks.at_offset(span.start) {
        for item in &at.block.items {
            let marker = item.span.shift(at.start);
            let is_marker = matches!(
                &item.kind,
                ItemKind::Marker {
                    form: Form::Markdown | Form::Inline,
                    ..
                } | ItemKind::Marker {
                    form: Form::Superscript,
                    label: Label::Number(_),
                    ..
                }
            );
            if is_marker && span.covers(marker) && marker.start >= from {
                name += text.get(from..marker.start).unwrap_or_default();
                from = marker.end;
            }
        }
    }
    name + text.get(from..span.end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::index::Anchored;
    use crate::index::workspace::summarize::*;
    use crate::testing::document;
    use crate::text::{Encoding, Position};

    const BRIEF: &str = "---\ntitle: A Brief\nbibliography: refs.bib\n---\n\n# Sé*ct*ion[^1] {#own}\n\n\
        See [x](other.md#there), [@roy2021, p. 3] and [@tag:a].\n\n[^1]: A note, [y](#own).\n\n\
        [@tag:a]: doi:10.1234/a\n\n<div id=\"here\">\n";

    fn shown(summary: &Summary) -> Vec<String> {
        let titled = summary.title.iter().chain(&summary.headings);
        let mut all: Vec<String> = titled
            .map(|it| format!("{} {}", it.level, it.name))
            .collect();
        all.extend(summary.names.iter().map(|it| format!("#{}", it.0)));
        all.extend(
            summary
                .links
                .iter()
                .map(|it| format!("{}→{:?}", it.path, it.fragment)),
        );
        all.extend(summary.citations.iter().map(|it| format!("@{}", it.0)));
        all.extend(summary.defines.iter().map(|it| format!("={it}")));
        all
    }

    #[test]
    fn what_others_may_ask() {
        let summary = Summary::read(BRIEF, DocumentKind::Markdown, DialectChoice::Auto);
        assert_eq!(
            shown(&summary),
            [
                "0 A Brief",
                "1 Séction",
                "#own",
                "#here",
                "other.md→Some(\"there\")",
                "→Some(\"own\")",
                "@roy2021",
                "@tag:a",
                "=tag:a"
            ]
        );
        assert_eq!(summary.front_matter.bibliography[0].name, "refs.bib");
        let Anchored::At(place) = summary.find("séction") else {
            panic!("no such place")
        };
        assert_eq!(place.start(Encoding::Utf8), Position::new(5, 2));
        let of_document = Summary::of(&document(DocumentKind::Markdown, BRIEF));
        assert_eq!(shown(&of_document), shown(&summary));
    }

    #[test]
    fn what_front_matter_defines_is_for_its_brief_alone() {
        let text = "---\nreferences:\n- id: own\n---\n\nA [@own].\n\n[@tag:a]: doi:10.1234/a\n";
        let summary = Summary::read(text, DocumentKind::Markdown, DialectChoice::Auto);
        let defines: Vec<_> = summary.defines.iter().map(|key| &**key).collect();
        assert_eq!(defines, ["tag:a"]);
    }

    #[test]
    fn a_brief_laid_out_as_text_has_its_title_and_lines() {
        let text = "An Institute\n\nThe Dam\n\nJane Roe\n\nSummary\n\nA fact.¹\n\n¹ A.\n\nWhat Next?\n\nText.\n";
        let summary = Summary::read(text, DocumentKind::Plain, DialectChoice::Auto);
        assert_eq!(shown(&summary), ["0 The Dam", "2 Summary", "2 What Next?"]);
    }
}
