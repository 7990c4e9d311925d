//! The picture of a brief: a bar for each paragraph, as high as it has words, darker where it has more sources.

use crate::review::{ParagraphReview, Review};

use super::words::{number, place};

/// The width of the picture, in its own units.
const WIDTH: f64 = 720.0;

/// How many bars a row has at most.
const MOST_BARS: usize = 120;

/// The widest bar with the space after it.
const WIDEST: f64 = 22.0;

/// The height of the highest bar.
const HIGHEST: f64 = 64.0;

/// The height of a row with the numbers of the sections below it.
const ROW: f64 = HIGHEST + 22.0;

/// A paragraph with so many words is as high as the picture, even if none has as many.
const FEWEST_WORDS: usize = 100;

/// The picture; lengths are in units of its `width`.
pub(super) struct Strip {
    pub width: f64,
    pub height: f64,
    pub rows: Vec<BarRow>,
    /// What it shows, in words.
    pub caption: String,
}

/// The bars beside one another.
pub(super) struct BarRow {
    pub top: f64,
    /// The line that they stand on.
    pub base: f64,
    /// Where its last bar ends.
    pub end: f64,
    pub bars: Vec<Bar>,
    /// Where sections begin.
    pub edges: Vec<SectionEdge>,
}

/// A paragraph.
pub(super) struct Bar {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub class: &'static str,
    pub title: String,
}

/// Where a section begins.
pub(super) struct SectionEdge {
    pub x: f64,
    /// Its number, where there is room for it.
    pub number: Option<usize>,
}

/// The room that the number of a section takes.
const NUMBER: f64 = 14.0;

impl BarRow {
    fn add_edge(&mut self, x: f64, number: usize) {
        let last = self.edges.iter().rfind(|edge| edge.number.is_some());
        let has_room = last.is_none_or(|last| x - last.x >= NUMBER);
        self.edges.push(SectionEdge {
            x,
            number: has_room.then_some(number),
        });
    }
}

/// A class of bars without a source that have a quotation or figure.
const HATCHED: &str = "b0q";

impl Bar {
    pub fn is_hatched(&self) -> bool {
        self.class == HATCHED
    }
}

impl Strip {
    /// `sections` are those with a number, by place: which of the sections of the brief each is, from 1.
    pub fn of(review: &Review, sections: &[usize]) -> Strip {
        let paragraphs = &review.paragraphs;
        let bars = paragraphs.len().clamp(1, MOST_BARS);
        let slot = (WIDTH / to_float(bars)).min(WIDEST);
        let most = paragraphs.iter().map(|paragraph| paragraph.words).max();
        let scale = HIGHEST / to_float(most.unwrap_or_default().max(FEWEST_WORDS));
        let mut section = 0;
        let mut rows = Vec::new();
        for (index, chunk) in paragraphs.chunks(bars).enumerate() {
            let top = ROW * to_float(index);
            let base = top + HIGHEST + 4.0;
            let mut row = BarRow {
                top,
                base: tenths(base),
                end: tenths(slot * to_float(chunk.len())),
                bars: Vec::new(),
                edges: Vec::new(),
            };
            for (at, paragraph) in chunk.iter().enumerate() {
                let x = slot * to_float(at);
                let height = (scale * to_float(paragraph.words)).max(2.0);
                let number = sections.partition_point(|index| *index <= paragraph.section);
                if number != section {
                    section = number;
                    row.add_edge(tenths(x), number);
                }
                row.bars.push(Bar {
                    x: tenths(x + slot * 0.1),
                    y: tenths(base - height),
                    width: tenths(slot * 0.8),
                    height: tenths(height),
                    class: class(paragraph),
                    title: title(paragraph),
                });
            }
            rows.push(row);
        }
        Strip {
            width: tenths(slot * to_float(bars)).max(WIDTH),
            height: ROW * to_float(rows.len()),
            rows,
            caption: caption(paragraphs),
        }
    }
}

fn class(paragraph: &ParagraphReview) -> &'static str {
    match paragraph.notes {
        0 if paragraph.links > 0 => "b1",
        0 if paragraph.claims > 0 => HATCHED,
        0 => "b0",
        1 => "b1",
        _ => "b2",
    }
}

fn title(paragraph: &ParagraphReview) -> String {
    let counted = |count: usize, one: &str| match count {
        0 => String::new(),
        1 => format!(", 1 {one}"),
        count => format!(", {count} {one}s"),
    };
    let sources = counted(paragraph.notes, "note") + &counted(paragraph.links, "link");
    let sources = match sources.is_empty() {
        true => ", no source".to_owned(),
        false => sources,
    };
    format!(
        "{}: {} words{sources}",
        place(paragraph.place),
        paragraph.words
    )
}

/// `31 of 60 paragraphs have no source. The longest stretch without one …`
fn caption(paragraphs: &[ParagraphReview]) -> String {
    let unsourced = paragraphs.iter().filter(|it| it.is_unsourced()).count();
    let all = format!(
        "One bar is one paragraph, its height the number of words, the numbers below are those of the sections. \
         {} of {} paragraphs have no note and no link.",
        number(unsourced),
        number(paragraphs.len()),
    );
    let words = |stretch: &[ParagraphReview]| stretch.iter().map(|it| it.words).sum::<usize>();
    let stretches = paragraphs.chunk_by(|one, next| one.is_unsourced() == next.is_unsourced());
    let stretches = stretches.filter(|it| it.first().is_some_and(ParagraphReview::is_unsourced));
    let longest = stretches.max_by_key(|stretch| words(stretch));
    match longest {
        Some(stretch @ [first, .., last]) => format!(
            "{all} The longest stretch without any has {} words, from {} to {}.",
            number(words(stretch)),
            place(first.place),
            place(last.place),
        ),
        _ => all,
    }
}

/// A small number as a length.
#[expect(clippy::cast_precision_loss, reason = "no brief has 2^52 words")]
fn to_float(number: usize) -> f64 {
    number as f64
}

fn tenths(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}
