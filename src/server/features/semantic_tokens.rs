use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta,
    SemanticTokensDeltaParams, SemanticTokensEdit, SemanticTokensFullDeltaResult,
    SemanticTokensLegend, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult,
};

use crate::ide::{self, TokenKind};
use crate::server::session::{PublishedTokens, Session, Snapshot};
use crate::text::Span;

/// The types and modifiers of the tokens: of the protocol's own, for which every theme has colours.
pub fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: vec![
            SemanticTokenType::NUMBER,
            SemanticTokenType::KEYWORD,
            SemanticTokenType::VARIABLE,
        ],
        token_modifiers: vec![SemanticTokenModifier::DEFINITION],
    }
}

/// LSP 3.17, `textDocument/semanticTokens/full`.
pub async fn semantic_tokens_full(
    session: &Session,
    params: SemanticTokensParams,
) -> Result<Option<SemanticTokensResult>> {
    let uri = params.text_document.uri;
    let Some(data) = session.ask(&uri, whole).await? else {
        return Ok(None);
    };
    let (published, _) = session.publish_tokens(&uri, data, None);
    Ok(Some(SemanticTokensResult::Tokens(all(published))))
}

/// LSP 3.17, `textDocument/semanticTokens/full/delta`: one edit, or all where the client has others than it was
/// told last.
pub async fn semantic_tokens_full_delta(
    session: &Session,
    params: SemanticTokensDeltaParams,
) -> Result<Option<SemanticTokensFullDeltaResult>> {
    let uri = params.text_document.uri;
    let Some(data) = session.ask(&uri, whole).await? else {
        return Ok(None);
    };
    let (published, before) = session.publish_tokens(&uri, data, Some(&params.previous_result_id));
    Ok(Some(match before {
        Some(before) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
            edits: difference(&before.data, &published.data)
                .into_iter()
                .collect(),
            result_id: Some(published.id),
        }),
        None => SemanticTokensFullDeltaResult::Tokens(all(published)),
    }))
}

/// LSP 3.17, `textDocument/semanticTokens/range`.
pub async fn semantic_tokens_range(
    session: &Session,
    params: SemanticTokensRangeParams,
) -> Result<Option<SemanticTokensRangeResult>> {
    let range = params.range;
    let question = move |brief: &Snapshot| {
        let within = Span::new(brief.offset(range.start), brief.offset(range.end));
        let data = encoded(brief, within);
        let result_id = None;
        let tokens = SemanticTokens { result_id, data };
        Some(SemanticTokensRangeResult::Tokens(tokens))
    };
    session.ask(&params.text_document.uri, question).await
}

fn whole(brief: &Snapshot) -> Option<Arc<[SemanticToken]>> {
    Some(encoded(brief, brief.document.text().span()).into())
}

fn all(published: PublishedTokens) -> SemanticTokens {
    SemanticTokens {
        result_id: Some(published.id),
        data: published.data.to_vec(),
    }
}

/// What makes `new` of `old`, if they differ: what lies between what both begin and end with. Counted in numbers,
/// of which each token has five.
fn difference(old: &[SemanticToken], new: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    const NUMBERS: usize = 5;
    let same = |(one, other): &(&SemanticToken, &SemanticToken)| one == other;
    let before = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[before..], &new[before..]);
    let both = old.iter().rev().zip(new.iter().rev());
    let after = both.take_while(same).count();
    let (gone, come) = (old.len() - after, &new[..new.len() - after]);
    let count = |tokens: usize| u32::try_from(tokens * NUMBERS).unwrap_or(u32::MAX);
    (gone > 0 || !come.is_empty()).then(|| SemanticTokensEdit {
        start: count(before),
        delete_count: count(gone),
        data: (!come.is_empty()).then(|| come.to_vec()),
    })
}

/// The tokens in `within`, each by its distance from the one before (LSP 3.17, "Semantic Tokens").
fn encoded(brief: &Snapshot, within: Span) -> Vec<SemanticToken> {
    let mut data = Vec::new();
    let (mut line, mut column) = (0, 0);
    for token in ide::tokens(&brief.document, within) {
        let range = brief.range(token.span);
        let (start, end) = (range.start, range.end);
        let delta_line = start.line - line;
        let delta_start = if delta_line == 0 {
            start.character - column
        } else {
            start.character
        };
        let (token_type, token_modifiers_bitset) = numbers(token.kind);
        data.push(SemanticToken {
            delta_line,
            delta_start,
            length: end.character - start.character,
            token_type,
            token_modifiers_bitset,
        });
        (line, column) = (start.line, start.character);
    }
    data
}

/// Type and modifiers, as [`legend`] counts them.
fn numbers(kind: TokenKind) -> (u32, u32) {
    match kind {
        TokenKind::Marker => (0, 0),
        TokenKind::NoteOpener => (0, 1),
        TokenKind::BackReference => (1, 0),
        TokenKind::Key => (2, 0),
    }
}
