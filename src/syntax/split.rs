//! Cuts a text into blocks, line by line, as CommonMark 0.31 builds its block structure.

use crate::config::Form;
use crate::text::Span;

use super::block_start::BlockStart;
use super::container::{Prefix, prefix};
use super::front_matter::is_fence_of_front_matter;
use super::leaf::{Fence, atx_level, atx_text, is_break, is_div_end, is_div_fence, setext_level};
use super::line::Line;
use super::list_item::ListMarker;
use super::note_opener::NoteOpener;
use super::segmenter::BlockSegmenter;
use super::{
    Block, BlockState, Confidence, Container, DocumentKind, ItemKind, Leaf, PrecedingBlock,
};
use super::{heading_words, html, next_opener, note_opener, plain};

/// The extent of a leaf: up to which line, and where its content is.
pub(super) struct Extent {
    pub leaf: Leaf,
    pub body: Span,
    /// Where the first line begins that Pandoc alone takes into the note that the leaf stands in, in bytes of the
    /// text.
    pub swallowed: Option<usize>,
    last: Line,
}

impl Extent {
    fn of(leaf: Leaf, body: Span, last: Line) -> Extent {
        Extent {
            leaf,
            body,
            swallowed: None,
            last,
        }
    }
}

impl BlockSegmenter<'_> {
    /// The next block; none at the end of the text, or where the window is too small to tell.
    pub fn next_block(&mut self) -> Option<Block> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let opening = self.open();
        let extent = self.extent(&opening);
        let (end, is_blank) = self.skip_blank_lines(extent.last, &opening);
        let flat = self.flat_count(&opening);
        if end == self.text.len() && !self.to_end {
            return None;
        }
        let alone = is_blank || end == self.text.len();
        let (block, previous) = self.finish(&opening, &extent, Span::new(start, end), alone);
        let in_note = |container: &Container| matches!(container, Container::Note { .. });
        let goes_on = is_interrupting(&block) || !opening.containers.iter().any(in_note);
        self.at = end;
        self.state = BlockState {
            containers: opening.containers,
            after: PrecedingBlock {
                is_blank: is_blank
                    || extent.leaf == Leaf::Blank
                    || (extent.leaf == Leaf::Comment && self.state.after.is_blank),
                paragraph: !is_blank && extent.leaf == Leaf::Paragraph && goes_on,
                previous,
                flat,
            },
        };
        Some(block)
    }

    /// How far the leaf reaches that begins at the content of the first line.
    fn extent(&self, opening: &BlockStart) -> Extent {
        let line = opening.line;
        let content = opening.prefix.content;
        let rest = &self.text[content..line.end];
        if self.is_front_matter(opening)
            && let Some(last) = self.front_matter_end(line)
        {
            return self.whole(Leaf::FrontMatter, content, last);
        }
        if rest.is_empty() {
            let leaf = match opening.opener {
                Some(_) => Leaf::Paragraph,
                None => Leaf::Blank,
            };
            return Extent::of(leaf, Span::at(content - self.at), line);
        }
        if self.kind != DocumentKind::Plain && opening.prefix.indent() >= 4 {
            let indented = |prefix: Prefix| prefix.indent() >= 4;
            return self.whole(Leaf::Code, content, self.while_lines(opening, indented));
        }
        if opening.is_number_alone {
            return self.whole(Leaf::Paragraph, content, line);
        }
        if let Some(fence) = Fence::opens(rest) {
            return self.whole(
                Leaf::Code,
                content,
                self.until(opening, |rest| fence.closes(rest)),
            );
        }
        if let Some(last) = self.obsidian_comment(opening, rest) {
            return self.whole(Leaf::Comment, content, last);
        }
        if let Some(end) = html::opens(rest, false)
            && (self.kind != DocumentKind::Plain || rest.starts_with("<!--"))
        {
            return self.html(opening, end);
        }
        if let Some(level) = atx_level(rest) {
            let body = Span::from(atx_text(rest)).shift(content - self.at);
            return Extent::of(Leaf::Heading(level), body, line);
        }
        if is_break(rest) || is_div_fence(rest) {
            return self.whole(Leaf::Rule, content, line);
        }
        self.paragraph(opening)
    }

    /// The last line of a comment of Obsidian (`%%`) that `rest` of the first line opens and nothing follows on its line.
    fn obsidian_comment(&self, opening: &BlockStart, rest: &str) -> Option<Line> {
        let comment = rest.strip_prefix("%%")?;
        if self.kind != DocumentKind::Obsidian {
            return None;
        }
        match comment.find("%%") {
            Some(end) => comment[end + 2..].trim().is_empty().then_some(opening.line),
            None => Some(self.until(opening, |rest| rest.contains("%%"))),
        }
    }

    fn whole(&self, leaf: Leaf, content: usize, last: Line) -> Extent {
        let body = Span::new(content - self.at, last.end - self.at);
        Extent::of(leaf, body, last)
    }

    fn paragraph(&self, opening: &BlockStart) -> Extent {
        let content = opening.prefix.content;
        let mut last = opening.line;
        let mut swallowed = None;
        // How many containers hold the note that Pandoc takes each line into, up to a blank one.
        let note = (self.kind == DocumentKind::Pandoc)
            .then(|| opening.note_depth())
            .flatten();
        while let Some((line, prefix)) = self.following(last, opening) {
            let rest = &self.text[prefix.content..line.end];
            let matched = prefix.kept == opening.containers.len();
            if rest.is_empty() {
                break;
            }
            if matched && prefix.indent() < 4 && self.underlines(opening, last, rest) {
                let end = last.trimmed_end(self.text.as_bytes(), content);
                let level = setext_level(rest).unwrap_or(1);
                let body = Span::new(content - self.at, end - self.at);
                return Extent {
                    leaf: Leaf::Heading(level),
                    body,
                    swallowed: None,
                    last: line,
                };
            }
            if self.interrupts(opening, last, rest, prefix)
                || self.begins_notes(opening, last, rest)
            {
                let underlines = last.start == opening.line.start && setext_level(rest).is_some();
                if note != Some(prefix.kept) || underlines || !is_swallowed(rest) {
                    break;
                }
                swallowed =
                    swallowed.or(Some(prefix.content).filter(|_| !rest.starts_with("<!--")));
            }
            last = line;
        }
        let end = last.trimmed_end(self.text.as_bytes(), content);
        let body = Span::new(content - self.at, end - self.at);
        Extent {
            leaf: Leaf::Paragraph,
            body,
            swallowed,
            last,
        }
    }

    /// Whether `rest` underlines the paragraph that `opening` begins and `last` ends: in plain text
    /// only a single line, and never a note.
    fn underlines(&self, opening: &BlockStart, last: Line, rest: &str) -> bool {
        setext_level(rest).is_some()
            && opening.opener.is_none()
            && (self.kind != DocumentKind::Plain
                || (last.start == self.at && rest.trim_end().len() >= 3))
    }

    /// Whether a line that begins with `rest` ends the paragraph before it, whose last line is `last`.
    fn interrupts(&self, opening: &BlockStart, last: Line, rest: &str, prefix: Prefix) -> bool {
        let matched = prefix.kept == opening.containers.len();
        let over_notes = self.kind == DocumentKind::Plain
            && heading_words::is_notes(rest)
            && !rest.starts_with(char::is_lowercase);
        if over_notes
            || self.continues_notes(opening, rest)
            || (prefix.kept == 0 && self.breaks_page(rest))
            || (prefix.kept == 0 && self.begins_flat_note(opening, rest))
        {
            return true;
        }
        if prefix.indent() >= 4 && self.kind != DocumentKind::Plain {
            return false;
        }
        match rest.as_bytes()[0] {
            b'>' => true,
            b'#' => atx_level(rest).is_some(),
            b'`' | b'~' => Fence::opens(rest).is_some(),
            b':' => is_div_fence(rest),
            b'<' => {
                html::opens(rest, true).is_some()
                    && (self.kind != DocumentKind::Plain || rest.starts_with("<!--"))
            }
            b'[' => note_opener::markdown(rest).is_some(),
            b'-' | b'+' | b'*' | b'_' | b'0'..=b'9' => {
                is_break(rest)
                    || ListMarker::at(rest).is_some_and(|item| {
                        item.interrupts() || (!matched && self.goes_on(opening, last, item))
                    })
            }
            _ => false,
        }
    }

    /// Whether `item` is the next one of the list in which the item stands that `opening` begins. In plain text a
    /// line may begin with a number that is none: only the next number, or the same again, goes on with a list; the next
    /// is one more than that of an item in the middle of the line before, `last`.
    fn goes_on(&self, opening: &BlockStart, last: Line, item: ListMarker) -> bool {
        let line = || &self.text[last.start..last.end];
        let numbers = (opening.opener.as_ref(), item.number);
        match numbers {
            (Some((opener, _)), Some(next))
                if self.kind == DocumentKind::Plain
                    && matches!(opener.form, Form::Endnotes | Form::Flat) =>
            {
                let this = opener.label.number();
                next == 1
                    || this == Some(next)
                    || this.and_then(|this| this.checked_add(1)) == Some(next)
                    || next.checked_sub(1).is_some_and(|previous| {
                        this < Some(previous) && next_opener::has_item(line(), previous)
                    })
            }
            _ => true,
        }
    }

    /// Whether a line that begins with `rest` is the first note under the caption or heading that ends with
    /// the line `last`.
    fn begins_notes(&self, opening: &BlockStart, last: Line, rest: &str) -> bool {
        let line = &self.text[last.start..last.end];
        let over_notes = || heading_words::is_notes(line);
        let bare =
            || note_opener::bare(rest).filter(|_| self.kind == DocumentKind::Plain && over_notes());
        let certain = |opener: &NoteOpener| opener.confidence == Confidence::Certain;
        opening.opener.is_none()
            && note_opener::numbered(rest, self.kind)
                .or_else(bare)
                .as_ref()
                .is_some_and(certain)
            && (plain::is_caption(line) || over_notes())
    }

    /// Whether a line that begins with `rest` is the next note after the one that `opening` begins.
    fn continues_notes(&self, opening: &BlockStart, rest: &str) -> bool {
        let Some((opener, _)) = &opening.opener else {
            return false;
        };
        let next = match (opener.form, opening.opens) {
            (Form::Markdown | Form::Endnotes, _) => None,
            (Form::Flat, _) => note_opener::next_flat(rest),
            (Form::Bracketed, _) => {
                note_opener::numbered(rest, self.kind).or_else(|| note_opener::next_bracketed(rest))
            }
            _ => note_opener::numbered(rest, self.kind),
        };
        next.is_some_and(|next| opener.precedes(&next))
    }

    /// The line after `last` and how it matches the block's containers.
    pub(super) fn following(&self, last: Line, opening: &BlockStart) -> Option<(Line, Prefix)> {
        if last.next >= self.text.len() {
            return None;
        }
        let line = Line::at(self.text, last.next);
        Some((line, prefix(self.text, line, &opening.containers)))
    }

    /// The last of the lines, from the first on, that stand in the block's containers, are not blank and
    /// of which `belongs` holds.
    fn while_lines(&self, opening: &BlockStart, belongs: impl Fn(Prefix) -> bool) -> Line {
        let mut last = opening.line;
        while let Some((line, prefix)) = self.following(last, opening) {
            let matched = prefix.kept == opening.containers.len();
            if !matched || prefix.content >= line.end || !belongs(prefix) {
                break;
            }
            last = line;
        }
        last
    }

    /// The line after the first one at which `ends` holds, or the last one of the containers.
    fn until(&self, opening: &BlockStart, ends: impl Fn(&str) -> bool) -> Line {
        let mut last = opening.line;
        while let Some((line, prefix)) = self.following(last, opening) {
            if prefix.kept < opening.containers.len() {
                break;
            }
            last = line;
            if prefix.indent() < 4 && ends(&self.text[prefix.content..line.end]) {
                break;
            }
        }
        last
    }

    fn html(&self, opening: &BlockStart, end: html::HtmlBlockEnd) -> Extent {
        let content = opening.prefix.content;
        let rest = &self.text[content..opening.line.end];
        let comment = rest.starts_with("<!--");
        let first = if comment { &rest[4..] } else { rest };
        let last = if end.is_in(first) {
            opening.line
        } else if end == html::HtmlBlockEnd::Blank {
            let begins_note =
                |at: usize| self.text.as_bytes()[at] == b'<' && self.is_note_element(at);
            self.while_lines(opening, |prefix| !begins_note(prefix.content))
        } else {
            let mut last = opening.line;
            while let Some((line, prefix)) = self.following(last, opening) {
                if prefix.kept < opening.containers.len() {
                    break;
                }
                last = line;
                if end.is_in(&self.text[line.start..line.end]) {
                    break;
                }
            }
            last
        };
        let all = self.text[content..last.end].trim_end();
        let alone = comment && all.ends_with("-->") && all.matches("-->").count() == 1;
        let leaf = if alone { Leaf::Comment } else { Leaf::Html };
        self.whole(leaf, content, last)
    }

    /// Whether the line that has its content at `at` begins a note in an element of its own.
    fn is_note_element(&self, at: usize) -> bool {
        let line = &self.text[at..Line::at(self.text, at).end];
        note_opener::in_block(line).is_some()
    }

    pub(super) fn is_front_matter(&self, opening: &BlockStart) -> bool {
        self.state == BlockState::start()
            && is_fence_of_front_matter(&self.text[opening.line.start..opening.line.end])
            && self.front_matter_end(opening.line).is_some()
    }

    /// The line that closes the front matter opened by `first`.
    fn front_matter_end(&self, first: Line) -> Option<Line> {
        let toml = self.text[first.start..first.end].starts_with('+');
        let closes = |rest: &str| {
            if toml {
                rest == "+++"
            } else {
                rest == "---" || rest == "..."
            }
        };
        let mut line = first;
        while line.next < self.text.len() {
            line = Line::at(self.text, line.next);
            if closes(self.text[line.start..line.end].trim_end()) {
                return Some(line);
            }
        }
        None
    }

    /// Where the blank lines after `last` end, and whether there are any.
    fn skip_blank_lines(&self, last: Line, opening: &BlockStart) -> (usize, bool) {
        let mut end = last.next;
        let mut is_blank = false;
        while end < self.text.len() {
            let line = Line::at(self.text, end);
            if prefix(self.text, line, &opening.containers).content < line.end {
                break;
            }
            end = line.next;
            is_blank = true;
        }
        (end, is_blank)
    }

    /// The text of the line that a block of one line is, if it may be a plain-text heading. One over notes
    /// needs no blank lines around it.
    pub(super) fn line_heading(
        &self,
        opening: &BlockStart,
        extent: &Extent,
        alone: bool,
    ) -> Option<&str> {
        let body = &self.text[extent.body.shift(self.at).range()];
        let single = extent.last.start == opening.line.start;
        let apart = alone && self.state.after.is_blank;
        let stands = apart || (self.kind == DocumentKind::Plain && heading_words::is_notes(body));
        (stands
            && single
            && extent.leaf == Leaf::Paragraph
            && opening.containers.is_empty()
            && opening.opener.is_none()
            && plain::may_be_heading(body))
        .then_some(body)
    }
}

/// Whether Pandoc takes a line that begins with `rest` into the note above it: it ends a note at the next one, and from
/// version 3 on at the end of a div.
fn is_swallowed(rest: &str) -> bool {
    note_opener::markdown(rest).is_none() && !is_div_end(rest)
}

/// Whether `block` begins a footnote that Pandoc takes for a part of the paragraph before it.
fn is_interrupting(block: &Block) -> bool {
    let kind = block.opener().map(|opener| &opener.kind);
    matches!(
        kind,
        Some(ItemKind::Note {
            confidence: Confidence::Interrupting,
            ..
        })
    )
}
