//! Writes an `Ibid.` out before it would mean another source.

use crate::citation::Antecedent;
use crate::index::{CitationId, Document, MarkId, Referent};
use crate::text::{Edit, Edits, Span};

use super::Refusal;
use super::short_form::{Cited, ShortForm};

/// Those that go back to an `Ibid.` that is written out mostly follow it. So often it is tried before all are written
/// out.
const MOST_ROUNDS: usize = 8;

/// What `refactoring` changes at `at`. Where it is refused because an `Ibid.` would mean another source, that is
/// first written out as a short form of the source that it means.
pub(super) fn expanding(
    document: &Document,
    at: Span,
    refactoring: fn(&Document, Span) -> Result<Edits, Refusal>,
) -> Result<Edits, Refusal> {
    let first = match refactoring(document, at) {
        Err(refusal) if !refusal.changed.is_empty() => refusal,
        done => return done,
    };
    let mut changed = first.changed.clone();
    let mut written = Edits::default();
    let mut current = document.clone();
    for round in 1..=MOST_ROUNDS {
        if round < MOST_ROUNDS {
            changed = heads(&current, changed);
        }
        let Some((forms, next)) = written_out(&current, &changed) else {
            break;
        };
        written = written.then(current.text(), &forms);
        current = next;
        match refactoring(&current, moved(at, &written)) {
            Ok(edits) => return Ok(written.then(current.text(), &edits)),
            Err(refusal) => changed = refusal.changed,
        }
    }
    Err(first)
}

/// Of `notes`, those that do not go back to another of them: with these written out, the others follow.
fn heads(document: &Document, notes: Vec<MarkId>) -> Vec<MarkId> {
    let follows = |id: &&MarkId| {
        let referents = document.sources().referents(**id);
        let mut before = referents.iter().flat_map(|referent| &referent.notes);
        before.any(|note| note != *id && notes.binary_search(note).is_ok())
    };
    let heads: Vec<MarkId> = notes.iter().filter(|id| !follows(id)).copied().collect();
    if heads.is_empty() { notes } else { heads }
}

/// Where `span` is after `edits`.
fn moved(span: Span, edits: &Edits) -> Span {
    let moved = |offset: usize| {
        let before = edits.iter().filter(|edit| edit.span.end <= offset);
        before.fold(offset, |at, edit| at + edit.insert.len() - edit.span.len())
    };
    Span::new(moved(span.start), moved(span.end))
}

/// Where the back-references of `document` lead, note by note.
fn meanings(document: &Document) -> Vec<(MarkId, Option<CitationId>)> {
    let references = document.sources().back_references();
    let meaning = |(id, _, referent): (MarkId, _, &Referent)| (id, referent.citation);
    references.map(meaning).collect()
}

/// The document with every `Ibid.` of `notes` that leads to another note written out; none where one cannot be, or
/// would not be read as what it was.
fn written_out(document: &Document, notes: &[MarkId]) -> Option<(Edits, Document)> {
    let mut forms: Vec<(MarkId, Span, Vec<String>)> = Vec::new();
    for id in notes {
        let before = forms.len();
        forms.extend(short_forms(document, *id)?);
        if forms.len() == before {
            return None;
        }
    }
    let meant = meanings(document);
    let of = |meanings: &[(MarkId, Option<CitationId>)], note: MarkId| {
        let from = meanings.partition_point(|(id, _)| *id < note);
        let all = meanings[from..].iter().take_while(|(id, _)| *id == note);
        all.map(|(_, citation)| *citation).collect::<Vec<_>>()
    };
    loop {
        let edit = |(_, span, texts): &(MarkId, Span, Vec<String>)| {
            Some(Edit::new(*span, texts.first()?.as_str()))
        };
        let edits: Option<Vec<Edit>> = forms.iter().map(edit).collect();
        let edits = Edits::new(edits?).ok()?;
        let next = document.with_text(edits.apply(document.text()));
        if next.footnotes().notes() != document.footnotes().notes() {
            return None;
        }
        let means = meanings(&next);
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

/// What can stand for each `Ibid.` of the note that leads to another, in bytes of the document; none where a source
/// is not known.
fn short_forms(document: &Document, id: MarkId) -> Option<Vec<(MarkId, Span, Vec<String>)>> {
    let sources = document.sources();
    let note = sources.note(id)?;
    let mut forms = Vec::new();
    for (reference, referent) in sources.back_references_of(id) {
        if reference.antecedent != Antecedent::Preceding || referent.notes.contains(&id) {
            continue;
        }
        let source = referent.citation?;
        let cited = document.note(source.note)?;
        let number = cited.label.number().or(cited.number);
        let form = ShortForm::of(
            &Cited {
                citation: sources.citation(source)?,
                text: sources.note(source.note)?.text().as_str(),
                number: number.or_else(|| sources.number(source.note)),
            },
            reference,
            note.text().as_str(),
        );
        forms.push((id, document.in_note(id, form.span)?, form.texts));
    }
    Some(forms)
}
