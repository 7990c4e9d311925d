//! The parts of a Word file: a zip archive with a part for each subject, which name each other by relationships
//! (Open Packaging Conventions, ISO/IEC 29500-2).

use std::io::{Cursor, Read};

use rustc_hash::FxHashMap;
use zip::ZipArchive;

use super::DocxError;
use super::xml;

/// The most files that the archive may have.
const MOST_FILES: usize = 10_000;
/// The longest part that is read, in bytes unpacked: ten times what the text of a long book has.
const LONGEST_PART: u64 = 64_000_000;
/// What all parts that are read may have together, in bytes unpacked.
const LONGEST_PACKAGE: u64 = 128_000_000;
/// How many times longer than packed a part may be, where it is longer than [`SMALL`]. XML of Word has 10 to 30.
const MOST_RATIO: u64 = 250;
/// Parts up to this length in bytes may have any ratio: repeated text packs well.
const SMALL: u64 = 1_000_000;

/// What a file of the old format, or an encrypted one, begins with: a compound file (MS-CFB).
const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// An archive, opened.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

/// What a part names by an id.
#[derive(Clone, Debug)]
pub(super) struct Relationship {
    /// The last word of its type: `hyperlink`, `footnotes`.
    pub kind: String,
    /// A path in the archive, or an address.
    pub target: String,
    pub is_external: bool,
}

/// What a part names, by id.
pub(super) type Relationships = FxHashMap<String, Relationship>;

impl<'a> Package<'a> {
    /// Opens an archive.
    pub fn open(bytes: &'a [u8]) -> Result<Self, DocxError> {
        if bytes.starts_with(&COMPOUND_FILE) {
            return Err(DocxError::CompoundFile);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocxError::NoArchive)?;
        match archive.len() > MOST_FILES {
            true => Err(DocxError::TooLarge),
            false => Ok(Self {
                archive,
                left: LONGEST_PACKAGE,
            }),
        }
    }

    /// The text of the part at `path`; none where there is no such part.
    pub fn part(&mut self, path: &str) -> Result<Option<String>, DocxError> {
        let Ok(file) = self.archive.by_name(path) else {
            return Ok(None);
        };
        let packed = file.compressed_size().max(1);
        let longest = LONGEST_PART.min(self.left);
        let mut bytes = Vec::new();
        // The length that the archive states may be a lie: what is read is counted.
        let read = file.take(longest + 1).read_to_end(&mut bytes);
        let length = read.map_err(|error| DocxError::Broken(error.to_string()))? as u64;
        let is_bomb = length > SMALL && length / packed > MOST_RATIO;
        if length > longest || is_bomb {
            return Err(DocxError::TooLarge);
        }
        self.left -= length;
        decoded(bytes).map(Some)
    }

    /// What the part at `path` names; of the archive itself for an empty path.
    pub fn relationships(&mut self, path: &str) -> Result<Relationships, DocxError> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let rels = joined(folder, &format!("_rels/{name}.rels"));
        let Some(text) = self.part(&rels)? else {
            return Ok(Relationships::default());
        };
        let document = xml::parse(&text)?;
        let mut result = Relationships::default();
        for node in xml::children(document.root_element()) {
            let attribute = |name| xml::attribute(node, name);
            let (Some(id), Some(kind), Some(target)) =
                (attribute("Id"), attribute("Type"), attribute("Target"))
            else {
                continue;
            };
            let is_external = attribute("TargetMode") == Some("External");
            let kind = kind.rsplit('/').next().unwrap_or(kind).to_owned();
            let target = match is_external {
                true => target.to_owned(),
                false => joined(folder, target),
            };
            let relationship = Relationship {
                kind,
                target,
                is_external,
            };
            result.insert(id.to_owned(), relationship);
        }
        Ok(result)
    }
}

/// The path of the first part of a kind.
pub(super) fn of_kind<'a>(relationships: &'a Relationships, kind: &str) -> Option<&'a str> {
    let mut all = relationships.values();
    let found = all.find(|relationship| relationship.kind == kind && !relationship.is_external)?;
    Some(&found.target)
}

/// `target` as it is named from `folder`.
fn joined(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut names: Vec<&str> = Vec::new();
    for name in from.split('/').chain(target.split('/')) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}

/// The text of a part, in UTF-8 or UTF-16 as XML has it.
fn decoded(bytes: Vec<u8>) -> Result<String, DocxError> {
    let units = |of: fn([u8; 2]) -> u16| {
        let pairs = bytes.chunks_exact(2).skip(1);
        pairs
            .map(|pair| of([pair[0], pair[1]]))
            .collect::<Vec<u16>>()
    };
    let text = match bytes.as_slice() {
        [0xFF, 0xFE, ..] => String::from_utf16(&units(u16::from_le_bytes)).ok(),
        [0xFE, 0xFF, ..] => String::from_utf16(&units(u16::from_be_bytes)).ok(),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(bytes).ok(),
    };
    text.ok_or_else(|| DocxError::Broken("a part is not in UTF-8".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined() {
        let cases = [
            ("word", "footnotes.xml", "word/footnotes.xml"),
            ("word", "/word/document.xml", "word/document.xml"),
            ("word", "../docProps/core.xml", "docProps/core.xml"),
            ("", "_rels/.rels", "_rels/.rels"),
        ];
        for (folder, target, expected) in cases {
            assert_eq!(joined(folder, target), expected);
        }
    }

    #[test]
    fn a_part_may_be_in_utf_16() {
        let text: Vec<u8> = "\u{FEFF}<é/>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decoded(text).unwrap(), "<é/>");
        assert!(decoded(vec![b'<', 0xE9]).is_err());
    }
}
