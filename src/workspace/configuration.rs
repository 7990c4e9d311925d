use std::path::{Path, PathBuf};

/// The name of a configuration file.
pub const CONFIG_NAME: &str = "brief-ls.toml";

/// The configuration file for `file`: the nearest `brief-ls.toml` upward from its folder, as far as the
/// root in `roots` that holds it; where none does, the top of its repository; where there is none, the
/// author's home or the top of the disk.
pub fn find_config(file: &Path, roots: &[PathBuf]) -> Option<PathBuf> {
    find_below(file, roots, std::env::home_dir().as_deref())
}

/// The folder of `roots` that holds `file`: the innermost.
pub fn root_of<'r>(file: &Path, roots: &'r [PathBuf]) -> Option<&'r PathBuf> {
    let holding = roots.iter().filter(|root| file.starts_with(root));
    holding.max_by_key(|root| root.components().count())
}

fn find_below(file: &Path, roots: &[PathBuf], home: Option<&Path>) -> Option<PathBuf> {
    let file = std::path::absolute(file).ok()?;
    let root = root_of(&file, roots);
    let is_top = |folder: &Path| match root {
        Some(root) => folder == root,
        None => folder.join(".git").exists() || home == Some(folder),
    };
    for folder in file.ancestors().skip(1) {
        let config = folder.join(CONFIG_NAME);
        if config.is_file() {
            return Some(config);
        }
        if is_top(folder) {
            return None;
        }
    }
    None
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
        assert_eq!(find(), Some(home.path().join(CONFIG_NAME)));
        let nearer = home.path().join("repository").join(CONFIG_NAME);
        std::fs::write(&nearer, "").unwrap();
        assert_eq!(find(), Some(nearer));
    }

    #[test]
    fn the_search_ends_at_the_top_of_the_repository() {
        let home = home();
        let file = home.path().join("repository/briefs/a.md");
        std::fs::create_dir(home.path().join("repository/.git")).unwrap();
        assert_eq!(find_below(&file, &[], None), None);
    }

    #[test]
    fn the_root_that_holds_the_file_is_the_last_folder_searched() {
        let home = home();
        let file = home.path().join("repository/briefs/a.md");
        let root = home.path().join("repository");
        assert_eq!(find_below(&file, std::slice::from_ref(&root), None), None);
        std::fs::create_dir(root.join(".git")).unwrap();
        let roots = [home.path().to_owned()];
        let found = find_below(&file, &roots, None);
        assert_eq!(found, Some(home.path().join(CONFIG_NAME)));
    }

    #[test]
    fn the_search_ends_at_home() {
        let home = home();
        let file = home.path().join("repository/briefs/a.md");
        let inner = home.path().join("repository");
        assert_eq!(find_below(&file, &[], Some(&inner)), None);
    }
}
