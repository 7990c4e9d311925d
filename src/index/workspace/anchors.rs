//! The places of a brief that a link may lead to: its headings, and what it names.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::slug::numbered;
use crate::bibliography::fold;

/// The places of one brief, by the names under which links lead to them. `P` is what is known of a place.
///
/// Markdown renderers and site generators make the name of a heading each in its own way: GitHub and Pandoc
/// differ in full stops and numbers at the start, others in apostrophes and hyphens. So names are compared by
/// their letters and numbers alone, in any case.
#[derive(Clone, Debug, Default)]
pub struct Anchors<P> {
    places: FxHashMap<u64, Vec<P>>,
}

/// Where a fragment leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchored<P> {
    /// To this place.
    At(P),
    /// To a place that every page has, or that a renderer makes: the top, a line, a note.
    Made,
    /// Nowhere.
    Nowhere,
}

impl<P: Copy> Anchors<P> {
    /// Those of a brief with these headings and these other names, both by place.
    pub fn new<'a>(
        headings: impl Iterator<Item = (&'a str, P)>,
        names: impl Iterator<Item = (&'a str, P)>,
    ) -> Anchors<P> {
        let mut places: FxHashMap<u64, Vec<P>> = FxHashMap::default();
        for (name, place) in names {
            places.entry(folded(name)).or_default().push(place);
        }
        for (name, place) in headings {
            let whole = folded(name);
            places.entry(whole).or_default().push(place);
            // What stands before the first letter goes (Pandoc manual, "Extension: auto_identifiers").
            let letters = folded(name.trim_start_matches(|c: char| !c.is_alphabetic()));
            if letters != whole {
                places.entry(letters).or_default().push(place);
            }
        }
        Anchors { places }
    }

    /// Where the fragment of a link leads.
    pub fn find(&self, fragment: &str) -> Anchored<P> {
        let named = |name| self.places.get(&folded(name));
        if let Some(first) = named(fragment).and_then(|places| places.first()) {
            return Anchored::At(*first);
        }
        let twin = numbered(fragment)
            .and_then(|(name, number)| named(name).and_then(|places| places.get(number)));
        match twin {
            Some(place) => Anchored::At(*place),
            None if is_made(fragment) => Anchored::Made,
            None => Anchored::Nowhere,
        }
    }
}

/// A hash of the letters and numbers of `name`, in any case and without accents, which some site generators drop; of
/// all of it where it has none.
fn folded(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let mut any = false;
    for c in fold(name).chars().filter(|c| c.is_alphanumeric()) {
        any = true;
        c.hash(&mut hasher);
    }
    if !any {
        name.hash(&mut hasher);
    }
    hasher.finish()
}

/// Whether `fragment` names a place that no text has: the top (HTML Standard, "Navigating to a fragment"), lines
/// of a file, words on a page, footnotes, what Pandoc and Quarto number.
fn is_made(fragment: &str) -> bool {
    const MADE: [&str; 14] = [
        ":~:",
        "fn",
        "user-content-",
        "footnote",
        "ref-",
        "cite",
        "fig-",
        "tbl-",
        "eq-",
        "sec-",
        "lst-",
        "thm-",
        "fig:",
        "tab:",
    ];
    let lines = fragment.strip_prefix(['L', 'l']);
    let is_lines = lines.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    fragment.eq_ignore_ascii_case("top")
        || is_lines
        || MADE.iter().any(|start| fragment.starts_with(start))
        || fragment.contains('=')
}
