//! What a brief says, read without the code under test: its words, and the words of the note behind each
//! marker.

use std::collections::BTreeSet;

use brief_ls::config::Form;
use brief_ls::index::{Document, Note};
use brief_ls::text::Span;

/// The words of a brief.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoteDigest {
    /// Running text, letters and digits alone.
    pub prose: String,
    /// For each marker how much prose stands before it, and what its note says; those at one place sorted.
    pub reference_links: Vec<(usize, String)>,
    /// The same for numbers by which running text names notes; nothing where it names none.
    pub names: Vec<(usize, Option<String>)>,
    /// What all notes say, sorted.
    pub notes: Vec<String>,
}

/// What a marker without a note is said to lead to.
pub const MISSING: &str = "no note";

impl NoteDigest {
    /// What `document` says; a line that is called Notes is left out, be it a heading or not.
    pub fn by(document: &Document) -> NoteDigest {
        let text = document.text().to_string();
        let notes: Vec<_> = document.notes().collect();
        let blocks: Vec<_> = notes
            .iter()
            .filter(|note| note.form != Form::Inline)
            .collect();
        let mut hidden: Vec<_> = blocks.iter().map(|note| (note.span, None)).collect();
        let in_note = |at: usize| blocks.iter().any(|note| note.span.contains(at));
        for marker in document
            .markers()
            .filter(|marker| !in_note(marker.span.start))
        {
            let note = marker.note.and_then(|note| document.note(note));
            let said = note.map_or(MISSING.to_owned(), |note| note_words(document, &note));
            hidden.push((marker.span, Some(said)));
        }
        let named = names(document);
        hidden.extend(named.iter().map(|(span, _)| (*span, None)));
        hidden.extend(lines_over_notes(&text).map(|span| (span, None)));
        hidden.sort_by_key(|(span, _)| span.start);
        let (mut prose, mut reference_links, mut names) = (String::new(), Vec::new(), Vec::new());
        let mut from = 0;
        for (span, note) in hidden {
            if span.start > from {
                prose += &letters(&text[from..span.start]);
            }
            reference_links.extend(note.map(|note| (prose.len(), note)));
            let named = named.iter().filter(|(number, _)| *number == span);
            names.extend(named.map(|(_, note)| (prose.len(), note.clone())));
            from = from.max(span.end);
        }
        prose += &letters(&text[from..]);
        reference_links.sort();
        let mut notes: Vec<String> = notes
            .iter()
            .map(|note| note_words(document, note))
            .collect();
        notes.sort();
        NoteDigest {
            prose,
            reference_links,
            names,
            notes,
        }
    }
}

impl NoteDigest {
    /// What the notes say, each once.
    pub fn texts(&self) -> BTreeSet<&str> {
        self.notes.iter().map(String::as_str).collect()
    }
}

/// What a note says. Of an `Ibid.`, and of what one is written out as, which both give page 3: the source meant.
fn note_words(document: &Document, note: &Note) -> String {
    let text = document.note_text(note);
    let is_supra = text.starts_with("Author, supra note ");
    // Blanks at the end of a line are what formatting takes away.
    let first = text.split('\n').next().unwrap_or_default().trim_end();
    if !first.ends_with(", p. 3.") || is_supra {
        return words(&text);
    }
    let meant = document.sources().referents(note.id).first();
    let meant = meant.and_then(|referent| document.note(referent.citation?.note));
    let meant = meant.map(|note| source(document.note_text(&note).as_str()));
    format!("back to {}", meant.unwrap_or_else(|| source(first)))
}

/// Where running text names notes by their numbers, with what these say.
fn names(document: &Document) -> Vec<(Span, Option<String>)> {
    let named = document.cross_references().filter_map(|named| {
        let [first, .., last] = [named.numbers.first()?, named.numbers.last()?];
        let notes = named.referent.notes.iter();
        let notes = notes.filter_map(|note| document.note(*note));
        // In whatever order, and each once: a range is written otherwise where its notes are.
        let said: BTreeSet<String> = notes.map(|note| note_words(document, &note)).collect();
        let said = (!said.is_empty()).then(|| format!("{said:?}"));
        Some((first.span.join(last.span), said))
    });
    named.collect()
}

/// The title of the source that a note cites; of another note its words.
fn source(text: &str) -> String {
    let digits = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect();
    let title = text.split_once("Title ").map(|(_, rest)| digits(rest));
    title.unwrap_or_else(|| words(text))
}

/// The lines of `text` that stand over notes, in bytes.
fn lines_over_notes(text: &str) -> impl Iterator<Item = Span> + '_ {
    let over_notes = |line: &str| ["Notes", "Footnotes", "Endnotes"].contains(&line);
    let mut end = 0;
    let spans = text.split_inclusive('\n').map(move |line| {
        end += line.len();
        (line, Span::new(end - line.len(), end))
    });
    let stands = move |(line, _): &(&str, Span)| over_notes(line.trim_start_matches('#').trim());
    spans.filter(stands).map(|(_, span)| span)
}

/// Letters and digits of a note, those of cross-references apart.
fn words(text: &str) -> String {
    let mut parts = text.split("supra note ");
    let first = parts.next().unwrap_or_default().to_owned();
    letters(&parts.fold(first, |text, part| {
        text + "supra " + part.trim_start_matches(|c: char| c.is_ascii_digit())
    }))
}

/// Letters and digits, those of elements that raise numbers and of links back to markers apart.
fn letters(text: &str) -> String {
    let text = text.replace("<sup>", "").replace("</sup>", "");
    let mut parts = text.split("href=\"#");
    let first = parts.next().unwrap_or_default().to_owned();
    let text = parts.fold(first, |text, part| {
        text + part.split_once('"').map_or(part, |(_, rest)| rest)
    });
    text.chars()
        .filter(|c| c.is_alphanumeric() && c.is_ascii())
        .collect()
}
