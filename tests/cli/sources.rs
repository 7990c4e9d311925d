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
fn an_address_that_a_line_end_cuts_is_joined() {
    let notes = [
        (
            "Roe, “Dams,” The Gazette, 3 May 2020, https://www.un.org/water/dams/\nnorth/report.pdf.",
            json!("https://www.un.org/water/dams/north/report.pdf"),
        ),
        (
            "Lee, “Ports,” The Gazette, 3 May 2020, https://doi.org/10.1080/\n01402390.2020.1234567.",
            json!("https://doi.org/10.1080/01402390.2020.1234567"),
        ),
        (
            "Doe, Rivers of the North, Ministry of Water, 3 May 2020, https://www.un.org/water/\nnorth/rivers.pdf (accessed 3 May 2020).",
            json!("https://www.un.org/water/north/rivers.pdf"),
        ),
        (
            "Sen, “Seas,” The Gazette, 3 May 2020, https://www.un.org/water-\nnorth/report.pdf.",
            json!("https://www.un.org/water-north/report.pdf"),
        ),
        (
            "Rao, “Rain,” The Gazette, 3 May 2020, https://www.un.org/water/rain\nand he says so again.",
            json!("https://www.un.org/water/rain"),
        ),
    ];
    for (note, url) in notes {
        let brief = format!("A claim.¹\n\n¹ {note}\n");
        let folder = Folder::new(&[("a.txt", &brief)]);
        let run = folder.run(&["sources", "a.txt", "--format", "csl-json"]);
        let items: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(items[0]["URL"], url, "{items:#}");
        let container = items[0]["container-title"].as_str().unwrap_or_default();
        assert!(!container.contains('/'), "{items:#}");
    }
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

/// Two briefs that cite one book.
fn archive() -> Folder {
    let long = "One.[^1]\n\n[^1]: Jane Roe, *Dams of the World and of All the Rivers That Are Behind Them in Our Time and \
                Before It* (Oxford: Clarendon Press, 2010), p. 8; www.b.example/x.\n";
    Folder::new(&[("a.md", BRIEF), ("b.md", long), ("c.md", long)])
}

#[test]
fn a_source_is_listed_once_with_its_places() {
    let run = archive().run(&["sources", "--unique", "--format", "csl-json"]);
    let items: Value = serde_json::from_str(&run.stdout).unwrap();
    let titles: Vec<_> = items
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["title"])
        .collect();
    assert_eq!(titles.len(), 3, "{items:#}");
    let places = json!([
        {"note": 1, "line": 3, "path": "b.md"},
        {"note": 1, "line": 3, "path": "c.md"},
    ]);
    assert_eq!(items[2]["custom"]["places"], places, "{items:#}");
    let table = archive().run(&["sources", "--unique"]).stdout;
    assert!(
        table.contains("b.md note 1, line 3; c.md note 1, line 3"),
        "{table}"
    );
}

#[test]
fn a_table_is_not_cut_where_no_terminal_shows_it() {
    let table = archive().run(&["sources", "b.md"]).stdout;
    assert!(table.contains("in Our Time and Before It"), "{table}");
}

#[test]
fn sources_are_values_for_spreadsheets() {
    let folder = Folder::new(&[("a.md", BRIEF)]);
    let csv = folder.run(&["sources", "a.md", "--format", "csv"]).stdout;
    let rows: Vec<&str> = csv.split("\r\n").collect();
    assert!(
        rows[0].starts_with("path,note,line,type,authors,title,"),
        "{csv}"
    );
    assert!(
        rows[1].starts_with(",1,5,book,\"Roe, Jane\",Dams of the World,"),
        "{csv}"
    );
    let tsv = folder.run(&["sources", "a.md", "--format", "tsv"]).stdout;
    let row = tsv.lines().nth(1).unwrap();
    assert_eq!(row.split('\t').count(), 21, "{tsv}");
    assert!(row.contains("\tRoe, Jane\tDams of the World\t"), "{tsv}");
}

#[test]
fn addresses_are_listed_once_a_line() {
    let run = archive().run(&["sources", "--format", "urls"]);
    assert_eq!(
        run.stdout,
        "https://a.example/canals\nhttp://www.b.example/x\n"
    );
}
