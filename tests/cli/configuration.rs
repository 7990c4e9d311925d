use crate::support::{CLEAN, FAULTY, Folder};

const JSONL: &[&str] = &["check", "--format", "jsonl"];

#[test]
fn levels_are_configurable() {
    let config = "[rules]\nundefined-marker = 'off'\nplaceholder-link = 'hint'\n";
    let folder = Folder::new(&[("a.md", FAULTY), ("brief-ls.toml", config)]);
    let run = folder.run(JSONL);
    assert_eq!(
        (run.code, run.codes()),
        (0, vec!["a.md placeholder-link".to_owned()])
    );
    assert!(
        run.stdout.contains(r#""severity":"hint""#),
        "{}",
        run.stdout
    );
}

#[test]
fn the_nearest_file_counts() {
    let off = "[rules]\nundefined-marker = 'off'\nplaceholder-link = 'off'\n";
    let folder = Folder::new(&[
        ("brief-ls.toml", off),
        ("a.md", FAULTY),
        ("sub/brief-ls.toml", "[rules]\nundefined-marker = 'off'\n"),
        ("sub/a.md", FAULTY),
    ]);
    assert_eq!(folder.run(JSONL).codes(), ["sub/a.md placeholder-link"]);
}

#[test]
fn the_profile_of_the_command_line_goes_before_the_file() {
    // The reader of Markdown numbers anew, and only a brief's own order is asked for there.
    let disorder = "One.[^2] Two.[^1]\n\n[^1]: A.\n\n[^2]: B.\n";
    let folder = Folder::new(&[("a.md", disorder), ("brief-ls.toml", "profile = 'brief'")]);
    let order = ["a.md note-order"];
    assert_eq!(folder.run(JSONL).codes(), order);
    let run = folder.run(&["check", "--format", "jsonl", "--profile", "default"]);
    assert_eq!(run.codes(), [""; 0]);
    folder.write("brief-ls.toml", b"");
    let run = folder.run(&["check", "--format", "jsonl", "--profile", "brief"]);
    assert_eq!(run.codes(), order);
}

#[test]
fn a_comment_suppresses() {
    let text = format!("<!-- brief-ls-ignore-file undefined-marker -->\n\n{FAULTY}");
    let folder = Folder::new(&[("a.md", &text)]);
    assert_eq!(folder.run(JSONL).codes(), ["a.md placeholder-link"]);
}

#[test]
fn what_is_wrong_in_the_file_is_a_finding_and_the_rest_counts() {
    let config =
        "profil = 'brief'\n\n[rules]\nundefined-markers = 'off'\nplaceholder-link = 'off'\n";
    let folder = Folder::new(&[("a/a.md", FAULTY), ("brief-ls.toml", config)]);
    let run = folder.run(&["check"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn a_file_that_is_no_toml_leaves_the_defaults() {
    let folder = Folder::new(&[("a.md", FAULTY), ("brief-ls.toml", "profile = \n")]);
    let codes = folder.run(JSONL).codes();
    let expected = [
        "brief-ls.toml configuration",
        "a.md undefined-marker",
        "a.md placeholder-link",
    ];
    assert_eq!(codes, expected);
    folder.write("brief-ls.toml", b"profile = '\xff'");
    assert_eq!(folder.run(JSONL).codes(), expected);
}

#[test]
fn what_is_excluded_is_checked_only_if_named() {
    let config = "exclude = ['drafts', '**/old.md']";
    let folder = Folder::new(&[
        ("brief-ls.toml", config),
        ("a.md", CLEAN),
        ("drafts/b.md", FAULTY),
        ("sub/old.md", FAULTY),
    ]);
    assert_eq!(folder.run(&["check"]).stdout, "no findings in 1 file\n");
    assert_eq!(folder.run(&["check", "drafts/b.md"]).code, 1);
}
