use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::import::ImportError;

/// The longest file that is read, in bytes: ten times what the longest briefs have. What is longer is a
/// dump or a device without an end.
const LONGEST: u64 = 100_000_000;

/// Of how many bytes one may be NUL in a text. Of UTF-16 without a byte order mark, almost every second one is.
const BYTES_TO_A_NUL: usize = 10;

/// Why a file could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReadError {
    /// There is none of that name.
    Missing,
    /// It is a folder.
    Folder,
    /// It holds more NUL bytes than a text has by mistake.
    Binary,
    /// It is not in UTF-8; the line, from 1, of the first byte that is not.
    NotUtf8 {
        /// Line, from 1.
        line: usize,
    },
    /// It is longer than any brief.
    TooLong,
    /// It is no file that ends: a device, a socket.
    NoFile,
    /// It is a named pipe, which may wait for good.
    Pipe,
    /// It lists sources: it is not a brief.
    Bibliography,
    /// It is some text: neither its name nor anything in it is a brief's.
    NotBrief,
    /// It is no text, and could not be read as what it is.
    Import(ImportError),
    /// The system said no.
    Unreadable(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Missing => f.write_str("no such file or folder"),
            ReadError::Folder => f.write_str("is a folder"),
            ReadError::Binary => f.write_str("is not a text file"),
            ReadError::NotUtf8 { line } => {
                write!(f, "is not UTF-8 text (line {line}); save it as UTF-8")
            }
            ReadError::TooLong => {
                let megabytes = LONGEST / 1_000_000;
                write!(f, "is too large: more than {megabytes} MB")
            }
            ReadError::NoFile => f.write_str("is not a text file"),
            ReadError::Pipe => f.write_str("is a named pipe; `-` reads standard input"),
            ReadError::Bibliography => f.write_str("is a bibliography, not a brief"),
            ReadError::NotBrief => f.write_str(
                "is not a brief: it has no footnotes and no headings, and not the name of a Markdown or text file",
            ),
            ReadError::Import(error) => error.fmt(f),
            ReadError::Unreadable(reason) => write!(f, "cannot be read: {reason}"),
        }
    }
}

impl std::error::Error for ReadError {}

/// The text of a file, a byte order mark included: offsets are those of the file.
///
/// # Errors
/// [`ReadError`] where it is missing, no text, too long, or not in UTF-8.
pub fn read(path: &Path) -> Result<String, ReadError> {
    decode(read_bytes(path)?)
}

/// The text of a file that nobody has named, as an editor would have it: without a byte order mark. A pipe is not
/// opened, which may wait for good.
///
/// # Errors
/// As [`read`]; and [`ReadError::NoFile`].
pub fn read_found(path: &Path) -> Result<String, ReadError> {
    match std::fs::metadata(path) {
        Ok(about) if about.is_dir() => Err(ReadError::Folder),
        Ok(about) if !about.is_file() => Err(ReadError::NoFile),
        Ok(about) if about.len() > LONGEST => Err(ReadError::TooLong),
        _ => read(path).map(without_mark),
    }
}

fn without_mark(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    text
}

/// What a file holds, be it text or not.
///
/// # Errors
/// [`ReadError`] where it is missing, a folder, a named pipe, too long, or cannot be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    if is_named_pipe(path) {
        return Err(ReadError::Pipe);
    }
    match File::open(path) {
        Ok(file) => match read_all(file) {
            Err(ReadError::Unreadable(_)) if path.is_dir() => Err(ReadError::Folder),
            result => result,
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(ReadError::Missing),
        Err(_) if path.is_dir() => Err(ReadError::Folder),
        Err(error) => Err(ReadError::Unreadable(error.to_string())),
    }
}

/// Whether opening the file waits until someone writes to it. What a shell passes on (`<(command)`) does not.
#[cfg(unix)]
fn is_named_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    let is_pipe = std::fs::metadata(path).is_ok_and(|about| about.file_type().is_fifo());
    is_pipe && !["/dev/", "/proc/"].iter().any(|it| path.starts_with(it))
}

#[cfg(not(unix))]
fn is_named_pipe(_: &Path) -> bool {
    false
}

/// What `source` holds up to its end, which need not be there.
///
/// # Errors
/// [`ReadError::TooLong`] and [`ReadError::Unreadable`].
pub fn read_all(source: impl Read) -> Result<Vec<u8>, ReadError> {
    read_up_to(source, LONGEST)
}

fn read_up_to(source: impl Read, longest: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    match source.take(longest + 1).read_to_end(&mut bytes) {
        Ok(length) if length as u64 > longest => Err(ReadError::TooLong),
        Ok(_) => Ok(bytes),
        Err(error) => Err(ReadError::Unreadable(error.to_string())),
    }
}

/// The text that `bytes` are, as [`read`] has it.
///
/// # Errors
/// [`ReadError::Binary`] and [`ReadError::NotUtf8`].
pub fn decode(bytes: Vec<u8>) -> Result<String, ReadError> {
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if is_utf16 {
        return Err(ReadError::NotUtf8 { line: 1 });
    }
    if memchr::memchr_iter(0, &bytes).count() > bytes.len() / BYTES_TO_A_NUL {
        return Err(ReadError::Binary);
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..valid).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        ReadError::NotUtf8 { line }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_told_apart() {
        assert_eq!(decode(b"a\0b\0".to_vec()), Err(ReadError::Binary));
        let stray = "One NUL in a text\0 stays.";
        assert_eq!(decode(stray.into()).as_deref(), Ok(stray));
        let latin = decode(b"one\ntwo caf\xe9\n".to_vec());
        assert_eq!(latin, Err(ReadError::NotUtf8 { line: 2 }));
        let utf16 = decode(b"\xff\xfea\0".to_vec());
        assert_eq!(utf16, Err(ReadError::NotUtf8 { line: 1 }));
    }

    #[test]
    fn a_byte_order_mark_stays() {
        let text = decode(b"\xef\xbb\xbfa".to_vec());
        assert_eq!(text.as_deref(), Ok("\u{feff}a"));
    }

    #[test]
    fn what_an_editor_would_have_is_without_a_byte_order_mark() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        std::fs::write(&path, "\u{feff}a\u{feff}").unwrap();
        assert_eq!(read_found(&path).as_deref(), Ok("a\u{feff}"));
    }

    #[test]
    fn a_source_without_an_end_is_left() {
        assert_eq!(read_up_to(io::repeat(b'a'), 10), Err(ReadError::TooLong));
        assert_eq!(
            read_up_to(&b"0123456789"[..], 10).as_deref(),
            Ok(&b"0123456789"[..])
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_named_pipe_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("a.md");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|it| it.success()) {
            assert_eq!(read(&pipe), Err(ReadError::Pipe));
            assert_eq!(read_found(&pipe), Err(ReadError::NoFile));
        }
    }

    #[test]
    fn a_folder_and_a_missing_file_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()), Err(ReadError::Folder));
        assert_eq!(read(&folder.path().join("x")), Err(ReadError::Missing));
    }
}
