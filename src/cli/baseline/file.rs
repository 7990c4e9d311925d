//! A baseline as text: JSON, a finding a line, sorted, so that a change of it is a change of few lines.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::FindingCounts;

/// The form that is written. Others are refused: to take what they say otherwise would hide findings.
const VERSION: u64 = 1;

#[derive(Deserialize)]
struct BaselineHeader {
    version: u64,
}

#[derive(Deserialize)]
struct Body {
    findings: Vec<BaselineEntry>,
}

/// One line. Members are written in this order.
#[derive(Serialize, Deserialize)]
struct BaselineEntry {
    path: String,
    code: String,
    text: String,
    count: usize,
}

/// What a baseline says. Lines may stand in any order, and twice, as a merge may leave them.
///
/// # Errors
/// Why it is none, in words that follow its path.
pub(super) fn parse(text: &str) -> Result<BTreeMap<String, FindingCounts>, String> {
    let broken = |error: serde_json::Error| format!("is not a brief-ls baseline: {error}");
    let BaselineHeader { version } = serde_json::from_str(text).map_err(broken)?;
    if version != VERSION {
        return Err(format!(
            "has baseline version {version}, but this brief-ls supports {VERSION}: write it again with --write-baseline"
        ));
    }
    let body: Body = serde_json::from_str(text).map_err(broken)?;
    let mut known: BTreeMap<String, FindingCounts> = BTreeMap::new();
    for entry in body.findings {
        let counts = known.entry(entry.path).or_default();
        let count = counts.entry((entry.code, entry.text)).or_default();
        *count = count.saturating_add(entry.count);
    }
    Ok(known)
}

/// The text of a baseline that says `known`.
pub(super) fn render(known: &BTreeMap<&String, &FindingCounts>) -> String {
    let entries = known.iter().flat_map(|(path, counts)| {
        counts.iter().map(|((code, text), count)| BaselineEntry {
            path: (*path).clone(),
            code: code.clone(),
            text: text.clone(),
            count: *count,
        })
    });
    let lines = entries.filter_map(|entry| serde_json::to_string(&entry).ok());
    let lines: Vec<String> = lines.map(|line| format!("\n    {line}")).collect();
    let end = if lines.is_empty() { "" } else { "\n  " };
    let lines = lines.join(",");
    format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{lines}{end}]\n}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(entries: &[(&str, &str, &str, usize)]) -> BTreeMap<String, FindingCounts> {
        let mut known: BTreeMap<String, FindingCounts> = BTreeMap::new();
        for (path, code, text, count) in entries {
            let key = ((*code).to_owned(), (*text).to_owned());
            known
                .entry((*path).to_owned())
                .or_default()
                .insert(key, *count);
        }
        known
    }

    #[test]
    fn what_is_written_is_read() {
        for known in [
            known(&[]),
            known(&[
                ("b.md", "unused-note", "[^1]: \"A\"\\", 1),
                ("a/é.md", "undefined-marker", "x.[^1]", 2),
                ("a/é.md", "undefined-marker", "x.[^2]", 1),
            ]),
        ] {
            let text = render(&known.iter().collect());
            assert_eq!(parse(&text), Ok(known), "{text}");
        }
    }

    #[test]
    fn a_finding_is_a_line_and_lines_are_sorted() {
        let known = known(&[
            ("b.md", "c", "t", 1),
            ("a.md", "d", "t", 2),
            ("a.md", "c", "u", 1),
        ]);
        let expected = r#"{
  "version": 1,
  "findings": [
    {"path":"a.md","code":"c","text":"u","count":1},
    {"path":"a.md","code":"d","text":"t","count":2},
    {"path":"b.md","code":"c","text":"t","count":1}
  ]
}
"#;
        assert_eq!(render(&known.iter().collect()), expected);
    }

    #[test]
    fn what_a_merge_leaves_twice_counts_twice() {
        let line = r#"{"path":"a.md","code":"c","text":"t","count":1}"#;
        let text = format!(r#"{{"version": 1, "findings": [{line}, {line}]}}"#);
        assert_eq!(parse(&text), Ok(known(&[("a.md", "c", "t", 2)])));
    }

    #[test]
    fn what_is_no_baseline_is_refused() {
        for (text, why) in [
            ("", "is not a brief-ls baseline: EOF"),
            ("[]", "is not a brief-ls baseline: "),
            (
                "{\"findings\": []}",
                "is not a brief-ls baseline: missing field `version`",
            ),
            ("{\"version\": 2}", "has baseline version 2"),
            (
                "{\"version\": 1, \"findings\": [3]}",
                "is not a brief-ls baseline: ",
            ),
            (
                "{\"version\": 1, \"findings\": [",
                "is not a brief-ls baseline: EOF",
            ),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.starts_with(why), "{text}: {error}");
        }
    }
}
