//! Whatever stands in a brief, and wherever the cursor is, every question of an editor has an answer.

#[path = "common/tries.rs"]
mod tries;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use brief_ls::bibliography::{Bibliography, BibliographyFormat};
use brief_ls::check::{RuleLevels, check};
use brief_ls::config::DialectChoice;
use brief_ls::ide;
use brief_ls::index::{Brief, CitedSources, Document, DocumentContext, Workspace};
use brief_ls::refactor::{format, refactorings};
use brief_ls::syntax::DocumentKind;
use brief_ls::text::{Span, Text};
use proptest::prelude::*;

use tries::tries;

/// What briefs are made of, and halves of it.
const PIECES: &[&str] = &[
    "A word",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "é𝒳",
    "[^1]",
    "[^",
    "[^1]: ",
    "^[",
    "]",
    "¹",
    "¹ ",
    "²,³",
    "^",
    "[1]",
    "<sup>1</sup>",
    "@",
    "@{",
    "{odd(key)}",
    "}",
    "[@roy, p. 3]",
    "roy",
    "[@tag:a]: ",
    "(#",
    "](#",
    "[x](#a-b)",
    "# A b",
    "## ",
    "> ",
    "- ",
    "1. ",
    "```\n",
    "`",
    "$",
    "<!-- ",
    " -->",
    "*Ibid.*, 4",
    "see note 1 above",
    "supra note 1",
    "Roy, *Rivers*, 2021.",
    "(EEU)",
    "the EEU",
    ".",
    ":",
    "---\n",
    "bibliography: a.bib\n",
    "## Notes\n\n",
    "    ",
    "\t",
    "\\",
];

fn context() -> Arc<DocumentContext> {
    let text = Text::new("@book{roy, title = {Rivers}}\n@misc{odd(key), title = {Odd}}\n");
    let bibliography = Bibliography::read(Path::new("a.bib"), text, BibliographyFormat::BibTex);
    Arc::new(DocumentContext {
        bibliographies: vec![Arc::new(bibliography)],
        ..DocumentContext::default()
    })
}

/// Asks what other briefs are asked for, in a workspace where another one cites the same.
fn ask_of_sources(document: &Document, offset: usize) {
    let cited = || Arc::new(OnceLock::from(CitedSources::of(document)));
    let brief = |path| {
        let brief = Brief {
            summary: Arc::default(),
            bibliographies: Arc::default(),
            cited: cited(),
        };
        (Arc::from(Path::new(path)), brief)
    };
    let workspace = || Workspace::new([brief("/a.md"), brief("/b.md")].into_iter().collect());
    let path = Path::new("/a.md");
    if let Some(source) = ide::source_here(document, offset) {
        let workspace = workspace();
        let places = ide::source_references(&workspace, path, &source);
        assert!(places.len() > 1);
        ide::source_hover(&workspace, path, &source, None);
    }
    if let Some(begun) = ide::citation_begun(document, offset) {
        ide::known_sources(&begun, document, &workspace(), path);
    }
}

/// Asks everything that is asked of a place.
fn ask_at(document: &Document, offset: usize) {
    ide::completions(document, offset);
    ide::hover(document, offset);
    ide::definition(document, offset);
    ide::references(document, offset, true);
    ide::highlights(document, offset);
    ide::selection(document, offset);
    ide::link_target(document, offset);
    ask_of_sources(document, offset);
    for name in ["x", "7", "a b", "é]"] {
        let _ = ide::rename(document, offset, name);
    }
    ide::prepare_rename(document, offset);
    for way in [ide::Way::Next, ide::Way::Previous, ide::Way::Across] {
        ide::neighbour(document, offset, way);
    }
}

proptest! {
    #![proptest_config(tries(96))]

    #[test]
    fn every_question_has_an_answer_everywhere(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 1..14),
        first in any::<prop::sample::Index>(),
        kind in prop::sample::select(&[DocumentKind::Markdown, DocumentKind::Pandoc, DocumentKind::Plain][..]),
    ) {
        let text = pieces.concat();
        let document = Document::new(Text::new(&text), kind, DialectChoice::Auto)
            .with_context(context());
        let all = document.text().span();
        check(&document, &RuleLevels::default());
        ide::symbols(&document, true);
        ide::folding(&document);
        ide::links(&document);
        ide::inlay_hints(&document, all);
        ide::tokens(&document, all);
        ide::sources(&document);
        format(&document, all);
        for refactoring in refactorings() {
            let at = Span::at(first.index(text.len() + 1));
            if (refactoring.applies)(&document, at) {
                let _ = (refactoring.edits)(&document, at);
            }
        }
        let offsets = text.char_indices().map(|(at, _)| at).chain([text.len(), text.len() + 9]);
        offsets.for_each(|offset| ask_at(&document, offset));
    }
}
