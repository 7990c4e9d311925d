//! What a document or the name of a file brings to a terminal: nothing that steers it.

use std::io::Read;
use std::process::Stdio;

use crate::screen::terminal;
use crate::support::Folder;

/// A title that changes the title of the window, a source that blinks, a word for the clipboard, C1 and a turn of the
/// order of text.
const HOSTILE: &str = "# T \x1b]0;PWNED\x07\n\nOne.[^1] \x1b]52;c;eA==\x07 \u{9b}31m[^2 \u{202e}x [^3] y\x7f\x08\n\n[^1]: *T\x1b[5m*, 2001.\n\n[^2]: B\r\x1b[2K.\n";

/// What a command writes to a terminal, standard error included.
fn shown(folder: &Folder, args: &[&str]) -> String {
    let (mut screen, end) = terminal();
    let mut command = folder.command(args);
    let mut child = command
        .env("TERM", "xterm")
        .env("CI", "1")
        .stdin(Stdio::null())
        .stdout(end.try_clone().unwrap())
        .stderr(end)
        .spawn()
        .unwrap();
    drop(command);
    let mut read = Vec::new();
    // A terminal tells its end by an error.
    let _ = screen.read_to_end(&mut read);
    child.wait().unwrap();
    String::from_utf8(read).unwrap()
}

/// Whether a character steers a terminal; the terminal itself makes CR LF of a line feed.
fn steers(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn nothing_of_a_document_steers_the_terminal() {
    let name = "fn\x1b[31m\nb.md";
    let folder = Folder::new(&[("a.md", HOSTILE), (name, HOSTILE)]);
    for args in [
        &["outline", "a.md"][..],
        &["outline", "a.md", "--format", "json"],
        &["sources", "a.md", name],
        &["sources", "a.md", "--format", "bibtex"],
        &["fix", "--diff", "a.md", name],
        &["fix", "--check", "a.md", name],
        &["convert", "a.md", "--to", "html"],
        &["convert", "a.md", "--to", "html", "-o", "-"],
        &["check", "--color", "never", "a.md", name],
        &["check", "--format", "json", name],
        &["check", "--format", "github", name],
        &["check", "--format", "sarif", name],
        &["check", "x\x1b[31m.md"],
        &["outline", "x\x1b[31m.md"],
        &["explain", "x\x1b[31m"],
    ] {
        let shown = shown(&folder, args).replace("\r\n", "\n");
        assert!(!shown.contains(steers), "{args:?}: {shown:?}");
        assert!(!shown.is_empty(), "{args:?}");
    }
    // The colours of a report are its own.
    let colours = shown(&folder, &["check", "a.md", name]);
    assert!(colours.contains("\x1b[1m"), "{colours:?}");
    for hostile in ["\x1b]", "\x1b[5m", "\x1b[31m\n", "\x07", "\u{9b}"] {
        assert!(!colours.contains(hostile), "{colours:?}");
    }
}

#[test]
fn a_pipe_has_the_document_as_it_is() {
    let folder = Folder::new(&[("a.md", HOSTILE)]);
    let run = folder.run(&["convert", "a.md", "--to", "markdown"]);
    assert_eq!(run.stdout, HOSTILE);
}
