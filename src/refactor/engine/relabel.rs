//! A note that is called by another number.

use crate::config::Form;
use crate::index::{Document, Note};
use crate::text::Edit;

use super::edit_builder::EditBuilder;
use super::numbering::{Numbering, check_strays};
use crate::refactor::Refusal;

/// The edits that let what leads to `note` by its number, other than its markers, lead there by `number`: `supra note 3`
/// in notes and in running text, links to anchors.
///
/// # Errors
/// [`Refusal`] where something that no renderer takes for a marker leads to the note.
pub fn relabel(document: &Document, note: &Note, number: u32) -> Result<Vec<Edit>, Refusal> {
    if note.form != Form::Markdown {
        check_strays(document, |other| other.id == note.id)?;
    }
    let mut builder = EditBuilder::new(document);
    let numbering = Numbering::of_one(note.id, number);
    numbering.write_back_references(document, &mut builder);
    numbering.write_links(document, &mut builder);
    Ok(builder.into_edits())
}
