//! What the program does with a text: the work whose growth is measured.

use brief_ls::bibliography::{Bibliography, BibliographyFormat, CitationStyle};
use brief_ls::check::{RuleLevels, check};
use brief_ls::config::DialectChoice;
use brief_ls::ide;
use brief_ls::index::Document;
use brief_ls::refactor::refactorings;
use brief_ls::syntax::DocumentKind;
use brief_ls::text::{Span, Text};

use super::inputs::Language;

/// An entry of each format, for styles to print.
const ENTRY: &str =
    "@book{z, title={T}, author={A, B and C, D}, year=2001, publisher={P}, address={Q}}";

/// One thing that is done with a text, by a name.
pub struct Work {
    /// What it is called.
    pub name: &'static str,
    /// Does it.
    pub run: fn(&str),
}

/// What is done with a text of that language.
pub fn works(language: Language) -> &'static [Work] {
    const BRIEF: &[Work] = &[
        Work {
            name: "check",
            run: |text| drop(check(&brief(text), &RuleLevels::default())),
        },
        Work {
            name: "check as Pandoc",
            run: |text| {
                drop(check(
                    &read(text, DocumentKind::Pandoc),
                    &RuleLevels::default(),
                ))
            },
        },
        Work {
            name: "check as text",
            run: |text| {
                drop(check(
                    &read(text, DocumentKind::Plain),
                    &RuleLevels::default(),
                ))
            },
        },
        Work {
            name: "sources",
            run: |text| drop(ide::sources(&brief(text))),
        },
        Work {
            name: "questions",
            run: questions,
        },
        Work {
            name: "refactorings",
            run: refactor,
        },
    ];
    match language {
        Language::Brief | Language::Note => BRIEF,
        Language::BibTex => &[Work {
            name: "read",
            run: |text| bibliography(text, BibliographyFormat::BibTex),
        }],
        Language::CslJson => &[Work {
            name: "read",
            run: |text| bibliography(text, BibliographyFormat::CslJson),
        }],
        Language::Hayagriva => &[Work {
            name: "read",
            run: |text| bibliography(text, BibliographyFormat::Hayagriva),
        }],
        Language::Csl => &[Work {
            name: "print",
            run: print,
        }],
    }
}

fn read(text: &str, kind: DocumentKind) -> Document {
    Document::new(Text::new(text), kind, DialectChoice::Auto)
}

fn brief(text: &str) -> Document {
    read(text, DocumentKind::Markdown)
}

fn questions(text: &str) {
    let document = brief(text);
    drop(ide::symbols(&document, true));
    drop(ide::folding(&document));
    drop(document.words());
    drop(document.cross_references().collect::<Vec<_>>());
    for at in places(text) {
        drop(ide::hover(&document, at));
        drop(ide::highlights(&document, at));
    }
}

fn refactor(text: &str) {
    let document = brief(text);
    for refactoring in refactorings() {
        for at in places(text) {
            drop((refactoring.edits)(&document, Span::at(at)));
        }
    }
}

/// The start, the middle and the end of a text.
fn places(text: &str) -> [usize; 3] {
    [0, text.floor_char_boundary(text.len() / 2), text.len()]
}

fn bibliography(text: &str, format: BibliographyFormat) {
    let bibliography = Bibliography::read("a", Text::new(text), format);
    drop(bibliography.search("a", 10));
    let style = CitationStyle::standard();
    if let (Some(style), Some(entry)) = (style, bibliography.entries().first()) {
        drop(style.format(entry));
    }
}

fn print(csl: &str) {
    let bibliography = Bibliography::read("a", Text::new(ENTRY), BibliographyFormat::BibTex);
    if let (Ok(style), Some(entry)) = (CitationStyle::from_csl(csl), bibliography.entries().first())
    {
        drop((style.format(entry), style.format_note(entry, None)));
    }
}
