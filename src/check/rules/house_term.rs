use crate::check::passages::{finding, place};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::{House, Level, Term};
use crate::index::{Document, Passage, PassageRole};
use crate::text::Span;

pub(super) const RULE: Rule = Rule::in_brief_alone("house-term", Level::Hint, Find::Prose(find))
    .summary("a word that the house writes otherwise")
    .page(include_str!("house_term.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let house = document.house();
    if house.term.is_empty() {
        return Vec::new();
    }
    let is_own = |passage: &&Passage| {
        matches!(
            passage.role,
            PassageRole::Body | PassageRole::Item | PassageRole::Heading | PassageRole::Table
        )
    };
    let passages = document.passages().iter().filter(is_own);
    passages
        .flat_map(|passage| {
            let terms = house.term.iter();
            terms.flat_map(move |term| in_passage(house, term, passage))
        })
        .collect()
}

fn in_passage(house: &House, term: &Term, passage: &Passage) -> Vec<RawDiagnostic> {
    let text = passage.text.as_str();
    let excepted: Vec<Span> = term.except.iter().flat_map(|it| found(text, it)).collect();
    let wrong = term.not.iter().flat_map(|wrong| found(text, wrong));
    let is_meant = |span: &Span| {
        !passage.is_quoted(*span) && !excepted.iter().any(|except| except.covers(*span))
    };
    let report = |span: Span| {
        let message = match &term.message {
            Some(message) => message.clone(),
            None => format!("“{}”, not “{}”.", term.usual, passage.slice(span)),
        };
        let (_, at) = place(passage, span)?;
        let title = format!("Write {}", term.usual);
        let found = finding(passage, span, house.says(&message))?;
        Some(found.fixed(title, vec![(at, term.usual.clone())]).asking())
    };
    wrong.filter(is_meant).filter_map(report).collect()
}

/// Where `words` stand in `text` as whole words.
fn found(text: &str, words: &str) -> Vec<Span> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let spans = text
        .match_indices(words)
        .map(|(at, _)| Span::new(at, at + words.len()));
    spans
        .filter(|span| {
            !span.is_empty()
                && !is_word(text[..span.start].chars().next_back())
                && !is_word(text[span.end..].chars().next())
        })
        .collect()
}
