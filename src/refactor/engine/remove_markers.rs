//! Taking the markers of a note out of those that stand at one place.

use crate::index::{Document, ItemId, Marker};
use crate::refactor::Refusal;

use super::cluster::Cluster;
use super::edit_builder::EditBuilder;
use super::numbering::Numbering;
use super::spelling;

impl Cluster {
    /// Takes the markers of `note` out, those that stay with the numbers of `numbering`.
    ///
    /// # Errors
    /// [`Refusal`] where something else would stand alone in brackets.
    pub fn remove(
        &self,
        document: &Document,
        note: ItemId,
        numbering: &Numbering,
        builder: &mut EditBuilder<'_>,
    ) -> Result<(), Refusal> {
        let text = document.text();
        if !self.whole {
            let line = text.line_of(self.span.start) + 1;
            return Err(Refusal::new(format!(
                "Cannot delete: the brackets on line {line} contain more than markers. Edit that marker by hand."
            )));
        }
        let goes = |marker: &&Marker| marker.note == Some(note);
        if self.markers.iter().all(|marker| goes(&marker)) {
            builder.take(self.span);
            builder.replace(self.with_blank(document), "");
            return Ok(());
        }
        let encloses = |marker: &Marker| {
            text.slice(marker.span)
                .starts_with(['[', '<', '^', '/', '〔', '［', '【'])
        };
        if self.markers.iter().all(encloses) {
            for marker in self.markers.iter().filter(goes) {
                builder.take(marker.span);
                builder.replace(marker.span, "");
            }
            return Ok(());
        }
        let number = |marker: &Marker| {
            numbering
                .of(marker.note.unwrap_or(marker.id))
                .or(marker.label.number())
        };
        let left = self.markers.iter().filter(|marker| !goes(marker));
        let numbers: Vec<u32> = left.filter_map(number).collect();
        builder.take(self.span);
        builder.replace(self.span, spelling::numbers(self.markers[0].form, &numbers));
        Ok(())
    }
}
