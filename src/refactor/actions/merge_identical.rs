use rustc_hash::FxHashMap;

use crate::config::Form;
use crate::index::{Document, ItemId, Note};
use crate::text::{Edits, Span};

use crate::refactor::engine::back_references::leads;
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::expand::expanding;
use crate::refactor::engine::layout::arrange;
use crate::refactor::engine::note_lines::note_lines;
use crate::refactor::engine::numbering::Numbering;
use crate::refactor::engine::rendered::RenderedBrief;
use crate::refactor::engine::spelling;
use crate::refactor::{Refactoring, Refusal, Whole};

pub(in crate::refactor) const MERGE_IDENTICAL: Refactoring = Refactoring {
    kind: "refactor.rewrite.mergeIdentical",
    title: "Merge identical footnotes",
    whole: Some(Whole {
        has_work: |document| !duplicates(document).is_empty(),
        done: "No two footnotes are identical.",
        unasked: |_, _| true,
    }),
    applies: |document, _| document.footnotes().notes().len() > 1,
    edits: |document, at| expanding(document, at, merge_identical),
    together: None,
};

/// Leaves one of the notes that are the same word for word, cited by the markers of all. Notes that refer back,
/// such as Ibid., mean something else each time.
fn merge_identical(document: &Document, _: Span) -> Result<Edits, Refusal> {
    let duplicates = duplicates(document);
    let removed: Vec<ItemId> = duplicates
        .iter()
        .map(|(duplicate, _)| duplicate.id)
        .collect();
    let mut numbering = Numbering::without(document, &removed);
    for (duplicate, kept) in &duplicates {
        numbering.follow(duplicate.id, kept.id);
    }
    let mut builder = EditBuilder::new(document);
    numbering.write(document, &mut builder)?;
    let mut groups = Vec::new();
    for (duplicate, kept) in duplicates {
        let citing = document.footnotes().citing(duplicate.id).iter();
        for marker in citing.filter_map(|id| document.marker(*id)) {
            if marker.form == Form::Markdown {
                let new = kept.label.number().and_then(|_| numbering.of(kept.id));
                let label = new.map_or(kept.label.to_string(), |new| new.to_string());
                builder.take(marker.span);
                builder.replace(marker.span, spelling::marker(Form::Markdown, &label));
            }
        }
        groups.extend(note_lines(document, duplicate).map(|lines| vec![lines]));
    }
    arrange(document, &groups, &[], &mut builder);
    builder.finish(&RenderedBrief::of(document).without_duplicates())
}

/// The notes that say what one before them says, each with that one, by place.
fn duplicates(document: &Document) -> Vec<(Note, Note)> {
    let table = document.footnotes();
    let mut said: FxHashMap<(Form, u32, String), Note> = FxHashMap::default();
    let mut duplicates = Vec::new();
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
            Some(first) => duplicates.push((note, first.clone())),
            None => {
                said.insert((note.form, note.run, text), note);
            }
        }
    }
    duplicates
}
