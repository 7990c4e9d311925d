use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::{Form, Level};
use crate::index::{Document, ItemId};
use crate::refactor::RENUMBER;
use crate::syntax::{Item, ItemKind};

pub(super) const RULE: Rule = Rule::new("note-order", Level::Warning, Find::Items(find))
    .summary("footnotes not numbered in order of first citation")
    .page(include_str!("note_order.md"))
    .when_minor(Level::Off);

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let uses = first_uses(document);
    let runs = uses.chunk_by(|a, b| (a.anew, a.run) == (b.anew, b.run));
    runs.flat_map(|run| {
        let in_order = ascending(run);
        let stray: Vec<usize> = (0..run.len()).filter(|index| !in_order[*index]).collect();
        let raw_diagnostics = stray
            .into_iter()
            .map(|index| raw_diagnostic(run, index, &in_order));
        raw_diagnostics.collect::<Vec<_>>()
    })
    .collect()
}

/// The first marker of a numbered note.
struct Use {
    anew: bool,
    run: u32,
    number: u32,
    marker: ItemId,
}

/// The first markers of all numbered notes, run by run.
fn first_uses(document: &Document) -> Vec<Use> {
    let table = document.footnotes();
    let first = |id: ItemId, item: &Item| {
        let ItemKind::Marker { form, label, .. } = &item.kind else {
            return None;
        };
        let note = table.cited_by(id)??;
        let number = label
            .number()
            .filter(|_| table.citing(note).first() == Some(&id))?;
        let run = table.note(note)?.run;
        Some(Use {
            anew: *form == Form::Markdown,
            run,
            number,
            marker: id,
        })
    };
    let mut uses: Vec<Use> = document
        .items()
        .filter_map(|(id, _, item)| first(id, item))
        .filter(|first| is_count(first.number, table.notes().len()))
        .collect();
    uses.sort_by_key(|first| (first.anew, first.run, first.marker));
    uses
}

/// The lowest number that is a year rather than a count where there are few notes.
const EARLIEST_YEAR: u32 = 1000;

/// Whether the label `number` counts the notes of a brief that has `count` of them, and is no year, date or
/// time.
pub(super) fn is_count(number: u32, count: usize) -> bool {
    number < EARLIEST_YEAR || number as usize <= count.saturating_mul(2)
}

/// Which of `uses` belong to a longest ascending row of numbers: what is left is the least that one would
/// have to move.
fn ascending(uses: &[Use]) -> Vec<bool> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(uses.len());
    for (index, this) in uses.iter().enumerate() {
        let len = ends.partition_point(|end| uses[*end].number < this.number);
        before.push(len.checked_sub(1).map(|last| ends[last]));
        ends.truncate(ends.len().max(len));
        match ends.get_mut(len) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut result = vec![false; uses.len()];
    let mut next = ends.last().copied();
    while let Some(index) = next {
        result[index] = true;
        next = before[index];
    }
    result
}

/// Tells where the use of that index stands, by the nearest note that is in order.
fn raw_diagnostic(run: &[Use], index: usize, in_order: &[bool]) -> RawDiagnostic {
    let this = &run[index];
    let kept = |other: &&(usize, &Use)| in_order[other.0];
    let uses: Vec<(usize, &Use)> = run.iter().enumerate().collect();
    let earlier = uses[..index]
        .iter()
        .filter(kept)
        .find(|(_, other)| other.number > this.number);
    let later = uses[index + 1..].iter().rev().filter(kept);
    let later = later.clone().find(|(_, other)| other.number < this.number);
    let (order, other) = match (earlier, later) {
        (Some((_, other)), _) => ("after", *other),
        (None, Some((_, other))) => ("before", *other),
        (None, None) => ("beside", this),
    };
    let message = format!(
        "The first marker of note {} is {order} that of note {}: renumber the notes.",
        this.number, other.number
    );
    let related = format!("the first marker of note {}", other.number);
    let raw_diagnostic =
        RawDiagnostic::at(this.marker, message).related(RelativeSpan::Item(other.marker), related);
    RawDiagnostic {
        is_minor: this.anew,
        ..raw_diagnostic.refactored(&RENUMBER)
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::{Brief, Default};
    use crate::syntax::DocumentKind::{Markdown, Plain};
    use crate::testing::assert_diagnostics;

    #[test]
    fn the_fewest_that_would_have_to_move() {
        assert_diagnostics(
            Plain,
            Default,
            "First word.\u{b9} Word.⁴ Word.² Word.³\n                  ^ note-order\n\n\
             \u{b9} A.\n\u{b2} B.\n\u{b3} C.\n⁴ D.\n",
        );
    }

    #[test]
    fn only_first_uses_count() {
        assert_diagnostics(
            Plain,
            Default,
            "First word.\u{b9} Second.² The first again.\u{b9} Third.\u{b3}\n\n\
             \u{b9} A.\n\u{b2} B.\n\u{b3} C.\n",
        );
    }

    #[test]
    fn markdown_counts_anew() {
        let text = "Two.[^2] One.[^1]\n\n[^1]: A.\n[^2]: B.\n";
        assert_diagnostics(Markdown, Default, text);
        assert_diagnostics(
            Markdown,
            Brief,
            "Two.[^2] One.[^1]\n    ^^^^ note-order\n\n[^1]: A.\n[^2]: B.\n",
        );
    }
    #[test]
    fn years_are_no_count() {
        assert_diagnostics(
            Markdown,
            Brief,
            "Two.[^2021] One.[^2019]\n\n[^2019]: A.\n\n[^2021]: B.\n",
        );
    }
}
