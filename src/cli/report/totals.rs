use std::fmt;

use crate::config::Level;

use super::{Report, ReportKind};

/// How much was found.
#[derive(Default)]
pub(super) struct Totals {
    /// For each kind of file, how many there are and how many of them have findings.
    files: [FileCount; KINDS.len()],
    /// How many findings there are of each level, from error to hint.
    levels: [usize; 4],
    /// How many findings more there are that the baseline knows.
    known: usize,
    /// How many findings have a fix that `fix` makes, and how many one that it makes with `--unsafe` only.
    fixes: [usize; 2],
}

#[derive(Clone, Copy, Default)]
struct FileCount {
    all: usize,
    with_findings: usize,
}

/// The kinds of files, with the names of one and of several.
const KINDS: [(ReportKind, &str, &str); 3] = [
    (ReportKind::Brief, "brief", "briefs"),
    (ReportKind::Bibliography, "bibliography", "bibliographies"),
    (ReportKind::Settings, "brief-ls.toml", "brief-ls.toml files"),
];

/// The levels that are reported, with the name of several findings of that level.
const LEVELS: [(Level, &str); 4] = [
    (Level::Error, "errors"),
    (Level::Warning, "warnings"),
    (Level::Information, "information"),
    (Level::Hint, "hints"),
];

impl Totals {
    /// Whether no file was counted.
    pub fn is_empty(&self) -> bool {
        self.files.iter().all(|files| files.all == 0)
    }

    /// Counts what `report` says.
    pub fn count(&mut self, report: &Report) {
        let kinds = self.files.iter_mut().zip(KINDS);
        for (files, _) in kinds.filter(|(_, (kind, ..))| *kind == report.kind) {
            files.all += 1;
            files.with_findings += usize::from(!report.diagnostics.is_empty());
        }
        self.known += report.known.len();
        for diagnostic in &report.diagnostics {
            if let Some(fix) = &diagnostic.fix {
                self.fixes[usize::from(!fix.is_safe)] += 1;
            }
            let levels = self.levels.iter_mut().zip(LEVELS);
            for (count, _) in levels.filter(|(_, (level, _))| *level == diagnostic.level) {
                *count += 1;
            }
        }
    }

    /// `3 briefs and 1 bibliography`; with findings, only the kinds that have some: `2 of 3 briefs`.
    fn places(&self, with_findings: bool) -> String {
        let kinds = self.files.iter().zip(KINDS);
        let counted = kinds.filter(|(files, _)| match with_findings {
            true => files.with_findings > 0,
            false => files.all > 0,
        });
        let places = counted.map(|(files, (_, one, several))| {
            let all = format!(
                "{} {}",
                files.all,
                if files.all == 1 { one } else { several }
            );
            match with_findings && files.with_findings < files.all {
                true => format!("{} of {all}", files.with_findings),
                false => all,
            }
        });
        let places: Vec<String> = places.collect();
        match &places[..] {
            [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
            _ => places.concat(),
        }
    }

    fn levels(&self) -> String {
        let levels = self.levels.iter().zip(LEVELS);
        let named = levels.filter(|(count, _)| **count > 0);
        let named = named.map(|(count, (level, several))| match count {
            1 => format!("1 {}", level.name()),
            _ => format!("{count} {several}"),
        });
        named.collect::<Vec<_>>().join(", ")
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let new = if self.known > 0 { "new " } else { "" };
        match self.levels.iter().sum::<usize>() {
            0 => write!(f, "no {new}findings in {}", self.places(false))?,
            total => {
                let findings = if total == 1 { "finding" } else { "findings" };
                let (levels, places) = (self.levels(), self.places(true));
                write!(f, "{total} {new}{findings} ({levels}) in {places}")?;
            }
        }
        if self.known > 0 {
            write!(f, "; {} in the baseline", self.known)?;
        }
        match self.fixes {
            [0, 0] => Ok(()),
            [safe, 0] => write!(f, "; {safe} fixable with brief-ls fix"),
            [0, others] => write!(f, "; {others} fixable with brief-ls fix --unsafe"),
            [safe, others] => write!(
                f,
                "; {safe} fixable with brief-ls fix, {others} more with --unsafe"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_counted_as_what_they_are() {
        let mut totals = Totals::default();
        totals.files[0].all = 1;
        assert_eq!(totals.to_string(), "no findings in 1 brief");
        totals.files[1].all = 1;
        assert_eq!(
            totals.to_string(),
            "no findings in 1 brief and 1 bibliography"
        );
        totals.files[0] = FileCount {
            all: 3,
            with_findings: 2,
        };
        totals.levels[1] = 4;
        assert_eq!(
            totals.to_string(),
            "4 findings (4 warnings) in 2 of 3 briefs"
        );
        totals.files[1].with_findings = 1;
        totals.files[2] = FileCount {
            all: 1,
            with_findings: 1,
        };
        let places = totals.places(true);
        assert_eq!(places, "2 of 3 briefs, 1 bibliography and 1 brief-ls.toml");
    }
}
