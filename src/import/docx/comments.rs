//! The comments of a Word file: left out, but named.

use rustc_hash::FxHashMap;

use super::xml::{self, Node};

/// How many characters of a comment are told.
const LONGEST: usize = 60;

/// What a comment says, and who says it.
#[derive(Clone, Debug, Default)]
struct Comment {
    author: String,
    text: String,
}

/// The comments by id, and where they were found.
#[derive(Debug, Default)]
pub(super) struct Comments {
    by_id: FxHashMap<String, Comment>,
    found: Vec<(String, u32)>,
}

impl Comments {
    /// Reads the part `comments.xml`.
    pub fn of(root: Node<'_>) -> Self {
        let mut comments = Self::default();
        for node in xml::children(root) {
            if let Some(id) = xml::attribute(node, "id") {
                let texts = node.descendants().filter(|node| xml::is(*node, "t"));
                let text = texts.filter_map(|node| node.text()).collect();
                let author = xml::attribute(node, "author")
                    .unwrap_or_default()
                    .to_owned();
                comments
                    .by_id
                    .insert(id.to_owned(), Comment { author, text });
            }
        }
        comments
    }

    /// Notes that a comment stands in a paragraph, from 1.
    pub fn found(&mut self, id: &str, paragraph: u32) {
        self.found.push((id.to_owned(), paragraph));
    }

    /// A phrase for each comment, in the order of the text.
    pub fn phrases(&self) -> Vec<String> {
        let phrase = |(id, paragraph): &(String, u32)| {
            let mut phrase = "a comment".to_owned();
            let comment = self.by_id.get(id).cloned().unwrap_or_default();
            if !comment.author.trim().is_empty() {
                phrase.push_str(&format!(" by {}", comment.author.trim()));
            }
            phrase.push_str(&format!(" in paragraph {paragraph}"));
            let text = comment
                .text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            match text.char_indices().nth(LONGEST) {
                Some((end, _)) => phrase.push_str(&format!(": {}…", text[..end].trim_end())),
                None if !text.is_empty() => phrase.push_str(&format!(": {text}")),
                None => {}
            }
            phrase
        };
        self.found.iter().map(phrase).collect()
    }
}
