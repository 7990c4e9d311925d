//! What a brief cites, for other briefs: small, and without its text.

use crate::citation::{Citation, Name, PartialDate, and_others};
use crate::syntax::DocumentKind;
use crate::text::{LineRange, LineRanges, Span};

use crate::index::{CitationId, Document, ItemId, SourceKey, Work};

/// A longer citation, in bytes, has a remark in it, and is not offered to be cited again.
const LONGEST: usize = 600;

/// A longer name is cut, in characters.
const LONGEST_NAME: usize = 120;

/// The sources that a brief cites, by the places of their first citations; without those of which nothing tells
/// what they are.
#[derive(Debug, Default)]
pub struct CitedSources {
    /// The sources.
    pub sources: Box<[KnownSource]>,
}

/// A source that a brief cites.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownSource {
    /// By what it is known again.
    pub keys: Box<[SourceKey]>,
    /// Where it is cited, in full or by leading back to it, by place.
    pub places: Box<[CitationLocation]>,
    /// What it is called (`citation_name`).
    pub name: Box<str>,
    /// Its first citation as it is written, on one line, without what introduces it; empty where that is not one
    /// piece.
    pub text: Box<str>,
    /// Whether `text` is Markdown.
    pub is_markdown: bool,
}

/// A place in a note that cites a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CitationLocation {
    /// Where the title is, or what leads back.
    pub place: LineRange,
    /// What the note is called; of an inline note, its number.
    pub note: Box<str>,
    /// Whether it is cited here in full.
    pub is_in_full: bool,
}

impl CitedSources {
    /// What the notes of `document` cite. Each note is read for it.
    pub fn of(document: &Document) -> CitedSources {
        if document.footnotes().notes().is_empty() {
            return CitedSources::default();
        }
        let works = document.sources().works().iter();
        let works: Vec<&Work> = works.filter(|work| !work.keys.is_empty()).collect();
        let sources = works.iter().zip(places(document, &works));
        let sources = sources.filter_map(|(work, places)| {
            let first = *work.citations.first()?;
            let citation = document.sources().citation(first)?;
            let text = written(document, first, citation).unwrap_or_default();
            Some(KnownSource {
                keys: work.keys.clone().into(),
                places: places.into(),
                name: citation_name(citation).into(),
                text: text.into(),
                is_markdown: document.kind() != DocumentKind::Plain,
            })
        });
        CitedSources {
            sources: sources.collect(),
        }
    }
}

/// Where each of `works` is cited, by place.
fn places(document: &Document, works: &[&Work]) -> Vec<Vec<CitationLocation>> {
    let sources = document.sources();
    let mut found: Vec<(Span, ItemId, usize, bool)> = Vec::new();
    let mut of_citation = rustc_hash::FxHashMap::<CitationId, usize>::default();
    for (index, work) in works.iter().enumerate() {
        for id in &work.citations {
            of_citation.insert(*id, index);
            let span = sources.citation(*id).map(Citation::named);
            let span = span.and_then(|span| document.in_note(id.note, span));
            found.extend(span.map(|span| (span, id.note, index, true)));
        }
    }
    for (note, reference, referent) in sources.back_references() {
        let index = referent.citation.and_then(|id| of_citation.get(&id));
        if let (Some(index), Some(span)) = (index, document.in_note(note, reference.span)) {
            found.push((span, note, *index, false));
        }
    }
    for named in document.cross_references() {
        let source = named.referent.citation;
        let index = source.and_then(|id| of_citation.get(&id));
        if let (Some(index), [note]) = (index, named.referent.notes.as_slice()) {
            found.push((named.span, *note, *index, false));
        }
    }
    found.sort_unstable();
    let text = document.text().to_string();
    let mut ranges = LineRanges::new(&text);
    let mut places = vec![Vec::new(); works.len()];
    for (span, note, index, is_in_full) in found {
        if let Some(places) = places.get_mut(index) {
            places.push(CitationLocation {
                place: ranges.of(span),
                note: note_name(document, note).into(),
                is_in_full,
            });
        }
    }
    places
}

/// What a note is called; an inline note by the number with which readers see it.
pub fn note_name(document: &Document, id: ItemId) -> String {
    let label = document.note(id).map(|note| note.label.to_string());
    let number = || document.sources().number(id).map(|it| it.to_string());
    let label = label.filter(|label| !label.is_empty());
    label.or_else(number).unwrap_or_default()
}

/// Who wrote what and when, on one line: `Jane Roe, Dams of the World, 2010`.
pub fn citation_name(citation: &Citation) -> String {
    let authors = citation.signed_by().iter();
    let names: Vec<&Name> = authors.map(|author| &author.name).collect();
    let who = (!names.is_empty()).then(|| and_others(&names));
    let field = citation.title.as_ref().or(citation.url.as_ref());
    let what = field.map(|field| field.value.clone());
    let date = citation.date.as_ref().and_then(|date| date.known());
    let year = date.and_then(PartialDate::year);
    let parts = [who, what, year.map(|year| year.to_string())];
    let mut name = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if let Some((end, _)) = name.char_indices().nth(LONGEST_NAME) {
        name.truncate(end);
        name.push('…');
    }
    name
}

/// A citation as it is written, on one line, without its signal; none if that is not one piece of text.
fn written(document: &Document, id: CitationId, citation: &Citation) -> Option<String> {
    let note = document.sources().note(id.note)?.text().as_str();
    let signal = citation.signal.as_ref().map(|signal| signal.span);
    let start = signal.map_or(citation.span.start, |signal| signal.end);
    let text = note.get(start..citation.span.end)?;
    // `*See* Jane Roe`: the sign after the signal goes with it.
    let before = signal.and_then(|signal| note.get(..signal.start));
    let emphasis = before.and_then(|before| before.chars().next_back());
    let emphasis = emphasis.filter(|c| matches!(c, '*' | '_'));
    let text = emphasis.map_or(text, |c| text.strip_prefix(c).unwrap_or(text));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_start_matches([',', ':', ';', ' ']);
    let text = text.trim_end_matches([',', ':', ';', ' ']);
    let is_piece = !text.is_empty() && text.len() <= LONGEST && is_whole(text);
    is_piece.then(|| text.to_owned())
}

/// Whether what is opened in `text` is closed in it, and nothing leads out of it.
fn is_whole(text: &str) -> bool {
    let count = |c: char| text.matches(c).count();
    count('[') == count(']')
        && count('(') == count(')')
        && count('*') % 2 == 0
        && count('"') % 2 == 0
        && count('“') == count('”')
        && !["[^", "[@", "^[", "]["].iter().any(|it| text.contains(it))
}

#[cfg(test)]
mod tests {
    use crate::index::workspace::cited_sources::*;
    use crate::testing::document;
    use crate::text::Encoding;

    fn shown(kind: DocumentKind, text: &str) -> Vec<String> {
        let cited = CitedSources::of(&document(kind, text));
        let place = |it: &CitationLocation| {
            let at = it.place.start(Encoding::Utf16);
            let full = if it.is_in_full { "" } else { " back" };
            format!("{}:{}:{}{full}", it.note, at.line, at.column)
        };
        let source = |source: &KnownSource| {
            let places: Vec<String> = source.places.iter().map(place).collect();
            format!("{} | {} | {}", source.name, source.text, places.join(" "))
        };
        cited.sources.iter().map(source).collect()
    }

    #[test]
    fn each_source_once_with_all_its_places() {
        let text = "A.[^1] B.[^b] C.[^3]\n\n[^1]: *See* Jane Roe, *Dams of the World* (Oxford, 2010), p. 3.\n\
            [^b]: Ibid., p. 4; see also Bo Sen, [\"Rivers\"](https://a.example/rivers), 2011.\n\
            [^3]: Roe, *supra* note 1, at 5; J. Roe, *Dams of the World*, 2010.\n";
        assert_eq!(
            shown(DocumentKind::Markdown, text),
            [
                "Jane Roe, Dams of the World, 2010 | Jane Roe, *Dams of the World* (Oxford, 2010), p. 3. \
                 | 1:2:23 b:3:6 back 3:4:11 back 3:4:42",
                "Bo Sen, Rivers, 2011 | Bo Sen, [\"Rivers\"](https://a.example/rivers), 2011. | b:3:38",
            ]
        );
    }

    #[test]
    fn an_inline_note_is_called_by_its_number() {
        let text = "A.^[Text.] B.^[Jane Roe, *Dams*, 2010.]\n";
        assert_eq!(
            shown(DocumentKind::Pandoc, text),
            ["Jane Roe, Dams, 2010 | Jane Roe, *Dams*, 2010. | 2:0:26"]
        );
    }

    #[test]
    fn what_leads_out_of_a_citation_is_not_offered_again() {
        let text = "A.[^1]\n\n[^1]: Jane Roe, [*Dams of the World*][roe], 2010.\n\n[roe]: https://a.example/b\n";
        let cited = CitedSources::of(&document(DocumentKind::Markdown, text));
        assert!(cited.sources.iter().all(|source| source.text.is_empty()));
    }

    #[test]
    fn a_brief_without_notes_cites_nothing() {
        assert_eq!(
            shown(DocumentKind::Markdown, "Jane Roe, *Dams*, 2010.\n"),
            [""; 0]
        );
    }
}
