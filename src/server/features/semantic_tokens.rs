use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensLegend,
    SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult,
    SemanticTokensResult,
};

use crate::ide::{self, TokenKind};
use crate::server::session::{Session, Snapshot};
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
    let question = |brief: &Snapshot| {
        let tokens = encoded(brief, brief.document.text().span());
        Some(SemanticTokensResult::Tokens(tokens))
    };
    session.ask(&params.text_document.uri, question).await
}

/// LSP 3.17, `textDocument/semanticTokens/range`.
pub async fn semantic_tokens_range(
    session: &Session,
    params: SemanticTokensRangeParams,
) -> Result<Option<SemanticTokensRangeResult>> {
    let range = params.range;
    let question = move |brief: &Snapshot| {
        let within = Span::new(brief.offset(range.start), brief.offset(range.end));
        Some(SemanticTokensRangeResult::Tokens(encoded(brief, within)))
    };
    session.ask(&params.text_document.uri, question).await
}

/// The tokens in `within`, each by its distance from the one before (LSP 3.17, "Semantic Tokens").
fn encoded(brief: &Snapshot, within: Span) -> SemanticTokens {
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
    SemanticTokens {
        result_id: None,
        data,
    }
}

/// Type and modifiers, as [`legend`] counts them.
fn numbers(kind: TokenKind) -> (u32, u32) {
    match kind {
        TokenKind::Marker => (0, 0),
        TokenKind::Head => (0, 1),
        TokenKind::BackReference => (1, 0),
        TokenKind::Key => (2, 0),
    }
}
