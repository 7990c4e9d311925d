//! Reads house profiles: files in TOML that say what a house asks of its briefs.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use crate::check;
use crate::config::{House, Profile, WordRange};
use crate::text::Span;

use super::parse_config::sentence;
use super::{nearest, read};

/// A house profile with all that it extends.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct HouseProfile {
    /// What it says.
    pub house: House,
    /// The profile whose rules are on.
    pub base: Profile,
    /// What is wrong with it and with the files that it extends.
    pub faults: Vec<HouseFaults>,
    /// The files that were read for it.
    pub files: Vec<PathBuf>,
}

/// What is wrong with a house profile.
pub type HouseFaults = (PathBuf, String, Vec<(Span, String)>);

impl HouseProfile {
    /// One of the profiles that are built in.
    pub fn built_in(profile: Profile) -> HouseProfile {
        HouseProfile {
            house: profile.house().clone(),
            base: profile,
            ..HouseProfile::default()
        }
    }

    /// The one in the file at `path`.
    pub fn read(path: &Path) -> HouseProfile {
        HouseProfile::read_below(path, &mut Vec::new())
    }

    /// The same, where `below` are the files that extend it.
    fn read_below(path: &Path, below: &mut Vec<PathBuf>) -> HouseProfile {
        let text = match read(path) {
            Ok(text) => text,
            Err(error) => {
                let faults = vec![(Span::at(0), format!("The file {error}."))];
                return HouseProfile {
                    faults: vec![(path.to_owned(), String::new(), faults)],
                    files: vec![path.to_owned()],
                    ..HouseProfile::built_in(Profile::Brief)
                };
            }
        };
        below.push(path.to_owned());
        let (house, mut faults) = parse_house(&text);
        let folder = path.parent().unwrap_or(Path::new(""));
        let named = house.extends.as_deref().unwrap_or("brief");
        let file = folder.join(named);
        let mut extended = match Profile::named(named) {
            Some(profile) => HouseProfile::built_in(profile),
            None if below.contains(&file) => {
                faults.push((
                    place(&text, "extends"),
                    format!("`{named}` extends this file."),
                ));
                HouseProfile::built_in(Profile::Brief)
            }
            None if file.is_file() => HouseProfile::read_below(&file, below),
            None => {
                let names = Profile::ALL.iter().map(|profile| profile.name());
                let meant = nearest(named, names)
                    .map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
                let end = if meant.is_empty() { "." } else { "" };
                faults.push((
                    place(&text, "extends"),
                    format!("No profile or file `{named}`{meant}{end}"),
                ));
                HouseProfile::built_in(Profile::Brief)
            }
        };
        extended.house = house.or(&extended.house);
        extended.files.push(path.to_owned());
        if !faults.is_empty() {
            extended.faults.push((path.to_owned(), text, faults));
        }
        extended
    }
}

/// Where the value of the key `key` is, which stands at the beginning of a line.
fn place(text: &str, key: &str) -> Span {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with(key) {
            return Span::new(start, start + line.trim_end().len());
        }
        start += line.len();
    }
    Span::at(0)
}

/// What a house profile says, and what is wrong with it: a key or value that means nothing is a fault, and the rest counts.
pub fn parse_house(text: &str) -> (House, Vec<(Span, String)>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<(Span, String)> = Vec::new();
    for error in &errors {
        let message = format!("This is not valid TOML: {}.", error.message());
        faults.push((error.span().unwrap_or_default().into(), message));
    }
    let mut house = House::default();
    if errors.is_empty() {
        for (key, value) in table.get_ref().iter() {
            let parts = match value.get_ref() {
                DeValue::Array(all) if is_list(key.get_ref()) => all
                    .iter()
                    .map(|one| {
                        let only = DeValue::Array([one.clone()].into_iter().collect());
                        Spanned::new(one.span(), only)
                    })
                    .collect(),
                _ => vec![value.clone()],
            };
            if key.get_ref() == "rules" {
                faults.extend(unknown_rules(value));
            }
            for part in parts {
                let span = part.span();
                let table = DeTable::from_iter([(key.clone(), part)]);
                match House::deserialize(Deserializer::from(Spanned::new(span.clone(), table))) {
                    Ok(one) => {
                        faults.extend(
                            meaningless(&one, &house).map(|message| (span.into(), message)),
                        );
                        house = house.or(&one);
                        house.extends = house.extends.or(one.extends);
                    }
                    Err(error) => faults.push(fault(&error, text, key, span)),
                }
            }
        }
    }
    faults.sort_by_key(|(span, _)| *span);
    (house, faults)
}

/// The codes in a table of levels that no rule has.
fn unknown_rules(levels: &Spanned<DeValue<'_>>) -> Vec<(Span, String)> {
    let table = levels.get_ref().as_table();
    let keys = table.into_iter().flat_map(|table| table.keys());
    let unknown = keys.filter(|code| check::rule(code.get_ref()).is_none());
    let fault = |code: &Spanned<std::borrow::Cow<'_, str>>| {
        let name = code.get_ref();
        let message = match nearest(name, check::rules().iter().map(|rule| rule.code)) {
            Some(meant) => format!("No rule named `{name}`; did you mean `{meant}`?"),
            None => format!("No rule named `{name}`."),
        };
        (code.span().into(), message)
    };
    unknown.map(fault).collect()
}

/// The lists of tables, each of which is read alone.
fn is_list(key: &str) -> bool {
    matches!(key, "section" | "term")
}

/// What serde says of a value, as a sentence for the author.
fn fault(
    error: &toml::de::Error,
    text: &str,
    key: &Spanned<std::borrow::Cow<'_, str>>,
    span: std::ops::Range<usize>,
) -> (Span, String) {
    let place: Span = error.span().unwrap_or(span).into();
    let message = error.message();
    if let Some(rest) = message.strip_prefix("unknown field `") {
        let (name, known) = rest.split_once('`').unwrap_or((rest, ""));
        let known: Vec<&str> = known
            .split('`')
            .filter(|it| !it.contains([' ', ',']))
            .filter(|it| !it.is_empty())
            .collect();
        let message = match nearest(name, known) {
            Some(meant) => format!("No setting named `{name}`; did you mean `{meant}`?"),
            None => format!("No setting named `{name}`."),
        };
        let place = match text.get(place.range()) {
            Some(shown) if shown == name => place,
            _ if key.get_ref() == name => key.span().into(),
            _ => place,
        };
        return (place, message);
    }
    let message = message.replace("unknown variant", "unknown value");
    (place, sentence(&message))
}

/// What makes no sense in a part of a profile, beside what stands `before`.
fn meaningless(part: &House, before: &House) -> Option<String> {
    for section in &part.section {
        let Some(name) = section.name.first() else {
            return Some("A section without a name.".to_owned());
        };
        let has = |name: &&String| before.section.iter().any(|other| other.name.contains(name));
        if let Some(name) = section.name.iter().find(has) {
            return Some(format!("Two sections have the name “{name}”."));
        }
        if is_empty(section.words) {
            return Some(format!("“{name}”: `min` is above `max`."));
        }
    }
    if is_empty(part.length.words) {
        return Some("`min` is above `max`.".to_owned());
    }
    for term in &part.term {
        if term.usual.is_empty() || term.not.is_empty() {
            return Some("A term needs `use` and `not`.".to_owned());
        }
        if term.not.contains(&term.usual) {
            return Some(format!("“{}” is in its own `not`.", term.usual));
        }
    }
    None
}

fn is_empty(words: WordRange) -> bool {
    matches!((words.min, words.max), (Some(min), Some(max)) if min > max)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The faults in a profile: the words at each place, and the message.
    fn faults(text: &str) -> Vec<(String, String)> {
        let (_, faults) = parse_house(text);
        let told = |(span, message): (Span, String)| (text[span.range()].to_owned(), message);
        faults.into_iter().map(told).collect()
    }

    #[test]
    fn mistakes_are_found_at_their_places() {
        for (text, place, message) in [
            (
                "markr.place = 'x'\n",
                "markr",
                "No setting named `markr`; did you mean `marker`?",
            ),
            (
                "[marker]\nplase = 'after-punctuation'\n",
                "plase",
                "No setting named `plase`; did you mean `place`?",
            ),
            (
                "[marker]\nplace = 'after'\n",
                "'after'",
                "Unknown value `after`, expected `after-punctuation` or `before-punctuation`.",
            ),
            (
                "[rules]\nunused-acronim = 'off'\n",
                "unused-acronim",
                "No rule named `unused-acronim`; did you mean `unused-acronym`?",
            ),
        ] {
            let found = faults(text);
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(found[0].1, message);
            assert!(
                found[0].0.contains(place) || place.contains(found[0].0.trim()),
                "{found:?}"
            );
        }
    }

    #[test]
    fn parts_that_make_no_sense() {
        for (text, message) in [
            (
                "[[section]]\nname = ['Summary']\n[[section]]\nname = ['Abstract', 'Summary']\n",
                "Two sections have the name “Summary”.",
            ),
            (
                "[[section]]\nname = ['Summary']\nwords = { min = 9, max = 3 }\n",
                "“Summary”: `min` is above `max`.",
            ),
            (
                "[length]\nwords = { min = 9, max = 3 }\n",
                "`min` is above `max`.",
            ),
            (
                "[[term]]\nuse = 'a'\nnot = ['a']\n",
                "“a” is in its own `not`.",
            ),
        ] {
            let found = faults(text);
            let messages: Vec<&str> = found.iter().map(|(_, message)| message.as_str()).collect();
            assert_eq!(messages, [message], "{text}");
        }
    }

    #[test]
    fn the_profiles_that_are_built_in_have_no_fault() {
        for profile in Profile::ALL {
            let (house, faults) = parse_house(profile.text());
            assert_eq!(faults, [], "{}", profile.name());
            assert_eq!(house.name.as_deref(), profile.house().name.as_deref());
        }
    }

    #[test]
    fn one_profile_extends_another() {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("a.toml", "name = 'A'\nextends = 'b.toml'\n");
        write("b.toml", "extends = 'mp-idsa'\n[note]\nend = ''\n");
        write("c.toml", "extends = 'c.toml'\n");
        write("d.toml", "extends = 'mp-idza'\n");
        let a = HouseProfile::read(&folder.path().join("a.toml"));
        assert_eq!(a.house.name.as_deref(), Some("A"));
        assert_eq!(a.house.note.end, Some(crate::config::NoteEnd::Nothing));
        assert!(a.house.date.text.is_some());
        assert_eq!((a.base, a.faults.len()), (Profile::MpIdsa, 0));
        for name in ["c.toml", "d.toml"] {
            let profile = HouseProfile::read(&folder.path().join(name));
            assert_eq!(profile.faults.len(), 1, "{name}");
        }
    }
}
