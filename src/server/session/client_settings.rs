use serde_json::{Map, Value};

use crate::config::Config;

/// The section of the client's settings that is ours.
pub const SECTION: &str = "brief-ls";

/// Keys below the section that belong to the editor's side of it.
const OF_THE_EDITOR: [&str; 1] = ["trace"];

/// Reads the client's settings, given whole or as the section alone; and what is wrong with them. A
/// key that cannot be read is left out, and the others count.
pub fn read(settings: &Value) -> (Config, Vec<String>) {
    let section = settings.get(SECTION).unwrap_or(settings);
    let mut config = Config::default();
    let mut faults = Vec::new();
    for (key, value) in section.as_object().into_iter().flatten() {
        if value.is_null() || OF_THE_EDITOR.contains(&key.as_str()) {
            continue;
        }
        let one = Map::from_iter([(key.clone(), value.clone())]);
        match serde_json::from_value::<Config>(Value::Object(one)) {
            Ok(one) => config = config.or(&one),
            Err(error) => faults.push(format!("the setting {SECTION}.{key} is ignored: {error}")),
        }
    }
    (config, faults)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::config::{DialectChoice, Level};

    use super::*;

    #[test]
    fn the_section_may_be_wrapped_or_bare() {
        let section = json!({"dialect": "pandoc", "profile": null, "trace": {"server": "off"}});
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
}
