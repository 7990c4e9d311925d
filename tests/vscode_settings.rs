//! The settings that the VS Code extension offers are those that the configuration knows, and the rules among them those
//! that there are. `UPDATE_DOCS=1 cargo test --test vscode_settings` writes the rules and the schema anew.

#![allow(clippy::expect_used, reason = "a test may fail")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test may read and write the disk"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use brief_ls::config::Config;
use serde_json::{Value, json};

/// Settings of the extension itself, which the server is not told.
const OWN: &[&str] = &["brief-ls.path", "brief-ls.trace.server"];

/// What a `brief-ls.toml` may say and an editor cannot set: it is about the file, or a list of tables.
const IN_FILES_ALONE: &[&str] = &["root", "files", "rules"];

const RULE: &str = "brief-ls.rules.";

/// What a rule may be set to: what the server knows, and what leaves it to the profile.
const LEVELS: &str = r#""default", "off", "hint", "information", "warning", "error""#;

fn in_extension(path: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    folder.join("editors/vscode").join(path)
}

fn manifest() -> String {
    let manifest = std::fs::read_to_string(in_extension("package.json"));
    manifest.expect("the manifest").replace("\r\n", "\n")
}

/// What `brief-ls schema` prints.
fn schema() -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_brief-ls"));
    let output = command.arg("schema").output().expect("the program");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn parsed_schema() -> Value {
    serde_json::from_str(&schema()).expect("JSON")
}

/// The settings in the extension's manifest, by name.
fn settings() -> serde_json::Map<String, Value> {
    let manifest: Value = serde_json::from_str(&manifest()).expect("JSON");
    let sections = manifest["contributes"]["configuration"].as_array();
    let sections = sections.expect("sections").iter();
    let properties = sections.filter_map(|section| section["properties"].as_object());
    properties.flat_map(|it| it.clone()).collect()
}

/// The settings that the server is told, without those of single rules.
fn told() -> impl Iterator<Item = (String, Value)> {
    let is_told = |name: &str| !OWN.contains(&name) && !name.starts_with(RULE);
    settings()
        .into_iter()
        .filter(move |(name, _)| is_told(name))
}

/// `{"outline": {"notes": value}}` for `brief-ls.outline.notes`.
fn nested(setting: &str, value: &Value) -> Value {
    let path = setting.trim_start_matches("brief-ls.");
    let wrap = |inner, key: &str| json!({ key: inner });
    path.rsplit('.').fold(value.clone(), wrap)
}

#[test]
fn every_value_offered_is_understood() {
    for (setting, schema) in told() {
        let offered = schema["enum"].as_array().into_iter().flatten();
        for value in offered.chain([&schema["default"]]) {
            // What is empty is not sent.
            if *value == json!("") {
                continue;
            }
            let config = serde_json::from_value::<Config>(nested(&setting, value));
            assert!(config.is_ok(), "{setting} = {value}: {config:?}");
        }
    }
}

#[test]
fn every_setting_of_the_schema_is_offered() {
    let schema = parsed_schema();
    let known = schema["properties"].as_object().expect("properties");
    let offered: Vec<String> = told().map(|(name, _)| name).collect();
    for key in known
        .keys()
        .filter(|key| !IN_FILES_ALONE.contains(&key.as_str()))
    {
        let name = format!("brief-ls.{key}");
        let below = format!("{name}.");
        let is_offered = offered
            .iter()
            .any(|it| *it == name || it.starts_with(&below));
        assert!(is_offered, "{name} is not a setting of the extension");
    }
}

#[test]
fn every_choice_of_the_schema_is_offered() {
    let schema = parsed_schema();
    for (setting, definition) in [("profile", "Profile"), ("dialect", "DialectChoice")] {
        let choices = schema["$defs"][definition]["oneOf"].as_array();
        let mut choices: Vec<&Value> = choices
            .expect("choices")
            .iter()
            .map(|it| &it["const"])
            .collect();
        let offered = &settings()[&format!("brief-ls.{setting}")]["enum"];
        let mut offered: Vec<&Value> = offered.as_array().expect("choices").iter().collect();
        choices.sort_by_key(|it| it.to_string());
        offered.sort_by_key(|it| it.to_string());
        assert_eq!(offered, choices, "{setting}");
    }
}

/// The settings of the rules, one a line.
fn rule_settings() -> String {
    let schema = parsed_schema();
    let rules = schema["properties"]["rules"]["properties"].as_object();
    let lines = rules.expect("rules").iter().map(|(code, rule)| {
        let name = json!(format!("{RULE}{code}"));
        let description = &rule["description"];
        let shared = format!(
            r#""type": "string", "enum": [{LEVELS}], "enumItemLabels": ["as in the profile"], "default": "default", "scope": "resource""#
        );
        format!(r#"          {name}: {{ {shared}, "description": {description} }}"#)
    });
    lines.collect::<Vec<_>>().join(",\n")
}

/// Compares the file at `path` with `expected`, or writes it.
#[track_caller]
fn assert_current(path: &Path, expected: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, expected).expect("it can be written");
    }
    let current = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        current.replace("\r\n", "\n") == expected,
        "{} is not current: UPDATE_DOCS=1 cargo test --test vscode_settings",
        path.display()
    );
}

#[test]
fn the_manifest_has_a_setting_for_each_rule() {
    let manifest = manifest();
    let head = "\"title\": \"Rules\",\n        \"order\": 2,\n        \"properties\": {\n";
    let begin = manifest.find(head).expect("the section of rules") + head.len();
    let end = begin + manifest[begin..].find("\n        }\n").expect("its end");
    let expected = [&manifest[..begin], &rule_settings(), &manifest[end..]].concat();
    assert_current(&in_extension("package.json"), &expected);
}

#[test]
fn every_level_offered_for_a_rule_is_one() {
    let offered: Vec<Value> = serde_json::from_str(&format!("[{LEVELS}]")).expect("JSON");
    let levels = &parsed_schema()["$defs"]["Level"];
    let levels = levels["oneOf"].as_array().expect("levels").iter();
    let mut known: Vec<Value> = levels.map(|it| it["const"].clone()).collect();
    known.push(json!("default"));
    let sorted = |mut values: Vec<Value>| {
        values.sort_by_key(Value::to_string);
        values
    };
    assert_eq!(sorted(offered), sorted(known));
}

#[test]
fn the_extension_has_the_schema_of_configuration_files() {
    assert_current(&in_extension("schemas/brief-ls.schema.json"), &schema());
}
