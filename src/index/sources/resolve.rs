//! What back-references refer to. Chains (Ibid. after Ibid. after *supra* note 3) are followed from the first
//! note on, so that each link is looked at once.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::citation::{Antecedent, BackReference, NoteNumbers};
use crate::index::ItemId;
use crate::text::Span;

use super::Sources;
use super::last_cited::{Last, last, may_cite};
use super::note::{Mention, ReadAs, SourceNote};
use super::order::Before;
use super::referent::{CitationId, Missing, Referent};
use super::source_table::{Query, SourceTable};
use super::word_index;
use super::word_index::WordIndex;

/// What the back-references of the notes refer to, in the order of each note; notes without any are left out.
pub(super) fn referents(sources: &Sources) -> FxHashMap<ItemId, Vec<Referent>> {
    let mut resolver = Resolver {
        sources,
        names: OnceCell::new(),
        source_table: OnceCell::new(),
        referents: FxHashMap::default(),
    };
    let mut referring = sources.notes.referring.clone();
    referring.sort_by_key(|index| sources.order.place(*index));
    for index in &referring {
        resolver.resolve(*index);
    }
    for index in referring {
        resolver.look_ahead(index);
    }
    resolver.referents
}

struct Resolver<'a> {
    sources: &'a Sources,
    names: OnceCell<WordIndex>,
    source_table: OnceCell<SourceTable>,
    referents: FxHashMap<ItemId, Vec<Referent>>,
}

impl Resolver<'_> {
    /// Resolves the back-references of a note.
    fn resolve(&mut self, index: usize) {
        let sources = self.sources;
        let (Some(note), Some(id)) = (sources.notes.all.get(index), sources.id(index)) else {
            return;
        };
        let mentions = note.mentions();
        let mut referents: Vec<Referent> = Vec::new();
        for reference in note.back_references() {
            let mut referent = match &reference.antecedent {
                Antecedent::Preceding => self.preceding(index, reference, mentions, &referents),
                Antecedent::Named => self.named(index, reference),
                Antecedent::ShortForm => self.short_form(index, reference),
                Antecedent::Notes(numbers) => self.numbered(index, reference, numbers),
            };
            if sources.order.is_hidden(index) || !reference.certain {
                referent.missing = None;
            }
            referents.push(referent);
        }
        self.referents.insert(id, referents);
    }

    /// Follows what leads to a later note, now that the back-references there are resolved.
    fn look_ahead(&mut self, index: usize) {
        let (Some(note), Some(id)) = (self.sources.notes.all.get(index), self.sources.id(index))
        else {
            return;
        };
        let mut referents = self.referents.remove(&id).unwrap_or_default();
        for (reference, referent) in note.back_references().iter().zip(&mut referents) {
            if let Antecedent::Notes(numbers) = &reference.antecedent
                && referent.citation.is_none()
                && referent.missing.is_none()
                && referent.notes.iter().any(|note| *note > id)
            {
                referent.citation = self.numbered(index, reference, numbers).citation;
            }
        }
        self.referents.insert(id, referents);
    }

    /// `Ibid.`: the source before in the same note, or the one of the note before.
    fn preceding(
        &self,
        index: usize,
        reference: &BackReference,
        mentions: &[Mention],
        referents: &[Referent],
    ) -> Referent {
        let here = self.sources.id(index);
        let earlier = mentions.partition_point(|mention| mention.span.start < reference.span.start);
        let earlier = mentions[..earlier]
            .iter()
            .rev()
            .find(|it| !it.is_nothing(referents));
        if let (Some(mention), Some(here)) = (earlier, here) {
            return Referent {
                notes: vec![here],
                citation: mention.citation(here, referents),
                missing: None,
            };
        }
        let note = self.sources.notes.all.get(index);
        let text_before = note.map_or("", |note| &note.text().as_str()[..reference.span.start]);
        let signs = |c: char| c.is_whitespace() || "*_".contains(c);
        if text_before.trim_end_matches(signs).ends_with(';') {
            return Referent {
                notes: here.into_iter().collect(),
                ..Referent::default()
            };
        }
        let mut referent = self.after_note(index);
        let previous = index.checked_sub(1);
        let unused = previous.is_some_and(|index| self.sources.order.is_hidden(index));
        if unused || may_cite(text_before) {
            referent.missing = None;
        }
        referent
    }

    /// What an `Ibid.` refers to that begins a note.
    fn after_note(&self, index: usize) -> Referent {
        let previous = match self.sources.order.before(index) {
            Before::Note(previous) => previous,
            Before::Nothing => return Referent::missing(Missing::Before),
            Before::Lost => return Referent::default(),
        };
        let Some(id) = self.sources.id(previous) else {
            return Referent::default();
        };
        let (citation, missing) = match self.last(previous, id) {
            Last::Citation(citation) => (Some(citation), None),
            Last::Several => (None, Some(Missing::OneSource(id))),
            Last::Comment => (None, Some(Missing::Source(id))),
            Last::Unknown => (None, None),
        };
        Referent {
            notes: vec![id],
            citation,
            missing,
        }
    }

    /// What an `Ibid.` in the note after `index` refers to.
    fn last(&self, index: usize, id: ItemId) -> Last {
        let referents = self.referents.get(&id).map_or(&[][..], Vec::as_slice);
        let note = self.sources.notes.all.get(index);
        note.map_or(Last::Unknown, |note| {
            last(note, id, referents, self.sources)
        })
    }

    /// `Lukin, op. cit.`: the last source before of the author, and of that title if one is named.
    fn named(&self, index: usize, reference: &BackReference) -> Referent {
        let said = self.said(index, reference.name);
        let query = said.map(Query::of_name);
        let place = self.place(index, reference);
        self.work(query.and_then(|query| self.source_table().last(&query, place)))
    }

    /// `Lukin, *Entente*, 12`: the only source before of that author and title.
    fn short_form(&self, index: usize, reference: &BackReference) -> Referent {
        let note = self.sources.notes.all.get(index);
        if note.is_none_or(|note| note.read_as(reference) == ReadAs::Full) {
            return Referent::default();
        }
        let said = self
            .said(index, reference.name)
            .zip(self.said(index, Some(reference.span)));
        let query = said.map(|(name, title)| {
            let begins = title.starts_with(char::is_alphabetic) && self.is_plain(index, reference);
            let mut query = Query::of(name, title);
            query.begins = begins;
            query
        });
        let place = self.place(index, reference);
        self.work(query.and_then(|query| self.source_table().only(&query, place, self.sources)))
    }

    /// Whether the title of a short form is in no quotes or italics.
    fn is_plain(&self, index: usize, reference: &BackReference) -> bool {
        let before = self.said(index, Some(Span::new(0, reference.span.start)));
        before.is_some_and(|before| before.ends_with(char::is_whitespace))
    }

    /// The source that is a work.
    fn work(&self, citation: Option<CitationId>) -> Referent {
        Referent {
            notes: citation.iter().map(|citation| citation.note).collect(),
            citation,
            missing: None,
        }
    }

    /// Where a back-reference stands among the works.
    fn place(&self, index: usize, reference: &BackReference) -> (usize, usize) {
        (self.sources.order.place(index), reference.extent().start)
    }

    /// `supra note 14`: the source of that note, the one that is named if there are several.
    fn numbered(
        &self,
        index: usize,
        reference: &BackReference,
        numbers: &[NoteNumbers],
    ) -> Referent {
        let order = &self.sources.order;
        let mut notes = Vec::new();
        for range in numbers {
            let lacking = order.named(range, index, &mut notes);
            if lacking.is_some_and(|number| !order.begins_above(number, index)) {
                return Referent::missing(Missing::Note(*range));
            }
        }
        notes.dedup();
        match numbers {
            [one] if one.first == one.last => self.one(index, reference, one.first),
            _ => Referent {
                notes: notes
                    .into_iter()
                    .filter_map(|note| self.sources.id(note))
                    .collect(),
                ..Referent::default()
            },
        }
    }

    /// The note of that number, which is to cite the source that is named.
    fn one(&self, index: usize, reference: &BackReference, number: u32) -> Referent {
        let candidates = self.sources.order.numbered(number, index);
        let Some(first) = candidates.first().copied() else {
            return Referent::default();
        };
        let Some(name) = self.name(index, reference) else {
            return self.at(first, None);
        };
        if let Some(note) = candidates.iter().find(|note| self.cites(**note, name)) {
            return self.at(*note, Some(name));
        }
        let named = self.names().best(name);
        let named = named.filter(|(note, all)| *all && *note != index);
        let named = named.and_then(|(note, _)| self.sources.id(note));
        let note = self.sources.id(first);
        let is_in_full = |named| {
            let is_in_full = self.is_in_full(index, reference, name);
            is_in_full.filter(|it| Some(*it) != note).or(Some(named))
        };
        match (note, named.and_then(is_in_full)) {
            (Some(note), Some(named)) => Referent {
                notes: vec![note],
                ..Referent::missing(Missing::Named { note, named })
            },
            _ if reference.certain => self.at(first, None),
            _ => Referent::default(),
        }
    }

    /// The last note before that cites the source in full of which `name` says the author.
    fn is_in_full(&self, index: usize, reference: &BackReference, name: &str) -> Option<ItemId> {
        let place = self.place(index, reference);
        let citation = self.source_table().last(&Query::of_name(name), place)?;
        Some(citation.note)
    }

    /// Whether a note says a part of `name`, or leads to one that does.
    fn cites(&self, note: usize, name: &str) -> bool {
        let Some(id) = self.sources.id(note) else {
            return false;
        };
        let references = self.sources.notes.all.get(note);
        let references = references.map_or(&[][..], |note| note.back_references());
        let says = |citation: CitationId| {
            let note = self.sources.index(citation.note);
            note.is_some_and(|note| self.names().says(note, name))
        };
        let certain = |reference: &BackReference| reference.antecedent != Antecedent::ShortForm;
        self.names().says(note, name)
            || match self.referents.get(&id) {
                Some(referents) => {
                    let pairs = references.iter().zip(referents).take(MOST_MENTIONS);
                    let mut pairs = pairs.filter(|(reference, _)| certain(reference));
                    pairs.any(|(_, referent)| referent.citation.is_none_or(says))
                }
                None => references.iter().any(certain),
            }
    }

    /// The note, and in it the source that `name` names, or the only one.
    fn at(&self, index: usize, name: Option<&str>) -> Referent {
        let Some((id, note)) = self
            .sources
            .id(index)
            .zip(self.sources.notes.all.get(index))
        else {
            return Referent::default();
        };
        let none = Vec::new();
        let referents = self.referents.get(&id).unwrap_or(&none);
        let mentions = note.mentions();
        let citation = match (mentions, name) {
            ([only], _) => only.citation(id, referents),
            (_, Some(name)) => {
                named_in(note, mentions, name).and_then(|mention| mention.citation(id, referents))
            }
            _ => None,
        };
        Referent {
            notes: vec![id],
            citation,
            missing: None,
        }
    }

    /// The name before a back-reference, if it has words that tell one source from another.
    fn name(&self, index: usize, reference: &BackReference) -> Option<&str> {
        let name = self.said(index, reference.name)?;
        word_index::words(name).next().map(|_| name)
    }

    /// What a note says at `span`.
    fn said(&self, index: usize, span: Option<Span>) -> Option<&str> {
        let note = self.sources.notes.all.get(index)?;
        note.text().as_str().get(span?.range())
    }

    fn source_table(&self) -> &SourceTable {
        self.source_table
            .get_or_init(|| SourceTable::of(self.sources))
    }

    fn names(&self) -> &WordIndex {
        let notes = || WordIndex::of(self.sources.notes.all.iter().map(|note| &**note));
        self.names.get_or_init(notes)
    }
}

/// Of the sources that a note cites, the one that says most of the words of `name`.
fn named_in<'a>(note: &SourceNote, mentions: &'a [Mention], name: &str) -> Option<&'a Mention> {
    let query: Vec<String> = word_index::words(name).collect();
    let text = note.text().as_str();
    let count = |mention: &Mention| {
        let said: Vec<String> = word_index::words(&text[mention.span.range()])
            .take(MOST_WORDS)
            .collect();
        query.iter().filter(|word| said.contains(word)).count()
    };
    let counted = mentions
        .iter()
        .take(MOST_MENTIONS)
        .rev()
        .map(|mention| (count(mention), mention));
    let (most, mention) = counted.max_by_key(|(count, _)| *count)?;
    (most > 0).then_some(mention)
}

/// More words of a citation are not asked, nor more citations and back-references of a note.
const MOST_WORDS: usize = 40;
const MOST_MENTIONS: usize = 16;
