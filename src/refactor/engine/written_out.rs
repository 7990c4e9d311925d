//! A source in a few words, for a brief that has cited it already, or in full.

use crate::citation::{BackReference, Citation, Field, SourceKind, and_others};
use crate::index::{CitationId, Document};
use crate::text::Span;

/// The longest title that is not cut, in words.
const LONGEST: usize = 5;

/// How many words of a longer one are kept.
const KEPT: usize = 4;

/// Quotation marks that open, each with the one that closes.
const QUOTES: [(char, char); 7] = [
    ('"', '"'),
    ('“', '”'),
    ('‘', '’'),
    ('\'', '\''),
    ('«', '»'),
    ('„', '“'),
    ('「', '」'),
];

/// A source as a note cites it: the citation, the text that it stands in, and the number of that note.
pub(in crate::refactor) struct CitationInNote<'a> {
    pub citation: &'a Citation,
    pub text: &'a str,
    pub number: Option<u32>,
}

/// The author and the short title of what `id` cites, as that note writes them; none where it has no title.
pub fn short_form(document: &Document, id: CitationId) -> Option<String> {
    let sources = document.sources();
    let cited = CitationInNote {
        citation: sources.citation(id)?,
        text: sources.note(id.note)?.text().as_str(),
        number: None,
    };
    cited.by_title("")
}

/// What is to stand for a back-reference.
#[derive(Debug)]
pub(in crate::refactor) struct WrittenOut {
    /// What it replaces, in bytes of the note's text.
    pub span: Span,
    /// What is written there, the best first.
    pub texts: Vec<String>,
}

impl WrittenOut {
    /// What `cited` cites in a short form, for the `Ibid.` that `reference` is in the note that says `text`: with its
    /// pages, and with the punctuation around it.
    pub fn short(cited: &CitationInNote<'_>, reference: &BackReference, text: &str) -> WrittenOut {
        let (span, sign) = with_signs(text, reference.span);
        let word = &text[span.range()];
        let (span, stop) = with_stop(text, span, reference);
        // A bare page would read as the number of another note.
        let page = text[span.end..].trim_start();
        let by_number = match stop == "," && page.starts_with(|c: char| c.is_ascii_digit()) {
            true => cited.by_number(sign, ", at"),
            false => cited.by_number(sign, stop),
        };
        let by_title = cited.by_title(stop);
        // Who writes Id. gives the number of the note (Bluebook 21, rule 4.2); others the title (Chicago 17, 14.30).
        let bare = word.trim_start_matches(['*', '_']);
        let texts = match bare.starts_with(['I', 'i']) && bare[1..].starts_with(['D', 'd']) {
            true => [by_number, by_title],
            false => [by_title, by_number],
        };
        WrittenOut {
            span,
            texts: texts.into_iter().flatten().collect(),
        }
    }

    /// The same in full.
    pub fn full(cited: &CitationInNote<'_>, reference: &BackReference, text: &str) -> WrittenOut {
        let (span, _) = with_signs(text, reference.span);
        let (span, stop) = with_stop(text, span, reference);
        let full = cited.is_in_full(reference.pinpoint.is_some());
        WrittenOut {
            span,
            texts: full.map(|full| full + stop).into_iter().collect(),
        }
    }
}

/// The `Ibid.` at `span` with the comma after it, and the stop that what stands for it has to have.
fn with_stop(text: &str, span: Span, reference: &BackReference) -> (Span, &'static str) {
    let stopped = text[span.range()]
        .trim_end_matches(['*', '_'])
        .ends_with('.');
    let place = reference.pinpoint.is_some();
    match text[span.end..].chars().next() {
        Some(',') => (Span::new(span.start, span.end + 1), ","),
        Some(c) if c.is_whitespace() && place => (span, ","),
        Some(c) if c.is_whitespace() && stopped => (span, "."),
        None if stopped => (span, "."),
        _ => (span, ""),
    }
}

impl CitationInNote<'_> {
    /// All of the citation without its signal and its full stop; if it is to name another place, without the one at
    /// its end.
    fn is_in_full(&self, elsewhere: bool) -> Option<String> {
        let all = self.citation.span;
        let signal = self.citation.signal.as_ref();
        let signs: &[char] = if signal.is_some() {
            &[',', '*', '_', ' ']
        } else {
            &[]
        };
        let start = signal.map_or(all.start, |signal| signal.span.end);
        let text = self.text.get(start..all.end)?.trim_start_matches(signs);
        let mut text = text.trim_end().trim_end_matches('.');
        let pages = self.citation.pages.as_ref().filter(|_| elsewhere);
        if let Some(pages) = pages
            && let Some(before) = text.strip_suffix(self.text.get(pages.span.range())?)
        {
            // After a colon stand the pages of an article, which belong to it.
            let before = before
                .trim_end()
                .trim_end_matches("pp.")
                .trim_end_matches("p.");
            let before = before.trim_end().trim_end_matches(" at");
            text = before.strip_suffix(',').unwrap_or(text);
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        Some(words.join(" "))
    }

    /// `Roy, "Dams,"`
    fn by_title(&self, stop: &str) -> Option<String> {
        let title = self.title(stop)?;
        Some(match self.authors() {
            Some(authors) => format!("{authors}, {title}"),
            None => title,
        })
    }

    /// `Roy, supra note 3,`
    fn by_number(&self, sign: &str, stop: &str) -> Option<String> {
        let number = self.number?;
        let name = self.authors().or_else(|| self.title(""))?;
        Some(format!("{name}, {sign}supra{sign} note {number}{stop}"))
    }

    fn authors(&self) -> Option<String> {
        let authors = self.citation.signed_by().iter();
        let families: Vec<&str> = authors.map(|author| author.name.family()).collect();
        (!families.is_empty()).then(|| and_others(&families))
    }

    /// The short title in the quotes or italics that the note gives it, with `stop` where the note sets commas.
    fn title(&self, stop: &str) -> Option<String> {
        let title = self.citation.title.as_ref()?;
        let short = short_title(title, self.citation.kind);
        let before = self.text.get(..title.span.start)?.chars().next_back();
        let after = self.text.get(title.span.end..)?;
        let sign = before.filter(|c| "*_".contains(*c));
        let quotes = QUOTES.iter().find(|(open, _)| before == Some(*open));
        Some(match (sign, quotes) {
            (Some(sign), _) => format!("{sign}{short}{sign}{stop}"),
            (None, Some((open, close))) if after.starts_with([',', '.']) => {
                format!("{open}{short}{stop}{close}")
            }
            (None, Some((open, close))) => format!("{open}{short}{close}{stop}"),
            (None, None) => format!("{short}{stop}"),
        })
    }
}

/// A title up to its colon, and if it is long its first words.
fn short_title(title: &Field, kind: SourceKind) -> String {
    let ends: &[&str] = match kind.is_law() {
        true => &[", "],
        false => &[": ", "? ", " – ", " — ", "："],
    };
    let end = ends.iter().filter_map(|end| title.value.find(end)).min();
    let main = &title.value[..end.unwrap_or(title.value.len())];
    let words: Vec<&str> = main.split_whitespace().collect();
    if words.len() <= LONGEST {
        return main.trim_end_matches([',', '.']).to_owned();
    }
    let small = |word: &&&str| word.chars().all(char::is_lowercase);
    let kept = &words[..KEPT];
    let dropped = kept.iter().rev().take_while(small).count();
    let kept = &kept[..KEPT - dropped.min(KEPT - 1)];
    kept.join(" ").trim_end_matches([',', '.', ';']).to_owned()
}

/// `span` with the signs of emphasis around it, and the sign.
fn with_signs(text: &str, span: Span) -> (Span, &str) {
    let is_sign = |c: char| "*_".contains(c);
    let before = &text[..span.start];
    let outer = before.len() - before.trim_end_matches(is_sign).len();
    let signs = &before[before.len() - outer..];
    if outer > 0 && text[span.end..].starts_with(signs) {
        return (Span::new(span.start - outer, span.end + outer), signs);
    }
    let within = &text[span.range()];
    let inner = within.len() - within.trim_start_matches(is_sign).len();
    (span, &within[..inner])
}
