//! A source, as a bibliography describes it.

use hayagriva::citationberg::json;

use super::fold::fold;
use crate::citation::{Name, and_others};
use crate::text::Span;

/// A source, as a bibliography describes it. Its texts are plain: without markup of LaTeX or HTML.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// What it is cited by, without `@`.
    pub key: String,
    /// The key, in bytes of the file.
    pub key_span: Span,
    /// All of the entry, in bytes of the file.
    pub span: Span,
    /// Other keys that it can be cited by (BibLaTeX manual, field `ids`).
    pub other_names: Vec<String>,
    /// Its authors; where it has none, its editors.
    pub authors: Vec<Name>,
    /// The year in which it appeared; below 1 before our era.
    pub year: Option<i32>,
    /// Its title, with its subtitle.
    pub title: Option<String>,
    /// What it stands in: a journal, a book, a site.
    pub container: Option<String>,
    /// Its DOI, without a resolver before it.
    pub doi: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// What kind of source it is, in the word of its format: `article`, `report`, `article-journal`.
    pub kind: String,
    /// What a search looks in.
    pub(super) searched: Searched,
    /// What a style formats.
    pub(super) work: LibraryEntry,
}

/// An entry as its library reads it.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum LibraryEntry {
    BibTex(Box<biblatex::Entry>),
    CslJson(Box<json::Item>),
    Hayagriva(Box<hayagriva::Entry>),
}

/// The texts in which a search looks, folded.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Searched {
    pub key: String,
    pub words: String,
}

impl Entry {
    /// The names by which one speaks of it: `Lukin`, `Lukin and Yakunin`, `Lukin et al.`; empty where it has
    /// no author.
    pub fn short_authors(&self) -> String {
        let families: Vec<&str> = self.authors.iter().map(Name::family).collect();
        and_others(&families)
    }

    /// The entry in a line, for lists: `Lukin and Yakunin 2018, Eurasian Integration`; its key where it has
    /// neither authors nor year nor title.
    pub fn summary(&self) -> String {
        let year = self.year.map(|year| year.to_string()).unwrap_or_default();
        let who = [self.short_authors(), year];
        let who = who.iter().filter(|part| !part.is_empty());
        let who = who.map(String::as_str).collect::<Vec<_>>().join(" ");
        let parts = [who.as_str(), self.title.as_deref().unwrap_or_default()];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        let parts = parts.collect::<Vec<_>>().join(", ");
        match parts.is_empty() {
            true => self.key.clone(),
            false => parts,
        }
    }

    /// The entry with what a search looks in, made from its other fields.
    pub(super) fn searchable(mut self) -> Self {
        let mut words = String::new();
        let mut add = |text: &str| {
            words.push(' ');
            words.push_str(text);
        };
        self.authors.iter().for_each(|name| add(&name.to_string()));
        self.year.iter().for_each(|year| add(&year.to_string()));
        self.title.iter().for_each(|title| add(title));
        self.container.iter().for_each(|container| add(container));
        self.other_names.iter().for_each(|name| add(name));
        self.searched = Searched {
            key: fold(&self.key),
            words: fold(&words),
        };
        self
    }
}
