use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::super::manuscript::{ListNumbering, ManuscriptNote, Metadata, Table, TextStyle};
use super::*;

fn paragraph(text: Vec<Inline>) -> ManuscriptBlock {
    ManuscriptBlock::paragraph(Origin::default(), text)
}

fn plain(text: &str) -> ManuscriptBlock {
    paragraph(vec![Inline::plain(text)])
}

fn block(content: Content) -> ManuscriptBlock {
    ManuscriptBlock {
        origin: Origin::default(),
        content,
    }
}

fn styled(text: &str, style: &str) -> Inline {
    Inline::Text {
        text: text.to_owned(),
        style: TextStyle {
            bold: style.contains('b'),
            italic: style.contains('i'),
            struck: style.contains('s'),
            superscript: style.contains('^'),
            subscript: style.contains('_'),
            code: style.contains('c'),
        },
    }
}

fn note(text: &str) -> ManuscriptNote {
    ManuscriptNote {
        blocks: vec![plain(text)],
    }
}

fn written(blocks: Vec<ManuscriptBlock>, notes: Vec<ManuscriptNote>) -> String {
    let manuscript = Manuscript {
        blocks,
        notes,
        ..Manuscript::default()
    };
    markdown(&manuscript).text
}

fn line(text: Vec<Inline>) -> String {
    let text = written(vec![paragraph(text)], vec![note("A"), note("B")]);
    text.split("\n\n").next().unwrap().trim_end().to_owned()
}

#[test]
fn a_brief_has_front_matter_text_and_notes() {
    let manuscript = Manuscript {
        metadata: Metadata {
            title: Some("Dams: a plan".to_owned()),
            authors: vec!["Ana Roy".to_owned(), "Lee \"Bo\" Ode".to_owned()],
            date: Some("3 May 2021".to_owned()),
            ..Metadata::default()
        },
        blocks: vec![
            block(Content::Heading {
                level: 2,
                text: vec![Inline::plain("Why #")],
            }),
            paragraph(vec![
                Inline::plain("It "),
                styled("rose ", "i"),
                Inline::plain("late."),
                Inline::Note(1),
                Inline::plain(" It fell."),
                Inline::Note(0),
            ]),
            block(Content::Quote(vec![plain("One."), plain("Two.")])),
        ],
        notes: vec![
            note("First in the file."),
            ManuscriptNote {
                blocks: vec![
                    plain("Second."),
                    block(Content::Quote(vec![plain("Said.")])),
                ],
            },
            note("Never cited."),
        ],
        left_out: Vec::new(),
    };
    let expected = "\
---
title: \"Dams: a plan\"
author:
  - Ana Roy
  - Lee \"Bo\" Ode
date: \"3 May 2021\"
---

## Why \\#

It *rose* late.[^1] It fell.[^2]

> One.
>
> Two.

[^1]: Second.

    > Said.

[^2]: First in the file.

[^3]: Never cited.
";
    assert_eq!(markdown(&manuscript).text, expected);
}

#[test]
fn formatting_begins_and_ends_at_letters() {
    let cases = [
        (vec![styled(" a ", "b"), Inline::plain("b")], "**a** b"),
        (
            vec![styled("Title,", "i"), Inline::plain("next")],
            "*Title*,next",
        ),
        (vec![styled("a", "b"), styled("b", "i")], "**a**_b_"),
        (
            vec![styled("a", "b"), styled(" b", "bi"), Inline::plain(".")],
            "**a *b***.",
        ),
        (vec![Inline::plain("km"), styled("2", "^")], "km²"),
        (
            vec![Inline::plain("1"), styled("st ", "^"), Inline::plain("x")],
            "1<sup>st</sup> x",
        ),
        (vec![styled("a`b", "c")], "``a`b``"),
        (
            vec![styled("a", "s"), Inline::Break, Inline::plain("- b")],
            "~~a~~\\\n\\- b",
        ),
        (
            vec![
                Inline::plain("Stop!"),
                Inline::Note(0),
                Inline::plain("(see)"),
            ],
            "Stop\\![^1]\\(see)",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(line(text), expected);
    }
}

#[test]
fn links_are_links_and_addresses_stay_whole() {
    let link = |target: &str, text: &str| Inline::Link {
        target: target.to_owned(),
        text: vec![Inline::plain(text)],
    };
    let cases = [
        (
            vec![link("https://a.org/b_(c)", "the [plan]")],
            "[the \\[plan\\]](https://a.org/b_(c))",
        ),
        (
            vec![link("https://a.org/b", "https://a.org/b")],
            "<https://a.org/b>",
        ),
        (
            vec![link("https://a.org/b c)", "x")],
            "[x](https://a.org/b%20c%29)",
        ),
        (
            vec![Inline::plain("at https://a.org/b_c, seen")],
            "at https://a.org/b_c, seen",
        ),
        (
            vec![Inline::plain("at https://a.org/~b/_c_/x.")],
            "at <https://a.org/~b/_c_/x>.",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(line(text), expected);
    }
}

#[test]
fn lists_and_tables_keep_their_notes() {
    let item = |text: &str| vec![plain(text)];
    let list = |start, items| {
        block(Content::List(List {
            start,
            items,
            ..List::default()
        }))
    };
    let mut nested = item("b");
    nested.push(list(Some(3), vec![item("c"), item("d")]));
    let table = Table {
        has_header: true,
        rows: vec![
            vec![item("Year"), item("a|b")],
            vec![vec![paragraph(vec![Inline::plain("x"), Inline::Note(0)])]],
        ],
    };
    let text = written(
        vec![
            list(None, vec![item("a"), nested]),
            list(None, vec![vec![plain("e"), plain("f")], Vec::new()]),
            block(Content::Table(table)),
        ],
        vec![note("A")],
    );
    let expected = "\
- a

- b

  3. c
  4. d

<!-- -->

- e

  f

-

| Year | a\\|b |
| --- | --- |
| x[^1] |  |

[^1]: A
";
    assert_eq!(text, expected);
}

#[test]
fn letters_number_items_of_one_paragraph() {
    let list = |items: Vec<Vec<ManuscriptBlock>>| {
        block(Content::List(List {
            start: Some(2),
            numbering: ListNumbering::LowerLetter,
            items,
        }))
    };
    let simple = list(vec![vec![plain("One")], vec![plain("Two")]]);
    assert_eq!(written(vec![simple], Vec::new()), "b. One\n\nc. Two\n");
    let nested = list(vec![vec![plain("One"), plain("Two")]]);
    assert_eq!(written(vec![nested], Vec::new()), "2. One\n\n   Two\n");
}

#[test]
fn a_place_in_the_text_leads_to_the_paragraph_in_the_file() {
    let at = |paragraph| Origin {
        page: Some(1),
        paragraph,
    };
    let manuscript = Manuscript {
        blocks: vec![
            ManuscriptBlock::paragraph(at(1), vec![Inline::plain("One")]),
            ManuscriptBlock::paragraph(at(2), vec![Inline::plain("Two"), Inline::Note(0)]),
        ],
        notes: vec![ManuscriptNote {
            blocks: vec![ManuscriptBlock::paragraph(
                at(2),
                vec![Inline::plain("Note")],
            )],
        }],
        ..Manuscript::default()
    };
    let written = markdown(&manuscript);
    let of = |word| written.origin(written.text.find(word).unwrap());
    assert_eq!(
        [of("One"), of("Two"), of("Note")],
        [Some(at(1)), Some(at(2)), Some(at(2))]
    );
}

/// The paragraphs of `text` as a Markdown renderer has them, and the labels of its notes.
fn read(text: &str) -> (Vec<String>, Vec<String>) {
    let options =
        Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    let mut paragraphs = Vec::new();
    let mut markers = Vec::new();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Paragraph) => paragraphs.push(String::new()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(last) = paragraphs.last_mut() {
                    last.push_str(&text);
                }
            }
            Event::FootnoteReference(label) => markers.push(label.to_string()),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::Start(Tag::Link { .. } | Tag::FootnoteDefinition(_))
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::FootnoteDefinition,
            ) => {}
            other => paragraphs.push(format!("{other:?}")),
        }
    }
    (paragraphs, markers)
}

fn inline() -> impl Strategy<Value = Inline> {
    let word = prop::sample::select(vec![
        "word",
        "a",
        "Roy",
        "2019",
        " ",
        " ",
        " ",
        "*",
        "_",
        "**",
        "`",
        "[",
        "]",
        "(",
        ")",
        "^",
        "~",
        "!",
        "<",
        ">",
        "&amp;",
        "\\",
        "#",
        "- ",
        "1. ",
        ":",
        "|",
        "$",
        "@",
        ".",
        ",",
        "é",
        "“",
        "”",
        "{",
        "}",
        "https://a.org/b_c*d",
        "=",
        "+",
        "/",
        "\"",
    ]);
    let text = prop::collection::vec(word, 1..6).prop_map(|words| words.concat());
    let style = prop::sample::select(vec!["", "", "", "b", "i", "bi", "s"]);
    prop_oneof![
        6 => (text.clone(), style.clone()).prop_map(|(text, style)| styled(&text, style)),
        1 => (text, style).prop_map(|(text, style)| Inline::Link {
            target: "https://a.org/x".to_owned(),
            text: vec![styled(&text, style)],
        }),
        1 => (0..3_usize).prop_map(Inline::Note),
    ]
}

proptest! {
    /// Whatever the text, a Markdown renderer has its words and its markers.
    #[test]
    fn what_is_written_is_read(texts in prop::collection::vec(prop::collection::vec(inline(), 1..6), 1..4)) {
        // pulldown-cmark reads no marker right before a bracket.
        let before = |pair: &[Inline]| match pair {
            [Inline::Note(_), Inline::Link { .. }] => true,
            [Inline::Note(_), Inline::Text { text, .. }] => text.trim_start().starts_with('['),
            _ => false,
        };
        prop_assume!(!texts.iter().any(|text| text.windows(2).any(before)));
        let words = |text: &[Inline]| Inline::words(text).trim().to_owned();
        let blocks: Vec<ManuscriptBlock> = texts.iter().cloned().map(paragraph).collect();
        let text = written(blocks, vec![note("A"), note("B"), note("C")]);
        let (paragraphs, markers) = read(&text);
        let empty = |text: &String| !text.is_empty();
        let mut expected: Vec<String> = texts.iter().map(|text| words(text)).filter(empty).collect();
        expected.extend(["A", "B", "C"].map(str::to_owned));
        let squeezed = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let of = |text: &[String]| {
            let mut all: Vec<String> = text.iter().map(squeezed).filter(|text| !text.is_empty()).collect();
            let notes = all.len().saturating_sub(3);
            all[notes..].sort();
            all
        };
        prop_assert_eq!(of(&paragraphs), of(&expected), "{}", text);
        let count = texts.iter().flatten().filter(|inline| matches!(inline, Inline::Note(_))).count();
        prop_assert_eq!(markers.len(), count, "{}", text);
    }
}
