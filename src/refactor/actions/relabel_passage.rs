use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Form;
use crate::index::{Document, Marker, Note};
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::spelling;
use crate::refactor::{Refactoring, Refusal};
use crate::text::{Edits, Span};

/// Gives a pasted passage labels of its own, where its notes have those of other notes.
pub const RELABEL_PASSAGE: Refactoring = Refactoring {
    kind: "refactor.rewrite.relabelPassage",
    title: "Give the footnotes of the pasted passage new labels",
    whole: None,
    applies: is_pasted,
    edits: relabel,
    together: None,
};

/// Notes that stand together and have the labels of other notes, and the markers that they were pasted with.
struct Passage {
    notes: Vec<Note>,
    markers: Vec<Marker>,
}

/// Whether the passage of the notes at `at` is known.
pub fn is_pasted(document: &Document, at: Span) -> bool {
    Labels::of(document).passage(at).is_ok()
}

fn relabel(document: &Document, at: Span) -> Result<Edits, Refusal> {
    let labels = Labels::of(document);
    let passage = labels.passage(at)?;
    let mut taken: FxHashSet<String> = labels.notes.iter().map(name).collect();
    taken.extend(
        labels
            .markers
            .iter()
            .map(|it| it.label.to_string().to_lowercase()),
    );
    let mut builder = EditBuilder::new(document);
    for note in &passage.notes {
        let label = free_label(&note.label.to_string(), &taken);
        taken.insert(label.to_lowercase());
        let opener = spelling::opener(Form::Markdown, &label);
        builder.replace(note.opener, opener.trim_end());
        let own = passage.markers.iter().filter(|it| it.label == note.label);
        for marker in own {
            builder.replace(marker.span, spelling::marker(Form::Markdown, &label));
        }
    }
    let edits = Edits::new(builder.into_edits())
        .map_err(|_| Refusal::new("Nothing was changed: two markers overlap."))?;
    check(document, passage.notes.len(), &edits)?;
    Ok(edits)
}

/// Sees that as many notes and markers are there then, and that `renamed` notes have no twin any more.
fn check(document: &Document, renamed: usize, edits: &Edits) -> Result<(), Refusal> {
    let after = document.with_text(edits.apply(document.text()));
    let tied = |document: &Document| document.markers().filter(|it| it.note.is_some()).count();
    let twins = |document: &Document| document.notes().filter(|it| it.first.is_some()).count();
    let is_sound = after.notes().count() == document.notes().count()
        && tied(&after) == tied(document)
        && twins(&after) + renamed == twins(document);
    match is_sound {
        true => Ok(()),
        false => Err(Refusal::new(
            "Nothing was changed: a marker would lose its note.",
        )),
    }
}

fn unknown() -> Refusal {
    Refusal::new("Nothing was changed: select the pasted text with its footnotes first.")
}

/// The Markdown footnotes of a document, by place.
struct Labels<'a> {
    document: &'a Document,
    notes: Vec<Note>,
    markers: Vec<Marker>,
    /// How many notes have a label.
    counts: FxHashMap<String, usize>,
}

impl<'a> Labels<'a> {
    fn of(document: &'a Document) -> Self {
        let notes = document.notes();
        let notes: Vec<Note> = notes.filter(|note| note.form == Form::Markdown).collect();
        let markers = document.markers();
        let markers = markers.filter(|it| it.form == Form::Markdown).collect();
        let mut counts = FxHashMap::default();
        for note in &notes {
            *counts.entry(name(note)).or_default() += 1;
        }
        Self {
            document,
            notes,
            markers,
            counts,
        }
    }

    fn has_twin(&self, note: &Note) -> bool {
        self.counts.get(&name(note)).is_some_and(|count| *count > 1)
    }

    /// The passage that is selected, or the one of the note at `at`.
    fn passage(&self, at: Span) -> Result<Passage, Refusal> {
        let selected = self.notes.iter().filter(|note| at.covers(note.opener));
        let selected: Vec<&Note> = selected.collect();
        if !selected.is_empty() && at.start < at.end {
            let markers = self.markers.iter().filter(|it| at.covers(it.span));
            return self.pasted(&selected, &markers.collect::<Vec<_>>());
        }
        let is_here = |note: &&Note| note.span.start <= at.end && at.start <= note.span.end;
        let mut twins = self.notes.iter().filter(|note| self.has_twin(note));
        let here = twins.find(is_here).ok_or_else(unknown)?;
        let notes = self.together(here);
        let start = notes.first().map_or(0, |note| note.span.start);
        let before = self.notes.iter().rfind(|note| note.span.end <= start);
        let end = before.map_or(0, |note| note.span.end);
        let above = Span::new(end, start);
        let markers = self.markers.iter().filter(|it| above.covers(it.span));
        let markers: Vec<&Marker> = markers.collect();
        // With the other notes of these labels above, all text between them and these notes was pasted.
        let labels: FxHashSet<String> = notes.iter().map(|note| name(note)).collect();
        let is_above = |twin: &Note| twin.span.end <= end || twin.span.start >= start;
        let below = notes.last().map_or(0, |note| note.span.end);
        let is_twin = |it: &&Note| labels.contains(&name(it)) && self.has_twin(it);
        let mut others = self.notes.iter().filter(is_twin);
        let is_apart = end > 0 && others.all(|it| is_above(it) && it.span.start < below);
        let round = match is_apart {
            true => Some(&markers[..]),
            false => self.last_round(&markers, &notes),
        };
        self.pasted(&notes, round.ok_or_else(unknown)?)
    }

    /// The notes of `notes` that have twins, with `markers`, if each label is cited by these and elsewhere.
    fn pasted(&self, notes: &[&Note], markers: &[&Marker]) -> Result<Passage, Refusal> {
        let twins = notes.iter().copied().filter(|note| self.has_twin(note));
        let twins: Vec<Note> = twins.cloned().collect();
        let cites = |note: &Note| {
            let inside = markers.iter().filter(|it| it.label == note.label).count();
            let all = self.markers.iter().filter(|it| it.label == note.label);
            inside > 0 && all.count() > inside
        };
        match !twins.is_empty() && twins.iter().all(cites) {
            true => Ok(Passage {
                notes: twins,
                markers: markers.iter().copied().cloned().collect(),
            }),
            false => Err(unknown()),
        }
    }

    /// The notes around `here` with no marker of running text between them, none of the label of another.
    fn together(&self, here: &Note) -> Vec<&Note> {
        let mut run: Vec<&Note> = Vec::new();
        let mut labels = FxHashSet::default();
        for note in &self.notes {
            let adjoins = run.last().is_some_and(|last| {
                let next = self
                    .markers
                    .partition_point(|it| it.span.start < last.span.end);
                let next = self.markers.get(next);
                next.is_none_or(|it| it.span.start >= note.span.start)
            });
            if !adjoins || labels.contains(&name(note)) {
                if run.iter().any(|note| note.id == here.id) {
                    return run;
                }
                run.clear();
                labels.clear();
            }
            labels.insert(name(note));
            run.push(note);
        }
        run
    }

    /// The last of `markers` that cite `notes` in their order, from the first note on; none where a marker before them
    /// may belong to them, or one of them to the text before.
    fn last_round<'m>(
        &self,
        markers: &'m [&'m Marker],
        notes: &[&Note],
    ) -> Option<&'m [&'m Marker]> {
        let order = |marker: &Marker| notes.iter().position(|note| note.label == marker.label);
        let mut start = markers.len();
        let mut next = usize::MAX;
        while let Some(before) = start.checked_sub(1) {
            match order(markers[before]) {
                Some(place) if place <= next => next = place,
                _ => break,
            }
            start = before;
        }
        let (above, round) = markers.split_at(start);
        let cites = |note: usize| round.iter().any(|it| order(it) == Some(note));
        let is_whole = (0..notes.len()).all(cites);
        // Before the first note of a passage comes the last one of a text, not one in between.
        let last = above.last().and_then(|it| order(it));
        let is_cut = last.is_some_and(|place| place + 1 < notes.len());
        let block = |marker: &Marker| {
            let block = self.document.blocks().at_offset(marker.span.start);
            block.map(|at| at.index)
        };
        let first = round.first().and_then(|it| block(it));
        let mut firsts = round.iter().take_while(|it| order(it) == Some(0));
        let is_one_block = firsts.all(|it| block(it) == first);
        (is_whole && !is_cut && is_one_block).then_some(round)
    }
}

fn name(note: &Note) -> String {
    note.label.to_string().to_lowercase()
}

/// A label like `label` that is not taken: the next number, or a name with one.
fn free_label(label: &str, taken: &FxHashSet<String>) -> String {
    if label.parse::<u32>().is_ok() {
        let numbers = taken.iter().filter_map(|label| label.parse::<u32>().ok());
        let next = numbers.max().map_or(1, |most| most.saturating_add(1));
        return next.to_string();
    }
    let numbered = (2..).map(|number| format!("{label}-{number}"));
    let mut free = numbered.filter(|name| !taken.contains(&name.to_lowercase()));
    free.next().unwrap_or_else(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::document;

    use super::*;

    const BRIEF: &str = "It rose.[^1] It fell.[^2]\n";
    const PASTE: &str = "It broke.[^1] And[^1] it stayed.[^2]\n\n[^1]: C.\n\n[^2]: D.\n";
    const NOTES: &str = "[^1]: A.\n\n[^2]: B.\n";
    const PASTED: &str = "It broke.[^3] And[^3] it stayed.[^4]\n\n[^3]: C.\n\n[^4]: D.\n";

    fn relabelled(text: &str, at: Span) -> Result<String, String> {
        let document = document(Markdown, text);
        let edits = relabel(&document, at).map_err(|refusal| refusal.to_string())?;
        Ok(edits.apply(document.text()).to_string())
    }

    fn at(text: &str, note: &str) -> Span {
        Span::at(text.find(note).unwrap_or_default())
    }

    #[test]
    fn a_passage_after_the_notes() {
        let text = format!("{BRIEF}\n{NOTES}\n{PASTE}");
        let expected = format!("{BRIEF}\n{NOTES}\n{PASTED}");
        assert_eq!(relabelled(&text, at(&text, "[^2]: D")), Ok(expected));
    }

    #[test]
    fn a_passage_between_the_text_and_its_notes() {
        let text = format!("{BRIEF}\n{PASTE}\n{NOTES}");
        let expected = format!("{BRIEF}\n{PASTED}\n{NOTES}");
        assert_eq!(relabelled(&text, at(&text, "[^1]: C")), Ok(expected));
        let text = format!("{BRIEF}\n{PASTE}\nMore.[^3]\n\n{NOTES}\n[^3]: E.\n");
        let expected = text.replace(PASTE, &PASTED.replace('4', "5").replace('3', "4"));
        assert_eq!(relabelled(&text, at(&text, "[^1]: C")), Ok(expected));
    }

    #[test]
    fn a_selection_is_the_passage() {
        let text = format!("{BRIEF}\n{PASTE}\n{NOTES}");
        let start = text.find("It broke").unwrap_or_default();
        let selection = Span::new(start, start + PASTE.len());
        let expected = format!("{BRIEF}\n{PASTED}\n{NOTES}");
        assert_eq!(relabelled(&text, selection), Ok(expected));
    }

    #[test]
    fn names_get_a_number() {
        let text = "A.[^roy]\n\n[^roy]: A.\n\nB.[^roy]\n\n[^roy]: B.\n";
        let expected = "A.[^roy]\n\n[^roy]: A.\n\nB.[^roy-2]\n\n[^roy-2]: B.\n";
        assert_eq!(
            relabelled(text, at(text, "[^roy]: B")),
            Ok(expected.to_owned())
        );
    }

    #[test]
    fn what_may_be_cited_by_either_is_refused() {
        for text in [
            // Nothing says which marker was pasted.
            "A.[^1] B.[^1]\n\n[^1]: A.\n\n[^1]: B.\n",
            // The pasted text cites its first note again.
            "A.[^1] B.[^2]\n\nC.[^1] D.[^2] E.[^1]\n\n[^1]: C.\n\n[^2]: D.\n\nF.\n\n[^1]: A.\n\n[^2]: B.\n",
            // The notes were pasted without their text.
            "A.[^1]\n\n[^1]: A.\n\n[^1]: B.\n",
        ] {
            let document = document(Markdown, text);
            let last = document.notes().last().map(|note| note.opener);
            assert!(
                relabel(&document, last.unwrap_or(Span::at(0))).is_err(),
                "{text}"
            );
            let first = document.notes().next().map(|note| note.opener);
            assert!(
                relabel(&document, first.unwrap_or(Span::at(0))).is_err(),
                "{text}"
            );
        }
    }
}
