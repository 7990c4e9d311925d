//! `brief-ls check --show-config`: which settings count for a file, and where each comes from.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use serde_json::Value;

use crate::check::{Rule, rules};
use crate::cli::configurations::configurations;
use crate::cli::inputs::shown;
use crate::cli::printable::name;
use crate::cli::schema::schema;
use crate::cli::{FAILED, complain};
use crate::config::{Level, Profile};
use crate::workspace::{ConfigOrigins, Configured};

/// Writes what is set for `file`, as TOML with the origin of each setting behind it. `profile` is that of the
/// command line.
pub(super) fn run(
    file: &Path,
    profile: Option<Profile>,
    out: &mut dyn Write,
) -> io::Result<ExitCode> {
    if !file.is_file() {
        complain(&format_args!("{}: no such file", name(file)));
        return Ok(ExitCode::from(FAILED));
    }
    let settings = Settings {
        file,
        configured: &configurations(profile).of(file),
        profile,
        origins: ConfigOrigins::of(file),
    };
    settings.write(out)?;
    Ok(ExitCode::SUCCESS)
}

/// What counts for one file.
struct Settings<'a> {
    file: &'a Path,
    configured: &'a Configured,
    /// That of the command line.
    profile: Option<Profile>,
    origins: ConfigOrigins,
}

impl Settings<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.configured.excludes(self.file) {
            writeln!(out, "# excluded: skipped in folders, checked if named")?;
        }
        let schema = schema();
        let set = serde_json::to_value(&self.configured.config)?;
        let keys = [
            "profile",
            "house",
            "dialect",
            "exclude",
            "bibliography",
            "citation-style",
            "site-root",
            "inlay-hints",
        ];
        for key in keys {
            let default = &schema["properties"][key]["default"];
            self.line(out, key, key, &set[key], default)?;
        }
        writeln!(out, "\n[outline]")?;
        let default = &schema["$defs"]["Outline"]["properties"]["notes"]["default"];
        self.line(
            out,
            "notes",
            "outline.notes",
            &set["outline"]["notes"],
            default,
        )?;
        writeln!(out, "\n[rules]")?;
        for rule in rules() {
            let (level, origin) = self.level(rule);
            writeln!(out, "{} = \"{}\"  # {origin}", rule.code, level.name())?;
        }
        Ok(())
    }

    /// One setting, which has `key` in the file.
    fn line(
        &self,
        out: &mut dyn Write,
        name: &str,
        key: &str,
        set: &Value,
        default: &Value,
    ) -> io::Result<()> {
        match (set.is_null(), default.is_null()) {
            (true, true) => writeln!(out, "# {name} is not set"),
            (true, false) => writeln!(out, "{name} = {default}  # default"),
            (false, _) => writeln!(out, "{name} = {set}  # {}", self.origin(key)),
        }
    }

    fn origin(&self, key: &str) -> String {
        if key == "profile" && self.profile.is_some() {
            return "--profile".to_owned();
        }
        match self.origins.setting(key) {
            Some((path, Some(line))) => at(path, line),
            Some((path, None)) => name(&shown(path)),
            None => "default".to_owned(),
        }
    }

    /// The level of a rule, and where it comes from.
    fn level(&self, rule: &Rule) -> (Level, String) {
        let config = &self.configured.config;
        if let Some((level, path, line)) = self.origins.level_for(self.file, rule.code) {
            return (level, at(path, line));
        }
        if let Some(level) = config.rules.get(rule.code) {
            return (*level, self.origin(&format!("rules.{}", rule.code)));
        }
        if let Some(level) = self.configured.house.rules.get(rule.code) {
            return (*level, "house profile".to_owned());
        }
        let profile = match config.house {
            Some(_) => Profile::Brief,
            None => config.profile.unwrap_or_default(),
        };
        match profile {
            Profile::Default if rule.when_minor != rule.default => {
                let minor = rule.when_minor.name();
                let origin =
                    format!("default; \"{minor}\" for minor findings: `brief-ls rules` says which");
                (rule.default, origin)
            }
            Profile::Default => (rule.default, "default".to_owned()),
            _ if (rule.brief, rule.brief) != (rule.default, rule.when_minor) => {
                (rule.brief, format!("profile \"{}\"", profile.name()))
            }
            _ => (rule.default, "default".to_owned()),
        }
    }
}

/// A place in a configuration file; lines count from 1.
fn at(path: &Path, line: usize) -> String {
    format!("{}:{line}", name(&shown(path)))
}
