//! Whatever a note says, it can be read: parts follow one another, and spans lie on character boundaries.

#[path = "common/tries.rs"]
mod tries;

use brief_ls::citation::{self, Citation, NotePart};
use brief_ls::text::Span;
use proptest::prelude::*;

use tries::tries;

/// Pieces of which notes are made, and what breaks them.
const PIECES: &[&str] = &[
    "Smith, J.",
    "Anna Bell",
    "et al.",
    " and ",
    "& ",
    "; ",
    ", ",
    ". ",
    ": ",
    "“A Title,” ",
    "\"T\"",
    "'s ",
    "‘q’ ",
    "*Journal* ",
    "_x",
    "[",
    "](https://a.example/b) ",
    "(",
    ")",
    "]",
    "<https://a.example>",
    "2010",
    "(2010)",
    "May 4, 2010",
    "n.d.",
    "12–15",
    "no. 3",
    "vol. 2",
    "pp. 4",
    "§ 12",
    "347 U.S. 483",
    "v. ",
    "Ibid. ",
    "supra note 3",
    "See ",
    "cf. ",
    "\n\n",
    "\n- ",
    "é",
    "圖書",
    "《書》",
    "，",
    "。",
    "；",
    "doi:10.1000/182",
    "accessed ",
    "London: Penguin",
    "«",
    " »",
    "(Hrsg.)",
    "(eds.) ",
    ", eds. ",
    "2nd ed.",
    "*Journal, 5*",
    "[Ana Bell, *T*, 2001](https://a.example/c)",
    "(citing ",
    "第3期",
    "C-131/12",
    "↩",
    "<a href=",
    "<em>",
    "</em>",
    "&amp;",
    "\\",
    "`",
    "—",
    "———. ",
    "In ",
    "(eds)",
    "The World Bank",
    "is a ",
    "\u{301}",
    "😀",
];

fn note() -> impl Strategy<Value = String> {
    let piece =
        prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,4}"];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn spans(citation: &Citation) -> Vec<Span> {
    let fields = [
        &citation.signal,
        &citation.title,
        &citation.thesis,
        &citation.edition,
        &citation.container,
        &citation.place,
        &citation.publisher,
        &citation.volume,
        &citation.issue,
        &citation.pages,
        &citation.url,
        &citation.doi,
    ];
    let fields = fields.into_iter().flatten().map(|field| field.span);
    let authors = citation.authors.iter().chain(&citation.editors);
    let authors = authors.map(|author| author.span);
    let dates = [&citation.date, &citation.accessed]
        .into_iter()
        .flatten()
        .map(|date| date.span);
    fields
        .chain(authors)
        .chain(dates)
        .chain([citation.span])
        .collect()
}

proptest! {
    #![proptest_config(tries(2000))]

    #[test]
    fn a_note_of_any_kind_can_be_read(text in note()) {
        let reading = citation::read(&text);
        let mut end = 0;
        for part in &reading.parts {
            prop_assert!(part.span().start >= end, "{:?}", reading.parts);
            prop_assert!(text.get(part.span().range()).is_some());
            end = part.span().end;
            if let NotePart::Citation(citation) = part {
                for span in spans(citation) {
                    prop_assert!(text.get(span.range()).is_some(), "{span:?} in {citation:?}");
                    prop_assert!(citation.span.covers(span), "{span:?} in {citation:?}");
                }
            }
        }
    }
}
