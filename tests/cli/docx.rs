//! Word files as briefs, and briefs as Word files.

use serde_json::Value;

use crate::support::Folder;

const BRIEF: &str = "\
---
title: Dams
author: Ana Roy
---

# Why

It rose *late*.[^1] It fell.[^2]

| Year | Height |
| --- | --- |
| 2019[^3] | 5 m |

[^1]: Ana Roy, *Dams of the North* (Oxford, 2010), p. 3.

[^2]: [TODO](#)

[^3]: Bo Lee, *Rivers* (Oxford, 2012).
";

fn folder() -> Folder {
    let folder = Folder::new(&[("brief.md", BRIEF)]);
    let run = folder.run(&["convert", "brief.md", "--to", "docx", "-o", "brief.docx"]);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (0, "", "")
    );
    folder
}

fn json(folder: &Folder, args: &[&str]) -> Value {
    serde_json::from_str(&folder.run(args).stdout).unwrap()
}

#[test]
fn there_and_back_gives_the_same_brief() {
    let run = folder().run(&["convert", "brief.docx", "--to", "markdown"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    // A link into the brief itself has no address outside of it.
    assert_eq!(run.stdout, BRIEF.replace("[TODO](#)", "TODO"));
}

#[test]
fn other_forms_are_written_too() {
    let folder = folder();
    let run = folder.run(&["convert", "brief.docx", "--to", "superscript"]);
    assert!(
        run.stdout.contains("It rose *late*.¹ It fell.²"),
        "{}",
        run.stdout
    );
    // Of plain text, too, a Word file is made.
    folder.write("a.txt", "It rose.¹\n\n¹ Roy.\n".as_bytes());
    let run = folder.run(&["convert", "a.txt", "--to", "docx", "-o", "a.docx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = folder.run(&["convert", "a.docx", "--to", "markdown"]);
    assert_eq!(run.stdout, "It rose.[^1]\n\n[^1]: Roy.\n");
}

#[test]
fn findings_have_their_paragraph() {
    let folder = folder();
    let args = ["check", "--format", "json", "brief.docx"];
    let found = json(&folder, &args);
    let found = found.as_array().unwrap();
    let todo = found
        .iter()
        .find(|found| found["code"] == "placeholder-link")
        .unwrap();
    assert_eq!(
        (&todo["paragraph"], todo.get("page")),
        (&Value::from(4), None)
    );
    let args = ["check", "--format", "sarif", "brief.docx"];
    let location = &json(&folder, &args)["runs"][0]["results"][0]["locations"][0];
    assert_eq!(location["physicalLocation"].get("region"), None);
    assert_eq!(
        location["logicalLocations"][0]["fullyQualifiedName"],
        "paragraph 4"
    );
    let sources = folder.run(&["sources", "brief.docx"]);
    assert!(
        sources.stdout.contains("Dams of the North"),
        "{}",
        sources.stdout
    );
    let outline = folder.run(&["outline", "brief.docx"]);
    assert!(outline.stdout.contains("Why"), "{}", outline.stdout);
    let fix = folder.run(&["fix", "brief.docx"]);
    assert_eq!(fix.code, 2);
}

#[test]
fn folders_are_searched_for_what_is_included() {
    let folder = folder();
    std::fs::remove_file(folder.path().join("brief.md")).unwrap();
    assert_eq!(folder.run(&["check"]).code, 2);
    let run = folder.run(&["check", "--include", "*.docx"]);
    assert!(run.stdout.contains("in 1 brief"), "{}", run.stdout);
    let run = folder.run(&["sources", "--include", "*.docx"]);
    assert!(run.stdout.contains("Rivers"), "{}", run.stdout);
    assert_eq!(folder.run(&["check", "--include", "["]).code, 2);
}

#[test]
fn what_cannot_be_read_says_why() {
    let folder = Folder::new(&[("a.docx", "text")]);
    folder.write("b.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    let run = folder.run(&["convert", "a.docx", "--to", "markdown"]);
    let said = "brief-ls: a.docx: is not a Word file (.docx)\n";
    assert_eq!((run.code, run.stderr.as_str()), (2, said));
    let run = folder.run(&["convert", "b.docx", "--to", "markdown"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("password"), "{}", run.stderr);
}

/// The words that Pandoc reads of a file, with the numbers of its footnotes.
fn pandoc(folder: &Folder, file: &str, format: &str) -> Option<String> {
    let mut pandoc = std::process::Command::new("pandoc");
    pandoc.args(["-f", format, "-t", "plain", "--wrap=none", file]);
    let output = pandoc.current_dir(folder.path()).output().ok()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    let is_word = |word: &&str| word.contains(|c| c != '-');
    Some(
        text.split_whitespace()
            .filter(is_word)
            .collect::<Vec<_>>()
            .join(" "),
    )
}

#[test]
fn pandoc_reads_the_same_of_the_word_file_and_of_the_brief() {
    let folder = folder();
    let run = folder.run(&[
        "convert",
        "brief.docx",
        "--to",
        "markdown",
        "-o",
        "again.md",
    ]);
    assert_eq!(run.code, 0);
    let Some(word) = pandoc(&folder, "brief.docx", "docx") else {
        eprintln!("skipped: Pandoc is not installed");
        return;
    };
    assert_eq!(pandoc(&folder, "again.md", "markdown").unwrap(), word);
    assert!(word.contains("[3] Bo Lee, Rivers"), "{word}");
}
