//! The suites of other readers: texts, each with the HTML that its reader makes of it.

use std::fs;
use std::path::Path;

use regex::Regex;

use crate::corpus::{self, Sample};

/// A text of a suite, and the HTML that belongs to it.
pub struct Case {
    /// The text.
    pub sample: Sample,
    /// The HTML.
    pub html: String,
}

/// All cases about footnotes.
pub fn all() -> Vec<Case> {
    let folder = corpus::folder("oracles");
    let fenced = [
        "pulldown-cmark/footnotes.txt",
        "cmark-gfm/extensions.txt",
        "cmark-gfm/regression.txt",
        "flexmark/ext_footnotes_ast_spec.md",
    ];
    let mut cases: Vec<Case> = fenced
        .iter()
        .flat_map(|file| numbered(file, in_fences(&read(&folder.join(file)))))
        .collect();
    let dotted = "markdown-it-footnote/footnote.txt";
    cases.extend(numbered(dotted, between_dots(&read(&folder.join(dotted)))));
    cases.extend(in_pairs(&folder, "micromark-gfm-footnote"));
    cases.retain(|case| case.sample.text.contains("[^"));
    cases
}

/// How many markers and how many notes `html` shows.
pub fn counts(html: &str) -> [usize; 2] {
    let count = |pattern: &str| {
        let pattern = Regex::new(pattern).expect("a pattern");
        pattern.find_iter(html).count()
    };
    [
        count(r#"<sup (id="fnref|class="footnote-ref)|data-footnote-ref="""#),
        count(r#"<li id="(user-content-)?fn|<div class="footnote-definition""#),
    ]
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a text in UTF-8")
}

fn numbered(file: &str, parts: Vec<(String, String)>) -> Vec<Case> {
    let case = |(index, (text, html))| Case {
        sample: Sample {
            name: format!("oracles/{file} {}", index + 1),
            text,
        },
        html,
    };
    parts.into_iter().enumerate().map(case).collect()
}

/// Examples in fences of many backticks, their parts divided by a line with a dot; `→` stands for a tab.
fn in_fences(suite: &str) -> Vec<(String, String)> {
    let fence = Regex::new(r"(?ms)^`{10,} example[^\n]*\n(.*?)^`{10,}$").expect("a pattern");
    fence
        .captures_iter(suite)
        .filter_map(|found| {
            let example = format!("\n{}", &found[1]);
            let mut parts = example.split("\n.\n");
            let text = parts.next()?.strip_prefix('\n')?;
            let html = parts.next()?.to_owned();
            Some((format!("{}\n", text.replace('→', "\t")), html))
        })
        .collect()
}

/// Examples divided by lines with a dot: text, HTML, and a title before the next one.
fn between_dots(suite: &str) -> Vec<(String, String)> {
    let parts: Vec<&str> = suite.split("\n.\n").collect();
    parts[1..]
        .chunks(3)
        .filter_map(|part| match part {
            [text, html, ..] => Some((format!("{text}\n"), (*html).to_owned())),
            _ => None,
        })
        .collect()
}

/// Pairs of files, `x.md` and `x.html`.
fn in_pairs(folder: &Path, name: &str) -> Vec<Case> {
    let entries = fs::read_dir(folder.join(name)).expect("the folder can be read");
    let mut cases: Vec<Case> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "md"))
        .map(|path| Case {
            sample: Sample {
                name: format!(
                    "oracles/{name}/{}",
                    path.file_stem().unwrap_or_default().display()
                ),
                text: read(&path),
            },
            html: read(&path.with_extension("html")),
        })
        .collect();
    cases.sort_by(|one, other| one.sample.name.cmp(&other.sample.name));
    cases
}
