//! `docs/rules` holds the pages beside the rules, README.md their table and a picture, and `docs/configuration.md` the
//! settings of the schema. `UPDATE_DOCS=1 cargo test --test docs` writes them anew. Files and names that
//! `docs/ARCHITECTURE.md` and `CONTRIBUTING.md` mention exist.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "the test reads the docs from the disk"
)]

use std::collections::HashSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use brief_ls::check::rules;
use regex::Regex;
use serde_json::Value;

#[path = "common/source.rs"]
mod source;

/// What `docs/rules/README.md` says.
fn contents() -> String {
    let mut text = String::from(
        "# Rules\n\nEach rule has a code and a level in the profiles `default` and `brief`. In the profile `default`,\n\
         note-order and numbering-gap are off for Markdown footnotes, whose numbers are not printed.\n\n| rule | reports | default | brief |\n|---|---|---|---|\n",
    );
    for rule in rules() {
        let (code, summary) = (rule.code, rule.summary);
        let (default, brief) = (rule.default.name(), rule.brief.name());
        let _ = writeln!(
            text,
            "| [{code}]({code}.md) | {summary} | {default} | {brief} |"
        );
    }
    text
}

#[test]
fn docs_hold_the_pages_of_the_rules() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let pages = rules()
        .iter()
        .map(|rule| (format!("{}.md", rule.code), rule.page.to_owned()));
    let mut files: Vec<(String, String)> = pages.collect();
    files.push(("README.md".to_owned(), contents()));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in &files {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    for (name, text) in &files {
        let found = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(
            found == *text,
            "docs/rules/{name} differs; UPDATE_DOCS=1 writes it anew"
        );
    }
    let here = fs::read_dir(&folder).unwrap().count();
    assert_eq!(here, files.len(), "docs/rules has a file of no rule");
}

#[test]
fn the_readme_holds_the_table_of_rules() {
    const BEGIN: &str = "<!-- Written by `UPDATE_DOCS=1 cargo test --test docs` -->\n\n";
    const END: &str = "\n<!-- End -->\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let page = fs::read_to_string(&path).unwrap();
    let (opener, rest) = page.split_once(BEGIN).unwrap();
    let (_, tail) = rest.split_once(END).unwrap();
    let mut table = String::from("| rule | level | what it reports |\n|---|---|---|\n");
    for rule in rules() {
        let (code, level, summary) = (rule.code, rule.default.name(), rule.summary);
        let _ = writeln!(
            table,
            "| [{code}](docs/rules/{code}.md) | {level} | {summary} |"
        );
    }
    let expected = format!("{opener}{BEGIN}{table}{END}{tail}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
        return;
    }
    assert!(
        page == expected,
        "the table of rules in README.md differs; UPDATE_DOCS=1 writes it anew"
    );
}

/// The first findings in a sample brief, and the summary, as people see them.
fn findings() -> String {
    let program = env!("CARGO_BIN_EXE_brief-ls");
    let mut check = Command::new(program);
    let check = check.args(["check", "--color", "never", "examples/grid-resilience.md"]);
    let output = check.current_dir(env!("CARGO_MANIFEST_DIR")).output();
    let output = String::from_utf8(output.unwrap().stdout).unwrap();
    let findings: Vec<&str> = output.trim_end().split("\n\n").collect();
    let (summary, findings) = findings.split_last().unwrap();
    format!("{}\n\n…\n\n{summary}\n", findings[..3].join("\n\n"))
}

/// Lines of a terminal as SVG. What is marked has the color of its level.
fn picture(lines: &str) -> String {
    const PLAIN: &str = "#d4d4d4";
    let height = 20 * (lines.lines().count() + 1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"{height}\" font-family=\"monospace\" \
         font-size=\"14\">\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1e1e1e\"/>\n"
    );
    let mut level = PLAIN;
    for (line, y) in lines.lines().zip((24..).step_by(20)) {
        let color = match line {
            _ if line.starts_with("error") => "#f48771",
            _ if line.starts_with("warning") => "#e2c08d",
            _ if line.ends_with('^') => level,
            _ => PLAIN,
        };
        if line.starts_with(char::is_alphabetic) {
            level = color;
        }
        let text = line.replace('&', "&amp;").replace('<', "&lt;");
        let _ = writeln!(
            svg,
            "<text x=\"16\" y=\"{y}\" fill=\"{color}\" xml:space=\"preserve\">{text}</text>"
        );
    }
    svg + "</svg>\n"
}

#[test]
fn the_picture_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images/check.svg");
    let expected = picture(&findings());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
        return;
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == expected,
        "docs/images/check.svg differs; UPDATE_DOCS=1 writes it anew"
    );
}

/// What `brief-ls schema` prints of `what`.
fn schema(what: &str) -> Value {
    let program = env!("CARGO_BIN_EXE_brief-ls");
    let mut command = Command::new(program);
    let output = command.args(["schema", "--of", what]).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What a member is, by its schema: a JSON type, or the name of an object below.
fn kind(member: &Value) -> String {
    let name = |schema: &Value| {
        let definition = schema["$ref"].as_str()?;
        definition.rsplit('/').next().map(str::to_owned)
    };
    let items = &member["items"];
    match (name(member), member["type"].as_str()) {
        (Some(name), _) => name,
        (None, Some("array")) => format!("list of {}", name(items).unwrap_or_else(|| kind(items))),
        (None, Some("integer")) => "number".to_owned(),
        (None, Some(name)) => name.to_owned(),
        (None, None) => String::new(),
    }
}

/// The rows of the members of an object, and of a choice of members in it.
fn rows(object: &Value) -> String {
    let mut rows = String::new();
    for (name, member) in object["properties"].as_object().unwrap() {
        let required = object["required"].as_array();
        let always = required.is_some_and(|names| names.iter().any(|it| it == name));
        let always = if always { "always" } else { "" };
        let (kind, description) = (kind(member), member["description"].as_str().unwrap());
        let _ = writeln!(rows, "| `{name}` | {kind} | {always} | {description} |");
    }
    for choice in object["oneOf"].as_array().into_iter().flatten() {
        let (name, member) = choice["properties"]
            .as_object()
            .unwrap()
            .iter()
            .next()
            .unwrap();
        let (kind, description) = (kind(member), choice["description"].as_str().unwrap());
        let _ = writeln!(rows, "| `{name}` | {kind} | one of these | {description} |");
    }
    rows
}

/// The objects of a schema, each with its members.
fn objects(title: &str, what: &str) -> String {
    let schema = schema(what);
    let mut text = format!("## `{title}`\n\nSchema: `brief-ls schema --of {what}`.\n\n");
    let whole = schema["properties"].is_object().then_some(&schema);
    let whole = whole.and_then(|whole| Some((whole["title"].as_str()?, whole)));
    let definitions = schema["$defs"].as_object().unwrap().iter();
    let definitions = definitions.map(|(name, definition)| (name.as_str(), definition));
    for (name, object) in whole.into_iter().chain(definitions) {
        let description = object["description"].as_str().unwrap();
        let _ = write!(text, "### {name}\n\n{description}\n\n");
        if object["properties"].is_object() {
            let rows = rows(object);
            let _ = write!(
                text,
                "| member | type | there | what it is |\n|---|---|---|---|\n{rows}\n"
            );
            continue;
        }
        for value in object["oneOf"].as_array().unwrap() {
            let meaning = value["description"].as_str().unwrap();
            let _ = writeln!(text, "- `{}`: {meaning}", value["const"]);
        }
        text.push('\n');
    }
    text
}

#[test]
fn docs_hold_the_members_of_json() {
    const BEGIN: &str = "<!-- The members, from `brief-ls schema --of` -->\n\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json.md");
    let page = fs::read_to_string(&path).unwrap();
    let (opener, _) = page.split_once(BEGIN).unwrap();
    let parts = [
        ("check --format json", "findings"),
        ("check --statistics --format json", "statistics"),
        ("rules --format json", "rules"),
        ("outline --format json", "outline"),
        ("report --format jsonl", "report"),
    ];
    let parts = parts.map(|(title, what)| objects(title, what)).concat();
    let expected = format!("{opener}{BEGIN}{}\n", parts.trim_end());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
        return;
    }
    assert!(
        page == expected,
        "docs/json.md differs; UPDATE_DOCS=1 writes it anew"
    );
}

/// The settings of a table and of those in it: for each, a heading, what it is, its values and its default.
fn settings(schema: &Value, table: &Value, within: &str) -> String {
    let mut text = String::new();
    for (key, setting) in table["properties"].as_object().unwrap() {
        let name = format!("{within}{key}");
        let definition = setting["$ref"].as_str().unwrap_or_default();
        let definition = schema.pointer(definition.trim_start_matches('#')).unwrap();
        if definition["properties"].is_object() && definition != schema {
            text += &settings(schema, definition, &format!("{name}."));
            continue;
        }
        let description = setting["description"].as_str().unwrap();
        let _ = write!(text, "## `{name}`\n\n{description}\n\n");
        for value in definition["oneOf"].as_array().into_iter().flatten() {
            let meaning = value["description"].as_str().unwrap();
            let _ = writeln!(text, "- `{}`: {meaning}", value["const"]);
        }
        let default = &setting["default"];
        if !default.is_null() {
            let _ = writeln!(text, "- default: `{default}`");
        }
        text = text.trim_end().to_owned() + "\n\n";
    }
    text
}

#[test]
fn docs_hold_the_settings() {
    const BEGIN: &str = "<!-- The settings, from `brief-ls schema` -->\n\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/configuration.md");
    let page = fs::read_to_string(&path).unwrap();
    let (opener, _) = page.split_once(BEGIN).unwrap();
    let schema = schema("settings");
    let settings = settings(&schema, &schema, "");
    let expected = format!("{opener}{BEGIN}{}\n", settings.trim_end());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
        return;
    }
    assert!(
        page == expected,
        "docs/configuration.md differs; UPDATE_DOCS=1 writes it anew"
    );
}

/// The Rust files of the project, and the names that they define: modules, items, variants and fields.
fn sources() -> (Vec<PathBuf>, HashSet<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src", "tests", "benches", "fuzz"];
    let files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| source::files(&root.join(folder)))
        .collect();
    let defined = r"(?m)\b(?:const fn|fn|mod|struct|enum|trait|type|const|static|as) (\w+)|^\s+(?:pub )?(\w+)(?:,$|:|\()";
    let defined = Regex::new(defined).unwrap();
    let mut names = HashSet::new();
    for file in &files {
        let path = file.strip_prefix(root).unwrap().with_extension("");
        names.extend(path.iter().map(|name| name.to_string_lossy().into_owned()));
        let text = fs::read_to_string(file).unwrap();
        let found = defined.captures_iter(&text);
        names.extend(found.filter_map(|it| Some(it.get(1).or(it.get(2))?.as_str().to_owned())));
    }
    (files, names)
}

#[test]
fn files_and_names_that_maintainers_read_of_exist() {
    let (files, names) = sources();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = Regex::new(r"`([^`\n]+)`").unwrap();
    let name = Regex::new(r"^\w+(::\w+)+$|^[A-Z][a-z]\w+$|^[a-z]\w*_\w+$").unwrap();
    let invented = ["src/check/rules/my_rule.rs"];
    let mut missing = String::new();
    for page in ["docs/ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(root.join(page)).unwrap();
        for code in code
            .captures_iter(&text)
            .map(|found| found.extract::<1>().1[0])
        {
            let exists = match code {
                _ if invented.contains(&code) => true,
                _ if code.ends_with(".rs") => files.iter().any(|file| file.ends_with(code)),
                _ if name.is_match(code) => code.split("::").all(|name| names.contains(name)),
                _ => true,
            };
            if !exists {
                missing += &format!("{page}: {code}\n");
            }
        }
    }
    assert!(missing.is_empty(), "no such file or name:\n{missing}");
}
