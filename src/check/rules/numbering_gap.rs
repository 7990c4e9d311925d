use std::collections::BTreeSet;

use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::{Form, Level};
use crate::index::{Document, ItemId};
use crate::refactor::RENUMBER;
use crate::syntax::ItemKind;

use super::note_order::is_count;

pub(super) const RULE: Rule = Rule::new("numbering-gap", Level::Warning, Find::Items(find))
    .summary("a gap in the footnote numbers")
    .page(include_str!("numbering_gap.md"))
    .when_minor(Level::Off);

/// A number that a marker names is the business of `undefined-marker`, and one that is written wrong of
/// `malformed-footnote`.
fn find(document: &Document) -> Vec<RawDiagnostic> {
    let table = document.footnotes();
    if table.is_uncited() {
        return Vec::new();
    }
    let undefined = table
        .markers()
        .iter()
        .filter(|id| table.cited_by(**id) == Some(None));
    let labels = undefined.filter_map(|id| document.marker(*id)?.label.number());
    let malformed = table.malformed_references().malformed.iter();
    let malformed = malformed.filter_map(|id| match &document.item(*id)?.1.kind {
        ItemKind::Malformed { label, .. } => label.parse().ok(),
        _ => None,
    });
    let named: BTreeSet<u32> = labels.chain(malformed).collect();
    let notes = numbered(document);
    let runs = notes.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    let gaps = |run: &[NoteNumber]| {
        let pairs = run.windows(2);
        let gaps = pairs.filter_map(|pair| gap(pair[0], pair[1], run.len(), &named));
        gaps.collect::<Vec<_>>()
    };
    let gaps: Vec<Gap> = runs.flat_map(gaps).collect();
    // What may be a marker of a missing note would lead to another one, were the others renumbered.
    let may_renumber = !has_flattened(document, &gaps);
    let found = gaps.iter().map(|gap| raw_diagnostic(gap, may_renumber));
    found.collect()
}

/// The numbers that are left out between two notes.
struct Gap {
    before: NoteNumber,
    after: NoteNumber,
    first: u32,
    last: u32,
}

/// The numbers left out between two of `count` notes, unless a marker names one of them. More numbers than there are
/// notes are not left out: the labels are dates, or no count at all.
fn gap(before: NoteNumber, after: NoteNumber, count: usize, named: &BTreeSet<u32>) -> Option<Gap> {
    let first = before.2.checked_add(1).filter(|first| *first < after.2)?;
    let last = after.2 - 1;
    let is_wide = (last - before.2) as usize > count;
    let is_named = named.range(first..=last).next().is_some();
    (!is_wide && is_count(after.2, count) && !is_named).then_some(Gap {
        before,
        after,
        first,
        last,
    })
}

/// Whether one of the missing numbers stands as a plain number between the markers of the notes around it.
fn has_flattened(document: &Document, gaps: &[Gap]) -> bool {
    if gaps.is_empty() {
        return false;
    }
    let table = document.footnotes();
    let flattened: Vec<(ItemId, u32)> = document
        .items()
        .filter_map(|(id, _, item)| match item.kind {
            ItemKind::Flattened { number, .. } => Some((id, number)),
            _ => None,
        })
        .collect();
    gaps.iter().any(|gap| {
        let from = table.citing(gap.before.3).last();
        let to = table.citing(gap.after.3).first();
        let (Some(from), Some(to)) = (from, to) else {
            return false;
        };
        flattened
            .iter()
            .any(|(id, number)| (from..to).contains(&id) && (gap.first..=gap.last).contains(number))
    })
}

fn raw_diagnostic(gap: &Gap, may_renumber: bool) -> RawDiagnostic {
    let Gap { first, last, .. } = *gap;
    let (anew, _, after, id) = gap.after;
    let message = match first == last {
        true => format!("Note {first} is missing before note {after}: renumber the notes."),
        false => {
            format!("Notes {first} to {last} are missing before note {after}: renumber the notes.")
        }
    };
    let found = RawDiagnostic::at(id, message);
    RawDiagnostic {
        is_minor: anew,
        ..match may_renumber {
            true => found.refactored(&RENUMBER),
            false => found,
        }
    }
}

/// A note with its number: first, whether its renderer counts it anew, and its run.
type NoteNumber = (bool, u32, u32, ItemId);

/// The notes that have a number, in the order of their numbers, run by run.
fn numbered(document: &Document) -> Vec<NoteNumber> {
    let table = document.footnotes();
    let notes = document.items().filter_map(|(id, _, item)| {
        // What copying made flat may have lost a head.
        let ItemKind::Note { form, label, .. } = &item.kind else {
            return None;
        };
        if *form == Form::Flat {
            return None;
        }
        let note = table.note(id)?;
        let number = note.number.or_else(|| label.number())?;
        Some((*form == Form::Markdown, note.run, number, id))
    });
    let mut notes: Vec<_> = notes.collect();
    notes.sort();
    notes
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::{Brief, Default};
    use crate::syntax::DocumentKind::{Markdown, Plain};
    use crate::testing::{assert_diagnostics, fixed};

    #[test]
    fn numbers_left_out() {
        assert_diagnostics(
            Plain,
            Default,
            "First word.\u{b9} Word.² Word.⁵\n\n\u{b9} A.\n\u{b2} B.\n⁵ E.\n^ numbering-gap\n",
        );
        assert_diagnostics(
            Markdown,
            Brief,
            "One.[^1] Three.[^3]\n\n[^1]: A.\n[^3]: C.\n^^^^^ numbering-gap\n",
        );
    }

    #[test]
    fn a_gap_with_the_plain_number_of_its_marker_is_not_closed() {
        let is_fixed = |text: &str| fixed(Plain, text) != text;
        let notes = "\n\n\u{b9} A.\n\n\u{b2} B.\n\n⁴ D.\n";
        assert!(is_fixed(&format!("One.¹ Two.² Three. Four.⁴{notes}")));
        assert!(!is_fixed(&format!("One.¹ Two.² Three.3 Four.⁴{notes}")));
        // Elsewhere it is another number.
        assert!(is_fixed(&format!(
            "One.¹ Two.² Four.⁴ Five dams.3 Six.{notes}"
        )));
    }

    #[test]
    fn numbers_as_large_as_they_come() {
        assert_diagnostics(
            Markdown,
            Brief,
            "One.[^1] Last.[^4294967295]\n\n[^1]: A.\n[^4294967295]: B.\n\
             [^4294967295]: C.\n^^^^^^^^^^^^^^ duplicate-note\n",
        );
    }

    #[test]
    fn years_dates_and_times_are_no_count() {
        for text in [
            "A.[^2019] B.[^2021]\n\n[^2019]: A.\n\n[^2021]: B.\n",
            "A.[^1752768000] B.[^1752768123]\n\n[^1752768000]: A.\n\n[^1752768123]: B.\n",
            "A.[^1] B.[^20190604]\n\n[^1]: A.\n\n[^20190604]: B.\n",
            "A.[^1] B.[^9]\n\n[^1]: A.\n\n[^9]: B.\n",
        ] {
            assert_diagnostics(Markdown, Brief, text);
        }
        assert_diagnostics(
            Markdown,
            Brief,
            "A.[^101] B.[^103]\n\n[^101]: A.\n\n[^103]: B.\n^^^^^^^ numbering-gap\n",
        );
    }

    #[test]
    fn silent_where_a_marker_names_the_number() {
        assert_diagnostics(
            Plain,
            Default,
            "First word.\u{b9} Word.² Word.\u{b3}\n                  ^ undefined-marker\n\n\
             \u{b9} A.\n\u{b3} C.\n",
        );
    }

    #[test]
    fn a_brief_may_begin_anywhere() {
        assert_diagnostics(Plain, Default, "Some word.⁷ Word.⁸\n\n⁷ G.\n⁸ H.\n");
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Three.[^3]\n\n[^1]: A.\n[^3]: C.\n",
        );
    }
}
