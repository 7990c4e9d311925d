//! All markers and notes of a brief written in one form: the whole document or nothing of it.

mod heads;
mod in_part;
mod inlined;
mod labels;
mod laying;
mod places;

pub use in_part::{ConvertedInPart, LeftMarker, convert_in_part};

use rustc_hash::FxHashMap;

use crate::config::Form;
use crate::index::{Document, ItemId, Label, Marker, Note};
use crate::syntax::{DocumentKind, ItemKind};
use crate::text::{Edits, Span};

use super::delete_note::note_at;
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::expand::expanding;
use crate::refactor::engine::front_matter::check_front_matter;
use crate::refactor::engine::numbering::{Numbering, check_strays};
use crate::refactor::engine::rendered::RenderedBrief;
use crate::refactor::{Refactoring, Refusal, Whole};

/// A form that a whole brief can be written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConversionTarget {
    /// `[^1]` and `[^1]: text`. Names stay; an inline note gets a number.
    Markdown,
    /// `¹` and a line `¹ text`.
    Superscript,
    /// `<sup>1</sup>` and a line `<sup>1</sup> text`.
    Html,
    /// `^[text]` (Pandoc manual, "Inline notes"). A note that is cited more than once or not at all, that has
    /// more than one paragraph or cites another, stays a note below, `[^1]`: Pandoc reads both in one brief,
    /// and to write a note twice would make two of it.
    Inline,
    /// Raised numbers, and the items of a list under a heading called Notes. Markers that are all raised or all
    /// in brackets stay as they are.
    Endnotes,
}

/// What is said of a conversion where there is nothing to convert.
const DONE: &str = "All footnotes already have this form.";

/// Writes all notes as Markdown footnotes.
pub(in crate::refactor) const TO_MARKDOWN: Refactoring = Refactoring {
    kind: "refactor.rewrite.convert.markdown",
    title: "Convert footnotes to Markdown [^1]",
    whole: Some(Whole {
        has_work: |document| ConversionTarget::Markdown.is_of_use(document),
        done: DONE,
        unasked: |document, at| ConversionTarget::Markdown.suits(document, at),
    }),
    applies: |document, _| ConversionTarget::Markdown.may_be_read(document),
    edits: |document, at| ConversionTarget::Markdown.edits(document, at),
    together: None,
};

/// Writes all notes with superscript numbers.
pub(in crate::refactor) const TO_SUPERSCRIPT: Refactoring = Refactoring {
    kind: "refactor.rewrite.convert.superscript",
    title: "Convert footnotes to superscript numbers ¹",
    whole: Some(Whole {
        has_work: |document| ConversionTarget::Superscript.is_of_use(document),
        done: DONE,
        unasked: |document, at| ConversionTarget::Superscript.suits(document, at),
    }),
    applies: |document, _| ConversionTarget::Superscript.may_be_read(document),
    edits: |document, at| ConversionTarget::Superscript.edits(document, at),
    together: None,
};

/// Writes all notes with numbers raised by HTML.
pub(in crate::refactor) const TO_HTML: Refactoring = Refactoring {
    kind: "refactor.rewrite.convert.html",
    title: "Convert footnotes to HTML <sup>1</sup>",
    whole: Some(Whole {
        has_work: |document| ConversionTarget::Html.is_of_use(document),
        done: DONE,
        unasked: |document, at| ConversionTarget::Html.suits(document, at),
    }),
    applies: |document, _| ConversionTarget::Html.may_be_read(document),
    edits: |document, at| ConversionTarget::Html.edits(document, at),
    together: None,
};

/// Writes notes into the text.
pub(in crate::refactor) const TO_INLINE: Refactoring = Refactoring {
    kind: "refactor.rewrite.convert.inline",
    title: "Convert footnotes to inline notes ^[text]",
    whole: Some(Whole {
        has_work: |document| ConversionTarget::Inline.is_of_use(document),
        done: DONE,
        unasked: |document, at| ConversionTarget::Inline.suits(document, at),
    }),
    applies: |document, _| ConversionTarget::Inline.may_be_read(document),
    edits: |document, at| ConversionTarget::Inline.edits(document, at),
    together: None,
};

/// Writes all notes as a list under a heading.
pub(in crate::refactor) const TO_ENDNOTES: Refactoring = Refactoring {
    kind: "refactor.rewrite.convert.endnotes",
    title: "Convert footnotes to endnotes (a list at the end)",
    whole: Some(Whole {
        has_work: |document| ConversionTarget::Endnotes.is_of_use(document),
        done: DONE,
        unasked: |document, at| ConversionTarget::Endnotes.suits(document, at),
    }),
    applies: |document, _| ConversionTarget::Endnotes.may_be_read(document),
    edits: |document, at| ConversionTarget::Endnotes.edits(document, at),
    together: None,
};

impl ConversionTarget {
    /// The refactoring that writes a brief so.
    pub fn refactoring(self) -> &'static Refactoring {
        match self {
            ConversionTarget::Markdown => &TO_MARKDOWN,
            ConversionTarget::Superscript => &TO_SUPERSCRIPT,
            ConversionTarget::Html => &TO_HTML,
            ConversionTarget::Inline => &TO_INLINE,
            ConversionTarget::Endnotes => &TO_ENDNOTES,
        }
    }

    /// The form of the notes that stand on lines of their own.
    pub fn form(self) -> Form {
        match self {
            ConversionTarget::Markdown | ConversionTarget::Inline => Form::Markdown,
            ConversionTarget::Superscript => Form::Superscript,
            ConversionTarget::Html => Form::Html,
            ConversionTarget::Endnotes => Form::Endnotes,
        }
    }

    /// What writes the brief so, wherever `at` is.
    fn edits(self, document: &Document, at: Span) -> Result<Edits, Refusal> {
        expanding(document, at, |document, _| convert(document, self))
    }

    /// Whether there are notes, and a renderer of such a document would read this form.
    fn may_be_read(self, document: &Document) -> bool {
        let is_read = document.kind() != DocumentKind::Plain
            || !matches!(self, ConversionTarget::Html | ConversionTarget::Inline);
        is_read && !document.footnotes().notes().is_empty()
    }

    /// Whether there is a note in another form, and a renderer of such a document would read this one.
    fn is_of_use(self, document: &Document) -> bool {
        self.may_be_read(document) && !self.is_written(document) && !self.has_all_inline(document)
    }

    /// Whether it writes notes into the text, and those that stand below all have to stay there.
    fn has_all_inline(self, document: &Document) -> bool {
        let is_read = [Form::Inline, Form::Markdown];
        self == ConversionTarget::Inline
            && document.notes().all(|note| is_read.contains(&note.form))
            && inlined::texts(document, |body| document.text().slice(body).into_owned())
                .is_ok_and(|texts| texts.is_empty())
    }

    /// Whether a marker or a note is at the place, and the renderer that the brief is written for knows the form.
    fn suits(self, document: &Document, at: Span) -> bool {
        let is_known =
            self != ConversionTarget::Inline || document.footnotes().dialect.has_inline_notes();
        is_known && note_at(document, at).is_some()
    }

    /// Whether all markers and notes are written so.
    fn is_written(self, document: &Document) -> bool {
        let table = document.footnotes();
        document.items().all(|(id, _, item)| match &item.kind {
            ItemKind::Marker { form, .. } if table.cited_by(id).is_some() => match self {
                ConversionTarget::Inline => *form == Form::Inline,
                ConversionTarget::Endnotes => *form != Form::Inline,
                _ => *form == self.form(),
            },
            ItemKind::Flattened { .. } => table.cited_by(id).is_none(),
            ItemKind::Note { form, .. } if table.note(id).is_some() => *form == self.form(),
            _ => true,
        })
    }
}

/// Writes all markers and notes in the form that is meant. Numbers that count the notes of the whole brief
/// stay; where they begin again, where notes are counted by their renderer or stand in several forms, they are
/// given anew, by first use, and `supra note 3` follows. Notes stay where they stand, but those that cut a
/// paragraph in two, which only the lines of a printed page do; what stood in the text comes to the end.
fn convert(document: &Document, target: ConversionTarget) -> Result<Edits, Refusal> {
    if target.is_written(document) {
        return Ok(Edits::default());
    }
    let mut conversion = Conversion {
        document,
        target,
        markers: marker_form(document, target),
        numbering: labels::numbering(document, target),
        inlined: FxHashMap::default(),
    };
    check_strays(document, |note| conversion.parts_from_stray(note))?;
    check_duplicates(document, target)?;
    if conversion.markers != Form::Markdown {
        check_front_matter(document, document.markers())?;
    }
    let mut builder = EditBuilder::new(document);
    conversion
        .numbering
        .write_back_references(document, &mut builder);
    if target == ConversionTarget::Inline {
        conversion.inlined = inlined::texts(document, |body| builder.take(body))?;
    }
    let taken = conversion.write_places(&mut builder)?;
    conversion.write_openers(&mut builder)?;
    conversion.lay(taken, &mut builder)?;
    builder.finish(&RenderedBrief::in_any_form(document))
}

/// Refuses where two notes bear one name that would part: a marker would lead to one of them alone, and nothing would
/// show any more that it may mean the other.
fn check_duplicates(document: &Document, target: ConversionTarget) -> Result<(), Refusal> {
    let part = |note: &Note| match target {
        ConversionTarget::Superscript | ConversionTarget::Html => false,
        ConversionTarget::Markdown | ConversionTarget::Endnotes => note.form != Form::Markdown,
        ConversionTarget::Inline => true,
    };
    let mut notes = document.notes().filter(part);
    let duplicates = notes.find_map(|note| Some((document.note(note.first?)?, note)));
    let Some((first, second)) = duplicates else {
        return Ok(());
    };
    let line = |note: &Note| document.text().line_of(note.opener.start) + 1;
    Err(Refusal::new(format!(
        "Cannot convert: note {} is defined twice, on lines {} and {}, so its markers are ambiguous. Rename one of \
         them first.",
        first.label,
        line(&first),
        line(&second)
    )))
}

/// Sees that `after`, another kind of document, leads from the same places in the text to the same notes as
/// `before`, in whatever form. What its blocks are is not compared: a heading of plain text is a paragraph in
/// Markdown.
///
/// # Errors
/// [`Refusal`] that tells what is different.
pub fn check_reference_links(before: &Document, after: &Document) -> Result<(), Refusal> {
    match RenderedBrief::in_any_form(before).difference_in_kind(after) {
        None => Ok(()),
        Some((what, marker)) => Err(Refusal::new(format!("Cannot convert: {what}.")).at(marker)),
    }
}

/// The form of the markers afterwards.
fn marker_form(document: &Document, target: ConversionTarget) -> Form {
    let mut forms = document.markers().map(|marker| marker.form);
    match (target, forms.next()) {
        (
            ConversionTarget::Endnotes,
            Some(form @ (Form::Superscript | Form::Html | Form::Bracketed)),
        ) if forms.all(|other| other == form) => form,
        (ConversionTarget::Endnotes, _) => Form::Superscript,
        _ => target.form(),
    }
}

/// A conversion of one document.
struct Conversion<'a> {
    document: &'a Document,
    target: ConversionTarget,
    /// The form of the markers afterwards.
    markers: Form,
    /// The numbers of notes, and of markers without a note, that are not what they were.
    numbering: Numbering,
    /// The notes that are written into the text, with their text.
    inlined: FxHashMap<ItemId, String>,
}

impl Conversion<'_> {
    /// Whether a note gets another form or number, so that text which looks like its marker would not any more. Where
    /// all numbers are flat, one of them that is left as it is shows best once the others are not.
    fn parts_from_stray(&self, note: &Note) -> bool {
        let old = note.number.or(note.label.number());
        let new = self.numbering.of(note.id);
        let is_written = note.form == self.target.form()
            || note.form == Form::Flat
            || self.target == ConversionTarget::Inline && note.form == Form::Inline;
        !is_written || new.is_some_and(|new| old != Some(new))
    }

    /// What a note is called afterwards.
    fn name(&self, note: &Note) -> String {
        let old = note.number.or(note.label.number());
        self.label_for(note.id, note.form, &note.label, old)
    }

    /// What the note of a marker is called afterwards, if it is there or not.
    fn name_at(&self, marker: &Marker) -> String {
        match marker.note.and_then(|note| self.document.note(note)) {
            Some(note) => self.name(&note),
            None => self.label_for(marker.id, marker.form, &marker.label, marker.label.number()),
        }
    }

    fn label_for(&self, id: ItemId, form: Form, label: &Label, old: Option<u32>) -> String {
        let named = self.target.form() == Form::Markdown && form == Form::Markdown;
        match label {
            Label::Name(name) if named && label.number().is_none() => name.to_string(),
            _ => {
                let number = self.numbering.of(id).or(old);
                number.map_or(String::new(), |number| number.to_string())
            }
        }
    }
}
