//! The source of a note in a few words, beside its markers.

use std::sync::LazyLock;

use regex::Regex;

use crate::citation::Citation;
use crate::config::Form;
use crate::index::{Document, ItemId, Marker};
use crate::pattern::pattern;
use crate::text::Span;

use super::plain_text::plain_text;

/// The longest hint, in characters.
const LONGEST: usize = 24;

/// Words that an editor shows in the text and that are not in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InlayHint {
    /// Where they are shown, in bytes of the document.
    pub offset: usize,
    /// The words.
    pub label: String,
    /// The note that the hint is from, in Markdown.
    pub tooltip: String,
}

/// A year that stands for itself.
static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(1[5-9]|20)\d\d\b"));

/// A hint after each marker in `within`, in bytes of the document, that leads to a note elsewhere which says
/// something.
pub fn inlay_hints(document: &Document, within: Span) -> Vec<InlayHint> {
    let Some(first) = document.blocks().at_offset(within.start) else {
        return Vec::new();
    };
    let blocks = document.blocks().iter_from(first.index);
    let blocks = blocks.take_while(|at| at.start <= within.end);
    let markers = blocks.flat_map(|at| document.markers_in(at));
    let here = markers.filter(|marker| within.touches(marker.span.end));
    here.filter_map(|marker| hint(document, &marker)).collect()
}

fn hint(document: &Document, marker: &Marker) -> Option<InlayHint> {
    let note = document
        .note(marker.note?)
        .filter(|note| note.form != Form::Inline)?;
    let tooltip = document.note_text(&note).into_string();
    let label = cited(document, note.id).unwrap_or_else(|| short(&plain_text(&tooltip)));
    (!label.is_empty()).then_some(InlayHint {
        offset: marker.span.end,
        label,
        tooltip,
    })
}

/// The first source that a note cites or leads back to, with the place in it if it leads back; none where no source
/// is known.
fn cited(document: &Document, id: ItemId) -> Option<String> {
    let sources = document.sources();
    let note = sources.note(id)?;
    let back = sources.back_references_of(id).next();
    let cited = sources.citations_of(id).next();
    let first = back.filter(|(reference, _)| {
        cited.is_none_or(|(_, citation)| reference.extent().start < citation.span.start)
    });
    let Some((reference, referent)) = first else {
        return source(cited?.1, note.text());
    };
    let meant = referent.citation?;
    let source = source(sources.citation(meant)?, sources.note(meant.note)?.text())?;
    let place = reference
        .pinpoint
        .and_then(|span| note.text().get(span.range()));
    let place = place.map(|place| {
        let words = ["at ", "pp. ", "p. "];
        let bare = words.iter().find_map(|word| place.strip_prefix(word));
        bare.unwrap_or(place).trim()
    });
    Some(match place {
        Some(place) => format!("{source}, {place}"),
        None => source,
    })
}

/// Who wrote a source that is cited in `text` and when, or its title where nobody is named.
fn source(citation: &Citation, text: &str) -> Option<String> {
    let source = citation.source();
    let name = source.signed_by().first().map(ToString::to_string);
    // Without a title what reads as a name may hold it: `Roy, Book (2020)`.
    let written = citation
        .signed_by()
        .first()
        .filter(|_| source.title.is_none());
    let written = written.and_then(|author| text.get(author.span.range()));
    let what = written.map(str::to_owned).or(name).or(source.title)?;
    let year = source.date.and_then(|date| date.year());
    let year = year.map(|year| year.to_string());
    Some(label(&what, year.as_deref()))
}

/// What stands before the first comma or full stop, as most notes begin with who wrote the source, and the
/// first year.
fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let begins = line.find([',', '.', ';', ':', '(']).unwrap_or(line.len());
    let who = line[..begins].trim().trim_matches(['"', '“', '”']);
    label(who, YEAR.find(line).map(|year| year.as_str()))
}

/// The first words of `what`, and the year.
fn label(what: &str, year: Option<&str>) -> String {
    let mut words = String::new();
    for word in what.split_whitespace() {
        if !words.is_empty() && words.chars().count() + word.chars().count() >= LONGEST {
            words.push('…');
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words += word;
    }
    match year {
        Some(year) if !words.contains(year) => format!("{words} {year}").trim().to_owned(),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::document;

    fn hints(text: &str) -> Vec<(usize, String)> {
        let document = document(DocumentKind::Pandoc, text);
        let hints = inlay_hints(&document, document.text().span()).into_iter();
        hints.map(|hint| (hint.offset, hint.label)).collect()
    }

    #[test]
    fn who_and_when() {
        let text = "A.[^1] B.[^2] C.[^3]^[Inline.] D.[^4]\n\n[^1]: Ana Roy, *Rivers* (Delhi, 2021).\n\n\
                    [^2]: [“The dry land of the long-lost northern plateau”](http://a.org), 1999.\n\n[^3]:\n";
        let found = hints(text);
        let labels: Vec<&str> = found.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(labels, ["Ana Roy 2021", "The dry land of the… 1999"]);
        assert_eq!(found[0].0, "A.[^1]".len());
    }

    #[test]
    fn the_source_as_it_is_read() {
        let text = "A.[^1] B.[^2] C.[^3]\n\n[^1]: See, for example, Ana Roy, *Rivers* (Delhi: Sage, 2021), p. 3.\n\n\
                    [^2]: It rained.\n\n[^3]: Ibid., p. 4.\n";
        let labels: Vec<_> = hints(text).into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, ["Ana Roy 2021", "It rained", "Ibid"]);
    }

    #[test]
    fn the_source_that_is_meant_and_the_place() {
        let text = "A.[^1] B.[^2] C.[^3] D.[^4] E.[^5]\n\n[^1]: BEIS, *Energy Security Strategy*, 2022.\n\n\
                    [^2]: Ibid., 12.\n\n[^3]: Ibid.\n\n[^4]: BEIS, supra note 1, at 35.\n\n[^5]: Roy, Book (2020).\n";
        let labels: Vec<_> = hints(text).into_iter().map(|(_, label)| label).collect();
        assert_eq!(
            labels,
            [
                "BEIS 2022",
                "BEIS 2022, 12",
                "BEIS 2022",
                "BEIS 2022, 35",
                "Roy, Book 2020"
            ]
        );
    }

    #[test]
    fn only_what_is_asked_for() {
        let text = "A.[^1]\n\nB.[^1]\n\n[^1]: Roy, 2021.\n";
        let document = document(DocumentKind::Markdown, text);
        let second = Span::at(text.find("B.[^1]").unwrap() + 6);
        assert_eq!(inlay_hints(&document, second).len(), 1);
    }
}
