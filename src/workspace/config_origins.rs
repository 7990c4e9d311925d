use std::path::Path;

use crate::config::{DialectChoice, Level};
use crate::text::Span;

use super::{ConfigFile, ConfigPlace, FilePatterns, find_config, parse_config, read};

/// Where the settings of a file come from.
#[derive(Clone, Debug)]
pub struct ConfigOrigins {
    /// Where its configuration is.
    place: ConfigPlace,
    /// The configuration files that count, the nearest first.
    files: Vec<ConfigFile>,
}

impl ConfigOrigins {
    /// Those of `file`, whose configuration files are read. One that cannot be read says nothing.
    pub fn of(file: &Path) -> ConfigOrigins {
        let place = find_config(file, &[]);
        let mut files = Vec::new();
        for path in &place.files {
            let text = read(path).unwrap_or_default();
            let file = parse_config(path, text);
            let root = file.config.as_ref().and_then(|config| config.root);
            files.push(file);
            if root == Some(true) {
                break;
            }
        }
        ConfigOrigins { place, files }
    }

    /// The configuration file and the line, from 1, of the setting `key`, such as `outline.notes`; for a dialect that
    /// a tool tells, the file or folder of the tool and no line. None where the setting has its default.
    pub fn setting(&self, key: &str) -> Option<(&Path, Option<usize>)> {
        let set = self.files.iter().find_map(|file| {
            let config = file.config.as_ref()?;
            let (_, span) = file.settings.iter().find(|(name, _)| name == key)?;
            Some((file, line(file, *span), config.dialect))
        });
        let tool = self.place.dialect.as_ref().filter(|_| key == "dialect");
        match (set, tool) {
            (None | Some((_, _, Some(DialectChoice::Auto))), Some(tool)) => Some((&tool.by, None)),
            (set, _) => set.map(|(file, line, _)| (file.path.as_path(), Some(line))),
        }
    }

    /// The level that `files` in a configuration file sets for a rule in `file`, with the file and the line, from 1.
    pub fn level_for(&self, file: &Path, code: &str) -> Option<(Level, &Path, usize)> {
        self.files.iter().find_map(|config| {
            let folder = config.path.parent().unwrap_or(Path::new(""));
            let places = config.settings.iter().filter(|(key, _)| key == "files");
            let files = config.config.as_ref()?.files.iter().zip(places);
            let files: Vec<_> = files.collect();
            files.into_iter().rev().find_map(|(files, (_, span))| {
                let level = files.rules.get(code)?;
                let is_named = FilePatterns::new(folder, &files.paths).contain(file);
                is_named.then(|| (*level, config.path.as_path(), line(config, *span)))
            })
        })
    }
}

/// The line, from 1, at which `span` begins.
fn line(file: &ConfigFile, span: Span) -> usize {
    let before = file.text.get(..span.start).unwrap_or_default();
    before.matches('\n').count() + 1
}
