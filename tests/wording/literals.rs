//! The strings of a Rust file.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::LitStr;

/// Whether documentation comments are strings too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Docs {
    Included,
    Skipped,
}

/// The strings of `source` outside of its tests, each with its line, from 1. A paragraph of documentation is one
/// string.
pub fn literals(source: &str, docs: Docs) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    collect(source.parse().unwrap(), docs, &mut found);
    found
}

fn collect(tokens: TokenStream, docs: Docs, found: &mut Vec<(usize, String)>) {
    let mut tokens = tokens.into_iter().peekable();
    let mut comment: Option<(usize, String)> = None;
    while let Some(token) = tokens.next() {
        if is_sign(&token, '#') {
            tokens.next_if(|next| is_sign(next, '!'));
        }
        let attribute = match tokens.peek() {
            Some(TokenTree::Group(group)) if is_sign(&token, '#') => Some(group.clone()),
            _ => None,
        };
        if let Some(attribute) = attribute.filter(is_in_brackets) {
            tokens.next();
            match documentation(&attribute) {
                _ if attribute.stream().to_string() == "cfg (test)" => skip_item(&mut tokens),
                Some(_) if docs == Docs::Skipped => {}
                Some(line) if line.trim().is_empty() => found.extend(comment.take()),
                Some(line) => {
                    let start = attribute.span_open().start().line;
                    let (_, text) = comment.get_or_insert((start, String::new()));
                    text.push_str(&line);
                }
                None => {
                    found.extend(comment.take());
                    collect(attribute.stream(), docs, found);
                }
            }
            continue;
        }
        found.extend(comment.take());
        match token {
            TokenTree::Group(group) => collect(group.stream(), docs, found),
            TokenTree::Literal(literal) => {
                let line = literal.span().start().line;
                let text = syn::parse_str::<LitStr>(&literal.to_string());
                found.extend(text.ok().map(|text| (line, text.value())));
            }
            _ => {}
        }
    }
    found.extend(comment);
}

fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn is_in_brackets(group: &Group) -> bool {
    group.delimiter() == Delimiter::Bracket
}

/// The line of documentation that an attribute holds.
fn documentation(attribute: &Group) -> Option<String> {
    let mut tokens = attribute.stream().into_iter();
    let is_doc = tokens.next()?.to_string() == "doc" && tokens.next()?.to_string() == "=";
    let text = tokens.next().filter(|_| is_doc)?.to_string();
    Some(syn::parse_str::<LitStr>(&text).ok()?.value())
}

/// Skips what an attribute stands before: to its semicolon or its braces.
fn skip_item(tokens: &mut impl Iterator<Item = TokenTree>) {
    for token in tokens {
        match token {
            TokenTree::Punct(sign) if sign.as_char() == ';' => return,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return,
            _ => {}
        }
    }
}

#[test]
fn strings_and_comments_and_no_tests() {
    let source = r##"
        //! A file.
        /// Help that goes on
        /// here.
        ///
        /// More.
        #[arg(help = "an attribute")]
        fn f() { format!("in a \
            macro {x}"); r#"raw "one""#; 'c'; 1; b"bytes"; }
        #[cfg(test)]
        mod tests { const A: &str = "a test"; }
        const AFTER: &str = "after";
    "##;
    let strings = |docs| {
        let found = literals(source, docs).into_iter();
        found.map(|(_, text)| text).collect::<Vec<_>>()
    };
    let code = ["an attribute", "in a macro {x}", "raw \"one\"", "after"];
    assert_eq!(strings(Docs::Skipped), code);
    let with_docs = strings(Docs::Included);
    assert_eq!(
        with_docs[..2],
        [" A file. Help that goes on here.", " More."]
    );
    assert_eq!(with_docs[2..], code);
    assert_eq!(literals(source, Docs::Skipped)[3].0, 12);
}
