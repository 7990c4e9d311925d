//! Reads the passages of a document: again only the blocks that an edit touched.

use std::sync::Arc;

use linkify::LinkFinder;

use crate::citation::quotations;
use crate::config::Form;
use crate::index::{Document, Heading, ItemId, Marker, Note};
use crate::syntax::{BlockAt, Container, Leaf, NO_WORD, PlainText};
use crate::text::{Span, without_wide_marks};

use super::passages::{BlockMarker, BlockWords, Passage, PassageRole, Passages};
use super::section_kind::SectionKind;
use super::sentence::sentences;

impl Document {
    /// Its words, paragraph by paragraph. Read when it is first asked for, and after an edit only in the blocks that it
    /// touches.
    pub fn passages(&self) -> &[Passage] {
        &self.passages.get(|before| Passages::of(self, before)).all
    }
}

impl Passages {
    fn of(document: &Document, before: Option<&Passages>) -> Passages {
        let words = words(document, before);
        let all = PassageReader::of(document).passages(&words);
        Passages {
            blocks: document.blocks().clone(),
            footnotes: document.footnotes().clone(),
            words,
            all,
        }
    }
}

/// The words of each block of `document`; those that an edit left as they were are the ones known `before`.
fn words(document: &Document, before: Option<&Passages>) -> Vec<Option<Arc<BlockWords>>> {
    let read = |at: BlockAt<'_>| BlockWords::of(document, at).map(Arc::new);
    let Some(before) = before else {
        return document.blocks().iter().map(read).collect();
    };
    let (old, new) = document.blocks().difference(&before.blocks);
    let keeps_table = Arc::ptr_eq(&before.footnotes, document.footnotes());
    // Another table may have other markers in a block that is the same.
    let keep = |(at, words): (BlockAt<'_>, &Option<Arc<BlockWords>>)| match words {
        Some(words) if keeps_table || words.read_with == markers(document, at) => {
            Some(words.clone())
        }
        Some(_) => read(at),
        None => None,
    };
    let blocks = document.blocks();
    let kept = blocks.iter().zip(&before.words[..old.start]).map(keep);
    let changed = blocks.iter_from(new.start).take(new.len()).map(read);
    let moved = blocks.iter_from(new.end).zip(&before.words[old.end..]);
    kept.chain(changed).chain(moved.map(keep)).collect()
}

/// The markers in a block, by place.
fn markers(document: &Document, at: BlockAt<'_>) -> Vec<BlockMarker> {
    let in_block = |span: Span| Span::new(span.start - at.start, span.end - at.start);
    let marker = |marker: Marker| {
        let inline = document
            .note(marker.id)
            .filter(|_| marker.form == Form::Inline);
        BlockMarker {
            span: in_block(marker.span),
            inline: inline.map(|note| in_block(note.body)),
        }
    };
    document.markers_in(at).map(marker).collect()
}

impl BlockWords {
    fn of(document: &Document, at: BlockAt<'_>) -> Option<BlockWords> {
        if at.block.is_opaque() || at.block.leaf == Leaf::Blank {
            return None;
        }
        let markers = markers(document, at);
        let cuts = markers.iter().map(|marker| marker.span.shift(at.start));
        let mut words = BlockWords::read(document, at, at.body(), cuts);
        let inline = document
            .markers_in(at)
            .filter(|marker| marker.form == Form::Inline);
        words.inline = inline
            .filter_map(|marker| {
                let body = document.note(marker.id)?.body;
                let words = BlockWords::read(document, at, body, std::iter::empty());
                let item = document.items_in(at).position(|(id, _)| id == marker.id)?;
                Some((item, Arc::new(words)))
            })
            .collect();
        words.read_with = markers;
        Some(words)
    }

    /// The words of `body`, a part of the block `at`, without `markers`, which stand in the block.
    fn read(
        document: &Document,
        at: BlockAt<'_>,
        body: Span,
        markers: impl Iterator<Item = Span>,
    ) -> BlockWords {
        let text = document.text().slice(body);
        let markers = markers.filter(|span| body.covers(*span));
        let mut cuts: Vec<(Span, &'static str)> = markers
            .map(|span| {
                (
                    Span::new(span.start - body.start, span.end - body.start),
                    "",
                )
            })
            .collect();
        cuts.extend(addresses(&text).map(|span| (span, NO_WORD)));
        cuts.sort();
        let mut end = 0;
        cuts.retain(|(span, _)| {
            let is_apart = span.start >= end;
            end = end.max(span.end);
            is_apart
        });
        let plain = PlainText::of_block(&text, document.kind(), &cuts);
        let markers = cuts.iter().filter(|(_, by)| by.is_empty());
        let markers = markers.map(|(span, _)| plain.place_of(span.start));
        let markers = markers.collect();
        let links: Vec<Span> = plain
            .links
            .iter()
            .map(|link| link.words.clone().into())
            .collect();
        BlockWords {
            quoted: quoted(&plain, &links),
            markers,
            links,
            base: body.start - at.start,
            is_table: is_table(&text),
            inline: Vec::new(),
            read_with: Vec::new(),
            plain,
        }
    }
}

/// The quotations in `plain`, and what is emphasised or linked there, by place, none in another.
fn quoted(plain: &PlainText, links: &[Span]) -> Vec<Span> {
    let mut spans: Vec<Span> = quotations(&plain.text)
        .into_iter()
        .map(Span::from)
        .collect();
    let emphasis = plain.emphasis.iter().cloned().map(Span::from);
    spans.extend(emphasis.filter(|span| !is_paragraph(&plain.text, *span)));
    spans.extend(links);
    spans.sort();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// Whether what is emphasised is the whole text, and several sentences: a paragraph that stands out, and no title.
fn is_paragraph(text: &str, emphasised: Span) -> bool {
    text.trim() == text[emphasised.range()].trim() && sentences(text).len() > 1
}

/// The addresses in `text`, with the brackets of an autolink.
fn addresses(text: &str) -> impl Iterator<Item = Span> {
    let may_have = ["://", "www.", "@"].iter().any(|sign| text.contains(sign));
    let finder = LinkFinder::new();
    let found: Vec<Span> = match may_have {
        true => finder
            .links(&without_wide_marks(text))
            .map(|link| Span::new(link.start(), link.end()))
            .collect(),
        false => Vec::new(),
    };
    let bytes = text.as_bytes();
    found.into_iter().map(move |span| {
        let before = span.start.checked_sub(1).and_then(|at| bytes.get(at));
        match (before, bytes.get(span.end)) {
            (Some(b'<'), Some(b'>')) => Span::new(span.start - 1, span.end + 1),
            _ => span,
        }
    })
}

/// Says of each block what it is.
struct PassageReader<'d> {
    document: &'d Document,
    notes: Vec<Note>,
    /// Where headings begin, and what their sections are for.
    sections: Vec<(usize, SectionKind)>,
    title_end: usize,
}

impl<'d> PassageReader<'d> {
    fn of(document: &'d Document) -> PassageReader<'d> {
        let notes = document.notes().filter(|note| note.form != Form::Inline);
        PassageReader {
            document,
            notes: notes.collect(),
            sections: sections(document),
            title_end: document.title().map_or(0, |title| title.span.end),
        }
    }

    fn passages(&self, words: &[Option<Arc<BlockWords>>]) -> Vec<Passage> {
        let mut passages: Vec<Passage> = Vec::new();
        let mut last_body = None;
        for at in self.document.blocks().iter() {
            let Some(Some(words)) = words.get(at.index) else {
                continue;
            };
            let (role, section) = self.role(at, words);
            if role == PassageRole::Body
                && self.continues(at)
                && let Some(first) = last_body.and_then(|at: usize| passages.get_mut(at))
            {
                first.add(at.index, words);
                continue;
            }
            if matches!(role, PassageRole::Body) {
                last_body = Some(passages.len());
            }
            let mut passage = Passage::of(role, section);
            passage.add(at.index, words);
            passages.push(passage);
            for (item, words) in &words.inline {
                let id = ItemId::new(at.items + item);
                let mut note = Passage::of(PassageRole::Note(id), section);
                note.add(at.index, words);
                passages.push(note);
            }
        }
        passages
    }

    /// Whether the block goes on with a paragraph that notes cut in two.
    fn continues(&self, at: BlockAt<'_>) -> bool {
        let footnotes = self.document.footnotes();
        let mut items = self.document.items_in(at);
        items.any(|(id, _)| footnotes.is_continuation(id))
    }

    fn role(&self, at: BlockAt<'_>, words: &BlockWords) -> (PassageRole, SectionKind) {
        let start = at.body().start;
        let before = self
            .sections
            .partition_point(|(heading, _)| *heading <= at.start);
        let before = before
            .checked_sub(1)
            .and_then(|index| self.sections.get(index));
        let (heading, section) = before
            .copied()
            .unwrap_or((usize::MAX, SectionKind::Subject));
        let before = self
            .notes
            .partition_point(|note| note.span.start <= at.start.max(start));
        let note = self.notes[..before]
            .last()
            .filter(|note| start < note.span.end);
        let role = match note {
            Some(note) => PassageRole::Note(note.id),
            None if at.is_in_note() => PassageRole::Apart,
            None if heading == at.start || matches!(at.block.leaf, Leaf::Heading(_)) => {
                PassageRole::Heading
            }
            None if start < self.title_end
                || section == SectionKind::Apart
                || is_apart(&words.plain.text) =>
            {
                PassageRole::Apart
            }
            None if words.is_table => PassageRole::Table,
            None => self.container(at),
        };
        (role, section)
    }

    /// What a block of running text is by what holds it.
    fn container(&self, at: BlockAt<'_>) -> PassageRole {
        let lead = Span::new(at.start, at.body().start);
        let lead = self.document.text().slice(lead);
        let lead = lead.trim();
        let kept = &at.block.start.containers[..at.block.kept.min(at.block.start.containers.len())];
        if lead.contains('>')
            || kept
                .iter()
                .any(|container| matches!(container, Container::Quote))
        {
            return PassageRole::Quote;
        }
        match lead.is_empty() && kept.is_empty() {
            true => PassageRole::Body,
            false => PassageRole::Item,
        }
    }
}

/// Where the headings of a document begin, and what their sections are for; a section below another is for what that is,
/// unless it has a name of its own.
fn sections(document: &Document) -> Vec<(usize, SectionKind)> {
    let mut open: Vec<(u8, SectionKind)> = Vec::new();
    let section = |heading: Heading| {
        open.retain(|(level, _)| *level < heading.level);
        let own = SectionKind::of(&document.text().slice(heading.text));
        let kind = match (own, open.last()) {
            (SectionKind::Subject, Some((_, outer))) => *outer,
            (own, _) => own,
        };
        // What stands under the title of a brief is not of its kind.
        open.push((heading.level, kind));
        (heading.span.start, kind)
    };
    document.headings().map(section).collect()
}

/// Whether a paragraph is a copyright line, a disclaimer or the line of an institution.
fn is_apart(words: &str) -> bool {
    const STARTS: [&str; 6] = [
        "©",
        "(c) ",
        "(C) ",
        "Copyright",
        "Disclaimer",
        "All rights reserved",
    ];
    let words = words.trim_start();
    STARTS.iter().any(|start| words.starts_with(start))
}

/// Whether the lines of a paragraph are a table: GitHub's has a line of dashes and bars below its head (GFM 0.29, "Tables").
fn is_table(text: &str) -> bool {
    let is_rule = |line: &str| {
        line.contains('-') && line.contains('|') && line.chars().all(|c| "|-: \t".contains(c))
    };
    text.contains('|') && text.lines().nth(1).is_some_and(is_rule)
}

#[cfg(test)]
mod tests {
    use crate::index::{Passage, PassageRole};
    use crate::syntax::DocumentKind::{self, Markdown, Pandoc, Plain};
    use crate::testing::document;
    use crate::text::Span;

    /// The passages of a text: the first letter of the role, and the words with `|` at markers.
    fn read(kind: DocumentKind, text: &str) -> Vec<String> {
        let document = document(kind, text);
        let told = |passage: &Passage| {
            let mut words = passage.text.clone();
            for at in passage.markers.iter().rev() {
                words.insert(*at, '|');
            }
            let role = match passage.role {
                PassageRole::Note(_) => "Note".to_owned(),
                role => format!("{role:?}"),
            };
            format!("{role}: {}", words.trim_end().replace('\n', "/"))
        };
        document.passages().iter().map(told).collect()
    }

    #[test]
    fn words_without_markup_and_markers() {
        let text = "# A *title*\n\nIt **fell**.[^1] See [this](b.md), <https://a.test> and `c`.\n\n- One\n  two.\n\n> Three\n> four.\n\n\
                    | a |\n|---|\n\n```\nd\n```\n\n[^1]: A *note*.\n\n    More.\n";
        let passages = [
            "Heading: A title",
            "Body: It fell.| See this, \u{fffc} and \u{fffc}.",
            "Item: One two.",
            "Quote: Three four.",
            "Table: | a | |---|",
            "Note: A note.",
            "Note: More.",
        ];
        assert_eq!(read(Markdown, text), passages);
    }

    #[test]
    fn what_is_no_running_text() {
        let text = "An Institute\n\nThe Dam\n\nJane Roe\n\nMarch 08, 2021\n\nSummary\n\nA dam fell.\u{b9}\n\n\u{b9} A.\n\nAbout the Author\n\n\
                    She writes.\n\n© An Institute 2020\n";
        let roles: Vec<String> = read(Plain, text)
            .into_iter()
            .map(|it| it.split(':').next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(
            roles,
            [
                "Apart", "Apart", "Apart", "Apart", "Heading", "Body", "Note", "Heading", "Apart",
                "Apart"
            ]
        );
    }

    #[test]
    fn the_halves_of_a_paragraph_are_one() {
        let text =
            "It fell.\u{b9} The South China\u{b2}\n\n\u{b9} A.\n\n\u{b2} B.\n\nSea goes on.\n";
        let passages = read(Plain, text);
        assert_eq!(passages[0], "Body: It fell.| The South China|/Sea goes on.");
        assert_eq!(passages.len(), 3);
    }

    #[test]
    fn inline_notes_are_passages_of_their_own() {
        let passages = read(Pandoc, "It fell.^[A *note*.] It rose.\n");
        assert_eq!(passages, ["Body: It fell.| It rose.", "Note: A note."]);
    }

    #[test]
    fn words_know_where_they_are() {
        for text in [
            "A.\n\n> It *fell*\n> twice.[^1]\n\n[^1]: B.\n",
            "It <b>fell</b>\ntwice &amp; rose\n",
        ] {
            let document = document(Markdown, text);
            let passages = document.passages();
            let (passage, at) = passages
                .iter()
                .find_map(|it| Some((it, it.text.find("fell")?)))
                .expect("a passage");
            let (block, span) = passage.place(Span::new(at, at + 4)).expect("a place");
            let start = document.blocks().get(block).expect("a block").start;
            assert_eq!(document.text().slice(span.shift(start)), "fell");
        }
    }
}
