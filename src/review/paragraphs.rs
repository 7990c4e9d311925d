//! The paragraphs of running text, and which sources each of them has.

use std::sync::LazyLock;

use regex::Regex;
use schemars::JsonSchema;
use serde::Serialize;

use crate::citation::quotations;
use crate::ide::sections;
use crate::index::{Document, ItemId, Passage, PassageRole, sentences};
use crate::pattern::pattern;
use crate::syntax::NO_WORD;
use crate::text::{Span, words};

use super::{ReviewPlace, Reviewed};

/// A shorter quotation is a term or a title.
const SHORTEST_QUOTATION: usize = 6;

/// A paragraph of running text, a list item or a quotation that is set off.
#[derive(Serialize, JsonSchema, Debug)]
pub struct ParagraphReview {
    /// Where it begins.
    #[serde(flatten)]
    pub place: ReviewPlace,
    /// The number of its section, from 1; 0 above the first.
    pub section: usize,
    /// Its words.
    pub words: usize,
    /// The footnotes and citations by key that it has.
    pub notes: usize,
    /// The links that it has, bare addresses included.
    pub links: usize,
    /// Its quotations of six words or more, its percentages, sums of money and quantities.
    pub claims: usize,
}

impl ParagraphReview {
    /// Whether nothing in it says where it is from.
    pub fn is_unsourced(&self) -> bool {
        self.notes == 0 && self.links == 0
    }
}

/// What cites a source in running text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Citing {
    /// A marker of that note.
    Note(ItemId),
    /// A citation by key.
    Key(ItemId),
}

/// A sentence of running text, with what cites a source in it.
#[derive(Debug)]
pub(super) struct CitingSentence {
    /// Where it begins, in bytes of the document.
    pub start: usize,
    /// The number of its passage.
    pub passage: usize,
    /// Where it stands, in bytes of the passage.
    pub span: Span,
    /// What cites a source in it, by place.
    pub citing: Vec<Citing>,
}

/// The paragraphs of running text and their sentences.
pub(super) struct Paragraphs<'d> {
    document: &'d Document,
    passages: &'d [Passage],
    /// By place.
    pub sentences: Vec<CitingSentence>,
}

/// A paragraph with its place in the document.
pub(super) struct Paragraph<'d> {
    /// Where it begins, in bytes of the document.
    pub start: usize,
    passage: &'d Passage,
    notes: usize,
}

impl<'d> Paragraphs<'d> {
    pub fn of(document: &'d Document) -> Paragraphs<'d> {
        let passages = document.passages();
        let mut sentences: Vec<CitingSentence> = Vec::new();
        for (index, passage) in passages.iter().enumerate() {
            if passage.role.is_prose()
                || matches!(passage.role, PassageRole::Table | PassageRole::Heading)
            {
                sentences.extend(sentences_of(document, index, passage));
            }
        }
        sentences.sort_by_key(|sentence| sentence.start);
        for (at, citing) in citing(document) {
            let after = sentences.partition_point(|sentence| sentence.start <= at);
            if let Some(sentence) = after.checked_sub(1).and_then(|at| sentences.get_mut(at)) {
                sentence.citing.push(citing);
            }
        }
        Paragraphs {
            document,
            passages,
            sentences,
        }
    }

    /// What a sentence says.
    pub fn text(&self, sentence: &CitingSentence) -> String {
        let passage = self.passages.get(sentence.passage);
        let text = passage.map_or("", |passage| passage.slice(sentence.span));
        let text = text.replace(NO_WORD, "…");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Those with words, by place.
    pub fn all(&self) -> impl Iterator<Item = Paragraph<'d>> {
        let mut notes = vec![0; self.passages.len()];
        for sentence in &self.sentences {
            if let Some(notes) = notes.get_mut(sentence.passage) {
                *notes += sentence.citing.len();
            }
        }
        let document = self.document;
        let passages = self.passages.iter().zip(notes);
        let prose = passages
            .filter(|(passage, _)| passage.role.is_prose() && !passage.text.trim().is_empty());
        prose.filter_map(move |(passage, notes)| {
            let start = document.blocks().get(passage.block())?.start;
            Some(Paragraph {
                start,
                passage,
                notes,
            })
        })
    }

    pub fn reviews(&self, reviewed: &Reviewed<'_>) -> Vec<ParagraphReview> {
        let sections = sections(self.document);
        let sections: Vec<usize> = sections.iter().map(|section| section.span.start).collect();
        let review = |paragraph: Paragraph<'_>| ParagraphReview {
            place: (reviewed.place)(paragraph.body_start(self.document)),
            section: sections.partition_point(|start| *start <= paragraph.start),
            words: paragraph.words(),
            notes: paragraph.notes,
            links: paragraph.links(),
            claims: paragraph.claims(),
        };
        self.all()
            .map(review)
            .filter(|paragraph| paragraph.words > 0)
            .collect()
    }
}

impl Paragraph<'_> {
    fn body_start(&self, document: &Document) -> usize {
        let place = self.passage.place(Span::at(0));
        place.map_or(self.start, |(block, span)| {
            document
                .blocks()
                .get(block)
                .map_or(self.start, |at| at.start + span.start)
        })
    }

    pub fn words(&self) -> usize {
        let text = self.passage.text.replace(NO_WORD, " ");
        crate::index::count_words(&text)
    }

    fn links(&self) -> usize {
        self.passage.links.len() + self.passage.text.matches(NO_WORD).count()
    }

    /// Its quotations and figures.
    pub fn claims(&self) -> usize {
        let text = self.passage.text.as_str();
        let long = |quotation: &std::ops::Range<usize>| {
            let quoted = text.get(quotation.clone()).unwrap_or_default();
            words(quoted).count() >= SHORTEST_QUOTATION
        };
        let is_quote = usize::from(self.passage.role == PassageRole::Quote);
        quotations(text).iter().filter(|it| long(it)).count()
            + FIGURE.find_iter(text).count()
            + is_quote
    }

    pub fn is_unsourced(&self) -> bool {
        self.notes == 0 && self.links() == 0
    }
}

/// A percentage, a sum of money, a large number or one with a unit.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) [$€£₹¥]\s?\d[\d,.]* | \d[\d,.]*\s?(?:%|per\ cent\b|percent\b)
        | \d[\d,.]*\s(?:million|billion|trillion|lakh|crore|km|kilomet(?:er|re)s?|miles?|tonn?e?s|barrels|hectares
            |acres|[kMG]W|dollars|euros|rupees)\b",
    )
});

fn sentences_of(document: &Document, index: usize, passage: &Passage) -> Vec<CitingSentence> {
    // A break within a passage ends no sentence (UAX #29 has it end one).
    let spans = sentences(&passage.text.replace(['\n', '\r'], " ")).into_iter();
    let sentence = |span: Span| {
        let (block, place) = passage.place(Span::new(span.start, span.start + 1))?;
        Some(CitingSentence {
            start: document.blocks().get(block)?.start + place.start,
            passage: index,
            span,
            citing: Vec::new(),
        })
    };
    spans.filter_map(sentence).collect()
}

/// What cites a source in running text, by place.
fn citing(document: &Document) -> Vec<(usize, Citing)> {
    let in_text = |at: usize, of: Option<ItemId>| {
        let note = document.note_at(at);
        note.is_none_or(|note| Some(note.id) == of)
    };
    let markers = document
        .markers()
        .filter(|it| in_text(it.span.start, it.note));
    let markers = markers.filter_map(|it| Some((it.span.start, Citing::Note(it.note?))));
    let keys = document
        .citations()
        .filter(|it| in_text(it.span.start, None));
    let keys = keys.map(|it| (it.span.start, Citing::Key(it.id)));
    let mut citing: Vec<(usize, Citing)> = markers.chain(keys).collect();
    citing.sort_by_key(|(at, _)| *at);
    citing
}
