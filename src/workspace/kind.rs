use std::path::Path;

use crate::syntax::DocumentKind;

/// What kind of brief a file is, by its extension in any case; none if it is none.
pub fn kind(path: &Path) -> Option<DocumentKind> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "md" | "markdown" | "brief" => Some(DocumentKind::Markdown),
        "qmd" | "rmd" => Some(DocumentKind::Pandoc),
        "txt" | "text" => Some(DocumentKind::Plain),
        _ => None,
    }
}

/// Whether a name says no more than "some text": such a file counts as a brief on its own account only if
/// it has a note (`requirements.txt` is none).
pub fn is_text(path: &Path) -> bool {
    kind(path) == Some(DocumentKind::Plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_tells_the_kind_in_any_case() {
        let kinds = ["a.md", "b/A.MARKDOWN", "c.Brief", "d.qmd", "e.Rmd", "f.TXT"];
        let kinds = kinds.map(|path| kind(Path::new(path)));
        let expected = [
            DocumentKind::Markdown,
            DocumentKind::Markdown,
            DocumentKind::Markdown,
            DocumentKind::Pandoc,
            DocumentKind::Pandoc,
            DocumentKind::Plain,
        ];
        assert_eq!(kinds, expected.map(Some));
        assert_eq!(kind(Path::new("README")), None);
        assert_eq!(kind(Path::new(".md")), None);
        assert_eq!(kind(Path::new("data.csv")), None);
    }
}
