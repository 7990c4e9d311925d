//! Fields: text that Word computes (ISO/IEC 29500-1, 17.16). What they show is text; what they are computed from
//! is not.

/// A field that is open where the text is read.
#[derive(Clone, Debug, Default)]
pub(super) struct WordField {
    /// What is computed, as far as it is read.
    pub instruction: String,
    /// Whether what it shows has begun.
    pub shows: bool,
    /// Whether its marker is read: what else it shows is the number of that.
    pub is_marker: bool,
}

/// Fields that show what the document has elsewhere.
const LISTINGS: &[&str] = &["TOC", "INDEX", "TOA", "RD"];

impl WordField {
    fn words(&self) -> Vec<String> {
        words(&self.instruction)
    }

    /// Whether the text within is shown in a brief: not what is computed, nor a table of contents.
    pub fn is_shown(&self) -> bool {
        let first = self
            .instruction
            .split_whitespace()
            .next()
            .unwrap_or_default();
        self.shows && !LISTINGS.contains(&first.to_uppercase().as_str())
    }

    /// The bookmark of the note whose number the field shows as a marker: a second marker of the note (`NOTEREF` with
    /// the switch `\f`).
    pub fn note_bookmark(&self) -> Option<String> {
        let words = self.words();
        let is_marker = words.iter().any(|word| word == "\\f");
        match words.as_slice() {
            [name, bookmark, ..] if is_marker && name.eq_ignore_ascii_case("NOTEREF") => {
                Some(bookmark.clone())
            }
            _ => None,
        }
    }

    /// The address that the field links to, outside of the document.
    pub fn link(&self) -> Option<String> {
        let words = self.words();
        let (name, rest) = words.split_first()?;
        if !name.eq_ignore_ascii_case("HYPERLINK") {
            return None;
        }
        let mut rest = rest.iter();
        let mut address = None;
        let mut anchor = None;
        while let Some(word) = rest.next() {
            match word.as_str() {
                "\\l" => anchor = rest.next(),
                "\\o" | "\\t" => {
                    rest.next();
                }
                word if word.starts_with('\\') => {}
                word => address = address.or(Some(word.to_owned())),
            }
        }
        let address = address?;
        Some(match anchor {
            Some(anchor) => format!("{address}#{anchor}"),
            None => address,
        })
    }
}

/// The words of an instruction; those in quotes are one.
fn words(instruction: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = instruction.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, after) = match first {
            '"' => rest[1..].split_once('"').unwrap_or((&rest[1..], "")),
            _ => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(instruction: &str) -> WordField {
        WordField {
            instruction: instruction.to_owned(),
            shows: true,
            is_marker: false,
        }
    }

    #[test]
    fn a_link_has_its_address() {
        let cases = [
            (
                " HYPERLINK \"https://a.org/b c\" ",
                Some("https://a.org/b c"),
            ),
            (
                "HYPERLINK https://a.org \\l \"part 2\" \\o \"tip\"",
                Some("https://a.org#part 2"),
            ),
            ("HYPERLINK \\l \"_Toc1\"", None),
            ("PAGE", None),
        ];
        for (instruction, expected) in cases {
            assert_eq!(field(instruction).link().as_deref(), expected);
        }
    }

    #[test]
    fn a_second_marker_names_the_bookmark_of_the_first() {
        let of = |instruction| field(instruction).note_bookmark();
        assert_eq!(of(" NOTEREF _Ref1 \\f \\h ").as_deref(), Some("_Ref1"));
        assert_eq!(of(" NOTEREF _Ref1 \\h "), None);
    }

    #[test]
    fn contents_are_not_shown() {
        assert!(!field(" TOC \\o \"1-3\"").is_shown());
        assert!(field(" ADDIN ZOTERO_ITEM {}").is_shown());
        assert!(!WordField::default().is_shown());
    }
}
