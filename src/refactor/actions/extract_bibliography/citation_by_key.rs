use std::sync::LazyLock;

use regex::Regex;

use crate::citation::{Citation, Source};
use crate::pattern::pattern;
use crate::syntax::cited;
use crate::text::Span;

use super::additions::BibliographyAdditions;
use crate::refactor::Refusal;

/// A citation by key, in place of one in full (Pandoc manual, "Citation syntax").
pub(super) struct CitationByKey {
    /// The key, without `@`.
    pub key: String,
    /// What of the note's text it takes the place of where the note stays, in bytes: without signal, without what
    /// comes after it in brackets, without the period at the end.
    pub span: Span,
    prefix: String,
    /// The place in the source: `p. 5`.
    locator: Option<String>,
    /// What the entry does not say.
    more: Option<String>,
    /// What the note says of the source after it, in brackets.
    suffix: Option<String>,
}

/// A place in a source, as Pandoc's locators are written (Pandoc manual, "Citation syntax"); a word that is none of
/// its own, `at`, stands for pages.
static LOCATOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^ (?: at | (?P<term> pp?\. | pages? | ch\. | chap\. | chapters? | paras?\. | paragraphs? | secs?\. |
          sections? | §§? | ¶¶? | art\. | arts?\. | figs?\. | figures? | pt\. | parts? | n\. | notes? | l\. | lines? |
          vv?\. | cols?\. | fols?\. | bk\. )) \s* (?P<number> [\dIVXLC][\w.,\ –—-]{0,30}? ) \.? $",
    )
});

/// Words on a source are names and numbers; with more words in lower case than this, they are prose.
const MOST_SMALL: usize = 3;

/// What may not stand in a prefix or suffix: it would end it, or cite something.
const SIGNS: [char; 5] = ['[', ']', ';', '@', '\n'];

impl CitationByKey {
    /// The words for `citation` in the note's `text`; an entry is put on the `additions` where it has none.
    ///
    /// # Errors
    /// [`Refusal`] where too little is known of the source for an entry.
    pub fn of(
        text: &str,
        citation: &Citation,
        additions: &mut BibliographyAdditions<'_>,
    ) -> Result<CitationByKey, Refusal> {
        let mut source = citation.source();
        let mut rest = Leftover::of(text, citation);
        let locator = locator(&mut source, &mut rest);
        let (key, more) = match known(additions, &source) {
            Some((key, entry)) => (key, rest.not_in(&entry)),
            None => {
                check_source(text, citation, &source, &rest)?;
                (additions.add(source, rest.note()), None)
            }
        };
        let (start, signal) = body(text, citation);
        Ok(CitationByKey {
            span: Span::new(start, rest.end(text, citation)),
            prefix: prefix(text, signal)?,
            key,
            locator,
            more,
            suffix: rest.suffix,
        })
    }

    /// `see @key, p. 5 (so much)`, for between brackets.
    pub fn in_brackets(&self) -> String {
        let blank = if self.prefix.is_empty() { "" } else { " " };
        let key = cited(&self.key);
        let mut words = format!("{}{blank}{key}", self.prefix);
        for more in [&self.locator, &self.more].into_iter().flatten() {
            words += &format!(", {more}");
        }
        self.suffix
            .iter()
            .for_each(|suffix| words += &format!(" {suffix}"));
        words
    }

    /// `@key [p. 5]`, for running text.
    pub fn in_text(&self) -> String {
        let key = cited(&self.key);
        let more = [&self.locator, &self.more].into_iter().flatten();
        let more: Vec<&str> = more.map(String::as_str).collect();
        match more.is_empty() {
            true => key,
            false => format!("{key} [{}]", more.join(", ")),
        }
    }
}

/// What of a citation is in no field of its source.
struct Leftover {
    /// Words on the source.
    pieces: Vec<String>,
    /// The edition as it is printed, which an entry may not have.
    edition: Option<String>,
    /// What the note says of it in brackets at the end.
    suffix: Option<String>,
    /// Where that stands.
    suffix_span: Option<Span>,
}

impl Leftover {
    fn of(text: &str, citation: &Citation) -> Leftover {
        let mut spans = citation.remainder(text);
        let slice = |span: Span| text.get(span.range()).unwrap_or_default();
        let is_suffix = |span: &Span| {
            let words = slice(*span).trim_end_matches('.');
            let ends = text.get(span.end..citation.span.end.max(span.end));
            let ends = ends.unwrap_or_default().trim_matches([' ', '.']).is_empty();
            ends && words.starts_with('(') && words.ends_with(')') && !words.contains(SIGNS)
        };
        let last = spans.pop_if(|span| is_suffix(span));
        let suffix = last.map(|span| slice(span).trim_end_matches('.').to_owned());
        // What brackets hold stays whole.
        let pieces = spans.iter().flat_map(|span| match slice(*span) {
            whole if whole.contains('(') => vec![whole],
            words => words.split(", ").collect(),
        });
        Leftover {
            pieces: pieces.map(|piece| piece.trim().to_owned()).collect(),
            edition: citation.edition_span(text).map(|it| slice(it).to_owned()),
            suffix,
            suffix_span: last,
        }
    }

    /// The words on the source.
    fn note(&self) -> Option<String> {
        (!self.pieces.is_empty()).then(|| self.pieces.join(", "))
    }

    /// The words that `entry` does not have.
    fn not_in(&self, entry: &str) -> Option<String> {
        let entry = entry.to_lowercase();
        let has = |word: &str| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            entry.contains(&bare.to_lowercase())
        };
        // `2nd edn` stands there as `edition = {2}`.
        let numbered = |edition: &&String| {
            let number = edition.trim_start_matches(|c: char| c.is_ascii_digit());
            let number = edition.strip_suffix(number).unwrap_or_default();
            entry.contains("edition") && entry.contains(number)
        };
        let edition = self.edition.iter().filter(|edition| !numbered(edition));
        let missing = self
            .pieces
            .iter()
            .filter(|piece| !piece.split_whitespace().all(has));
        let missing: Vec<&str> = edition.chain(missing).map(String::as_str).collect();
        (!missing.is_empty()).then(|| missing.join(", "))
    }

    /// Where the source ends in the note's text.
    fn end(&self, text: &str, citation: &Citation) -> usize {
        let end = match self.suffix_span {
            Some(suffix) => suffix.start,
            None => {
                let after = text.get(citation.span.end..).unwrap_or_default();
                let closing = |c: char| matches!(c, '*' | '_' | '"' | '”' | '’' | ')' | '>');
                citation.span.end + (after.len() - after.trim_start_matches(closing).len())
            }
        };
        let words = text.get(..end).unwrap_or_default();
        words.trim_end_matches([' ', '.', ',', '\n']).len()
    }
}

/// Where the source begins, and where what introduces it stands.
fn body(text: &str, citation: &Citation) -> (usize, Option<Span>) {
    let opening = |c: char| matches!(c, '*' | '_' | '[' | '"' | '“' | '‘' | '<' | '(');
    let Some(signal) = &citation.signal else {
        let before = text.get(..citation.span.start).unwrap_or_default();
        return (before.trim_end_matches(opening).len(), None);
    };
    let is_marked = text
        .get(..signal.span.start)
        .is_some_and(|it| it.ends_with(['*', '_']));
    let marks = usize::from(is_marked);
    let span = Span::new(signal.span.start - marks, signal.span.end);
    let after = text.get(span.end..).unwrap_or_default();
    let after = after.trim_start_matches([',', '.', ':', ' ']);
    let marked = after.strip_prefix(['*', '_']).filter(|_| is_marked);
    let rest = marked
        .unwrap_or(after)
        .trim_start_matches([',', ':', ' ', '\n']);
    let end = text.len() - after.len() + usize::from(marked.is_some());
    (text.len() - rest.len(), Some(Span::new(span.start, end)))
}

/// What introduces the source, as the note writes it.
fn prefix(text: &str, signal: Option<Span>) -> Result<String, Refusal> {
    let words = signal
        .and_then(|span| text.get(span.range()))
        .unwrap_or_default()
        .trim();
    match words.contains(SIGNS) {
        true => Err(Refusal::new(format!(
            "\u{201c}{words}\u{201d} cannot go before a citation key, because of its brackets, `;` or `@`."
        ))),
        false => Ok(words.to_owned()),
    }
}

/// The key of an entry that describes `source`, and the entry as it is written.
fn known(additions: &BibliographyAdditions<'_>, source: &Source) -> Option<(String, String)> {
    let short = || additions.shortened(source).filter(|_| is_short(source));
    let (bibliography, entry) = additions.describing(source).or_else(short)?;
    let written = bibliography.text().slice(entry.span).into_owned();
    Some((entry.key.clone(), written))
}

/// Whether it may be the short form of one that is cited in full elsewhere.
fn is_short(source: &Source) -> bool {
    let Source {
        kind,
        container,
        publisher,
        volume,
        date,
        url,
        doi,
        ..
    } = source;
    let stated = [container, publisher, volume, url, doi];
    !kind.is_law() && date.is_none() && stated.iter().all(|field| field.is_none())
}

/// That `source` is enough for an entry.
fn check_source(
    text: &str,
    citation: &Citation,
    source: &Source,
    rest: &Leftover,
) -> Result<(), Refusal> {
    let words = |text: &str| text.split_whitespace().count();
    let small = |piece: &&String| {
        let small = piece
            .split_whitespace()
            .filter(|word| word.starts_with(char::is_lowercase));
        small.count() > MOST_SMALL
    };
    let all = text.get(citation.span.range()).unwrap_or_default();
    let left = rest.note().unwrap_or_default();
    if is_short(source) {
        return Err(Refusal::new(
            "This is the short form of a source that is not in the bibliography yet: first move the source from the note that cites it in full.",
        ));
    }
    if source.title.is_none() && source.url.is_none() && source.doi.is_none() {
        return Err(Refusal::new("No title recognized in this note."));
    }
    let prose = rest.pieces.iter().find(small).cloned();
    let much = (words(&left) * 2 > words(all)).then_some(left);
    if let Some(left) = prose.or(much) {
        return Err(Refusal::new(format!(
            "Part of this note was not recognized, and would be lost: \u{201c}{left}\u{201d}."
        )));
    }
    Ok(())
}

/// Takes the place in the source that the note means out of what it says of the source: a range of pages of an
/// article is where that stands in its journal, all else is what the author leads to.
fn locator(source: &mut Source, rest: &mut Leftover) -> Option<String> {
    let mut places = Vec::new();
    if let Some(pages) = source.pages.take() {
        let in_journal =
            source.container.is_some() && (source.volume.is_some() || source.issue.is_some());
        let (first, more) = match pages.split_once(", ") {
            Some((first, more)) => (first, Some(more)),
            None => (pages.as_str(), None),
        };
        match in_journal && is_range(first) {
            true => {
                source.pages = Some(first.to_owned());
                places.extend(more.map(pages_of));
            }
            false => places.push(pages_of(&pages)),
        }
    }
    rest.pieces.retain(|piece| match LOCATOR.captures(piece) {
        Some(found) => {
            let number = found.name("number").map_or("", |it| it.as_str());
            places.push(match found.name("term") {
                Some(term) => format!("{} {number}", term.as_str()),
                None => pages_of(number),
            });
            false
        }
        None => true,
    });
    (!places.is_empty()).then(|| places.join(", "))
}

fn pages_of(number: &str) -> String {
    let term = if is_range(number) || number.contains(',') {
        "pp."
    } else {
        "p."
    };
    format!("{term} {number}")
}

fn is_range(pages: &str) -> bool {
    pages.contains(['-', '–', '—'])
}
