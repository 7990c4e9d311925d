//! The front matter of a brief: what the title block said, as YAML.

use super::super::manuscript::{Inline, Metadata};
use super::inlines;
use super::text_place::TextPlace;

/// The front matter with its fences and an empty line; nothing where nothing is known.
pub fn front_matter(metadata: &Metadata) -> String {
    let fields = [
        ("title", &metadata.title),
        ("subtitle", &metadata.subtitle),
        ("institution", &metadata.institution),
        ("date", &metadata.date),
    ];
    let mut yaml = String::new();
    for (name, value) in fields {
        if let Some(value) = value {
            yaml.push_str(&format!("{name}: {}\n", scalar(value)));
        }
        if name == "subtitle" {
            authors(&metadata.authors, &mut yaml);
        }
    }
    match yaml.is_empty() {
        true => yaml,
        false => format!("---\n{yaml}---\n\n"),
    }
}

fn authors(authors: &[String], yaml: &mut String) {
    match authors {
        [] => {}
        [author] => yaml.push_str(&format!("author: {}\n", scalar(author))),
        authors => {
            yaml.push_str("author:\n");
            for author in authors {
                yaml.push_str(&format!("  - {}\n", scalar(author)));
            }
        }
    }
}

/// The text as a scalar of YAML on one line: in quotes, where it would be another value without. Pandoc reads it as
/// Markdown.
fn scalar(text: &str) -> String {
    let text = inlines::write(&[Inline::plain(text)], TextPlace::Heading, &mut |_| {
        String::new()
    });
    let plain = text.starts_with(char::is_alphabetic)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !is_word_of_yaml(&text);
    match plain {
        true => text,
        false => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

fn is_word_of_yaml(text: &str) -> bool {
    let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    words.contains(&text.to_lowercase().as_str())
}
