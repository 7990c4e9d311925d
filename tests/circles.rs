//! No files import one another in a circle: each can be read with what it stands on alone.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "the test reads the source from the disk"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

#[path = "common/source.rs"]
mod source;

/// A path of modules from the crate on: `index::document`.
type Module = String;

static USE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?m)^\s*(pub(?:\([^)]*\))?\s+)?use\s+([^;]+);").unwrap());
static PATH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?:crate|super|self)(?:::\w+)+").unwrap());
static CHILD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?m)^(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+);").unwrap());

/// What one file says of others.
struct File {
    /// Its own modules.
    children: BTreeSet<String>,
    /// The paths that it uses, from the crate on.
    uses: Vec<String>,
    /// The names that it has from elsewhere, each with its path.
    names: BTreeMap<String, String>,
}

/// The paths in the tree of a `use`: `a::{b, c as d}` gives `a::b` and `a::c as d`.
fn leaves(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((prefix, inner)) = tree.split_once('{') else {
        return vec![tree.to_owned()];
    };
    let inner = inner.trim_end_matches('}');
    let mut depth = 0;
    let parts = inner.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let parts = parts.filter(|part| !part.trim().is_empty());
    let whole = |leaf: String| match leaf.as_str() {
        "self" => prefix.trim().trim_end_matches("::").to_owned(),
        leaf => format!("{}{leaf}", prefix.trim()),
    };
    parts.flat_map(leaves).map(whole).collect()
}

/// A path that the file `module` writes, from the crate on; none of what is not of the crate.
fn absolute(path: &str, module: &str, children: &BTreeSet<String>) -> Option<String> {
    let mut parts: Vec<&str> = path.split("::").map(str::trim).collect();
    let mut base: Vec<&str> = module.split("::").filter(|part| !part.is_empty()).collect();
    match *parts.first()? {
        "crate" => base.clear(),
        "self" | "super" => {}
        child if children.contains(child) => parts.insert(0, "self"),
        _ => return None,
    }
    for part in parts {
        match part {
            "super" => drop(base.pop()),
            "self" | "crate" => {}
            part => base.push(part),
        }
    }
    Some(base.join("::"))
}

fn read(code: &str, module: &str) -> File {
    let children = CHILD.captures_iter(code);
    let children: BTreeSet<String> = children.map(|found| found[1].to_owned()).collect();
    let (mut uses, mut names) = (Vec::new(), BTreeMap::new());
    for found in USE.captures_iter(code) {
        for leaf in leaves(&found[2]) {
            let (path, alias) = leaf.split_once(" as ").unwrap_or((&leaf, ""));
            let Some(path) = absolute(path, module, &children) else {
                continue;
            };
            let name = match alias.trim() {
                "" => path.rsplit("::").next().unwrap(),
                alias => alias,
            };
            names.insert(name.to_owned(), path.clone());
            // What a folder hands on is of the file that has it.
            if found.get(1).is_none() {
                uses.push(path);
            }
        }
    }
    let without_uses = USE.replace_all(code, "");
    let paths = PATH.find_iter(&without_uses);
    uses.extend(paths.filter_map(|path| absolute(path.as_str(), module, &children)));
    File {
        children,
        uses,
        names,
    }
}

/// The file that has what is at `path`, whoever hands it on.
fn home(path: &str, files: &BTreeMap<Module, File>, depth: usize) -> Module {
    let parts: Vec<&str> = path.split("::").collect();
    for len in (0..=parts.len()).rev() {
        let Some(file) = files.get(&parts[..len].join("::")) else {
            continue;
        };
        let handed = parts.get(len).and_then(|name| file.names.get(*name));
        return match handed {
            Some(from) if depth > 0 => {
                let rest = parts[len + 1..].iter().map(|part| format!("::{part}"));
                home(
                    &(from.clone() + &rest.collect::<String>()),
                    files,
                    depth - 1,
                )
            }
            _ => parts[..len].join("::"),
        };
    }
    Module::new()
}

/// Which files each file imports. The file of a folder is one with what is in it.
fn imports(files: &BTreeMap<Module, File>) -> BTreeMap<&Module, BTreeSet<Module>> {
    let of = |(module, file): (&Module, &File)| {
        let homes = file.uses.iter().map(|path| home(path, files, 8));
        let others = homes.filter(|home| {
            home != module && !home.is_empty() && !module.starts_with(&format!("{home}::"))
        });
        others.collect()
    };
    files.iter().map(|file| (file.0, of(file))).collect()
}

/// All that `from` stands on, directly or not.
fn below<'a>(from: &str, imports: &'a BTreeMap<&Module, BTreeSet<Module>>) -> BTreeSet<&'a Module> {
    let mut below = BTreeSet::new();
    let mut next: Vec<&Module> = imports[&from.to_owned()].iter().collect();
    while let Some(module) = next.pop() {
        if below.insert(module) {
            next.extend(&imports[module]);
        }
    }
    below
}

#[test]
fn no_files_import_one_another() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files: BTreeMap<Module, File> = source::files(&source)
        .iter()
        .filter(|path| !source::is_test(path))
        .map(|path| {
            let module = source::module(path.strip_prefix(&source).unwrap());
            let file = read(&source::code(path), &module);
            (module, file)
        })
        .collect();
    let imports = imports(&files);
    let circles: Vec<&&Module> = imports
        .keys()
        .filter(|module| below(module, &imports).contains(**module))
        .collect();
    assert_eq!(circles, Vec::<&&Module>::new(), "these stand on themselves");
}

#[test]
fn what_a_file_imports() {
    let code = "mod near;\nuse crate::{a::B, c::{self, D as E}};\nuse near::F;\nuse std::fmt;\n\
                pub use super::g::H;\nfn f() -> super::g::I {}\n";
    let file = read(code, "x::y");
    assert_eq!(file.uses, ["a::B", "c", "c::D", "x::y::near::F", "x::g::I"]);
    assert_eq!(file.names["H"], "x::g::H");
    assert_eq!(file.names["E"], "c::D");
    assert!(file.children.contains("near"));
}
