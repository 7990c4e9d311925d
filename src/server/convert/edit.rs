use std::collections::HashMap;

use tower_lsp::lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, CreateFileOptions, DocumentChangeOperation,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit,
    TextEdit, Url, WorkspaceEdit,
};

use crate::server::abilities::Abilities;
use crate::text::{Edit, Edits, Encoding, Span, Text};

use super::place;

/// A document that changes.
pub struct Changed<'a> {
    /// Its URI.
    pub uri: &'a Url,
    /// The client's version of its text; none for a file that is not open.
    pub version: Option<i32>,
    /// Its text; none for a file that is made.
    pub text: Option<&'a Text>,
    /// What changes in it.
    pub edits: &'a Edits,
}

/// The name of the one change annotation of an edit.
const ANNOTATION: &str = "brief-ls";

/// `edits` of `text`. Lines added after its last line break are added before it: Neovim 0.11 would make a blank line of
/// the break that ends them.
pub fn text_edits(text: &Text, edits: &Edits, encoding: Encoding) -> Vec<TextEdit> {
    let mut edits: Vec<Edit> = edits.iter().cloned().collect();
    if let Some((last, others)) = edits.split_last_mut()
        && let Some(moved) = before_last_break(text, last)
        && others.iter().all(|it| it.span.end <= moved.span.start)
    {
        *last = moved;
    }
    let edit = |edit: Edit| TextEdit::new(place::range(text, edit.span, encoding), edit.insert);
    edits.into_iter().map(edit).collect()
}

/// The same change as `edit`, before the line break that ends `text`; none where it adds no line after that.
fn before_last_break(text: &Text, edit: &Edit) -> Option<Edit> {
    let ends = text.line_break();
    let start = text.len().checked_sub(ends.len())?;
    let added = edit.insert.strip_suffix(ends)?;
    let is_at_end =
        edit.span == Span::at(text.len()) && text.slice(Span::new(start, text.len())) == ends;
    is_at_end.then(|| Edit::insert(start, format!("{ends}{added}")))
}

/// The change of `changed` as far as the client takes it: with versions, where it takes them or a file is created, and
/// with an annotation that is called `label`. No change asks to be confirmed: VS Code leaves the box of one that does unticked.
pub fn workspace_edit(client: &Abilities, label: &str, changed: &[Changed<'_>]) -> WorkspaceEdit {
    let empty = Text::new("");
    let edits = |it: &Changed<'_>| text_edits(it.text.unwrap_or(&empty), it.edits, client.encoding);
    let creates = changed.iter().any(|it| it.text.is_none());
    let takes_operations = client.edits.versions || (creates && client.edits.creates);
    if !takes_operations {
        let changes: HashMap<_, _> = changed
            .iter()
            .map(|it| (it.uri.clone(), edits(it)))
            .collect();
        return WorkspaceEdit::new(changes);
    }
    let mut operations = Vec::new();
    for it in changed {
        if it.text.is_none() {
            operations.push(DocumentChangeOperation::Op(created(it.uri)));
        }
        operations.push(DocumentChangeOperation::Edit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                uri: it.uri.clone(),
                version: it.version,
            },
            edits: edits(it)
                .into_iter()
                .map(|edit| annotated(client, edit))
                .collect(),
        }));
    }
    let annotation = ChangeAnnotation {
        label: label.to_owned(),
        needs_confirmation: Some(false),
        description: None,
    };
    let annotations = || HashMap::from([(ANNOTATION.to_owned(), annotation)]);
    WorkspaceEdit {
        changes: None,
        document_changes: Some(DocumentChanges::Operations(operations)),
        change_annotations: client.edits.annotations.then(annotations),
    }
}

fn annotated(client: &Abilities, text_edit: TextEdit) -> OneOf<TextEdit, AnnotatedTextEdit> {
    match client.edits.annotations {
        true => OneOf::Right(AnnotatedTextEdit {
            text_edit,
            annotation_id: ANNOTATION.to_owned(),
        }),
        false => OneOf::Left(text_edit),
    }
}

fn created(uri: &Url) -> ResourceOp {
    ResourceOp::Create(CreateFile {
        uri: uri.clone(),
        options: Some(CreateFileOptions {
            overwrite: Some(false),
            ignore_if_exists: Some(true),
        }),
        annotation_id: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_at_the_end_are_added_before_the_last_break() {
        let places = |text: &str, edits: Vec<Edit>| {
            let text = Text::new(text);
            let edits = text_edits(&text, &Edits::new(edits).unwrap(), Encoding::Utf16);
            let place = |it: TextEdit| (it.range.start.line, it.range.start.character, it.new_text);
            edits.into_iter().map(place).collect::<Vec<_>>()
        };
        let added = |text: &str, insert: &str| places(text, vec![Edit::insert(text.len(), insert)]);
        assert_eq!(added("A.\n", "B.\n"), [(0, 2, "\nB.".to_owned())]);
        assert_eq!(added("A.\r\n", "B.\r\n"), [(0, 2, "\r\nB.".to_owned())]);
        assert_eq!(added("A.", "\nB.\n"), [(0, 2, "\nB.\n".to_owned())]);
        assert_eq!(added("A.\n", "B."), [(1, 0, "B.".to_owned())]);
        let beside = vec![Edit::delete(Span::new(0, 3)), Edit::insert(3, "B.\n")];
        assert_eq!(places("A.\n", beside)[1], (1, 0, "B.\n".to_owned()));
    }
}
