//! The sources that the briefs of a workspace cite, where a citation begins in a note.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::bibliography::fold;
use crate::ide::plain_text::plain_text;
use crate::index::{Document, KnownSource, SourceKey, Workspace, note_name};
use crate::syntax::DocumentKind;
use crate::text::words;

use super::citation_begun::CitationBegun;
use super::short_forms::short_forms;
use super::{Completion, CompletionKind, Completions};

/// No more sources than this are offered at once.
const MOST_SOURCES: usize = 100;

/// With fewer letters than this, in bytes, too much would be offered. Without any, all is asked for.
const FEWEST_LETTERS: usize = 3;

/// Words that tell nothing of a source, in the languages of most briefs.
const COMMON: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "but", "by", "for", "from", "has", "have", "in", "is",
    "it", "its", "of", "on", "or", "see", "that", "the", "their", "there", "these", "this", "to",
    "was", "were", "which", "with", "der", "die", "das", "und", "les", "des", "une", "los", "las",
    "del",
];

/// What could be cited where `begun` stands in the brief at `path`: the sources of `workspace` of which each word that
/// is written begins a word of the author, the title or the year. Those of the same brief come first, then those that
/// more briefs cite. They are given as they were cited last, in what the note can hold. Before all of them come the
/// short forms of those that earlier notes of the brief cite.
pub fn known_sources(
    begun: &CitationBegun,
    document: &Document,
    workspace: &Workspace,
    path: &Path,
) -> Completions {
    let query = fold(&begun.text);
    let words: Vec<&str> = words(&query).collect();
    let letters: usize = words.iter().map(|word| word.len()).sum();
    let tells_nothing = words.iter().all(|word| COMMON.contains(word));
    if letters > 0 && (letters < FEWEST_LETTERS || tells_nothing) {
        return Completions {
            items: Vec::new(),
            is_incomplete: true,
        };
    }
    let name = begun.note.as_ref();
    let name = name.map(|note| note_name(document, note.id));
    let is_this = |note: &str| name.as_deref() == Some(note);
    let mut found = MatchingSources::default();
    let own = workspace.path_of(path);
    for (other, source) in workspace.sources_saying(&words) {
        let is_own = own.is_some_and(|own| Arc::ptr_eq(own, other));
        // What is being written is no source to be cited again.
        let is_written = is_own && source.places.iter().all(|place| is_this(&place.note));
        if !is_written {
            found.add(other, source, is_own);
        }
    }
    let is_in_full = found.ranked().into_iter();
    let is_in_full = is_in_full.filter_map(|offer| item(&offer, begun, document));
    let items = short_forms(begun, document, &words).chain(is_in_full);
    let mut items: Vec<Completion> = items.take(MOST_SOURCES).collect();
    items.dedup_by(|next, before| next.insert == before.insert);
    Completions {
        items,
        is_incomplete: true,
    }
}

/// A source with who cites it.
struct Offer<'a> {
    source: &'a KnownSource,
    /// The notes of the same brief that cite it.
    own: Vec<&'a str>,
    /// How many briefs cite it, and the last of them.
    briefs: usize,
    brief: &'a Arc<Path>,
}

/// The sources that fit, each once.
#[derive(Default)]
struct MatchingSources<'a> {
    offers: Vec<Offer<'a>>,
    of_key: FxHashMap<SourceKey, usize>,
}

impl<'a> MatchingSources<'a> {
    fn add(&mut self, path: &'a Arc<Path>, source: &'a KnownSource, is_own: bool) {
        let known = source.keys.iter().find_map(|key| self.of_key.get(key));
        let index = known.copied().unwrap_or(self.offers.len());
        if index == self.offers.len() {
            self.offers.push(Offer {
                source,
                own: Vec::new(),
                briefs: 1,
                brief: path,
            });
        }
        self.of_key
            .extend(source.keys.iter().map(|key| (*key, index)));
        let Some(offer) = self.offers.get_mut(index) else {
            return;
        };
        if !Arc::ptr_eq(offer.brief, path) {
            offer.briefs += 1;
            offer.brief = path;
        }
        if is_own {
            offer
                .own
                .extend(source.places.iter().map(|place| &*place.note));
        }
        // The text of the same brief has its style.
        if !source.text.is_empty() && (is_own || offer.source.text.is_empty()) {
            offer.source = source;
        }
    }

    /// The best first.
    fn ranked(mut self) -> Vec<Offer<'a>> {
        self.offers.retain(|offer| !offer.source.text.is_empty());
        self.offers.sort_by_key(|offer| {
            let (own, briefs) = (offer.own.len(), offer.briefs);
            (
                Reverse(own.min(1)),
                Reverse(briefs.max(own)),
                &*offer.source.name,
            )
        });
        self.offers
    }
}

fn item(offer: &Offer, begun: &CitationBegun, document: &Document) -> Option<Completion> {
    let source = offer.source;
    let detail = match (offer.own.first(), offer.briefs) {
        (Some(note), _) => format!("note {note} of this brief"),
        (None, 1) => {
            let name = offer.brief.file_name().unwrap_or_default();
            name.to_string_lossy().into_owned()
        }
        (None, count) => format!("cited in {count} briefs"),
    };
    Some(Completion {
        label: source.name.to_string(),
        kind: CompletionKind::Source,
        detail: Some(detail),
        documentation: Some(source.text.to_string()),
        replace: begun.span,
        insert: fitted(source, begun, document.kind())?,
        filter: Some(begun.text.clone()),
        also: Vec::new(),
    })
}

/// The text of a citation as the note can hold it; none if it cannot.
fn fitted(source: &KnownSource, begun: &CitationBegun, kind: DocumentKind) -> Option<String> {
    let mut text = match (source.is_markdown, kind) {
        (true, DocumentKind::Plain) => plain_text(&source.text),
        _ => source.text.to_string(),
    };
    if begun.is_ended && text.ends_with('.') {
        text.pop();
    }
    begun.can_hold(&text).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::completion::citation_begun;
    use crate::testing::{citing_workspace, cursor, document};

    const OWN: &str = "/w/own.md";
    const NOTES: &str = "\n\n[^1]: Jane Roe, *Dams of the World* (Oxford, 2010), p. 3.\n";
    const OTHERS: [(&str, &str); 3] = [
        (
            "/w/a.md",
            "A.[^1]\n\n[^1]: Zoë Côté, [\"The Dry Land\"](https://a.example/dry), *Soil*, 1999.\n",
        ),
        (
            "/w/b.md",
            "A.[^x]\n\n[^x]: *See* Z. Côté, \"The Dry Land,\" 1999, https://a.example/dry.\n",
        ),
        (
            "/w/c.md",
            "A.[^1]\n\n[^1]: Bo Sen, *Damned Rivers*, 2003.\n",
        ),
    ];

    fn found(kind: DocumentKind, fixture: &str) -> (String, Completions) {
        let (text, offset) = cursor(fixture);
        let mut briefs = vec![(OWN, text.as_str())];
        briefs.extend(OTHERS);
        let workspace = citing_workspace(&briefs);
        let document = document(kind, &text);
        let begun = citation_begun(&document, offset);
        let found = begun.map(|begun| known_sources(&begun, &document, &workspace, Path::new(OWN)));
        (text, found.unwrap_or_default())
    }

    fn offered(fixture: &str) -> Vec<String> {
        let (_, found) = found(DocumentKind::Markdown, fixture);
        found.items.into_iter().map(|item| item.label).collect()
    }

    /// The text with the first source that is offered.
    #[track_caller]
    fn chosen(kind: DocumentKind, fixture: &str) -> String {
        let (mut text, found) = found(kind, fixture);
        let first = found.items.first().expect("a source");
        text.replace_range(first.replace.range(), &first.insert);
        text
    }

    const SHORT: &str = "Roe, Dams of the World";
    const ROE: &str = "Jane Roe, Dams of the World, 2010";
    const COTE: &str = "Zoë Côté, The Dry Land, 1999";
    const SEN: &str = "Bo Sen, Damned Rivers, 2003";

    #[test]
    fn by_author_title_and_year_wherever_a_citation_begins() {
        for begun in [
            "cote",
            "côté dry",
            "Dry Land",
            "1999",
            "See cote",
            "A. B. See also dry",
            "Sen; cote",
            "Text (cote",
            "\"Dry",
            "See “Dry",
            "*Dry Land",
            "*See* cote",
            "*See, e.g.*, cote",
        ] {
            let fixture = format!("A.[^1] B.[^2]{NOTES}[^2]: {begun}|\n");
            assert_eq!(offered(&fixture), [COTE], "{begun}");
        }
        assert_eq!(offered("A claim.^[See cote|]\n"), [COTE]);
        assert_eq!(offered("A.[^2]\n\n[^2]: See |\n").len(), 2);
        assert_eq!(offered("A.[^2]\n\n[^2]: Sen, 2004; |\n").len(), 2);
        assert_eq!(offered("A claim.^[Roe.] |\n"), [""; 0]);
        assert_eq!(offered("A claim.^[See cote| And more.\n"), [COTE]);
        assert_eq!(offered("A.[^2]\n\n[^2]: Text.\n\n    cote|\n"), [COTE]);
    }

    #[test]
    fn those_of_the_brief_come_first_and_then_those_of_most_briefs() {
        assert_eq!(
            offered(&format!("A.[^1] B.[^2]{NOTES}[^2]: dam|\n")),
            [SHORT, ROE, SEN]
        );
        assert_eq!(
            offered(&format!("A.[^1] B.[^2]{NOTES}[^2]: |\n")),
            [SHORT, ROE, COTE, SEN]
        );
        let (_, found) = found(
            DocumentKind::Markdown,
            &format!("A.[^1] B.[^2]{NOTES}[^2]: |\n"),
        );
        let details: Vec<_> = found
            .items
            .iter()
            .filter_map(|it| it.detail.as_deref())
            .collect();
        assert_eq!(
            details,
            [
                "short form of note 1",
                "note 1 of this brief",
                "cited in 2 briefs",
                "c.md"
            ]
        );
    }

    #[test]
    fn the_citation_is_inserted_as_it_was_written() {
        let markdown = "[\"The Dry Land\"](https://a.example/dry), *Soil*, 1999.";
        assert_eq!(
            chosen(DocumentKind::Markdown, "A.[^2]\n\n[^2]: See cote|\n"),
            format!("A.[^2]\n\n[^2]: See Zoë Côté, {markdown}\n")
        );
        assert_eq!(
            chosen(DocumentKind::Markdown, "A.[^2]\n\n[^2]: “dry|”\n"),
            format!("A.[^2]\n\n[^2]: Zoë Côté, {markdown}\n")
        );
        let rest = markdown.trim_end_matches('.');
        assert_eq!(
            chosen(DocumentKind::Markdown, "A.[^2]\n\n[^2]: dry|; and so on.\n"),
            format!("A.[^2]\n\n[^2]: Zoë Côté, {rest}; and so on.\n")
        );
        assert_eq!(
            chosen(DocumentKind::Plain, "A word.¹\n\n¹ cote|\n"),
            "A word.¹\n\n¹ Zoë Côté, \"The Dry Land\" (https://a.example/dry), Soil, 1999.\n"
        );
    }

    #[test]
    fn nothing_where_no_citation_begins() {
        let note = |text: &str| format!("A.[^2]\n\n[^2]: {text}\n");
        for text in [
            "The government of the dry|",
            "co|",
            "The|",
            "See [a](cote|)",
            "See https://cote|",
            "`cote|`",
            "<!-- cote| -->",
            "[cote|",
            "Text, which is long, and says that all of it is about cote|",
        ] {
            assert_eq!(offered(&note(text)), [""; 0], "{text}");
        }
        assert_eq!(offered("A cote|.\n"), [""; 0]);
        assert_eq!(offered("A.[^1]\n\n[|^1]: Text.\n"), [""; 0]);
    }

    #[test]
    fn what_is_being_written_is_not_offered() {
        let fixture = "A.[^1] B.[^2]\n\n[^1]: Roe, *Dams*, 2011.\n\n[^2]: *Dams in Winter*, Roe, 2012; dam|\n";
        assert_eq!(offered(fixture), ["Roe, Dams", "Roe, Dams, 2011", SEN]);
    }
}
