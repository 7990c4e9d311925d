//! The fields of a citation: what is its title, its container, its date.

mod after_title;
mod authors;
mod brackets;
mod container;
mod counts;
mod dating;
mod draft;
mod editors;
mod extent;
mod guess;
mod head;
mod manner;
mod numbers;
mod plain_title;
mod segments;
mod title;

use std::ops::Range;

use super::legal::{laws_within, legal_end};
use super::{Citation, Date, Field, Kind};
use crate::citation::evidence::FoundDate;
use crate::citation::evidence::{Evidence, Solid};
use crate::text::Span;
use draft::Draft;

/// The source cited in `range`; `None` where there is too little in it for one.
pub(super) fn cited(
    evidence: &Evidence,
    range: &Range<usize>,
    signal: &Range<usize>,
    legal: bool,
) -> Option<Citation> {
    let body = signal.end.max(range.start)..range.end;
    let (mut citation, marked) = match legal {
        true => (whole(evidence, &body), true),
        false => Draft::read(evidence, body),
    };
    // The marks of a link, which lead to its URL, stand around its words.
    let words = evidence.plain.source(range);
    citation.span = citation
        .url
        .as_ref()
        .map_or(words, |url| url.span.join(words));
    citation.signal = (!signal.is_empty()).then(|| field(evidence, signal.clone()));
    enough(&citation, marked).then_some(citation)
}

/// Whether there is enough to be cited by, where the title may be `marked`.
fn enough(citation: &Citation, marked: bool) -> bool {
    let found = citation.url.is_some() || citation.doi.is_some();
    let stated = citation.date.is_some()
        || citation.pages.is_some()
        || citation.volume.is_some()
        || citation.accessed.is_some();
    let described = stated || (marked && (citation.is_signed() || citation.container.is_some()));
    let word = |title: &Field| {
        let mut words = title.value.split_whitespace();
        words.any(|word| word.starts_with(char::is_alphabetic))
    };
    found
        || (citation.title.as_ref().is_some_and(word)
            && (described || citation.kind == Kind::Legal))
        || (stated && citation.is_signed())
}

/// A statute or case: one piece, with what surely stands beside it.
fn whole(evidence: &Evidence, body: &Range<usize>) -> Citation {
    let end = legal_end(evidence, body);
    let title = body.start..end;
    let last = evidence
        .brackets_in(&title)
        .last()
        .filter(|bracket| bracket.end == end);
    let date = last.and_then(|bracket| evidence.dates_in(bracket).last());
    let mut draft = Draft::new(evidence, body.clone());
    draft.addresses();
    Citation {
        kind: Kind::Legal,
        title: Some(field(evidence, title)),
        date: date.map(|date| stated(evidence, date)),
        ..draft.citation
    }
}

/// The sources in comment: those to which links lead, laws and cases.
pub(super) fn embedded(evidence: &Evidence, range: &Range<usize>) -> Vec<Citation> {
    let mut found = linked(evidence, range);
    for law in laws_within(evidence, range) {
        let mut citation = whole(evidence, &law);
        citation.span = evidence.plain.source(&law);
        found.push(citation);
    }
    for (_, link) in evidence.references_in(range) {
        found.extend(referred(evidence, *link));
    }
    found.sort_by_key(|citation| citation.span.start);
    // Where words are of a link and of a law, they are of the one that begins first.
    let mut end = 0;
    found.retain(|citation| {
        let is_apart = citation.span.start >= end;
        end = end.max(citation.span.end);
        is_apart
    });
    found
}

/// The source that the words of a link are a reference of.
fn referred(evidence: &Evidence, link: usize) -> Option<Citation> {
    let link = evidence.plain.links.get(link)?;
    let (mut citation, _) = Draft::read(evidence, link.words.clone());
    citation.span = link.span;
    Some(citation)
}

/// The sources to which links in comment lead.
fn linked(evidence: &Evidence, range: &Range<usize>) -> Vec<Citation> {
    let solids = evidence.solids_in(range).iter();
    let mut from = range.start;
    let mut found = Vec::new();
    for solid in solids {
        let mut draft = Draft::new(evidence, solid.outer.clone());
        draft.addresses();
        if draft.citation.url.is_none() && draft.citation.doi.is_none() {
            continue;
        }
        if solid.is_words() && names_a_work(evidence, solid) {
            draft.citation.title = Some(field(evidence, solid.inner.clone()));
        }
        if draft.citation.title.is_some() {
            draft.citation.container = blog(evidence, solid.outer.end..range.end);
        }
        let words = evidence.plain.source(&solid.outer);
        draft.possessor(from..solid.outer.start);
        let citation = &mut draft.citation;
        let url = citation.url.iter().map(|url| url.span);
        let stated = citation
            .authors
            .iter()
            .map(|author| author.span)
            .chain(citation.date.iter().map(|date| date.span))
            .chain(citation.container.iter().map(|blog| blog.span));
        citation.span = url.chain(stated).fold(words, Span::join);
        found.push(draft.citation);
        from = solid.outer.end;
    }
    found
}

/// `[A Title](…) on the Harbour blog`: the blog that is named right behind a link.
fn blog(evidence: &Evidence, after: Range<usize>) -> Option<Field> {
    let words = evidence.words(after.clone());
    let near = words.get(..words.floor_char_boundary(LONGEST_BLOG))?;
    let name = near.strip_prefix(" on the ")?;
    let end = name.find(" blog")? + " blog".len();
    let start = after.start + (near.len() - name.len());
    name.starts_with(|c: char| !c.is_lowercase())
        .then(|| field(evidence, start..start + end))
}

/// How far the name of a blog is looked for behind a link, in bytes.
const LONGEST_BLOG: usize = 50;

/// Whether linked words are a title, and not words of the sentence.
fn names_a_work(evidence: &Evidence, solid: &Solid) -> bool {
    let words = evidence.words(solid.inner.clone());
    let begins = words.starts_with(|c: char| !c.is_lowercase());
    let capitals = words
        .split_whitespace()
        .filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        .count();
    solid.quoted
        || solid.emphasised
        || (begins && capitals > 0 && capitals * 2 >= words.split_whitespace().count())
}

/// A field of the words in `range`.
fn field(evidence: &Evidence, range: Range<usize>) -> Field {
    let range = trimmed(evidence, range);
    let words = evidence.words(range.clone());
    let value = words
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("\\$", "$");
    Field {
        value,
        span: evidence.plain.source(&range),
    }
}

/// A range without the spaces and punctuation around its words.
fn trimmed(evidence: &Evidence, range: Range<usize>) -> Range<usize> {
    let words = evidence.words(range.clone());
    let start = range.start
        + (words.len()
            - words
                .trim_start_matches([' ', ',', ':', ';', '.', '\n', '*', '_', '>'])
                .len());
    let words = evidence.words(start..range.end);
    let bare = words.trim_end_matches([
        ' ', ',', ':', ';', '¶', '§', '\n', '*', '_', '，', '：', '；', '。',
    ]);
    let last = bare
        .trim_end_matches('.')
        .rsplit(' ')
        .next()
        .unwrap_or_default();
    // `Tex. B.J.`: the period belongs to the abbreviation.
    let kept = last.contains('.')
        || matches!(
            last,
            "Rev"
                | "М"
                | "СПб"
                | "J"
                | "Inc"
                | "L"
                | "Ltd"
                | "Corp"
                | "Co"
                | "Jr"
                | "seq"
                | "Q"
                | "Int'l"
                | "Bull"
                | "Sci"
                | "Rep"
        );
    let bare = if kept {
        bare
    } else {
        bare.trim_end_matches(['.', ','])
    };
    start..start + bare.len()
}

fn stated(evidence: &Evidence, date: &FoundDate) -> Date {
    Date {
        span: evidence.plain.source(&date.range),
        value: date.value.clone(),
    }
}
