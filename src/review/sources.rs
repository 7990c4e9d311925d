//! What the brief stands on: by kind of publisher, by age, by how often it is cited.

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use crate::citation::{Name, PartialDate, PublisherKind, Source, archived, host};
use crate::index::{CitationId, Document, Known};

use super::age::{Age, AgeCounts, day};

/// How many of the sources cited most are named.
const MOST_NAMED: usize = 5;

/// The sources that the notes and keys cite, each once.
#[derive(Serialize, JsonSchema, Debug, Default)]
pub struct SourcesReview {
    /// How many there are of each kind and age; kinds without any are omitted.
    pub kinds: Vec<KindRow>,
    /// Those that more than one note cites, the most cited first; five at most.
    pub most_cited: Vec<UsedSource>,
    /// The notes that cite a source.
    pub citing_notes: usize,
    /// The sources with a DOI.
    pub with_doi: usize,
    /// The sources with an address.
    pub with_address: usize,
    /// Those of them whose address is that of an archived copy.
    pub archived: usize,
    /// The sources of the institution that publishes the brief.
    pub own: usize,
}

/// The sources of one kind.
#[derive(Serialize, JsonSchema, Debug)]
pub struct KindRow {
    /// Who is behind them.
    pub kind: PublisherKind,
    /// How many there are.
    pub sources: usize,
    /// What they appeared in or who published them, each once, those of most sources first.
    pub publishers: Vec<String>,
    /// How many of them are of each age at the date of the brief; omitted without that date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ages: Option<AgeCounts>,
}

/// A source that several notes cite.
#[derive(Serialize, JsonSchema, Debug)]
pub struct UsedSource {
    /// Its authors and title.
    pub name: String,
    /// How many notes cite it, references such as `Ibid.` included.
    pub notes: usize,
}

/// A source and the notes that cite it.
struct CountedSource {
    source: Source,
    notes: usize,
}

impl SourcesReview {
    pub(super) fn of(document: &Document) -> SourcesReview {
        let cited = cited(document);
        let date = document.date().and_then(|(date, _)| day(date));
        let institution = document.title().and_then(|title| title.institution);
        let institution = institution.map(|span| document.text().slice(span).trim().to_lowercase());
        let mut review = SourcesReview {
            citing_notes: citing_notes(document),
            kinds: kinds(&cited, date),
            ..SourcesReview::default()
        };
        for CountedSource { source, .. } in &cited {
            let has_address = source.url.is_some();
            let is_archived = source
                .url
                .as_deref()
                .is_some_and(|url| archived(url).is_some());
            review.with_doi += usize::from(source.doi.is_some());
            review.with_address += usize::from(has_address);
            review.archived += usize::from(is_archived);
            review.own += usize::from(
                institution
                    .as_deref()
                    .is_some_and(|name| is_by(source, name)),
            );
        }
        let mut often: Vec<&CountedSource> = cited.iter().filter(|cited| cited.notes > 1).collect();
        often.sort_by_key(|cited| std::cmp::Reverse(cited.notes));
        let used = |cited: &CountedSource| UsedSource {
            name: name(&cited.source),
            notes: cited.notes,
        };
        review.most_cited = often.into_iter().take(MOST_NAMED).map(used).collect();
        review
    }
}

/// The rows of the table, without those of which there are none.
fn kinds(cited: &[CountedSource], date: Option<Date>) -> Vec<KindRow> {
    let sources = cited.iter().map(|cited| &cited.source);
    let with_kinds: Vec<_> = sources.map(|it| (PublisherKind::of(it), it)).collect();
    let row = |kind: PublisherKind| {
        let of_kind = with_kinds.iter().filter(|(one, _)| *one == kind);
        let of_kind: Vec<&Source> = of_kind.map(|(_, source)| *source).collect();
        KindRow {
            kind,
            sources: of_kind.len(),
            publishers: publishers(&of_kind),
            ages: date.map(|at| {
                let mut ages = AgeCounts::default();
                of_kind
                    .iter()
                    .for_each(|it| ages.count(Age::of(it.date, at)));
                ages
            }),
        }
    };
    let rows = PublisherKind::ALL.into_iter().map(row);
    rows.filter(|row| row.sources > 0).collect()
}

/// What sources appeared in or who published them, else their hosts, else their titles; those of most sources first.
fn publishers(sources: &[&Source]) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for source in sources {
        let stated = [&source.container, &source.publisher];
        let stated = stated.into_iter().flatten().next();
        let stated = stated.or_else(|| bodies(source).next()).cloned();
        let by_host = || host(source.url.as_deref()?);
        let Some(name) = stated.or_else(by_host).or_else(|| source.title.clone()) else {
            continue;
        };
        match counted.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counted.push((name, 1)),
        }
    }
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted.into_iter().map(|(name, _)| name).collect()
}

/// The sources of the brief, each once: those of notes by place, then those of keys.
fn cited(document: &Document) -> Vec<CountedSource> {
    let sources = document.sources();
    let mut notes: FxHashMap<CitationId, usize> = FxHashMap::default();
    for note in document.notes() {
        let full = sources.citations_of(note.id).map(|(part, _)| CitationId {
            note: note.id,
            part,
        });
        let back = sources
            .back_references_of(note.id)
            .filter_map(|(_, it)| it.citation);
        let works = full
            .chain(back)
            .filter_map(|id| sources.work(id)?.citations.first().copied());
        let mut works: Vec<CitationId> = works.collect();
        works.sort_unstable();
        works.dedup();
        works
            .into_iter()
            .for_each(|work| *notes.entry(work).or_default() += 1);
    }
    let works = sources.works().iter().filter_map(|work| {
        let first = *work.citations.first()?;
        let known = work.citations.iter().filter_map(|id| sources.citation(*id));
        // The citation that says the most of it.
        let source = known.map(|citation| citation.source()).max_by_key(stated)?;
        let notes = notes.get(&first).copied().unwrap_or_default();
        Some(CountedSource { source, notes })
    });
    works.chain(by_key(document)).collect()
}

/// How many of the fields that matter here are stated.
fn stated(source: &Source) -> usize {
    let texts = [
        &source.title,
        &source.container,
        &source.publisher,
        &source.url,
        &source.doi,
    ];
    texts.iter().filter(|it| it.is_some()).count() + usize::from(source.date.is_some())
}

/// The sources that are cited by key.
fn by_key(document: &Document) -> Vec<CountedSource> {
    let mut places: Vec<(std::sync::Arc<str>, usize)> = Vec::new();
    let mut known: FxHashMap<std::sync::Arc<str>, usize> = FxHashMap::default();
    for citation in document.citations() {
        let index = *known.entry(citation.key.clone()).or_insert(places.len());
        match places.get_mut(index) {
            Some((_, count)) => *count += 1,
            None => places.push((citation.key, 1)),
        }
    }
    let cited = |(key, notes): (std::sync::Arc<str>, usize)| CountedSource {
        source: of_key(document, &key),
        notes,
    };
    places.into_iter().map(cited).collect()
}

/// What the bibliography says of a key; its name where there is nothing.
pub(super) fn of_key(document: &Document, key: &str) -> Source {
    let Some(Known::Entry(_, entry)) = document.known(key) else {
        return Source {
            title: Some(format!("@{key}")),
            ..Source::default()
        };
    };
    let year = entry.year.and_then(|year| i16::try_from(year).ok());
    Source {
        authors: entry.authors.clone(),
        title: entry.title.clone(),
        container: entry.container.clone(),
        date: year.map(PartialDate::Year),
        doi: entry.doi.clone(),
        url: entry.url.clone(),
        ..Source::default()
    }
}

fn citing_notes(document: &Document) -> usize {
    let sources = document.sources();
    let cites = |id| {
        sources.citations_of(id).next().is_some() || sources.back_references_of(id).next().is_some()
    };
    document.notes().filter(|note| cites(note.id)).count()
}

/// The bodies that wrote a source.
fn bodies(source: &Source) -> impl Iterator<Item = &String> {
    source.signed_by().iter().filter_map(|name| match name {
        Name::Institution(name) => Some(name),
        Name::Person { .. } => None,
    })
}

/// Whether the body of that name, in small letters, published or wrote a source.
fn is_by(source: &Source, institution: &str) -> bool {
    let mut names = [&source.container, &source.publisher]
        .into_iter()
        .flatten()
        .chain(bodies(source));
    names.any(|name| name.to_lowercase() == institution)
}

/// `Roe and Lee, Dams`; its address where it has neither authors nor title.
fn name(source: &Source) -> String {
    let families: Vec<&str> = source.signed_by().iter().map(Name::family).collect();
    let authors = crate::citation::and_others(&families);
    let parts = [Some(authors), source.title.clone()];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|it| !it.is_empty())
        .collect();
    match parts.is_empty() {
        true => source.url.clone().unwrap_or_default(),
        false => parts.join(", "),
    }
}
