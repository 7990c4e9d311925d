//! What `brief-ls fix` leaves, and why.

use std::collections::BTreeMap;
use std::fmt;

use crate::check::{Fixed, Why};

use super::printable::printable_line;

/// So many lines of findings that are left for one reason are named.
const MOST_LINES: usize = 6;

/// The findings that are left, by rule and reason.
pub(super) struct LeftOver {
    /// The lines, from 1, of those of one rule that are left for one reason.
    lines: BTreeMap<(&'static str, Why), Vec<usize>>,
    count: usize,
}

impl LeftOver {
    /// What is left in `fixed`; none where nothing is.
    pub fn of(fixed: &Fixed) -> Option<LeftOver> {
        let mut lines: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for left in &fixed.left {
            let line = fixed.document.text().line_of(left.diagnostic.span.start) + 1;
            let same = lines.entry((left.diagnostic.rule.code, left.why.clone()));
            same.or_default().push(line);
        }
        let count = fixed.left.len();
        (count > 0).then_some(LeftOver { lines, count })
    }
}

impl fmt::Display for LeftOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count {
            1 => write!(f, "1 finding left:")?,
            count => write!(f, "{count} findings left:")?,
        }
        for ((code, why), lines) in &self.lines {
            write!(f, "\n  {code} on {}: ", listed(lines))?;
            match why {
                Why::NoFix => write!(f, "no automatic fix")?,
                Why::NotAsked(title) => {
                    write!(f, "“{}” needs --unsafe", printable_line(title))?;
                }
                Why::Refused(reason) => {
                    write!(f, "{}", printable_line(reason.trim_end_matches('.')))?;
                }
            }
        }
        Ok(())
    }
}

/// `line 3`, `lines 3 and 5`, `lines 3, 5 and 7`, and of many the first and how many more.
pub(super) fn listed(lines: &[usize]) -> String {
    let mut lines = lines.to_vec();
    lines.dedup();
    let names: Vec<String> = lines
        .iter()
        .take(MOST_LINES)
        .map(usize::to_string)
        .collect();
    match &names[..] {
        [one] => format!("line {one}"),
        _ if lines.len() > MOST_LINES => {
            let more = lines.len() - MOST_LINES;
            format!("lines {} and {more} more", names.join(", "))
        }
        [first @ .., last] => format!("lines {} and {last}", first.join(", ")),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_listed_as_far_as_there_is_room() {
        assert_eq!(listed(&[3, 3]), "line 3");
        assert_eq!(listed(&[3, 5]), "lines 3 and 5");
        assert_eq!(listed(&[3, 5, 7]), "lines 3, 5 and 7");
        assert_eq!(
            listed(&[1, 2, 3, 4, 5, 6, 7, 8]),
            "lines 1, 2, 3, 4, 5, 6 and 2 more"
        );
    }
}
