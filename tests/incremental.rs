//! A document that was edited is the document that a fresh reading gives, and so are its findings.

mod common;
#[path = "common/tries.rs"]
mod tries;

use brief_ls::check::{Checker, Diagnostic, RuleLevels, check};
use brief_ls::config::{Config, DialectChoice, Profile};
use brief_ls::index::Document;
use brief_ls::syntax::DocumentKind;
use brief_ls::text::{Edit, Span, Text};
use proptest::prelude::*;

use tries::tries;

use common::{kind, text};

/// Briefs as people write them, so that random edits meet runs of notes, sections and title blocks.
const BRIEFS: [&str; 7] = [
    "# A brief\n\nOne claim.[^1] Two.[^b] Again.[^1]\n\n## Section\n\nThree.[^3]\n\n[^1]: First, [link](#).\n\n    \
     More of it.\n[^b]: Second.\n[^3]: TODO\n\n<!-- brief-ls-ignore unused-note -->\n[^4]: Unused.\n",
    "An Institute\n\nIssue Brief\n\nThe Basin\n\nA. Author\n\nMay 4, 2024\n\nSummary\n\nFirst.\u{b9} The ministry for which it\n\n\
     \u{b9} [\"A\"](#), 2020.\n\n\u{b2} B.\n\nhad waited.\u{b2} Then.\u{b3}\n\nThe End of It\n\nLast.\u{b9}\n\n\u{b9} Anew.\n\u{b3} C.\n",
    "Intro.\u{b9} More.\u{b3}\n\n## Notes\n\n1. One\n2. Two\n   more\n3. [Three](#)\n",
    "A Socio- Economic o\u{fb03}ce at US\\$ 3 for which the ministry had long\n\n12\n\nwaited.\u{b9} The end.\n\n\u{b9} A gov\u{ad}ernment.\n\n\
     13\n\nand so on.[^1][^2]\n\n[^1]: A.\n[^2]: B.\n",
    "One.[^1] Two.[^2] See footnote 7, and note 2 above.\n\nThree.[^3] Four (footnote 9 below).[^4]\n\n[^1]: Jane Roe, *Dams* (Oxford, 2010).\n\n[^2]: Ibid.\n[^3]: Roe, *supra* \
     note 1; Ann Lee, *Canals*, 2011.\n\n[^4]: Lee (n 3) 4; *id.* at 7. See note 9.\n",
    "---\ndate: 8 March 2021\n---\n\n# Rivers\n\nThe the dam fell on 31 June 2019.[^1] XX per cent [insert figure]^[Of of it.] \
     rose.[^2]\n\n- From 1950-1960 it fell..\n\n## About the Author\n\nShe is in in Oslo.\n\n[^1]: Roe, *Dams*, 4 June 2022.\n\
     [^2]: On Febuary 4, 2020.\n",
    "The the dam\u{b9} for which the\n\n\u{b9} Of of it, 31 June 2019.\n\nthe ministry had to to wait [insert date].\u{b2} Then \
     XX per cent.\n\n\u{b2} TODO [insert page], Febuary 4, 2020.\n",
];

fn start() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(&BRIEFS[..]).prop_map(str::to_owned),
        text()
    ]
}

fn told(findings: &[Diagnostic]) -> Vec<String> {
    let tell = |finding: &Diagnostic| {
        let Diagnostic {
            rule,
            level,
            span,
            message,
            related,
            fix,
        } = finding;
        format!(
            "{} {level:?} {span:?} {message} {related:?} {fix:?}",
            rule.code
        )
    };
    findings.iter().map(tell).collect()
}

fn read(text: &Text, kind: DocumentKind) -> Document {
    Document::new(text.clone(), kind, DialectChoice::Auto)
}

proptest! {
    #![proptest_config(tries(3000))]

    #[test]
    fn an_edited_document_is_the_one_read_afresh(
        start in start(),
        edits in proptest::collection::vec(
            (any::<prop::sample::Index>(), 0..20usize, text(), any::<bool>()),
            1..8,
        ),
        kind in kind(),
    ) {
        let config = Config { profile: Some(Profile::Brief), ..Config::default() };
        let settings = RuleLevels::new(&config).0;
        let mut document = read(&Text::new(&start), kind);
        let mut checker = Checker::default();
        checker.check(&document, &settings);
        for (at, len, insert, checked) in edits {
            let at = at.index(document.text().len() + 1);
            let insert: String = insert.chars().take(40).collect();
            let edit = Edit::new(Span::new(at, at + len), insert);
            document = document.edit(&edit);
            let fresh = read(document.text(), kind);
            prop_assert_eq!(document.footnotes(), fresh.footnotes(), "after {:?}", edit);
            prop_assert_eq!(document.title(), fresh.title());
            if checked {
                let named = |document: &Document| document.cross_references().collect::<Vec<_>>();
                prop_assert_eq!(named(&document), named(&fresh), "after {:?}", edit);
                let found = checker.check(&document, &settings).resolve(&document);
                prop_assert_eq!(told(&found), told(&check(&fresh, &settings)), "after {:?}", edit);
            }
        }
    }
}

/// A block that is cut as before may say something else.
#[test]
fn a_text_of_the_same_length_is_another_text() {
    let settings = RuleLevels::default();
    let mut checker = Checker::default();
    let text = "One.[^1]\n\n[^1]: See [it](#).\n";
    let document = read(&Text::new(text), DocumentKind::Markdown);
    assert_eq!(
        checker.check(&document, &settings).resolve(&document).len(),
        1
    );
    let at = text.find("(#)").unwrap();
    let edited = document.edit(&Edit::new(Span::new(at, at + 3), "[1]"));
    assert!(
        checker
            .check(&edited, &settings)
            .resolve(&edited)
            .is_empty()
    );
}

#[test]
fn a_note_goes_on_after_an_inline_note_in_it() {
    let text = "A.[^1]\n\n[^1]: One.^[Two.]\n\n    TODO\n";
    let mut document = read(&Text::new(text), DocumentKind::Pandoc);
    let settings = RuleLevels::default();
    let mut checker = Checker::default();
    let found = checker.check(&document, &settings).resolve(&document);
    assert_eq!(found.len(), 1, "{found:?}");
    let todo = text.find("TODO").unwrap();
    assert!(document.note_at(todo).is_some());
    document = document.edit(&Edit::new(Span::new(todo, todo + 4), "Three."));
    let found = checker.check(&document, &settings).resolve(&document);
    assert_eq!(told(&found), [""; 0]);
}
