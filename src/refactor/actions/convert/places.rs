//! The markers of a brief, place by place, in another form.

use rustc_hash::FxHashMap;

use crate::config::Form;
use crate::index::{ItemId, Marker};
use crate::refactor::Refusal;
use crate::refactor::engine::cluster::{AdjacentClusters, is_dash, places};
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::spelling;
use crate::syntax::BlockAt;
use crate::text::Span;

use super::{Conversion, ConversionTarget};

impl Conversion<'_> {
    /// Writes all markers; returns what the notes say that stood in the text and are to stand on lines of their
    /// own.
    ///
    /// # Errors
    /// [`Refusal`] where a marker says more than the number of its note.
    pub(super) fn write_places(
        &self,
        builder: &mut EditBuilder<'_>,
    ) -> Result<FxHashMap<ItemId, String>, Refusal> {
        let mut taken = FxHashMap::default();
        for block in self.document.blocks().iter() {
            let places = places(self.document, block);
            if self.target != ConversionTarget::Inline && has_inline(&places) {
                self.write_inner(block, builder)?;
            }
            let mut last = None;
            for place in &places {
                self.write_place(place, last, builder, &mut taken)?;
                last = Some(place.span.end);
            }
        }
        Ok(taken)
    }

    /// Writes the markers within inline notes.
    fn write_inner(
        &self,
        block: BlockAt<'_>,
        builder: &mut EditBuilder<'_>,
    ) -> Result<(), Refusal> {
        let mut outer = Span::at(block.start);
        for marker in self.document.markers_in(block) {
            let is_inner = outer.covers(marker.span);
            match marker.form {
                Form::Inline if !is_inner => outer = marker.span,
                Form::Markdown if is_inner => {
                    builder.replace(marker.span, self.spelled(&[&marker], false));
                }
                _ if is_inner => {
                    return Err(self.refusal(
                        marker.span,
                        "an inline note contains a marker that cannot be converted",
                    ));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn write_place(
        &self,
        place: &AdjacentClusters,
        last: Option<usize>,
        builder: &mut EditBuilder<'_>,
        taken: &mut FxHashMap<ItemId, String>,
    ) -> Result<(), Refusal> {
        let document = self.document;
        let markers: Vec<&Marker> = place.markers().collect();
        let stays = |marker: &&Marker| match self.target {
            ConversionTarget::Inline if marker.form == Form::Inline => true,
            _ => {
                let inlined = |note: &ItemId| self.inlined.contains_key(note);
                marker.form == self.markers && !marker.note.as_ref().is_some_and(inlined)
            }
        };
        if markers.iter().all(stays) {
            for cluster in &place.clusters {
                self.numbering.write_cluster(document, cluster, builder);
            }
            return Ok(());
        }
        if !place
            .clusters
            .iter()
            .all(|cluster| cluster.is_bare(document))
        {
            let what = "the brackets around a marker contain more than its number";
            return Err(self.refusal(place.span, what));
        }
        if self.target != ConversionTarget::Inline {
            let inline = markers.iter().filter(|marker| marker.form == Form::Inline);
            for note in inline.filter_map(|marker| document.note(marker.id)) {
                taken.insert(note.id, builder.take(note.body));
            }
        }
        let ranged = place.has_range(document);
        builder.take(place.span);
        let mut spelled = self.spelled(&markers, ranged);
        let joins = |last| {
            let between = document.text().slice(Span::new(last, place.span.start));
            !between.contains(char::is_whitespace)
        };
        if self.target == ConversionTarget::Inline && last.is_some_and(joins) {
            spelled.insert(0, ' ');
        }
        let block = document.blocks().at_offset(place.span.start);
        let after = last.or(block.map(|block| block.body().start)).unwrap_or(0);
        let is_flat = markers.iter().all(|marker| marker.form == Form::Flat);
        let raised = matches!(self.markers, Form::Superscript | Form::Html);
        let gap = self.gap_before(place.span);
        match gap.filter(|gap| gap.start > after && (is_flat || raised)) {
            Some(gap) => self.attach(gap, place.span, spelled, builder),
            None => builder.replace(place.span, spelled),
        }
        Ok(())
    }

    /// The blank or line break between a word and the place after it. A raised number that stands apart from the word
    /// that it belongs to may be a power or an isotope, and what copying made flat stands apart by mistake.
    fn gap_before(&self, place: Span) -> Option<Span> {
        let text = self.document.text();
        let start = text.floor(place.start.saturating_sub(6));
        let before = text.slice(Span::new(start, place.start));
        let word = before.trim_end();
        let is_gap = matches!(&before[word.len()..], " " | "  " | "\n" | " \n" | "\r\n");
        let gap = Span::new(place.start + word.len() - before.len(), place.start);
        (is_gap && !word.is_empty() && !word.ends_with('|')).then_some(gap)
    }

    /// Writes a place at the word before the gap; what parted the two comes after it, where it parts words.
    fn attach(&self, gap: Span, place: Span, spelled: String, builder: &mut EditBuilder<'_>) {
        let text = self.document.text();
        let after = text.slice(Span::new(place.end, text.floor(place.end + 4)));
        let parts = match after.chars().next() {
            Some(' ') => &*text.slice(gap) != " ",
            Some(c) => c.is_alphanumeric(),
            None => false,
        };
        let blank = usize::from(parts && after.starts_with(' '));
        let between = text.slice(gap);
        let between = if parts { &*between } else { "" };
        builder.replace(Span::new(gap.start, place.end + blank), spelled + between);
    }

    /// The markers at one place. Those of Markdown get a comma between them, unless they touch already, as readers
    /// print 12 for `[^1][^2]`; notes in the text a blank, as Pandoc takes `^[a b],^[c d]` for a superscript. With
    /// `ranged` three numbers or more that follow one another are written as a range.
    fn spelled(&self, markers: &[&Marker], ranged: bool) -> String {
        if self.markers == Form::Markdown {
            let touch = markers.iter().all(|marker| marker.form == Form::Markdown);
            let labels: Vec<String> = markers.iter().map(|marker| self.label(marker)).collect();
            return labels.join(match self.target {
                ConversionTarget::Inline => " ",
                _ if touch => "",
                _ => ",",
            });
        }
        let numbers = markers.iter().map(|marker| self.name_at(marker));
        let numbers: Vec<u32> = numbers.filter_map(|number| number.parse().ok()).collect();
        match ranged {
            true => spelling::ranges(self.markers, &numbers),
            false => spelling::numbers(self.markers, &numbers),
        }
    }

    /// A marker that leads to a Markdown note or is its own.
    fn label(&self, marker: &Marker) -> String {
        let inlined = marker.note.and_then(|note| self.inlined.get(&note));
        match inlined {
            Some(text) => format!("^[{text}]"),
            None if marker.form == Form::Inline && self.target == ConversionTarget::Inline => {
                self.document.text().slice(marker.span).into_owned()
            }
            None => spelling::marker(Form::Markdown, &self.name_at(marker)),
        }
    }

    /// The refusal that tells what is in the way at a place.
    pub(super) fn refusal(&self, at: Span, what: &str) -> Refusal {
        let line = self.document.text().line_of(at.start) + 1;
        Refusal::new(format!("Cannot convert: {what} (line {line}).")).at(Some(at.start))
    }
}

impl AdjacentClusters {
    /// Whether a dash stands in it for the notes between two.
    fn has_range(&self, document: &crate::index::Document) -> bool {
        let text = document.text().slice(self.span);
        text.chars().any(|c| is_dash(c.encode_utf8(&mut [0; 4])))
    }
}

fn has_inline(places: &[AdjacentClusters]) -> bool {
    let mut markers = places.iter().flat_map(AdjacentClusters::markers);
    markers.any(|marker| marker.form == Form::Inline)
}
