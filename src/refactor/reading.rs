//! What a reader of a brief gets: running text, and behind each marker its note. Whatever a refactoring
//! moves or calls otherwise, this stays, and the result is read again to see that it has.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::config::Form;
use crate::index::{Document, Label, MarkId, Marker, Note, Referent};
use crate::syntax::{Leaf, MarkKind};
use crate::text::{Edit, Span};

use super::back_references::leads;
use super::cluster::clusters;
use super::note_lines::comment_before;
use super::one_line::is_quoted;

/// What a reader of a brief gets. White space does not count.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    prose: String,
    /// The levels of the headings.
    headings: Vec<u8>,
    /// What the blocks of running text are; the halves of a paragraph that notes cut in two are one.
    leaves: Vec<Leaf>,
    /// The markers, with what their notes say; those at one place sorted.
    ties: Vec<Tie>,
    /// The notes that no marker cites, sorted.
    uncited: Vec<Said>,
    /// The last of the runs in which notes are numbered.
    runs: u32,
}

/// A marker and its note.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Tie {
    /// In the prose, in bytes.
    place: usize,
    said: Option<Said>,
    /// The note, in the document that is read.
    note: Option<MarkId>,
}

/// What a note says, hashed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
struct Said {
    words: u64,
    /// With what its back-references lead to.
    meaning: u64,
}

/// What is to be different in the reading afterwards.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Except<'a> {
    Nothing,
    /// The note is gone, and its markers.
    Without(MarkId),
    /// What stands at the span is gone, and a note of that text is cited at the offset.
    Noted(Span, usize, &'a str),
    /// Markers of that label that have no note cite one without text.
    Given(&'a Label),
    /// The edits are made, in running text and in notes, and if so a note is gone, and its markers.
    Edited(&'a [Edit], Option<MarkId>),
}

impl<'a> Except<'a> {
    /// The note that is gone.
    fn gone(self) -> Option<MarkId> {
        match self {
            Except::Without(note) => Some(note),
            Except::Edited(_, note) => note,
            _ => None,
        }
    }

    fn edits(self) -> &'a [Edit] {
        match self {
            Except::Edited(edits, _) => edits,
            _ => &[],
        }
    }
}

impl Reading {
    /// What a reader of `document` gets.
    pub fn of(document: &Document) -> Reading {
        Reading::except(document, Except::Nothing)
    }

    /// The same with `edits` of running text and of the text of notes, and if so without a note and its markers.
    pub fn with(document: &Document, without: Option<MarkId>, edits: &[Edit]) -> Reading {
        Reading::except(document, Except::Edited(edits, without))
    }

    /// The same without a note and its markers.
    pub fn without(document: &Document, note: MarkId) -> Reading {
        Reading::except(document, Except::Without(note))
    }

    /// The same with a note that says `text` cited at `offset`, and without what stands at `gone` before it.
    pub fn with_note(document: &Document, gone: Span, offset: usize, text: &str) -> Reading {
        Reading::except(document, Except::Noted(gone, offset, text))
    }

    /// The same with an empty note of that label.
    pub fn with_missing(document: &Document, label: &Label) -> Reading {
        Reading::except(document, Except::Given(label))
    }

    /// The same with numbers that do not begin again.
    pub fn in_one_run(self) -> Reading {
        Reading { runs: 0, ..self }
    }

    /// The same without the notes that no marker cites and whose text another note has.
    pub fn without_twins(mut self) -> Reading {
        let cited: FxHashSet<Said> = self.ties.iter().filter_map(|tie| tie.said).collect();
        self.uncited.retain(|note| !cited.contains(note));
        self
    }

    /// What is different in `after`, in words for the author.
    pub fn difference(&self, after: &Reading) -> Option<String> {
        let ties = |say: fn(Said) -> (u64, u64)| {
            let said = move |tie: &Tie| (tie.place, tie.said.map(say));
            self.ties.iter().map(said).eq(after.ties.iter().map(said))
        };
        let what = match after {
            _ if self.prose != after.prose => "the text would not be the same",
            _ if !ties(|said| (said.words, 0)) => "a marker would lead to another note",
            _ if !ties(|said| (said.words, said.meaning)) => {
                "a note that refers back would mean another source"
            }
            _ if self.uncited != after.uncited => "a note would be lost",
            _ if self.headings != after.headings => "a heading would not be the same",
            _ if self.leaves != after.leaves => "a paragraph would not be the same",
            _ if self.runs != after.runs => "numbers would begin again elsewhere",
            _ => return None,
        };
        Some(what.to_owned())
    }

    /// The notes that say the same in `after` and mean another source there, if nothing else is different for their
    /// markers.
    pub fn changed_in_meaning(&self, after: &Reading) -> Vec<MarkId> {
        let words = |tie: &Tie| (tie.place, tie.said.map(|said| said.words));
        let pairs = || self.ties.iter().zip(&after.ties);
        if self.prose != after.prose
            || self.ties.len() != after.ties.len()
            || pairs().any(|(tie, other)| words(tie) != words(other))
        {
            return Vec::new();
        }
        let mut changed: Vec<MarkId> = pairs()
            .filter(|(tie, other)| tie.said != other.said)
            .filter_map(|(tie, _)| tie.note)
            .collect();
        changed.sort_unstable();
        changed.dedup();
        changed
    }

    fn except(document: &Document, except: Except<'_>) -> Reading {
        let mut reader = Reader {
            document,
            said: said(document, except.edits()),
            reading: Reading::default(),
        };
        reader.read_prose(except);
        reader.read_blocks();
        let Reader {
            said, mut reading, ..
        } = reader;
        reading.ties.sort_unstable();
        let table = document.footnotes();
        let uncited = table
            .notes()
            .iter()
            .filter(|note| table.citing(**note).is_empty());
        let uncited = uncited.filter(|note| except.gone() != Some(**note));
        reading.uncited = uncited.filter_map(|note| said.get(note).copied()).collect();
        reading.uncited.sort_unstable();
        let notes = table.notes().iter().filter_map(|note| table.note(*note));
        reading.runs = notes.map(|note| note.run).max().unwrap_or(0);
        reading
    }
}

struct Reader<'a> {
    document: &'a Document,
    said: FxHashMap<MarkId, Said>,
    reading: Reading,
}

/// Something that is no running text, or will be another.
enum Apart<'e> {
    /// Markers, with what their notes say.
    Ties(Vec<(Option<Said>, Option<MarkId>)>),
    Block,
    Edit(&'e str),
}

impl Reader<'_> {
    fn read_prose(&mut self, except: Except<'_>) {
        let document = self.document;
        let edits = except.edits().iter();
        let edits = edits.map(|edit| (edit.span, Apart::Edit(&edit.insert)));
        let mut apart: Vec<(Span, Apart<'_>)> = edits.collect();
        if let Except::Noted(gone, offset, text) = except {
            apart.push((gone, Apart::Block));
            apart.push((
                Span::at(offset),
                Apart::Ties(vec![(Some(Said::alone(text)), None)]),
            ));
        }
        for cluster in document
            .blocks()
            .iter()
            .flat_map(|at| clusters(document, at))
        {
            let ties = cluster
                .markers
                .iter()
                .filter_map(|marker| self.tie(marker, except));
            apart.push((cluster.span, Apart::Ties(ties.collect())));
        }
        for note in document.notes().filter(|note| note.form != Form::Inline) {
            let comment = comment_before(document, &note).map_or(note.span, |at| at.span());
            apart.push((comment.join(note.span), Apart::Block));
        }
        for heading in document
            .headings()
            .filter(|heading| is_over_notes(document, heading.id))
        {
            apart.push((heading.span, Apart::Block));
        }
        apart.sort_by_key(|(span, _)| span.start);
        let mut from = 0;
        for (span, what) in apart {
            if span.start < from {
                continue;
            }
            self.push(Span::new(from, span.start));
            from = span.end;
            let place = self.reading.prose.len();
            match what {
                Apart::Ties(ties) => {
                    let ties = ties
                        .into_iter()
                        .map(|(said, note)| Tie { place, said, note });
                    self.reading.ties.extend(ties);
                }
                Apart::Edit(text) => self.push_text(text),
                Apart::Block => {}
            }
        }
        self.push(Span::new(from, document.text().len()));
    }

    /// What the note of `marker` says, and the note; none for a marker that goes.
    fn tie(&self, marker: &Marker, except: Except<'_>) -> Option<(Option<Said>, Option<MarkId>)> {
        let said = match (marker.note, except) {
            (Some(note), _) if except.gone() == Some(note) => return None,
            (None, Except::Given(label)) if is_one_label(label, &marker.label) => {
                Some(Said::alone(""))
            }
            (note, _) => note.and_then(|note| self.said.get(&note).copied()),
        };
        Some((said, marker.note))
    }

    fn push(&mut self, span: Span) {
        let text = self.document.text().slice(span);
        self.push_text(&text);
    }

    fn push_text(&mut self, text: &str) {
        let chars = text.chars().filter(|c| !c.is_whitespace());
        self.reading.prose.extend(chars);
    }

    fn read_blocks(&mut self) {
        let document = self.document;
        let notes: Vec<Span> = document
            .notes()
            .filter(|note| note.form != Form::Inline)
            .map(|note| note.span)
            .collect();
        let mut end = 0;
        let mut notes = notes.iter().peekable();
        for at in document.blocks().iter() {
            while let Some(note) = notes.next_if(|note| note.start < at.span().end) {
                end = end.max(note.end);
            }
            let marks = || document.marks_in(at);
            let second = marks().any(|(id, _)| document.footnotes().is_resumption(id));
            let head = at.block.head().and_then(|_| marks().next());
            let note = head.is_some_and(|(id, _)| document.footnotes().note(id).is_some());
            let over_notes = marks().any(|(id, _)| is_over_notes(document, id));
            let silent = matches!(
                at.block.leaf,
                Leaf::Blank | Leaf::Comment | Leaf::FrontMatter
            );
            if at.body().start < end || note || second || over_notes || silent {
                continue;
            }
            self.reading.leaves.push(at.block.leaf);
        }
        let headings = document
            .headings()
            .filter(|heading| !is_over_notes(document, heading.id));
        self.reading.headings = headings.map(|heading| heading.level).collect();
    }
}

/// Whether a mark is a heading such as Notes: it stands over the notes and is no part of the text.
pub(super) fn is_over_notes(document: &Document, id: MarkId) -> bool {
    let is_heading = document.footnotes().headings().binary_search(&id).is_ok();
    let notes = |kind: &MarkKind| matches!(kind, MarkKind::Heading { notes: true, .. });
    is_heading && document.mark(id).is_some_and(|(_, mark)| notes(&mark.kind))
}

/// What each note says with `edits`, and what it refers back to.
fn said(document: &Document, edits: &[Edit]) -> FxHashMap<MarkId, Said> {
    let mut plain: FxHashMap<MarkId, u64> = FxHashMap::default();
    for note in document.notes() {
        let numbers = leads(document, &note).numbers;
        let numbers = numbers.iter().map(|number| (number.span, "#"));
        let edits = edits.iter().map(|edit| (edit.span, edit.insert.as_str()));
        let apart = numbers.chain(edits).collect();
        plain.insert(note.id, hash(&words(document, &note, apart)));
    }
    let sources = document.sources();
    let note = |id: &MarkId| plain.get(id).copied();
    let meant = |referent: &Referent| {
        let notes: Vec<Option<u64>> = referent.notes.iter().map(note).collect();
        let cited = referent
            .citation
            .map(|cited| (note(&cited.note), cited.part));
        (notes, cited, referent.missing.is_some())
    };
    let said = |(id, words): (&MarkId, &u64)| {
        let meant: Vec<_> = sources.referents(*id).iter().map(meant).collect();
        (*id, Said::of(*words, &meant))
    };
    plain.iter().map(said).collect()
}

/// The words of a note, wherever the markers in it lead, and with other words at the places `apart`; the comment
/// before it belongs to it.
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
            text += &document.text().slice(Span::new(from, span.start));
            text += other;
            from = span.end;
        }
    }
    text += &document.text().slice(Span::new(from, note.body.end));
    if note.form == Form::Inline && text.contains('\n') && is_quoted(document, note.span.start) {
        let unquoted = text
            .lines()
            .map(|line| line.trim_start_matches([' ', '\t', '>']));
        text = unquoted.collect();
    }
    squeezed(&text)
}

impl Said {
    /// A note with hashed words, which refers to `meant`.
    fn of(words: u64, meant: &impl Hash) -> Said {
        Said {
            words,
            meaning: hash(&(words, meant)),
        }
    }

    /// A note that refers to no other.
    fn alone(text: &str) -> Said {
        Said::of(hash(&squeezed(text)), &[(); 0])
    }
}

/// Whether two labels may be one: readers differ in whether capitals count.
fn is_one_label(one: &Label, other: &Label) -> bool {
    one == other || one.to_string().to_lowercase() == other.to_string().to_lowercase()
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
