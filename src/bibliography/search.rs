//! Finding entries by what an author remembers of them.

use super::Entry;
use super::fold::fold;

/// How well an entry answers: lower is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Key,
    KeyBegins,
    KeyHolds,
    WordsBegin,
    Elsewhere,
}

/// At most `limit` of the `entries` that hold all words of `query`, the best first.
pub(super) fn search<'a>(entries: &'a [Entry], query: &str, limit: usize) -> Vec<&'a Entry> {
    let query = fold(query.trim().trim_start_matches('@'));
    let words: Vec<&str> = query.split_whitespace().collect();
    let ranked = entries
        .iter()
        .enumerate()
        .filter_map(|(place, entry)| Some((rank(entry, &query, &words)?, place)));
    let mut ranked: Vec<(Rank, usize)> = ranked.collect();
    ranked.sort_unstable();
    ranked.truncate(limit);
    let found = ranked
        .into_iter()
        .filter_map(|(_, place)| entries.get(place));
    found.collect()
}

fn rank(entry: &Entry, query: &str, words: &[&str]) -> Option<Rank> {
    let searched = &entry.searched;
    if searched.key == query {
        return Some(Rank::Key);
    }
    if searched.key.starts_with(query) {
        return Some(Rank::KeyBegins);
    }
    let held = |word: &&str| searched.key.contains(word) || searched.words.contains(word);
    if !words.iter().all(held) {
        return None;
    }
    if words.iter().all(|word| searched.key.contains(word)) {
        return Some(Rank::KeyHolds);
    }
    let begins = |word: &&str| begins_a_word(&searched.words, word);
    let all_begin = words
        .iter()
        .all(|word| searched.key.contains(word) || begins(word));
    Some(match all_begin {
        true => Rank::WordsBegin,
        false => Rank::Elsewhere,
    })
}

/// Whether a word of `text` begins with `start`; both as [`fold`] gives them.
fn begins_a_word(text: &str, start: &str) -> bool {
    let mut found = text.match_indices(start);
    found.any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| !before.is_alphanumeric())
    })
}

/// Whether each of `starts`, which are folded, begins a word of `text`.
pub fn begin_words(text: &str, starts: &[&str]) -> bool {
    let text = fold(text);
    starts.iter().all(|start| begins_a_word(&text, start))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::bibliography::{Bibliography, BibliographyFormat};
    use crate::text::Text;

    #[track_caller]
    fn finds(query: &str, keys: &[&str]) {
        let text = "@book{müller2018, author = {Müller, Jürgen}, title = {Grid resilience}, year = 2018}\n\
            @book{roy, author = {Roy, Ann}, title = {The miller's tale}, year = 2021}\n\
            @book{grid-roy, author = {Doe, Jane}, title = {Programs}, year = 2018}\n\
            @book{doe2018, author = {Doe, Jane}, title = {A gridlock}, journal = {Énergie}}\n";
        let bibliography = Bibliography::read(
            Path::new("a.bib"),
            Text::new(text),
            BibliographyFormat::BibTex,
        );
        let found: Vec<&str> = bibliography
            .search(query, 10)
            .iter()
            .map(|entry| entry.key.as_str())
            .collect();
        assert_eq!(found, keys, "{query:?}");
    }

    #[test]
    fn what_the_author_remembers_is_enough() {
        finds("MULLER", &["müller2018"]);
        finds("jurgen grid", &["müller2018"]);
        finds("energie", &["doe2018"]);
        finds("doe 2018", &["doe2018", "grid-roy"]);
        finds("nothing", &[]);
    }

    #[test]
    fn a_key_goes_before_words_and_the_start_before_the_middle() {
        finds("roy", &["roy", "grid-roy"]);
        finds("@grid", &["grid-roy", "müller2018", "doe2018"]);
        finds("gr", &["grid-roy", "müller2018", "doe2018"]);
        finds("rid", &["grid-roy", "müller2018", "doe2018"]);
    }

    #[test]
    fn an_empty_query_finds_all_by_place() {
        finds(" ", &["müller2018", "roy", "grid-roy", "doe2018"]);
    }
}
