//! Plain text with the title block and the headings of Markdown.

use crate::index::{Document, DocumentKind, Heading};
use crate::syntax::{Item, ItemKind, Leaf};
use crate::text::{Edit, Edits, Span};

use crate::refactor::Refusal;

use super::{backslashes, furniture, rewritten, set, title_lines};

/// So many spaces make code of what they indent (CommonMark 0.31, "Indented code blocks").
const CODE: usize = 4;

/// Plain text whose title and headings are those of Markdown. Its notes are as they were.
#[derive(Clone, Debug)]
pub struct MarkedUp {
    /// The document, still read as plain text.
    pub document: Document,
    /// The lines, from 1, of the document before that are not in it: running heads and page numbers.
    pub furniture: Vec<usize>,
    /// Why title and headings are as they were, if they are.
    pub refusal: Option<Refusal>,
    /// The edits of the document before.
    edits: Edits,
}

/// The plain text `document` without running heads and page numbers, its title block as front matter, its headings as
/// such, and with the backslashes that Markdown needs.
pub fn marked_up(document: &Document) -> MarkedUp {
    let (removals, furniture) = furniture::removals(document);
    let mut result = MarkedUp {
        document: document.clone(),
        furniture: Vec::new(),
        refusal: None,
        edits: Edits::default(),
    };
    match set(document, removals).and_then(|edits| result.make(edits)) {
        Ok(()) => result.furniture = furniture,
        Err(refusal) => result.refusal = Some(refusal),
    }
    let edits = set(&result.document, markup(&result.document));
    if let Err(refusal) = edits.and_then(|edits| result.make(edits)) {
        result.refusal = Some(refusal);
    }
    result
}

impl MarkedUp {
    /// The line, from 1, of the document `before` that is `line`, from 1, of this one.
    pub fn line_before(&self, before: &Document, line: usize) -> usize {
        let offset = self.document.text().line(line.saturating_sub(1)).start;
        // The ends of the last edit above, before and after.
        let (mut end_before, mut end_after) = (0, 0);
        for edit in self.edits.iter() {
            let end = end_after + (edit.span.start - end_before) + edit.insert.len();
            if end > offset {
                break;
            }
            (end_before, end_after) = (edit.span.end, end);
        }
        before.text().line_of(end_before + (offset - end_after)) + 1
    }

    fn make(&mut self, edits: Edits) -> Result<(), Refusal> {
        let after = rewritten(&self.document, &edits, DocumentKind::Plain)?;
        self.edits = self.edits.then(self.document.text(), &edits);
        self.document = after;
        Ok(())
    }
}

/// The edits that make front matter of the title block and headings of the lines that are some.
fn markup(document: &Document) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut top = 0;
    let mut signs = "# ";
    if let Some(front) = title_lines::to_front_matter(document) {
        edits.extend(front.edits);
        top = front.end;
        if front.has_heading {
            signs = "## ";
        }
    }
    let lines = document.headings();
    let lines = lines.filter(|heading| !heading.is_real && !goes_on(document, heading));
    edits.extend(lines.map(|heading| {
        let front = Span::new(heading.span.start, heading.text.start);
        Edit::new(front, signs)
    }));
    let rest = backslashes::for_markdown(document)
        .into_iter()
        .chain(outdents(document));
    edits.extend(rest.filter(|edit| edit.span.start >= top));
    edits
}

/// The edits that take away the indentation of paragraphs and lists, which a page layout gives them, where it would make
/// code of them in Markdown.
fn outdents(document: &Document) -> Vec<Edit> {
    let text = document.text();
    let mut edits = Vec::new();
    let mut outdent = 0;
    for at in document.blocks().iter() {
        // What stands before a heading gives way to its sign.
        let is_heading = |item: &Item| matches!(item.kind, ItemKind::Heading { .. });
        let is_other = document
            .items_in(at)
            .any(|(id, item)| is_heading(item) || document.footnotes().note(id).is_some());
        let is_text = at.block.leaf == Leaf::Paragraph && !is_other;
        let lines = text.line_of(at.start)..=text.line_of(at.body().end);
        let indent = |line: usize| {
            let line = text.slice(text.line(line));
            line.len() - line.trim_start_matches(' ').len()
        };
        let first = lines
            .clone()
            .find(|line| !text.slice(text.line(*line)).trim().is_empty());
        if at.block.kept == 0 {
            outdent = first.map_or(0, indent);
        }
        if !is_text || outdent < CODE {
            continue;
        }
        let leads = lines.map(|line| {
            let start = text.line(line).start;
            Span::new(start, start + indent(line).min(outdent))
        });
        edits.extend(
            leads
                .filter(|lead| !lead.is_empty())
                .map(|lead| Edit::new(lead, "")),
        );
    }
    edits
}

/// Whether the line that looks like a heading is the first half of a paragraph: the next one begins with a small letter.
fn goes_on(document: &Document, heading: &Heading) -> bool {
    let blocks = document.blocks();
    let this = blocks
        .at_offset(heading.text.start)
        .map_or(0, |at| at.index);
    let mut after = blocks.iter_from(this + 1);
    let next = after.find(|at| at.block.leaf != Leaf::Blank);
    next.is_some_and(|next| {
        let text = document.text().slice(next.body());
        text.trim_start().starts_with(char::is_lowercase)
    })
}
