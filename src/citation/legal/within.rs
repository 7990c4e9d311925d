//! Laws and cases that are cited within a sentence of comment.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cases::versus;
use super::reporters::{Publication, reported};
use super::tables::{ACTS, LEADS, has};
use crate::citation::annotations::Annotations;
use crate::pattern::pattern;

/// How far before a reporter the name of the case or act is looked for, in bytes.
const REACH: usize = 160;

/// A volume in front of a name, or the number of a public law.
static CANDIDATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:\d{1,4} \p{Lu}|(?:Pub\. ?L\.|Public Law)(?: No\.)? \d+[-–]\d+)")
});

/// What stands behind the name of a reporter or code: pages or sections, with the court and year in brackets after them.
static PLACES: LazyLock<Regex> = LazyLock::new(|| {
    let place = r"(?:§+ ?|at |Part |pt\. |ch\. )?\d[\w.–-]*(?:[-–]?\(\w{1,5}\))*";
    let list = format!(r"{place}(?:(?:, and |, | and | & ){place})*(?: et seq\.?)?");
    pattern(&format!(r"^(?: ?§+)? {list}(?: \([^()]*\d{{4}}\))?"))
});

/// The year in brackets behind the number of a public law.
static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^ \([^()]*\d{4}\)"));

/// Where the next law or case is cited in `words`, from `at` on.
fn next_law(words: &str, mut at: usize) -> Option<Range<usize>> {
    while let Some(candidate) = CANDIDATE.find_at(words, at) {
        let start = candidate.start();
        let behind = |end: usize| words.get(end..).unwrap_or_default();
        if candidate.as_str().starts_with('P') {
            let year = YEAR.find(behind(candidate.end()));
            return Some(start..candidate.end() + year.map_or(0, |year| year.len()));
        }
        let named = reported(behind(start)).filter(|it| it.publication != Publication::Journal);
        let places = named.and_then(|named| {
            let end = start + named.name.end;
            let places = PLACES.find(behind(end))?;
            let parallel = behind(end + places.end());
            let parallel = parallel
                .strip_prefix(' ')
                .is_some_and(|it| it.starts_with(char::is_uppercase));
            // `259 Ga. 933, 378 S.E.2d 957`: the second number is a volume.
            let cut = places.as_str().rfind(", ").filter(|_| parallel);
            Some(start..end + cut.unwrap_or(places.len()))
        });
        if places.is_some() {
            return places;
        }
        at = candidate.end();
    }
    None
}

/// Where laws and cases are cited in `range`, outside of what is quoted or linked; by place.
pub(in crate::citation) fn laws_within(
    annotations: &Annotations,
    range: &Range<usize>,
) -> Vec<Range<usize>> {
    let words = annotations.words(range.clone());
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(law) = next_law(words, at) {
        at = law.end;
        let place = range.start + law.start..range.start + law.end;
        let atom = annotations.atom_at(place.start);
        if atom.is_some_and(|atom| atom.quoted || atom.link.is_some() || !atom.is_words()) {
            continue;
        }
        let from = found.last().map_or(range.start, |last| last.end);
        let start = name_before(annotations, from..place.start);
        // An address right behind it looks like a part of its last number.
        let atoms = annotations.atoms_in(&place).iter();
        let mut addresses = atoms.filter(|atom| !atom.is_words() || atom.link.is_some());
        let end = addresses.next().map_or(place.end, |it| it.outer.start);
        let law = annotations.words(place.start..end.max(place.start));
        let end = place.start + law.trim_end_matches(['.', ',', '-', '–']).len();
        found.push(start..end);
    }
    found
}

/// Where the first law in `words` ends, with the reporters in which it is printed as well.
pub(super) fn end_of_law(words: &str) -> Option<usize> {
    let mut end = next_law(words, 0)?.end;
    while let Some(parallel) = next_law(words, end) {
        if words.get(end..parallel.start) != Some(", ") {
            break;
        }
        end = parallel.end;
    }
    Some(end)
}

/// Where the name begins that stands right before a reporter, at the end of `range`; that end, where none does.
fn name_before(annotations: &Annotations, range: Range<usize>) -> usize {
    let words = annotations.words(range.clone());
    let from = words.ceil_char_boundary(words.len().saturating_sub(REACH));
    let near = words.get(from..).unwrap_or_default();
    let named = near.trim_end_matches([' ', ',']);
    let last = match versus(named).filter(|_| near.ends_with(", ")) {
        Some((at, _)) => named.get(..at).unwrap_or_default(),
        None if is_name_of_act(named) => named,
        None => return range.end,
    };
    let mut start = last.len();
    for word in last.rsplit(' ') {
        let bare = word.trim_end_matches([',', '.']);
        let small = [
            "of", "the", "and", "for", "&", "ex", "rel", "de", "on", "to",
        ];
        let year = bare.len() == 4 && bare.bytes().all(|byte| byte.is_ascii_digit());
        if !(word.starts_with(char::is_uppercase) || year || small.contains(&bare)) {
            break;
        }
        start = word.as_ptr() as usize - last.as_ptr() as usize;
    }
    let mut name = last.get(start..).unwrap_or_default();
    // `In Marsh v. Dune`, `the Tidal Act`: what leads to the name is none of it.
    while let Some((first, rest)) = name.split_once(' ') {
        let small = first.starts_with(char::is_lowercase);
        let re = first == "In" && rest.starts_with("re ");
        if re || !(small || has(&LEADS, first)) {
            break;
        }
        name = rest;
    }
    range.end - near.len() + (last.len() - name.len())
}

/// `Tidal Energy Act of 2005`
fn is_name_of_act(words: &str) -> bool {
    let mut last = words.rsplit(' ').skip_while(|word| {
        *word == "of" || word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
    });
    last.next().is_some_and(|word| has(&ACTS, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(note: &str, expected: &[&str]) {
        let annotations = Annotations::read(note);
        let found = laws_within(&annotations, &(0..annotations.plain.text.len()));
        let found: Vec<_> = found
            .into_iter()
            .map(|law| annotations.words(law))
            .collect();
        assert_eq!(found, expected, "{note}");
    }

    #[test]
    fn laws_are_found_within_a_sentence() {
        finds(
            "The court held in *Marsh v. Dune Water Co.*, 12 F.3d 44, 46 (9th Cir. 1994) that tides are free.",
            &["Marsh v. Dune Water Co., 12 F.3d 44, 46 (9th Cir. 1994)"],
        );
        finds(
            "They rely on the Open Harbors Act of 1998, 40 U.S.C. § 11101(a)(1), and on 33 C.F.R. §§ 4.1, 4.2.",
            &[
                "Open Harbors Act of 1998, 40 U.S.C. § 11101(a)(1)",
                "33 C.F.R. §§ 4.1, 4.2",
            ],
        );
        finds(
            "It was enacted as Pub. L. 99-12 and cost 12 U.S. dollars.",
            &["Pub. L. 99-12"],
        );
        finds(
            "It is in 12 F.3d 44<https://a.example/b> as well.",
            &["12 F.3d 44"],
        );
        finds("Sales rose from 12 F. to 13 F. in 1990.", &[]);
    }
}
