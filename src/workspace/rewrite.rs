use std::io;
use std::path::Path;

use super::{read, replace};

/// Replaces the content of the file at `path`, which was `before`, by `text`, as [`replace`] does.
///
/// # Errors
/// As [`replace`]; and where the file is no longer what it was.
pub fn rewrite(path: &Path, before: &str, text: &str) -> io::Result<()> {
    if read(path).as_deref() != Ok(before) {
        return Err(io::Error::other(
            "it was changed by another program in the meantime",
        ));
    }
    replace(path, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_has_changed_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, "one").unwrap();
        rewrite(&path, "one", "two").unwrap();
        assert!(rewrite(&path, "one", "three").is_err());
        assert_eq!(read(&path).as_deref(), Ok("two"));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_may_not_be_written_stays() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, "one").unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o440)).unwrap();
        assert!(rewrite(&path, "one", "two").is_err());
        assert_eq!(read(&path).as_deref(), Ok("one"));
    }
}
