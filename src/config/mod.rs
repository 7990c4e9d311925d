//! Configuration as plain data: what an author or an editor may set. Reading it from a file is the
//! workspace's work; what a rule's name means is known to the checks.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What `brief-ls.toml` and the client's settings under `brief-ls` may say. Both have the same keys.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Which set of rules is on.
    #[schemars(extend("default" = "default"))]
    pub profile: Option<Profile>,
    /// Which reader of Markdown footnotes the brief is written for.
    #[schemars(extend("default" = "auto"))]
    pub dialect: Option<DialectChoice>,
    /// Level by rule code: `undefined-marker = "warning"`. A rule that is not named has that of the profile.
    pub rules: BTreeMap<String, Level>,
    /// The outline.
    pub outline: Outline,
    /// Which files are no briefs of this project, by patterns such as `drafts/**`, relative to the folder
    /// of the configuration file. A file that is named on the command line counts all the same.
    #[schemars(extend("default" = []))]
    pub exclude: Option<Vec<String>>,
    /// The bibliographies of every brief, as paths relative to the folder of the configuration file. They may
    /// stand outside the workspace.
    #[schemars(extend("default" = []))]
    pub bibliography: Option<Vec<String>>,
    /// How sources are printed: the name of a citation style, or the path of a `.csl` file.
    pub citation_style: Option<String>,
    /// The folder that a link such as `/about` starts from, relative to the folder of the configuration file.
    /// Such links are not looked at where it is not set.
    pub site_root: Option<String>,
    /// Whether editors show the source of a note in a few words beside its markers, where they show such hints;
    /// they do if not set.
    #[schemars(extend("default" = true))]
    pub inlay_hints: Option<bool>,
}

impl Config {
    /// `self`, with what it does not say taken from `other`.
    pub fn or(mut self, other: &Config) -> Config {
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
        self
    }

    /// Whether both have the same briefs read, and the same read of them.
    pub fn reads_as(&self, other: &Config) -> bool {
        self.exclude == other.exclude
            && self.dialect == other.dialect
            && self.bibliography == other.bibliography
    }
}

/// What the outline shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Outline {
    /// Whether notes are listed where they stand; they are if not set.
    #[schemars(extend("default" = true))]
    pub notes: Option<bool>,
}

/// A named set of rules and their levels.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// For any document with footnotes.
    #[default]
    Default,
    /// For a policy brief on its way to publication: craft and house style too.
    Brief,
}

/// Which reader of Markdown footnotes a document is written for, as configured.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DialectChoice {
    /// Pandoc where the document shows it, GitHub otherwise.
    #[default]
    Auto,
    /// GitHub, by cmark-gfm.
    Gfm,
    /// Pandoc's Markdown.
    Pandoc,
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
    /// Any numeric marker, and the items of a list under a heading such as Notes.
    Endnotes,
}

impl Form {
    /// Whether readers number notes of this form anew, whatever their labels are.
    pub fn is_counted_anew(self) -> bool {
        matches!(self, Form::Markdown | Form::Inline)
    }
}

/// How much a finding matters; `Off` silences a rule.
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
    /// Likely a fault.
    Warning,
    /// A fault that the reader of the brief will meet.
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
