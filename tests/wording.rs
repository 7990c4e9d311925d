//! Text that people see has none of the words that this project used to say in place of the field's terms. See
//! CONTRIBUTING.md, "Style of text".

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "the test reads the sources from the disk"
)]

#[path = "wording/literals.rs"]
mod literals;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use literals::{Docs, literals};
use regex::{Captures, Regex};
use serde_json::Value;

/// Patterns of old words, each with what to say.
const OLD: &[(&str, &str)] = &[
    (
        r"readers?",
        "renderer, GitHub or Pandoc; a reader is a person",
    ),
    (r"blanks?", "space, empty line"),
    (r"tells?|telling|told", "report, show, say"),
    (r"stands?|standing|stood", "is"),
    (r"made", "applied, created"),
    (r"repair(?:s|ed)?", "fix"),
    (r"mend(?:s|ed)?", "fix"),
    (r"faults?", "error, finding, bug"),
    (r"diagnostics?", "finding"),
    (r"faulty", "with a finding"),
    (r"anew", "again; renumber"),
    (r"kin", "equivalents"),
    (r"silence[sd]?", "suppress"),
    (
        r"(?:no|which|that|whatever|who) reads?",
        "parse, render, load",
    ),
    (r"whoever|whatever", "say who or what"),
    (r"is no|are no|is none|are none", "is not a"),
    (
        r"nothing cites|no marker cites|notes? (?:that )?(?:is|are|was|were) (?:not|never) cited",
        "without a marker; a source is cited",
    ),
    (r"says? nothing", "has no text"),
    (r"in lines?", "on line"),
    (r"leads? (?:to|nowhere|elsewhere)", "points to, goes to"),
    (r"call(?:s|ed)?", "named; rename"),
    (r"raised", "superscript"),
    (r"looked at|left out|left in peace", "check, skip, omit"),
    (
        r"all the same|counts? as|goes before",
        "anyway; treat as; take precedence over",
    ),
    (r"mostly", "usually"),
    (
        r"edits (?:meet|overlap)",
        "two changes fall on the same words",
    ),
    (
        r"how many \w+ \w+ are to be|is to be|are to be",
        "an imperative",
    ),
    (r"as without it|current state|so it is", "say what it is"),
    (r"spelt|colours?|licence", "American spelling"),
];

/// Where an old word is right, with what is around it. Every phrase must be in use.
const ALLOWED: &[&str] = &[
    // People.
    "Readers see",
    "Readers get",
    "Readers who",
    "Readers are sent",
    "readers see",
    "readers will see",
    "readers have to",
    "readers cannot tell",
    "screen readers",
    // "There is no" is not "it is no".
    "There is no",
    "there is no",
    "there are no",
    "is no longer",
    "to tell them apart",
    // The code of a rule.
    "faulty-range",
];

/// A file, a line and the text there.
struct Said {
    place: String,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below `folder` whose names end in `end`, without those that are installed or built.
fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "node_modules" && name != "dist" {
                folders.push(path);
            } else if path.is_file() && name.ends_with(end) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn place(path: &Path, line: usize) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    format!("{}:{line}", path.display())
}

/// Messages, titles and help: the strings of the code, and the comments that become help or descriptions. The
/// strings of `citation` are words of notes in many languages.
fn code() -> Vec<Said> {
    let with_docs = ["src/cli/args.rs", "src/config/mod.rs"].map(|file| root().join(file));
    let words = root().join("src/citation");
    let is_shown = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        !path.starts_with(&words) && !name.ends_with("tests.rs") && name != "testing.rs"
    };
    let paths = files("src", ".rs").into_iter().filter(is_shown);
    let in_file = |path: PathBuf| {
        let docs = match with_docs.contains(&path) {
            true => Docs::Included,
            false => Docs::Skipped,
        };
        let source = fs::read_to_string(&path).unwrap();
        let said = literals(&source, docs).into_iter();
        let said = said.map(|(line, text)| Said {
            place: place(&path, line),
            text,
        });
        said.collect::<Vec<_>>()
    };
    paths.flat_map(in_file).collect()
}

/// Pages without the code in them.
fn pages() -> Vec<Said> {
    let mut paths = files("docs", ".md");
    paths.retain(|path| !path.ends_with("ARCHITECTURE.md"));
    paths.extend(files("editors", ".md"));
    paths.extend(files("src/check/rules", ".md"));
    paths.push(root().join("README.md"));
    paths.push(root().join("CHANGELOG.md"));
    paths.push(root().join("examples/README.md"));
    let in_page = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let said = prose(&text).into_iter();
        let said = said.map(|(line, text)| Said {
            place: place(&path, line),
            text,
        });
        said.collect::<Vec<_>>()
    };
    paths.into_iter().flat_map(in_page).collect()
}

/// The paragraphs of a page, each on one line, with the number of its first line.
fn prose(page: &str) -> Vec<(usize, String)> {
    let mut paragraphs: Vec<(usize, String)> = Vec::new();
    let (mut is_code, mut goes_on) = (false, false);
    for (index, line) in page.lines().enumerate() {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        if is_fence || is_code || line.trim().is_empty() {
            goes_on = false;
            continue;
        }
        match paragraphs.last_mut().filter(|_| goes_on) {
            Some((_, text)) => *text += &format!(" {}", line.trim()),
            None => paragraphs.push((index + 1, line.trim().to_owned())),
        }
        goes_on = true;
    }
    paragraphs
}

/// The settings and commands of the extension, and the file that `init` writes.
fn settings() -> Vec<Said> {
    let manifest = root().join("editors/vscode/package.json");
    let value: Value = serde_json::from_str(&fs::read_to_string(&manifest).unwrap()).unwrap();
    let mut said = Vec::new();
    let mut values = vec![&value];
    while let Some(value) = values.pop() {
        match value {
            Value::Array(items) => values.extend(items),
            Value::Object(members) => values.extend(members.values()),
            Value::String(text) => said.push(Said {
                place: "editors/vscode/package.json".to_owned(),
                text: text.clone(),
            }),
            _ => {}
        }
    }
    let template = root().join("src/cli/brief-ls.toml");
    let text = fs::read_to_string(&template).unwrap().replace("\n# ", "\n");
    said.extend(prose(&text).into_iter().map(|(line, text)| Said {
        place: place(&template, line),
        text,
    }));
    said
}

/// The old words in a text, each with what to say.
fn old_words(text: &str) -> Vec<String> {
    static CODE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{\w*\}|`[^`]*`").unwrap());
    // Each pattern is a group, so that a text is searched once.
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        let groups = OLD.iter().map(|(pattern, _)| format!("({pattern})"));
        let groups = groups.collect::<Vec<_>>().join("|");
        Regex::new(&format!(r"(?i)\b(?:{groups})\b")).unwrap()
    });
    let mut text = CODE.replace_all(text, "").into_owned();
    for phrase in ALLOWED {
        text = text.replace(phrase, "");
    }
    let word = |found: Captures<'_>| {
        let group = (1..=OLD.len()).find(|group| found.get(*group).is_some())?;
        Some(format!("“{}”: {}", &found[0], OLD.get(group - 1)?.1))
    };
    PATTERN.captures_iter(&text).filter_map(word).collect()
}

fn all() -> Vec<Said> {
    [code(), pages(), settings()]
        .into_iter()
        .flatten()
        .collect()
}

#[test]
fn nobody_meets_an_old_word() {
    let all = all();
    let mut found = String::new();
    for said in all.iter().filter(|said| said.text.contains(' ')) {
        for word in old_words(&said.text) {
            found += &format!("{}: {word}\n    {}\n", said.place, said.text);
        }
    }
    assert!(found.is_empty(), "old words; see CONTRIBUTING.md\n{found}");
}

#[test]
fn every_phrase_that_is_allowed_is_in_use() {
    let all = all();
    for phrase in ALLOWED {
        let is_used = all.iter().any(|said| said.text.contains(phrase));
        assert!(is_used, "{phrase}");
    }
}

#[test]
fn messages_help_pages_and_settings_are_found() {
    let all = all();
    for (file, text) in [
        ("src/check/rules/undefined_marker.rs", "No note for {typed}"),
        (
            "src/check/rules/unused_entry.rs",
            "a bibliography entry that no brief cites",
        ),
        (
            "src/refactor/actions/convert/mod.rs",
            "so its markers are ambiguous. Rename one of them first.",
        ),
        ("src/cli/args.rs", "Apply safe fixes in place"),
        ("src/config/mod.rs", "glob patterns such as"),
        ("src/check/rules/empty_note.md", "Usually the note"),
        ("docs/baseline.md", "do not affect the exit code"),
        ("README.md", "Footnotes break"),
        ("editors/neovim/README.md", "as you type"),
        ("editors/vscode/package.json", "The set of rules"),
        ("src/cli/brief-ls.toml", "All settings are optional"),
    ] {
        let is_there = |said: &Said| said.place.starts_with(file) && said.text.contains(text);
        assert!(all.iter().any(is_there), "{file}: {text}");
    }
}

#[test]
fn old_words_are_found_and_new_ones_are_not() {
    for text in [
        "What the readers of Markdown drop",
        "A blank is left",
        "Repairs are made",
        "It stands in code",
        "This is no date.",
        "In line 7",
        "Call one of them otherwise",
    ] {
        assert_ne!(old_words(text), [""; 0], "{text}");
    }
    for text in [
        "Readers see the number, and a renderer prints it",
        "Inline notes",
        "There is no note 4.",
        "The standard",
        "A retold story in lineage",
    ] {
        assert_eq!(old_words(text), [""; 0], "{text}");
    }
}
