use std::path::{Path, PathBuf};

use crate::config::DialectChoice;

use super::book::BookProject;

/// The name of a configuration file.
pub const CONFIG_NAME: &str = "brief-ls.toml";

/// The names of the settings of MkDocs.
const MKDOCS_NAMES: [&str; 2] = ["mkdocs.yml", "mkdocs.yaml"];

/// The folder in which Obsidian keeps the settings of a vault.
const VAULT: &str = ".obsidian";

/// The settings of bookdown, which has Pandoc render the chapters that it writes.
const BOOKDOWN: &str = "_bookdown.yml";

/// Whether a change at `path` may give briefs another dialect. In a vault, that is the folder, or the first file that
/// Obsidian writes there; the others change whenever an author looks at a note.
pub fn tells_dialect(path: &Path) -> bool {
    let is_vault = path.ends_with(VAULT) || path.ends_with(Path::new(VAULT).join("app.json"));
    is_vault || path.ends_with(BOOKDOWN) || MKDOCS_NAMES.iter().any(|name| path.ends_with(name))
}

/// What the folders of a file hold that sets something for it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct ConfigPlace {
    /// The configuration files, the nearest first.
    pub files: Vec<PathBuf>,
    /// The dialect of the tool that the folders belong to, for a file whose configuration leaves that open.
    pub dialect: Option<FoundDialect>,
}

/// A dialect that a file or folder tells.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FoundDialect {
    /// The dialect.
    pub dialect: DialectChoice,
    /// What tells it, such as a `mkdocs.yml`.
    pub by: PathBuf,
}

/// What sets something for `file`: each `brief-ls.toml` upward from its folder, as far as the root in `roots` that
/// holds it; where none does, the top of its repository; where there is none, the author's home or the top of the
/// disk. As far up, a `mkdocs.yml` or a vault of Obsidian tells the dialect.
pub fn find_config(file: &Path, roots: &[PathBuf]) -> ConfigPlace {
    find_below(file, roots, std::env::home_dir().as_deref())
}

/// The folder of `roots` that holds `file`: the innermost.
pub fn root_of<'r>(file: &Path, roots: &'r [PathBuf]) -> Option<&'r PathBuf> {
    let holding = roots.iter().filter(|root| file.starts_with(root));
    holding.max_by_key(|root| root.components().count())
}

fn find_below(file: &Path, roots: &[PathBuf], home: Option<&Path>) -> ConfigPlace {
    let mut place = ConfigPlace::default();
    let Ok(file) = std::path::absolute(file) else {
        return place;
    };
    let root = root_of(&file, roots);
    let is_top = |folder: &Path| match root {
        Some(root) => folder == root,
        None => folder.join(".git").exists() || home == Some(folder),
    };
    for folder in file.ancestors().skip(1) {
        let config = folder.join(CONFIG_NAME);
        if config.is_file() {
            place.files.push(config);
        }
        if place.dialect.is_none() {
            place.dialect = dialect_of(folder, &file);
        }
        if is_top(folder) {
            break;
        }
    }
    place
}

/// The dialect of the tool that renders `file`, where this is the folder of its settings.
fn dialect_of(folder: &Path, file: &Path) -> Option<FoundDialect> {
    let found = |by, dialect| Some(FoundDialect { dialect, by });
    for name in MKDOCS_NAMES {
        let settings = folder.join(name);
        if settings.is_file() && is_documentation(folder, &settings, file) {
            return found(settings, DialectChoice::Mkdocs);
        }
    }
    let bookdown = folder.join(BOOKDOWN);
    let book = bookdown
        .is_file()
        .then(|| BookProject::at(folder))
        .flatten();
    if book.is_some_and(|book| book.has_written(file)) {
        return found(bookdown, DialectChoice::Pandoc);
    }
    let vault = folder.join(VAULT);
    match vault.is_dir() {
        true => found(vault, DialectChoice::Obsidian),
        false => None,
    }
}

/// Whether MkDocs renders `file`: it is in the folder of the documentation, `docs` where the settings name no other
/// (MkDocs, "Configuration", `docs_dir`), or there is no such folder.
fn is_documentation(folder: &Path, settings: &Path, file: &Path) -> bool {
    let text = super::read(settings).unwrap_or_default();
    let mut named = text
        .lines()
        .filter_map(|line| line.strip_prefix("docs_dir:"));
    let name = named
        .next()
        .map(|name| name.split(" #").next().unwrap_or(name));
    let named = name.map(|name| name.trim().trim_matches(['"', '\'']));
    let documentation: PathBuf = folder.join(named.unwrap_or("docs")).components().collect();
    file.starts_with(&documentation) || !documentation.is_dir()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder `home/repository/briefs`, with a configuration at `home`.
    fn home() -> tempfile::TempDir {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(home.path().join("repository/briefs")).unwrap();
        std::fs::write(home.path().join(CONFIG_NAME), "").unwrap();
        home
    }

    #[test]
    fn the_nearest_is_found() {
        let home = home();
        let file = home.path().join("repository/briefs/a.md");
        let find = || find_below(&file, &[], None);
        let outer = home.path().join(CONFIG_NAME);
        assert_eq!(find().files[0], outer);
        let nearer = home.path().join("repository").join(CONFIG_NAME);
        std::fs::write(&nearer, "").unwrap();
        assert_eq!(find().files[..2], [nearer, outer]);
    }

    #[test]
    fn the_search_ends_at_the_top_of_the_repository() {
        let home = home();
        let file = home.path().join("repository/briefs/a.md");
        std::fs::create_dir(home.path().join("repository/.git")).unwrap();
        assert_eq!(find_below(&file, &[], None), ConfigPlace::default());
    }

    #[test]
    fn a_tool_tells_the_dialect_of_its_folder() {
        let home = home();
        let file = home.path().join("repository/briefs/a.md");
        let repository = home.path().join("repository");
        let dialect = |file: &Path| {
            Some(
                find_below(file, std::slice::from_ref(&repository), None)
                    .dialect?
                    .dialect,
            )
        };
        assert_eq!(dialect(&file), None);
        std::fs::create_dir(repository.join(".obsidian")).unwrap();
        assert_eq!(dialect(&file), Some(DialectChoice::Obsidian));
        std::fs::write(repository.join("briefs/mkdocs.yml"), "").unwrap();
        assert_eq!(dialect(&file), Some(DialectChoice::Mkdocs));
        std::fs::create_dir(repository.join("briefs/docs")).unwrap();
        assert_eq!(dialect(&file), Some(DialectChoice::Obsidian));
        let page = repository.join("briefs/docs/b.md");
        assert_eq!(dialect(&page), Some(DialectChoice::Mkdocs));
        std::fs::write(
            repository.join("briefs/mkdocs.yml"),
            "docs_dir: '.' # all\n",
        )
        .unwrap();
        assert_eq!(dialect(&file), Some(DialectChoice::Mkdocs));
        std::fs::remove_file(repository.join("briefs/mkdocs.yml")).unwrap();
        std::fs::write(
            repository.join("briefs/_bookdown.yml"),
            "output_dir: docs\n",
        )
        .unwrap();
        assert_eq!(dialect(&page), Some(DialectChoice::Pandoc));
        assert_eq!(dialect(&file), Some(DialectChoice::Obsidian));
    }

    #[test]
    fn the_root_that_holds_the_file_is_the_last_folder_searched() {
        let home = home();
        let file = home.path().join("repository/briefs/a.md");
        let root = home.path().join("repository");
        assert_eq!(
            find_below(&file, std::slice::from_ref(&root), None),
            ConfigPlace::default()
        );
        std::fs::create_dir(root.join(".git")).unwrap();
        let roots = [home.path().to_owned()];
        let found = find_below(&file, &roots, None);
        assert_eq!(found.files, [home.path().join(CONFIG_NAME)]);
    }

    #[test]
    fn the_search_ends_at_home() {
        let home = home();
        let file = home.path().join("repository/briefs/a.md");
        let inner = home.path().join("repository");
        assert_eq!(find_below(&file, &[], Some(&inner)), ConfigPlace::default());
    }
}
