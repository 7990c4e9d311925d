//! What SECURITY.md promises of the program as a whole, seen by the calls that it makes to the system (`strace`): no
//! connection, no other program, nothing read outside the workspace, nothing written but what was asked for.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "the tests write what the program reads"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

#[path = "common/needs.rs"]
#[allow(dead_code, reason = "other suites use the rest")]
mod needs;

use needs::{Need, run, test};

const STRACE: Need = Need {
    name: "strace",
    is_met: || {
        let mut strace = Command::new("strace");
        let strace = strace.args(["-qq", "-o", "/dev/null", "true"]);
        strace.status().is_ok_and(|status| status.success())
    },
};

fn main() -> ExitCode {
    run(vec![
        test(
            "the_commands_stay_within_the_workspace",
            &[STRACE],
            commands,
        ),
        test("the_server_stays_within_the_workspace", &[STRACE], server),
        test("what_leaves_the_workspace_is_seen", &[STRACE], control),
    ])
}

/// A brief that names what is outside of its folder in each way that it can.
const CURIOUS: &str = "---\nbibliography: ../outside/secret.bib\ncsl: ../outside/secret.csl\n---\n\n\
    # A brief\n\nOne.[^1] Two [@roe], [three](../outside/secret.md#part), ![four](file:///etc/hostname).\n\n\
    Five.[^5] See [six](https://stat.example/a), <https://doi.org/10.1000/1>.\n\n\
    [^1]: A. Roe, [*Dams*](../outside/secret.md), <https://stat.example/b>, 2001.\n";

/// A workspace beside a folder that no brief may have read.
fn workspace() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("outside/secret.md", "# Part\n\nSecret.[^1]\n\n[^1]: A.\n");
    write("outside/secret.bib", "@book{roe, title = {Dams}}\n");
    write("outside/secret.csl", "<style/>\n");
    write("work/.git/HEAD", "ref: refs/heads/main\n");
    write("work/a.md", CURIOUS);
    write("work/b.md", "Two.[^2]\n\n[^2]: See [a](a.md).\n");
    folder
}

/// Puts a link of the file system to the outside into a workspace.
fn link(folder: &Path) {
    #[cfg(unix)]
    std::os::unix::fs::symlink("../outside/secret.md", folder.join("work/link.md")).unwrap();
}

/// The calls that a command makes: those of networks and files, and starts of programs.
fn calls(command: &[&str], folder: &Path, input: &str) -> Vec<String> {
    // One file for each thread: in a file of all, a call that another thread cuts in two stands on two lines.
    let traces = folder.join("traces");
    fs::create_dir(&traces).unwrap();
    let sent = folder.join("input.txt");
    fs::write(&sent, input).unwrap();
    let mut strace = Command::new("strace");
    strace
        .args([
            "-ff",
            "-qq",
            "-y",
            "-s",
            "4096",
            "-e",
            "trace=%network,execve,execveat,open,openat,creat",
            "-o",
        ])
        .arg(traces.join("of"))
        .args(command)
        .current_dir(folder.join("work"))
        .env("HOME", folder.join("home"))
        .env("XDG_CACHE_HOME", folder.join("home/cache"))
        .stdin(fs::File::open(&sent).unwrap())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    strace.status().unwrap();
    let mut calls = Vec::new();
    for trace in fs::read_dir(&traces).unwrap() {
        let trace = fs::read_to_string(trace.unwrap().path()).unwrap();
        calls.extend(trace.lines().map(str::to_owned));
    }
    calls
}

/// The calls that SECURITY.md says are never made.
fn forbidden(calls: Vec<String>, folder: &Path) -> Vec<String> {
    let outside = folder.join("outside").display().to_string();
    let work = folder.join("work").display().to_string();
    // The first program is the one that was asked for.
    let mut programs = 0;
    let mut is_forbidden = |call: &String| {
        let succeeded = !call.contains(") = -1 ");
        let (name, arguments) = call.split_once('(').unwrap_or_default();
        match name {
            "execve" | "execveat" => {
                programs += 1;
                programs > 1
            }
            "open" | "openat" | "creat" => {
                // `-y` writes the path of the file that was opened behind the answer.
                let opened = call
                    .rsplit_once('<')
                    .map_or("", |(_, path)| path.trim_end_matches('>'));
                let writes = ["O_WRONLY", "O_RDWR", "O_CREAT"]
                    .iter()
                    .any(|flag| arguments.contains(flag));
                let may_write = opened.starts_with(&work) || opened.starts_with("/dev/");
                succeeded && (opened.starts_with(&outside) || writes && !may_write)
            }
            // The name of a call in which the process ended.
            "???" => false,
            // Signals and ends of processes.
            _ if !call.contains('(') || call.starts_with("---") || call.starts_with("+++") => false,
            _ => true,
        }
    };
    calls
        .into_iter()
        .filter(|call| is_forbidden(call))
        .collect()
}

fn commands() {
    let program = env!("CARGO_BIN_EXE_brief-ls");
    for arguments in [
        &["check", "."][..],
        &["check", "--profile", "brief", "--format", "sarif", "a.md"],
        &["sources", "--unique", "."],
        &["outline", "--words", "a.md"],
        &["report", "a.md"],
        &["convert", "a.md", "--to", "html"],
        &["convert", "a.md", "--to", "docx", "-o", "a.docx"],
        &["merge", "a.md", "b.md"],
        &["fix", "--unsafe", "."],
        &["doctor"],
        &["explain", "undefined-marker"],
    ] {
        let folder = workspace();
        let command = [&[program], arguments].concat();
        let calls = calls(&command, folder.path(), "");
        let read = |call: &String| call.contains("a.md");
        let reads = arguments.iter().any(|argument| argument.ends_with(".md"));
        assert!(
            !reads || calls.iter().any(read),
            "{arguments:?} reads nothing"
        );
        let forbidden = forbidden(calls, folder.path());
        assert!(forbidden.is_empty(), "{arguments:?}: {forbidden:#?}");
    }
}

fn server() {
    let folder = workspace();
    link(folder.path());
    let uri = format!("file://{}", folder.path().join("work").display());
    let document = json!({"uri": format!("{uri}/a.md")});
    let at = |line: u32, character: u32| json!({"textDocument": document, "position": {"line": line, "character": character}});
    let mut opened = document.clone();
    opened["languageId"] = "markdown".into();
    opened["version"] = 1.into();
    opened["text"] = CURIOUS.into();
    let initialize =
        json!({"capabilities": {}, "workspaceFolders": [{"uri": uri, "name": "work"}]});
    let mut id = 0;
    let mut session = String::new();
    let mut send = |method: &str, params: Value, is_request: bool| {
        let mut message = json!({"jsonrpc": "2.0", "method": method, "params": params});
        if is_request {
            id += 1;
            message["id"] = id.into();
        }
        let message = message.to_string();
        session += &format!("Content-Length: {}\r\n\r\n{message}", message.len());
    };
    send("initialize", initialize, true);
    send("initialized", json!({}), false);
    send(
        "textDocument/didOpen",
        json!({"textDocument": opened}),
        false,
    );
    for question in ["definition", "hover", "references", "completion"] {
        for (line, character) in [(7, 7), (7, 15), (7, 30), (11, 30)] {
            send(
                &format!("textDocument/{question}"),
                at(line, character),
                true,
            );
        }
    }
    send(
        "textDocument/documentLink",
        json!({"textDocument": document}),
        true,
    );
    send("workspace/symbol", json!({"query": "part"}), true);
    send("shutdown", Value::Null, true);
    send("exit", Value::Null, false);
    let calls = calls(
        &[env!("CARGO_BIN_EXE_brief-ls"), "server"],
        folder.path(),
        &session,
    );
    assert!(
        calls.iter().any(|call| call.contains("b.md")),
        "it reads no workspace"
    );
    let forbidden = forbidden(calls, folder.path());
    assert!(forbidden.is_empty(), "{forbidden:#?}");
}

/// That the tests above can fail.
fn control() {
    for (script, call) in [
        ("cat ../outside/secret.md", "openat"),
        ("cat link.md", "openat"),
        ("echo > ../elsewhere", "openat"),
        ("true & wait; ls", "execve"),
    ] {
        let folder = workspace();
        link(folder.path());
        let calls = calls(&["sh", "-c", script], folder.path(), "");
        let found = forbidden(calls, folder.path());
        assert!(
            found.iter().any(|found| found.starts_with(call)),
            "{script}: {found:?}"
        );
    }
}
