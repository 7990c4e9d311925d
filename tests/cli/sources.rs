use serde_json::{Value, json};

use crate::support::Folder;

/// Notes in the order in which Markdown's readers see them: b, then a.
const BRIEF: &str = "\
One.[^b] Two.[^a] Three.[^c]

[^a]: Ann Lee, \"Canals & Locks\", *Water Review*, 4 May 2011, <https://a.example/canals>; Ibid., p. 4.

[^b]: Jane Roe and Ministry of Dams, *Dams of the World* (Oxford: Clarendon Press, 2010), p. 3.

[^c]: This note only says what the author thinks of it all.
";

#[test]
fn sources_are_a_table() {
    let folder = Folder::new(&[("a.md", BRIEF)]);
    let run = folder.run(&["sources", "a.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let rows: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(rows.len(), 3, "{}", run.stdout);
    assert!(rows[1].contains("Dams of the World") && rows[1].contains("2010"));
    assert!(rows[2].contains("Lee") && rows[2].contains("2011-05-04"));
}

#[test]
fn csl_json_has_the_notes_and_the_lines() {
    let folder = Folder::new(&[("a.md", BRIEF)]);
    let run = folder.run(&["sources", "a.md", "--format", "csl-json"]);
    let items: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(items.as_array().map(Vec::len), Some(2), "{items:#}");
    assert_eq!(items[0]["title"], "Dams of the World");
    assert_eq!(items[0]["custom"], json!({"note": 1, "line": 5}));
    assert_eq!(items[1]["title"], "Canals & Locks");
    assert_eq!(items[1]["issued"]["date-parts"], json!([[2011, 5, 4]]));
    assert_eq!(items[1]["custom"], json!({"note": 2, "line": 3}));
}

#[test]
fn an_archive_names_its_briefs() {
    let folder = Folder::new(&[("b/b.md", BRIEF), ("a.md", BRIEF), ("c.txt", "No note.\n")]);
    let run = folder.run(&["sources", "--format", "csl-json"]);
    let items: Value = serde_json::from_str(&run.stdout).unwrap();
    let paths: Vec<_> = items
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["custom"]["path"])
        .collect();
    assert_eq!(paths, ["a.md", "a.md", "b/b.md", "b/b.md"]);
    let table = folder.run(&["sources"]).stdout;
    assert!(
        table.contains("\na.md\n") && table.contains("\nb/b.md\n"),
        "{table}"
    );
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = Folder::new(&[("a.md", BRIEF)]);
    let run = folder.run(&["sources", "a.md", "missing.md", "--format", "bibtex"]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("Dams of the World"));
    assert_eq!(run.stderr, "brief-ls: missing.md: no such file or folder\n");
    let empty = Folder::new(&[]);
    assert_eq!(empty.run(&["sources"]).code, 2);
}
