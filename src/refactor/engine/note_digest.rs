//! What notes say, hashed, so that a note can be known again wherever it stands.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::config::Form;
use crate::index::{Document, ItemId, Note, Referent};
use crate::syntax::{BlockAt, Leaf};
use crate::text::{Edit, Span};

use super::back_references::leads;
use super::cluster::{clusters, is_between};
use super::note_lines::comment_before;
use super::note_links::note_links;
use super::one_line::is_quoted;

/// What a note says, hashed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(in crate::refactor) struct NoteDigest {
    pub words: u64,
    /// With what its back-references lead to.
    pub meaning: u64,
}

/// What each note says with `edits`, and what it refers back to.
pub(in crate::refactor) fn digest(
    document: &Document,
    edits: &[Edit],
) -> FxHashMap<ItemId, NoteDigest> {
    let mut plain: FxHashMap<ItemId, u64> = FxHashMap::default();
    let mut links: FxHashMap<ItemId, Vec<Span>> = FxHashMap::default();
    for link in note_links(document) {
        if let Some(holder) = link.holder {
            links.entry(holder).or_default().push(link.span);
        }
    }
    for note in document.notes() {
        let numbers = leads(document, &note).numbers;
        let numbers = numbers.iter().map(|number| (number.span, "#"));
        let edits = edits.iter().map(|edit| (edit.span, edit.insert.as_str()));
        let links = links.get(&note.id).into_iter().flatten();
        let links = links.map(|span| (*span, "#"));
        let apart = numbers.chain(links).chain(edits).collect();
        let words = words(document, &note, apart);
        plain.insert(note.id, hash(&(words, note_blocks(document, &note))));
    }
    let sources = document.sources();
    let note = |id: &ItemId| plain.get(id).copied();
    let meant = |referent: &Referent| {
        let mut notes: Vec<Option<u64>> = referent.notes.iter().map(note).collect();
        // A range may be another, or a list.
        notes.sort_unstable();
        notes.dedup();
        let cited = referent
            .citation
            .map(|cited| (note(&cited.note), cited.part));
        (notes, cited, referent.missing.is_some())
    };
    let digest = |(id, words): (&ItemId, &u64)| {
        let referents = sources.back_references_of(*id);
        let meant: Vec<_> = referents.map(|(_, referent)| meant(referent)).collect();
        (*id, NoteDigest::of(*words, &meant))
    };
    plain.iter().map(digest).collect()
}

/// The blocks that a note is made of: two paragraphs are no list, and one with a line break is not two.
fn note_blocks(document: &Document, note: &Note) -> Vec<Leaf> {
    let blocks = document.blocks();
    let first = blocks.at_offset(note.opener.start).map_or(0, |at| at.index);
    if note.form == Form::Inline {
        return blocks_of(&document.text().slice(note.body));
    }
    let within = blocks
        .iter_from(first)
        .take_while(|at| at.start < note.span.end);
    let says = |at: &BlockAt<'_>| !document.text().slice(at.body()).trim().is_empty();
    within.filter(says).map(|at| at.block.leaf).collect()
}

/// The blocks of a note that is to say `text`.
fn blocks_of(text: &str) -> Vec<Leaf> {
    let says = !text.trim().is_empty();
    says.then_some(Leaf::Paragraph).into_iter().collect()
}

/// The words of a note, wherever the markers in it lead and the links to markers, and with other words at the places
/// `apart`; the comment before it belongs to it.
fn words(document: &Document, note: &Note, mut apart: Vec<(Span, &str)>) -> String {
    let comment = comment_before(document, note);
    let comment = comment.map(|at| document.text().slice(at.body()).into_owned());
    let mut text = comment.unwrap_or_default();
    if note.form != Form::Inline {
        let first = document
            .blocks()
            .at_offset(note.span.start)
            .map_or(0, |at| at.index);
        let blocks = document.blocks().iter_from(first);
        let blocks = blocks.take_while(|at| at.start < note.span.end);
        apart.extend(
            blocks
                .flat_map(|at| clusters(document, at))
                .map(|cluster| (cluster.span, "#")),
        );
    }
    apart.sort_by_key(|(span, _)| span.start);
    let mut from = note.body.start;
    for (span, other) in apart {
        if note.body.covers(span) && from <= span.start {
            let between = document.text().slice(Span::new(from, span.start));
            if !(other == "#" && text.ends_with('#') && is_between(&between)) {
                text += &between;
                text += other;
            }
            from = span.end;
        }
    }
    text += &document.text().slice(Span::new(from, note.body.end));
    // What Pandoc takes for the text of a note without any must neither come nor go.
    let swallowed = document.swallowed(note);
    text.extend(swallowed.map(|span| document.text().slice(span).into_owned()));
    if note.form == Form::Inline && text.contains('\n') && is_quoted(document, note.span.start) {
        let unquoted = text
            .lines()
            .map(|line| line.trim_start_matches([' ', '\t', '>']));
        text = unquoted.collect();
    }
    squeezed(&text)
}

impl NoteDigest {
    /// A note with hashed words, which refers to `meant`.
    fn of(words: u64, meant: &impl Hash) -> NoteDigest {
        NoteDigest {
            words,
            meaning: hash(&(words, meant)),
        }
    }

    /// A note that refers to no other.
    pub fn alone(text: &str) -> NoteDigest {
        NoteDigest::of(hash(&(squeezed(text), blocks_of(text))), &[(); 0])
    }
}

/// `text` without white space and without the backslashes that one form needs and another does not.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\\')
        .collect()
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
