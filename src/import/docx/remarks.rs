//! What a Word file has and a brief cannot have.

/// How often each was left out.
#[derive(Clone, Debug, Default)]
pub(super) struct Remarks {
    /// Deleted pieces of text that the file still has.
    pub deletions: usize,
    pub pictures: usize,
    pub formulas: usize,
    /// Characters that only their font knows.
    pub symbols: usize,
    /// Markers whose note the file does not have.
    pub lost_notes: usize,
    /// Documents of other formats within the file.
    pub embedded: usize,
    /// Whether there was a table of contents.
    pub has_contents: bool,
}

impl Remarks {
    /// A phrase for each.
    pub fn phrases(&self) -> Vec<String> {
        let all = [
            (self.pictures, "picture", "pictures"),
            (
                self.deletions,
                "deletion (tracked changes are read as accepted)",
                "deletions (tracked changes are read as accepted)",
            ),
            (
                self.formulas,
                "formula (its letters are kept)",
                "formulas (their letters are kept)",
            ),
            (self.symbols, "symbol of a font", "symbols of a font"),
            (
                self.lost_notes,
                "footnote marker without its note",
                "footnote markers without their notes",
            ),
            (
                self.embedded,
                "document of another format in the file",
                "documents of other formats in the file",
            ),
        ];
        let mut phrases = Vec::new();
        if self.has_contents {
            phrases.push("the table of contents".to_owned());
        }
        for (count, one, several) in all {
            match count {
                0 => {}
                1 => phrases.push(format!("1 {one}")),
                count => phrases.push(format!("{count} {several}")),
            }
        }
        phrases
    }
}
