//! The configuration of every file that is checked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check;
use crate::config::{Config, DialectChoice, Level, Profile};
use crate::text::{Span, Text};
use crate::workspace::{self, ConfigFault, Configured, Exclusions};

use super::inputs::{Input, Origin, shown};
use super::report::{Report, ReportedDiagnostic};

/// How the files under one configuration file are checked.
#[derive(Default)]
pub(super) struct CheckSettings {
    /// The level of every rule.
    pub rules: check::RuleLevels,
    /// Which reader of Markdown footnotes they are written for.
    pub dialect: DialectChoice,
    /// What an outline shows.
    pub outline_notes: bool,
    /// All that is set.
    pub configured: Configured,
    exclusions: Exclusions,
}

/// Finds and reads configuration files, each once.
pub(super) struct BatchConfigurations {
    profile: Option<Profile>,
    by_folder: BTreeMap<PathBuf, Arc<CheckSettings>>,
    by_file: BTreeMap<Option<PathBuf>, Arc<CheckSettings>>,
    /// What is wrong with them, in the order in which they were met; whoever tells it takes it out.
    pub faults: Vec<Report>,
}

impl BatchConfigurations {
    /// Those of a run in which `profile` goes before what they say.
    pub fn new(profile: Option<Profile>) -> BatchConfigurations {
        BatchConfigurations {
            profile,
            by_folder: BTreeMap::new(),
            by_file: BTreeMap::new(),
            faults: Vec::new(),
        }
    }

    /// The settings for a file.
    pub fn of(&mut self, input: &Input) -> Arc<CheckSettings> {
        let folder = input.path.parent().unwrap_or(Path::new("")).to_owned();
        if let Some(settings) = self.by_folder.get(&folder) {
            return settings.clone();
        }
        let file = workspace::find_config(&input.path, &[]);
        let settings = match self.by_file.get(&file) {
            Some(settings) => settings.clone(),
            None => Arc::new(self.read(file.as_deref())),
        };
        self.by_file.insert(file, settings.clone());
        self.by_folder.insert(folder, settings.clone());
        settings
    }

    fn read(&mut self, file: Option<&Path>) -> CheckSettings {
        let mut config = file.map(|file| self.config(file)).unwrap_or_default();
        config.profile = self.profile.or(config.profile);
        CheckSettings::new(&config, file)
    }

    /// What a configuration file says; nothing where it is broken as a whole. Its faults are noted.
    fn config(&mut self, path: &Path) -> Config {
        let (text, config, faults) = match workspace::read(path) {
            Ok(text) => {
                let file = workspace::parse_config(path, text);
                let faults = file.faults.into_iter();
                let faults = faults.map(|fault| (fault.span, fault.message)).collect();
                (file.text, file.config, faults)
            }
            Err(error) => {
                let fault = (Span::at(0), format!("The file {error}."));
                (String::new(), None, vec![fault])
            }
        };
        if !faults.is_empty() {
            let diagnostics = faults.into_iter().map(diagnostic).collect();
            let text = Text::new(&text);
            self.faults
                .push(Report::new(shown(path), text, diagnostics, Vec::new()));
        }
        config.unwrap_or_default()
    }
}

fn diagnostic((span, message): (Span, String)) -> ReportedDiagnostic {
    ReportedDiagnostic {
        code: ConfigFault::CODE,
        level: Level::Error,
        span,
        message,
        related: Vec::new(),
        fix: None,
    }
}

impl CheckSettings {
    fn new(config: &Config, file: Option<&Path>) -> CheckSettings {
        let folder = file.and_then(Path::parent).unwrap_or(Path::new(""));
        CheckSettings {
            rules: check::RuleLevels::new(config).0,
            dialect: config.dialect.unwrap_or_default(),
            outline_notes: config.outline.notes.unwrap_or(true),
            configured: Configured {
                config: config.clone(),
                folder: folder.to_owned(),
            },
            exclusions: Exclusions::new(folder, config.exclude.as_deref().unwrap_or_default()),
        }
    }

    /// Whether a file found in a folder is left out.
    pub fn excludes(&self, input: &Input) -> bool {
        matches!(input.origin, Origin::Found(_)) && self.exclusions.contain(&input.path)
    }
}
