//! What an editor asks while a brief is read, on arbitrary input: folds nest, selections grow, links lie
//! one after the other on character boundaries, and a place is highlighted with the ones that it highlights.

mod common;
#[path = "common/tries.rs"]
mod tries;

use brief_ls::config::DialectChoice;
use brief_ls::ide;
use brief_ls::index::Document;
use brief_ls::text::{Span, Text};
use proptest::prelude::*;

use tries::tries;

use common::{kind, text};

fn assert_folds_nest(document: &Document) {
    let text = document.text();
    let folds = ide::folding(document);
    let mut open: Vec<ide::Fold> = Vec::new();
    for fold in folds {
        assert!(
            fold.first < fold.last && fold.last < text.line_count(),
            "{fold:?}"
        );
        let last = text.slice(text.line(fold.last));
        assert!(
            !last.trim_matches([' ', '\t']).is_empty(),
            "{fold:?} ends in a blank line"
        );
        while open.pop_if(|outer| outer.last < fold.first).is_some() {}
        let within = open.last().is_none_or(|outer| fold.last <= outer.last);
        assert!(within, "{fold:?} crosses {:?}", open.last());
        open.push(fold);
    }
}

fn assert_links_follow(document: &Document, text: &str) {
    let mut end = 0;
    for link in ide::links(document) {
        assert!(link.span.start >= end && !link.span.is_empty(), "{link:?}");
        assert!(text.get(link.span.range()).is_some(), "{link:?}");
        end = link.span.end;
    }
}

proptest! {
    #![proptest_config(tries(1000))]

    #[test]
    fn folds_nest_and_links_follow(text in text(), kind in kind()) {
        let document = Document::new(Text::new(&text), kind, DialectChoice::Auto);
        assert_folds_nest(&document);
        assert_links_follow(&document, &text);
    }

    #[test]
    fn selections_grow(text in text(), at in any::<prop::sample::Index>(), kind in kind()) {
        let document = Document::new(Text::new(&text), kind, DialectChoice::Auto);
        let spans = ide::selection(&document, document.text().floor(at.index(text.len() + 1)));
        prop_assert_eq!(spans.last(), Some(&Span::new(0, text.len())));
        for pair in spans.windows(2) {
            prop_assert!(pair[1].covers(pair[0]) && pair[1] != pair[0], "{:?}", spans);
        }
        for span in spans {
            prop_assert!(text.get(span.range()).is_some(), "{:?}", span);
        }
    }

    #[test]
    fn highlights_are_mutual(text in text(), at in any::<prop::sample::Index>(), kind in kind()) {
        let document = Document::new(Text::new(&text), kind, DialectChoice::Auto);
        let all = ide::highlights(&document, at.index(text.len() + 1));
        for place in &all {
            // Within it: where it begins, what stands right before it may be meant.
            let within = document.text().floor(place.span.end.saturating_sub(1));
            let spans = ide::references(&document, within, true);
            prop_assert!(spans.contains(&place.span) || spans.is_empty());
        }
    }
}
