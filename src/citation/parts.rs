use std::ops::Range;

use super::fields::{cited, embedded};
use super::{Part, Reading};
use crate::citation::evidence::Evidence;
use crate::citation::sentences::{CITING, End, Look, Sentence, sentences, several, source_at_end};
use crate::text::Span;

/// What the note says, part by part: sentences that belong to one source are put together.
pub(super) fn read(note: &str) -> Reading {
    read_within(note, false)
}

/// What a note says, or what stands `within` a bracket of one, whose own brackets are not read for sources.
fn read_within(note: &str, within: bool) -> Reading {
    let evidence = Evidence::read(note);
    let mut parts = Parts {
        evidence: &evidence,
        note,
        within,
        open: None,
        found: Vec::new(),
    };
    for sentence in sentences(&evidence) {
        for one in several(&evidence, &sentence) {
            parts.take(one);
        }
    }
    parts.close();
    Reading { parts: parts.found }
}

/// A source of which more may follow.
struct Open {
    range: Range<usize>,
    signal: Range<usize>,
    legal: bool,
    /// Whether it has a title.
    titled: bool,
    /// Whether it has a date or an address as well, so that it may be all.
    dated: bool,
    addressed: bool,
    /// Whether a semicolon has ended it: no more than an address may follow.
    ended: bool,
    /// Whether something is marked in it, and whether names and a date begin it.
    marked: bool,
    author_date: bool,
    /// Whether it has names alone so far.
    names_only: bool,
}

struct Parts<'e> {
    evidence: &'e Evidence,
    note: &'e str,
    within: bool,
    open: Option<Open>,
    found: Vec<Part>,
}

impl Parts<'_> {
    fn take(&mut self, sentence: Sentence) {
        let look = Look::at(self.evidence, &sentence.range);
        let range = sentence.range;
        if look.back {
            self.close();
            self.refer_back(&range);
        } else if self.goes_on(&range, &look) || self.is_subtitle(&range) {
            self.extend(&range, &look);
        } else if look.is_start() {
            self.close();
            self.start(range, look);
        } else {
            self.close();
            self.prose(range);
        }
        match sentence.end {
            End::Break => self.close(),
            End::Semicolon => {
                if let Some(open) = &mut self.open {
                    open.ended = true;
                }
            }
            End::Stop => {}
        }
    }

    /// The references back in a sentence, as far as they stand in it.
    fn refer_back(&mut self, range: &Range<usize>) {
        let sentence = self.evidence.plain.source(range);
        let references = self.evidence.back_references_in(range).iter();
        let mut from = sentence.start;
        for (_, span) in references {
            let span = Span::new(span.start.max(from), span.end.min(sentence.end));
            if !span.is_empty() {
                self.push(Part::BackReference(span));
                from = span.end;
            }
        }
        self.in_brackets(range);
    }

    /// `Id. (citing Ana Bell, *Tides* (2001))`: the sources that brackets say are cited.
    fn in_brackets(&mut self, range: &Range<usize>) {
        if self.within {
            return;
        }
        for bracket in self.evidence.brackets_in(range) {
            let inner = bracket.start + 1..bracket.end.saturating_sub(1);
            let words = self.evidence.words(inner.clone());
            if !CITING.iter().any(|citing| words.starts_with(citing)) {
                continue;
            }
            let span = self.evidence.plain.source(&inner);
            let text = self.note.get(span.range()).unwrap_or_default();
            for part in read_within(text, true).parts {
                if let Part::Citation(citation) = part {
                    self.push(Part::Citation(Box::new(citation.moved(span.start))));
                }
            }
        }
    }

    /// Whether the sentence is more of the source that is open.
    fn goes_on(&self, range: &Range<usize>, look: &Look) -> bool {
        let Some(open) = &self.open else { return false };
        if self
            .evidence
            .words(range.clone())
            .starts_with("Archived at ")
        {
            return true;
        }
        if open.ended && open.names_only {
            return !look.names.names.is_empty();
        }
        if look.tail {
            return !(look.addressed && open.addressed);
        }
        if open.ended || open.legal {
            return false;
        }
        if !open.titled {
            return true;
        }
        if look.legal || (open.dated && open.titled && look.is_list_of_names()) {
            return false;
        }
        if look.within && !look.introduced() {
            return true;
        }
        // Before its date is known, more words are its container or publisher.
        let waits = !open.dated && !open.addressed && !look.marked;
        if waits && !look.is_prose() && look.signal.is_empty() {
            return true;
        }
        // `Harbour Office, *A Report*, 2001. “What it says …” https://a.example`
        if look.passage && open.dated && look.addressed && !open.addressed {
            return true;
        }
        if look.is_prose() || look.introduced() || look.strong() || (look.quoted && open.titled) {
            return false;
        }
        let complete = open.dated || open.addressed;
        // `Bell, A. (2001). “A Title.” *A Journal*, May 2001.`, `Bell, A. (2001). A title. *A Journal*, 89(1980).`
        let contains = look.emphasised || self.is_in_marked(range);
        if contains && (self.ends_with_title(open) || (open.author_date && !open.marked)) {
            return true;
        }
        // What stands alone behind the address of a source is said of it.
        let last = self.evidence.solids_in(&open.range).last();
        let whole = open.marked && last.is_some_and(|last| !last.is_words());
        if whole && !look.marked && !look.dated && !look.addressed {
            return false;
        }
        !(complete && (look.is_wordy() || look.marked && look.dated))
    }

    /// `Bell, A. (2001). Do tides rise? How they fall. *A Journal*, 3`: whether a sentence is more of an unmarked title
    /// that ends with a question, where what contains the source stands behind it.
    fn is_subtitle(&self, range: &Range<usize>) -> bool {
        let text = self.evidence.plain.text.as_str();
        let question = |open: &Open| {
            let before = text.get(open.range.clone()).unwrap_or_default();
            open.author_date && !open.marked && !open.ended && before.ends_with(['?', '!'])
        };
        let behind = text.get(range.end..).unwrap_or_default();
        let next = text.len() - behind.trim_start_matches(' ').len();
        let contained = self.evidence.solid_at(next);
        self.open.as_ref().is_some_and(question) && contained.is_some_and(|solid| solid.emphasised)
    }

    /// `At *Conference on Tides* (CT), May 2001.`: whether a sentence leads to what contains a source.
    fn is_in_marked(&self, range: &Range<usize>) -> bool {
        let words = self.evidence.words(range.clone());
        let lead = ["At ", "In "].iter().find(|lead| words.starts_with(**lead));
        let solid = lead.and_then(|lead| self.evidence.solid_at(range.start + lead.len()));
        solid.is_some_and(|solid| solid.emphasised)
    }

    /// Whether the sentence before ends with a title in quotes, or one that is linked.
    fn ends_with_title(&self, open: &Open) -> bool {
        let words = self.evidence.words(open.range.clone());
        let end = open.range.start + words.trim_end_matches('.').len();
        let solid = end
            .checked_sub(1)
            .and_then(|last| self.evidence.solid_at(last));
        solid.is_some_and(|solid| match solid.quoted {
            true => solid.outer.end == open.range.end,
            false => solid.link.is_some() && solid.is_words() && solid.outer.end == end,
        })
    }

    /// What an author says, with the source that may stand at its end.
    fn prose(&mut self, range: Range<usize>) {
        match source_at_end(self.evidence, &range) {
            Some(at) => {
                let before = self.evidence.words(range.start..at).trim_end();
                self.comment(&(range.start..range.start + before.len()));
                let source = at..range.end;
                let look = Look::at(self.evidence, &source);
                self.start(source, look);
            }
            None => self.comment(&range),
        }
    }

    fn start(&mut self, range: Range<usize>, look: Look) {
        let names_only = names_only(&look);
        self.open = Some(Open {
            range,
            legal: look.legal,
            titled: look.titled(),
            marked: look.marked,
            author_date: look.reaches && look.dated,
            dated: look.dated,
            addressed: look.addressed,
            signal: look.signal,
            ended: false,
            names_only,
        });
    }

    fn extend(&mut self, range: &Range<usize>, look: &Look) {
        if let Some(open) = &mut self.open {
            // `Ana Bell. 2001.`
            open.author_date |= open.names_only && look.tail && look.dated;
            open.range.end = range.end;
            open.titled |= look.titled();
            open.marked |= look.marked;
            open.dated |= look.dated;
            open.addressed |= look.addressed;
            open.names_only &= names_only(look);
            open.ended = false;
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        match cited(self.evidence, &open.range, &open.signal, open.legal) {
            Some(citation) => self.push(Part::Citation(Box::new(citation))),
            None => self.comment(&open.range),
        }
    }

    /// Comment, but for the links in it, which lead to sources.
    fn comment(&mut self, range: &Range<usize>) {
        let citations = embedded(self.evidence, range);
        if citations.is_empty() {
            self.push(Part::Comment(self.evidence.plain.source(range)));
            self.in_brackets(range);
        }
        for citation in citations {
            self.push(Part::Citation(Box::new(citation)));
        }
    }

    /// Parts do not overlap, though a source that is a link spans all words of the link, within which another
    /// sentence may begin or end. What two parts would share belongs to the source, of two to the first.
    fn push(&mut self, part: Part) {
        let span = part.span();
        let is_source = matches!(part, Part::Citation(_));
        while let Some(Part::Comment(last) | Part::BackReference(last)) = self.found.last_mut()
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
                Part::BackReference(_) => Part::BackReference(rest),
                Part::Citation(_) | Part::Comment(_) => Part::Comment(rest),
            });
        }
    }
}

/// Whether a sentence has names alone, as before the next name of a list parted by semicolons.
fn names_only(look: &Look) -> bool {
    look.names.whole && !look.dated && !look.marked && !look.addressed
}
