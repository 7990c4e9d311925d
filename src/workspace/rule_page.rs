use std::io;
use std::path::{Path, PathBuf};

use crate::check::{Rule, rules};

use super::read::read;
use super::write::replace;

/// The page of `rule` as a file in the author's cache folder, for editors, which show files. The pages of all rules are
/// there, as they link to one another. One is written again where it is another: by another version, or after somebody
/// typed in it.
///
/// # Errors
/// Where there is no such folder, or what the system says.
pub fn rule_page(rule: &Rule) -> io::Result<PathBuf> {
    let cache = cache_folder().ok_or(io::ErrorKind::NotFound)?;
    let folder = cache.join(env!("CARGO_PKG_NAME")).join("rules");
    write_pages(&folder)?;
    Ok(path(&folder, rule))
}

fn path(folder: &Path, rule: &Rule) -> PathBuf {
    folder.join(format!("{}.md", rule.code))
}

fn write_pages(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for rule in rules() {
        let path = path(folder, rule);
        if read(&path).as_deref() != Ok(rule.page) {
            replace(&path, rule.page)?;
        }
    }
    Ok(())
}

/// Where programs keep what they can write again, as the system has it.
fn cache_folder() -> Option<PathBuf> {
    let named = |variable: &str| {
        let folder = std::env::var_os(variable).map(PathBuf::from);
        folder.filter(|folder| folder.is_absolute())
    };
    let in_home = |folder: &str| std::env::home_dir().map(|home| home.join(folder));
    if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        in_home("Library/Caches")
    } else {
        named("XDG_CACHE_HOME").or_else(|| in_home(".cache"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_written_once_and_again_where_they_are_others() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("not/there");
        let rule = &rules()[0];
        let path = path(&folder, rule);
        let written = || {
            write_pages(&folder).unwrap();
            assert_eq!(read(&path).as_deref(), Ok(rule.page));
            path.metadata().unwrap().modified().unwrap()
        };
        assert_eq!(written(), written());
        replace(&path, "Another version.").unwrap();
        written();
    }
}
