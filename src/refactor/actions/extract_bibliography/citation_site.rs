use crate::index::{Document, Note};
use crate::text::{Edit, Span};

use crate::refactor::engine::cluster::{Cluster, clusters};

/// Words whose period may belong to them at the end of a sentence too.
const ABBREVIATIONS: &[&str] = &[
    "etc", "al", "co", "corp", "inc", "ltd", "llc", "jr", "sr", "bros", "dept", "no", "vol", "ca",
    "am", "pm", "usw",
];

/// Where a citation stands instead of a marker, in bytes of the document.
pub(super) struct CitationSite {
    offset: usize,
    /// Whether a blank is to stand before it.
    apart: bool,
}

impl CitationSite {
    /// The edit that cites there.
    pub fn cite(&self, text: &str) -> Edit {
        let blank = if self.apart { " " } else { "" };
        Edit::insert(self.offset, format!("{blank}{text}"))
    }
}

/// Where the markers of `note` stand, and citations would instead.
pub(super) fn of_markers(document: &Document, note: &Note) -> Vec<CitationSite> {
    let cites = |cluster: &Cluster| {
        let mut markers = cluster.markers.iter();
        markers.any(|marker| marker.note == Some(note.id))
    };
    let all = document
        .blocks()
        .iter()
        .flat_map(|at| clusters(document, at));
    all.filter(cites)
        .map(|cluster| of_cluster(document, note, &cluster))
        .collect()
}

fn of_cluster(document: &Document, note: &Note, cluster: &Cluster) -> CitationSite {
    let text = document.text();
    let goes = cluster
        .markers
        .iter()
        .all(|marker| marker.note == Some(note.id));
    let span = match goes {
        true => cluster.with_blank(document),
        false => cluster.span,
    };
    let line = text.line(text.line_of(span.start));
    let before = text.slice(Span::new(line.start, span.start));
    let after = text.slice(Span::new(span.end, text.line(text.line_of(span.end)).end));
    if let Some(mark) = before
        .chars()
        .next_back()
        .filter(|_| stands_before(&before, &after))
    {
        return CitationSite {
            offset: span.start - mark.len_utf8(),
            apart: true,
        };
    }
    CitationSite {
        offset: span.end,
        apart: !goes || !before.ends_with(char::is_whitespace),
    }
}

/// Whether a citation stands before the punctuation that ends `before`: there it is a part of its sentence, and
/// where it is printed as a note, the marker comes after the punctuation again (Pandoc manual,
/// `notes-after-punctuation`). Not where the period may belong to an abbreviation, or closes an inner quotation.
fn stands_before(before: &str, after: &str) -> bool {
    let ends = after.trim_start();
    let new_sentence = ends.is_empty() || !ends.starts_with(|c: char| c.is_lowercase() || c == ',');
    let Some(text) = before.strip_suffix(['.', ',', ';', ':']) else {
        return false;
    };
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_word = bare.chars().nth(1).is_some()
        && !bare.contains('.')
        && !ABBREVIATIONS.contains(&bare.to_lowercase().as_str());
    text.ends_with(|c: char| c.is_alphanumeric() || c == ')')
        && (!before.ends_with('.') || (is_word && new_sentence))
}
