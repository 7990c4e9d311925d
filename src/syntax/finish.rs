//! Makes a block of an extent: collects its items, and what it tells the block after it.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::config::Form;
use crate::text::Span;

use super::block_start::BlockStart;
use super::container::{Previous, prefix};
use super::leaf::{is_div_end, setext_level};
use super::line::Line;
use super::note_opener::NoteOpener;
use super::segmenter::BlockSegmenter;
use super::split::Extent;
use super::{
    Block, Confidence, Container, DocumentKind, HeadingKind, Item, ItemKind, Leaf, Malformation,
    anchor, front_matter, heading_words, link_label, linked, marker, next_opener, plain,
    suppression, unread,
};

impl BlockSegmenter<'_> {
    /// The block at `span`, and what it is to the next one. `alone`: whether a blank line follows.
    pub(super) fn finish(
        &self,
        opening: &BlockStart,
        extent: &Extent,
        span: Span,
        alone: bool,
    ) -> (Block, Previous) {
        let text = &self.text[span.range()];
        let line = self.line_heading(opening, extent, alone);
        let mut items = Vec::new();
        self.opener_item(opening, &mut items);
        self.heading_mark(text, extent, line, &mut items);
        if self.continues(opening, extent) && line.is_none() {
            let first = text[extent.body.range()]
                .chars()
                .find(|c| c.is_alphabetic());
            items.push(Item {
                span: extent.body,
                kind: ItemKind::Continuation {
                    is_lowercase: first.is_some_and(char::is_lowercase),
                },
            });
        }
        self.inner_items(opening, text, extent, &mut items);
        self.swallowed_item(opening, extent, &mut items);
        if let Some((opener, _)) = &opening.opener {
            next_opener::scan(opener, text, extent.body, &mut items);
        }
        let end = extent.body.end.min(text.len());
        let comment = extent.leaf == Leaf::Comment;
        if comment || matches!(extent.leaf, Leaf::Paragraph | Leaf::Html) {
            suppression::scan(text, end, comment, &mut items);
        }
        if !matches!(extent.leaf, Leaf::Code | Leaf::FrontMatter | Leaf::Comment) {
            let opener = opening
                .opener
                .as_ref()
                .map(|(opener, at)| opener.span.shift(*at));
            let start = opener.map_or(extent.body.start, |opener| opener.start);
            let listed = |container: &Container| matches!(container, Container::Item { .. });
            if !self.skims && (opener.is_some() || opening.containers.iter().any(listed)) {
                linked::ways_back(text, opener, extent.body, &mut items);
            }
            anchor::scan(text, Span::new(start, extent.body.end), &mut items);
            if matches!(extent.leaf, Leaf::Heading(_)) {
                anchor::heading(text, extent.body, &mut items);
            }
        }
        let previous = self.as_previous(opening, extent, text, line.is_some());
        let block = Block {
            len: span.len(),
            start: self.before().clone(),
            kept: opening.kept,
            leaf: extent.leaf,
            body: extent.body,
            items: items.into_boxed_slice(),
            opens: opening.opens,
        };
        (block, previous)
    }

    fn opener_item(&self, opening: &BlockStart, items: &mut Vec<Item>) {
        let Some((opener, at)) = &opening.opener else {
            return;
        };
        let after = self.before().after;
        let interrupts = opener.form == Form::Markdown
            && after.paragraph
            && opening.kept == opening.containers.len() - 1;
        let confidence = if interrupts {
            Confidence::Interrupting
        } else if self.is_underlined(opening, opener) {
            Confidence::Underlined
        } else {
            opener.confidence
        };
        items.push(Item {
            span: opener.span.shift(*at),
            kind: ItemKind::Note {
                form: opener.form,
                label: opener.label.clone(),
                confidence,
                follows: after.previous,
            },
        });
    }

    fn heading_mark(&self, text: &str, extent: &Extent, line: Option<&str>, items: &mut Vec<Item>) {
        let (kind, level) = match (extent.leaf, line) {
            (Leaf::Heading(level), _) => (HeadingKind::Real, level),
            (_, Some(_)) => (HeadingKind::Line, 2),
            _ => return,
        };
        let name = &text[extent.body.range()];
        items.push(Item {
            span: extent.body,
            kind: ItemKind::Heading {
                kind,
                level,
                text: folded(name),
                notes: heading_words::is_notes(name),
            },
        });
    }

    /// Marks the line that GitHub ends a note at and Pandoc takes into it: the block's first, where nothing blank
    /// stands between it and a note that it does not belong to, or one within it.
    fn swallowed_item(&self, opening: &BlockStart, extent: &Extent, items: &mut Vec<Item>) {
        let first = &self.text[opening.prefix.content..opening.line.end];
        let ends_note = !self.before().after.is_blank
            && self.before().note_depth() == Some(opening.kept)
            && !matches!(&opening.opener, Some((opener, _)) if opener.form == Form::Markdown)
            && !matches!(extent.leaf, Leaf::Comment | Leaf::Blank)
            && !is_div_end(first)
            && setext_level(first).is_none();
        let start = match extent.swallowed {
            Some(start) => start,
            None if ends_note => self.line_content(opening),
            None => return,
        };
        let line = Line::at(self.text, start);
        let end = line.trimmed_end(self.text.as_bytes(), start);
        items.push(Item {
            span: Span::new(start - self.at, end - self.at),
            kind: ItemKind::Malformed {
                label: "".into(),
                what: Malformation::Swallowed,
            },
        });
        items.sort_by_key(|item| item.span.start);
    }

    /// Where the content of the block's first line begins, in the containers that it continues.
    fn line_content(&self, opening: &BlockStart) -> usize {
        let open = &self.before().containers[..opening.kept];
        prefix(self.text, opening.line, open).content
    }

    /// Whether a Markdown note has one line, and below it one that underlines headings.
    fn is_underlined(&self, opening: &BlockStart, opener: &NoteOpener) -> bool {
        let outer = opening.containers.len() - usize::from(opening.opens.is_some());
        opener.form == Form::Markdown
            && opening.prefix.content < opening.line.end
            && self
                .following(opening.line, opening)
                .is_some_and(|(line, prefix)| {
                    prefix.kept == outer
                        && prefix.indent() < 4
                        && setext_level(&self.text[prefix.content..line.end]).is_some()
                })
    }

    /// Whether the block may be the second half of a paragraph that notes cut in two.
    fn continues(&self, opening: &BlockStart, extent: &Extent) -> bool {
        extent.leaf == Leaf::Paragraph
            && opening.containers.is_empty()
            && opening.opener.is_none()
            && !opening.is_number_alone
            && self.before().after.previous.is_note()
            && !plain::is_apart(&self.text[extent.body.shift(self.at).range()])
    }

    fn inner_items(
        &self,
        opening: &BlockStart,
        text: &str,
        extent: &Extent,
        items: &mut Vec<Item>,
    ) {
        match extent.leaf {
            Leaf::Paragraph | Leaf::Heading(_) => {
                if self.kind != DocumentKind::Plain && opening.opener.is_none() {
                    link_label::scan(text, extent.body, items);
                }
                match extent.leaf {
                    Leaf::Paragraph if self.skims => {
                        marker::keys(text, extent.body, self.kind, items)
                    }
                    _ => marker::scan(text, extent.body, self.kind, items),
                }
            }
            Leaf::Html => {
                let first = items.len();
                marker::html(text, extent.body, None, items);
                linked::scan(text, extent.body, None, first, items);
                unread::html(text, extent.body, items);
                marker::heads_in_html(text, extent.body, items);
                marker::citation::loose(text, extent.body, Confidence::Doubtful, items);
                items.sort_by_key(|item| item.span.start);
            }
            Leaf::Code if self.skims => {}
            Leaf::Code => unread::code(text, extent.body, items),
            Leaf::Rule
                if text[extent.body.range()].starts_with(':')
                    && self.kind != DocumentKind::Plain =>
            {
                items.push(Item {
                    span: extent.body,
                    kind: ItemKind::PandocSign,
                });
            }
            Leaf::FrontMatter => front_matter::scan(text, extent.body, items),
            _ => {}
        }
    }

    fn as_previous(
        &self,
        opening: &BlockStart,
        extent: &Extent,
        text: &str,
        line: bool,
    ) -> Previous {
        let in_note = opening
            .containers
            .iter()
            .any(|container| matches!(container, Container::Note { .. }));
        let form = opening.opener.as_ref().map(|(opener, _)| opener.form);
        let over_notes = || heading_words::is_notes(&text[extent.body.range()]);
        match extent.leaf {
            _ if opening.is_number_alone => Previous::Other,
            _ if in_note => Previous::MarkdownNote,
            _ if form == Some(Form::Flat) => Previous::Endnote,
            _ if !matches!(form, None | Some(Form::Markdown | Form::Endnotes)) => Previous::Note,
            Leaf::Heading(_) if over_notes() => Previous::NotesHeading,
            Leaf::Paragraph if line && over_notes() => Previous::NotesHeading,
            Leaf::Comment | Leaf::Blank => match self.before().after.previous {
                Previous::Start => Previous::Other,
                previous => previous,
            },
            Leaf::Paragraph if !opening.containers.is_empty() => Previous::Other,
            Leaf::Paragraph if plain::is_caption(&text[extent.body.range()]) => Previous::Caption,
            Leaf::Rule => Previous::Rule,
            Leaf::Paragraph if plain::is_table(&text[extent.body.range()]) => Previous::Table,
            Leaf::Paragraph if plain::is_apart(&text[extent.body.range()]) => Previous::Other,
            Leaf::Paragraph if plain::is_finished(&text[extent.body.range()]) => {
                Previous::Paragraph
            }
            Leaf::Paragraph if line => Previous::Line,
            Leaf::Paragraph => Previous::Unfinished,
            _ => Previous::Other,
        }
    }
}

/// A hash of `name` that is the same for headings which differ in case and spacing only.
fn folded(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for word in name.split_whitespace() {
        word.chars()
            .flat_map(char::to_lowercase)
            .for_each(|c| c.hash(&mut hasher));
        ' '.hash(&mut hasher);
    }
    hasher.finish()
}
