//! Makes a block of an extent: collects its marks, and what it tells the block after it.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::config::Form;
use crate::text::Span;

use super::container::Previous;
use super::opening::Opening;
use super::split::{Extent, Splitter};
use super::{
    Block, Container, Evidence, HeadingKind, Kind, Leaf, Mark, MarkKind, anchor, front_matter,
    heading_words, link_label, marker, plain, suppression, unread,
};

impl Splitter<'_> {
    /// The block at `span`, and what it is to the next one. `alone`: whether a blank line follows.
    pub(super) fn finish(
        &self,
        opening: &Opening,
        extent: &Extent,
        span: Span,
        alone: bool,
    ) -> (Block, Previous) {
        let text = &self.text[span.range()];
        let line = self.line_heading(opening, extent, alone);
        let mut marks = Vec::new();
        self.head_mark(opening, &mut marks);
        self.heading_mark(text, extent, line, &mut marks);
        if self.resumes(opening, extent) && line.is_none() {
            let first = text[extent.body.range()]
                .chars()
                .find(|c| c.is_alphabetic());
            marks.push(Mark {
                span: extent.body,
                kind: MarkKind::Resumption {
                    lowercase: first.is_some_and(char::is_lowercase),
                },
            });
        }
        self.inner_marks(opening, text, extent, &mut marks);
        let end = extent.body.end.min(text.len());
        let comment = extent.leaf == Leaf::Comment;
        if comment || matches!(extent.leaf, Leaf::Paragraph | Leaf::Html) {
            suppression::scan(text, end, comment, &mut marks);
        }
        if !matches!(extent.leaf, Leaf::Code | Leaf::FrontMatter | Leaf::Comment) {
            anchor::scan(text, extent.body, &mut marks);
        }
        let previous = self.as_previous(opening, extent, text, line.is_some());
        let block = Block {
            len: span.len(),
            start: self.before().clone(),
            kept: opening.kept,
            leaf: extent.leaf,
            body: extent.body,
            marks: marks.into_boxed_slice(),
            opens: opening.opens,
        };
        (block, previous)
    }

    fn head_mark(&self, opening: &Opening, marks: &mut Vec<Mark>) {
        let Some((head, at)) = &opening.head else {
            return;
        };
        let after = self.before().after;
        let interrupts = head.form == Form::Markdown
            && after.paragraph
            && opening.kept == opening.containers.len() - 1;
        let evidence = if interrupts {
            Evidence::Interrupting
        } else {
            head.evidence
        };
        marks.push(Mark {
            span: head.span.shift(*at),
            kind: MarkKind::Note {
                form: head.form,
                label: head.label.clone(),
                evidence,
                follows: after.previous,
            },
        });
    }

    fn heading_mark(&self, text: &str, extent: &Extent, line: Option<&str>, marks: &mut Vec<Mark>) {
        let (kind, level) = match (extent.leaf, line) {
            (Leaf::Heading(level), _) => (HeadingKind::Real, level),
            (_, Some(_)) => (HeadingKind::Line, 2),
            _ => return,
        };
        let name = &text[extent.body.range()];
        marks.push(Mark {
            span: extent.body,
            kind: MarkKind::Heading {
                kind,
                level,
                text: folded(name),
                notes: heading_words::is_notes(name),
            },
        });
    }

    /// Whether the block may be the second half of a paragraph that notes cut in two.
    fn resumes(&self, opening: &Opening, extent: &Extent) -> bool {
        extent.leaf == Leaf::Paragraph
            && opening.containers.is_empty()
            && opening.head.is_none()
            && self.before().after.previous.is_note()
    }

    fn inner_marks(&self, opening: &Opening, text: &str, extent: &Extent, marks: &mut Vec<Mark>) {
        match extent.leaf {
            Leaf::Paragraph | Leaf::Heading(_) => {
                if self.kind != Kind::Plain && opening.head.is_none() {
                    link_label::scan(text, extent.body, marks);
                }
                match extent.leaf {
                    Leaf::Paragraph if self.skims => {
                        marker::keys(text, extent.body, self.kind, marks)
                    }
                    _ => marker::scan(text, extent.body, self.kind, marks),
                }
            }
            Leaf::Html => {
                marker::html(text, extent.body, None, marks);
                unread::html(text, extent.body, marks);
                marker::citation::loose(text, extent.body, Evidence::Doubtful, marks);
                marks.sort_by_key(|mark| mark.span.start);
            }
            Leaf::Code if self.skims => {}
            Leaf::Code => unread::code(text, extent.body, marks),
            Leaf::Rule
                if text[extent.body.range()].starts_with(':') && self.kind != Kind::Plain =>
            {
                marks.push(Mark {
                    span: extent.body,
                    kind: MarkKind::PandocSign,
                });
            }
            Leaf::FrontMatter => front_matter::scan(text, extent.body, marks),
            _ => {}
        }
    }

    fn as_previous(&self, opening: &Opening, extent: &Extent, text: &str, line: bool) -> Previous {
        let in_note = opening
            .containers
            .iter()
            .any(|container| matches!(container, Container::Note { .. }));
        let form = opening.head.as_ref().map(|(head, _)| head.form);
        let over_notes = || heading_words::is_notes(&text[extent.body.range()]);
        match extent.leaf {
            _ if in_note => Previous::MarkdownNote,
            _ if form == Some(Form::Endnotes) && opening.opens.is_none() => Previous::Endnote,
            _ if !matches!(form, None | Some(Form::Markdown | Form::Endnotes)) => Previous::Note,
            Leaf::Heading(_) if over_notes() => Previous::NotesHeading,
            Leaf::Paragraph if line && over_notes() => Previous::NotesHeading,
            Leaf::Comment | Leaf::Blank => match self.before().after.previous {
                Previous::Start => Previous::Other,
                previous => previous,
            },
            Leaf::Paragraph if !opening.containers.is_empty() => Previous::Other,
            Leaf::Paragraph if plain::is_caption(&text[extent.body.range()]) => Previous::Caption,
            Leaf::Rule => Previous::Caption,
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
