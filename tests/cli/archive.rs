//! Many files, and files that are none.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use crate::support::{CLEAN, FAULTY, Folder};

#[test]
fn results_come_before_the_last_file_is_there() {
    let folder = Folder::new(&[("a.md", FAULTY)]);
    let mut command = folder.command(&["check", "--format", "jsonl", "a.md", "-"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut first).unwrap();
    assert!(first.contains("undefined-marker"), "{first}");
    // Only now does the second document end.
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(CLEAN.as_bytes()).unwrap();
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_reader_that_leaves_ends_the_check_of_an_archive() {
    let folder = Folder::new(&[]);
    for file in 0..3000 {
        folder.write(&format!("{file}.md"), FAULTY.as_bytes());
    }
    let mut command = folder.command(&["check", "--format", "jsonl"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_file_that_is_too_long_is_told_and_the_rest_goes_on() {
    let folder = Folder::new(&[("a.md", FAULTY), ("c.md", FAULTY)]);
    let long = std::fs::File::create(folder.path().join("b.md")).unwrap();
    long.set_len(200_000_000).unwrap();
    let run = folder.run(&["check", "--format", "jsonl"]);
    assert_eq!((run.code, run.codes().len()), (2, 4));
    let expected = "brief-ls: b.md: is too large: more than 100 MB\n";
    assert_eq!(run.stderr, expected);
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_in_a_circle_are_told() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new(&[("a.md", CLEAN), ("folder.md/b.md", FAULTY)]);
    let link = |to: &str, name: &str| symlink(to, folder.path().join(name)).unwrap();
    link("..", "folder.md/up");
    link("self.md", "self.md");
    link("nowhere", "gone.md");
    link("a.md", "z.md");
    let run = folder.run(&["check", "--format", "jsonl"]);
    assert_eq!(run.code, 2);
    let paths: Vec<String> = run.findings().into_iter().map(|found| found.0).collect();
    assert_eq!(paths, ["folder.md/b.md", "folder.md/b.md"]);
    let told: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(told.len(), 2, "{}", run.stderr);
    assert_eq!(told[0], "brief-ls: gone.md: no such file or folder");
    assert!(
        told[1].starts_with("brief-ls: self.md: cannot be read: "),
        "{}",
        told[1]
    );
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told_and_the_rest_goes_on() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new(&[("a.md", FAULTY), ("b.md", CLEAN), ("c/d.md", CLEAN)]);
    let close = |name: &str, mode| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(folder.path().join(name), mode).unwrap();
    };
    close("b.md", 0o000);
    close("c", 0o000);
    let run = folder.run(&["check", "--format", "jsonl"]);
    close("c", 0o700);
    if run.stderr.is_empty() {
        // Who is root may read everything.
        return;
    }
    assert_eq!((run.code, run.codes().len()), (2, 2));
    assert!(
        run.stderr.contains("b.md: cannot be read: "),
        "{}",
        run.stderr
    );
    assert_eq!(run.stderr.lines().count(), 2, "{}", run.stderr);
}
