use crate::support::{CLEAN, FAULTY, Folder};

const LIST: &[&str] = &["check", "--format", "jsonl", "--files-from", "-"];

#[test]
fn a_list_has_a_file_a_line_and_what_is_missing_keeps_nothing_from_it() {
    let folder = Folder::new(&[("a b.md", FAULTY), ("c/d.md", FAULTY), ("e.md", FAULTY)]);
    let run = folder.run_with(LIST, "c/d.md\r\n\nmissing.md\na b.md\n");
    assert_eq!(run.code, 2);
    let faults =
        |path: &str| ["undefined-marker", "placeholder-link"].map(|code| format!("{path} {code}"));
    assert_eq!(run.codes(), [faults("c/d.md"), faults("a b.md")].concat());
    assert_eq!(run.stderr, "brief-ls: missing.md: no such file or folder\n");
}

#[test]
fn a_list_may_be_a_file_and_its_names_end_by_nul() {
    let folder = Folder::new(&[
        ("a\nb.md", FAULTY),
        ("c.md", CLEAN),
        ("list", "a\nb.md\0c.md\0"),
    ]);
    let run = folder.run(&["check", "--files-from", "list"]);
    assert!(run.stdout.contains("in 1 of 2 briefs;"), "{}", run.stdout);
    let run = folder.run(&["check", "--files-from", "none"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (2, "brief-ls: none: no such file or folder\n")
    );
}

#[test]
fn a_list_adds_to_the_arguments_and_a_dash_in_it_is_a_file() {
    let folder = Folder::new(&[("-", FAULTY), ("a.md", CLEAN), ("f/b.md", CLEAN)]);
    let run = folder.run_with(&["check", "a.md", "--files-from", "-"], "-\nf\na.md\n");
    assert!(run.stdout.contains("in 1 of 3 briefs;"), "{}", run.stdout);
    let run = folder.run_with(&["check", "-", "--files-from", "-"], "");
    let expected = "brief-ls: standard input cannot be both a list of files and a document\n";
    assert_eq!((run.code, run.stderr.as_str()), (2, expected));
}

#[test]
fn an_empty_list_is_nothing_to_check_and_no_failure() {
    let folder = Folder::new(&[("a.md", FAULTY)]);
    let run = folder.run_with(LIST, "");
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (0, "", "")
    );
}
