//! Makes the table of pairs: which candidates are markers and notes, and which belong together.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::{DialectChoice, Form};
use crate::syntax::{Blocks, Confidence, DocumentKind, Label};

use super::candidates::Candidates;
use super::dialect::{Dialect, splitting};
use super::find_malformed::find_malformed;
use super::headings;
use super::item_id::ItemId;
use super::keys::Keys;
use super::numbered::Numbers;
use super::table::{Footnotes, NoteEntry, ResolvedItem};

impl Footnotes {
    /// The table of the document that `blocks` make up; `title` is how many of its blocks stand in the
    /// title block.
    pub(in crate::index) fn new(
        blocks: &Blocks,
        kind: DocumentKind,
        choice: DialectChoice,
        title: usize,
    ) -> Self {
        let candidates = Candidates::of(blocks);
        let dialect = Dialect::of(kind, choice, candidates.pandoc);
        let mut table = Footnotes {
            entries: vec![ResolvedItem::Nothing; blocks.item_count()],
            dialect,
            ..Footnotes::default()
        };
        table.pair_labels(&candidates);
        let labelled = candidates.markdown.markers.iter();
        let labelled = labelled.filter(|marker| matches!(table.cited_by(marker.id), Some(Some(_))));
        let numbers = Numbers::resolve(&candidates, labelled.count());
        table.enter(&numbers);
        table.orphan = numbers.orphan;
        table.lost = numbers.lost;
        if dialect.has_inline_notes() {
            for (id, _) in &candidates.inline {
                table.entries[id.number()] = ResolvedItem::Inline;
            }
        }
        let plain = kind == DocumentKind::Plain || !numbers.notes.is_empty();
        table.renderers_may_differ = candidates.renderers_may_differ();
        table.is_laid_out = plain && candidates.real_headings().next().is_none();
        for id in headings::resolve(&candidates, blocks, plain, title) {
            table.entries[id.number()] = ResolvedItem::Heading;
            table.headings.push(id);
        }
        for (second, note) in &candidates.continuations {
            if matches!(table.entry(*note), ResolvedItem::Note(_)) {
                table.entries[second.number()] = ResolvedItem::Continuation;
                table.continuations.push((*second, *note));
            }
        }
        table.suppressions.clone_from(&candidates.suppressions);
        table.unspaced.clone_from(&candidates.unspaced);
        table.index();
        table.form = table.dominant(&candidates, &numbers);
        table.run_together = numbers.run_together;
        table.misled = numbers.misled;
        table.repeated = numbers.repeated;
        let swallows = splitting(kind, choice) == DocumentKind::Pandoc;
        table.malformed_references = find_malformed(&candidates, &table, swallows);
        let suppressed = &mut table.malformed_references.suppressed;
        suppressed.extend(numbers.unmarked);
        let pandoc = choice == DialectChoice::Pandoc || kind == DocumentKind::Pandoc;
        table.keys = Keys::of(&candidates, pandoc || candidates.pandoc_sign);
        table
    }

    /// The form of most notes that are cited; where none is, of most notes.
    fn dominant(&self, candidates: &Candidates<'_>, numbers: &Numbers) -> Option<Form> {
        let labelled = candidates.markdown.notes.iter();
        let labelled = labelled.map(|note| (Form::Markdown, note.id));
        let inline = candidates.inline.iter().map(|(id, _)| (Form::Inline, *id));
        let inline = inline.filter(|_| self.dialect.has_inline_notes());
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

    /// Pairs the Markdown footnotes by label: some renderers fold case. A label that is defined twice belongs
    /// to the first note or to the last one.
    fn pair_labels(&mut self, candidates: &Candidates<'_>) {
        let fold = self.dialect.folds_labels();
        let mut notes: FxHashMap<Cow<'_, str>, ItemId> = FxHashMap::default();
        for note in &candidates.markdown.notes {
            let is_gfm_only = matches!(
                note.confidence,
                Confidence::Interrupting | Confidence::Underlined
            );
            if is_gfm_only && self.dialect == Dialect::Pandoc {
                continue;
            }
            let twin = notes.get(&key(note.label, fold)).copied();
            let first = twin.map(|id| self.note(id).and_then(|twin| twin.first).unwrap_or(id));
            if twin.is_none() || self.dialect.takes_last_note() {
                notes.insert(key(note.label, fold), note.id);
            }
            self.entries[note.id.number()] = ResolvedItem::Note(NoteEntry {
                first,
                ..NoteEntry::default()
            });
        }
        let field_notes = candidates.field_notes.iter();
        let field_notes: FxHashSet<_> = field_notes.map(|label| key(label, fold)).collect();
        for marker in &candidates.markdown.markers {
            let note = notes.get(&key(marker.label, fold)).copied();
            let is_of_field = self.dialect == Dialect::Pandoc
                && note.is_none()
                && field_notes.contains(&key(marker.label, fold));
            if is_of_field {
                continue;
            }
            let pandoc_only = matches!(
                marker.confidence,
                Confidence::PandocOnly | Confidence::FrontMatter
            );
            let resolved = (note.is_some() && !pandoc_only)
                || match marker.confidence {
                    Confidence::Certain => true,
                    Confidence::Word => !candidates.markdown.notes.is_empty(),
                    Confidence::PandocOnly | Confidence::FrontMatter => {
                        note.is_some() && self.dialect == Dialect::Pandoc
                    }
                    _ => false,
                };
            if resolved {
                self.entries[marker.id.number()] = ResolvedItem::Marker(note);
            }
        }
    }

    fn enter(&mut self, numbers: &Numbers) {
        for note in &numbers.notes {
            self.entries[note.id.number()] = ResolvedItem::Note(NoteEntry {
                first: note.first,
                run: note.run,
                number: Some(note.number),
                ..NoteEntry::default()
            });
        }
        for (id, note) in &numbers.markers {
            self.entries[id.number()] = ResolvedItem::Marker(*note);
        }
    }

    /// Lists markers and notes, and the markers of each note.
    fn index(&mut self) {
        for (number, entry) in self.entries.iter().enumerate() {
            match entry {
                ResolvedItem::Marker(_) => self.markers.push(ItemId::new(number)),
                ResolvedItem::Note(_) => self.notes.push(ItemId::new(number)),
                ResolvedItem::Inline => {
                    self.markers.push(ItemId::new(number));
                    self.notes.push(ItemId::new(number));
                }
                _ => {}
            }
        }
        let mut counts = vec![0u32; self.entries.len()];
        for id in &self.markers {
            if let ResolvedItem::Marker(Some(note)) = self.entries[id.number()] {
                counts[note.number()] += 1;
            }
        }
        let mut start = 0;
        for id in &self.notes {
            if let ResolvedItem::Note(note) = &mut self.entries[id.number()] {
                (note.start, note.end) = (start, start);
                start += counts[id.number()];
            }
        }
        self.citing = vec![ItemId(0); start as usize];
        for id in &self.markers {
            let ResolvedItem::Marker(Some(note)) = self.entries[id.number()] else {
                continue;
            };
            if let ResolvedItem::Note(note) = &mut self.entries[note.number()] {
                self.citing[note.end as usize] = *id;
                note.end += 1;
            }
        }
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

#[cfg(test)]
mod tests {
    use crate::config::Form::{self, Markdown, Superscript};
    use crate::syntax::DocumentKind;
    use crate::testing::document;

    fn form(text: &str) -> Option<Form> {
        document(DocumentKind::Markdown, text).footnotes().form
    }

    #[test]
    fn the_form_of_most_notes_that_are_cited() {
        let cited = "A.[^1] B.¹ C.²\n\n[^1]: D.\n\n¹ E.\n\n² F.\n";
        assert_eq!(form(cited), Some(Superscript));
        let not_cited = "A.¹\n\n[^1]: B.\n\n[^2]: C.\n\n¹ D.\n";
        assert_eq!(form(not_cited), Some(Superscript));
        assert_eq!(form("[^1]: B.\n"), Some(Markdown));
        assert_eq!(form("A.\n"), None);
    }

    /// CommonMark 0.31, "Insecure characters".
    #[test]
    fn nul_in_a_label_is_a_replacement_character() {
        let text = "A.[^a\0] B.[^a\u{fffd}] C.[^a]\n\n[^a\0]: D.\n";
        let document = document(DocumentKind::Markdown, text);
        let is_tied: Vec<bool> = document.markers().map(|it| it.note.is_some()).collect();
        assert_eq!(is_tied, [true, true, false]);
        let labels: Vec<_> = document.notes().map(|it| it.label.to_string()).collect();
        assert_eq!(labels, ["a\u{fffd}"]);
    }

    #[test]
    fn of_two_forms_as_frequent_markdown() {
        for text in [
            "A.[^1] B.¹\n\n[^1]: C.\n\n¹ D.\n",
            "A.¹ B.[^1]\n\n¹ C.\n\n[^1]: D.\n",
        ] {
            assert_eq!(form(text), Some(Markdown), "{text}");
        }
    }
}
