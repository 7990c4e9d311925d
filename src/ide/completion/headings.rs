//! The headings that a link within the brief may lead to, after `](#`.

use rustc_hash::FxHashMap;

use crate::index::{Dialect, Document, github_slug, heading_name, pandoc_slug};

use super::written::Written;
use super::{Completion, CompletionKind, Completions};

/// Where a link whose `](#` stands before the cursor could lead.
pub(super) fn headings(document: &Document, offset: usize) -> Option<Completions> {
    let written = Written::at(document, offset)?;
    let hash = written.before.rfind('#')?;
    let fragment = &written.before[hash + 1..];
    let is_part = |c: char| !c.is_whitespace() && !matches!(c, '(' | ')' | '<' | '>' | '"');
    if !written.before[..hash].ends_with("](") || !fragment.chars().all(is_part) {
        return None;
    }
    let replace = written.span(fragment.len(), written.rest(is_part));
    let mut twins: FxHashMap<String, usize> = FxHashMap::default();
    let of_heading = |heading: crate::index::Heading| {
        let name = heading_name(&document.text().slice(heading.text));
        let slug = match document.footnotes().dialect {
            Dialect::Gfm => github_slug(&name),
            Dialect::Pandoc => pandoc_slug(&name),
        };
        let twin = twins.entry(slug.clone()).or_default();
        let slug = match *twin {
            0 => slug,
            number => format!("{slug}-{number}"),
        };
        *twin += 1;
        Completion {
            label: name,
            kind: CompletionKind::Heading,
            detail: Some(format!("#{slug}")),
            documentation: None,
            replace,
            filter: Some(slug.clone()),
            insert: slug,
            also: Vec::new(),
        }
    };
    Some(Completions::capped(document.headings().map(of_heading)))
}
