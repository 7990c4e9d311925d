//! `brief-ls init`.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::check;
use crate::config::Level;
use crate::workspace::{self, CONFIG_NAME};

use super::args::InitArgs;
use super::{FAILED, complain};

/// What the file says above the rules.
const SETTINGS: &str = include_str!("brief-ls.toml");

/// Writes a `brief-ls.toml` to the current folder.
pub(super) fn run(args: &InitArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    let path = Path::new(CONFIG_NAME);
    let written = match args.force {
        true => workspace::replace(path, content()),
        false => workspace::create(path, &content()),
    };
    match written {
        Ok(()) => {
            writeln!(out, "wrote {CONFIG_NAME} with every setting commented out")?;
            return Ok(ExitCode::SUCCESS);
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => complain(&format_args!(
            "{CONFIG_NAME} already exists in this folder; --force overwrites it"
        )),
        Err(error) => complain(&format_args!("cannot write {CONFIG_NAME}: {error}")),
    }
    Ok(ExitCode::from(FAILED))
}

/// The file: all settings and all rules, commented out.
fn content() -> String {
    let mut content = SETTINGS.to_owned();
    for rule in check::rules() {
        let (code, summary, level) = (rule.code, rule.summary, rule.default.name());
        let _ = write!(content, "\n# {summary}");
        let _ = match (rule.brief, rule.when_minor) {
            (brief, _) if brief != rule.default => {
                write!(content, " (\"brief\": {})", brief.name())
            }
            (_, Level::Off) if rule.default != Level::Off => {
                write!(content, " (\"default\": off in Markdown)")
            }
            _ => Ok(()),
        };
        let _ = writeln!(content, "\n#{code} = \"{level}\"");
    }
    content
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::cli::schema::schema;
    use crate::config::Config;

    /// What the file says with every setting taken out of its comment.
    fn uncommented() -> toml::Table {
        let content = content();
        let lines = content.lines().map(|line| match line.strip_prefix('#') {
            Some(setting) if !setting.is_empty() && !setting.starts_with(' ') => setting,
            _ => line,
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        // The house profile of the example is there.
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("house.toml"), "").unwrap();
        let file = workspace::parse_config(&folder.path().join(CONFIG_NAME), text.clone());
        assert_eq!(file.faults, []);
        text.parse().unwrap()
    }

    #[test]
    fn the_file_is_without_faults_and_sets_nothing() {
        let file = workspace::parse_config(Path::new(CONFIG_NAME), content());
        assert_eq!(
            (file.faults, file.config),
            (vec![], Some(Config::default()))
        );
    }

    /// Every key of `schema` stands in `table`, with the default that the schema tells.
    fn assert_whole(schema: &Value, table: &Value, within: &str) {
        for (key, property) in schema["properties"].as_object().unwrap() {
            let value = &table[key];
            assert!(!value.is_null(), "{within}{key} is not in the file");
            let default = &property["default"];
            let is_example = value
                .as_array()
                .is_some_and(|all| all.iter().any(Value::is_object));
            if !default.is_null() && !value.is_object() && !is_example {
                assert_eq!(value, default, "{within}{key}");
            }
        }
    }

    #[test]
    fn every_setting_is_in_it_with_its_default() {
        let schema = schema();
        let table = serde_json::to_value(uncommented()).unwrap();
        assert_whole(&schema, &table, "");
        assert_whole(&schema["properties"]["rules"], &table["rules"], "rules.");
        assert_whole(&schema["$defs"]["Outline"], &table["outline"], "outline.");
        assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&table));
    }
}
