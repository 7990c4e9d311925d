//! What a reader of a brief gets: running text, and behind each marker its note. Whatever a refactoring
//! moves or calls otherwise, this stays, and the result is read again to see that it has.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::config::Form;
use crate::index::{Document, MarkId, Note, Referent};
use crate::syntax::{HeadingKind, Leaf, MarkKind};
use crate::text::Span;

use super::back_references::leads;
use super::cluster::{clusters, is_between};
use super::note_lines::comment_before;

/// What a reader of a brief gets. White space does not count.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Reading {
    prose: String,
    /// The line of the document, from 0, that stands at a place in the prose, in bytes; for each line.
    lines: Vec<(usize, usize)>,
    /// The levels of the headings, and how they are written.
    headings: Vec<(u8, HeadingKind)>,
    /// What the blocks of running text are; the halves of a paragraph that notes cut in two are one.
    leaves: Vec<Leaf>,
    /// For each marker, its place in the prose in bytes, and its note; those at one place sorted.
    ties: Vec<(usize, Option<Said>)>,
    /// The notes that no marker cites, sorted.
    uncited: Vec<Said>,
    /// The last of the runs in which notes are numbered.
    runs: u32,
    /// Whether the notes may have another form then.
    any_form: bool,
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
enum Except {
    Nothing,
    /// The note is gone, and its markers.
    Without(MarkId),
    /// A note without text is cited at the offset.
    Inserted(usize),
}

impl Reading {
    /// What a reader of `document` gets.
    pub fn of(document: &Document) -> Reading {
        Reading::except(document, Except::Nothing, false)
    }

    /// The same without a note and its markers.
    pub fn without(document: &Document, note: MarkId) -> Reading {
        Reading::except(document, Except::Without(note), false)
    }

    /// The same with an empty note cited at `offset`.
    pub fn with_note_at(document: &Document, offset: usize) -> Reading {
        Reading::except(document, Except::Inserted(offset), false)
    }

    /// The same with numbers that do not begin again.
    pub fn in_one_run(self) -> Reading {
        Reading { runs: 0, ..self }
    }

    /// What a reader of `document` gets, with notes in whatever form. Their numbers are one run, and what is a heading because of the
    /// notes alone, a line in a Markdown document that is laid out by their numbers, is nothing that is kept.
    pub fn in_any_form(document: &Document) -> Reading {
        Reading::except(document, Except::Nothing, true)
    }

    /// The same without the notes that no marker cites and whose text another note has.
    pub fn without_twins(mut self) -> Reading {
        let cited: FxHashSet<Said> = self.ties.iter().filter_map(|(_, note)| *note).collect();
        self.uncited.retain(|note| !cited.contains(note));
        self
    }

    /// What is different in `after`, in words for the author.
    pub fn difference(&self, after: &Document) -> Option<String> {
        self.parting(&Reading::except(after, Except::Nothing, self.any_form))
    }

    /// The same for what a reader of another document gets, whatever the blocks of running text are there: a
    /// heading of plain text is a paragraph in Markdown.
    pub fn difference_in_kind(self, after: &Document) -> Option<String> {
        let after = Reading::except(after, Except::Nothing, self.any_form);
        self.without_blocks().parting(&after.without_blocks())
    }

    fn parting(&self, after: &Reading) -> Option<String> {
        let words = |reading: &Reading| {
            let words =
                |(place, said): &(usize, Option<Said>)| (*place, said.map(|said| said.words));
            reading.ties.iter().map(words).collect::<Vec<_>>()
        };
        let headings = |reading: &Reading| {
            let kept =
                |heading: &&(u8, HeadingKind)| !self.any_form || heading.1 == HeadingKind::Real;
            let levels = reading
                .headings
                .iter()
                .filter(kept)
                .map(|heading| heading.0);
            levels.collect::<Vec<_>>()
        };
        let what = match after {
            _ if self.prose != after.prose => {
                let line = self.parting_line(after);
                return Some(format!(
                    "from line {line} on the text would not be the same"
                ));
            }
            _ if words(self) != words(after) => "a marker would lead to another note",
            _ if self.ties != after.ties => "a note that refers back would mean another source",
            _ if self.uncited != after.uncited => "a note would be lost",
            _ if headings(self) != headings(after) => "a heading would not be the same",
            _ if self.leaves != after.leaves => "a paragraph would not be the same",
            _ if self.runs != after.runs && !self.any_form => "numbers would begin again elsewhere",
            _ => return None,
        };
        Some(what.to_owned())
    }

    fn without_blocks(self) -> Reading {
        Reading {
            headings: Vec::new(),
            leaves: Vec::new(),
            ..self
        }
    }

    /// The line, from 1, in which the prose of `after` begins to differ.
    fn parting_line(&self, after: &Reading) -> usize {
        let pairs = self.prose.bytes().zip(after.prose.bytes());
        let same = pairs.take_while(|(a, b)| a == b).count();
        let next = self.lines.partition_point(|(place, _)| *place <= same);
        let line = next.checked_sub(1).and_then(|at| self.lines.get(at));
        line.map_or(1, |(_, line)| line + 1)
    }

    fn except(document: &Document, except: Except, any_form: bool) -> Reading {
        let mut reader = Reader {
            document,
            said: said(document),
            reading: Reading {
                any_form,
                ..Reading::default()
            },
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
        let uncited = uncited.filter(|note| except != Except::Without(**note));
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

/// Something that is no running text.
enum Apart {
    Markers(Vec<Option<MarkId>>),
    Inserted,
    Block,
}

impl Reader<'_> {
    fn read_prose(&mut self, except: Except) {
        let document = self.document;
        let mut apart: Vec<(Span, Apart)> = Vec::new();
        if let Except::Inserted(offset) = except {
            apart.push((Span::at(offset), Apart::Inserted));
        }
        for cluster in document
            .blocks()
            .iter()
            .flat_map(|at| clusters(document, at))
        {
            let notes = cluster.markers.iter().map(|marker| marker.note);
            let notes = notes.filter(|note| note.is_none_or(|id| except != Except::Without(id)));
            apart.push((cluster.span, Apart::Markers(notes.collect())));
        }
        for note in document.notes().filter(|note| note.form != Form::Inline) {
            let comment = comment_before(document, &note).map_or(note.span, |at| at.span());
            apart.push((comment.join(note.span), Apart::Block));
        }
        let lines = document
            .marks()
            .filter(|(_, _, mark)| self.reading.any_form && is_line_over_notes(&mark.kind));
        let lines = lines.map(|(_, at, mark)| mark.span.shift(at.start));
        let headings = document.headings();
        let headings = headings.filter(|heading| is_over_notes(document, heading.id));
        let over_notes = lines.chain(headings.map(|heading| heading.span));
        apart.extend(over_notes.map(|span| (span, Apart::Block)));
        apart.sort_by_key(|(span, _)| span.start);
        let mut from = 0;
        let mut after_marker = false;
        for (span, what) in apart {
            if span.start < from {
                continue;
            }
            let between = Span::new(from, span.start);
            let is_marker = matches!(what, Apart::Markers(_));
            if !(after_marker && is_marker && is_between(&document.text().slice(between))) {
                self.push(between);
            }
            after_marker = is_marker;
            from = span.end;
            let place = self.reading.prose.len();
            let mut tie = |note| self.reading.ties.push((place, note));
            match what {
                Apart::Markers(notes) => {
                    let said = |id: Option<MarkId>| self.said.get(&id?).copied();
                    notes.into_iter().for_each(|id| tie(said(id)));
                }
                Apart::Inserted => tie(Some(Said::nothing())),
                Apart::Block => {}
            }
        }
        self.push(Span::new(from, document.text().len()));
    }

    fn push(&mut self, span: Span) {
        let text = self.document.text().slice(span);
        let first = self.document.text().line_of(span.start);
        for (number, line) in text.split('\n').enumerate() {
            let place = self.reading.prose.len();
            self.reading.lines.push((place, first + number));
            let words = line.chars().filter(|c| !c.is_whitespace());
            self.reading.prose.extend(words);
        }
    }

    fn read_blocks(&mut self) {
        let document = self.document;
        let notes: Vec<Span> = document
            .notes()
            .filter(|note| note.form != Form::Inline)
            .map(|note| note.span)
            .collect();
        let any_form = self.reading.any_form;
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
            let over_notes = marks().any(|(id, mark)| {
                any_form && is_line_over_notes(&mark.kind) || is_over_notes(document, id)
            });
            let silent = matches!(at.block.leaf, Leaf::Blank | Leaf::Comment);
            if at.body().start < end || note || second || over_notes || silent {
                continue;
            }
            self.reading.leaves.push(at.block.leaf);
        }
        let headings = document
            .headings()
            .filter(|heading| !is_over_notes(document, heading.id));
        let kind = |id| match document.mark(id).map(|(_, mark)| &mark.kind) {
            Some(MarkKind::Heading { kind, .. }) => *kind,
            _ => HeadingKind::Line,
        };
        self.reading.headings = headings
            .map(|heading| (heading.level, kind(heading.id)))
            .collect();
    }
}

/// Whether a mark is a heading such as Notes: it stands over the notes and is no part of the text.
pub(super) fn is_over_notes(document: &Document, id: MarkId) -> bool {
    let is_heading = document.footnotes().headings().binary_search(&id).is_ok();
    let notes = |kind: &MarkKind| matches!(kind, MarkKind::Heading { notes: true, .. });
    is_heading && document.mark(id).is_some_and(|(_, mark)| notes(&mark.kind))
}

/// Whether a mark is a line such as Notes, which may be a heading or not.
fn is_line_over_notes(kind: &MarkKind) -> bool {
    let line = HeadingKind::Line;
    matches!(kind, MarkKind::Heading { notes: true, kind, .. } if *kind == line)
}

/// What each note says, and what it refers back to.
fn said(document: &Document) -> FxHashMap<MarkId, Said> {
    let mut plain: FxHashMap<MarkId, u64> = FxHashMap::default();
    for note in document.notes() {
        let numbers = leads(document, &note).numbers;
        let numbers: Vec<Span> = numbers.iter().map(|number| number.span).collect();
        plain.insert(note.id, hash(&words(document, &note, &numbers)));
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

/// The words of a note, wherever the markers in it lead, and without the numbers of notes at `numbers`; the
/// comment before it belongs to it.
fn words(document: &Document, note: &Note, numbers: &[Span]) -> String {
    let comment = comment_before(document, note);
    let comment = comment.map(|at| document.text().slice(at.body()).into_owned());
    let mut text = comment.unwrap_or_default();
    let mut apart: Vec<Span> = numbers.to_vec();
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
                .map(|cluster| cluster.span),
        );
    }
    apart.sort_by_key(|span| span.start);
    let mut from = note.body.start;
    for span in apart {
        if note.body.covers(span) && from <= span.start {
            let between = document.text().slice(Span::new(from, span.start));
            if !(text.ends_with('#') && is_between(&between)) {
                text += &between;
                text.push('#');
            }
            from = span.end;
        }
    }
    text += &document.text().slice(Span::new(from, note.body.end));
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

    /// An empty note.
    fn nothing() -> Said {
        Said::of(hash(""), &[(); 0])
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
