//! What a reader of footnotes says of a text.

use std::collections::{BTreeMap, BTreeSet};

use brief_ls::config::{DialectChoice, Form};
use brief_ls::index::Document;
use brief_ls::syntax::DocumentKind;
use brief_ls::text::{Encoding, Text};

/// Line and column of a character: from 1, the column in bytes.
pub type Place = (usize, usize);

/// The footnotes of a text. Markers without a note are left out: to other readers they are text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    /// The line of each definition, from 1, with its label as written.
    pub notes: BTreeSet<(usize, String)>,
    /// The markers, each with the line of the definition that it leads to.
    pub markers: BTreeMap<Place, usize>,
}

impl Reading {
    /// What brief-ls reads, for GitHub.
    pub fn ours(text: &str) -> Reading {
        let document = Document::new(Text::new(text), DocumentKind::Markdown, DialectChoice::Gfm);
        let place = |offset| {
            let position = document.text().position(offset, Encoding::Utf8);
            (position.line + 1, position.column + 1)
        };
        let line = |note| Some(place(document.note(note)?.opener.start).0);
        let notes = document.notes().filter(|note| note.form == Form::Markdown);
        let markers = document
            .markers()
            .filter(|marker| marker.form == Form::Markdown);
        Reading {
            notes: notes
                .map(|note| (place(note.opener.start).0, note.label.to_string()))
                .collect(),
            markers: markers
                .filter_map(|marker| Some((place(marker.span.start), line(marker.note?)?)))
                .collect(),
        }
    }

    /// What differs in `self` and `other`, a line for each note and marker.
    pub fn differences(&self, other: &Reading) -> Vec<String> {
        let mut lines = Vec::new();
        for (line, label) in self.notes.symmetric_difference(&other.notes) {
            let by = reader(self.notes.contains(&(*line, label.clone())));
            lines.push(format!("line {line}: note [^{label}], {by}"));
        }
        let places: BTreeSet<_> = self.markers.keys().chain(other.markers.keys()).collect();
        for place in places {
            let (line, column) = place;
            match (self.markers.get(place), other.markers.get(place)) {
                (Some(ours), Some(theirs)) if ours == theirs => {}
                (Some(ours), Some(theirs)) => lines.push(format!(
                    "line {line}, column {column}: marker leads to line {ours}, elsewhere to line {theirs}"
                )),
                (ours, _) => {
                    let by = reader(ours.is_some());
                    lines.push(format!("line {line}, column {column}: marker, {by}"));
                }
            }
        }
        lines
    }
}

fn reader(ours: bool) -> &'static str {
    match ours {
        true => "here alone",
        false => "elsewhere alone",
    }
}
