use serde_json::{Value, json};

use crate::support::{CLEAN, FAULTY, Folder};

/// A duplicate, so that there is a second place, after characters of two UTF-16 units.
const DUPLICATE: &str = "𝒳𝒳.[^1] Two.[^2]\n\n[^1]: A.\n[^1]: B.\n[^2]: C.\n";

#[test]
fn json_lines_and_json_hold_the_same_objects() {
    let folder = Folder::new(&[("a.md", DUPLICATE), ("b.md", FAULTY)]);
    let lines = folder.run(&["check", "--format", "jsonl"]).stdout;
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let array = folder.run(&["check", "--format", "json"]);
    assert_eq!(array.code, 1);
    let array: Vec<Value> = serde_json::from_str(&array.stdout).unwrap();
    assert_eq!(array, lines);
    let place = |line, column, offset| json!({ "line": line, "column": column, "offset": offset });
    let first = json!({
        "fix": {
            "title": "Renumber footnotes in order of first citation",
            "safe": false,
            "refactoring": "refactor.rewrite.renumber",
        },
        "path": "a.md",
        "code": "duplicate-note",
        "severity": "error",
        "message": array[0]["message"],
        "range": { "start": place(4, 1, 33), "end": place(4, 6, 38) },
        "related": [{
            "range": { "start": place(3, 1, 24), "end": place(3, 6, 29) },
            "message": array[0]["related"][0]["message"],
        }],
        "fix": {
            "title": "Renumber footnotes in order of first citation",
            "safe": false,
            "refactoring": "refactor.rewrite.renumber",
        },
    });
    assert_eq!(array[0], first);
}

/// A brief with a repair, after a character of two UTF-16 units.
const REPAIRABLE: &str = "𝒳 Sino- Indian.\n";

#[test]
fn json_holds_the_repair() {
    let folder = Folder::new(&[("a.md", REPAIRABLE)]);
    let place = |column, offset| json!({ "line": 1, "column": column, "offset": offset });
    let array = folder.run(&["check", "--format", "json"]).stdout;
    let array: Vec<Value> = serde_json::from_str(&array).unwrap();
    let fix = json!({
        "title": "Remove the space after the hyphen",
        "safe": true,
        "edits": [{ "range": { "start": place(9, 10), "end": place(10, 11) }, "text": "" }],
    });
    assert_eq!(array.len(), 1);
    assert_eq!(array[0]["fix"], fix);
    let lines = folder.run(&["check", "--format", "jsonl"]).stdout;
    let line: Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(line["fix"], fix);
}

#[test]
fn sarif_holds_the_repair() {
    let folder = Folder::new(&[("a b.md", REPAIRABLE)]);
    let log = folder.run(&["check", "--format", "sarif"]).stdout;
    let log: Value = serde_json::from_str(&log).unwrap();
    let typed: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone()).unwrap();
    assert_eq!(serde_json::to_value(typed).unwrap(), log);
    let region = json!({ "startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 10 });
    let fixes = json!([{
        "description": { "text": "Remove the space after the hyphen" },
        "artifactChanges": [{
            "artifactLocation": { "uri": "a%20b.md" },
            "replacements": [{ "deletedRegion": region, "insertedContent": { "text": "" } }],
        }],
        "properties": { "safe": true },
    }]);
    assert_eq!(log["runs"][0]["results"][0]["fixes"], fixes);
}

#[test]
fn people_read_what_the_repair_does() {
    let folder = Folder::new(&[("a.md", REPAIRABLE)]);
    let run = folder.run(&["check"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stdout
            .contains("= help: Remove the space after the hyphen (run `brief-ls fix`)\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn json_of_nothing_is_an_empty_array() {
    let folder = Folder::new(&[("a.md", CLEAN)]);
    assert_eq!(folder.run(&["check", "--format", "json"]).stdout, "[]\n");
    assert_eq!(folder.run(&["check", "--format", "jsonl"]).stdout, "");
    assert_eq!(folder.run(&["check", "--format", "github"]).stdout, "");
}

#[test]
fn columns_count_utf16_units() {
    let folder = Folder::new(&[("a.md", "𝒳中.[^1] é.[^2]\n\n[^1]: A.\n")]);
    let run = folder.run(&["check", "--format", "jsonl"]);
    let found = run.findings();
    assert_eq!((found.len(), found[0].2, found[0].3), (1, 1, 12));
}

#[test]
fn sarif_is_what_its_types_say_and_nothing_else() {
    let folder = Folder::new(&[
        ("brief-ls.toml", "profile = 3"),
        ("a b/é.md", DUPLICATE),
        ("c.md", FAULTY),
    ]);
    let run = folder.run(&["check", "--format", "sarif"]);
    assert_eq!(run.code, 1);
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    let typed: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone()).unwrap();
    assert_eq!(serde_json::to_value(typed).unwrap(), log);

    let results = log["runs"][0]["results"].as_array().unwrap();
    let uri = |result: &Value| {
        let location = &result["locations"][0]["physicalLocation"];
        location["artifactLocation"]["uri"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let uris: Vec<String> = results.iter().map(uri).collect();
    assert_eq!(uris, ["brief-ls.toml", "a%20b/%C3%A9.md", "c.md", "c.md"]);
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let region = json!({ "startLine": 4, "startColumn": 1, "endLine": 4, "endColumn": 6 });
    assert_eq!(
        results[1]["locations"][0]["physicalLocation"]["region"],
        region
    );
    assert_eq!(results[1]["relatedLocations"].as_array().unwrap().len(), 1);
    assert_eq!(log["runs"][0]["columnKind"], "utf16CodeUnits");
}

#[test]
fn github_gets_workflow_commands() {
    let folder = Folder::new(&[("a,b.md", FAULTY)]);
    let run = folder.run(&["check", "--format", "github"]);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn a_file_outside_of_the_folder_keeps_its_path() {
    let folder = Folder::new(&[("a.md", FAULTY), ("sub/b.md", CLEAN)]);
    let mut command = folder.command(&["check", "--format", "jsonl", "../a.md"]);
    let output = command
        .current_dir(folder.path().join("sub"))
        .output()
        .unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.starts_with(r#"{"path":"../a.md""#), "{stdout}");
    let absolute = folder.path().join("a.md");
    let absolute = absolute.to_str().unwrap();
    let run = folder.run(&["check", "--format", "jsonl", absolute]);
    assert_eq!(run.codes()[0], "a.md undefined-marker");
}
