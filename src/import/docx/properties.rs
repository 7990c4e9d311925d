//! What a Word file says of itself (`docProps/core.xml`).

use super::super::manuscript::{Content, Inline, ManuscriptBlock, Metadata};
use super::xml::{self, Node};

/// Names that programs put for an author.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "author",
    "default",
    "microsoft office user",
    "owner",
    "python-docx",
    "unknown",
    "user",
    "utilisateur",
    "benutzer",
    "usuario",
    "windows user",
];

/// What a title begins with that a program has put.
const NO_TITLES: &[&str] = &[
    "microsoft word",
    "document",
    "dokument",
    "documento",
    "untitled",
    "word document",
];

/// Fills in what the title block does not say.
pub(super) fn add(root: Node<'_>, blocks: &[ManuscriptBlock], metadata: &mut Metadata) {
    let property = |name| {
        let text = xml::child(root, name).and_then(|node| node.text())?;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    };
    if metadata.title.is_none() {
        let title = property("title").filter(|title| is_title(title));
        metadata.title = title.filter(|title| !begins_with(blocks, title));
    }
    if metadata.authors.is_empty()
        && let Some(creators) = property("creator")
    {
        let creators = creators.split(';').map(str::trim);
        let names = creators.filter(|name| !name.is_empty() && !is_nobody(name));
        metadata.authors = names.map(str::to_owned).collect();
    }
}

fn is_nobody(name: &str) -> bool {
    NOBODY.contains(&name.to_lowercase().as_str())
}

/// Whether `title` is one that an author gave, and no file name.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let is_file = [".doc", ".docx", ".odt", ".rtf"]
        .iter()
        .any(|end| lower.ends_with(end));
    let rest = NO_TITLES.iter().find_map(|start| lower.strip_prefix(start));
    let is_numbered = |rest: &str| !rest.contains(char::is_alphabetic) || rest.starts_with(" - ");
    !is_file && !rest.is_some_and(is_numbered)
}

/// Whether the text itself begins with `title`.
fn begins_with(blocks: &[ManuscriptBlock], title: &str) -> bool {
    let letters = |text: &str| {
        text.to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let title = letters(title);
    blocks.iter().take(5).any(|block| match &block.content {
        Content::Heading { text, .. } | Content::Paragraph(text) => {
            letters(&Inline::words(text)) == title
        }
        _ => false,
    })
}
