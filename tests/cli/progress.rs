//! The bar, on a terminal that is made for it.

use std::io::Write;
use std::process::Stdio;

use crate::screen::{read_until, terminal};
use crate::support::{CLEAN, FAULTY, Folder};

#[test]
fn a_bar_shows_how_far_the_work_is_and_goes() {
    let folder = Folder::new(&[("a.md", CLEAN)]);
    let (mut screen, end) = terminal();
    let mut command = folder.command(&["check", "a.md", "-"]);
    let mut child = command
        .env("TERM", "xterm")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(end)
        .spawn()
        .unwrap();
    drop(command);
    // The second document keeps the check from its end, until the bar has been seen.
    let seen = read_until(&mut screen, "1 of 2 files checked");
    assert!(seen.contains("1 of 2 files checked"), "{seen:?}");
    child
        .stdin
        .take()
        .unwrap()
        .write_all(FAULTY.as_bytes())
        .unwrap();
    let rest = read_until(&mut screen, "\0");
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let stdout = String::from_utf8(output.stdout).unwrap();
    let plain = folder.run_with(&["check", "a.md", "-"], FAULTY);
    assert_eq!(stdout, plain.stdout);
    assert_eq!(plain.stderr, "");
    // What the screen shows at last is an empty line: it is cleared after the last bar.
    assert!(rest.ends_with("\r\u{1b}[2K"), "{rest:?}");
}

#[test]
fn findings_stand_on_lines_of_their_own() {
    let folder = Folder::new(&[("a.md", CLEAN)]);
    let (mut screen, end) = terminal();
    let mut command = folder.command(&["check", "--color", "never", "a.md", "-"]);
    let mut child = command
        .env("TERM", "xterm")
        .stdin(Stdio::piped())
        .stdout(end.try_clone().unwrap())
        .stderr(end)
        .spawn()
        .unwrap();
    drop(command);
    read_until(&mut screen, "files checked");
    child
        .stdin
        .take()
        .unwrap()
        .write_all(FAULTY.as_bytes())
        .unwrap();
    let screen = read_until(&mut screen, "\0");
    child.wait().unwrap();
    let finding = "\r\u{1b}[2Kerror[undefined-marker]: ";
    assert!(screen.contains(finding), "{screen:?}");
    let last = screen.rsplit("\u{1b}[2K").next().unwrap();
    assert_eq!(
        last,
        "2 findings (1 error, 1 warning) in 1 of 2 briefs; 1 fixable with brief-ls fix --unsafe\r\n"
    );
}
