use std::fs;
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::Client;

const TEXT: &str = "# Title\n\nA claim.[^1]\n\n[^2]: A note.\n";

/// A workspace folder with a brief in it.
struct Workspace {
    folder: TempDir,
}

impl Workspace {
    fn new() -> Workspace {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join(".git")).expect("a folder");
        fs::write(folder.path().join("a.md"), TEXT).expect("a file");
        Workspace { folder }
    }

    fn uri(&self, name: &str) -> String {
        tower_lsp::lsp_types::Url::from_file_path(self.path(name))
            .expect("a path")
            .into()
    }

    fn path(&self, name: &str) -> impl AsRef<Path> + use<> {
        fs::canonicalize(self.folder.path())
            .expect("a folder")
            .join(name)
    }

    fn configure(&self, client: &Client, text: &str) {
        fs::write(self.path("brief-ls.toml"), text).expect("a file");
        self.tell(client);
    }

    fn tell(&self, client: &Client) {
        let change = json!({"uri": self.uri("brief-ls.toml"), "type": 2});
        client.notify(
            "workspace/didChangeWatchedFiles",
            json!({"changes": [change]}),
        );
    }

    fn start(&self, mut params: Value) -> Client {
        params["workspaceFolders"] = json!([{"uri": self.uri(""), "name": "briefs"}]);
        let client = Client::start_with(params);
        client.open(&self.uri("a.md"), "markdown", TEXT);
        client
    }
}

fn codes(published: &Value) -> Vec<&str> {
    let diagnostics = published["diagnostics"].as_array().expect("a list");
    diagnostics
        .iter()
        .map(|it| it["code"].as_str().expect("a code"))
        .collect()
}

/// The next set that was published for a document.
fn published(client: &mut Client, uri: &str) -> Value {
    loop {
        let published = client.published();
        if published["uri"] == uri {
            return published;
        }
    }
}

#[test]
fn the_file_wins_over_the_client() {
    let workspace = Workspace::new();
    let brief = workspace.uri("a.md");
    let options =
        json!({"brief-ls": {"rules": {"unused-note": "off", "undefined-marker": "hint"}}});
    let mut client = workspace.start(json!({"capabilities": {}, "initializationOptions": options}));
    let first = published(&mut client, &brief);
    assert_eq!(codes(&first), ["undefined-marker"]);
    assert_eq!(first["diagnostics"][0]["severity"], 4);
    workspace.configure(&client, "[rules]\nundefined-marker = \"warning\"\n");
    let second = published(&mut client, &brief);
    assert_eq!(codes(&second), ["undefined-marker"]);
    assert_eq!(second["diagnostics"][0]["severity"], 2);
    assert_eq!(second["version"], 1);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_broken_file_is_told_of_and_the_last_good_settings_stay() {
    let workspace = Workspace::new();
    let (brief, file) = (workspace.uri("a.md"), workspace.uri("brief-ls.toml"));
    let mut client = workspace.start(json!({"capabilities": {}}));
    assert_eq!(codes(&published(&mut client, &brief)).len(), 2);
    workspace.configure(&client, "[rules]\nunused-note = \"off\"\n");
    assert_eq!(codes(&published(&mut client, &brief)), ["undefined-marker"]);

    workspace.configure(&client, "[rules\n");
    let broken = published(&mut client, &file);
    assert_eq!(broken["diagnostics"][0]["severity"], 1);
    assert_eq!(broken["diagnostics"][0]["source"], "brief-ls");
    assert_eq!(codes(&broken), ["configuration"]);
    let seen = json!({"start": {"line": 0, "character": 5}, "end": {"line": 0, "character": 6}});
    assert_eq!(broken["diagnostics"][0]["range"], seen);
    client.change(
        &brief,
        2,
        json!([{"text": "A claim.[^1] Two.[^3]\n\n[^2]: A note.\n"}]),
    );
    assert_eq!(
        codes(&published(&mut client, &brief)),
        ["undefined-marker"; 2]
    );

    workspace.configure(&client, "[rules]\nundefined-marker = \"off\"\n");
    assert_eq!(client.published(), json!({"uri": file, "diagnostics": []}));
    assert_eq!(codes(&published(&mut client, &brief)), ["unused-note"]);

    fs::remove_file(workspace.path("brief-ls.toml")).expect("the file");
    workspace.tell(&client);
    assert_eq!(codes(&published(&mut client, &brief)).len(), 3);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn an_open_file_counts_as_it_is_in_the_editor() {
    let workspace = Workspace::new();
    let (brief, file) = (workspace.uri("a.md"), workspace.uri("brief-ls.toml"));
    fs::write(workspace.path("brief-ls.toml"), "").expect("a file");
    let mut client = workspace.start(json!({"capabilities": {}}));
    assert_eq!(codes(&published(&mut client, &brief)).len(), 2);
    client.open(&file, "toml", "[rules]\nunused-note = \"off\"\n");
    assert_eq!(codes(&published(&mut client, &brief)), ["undefined-marker"]);
    client.change(
        &file,
        2,
        json!([{"text": "[rules]\nunused-note = \"loud\"\n"}]),
    );
    let faults = published(&mut client, &file);
    assert_eq!(faults["version"], 2);
    assert_eq!(faults["diagnostics"][0]["range"]["start"]["line"], 1);
    client.close(&file);
    assert_eq!(codes(&published(&mut client, &brief)).len(), 2);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_vault_that_comes_later_gives_its_dialect() {
    let workspace = Workspace::new();
    let brief = workspace.uri("a.md");
    let mut client = workspace.start(json!({"capabilities": {}}));
    assert_eq!(codes(&published(&mut client, &brief)).len(), 2);
    let text = "A claim.[^1] %% Not yet.[^2] %%\n\n[^1]: A note.\n";
    client.change(&brief, 2, json!([{"text": text}]));
    assert_eq!(codes(&published(&mut client, &brief)), ["undefined-marker"]);
    for (name, present) in [(".obsidian", true), (".obsidian/app.json", false)] {
        let vault = workspace.path(".obsidian");
        match present {
            true => fs::create_dir(&vault).expect("a folder"),
            false => fs::remove_dir(&vault).expect("no folder"),
        }
        let change = json!({"uri": workspace.uri(name), "type": if present { 1 } else { 3 }});
        client.notify(
            "workspace/didChangeWatchedFiles",
            json!({"changes": [change]}),
        );
        let found = published(&mut client, &brief);
        assert_eq!(codes(&found).is_empty(), present, "{found}");
    }
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn settings_are_fetched_from_a_client_that_gives_them() {
    let workspace = Workspace::new();
    let brief = workspace.uri("a.md");
    let mut client = Client::new();
    client.settings = json!({"rules": {"unused-note": "off"}});
    let capabilities = json!({"workspace": {
        "configuration": true,
        "didChangeConfiguration": {"dynamicRegistration": true},
        "didChangeWatchedFiles": {"dynamicRegistration": true},
    }});
    client.request("initialize", json!({"capabilities": capabilities}));
    client.notify("initialized", json!({}));
    let registered = client.server_request("client/registerCapability");
    let methods: Vec<_> = registered["registrations"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["method"].as_str().expect("a method"))
        .collect();
    assert_eq!(
        methods,
        [
            "workspace/didChangeWatchedFiles",
            "workspace/didChangeConfiguration"
        ]
    );
    let asked = client.server_request("workspace/configuration");
    assert_eq!(asked, json!({"items": [{"section": "brief-ls"}]}));
    client.open(&brief, "markdown", TEXT);
    while codes(&published(&mut client, &brief)) != ["undefined-marker"] {}

    client.settings = json!({"rules": {"undefined-marker": "off"}, "dialect": "klingon"});
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": null}),
    );
    while codes(&published(&mut client, &brief)) != ["unused-note"] {}
    let log = client.notification("window/logMessage");
    assert!(
        log["message"]
            .as_str()
            .is_some_and(|it| it.contains("brief-ls.dialect")),
        "{log}"
    );
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn settings_are_taken_from_a_client_that_pushes_them() {
    let workspace = Workspace::new();
    let brief = workspace.uri("a.md");
    let mut client = workspace.start(json!({"capabilities": {}}));
    assert_eq!(codes(&published(&mut client, &brief)).len(), 2);
    let settings =
        json!({"brief-ls": {"rules": {"unused-note": "off"}, "outline": {"notes": false}}});
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": settings}),
    );
    assert_eq!(codes(&published(&mut client, &brief)), ["undefined-marker"]);
    let outline = client.request(
        "textDocument/documentSymbol",
        json!({"textDocument": {"uri": brief}}),
    );
    assert_eq!(outline.as_array().map(Vec::len), Some(1));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_client_that_pulls_is_asked_to_pull_again() {
    let workspace = Workspace::new();
    let (brief, file) = (workspace.uri("a.md"), workspace.uri("brief-ls.toml"));
    let mut client = workspace.start(json!({"capabilities": {
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": true}},
    }}));
    let pull = |client: &mut Client| {
        let document = json!({"textDocument": {"uri": brief}});
        let report = client.request("textDocument/diagnostic", document);
        report["items"].as_array().map(Vec::len)
    };
    assert_eq!(pull(&mut client), Some(2));
    workspace.configure(&client, "[rules]\nunused-note = \"off\"\n");
    client.server_request("workspace/diagnostic/refresh");
    assert_eq!(pull(&mut client), Some(1));
    // Nobody pulls the faults of a configuration file: they are pushed.
    workspace.configure(&client, "[rules\n");
    assert_eq!(client.published()["uri"], file);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn inlay_hints_are_asked_for_again_where_they_are_set_otherwise() {
    let workspace = Workspace::new();
    let mut client = workspace.start(json!({"capabilities": {"workspace": {
        "inlayHint": {"refreshSupport": true},
    }}}));
    workspace.configure(&client, "inlay-hints = false\n");
    client.server_request("workspace/inlayHint/refresh");
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn settings_reach_briefs_that_are_typed_in() {
    let mut client = Client::new();
    client.settings = json!({"dialect": "gfm"});
    let capabilities = json!({"workspace": {"configuration": true}});
    client.request("initialize", json!({"capabilities": capabilities}));
    client.notify("initialized", json!({}));
    let uris: Vec<String> = (0..8).map(|it| format!("file:///x/{it}.md")).collect();
    for uri in &uris {
        client.open(uri, "markdown", "# A\n\nA claim.[^1]\n[^1]: A note.\n");
    }
    client.server_request("workspace/configuration");
    let has_note = |client: &mut Client, uri: &String| {
        let at = json!({"textDocument": {"uri": uri}});
        let outline = client.request("textDocument/documentSymbol", at);
        outline.to_string().contains("A note")
    };
    assert!(uris.iter().all(|uri| has_note(&mut client, uri)));
    // In Pandoc, a note does not end a paragraph.
    client.settings = json!({"dialect": "pandoc"});
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": null}),
    );
    for version in 2..40 {
        for uri in &uris {
            let start = json!({"line": 2, "character": 0});
            let change = json!([{"range": {"start": start, "end": start}, "text": "x"}]);
            client.change(uri, version, change);
        }
        client.notifications_so_far("textDocument/publishDiagnostics");
    }
    assert!(!uris.iter().any(|uri| has_note(&mut client, uri)));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn briefs_are_read_again_only_where_the_file_decides_on_them() {
    let workspace = Workspace::new();
    let file = workspace.uri("brief-ls.toml");
    let progress = json!({"window": {"workDoneProgress": true}});
    let mut client = workspace.start(json!({"capabilities": progress}));
    let readings = |client: &mut Client| {
        client.request("workspace/symbol", json!({"query": ""}));
        client.notifications_so_far("");
        let requests = client.requests.drain(..);
        let created = requests.filter(|(it, _)| it == "window/workDoneProgress/create");
        created.count()
    };
    client.open(&file, "toml", "");
    readings(&mut client);
    for version in 2..10 {
        let text = format!("[rules]\nunused-note = \"off\" # {version}\n");
        client.change(&file, version, json!([{"text": text}]));
        assert_eq!(readings(&mut client), 0, "{version}");
    }
    let text = "exclude = [\"drafts\"]\n";
    client.change(&file, 10, json!([{"text": text}]));
    assert_eq!(readings(&mut client), 1);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_file_that_is_no_text_any_more_is_told_of_and_the_settings_stay() {
    let workspace = Workspace::new();
    let (brief, file) = (workspace.uri("a.md"), workspace.uri("brief-ls.toml"));
    let mut client = workspace.start(json!({"capabilities": {}}));
    assert_eq!(codes(&published(&mut client, &brief)).len(), 2);
    workspace.configure(&client, "[rules]\nunused-note = \"off\"\n");
    assert_eq!(codes(&published(&mut client, &brief)), ["undefined-marker"]);
    fs::write(workspace.path("brief-ls.toml"), b"[rules]\n# \xff\n").expect("a file");
    workspace.tell(&client);
    let broken = published(&mut client, &file);
    assert_eq!(codes(&broken), ["configuration"]);
    let said = broken["diagnostics"][0]["message"].as_str().expect("words");
    assert!(said.contains("not UTF-8 text (line 2)"), "{said}");
    let text = "A claim.[^1] Two.[^3]\n\n[^2]: A note.\n";
    client.change(&brief, 2, json!([{"text": text}]));
    let shown = published(&mut client, &brief);
    assert_eq!(codes(&shown), ["undefined-marker"; 2]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
