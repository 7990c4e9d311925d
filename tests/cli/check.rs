use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::{CLEAN, FAULTY, Folder};

#[test]
fn a_finding_is_shown_with_its_line_and_a_mark() {
    let folder = Folder::new(&[("a.md", FAULTY), ("b.md", CLEAN)]);
    let run = folder.run(&["check"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn a_clean_folder_says_so() {
    let folder = Folder::new(&[("a.md", CLEAN), ("b.md", CLEAN)]);
    let run = folder.run(&["check"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (0, "no findings in 2 briefs\n")
    );
}

#[test]
fn the_exit_code_follows_fail_on() {
    let folder = Folder::new(&[("a.md", "One.[^1]\n\n[^1]: See [this](#).\n")]);
    let code = |severity: &str| folder.run(&["check", "--fail-on", severity]).code;
    assert_eq!(code("error"), 0);
    assert_eq!(code("warning"), 1);
    assert_eq!(code("information"), 1);
    assert_eq!(folder.run(&["check", "--fail-on", "loud"]).code, 2);
}

#[test]
fn what_cannot_be_checked_keeps_nothing_else_from_it() {
    let folder = Folder::new(&[("a.md", FAULTY)]);
    folder.write("binary.md", b"a\0b");
    folder.write("latin.md", b"one\ncaf\xe9\n");
    let run = folder.run(&["check", "--format", "jsonl", ".", "missing.md"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.codes(),
        ["a.md undefined-marker", "a.md placeholder-link"]
    );
    let expected = "brief-ls: binary.md: is not a text file\n\
                    brief-ls: latin.md: is not UTF-8 text (line 2); save it as UTF-8\n\
                    brief-ls: missing.md: no such file or folder\n";
    assert_eq!(run.stderr, expected);
}

#[test]
fn a_folder_without_briefs_could_not_be_checked() {
    let folder = Folder::new(&[
        ("notes/requirements.txt", "requests==1\n"),
        ("b/a.md", CLEAN),
    ]);
    let run = folder.run(&["check", "notes"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("no briefs in notes"), "{}", run.stderr);
    let run = folder.run(&["check", "notes", "b"]);
    assert_eq!(run.code, 0, "something was checked");
    assert!(run.stderr.contains("no briefs in notes"), "{}", run.stderr);
}

/// Data, and the like; a file whose name has no ending is as good as `draft.md`.
#[test]
fn a_named_file_that_is_not_a_brief_is_not_counted_as_one() {
    let folder = Folder::new(&[
        ("data.json", "{\"list\": [\"a\", 1]}\n"),
        ("a.md", CLEAN),
        ("draft", "A claim.\n"),
        ("draft.old", "A claim.[^1]\n"),
        ("page.mdx", "# A heading\n"),
    ]);
    let why = "brief-ls: data.json: is not a brief: it has no footnotes and no headings, and not the name of a \
               Markdown or text file\n";
    for command in ["check", "fix", "outline", "sources"] {
        let run = folder.run(&[command, "data.json"]);
        let said = (run.code, run.stdout.as_str(), run.stderr.as_str());
        assert_eq!(said, (2, "", why), "{command}");
    }
    let run = folder.run(&["check", "data.json", "a.md", "draft", "page.mdx"]);
    let said = (run.code, run.stdout.as_str(), run.stderr.as_str());
    assert_eq!(said, (2, "no findings in 3 briefs\n", why));
    let run = folder.run(&["check", "draft.old", "--format", "jsonl"]);
    assert_eq!(run.codes(), ["draft.old undefined-marker"]);
}

#[test]
fn text_in_a_folder_is_a_brief_if_it_has_a_note() {
    let brief = "Summary\n\nA claim.¹ Another.²\n\n¹ A source.\n";
    let folder = Folder::new(&[("requirements.txt", "a==1\n"), ("brief.txt", brief)]);
    folder.write("data.txt", b"\0");
    let run = folder.run(&["check", "--format", "jsonl"]);
    assert_eq!(run.codes(), ["brief.txt undefined-marker"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let named = folder.run(&["check", "requirements.txt"]);
    assert_eq!(named.stdout, "no findings in 1 brief\n");
}

#[test]
fn hidden_and_ignored_files_are_left_out_unless_named() {
    let folder = Folder::new(&[
        (".gitignore", "drafts/\n"),
        ("a.md", CLEAN),
        (".hidden.md", FAULTY),
        ("drafts/b.md", FAULTY),
    ]);
    assert_eq!(folder.run(&["check"]).stdout, "no findings in 1 brief\n");
    assert_eq!(folder.run(&["check", "drafts/b.md"]).code, 1);
}

#[test]
fn files_come_in_the_order_of_the_arguments_and_once() {
    let files: Vec<String> = (10..40).map(|number| format!("f/{number}.md")).collect();
    let folder = Folder::new(&[
        ("z.md", "A.[^1]\n\n[^1]: [x](#)\n"),
        ("y.foo", "A[^1] [^2]\n\n[^2]: B\n"),
    ]);
    for file in &files {
        folder.write(file, b"A.[^1]\n\n[^1]: [x](#)\n");
    }
    let run = folder.run(&[
        "check", "--format", "jsonl", "z.md", "f", "y.foo", ".", "f/11.md",
    ]);
    let paths: Vec<String> = run
        .findings()
        .into_iter()
        .map(|finding| finding.0)
        .collect();
    let files = files.iter().map(String::as_str);
    let expected: Vec<&str> = ["z.md"].into_iter().chain(files).chain(["y.foo"]).collect();
    assert_eq!(paths, expected);
}

#[test]
fn standard_input_is_a_document() {
    let folder = Folder::new(&[]);
    let run = folder.run_with(&["check", "-", "--format", "jsonl"], FAULTY);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.codes(),
        ["<stdin> undefined-marker", "<stdin> placeholder-link"]
    );
    let text = "Summary\n\nA claim.¹ Another.²\n\n¹ A source.\n";
    let args = [
        "check",
        "-",
        "--stdin-name",
        "x/brief.txt",
        "--format",
        "jsonl",
    ];
    let run = folder.run_with(&args, text);
    assert_eq!(run.codes(), ["x/brief.txt undefined-marker"]);
}

#[test]
fn an_empty_file_is_clean() {
    let folder = Folder::new(&[("a.md", "")]);
    assert_eq!(folder.run(&["check"]).stdout, "no findings in 1 brief\n");
}

#[test]
fn lines_and_columns_hold_under_any_line_end_and_byte_order_mark() {
    let folder = Folder::new(&[]);
    for (file, line_end) in [("lf.md", "\n"), ("cr.md", "\r"), ("crlf.md", "\r\n")] {
        let text = FAULTY.replace('\n', line_end);
        folder.write(file, text.as_bytes());
        folder.write(&format!("bom-{file}"), format!("\u{feff}{text}").as_bytes());
        for file in [file, &format!("bom-{file}")] {
            let run = folder.run(&["check", "--format", "jsonl", file]);
            let places: Vec<(u64, u64)> = run
                .findings()
                .iter()
                .map(|found| (found.2, found.3))
                .collect();
            assert_eq!(places, [(1, 14), (3, 17)], "{file}");
        }
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_fault() {
    let many = "[x](#) ".repeat(40_000);
    let folder = Folder::new(&[("a.md", &format!("A.[^1]\n\n[^1]: {many}\n"))]);
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
    assert!(first.contains("placeholder-link"));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn colours_come_when_asked_for() {
    let folder = Folder::new(&[("a.md", FAULTY)]);
    let coloured = |args: &[&str]| folder.run(args).stdout.contains('\u{1b}');
    assert!(!coloured(&["check"]));
    assert!(coloured(&["check", "--color", "always"]));
    assert!(!coloured(&["check", "--color", "never"]));
}
