//! The title block of plain text as front matter, and back.

use crate::import::{Metadata, front_matter};
use crate::index::{Document, TitleBlock, is_document_kind, looks_like_names};
use crate::text::{Edit, Span};

/// The lines of a title block, sorted out.
#[derive(Default)]
struct TitleLines {
    metadata: Metadata,
    /// The lines that are fields.
    fields: Vec<Span>,
    /// The title, if it has a marker: front matter has no notes.
    heading: Option<Span>,
}

/// The edits that make front matter of the title block.
pub(super) struct TitleEdits {
    pub edits: Vec<Edit>,
    /// Whether the title becomes a heading.
    pub has_heading: bool,
    /// Where the title block ends, in bytes of the document.
    pub end: usize,
}

/// The title block as front matter. What is no field, and a line with a marker, stays below it.
pub(super) fn to_front_matter(document: &Document) -> Option<TitleEdits> {
    let block = document.title()?;
    let lines = TitleLines::of(document, block);
    let newline = document.text().line_break();
    let yaml = front_matter(&lines.metadata).replace('\n', newline);
    let start = start(document);
    // Empty lines above are no part of the text.
    let top = Span::new(start, block.span.start.max(start));
    let mut edits = vec![Edit::new(top, yaml)];
    edits.extend(lines.fields.iter().map(|line| {
        let rest = document
            .text()
            .slice(Span::new(line.end, document.text().len()));
        let blank = &rest[..rest.len() - rest.trim_start().len()];
        let gap = blank.rfind('\n').map_or(blank.len(), |newline| newline + 1);
        Edit::delete(Span::new(line.start.max(top.end), line.end + gap))
    }));
    edits.extend(lines.heading.map(|line| Edit::insert(line.start, "# ")));
    Some(TitleEdits {
        edits,
        has_heading: lines.heading.is_some(),
        end: block.span.end,
    })
}

/// Where the text begins, after a byte order mark.
fn start(document: &Document) -> usize {
    let mark = '\u{feff}'.len_utf8().min(document.text().len());
    let first = document
        .text()
        .slice(Span::new(0, document.text().floor(mark)));
    if first == "\u{feff}" { mark } else { 0 }
}

impl TitleLines {
    fn of(document: &Document, block: &TitleBlock) -> Self {
        let text = document.text();
        let mut lines = Self::default();
        let mut is_below_title = false;
        for number in text.line_of(block.span.start)..=text.line_of(block.span.end) {
            let span = text.line(number);
            let line = text.slice(span);
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() {
                continue;
            }
            let is = |part: Option<Span>| part.is_some_and(|part| span.covers(part));
            let is_title = is(block.title);
            if document.markers().any(|marker| span.covers(marker.span)) {
                lines.heading = lines.heading.or(is_title.then_some(span));
            } else if is_title {
                lines.metadata.title = Some(unmarked(line).to_owned());
                lines.fields.push(span);
            } else if is(block.date) {
                let date = line.rsplit_once(": ").map_or(line, |(_, date)| date);
                lines.metadata.date = Some(date.to_owned());
                lines.fields.push(span);
            } else if is(block.institution) {
                lines.metadata.institution = Some(line.to_owned());
                lines.fields.push(span);
            } else if is(block.kind) || lines.is_subtitle(line, is_below_title) {
                lines.metadata.subtitle = Some(line.to_owned());
                lines.fields.push(span);
            } else if let Some(names) = names(line) {
                lines.metadata.authors.extend(names);
                lines.fields.push(span);
            }
            is_below_title = is_title;
        }
        lines
    }

    /// Whether a line that is not sorted out yet is the subtitle; `is_below_title`: right below the title.
    fn is_subtitle(&self, line: &str, is_below_title: bool) -> bool {
        is_below_title && self.metadata.subtitle.is_none() && names(line).is_none()
    }
}

/// The names of authors that `line` is.
fn names(line: &str) -> Option<Vec<String>> {
    let names = line.strip_prefix("By ").unwrap_or(line);
    if !looks_like_names(names) {
        return None;
    }
    let names = names.split([',', '&', ';']);
    let names = names.flat_map(|part| part.split(" and ")).map(str::trim);
    Some(
        names
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
    )
}

/// `line` without the signs of emphasis around it.
fn unmarked(line: &str) -> &str {
    ["**", "__", "*", "_"]
        .iter()
        .find_map(|sign| line.strip_prefix(sign)?.strip_suffix(sign))
        .unwrap_or(line)
}

/// The lines of the title block that `metadata` is, as [`to_front_matter`] reads them.
pub(super) fn lines(metadata: &Metadata) -> Vec<String> {
    let subtitle = metadata.subtitle.as_deref();
    let (kind, below) = match subtitle {
        Some(kind) if is_document_kind(kind) => (Some(kind), None),
        below => (None, below),
    };
    let title = metadata.title.as_deref().map(|title| match below {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title.to_owned(),
    });
    let authors = metadata.authors.join(", ");
    let authors = Some(authors.as_str()).filter(|authors| !authors.is_empty());
    let lines = [
        metadata.institution.as_deref(),
        kind,
        title.as_deref(),
        authors,
        metadata.date.as_deref(),
    ];
    lines.into_iter().flatten().map(str::to_owned).collect()
}
