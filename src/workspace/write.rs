use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// The most links that are followed from one name, as many as Linux follows.
const MOST_LINKS: usize = 40;

/// Writes a file that is not there yet. A failure leaves none.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] where there is one of that name, which stays as it is; else what the
/// system says.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let written = write_beside(path, None, text.as_bytes())?;
    written.persist_noclobber(path).map_err(|it| it.error)?;
    sync_folder(path);
    Ok(())
}

/// Writes a regular file, be it there or not. Whoever reads it meanwhile, or after a failure, finds the old text
/// or the new one whole. Permissions and owner stay, and a link stays a link, be it one that leads nowhere yet.
///
/// # Errors
/// Where the path is no regular file, may not be written, has another name that would keep the old text, or its
/// owner cannot be kept; else what the system says.
pub fn replace(path: &Path, content: impl AsRef<[u8]>) -> io::Result<()> {
    let target = behind_links(path)?;
    let old = match fs::metadata(&target) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if let Some(old) = &old {
        may_replace(old)?;
    }
    let written = write_beside(&target, old.as_ref(), content.as_ref())?;
    written.persist(&target).map_err(|it| it.error)?;
    sync_folder(&target);
    Ok(())
}

/// The path that `path` leads to where it is a link, even one that leads nowhere.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let is_link = path.symlink_metadata().is_ok_and(|it| it.is_symlink());
        if !is_link {
            return Ok(path);
        }
        let target = fs::read_link(&path)?;
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    Err(io::Error::other("its links form a circle"))
}

/// Whether a new file may take the place of the one with these properties.
fn may_replace(old: &Metadata) -> io::Result<()> {
    if !old.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    if old.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    match names(old) {
        0 | 1 => Ok(()),
        count => Err(io::Error::other(format!(
            "it has {count} names (hard links), and the others would keep the old text"
        ))),
    }
}

/// A file beside `target` with this text, which goes where it is not put in the target's place. It has the owner and
/// the permissions of `old` before it has the text.
fn write_beside(
    target: &Path,
    old: Option<&Metadata>,
    content: &[u8],
) -> io::Result<NamedTempFile> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let mut prefix = std::ffi::OsString::from(".");
    prefix.push(name);
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(&prefix).suffix(".new");
    if old.is_none() {
        of_a_new_file(&mut builder);
    }
    let mut file = builder.tempfile_in(folder)?;
    if let Some(old) = old {
        keep_owner(&file, old)?;
        file.as_file().set_permissions(old.permissions())?;
    }
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Has a file made with the permissions that programs give to new ones, in place of those for its owner alone.
#[cfg(unix)]
fn of_a_new_file(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn of_a_new_file(_: &mut Builder<'_, '_>) {}

/// How many names a file has.
#[cfg(unix)]
fn names(file: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(file)
}

#[cfg(not(unix))]
fn names(_: &Metadata) -> u64 {
    1
}

#[cfg(unix)]
fn keep_owner(file: &NamedTempFile, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let new = file.as_file().metadata()?;
    if (new.uid(), new.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    fchown(file.as_file(), Some(old.uid()), Some(old.gid())).map_err(|error| {
        io::Error::new(
            error.kind(),
            format!("its owner or group cannot be kept: {error}"),
        )
    })
}

#[cfg(not(unix))]
fn keep_owner(_: &NamedTempFile, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Has the new name on the disk before anyone is told. Where that cannot be had the file is written all the same.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    if let Ok(folder) = fs::File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_not_created_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        create(&path, "one").unwrap();
        let error = create(&path, "two").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(crate::workspace::read(&path).as_deref(), Ok("one"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    mod on_unix {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

        use super::*;

        fn mode(path: &Path) -> u32 {
            fs::metadata(path).unwrap().permissions().mode() & 0o777
        }

        #[test]
        fn what_is_replaced_keeps_its_permissions_and_its_link() {
            let folder = tempfile::tempdir().unwrap();
            let (path, link) = (folder.path().join("a"), folder.path().join("b"));
            replace(&path, "one").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
            symlink(&path, &link).unwrap();
            replace(&link, "two").unwrap();
            assert_eq!(crate::workspace::read(&path).as_deref(), Ok("two"));
            assert!(link.is_symlink());
            assert_eq!(mode(&path), 0o640);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        }

        #[test]
        fn a_new_file_has_the_permissions_that_others_have() {
            let folder = tempfile::tempdir().unwrap();
            let names = ["a", "b", "c"].map(|name| folder.path().join(name));
            create(&names[0], "").unwrap();
            replace(&names[1], "").unwrap();
            fs::write(&names[2], "").unwrap();
            assert_eq!(names.each_ref().map(|it| mode(it)), [mode(&names[2]); 3]);
        }

        #[test]
        fn a_link_that_leads_nowhere_stays_and_its_target_is_made() {
            let folder = tempfile::tempdir().unwrap();
            let (link, next) = (folder.path().join("a"), folder.path().join("b"));
            symlink("b", &link).unwrap();
            symlink("c", &next).unwrap();
            replace(&link, "one").unwrap();
            assert!(link.is_symlink() && next.is_symlink());
            let target = folder.path().join("c");
            assert_eq!(crate::workspace::read(&target).as_deref(), Ok("one"));
            assert!(create(&link, "two").is_err());
            let circle = folder.path().join("d");
            symlink("d", &circle).unwrap();
            assert!(replace(&circle, "one").is_err());
        }

        #[test]
        fn what_is_no_file_read_only_or_has_two_names_stays() {
            let folder = tempfile::tempdir().unwrap();
            let path = |name: &str| folder.path().join(name);
            fs::write(path("read-only"), "one").unwrap();
            fs::set_permissions(path("read-only"), fs::Permissions::from_mode(0o444)).unwrap();
            fs::write(path("one"), "one").unwrap();
            fs::hard_link(path("one"), path("other")).unwrap();
            fs::create_dir(path("folder")).unwrap();
            let socket = std::os::unix::net::UnixListener::bind(path("socket")).unwrap();
            for (name, why) in [
                ("read-only", "permission denied"),
                (
                    "one",
                    "it has 2 names (hard links), and the others would keep the old text",
                ),
                ("folder", "it is not a regular file"),
                ("socket", "it is not a regular file"),
            ] {
                let inode = fs::metadata(path(name)).unwrap().ino();
                assert_eq!(replace(&path(name), "two").unwrap_err().to_string(), why);
                assert_eq!(fs::metadata(path(name)).unwrap().ino(), inode);
            }
            drop(socket);
            assert_eq!(crate::workspace::read(&path("other")).as_deref(), Ok("one"));
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5);
        }
    }
}
