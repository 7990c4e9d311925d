//! Renaming a heading, with the links to it in the same brief.

use crate::index::{
    Anchored, Anchors, Dialect, Document, Heading, github_slug, heading_name, pandoc_slug,
};
use crate::syntax::{LocalLink, local_links};
use crate::text::{Edit, Span};

use super::{NotRenamed, Renamed};

/// A link to a place in the same brief.
struct Link {
    /// The name of the place, as written, in bytes of the document.
    fragment: Span,
    /// The heading that it leads to.
    heading: Span,
}

/// The heading that the cursor is on, or that the link under the cursor leads to.
pub(super) fn at(document: &Document, offset: usize) -> Option<Heading> {
    let mut headings = document.headings();
    if let Some(heading) = headings.find(|heading| heading.text.touches(offset)) {
        return Some(heading);
    }
    let block = document.blocks().at_offset(offset)?;
    let text = document.text().slice(block.body());
    let touched = |link: &LocalLink| link.destination.shift(block.body().start).touches(offset);
    if !local_links(&text).iter().any(touched) {
        return None;
    }
    let link = links(document)
        .into_iter()
        .find(|link| link.fragment.touches(offset))?;
    document
        .headings()
        .find(|heading| heading.text == link.heading)
}

/// The heading where `offset` is; from a link, the name in the link.
pub(super) fn renamed(document: &Document, heading: &Heading, offset: usize) -> Renamed {
    let name = title(document, heading);
    let here = match name.touches(offset) || heading.text.touches(offset) {
        true => None,
        false => links(document)
            .into_iter()
            .find(|link| link.fragment.touches(offset)),
    };
    Renamed {
        span: here.map_or(name, |link| link.fragment),
        name: document.text().slice(name).into_owned(),
    }
}

/// `name` as the heading, and the links to it in the way of the document's reader.
pub(super) fn edits(
    document: &Document,
    heading: &Heading,
    name: &str,
) -> Result<Vec<Edit>, NotRenamed> {
    let links = links(document);
    let leads_here = |link: &&Link| link.heading == heading.text;
    let slug = match document.footnotes().dialect {
        Dialect::Gfm => github_slug(&heading_name(name)),
        Dialect::Pandoc => pandoc_slug(&heading_name(name)),
    };
    let here: Vec<&Link> = links.iter().filter(leads_here).collect();
    let twin = Anchors::of(document).find(&slug);
    let is_taken = matches!(twin, Anchored::At(place) if place != heading.text);
    if !here.is_empty() && (slug.is_empty() || is_taken) {
        return Err(NotRenamed::new(format!(
            "Links lead to this heading, and could not tell {name} from another place."
        )));
    }
    let mut edits: Vec<Edit> = here
        .iter()
        .map(|link| Edit::new(link.fragment, slug.as_str()))
        .collect();
    edits.push(Edit::new(title(document, heading), name));
    Ok(edits)
}

/// What a heading says, without attributes and markers at its end.
fn title(document: &Document, heading: &Heading) -> Span {
    let text = document.text().slice(heading.text);
    let mut end = heading.text.start + without_attributes(&text).len();
    let markers = document.blocks().at_offset(heading.text.start);
    let markers: Vec<_> = markers
        .into_iter()
        .flat_map(|block| document.markers_in(block))
        .collect();
    for marker in markers.iter().rev() {
        let between = Span::new(marker.span.end, end);
        if marker.span.start > heading.text.start
            && document.text().slice(between).trim().is_empty()
        {
            end = end.min(marker.span.start);
        }
    }
    let kept = document
        .text()
        .slice(Span::new(heading.text.start, end))
        .trim_end()
        .len();
    Span::new(heading.text.start, heading.text.start + kept)
}

/// `text` without `{#name .class}` at its end (Pandoc manual, "Extension: header_attributes").
fn without_attributes(text: &str) -> &str {
    let open = text
        .trim_end()
        .strip_suffix('}')
        .and_then(|_| text.rfind('{'));
    match open {
        Some(open)
            if text[open + 1..]
                .trim_start()
                .starts_with(['#', '.', '-', ':']) =>
        {
            &text[..open]
        }
        _ => text,
    }
}

/// The links of `document` that lead to a heading of its own, by place.
fn links(document: &Document) -> Vec<Link> {
    let anchors = Anchors::of(document);
    let mut found = Vec::new();
    for at in document.blocks().iter().filter(|at| !at.block.is_opaque()) {
        let body = at.body();
        let text = document.text().slice(body);
        for link in local_links(&text)
            .into_iter()
            .filter(|link| link.path.is_empty())
        {
            let Some(Anchored::At(heading)) = link.fragment.as_deref().map(|it| anchors.find(it))
            else {
                continue;
            };
            let written = &text[link.destination.range()];
            let Some(hash) = written.find('#') else {
                continue;
            };
            let fragment = Span::new(link.destination.start + hash + 1, link.destination.end);
            found.push(Link {
                fragment: fragment.shift(body.start),
                heading,
            });
        }
    }
    found
}
