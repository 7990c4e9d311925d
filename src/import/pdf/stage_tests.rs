//! Each stage alone, on pages made by hand.

use super::feet;
use super::flow::{FlowPiece, Words, flow};
use super::heading;
use super::line::lines;
use super::note::PageNote;
use super::number::{NoteLabel, labels, opener};
use super::page::{Bookmark, LinkTarget, Page, PageLink};
use super::paragraph::{self, Kind};
use super::testing::{PageText, faces, metrics, note_text, page, pages, regions, shown, texts};
use super::{endnotes, furniture, markers, reading};

fn lines_of(page: &Page) -> Vec<String> {
    lines(page, 0).iter().map(shown).collect()
}

#[test]
fn raised_and_lowered_text_is_part_of_its_line() {
    let page = page()
        .print(
            50.0,
            100.0,
            10.0,
            "the first rule.^{12} The next, on CO_{2}, the 3^{rd} of May",
        )
        .print(50.0, 112.0, 10.0, "is another line");
    assert_eq!(
        lines_of(&page),
        [
            "the first rule.^{12} The next, on CO2, the 3^{rd} of May",
            "is another line"
        ]
    );
}

#[test]
fn the_number_of_a_note_belongs_to_the_text_behind_it() {
    let page = page()
        .print(50.0, 700.0, 8.0, "^{7}")
        .print(62.0, 700.0, 8.0, "A report on ports.")
        .print(62.0, 709.0, 8.0, "Its second line.");
    assert_eq!(
        lines_of(&page),
        ["^{7}", "A report on ports.", "Its second line."]
    );
    let regions = regions(&[page]);
    assert_eq!(
        texts(&regions),
        [["^{7} A report on ports.", "Its second line."]]
    );
}

#[test]
fn a_marker_that_found_no_room_stands_raised_on_a_line_of_its_own() {
    let page = page()
        .print(
            50.0,
            100.0,
            10.0,
            "the laws of the sea that govern them all.",
        )
        .print(50.0, 110.0, 6.0, "14")
        .print(50.0, 140.0, 10.0, "Another paragraph");
    assert_eq!(
        lines_of(&page),
        [
            "the laws of the sea that govern them all.",
            "^{14}",
            "Another paragraph"
        ]
    );
}

#[test]
fn raised_figures_of_unicode_are_figures() {
    let page = page().print(50.0, 100.0, 10.0, "an area of 5 km² and a claim¹⁴");
    assert_eq!(lines_of(&page), ["an area of 5 km^{2} and a claim^{14}"]);
}

#[test]
fn words_are_apart_where_the_gap_is_even_without_a_space() {
    let page = page()
        .print(50.0, 100.0, 10.0, "one")
        .print(68.0, 100.0, 10.0, "two")
        .print(83.1, 100.0, 10.0, "three")
        .print(160.0, 100.0, 10.0, "far");
    assert_eq!(lines_of(&page), ["one twothree", "far"]);
}

#[test]
fn what_is_printed_twice_is_read_once() {
    let page = page();
    let mut page = page.print(50.0, 100.0, 10.0, "ab");
    let twice: Vec<_> = page
        .glyphs
        .iter()
        .flat_map(|glyph| {
            [
                *glyph,
                super::page::Glyph {
                    x0: glyph.x0 + 0.3,
                    x1: glyph.x1 + 0.3,
                    ..*glyph
                },
            ]
        })
        .collect();
    page.glyphs = twice;
    assert_eq!(lines_of(&page), ["ab"]);
}

fn two_columns() -> Page {
    let left = [
        "In the left column the text",
        "runs on for several lines",
        "until it ends at the foot",
        "of it, and goes on",
    ];
    let right = [
        "at the head of the right",
        "column, whose lines are as",
        "long as those of the left",
        "one, and end here.",
    ];
    page()
        .print(
            50.0,
            80.0,
            14.0,
            "A heading that is as wide as both columns of the page",
        )
        .print_lines(50.0, 120.0, 10.0, &left)
        .print_lines(300.0, 120.0, 10.0, &right)
}

#[test]
fn columns_are_read_one_after_the_other() {
    let regions = texts(&regions(&[two_columns()]));
    let firsts: Vec<&str> = regions
        .iter()
        .filter_map(|region| region.first())
        .map(String::as_str)
        .collect();
    assert_eq!(
        firsts,
        [
            "A heading that is as wide as both columns of the page",
            "In the left column the text",
            "at the head of the right"
        ]
    );
}

#[test]
fn a_heading_in_the_margin_is_read_before_its_text() {
    let text = [
        "The text beside the heading runs on,",
        "as texts do, for several lines of",
        "its own column, and ends",
        "after some more of them.",
    ];
    let page = page()
        .print_lines(250.0, 100.0, 10.0, &text)
        .print(50.0, 100.0, 11.0, "What is to be done")
        .print(50.0, 117.0, 11.0, "about the margin");
    let regions = texts(&regions(&[page]));
    assert_eq!(
        regions.first().map(|region| region.join(" ")).as_deref(),
        Some("What is to be done about the margin")
    );
}

#[test]
fn a_table_is_read_by_rows() {
    let mut page = page();
    for (row, (name, value)) in [
        ("Ports of call", "12"),
        ("Ships", "7"),
        ("Crews", "19"),
        ("Days at sea each year", "180"),
        ("Total", "218"),
    ]
    .iter()
    .enumerate()
    {
        let y = 100.0 + 14.0 * row as f32;
        page = page.print(50.0, y, 10.0, name).print(300.0, y, 10.0, value);
    }
    assert_eq!(
        texts(&regions(&[page])),
        [[
            "Ports of call 12",
            "Ships 7",
            "Crews 19",
            "Days at sea each year 180",
            "Total 218"
        ]]
    );
}

/// What is left of pages whose edges are `edges`: text and height.
fn without_furniture(edges: &[&[(f32, &str)]]) -> Vec<Vec<String>> {
    let pages: Vec<Page> = edges
        .iter()
        .map(|edge| {
            let text =
                page().print_lines(50.0, 300.0, 10.0, &["Text of the page,", "in two lines."]);
            edge.iter()
                .fold(text, |page, (y, text)| page.print(50.0, *y, 8.0, text))
        })
        .collect();
    let mut by_page: Vec<_> = pages
        .iter()
        .enumerate()
        .map(|(number, page)| lines(page, number))
        .collect();
    furniture::remove(&mut by_page, &pages);
    by_page
        .iter()
        .map(|lines| {
            lines
                .iter()
                .map(shown)
                .filter(|line| !line.contains("ext of") && !line.contains("two lines"))
                .collect()
        })
        .collect()
}

#[test]
fn running_heads_and_page_numbers_are_left_out() {
    let nothing: [Vec<String>; 3] = Default::default();
    let heads = without_furniture(&[
        &[(40.0, "The Sea and its Law"), (770.0, "1")],
        &[(40.0, "The Sea and its Law"), (770.0, "2")],
        &[(40.0, "The Sea and its Law"), (770.0, "3")],
    ]);
    assert_eq!(heads, nothing);
    let counted = without_furniture(&[
        &[(770.0, "Policy Brief 4 | page 11")],
        &[(770.0, "Policy Brief 4 | page 12")],
        &[(770.0, "Policy Brief 4 | page 13")],
    ]);
    assert_eq!(counted, nothing);
    let roman = without_furniture(&[&[(770.0, "ii")], &[(770.0, "iii")], &[(770.0, "– 4 –")]]);
    assert_eq!(roman, nothing);
}

#[test]
fn notes_at_the_edge_are_no_running_heads() {
    // The numbers do not count the pages; the text of a note may come again.
    let ids = without_furniture(&[
        &[(760.0, "^{4} Ibid."), (785.0, "1")],
        &[(760.0, "^{5} Ibid."), (785.0, "2")],
        &[(760.0, "^{6} Ibid."), (785.0, "3")],
    ]);
    assert_eq!(ids, [["^{4} Ibid."], ["^{5} Ibid."], ["^{6} Ibid."]]);
    let flat = without_furniture(&[
        &[(770.0, "4 Ibid.")],
        &[(770.0, "7 Ibid.")],
        &[(770.0, "9 Ibid.")],
    ]);
    assert_eq!(flat, [["4 Ibid."], ["7 Ibid."], ["9 Ibid."]]);
    let inner = without_furniture(&[
        &[(748.0, "A treaty of the sea,"), (760.0, "article 3.")],
        &[(748.0, "A treaty of the sea,"), (760.0, "article 8.")],
        &[(748.0, "A treaty of the sea,"), (760.0, "article 9.")],
    ]);
    assert_eq!(inner[0], ["A treaty of the sea,", "article 3."]);
}

#[test]
fn raised_text_is_a_marker_where_it_is_a_number_or_a_sign() {
    let number = |number| NoteLabel::Number(number);
    assert_eq!(labels("12"), Some(vec![number(12)]));
    assert_eq!(labels("01"), Some(vec![number(1)]));
    assert_eq!(labels("1, 2"), Some(vec![number(1), number(2)]));
    assert_eq!(labels("3–5"), Some(vec![number(3), number(4), number(5)]));
    assert_eq!(labels("(7)"), Some(vec![number(7)]));
    assert_eq!(labels("**"), Some(vec![NoteLabel::Sign('*', 2)]));
    assert_eq!(labels("1920"), Some(vec![number(19), number(20)]));
    assert_eq!(labels("910"), Some(vec![number(9), number(10)]));
    assert_eq!(labels("102"), Some(vec![number(102)]));
    for no in ["th", "er", "0", "12a", "", "1–90", "2019202"] {
        assert_eq!(labels(no), None, "{no}");
    }
}

#[test]
fn a_note_opens_with_its_number() {
    let open = |text: &str| {
        let page = page().print(50.0, 100.0, 10.0, text);
        let lines = lines(&page, 0);
        let found = opener(lines.first()?)?;
        let rest: String = lines
            .first()?
            .chars
            .iter()
            .skip(found.length)
            .map(|c| c.character)
            .collect();
        Some((found.label, found.raised, rest))
    };
    let number =
        |number, raised, rest: &str| Some((NoteLabel::Number(number), raised, rest.to_owned()));
    assert_eq!(open("^{3}Text"), number(3, true, "Text"));
    assert_eq!(open("^{3} Text"), number(3, true, "Text"));
    assert_eq!(open("3 Text"), number(3, false, "Text"));
    assert_eq!(open("3. Text"), number(3, false, "Text"));
    assert_eq!(open("[3] Text"), number(3, false, "Text"));
    assert_eq!(
        open("† Text"),
        Some((NoteLabel::Sign('†', 1), false, "Text".to_owned()))
    );
    for no in [
        "3rd of May",
        "Text 3",
        "(a) Text",
        "20190 Text",
        "1,200 ships",
    ] {
        assert_eq!(open(no), None, "{no}");
    }
}

/// The notes at the feet of `pages`, and what is left of the text.
fn notes_at_feet(all: &[Page]) -> (Vec<(u32, String)>, Vec<String>) {
    let mut regions = regions(all);
    let metrics = metrics(&regions);
    let (mut notes, mut waiting) = (Vec::new(), Vec::new());
    for (number, page) in all.iter().enumerate() {
        let mut own: Vec<_> = regions
            .iter()
            .filter(|region| region.page == number)
            .cloned()
            .collect();
        feet::take(&mut own, &page.rules, &metrics, &mut notes, &mut waiting);
        regions.retain(|region| region.page != number);
        regions.extend(own);
    }
    (numbered(&notes), texts(&regions).concat())
}

fn numbered(notes: &[PageNote]) -> Vec<(u32, String)> {
    let number = |note: &PageNote| match note.label {
        NoteLabel::Number(number) => number,
        NoteLabel::Sign(..) => 0,
    };
    notes
        .iter()
        .map(|note| (number(note), note_text(note)))
        .collect()
}

fn note(number: u32, text: &str) -> (u32, String) {
    (number, text.to_owned())
}

#[test]
fn small_lines_at_the_foot_are_notes() {
    let page = page()
        .print_lines(
            50.0,
            100.0,
            10.0,
            &[
                "A claim,^{1} and another",
                "one.^{2} And more",
                "of the text, which is",
                "longer than the notes",
            ],
        )
        .print_lines(
            50.0,
            700.0,
            8.0,
            &[
                "^{1} A first source,",
                "of two lines.",
                "^{2} A second source.",
            ],
        );
    let (notes, text) = notes_at_feet(&[page]);
    assert_eq!(
        notes,
        [
            note(1, "A first source,|of two lines."),
            note(2, "A second source.")
        ]
    );
    assert_eq!(text.len(), 4);
}

#[test]
fn notes_in_text_size_stand_below_a_rule() {
    let page = page()
        .print_lines(
            50.0,
            100.0,
            10.0,
            &["A claim.^{1} And more", "of the text."],
        )
        .rule(50.0, 150.0, 690.0)
        .print_lines(
            50.0,
            705.0,
            10.0,
            &["the rest of a note of the page before.", "^{1} A source."],
        );
    let (notes, text) = notes_at_feet(&[page]);
    assert_eq!(notes, [note(1, "A source.")]);
    // What goes on from a note that is not known stays in the text.
    assert_eq!(
        text,
        [
            "A claim.^{1} And more",
            "of the text.",
            "the rest of a note of the page before."
        ]
    );
}

#[test]
fn numbers_of_notes_that_are_not_raised_are_those_of_markers() {
    let page = page()
        .print_lines(
            50.0,
            100.0,
            10.0,
            &[
                "A claim,^{3} and another",
                "one.^{4} And more",
                "of the text.",
            ],
        )
        .print_lines(
            50.0,
            700.0,
            8.0,
            &[
                "3 A source of",
                "12 May, and of",
                "4 May 2020.",
                "4 Another source.",
            ],
        );
    let (notes, _) = notes_at_feet(&[page]);
    assert_eq!(notes.first().map(|(number, _)| *number), Some(3));
    // The year's day cannot be told from the number of the next note.
    assert_eq!(notes.len(), 2);
}

#[test]
fn a_list_in_the_text_is_no_foot() {
    let page = page()
        .print_lines(
            50.0,
            100.0,
            10.0,
            &[
                "A claim,^{1} and another.^{2}",
                "And more of the text, which",
                "runs over several lines, and",
                "ends here.",
            ],
        )
        .print_lines(
            50.0,
            170.0,
            10.0,
            &["1. The first item of a list", "2. The second item of it"],
        )
        .print_lines(
            50.0,
            700.0,
            8.0,
            &["^{1} A source.", "^{2} Another source."],
        );
    let (notes, text) = notes_at_feet(&[page]);
    assert_eq!(notes, [note(1, "A source."), note(2, "Another source.")]);
    assert_eq!(text.len(), 6);
}

#[test]
fn a_note_goes_on_at_the_foot_of_the_next_page() {
    let body = [
        "Text of a page, which is",
        "larger than the notes, and",
        "has several lines of",
        "its own for that.",
    ];
    let first = page()
        .print_lines(50.0, 100.0, 10.0, &body)
        .print(50.0, 160.0, 10.0, "A claim.^{1}")
        .print_lines(
            50.0,
            700.0,
            8.0,
            &["^{1} A long source, which goes", "on and on, until it"],
        );
    let second = page()
        .print_lines(50.0, 100.0, 10.0, &body)
        .print(50.0, 160.0, 10.0, "A claim.^{2}")
        .print_lines(
            50.0,
            700.0,
            8.0,
            &["ends on the next page.", "^{2} A source."],
        );
    let (notes, _) = notes_at_feet(&[first, second]);
    assert_eq!(
        notes,
        [
            note(
                1,
                "A long source, which goes|on and on, until it|ends on the next page."
            ),
            note(2, "A source.")
        ]
    );
}

#[test]
fn a_list_of_notes_at_the_end_has_the_numbers_of_the_markers() {
    let first = page().print_lines(
        50.0,
        100.0,
        10.0,
        &["One claim,^{1} two", "claims,^{2} three.^{3}"],
    );
    let last = page()
        .print(50.0, 100.0, 14.0, "Notes")
        .print_lines(
            50.0,
            130.0,
            10.0,
            &[
                "1. A source, of",
                "two lines.",
                "2. Another.",
                "3. The last.",
            ],
        )
        .print(50.0, 200.0, 14.0, "Annex");
    let mut regions = regions(&[first, last]);
    let wanted = markers::wanted(&regions, &[], &[]);
    let mut notes = Vec::new();
    endnotes::take(&mut regions, &wanted, &mut notes);
    assert_eq!(
        numbered(&notes),
        [
            note(1, "A source, of|two lines."),
            note(2, "Another."),
            note(3, "The last.")
        ]
    );
    assert!(notes.iter().all(|note| note.listed.is_some()));
    assert_eq!(
        texts(&regions).concat(),
        [
            "One claim,^{1} two",
            "claims,^{2} three.^{3}",
            "Notes",
            "Annex"
        ]
    );
}

/// The markers of `text`, whose page has notes with the numbers of `notes`: what stands before each.
fn tied(text: &[&str], notes: &[u32]) -> Vec<String> {
    let mut page = page().print_lines(50.0, 100.0, 10.0, text);
    for (place, number) in notes.iter().enumerate() {
        page = page.print(
            50.0,
            700.0 + 10.0 * place as f32,
            8.0,
            &format!("^{{{number}}} Note {number}."),
        );
    }
    let reading = reading::read(&pages(vec![page]));
    let mut found = Vec::new();
    for block in &reading.blocks {
        for (line, markers) in &block.lines {
            for marker in markers {
                let before: String = line
                    .chars
                    .iter()
                    .take(marker.start)
                    .map(|c| c.character)
                    .collect();
                let word = before
                    .trim_end()
                    .rsplit(' ')
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                found.push(format!("{word}{:?}", marker.notes));
            }
        }
    }
    found
}

#[test]
fn units_powers_and_ordinals_are_no_markers() {
    assert_eq!(
        tied(
            &[
                "An area of 5 km^{2} and of 40 m^{3}, on the 3^{rd} day,",
                "has 10^{2} claims,^{1} sources,^{2} and rules.^{3}"
            ],
            &[1, 2, 3]
        ),
        ["claims,[0]", "sources,[1]", "rules.[2]"]
    );
    // A year has a note where nothing else claims it.
    assert_eq!(
        tied(&["It was so in 2012^{1} and later"], &[1]),
        ["2012[0]"]
    );
}

#[test]
fn numbered_paragraphs_and_sentences_are_no_markers() {
    assert_eq!(
        tied(
            &[
                "^{1}The office keeps a list. ^{2}It may",
                "close it at any time.^{1} ^{3} The list",
                "is open to all.^{2}"
            ],
            &[1, 2]
        ),
        ["time.[0]", "all.[1]"]
    );
}

#[test]
fn markers_that_touch_are_two() {
    assert_eq!(
        tied(
            &["Both say so.^{9,10} And others.^{1112}"],
            &[9, 10, 11, 12]
        ),
        ["so.[0, 1]", "others.[2, 3]"]
    );
}

#[test]
fn a_raised_number_without_a_note_stays_text() {
    assert_eq!(tied(&["A claim,^{1} another.^{5}"], &[1]), ["claim,[0]"]);
    let page = page().print_lines(
        50.0,
        100.0,
        10.0,
        &["A claim,^{1} another.^{2}", "And so on."],
    );
    assert_eq!(reading::read(&pages(vec![page])).untied, [0]);
}

#[test]
fn numbers_that_begin_anew_on_each_page_lead_to_their_own_notes() {
    let sheet = |word: &str| {
        page()
            .print_lines(
                50.0,
                100.0,
                10.0,
                &[
                    &format!("A claim of the {word} page.^{{1}}"),
                    "And more of the text.",
                ],
            )
            .print(
                50.0,
                700.0,
                8.0,
                &format!("^{{1}} The note of the {word} page."),
            )
    };
    let reading = reading::read(&pages(vec![sheet("first"), sheet("second")]));
    let notes: Vec<usize> = reading
        .blocks
        .iter()
        .flat_map(|block| &block.lines)
        .flat_map(|(_, markers)| markers)
        .flat_map(|m| m.notes.clone())
        .collect();
    assert_eq!(notes, [0, 1]);
}

/// The text of each block, with its kind where it is no paragraph.
fn blocks(all: Vec<Page>, bookmarks: &[(&str, usize)]) -> Vec<String> {
    let mut pages = pages(all);
    pages.bookmarks = bookmarks
        .iter()
        .map(|&(title, depth)| Bookmark {
            title: title.to_owned(),
            depth,
            page: None,
        })
        .collect();
    let reading = reading::read(&pages);
    reading
        .blocks
        .iter()
        .map(|block| {
            let skip = if let Kind::Item { skip, .. } = block.kind {
                skip
            } else {
                0
            };
            let pieces = flow(
                &block.lines,
                skip,
                &pages.pages,
                &pages.faces,
                &reading.words,
            );
            let text: String = pieces
                .iter()
                .map(|piece| match piece {
                    FlowPiece::Text { text, .. } => text.clone(),
                    FlowPiece::Markers(notes) => format!("{notes:?}"),
                })
                .collect();
            match block.kind {
                Kind::Text => text,
                Kind::Item { number: None, .. } => format!("- {text}"),
                Kind::Item {
                    number: Some(number),
                    ..
                } => format!("{number}. {text}"),
                Kind::Heading(level) => format!("{} {text}", "#".repeat(usize::from(level))),
                Kind::Title => format!("title: {text}"),
            }
        })
        .collect()
}

#[test]
fn a_gap_or_an_indent_begins_a_paragraph() {
    let text = [
        "The first line of a paragraph that",
        "goes on in a second line, and in",
        "a third.",
        "Another one that begins where the",
        "last one ended early, with a word",
        "or two more.",
    ];
    assert_eq!(
        blocks(vec![page().print_lines(50.0, 100.0, 10.0, &text)], &[]).len(),
        2
    );
    let indented = page()
        .print(60.0, 100.0, 10.0, "The first line is indented here")
        .print_lines(
            50.0,
            112.0,
            10.0,
            &[
                "and the others are not at all.",
                "So it goes on to the end of it.",
            ],
        )
        .print(60.0, 136.0, 10.0, "Another one is indented too, so")
        .print(50.0, 148.0, 10.0, "it is another paragraph as well.");
    assert_eq!(blocks(vec![indented], &[]).len(), 2);
}

#[test]
fn a_paragraph_goes_on_after_the_page_and_its_notes() {
    let first = page()
        .print_lines(50.0, 100.0, 10.0, &["A paragraph.", ""])
        .print_lines(
            50.0,
            130.0,
            10.0,
            &[
                "One that has a claim^{1} and does not",
                "end before the foot of its own page,",
            ],
        )
        .print(50.0, 700.0, 8.0, "^{1} A source.");
    let second = page()
        .print_lines(
            50.0,
            100.0,
            10.0,
            &[
                "but goes on, and ends with the infor-",
                "mation that it is long-",
                "term. Then it ends.",
            ],
        )
        .print_lines(
            50.0,
            160.0,
            10.0,
            &[
                "Another, where the information is",
                "another one, and long-term too.",
            ],
        );
    assert_eq!(
        blocks(vec![first, second], &[]),
        [
            "A paragraph.",
            "One that has a claim[0] and does not end before the foot of its own page, but goes on, and ends with the \
             information that it is long-term. Then it ends.",
            "Another, where the information is another one, and long-term too."
        ]
    );
}

#[test]
fn the_end_of_a_page_may_be_the_end_of_a_paragraph() {
    let first = page().print_lines(
        50.0,
        100.0,
        10.0,
        &[
            "A paragraph whose last line is the last",
            "one of its page.",
        ],
    );
    let second = page().print_lines(
        50.0,
        100.0,
        10.0,
        &[
            "Another paragraph that begins the next",
            "page with a capital.",
        ],
    );
    assert_eq!(blocks(vec![first, second], &[]).len(), 2);
}

#[test]
fn lists_have_items() {
    let page = page()
        .print_lines(
            50.0,
            100.0,
            10.0,
            &[
                "What is to be done about the ports in",
                "this region of the world:",
            ],
        )
        .print(60.0, 124.0, 10.0, "• a first measure that is longer than")
        .print(70.0, 136.0, 10.0, "its line;")
        .print(60.0, 148.0, 10.0, "• a second measure.");
    assert_eq!(
        blocks(vec![page], &[]),
        [
            "What is to be done about the ports in this region of the world:",
            "- a first measure that is longer than its line;",
            "- a second measure."
        ]
    );
}

fn with_headings() -> Page {
    let text = [
        "Some running text that is longer than",
        "a heading would be, and that has more",
        "than a line.",
    ];
    page()
        .print(50.0, 60.0, 20.0, "Ports and Power")
        .print(50.0, 85.0, 12.0, "by A. Writer")
        .print(50.0, 110.0, 14.0, "The Ports")
        .print_lines(50.0, 130.0, 10.0, &text)
        .print(50.0, 185.0, 10.0, "*In the north*")
        .print_lines(50.0, 205.0, 10.0, &text)
        .print(50.0, 260.0, 14.0, "The Power")
        .print_lines(50.0, 280.0, 10.0, &text)
        .print(50.0, 335.0, 12.0, "Figure 1. Ports and ships")
        .print_lines(50.0, 360.0, 10.0, &text)
        .print_lines(50.0, 420.0, 10.0, &text)
}

#[test]
fn headings_are_told_by_size_and_weight() {
    let found: Vec<String> = blocks(vec![with_headings()], &[])
        .into_iter()
        .filter(|block| block.starts_with(['#', 't']))
        .collect();
    assert_eq!(
        found,
        [
            "title: Ports and Power",
            "# The Ports",
            "## In the north",
            "# The Power"
        ]
    );
}

#[test]
fn bookmarks_say_how_deep_a_heading_stands() {
    let bookmarks = [("The Ports", 1), ("The Power", 1), ("In the north", 3)];
    let found: Vec<String> = blocks(vec![with_headings()], &bookmarks)
        .into_iter()
        .filter(|block| block.starts_with('#'))
        .collect();
    // Levels that nothing stands on are left out.
    assert_eq!(found, ["# The Ports", "## In the north", "# The Power"]);
}

#[test]
fn words_broken_at_line_ends_are_put_together() {
    let join = |above: &str, line: &str, elsewhere: &str| {
        let page = page()
            .print_lines(50.0, 100.0, 10.0, &[above, line])
            .print(50.0, 300.0, 10.0, elsewhere);
        let lines = lines(&page, 0);
        let words = Words::of(lines.iter());
        let two: Vec<_> = lines
            .into_iter()
            .take(2)
            .map(|line| (line, Vec::new()))
            .collect();
        match flow(&two, 0, std::slice::from_ref(&page), &faces(), &words).as_slice() {
            [FlowPiece::Text { text, .. }] => text.clone(),
            other => format!("{other:?}"),
        }
    };
    for (above, line, elsewhere, joined) in [
        (
            "the informa-",
            "tion we have",
            "",
            "the information we have",
        ),
        (
            "the informa\u{AD}",
            "tion we have",
            "",
            "the information we have",
        ),
        ("a long-", "term view", "", "a long-term view"),
        (
            "a sea-",
            "borne trade",
            "a seaborne one",
            "a seaborne trade",
        ),
        (
            "a sea-",
            "borne trade",
            "a sea-borne one",
            "a sea-borne trade",
        ),
        ("the Anglo-", "Saxon view", "", "the Anglo-Saxon view"),
        ("the years 2019-", "2020 and", "", "the years 2019-2020 and"),
        ("first and", "last", "", "first and last"),
        ("one \u{2013}", "or two", "", "one \u{2013} or two"),
        (
            "at https://a.example/one-",
            "two/three and",
            "",
            "at https://a.example/one-two/three and",
        ),
        (
            "at https://a.example/one",
            "Last seen in May",
            "",
            "at https://a.example/one Last seen in May",
        ),
    ] {
        assert_eq!(join(above, line, elsewhere), joined);
    }
}

#[test]
fn a_bold_paragraph_is_no_heading() {
    let mut regions = vec![
        paragraph::blocks(
            regions(&[page()
                .print_lines(
                    50.0,
                    100.0,
                    10.0,
                    &[
                        "*A paragraph that is bold, for it says*",
                        "*something of weight. It ends here.*",
                    ],
                )
                .print_lines(
                    50.0,
                    140.0,
                    10.0,
                    &["Running text that goes on below", "it for some lines."],
                )]),
            markers::Markers::default(),
            &super::metrics::Metrics {
                body: 10.0,
                leading: 12.0,
            },
            &faces(),
        )
        .concat(),
    ];
    heading::mark(
        &mut regions,
        &super::metrics::Metrics {
            body: 10.0,
            leading: 12.0,
        },
        &faces(),
        &[],
    );
    assert!(
        regions
            .concat()
            .iter()
            .all(|block| block.kind == Kind::Text)
    );
}

#[test]
fn each_chapter_has_its_own_list() {
    let chapter = |word: &str| {
        page()
            .print_lines(
                50.0,
                100.0,
                10.0,
                &[
                    &format!("The {word} claim,^{{1}} the {word}"),
                    "rule,^{2} and the other.^{3}",
                ],
            )
            .print(50.0, 150.0, 14.0, "Notes")
            .print_lines(
                50.0,
                180.0,
                10.0,
                &[
                    &format!("1. Source {word} one."),
                    &format!("2. Source {word} two."),
                    "3. Last.",
                ],
            )
            .print(50.0, 240.0, 14.0, "Next")
            .print(50.0, 260.0, 10.0, "A few words.")
    };
    let reading = reading::read(&pages(vec![chapter("first"), chapter("second")]));
    let tied: Vec<String> = reading
        .blocks
        .iter()
        .flat_map(|block| &block.lines)
        .flat_map(|(_, markers)| markers)
        .flat_map(|marker| &marker.notes)
        .map(|&note| note_text(&reading.notes[note]))
        .collect();
    assert_eq!(
        tied,
        [
            "Source first one.",
            "Source first two.",
            "Last.",
            "Source second one.",
            "Source second two.",
            "Last."
        ]
    );
}

#[test]
fn a_list_of_notes_that_goes_over_to_the_next_page_is_no_foot() {
    let first = page().print_lines(
        50.0,
        100.0,
        10.0,
        &["One claim,^{1} two", "claims.^{2} And three.^{3}"],
    );
    let second = page()
        .print_lines(
            50.0,
            100.0,
            10.0,
            &["3. The last source of the list", "in two lines."],
        )
        .print(50.0, 150.0, 14.0, "Annex")
        .print(50.0, 170.0, 10.0, "A few words.");
    let list = page().print(50.0, 100.0, 14.0, "Notes").print_lines(
        50.0,
        130.0,
        10.0,
        &["1. A source.", "2. Another source."],
    );
    let reading = reading::read(&pages(vec![first, list, second]));
    assert_eq!(reading.notes.len(), 3);
    let text: Vec<String> = reading
        .blocks
        .iter()
        .map(paragraph::LineBlock::text)
        .collect();
    assert_eq!(text.last().map(String::as_str), Some("A few words."));
}

#[test]
fn a_line_beside_a_larger_one_is_not_raised() {
    // A heading in the right column stands a little below a line of the left one.
    let page = page()
        .print(
            50.0,
            100.0,
            10.0,
            "the text of the left column, to its very edge",
        )
        .print(282.0, 104.0, 14.0, "A heading");
    assert!(lines_of(&page).iter().all(|line| !line.contains("^{")));
}

#[test]
fn numbers_linked_to_their_notes_are_markers_though_they_are_not_raised() {
    let target = |y| LinkTarget::Place {
        page: 1,
        x: None,
        y: Some(y),
    };
    let mut first = page().print_lines(
        50.0,
        100.0,
        10.0,
        &[
            "A claim [1] of 2020 [2020], and",
            "another claim [2] there.",
        ],
    );
    // Each character is five points wide.
    first.links = vec![
        PageLink {
            x0: 95.0,
            y0: 90.0,
            x1: 100.0,
            y1: 102.0,
            target: target(120.0),
        },
        PageLink {
            x0: 125.0,
            y0: 102.0,
            x1: 130.0,
            y1: 114.0,
            target: target(132.0),
        },
    ];
    let second = page().print(50.0, 100.0, 14.0, "References").print_lines(
        50.0,
        130.0,
        10.0,
        &["[1] A source.", "[2] Another source."],
    );
    let reading = reading::read(&pages(vec![first, second]));
    assert_eq!(
        numbered(&reading.notes),
        [note(1, "A source."), note(2, "Another source.")]
    );
    let markers: Vec<usize> = reading
        .blocks
        .iter()
        .flat_map(|block| &block.lines)
        .flat_map(|(_, markers)| markers)
        .flat_map(|marker| marker.notes.clone())
        .collect();
    assert_eq!(markers, [0, 1]);
}

#[test]
fn a_power_makes_no_note_of_a_line_that_begins_with_its_number() {
    let first = page().print_lines(
        50.0,
        100.0,
        10.0,
        &[
            "Numbers from 2^{31} to 2^{32} are",
            "what the program reads.",
        ],
    );
    let second = page()
        .print_lines(
            50.0,
            100.0,
            10.0,
            &[
                "It says so in the following",
                "words, which are in small print:",
            ],
        )
        .print_lines(
            50.0,
            150.0,
            8.0,
            &["31 lines were read", "32 lines were written"],
        );
    let reading = reading::read(&pages(vec![first, second]));
    assert_eq!(numbered(&reading.notes), []);
}

#[test]
fn a_note_that_found_no_room_stands_two_pages_later() {
    let body = [
        "Text of a page, which is",
        "larger than the notes, and",
        "has several lines of it.",
    ];
    let first =
        page()
            .print_lines(50.0, 100.0, 10.0, &body)
            .print(50.0, 160.0, 10.0, "A claim.^{8}");
    let second = page().print_lines(50.0, 100.0, 10.0, &body);
    let third =
        page()
            .print_lines(50.0, 100.0, 10.0, &body)
            .print(50.0, 700.0, 8.0, "^{8}A late source.");
    let (notes, _) = notes_at_feet(&[first, second, third]);
    assert_eq!(notes, [note(8, "A late source.")]);
}

#[test]
fn a_marker_at_the_beginning_of_a_line_has_its_note_too() {
    let page = page()
        .print_lines(
            50.0,
            100.0,
            10.0,
            &[
                "The plans foresee everything.",
                "^{4} Nobody follows them.^{5}",
                "And so on, in larger text.",
            ],
        )
        .print_lines(
            50.0,
            700.0,
            8.0,
            &["^{4}One source.", "^{5}Another source."],
        );
    let reading = reading::read(&pages(vec![page]));
    assert_eq!(
        numbered(&reading.notes),
        [note(4, "One source."), note(5, "Another source.")]
    );
    assert_eq!(blocks_with_markers(&reading), 2);
}

#[test]
fn a_marker_that_begins_a_line_within_a_sentence_is_sure() {
    let page = page()
        .print_lines(
            50.0,
            100.0,
            10.0,
            &[
                "As the guidance has it, and the approach,",
                "^{4} where it is of use, systems are built",
            ],
        )
        .rule(50.0, 150.0, 690.0)
        .print(50.0, 705.0, 10.0, "^{4} One source.");
    let reading = reading::read(&pages(vec![page]));
    assert_eq!(numbered(&reading.notes), [note(4, "One source.")]);
    assert_eq!(blocks_with_markers(&reading), 1);
}

fn blocks_with_markers(reading: &reading::PdfReading) -> usize {
    let lines = reading.blocks.iter().flat_map(|block| &block.lines);
    lines.map(|(_, markers)| markers.len()).sum()
}
