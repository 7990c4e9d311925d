use crate::check::Rule;
use crate::cli::rules::rule;

/// Which findings are reported, and how much is said of them.
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct ReportArgs {
    /// Report only this rule; repeat the option for more. A rule that is off is reported as a warning
    #[arg(long = "rule", value_name = "CODE", value_parser = rule)]
    pub rules: Vec<&'static Rule>,
    /// Count the findings of each rule instead of listing them: for people, or with --format json
    #[arg(long)]
    pub statistics: bool,
    /// Write findings and errors only: no summary, no hints
    #[arg(short, long)]
    pub quiet: bool,
}

impl ReportArgs {
    /// The codes of the only rules that are reported; none where all are.
    pub fn codes(&self) -> Vec<&'static str> {
        self.rules.iter().map(|rule| rule.code).collect()
    }
}
