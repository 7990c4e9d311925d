use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::Level;

use super::totals::Totals;
use super::{Report, Reporter};

/// How many findings there are of each rule, instead of the findings. Where there are none, people are told of how many
/// files that is true.
pub(super) struct Statistics {
    format: StatisticsFormat,
    counts: BTreeMap<(&'static str, Level), [usize; 2]>,
    totals: Totals,
}

/// How statistics are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum StatisticsFormat {
    Human,
    /// The same without a summary.
    Quiet,
    Json,
}

/// The findings of one rule with one severity.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Counts of findings")]
pub(in crate::cli) struct RuleCount {
    /// The code of the rule.
    code: &'static str,
    /// The severity of these findings.
    severity: Level,
    /// How many there are.
    count: usize,
    /// How many of them `brief-ls fix` fixes.
    fixable: usize,
}

impl Statistics {
    /// Those of no file.
    pub fn new(format: StatisticsFormat) -> Statistics {
        Statistics {
            format,
            counts: BTreeMap::new(),
            totals: Totals::default(),
        }
    }

    /// The counts, the largest first.
    fn sorted(&self) -> Vec<RuleCount> {
        let counts = self.counts.iter();
        let mut counts: Vec<_> = counts
            .map(|(&(code, severity), &[count, fixable])| RuleCount {
                code,
                severity,
                count,
                fixable,
            })
            .collect();
        counts.sort_by_key(|one| std::cmp::Reverse(one.count));
        counts
    }
}

impl Reporter for Statistics {
    fn start(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn report(&mut self, report: &Report, _: &mut dyn Write) -> io::Result<()> {
        self.totals.count(report);
        for found in &report.diagnostics {
            let [count, fixable] = self.counts.entry((found.code, found.level)).or_default();
            *count += 1;
            *fixable += usize::from(found.fix.as_ref().is_some_and(|fix| fix.is_safe));
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let counts = self.sorted();
        if self.format == StatisticsFormat::Json {
            serde_json::to_writer_pretty(&mut *out, &counts)?;
            return writeln!(out);
        }
        if counts.is_empty() && self.format == StatisticsFormat::Human && !self.totals.is_empty() {
            writeln!(out, "{}", self.totals)?;
        }
        for one in counts {
            let severity = one.severity.name();
            let fixable = match one.fixable {
                0 => String::new(),
                count => format!("  {count} fixable with brief-ls fix"),
            };
            writeln!(
                out,
                "{:>6}  {severity:11}  {}{fixable}",
                one.count, one.code
            )?;
        }
        Ok(())
    }
}
