//! How long the parts of a brief are, and what they stand on: words, notes, sources.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::Serialize;

use crate::config::Form;
use crate::index::{CitationId, Document, ItemId, Note, RunningWords};
use crate::text::Span;

/// How long a part of a brief is, and what it cites.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, JsonSchema)]
pub struct Counts {
    /// The words of running text, without notes and markers.
    pub words: usize,
    /// The same with the words of its notes.
    pub words_with_notes: usize,
    /// The notes that its markers cite, each once.
    pub notes: usize,
    /// The sources that these notes and its keys cite, each once.
    pub sources: usize,
}

/// What each part of a brief has.
#[derive(Debug)]
pub struct PartCounts {
    words: RunningWords,
    /// Where each marker in running text begins, in bytes of the document, and its note.
    markers: Vec<(usize, ItemId)>,
    /// Where each citation by key in running text begins, and its source.
    keys: Vec<(usize, SourceId)>,
    notes: FxHashMap<ItemId, NoteCounts>,
}

#[derive(Debug, Default)]
struct NoteCounts {
    words: usize,
    sources: Vec<SourceId>,
}

/// A source of the brief.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum SourceId {
    /// One that notes cite, by its first citation.
    Work(CitationId),
    Key(Arc<str>),
}

impl PartCounts {
    /// What each part of `document` has.
    pub fn of(document: &Document) -> PartCounts {
        let (inline, below): (Vec<Note>, Vec<Note>) =
            document.notes().partition(|note| note.form == Form::Inline);
        let all = inline.iter().chain(&below);
        let mut notes: FxHashMap<ItemId, NoteCounts> =
            all.map(|note| (note.id, of_note(document, note))).collect();
        let mut keys = Vec::new();
        for citation in document.citations() {
            let note = holding(&below, citation.span).or_else(|| holding(&inline, citation.span));
            let source = SourceId::Key(citation.key);
            match note.and_then(|id| notes.get_mut(&id)) {
                Some(note) => note.sources.push(source),
                None => keys.push((citation.span.start, source)),
            }
        }
        let markers = document.markers();
        let in_text = markers.filter(|marker| holding(&below, marker.span).is_none());
        let cited = in_text.filter_map(|marker| Some((marker.span.start, marker.note?)));
        PartCounts {
            words: document.words(),
            markers: cited.collect(),
            keys,
            notes,
        }
    }

    /// What the whole brief has, with the notes that no marker cites.
    pub fn total(&self) -> Counts {
        let keys = self.keys.iter().map(|(_, source)| source);
        self.counts(self.words.total(), self.notes.values(), keys)
    }

    /// What stands in `span`, in bytes of the document. A note that parts share counts in each.
    pub fn within(&self, span: Span) -> Counts {
        let ids: FxHashSet<ItemId> = between(&self.markers, span).map(|(_, id)| *id).collect();
        let notes = ids.iter().filter_map(|id| self.notes.get(id));
        let keys = between(&self.keys, span).map(|(_, source)| source);
        self.counts(self.words.within(span), notes, keys)
    }

    fn counts<'a>(
        &'a self,
        words: usize,
        notes: impl Iterator<Item = &'a NoteCounts>,
        keys: impl Iterator<Item = &'a SourceId>,
    ) -> Counts {
        let mut counts = Counts {
            words,
            words_with_notes: words,
            ..Counts::default()
        };
        let mut sources: FxHashSet<&SourceId> = keys.collect();
        for note in notes {
            counts.words_with_notes += note.words;
            counts.notes += 1;
            sources.extend(&note.sources);
        }
        counts.sources = sources.len();
        counts
    }
}

/// Those of `places`, which are sorted, that lie in `span`.
fn between<T>(places: &[(usize, T)], span: Span) -> impl Iterator<Item = &(usize, T)> {
    let before = |offset| places.partition_point(|(start, _)| *start < offset);
    places[before(span.start)..before(span.end)].iter()
}

/// Which of `notes`, by place and apart from one another, has `span` in its text.
fn holding(notes: &[Note], span: Span) -> Option<ItemId> {
    let before = notes.partition_point(|note| note.span.start <= span.start);
    let note = notes[..before].last()?;
    note.span.covers(span).then_some(note.id)
}

fn of_note(document: &Document, note: &Note) -> NoteCounts {
    let sources = document.sources();
    let cited = sources.citations_of(note.id);
    let cited = cited.map(|(part, _)| CitationId {
        note: note.id,
        part,
    });
    let referents = sources.back_references_of(note.id);
    let meant = referents.filter_map(|(_, referent)| referent.citation);
    let works = cited.chain(meant).filter_map(|id| sources.work(id));
    let first = works.filter_map(|work| work.citations.first().copied());
    NoteCounts {
        words: document.note_words(note),
        sources: first.map(SourceId::Work).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::{document, in_context};

    fn counts(words: usize, words_with_notes: usize, notes: usize, sources: usize) -> Counts {
        Counts {
            words,
            words_with_notes,
            notes,
            sources,
        }
    }

    const BRIEF: &str = "## One\n\nTwo words.[^1] Three more words.[^2]\n\n## Two\n\nOne.[^3]\n\n\
                         ### Three\n\nAnd one.[^1]\n\n## Four\n\nNone.\n\n\
                         [^1]: Jane Roe, *Dams* (Oxford, 2010).\n\n[^2]: Ibid., p. 4.\n\n\
                         [^3]: Bo Lee, *Locks* (Oxford, 2011).\n\n[^4]: Left over.\n";

    #[test]
    fn a_part_has_the_notes_that_its_markers_cite_and_their_sources() {
        let document = document(DocumentKind::Markdown, BRIEF);
        let parts = PartCounts::of(&document);
        let sections = crate::ide::sections::sections(&document);
        let found: Vec<Counts> = sections.iter().map(|it| parts.within(it.span)).collect();
        let expected = [
            counts(5, 13, 2, 1),
            counts(3, 13, 2, 2),
            counts(2, 7, 1, 1),
            counts(1, 1, 0, 0),
        ];
        assert_eq!(found, expected);
        assert_eq!(parts.total(), counts(9, 24, 4, 2));
    }

    #[test]
    fn notes_in_the_text_count_as_notes() {
        let text = "One two.^[Jane Roe, *Dams* (Oxford, 2010).] Three.\n";
        let parts = PartCounts::of(&document(DocumentKind::Pandoc, text));
        assert_eq!(parts.total(), counts(3, 8, 1, 1));
    }

    #[test]
    fn a_source_cited_by_key_counts_in_text_and_notes() {
        let text = "One [@roe]. Two.[^1]\n\n## Next\n\nThree.\n\n[^1]: See @roe and [@lee].\n";
        let entries = "@book{roe, title = {Dams}}\n@book{lee, title = {Locks}}\n";
        let document = in_context(&document(DocumentKind::Pandoc, text), entries);
        let parts = PartCounts::of(&document);
        assert_eq!(parts.total().sources, 2);
        let first = Span::new(0, text.find("##").unwrap_or(0));
        assert_eq!(parts.within(first).sources, 2);
        assert_eq!(parts.within(Span::new(first.end, text.len())).sources, 0);
    }
}
