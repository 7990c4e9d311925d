use std::path::Path;

use crate::syntax::Kind;
use crate::workspace;

/// What kind of brief a document is. Its language decides, as the editor shows it; a name that only
/// Pandoc's Markdown has is stronger, since many editors call every `.qmd` plain Markdown.
pub fn kind(language_id: &str, path: Option<&Path>) -> Kind {
    let by_name = path.and_then(workspace::kind);
    match (language_id.to_ascii_lowercase().as_str(), by_name) {
        (_, Some(Kind::Pandoc)) => Kind::Pandoc,
        ("markdown" | "gfm" | "mdx", _) => Kind::Markdown,
        ("quarto" | "rmd" | "rmarkdown" | "pandoc", _) => Kind::Pandoc,
        ("plaintext" | "text" | "txt", _) => Kind::Plain,
        (_, Some(kind)) => kind,
        (_, None) => Kind::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_decides_and_the_name_helps() {
        assert_eq!(kind("markdown", None), Kind::Markdown);
        assert_eq!(kind("plaintext", None), Kind::Plain);
        assert_eq!(kind("quarto", None), Kind::Pandoc);
        assert_eq!(kind("markdown", Some(Path::new("a.txt"))), Kind::Markdown);
        assert_eq!(kind("plaintext", Some(Path::new("a.md"))), Kind::Plain);
        assert_eq!(kind("", None), Kind::Markdown);
    }

    #[test]
    fn a_name_of_pandoc_is_stronger_than_markdown() {
        assert_eq!(kind("markdown", Some(Path::new("a.qmd"))), Kind::Pandoc);
        assert_eq!(kind("markdown", Some(Path::new("a.Rmd"))), Kind::Pandoc);
    }
}
