use serde_json::{Value, json};

use crate::support::{CLEAN, FAULTY, Folder};

const WRITE: &[&str] = &["check", "--baseline", "known.json", "--write-baseline"];
const CHECK: &[&str] = &["check", "--baseline", "known.json"];
const JSONL: &[&str] = &["check", "--baseline", "known.json", "--format", "jsonl"];

/// An archive of two briefs with faults and one without, all of them known.
fn archive() -> Folder {
    let folder = Folder::new(&[
        ("b.md", FAULTY),
        ("2019/a.md", FAULTY),
        ("2019/clean.md", CLEAN),
    ]);
    let run = folder.run(WRITE);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (0, "brief-ls: known.json has 4 findings\n")
    );
    folder
}

#[test]
fn what_is_known_is_not_told_and_no_failure() {
    let folder = archive();
    let run = folder.run(CHECK);
    let summary = "no new findings in 3 briefs; 4 in the baseline\n";
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (0, summary, "")
    );
    for format in ["jsonl", "json", "github"] {
        let run = folder.run(&["check", "--baseline", "known.json", "--format", format]);
        let nothing = if format == "json" { "[]\n" } else { "" };
        assert_eq!((run.code, run.stdout.as_str()), (0, nothing));
    }
    assert_eq!(folder.run(&["check"]).code, 1);
}

#[test]
fn the_file_has_a_finding_a_line_by_path_code_and_words() {
    insta::assert_snapshot!(archive().read("known.json"));
}

#[test]
fn an_edit_elsewhere_leaves_a_finding_known_and_a_new_one_is_told() {
    let folder = archive();
    folder.write("b.md", format!("# New\n\nMore.\n\n{FAULTY}").as_bytes());
    assert_eq!(folder.run(JSONL).codes(), [""; 0]);
    folder.write("b.md", format!("{FAULTY}\nThree.[^3]\n").as_bytes());
    let run = folder.run(JSONL);
    assert_eq!(
        (run.code, run.codes()),
        (1, vec!["b.md undefined-marker".to_owned()])
    );
    let human = folder.run(CHECK).stdout;
    let summary = "1 new finding (1 error) in 1 of 3 briefs; 4 in the baseline; \
                   1 fixable with brief-ls fix --unsafe\n";
    assert!(human.ends_with(summary), "{human}");
}

#[test]
fn one_more_of_the_same_is_new() {
    let folder = Folder::new(&[("a.md", "One.[^2]\n\n[^1]: A.\n\nTwo.[^1]\n")]);
    folder.run(WRITE);
    folder.write("a.md", b"One.[^2]\n\n[^1]: A.\n\nTwo.[^1]\n\nOne.[^2]\n");
    let found = folder.run(JSONL).findings();
    let places: Vec<_> = found
        .iter()
        .map(|(_, code, line, _)| (code.as_str(), *line))
        .collect();
    assert_eq!(places, [("undefined-marker", 7)]);
}

#[test]
fn what_is_no_longer_there_is_told_to_people() {
    let folder = archive();
    folder.write("b.md", CLEAN.as_bytes());
    std::fs::remove_file(folder.path().join("2019/a.md")).unwrap();
    let run = folder.run(CHECK);
    let expected = "\
brief-ls: in the baseline, but no longer found (--write-baseline removes it):
  b.md: placeholder-link at \"[^1]: See [this](#).\"
  b.md: undefined-marker at \"One.[^1] Two.[^2]\"
  2019/a.md: placeholder-link at \"[^1]: See [this](#).\"
  2019/a.md: undefined-marker at \"One.[^1] Two.[^2]\"
";
    assert_eq!((run.code, run.stderr.as_str()), (0, expected));
    assert_eq!(folder.run(JSONL).stderr, "");
    let run = folder.run(&["check", "--baseline", "known.json", "2019/clean.md"]);
    assert!(!run.stderr.contains("b.md"), "b.md was not checked");
    folder.run(WRITE);
    assert_eq!(
        folder.read("known.json"),
        "{\n  \"version\": 1,\n  \"findings\": []\n}\n"
    );
}

#[test]
fn a_part_that_is_written_leaves_the_others() {
    let folder = archive();
    let before = folder.read("known.json");
    folder.write("b.md", CLEAN.as_bytes());
    folder.write("2019/a.md", b"\0");
    let run = folder.run(&[WRITE, &["."]].concat());
    assert_eq!(run.code, 2, "a.md could not be checked");
    let paths = |baseline: &str| {
        let baseline: Value = serde_json::from_str(baseline).unwrap();
        let findings = baseline["findings"].as_array().unwrap().clone();
        findings
            .into_iter()
            .filter(|it| it["path"] == "2019/a.md")
            .collect::<Vec<_>>()
    };
    let (kept, left) = (paths(&before), folder.read("known.json"));
    assert_eq!((paths(&left), left.matches("path").count()), (kept, 2));
}

#[test]
fn paths_are_told_from_the_folder_of_the_baseline() {
    let folder = archive();
    let mut command = folder.command(&["check", "--baseline", "../known.json", "a.md"]);
    let output = command
        .current_dir(folder.path().join("2019"))
        .output()
        .unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(stdout, "no new findings in 1 brief; 2 in the baseline\n");
}

#[test]
fn a_baseline_that_is_none_is_refused() {
    let folder = Folder::new(&[("a.md", FAULTY), ("known.json", "{ \"version\": 1")]);
    for args in [CHECK, WRITE] {
        let run = folder.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        let expected = "brief-ls: known.json: is not a brief-ls baseline: EOF";
        assert!(run.stderr.starts_with(expected), "{}", run.stderr);
    }
    assert_eq!(folder.read("known.json"), "{ \"version\": 1");
    let run = folder.run(&["check", "--baseline", "missing.json"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (2, "brief-ls: missing.json: no such file or folder\n")
    );
    assert_eq!(folder.run(&["check", "--write-baseline"]).code, 2);
}

#[test]
fn a_fault_of_the_configuration_is_in_no_baseline() {
    let folder = Folder::new(&[("a.md", FAULTY), ("brief-ls.toml", "profil = 3")]);
    let run = folder.run(&[WRITE, &["--format", "jsonl"]].concat());
    assert_eq!(
        (run.code, run.codes()),
        (1, vec!["brief-ls.toml configuration".to_owned()])
    );
}

#[test]
fn sarif_tells_what_is_new() {
    let folder = archive();
    folder.write("b.md", format!("{FAULTY}\nThree.[^3]\n").as_bytes());
    let run = folder.run(&[CHECK, &["--format", "sarif", "b.md"]].concat());
    assert_eq!(run.code, 1);
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    let typed: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone()).unwrap();
    assert_eq!(serde_json::to_value(typed).unwrap(), log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let states: Vec<Value> = results
        .iter()
        .map(|result| {
            let region = &result["locations"][0]["physicalLocation"]["region"];
            json!([
                result["ruleId"],
                region["startLine"],
                result["baselineState"]
            ])
        })
        .collect();
    let expected = [
        json!(["undefined-marker", 5, "new"]),
        json!(["undefined-marker", 1, "unchanged"]),
        json!(["placeholder-link", 3, "unchanged"]),
    ];
    assert_eq!(states, expected);
    let log: Value =
        serde_json::from_str(&folder.run(&["check", "--format", "sarif"]).stdout).unwrap();
    assert_eq!(log["runs"][0]["results"][0]["baselineState"], Value::Null);
}
