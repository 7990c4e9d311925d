//! What is written as JSON is what its schema says, member by member.

use serde_json::{Value, json};

use crate::support::{CLEAN, FAULTY, Folder};

/// The schema that the program prints, made strict: no member that it does not name. Others may ignore new members.
fn strict_schema(folder: &Folder, of: &str) -> Value {
    let run = folder.run(&["schema", "--of", of]);
    let mut schema: Value = serde_json::from_str(&run.stdout).unwrap();
    for definition in schema["$defs"].as_object_mut().unwrap().values_mut() {
        if definition["properties"].is_object() {
            definition["unevaluatedProperties"] = json!(false);
        }
    }
    schema
}

/// What the program writes, and whether it is what the schema says.
fn assert_valid(folder: &Folder, of: &str, args: &[&str]) -> Value {
    let schema = strict_schema(folder, of);
    let written = folder.run(args).stdout;
    let written: Value = serde_json::from_str(&written).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&written)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, [""; 0], "{args:?}");
    written
}

/// Briefs with findings of every shape: a related place, a repair by edits and by a refactoring, a place in a PDF.
fn briefs() -> Folder {
    let duplicate = "One.[^1] Two.[^2]\n\n[^1]: A.\n[^1]: B.\n[^2]: C.\n";
    let folder = Folder::new(&[
        ("a.md", FAULTY),
        ("b.md", duplicate),
        ("c.md", "# A\n\nSino- Indian.\n"),
        ("brief-ls.toml", "profile = 3\n"),
    ]);
    folder.write("d.pdf", include_bytes!("pdf/harbours.pdf"));
    folder
}

#[test]
fn findings() {
    let folder = briefs();
    let args = [
        "check",
        "--include",
        "*.pdf",
        "--profile",
        "brief",
        "--format",
        "json",
    ];
    let findings = assert_valid(&folder, "findings", &args);
    let findings = findings.as_array().unwrap();
    let has = |pointer: &str| findings.iter().any(|it| it.pointer(pointer).is_some());
    for member in [
        "/related/0",
        "/fix/edits/0",
        "/fix/refactoring",
        "/page",
        "/paragraph",
    ] {
        assert!(has(member), "no finding has {member}");
    }
    let schema = strict_schema(&folder, "findings");
    let mut wrong = findings[0].clone();
    wrong["more"] = json!(1);
    assert!(!jsonschema::is_valid(&schema, &json!([wrong])));
}

#[test]
fn statistics() {
    let args = ["check", "--statistics", "--format", "json"];
    let counts = assert_valid(&briefs(), "statistics", &args);
    assert!(!counts.as_array().unwrap().is_empty());
}

#[test]
fn rules() {
    assert_valid(&briefs(), "rules", &["rules", "--format", "json"]);
}

#[test]
fn outline() {
    let folder = Folder::new(&[
        ("a.md", CLEAN),
        ("b.md", "# A\n\n## B\n\nC.[^1]\n\n[^1]: D.\n"),
    ]);
    for args in [&["a.md"][..], &["b.md"], &["b.md", "--words"]] {
        let args = [&["outline", "--format", "json"], args].concat();
        assert_valid(&folder, "outline", &args);
    }
}

#[test]
fn report() {
    let folder = briefs();
    folder.write("brief-ls.toml", b"");
    for file in ["a.md", "b.md", "c.md", "d.pdf"] {
        let report = assert_valid(&folder, "report", &["report", file, "--format", "jsonl"]);
        assert!(report["paragraphs"][0]["words"].is_number(), "{file}");
    }
}

#[test]
fn the_settings_come_without_a_choice() {
    let folder = Folder::new(&[]);
    let settings = folder.run(&["schema"]).stdout;
    assert_eq!(settings, folder.run(&["schema", "--of", "settings"]).stdout);
    assert!(settings.contains("\"brief-ls.toml\""));
}
