//! The table of pairs: which candidates are markers and notes, and which belong together.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::config::{DialectChoice, Form};
use crate::syntax::{Blocks, Evidence, Kind, Label};

use super::candidates::Candidates;
use super::headings;
use super::keys::Keys;
use super::numbers::Numbers;
use super::strays::Strays;

/// A marker, a note or a heading of one document: its place in the order of all its marks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MarkId(pub(super) u32);

impl MarkId {
    pub(super) fn new(number: usize) -> MarkId {
        MarkId(u32::try_from(number).unwrap_or(u32::MAX))
    }

    pub(super) fn number(self) -> usize {
        self.0 as usize
    }

    /// The mark that stands so many marks later, or earlier.
    pub fn shifted(self, shift: isize) -> MarkId {
        MarkId::new(self.number().saturating_add_signed(shift))
    }
}

/// Which reader of Markdown footnotes a document follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Dialect {
    /// GitHub, by cmark-gfm.
    #[default]
    Gfm,
    /// Pandoc's Markdown.
    Pandoc,
}

/// What every mark of a document is, once the whole document has been heard.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Footnotes {
    entries: Vec<Entry>,
    notes: Vec<MarkId>,
    markers: Vec<MarkId>,
    headings: Vec<MarkId>,
    suppressions: Vec<MarkId>,
    /// Second halves of paragraphs, each with the first of the notes that stand before it.
    resumptions: Vec<(MarkId, MarkId)>,
    strays: Strays,
    keys: Keys,
    lone: Option<(MarkId, usize)>,
    joined: Vec<(MarkId, [MarkId; 2])>,
    /// Whether GitHub and Pandoc may read its Markdown footnotes otherwise: some are of a kind that only one
    /// of them reads, or have labels that one of them folds.
    pub readers_may_differ: bool,
    /// Whether its sections are lines laid out as headings rather than headings of Markdown.
    pub laid_out: bool,
    /// The markers that cite each note, note after note.
    citing: Vec<MarkId>,
    /// The reader that the document follows.
    pub dialect: Dialect,
    /// The form of most of its notes.
    pub form: Option<Form>,
}

/// What one mark is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Entry {
    /// Nothing: a candidate that was not settled, or a mark of another kind.
    #[default]
    Nothing,
    /// A marker, and the note that it cites.
    Marker(Option<MarkId>),
    /// A note.
    Note(NoteEntry),
    /// A marker that is its own note.
    Inline,
    /// A heading.
    Heading,
    /// The second half of a paragraph that notes cut in two.
    Resumption,
}

/// What the table says of a note.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct NoteEntry {
    /// The note of the same run that has the label already.
    pub first: Option<MarkId>,
    /// The run of numbers that it belongs to, from 0.
    pub run: u32,
    /// The number that it bears, for a list of which the reader counts the items.
    pub number: Option<u32>,
    start: u32,
    end: u32,
}

impl Footnotes {
    /// The table of the document that `blocks` make up; `title` is how many of its blocks stand in the
    /// title block.
    pub(super) fn new(blocks: &Blocks, kind: Kind, choice: DialectChoice, title: usize) -> Self {
        let candidates = Candidates::of(blocks);
        let dialect = match choice {
            DialectChoice::Gfm => Dialect::Gfm,
            DialectChoice::Pandoc => Dialect::Pandoc,
            DialectChoice::Auto if candidates.pandoc || kind == Kind::Pandoc => Dialect::Pandoc,
            DialectChoice::Auto => Dialect::Gfm,
        };
        let mut table = Footnotes {
            entries: vec![Entry::Nothing; blocks.mark_count()],
            dialect,
            ..Footnotes::default()
        };
        table.pair_labels(&candidates);
        let numbers = Numbers::settle(&candidates);
        table.enter(&numbers);
        table.lone = numbers.lone;
        if dialect == Dialect::Pandoc {
            for (id, _) in &candidates.inline {
                table.entries[id.number()] = Entry::Inline;
            }
        }
        let plain = kind == Kind::Plain || !numbers.notes.is_empty();
        table.readers_may_differ = candidates.readers_may_differ();
        table.laid_out = plain && candidates.real_headings().next().is_none();
        for id in headings::settle(&candidates, blocks, plain, title) {
            table.entries[id.number()] = Entry::Heading;
            table.headings.push(id);
        }
        for (second, note) in &candidates.resumptions {
            if matches!(table.entry(*note), Entry::Note(_)) {
                table.entries[second.number()] = Entry::Resumption;
                table.resumptions.push((*second, *note));
            }
        }
        table.suppressions.clone_from(&candidates.suppressions);
        table.index();
        table.form = table.dominant(&candidates, &numbers);
        table.joined = numbers.joined;
        table.strays = Strays::settle(&candidates, &table);
        let pandoc = choice == DialectChoice::Pandoc || kind == Kind::Pandoc;
        table.keys = Keys::of(&candidates, pandoc || candidates.pandoc_sign);
        table
    }

    /// The form of most notes that are cited; where none is, of most notes.
    fn dominant(&self, candidates: &Candidates<'_>, numbers: &Numbers) -> Option<Form> {
        let labelled = candidates.markdown.notes.iter();
        let labelled = labelled.map(|note| (Form::Markdown, note.id));
        let inline = candidates.inline.iter().map(|(id, _)| (Form::Inline, *id));
        let inline = inline.filter(|_| self.dialect == Dialect::Pandoc);
        let numbered = numbers.notes.iter().map(|note| (note.form, note.id));
        let mut counts: Vec<(Form, (usize, usize))> = Vec::new();
        for (form, id) in labelled.chain(inline).chain(numbered) {
            let cited = usize::from(!self.citing(id).is_empty());
            match counts.iter_mut().find(|(counted, _)| *counted == form) {
                Some((_, (all_cited, all))) => (*all_cited, *all) = (*all_cited + cited, *all + 1),
                None => counts.push((form, (cited, 1))),
            }
        }
        let most = counts.into_iter().rev().max_by_key(|(_, counts)| *counts);
        most.map(|(form, _)| form)
    }

    /// Pairs the Markdown footnotes by label: GitHub folds case, Pandoc does not. A label that is defined
    /// twice belongs to the first note for GitHub, to the last one for Pandoc.
    fn pair_labels(&mut self, candidates: &Candidates<'_>) {
        let fold = self.dialect == Dialect::Gfm;
        let mut notes: FxHashMap<Cow<'_, str>, MarkId> = FxHashMap::default();
        for note in &candidates.markdown.notes {
            if note.evidence == Evidence::Interrupting && self.dialect == Dialect::Pandoc {
                continue;
            }
            let twin = notes.get(&key(note.label, fold)).copied();
            let first = twin.map(|id| self.note(id).and_then(|twin| twin.first).unwrap_or(id));
            if twin.is_none() || self.dialect == Dialect::Pandoc {
                notes.insert(key(note.label, fold), note.id);
            }
            self.entries[note.id.number()] = Entry::Note(NoteEntry {
                first,
                ..NoteEntry::default()
            });
        }
        for marker in &candidates.markdown.markers {
            let note = notes.get(&key(marker.label, fold)).copied();
            let pandoc_only = marker.evidence == Evidence::PandocOnly;
            let settled = (note.is_some() && !pandoc_only)
                || match marker.evidence {
                    Evidence::Certain => true,
                    Evidence::Word => !candidates.markdown.notes.is_empty(),
                    Evidence::PandocOnly => note.is_some() && self.dialect == Dialect::Pandoc,
                    Evidence::Doubtful | Evidence::Grouped | Evidence::Interrupting => false,
                };
            if settled {
                self.entries[marker.id.number()] = Entry::Marker(note);
            }
        }
    }

    fn enter(&mut self, numbers: &Numbers) {
        for note in &numbers.notes {
            self.entries[note.id.number()] = Entry::Note(NoteEntry {
                first: note.first,
                run: note.run,
                number: Some(note.number),
                ..NoteEntry::default()
            });
        }
        for (id, note) in &numbers.markers {
            self.entries[id.number()] = Entry::Marker(*note);
        }
    }

    /// Lists markers and notes, and the markers of each note.
    fn index(&mut self) {
        for (number, entry) in self.entries.iter().enumerate() {
            match entry {
                Entry::Marker(_) => self.markers.push(MarkId::new(number)),
                Entry::Note(_) => self.notes.push(MarkId::new(number)),
                Entry::Inline => {
                    self.markers.push(MarkId::new(number));
                    self.notes.push(MarkId::new(number));
                }
                _ => {}
            }
        }
        let mut counts = vec![0u32; self.entries.len()];
        for id in &self.markers {
            if let Entry::Marker(Some(note)) = self.entries[id.number()] {
                counts[note.number()] += 1;
            }
        }
        let mut start = 0;
        for id in &self.notes {
            if let Entry::Note(note) = &mut self.entries[id.number()] {
                (note.start, note.end) = (start, start);
                start += counts[id.number()];
            }
        }
        self.citing = vec![MarkId(0); start as usize];
        for id in &self.markers {
            let Entry::Marker(Some(note)) = self.entries[id.number()] else {
                continue;
            };
            if let Entry::Note(note) = &mut self.entries[note.number()] {
                self.citing[note.end as usize] = *id;
                note.end += 1;
            }
        }
    }

    /// Settled markers, in order.
    pub fn markers(&self) -> &[MarkId] {
        &self.markers
    }

    /// Settled notes, in order; an inline note is among them and among the markers.
    pub fn notes(&self) -> &[MarkId] {
        &self.notes
    }

    /// The note that a marker cites; `None` for a mark that is no marker.
    pub fn cited_by(&self, marker: MarkId) -> Option<Option<MarkId>> {
        match self.entry(marker) {
            Entry::Marker(note) => Some(note),
            Entry::Inline => Some(Some(marker)),
            _ => None,
        }
    }

    /// What the table says of a note.
    pub fn note(&self, id: MarkId) -> Option<NoteEntry> {
        match self.entry(id) {
            Entry::Note(note) => Some(note),
            Entry::Inline => Some(NoteEntry::default()),
            _ => None,
        }
    }

    /// The markers that cite a note, in order.
    pub fn citing(&self, note: MarkId) -> &[MarkId] {
        match self.entry(note) {
            Entry::Note(note) => &self.citing[note.start as usize..note.end as usize],
            Entry::Inline => match self.markers.binary_search(&note) {
                Ok(at) => &self.markers[at..=at],
                Err(_) => &[],
            },
            _ => &[],
        }
    }

    /// Headings, in order.
    pub fn headings(&self) -> &[MarkId] {
        &self.headings
    }

    /// Comments that silence a rule, in order.
    pub fn suppressions(&self) -> &[MarkId] {
        &self.suppressions
    }

    /// The second halves of paragraphs that notes cut in two, in order, each with the first of the notes.
    pub fn resumptions(&self) -> &[(MarkId, MarkId)] {
        &self.resumptions
    }

    /// The first of the raised numbers that look like markers in a document without notes for them, and
    /// how many there are.
    pub fn lone(&self) -> Option<(MarkId, usize)> {
        self.lone
    }

    /// Numbers that no note has and that are two numbers of notes side by side, in order, with the notes.
    pub fn joined(&self) -> &[(MarkId, [MarkId; 2])] {
        &self.joined
    }

    /// What was meant for a footnote and is none.
    pub fn strays(&self) -> &Strays {
        &self.strays
    }

    /// The keys that are cited or defined.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Whether a mark stands for the second half of a paragraph that notes cut in two.
    pub fn is_resumption(&self, id: MarkId) -> bool {
        self.entry(id) == Entry::Resumption
    }

    fn entry(&self, id: MarkId) -> Entry {
        self.entries.get(id.number()).copied().unwrap_or_default()
    }
}

/// What two labels have in common that are one label. By way of the capitals, so that `ß` is `SS` as in
/// CommonMark 0.31, "Matches".
fn key(label: &Label, fold: bool) -> Cow<'_, str> {
    match label {
        Label::Name(name) if fold && !name.bytes().all(|byte| byte.is_ascii_digit()) => {
            Cow::Owned(name.to_uppercase().to_lowercase())
        }
        Label::Name(name) => Cow::Borrowed(name),
        label => Cow::Owned(label.to_string()),
    }
}
