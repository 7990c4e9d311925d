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
fn a_root_counts_alone() {
    let off = "[rules]\nundefined-marker = 'off'\nplaceholder-link = 'off'\n";
    let folder = Folder::new(&[
        ("brief-ls.toml", off),
        ("a.md", FAULTY),
        (
            "sub/brief-ls.toml",
            "root = true\n[rules]\nundefined-marker = 'off'\n",
        ),
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
    assert_eq!(folder.run(&["check"]).stdout, "no findings in 1 brief\n");
    assert_eq!(folder.run(&["check", "drafts/b.md"]).code, 1);
}

#[test]
fn a_nested_file_extends_the_one_above() {
    let off = "[rules]\nundefined-marker = 'off'\n";
    let folder = Folder::new(&[
        ("brief-ls.toml", off),
        ("sub/brief-ls.toml", "[rules]\nplaceholder-link = 'hint'\n"),
        ("sub/a.md", FAULTY),
        ("own/brief-ls.toml", "root = true\n"),
        ("own/a.md", FAULTY),
    ]);
    let found = folder.run(JSONL).codes();
    let expected = [
        "own/a.md undefined-marker",
        "own/a.md placeholder-link",
        "sub/a.md placeholder-link",
    ];
    assert_eq!(found, expected);
}

#[test]
fn some_files_have_levels_of_their_own() {
    let config = "[[files]]\npaths = ['reports/']\nrules = { undefined-marker = 'off' }\n";
    let folder = Folder::new(&[
        ("brief-ls.toml", config),
        ("reports/a.md", FAULTY),
        ("b.md", "One.[^1]\n"),
    ]);
    let found = folder.run(JSONL).codes();
    assert_eq!(
        found,
        ["b.md undefined-marker", "reports/a.md placeholder-link"]
    );
}

#[test]
fn the_settings_of_a_file_are_shown_with_their_origins() {
    let folder = Folder::new(&[
        (
            "brief-ls.toml",
            "profile = 'brief'\n[[files]]\npaths = ['**/a.md']\nrules.note-order = 'off'\n",
        ),
        (
            "sub/brief-ls.toml",
            "\n[rules]\nunused-note = 'hint'\nnote-order = 'error'\n",
        ),
        ("sub/mkdocs.yml", ""),
        ("sub/a.md", FAULTY),
    ]);
    let run = folder.run(&["check", "--show-config", "sub/a.md"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    for line in [
        "profile = \"brief\"  # brief-ls.toml:1",
        "dialect = \"mkdocs\"  # sub/mkdocs.yml",
        "exclude = []  # default",
        "# site-root is not set",
        "notes = true  # default",
        "unused-note = \"hint\"  # sub/brief-ls.toml:3",
        "note-order = \"off\"  # brief-ls.toml:2",
        "undefined-marker = \"error\"  # default",
        "numbering-gap = \"warning\"  # profile \"brief\"",
    ] {
        assert!(
            run.stdout.lines().any(|it| it == line),
            "{line}\n{}",
            run.stdout
        );
    }
    assert!(run.stdout.parse::<toml::Table>().is_ok(), "{}", run.stdout);
    let run = folder.run(&["check", "--profile", "default", "--show-config", "sub/a.md"]);
    assert!(
        run.stdout
            .starts_with("profile = \"default\"  # --profile\n"),
        "{}",
        run.stdout
    );
    let run = folder.run(&["check", "--show-config", "sub/missing.md"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (2, "brief-ls: sub/missing.md: no such file\n")
    );
}

#[test]
fn the_folder_of_a_site_or_vault_tells_the_dialect() {
    let admonition = "!!! note\n\n    One.[^1]\n\n[^1]: A.\n";
    let comment = "One.[^1] %% hidden [^9] %%\n\n[^1]: A.\n";
    let folder = Folder::new(&[
        ("site/mkdocs.yml", "site_name: A\n"),
        ("site/docs/a.md", admonition),
        ("site/README.md", admonition),
        ("vault/.obsidian/app.json", "{}"),
        ("vault/a.md", comment),
        ("a.md", comment),
    ]);
    let found = folder.run(JSONL).codes();
    assert_eq!(
        found,
        ["a.md undefined-marker", "site/README.md marker-not-read"]
    );
}

#[test]
fn what_is_no_bibliography_is_told() {
    let folder = Folder::new(&[("a.md", CLEAN), ("passwd", "root:x:0:0\n")]);
    for (named, why) in [
        ("passwd", "is not a .bib, .json, .yml or .yaml file"),
        ("https://a.example/b.bib", "There is no file"),
        ("file:///etc/passwd", "There is no file"),
    ] {
        let config = format!("bibliography = ['{named}']\n");
        folder.write("brief-ls.toml", config.as_bytes());
        let run = folder.run(JSONL);
        assert_eq!(run.codes(), ["brief-ls.toml configuration"], "{named}");
        assert!(run.stdout.contains(why), "{}", run.stdout);
    }
    let brief = "---\nbibliography: file:///etc/passwd\n---\n\nOne [@a].\n";
    let folder = Folder::new(&[("a.md", brief)]);
    assert_eq!(folder.run(JSONL).codes(), ["a.md bibliography-not-read"]);
}
