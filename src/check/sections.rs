//! The sections of a brief that its house knows by name.

use crate::config::HouseSection;
use crate::index::{Document, Heading};
use crate::text::{Span, words};

use super::raw_diagnostic::{RawDiagnostic, RelativeSpan, Subject};

/// The heading of the section that `wanted` describes, and where the section is, in bytes of the document.
pub(super) fn section(document: &Document, wanted: &HouseSection) -> Option<(Heading, Span)> {
    let headings: Vec<Heading> = document.headings().collect();
    let is_wanted = |heading: &Heading| {
        let name = plain(&document.text().slice(heading.text));
        wanted.name.iter().any(|own| plain(own) == name)
    };
    let at = headings.iter().position(is_wanted)?;
    let heading = headings.get(at)?;
    let next = headings[at + 1..]
        .iter()
        .find(|next| next.level <= heading.level);
    let end = next.map_or(document.text().len(), |next| next.span.start);
    Some((heading.clone(), Span::new(heading.span.start, end)))
}

/// The words of a heading, without its number and in small letters.
fn plain(heading: &str) -> String {
    let is_number = |word: &&str| word.chars().all(|c| c.is_numeric() || "IVX".contains(c));
    let words: Vec<String> = words(heading)
        .skip_while(is_number)
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

/// The finding that `message` tells, at the words of a heading.
pub(super) fn at_heading(heading: &Heading, message: String) -> RawDiagnostic {
    let place = Span::new(
        heading.text.start - heading.span.start,
        heading.text.end - heading.span.start,
    );
    let place = RelativeSpan::Within(Subject::Item(heading.id), place);
    RawDiagnostic::at(heading.id, message).placed(place)
}
