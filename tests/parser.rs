//! The parser on arbitrary input: it never panics, its blocks tile the text, its spans lie on character
//! boundaries, and an edit gives what a fresh parse gives.

mod common;
#[path = "common/tries.rs"]
mod tries;

use brief_ls::config::DialectChoice;
use brief_ls::index::{Document, Summary};
use brief_ls::syntax::{Blocks, parse, reparse};
use brief_ls::text::{Edit, Span, Text};
use proptest::prelude::*;

use tries::tries;

use common::{kind, text};

fn assert_sound(blocks: &Blocks, text: &str) {
    let mut end = 0;
    for at in blocks.iter() {
        assert_eq!(at.start, end, "blocks tile the text");
        end += at.block.len;
        let block = &text[at.start..end];
        for span in at
            .block
            .items
            .iter()
            .map(|item| item.span)
            .chain([at.block.body])
        {
            assert!(block.get(span.range()).is_some(), "{span:?} in {block:?}");
        }
    }
    assert_eq!(end, text.len());
    assert_eq!(blocks.items().count(), blocks.item_count());
    for (number, item) in blocks.items().enumerate() {
        assert_eq!(blocks.item(number).map(|(_, found)| found), Some(item));
    }
}

/// What a summary says.
fn said(summary: &Summary) -> String {
    let Summary {
        headings,
        names,
        links,
        citations,
        defines,
        ..
    } = summary;
    format!(
        "{headings:?} {names:?} {links:?} {citations:?} {defines:?} {:?}",
        summary.title
    )
}

proptest! {
    #![proptest_config(tries(2000))]

    #[test]
    fn any_text_parses(text in text(), kind in kind()) {
        assert_sound(&parse(&text, kind), &text);
    }

    #[test]
    fn an_edit_gives_what_a_fresh_parse_gives(
        start in text(),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0..30usize, text()), 1..6),
        kind in kind(),
    ) {
        let mut text = Text::new(&start);
        let mut blocks = parse(&start, kind);
        for (at, len, insert) in edits {
            let at = text.floor(at.index(text.len() + 1));
            let edit = Edit::new(Span::new(at, at + len), insert);
            let replaced = text.replace(&edit);
            let reparsed = reparse(&blocks, &text, replaced, edit.insert.len(), kind);
            prop_assert_eq!(&reparsed.blocks, &parse(&text.to_string(), kind), "after {:?}", edit);
            assert_sound(&reparsed.blocks, &text.to_string());
            blocks = reparsed.blocks;
        }
    }

    #[test]
    fn a_summary_is_that_of_the_whole_document(text in text(), kind in kind()) {
        let document = Document::new(Text::new(&text), kind, DialectChoice::Auto);
        let read = Summary::read(&text, kind, DialectChoice::Auto);
        prop_assert_eq!(said(&read), said(&Summary::of(&document)));
    }
}
