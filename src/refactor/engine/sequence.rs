//! The order of notes by first use, sequence by sequence.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Form;
use crate::index::{Document, ItemId, Label, Note};

use super::duplicates::Duplicates;

/// The notes that are numbered in one sequence: those of a family of forms, and of one run of numbers.
#[derive(Debug)]
pub(in crate::refactor) struct NoteSequence {
    /// Which forms they have.
    pub family: FormFamily,
    /// Those that markers cite, by first use, then the others by place.
    pub members: Vec<Member>,
}

impl NoteSequence {
    /// The notes of it.
    pub fn notes(&self) -> impl Iterator<Item = ItemId> {
        let note = |member: &Member| match member {
            Member::Note(id) => Some(*id),
            Member::Missing(_) => None,
        };
        self.members.iter().filter_map(note)
    }
}

/// What takes a place in a sequence.
#[derive(Debug)]
pub(in crate::refactor) enum Member {
    /// A note.
    Note(ItemId),
    /// A note that is missing: the markers that would cite it.
    Missing(Vec<ItemId>),
}

/// Forms whose markers and notes may belong together.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(in crate::refactor) enum FormFamily {
    /// `[^1]` and `^[text]`, which Pandoc counts in one sequence.
    Markdown,
    /// Superscript digits and `<sup>`.
    Raised,
    /// Numbers in brackets.
    Bracketed,
    /// Numbers with their page, which are left as they are.
    Slashed,
    Signed,
}

/// Which notes are numbered in one sequence although they are not now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::refactor) enum NumberedTogether {
    /// None.
    Nothing,
    /// Those of all runs of a family.
    Runs,
    /// All notes, whatever their form: the sequence is called one of raised numbers.
    All,
}

/// The sequences of `document`.
pub(in crate::refactor) fn sequences(
    document: &Document,
    joined: NumberedTogether,
) -> Vec<NoteSequence> {
    let mut all = Sequences {
        document,
        joined,
        endnotes: endnotes(document),
        found: Vec::new(),
        runs: FxHashMap::default(),
        last: FxHashMap::default(),
        placed: FxHashSet::default(),
        missing: FxHashMap::default(),
    };
    for marker in document.markers() {
        let family = all.family(marker.form);
        match marker.note {
            Some(note) => all.add(family, note),
            None => all.add_missing(family, marker.id, marker.label),
        }
    }
    // Where a note stands that bears the name of another is told by that one: it shifts no number.
    let duplicates = Duplicates::of(document);
    let is_read = |note: &Note| duplicates.read_by_name(document, note.id) == note.id;
    let (read, others): (Vec<_>, Vec<_>) = document.notes().partition(is_read);
    for note in read.into_iter().chain(others) {
        all.add(all.family(note.form), note.id);
    }
    all.found
}

/// The family whose markers cite the list of endnotes.
fn endnotes(document: &Document) -> FormFamily {
    let table = document.footnotes();
    let items = document.notes().filter(|note| note.form == Form::Endnotes);
    let mut markers = items.filter_map(|note| document.marker(*table.citing(note.id).first()?));
    match markers.next().map(|marker| marker.form) {
        Some(Form::Bracketed) => FormFamily::Bracketed,
        _ => FormFamily::Raised,
    }
}

struct Sequences<'a> {
    document: &'a Document,
    joined: NumberedTogether,
    endnotes: FormFamily,
    found: Vec<NoteSequence>,
    /// Which sequence is that of a run.
    runs: FxHashMap<(FormFamily, u32), usize>,
    /// The sequence of a family that was found last.
    last: FxHashMap<FormFamily, usize>,
    /// The notes that have their place.
    placed: FxHashSet<ItemId>,
    /// The missing notes, by sequence and label.
    missing: FxHashMap<(usize, Label), usize>,
}

impl Sequences<'_> {
    fn family(&self, form: Form) -> FormFamily {
        match form {
            _ if self.joined == NumberedTogether::All => FormFamily::Raised,
            Form::Markdown | Form::Inline => FormFamily::Markdown,
            Form::Superscript | Form::Html | Form::Flat => FormFamily::Raised,
            Form::Bracketed => FormFamily::Bracketed,
            Form::Slashed => FormFamily::Slashed,
            Form::Signed => FormFamily::Signed,
            Form::Endnotes => self.endnotes,
        }
    }

    fn at(&mut self, family: FormFamily, run: u32) -> usize {
        if let Some(sequence) = self.runs.get(&(family, run)) {
            return *sequence;
        }
        let sequence = self.found.len();
        self.found.push(NoteSequence {
            family,
            members: Vec::new(),
        });
        self.runs.insert((family, run), sequence);
        self.last.insert(family, sequence);
        sequence
    }

    fn add(&mut self, family: FormFamily, note: ItemId) {
        let run = self
            .document
            .footnotes()
            .note(note)
            .map_or(0, |entry| entry.run);
        let sequence = self.at(
            family,
            if self.joined == NumberedTogether::Nothing {
                run
            } else {
                0
            },
        );
        if self.placed.insert(note) {
            self.found[sequence].members.push(Member::Note(note));
        }
    }

    /// A missing note belongs to the run of the marker before.
    fn add_missing(&mut self, family: FormFamily, marker: ItemId, label: Label) {
        let before = self.last.get(&family).copied();
        let sequence = before.unwrap_or_else(|| self.at(family, 0));
        let members = &mut self.found[sequence].members;
        let place = *self
            .missing
            .entry((sequence, label))
            .or_insert(members.len());
        match members.get_mut(place) {
            Some(Member::Missing(markers)) => markers.push(marker),
            _ => members.push(Member::Missing(vec![marker])),
        }
    }
}
