//! Reporters, codes and law journals, by their abbreviations: `vocabulary/reporters.tsv`, and `reporters_more.tsv` for
//! those that it has not.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a name between a volume and a page is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::citation) enum Publication {
    /// Of cases.
    Reporter,
    /// Of statutes or regulations, or a record of a legislature.
    Code,
    /// Of treaties.
    Treaties,
    /// Of articles on the law.
    Journal,
}

/// The names without their spaces, in lower case.
static NAMES: LazyLock<FxHashMap<String, Publication>> = LazyLock::new(|| {
    let tables = [
        include_str!("../vocabulary/reporters.tsv"),
        include_str!("../vocabulary/reporters_more.tsv"),
    ];
    let lines = tables.into_iter().flat_map(str::lines);
    let row = |line: &str| {
        let (kind, name) = line.split_once('\t')?;
        let publication = match kind {
            "c" => Publication::Reporter,
            "l" => Publication::Code,
            "t" => Publication::Treaties,
            "j" => Publication::Journal,
            _ => return None,
        };
        Some((folded(name), publication))
    };
    lines.filter_map(row).collect()
});

/// How long a name is at most, without its spaces, in bytes.
const LONGEST: usize = 40;

/// A name without its spaces, in lower case: `F. 2d` and `F.2d` are one.
fn folded(name: &str) -> String {
    let kept = name.chars().filter(|c| *c != ' ');
    let straight = kept.map(|c| if c == '’' { '\'' } else { c });
    straight.flat_map(char::to_lowercase).collect()
}

/// The names with which `words` begins, the longest first: how long each is, in bytes, and what it is.
fn names(words: &str) -> Vec<(usize, Publication)> {
    let mut key = String::new();
    let mut found = Vec::new();
    for word in words.split_inclusive(' ') {
        key.push_str(&folded(word));
        if key.len() > LONGEST {
            break;
        }
        let end = word.as_ptr() as usize - words.as_ptr() as usize + word.trim_end().len();
        let bare = key.trim_end_matches(',');
        let publication = NAMES
            .get(bare)
            .or_else(|| NAMES.get(bare.trim_end_matches('.')));
        if let Some(publication) = publication {
            found.push((end - (key.len() - bare.len()), *publication));
        }
    }
    found.reverse();
    found
}

/// A volume, the name of what it is a volume of, and a page. Ranges are bytes of the words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::citation) struct Reported {
    /// `347`
    pub volume: Range<usize>,
    /// `U.S.`
    pub name: Range<usize>,
    /// What that is.
    pub publication: Publication,
}

/// The volume with which `words` begin, with its reporter or code, behind which a page or section stands.
pub(in crate::citation) fn reported(words: &str) -> Option<Reported> {
    let (volume, rest) = words.split_once(' ')?;
    let numbered = (1..=4).contains(&volume.len()) && volume.bytes().all(|b| b.is_ascii_digit());
    if !numbered || !rest.starts_with(char::is_uppercase) {
        return None;
    }
    let start = volume.len() + 1;
    let is_cited = |(len, _): &(usize, Publication)| is_page(rest.get(*len..).unwrap_or_default());
    let (len, publication) = names(rest).into_iter().find(is_cited)?;
    Some(Reported {
        volume: 0..volume.len(),
        name: start..start + len,
        publication,
    })
}

/// The first volume with its reporter or code in `words`, by where it begins.
pub(in crate::citation) fn first_reported(words: &str) -> Option<Reported> {
    let mut before = ' ';
    for (at, c) in words.char_indices() {
        if c.is_ascii_digit() && !before.is_alphanumeric() && !matches!(before, '.' | '-' | '/') {
            let moved = |range: Range<usize>| range.start + at..range.end + at;
            let found = reported(words.get(at..).unwrap_or_default());
            if let Some(found) = found.filter(|it| it.publication != Publication::Journal) {
                return Some(Reported {
                    volume: moved(found.volume),
                    name: moved(found.name),
                    ..found
                });
            }
        }
        before = c;
    }
    None
}

/// What stands between the name of a reporter or code and a page or section.
const LEADS: &[&str] = &[
    "at ", "Part ", "part ", "Parts ", "pt. ", "sec. ", "Section ", "section ", "Sec. ", "ch. ",
    "H", "S",
];

/// Whether a page or section begins `after`.
fn is_page(after: &str) -> bool {
    if after.starts_with(char::is_alphanumeric) {
        return false;
    }
    let mut after = after.trim_start_matches([' ', '§', ',']);
    let divisions = ["Chapter", "Subchapter", "Subpart", "Subtitle"];
    if divisions.iter().any(|part| after.starts_with(part)) {
        return true;
    }
    for lead in LEADS {
        after = after.strip_prefix(lead).unwrap_or(after);
    }
    let page = after.trim_start();
    page.starts_with(|c: char| c.is_ascii_digit() || c == '_' || c == '§')
}

/// The code with which `words` begin, where its section stands behind it: `Wis. Stat. § 946.41`. In bytes of the words.
pub(in crate::citation) fn code_in_front(words: &str) -> Option<Range<usize>> {
    let is_cited = |(len, publication): &(usize, Publication)| {
        let after = words
            .get(*len..)
            .unwrap_or_default()
            .trim_start_matches([' ', ',']);
        let section = ["§", "art.", "tit.", "ch.", "r.", "Ann. §"];
        *publication == Publication::Code && section.iter().any(|mark| after.starts_with(mark))
    };
    let (len, _) = names(words).into_iter().find(is_cited)?;
    Some(0..len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(words: &str, expected: Option<(&str, &str, Publication)>) {
        let found = first_reported(words);
        let found = found.map(|it| (&words[it.volume], &words[it.name], it.publication));
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn a_reporter_stands_between_a_volume_and_a_page() {
        use Publication::{Code, Reporter, Treaties};
        finds(
            "Marsh v. Dune, 12 F. 3d 44 (1994)",
            Some(("12", "F. 3d", Reporter)),
        );
        finds("827 F. 2d, at 948", Some(("827", "F. 2d", Reporter)));
        finds("259 Ga. 233, 234", Some(("259", "Ga.", Reporter)));
        finds("189 Ga.App. 256", Some(("189", "Ga.App.", Reporter)));
        finds("194 Wis. 2d 338", Some(("194", "Wis. 2d", Reporter)));
        finds("44 U.S.C. § 3542", Some(("44", "U.S.C.", Code)));
        finds("500 UNTS 95", Some(("500", "UNTS", Treaties)));
    }

    #[test]
    fn dates_and_journals_are_no_reporters() {
        finds("5 Mar. 2010", None);
        finds("12 Tidal L. Rev. 3", None);
        finds("93 Yale L.J. 12", None);
        finds("They sold 12 U.S. boats", None);
        finds("It cost 12 F. in 1990", None);
    }

    #[test]
    fn a_code_may_stand_in_front() {
        assert_eq!(code_in_front("Wis. Stat. § 946.41"), Some(0..10));
        assert_eq!(code_in_front("Wis. Stat. was changed"), None);
    }
}
