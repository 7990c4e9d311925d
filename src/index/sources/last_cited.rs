//! What an `Ibid.` after a note refers to.

use crate::citation::Citation;
use crate::index::ItemId;

use super::Sources;
use super::note::{Mention, MentionKind, SourceNote};
use super::referent::{CitationId, Referent};

/// What an `Ibid.` after a note refers to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Last {
    Citation(CitationId),
    /// Something that is no source that can be read.
    Unknown,
    Several,
    Comment,
}

/// What an `Ibid.` in the next note refers to. A note with several sources leaves that open (Bluebook 21, rule
/// 4.1; Chicago 17, 14.34), but for one whose last sentence itself says `Ibid.`: that resolves it.
pub(super) fn last(
    note: &SourceNote,
    id: ItemId,
    referents: &[Referent],
    sources: &Sources,
) -> Last {
    let mentions = note.mentions().iter();
    let mentions: Vec<&Mention> = mentions.filter(|it| !it.is_nothing(referents)).collect();
    let known = |mention: &Mention| mention.citation(id, referents);
    let text = note.text().as_str();
    match mentions.as_slice() {
        [] if is_comment(note) => Last::Comment,
        [] => Last::Unknown,
        [.., before, last]
            if matches!(last.kind, MentionKind::BackReference(_))
                && !text[before.span.end.min(last.span.start)..last.span.start].contains(';') =>
        {
            known(last).map_or(Last::Unknown, Last::Citation)
        }
        _ => {
            let citations: Vec<CitationId> = mentions.iter().copied().filter_map(known).collect();
            let identities = |id: &CitationId| {
                let citation = sources.citation(*id);
                citation.map_or_else(Vec::new, Citation::identities)
            };
            let first = citations.first().map(|first| (first, identities(first)));
            let same = |other: &CitationId| {
                first.as_ref().is_some_and(|(first, known)| {
                    *first == other || identities(other).iter().any(|it| known.contains(it))
                })
            };
            match citations.first() {
                Some(first) if citations.iter().all(same) && citations.len() == mentions.len() => {
                    Last::Citation(*first)
                }
                Some(_) if !citations.iter().all(same) => Last::Several,
                _ => Last::Unknown,
            }
        }
    }
}

/// Whether a note is a remark: it shows no trace of a source, read or not.
fn is_comment(note: &SourceNote) -> bool {
    let text = note.text().as_str();
    note.reading().is_comment()
        && !may_cite(text)
        && text.split_whitespace().nth(FEWEST_WORDS).is_some()
        && !STARTS.iter().any(|start| text.starts_with(start))
}

/// Whether `text` shows a trace of a source, even one that cannot be read. What is short is a signal.
pub(super) fn may_cite(text: &str) -> bool {
    let sign = |c: char| "*_<>".contains(c) && text.len() > LONGEST_SIGNAL;
    let trace = |c: char| c.is_numeric() || "\"“”«»„[]@§¶".contains(c);
    text.contains(|c| trace(c) || sign(c)) || text.contains("://")
}

/// In bytes, with its signs of emphasis.
const LONGEST_SIGNAL: usize = 24;

/// So many words and more are a remark.
const FEWEST_WORDS: usize = 5;

/// How a note begins that refers to something, though no source can be read in it.
const STARTS: &[&str] = &[
    "See", "Cf", "Compare", "Accord", "Contra", "Based on", "Vgl", "Siehe", "Voir", "Véase",
    "Vedi", "См",
];
