//! What a reader of a brief gets: running text, and behind each marker its note. Whatever a refactoring
//! moves or calls otherwise, this stays, and the result is read again to see that it has.

mod difference;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Form;
use crate::index::{Document, Label, MarkId, Marker};
use crate::syntax::{HeadingKind, Leaf, MarkKind};
use crate::text::{Edit, Span};

use super::cluster::{clusters, is_between};
use super::note_lines::comment_before;
use super::note_links::{Link, said_links};
use super::one_line::{is_quoted, quote_depth};
use super::said::{Said, said};

/// What a reader of a brief gets. White space does not count.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    prose: String,
    /// The line of the document, from 0, that stands at a place in the prose, in bytes; for each line.
    lines: Vec<(usize, usize)>,
    /// The levels of the headings, and how they are written.
    headings: Vec<(u8, HeadingKind)>,
    /// What the blocks of running text are, and how deep they are quoted; the halves of a paragraph that notes cut
    /// in two are one.
    leaves: Vec<(Leaf, usize)>,
    /// The line of the document, from 0, in which each of these begins.
    leaf_lines: Vec<usize>,
    /// The markers, with what their notes say; those at one place sorted.
    ties: Vec<Tie>,
    /// The words of running text that name notes by their numbers, by place.
    names: Vec<Name>,
    /// The notes that no marker cites, sorted.
    uncited: Vec<Said>,
    /// The links to markers and notes, sorted, each with its line in the document, from 0.
    links: Vec<(Link, usize)>,
    /// The last of the runs in which notes are numbered.
    runs: u32,
    /// Whether the notes may have another form then.
    any_form: bool,
}

/// A marker and its note.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Tie {
    /// In the prose, in bytes.
    place: usize,
    said: Option<Said>,
    /// The note, in the document that is read.
    note: Option<MarkId>,
    /// Where the marker stands, or those at one place, in bytes of that document.
    offset: usize,
}

/// Words of running text that name notes by their numbers, which are no part of the prose.
#[derive(Clone, Debug)]
struct Name {
    /// In the prose, in bytes.
    place: usize,
    /// What the notes say that are named, hashed and sorted; none where it names nothing.
    notes: Vec<u64>,
    /// The words.
    words: String,
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
        Reading::except(document, Except::Nothing, false)
    }

    /// The same with `edits` of running text and of the text of notes, and if so without a note and its markers.
    pub fn with(document: &Document, without: Option<MarkId>, edits: &[Edit]) -> Reading {
        Reading::except(document, Except::Edited(edits, without), false)
    }

    /// The same without a note and its markers.
    pub fn without(document: &Document, note: MarkId) -> Reading {
        Reading::except(document, Except::Without(note), false)
    }

    /// The same with a note that says `text` cited at `offset`, and without what stands at `gone` before it.
    pub fn with_note(document: &Document, gone: Span, offset: usize, text: &str) -> Reading {
        Reading::except(document, Except::Noted(gone, offset, text), false)
    }

    /// The same with an empty note of that label.
    pub fn with_missing(document: &Document, label: &Label) -> Reading {
        Reading::except(document, Except::Given(label), false)
    }

    /// The same with numbers that do not begin again.
    pub fn in_one_run(self) -> Reading {
        Reading { runs: 0, ..self }
    }

    /// What a reader of `document` gets, with notes in whatever form. Their numbers are one run, and what is a heading
    /// because of the notes alone, a line in a Markdown document that is laid out by their numbers, is nothing that is
    /// kept.
    pub fn in_any_form(document: &Document) -> Reading {
        Reading::except(document, Except::Nothing, true)
    }

    /// The same without the notes that no marker cites and whose text another note has.
    pub fn without_twins(mut self) -> Reading {
        let cited: FxHashSet<Said> = self.ties.iter().filter_map(|tie| tie.said).collect();
        self.uncited.retain(|note| !cited.contains(note));
        self
    }

    /// What a reader of another document gets, in the way in which this one is read.
    pub fn again(&self, document: &Document) -> Reading {
        Reading::except(document, Except::Nothing, self.any_form)
    }

    fn except(document: &Document, except: Except<'_>, any_form: bool) -> Reading {
        let mut reader = Reader {
            document,
            said: said(document, except.edits()),
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
        let uncited = uncited.filter(|note| except.gone() != Some(**note));
        reading.uncited = uncited.filter_map(|note| said.get(note).copied()).collect();
        reading.uncited.sort_unstable();
        let words = |note| said.get(&note).map(|said| said.words);
        reading.links = said_links(document, except.gone(), words);
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
    /// The numbers of notes, with what these say, hashed, and with the words around.
    Numbers(Vec<u64>, String),
    Block,
    Edit(&'e str),
}

impl Reader<'_> {
    fn read_prose(&mut self, except: Except<'_>) {
        let document = self.document;
        let mut from = 0;
        let mut after_marker = false;
        for (span, what) in self.apart(except) {
            if span.start < from {
                continue;
            }
            let between = Span::new(from, span.start);
            let is_marker = matches!(what, Apart::Ties(_));
            if !(after_marker && is_marker && is_between(&document.text().slice(between))) {
                self.push(between);
            }
            after_marker = is_marker;
            from = span.end;
            self.take(what, span.start);
        }
        self.push(Span::new(from, document.text().len()));
    }

    /// What in the document is no running text, or will be another, by place.
    fn apart<'e>(&self, except: Except<'e>) -> Vec<(Span, Apart<'e>)> {
        let document = self.document;
        let edits = except.edits().iter();
        let edits = edits.map(|edit| (edit.span, Apart::Edit(&edit.insert)));
        let mut apart: Vec<(Span, Apart<'e>)> = edits.collect();
        if let Except::Noted(gone, offset, text) = except {
            let said = Some(Said::alone(text));
            apart.push((gone, Apart::Block));
            apart.push((Span::at(offset), Apart::Ties(vec![(said, None)])));
        }
        let blocks = document.blocks().iter();
        for cluster in blocks.flat_map(|at| clusters(document, at)) {
            let markers = cluster.markers.iter();
            let ties = markers.filter_map(|marker| self.tie(marker, except));
            apart.push((cluster.span, Apart::Ties(ties.collect())));
        }
        apart.extend(self.names());
        for note in document.notes().filter(|note| note.form != Form::Inline) {
            let comment = comment_before(document, &note).map_or(note.span, |at| at.span());
            apart.push((comment.join(note.span), Apart::Block));
        }
        apart.extend(self.over_notes().map(|span| (span, Apart::Block)));
        apart.sort_by_key(|(span, _)| span.start);
        apart
    }

    /// The headings such as Notes, and where forms may differ the lines that may be one.
    fn over_notes(&self) -> impl Iterator<Item = Span> {
        let document = self.document;
        let any_form = self.reading.any_form;
        let lines = document.marks();
        let lines = lines.filter(move |(_, _, mark)| any_form && is_line_over_notes(&mark.kind));
        let lines = lines.map(|(_, at, mark)| mark.span.shift(at.start));
        let headings = document.headings();
        let headings = headings.filter(|heading| is_over_notes(document, heading.id));
        lines.chain(headings.map(|heading| heading.span))
    }

    /// Takes into the reading what stands at `offset`, in bytes of the document.
    fn take(&mut self, what: Apart<'_>, offset: usize) {
        let place = self.reading.prose.len();
        match what {
            Apart::Ties(ties) => {
                let ties = ties.into_iter().map(|(said, note)| Tie {
                    place,
                    said,
                    note,
                    offset,
                });
                self.reading.ties.extend(ties);
            }
            Apart::Numbers(notes, words) => {
                self.reading.names.push(Name {
                    place,
                    notes,
                    words,
                });
                self.push_text("#");
            }
            Apart::Edit(text) => self.push_text(text),
            Apart::Block => {}
        }
    }

    /// The numbers of notes in running text, each with what they name.
    fn names(&self) -> Vec<(Span, Apart<'static>)> {
        let named = self.document.cross_references().filter_map(|named| {
            let span = named.numbers.first()?.span.join(named.numbers.last()?.span);
            let said = named.referent.notes.iter();
            let said = said.filter_map(|note| Some(self.said.get(note)?.words));
            let mut said: Vec<u64> = said.collect();
            said.sort_unstable();
            said.dedup();
            let words = self.document.text().slice(named.span).into_owned();
            Some((span, Apart::Numbers(said, words)))
        });
        named.collect()
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
        let first = self.document.text().line_of(span.start);
        let mut at = span.start;
        for (number, line) in text.split('\n').enumerate() {
            let place = self.reading.prose.len();
            self.reading.lines.push((place, first + number));
            let starts = number > 0 || at == self.document.text().line(first).start;
            // A note in a quote brings lines of the quote with it.
            self.push_text(match starts && is_quoted(self.document, at) {
                true => line.trim_start_matches([' ', '\t', '>']),
                false => line,
            });
            at += line.len() + 1;
        }
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
            let silent = matches!(
                at.block.leaf,
                Leaf::Blank | Leaf::Comment | Leaf::FrontMatter
            );
            if at.body().start < end || note || second || over_notes || silent {
                continue;
            }
            let quoted = quote_depth(document, at);
            self.reading.leaves.push((at.block.leaf, quoted));
            let line = document.text().line_of(at.body().start);
            self.reading.leaf_lines.push(line);
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

/// Whether two labels may be one: readers differ in whether capitals count.
pub(super) fn is_one_label(one: &Label, other: &Label) -> bool {
    one == other || one.to_string().to_lowercase() == other.to_string().to_lowercase()
}
