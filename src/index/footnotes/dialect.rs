use crate::config::DialectChoice;
use crate::index::workspace::slug::{github_slug, mkdocs_slug, obsidian_slug, pandoc_slug};
use crate::syntax::DocumentKind;

/// Which renderer of Markdown footnotes a document follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Dialect {
    /// GitHub, by cmark-gfm.
    #[default]
    Gfm,
    /// Pandoc's Markdown.
    Pandoc,
    /// Python-Markdown, for MkDocs.
    Mkdocs,
    /// Obsidian.
    Obsidian,
}

impl Dialect {
    /// The name that its users know it by.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Gfm => "GitHub",
            Dialect::Pandoc => "Pandoc",
            Dialect::Mkdocs => "MkDocs",
            Dialect::Obsidian => "Obsidian",
        }
    }

    /// Whether `^[text]` is a note.
    pub fn has_inline_notes(self) -> bool {
        matches!(self, Dialect::Pandoc | Dialect::Obsidian)
    }

    /// Whether a label that is defined twice is that of the last note; for others it is that of the first.
    pub fn takes_last_note(self) -> bool {
        matches!(self, Dialect::Pandoc | Dialect::Mkdocs)
    }

    /// Whether labels are the same in any case.
    pub(super) fn folds_labels(self) -> bool {
        matches!(self, Dialect::Gfm | Dialect::Obsidian)
    }

    /// The name under which a link leads to the heading called `name`.
    pub fn slug(self, name: &str) -> String {
        match self {
            Dialect::Gfm => github_slug(name),
            Dialect::Pandoc => pandoc_slug(name),
            Dialect::Mkdocs => mkdocs_slug(name),
            Dialect::Obsidian => obsidian_slug(name),
        }
    }

    /// The one of a document of this kind for which `choice` is set; `is_pandoc`: whether its text has what only
    /// Pandoc reads.
    pub(super) fn of(kind: DocumentKind, choice: DialectChoice, is_pandoc: bool) -> Dialect {
        match choice {
            DialectChoice::Gfm => Dialect::Gfm,
            DialectChoice::Pandoc => Dialect::Pandoc,
            // MkDocs and Obsidian do not render these files.
            _ if kind == DocumentKind::Pandoc => Dialect::Pandoc,
            DialectChoice::Mkdocs => Dialect::Mkdocs,
            DialectChoice::Obsidian => Dialect::Obsidian,
            DialectChoice::Auto if is_pandoc => Dialect::Pandoc,
            DialectChoice::Auto => Dialect::Gfm,
        }
    }
}

/// The kind as which a text of this kind is split into blocks where it is set for a renderer.
pub(in crate::index) fn splitting(kind: DocumentKind, choice: DialectChoice) -> DocumentKind {
    match (kind, choice) {
        (DocumentKind::Plain, _) | (_, DialectChoice::Auto) => kind,
        (_, DialectChoice::Gfm) => DocumentKind::Markdown,
        (_, DialectChoice::Pandoc) | (DocumentKind::Pandoc, _) => DocumentKind::Pandoc,
        (_, DialectChoice::Mkdocs) => DocumentKind::Mkdocs,
        (_, DialectChoice::Obsidian) => DocumentKind::Obsidian,
    }
}
