use std::path::Path;

use crate::syntax::DocumentKind;
use crate::workspace;

/// What kind of brief a document is. Its language decides, as the editor shows it; a name that only
/// Pandoc's Markdown has is stronger, since many editors call every `.qmd` plain Markdown.
pub fn kind(language_id: &str, path: Option<&Path>) -> DocumentKind {
    let by_name = path.and_then(workspace::kind);
    match (language_id.to_ascii_lowercase().as_str(), by_name) {
        (_, Some(DocumentKind::Pandoc)) => DocumentKind::Pandoc,
        ("markdown" | "gfm" | "mdx", _) => DocumentKind::Markdown,
        ("quarto" | "rmd" | "rmarkdown" | "pandoc", _) => DocumentKind::Pandoc,
        ("plaintext" | "text" | "txt", _) => DocumentKind::Plain,
        (_, Some(kind)) => kind,
        (_, None) => DocumentKind::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_decides_and_the_name_helps() {
        assert_eq!(kind("markdown", None), DocumentKind::Markdown);
        assert_eq!(kind("plaintext", None), DocumentKind::Plain);
        assert_eq!(kind("quarto", None), DocumentKind::Pandoc);
        assert_eq!(
            kind("markdown", Some(Path::new("a.txt"))),
            DocumentKind::Markdown
        );
        assert_eq!(
            kind("plaintext", Some(Path::new("a.md"))),
            DocumentKind::Plain
        );
        assert_eq!(kind("", None), DocumentKind::Markdown);
    }

    #[test]
    fn a_name_of_pandoc_is_stronger_than_markdown() {
        assert_eq!(
            kind("markdown", Some(Path::new("a.qmd"))),
            DocumentKind::Pandoc
        );
        assert_eq!(
            kind("markdown", Some(Path::new("a.Rmd"))),
            DocumentKind::Pandoc
        );
    }
}
