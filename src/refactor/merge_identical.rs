use rustc_hash::FxHashMap;

use crate::config::Form;
use crate::index::{Document, MarkId, Note};
use crate::text::{Edits, Span};

use super::back_references::leads;
use super::draft::Draft;
use super::expand::expanding;
use super::layout::arrange;
use super::note_lines::note_lines;
use super::numbering::Numbering;
use super::reading::Reading;
use super::spelling;
use super::{Refactoring, Refusal};

pub(super) const MERGE_IDENTICAL: Refactoring = Refactoring {
    kind: "refactor.rewrite.mergeIdentical",
    title: "Merge notes that say the same",
    whole: Some(|document, _| !twins(document).is_empty()),
    applies: |document, _| document.footnotes().notes().len() > 1,
    edits: |document, at| expanding(document, at, merge_identical),
};

/// Leaves one of the notes that are the same word for word, cited by the markers of all. Notes that refer back,
/// such as Ibid., mean something else each time.
fn merge_identical(document: &Document, _: Span) -> Result<Edits, Refusal> {
    let twins = twins(document);
    let removed: Vec<MarkId> = twins.iter().map(|(twin, _)| twin.id).collect();
    let mut numbering = Numbering::without(document, &removed);
    for (twin, kept) in &twins {
        numbering.follow(twin.id, kept.id);
    }
    let mut draft = Draft::new(document);
    numbering.write(document, &mut draft)?;
    let mut groups = Vec::new();
    for (twin, kept) in twins {
        let citing = document.footnotes().citing(twin.id).iter();
        for marker in citing.filter_map(|id| document.marker(*id)) {
            if marker.form == Form::Markdown {
                let new = kept.label.number().and_then(|_| numbering.of(kept.id));
                let label = new.map_or(kept.label.to_string(), |new| new.to_string());
                draft.take(marker.span);
                draft.replace(marker.span, spelling::marker(Form::Markdown, &label));
            }
        }
        groups.extend(note_lines(document, twin).map(|lines| vec![lines]));
    }
    arrange(document, &groups, &[], &mut draft);
    draft.finish(&Reading::of(document).without_twins())
}

/// The notes that say what one before them says, each with that one, by place.
fn twins(document: &Document) -> Vec<(Note, Note)> {
    let table = document.footnotes();
    let mut said: FxHashMap<(Form, u32, String), Note> = FxHashMap::default();
    let mut twins = Vec::new();
    for note in document.notes() {
        let stands = note.form != Form::Inline && note_lines(document, note.clone()).is_some();
        let cited = !table.citing(note.id).is_empty();
        if !stands || !cited || note.first.is_some() || leads(document, &note).any {
            continue;
        }
        let text = document.note_text(&note);
        let text = text
            .as_str()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        match said.get(&(note.form, note.run, text.clone())) {
            _ if text.is_empty() => {}
            Some(first) => twins.push((note, first.clone())),
            None => {
                said.insert((note.form, note.run, text), note);
            }
        }
    }
    twins
}
