use std::path::{Component, Path, PathBuf};

/// `path` from `folder`, which is absolute, with `/` between its parts on every system; absolute where
/// they are on different disks.
pub(super) fn relative(folder: &Path, path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (folder, path) = (plain(folder), plain(&absolute));
    let shared = folder.components().zip(path.components());
    let shared = shared.take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return path.to_string_lossy().into_owned();
    }
    let up = folder.components().skip(shared).map(|_| "..".into());
    let down = path.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// `path` without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_the_folder() {
        let from = |path: &str| relative(Path::new("/archive/known"), Path::new(path));
        assert_eq!(from("/archive/known/a/b.md"), "a/b.md");
        assert_eq!(from("/archive/known/./a/../b.md"), "b.md");
        assert_eq!(from("/archive/2019/b.md"), "../2019/b.md");
        assert_eq!(from("/else/b.md"), "../../else/b.md");
    }
}
