use std::borrow::Cow;
use std::path::{Path, PathBuf};

use globset::Glob;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use crate::bibliography::{BibliographyFormat, CitationStyle};
use crate::check;
use crate::config::Config;
use crate::text::Span;

use super::{ReadError, nearest};

/// A `brief-ls.toml` and what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfigFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What it says; none where it is broken as a whole.
    pub config: Option<Config>,
    /// What is wrong with it, by place.
    pub faults: Vec<ConfigFault>,
    /// The settings that count, such as `outline.notes`, each with its place in bytes of the text. Those of `files`
    /// are in its order.
    pub settings: Vec<(String, Span)>,
}

/// Something wrong with a configuration file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfigFault {
    /// Where, in bytes of its text: something that can be seen, but in a file that has nothing of the kind.
    pub span: Span,
    /// What is wrong, in one sentence.
    pub message: String,
}

impl ConfigFile {
    /// The file at `path` that cannot be read, for that reason: it says nothing.
    pub fn unread(path: &Path, error: &ReadError) -> ConfigFile {
        ConfigFile {
            path: path.to_owned(),
            text: String::new(),
            config: None,
            settings: Vec::new(),
            faults: vec![ConfigFault {
                span: Span::at(0),
                message: format!("This file {error}; the previous settings are kept."),
            }],
        }
    }
}

impl ConfigFault {
    /// The code under which editors and the command line show it.
    pub const CODE: &'static str = "configuration";
}

/// Reads what a configuration file says from its text. A key or value that means nothing is a fault, and
/// the rest counts; text that is no TOML says nothing.
pub fn parse_config(path: &Path, text: String) -> ConfigFile {
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let content = &text[mark..];
    let (table, errors) = DeTable::parse_recoverable(content);
    let mut parser = ConfigParser {
        folder: path.parent().unwrap_or(Path::new("")).to_owned(),
        ..ConfigParser::default()
    };
    for error in &errors {
        let message = format!("this is not valid TOML: {}", error.message());
        parser.fault(error.span(), &message);
    }
    if errors.is_empty() {
        parser.table(table.get_ref(), &mut Vec::new());
    }
    let config = errors.is_empty().then_some(parser.config);
    let settings = parser.settings.into_iter();
    let settings = settings
        .map(|(key, span)| (key, span.shift(mark)))
        .collect();
    let mut faults = parser.faults;
    for fault in &mut faults {
        fault.span = visible(content, fault.span).shift(mark);
    }
    faults.sort_by_key(|fault| (fault.span.start, fault.span.end));
    ConfigFile {
        path: path.to_owned(),
        text,
        config,
        faults,
        settings,
    }
}

/// `span`, or where it has nothing to see, the rest of its line; at the end of a line, the last that stands
/// before it.
fn visible(text: &str, span: Span) -> Span {
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    if !part(span.range()).trim().is_empty() {
        return span;
    }
    let rest = part(span.start..text.len()).lines().next();
    let rest = rest.unwrap_or_default().trim_end();
    if !rest.is_empty() {
        return Span::new(span.start, span.start + rest.len());
    }
    let before = part(0..span.start).trim_end();
    match before.char_indices().next_back() {
        Some((at, _)) => Span::new(at, before.len()),
        None => span,
    }
}

type Key<'i> = Spanned<Cow<'i, str>>;

/// Collects what the entries of a file say, and what is wrong with them.
#[derive(Default)]
struct ConfigParser {
    /// Where the file is.
    folder: PathBuf,
    config: Config,
    faults: Vec<ConfigFault>,
    settings: Vec<(String, Span)>,
}

impl ConfigParser {
    /// Reads a table that stands under the keys `path`, entry by entry, so that a wrong one takes nothing
    /// with it.
    fn table<'i>(&mut self, table: &DeTable<'i>, path: &mut Vec<Key<'i>>) {
        let known = known_keys(path).unwrap_or_default();
        for (key, value) in table.iter() {
            if !known.iter().any(|name| name == key.get_ref()) {
                self.unknown(key, path, &known);
                continue;
            }
            path.push(key.clone());
            match value.get_ref() {
                DeValue::Table(inner) if known_keys(path).is_some() => self.table(inner, path),
                DeValue::Array(all) if key.get_ref() == "files" => {
                    all.iter().for_each(|one| self.entry_of_files(one, path));
                }
                _ => self.entry(value, path),
            }
            path.pop();
        }
    }

    fn unknown(&mut self, key: &Key<'_>, path: &[Key<'_>], known: &[String]) {
        let what = match path.first() {
            Some(first) if first.get_ref() == "rules" => "No rule named",
            _ => "No setting named",
        };
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        self.unnamed(what, key, &known);
    }

    /// A fault for a name that none of `known` is.
    fn unnamed(&mut self, what: &str, key: &Key<'_>, known: &[&str]) {
        let name = key.get_ref();
        let message = match nearest(name, known.iter().copied()) {
            Some(meant) => format!("{what} `{name}`; did you mean `{meant}`?"),
            None => format!("{what} `{name}`."),
        };
        self.fault(Some(key.span()), &message);
    }

    /// Reads one value, as a file that has nothing else.
    fn entry<'i>(&mut self, value: &Spanned<DeValue<'i>>, path: &[Key<'i>]) {
        let mut nested = value.clone();
        for key in path.iter().rev() {
            let table = DeTable::from_iter([(key.clone(), nested)]);
            nested = Spanned::new(value.span(), DeValue::Table(table));
        }
        let DeValue::Table(table) = nested.into_inner() else {
            return;
        };
        let only = Deserializer::from(Spanned::new(value.span(), table));
        match Config::deserialize(only) {
            Ok(config) => {
                self.globs(value, &config);
                self.named(value, &config);
                let keys: Vec<_> = path.iter().map(|key| key.get_ref().as_ref()).collect();
                let span = match path {
                    [key] if key.get_ref() == "files" => value.span(),
                    _ => path.last().map_or(value.span(), Spanned::span),
                };
                self.settings.push((keys.join("."), span.into()));
                self.config = std::mem::take(&mut self.config).or(&config);
            }
            Err(error) => {
                let message = error.message().replace("unknown variant", "unknown value");
                self.fault(error.span().or(Some(value.span())), &message);
            }
        }
    }

    /// Faults for patterns that are none, in `exclude` or in the `paths` of some files.
    fn globs(&mut self, value: &Spanned<DeValue<'_>>, config: &Config) {
        let of_files = || {
            value
                .get_ref()
                .as_array()?
                .first()?
                .get_ref()
                .as_table()?
                .get("paths")
        };
        let (patterns, places) = match config.files.first() {
            Some(files) => (Some(&files.paths), of_files()),
            None => (config.exclude.as_ref(), Some(value)),
        };
        let places = places.and_then(|places| places.get_ref().as_array());
        let places = places.into_iter().flat_map(|array| array.iter());
        for (pattern, place) in patterns.into_iter().flatten().zip(places) {
            if let Err(error) = Glob::new(pattern) {
                self.fault(Some(place.span()), &error.kind().to_string());
            }
        }
    }

    /// Reads one of `files`, as if there were no other; rules in it that there are not are faults.
    fn entry_of_files<'i>(&mut self, one: &Spanned<DeValue<'i>>, path: &[Key<'i>]) {
        let only = DeValue::Array([one.clone()].into_iter().collect());
        self.entry(&Spanned::new(one.span(), only), path);
        let rules = one
            .get_ref()
            .as_table()
            .and_then(|table| table.get("rules"));
        let rules = rules.and_then(|rules| rules.get_ref().as_table());
        for (code, _) in rules.into_iter().flat_map(|rules| rules.iter()) {
            if check::rule(code.get_ref()).is_none() {
                let known: Vec<_> = check::rules().iter().map(|rule| rule.code).collect();
                self.unnamed("No rule named", code, &known);
            }
        }
    }

    /// Faults for what `value` names and is not there: what cannot be read suppresses whoever relies on it.
    fn named(&mut self, value: &Spanned<DeValue<'_>>, config: &Config) {
        let places = value.get_ref().as_array();
        let named = config.bibliography.iter().flatten();
        for (name, place) in named.zip(places.into_iter().flat_map(|array| array.iter())) {
            let path = self.folder.join(name);
            let fault = match BibliographyFormat::of(&path) {
                _ if !path.is_file() => format!("there is no file `{name}`"),
                None => format!("`{name}` is not a .bib, .json, .yml or .yaml file"),
                Some(_) => continue,
            };
            self.fault(Some(place.span()), &fault);
        }
        let style = config.citation_style.iter();
        let style = style.filter_map(|style| match style.ends_with(".csl") {
            true if self.folder.join(style).is_file() => None,
            true => Some(format!("there is no file `{style}`")),
            false => Some(format!(
                "`{style}` {}",
                CitationStyle::is_named(style).err()?
            )),
        });
        let house = config.house.iter();
        let house = house.filter(|file| !self.folder.join(file).is_file());
        let house = house.map(|file| format!("there is no file `{file}`"));
        let root = config.site_root.iter();
        let root = root.filter(|root| !self.folder.join(root).is_dir());
        let root = root.map(|root| format!("there is no folder `{root}`"));
        for missing in style.chain(root).chain(house).collect::<Vec<_>>() {
            self.fault(Some(value.span()), &missing);
        }
    }

    fn fault(&mut self, span: Option<std::ops::Range<usize>>, message: &str) {
        self.faults.push(ConfigFault {
            span: span.unwrap_or_default().into(),
            message: sentence(message),
        });
    }
}

/// What a library says, as a sentence.
pub(super) fn sentence(message: &str) -> String {
    let mut rest = message.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string());
    let stop = if message.ends_with(['.', '?', '!']) {
        ""
    } else {
        "."
    };
    format!("{}{}{stop}", first.unwrap_or_default(), rest.as_str())
}

/// The keys that the table under `path` may have: the fields of [`Config`], or the codes of the rules; none
/// where a value is expected.
fn known_keys(path: &[Key<'_>]) -> Option<Vec<String>> {
    if let [only] = path
        && only.get_ref() == "rules"
    {
        let codes = check::rules().iter().map(|rule| rule.code.to_owned());
        return Some(codes.collect());
    }
    let config = serde_json::to_value(Config::default()).unwrap_or_default();
    let table = path
        .iter()
        .try_fold(&config, |table, key| table.get(key.get_ref().as_ref()))?;
    Some(table.as_object()?.keys().cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{DialectChoice, FileRules, Level, Outline, Profile};

    /// What `text` says, and its faults: the text of each place, and the message.
    fn read(text: &str) -> (Option<Config>, Vec<(String, String)>) {
        let file = parse_config(Path::new("brief-ls.toml"), text.to_owned());
        let fault = |fault: &ConfigFault| {
            let place = file.text[fault.span.range()].to_owned();
            (place, fault.message.clone())
        };
        (file.config.clone(), file.faults.iter().map(fault).collect())
    }

    #[test]
    fn every_key_is_read() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.bib"), "").unwrap();
        std::fs::write(folder.path().join("a.toml"), "").unwrap();
        let text = "profile = 'brief'\nhouse = 'a.toml'\ndialect = 'pandoc'\nexclude = ['drafts/**']\nbibliography = ['a.bib']\n\
                    citation-style = 'apa'\nsite-root = '.'\ninlay-hints = false\nroot = true\n\
                    [[files]]\npaths = ['a.txt']\nrules.note-order = 'off'\n[rules]\nnote-order = 'hint'\n[outline]\nnotes = false\n";
        let file = parse_config(&folder.path().join("brief-ls.toml"), text.to_owned());
        let expected = Config {
            profile: Some(Profile::Brief),
            house: Some("a.toml".to_owned()),
            dialect: Some(DialectChoice::Pandoc),
            rules: [("note-order".to_owned(), Level::Hint)].into(),
            outline: Outline { notes: Some(false) },
            exclude: Some(vec!["drafts/**".to_owned()]),
            bibliography: Some(vec!["a.bib".to_owned()]),
            citation_style: Some("apa".to_owned()),
            site_root: Some(".".to_owned()),
            inlay_hints: Some(false),
            root: Some(true),
            files: vec![FileRules {
                paths: vec!["a.txt".to_owned()],
                rules: [("note-order".to_owned(), Level::Off)].into(),
            }],
        };
        assert_eq!(file.faults, []);
        assert_eq!(file.config, Some(expected));
    }

    #[test]
    fn a_fault_has_its_place_and_the_rest_counts() {
        let text = "\u{feff}profil = 'brief'\ndialect = 'latex'\noutline.notes = 3\n\
                    profile = 'brief'\n[rules]\nno-such-rule-at-all = 'off'\n";
        let (config, faults) = read(text);
        let places: Vec<&str> = faults.iter().map(|fault| fault.0.as_str()).collect();
        assert_eq!(places, ["profil", "'latex'", "3", "no-such-rule-at-all"]);
        let messages: Vec<&str> = faults.iter().map(|fault| fault.1.as_str()).collect();
        assert_eq!(
            messages,
            [
                "No setting named `profil`; did you mean `profile`?",
                "Unknown value `latex`, expected one of `auto`, `gfm`, `pandoc`, `mkdocs`, `obsidian`.",
                "Invalid type: integer `3`, expected a boolean.",
                "No rule named `no-such-rule-at-all`."
            ]
        );
        assert_eq!(
            config.and_then(|config| config.profile),
            Some(Profile::Brief)
        );
    }

    #[test]
    fn what_is_no_toml_says_nothing() {
        let (config, faults) = read("profile = 'brief'\ndialect = \n");
        assert_eq!(config, None);
        assert_eq!(faults.len(), 1, "{faults:?}");
    }

    #[test]
    fn what_is_no_toml_is_told_so_at_a_place_that_can_be_seen() {
        for (text, place) in [
            ("dialect = \nprofile = 'brief'\n", "="),
            ("profile = \"brief\ndialect = 'gfm'\n", "f"),
            ("[rules", "s"),
            ("\u{feff}[rules\r\nnote-order = 'off'\r\n", "s"),
            ("profile 'brief'  \n", "'brief'"),
            ("=\n", "="),
        ] {
            let (_, faults) = read(text);
            assert_eq!(faults[0].0, place, "{text:?}: {faults:?}");
            let message = &faults[0].1;
            assert!(message.starts_with("This is not valid TOML: "), "{message}");
        }
    }

    #[test]
    fn each_setting_has_its_place() {
        let text = "\u{feff}profile = 'brief'\n[[files]]\npaths = ['a']\nrules = {}\n[rules]\nnote-order = 'off'\n\
                    [[files]]\npaths = 1\nrules = {}\n[[files]]\npaths = ['b']\nrules = {}\n";
        let file = parse_config(Path::new("brief-ls.toml"), text.to_owned());
        let place = |(key, span): &(String, Span)| {
            let line = file.text[..span.start].matches('\n').count() + 1;
            (key.clone(), line)
        };
        let mut places: Vec<_> = file.settings.iter().map(place).collect();
        places.sort();
        let expected = [
            ("files", 2),
            ("files", 10),
            ("profile", 1),
            ("rules.note-order", 6),
        ];
        assert_eq!(places, expected.map(|(key, line)| (key.to_owned(), line)));
        assert_eq!(file.config.unwrap().files.len(), 2);
    }

    #[test]
    fn a_fault_in_the_rules_of_some_files_takes_no_others_along() {
        let (config, faults) = read(
            "[[files]]\npaths = ['[']\nrules.note-orde = 'off'\n[[files]]\npath = ['a']\n[[files]]\npaths = ['b']\nrules = {}\n",
        );
        let faults: Vec<_> = faults
            .iter()
            .map(|(place, fault)| format!("{place}: {fault}"))
            .collect();
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults[0].starts_with("'[': "), "{faults:?}");
        assert_eq!(
            faults[1],
            "note-orde: No rule named `note-orde`; did you mean `note-order`?"
        );
        assert!(faults[2].contains("`path`"), "{faults:?}");
        assert_eq!(config.unwrap().files.len(), 2);
    }

    #[test]
    fn a_pattern_that_is_none_is_a_fault() {
        let (_, faults) = read("exclude = ['a/*', 'b/[']");
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].0, "'b/['");
    }

    #[test]
    fn what_is_named_and_not_there_is_a_fault() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.bib"), "").unwrap();
        let faults = |text: &str| {
            let file = parse_config(&folder.path().join("brief-ls.toml"), text.to_owned());
            let place = |fault: &ConfigFault| file.text[fault.span.range()].to_owned();
            let place = |fault| format!("{} {}", place(fault), fault.message);
            file.faults.iter().map(place).collect::<Vec<_>>()
        };
        let text = "bibliography = ['a.bib', 'b.bib']\ncitation-style = 'chicago-note'\nsite-root = 'no'\n";
        assert_eq!(
            faults(text),
            [
                "'b.bib' There is no file `b.bib`.",
                "'chicago-note' `chicago-note` is not a citation style included in brief-ls; did you mean \
                 `chicago-notes`?",
                "'no' There is no folder `no`.",
            ]
        );
        let style = "citation-style = 'own.csl'\n";
        assert_eq!(faults(style), ["'own.csl' There is no file `own.csl`."]);
        let there = "bibliography = ['a.bib']\ncitation-style = 'apa'\nsite-root = '.'\n";
        assert_eq!(faults(there), [""; 0]);
    }
}
