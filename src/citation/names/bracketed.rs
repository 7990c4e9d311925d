//! Given names in brackets behind the family name, as French bibliographies print them: `ALLEN (J.-P.)`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{NameList, parts::person};
use crate::citation::vocabulary::{begins_no_name, is_body, is_country, is_given_name, is_place};
use crate::pattern::pattern;

/// One name, and what parts it from the next.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    let family = r"\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?";
    let initials = r"\p{Lu}\p{Ll}?\.(?:[ -]?\p{Lu}\p{Ll}?\.){0,3}";
    let given = r"\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)?";
    pattern(&format!(
        r"^(?<family>{family}) \((?:(?<initials>{initials})|(?<given>{given}))\)(?<and>(?:,| ;|;)? (?:et|and|&) |[,;] |\. )?"
    ))
});

/// The names at the start of `range` that have their given names in brackets. None where a bracket has a country or a
/// town: `Harbour Council (U.K.)`.
pub(in crate::citation) fn names_in_brackets(text: &str, range: Range<usize>) -> NameList {
    let mut list = NameList {
        end: range.start,
        certain: true,
        inverted: true,
        ..NameList::default()
    };
    loop {
        let words = text.get(list.end..range.end).unwrap_or_default();
        let Some(found) = may_begin(words).then(|| NAME.captures(words)).flatten() else {
            break;
        };
        let place = |name: &str| {
            let found = found.name(name)?;
            Some(list.end + found.start()..list.end + found.end())
        };
        let (Some(family), Some(given)) = (
            place("family"),
            place("initials").or_else(|| place("given")),
        ) else {
            break;
        };
        let slice = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        let is_spelt_out = found.name("given").is_some();
        if !is_person(slice(&family), slice(&given), is_spelt_out) {
            break;
        }
        let all = list.end..given.end + 1;
        list.names.push((person(text, family, given), all));
        list.end += found.get(0).map_or(0, |all| all.len());
    }
    list
}

/// Whether `words` may begin with such a name: few do, and [`NAME`] takes milliseconds to compile.
fn may_begin(words: &str) -> bool {
    let Some((family, given)) = words.split_once(" (") else {
        return false;
    };
    let is_short = family.matches(' ').count() < 2;
    is_short && family.starts_with(char::is_uppercase) && given.starts_with(char::is_uppercase)
}

/// Whether a family name and what stands in the bracket behind it are the name of a person.
fn is_person(family: &str, given: &str, is_spelt_out: bool) -> bool {
    let first = given.split([' ', '-']).next().unwrap_or_default();
    !family
        .split(' ')
        .any(|word| is_body(word) || begins_no_name(word))
        && !is_country(given)
        && !is_place(given)
        && !PLACES.contains(&given)
        && (!is_spelt_out || is_given_name(first))
}

/// Places whose names are abbreviated as given names are.
const PLACES: &[&str] = &[
    "U.S.", "U.K.", "E.U.", "U.N.", "D.C.", "N.Y.", "N.J.", "L.A.",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::names::tests::assert_names;

    #[track_caller]
    fn reads(text: &str, expected: &[&str]) {
        assert_names(text, &names_in_brackets(text, 0..text.len()), expected);
    }

    #[test]
    fn given_names_stand_in_brackets() {
        reads("MARSH (J.-P.), Les marées", &["MARSH|J.-P."]);
        reads(
            "DUNE (R.) et PIER (Anne), Les marées",
            &["DUNE|R.", "PIER|Anne"],
        );
        reads("Marsh (J.P.) The Tides", &["Marsh|J.P."]);
    }

    #[test]
    fn other_brackets_hold_no_given_names() {
        reads("TIDES (U.K.), A Report", &[]);
        reads("Harbour Council (A.), A Report", &[]);
        reads("MARSH (2001), Les marées", &[]);
        reads("MARSH (Harbour), Les marées", &[]);
        reads("The (A.) Tides", &[]);
    }
}
