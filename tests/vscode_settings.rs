//! The settings that the VS Code extension offers are those that the configuration knows.

#![allow(clippy::expect_used, reason = "a test may fail")]

use brief_ls::config::Config;
use serde_json::{Value, json};

/// Settings of the extension itself, which the server is not told.
const OWN: &[&str] = &["brief-ls.path", "brief-ls.trace.server"];

/// The settings in the extension's manifest, by name.
fn settings() -> serde_json::Map<String, Value> {
    let manifest = include_str!("../editors/vscode/package.json");
    let manifest: Value = serde_json::from_str(manifest).expect("JSON");
    let settings = manifest["contributes"]["configuration"]["properties"].as_object();
    settings.expect("settings").clone()
}

/// `{"outline": {"notes": value}}` for `brief-ls.outline.notes`.
fn nested(setting: &str, value: &Value) -> Value {
    let path = setting.trim_start_matches("brief-ls.");
    let wrap = |inner, key: &str| json!({ key: inner });
    path.rsplit('.').fold(value.clone(), wrap)
}

#[test]
fn every_value_offered_is_understood() {
    for (setting, schema) in settings() {
        if OWN.contains(&setting.as_str()) {
            continue;
        }
        let offered = schema["enum"].as_array().into_iter().flatten();
        for value in offered.chain([&schema["default"]]) {
            let config = serde_json::from_value::<Config>(nested(&setting, value));
            assert!(config.is_ok(), "{setting} = {value}: {config:?}");
        }
    }
}

#[test]
fn every_level_offered_for_a_rule_is_understood() {
    let rules = &settings()["brief-ls.rules"];
    let levels = rules["additionalProperties"]["enum"].as_array();
    for level in levels.expect("levels") {
        let config = json!({ "rules": { "note-order": level } });
        let config = serde_json::from_value::<Config>(config);
        assert!(config.is_ok(), "{level}: {config:?}");
    }
}
