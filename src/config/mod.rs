//! Configuration as plain data: what an author or an editor may set. Reading it from a file is the
//! workspace's work; what a rule's name means is known to the checks.

mod house;
mod profile;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use house::{
    AuthorOrder, CommaSide, ContainerMark, DateForm, House, HouseSection, MarkerPlace, NoteEnd,
    Percent, QuotesAndLink, Spelling, Term, WordRange,
};
pub use profile::Profile;

/// What `brief-ls.toml` and the client's settings under `brief-ls` may say. Both have the same keys.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Whether to ignore the `brief-ls.toml` of the folders above. Otherwise the file extends the nearest of them.
    #[schemars(extend("default" = false))]
    pub root: Option<bool>,
    /// The set of rules that are on.
    #[schemars(extend("default" = "default"))]
    pub profile: Option<Profile>,
    /// A house profile of your own, in place of `profile`: the path of a TOML file, relative to the folder of the configuration
    /// file.
    pub house: Option<String>,
    /// The renderer that the Markdown footnotes are written for.
    #[schemars(extend("default" = "auto"))]
    pub dialect: Option<DialectChoice>,
    /// The level of each rule by its code: `undefined-marker = "warning"`. Other rules have the level of the
    /// profile.
    pub rules: BTreeMap<String, Level>,
    /// The outline.
    pub outline: Outline,
    /// Files to skip: glob patterns such as `drafts/**`, relative to the folder of the configuration file. A file
    /// named on the command line is checked anyway.
    #[schemars(extend("default" = []))]
    pub exclude: Option<Vec<String>>,
    /// The bibliographies of every brief, as paths relative to the folder of the configuration file. They may be
    /// outside the workspace.
    #[schemars(extend("default" = []))]
    pub bibliography: Option<Vec<String>>,
    /// The citation style: a name such as `chicago-notes`, or the path of a `.csl` file.
    pub citation_style: Option<String>,
    /// The root folder for links such as `/about`, relative to the folder of the configuration file. If it is
    /// not set, such links are not checked.
    pub site_root: Option<String>,
    /// Levels of rules for some files. They override `rules`; if several match a file, the last applies.
    pub files: Vec<FileRules>,
    /// Whether editors show a short form of the source beside each footnote marker (inlay hints).
    #[schemars(extend("default" = true))]
    pub inlay_hints: Option<bool>,
}

impl Config {
    /// `self`, with what it does not say taken from `other`.
    pub fn or(mut self, other: &Config) -> Config {
        self.root = self.root.or(other.root);
        // The nearest says which profile counts, of its own or not.
        if self.profile.is_none() {
            self.house = self.house.or_else(|| other.house.clone());
        }
        self.profile = self.profile.or(other.profile);
        self.dialect = self.dialect.or(other.dialect);
        self.outline.notes = self.outline.notes.or(other.outline.notes);
        self.exclude = self.exclude.or_else(|| other.exclude.clone());
        self.bibliography = self.bibliography.or_else(|| other.bibliography.clone());
        self.citation_style = self.citation_style.or_else(|| other.citation_style.clone());
        self.site_root = self.site_root.or_else(|| other.site_root.clone());
        self.inlay_hints = self.inlay_hints.or(other.inlay_hints);
        for (code, level) in &other.rules {
            self.rules.entry(code.clone()).or_insert(*level);
        }
        self.files.splice(0..0, other.files.iter().cloned());
        self
    }

    /// Whether both have the same briefs read, and the same read of them.
    pub fn reads_as(&self, other: &Config) -> bool {
        self.root == other.root
            && self.exclude == other.exclude
            && self.dialect == other.dialect
            && self.bibliography == other.bibliography
    }
}

/// What the outline shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Outline {
    /// Whether the outline lists notes as well as sections.
    #[schemars(extend("default" = true))]
    pub notes: Option<bool>,
}

/// The levels of rules for some files.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FileRules {
    /// The files and folders: glob patterns such as `reports/*.txt`, relative to the folder of the configuration file.
    pub paths: Vec<String>,
    /// The level of each rule by its code.
    pub rules: BTreeMap<String, Level>,
}

/// The renderer that the Markdown footnotes of a document are written for, as configured.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DialectChoice {
    /// MkDocs in the folder of a `mkdocs.yml`, Obsidian in a vault, otherwise Pandoc if the document uses Pandoc syntax, otherwise GitHub.
    #[default]
    Auto,
    /// GitHub (cmark-gfm).
    Gfm,
    /// Pandoc, also used by Quarto and R Markdown.
    Pandoc,
    /// MkDocs: Python-Markdown with footnotes, admonitions and tabs.
    Mkdocs,
    /// Obsidian, with notes in the text and comments between `%%`.
    Obsidian,
}

/// The form in which markers and notes are written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// `[^label]` and `[^label]: text`.
    Markdown,
    /// `^[text]`: the marker is its own note.
    Inline,
    /// `¹` and a line that begins with `¹`.
    Superscript,
    /// `<sup>1</sup>`.
    Html,
    /// `[1]` and a paragraph `[1] text`.
    Bracketed,
    /// `/1/` on a page that begins with `[245]`, and a paragraph `245/1 text`.
    Slashed,
    /// `out.12` and a line that begins with `12`: what copying leaves of superscript numbers.
    Flat,
    /// `(1)`, `①`, `[i]`, `*` or another sign, and a paragraph that begins with the same sign.
    Signed,
    /// Any numeric marker, and the items of a list under a heading such as Notes.
    Endnotes,
}

impl Form {
    /// Whether renderers number notes of this form themselves and ignore their labels.
    pub fn is_counted_anew(self) -> bool {
        matches!(self, Form::Markdown | Form::Inline)
    }
}

/// How much a finding matters; `off` turns a rule off.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Not reported.
    Off,
    /// A suggestion.
    Hint,
    /// Worth knowing.
    Information,
    /// Probably an error.
    Warning,
    /// An error that readers will see.
    Error,
}

impl Level {
    /// The name as configuration and output write it.
    pub fn name(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Hint => "hint",
            Level::Information => "information",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each setting alone but the lists that are joined: a configuration that says it, and one that says it otherwise.
    fn settings() -> Vec<(Config, Config)> {
        let read = |text: &str| toml::from_str::<Config>(text).unwrap();
        let pairs = [
            ("root = true", "root = false"),
            ("profile = 'brief'", "profile = 'default'"),
            ("house = 'a.toml'", "house = 'b.toml'"),
            ("dialect = 'gfm'", "dialect = 'pandoc'"),
            ("rules.note-order = 'off'", "rules.note-order = 'hint'"),
            ("outline.notes = false", "outline.notes = true"),
            ("exclude = ['a']", "exclude = ['b']"),
            ("bibliography = ['a.bib']", "bibliography = ['b.bib']"),
            ("citation-style = 'apa'", "citation-style = 'ieee'"),
            ("site-root = '.'", "site-root = 'docs'"),
            ("inlay-hints = false", "inlay-hints = true"),
        ];
        pairs.map(|(one, other)| (read(one), read(other))).into()
    }

    /// The keys of the configuration, by its schema.
    fn keys() -> usize {
        let schema = schemars::schema_for!(Config);
        schema
            .get("properties")
            .and_then(|it| it.as_object())
            .map_or(0, |keys| keys.len())
    }

    #[test]
    fn each_setting_comes_from_the_first_that_says_it() {
        let nothing = Config::default();
        assert_eq!(settings().len(), keys() - 1, "all but `files`");
        for (one, other) in settings() {
            assert_ne!(one, nothing);
            assert_ne!(one, other);
            assert_eq!(one.clone().or(&nothing), one);
            assert_eq!(nothing.clone().or(&one), one);
            assert_eq!(one.clone().or(&other), one);
        }
    }

    #[test]
    fn rules_are_joined_one_by_one() {
        let levels = |pairs: &[(&str, Level)]| {
            let pairs = pairs
                .iter()
                .map(|(code, level)| ((*code).to_owned(), *level));
            Config {
                rules: pairs.collect(),
                ..Config::default()
            }
        };
        let one = levels(&[("a", Level::Off), ("b", Level::Hint)]);
        let other = levels(&[("b", Level::Error), ("c", Level::Warning)]);
        let both = [("a", Level::Off), ("b", Level::Hint), ("c", Level::Warning)];
        assert_eq!(one.or(&other), levels(&both));
    }

    #[test]
    fn of_files_the_nearest_come_last() {
        let read = |text: &str| toml::from_str::<Config>(text).unwrap();
        let one = read("[[files]]\npaths = ['a']\nrules = {}\n");
        let other = read("[[files]]\npaths = ['b']\nrules = {}\n");
        let both = [&other.files[0], &one.files[0]].map(Clone::clone);
        assert_eq!(one.or(&other).files, both);
    }

    #[test]
    fn what_is_read_depends_on_four_settings() {
        let nothing = Config::default();
        let mut reads = Vec::new();
        for (one, other) in settings() {
            assert!(one.reads_as(&one));
            assert_eq!(one.reads_as(&nothing), one.reads_as(&other));
            if !one.reads_as(&nothing) {
                reads.push(one.clone());
            }
        }
        let expected = settings().into_iter().map(|(one, _)| one);
        let expected = expected.filter(|it| {
            let decide = [
                it.root.is_some(),
                it.exclude.is_some(),
                it.dialect.is_some(),
            ];
            decide.contains(&true) || it.bibliography.is_some()
        });
        assert_eq!(reads, expected.collect::<Vec<_>>());
    }

    #[test]
    fn levels_have_the_names_that_are_configured() {
        use Level::{Error, Hint, Information, Off, Warning};
        let levels = [Off, Hint, Information, Warning, Error];
        let names = levels.map(Level::name);
        assert_eq!(names, ["off", "hint", "information", "warning", "error"]);
        for level in levels {
            let text = format!("rules.a = '{}'", level.name());
            let config: Config = toml::from_str(&text).unwrap();
            assert_eq!(config.rules["a"], level);
        }
        assert!(levels.is_sorted());
    }

    #[test]
    fn renderers_number_the_forms_of_markdown() {
        use Form::{Bracketed, Endnotes, Html, Inline, Markdown, Slashed, Superscript};
        assert!([Markdown, Inline].into_iter().all(Form::is_counted_anew));
        let printed = [Superscript, Html, Bracketed, Slashed, Endnotes];
        assert!(!printed.into_iter().any(Form::is_counted_anew));
    }
}
