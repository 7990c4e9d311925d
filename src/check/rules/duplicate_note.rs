use rustc_hash::FxHashMap;

use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::{Form, Level};
use crate::index::{BookKind, Dialect, Document, ItemId, Summary};
use crate::refactor::RENUMBER;
use crate::refactor::quoted;

pub(super) const RULE: Rule = Rule::new("duplicate-note", Level::Error, Find::Items(find))
    .summary("two footnotes with the same label")
    .page(include_str!("duplicate_note.md"))
    .fix_may_leave(&["unused-note"]);

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let mut raw_diagnostics = within(document);
    raw_diagnostics.extend(across_chapters(document));
    raw_diagnostics
}

/// Labels that notes in other chapters of the book have: reported once for all.
fn across_chapters(document: &Document) -> Option<RawDiagnostic> {
    let book = document.context().book.as_ref()?;
    let notes = document.notes().filter(|note| note.form == Form::Markdown);
    let own: FxHashMap<String, ItemId> = notes
        .map(|note| (note.label.to_string(), note.id))
        .collect();
    let labels = |summary: &Summary| {
        let shared = summary
            .labels
            .iter()
            .filter_map(|label| Some((*own.get(&**label)?, label.clone())));
        shared.min_by_key(|(id, _)| *id)
    };
    let shared = book
        .chapters
        .iter()
        .filter_map(|(path, summary)| Some((labels(summary)?, path)));
    let ((id, label), path) = shared.min_by_key(|((id, _), _)| *id)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let message = format!(
        "Note {label} is also defined in `{name}`, and one note is lost if the chapters become one document: give one of them another label."
    );
    let at_most = match book.kind {
        BookKind::Bookdown => Level::Warning,
        BookKind::Quarto | BookKind::MdBook => Level::Hint,
    };
    Some(RawDiagnostic {
        at_most,
        ..RawDiagnostic::at(id, message)
    })
}

/// Labels that two notes of the document have.
fn within(document: &Document) -> Vec<RawDiagnostic> {
    let table = document.footnotes();
    if table.is_uncited() {
        return Vec::new();
    }
    let twins = table
        .notes()
        .iter()
        .filter_map(|id| Some((*id, table.note(*id)?.first?)));
    twins
        .filter_map(|(id, first)| Some((document.note(id)?, first)))
        .map(|(note, first)| {
            let rendered = match (note.form, table.dialect) {
                (Form::Markdown, Dialect::Gfm) => ", and GitHub renders only the first",
                (Form::Markdown, Dialect::Pandoc) => ", and Pandoc renders only the last",
                (Form::Markdown, Dialect::Mkdocs) => ", and MkDocs renders only the last",
                _ => "",
            };
            let message = format!(
                "Note {} is defined twice{rendered}: give one of them another label.",
                quoted::note(&note)
            );
            let raw_diagnostic = RawDiagnostic::at(note.id, message)
                .related(RelativeSpan::Item(first), "first defined here");
            match note.label.number() {
                Some(_) => raw_diagnostic.refactored(&RENUMBER).asking(),
                None => raw_diagnostic,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use crate::check::{RuleLevels, check};
    use crate::config::Profile::Default;
    use crate::config::{DialectChoice, Level};
    use crate::index::{Book, BookKind, DocumentContext, Summary};
    use crate::syntax::DocumentKind::{Markdown, Pandoc, Plain};
    use crate::testing::{assert_diagnostics, document};

    #[test]
    fn labels_of_other_chapters() {
        let chapter = Summary::read(
            "# Two\n\nA.[^2]\n\n[^2]: B.\n\n[^3]: C.\n",
            Pandoc,
            DialectChoice::Auto,
        );
        let chapters = vec![(Arc::from(Path::new("/02-two.Rmd")), Arc::new(chapter))];
        let found = |kind, text: &str| {
            let book = Some(Arc::new(Book {
                kind,
                chapters: chapters.clone(),
            }));
            let context = DocumentContext {
                book,
                ..DocumentContext::default()
            };
            let document = document(Pandoc, text).with_context(Arc::new(context));
            let found = check(&document, &RuleLevels::default());
            let found = found
                .into_iter()
                .map(|it| (it.rule.code, it.level, it.span.start));
            found.collect::<Vec<_>>()
        };
        let text = "A.[^1] B.[^2] C.[^3]\n\n[^1]: D.\n\n[^2]: E.\n\n[^3]: F.\n";
        assert_eq!(
            found(BookKind::Bookdown, text),
            [("duplicate-note", Level::Warning, 32)]
        );
        assert_eq!(
            found(BookKind::MdBook, text),
            [("duplicate-note", Level::Hint, 32)]
        );
        assert_eq!(found(BookKind::Bookdown, "A.[^1]\n\n[^1]: D.\n"), []);
    }

    #[test]
    fn the_second_of_two() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1]\n\n[^1]: A.\n\n[^1]: B.\n^^^^^ duplicate-note\n",
        );
        assert_diagnostics(
            Pandoc,
            Default,
            "One.[^1]\n\n[^1]: A.\n\n[^1]: B.\n^^^^^ duplicate-note\n",
        );
        assert_diagnostics(
            Plain,
            Default,
            "A word.\u{b9} Two.²\n\n\u{b9} A.\n\n\u{b2} B.\n\n\u{b2} C.\n^ duplicate-note\n",
        );
    }

    #[test]
    fn numbers_that_begin_again_with_each_page() {
        assert_diagnostics(
            Plain,
            Default,
            "A word.\u{b9} Two.²\n\n\u{b9} A.\n\u{b2} B.\n\nNext page.\u{b9}\n\n\u{b9} C.\n",
        );
    }

    #[test]
    fn numbers_that_begin_again_with_notes_gathered_at_the_end() {
        assert_diagnostics(
            Plain,
            Default,
            "First word.\u{b9} Two.²\n\nNext chapter.\u{b9} And two.²\n\n\
             \u{b9} A.\n\u{b2} B.\n\u{b9} C.\n\u{b2} D.\n",
        );
    }
}
