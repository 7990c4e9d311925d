use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::citation::{Identity, Source};

use super::ExportedCitation;

/// Each source of `cited` once, with all places where it is cited. Sources are the same that share an identity; of what
/// several citations state, the fullest is kept.
pub fn unique(cited: Vec<ExportedCitation>) -> Vec<ExportedCitation> {
    let mut listed: Vec<ExportedCitation> = Vec::new();
    let mut known: FxHashMap<Identity, usize> = FxHashMap::default();
    for one in cited {
        let identities = one.source.identities();
        let index = identities
            .iter()
            .find_map(|identity| known.get(identity).copied());
        let index = index.unwrap_or(listed.len());
        for identity in identities {
            if let Entry::Vacant(entry) = known.entry(identity) {
                entry.insert(index);
            }
        }
        match listed.get_mut(index) {
            Some(first) => {
                first.also.extend(one.places());
                if stated(&one.source) > stated(&first.source) {
                    first.source = one.source;
                }
            }
            None => listed.push(one),
        }
    }
    listed
}

/// How many fields of a source are stated.
fn stated(source: &Source) -> usize {
    super::csl_fields(source).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::read;

    fn cited(notes: &[&str]) -> Vec<ExportedCitation> {
        let notes = notes.iter().zip(1..);
        let citations = notes.flat_map(|(text, note)| {
            let sources: Vec<Source> = read(text).citations().map(|one| one.source()).collect();
            sources.into_iter().map(move |source| (source, note))
        });
        let cite = |(source, note)| ExportedCitation {
            source,
            note,
            line: 1,
            path: None,
            also: Vec::new(),
        };
        citations.map(cite).collect()
    }

    #[test]
    fn a_source_is_listed_once_with_its_places() {
        let listed = unique(cited(&[
            "[Tides of the North](https://a.example/tides)",
            "Bo Cole, *Silt and Sand in Harbours* (London: Penguin, 2002).",
            "Ana Bell, \"Tides of the North,\" *Harbour Review* 3 (2001), https://a.example/tides.",
        ]));
        assert_eq!(listed.len(), 2);
        let notes: Vec<u32> = listed[0].places().map(|place| place.note).collect();
        assert_eq!(notes, [1, 3]);
        assert_eq!(
            listed[0].source.container.as_deref(),
            Some("Harbour Review")
        );
    }
}
