//! What is checked, and how much is said of it.

use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::{CLEAN, FAULTY, Folder};

#[test]
fn a_file_without_a_command_is_checked() {
    let folder = Folder::new(&[("a.md", FAULTY), ("drafts/b.md", CLEAN), ("rules", CLEAN)]);
    let checked = folder.run(&["check", "a.md"]);
    assert_eq!(folder.run(&["a.md"]).stdout, checked.stdout);
    assert_eq!(
        folder.run(&["--color", "never", "a.md"]).stdout,
        checked.stdout
    );
    let run = folder.run(&["drafts", "--quiet"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    // A name of a command is one, whatever is in the folder.
    assert!(folder.run(&["rules"]).stdout.starts_with("code "));
    let run = folder.run(&["missing.md"]);
    assert_eq!(run.stderr, "brief-ls: missing.md: no such file or folder\n");
    let run = folder.run(&["chek"]);
    assert!(run.stderr.contains("unrecognized subcommand"), "{run:?}");
}

#[test]
fn without_a_command_and_a_client_it_says_how_to_begin() {
    let folder = Folder::new(&[]);
    let output = folder.command(&[]).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("brief-ls check"));
}

#[test]
fn a_pattern_in_quotes_is_matched() {
    let folder = Folder::new(&[
        ("drafts/a.md", FAULTY),
        ("drafts/b.md", CLEAN),
        ("drafts/old/c.md", FAULTY),
        ("d.md", FAULTY),
    ]);
    let run = folder.run(&["check", "drafts/*.md", "--format", "jsonl"]);
    let expected = ["undefined-marker", "placeholder-link"];
    let mut codes = run.codes();
    codes.sort_by_key(|code| code.contains("placeholder"));
    assert_eq!(codes, expected.map(|code| format!("drafts/a.md {code}")));
    let run = folder.run(&["**/c.md"]);
    assert!(run.stdout.contains("in 1 brief;"), "{run:?}");
    let run = folder.run(&["check", "drafts/*.txt"]);
    let expected = "brief-ls: no brief matches drafts/*.txt\n";
    assert_eq!((run.code, run.stderr.as_str()), (2, expected));
    // A file of that name is meant, where there is one.
    folder.write("a[1].md", CLEAN.as_bytes());
    assert_eq!(folder.run(&["a[1].md"]).stdout, "no findings in 1 brief\n");
    let fixed = folder.run(&["fix", "drafts/*.txt"]);
    assert_eq!(
        (fixed.code, fixed.stderr.as_str()),
        (2, "brief-ls: no briefs found\n")
    );
}

#[test]
fn an_empty_folder_can_be_allowed() {
    let folder = Folder::new(&[]);
    assert_eq!(folder.run(&["check"]).code, 2);
    let run = folder.run(&["check", "--allow-empty"]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("no briefs in this folder"), "{run:?}");
    let run = folder.run(&["check", "--allow-empty", "--quiet", "--format", "json"]);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (0, "[]\n", "")
    );
    assert_eq!(
        folder.run(&["check", "missing.md", "--allow-empty"]).code,
        2
    );
}

#[test]
fn one_rule_is_reported_alone_even_if_it_is_off() {
    let folder = Folder::new(&[
        ("a.md", FAULTY),
        (
            "brief-ls.toml",
            "rules.undefined-marker = 'off'\n[[files]]\npaths = ['a.md']\nrules.empty-note = 'error'\n",
        ),
    ]);
    let codes = |args: &[&str]| {
        let args = [&["check", "a.md", "--format", "jsonl"], args].concat();
        folder.run(&args).codes()
    };
    assert_eq!(codes(&[]), ["a.md placeholder-link"]);
    assert_eq!(
        codes(&["--rule", "undefined-marker"]),
        ["a.md undefined-marker"]
    );
    let both = codes(&["--rule", "undefined-marker", "--rule", "placeholder-link"]);
    assert_eq!(both.len(), 2);
    assert_eq!(codes(&["--rule", "note-order"]), [""; 0]);
    let run = folder.run(&["check", "--rule", "placeholder-links"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("did you mean placeholder-link?"),
        "{run:?}"
    );
    let args = [
        "--rule",
        "note-order",
        "--baseline",
        "known.json",
        "--write-baseline",
    ];
    let run = folder.run(&[&["check"][..], &args].concat());
    assert_eq!(run.code, 2, "entries of other rules would be lost");
}

#[test]
fn statistics_count_the_findings_of_each_rule() {
    let folder = Folder::new(&[
        ("a.md", FAULTY),
        ("b.md", FAULTY),
        ("c.md", "Sino- Indian.\n"),
    ]);
    let run = folder.run(&["check", "--statistics"]);
    assert_eq!(run.code, 1);
    let expected = "     2  warning      placeholder-link\n     2  error        undefined-marker\n     \
                    1  hint         extraction-artefact  1 fixable with brief-ls fix\n";
    assert_eq!(run.stdout, expected);
    let json = folder
        .run(&["check", "--statistics", "--format", "json"])
        .stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    let first =
        json!({"code": "placeholder-link", "severity": "warning", "count": 2, "fixable": 0});
    assert_eq!(
        (json[0].clone(), json[2]["fixable"].clone()),
        (first, json!(1))
    );
    let run = folder.run(&["check", "--statistics", "--format", "sarif"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    folder.write("clean.md", CLEAN.as_bytes());
    let run = folder.run(&["check", "--statistics", "clean.md"]);
    assert_eq!(run.stdout, "no findings in 1 brief\n");
    let run = folder.run(&["check", "--statistics", "--quiet", "clean.md"]);
    assert_eq!(run.stdout, "");
}

#[test]
fn each_finding_names_what_fixes_it() {
    let folder = Folder::new(&[("a.md", FAULTY), ("b.md", "Sino- Indian.\n")]);
    let stdout = folder.run(&["check"]).stdout;
    for help in [
        "= help: Add the note (in your editor, or run `brief-ls fix --unsafe`)\n",
        "= help: fix by hand; brief-ls explain placeholder-link says how\n",
        "= help: Remove the space after the hyphen (run `brief-ls fix`)\n",
    ] {
        assert!(stdout.contains(help), "{help}{stdout}");
    }
    let quiet = folder.run(&["check", "--quiet"]).stdout;
    assert!(!quiet.contains("help"), "{quiet}");
    assert!(quiet.trim_end().ends_with('^'), "{quiet}");
}

#[test]
fn a_bibliography_is_no_brief_in_the_count() {
    let files = [
        ("a.md", "A [@roe].\n"),
        ("refs.bib", "@book{roe, title={A}}\n"),
    ];
    let folder = Folder::new(&files);
    let run = folder.run(&["check"]);
    assert_eq!(run.stdout, "no findings in 1 brief and 1 bibliography\n");
}

#[test]
fn rules_are_listed_as_json() {
    let folder = Folder::new(&[]);
    let run = folder.run(&["rules", "--format", "json"]);
    let rules: Value = serde_json::from_str(&run.stdout).unwrap();
    let rule = &brief_ls::check::rules()[0];
    let expected = json!({
        "code": rule.code, "summary": rule.summary, "page": rule.page,
        "default": rule.default, "brief": rule.brief, "minor": rule.when_minor,
    });
    assert_eq!(rules[0], expected);
    assert_eq!(
        rules.as_array().unwrap().len(),
        brief_ls::check::rules().len()
    );
}

#[test]
fn several_rules_are_explained() {
    let folder = Folder::new(&[]);
    let run = folder.run(&["explain", "note-order", "zzz", "empty-note"]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("# note-order") && run.stdout.contains("\n# empty-note"));
}
