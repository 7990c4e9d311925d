//! The commands of README.md and of the pages in `docs` are run, word for word. In a block of `console` a line after
//! `$` is a command, and what follows is what it writes. In a block of `sh` each command of brief-ls has to do its work.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may fail, and reads the pages"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What is not run, by its first word: other programs.
const OTHERS: [&str; 8] = ["cargo", "code", "git", "pandoc", "pip", "pipx", "uv", "uvx"];

const BRIEF: &str = "# A\n\nOne.[^1] Two.[^1]\n\n[^1]: A. Roy, *Dams of the North* (2019), 14.\n";

/// A fenced block of a page.
struct Block<'a> {
    language: &'a str,
    /// The paragraph before it.
    before: &'a str,
    text: String,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let (mut before, mut open): (&str, Option<Block<'_>>) = ("", None);
    for line in page.lines() {
        match (line.trim_start().strip_prefix("```"), open.as_mut()) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(language), None) => {
                let text = String::new();
                open = Some(Block {
                    language,
                    before,
                    text,
                });
            }
            (None, Some(block)) => {
                block.text += line;
                block.text.push('\n');
            }
            (None, None) if !line.trim().is_empty() => before = line,
            (None, None) => {}
        }
    }
    blocks
}

/// A folder with the samples and with the files that the pages name.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path(".git")).unwrap();
    fs::create_dir_all(path("examples")).unwrap();
    for sample in fs::read_dir(Path::new(ROOT).join("examples")).unwrap() {
        let sample = sample.unwrap().path();
        fs::copy(&sample, path("examples").join(sample.file_name().unwrap())).unwrap();
    }
    fs::create_dir_all(path("drafts")).unwrap();
    for name in [
        "draft.md",
        "brief.md",
        "a.md",
        "b.md",
        "one.md",
        "two.md",
        "drafts/a.md",
    ] {
        fs::write(path(name), BRIEF).unwrap();
    }
    fs::write(
        path("copied.txt"),
        "One.¹ Two.²\n\n¹ A source.\n\n² Another.\n",
    )
    .unwrap();
    fs::copy(
        Path::new(ROOT).join("tests/cli/pdf/harbours.pdf"),
        path("report.pdf"),
    )
    .unwrap();
    for name in ["annex.docx", "draft.docx", "report.docx"] {
        let command = format!("brief-ls convert draft.md --to docx -o {name}");
        assert!(run(&command, folder.path()).status.success());
    }
    folder
}

/// Runs a line of a shell in which `brief-ls` is the program under test.
fn run(command: &str, folder: &Path) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_brief-ls")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", program.display());
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(folder);
    shell
        .env("PATH", path)
        .env("HOME", folder)
        .env_remove("CLICOLOR_FORCE");
    shell.output().unwrap()
}

/// Each command of a block of `console`, with what it is said to write.
fn session(text: &str) -> Vec<(&str, String)> {
    let mut session: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("$ "), session.last_mut()) {
            (Some(command), _) => session.push((command, String::new())),
            (None, Some((_, output))) => {
                output.push_str(line);
                output.push('\n');
            }
            (None, None) => unreachable!("{line}: output without a command"),
        }
    }
    session
}

/// Runs the commands of a page in its order, in one folder.
fn follow(page: &str) {
    let text = fs::read_to_string(Path::new(ROOT).join(page)).unwrap();
    let folder = folder();
    for block in blocks(&text) {
        let saved = block
            .before
            .split_once("as `")
            .and_then(|(_, rest)| rest.split_once("`:"));
        match block.language {
            "console" => {
                for (command, expected) in session(&block.text) {
                    let output = run(command, folder.path());
                    let written = String::from_utf8(output.stdout).unwrap();
                    assert_eq!(written, expected, "{page}: {command}");
                }
            }
            "sh" => {
                for command in block.text.lines() {
                    try_command(page, command, folder.path());
                }
            }
            _ => {
                if let Some((name, _)) = saved {
                    fs::write(folder.path().join(name), &block.text).unwrap();
                }
            }
        }
    }
}

/// A command of brief-ls is understood and does its work; findings are no failure.
fn try_command(page: &str, command: &str, folder: &Path) {
    let mut words = command.split_whitespace();
    let first = words.find(|word| !word.contains('=')).unwrap_or("#");
    if first.starts_with('#') || OTHERS.contains(&first) {
        return;
    }
    assert_eq!(first, "brief-ls", "{page}: {command}");
    let output = run(command, folder);
    let code = output.status.code().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(code < 2, "{page}: {command}\n{said}");
}

#[test]
fn of_the_readme() {
    follow("README.md");
}

#[test]
fn for_analysts() {
    follow("docs/analysts.md");
}

#[test]
fn for_editors() {
    follow("docs/editorial.md");
}

#[test]
fn for_developers() {
    follow("docs/developers.md");
}

#[test]
fn of_configuration() {
    follow("docs/configuration.md");
}

#[test]
fn of_house_profiles() {
    follow("docs/house-profiles.md");
}

#[test]
fn of_reports() {
    follow("docs/report.md");
}

#[test]
fn of_baselines() {
    follow("docs/baseline.md");
}

#[test]
fn of_troubleshooting() {
    follow("docs/troubleshooting.md");
}
