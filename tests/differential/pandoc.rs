//! Pandoc's reading: the texts of the notes, in the order of their markers. It gives no places.

use std::io::Write;
use std::process::Command;

use brief_ls::config::{DialectChoice, Form};
use brief_ls::index::{Document, DocumentKind, Note};
use brief_ls::text::Text;
use pulldown_cmark::{Event, Options, Parser};
use regex::Regex;
use serde_json::Value;
use similar::{Algorithm, ChangeTag, capture_diff_slices};
use tempfile::NamedTempFile;

/// The major version of the Pandoc that is installed.
pub fn version() -> u32 {
    let output = Command::new("pandoc").arg("--version").output();
    let output = output.expect("pandoc runs");
    let name = String::from_utf8_lossy(&output.stdout);
    let version = name.split([' ', '.']).nth(1).map(str::parse);
    version.expect("a version").expect("a number")
}

/// The texts of the notes behind the markers in `text`, as Pandoc reads them: letters and digits alone. None
/// where it does not read the text at all.
pub fn theirs(text: &str) -> Option<Vec<String>> {
    let mut file = NamedTempFile::new().expect("a file");
    file.write_all(text.as_bytes())
        .expect("the file is written");
    let output = Command::new("pandoc")
        .args(["--from=markdown", "--to=json"])
        .arg(file.path())
        .output()
        .expect("pandoc runs");
    let document: Value = serde_json::from_slice(&output.stdout).ok()?;
    let mut notes = Vec::new();
    collect(&document["blocks"], &mut notes);
    Some(notes)
}

/// The same as brief-ls reads them. Pandoc leaves a marker within a note as text, but for an inline note.
pub fn ours(text: &str) -> Vec<String> {
    let document = Document::new(
        Text::new(text),
        DocumentKind::Markdown,
        DialectChoice::Pandoc,
    );
    let is_block = |note: &Note| note.form != Form::Inline;
    let notes: Vec<_> = document.notes().filter(is_block).collect();
    let marker = Regex::new(r"\[\^[^\]]+\]").expect("a pattern");
    let is_nested = |offset| {
        notes
            .iter()
            .any(|note| note.body.start <= offset && offset < note.body.end)
    };
    document
        .markers()
        .filter(|marker| matches!(marker.form, Form::Markdown | Form::Inline))
        .filter(|marker| !is_nested(marker.span.start))
        .filter_map(|marker| document.note(marker.note?))
        .map(|note| {
            let text = document.note_text(&note);
            let cites = note.form == Form::Inline;
            plain(&match cites {
                true => marker.replace_all(text.as_str(), ""),
                false => text.as_str().into(),
            })
        })
        .collect()
}

/// What differs in two lists of notes.
pub fn differences(ours: &[String], theirs: &[String]) -> Vec<String> {
    let beginning = |note: &String| note.chars().take(40).collect::<String>();
    capture_diff_slices(Algorithm::Myers, ours, theirs)
        .iter()
        .flat_map(|part| part.iter_changes(ours, theirs))
        .filter_map(|change| match change.tag() {
            ChangeTag::Equal => None,
            ChangeTag::Delete => Some(format!("here alone: {}", beginning(&change.value()))),
            ChangeTag::Insert => Some(format!("elsewhere alone: {}", beginning(&change.value()))),
        })
        .collect()
}

fn collect(value: &Value, notes: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, notes)),
        Value::Object(_) if value["t"] == "Note" => {
            let mut text = String::new();
            append(&value["c"], &mut text);
            notes.push(significant(&text));
            collect(&value["c"], notes);
        }
        Value::Object(_) => collect(&value["c"], notes),
        _ => {}
    }
}

/// Appends what the element `value` shows.
fn append(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| append(item, text)),
        Value::Object(_) => match value["t"].as_str() {
            Some("Str") => text.extend(value["c"].as_str()),
            Some("Note" | "RawInline" | "RawBlock") => {}
            Some("Code" | "CodeBlock" | "Math") => {
                text.extend(value["c"][1].as_str());
            }
            Some("Link" | "Image" | "Span" | "Div" | "Cite" | "Quoted") => {
                append(&value["c"][1], text);
            }
            Some("Header") => append(&value["c"][2], text),
            Some("OrderedList") => append(&value["c"][1], text),
            _ => append(&value["c"], text),
        },
        _ => {}
    }
}

fn plain(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_MATH | Options::ENABLE_STRIKETHROUGH;
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(part)
            | Event::Code(part)
            | Event::InlineMath(part)
            | Event::DisplayMath(part) => text.push_str(&part),
            _ => {}
        }
    }
    significant(&text)
}

/// Letters and digits: quotes, dashes and spaces are written anew by readers.
fn significant(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
