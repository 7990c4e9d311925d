use std::ops::Range;

use super::annotations::Annotations;
use super::fields::{cited, embedded};
use super::{NoteContent, NotePart, SourceKind};
use crate::citation::sentences::{
    Sentence, SentenceEnd, SentenceFeatures, is_title_next, quotes_passage, sentences, several,
    source_at_end,
};
use crate::citation::vocabulary::begins_citing;
use crate::text::Span;

/// What the note says, part by part: sentences that belong to one source are put together.
pub(super) fn read(note: &str) -> NoteContent {
    read_within(note, false)
}

/// What a note says, or what stands `within` a bracket of one, whose own brackets are not read for sources.
fn read_within(note: &str, within: bool) -> NoteContent {
    let annotations = Annotations::read(note);
    let mut parts = PartBuilder {
        annotations: &annotations,
        note,
        within,
        open: None,
        found: Vec::new(),
    };
    for sentence in sentences(&annotations) {
        for one in several(&annotations, &sentence) {
            parts.take(one);
        }
    }
    parts.close();
    NoteContent { parts: parts.found }
}

/// A source of which more may follow.
struct OpenSource {
    range: Range<usize>,
    signal: Range<usize>,
    law: Option<SourceKind>,
    /// Whether it has a title.
    has_title: bool,
    /// Whether it has a date or an address as well, so that it may be all.
    has_date: bool,
    has_address: bool,
    /// Whether a semicolon has ended it: no more than an address may follow.
    ended: bool,
    /// Whether something is marked in it, and whether names and a date begin it.
    has_marked_title: bool,
    author_date: bool,
    /// Whether it has names alone so far.
    names_only: bool,
}

struct PartBuilder<'e> {
    annotations: &'e Annotations,
    note: &'e str,
    within: bool,
    open: Option<OpenSource>,
    found: Vec<NotePart>,
}

impl PartBuilder<'_> {
    fn take(&mut self, sentence: Sentence) {
        let features = SentenceFeatures::at(self.annotations, &sentence.range);
        let range = sentence.range;
        if features.is_back_reference {
            self.close();
            self.refer_back(&range);
        } else if points_back(self.annotations.words(range.clone())) {
            self.close();
            self.push(NotePart::Comment(self.annotations.plain.source(&range)));
        } else if quotes_passage(self.annotations, &range) {
            self.close();
            self.prose(range);
        } else if self.goes_on(&range, &features) || self.is_subtitle(&range) {
            self.extend(&range, &features);
        } else if features.is_start() {
            self.close();
            self.start(range, features);
        } else {
            self.close();
            self.prose(range);
        }
        match sentence.end {
            SentenceEnd::Break => self.close(),
            SentenceEnd::Semicolon => {
                if let Some(open) = &mut self.open {
                    open.ended = true;
                }
            }
            SentenceEnd::Stop => {}
        }
    }

    /// The references back in a sentence, as far as they stand in it.
    fn refer_back(&mut self, range: &Range<usize>) {
        let sentence = self.annotations.plain.source(range);
        let references = self.annotations.back_references_in(range).iter();
        let mut from = sentence.start;
        // Law in the same sentence is cited for itself.
        let mut laws = embedded(self.annotations, range);
        laws.retain(|citation| citation.kind.is_law());
        let mut laws = laws.into_iter().peekable();
        for (_, span) in references {
            while let Some(law) = laws.next_if(|law| law.span.start < span.start) {
                let law_end = law.span.end;
                if law.span.start >= from && law_end <= span.start {
                    self.push(NotePart::Citation(Box::new(law)));
                    from = law_end;
                }
            }
            let span = Span::new(span.start.max(from), span.end.min(sentence.end));
            if !span.is_empty() {
                self.push(NotePart::BackReference(span));
                from = span.end;
            }
        }
        for law in laws.filter(|law| law.span.start >= from) {
            self.push(NotePart::Citation(Box::new(law)));
        }
        self.in_brackets(range);
    }

    /// `Id. (citing Ana Bell, *Tides* (2001))`: the sources that brackets say are cited.
    fn in_brackets(&mut self, range: &Range<usize>) {
        if self.within {
            return;
        }
        for bracket in self.annotations.brackets_in(range) {
            let inner = bracket.start + 1..bracket.end.saturating_sub(1);
            let words = self.annotations.words(inner.clone());
            if !begins_citing(words) {
                continue;
            }
            let span = self.annotations.plain.source(&inner);
            let text = self.note.get(span.range()).unwrap_or_default();
            for part in read_within(text, true).parts {
                if let NotePart::Citation(citation) = part {
                    self.push(NotePart::Citation(Box::new(citation.moved(span.start))));
                }
            }
        }
    }

    /// Whether the sentence is more of the source that is open.
    fn goes_on(&self, range: &Range<usize>, features: &SentenceFeatures) -> bool {
        let Some(open) = &self.open else { return false };
        if self
            .annotations
            .words(range.clone())
            .starts_with("Archived at ")
        {
            return true;
        }
        if open.ended && open.names_only {
            return !features.names.names.is_empty();
        }
        if features.is_tail {
            return !(features.has_address && open.has_address);
        }
        if open.ended || open.law.is_some() {
            return false;
        }
        if !open.has_title {
            return true;
        }
        // `… 3 (2001): 4. Bo Cole. “Mud.” …`
        let complete = open.has_date && open.has_marked_title;
        if complete && features.is_one_name() && is_title_next(self.annotations, range.end) {
            return false;
        }
        if features.law.is_some()
            || (open.has_date && open.has_title && features.is_list_of_names())
        {
            return false;
        }
        if features.within && !features.introduced() {
            return true;
        }
        // Before its date is known, more words are its container or publisher.
        let waits = !open.has_date && !open.has_address && !features.has_marked_title;
        if waits && !features.is_prose() && features.signal.is_empty() {
            return true;
        }
        // `Harbour Office, *A Report*, 2001. “What it says …” https://a.example`
        if features.passage && open.has_date && features.has_address && !open.has_address {
            return true;
        }
        if features.is_prose()
            || features.introduced()
            || features.strong()
            || (features.quoted && open.has_title)
        {
            return false;
        }
        let complete = open.has_date || open.has_address;
        // `Bell, A. (2001). “A Title.” *A Journal*, May 2001.`, `Bell, A. (2001). A title. *A Journal*, 89(1980).`
        let contains = features.emphasised || self.is_in_marked(range);
        if contains && (self.ends_with_title(open) || (open.author_date && !open.has_marked_title))
        {
            return true;
        }
        // What stands alone behind the address of a source is said of it.
        let last = self.annotations.atoms_in(&open.range).last();
        let whole = open.has_marked_title && last.is_some_and(|last| !last.is_words());
        if whole && !features.has_marked_title && !features.has_date && !features.has_address {
            return false;
        }
        !(complete && (features.is_wordy() || features.has_marked_title && features.has_date))
    }

    /// `Bell, A. (2001). Do tides rise? How they fall. *A Journal*, 3`: whether a sentence is more of an unmarked title
    /// that ends with a question, where what contains the source stands behind it.
    fn is_subtitle(&self, range: &Range<usize>) -> bool {
        let text = self.annotations.plain.text.as_str();
        let question = |open: &OpenSource| {
            let before = text.get(open.range.clone()).unwrap_or_default();
            open.author_date
                && !open.has_marked_title
                && !open.ended
                && before.ends_with(['?', '!'])
        };
        let behind = text.get(range.end..).unwrap_or_default();
        let next = text.len() - behind.trim_start_matches(' ').len();
        let is_contained = self.annotations.atom_at(next);
        self.open.as_ref().is_some_and(question) && is_contained.is_some_and(|atom| atom.emphasised)
    }

    /// `At *Conference on Tides* (CT), May 2001.`: whether a sentence leads to what contains a source.
    fn is_in_marked(&self, range: &Range<usize>) -> bool {
        let words = self.annotations.words(range.clone());
        let lead = ["At ", "In "].iter().find(|lead| words.starts_with(**lead));
        let atom = lead.and_then(|lead| self.annotations.atom_at(range.start + lead.len()));
        atom.is_some_and(|atom| atom.emphasised)
    }

    /// Whether the sentence before ends with a title in quotes, or one that is linked.
    fn ends_with_title(&self, open: &OpenSource) -> bool {
        let words = self.annotations.words(open.range.clone());
        let end = open.range.start + words.trim_end_matches('.').len();
        let atom = end
            .checked_sub(1)
            .and_then(|last| self.annotations.atom_at(last));
        atom.is_some_and(|atom| match atom.quoted {
            true => atom.outer.end == open.range.end,
            false => atom.link.is_some() && atom.is_words() && atom.outer.end == end,
        })
    }

    /// What an author says, with the source that may stand at its end.
    fn prose(&mut self, range: Range<usize>) {
        match source_at_end(self.annotations, &range) {
            Some(at) => {
                let before = self.annotations.words(range.start..at).trim_end();
                self.comment(&(range.start..range.start + before.len()));
                let source = at..range.end;
                let features = SentenceFeatures::at(self.annotations, &source);
                self.start(source, features);
            }
            None => self.comment(&range),
        }
    }

    fn start(&mut self, range: Range<usize>, features: SentenceFeatures) {
        let names_only = names_only(&features);
        self.open = Some(OpenSource {
            range,
            law: features.law,
            has_title: features.has_title(),
            has_marked_title: features.has_marked_title,
            author_date: features.reaches && features.has_date,
            has_date: features.has_date,
            has_address: features.has_address,
            signal: features.signal,
            ended: false,
            names_only,
        });
    }

    fn extend(&mut self, range: &Range<usize>, features: &SentenceFeatures) {
        if let Some(open) = &mut self.open {
            // `Ana Bell. 2001.`
            open.author_date |= open.names_only && features.is_tail && features.has_date;
            open.range.end = range.end;
            open.has_title |= features.has_title();
            open.has_marked_title |= features.has_marked_title;
            open.has_date |= features.has_date;
            open.has_address |= features.has_address;
            open.names_only &= names_only(features);
            open.ended = false;
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let range = match open.law {
            Some(_) => self.without_citing(&open.range),
            None => open.range.clone(),
        };
        match cited(self.annotations, &range, &open.signal, open.law) {
            Some(citation) if range != open.range => {
                self.push(NotePart::Citation(Box::new(citation)));
                self.in_brackets(&open.range);
            }
            Some(citation) => self.push(NotePart::Citation(Box::new(citation))),
            None => self.comment(&open.range),
        }
    }

    /// `Marsh v. Dune, 12 F.3d 44 (quoting Roe v. Bell, 13 F.3d 5)`: a range without the bracket at its end that says what
    /// is cited in turn.
    fn without_citing(&self, range: &Range<usize>) -> Range<usize> {
        let bracket = self.annotations.brackets_in(range).last();
        let citing = bracket.filter(|bracket| {
            let inner = bracket.start + 1..bracket.end.saturating_sub(1);
            begins_citing(self.annotations.words(inner))
        });
        range.start..citing.map_or(range.end, |bracket| bracket.start)
    }

    /// Comment, but for the links in it, which lead to sources.
    fn comment(&mut self, range: &Range<usize>) {
        let citations = embedded(self.annotations, range);
        if citations.is_empty() {
            self.push(NotePart::Comment(self.annotations.plain.source(range)));
            self.in_brackets(range);
        }
        for citation in citations {
            self.push(NotePart::Citation(Box::new(citation)));
        }
    }

    /// Parts do not overlap, though a source that is a link spans all words of the link, within which another
    /// sentence may begin or end. What two parts would share belongs to the source, of two to the first.
    fn push(&mut self, part: NotePart) {
        let span = part.span();
        let is_source = matches!(part, NotePart::Citation(_));
        while let Some(NotePart::Comment(last) | NotePart::BackReference(last)) =
            self.found.last_mut()
            && is_source
            && last.end > span.start
        {
            let left = Span::new(last.start, span.start.max(last.start));
            let words = self.note.get(left.range()).unwrap_or_default();
            let words = words.trim_end_matches([' ', '(']);
            last.end = last.start + words.len();
            if words.contains(char::is_alphanumeric) {
                break;
            }
            self.found.pop();
        }
        let end = self.found.last().map_or(0, |last| last.span().end);
        if end <= span.start {
            self.found.push(part);
        } else if end < span.end {
            let rest = Span::new(end, span.end);
            self.found.push(match part {
                NotePart::BackReference(_) => NotePart::BackReference(rest),
                NotePart::Citation(_) | NotePart::Comment(_) => NotePart::Comment(rest),
            });
        }
    }
}

/// `ante, at 1775–1776`, `supra, at 388`: whether a sentence points to a place in the same work, and is no source.
fn points_back(words: &str) -> bool {
    let first = words.split([' ', ',']).next().unwrap_or_default();
    let rest = words.get(first.len()..).unwrap_or_default();
    let place = rest.trim_start_matches([',', ' ']);
    let leads = ["at ", "p. ", "pp. ", "note ", "n. ", "§"];
    ["ante", "post", "supra", "infra"].contains(&first.to_lowercase().as_str())
        && leads.iter().any(|lead| place.starts_with(lead))
}

/// Whether a sentence has names alone, as before the next name of a list parted by semicolons.
fn names_only(features: &SentenceFeatures) -> bool {
    features.names.whole
        && !features.has_date
        && !features.has_marked_title
        && !features.has_address
}
