//! The formats of files that are no text, told by their names.

use std::fmt;
use std::path::Path;

use super::Manuscript;

/// What a file is by its extension, where that is no kind of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A Word file.
    Docx,
    /// A PDF.
    Pdf,
    /// A format that is not read, and what to do with it.
    Other(&'static str),
}

/// Formats that are not read: the extension, and the way to one that is.
const OTHERS: &[(&str, &str)] = &[
    ("doc", SAVE_AS_DOCX),
    ("odt", SAVE_AS_DOCX),
    ("rtf", SAVE_AS_DOCX),
    ("html", PRINT),
    ("htm", PRINT),
];

const SAVE_AS_DOCX: &str = "save it as .docx in Word or LibreOffice";
const PRINT: &str = "print it to a PDF in the browser, or convert it to Markdown with Pandoc";

impl Format {
    /// The format of the file at `path`; none where it may be text.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "docx" => return Some(Self::Docx),
            "pdf" => return Some(Self::Pdf),
            _ => {}
        }
        let other = OTHERS.iter().find(|(other, _)| *other == extension);
        other.map(|&(_, way)| Self::Other(way))
    }

    /// What the file says.
    ///
    /// # Errors
    ///
    /// Where it is damaged, is not to be read, or its format is not.
    pub fn read(self, file: &[u8]) -> Result<Manuscript, ImportError> {
        match self {
            Self::Docx => super::docx::read(file).map_err(|error| ImportError(error.to_string())),
            #[cfg(feature = "pdf")]
            Self::Pdf => super::pdf::read(file).map_err(|error| ImportError(error.to_string())),
            #[cfg(not(feature = "pdf"))]
            Self::Pdf => {
                let _ = file;
                Err(ImportError(
                    "is a PDF, but this brief-ls was built without PDF support".to_owned(),
                ))
            }
            Self::Other(way) => Err(ImportError(format!(
                "is in an unsupported format: {way} first"
            ))),
        }
    }
}

/// Why a file gave no manuscript, in words that follow its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportError(String);

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ImportError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_tells_the_format_in_any_case() {
        let format = |name| Format::of(Path::new(name));
        assert_eq!(format("a.docx"), Some(Format::Docx));
        assert_eq!(format("a.pdf"), Some(Format::Pdf));
        assert_eq!(format("b/A.PDF"), Some(Format::Pdf));
        for name in ["a.md", "a.txt", "README", ".pdf", "pdf"] {
            assert_eq!(format(name), None, "{name}");
        }
        let error = format("a.odt").and_then(|format| format.read(b"").err());
        let error = error.map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains("save it as .docx"), "{error}");
    }
}
