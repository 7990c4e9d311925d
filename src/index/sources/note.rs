use std::sync::OnceLock;

use crate::citation::{self, Antecedent, BackReference, Citation, NoteContent, NotePart};
use crate::index::footnotes::item_id::ItemId;
use crate::index::note_text::NoteText;
use crate::text::Span;

use super::referent::{CitationId, Referent};

/// One note as a place where sources are cited. Spans are bytes of its text.
#[derive(Debug)]
pub struct SourceNote {
    text: NoteText,
    back_references: Vec<BackReference>,
    reading: OnceLock<NoteContent>,
    mentions: OnceLock<Vec<Mention>>,
}

/// A source cited in a note, in full or by a back-reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Mention {
    pub span: Span,
    pub kind: MentionKind,
}

/// What the reader of citations takes a short form for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ReadAs {
    /// A citation that states no more than a short form, as the part of that number; or none.
    ShortForm(Option<usize>),
    /// A citation in full.
    Full,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum MentionKind {
    /// The part of that number of the reading.
    Citation(usize),
    /// The back-reference of that number.
    BackReference(usize),
    /// The short form that is the back-reference of that number; if it leads to no source, the part of the
    /// reading that it is, if any.
    ShortForm {
        reference: usize,
        citation: Option<usize>,
    },
}

impl SourceNote {
    pub(super) fn new(text: NoteText) -> SourceNote {
        SourceNote {
            back_references: citation::back_references(text.as_str()),
            text,
            reading: OnceLock::new(),
            mentions: OnceLock::new(),
        }
    }

    /// What it says, and where that stands.
    pub fn text(&self) -> &NoteText {
        &self.text
    }

    /// The words in it that lead to sources cited elsewhere, by place.
    pub fn back_references(&self) -> &[BackReference] {
        &self.back_references
    }

    /// Its parts: sources, comment. Read when it is first asked for.
    pub fn reading(&self) -> &NoteContent {
        self.reading
            .get_or_init(|| citation::read(self.text.as_str()))
    }

    /// The citation that is the part of that number of the reading.
    pub fn citation(&self, part: usize) -> Option<&Citation> {
        match self.reading().parts.get(part)? {
            NotePart::Citation(citation) => Some(citation),
            _ => None,
        }
    }

    /// The citations, each with the number of its part.
    pub fn citations(&self) -> impl Iterator<Item = (usize, &Citation)> {
        let parts = self.reading().parts.iter().enumerate();
        parts.filter_map(|(number, part)| match part {
            NotePart::Citation(citation) => Some((number, &**citation)),
            _ => None,
        })
    }

    /// What the reader of citations takes `reference`, a short form, for.
    pub(super) fn read_as(&self, reference: &BackReference) -> ReadAs {
        let extent = reference.extent();
        let parts = &self.reading().parts;
        let first = parts.partition_point(|part| part.span().end <= extent.start);
        let mut over = (first..).zip(parts.iter().skip(first));
        match over.next() {
            Some((part, NotePart::Citation(citation))) if citation.span.start < extent.end => {
                match is_short(citation) {
                    true => ReadAs::ShortForm(Some(part)),
                    false => ReadAs::Full,
                }
            }
            _ => ReadAs::ShortForm(None),
        }
    }

    /// What the note cites on its own account, by place: not what a source is said to cite in turn, in brackets
    /// or after a word such as quoting (Bluebook 21, rule 4.1).
    pub(super) fn mentions(&self) -> &[Mention] {
        self.mentions.get_or_init(|| self.read_mentions())
    }

    fn read_mentions(&self) -> Vec<Mention> {
        let references = &self.back_references;
        let short_form = |reference: &BackReference| {
            let short = reference.antecedent == Antecedent::ShortForm;
            short.then(|| self.read_as(reference))
        };
        let short_forms: Vec<Option<ReadAs>> = references.iter().map(short_form).collect();
        let is_reference = |span: Span| {
            let after = references.partition_point(|other| other.extent().end <= span.start);
            let full = short_forms.get(after) == Some(&Some(ReadAs::Full));
            let reference = references.get(after).filter(|_| !full);
            reference.is_some_and(|other| other.extent().start < span.end)
        };
        let citations = self
            .citations()
            .filter(|(_, citation)| !is_reference(citation.span));
        let text = self.text.as_str();
        let is_place = |span: Span| text[span.range()].starts_with(['§', '¶']);
        let citations = citations.filter(|(_, citation)| !is_place(citation.span));
        let citations = citations.map(|(part, citation)| Mention {
            span: citation.span,
            kind: MentionKind::Citation(part),
        });
        let back = (0..).zip(references).zip(&short_forms);
        let back = back.filter_map(|((number, reference), short_form)| {
            let kind = match *short_form {
                Some(ReadAs::ShortForm(citation)) => MentionKind::ShortForm {
                    reference: number,
                    citation,
                },
                None if reference.certain => MentionKind::BackReference(number),
                _ => return None,
            };
            let span = reference.extent();
            Some(Mention { span, kind })
        });
        let mut mentions: Vec<Mention> = citations.chain(back).collect();
        mentions.sort_by_key(|mention| mention.span.start);
        let nested = self.nested(&mentions);
        let mut nested = nested.iter();
        mentions.retain(|_| !nested.next().copied().unwrap_or(false));
        // The full stop of the first source may be a part of it.
        let parted = |before: Span, to: usize| {
            text[before.range()].ends_with(['.', '。'])
                || text[before.end.min(to)..to].contains([';', '.', '\n', '；', '。'])
        };
        mentions.dedup_by(|next, before| {
            let citation = matches!(next.kind, MentionKind::Citation(_));
            citation && !parted(before.span, next.span.start)
        });
        mentions
    }

    /// Which of `mentions` is what another source cites.
    fn nested(&self, mentions: &[Mention]) -> Vec<bool> {
        let text = self.text.as_str();
        let mut depth = 0usize;
        let mut from = 0;
        let mut is_nested = |mention: &Mention| {
            let before = &text[from.min(mention.span.start)..mention.span.start];
            for c in before.chars() {
                match c {
                    '(' => depth += 1,
                    ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            from = from.max(mention.span.start);
            let lead = before.trim_end_matches(|c: char| c.is_whitespace() || "*_,:".contains(c));
            depth > 0 || citation::ends_citing(lead)
        };
        let nested: Vec<bool> = mentions.iter().map(&mut is_nested).collect();
        match nested.iter().all(|nested| *nested) {
            true => vec![false; mentions.len()],
            false => nested,
        }
    }
}

impl Mention {
    /// Whether it cites nothing: words with the look of a short form that lead nowhere.
    pub fn is_nothing(&self, referents: &[Referent]) -> bool {
        let MentionKind::ShortForm {
            reference,
            citation,
        } = self.kind
        else {
            return false;
        };
        let leads = |referent: &Referent| referent.citation.is_some();
        citation.is_none() && !referents.get(reference).is_some_and(leads)
    }

    /// The source that it cites, where it stands in `note`, whose back-references refer to `referents`.
    pub fn citation(&self, note: ItemId, referents: &[Referent]) -> Option<CitationId> {
        match self.kind {
            MentionKind::Citation(part) => Some(CitationId { note, part }),
            MentionKind::BackReference(number) => referents.get(number)?.citation,
            MentionKind::ShortForm {
                reference,
                citation,
            } => {
                let part = citation.map(|part| CitationId { note, part });
                referents
                    .get(reference)
                    .and_then(|referent| referent.citation)
                    .or(part)
            }
        }
    }
}

/// Whether a citation states no more than a short form does.
fn is_short(citation: &Citation) -> bool {
    let published = [
        &citation.publisher,
        &citation.place,
        &citation.url,
        &citation.doi,
    ];
    citation.date.is_none() && published.iter().all(|field| field.is_none())
}
