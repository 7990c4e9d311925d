//! What the rest of a workspace has to know of one brief: small, and without its text.

use std::sync::{Arc, OnceLock};

use crate::index::front_matter::FrontMatter;
use crate::text::LineRange;

use super::anchors::{Anchored, Anchors};

/// What other briefs may ask of one. Its places are ranges of lines, so that they can be shown without its text.
#[derive(Debug, Default)]
pub struct Summary {
    /// Its title, from the front matter or the title block.
    pub title: Option<Titled>,
    /// Its headings, by place.
    pub headings: Box<[Titled]>,
    /// The other names under which links may lead to a place in it, by place.
    pub names: Box<[(Arc<str>, LineRange)]>,
    /// Where it leads within the folder, by place.
    pub links: Box<[LinkedPlace]>,
    /// The keys that it cites, by place of the key; with those that are a person's name if nobody knows the key.
    pub citations: Box<[(Arc<str>, LineRange)]>,
    /// The keys that it defines for itself: `[@key]: …`.
    pub defines: Box<[Arc<str>]>,
    /// The labels of its Markdown footnotes, by place.
    pub labels: Box<[Arc<str>]>,
    /// The bibliographies and the citation style that its front matter names.
    pub front_matter: FrontMatter,
    pub(super) anchors: OnceLock<Anchors<LineRange>>,
}

/// A title or a heading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Titled {
    /// Its text, without signs.
    pub name: Box<str>,
    /// From 1; a title has level 0.
    pub level: u8,
    /// Where its text stands.
    pub place: LineRange,
}

/// A link to a place in the folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkedPlace {
    /// The file, as a path relative to the brief; empty for the brief itself.
    pub path: Box<str>,
    /// The name of the place in it.
    pub fragment: Option<Box<str>>,
    /// Where it says so.
    pub place: LineRange,
}

impl Summary {
    /// Whether what is wrong with the brief may depend on other files.
    pub fn depends_on_others(&self) -> bool {
        let front = &self.front_matter;
        !self.links.is_empty()
            || !self.citations.is_empty()
            || !front.bibliography.is_empty()
            || front.citation_style.is_some()
    }

    /// Where a link with that fragment leads in it.
    pub fn find(&self, fragment: &str) -> Anchored<LineRange> {
        let anchors = self.anchors.get_or_init(|| {
            let headings = self.headings.iter().map(|it| (&*it.name, it.place));
            Anchors::new(headings, self.names.iter().map(|it| (&*it.0, it.1)))
        });
        anchors.find(fragment)
    }
}
