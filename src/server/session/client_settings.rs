use std::fmt::Display;

use serde_json::{Value, json};

use crate::check::RuleLevels;
use crate::config::Config;

/// The section of the client's settings that is ours.
pub const SECTION: &str = "brief-ls";

/// Keys below the section that belong to the editor's side of it.
const OF_THE_EDITOR: [&str; 2] = ["path", "trace"];

/// Reads the client's settings, given whole or as the section alone; and what is wrong with them. An
/// entry that cannot be read is left out, and the others count, those of one table too.
pub fn read(settings: &Value) -> (Config, Vec<String>) {
    let section = settings.get(SECTION).unwrap_or(settings);
    let mut config = Config::default();
    let mut faults = Vec::new();
    for (key, value) in section.as_object().into_iter().flatten() {
        if value.is_null() || OF_THE_EDITOR.contains(&key.as_str()) {
            continue;
        }
        for (name, entry) in entries(key, value) {
            match serde_json::from_value::<Config>(entry) {
                Ok(entry) => config = config.or(&entry),
                Err(error) => faults.push(ignored(&name, &error)),
            }
        }
    }
    let (_, unknown) = RuleLevels::new(&config);
    let unknown = unknown.iter();
    faults.extend(unknown.map(|code| ignored(&format!("rules.{code}"), &"unknown rule")));
    (config, faults)
}

/// What stands under `key`, each entry of a table as settings that have nothing else, and its name.
fn entries(key: &str, value: &Value) -> Vec<(String, Value)> {
    match value.as_object() {
        None => vec![(key.to_owned(), json!({ key: value }))],
        Some(table) => table
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(inner, value)| (format!("{key}.{inner}"), json!({ key: { inner: value } })))
            .collect(),
    }
}

fn ignored(name: &str, why: &dyn Display) -> String {
    format!("the setting {SECTION}.{name} is ignored: {why}")
}

#[cfg(test)]
mod tests {
    use crate::config::{DialectChoice, Level};

    use super::*;

    #[test]
    fn the_section_may_be_wrapped_or_bare() {
        let section =
            json!({"dialect": "pandoc", "profile": null, "path": "/b", "trace": {"server": "off"}});
        for settings in [json!({SECTION: section}), section] {
            let (config, faults) = read(&settings);
            assert_eq!(config.dialect, Some(DialectChoice::Pandoc));
            assert_eq!(faults, [""; 0]);
        }
    }

    #[test]
    fn a_bad_key_costs_itself_only() {
        let settings = json!({"dialect": "klingon", "rules": {"unused-note": "off"}, "colour": 1});
        let (config, faults) = read(&settings);
        assert_eq!(config.rules.get("unused-note"), Some(&Level::Off));
        assert_eq!(config.dialect, None);
        assert_eq!(faults.len(), 2, "{faults:?}");
    }

    #[test]
    fn a_bad_entry_of_a_table_costs_itself_only() {
        let settings = json!({
            "rules": {"undefined-marker": 5, "placeholder-link": "off", "no-such": "off", "note-order": null},
            "outline": {"notes": "yes"},
            "exclude": ["a"],
        });
        let (config, faults) = read(&settings);
        assert_eq!(config.rules.get("placeholder-link"), Some(&Level::Off));
        assert_eq!(config.rules.get("undefined-marker"), None);
        assert_eq!(config.exclude, Some(vec!["a".to_owned()]));
        let named: Vec<&str> = faults
            .iter()
            .filter_map(|it| it.split(' ').nth(2))
            .collect();
        let expected = ["outline.notes", "rules.undefined-marker", "rules.no-such"];
        assert_eq!(named, expected.map(|name| format!("{SECTION}.{name}")));
    }
}
