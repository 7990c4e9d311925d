//! The whole workspace: what is in files that no editor has open.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::Client;

/// A workspace folder with files in it.
pub struct Folder {
    folder: TempDir,
}

impl Folder {
    pub fn new(files: &[(&str, &str)]) -> Folder {
        let folder = Folder {
            folder: tempfile::tempdir().expect("a folder"),
        };
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        let folder = fs::canonicalize(self.folder.path()).expect("a folder");
        if name.is_empty() {
            folder
        } else {
            folder.join(name)
        }
    }

    pub fn uri(&self, name: &str) -> String {
        let url = tower_lsp::lsp_types::Url::from_file_path(self.path(name));
        url.expect("a path").into()
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// A client with these capabilities that works in the folder.
    pub fn start(&self, capabilities: Value) -> Client {
        let folder = json!([{"uri": self.uri(""), "name": "briefs"}]);
        Client::start_with(json!({"capabilities": capabilities, "workspaceFolders": folder}))
    }

    /// Tells the client's server that files have changed.
    pub fn changed(&self, client: &Client, names: &[&str]) {
        let change = |name: &&str| json!({"uri": self.uri(name), "type": 2});
        let changes: Vec<Value> = names.iter().map(change).collect();
        client.notify(
            "workspace/didChangeWatchedFiles",
            json!({"changes": changes}),
        );
    }
}

/// The symbols that a query finds, each as "name file line", sorted.
fn symbols(client: &mut Client, query: &str) -> Vec<String> {
    let found = client.request("workspace/symbol", json!({"query": query}));
    let shown = |symbol: &Value| {
        let location = &symbol["location"];
        let file = location["uri"].as_str().expect("a name");
        let file = file.rsplit('/').next().expect("a name");
        let line = &location["range"]["start"]["line"];
        format!("{} {file} {line}", symbol["name"].as_str().expect("a name"))
    };
    let mut found: Vec<_> = found
        .as_array()
        .expect("a list")
        .iter()
        .map(shown)
        .collect();
    found.sort();
    found
}

#[test]
fn a_heading_of_a_file_that_was_never_opened() {
    let folder = Folder::new(&[
        ("a.md", "# Energy\n\n## The Grid\n"),
        (
            "sub/b.txt",
            "The Basin\n\nJane Roe\n\nSummary\n\nA fact.¹\n\n¹ A.\n",
        ),
        ("requirements.txt", "The Grid\n\nnumpy\n"),
        (".gitignore", "drafts/\n"),
        ("drafts/c.md", "# The Grid\n"),
        ("old/d.md", "# The Grid\n"),
        ("brief-ls.toml", "exclude = ['old/']\n"),
    ]);
    let mut client = folder.start(json!({}));
    assert_eq!(symbols(&mut client, "grid"), ["The Grid a.md 2"]);
    assert_eq!(symbols(&mut client, "summary"), ["Summary b.txt 4"]);
    assert_eq!(symbols(&mut client, "the basin"), ["The Basin b.txt 0"]);
    let all = symbols(&mut client, "");
    assert_eq!(all.len(), 4, "{all:?}");
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn text_that_is_not_saved_wins_until_it_is_closed() {
    let folder = Folder::new(&[("a.md", "# Old\n")]);
    let mut client = folder.start(json!({}));
    client.open(&folder.uri("a.md"), "markdown", "# New\n");
    client.open(&folder.uri("n.md"), "markdown", "# Unsaved\n");
    assert_eq!(symbols(&mut client, ""), ["New a.md 0", "Unsaved n.md 0"]);
    client.change(&folder.uri("a.md"), 2, json!([{"text": "\n# Newer\n"}]));
    assert_eq!(symbols(&mut client, ""), ["Newer a.md 1", "Unsaved n.md 0"]);
    client.close(&folder.uri("a.md"));
    client.close(&folder.uri("n.md"));
    assert_eq!(symbols(&mut client, ""), ["Old a.md 0"]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn files_and_folders_that_are_made_renamed_and_deleted() {
    let folder = Folder::new(&[
        ("a.md", "# A\n"),
        ("sub/b.md", "# B\n"),
        ("sub/c.md", "# C\n"),
    ]);
    let mut client = folder.start(json!({}));
    assert_eq!(symbols(&mut client, "").len(), 3);

    folder.write("new/d.md", "# D\n");
    let files = |names: &[&str]| -> Vec<Value> {
        names
            .iter()
            .map(|name| json!({"uri": folder.uri(name)}))
            .collect()
    };
    client.notify(
        "workspace/didCreateFiles",
        json!({"files": files(&["new"])}),
    );
    assert_eq!(symbols(&mut client, "d"), ["D d.md 0"]);

    fs::rename(folder.path("sub"), folder.path("moved")).expect("a folder");
    let renamed = json!({"oldUri": folder.uri("sub"), "newUri": folder.uri("moved")});
    client.notify("workspace/didRenameFiles", json!({"files": [renamed]}));
    let found = client.request("workspace/symbol", json!({"query": "b"}));
    assert_eq!(found[0]["location"]["uri"], folder.uri("moved/b.md"));
    assert_eq!(symbols(&mut client, "").len(), 4);

    fs::remove_dir_all(folder.path("moved")).expect("a folder");
    client.notify(
        "workspace/didDeleteFiles",
        json!({"files": files(&["moved"])}),
    );
    folder.write("a.md", "# A2\n");
    folder.changed(&client, &["a.md"]);
    assert_eq!(symbols(&mut client, ""), ["A2 a.md 0", "D d.md 0"]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn workspace_folders_come_and_go() {
    let (first, second) = (
        Folder::new(&[("a.md", "# A\n")]),
        Folder::new(&[("b.md", "# B\n")]),
    );
    let mut client = first.start(json!({}));
    let folder = |folder: &Folder| json!([{"uri": folder.uri(""), "name": "briefs"}]);
    let mut change = |added: Value, removed: Value| {
        let event = json!({"added": added, "removed": removed});
        client.notify(
            "workspace/didChangeWorkspaceFolders",
            json!({"event": event}),
        );
        symbols(&mut client, "")
    };
    assert_eq!(change(folder(&second), json!([])), ["A a.md 0", "B b.md 0"]);
    assert_eq!(change(json!([]), folder(&first)), ["B b.md 0"]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn what_cannot_be_read_is_told_of_and_the_rest_goes_on() {
    let folder = Folder::new(&[("a.md", "# A\n")]);
    folder.write("latin.md", b"# caf\xe9\n");
    let large = fs::File::create(folder.path("large.md")).expect("a file");
    large.set_len(200 << 20).expect("a large file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(""), folder.path("loop")).expect("a link");
    let mut client = folder.start(json!({}));
    assert_eq!(symbols(&mut client, ""), ["A a.md 0"]);
    let log = client.notification("window/logMessage");
    let message = log["message"].as_str().expect("a text");
    assert!(message.contains("large.md is too large"), "{message}");
    assert!(message.ends_with(", and one more file"), "{message}");
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

/// The progress that comes next.
fn progress(client: &mut Client) -> Value {
    client.notification("$/progress")["value"]["kind"].take()
}

#[test]
fn progress_is_shown_and_what_is_cancelled_counts_as_not_read() {
    let folder = Folder::new(&[("b.md", "# There\n"), ("z.md", "See [it](b.md#there).\n")]);
    let text = "# A\n\nA *claim* with `code` and [a link](b.md).[^1]\n\n[^1]: A note.\n\n";
    for number in 0..600 {
        folder.write(&format!("a{number}.md"), text.repeat(300));
    }
    let mut client = folder.start(json!({"window": {"workDoneProgress": true}}));
    let b = folder.uri("b.md");
    client.open(&b, "markdown", "# There\n");
    let created = client.server_request("window/workDoneProgress/create");
    assert_eq!(progress(&mut client), "begin");
    client.notify(
        "window/workDoneProgress/cancel",
        json!({"token": created["token"]}),
    );
    let rename = json!({
        "textDocument": {"uri": b},
        "position": {"line": 0, "character": 3},
        "newName": "Here",
    });
    let id = client.ask("textDocument/rename", rename.clone());
    assert_eq!(client.answer(id), Err(-32803));
    while progress(&mut client) != "end" {}
    // The next reading is a whole one.
    let settings = json!({"brief-ls": {"exclude": ["a*.md"]}});
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": settings}),
    );
    let edit = client.request("textDocument/rename", rename);
    assert_eq!(edit["changes"].as_object().map(|it| it.len()), Some(2));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let bib = "\u{feff}@book{roy, title = {Rivers}}\n";
    let folder = Folder::new(&[("b.md", "\u{feff}# B\n\nA [@roy].\n"), ("refs.bib", bib)]);
    let mut client = folder.start(json!({}));
    let found = client.request("workspace/symbol", json!({"query": "b"}));
    assert_eq!(found[0]["location"]["range"]["start"]["character"], 2);
    let text = "---\nbibliography: refs.bib\n---\n\n[@roy] and [b](b.md#b).\n";
    client.open(&folder.uri("a.md"), "markdown", text);
    let mut start = |character: u32| {
        let at = json!({
            "textDocument": {"uri": folder.uri("a.md")},
            "position": {"line": 4, "character": character},
        });
        client.request("textDocument/definition", at)[0]["range"]["start"]["character"].take()
    };
    assert_eq!(start(3), 6);
    assert_eq!(start(18), 2);
    let report = pulled(&mut client, json!([])).0;
    assert_eq!(report, ["a.md full ", "b.md full "]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn links_to_headings_of_other_files() {
    let folder = Folder::new(&[
        ("a.md", "# One\n\nSee [it](b.md#two-words).\n"),
        ("b.md", "# B\n\n## Two words\n"),
        ("c.md", "# C\n\n[x](b.md#two-words) [y](b.md#old)\n"),
    ]);
    let mut client = folder.start(json!({}));
    let text = "# One\n\nSee [it](b.md#two-words) and [one](#one).\n";
    client.open(&folder.uri("a.md"), "markdown", text);
    assert_eq!(symbols(&mut client, "").len(), 4);
    let at = |uri: String, line: u32, character: u32| {
        json!({
            "textDocument": {"uri": uri},
            "position": {"line": line, "character": character},
            "context": {"includeDeclaration": true},
        })
    };
    let place = |name: &str, line: u32, from: u32, to: u32| {
        json!({"uri": folder.uri(name), "range": {
            "start": {"line": line, "character": from},
            "end": {"line": line, "character": to},
        }})
    };
    let from = at(folder.uri("a.md"), 2, 6);
    let definition = client.request("textDocument/definition", from.clone());
    assert_eq!(definition, json!([place("b.md", 2, 3, 12)]));
    let references = client.request("textDocument/references", from);
    let all = json!([
        place("a.md", 2, 9, 23),
        place("b.md", 2, 3, 12),
        place("c.md", 2, 4, 18)
    ]);
    assert_eq!(references, all);
    client.open(&folder.uri("b.md"), "markdown", "# B\n\n## Two words\n");
    let references = client.request("textDocument/references", at(folder.uri("b.md"), 2, 5));
    assert_eq!(references, all);
    let links = client.request("textDocument/documentLink", at(folder.uri("a.md"), 0, 0));
    assert_eq!(links[0]["target"], folder.uri("b.md"));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

/// Waits until the messages that are published for a document are so many, and have these words.
fn until(client: &mut Client, uri: &str, expected: &[&str]) {
    loop {
        let published = client.published();
        if published["uri"] != uri {
            continue;
        }
        let found = published["diagnostics"].as_array().expect("a list");
        let message = |it: &Value| it["message"].as_str().expect("a text").to_owned();
        let messages: String = found.iter().map(message).collect();
        if found.len() == expected.len() && expected.iter().all(|it| messages.contains(it)) {
            return;
        }
    }
}

#[test]
fn a_link_breaks_and_heals_with_the_file_that_it_leads_to() {
    let folder = Folder::new(&[("a.md", ""), ("b.md", "# Old\n")]);
    let mut client = folder.start(json!({}));
    let a = folder.uri("a.md");
    client.open(&a, "markdown", "See [b](b.md#old) and [c](c.md).\n");
    until(&mut client, &a, &["`c.md` does not exist."]);
    client.open(&folder.uri("b.md"), "markdown", "# New\n");
    until(&mut client, &a, &["`old`", "`c.md`"]);
    folder.write("c.md", "# C\n");
    folder.changed(&client, &["c.md"]);
    until(&mut client, &a, &["`old`"]);
    client.close(&folder.uri("b.md"));
    until(&mut client, &a, &[]);
    fs::remove_file(folder.path("b.md")).expect("the file");
    folder.changed(&client, &["b.md"]);
    until(&mut client, &a, &["`b.md` does not exist."]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_bibliography_is_read_again_when_it_changes() {
    let folder = Folder::new(&[("a.md", ""), ("r.bib", "@book{roy, title = {Rivers}}\n")]);
    let mut client = folder.start(json!({}));
    let (a, bib) = (folder.uri("a.md"), folder.uri("r.bib"));
    let text = "---\nbibliography: r.bib\n---\n\nA [@roy] and [@rao].\n";
    client.open(&a, "markdown", text);
    until(&mut client, &a, &["rao"]);
    let both = "@book{rao, title = {A}}\n@book{roy, title = {B}}\n";
    client.open(&bib, "bibtex", both);
    until(&mut client, &a, &[]);
    client.close(&bib);
    until(&mut client, &a, &["rao"]);
    folder.write("r.bib", "@book{rain, title = {A}}\n");
    folder.changed(&client, &["r.bib"]);
    until(&mut client, &a, &["rao", "roy"]);
    fs::remove_file(folder.path("r.bib")).expect("the file");
    folder.changed(&client, &["r.bib"]);
    until(&mut client, &a, &["`r.bib` does not exist."]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

/// What a pull of the whole workspace reports, as "file kind codes", and the ids to pull with the next time.
fn pulled(client: &mut Client, previous: Value) -> (Vec<String>, Value) {
    let params = json!({"previousResultIds": previous});
    let report = client.request("workspace/diagnostic", params);
    let items = report["items"].as_array().expect("a list");
    let shown = |item: &Value| {
        let file = item["uri"].as_str().and_then(|uri| uri.rsplit('/').next());
        let found = item["items"].as_array().into_iter().flatten();
        let codes: Vec<&str> = found.filter_map(|it| it["code"].as_str()).collect();
        let kind = item["kind"].as_str().expect("a kind");
        format!("{} {kind} {}", file.expect("a name"), codes.join(","))
    };
    let ids = items.iter().filter(|item| !item["resultId"].is_null());
    let ids = ids.map(|item| json!({"uri": item["uri"], "value": item["resultId"]}));
    (items.iter().map(shown).collect(), ids.collect())
}

#[test]
fn a_client_is_asked_to_pull_once_for_many_changes() {
    let folder = Folder::new(&[("a.md", "A.\n"), ("refs.bib", "")]);
    let mut client = folder.start(json!({
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    }));
    client.open(&folder.uri("a.md"), "markdown", "A.\n");
    client.open(&folder.uri("refs.bib"), "bibtex", "");
    for version in 2..50 {
        let start = json!({"line": 0, "character": 0});
        let change = json!([{"range": {"start": start, "end": start}, "text": "x"}]);
        client.change(&folder.uri("refs.bib"), version, change);
    }
    client.notifications_so_far("");
    let asked = client.requests.iter();
    let asked = asked.filter(|(method, _)| method == "workspace/diagnostic/refresh");
    assert!(asked.count() < 10);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn diagnostics_of_the_whole_workspace_are_pulled() {
    let folder = Folder::new(&[
        ("a.md", "A claim.[^1]\n"),
        ("b.md", "# B\n\n[a](a.md) [c](c.md)\n"),
        ("c.md", "# C\n"),
        ("d.md", ""),
    ]);
    let mut client = folder.start(json!({"textDocument": {"diagnostic": {}}}));
    client.open(&folder.uri("d.md"), "markdown", "Another.[^2]\n");
    let all = [
        "a.md full undefined-marker",
        "b.md full ",
        "c.md full ",
        "d.md full undefined-marker",
    ];
    let (found, ids) = pulled(&mut client, json!([]));
    assert_eq!(found, all);
    assert_eq!(pulled(&mut client, ids.clone()).0, [""; 0]);
    client.change(&folder.uri("d.md"), 2, json!([{"text": "No claim.\n"}]));
    assert_eq!(pulled(&mut client, ids.clone()).0, ["d.md full "]);
    client.close(&folder.uri("d.md"));
    fs::remove_file(folder.path("c.md")).expect("the file");
    folder.write("a.md", "No claim.\n");
    folder.changed(&client, &["a.md", "c.md"]);
    let (found, ids) = pulled(&mut client, ids);
    let changed = [
        "a.md full ",
        "b.md full broken-link",
        "c.md full ",
        "d.md full ",
    ];
    assert_eq!(found, changed);
    assert_eq!(pulled(&mut client, ids).0, [""; 0]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn links_follow_a_brief_that_moves() {
    let folder = Folder::new(&[
        ("a.md", "# A\n\nSee [b](sub/b.md#part).\n"),
        (
            "sub/b.md",
            "# B\n\n## Part\n\nSee [a](../a.md) and [c](c.md).\n",
        ),
        ("sub/c.md", "# C\n\nNo link.\n"),
    ]);
    let mut client = folder.start(json!({}));
    let moved =
        json!({"files": [{"oldUri": folder.uri("sub/b.md"), "newUri": folder.uri("b2.md")}]});
    let edit = client.request("workspace/willRenameFiles", moved);
    let texts = |name: &str| {
        let edits = edit["changes"][folder.uri(name)].as_array();
        let edits = edits.into_iter().flatten();
        edits.map(|it| it["newText"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(texts("a.md"), ["b2.md"], "{edit:#}");
    assert_eq!(texts("sub/b.md"), ["a.md", "sub/c.md"], "{edit:#}");
    assert_eq!(texts("sub/c.md"), [""; 0]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

/// Each beginning of a path that is typed leads nowhere. A brief that has three such links was taken out of its folder,
/// and nothing is told of it.
#[test]
fn what_a_link_was_while_it_was_typed_is_forgotten() {
    let folder = Folder::new(&[("a.md", "See [it](d).\n")]);
    let mut client = folder.start(json!({}));
    let uri = folder.uri("a.md");
    client.open(&uri, "markdown", "See [it](d).\n");
    for (version, path) in (2..).zip(["da", "dam", "dams", "dams.", "dams.m", "dams.md"]) {
        let text = format!("See [it]({path}).\n");
        client.change(&uri, version, json!([{"text": text}]));
        let missing = format!("`{path}` does not exist.");
        until(&mut client, &uri, &[&missing]);
    }
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
