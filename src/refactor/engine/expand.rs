//! Writes an `Ibid.` out before it would mean another source.

use rustc_hash::FxHashMap;

use crate::citation::{Antecedent, BackReference};
use crate::config::Form;
use crate::index::{CitationId, Document, ItemId, Note, Referent};
use crate::text::{Edit, Edits, Span};

use super::written_out::{CitationInNote, WrittenOut};
use crate::refactor::Refusal;

/// Those that go back to an `Ibid.` that is written out mostly follow it. So often it is tried before all are written
/// out.
const MOST_ROUNDS: usize = 8;

/// What an `Ibid.` is written out as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum WrittenAs {
    /// A short form of a source that a note before it cites in full.
    Short,
    /// The citation itself, where no note before it cites the source any more.
    Full,
}

/// What `refactoring` changes at `at`. Where it is refused because an `Ibid.` would mean another source, that is
/// first written out as a short form of the source that it means, or where it would then come before the source
/// is cited, in full.
pub(in crate::refactor) fn expanding(
    document: &Document,
    at: Span,
    refactoring: impl Fn(&Document, Span) -> Result<Edits, Refusal>,
) -> Result<Edits, Refusal> {
    let mut refusal = match refactoring(document, at) {
        Err(refusal) if !refusal.changed.is_empty() => refusal,
        done => return done,
    };
    let first = refusal.changed.clone();
    for written_as in [WrittenAs::Short, WrittenAs::Full] {
        let mut expansion = Expansion {
            current: document.clone(),
            written: Edits::default(),
            written_as,
        };
        match expansion.refactored(at, &refactoring, first.clone()) {
            Ok(edits) => {
                let after = document.with_text(edits.apply(document.text()));
                if written_as == WrittenAs::Full || leading_ahead(&after) <= leading_ahead(document)
                {
                    return Ok(edits);
                }
            }
            // Its place is one of the text with what was written out.
            Err(Some(last)) => refusal = last.at(None),
            Err(None) => {}
        }
    }
    Err(refusal)
}

/// What stands for each `Ibid.` of `note` that leads to another: a short form, else the citation in full. None where
/// its source is not known, or would not be found again.
pub(in crate::refactor) fn instead_of_ibid(document: &Document, note: ItemId) -> Option<Edits> {
    let ways = [WrittenAs::Short, WrittenAs::Full];
    let mut written = ways
        .into_iter()
        .filter_map(|way| written_out(document, &[note], way));
    written.next().map(|(edits, _)| edits)
}

/// A document while the `Ibid.` in it are written out.
struct Expansion {
    current: Document,
    /// What was changed up to it.
    written: Edits,
    written_as: WrittenAs,
}

impl Expansion {
    /// What `refactoring` changes, once those of the notes `changed` are written out.
    ///
    /// # Errors
    /// The last [`Refusal`] after something was written out; none where nothing could be.
    fn refactored(
        &mut self,
        at: Span,
        refactoring: &impl Fn(&Document, Span) -> Result<Edits, Refusal>,
        mut changed: Vec<ItemId>,
    ) -> Result<Edits, Option<Refusal>> {
        let mut last = None;
        for round in 1..=MOST_ROUNDS {
            if round < MOST_ROUNDS {
                changed = openers(&self.current, changed);
            }
            let Some((forms, next)) = written_out(&self.current, &changed, self.written_as) else {
                break;
            };
            let written = std::mem::take(&mut self.written);
            self.written = written.then(self.current.text(), &forms);
            self.current = next;
            match refactoring(&self.current, moved(at, &self.written)) {
                Ok(edits) => {
                    let written = std::mem::take(&mut self.written);
                    return Ok(written.then(self.current.text(), &edits));
                }
                Err(refusal) => {
                    changed = refusal.changed.clone();
                    last = Some(refusal);
                }
            }
        }
        Err(last)
    }
}

/// How many back-references lead to a note that is read after theirs.
fn leading_ahead(document: &Document) -> usize {
    let sources = document.sources();
    let order: FxHashMap<ItemId, usize> = sources.in_order().map(|(id, _)| id).zip(0..).collect();
    let leads_ahead = |(id, _, referent): &(ItemId, &BackReference, &Referent)| {
        let here = order.get(id);
        referent.notes.iter().any(|note| order.get(note) > here)
    };
    sources.back_references().filter(leads_ahead).count()
}

/// Of `notes`, those that do not go back to another of them: with these written out, the others follow.
fn openers(document: &Document, notes: Vec<ItemId>) -> Vec<ItemId> {
    let follows = |id: &&ItemId| {
        let referents = document.sources().referents(**id);
        let mut before = referents.iter().flat_map(|referent| &referent.notes);
        before.any(|note| note != *id && notes.binary_search(note).is_ok())
    };
    let openers: Vec<ItemId> = notes.iter().filter(|id| !follows(id)).copied().collect();
    if openers.is_empty() { notes } else { openers }
}

/// Where `span` is after `edits`.
fn moved(span: Span, edits: &Edits) -> Span {
    let moved = |offset: usize| {
        let before = edits.iter().filter(|edit| edit.span.end <= offset);
        before.fold(offset, |at, edit| at + edit.insert.len() - edit.span.len())
    };
    Span::new(moved(span.start), moved(span.end))
}

/// The sources that the notes of `document` cite or lead back to, note by note, each by its first citation. The notes
/// are called by the ids in `names`, in order: what is written out may be an item, after which the notes have others.
fn meanings(document: &Document, names: &[ItemId]) -> Vec<(ItemId, Option<CitationId>)> {
    let sources = document.sources();
    let notes = document.footnotes().notes();
    let named = |note: ItemId| {
        let place = notes.binary_search(&note).ok();
        place.and_then(|it| names.get(it)).copied().unwrap_or(note)
    };
    let source = |cited: CitationId| {
        let work = sources.work(cited);
        work.and_then(|work| work.citations.first())
            .copied()
            .unwrap_or(cited)
    };
    let mut meanings = Vec::new();
    for id in document.footnotes().notes() {
        let note = *id;
        let cited = sources.citations_of(note);
        let cited = cited.map(|(part, cited)| (cited.span.start, Some(CitationId { note, part })));
        let back = sources.back_references_of(note);
        let back = back.map(|(reference, meant)| (reference.span.start, meant.citation));
        let mut all: Vec<_> = cited.chain(back).collect();
        all.sort_by_key(|(place, _)| *place);
        let cited = all.into_iter().map(|(_, cited)| cited.map(source));
        let cited = cited.map(|cited| {
            let cited = cited.map(|it| CitationId {
                note: named(it.note),
                ..it
            });
            (named(note), cited)
        });
        meanings.extend(cited);
    }
    meanings
}

/// The document with every `Ibid.` of `notes` that leads to another note written out; none where one cannot be, or
/// would not be read as what it was.
fn written_out(
    document: &Document,
    notes: &[ItemId],
    written_as: WrittenAs,
) -> Option<(Edits, Document)> {
    let mut forms: Vec<(ItemId, Span, Vec<String>)> = Vec::new();
    for id in notes {
        let before = forms.len();
        forms.extend(forms_of(document, *id, written_as)?);
        if forms.len() == before {
            return None;
        }
    }
    let notes_before = document.footnotes().notes();
    let meant = meanings(document, notes_before);
    let of = |meanings: &[(ItemId, Option<CitationId>)], note: ItemId| {
        let from = meanings.partition_point(|(id, _)| *id < note);
        let all = meanings[from..].iter().take_while(|(id, _)| *id == note);
        all.map(|(_, citation)| *citation).collect::<Vec<_>>()
    };
    loop {
        let edit = |(_, span, texts): &(ItemId, Span, Vec<String>)| {
            Some(Edit::new(*span, texts.first()?.as_str()))
        };
        let edits: Option<Vec<Edit>> = forms.iter().map(edit).collect();
        let edits = Edits::new(edits?).ok()?;
        let next = edited(document, &edits);
        if next.footnotes().notes().len() != notes_before.len() {
            return None;
        }
        let means = meanings(&next, notes_before);
        if means == meant {
            return Some((edits, next));
        }
        let mut tries = false;
        for (note, _, texts) in &mut forms {
            if of(&means, *note) != of(&meant, *note) {
                texts.remove(0);
                tries = true;
            }
        }
        if !tries {
            return None;
        }
    }
}

/// The document after `edits`. After one of them no other note is read again.
fn edited(document: &Document, edits: &Edits) -> Document {
    let mut all = edits.iter();
    match (all.next(), all.next()) {
        (Some(edit), None) => document.edit(edit),
        _ => document.with_text(edits.apply(document.text())),
    }
}

/// Whether readers see `note`: those of Markdown show none that no marker cites.
fn is_printed(document: &Document, note: &Note) -> bool {
    note.form != Form::Markdown || !document.footnotes().citing(note.id).is_empty()
}

/// What can stand for each `Ibid.` of the note that leads to another, in bytes of the document; none where a source
/// is not known.
fn forms_of(
    document: &Document,
    id: ItemId,
    written_as: WrittenAs,
) -> Option<Vec<(ItemId, Span, Vec<String>)>> {
    let sources = document.sources();
    let note = sources.note(id)?;
    let mut forms = Vec::new();
    for (reference, referent) in sources.back_references_of(id) {
        if reference.antecedent != Antecedent::Preceding || referent.notes.contains(&id) {
            continue;
        }
        let source = referent.citation?;
        let cited = document.note(source.note)?;
        // A short form would lead to a note that no Markdown renderer prints.
        if written_as == WrittenAs::Short && !is_printed(document, &cited) {
            return None;
        }
        let number = cited.label.number().or(cited.number);
        let cited = CitationInNote {
            citation: sources.citation(source)?,
            text: sources.note(source.note)?.text().as_str(),
            number: number.or_else(|| sources.number(source.note)),
        };
        let text = note.text().as_str();
        let form = match written_as {
            WrittenAs::Short => WrittenOut::short(&cited, reference, text),
            WrittenAs::Full => WrittenOut::full(&cited, reference, text),
        };
        forms.push((id, document.in_note(id, form.span)?, form.texts));
    }
    Some(forms)
}
