//! The notes of a brief in another form, and plain text as Markdown or back.

use std::path::Path;

use crate::check::{Fixes, RuleLevels, fix_all};
use crate::index::{Document, DocumentKind};
use crate::refactor::{
    ConversionTarget, MarkedUp, Refactoring, Refusal, check_reference_links, convert_in_part,
    into_plain, marked_up, refactoring,
};
use crate::text::{Span, Text};

use super::complain;
use super::left_over::listed;
use super::printable::name;

/// The rule whose fixes remove what a page layout left.
const ARTEFACTS: &str = "extraction-artefact";

/// What a brief becomes.
pub(super) struct BriefConversion<'a> {
    /// What the brief is called on standard error.
    pub path: &'a Path,
    /// What kind of document it is to be.
    pub kind: DocumentKind,
    /// The form of its notes.
    pub target: ConversionTarget,
}

impl BriefConversion<'_> {
    /// The brief as it is to be. What is left as it was, or left out, is listed on standard error, by lines.
    ///
    /// # Errors
    /// [`Refusal`] where the notes cannot be converted.
    pub fn convert(&self, document: &Document) -> Result<Document, Refusal> {
        let marked = self.is_laid_out(document).then(|| {
            let marked = marked_up(document);
            self.list_omitted(&marked);
            marked
        });
        let source = marked.as_ref().map_or(document, |it| &it.document);
        let accepts = |before: &Document, after: &Text| self.accepts(before, after);
        let converted = convert_in_part(source, self.target, &accepts)?;
        for left in &converted.left {
            let line = marked
                .as_ref()
                .map_or(left.line, |it| it.line_before(document, left.line));
            let reason = &left.reason;
            complain(&format_args!(
                "{}:{line}: not converted: {reason}",
                name(self.path)
            ));
        }
        Ok(self.finished(source.with_text(converted.text)))
    }

    /// Whether plain text becomes Markdown.
    fn is_laid_out(&self, document: &Document) -> bool {
        document.kind() == DocumentKind::Plain && self.kind != DocumentKind::Plain
    }

    /// Whether `text`, which the notes of `before` were converted to, says the same as another kind of document.
    fn accepts(&self, before: &Document, text: &Text) -> Result<(), Refusal> {
        if self.kind == before.kind() {
            return Ok(());
        }
        let after = before.with_kind(text.clone(), self.kind);
        let Err(refusal) = check_reference_links(before, &after) else {
            return Ok(());
        };
        // An `Ibid.` that was written out is so in the converted text alone.
        let converted = before.with_text(text.clone());
        check_reference_links(&converted, &after).map_err(|_| read_as(self.kind, refusal))
    }

    fn list_omitted(&self, marked: &MarkedUp) {
        if !marked.furniture.is_empty() {
            let lines = listed(&marked.furniture);
            let what = "running heads and page numbers";
            complain(&format_args!(
                "{}: omitted: {what} on {lines}",
                name(self.path)
            ));
        }
        if let Some(refusal) = &marked.refusal {
            self.complain_of_title(refusal);
        }
    }

    fn complain_of_title(&self, refusal: &Refusal) {
        let what = "title and headings were left as they are";
        complain(&format_args!("{}: {what}: {refusal}", name(self.path)));
    }

    /// The brief whose notes are converted as the kind of document that it is to be: of plain text, without the remains
    /// of a page layout and with its notes at the end.
    fn finished(&self, converted: Document) -> Document {
        match (converted.kind(), self.kind) {
            (before, after) if before == after => converted,
            (_, DocumentKind::Plain) => into_plain(&converted).unwrap_or_else(|refusal| {
                self.complain_of_title(&refusal);
                converted
            }),
            (DocumentKind::Plain, kind) => {
                let document = converted.with_kind(converted.text().clone(), kind);
                let levels = RuleLevels::default().only(&[ARTEFACTS]);
                let fixed = fix_all(&document, &levels, Fixes::All).document;
                match self.target {
                    ConversionTarget::Markdown => self.gathered(fixed),
                    _ => fixed,
                }
            }
            _ => converted,
        }
    }

    /// The brief with its notes at the end.
    fn gathered(&self, document: Document) -> Document {
        let gather = refactoring("refactor.rewrite.gather");
        let edits = |gather: &Refactoring| (gather.edits)(&document, Span::at(0));
        match gather.map(edits) {
            Some(Ok(edits)) => document.with_text(edits.apply(document.text())),
            Some(Err(refusal)) => {
                let what = "notes were left where they are";
                complain(&format_args!("{}: {what}: {refusal}", name(self.path)));
                document
            }
            None => document,
        }
    }
}

/// Why the result says something else as another kind of document.
fn read_as(kind: DocumentKind, refusal: Refusal) -> Refusal {
    let kind = match kind {
        DocumentKind::Plain => "plain text",
        _ => "Markdown",
    };
    let sentence = format!("Read as {kind}: {refusal}");
    refusal.reworded(sentence)
}
