//! Renaming a heading, with the links to it.

use std::path::Path;
use std::sync::Arc;

use crate::ide::local_link::{LinkPlace, link_target};
use crate::index::{Anchored, Anchors, Document, Heading, LinkDestination, heading_name, leads_to};
use crate::syntax::{LocalLink, local_links};
use crate::text::{Edit, LineRange, Span};

use super::{NotRenamed, Renamed};

/// A link to a heading.
struct HeadingLink {
    /// The name of the place, as written, in bytes of the document.
    fragment: Span,
    /// The heading that it leads to.
    heading: Span,
}

/// The heading that the cursor is on, or that the link under the cursor leads to.
pub(super) fn at(document: &Document, offset: usize) -> Option<Heading> {
    let mut headings = document.headings();
    // Its marks are a part of it: `##`.
    let touched = |heading: &Heading| {
        heading.span.start.min(heading.text.start) <= offset && offset <= heading.text.end
    };
    if let Some(heading) = headings.find(touched) {
        return Some(heading);
    }
    let block = document.blocks().at_offset(offset)?;
    let text = document.text().slice(block.body());
    let touched = |link: &LocalLink| link.destination.shift(block.body().start).touches(offset);
    if !local_links(&text).iter().any(touched) {
        return None;
    }
    let link = own_links(document)
        .into_iter()
        .find(|link| link.fragment.touches(offset))?;
    document
        .headings()
        .find(|heading| heading.text == link.heading)
}

/// The file and the heading in it that a link whose fragment is under the cursor leads to.
pub(super) fn linked(document: &Document, offset: usize) -> Option<(Arc<Path>, LineRange)> {
    fragment_at(document, offset)?;
    match link_target(document, offset)?.place {
        LinkPlace::File(path, Some(place)) => Some((path, place)),
        LinkPlace::File(_, None) | LinkPlace::Here(_) => None,
    }
}

/// The heading at `place` of another file, as a link under the cursor names it.
pub(super) fn renamed_from_afar(
    document: &Document,
    place: LineRange,
    offset: usize,
) -> Option<Renamed> {
    let (span, link) = fragment_at(document, offset)?;
    let LinkDestination::Brief(_, summary) = document.context().paths.get(&link.path)? else {
        return None;
    };
    let heading = summary.headings.iter().find(|it| it.place == place)?;
    Some(Renamed {
        span,
        name: heading.name.to_string(),
    })
}

/// What the fragment of a link at `offset` says.
pub(super) fn fragment_name(document: &Document, offset: usize) -> Option<String> {
    fragment_at(document, offset)?.1.fragment
}

/// The fragment of a link at `offset`, in bytes of the document, and the link.
fn fragment_at(document: &Document, offset: usize) -> Option<(Span, LocalLink)> {
    let body = document.blocks().at_offset(offset)?.body();
    let text = document.text().slice(body);
    let fragment = |link: LocalLink| Some((fragment(&text, &link)?.shift(body.start), link));
    let mut found = local_links(&text).into_iter().filter_map(fragment);
    found.find(|(span, _)| span.touches(offset))
}

/// The fragment of `link`, in bytes of `text`, which it stands in.
fn fragment(text: &str, link: &LocalLink) -> Option<Span> {
    let hash = text.get(link.destination.range())?.find('#')?;
    let start = link.destination.start + hash + "#".len();
    Some(Span::new(start, link.destination.end))
}

/// The heading where `offset` is; from a link, the name in the link.
pub(super) fn renamed(document: &Document, heading: &Heading, offset: usize) -> Renamed {
    let name = title(document, heading);
    let here = match heading.span.touches(offset) || heading.text.touches(offset) {
        true => None,
        false => own_links(document)
            .into_iter()
            .find(|link| link.fragment.touches(offset)),
    };
    Renamed {
        span: here.map_or(name, |link| link.fragment),
        name: document.text().slice(name).into_owned(),
    }
}

/// A heading that is called otherwise, in the brief that it stands in.
pub(super) struct NewName<'a> {
    document: &'a Document,
    heading: &'a Heading,
    name: &'a str,
    anchors: Anchors<Span>,
    /// The places of links after it.
    anchors_after: Anchors<Span>,
    /// Each heading, before and after it.
    places: Vec<(Heading, Heading)>,
}

impl<'a> NewName<'a> {
    /// `name` for `heading` of `document`.
    pub fn of(document: &'a Document, heading: &'a Heading, name: &'a str) -> NewName<'a> {
        let name = without_marks(heading, name);
        let after = document.edit(&Edit::new(title(document, heading), name));
        NewName {
            document,
            heading,
            name,
            anchors: Anchors::of(document),
            anchors_after: Anchors::of(&after),
            places: document.headings().zip(after.headings()).collect(),
        }
    }

    /// The heading itself, and the links in its brief, in the way of the brief's renderer.
    ///
    /// # Errors
    /// [`NotRenamed`] where links could not tell it from another place.
    pub fn edits(&self) -> Result<Vec<Edit>, NotRenamed> {
        let mut edits = self.links_of(self.document, own_links(self.document))?;
        edits.push(Edit::new(title(self.document, self.heading), self.name));
        Ok(edits)
    }

    /// The links in `document`, the brief at `from`, to headings of this brief, which is the one at `path`.
    ///
    /// # Errors
    /// As [`NewName::edits`].
    pub fn edits_of_links(
        &self,
        from: &Path,
        document: &Document,
        path: &Path,
    ) -> Result<Vec<Edit>, NotRenamed> {
        let known = &document.context().paths;
        let leads = |link: &LocalLink| match known.get(&link.path) {
            _ if link.path.is_empty() => false,
            Some(LinkDestination::Brief(to, _) | LinkDestination::There(to)) => **to == *path,
            _ => leads_to(from, &link.path, path),
        };
        self.links_of(document, links(document, &self.anchors, leads))
    }

    /// What changes in `links`, which stand in `document`: those to the heading, and those to another that would
    /// lead elsewhere, since a heading of one name with it is numbered.
    fn links_of(
        &self,
        document: &Document,
        links: Vec<HeadingLink>,
    ) -> Result<Vec<Edit>, NotRenamed> {
        let slug = slug(document, self.name);
        let twin = self.anchors.find(&slug);
        let is_taken = matches!(twin, Anchored::At(place) if place != self.heading.text);
        let mut edits = Vec::new();
        for link in links {
            if link.heading == self.heading.text {
                if slug.is_empty() {
                    return Err(NotRenamed::new(format!(
                        "Links point to this heading, so its text needs a letter or digit: {} has none.",
                        self.name
                    )));
                }
                if is_taken {
                    return Err(NotRenamed::new(format!(
                        "Links point to this heading, and {} would be ambiguous.",
                        self.name
                    )));
                }
                edits.push(Edit::new(link.fragment, slug.as_str()));
            } else if let Some(edit) = self.kept(document, &link)? {
                edits.push(edit);
            }
        }
        Ok(edits)
    }

    /// What keeps `link`, which stands in `document`, at the other heading that it leads to.
    fn kept(&self, document: &Document, link: &HeadingLink) -> Result<Option<Edit>, NotRenamed> {
        let index = self.places.partition_point(|it| it.0.text < link.heading);
        let place = self
            .places
            .get(index)
            .filter(|it| it.0.text == link.heading);
        let Some((heading, after)) = place else {
            return Ok(None);
        };
        let leads = |name: &str| self.anchors_after.find(name) == Anchored::At(after.text);
        if leads(&document.text().slice(link.fragment)) {
            return Ok(None);
        }
        let name = self.document.text().slice(title(self.document, heading));
        let first = slug(document, &name);
        let numbered = (1..=self.places.len()).map(|number| format!("{first}-{number}"));
        let mut names = std::iter::once(first.clone()).chain(numbered);
        match names.find(|name| leads(name)) {
            Some(name) => Ok(Some(Edit::new(link.fragment, name))),
            None => Err(NotRenamed::new(format!(
                "A link to {name} would point to a different place."
            ))),
        }
    }
}

/// The name of the place of a heading called `name` in links that stand in `document`.
fn slug(document: &Document, name: &str) -> String {
    document.footnotes().dialect.slug(&heading_name(name))
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

/// `name` without the `##` of a heading before it, which the heading has already.
fn without_marks<'a>(heading: &Heading, name: &'a str) -> &'a str {
    let bare = name.trim_start_matches('#');
    match heading.is_real && bare.len() < name.len() && bare.starts_with([' ', '\t']) {
        true => bare.trim_start(),
        false => name,
    }
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
fn own_links(document: &Document) -> Vec<HeadingLink> {
    let leads = |link: &LocalLink| link.path.is_empty();
    links(document, &Anchors::of(document), leads)
}

/// The links of `document` of which `leads` is true, and which lead to one of `anchors`, by place.
fn links(
    document: &Document,
    anchors: &Anchors<Span>,
    leads: impl Fn(&LocalLink) -> bool,
) -> Vec<HeadingLink> {
    let mut found = Vec::new();
    for at in document.blocks().iter().filter(|at| !at.block.is_opaque()) {
        let body = at.body();
        let text = document.text().slice(body);
        for link in local_links(&text).into_iter().filter(&leads) {
            let target = link.fragment.as_deref().map(|it| anchors.find(it));
            if let (Some(Anchored::At(heading)), Some(span)) = (target, fragment(&text, &link)) {
                let fragment = span.shift(body.start);
                found.push(HeadingLink { fragment, heading });
            }
        }
    }
    found
}
