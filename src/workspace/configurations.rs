use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::check::RuleLevels;
use crate::config::{Config, DialectChoice, House, Level, Profile};
use crate::text::Span;

use super::once::Once;
use super::parse_house::HouseProfile;
use super::{ConfigPlace, FilePatterns, Project, find_config, parse_config, read, root_of};

/// The configuration of every file; each configuration file is read once.
#[derive(Debug, Default)]
pub struct Configurations {
    /// The workspace folders.
    pub roots: Arc<[PathBuf]>,
    /// What counts whatever a file says.
    first: Config,
    /// What counts where a file says nothing.
    last: Config,
    /// What need not be read.
    known: HashMap<PathBuf, Config>,
    by_folder: Once<PathBuf, Arc<Configured>>,
    /// What is set by the configuration files of a place in a workspace folder.
    by_place: Once<(ConfigPlace, Option<PathBuf>), Arc<Configured>>,
    faults: Mutex<Vec<ConfigFaults>>,
}

/// What is wrong with a configuration file.
#[derive(Clone, Debug)]
pub struct ConfigFaults {
    /// The file.
    pub path: PathBuf,
    /// Its text; empty for one that cannot be read.
    pub text: String,
    /// Each with its place, in bytes of the text.
    pub faults: Vec<(Span, String)>,
}

/// What is set for the files of a folder.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Configured {
    /// All of it.
    pub config: Config,
    /// The folder that the paths in it start from: that of the nearest configuration file, or the workspace folder.
    pub folder: PathBuf,
    /// What the house of the briefs asks.
    pub house: Arc<House>,
    /// The house profile, where it is a file.
    pub house_profile: Option<Arc<HouseProfile>>,
    base: Profile,
    levels: RuleLevels,
    exclusions: FilePatterns,
    /// The levels that some files have in place of those of the rest; the last counts.
    for_files: Vec<(FilePatterns, BTreeMap<String, Level>)>,
}

impl Configurations {
    /// Those of the workspace folders `roots`. `known` are configuration files that need not be read, such as
    /// those that an editor has open; `settings` counts where a file says nothing.
    pub fn new(roots: Arc<[PathBuf]>, settings: Config, known: HashMap<PathBuf, Config>) -> Self {
        Configurations {
            roots,
            last: settings,
            known,
            ..Configurations::default()
        }
    }

    /// Those of a run without workspace folders, in which `first` counts whatever a file says.
    pub fn with(first: Config) -> Configurations {
        Configurations {
            first,
            ..Configurations::default()
        }
    }

    /// What is set for `file`.
    pub fn of(&self, file: &Path) -> Arc<Configured> {
        let folder = file.parent().unwrap_or(Path::new(""));
        self.by_folder.get(folder.to_owned(), || {
            let place = find_config(file, &self.roots);
            let key = (place.clone(), self.root_of(file).cloned());
            let make = || Arc::new(self.configured(file, &place));
            self.by_place.get(key, make)
        })
    }

    fn configured(&self, file: &Path, place: &ConfigPlace) -> Configured {
        let first = || self.first.clone();
        let config = |path: &Path| first().or(&self.config(path));
        let configured = Configured::new(
            Some(file),
            place,
            config,
            &first().or(&self.last),
            &self.roots,
        );
        let house = configured.house_profile.iter();
        for (path, text, faults) in house.flat_map(|house| house.faults.clone()) {
            self.add_faults(ConfigFaults { path, text, faults });
        }
        configured
    }

    /// What is wrong with a file, which several folders may name.
    fn add_faults(&self, faults: ConfigFaults) {
        let mut all = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.iter().any(|other| other.path == faults.path) {
            all.push(faults);
        }
    }

    /// The workspace folder that holds `file`: the innermost.
    pub fn root_of(&self, file: &Path) -> Option<&PathBuf> {
        root_of(file, &self.roots)
    }

    /// What is wrong with the files that were read since it was asked last, in the order in which they were met.
    pub fn take_faults(&self) -> Vec<ConfigFaults> {
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut faults)
    }

    /// What a configuration file says; nothing where it is broken as a whole.
    fn config(&self, path: &Path) -> Config {
        match self.known.get(path) {
            Some(config) => config.clone(),
            None => self.read(path),
        }
    }

    fn read(&self, path: &Path) -> Config {
        let (text, config, faults) = match read(path) {
            Ok(text) => {
                let file = parse_config(path, text);
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
            let path = path.to_owned();
            self.add_faults(ConfigFaults { path, text, faults });
        }
        config.unwrap_or_default()
    }
}

impl Configured {
    /// What is set for `file`: what the configuration files of its place say, as `config` tells it, the nearest first,
    /// up to one that is a root; and where they say nothing, `settings`. `roots` are the workspace folders.
    pub fn new(
        file: Option<&Path>,
        place: &ConfigPlace,
        config: impl Fn(&Path) -> Config,
        settings: &Config,
        roots: &[PathBuf],
    ) -> Configured {
        let folder_of = |path: &Path| path.parent().unwrap_or(Path::new("")).to_owned();
        let root = || root_of(file?, roots).cloned();
        let nearest = place.files.first().map(|path| folder_of(path));
        let folder = nearest.or_else(root).unwrap_or_default();
        let mut layers = Vec::new();
        for path in &place.files {
            let config = config(path);
            let is_root = config.root == Some(true);
            layers.push((folder_of(path), config));
            if is_root {
                break;
            }
        }
        layers.push((folder.clone(), settings.clone()));
        Configured::of(layers, folder, place)
    }

    /// What is set by `layers`, each with the folder that its paths start from; the first counts.
    fn of(layers: Vec<(PathBuf, Config)>, folder: PathBuf, place: &ConfigPlace) -> Configured {
        let excluding = layers.iter().find_map(|(folder, config)| {
            let patterns = config.exclude.as_deref()?;
            Some(FilePatterns::new(folder, patterns))
        });
        let for_files = layers.iter().rev().flat_map(|(folder, config)| {
            let files = config.files.iter();
            files.map(|files| (FilePatterns::new(folder, &files.paths), files.rules.clone()))
        });
        let for_files = for_files.collect();
        let mut config = Config::default();
        for (from, layer) in layers {
            config = config.or(&match from == folder {
                true => layer,
                false => anchored(layer, &from),
            });
        }
        if let (None | Some(DialectChoice::Auto), Some(found)) = (config.dialect, &place.dialect) {
            config.dialect = Some(found.dialect);
        }
        let file = config.house.as_ref().map(|file| folder.join(file));
        // That a file is missing is a fault of the one that names it.
        let file = file.filter(|file| file.is_file());
        let file = file.map(|file| HouseProfile::read(&file));
        let profile = match &file {
            Some(file) => file.clone(),
            None => HouseProfile::built_in(config.profile.unwrap_or_default()),
        };
        Configured {
            levels: RuleLevels::of(&config, &profile.house, profile.base),
            house: Arc::new(profile.house),
            base: profile.base,
            house_profile: file.map(Arc::new),
            config,
            folder,
            exclusions: excluding.unwrap_or_default(),
            for_files,
        }
    }

    /// The levels of the rules for `file`.
    pub fn levels(&self, file: Option<&Path>) -> Cow<'_, RuleLevels> {
        let file = file.filter(|_| !self.for_files.is_empty());
        let of_file = self
            .for_files
            .iter()
            .filter(|(patterns, _)| file.is_some_and(|file| patterns.contain(file)));
        let mut config = None;
        for (_, rules) in of_file {
            let config = config.get_or_insert_with(|| self.config.clone());
            config.rules.extend(rules.clone());
        }
        match config {
            Some(config) => Cow::Owned(RuleLevels::of(&config, &self.house, self.base)),
            None => Cow::Borrowed(&self.levels),
        }
    }

    /// Which renderer the files are written for.
    pub fn dialect(&self) -> DialectChoice {
        self.config.dialect.unwrap_or_default()
    }

    /// Whether an outline shows notes.
    pub fn outlines_notes(&self) -> bool {
        self.config.outline.notes.unwrap_or(true)
    }

    /// Whether a file or folder that nobody named is left out.
    pub fn excludes(&self, path: &Path) -> bool {
        self.config.exclude.is_some() && self.exclusions.contain(path)
    }

    /// The same as a [`Project`] in the workspace folders `roots`.
    pub fn project<'a>(&'a self, roots: &'a [PathBuf]) -> Project<'a> {
        Project {
            config: &self.config,
            house: &self.house,
            folder: &self.folder,
            roots,
        }
    }
}

/// `config` with the paths in it, which start from `folder`, written in full: it counts in another folder too.
fn anchored(mut config: Config, folder: &Path) -> Config {
    let full = |path: &mut String| *path = folder.join(&*path).to_string_lossy().into_owned();
    config.bibliography.iter_mut().flatten().for_each(full);
    config.site_root.iter_mut().for_each(full);
    config.house.iter_mut().for_each(full);
    let style = config.citation_style.iter_mut();
    style.filter(|style| style.ends_with(".csl")).for_each(full);
    config
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Profile;

    /// What is set in `inner/drafts` where the outer folder and the inner one have these configuration files, and a
    /// file there.
    fn configured(outer: &str, inner: &str) -> (tempfile::TempDir, Arc<Configured>, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("inner/drafts/a.md");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(folder.path().join("brief-ls.toml"), outer).unwrap();
        std::fs::write(folder.path().join("inner/brief-ls.toml"), inner).unwrap();
        let roots: Arc<[PathBuf]> = Arc::from([folder.path().to_owned()]);
        let all = Configurations::new(roots, Config::default(), HashMap::new());
        let configured = all.of(&file);
        (folder, configured, file)
    }

    /// The levels that follow from `rules`.
    fn levels(rules: &[(&str, Level)]) -> RuleLevels {
        let rules = rules
            .iter()
            .map(|(code, level)| ((*code).to_owned(), *level));
        let rules = rules.collect();
        RuleLevels::new(&Config {
            rules,
            ..Config::default()
        })
        .0
    }

    #[test]
    fn a_configuration_extends_the_one_above_it() {
        let outer = "profile = 'brief'\ndialect = 'pandoc'\nexclude = ['inner/drafts/**']\n\
                     site-root = 'site'\n[rules]\nnote-order = 'off'\nunused-note = 'off'\n";
        let inner = "dialect = 'gfm'\n[rules]\nnote-order = 'hint'\n";
        let (folder, found, file) = configured(outer, inner);
        let config = &found.config;
        assert_eq!(config.profile, Some(Profile::Brief));
        assert_eq!(config.dialect, Some(DialectChoice::Gfm));
        assert_eq!(config.rules["note-order"], Level::Hint);
        assert_eq!(config.rules["unused-note"], Level::Off);
        assert_eq!(found.folder, folder.path().join("inner"));
        let site = folder.path().join("site").to_string_lossy().into_owned();
        assert_eq!(config.site_root, Some(site));
        assert!(found.excludes(&file));
    }

    #[test]
    fn a_root_begins_anew() {
        let outer = "profile = 'brief'\nexclude = ['**']\n[[files]]\npaths = ['**']\nrules.note-order = 'off'\n";
        let (_folder, found, file) = configured(outer, "root = true\ndialect = 'gfm'\n");
        assert_eq!(found.config.profile, None);
        assert!(!found.excludes(&file));
        assert_eq!(*found.levels(Some(&file)), RuleLevels::default());
    }

    #[test]
    fn some_files_have_other_levels() {
        let outer = "[[files]]\npaths = ['inner/drafts/']\nrules = { note-order = 'off', unused-note = 'off' }\n";
        let inner = "rules.empty-note = 'off'\n[[files]]\npaths = ['drafts/a.md']\nrules.unused-note = 'hint'\n";
        let (folder, found, file) = configured(outer, inner);
        let (empty, order) = (("empty-note", Level::Off), ("note-order", Level::Off));
        let expected = levels(&[empty, order, ("unused-note", Level::Hint)]);
        assert_eq!(*found.levels(Some(&file)), expected);
        let beside = file.with_file_name("b.md");
        let expected = levels(&[empty, order, ("unused-note", Level::Off)]);
        assert_eq!(*found.levels(Some(&beside)), expected);
        assert_eq!(
            *found.levels(Some(&folder.path().join("inner/c.md"))),
            levels(&[empty])
        );
        assert_eq!(*found.levels(None), levels(&[empty]));
    }
}
