//! What `sources` exports, as Pandoc reads it.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::tempdir;

/// Three sources in two notes, one of them with signs that BibTeX, HTML and Markdown take for their own.
const BRIEF: &str = "\
One.[^b] Two.[^a] Three.[^c]

[^a]: Ann Lee, \"Canals & Locks\", *Water Review*, 4 May 2011, <https://a.example/canals>; Ibid., p. 4.

[^b]: Jane Roe and Ministry of Dams, *Dams of the World* (Oxford: Clarendon Press, 2010), p. 3.

[^c]: José Ñandú, \"50% of {all} _rivers_ & #1\", *El Año*, Vol. 3, No. 2, 2019.
";

/// The sources of the brief in `folder`.
fn exported(folder: &Path, format: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_brief-ls"));
    let program = program.args(["sources", "a.md", "--format", format]);
    let output = program.current_dir(folder).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Pandoc's citeproc prints a reference for each item: it has read them all.
pub fn pandoc_reads_what_is_exported() {
    let folder = tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("a.md", BRIEF);
    write("all.md", "---\nnocite: '@*'\n---\n");
    let items = exported(folder.path(), "csl-json");
    write("sources.json", &items);
    write("sources.bib", &exported(folder.path(), "bibtex"));
    let items: Value = serde_json::from_str(&items).unwrap();
    let ids = items.as_array().unwrap().iter();
    let ids: Vec<&str> = ids.filter_map(|item| item["id"].as_str()).collect();
    assert_eq!(ids.len(), 3);
    for bibliography in ["sources.json", "sources.bib"] {
        let mut pandoc = Command::new("pandoc");
        let pandoc = pandoc.args([
            "--citeproc",
            "--to=html",
            "--bibliography",
            bibliography,
            "all.md",
        ]);
        let output = pandoc.current_dir(folder.path()).output().unwrap();
        let html = String::from_utf8_lossy(&output.stdout);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && said.is_empty(),
            "{bibliography}: {said}"
        );
        for id in &ids {
            let reference = format!("id=\"ref-{id}\"");
            assert!(html.contains(&reference), "{bibliography}: {id} in {html}");
        }
        assert!(
            html.contains("Dams of the World") && html.contains("50% of"),
            "{html}"
        );
    }
}
