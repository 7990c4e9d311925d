//! The headings that a link within the brief may lead to, after `](#`.

use rustc_hash::FxHashMap;

use crate::index::{Document, Heading, heading_name, unmarked};
use crate::syntax::ItemKind;

use super::written::CursorText;
use super::{Completion, CompletionKind, Completions};

/// Where a link whose `](#` stands before the cursor could lead.
pub(super) fn headings(document: &Document, offset: usize) -> Option<Completions> {
    let written = CursorText::at(document, offset)?;
    let hash = written.before.rfind('#')?;
    let fragment = &written.before[hash + 1..];
    let is_part = |c: char| !c.is_whitespace() && !matches!(c, '(' | ')' | '<' | '>' | '"');
    if !written.before[..hash].ends_with("](") || !fragment.chars().all(is_part) {
        return None;
    }
    let replace = written.span(fragment.len(), written.rest(is_part));
    let mut twins: FxHashMap<String, usize> = FxHashMap::default();
    let of_heading = |heading: Heading| {
        let name = heading_name(&unmarked(document, heading.text));
        let own = own_name(document, &heading);
        let slug = own
            .clone()
            .unwrap_or_else(|| document.footnotes().dialect.slug(&name));
        let twin = twins.entry(slug.clone()).or_default();
        let slug = match *twin {
            number if number > 0 && own.is_none() => format!("{slug}-{number}"),
            _ => slug,
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

/// The name that its author gives to it: `{#name}` (Pandoc manual, "Extension: header_attributes").
fn own_name(document: &Document, heading: &Heading) -> Option<String> {
    let block = document.blocks().at_offset(heading.text.start)?;
    let mut items = document.items_in(block);
    items.find_map(|(_, item)| match &item.kind {
        ItemKind::Anchor { name } if heading.text.covers(item.span.shift(block.start)) => {
            Some(name.to_string())
        }
        _ => None,
    })
}
