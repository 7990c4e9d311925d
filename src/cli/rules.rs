//! `brief-ls rules`.

use std::io::{self, Write};
use std::process::ExitCode;

use anstyle::Style;
use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Serialize;

use crate::check::{self, Rule};
use crate::config::Level;
use crate::workspace::nearest;

#[derive(clap::Args, Debug)]
pub(super) struct RulesArgs {
    /// The output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: RulesFormat,
}

/// How the rules are written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum RulesFormat {
    /// A table
    Text,
    /// One JSON array of rules
    Json,
}

/// A rule.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Rules")]
pub(super) struct ListedRule {
    /// The code, as findings and settings name it.
    code: &'static str,
    /// What it reports.
    summary: &'static str,
    /// The level in the profile `default`.
    default: Level,
    /// The level in the profile `brief`.
    brief: Level,
    /// The level in the profile `default` for minor findings: numbers of Markdown footnotes, which renderers assign, and
    /// matters of style.
    minor: Level,
    /// Its page in Markdown, as `brief-ls explain` prints it.
    page: &'static str,
}

impl From<&'static Rule> for ListedRule {
    fn from(rule: &'static Rule) -> ListedRule {
        ListedRule {
            code: rule.code,
            summary: rule.summary,
            default: rule.default,
            brief: rule.brief,
            minor: rule.when_minor,
            page: rule.page,
        }
    }
}

/// Writes the rules.
pub(super) fn run(args: &RulesArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    match args.format {
        RulesFormat::Text => write_table(out)?,
        RulesFormat::Json => {
            let rules: Vec<ListedRule> = check::rules().iter().map(ListedRule::from).collect();
            serde_json::to_writer_pretty(&mut *out, &rules)?;
            writeln!(out)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn write_table(out: &mut dyn Write) -> io::Result<()> {
    let rules = check::rules();
    let code = rules.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
    let head = Style::new().bold();
    let (default, brief) = ("default", "brief");
    writeln!(
        out,
        "{head}{:code$}  {default:11}  {brief:11}  what it reports{head:#}",
        "code"
    )?;
    for rule in rules {
        let minor = if rule.when_minor == rule.default {
            ""
        } else {
            "*"
        };
        let (default, brief) = (format!("{}{minor}", rule.default.name()), rule.brief.name());
        let summary = rule.summary;
        writeln!(
            out,
            "{:code$}  {default:11}  {brief:11}  {summary}",
            rule.code
        )?;
    }
    writeln!(
        out,
        "\n* note-order and numbering-gap are off for Markdown footnotes, which renderers number; heading-level is off for\n  \
         a level that is skipped throughout and for identical headings."
    )
}

/// The rule of that code.
///
/// # Errors
/// That there is none, and which code was meant.
pub(super) fn rule(code: &str) -> Result<&'static Rule, String> {
    let unknown = || {
        let help = match nearest(code, check::rules().iter().map(|rule| rule.code)) {
            Some(meant) => format!("did you mean {meant}?"),
            None => "`brief-ls rules` lists all rules".to_owned(),
        };
        format!("no rule named {code}; {help}")
    };
    check::rule(code).ok_or_else(unknown)
}
