use std::collections::HashMap;

use tower_lsp::lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, CreateFileOptions, DocumentChangeOperation,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit,
    TextEdit, Url, WorkspaceEdit,
};

use crate::server::abilities::Abilities;
use crate::text::{Edits, Encoding, Text};

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

/// `edits` of `text`.
pub fn text_edits(text: &Text, edits: &Edits, encoding: Encoding) -> Vec<TextEdit> {
    let edit = |edit: &crate::text::Edit| {
        TextEdit::new(place::range(text, edit.span, encoding), edit.insert.clone())
    };
    edits.iter().map(edit).collect()
}

/// The change of `changed` as far as the client takes it: with versions, and with an annotation that is
/// called `label` and says whether the author is to be asked.
pub fn workspace_edit(
    client: &Abilities,
    label: &str,
    asks: bool,
    changed: &[Changed<'_>],
) -> WorkspaceEdit {
    let empty = Text::new("");
    let edits = |it: &Changed<'_>| text_edits(it.text.unwrap_or(&empty), it.edits, client.encoding);
    if !client.edits.versions {
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
        needs_confirmation: Some(asks),
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
