//! The fields of a citation: what is its title, its container, its date.

mod authors;
mod brackets;
mod citation_builder;
mod container;
mod counts;
mod dating;
mod edited;
mod edition;
mod editors;
mod extent;
mod guess;
mod guessed;
mod head;
mod manner;
mod numbers;
mod official;
mod plain_title;
mod segments;
mod tail_parser;
mod title;

use std::ops::Range;

use super::annotations::FoundDate;
use super::annotations::{Annotations, Atom};
use super::legal::{date_of_law, law as law_kind, laws_within, legal_end, parts};
use super::names::is_small;
use super::{Citation, Date, Field, PartialDate, SourceKind};
use crate::text::Span;
use citation_builder::CitationBuilder;
use segments::segments;
use tail_parser::TailParser;

/// The source cited in `range`; `None` where there is too little in it for one.
pub(super) fn cited(
    annotations: &Annotations,
    range: &Range<usize>,
    signal: &Range<usize>,
    law: Option<SourceKind>,
) -> Option<Citation> {
    let body = signal.end.max(range.start)..range.end;
    let (mut citation, marked) = match law {
        Some(kind) => (whole(annotations, &body, kind), true),
        None => read(annotations, body),
    };
    // The marks of a link, which lead to its URL, stand around its words.
    let words = annotations.plain.source(range);
    citation.span = citation
        .url
        .as_ref()
        .map_or(words, |url| url.span.join(words));
    citation.signal = (!signal.is_empty()).then(|| field(annotations, signal.clone()));
    enough(&citation, marked).then_some(citation)
}

/// The citation in `body`, stage by stage, and whether its title is marked.
fn read(annotations: &Annotations, body: Range<usize>) -> (Citation, bool) {
    let mut builder = CitationBuilder::new(annotations, body.clone());
    builder.segments = segments(annotations, &body);
    builder.addresses();
    builder.access();
    builder.official();
    let mark = builder.title_mark();
    if !builder.authors_before_number(mark) {
        builder.authors(mark);
    }
    builder.dated();
    let end = match builder.titled_by_number(mark) {
        Some(end) => end,
        None => builder.title(mark).max(builder.after_page),
    };
    let end = builder.byline(end);
    TailParser::read(&mut builder, end);
    builder.newspaper_alone();
    builder.weigh();
    if builder.is_page() {
        builder.citation.kind = SourceKind::Page;
    }
    (builder.citation, mark.is_some() || builder.certain)
}

/// Whether there is enough to be cited by, where the title may be `marked`.
fn enough(citation: &Citation, marked: bool) -> bool {
    let found = citation.url.is_some() || citation.doi.is_some();
    let stated = citation.date.is_some()
        || citation.pages.is_some()
        || citation.volume.is_some()
        || citation.number.is_some()
        || citation.accessed.is_some();
    // `*Le Monde*, 12 mai 1968`
    let day = citation.date.as_ref().and_then(Date::known);
    let of_a_day = matches!(day, Some(PartialDate::Day(_)));
    let described = stated || (marked && (citation.is_signed() || citation.container.is_some()));
    let word = |title: &Field| {
        let mut words = title.value.split_whitespace();
        words.any(|word| word.starts_with(char::is_alphabetic))
    };
    found
        || (of_a_day && citation.container.is_some())
        || (citation.title.as_ref().is_some_and(word) && (described || citation.kind.is_law()))
        || (stated && (citation.is_signed() || citation.publisher.is_some()))
}

/// Law of a `kind`: one piece, with what surely stands beside it.
fn whole(annotations: &Annotations, body: &Range<usize>, kind: SourceKind) -> Citation {
    let title = body.start..legal_end(annotations, body);
    let mut builder = CitationBuilder::new(annotations, body.clone());
    builder.addresses();
    let numbers = annotations.designations_in(&title).iter();
    // `Resolution 1325, S/RES/1325`: the symbol stands first in the table.
    let number = numbers.min_by_key(|one| one.row);
    let parts = parts(annotations, &title, kind);
    Citation {
        kind,
        date: date_of_law(annotations, &title).map(|date| stated(annotations, date)),
        number: number.map(|one| field(annotations, one.number.clone())),
        law: Some(Box::new(parts.map(|part| field(annotations, part.clone())))),
        title: Some(field(annotations, title)),
        ..builder.citation
    }
}

/// The sources in comment: those to which links lead, laws and cases.
pub(super) fn embedded(annotations: &Annotations, range: &Range<usize>) -> Vec<Citation> {
    let mut found = linked(annotations, range);
    for law in laws_within(annotations, range) {
        let kind = law_kind(annotations, &law).unwrap_or(SourceKind::Legislation);
        let mut citation = whole(annotations, &law, kind);
        citation.span = annotations.plain.source(&law);
        found.push(citation);
    }
    for (_, link) in annotations.references_in(range) {
        found.extend(referred(annotations, *link));
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
fn referred(annotations: &Annotations, link: usize) -> Option<Citation> {
    let link = annotations.plain.links.get(link)?;
    let (mut citation, _) = read(annotations, link.words.clone());
    citation.span = link.span;
    Some(citation)
}

/// The sources to which links in comment lead.
fn linked(annotations: &Annotations, range: &Range<usize>) -> Vec<Citation> {
    let atoms = annotations.atoms_in(range).iter();
    let mut from = range.start;
    let mut found = Vec::new();
    for atom in atoms {
        let mut builder = CitationBuilder::new(annotations, atom.outer.clone());
        builder.addresses();
        if builder.citation.url.is_none() && builder.citation.doi.is_none() {
            continue;
        }
        if let Some(kind) = law_kind(annotations, &atom.outer).filter(|_| atom.is_words()) {
            let mut citation = whole(annotations, &atom.outer, kind);
            let words = annotations.plain.source(&atom.outer);
            citation.span = citation
                .url
                .as_ref()
                .map_or(words, |url| url.span.join(words));
            found.push(citation);
            from = atom.outer.end;
            continue;
        }
        if atom.is_words() && names_a_work(annotations, atom) {
            builder.citation.title = Some(field(annotations, atom.inner.clone()));
        }
        if builder.citation.title.is_some() {
            let after = atom.outer.end..range.end;
            builder.citation.container =
                blog(annotations, after.clone()).or_else(|| dated_container(annotations, after));
        }
        let words = annotations.plain.source(&atom.outer);
        builder.possessor(from..atom.outer.start);
        let citation = &mut builder.citation;
        let url = citation.url.iter().map(|url| url.span);
        let stated = citation
            .authors
            .iter()
            .map(|author| author.span)
            .chain(citation.date.iter().map(|date| date.span))
            .chain(citation.container.iter().map(|blog| blog.span));
        citation.span = url.chain(stated).fold(words, Span::join);
        found.push(builder.citation);
        from = atom.outer.end;
    }
    found
}

/// `[A Title](…) on the Harbour blog`: the blog that is named right behind a link.
fn blog(annotations: &Annotations, after: Range<usize>) -> Option<Field> {
    let words = annotations.words(after.clone());
    let near = words.get(..words.floor_char_boundary(LONGEST_BLOG))?;
    let name = near.strip_prefix(" on the ")?;
    let end = name.find(" blog")? + " blog".len();
    let start = after.start + (near.len() - name.len());
    name.starts_with(|c: char| !c.is_lowercase())
        .then(|| field(annotations, start..start + end))
}

/// How far the name of a blog is looked for behind a link, in bytes.
const LONGEST_BLOG: usize = 50;

/// `([A Title](…), Harbour Review, January 12, 2010)`: what stands between a link and the day.
fn dated_container(annotations: &Annotations, after: Range<usize>) -> Option<Field> {
    let date = annotations.dates_in(&after).first()?;
    let between = annotations.words(after.start..date.range.start);
    let name = between.strip_prefix(", ")?.strip_suffix(", ")?;
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || is_small(word);
    let named = !name.contains([',', '.', '(']) && name.split(' ').all(is_name);
    let start = after.start + ", ".len();
    (named && name.len() <= LONGEST_BLOG && !date.bare)
        .then(|| field(annotations, start..start + name.len()))
}

/// Whether linked words are a title, and not words of the sentence.
fn names_a_work(annotations: &Annotations, atom: &Atom) -> bool {
    let words = annotations.words(atom.inner.clone());
    let begins = words.starts_with(|c: char| !c.is_lowercase());
    let capitals = words
        .split_whitespace()
        .filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        .count();
    atom.quoted
        || atom.emphasised
        || (begins && capitals > 0 && capitals * 2 >= words.split_whitespace().count())
}

/// A field of the words in `range`.
fn field(annotations: &Annotations, range: Range<usize>) -> Field {
    let range = trimmed(annotations, range);
    let words = annotations.words(range.clone());
    let value = words
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("\\$", "$");
    Field {
        value,
        span: annotations.plain.source(&range),
    }
}

/// A range without the spaces and punctuation around its words.
fn trimmed(annotations: &Annotations, range: Range<usize>) -> Range<usize> {
    let words = annotations.words(range.clone());
    let start = range.start
        + (words.len()
            - words
                .trim_start_matches([
                    ' ', ',', '，', '、', '،', ':', ';', '.', '\n', '*', '_', '>',
                ])
                .len());
    let words = annotations.words(start..range.end);
    let bare = words.trim_end_matches([
        ' ', ',', ':', ';', '¶', '§', '\n', '*', '_', '，', '、', '،', '：', '；', '。',
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

fn stated(annotations: &Annotations, date: &FoundDate) -> Date {
    Date {
        span: annotations.plain.source(&date.range),
        value: date.value.clone(),
    }
}
