//! The differences that are left, each with its reason.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

/// Another reader of footnotes; the name of its entries in `known.toml`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    /// comrak.
    Gfm,
    /// Pandoc, of any version.
    Pandoc,
    /// Pandoc 2.
    Pandoc2,
    /// Pandoc 3.
    Pandoc3,
    /// The reader whose suite a text is from, by the HTML in the suite.
    Suite,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    known: Vec<Known>,
}

/// Why some texts differ for a reader, and how.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    reader: Reader,
    reason: String,
    texts: BTreeMap<String, Vec<String>>,
}

/// Asserts that the texts of one folder differ as the list says for any of `readers`, and not elsewhere.
/// `found`: the differences, by the name of the text.
#[track_caller]
pub fn assert_known(readers: &[Reader], found: BTreeMap<String, Vec<String>>) {
    let folder = |name: &str| name.split('/').next().unwrap_or_default().to_owned();
    let Some(here) = found.keys().next().map(|name| folder(name)) else {
        return;
    };
    let list: List = toml::from_str(include_str!("known.toml")).expect("a list of differences");
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in list.known {
        assert!(!entry.reason.is_empty(), "an entry without a reason");
        let texts = entry
            .texts
            .into_iter()
            .filter(|(name, _)| folder(name) == here);
        for (name, lines) in texts.filter(|_| readers.contains(&entry.reader)) {
            known.entry(name).or_default().extend(lines);
        }
    }
    let mut report = String::new();
    for (name, mut lines) in found {
        let mut listed = known.remove(&name).unwrap_or_default();
        lines.sort();
        listed.sort();
        if lines != listed {
            let _ = writeln!(
                report,
                "\n{name:?}\n  found  {lines:?}\n  listed {listed:?}"
            );
        }
    }
    for name in known.keys() {
        let _ = writeln!(report, "\n{name:?}\n  no such text");
    }
    assert!(report.is_empty(), "{readers:?} reads otherwise:\n{report}");
}
