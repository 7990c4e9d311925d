//! The layers import only to the left, each outside library is named where it belongs, and each type has a name of its
//! own.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "the test reads the source from the disk"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use regex::Regex;

#[path = "common/source.rs"]
mod source;

/// The layers, from the left: a bibliography knows what a citation is, the command line starts the server.
const LAYERS: &[&str] = &[
    "text",
    "syntax",
    "citation",
    "bibliography",
    "import",
    "export",
    "index",
    "refactor",
    "check",
    "ide",
    "review",
    "workspace",
    "server",
    "cli",
];

/// Plain data and constants, which every layer may use that stands right of the text.
const SHARED: &[&str] = &["config", "pattern"];

/// The files of a layer, each with its code.
fn code(layer: &str) -> Vec<(PathBuf, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = match source.join(layer).is_dir() {
        true => source::files(&source.join(layer)),
        false => vec![source.join(format!("{layer}.rs"))],
    };
    let files = files.into_iter().filter(|path| !source::is_test(path));
    files
        .map(|path| {
            let code = source::code(&path);
            (path, code)
        })
        .collect()
}

/// The modules of the crate that `code` names.
fn named(code: &str) -> Vec<String> {
    let word = |rest: &str| {
        rest.split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()
            .map(str::to_owned)
    };
    code.split("crate::").skip(1).filter_map(word).collect()
}

#[test]
fn imports_point_to_the_left() {
    for (index, layer) in LAYERS.iter().enumerate() {
        for (path, code) in code(layer) {
            for name in named(&code) {
                let left = LAYERS[..=index].contains(&name.as_str());
                let shared = SHARED.contains(&name.as_str()) && *layer != "text";
                assert!(left || shared, "{} names crate::{name}", path.display());
            }
        }
    }
    for shared in SHARED {
        for (path, code) in code(shared) {
            let names = named(&code);
            assert!(
                names.iter().all(|name| name == shared || name == "text"),
                "{} names {names:?}",
                path.display()
            );
        }
    }
}

/// The parts of the server, from the left.
const SERVER: &[&str] = &["transport", "convert", "session", "features"];

#[test]
fn imports_within_the_server_point_to_the_left() {
    for (index, part) in SERVER.iter().enumerate() {
        let right = &SERVER[index + 1..];
        for (path, code) in code(&format!("server/{part}")) {
            let mut named = code.split("server::").skip(1);
            let wrong = named.find(|rest| right.iter().any(|part| rest.starts_with(part)));
            assert_eq!(wrong, None, "{}", path.display());
        }
    }
}

#[test]
fn each_library_is_named_in_its_layer_alone() {
    let homes = [
        ("ropey", "text"),
        ("tower_lsp", "server"),
        ("std::fs", "workspace"),
        ("clap", "cli"),
        ("hayro_syntax", "import"),
        ("hayro_font", "import"),
    ];
    for layer in LAYERS.iter().chain(SHARED) {
        for (path, code) in code(layer) {
            for (library, home) in homes {
                let named = code.contains(&format!("{library}::"))
                    || code.contains(&format!("use {library}"));
                assert!(
                    !named || *layer == home,
                    "{} names {library}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn a_file_has_one_subject() {
    for layer in LAYERS.iter().chain(SHARED) {
        for (path, code) in code(layer) {
            let lines = code.lines().filter(|line| !line.trim().is_empty()).count();
            assert!(lines <= 400, "{} has {lines} lines of code", path.display());
        }
    }
}

/// The types of the library by name, each with the files that define one: those outside of tests, at the top of a file.
fn types() -> BTreeMap<String, Vec<String>> {
    let defined =
        Regex::new(r"(?m)^(?:pub(?:\([^)]*\))? )?(?:struct|enum|type|trait) (\w+)").unwrap();
    let mut types: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in source::files(&root) {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for found in defined.captures_iter(code) {
            let name = path.strip_prefix(&root).unwrap().display().to_string();
            types.entry(found[1].to_owned()).or_default().push(name);
        }
    }
    types
}

#[test]
fn no_name_of_a_type_stands_for_two_things() {
    let shared = types().into_iter().filter(|(_, files)| files.len() > 1);
    let shared: Vec<_> = shared.collect();
    assert!(shared.is_empty(), "{shared:#?}");
}
