use crate::config::Form;
use crate::index::{Document, ItemId, Marker};
use crate::text::{Edits, Span};

use super::delete_note::note_at;
use crate::refactor::engine::duplicates::Duplicates;
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::expand::expanding;
use crate::refactor::engine::front_matter::is_in_front_matter;
use crate::refactor::engine::layout::{
    NoteDestination, PrintedOrder, arrange, check_movable, is_fixed, take_heading,
};
use crate::refactor::engine::note_lines::groups;
use crate::refactor::engine::numbering::Numbering;
use crate::refactor::engine::rendered::RenderedBrief;
use crate::refactor::engine::section::{LayoutSection, section_at, sections};
use crate::refactor::{Refactoring, Refusal, Whole};

pub(in crate::refactor) const LAY_BY_SECTION: Refactoring = Refactoring {
    kind: "refactor.rewrite.layBySection",
    title: "Move footnotes to the end of each section",
    whole: Some(Whole {
        has_work: stand_elsewhere,
        done: "Each footnote is already in the section of its first marker.",
        unasked: |document, at| note_at(document, at).is_some(),
    }),
    applies: |document, _| {
        !document.footnotes().headings().is_empty()
            && document.notes().any(|note| note.form != Form::Inline)
    },
    edits: |document, at| expanding(document, at, lay_by_section),
    together: None,
};

/// Moves each note to the end of the section in which it is first cited; a note that no marker cites stays in
/// the section where it stands. A heading such as Notes with nothing left under it goes.
fn lay_by_section(document: &Document, _: Span) -> Result<Edits, Refusal> {
    let mut groups = groups(document);
    if groups.iter().any(|group| is_fixed(group)) {
        return Err(Refusal::new(
            "These footnotes are items of an endnote list: convert them to another form first.",
        ));
    }
    let sections = sections(document);
    if sections.len() < 2 {
        return Err(Refusal::new("This brief has no sections."));
    }
    check_movable(document, &groups)?;
    let mut destinations: Vec<NoteDestination> = sections.iter().map(destination).collect();
    let duplicates = Duplicates::of(document);
    for lines in groups.iter().flatten() {
        let home = home(document, &sections, &duplicates, lines.note.id);
        destinations[home].notes.push(lines.note.id);
    }
    let begin_again = destinations
        .iter()
        .any(|destination| has_several_runs(document, destination));
    let numbering = begin_again.then(|| Numbering::run_together(document));
    let mut builder = EditBuilder::new(document);
    if let Some(numbering) = &numbering {
        numbering.write(document, &mut builder)?;
    }
    let order = PrintedOrder::of(document, numbering.as_ref());
    for (section, destination) in sections.iter().zip(&mut destinations) {
        order.sort(&mut destination.notes);
        if destination.notes.is_empty() {
            take_heading(document, section, &mut groups);
        }
    }
    arrange(document, &groups, &destinations, &mut builder);
    let rendered = RenderedBrief::of(document);
    builder.finish(&if begin_again {
        rendered.in_one_run()
    } else {
        rendered
    })
}

/// Whether a note stands in another section than it is cited in.
fn stand_elsewhere(document: &Document) -> bool {
    let sections = sections(document);
    let duplicates = Duplicates::of(document);
    groups(document).iter().flatten().any(|lines| {
        let home = home(document, &sections, &duplicates, lines.note.id);
        section_at(&sections, lines.span.start) != home
    })
}

/// Whether a number may stand twice in one place: the numbers begin again before it.
fn has_several_runs(document: &Document, destination: &NoteDestination) -> bool {
    let run = |id: &ItemId| document.footnotes().note(*id).map(|note| note.run);
    let first = destination.notes.first().and_then(run);
    destination.notes.iter().any(|id| run(id) != first)
}

fn destination(section: &LayoutSection) -> NoteDestination {
    NoteDestination {
        end: section.span.end,
        notes: Vec::new(),
        heading: None,
    }
}

/// How many notes are gone through from one that only notes cite.
const MOST_NESTED: usize = 8;

/// How many markers of a note are looked at for one in running text.
const MOST_CITING: usize = 100;

/// The section that a note belongs to: that of its first marker in running text, or, where only notes cite it, that of
/// the first of these, with which it moves. No section holds front matter.
fn home(
    document: &Document,
    sections: &[LayoutSection],
    duplicates: &Duplicates,
    note: ItemId,
) -> usize {
    let mut note = duplicates.read(note);
    for _ in 0..MOST_NESTED {
        let citing = document.footnotes().citing(note).iter();
        let citing = citing.filter_map(|id| document.marker(*id));
        let citing = citing.filter(|marker| !is_in_front_matter(document, marker));
        let places = citing.map(|marker| (marker.span.start, outer(document, &marker)));
        let places: Vec<(usize, Option<ItemId>)> = places.take(MOST_CITING).collect();
        if let Some((place, _)) = places.iter().find(|(_, outer)| outer.is_none()) {
            return section_at(sections, *place);
        }
        match places.first() {
            Some((_, Some(outer))) if *outer != note => note = duplicates.read(*outer),
            _ => break,
        }
    }
    let place = document.note(note).map(|note| note.opener.start);
    section_at(sections, place.unwrap_or(0))
}

/// The note on lines of its own in which a marker stands.
fn outer(document: &Document, marker: &Marker) -> Option<ItemId> {
    let outer = document.note_at(marker.span.start)?;
    (outer.form != Form::Inline).then_some(outer.id)
}
