//! Which paths that a document names may be looked at, told from their words alone. On Windows, to ask whether
//! `\\host\share\x` is there signs in to that host, and some names are devices in every folder.

/// How a system reads a path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum System {
    /// `/a/b`.
    Unix,
    /// `C:\a\b`, `\\host\share\a`.
    Windows,
}

impl System {
    /// The one that this program runs on.
    pub const HERE: System = if cfg!(windows) {
        System::Windows
    } else {
        System::Unix
    };

    /// Whether `path`, without `.` and `..` in it, may be looked at on the word of a document that may have files
    /// in `folders`. On Unix a look does no harm.
    pub fn may_look(self, path: &str, folders: &[String]) -> bool {
        match self {
            System::Unix => true,
            System::Windows => Windows::parse(path).is_some_and(|path| {
                let mut folders = folders.iter().filter_map(|it| Windows::parse(it));
                folders.any(|folder| folder.holds(&path))
            }),
        }
    }

    /// Whether `link`, as a document has it, leads on from the folder of the document or the top of its disk: it
    /// names no disk, host or device.
    pub fn is_local(self, link: &str) -> bool {
        match self {
            System::Unix => true,
            System::Windows => Windows::parse(link).is_some_and(|it| it.disk.is_empty()),
        }
    }
}

/// A path of Windows, its letters small.
struct Windows {
    /// `c:` or `\\host\share`; empty where there is none.
    disk: String,
    parts: Vec<String>,
}

impl Windows {
    /// None for what is no file: a device (`\\.\pipe\x`, `NUL`, `com1.bib`), a stream of a file (`a.md:x`), a path from
    /// the current folder of a disk (`c:a.md`).
    fn parse(path: &str) -> Option<Windows> {
        let path = path.to_lowercase().replace('/', "\\");
        let (disk, rest) = disk(&path)?;
        let parts = rest.split('\\').filter(|part| !part.is_empty());
        let parts: Vec<String> = parts.map(str::to_owned).collect();
        let is_file = |part: &String| !part.contains(':') && !is_device(part);
        parts.iter().all(is_file).then_some(Windows { disk, parts })
    }

    fn holds(&self, path: &Windows) -> bool {
        self.disk == path.disk && path.parts.starts_with(&self.parts)
    }
}

/// The disk that `path` names, and the rest.
fn disk(path: &str) -> Option<(String, &str)> {
    let path = match path.strip_prefix(r"\\?\") {
        // `\\?\UNC\host\share`, `\\?\C:\a`: as the system itself writes paths.
        Some(long) => match long.strip_prefix(r"unc\") {
            Some(host) => return on_host(host),
            None if long.as_bytes().get(1) == Some(&b':') => long,
            None => return None,
        },
        None => path,
    };
    if let Some(host) = path.strip_prefix(r"\\") {
        return on_host(host);
    }
    match path.as_bytes() {
        [b'a'..=b'z', b':', b'\\', ..] => Some((path[..2].to_owned(), &path[2..])),
        _ => Some((String::new(), path)),
    }
}

fn on_host(path: &str) -> Option<(String, &str)> {
    let (host, rest) = path.split_once('\\')?;
    let share = rest.split('\\').next()?;
    let is_device = matches!(host, "." | "?" | "");
    (!is_device).then(|| (format!(r"\\{host}\{share}"), &rest[share.len()..]))
}

/// Whether a name is that of a device, whatever its ending (Microsoft, "Naming Files, Paths, and Namespaces").
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let numbered = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
    let is_number =
        |rest: &str| matches!(rest, "¹" | "²" | "³") || rest.parse::<u8>().is_ok_and(|it| it < 10);
    matches!(stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || numbered.is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use super::System::{Unix, Windows};

    fn may_look(path: &str, folders: &[&str]) -> bool {
        let folders: Vec<String> = folders.iter().map(|&it| it.to_owned()).collect();
        Windows.may_look(path, &folders)
    }

    #[test]
    fn on_windows_only_files_in_the_folders_are_looked_at() {
        for path in [
            r"C:\work\refs.bib",
            r"c:/Work/sub/refs.bib",
            r"\\?\C:\work\refs.bib",
            r"C:\work",
            r"\\files\briefs\2026\refs.bib",
            r"\\?\UNC\files\briefs\refs.bib",
        ] {
            let folders = [r"C:\Work\", r"\\Files\Briefs"];
            assert!(may_look(path, &folders), "{path}");
        }
        for path in [
            r"\\host\share\refs.bib",
            r"//host/share/refs.bib",
            r"/\host\share\refs.bib",
            r"\\?\UNC\host\share\refs.bib",
            r"\\.\pipe\refs.bib",
            r"\\?\pipe\refs.bib",
            r"\\host",
            r"D:\work\refs.bib",
            r"C:\working\refs.bib",
            r"C:refs.bib",
            r"\work\refs.bib",
            r"C:\work\NUL.bib",
            r"C:\work\com1",
            r"C:\work\Lpt¹.bib",
            r"C:\work\aux .bib",
            r"C:\work\refs.bib:stream",
        ] {
            assert!(!may_look(path, &[r"C:\work", r"\\host\other"]), "{path}");
        }
        assert!(may_look("sub/refs.bib", &[""]));
        assert!(!may_look("refs.bib", &[r"C:\work"]));
    }

    #[test]
    fn on_windows_a_link_names_no_disk_host_or_device() {
        for link in [
            "a.md",
            "../a/b.md",
            "/about",
            r"..\a.md",
            "common.md",
            "con-fu.md",
            "com10.md",
        ] {
            assert!(Windows.is_local(link), "{link}");
        }
        for link in [
            r"\\host\share\a.md",
            "//host/share/a.md",
            r"c:\a.md",
            "c:a.md",
            "NUL",
            "a.md:x",
        ] {
            assert!(!Windows.is_local(link), "{link}");
        }
    }

    #[test]
    fn on_unix_a_look_does_no_harm() {
        for path in ["/etc/x.bib", r"\\host\share\x.bib", "con", "a:b.md"] {
            assert!(Unix.may_look(path, &["/work".to_owned()]), "{path}");
            assert!(Unix.is_local(path), "{path}");
        }
    }
}
