use serde_json::Value;

use crate::support::{CLEAN, Folder};

const BRIEF: &str = "\
The Institute

Issue Brief

Is There an Alliance?

A. Author

March 8, 2021

Summary

One two three.¹ Four five

¹ A source that is not counted.

six seven.

Two Drivers

Eight nine.²

² Another.
";

#[test]
fn the_outline_is_an_indented_list() {
    let folder = Folder::new(&[("a.txt", BRIEF)]);
    let run = folder.run(&["outline", "a.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn words_are_counted_by_section() {
    let folder = Folder::new(&[("a.txt", BRIEF)]);
    let run = folder.run(&["outline", "a.txt", "--words"]);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn the_outline_as_json() {
    let folder = Folder::new(&[("a.txt", BRIEF), ("brief-ls.toml", "outline.notes = false")]);
    let run = folder.run(&["outline", "a.txt", "--words", "--format", "json"]);
    let outline: Value = serde_json::from_str(&run.stdout).unwrap();
    insta::assert_json_snapshot!(outline);
}

#[test]
fn an_outline_of_nothing_that_can_be_read() {
    let folder = Folder::new(&[]);
    let run = folder.run(&["outline", "missing.md"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.stderr, "brief-ls: missing.md: no such file or folder\n");
    assert_eq!(folder.run(&["outline", "."]).code, 2);
    let run = folder.run_with(&["outline", "-"], "# One\n\n## Two\n");
    assert_eq!(run.stdout, "One\n  Two\n");
}

#[test]
fn every_rule_is_listed_and_explained() {
    let folder = Folder::new(&[]);
    let run = folder.run(&["rules"]);
    assert_eq!(run.code, 0);
    for rule in brief_ls::check::rules() {
        let listed = run
            .stdout
            .lines()
            .any(|line| line.starts_with(&format!("{} ", rule.code)));
        assert!(listed, "{} in\n{}", rule.code, run.stdout);
        let page = folder.run(&["explain", rule.code]);
        assert_eq!((page.code, page.stdout.trim()), (0, rule.page.trim()));
    }
}

#[test]
fn an_unknown_rule_is_guessed_at() {
    let folder = Folder::new(&[]);
    let run = folder.run(&["explain", "undefined-markers"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let expected = "brief-ls: no rule named undefined-markers; did you mean undefined-marker?\n";
    assert_eq!(run.stderr, expected);
    let run = folder.run(&["explain", "zzz"]);
    assert_eq!(
        run.stderr,
        "brief-ls: no rule named zzz; `brief-ls rules` lists all rules\n"
    );
}

#[test]
fn help_says_how_to_begin() {
    let folder = Folder::new(&[("a.md", CLEAN)]);
    let run = folder.run(&["--help"]);
    assert_eq!(run.code, 0);
    insta::assert_snapshot!("help", run.stdout);
    insta::assert_snapshot!("check_help", folder.run(&["check", "--help"]).stdout);
}

#[test]
fn what_is_no_command_is_refused() {
    let folder = Folder::new(&[]);
    let run = folder.run(&["chek"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("check"), "{}", run.stderr);
}

#[test]
fn a_bibliography_is_no_brief() {
    let entry = "@book{roe, title = {Lakes[^1 of the North}}\n";
    let folder = Folder::new(&[("refs.bib", entry)]);
    for command in ["fix", "outline", "sources"] {
        let run = folder.run(&[command, "refs.bib"]);
        assert_eq!(run.code, 2, "{command}");
        assert!(
            run.stderr.contains("refs.bib is a bibliography")
                || run.stderr.contains("refs.bib: is a bibliography"),
            "{}",
            run.stderr
        );
    }
    assert_eq!(folder.read("refs.bib"), entry);
}

#[test]
fn settings_that_are_not_valid_are_told_of_by_every_command() {
    let files = [
        ("brief-ls.toml", "dialect = \"pandok\"\n"),
        ("a.md", "# A\n\nA.[^1]\n\n[^1]: One.\n"),
    ];
    let folder = Folder::new(&files);
    for command in ["fix", "outline", "sources"] {
        let run = folder.run(&[command, "a.md"]);
        assert_eq!(run.code, 2, "{command}");
        assert!(
            run.stderr
                .contains("brief-ls.toml: the settings are not valid"),
            "{}",
            run.stderr
        );
    }
}
