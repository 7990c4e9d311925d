//! Abbreviations: `@string{fa = "Foreign Affairs"}`.

use biblatex::{Field, Pair, RawChunk, RawEntry};
use rustc_hash::FxHashMap;

/// Where the text of an abbreviation is cut off, in bytes: abbreviations made of abbreviations can double with
/// each line.
const LONGEST: usize = 1 << 16;

/// What abbreviations stand for, by their names in lower case (BibTeX heeds no case in them).
#[derive(Default)]
pub(super) struct Strings(FxHashMap<String, String>);

impl Strings {
    /// Defines abbreviations. One may be made of those defined before it, as in BibTeX; what is not defined yet
    /// is left out of it.
    pub fn define(&mut self, pairs: &[Pair<'_>]) {
        for pair in pairs {
            let text = self.text(&pair.value.v);
            self.0.insert(pair.key.v.to_ascii_lowercase(), text);
        }
    }

    /// The entry with abbreviations replaced by what they stand for. One that is not defined stays: the months
    /// are known to the library, and any other is a fault of its field.
    pub fn insert_in<'s>(&'s self, mut entry: RawEntry<'s>) -> RawEntry<'s> {
        let chunks = entry.fields.iter_mut().flat_map(|field| &mut field.value.v);
        for chunk in chunks {
            if let RawChunk::Abbreviation(name) = chunk.v
                && let Some(text) = self.0.get(&name.to_ascii_lowercase())
            {
                chunk.v = RawChunk::Normal(text);
            }
        }
        entry
    }

    fn text(&self, field: &Field<'_>) -> String {
        let mut text = String::new();
        for chunk in field {
            let part = match chunk.v {
                RawChunk::Normal(part) => Some(part),
                RawChunk::Abbreviation(name) => {
                    self.0.get(&name.to_ascii_lowercase()).map(String::as_str)
                }
            };
            text.extend(part);
            if text.len() > LONGEST {
                text.truncate(text.floor_char_boundary(LONGEST));
                break;
            }
        }
        text
    }
}
