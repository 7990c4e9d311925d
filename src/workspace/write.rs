use std::io::{self, Write};
use std::path::Path;

use tempfile::Builder;

use super::read;

/// Replaces the content of the file at `path`, which was `before`, by `text`: written beside it and put in
/// its place at once, with its permissions, so that whoever reads it finds one or the other. A link stays a
/// link to what is replaced.
///
/// # Errors
/// What the system says; and where the file is no longer what it was, or may not be written.
pub fn write(path: &Path, before: &str, text: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    let permissions = path.metadata()?.permissions();
    if permissions.readonly() {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = Builder::new().prefix(".brief-ls-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    if read(&path).as_deref() != Ok(before) {
        return Err(io::Error::other("it was changed by someone else meanwhile"));
    }
    file.persist(&path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        entries
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, "one").unwrap();
        write(&path, "one", "two").unwrap();
        assert_eq!(read(&path).as_deref(), Ok("two"));
        assert_eq!(names(folder.path()), ["a.md"]);
    }

    #[test]
    fn a_file_that_has_changed_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, "other").unwrap();
        assert!(write(&path, "one", "two").is_err());
        assert_eq!(read(&path).as_deref(), Ok("other"));
        assert_eq!(names(folder.path()), ["a.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.md"), folder.path().join("b.md"));
        std::fs::write(&path, "one").unwrap();
        symlink(&path, &link).unwrap();
        let mode = |mode| std::fs::set_permissions(&path, PermissionsExt::from_mode(mode));
        mode(0o640).unwrap();
        write(&link, "one", "two").unwrap();
        assert!(link.is_symlink());
        assert_eq!(read(&path).as_deref(), Ok("two"));
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
        mode(0o440).unwrap();
        assert!(write(&path, "two", "three").is_err());
    }
}
