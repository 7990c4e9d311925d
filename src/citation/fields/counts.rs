use std::ops::Range;

use super::field;
use super::numbers::{Counted, is_number, is_range};
use super::tail_parser::TailParser;

impl TailParser<'_, '_> {
    /// `81 N.Y.U. L. Rev. 1844`: volume, journal, page.
    pub(super) fn reported(&mut self, range: &Range<usize>) -> bool {
        let annotations = self.builder.annotations;
        let words = annotations.words(range.clone());
        let (Some((volume, rest)), Some((_, page))) =
            (words.split_once(' '), words.rsplit_once(' '))
        else {
            return false;
        };
        let journal = rest.len().saturating_sub(page.len());
        let numbers = is_number(volume)
            && is_number(page)
            && volume.starts_with(|c: char| c.is_ascii_digit());
        if !numbers || journal < 2 || self.builder.citation.volume.is_some() {
            return false;
        }
        let start = range.start + volume.len() + 1;
        self.builder.citation.volume =
            Some(field(annotations, range.start..range.start + volume.len()));
        let name = annotations.words(start..range.end - page.len()).trim_end();
        let name = name.strip_suffix(" at").unwrap_or(name);
        self.builder.citation.container = Some(field(annotations, start..start + name.len()));
        self.guessed = None;
        self.builder.citation.pages = Some(field(annotations, range.end - page.len()..range.end));
        self.paged = true;
        true
    }

    /// `Journal of Political Economy 118`: container and volume, or page where the volume stands before.
    /// Within a book that `in` names, a number is a page.
    pub(super) fn trailing_number(&mut self, range: &Range<usize>, within: bool) -> bool {
        let annotations = self.builder.annotations;
        let words = annotations.words(range.clone());
        let Some((name, number)) = words.rsplit_once(' ') else {
            return false;
        };
        let numeric = number.starts_with(|c: char| c.is_ascii_digit())
            && is_number(number)
            && !number.contains(':');
        let prefixed = name.rsplit(' ').next().is_some_and(|word| {
            matches!(
                word.to_lowercase().trim_end_matches('.'),
                "vol" | "no" | "volume" | "nr" | "number"
            )
        });
        if !numeric
            || self.builder.citation.container.is_some()
            || self.builder.citation.volume.is_some()
            || name.split_whitespace().count() > 10
        {
            return false;
        }
        let split = range.start + name.len();
        let last = name.rsplit(' ').next().map_or(0, str::len);
        let end = if prefixed { split - last } else { split };
        // `1990 Duke L.J. 1078`: the year is the volume.
        let after_year = self
            .builder
            .date
            .as_ref()
            .is_some_and(|date| date.end + 1 == range.start);
        let issue = prefixed && name.to_lowercase().trim_end_matches('.').ends_with(" no");
        let value = Some(field(annotations, split..range.end));
        match (
            issue,
            is_range(number) || self.dated || after_year || within,
        ) {
            (true, _) => self.builder.citation.issue = value,
            (false, true) => {
                self.builder.citation.pages = value;
                self.paged = true;
            }
            (false, false) => self.builder.citation.volume = value,
        }
        self.builder.citation.container = Some(field(annotations, range.start..end));
        true
    }

    /// `*Tidal Journal, 56*(2)`: takes the volume that is in italics as the name before it is; returns the name.
    pub(super) fn without_volume(&mut self, range: Range<usize>) -> Range<usize> {
        let annotations = self.builder.annotations;
        let words = annotations.words(range.clone());
        let number = words
            .rsplit([' ', ','])
            .next()
            .filter(|number| is_volume(number));
        let name = number.and_then(|number| words.strip_suffix(number));
        let named = name.filter(|name| name.is_empty() || name.ends_with(", "));
        let titled = self.builder.citation.title.is_some();
        let known = name == Some("") && self.builder.citation.container.is_none();
        let volume = &mut self.builder.citation.volume;
        match named.filter(|_| titled && !known && volume.is_none()) {
            Some(name) => {
                let end = range.start + name.len();
                *volume = Some(field(annotations, end..range.end));
                range.start..end
            }
            None => range,
        }
    }

    pub(super) fn more_pages(&mut self, range: Range<usize>) {
        self.paged = true;
        let span = self.builder.annotations.plain.source(&range);
        let more = field(self.builder.annotations, range);
        if let Some(pages) = &mut self.builder.citation.pages {
            pages.value = format!("{}, {}", pages.value, more.value);
            pages.span = pages.span.join(span);
        }
    }

    /// Takes numbers for what their prefixes, or else their place, say.
    pub(super) fn count(&mut self, base: usize, counted: &[(Counted, Range<usize>)], before: char) {
        let annotations = self.builder.annotations;
        for (counts, range) in counted {
            let place = base + range.start..base + range.end;
            let words = annotations.words(place.clone()).to_owned();
            let unsaid = *counts == Counted::Unsaid;
            let citation = &mut self.builder.citation;
            let counts = match counts {
                // `*Harbour Times*, May 4, 2001, A1`
                Counted::Unsaid if before == ':' || self.dated || is_lettered(&words) => {
                    Counted::Pages
                }
                Counted::Unsaid
                    if citation.volume.is_none()
                        && citation.container.is_some()
                        && !is_range(&words)
                        && before != '(' =>
                {
                    Counted::Volume
                }
                Counted::Unsaid => Counted::Pages,
                said => *said,
            };
            let value = Some(field(annotations, place));
            match counts {
                Counted::Volume => citation.volume = citation.volume.take().or(value),
                Counted::Issue => citation.issue = citation.issue.take().or(value),
                Counted::Pages => {
                    // `415, 3, 22–25`: what seemed a page is the issue.
                    let single = citation.pages.take_if(|pages| {
                        unsaid
                            && !is_range(&pages.value)
                            && is_range(&words)
                            && before == ','
                            && citation.issue.is_none()
                            && citation.volume.is_some()
                    });
                    citation.issue = citation.issue.take().or(single);
                    citation.pages = citation.pages.take().or(value);
                    self.paged = true;
                }
                Counted::Other | Counted::Unsaid => {}
            }
        }
    }
}

/// `56`: what may number the volume of a journal.
fn is_volume(words: &str) -> bool {
    (1..=3).contains(&words.len()) && words.bytes().all(|byte| byte.is_ascii_digit())
}

/// `A1`, `e1047`: a number that a letter begins, as no volume has.
fn is_lettered(words: &str) -> bool {
    words.starts_with(char::is_alphabetic) && words.contains(|c: char| c.is_ascii_digit())
}
