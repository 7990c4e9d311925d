//! Finds what an author meant for a marker or a note and no renderer takes for one.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::syntax::{Confidence, Malformation};

use super::candidates::Candidates;
use super::dialect::Dialect;
use super::item_id::ItemId;
use super::malformed_references::MalformedReferences;
use super::table::Footnotes;

/// What was meant for a footnote among `candidates`, by the pairs in `table`; `swallows`: whether the text is split as
/// Pandoc does.
pub(super) fn find_malformed(
    candidates: &Candidates<'_>,
    table: &Footnotes,
    swallows: bool,
) -> MalformedReferences {
    let mut malformed_references = MalformedReferences::default();
    malformed_references
        .suppressed
        .extend(table.run_together().iter().flat_map(|(_, notes)| *notes));
    if candidates.has_malformed_references() || !table.misled().is_empty() {
        let labels = KnownLabels::of(candidates, table);
        malformed_references.resolve_malformed(candidates, table, &labels);
        if !swallows {
            let is_swallowed = |id: &ItemId| candidates.is_swallowed(*id);
            let malformed = std::mem::take(&mut malformed_references.malformed).into_iter();
            (
                malformed_references.swallowed,
                malformed_references.malformed,
            ) = malformed.partition(is_swallowed);
        }
        malformed_references.resolve_uncited(candidates, table, &labels);
        malformed_references.suppress_misled(table);
    }
    malformed_references
}

impl MalformedReferences {
    /// The note that has the number of a marker which points to another note is not cited for that reason.
    fn suppress_misled(&mut self, table: &Footnotes) {
        if table.misled().is_empty() {
            return;
        }
        let notes = table.notes().iter();
        let numbered = notes.filter_map(|id| Some((table.note(*id)?.number?, *id)));
        let by_number: FxHashMap<u32, ItemId> = numbered.collect();
        let misled = table.misled().iter();
        let meant = misled.filter_map(|misled| by_number.get(&misled.number));
        self.suppressed.extend(meant);
    }

    fn resolve_malformed(
        &mut self,
        candidates: &Candidates<'_>,
        table: &Footnotes,
        labels: &KnownLabels<'_>,
    ) {
        let signs = MalformedSigns::of(candidates, table, labels);
        for (id, label, what) in &candidates.malformed {
            if !signs.is_meant(*id, label, *what) {
                continue;
            }
            let note = labels.notes.get(label);
            self.malformed.push(*id);
            self.suppressed
                .extend(note.filter(|note| table.citing(**note).is_empty()));
            match what {
                Malformation::OpenerApart
                | Malformation::OpenerBare { .. }
                | Malformation::OpenerEscaped
                | Malformation::OpenerInHtml
                | Malformation::NoCaret => {
                    let markers = labels.undefined.get(label).into_iter().flatten();
                    self.suppressed.extend(markers);
                }
                Malformation::OpenerWithin => self.suppressed.extend(labels.without_note(label)),
                _ => {}
            }
        }
    }

    /// Finds what stands for the marker of a note that has none.
    fn resolve_uncited(
        &mut self,
        candidates: &Candidates<'_>,
        table: &Footnotes,
        labels: &KnownLabels<'_>,
    ) {
        let uncited = |note: &&ItemId| table.citing(**note).is_empty();
        for (id, label) in &candidates.unread {
            if let Some(note) = labels.notes.get(label).filter(uncited) {
                self.unread.push((*id, *note));
                self.suppressed.insert(*note);
            }
        }
        let mut numbers = labels.cited.iter().peekable();
        let mut highest = 0;
        for flat in candidates.flattened.iter().filter(|flat| flat.is_strong()) {
            let (id, number) = (&flat.id, &flat.number);
            while let Some((_, cited)) = numbers.next_if(|(marker, _)| marker < id) {
                highest = highest.max(*cited);
            }
            let comes_next =
                flat.confidence == Confidence::Certain || highest.checked_add(1) == Some(*number);
            if comes_next
                && let Some(note) = labels.numbers.get(number).filter(uncited)
                && self.suppressed.insert(*note)
            {
                highest = highest.max(*number);
                self.flattened.push((*id, *note));
            }
        }
    }
}

/// What decides whether something malformed was meant for a footnote.
struct MalformedSigns<'a, 'b> {
    candidates: &'b Candidates<'a>,
    table: &'b Footnotes,
    labels: &'b KnownLabels<'a>,
    /// The openers without their colons that have a marker.
    bare: FxHashSet<ItemId>,
    /// The labels that are cut: of openers, and of markers.
    parted: [FxHashSet<&'a str>; 2],
    /// The labels that have a backslash before them: of openers, and of markers.
    escaped: [FxHashSet<&'a str>; 2],
}

impl<'a, 'b> MalformedSigns<'a, 'b> {
    fn of(
        candidates: &'b Candidates<'a>,
        table: &'b Footnotes,
        labels: &'b KnownLabels<'a>,
    ) -> MalformedSigns<'a, 'b> {
        let labels_of = |malformations: [Malformation; 2]| {
            malformations.map(|malformation| with_label(candidates, malformation))
        };
        MalformedSigns {
            candidates,
            table,
            labels,
            bare: bare_heads(candidates, labels),
            parted: labels_of([Malformation::OpenerParted, Malformation::Parted]),
            escaped: labels_of([Malformation::OpenerEscaped, Malformation::Escaped]),
        }
    }

    /// Whether the item `id`, which is malformed in that way, was meant for a marker or note called `label`.
    fn is_meant(&self, id: ItemId, label: &str, what: Malformation) -> bool {
        let labels = self.labels;
        let note = labels.notes.get(label);
        let is_undefined = labels.undefined.contains_key(label);
        let lacks_note = is_undefined && note.is_none();
        let is_number = || label.bytes().all(|byte| byte.is_ascii_digit());
        let dialect = self.table.dialect;
        let [parted_openers, parted_markers] = &self.parted;
        let [escaped_openers, escaped_markers] = &self.escaped;
        match what {
            Malformation::Escaped => {
                escaped_openers.contains(label)
                    || note.is_some_and(|note| self.table.citing(*note).is_empty())
            }
            Malformation::OpenerEscaped => escaped_markers.contains(label) || is_undefined,
            Malformation::OpenerInHtml | Malformation::OpenerApart => lacks_note,
            Malformation::NoCaret => lacks_note && !is_number(),
            Malformation::UnclosedInline | Malformation::NestedInline => {
                dialect.has_inline_notes() && !self.candidates.inline.is_empty()
            }
            Malformation::InlineBeforeBracket(_) => dialect.has_inline_notes(),
            Malformation::OpenerBare { .. } => self.bare.contains(&id),
            // Python-Markdown reads a label with spaces.
            Malformation::Parted | Malformation::OpenerParted if dialect == Dialect::Mkdocs => {
                false
            }
            Malformation::Parted => parted_openers.contains(label),
            Malformation::OpenerParted => parted_markers.contains(label),
            Malformation::Swallowed => true,
            Malformation::OpenerWithin => {
                let first = labels.without_note(label).next();
                first.is_some_and(|marker| marker.shifted(1) < id)
                    || is_flat_marker(self.candidates, self.table, label, id)
            }
            _ if is_number() => !labels.notes.is_empty(),
            _ => note.is_some(),
        }
    }
}

/// Whether a marker without its formatting that is called `label` stands before the item `id`, where others lost theirs,
/// too.
fn is_flat_marker(candidates: &Candidates<'_>, table: &Footnotes, label: &str, id: ItemId) -> bool {
    let is_meant = |number: u32| {
        let mut flat = candidates.flattened.iter();
        flat.any(|flat| flat.number == number && flat.id < id && table.cited_by(flat.id).is_none())
    };
    table.has_flat_markers() && label.parse().is_ok_and(is_meant)
}

/// The labels of what is malformed in that way.
fn with_label<'a>(candidates: &Candidates<'a>, what: Malformation) -> FxHashSet<&'a str> {
    let malformed = candidates.malformed.iter();
    let such = malformed.filter(|(_, _, other)| *other == what);
    such.map(|(_, label, _)| *label).collect()
}

/// The openers of notes without their colons: of each label without a note, the last place that looks like one,
/// if a marker stands before it.
fn bare_heads(candidates: &Candidates<'_>, labels: &KnownLabels<'_>) -> FxHashSet<ItemId> {
    let mut openers: FxHashMap<&str, ItemId> = FxHashMap::default();
    for (id, label, what) in &candidates.malformed {
        // The item of the same place as a marker stands right before.
        let is_cited = |markers: &Vec<ItemId>| markers[0].shifted(1) < *id;
        if matches!(what, Malformation::OpenerBare { .. })
            && labels.undefined.get(label).is_some_and(is_cited)
        {
            openers.insert(label, *id);
        }
    }
    openers.into_values().collect()
}

/// The notes of a document by what they are called, and the markers without a note.
struct KnownLabels<'a> {
    /// Markdown notes by label.
    notes: FxHashMap<&'a str, ItemId>,
    /// Notes of every form by number.
    numbers: FxHashMap<u32, ItemId>,
    /// Markdown markers without a note, by label.
    undefined: FxHashMap<&'a str, Vec<ItemId>>,
    /// Markers with a printed number and without a note, by number.
    unnumbered: FxHashMap<u32, Vec<ItemId>>,
    /// The markers that have a note and a number, in order.
    cited: Vec<(ItemId, u32)>,
}

impl<'a> KnownLabels<'a> {
    fn of(candidates: &Candidates<'a>, table: &Footnotes) -> KnownLabels<'a> {
        let mut notes = FxHashMap::default();
        let mut numbers = FxHashMap::default();
        for note in &candidates.markdown.notes {
            if table.note(note.id).is_some() {
                notes.entry(note.label.name()).or_insert(note.id);
                numbers.extend(note.label.number().map(|number| (number, note.id)));
            }
        }
        for id in table.notes() {
            let number = table.note(*id).and_then(|note| note.number);
            numbers.extend(number.map(|number| (number, *id)));
        }
        let mut undefined: FxHashMap<_, Vec<ItemId>> = FxHashMap::default();
        for marker in &candidates.markdown.markers {
            if table.cited_by(marker.id) == Some(None) {
                undefined
                    .entry(marker.label.name())
                    .or_default()
                    .push(marker.id);
            }
        }
        let mut unnumbered: FxHashMap<_, Vec<ItemId>> = FxHashMap::default();
        let mut cited = Vec::new();
        for marker in candidates.markers() {
            let number = marker.label.number();
            match (table.cited_by(marker.id), number) {
                (Some(Some(_)), Some(number)) => cited.push((marker.id, number)),
                (Some(None), Some(number)) if marker.label.name().is_empty() => {
                    unnumbered.entry(number).or_default().push(marker.id);
                }
                _ => {}
            }
        }
        cited.sort();
        KnownLabels {
            notes,
            numbers,
            undefined,
            unnumbered,
            cited,
        }
    }

    /// The markers without a note that are called `label`, in Markdown or in print.
    fn without_note(&self, label: &str) -> impl Iterator<Item = ItemId> {
        let labelled = self.undefined.get(label);
        let number = label.parse().ok();
        let numbered = number.and_then(|number: u32| self.unnumbered.get(&number));
        labelled.into_iter().chain(numbered).flatten().copied()
    }
}
