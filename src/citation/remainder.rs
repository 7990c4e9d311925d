use std::ops::Range;

use super::Citation;
use super::annotations::plain_text;
use super::vocabulary::is_field_word;
use crate::syntax::PlainText;
use crate::text::Span;

impl Citation {
    /// What of its words is in no field, in bytes of `text`, the note's text: a translator, an edition, a chapter,
    /// what the note says of the source in brackets. Without words that only say how a field is to be read, such as
    /// `accessed`.
    pub fn remainder(&self, text: &str) -> Vec<Span> {
        let plain = plain_text(text);
        let place = |span: Span| plain.place_of(span.start)..plain.place_of(span.end);
        let all = place(self.span);
        let mut held: Vec<Range<usize>> = self.held(text).map(place).collect();
        held.sort_by_key(|range| range.start);
        held.push(all.end..all.end);
        let mut from = all.start;
        let mut found = Vec::new();
        for range in held {
            let gap = from..range.start.min(all.end);
            if gap.start < gap.end && !self.is_apparatus(plain.slice(gap.clone())) {
                found.push(plain.source(&trimmed(&plain, gap)));
            }
            from = from.max(range.end);
        }
        found
    }

    /// Where its edition stands, with the word after its number: `2nd edn`. In bytes of `text`, the note's text.
    pub fn edition_span(&self, text: &str) -> Option<Span> {
        let edition = self.edition.as_ref();
        edition.map(|field| with_its_word(text, field.span))
    }

    /// Where its fields stand, in bytes of the note's text. The words of a link are held by what they are a part
    /// of, not by its address; a date that does not exist is in no field of the source.
    fn held<'c>(&'c self, text: &'c str) -> impl Iterator<Item = Span> + 'c {
        let fields = [
            &self.signal,
            &self.title,
            &self.thesis,
            &self.container,
            &self.series,
            &self.place,
            &self.publisher,
            &self.volume,
            &self.issue,
            &self.pages,
        ];
        let addresses = [&self.url, &self.doi].into_iter().flatten();
        let is_link = |span: Span| {
            let written = text.get(span.range()).unwrap_or_default();
            written.starts_with('[') || (written.starts_with('<') && written.contains("</"))
        };
        let addresses = addresses.filter(move |field| !is_link(field.span));
        let dates = [&self.date, &self.accessed].into_iter().flatten();
        let edition = self.edition_span(text);
        let fields = fields.into_iter().flatten().chain(addresses);
        fields
            .map(|field| field.span)
            .chain(edition)
            .chain(
                dates
                    .filter(|date| date.known().is_some())
                    .map(|date| date.span),
            )
            .chain(self.authors.iter().map(|author| author.span))
            .chain(self.editors.iter().map(|editor| editor.span))
    }

    fn is_apparatus(&self, words: &str) -> bool {
        let said = |word: &str| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let is_address = |field: &super::Field| field.value.contains(bare);
            bare.is_empty()
                || is_field_word(bare)
                || self
                    .doi
                    .as_ref()
                    .is_some_and(|doi| bare.ends_with(&doi.value))
                || (bare.contains(['.', '/']) && self.url.as_ref().is_some_and(is_address))
        };
        words.split_whitespace().all(said)
    }
}

/// `2nd edn`: where an edition stands, with the word after its number.
fn with_its_word(text: &str, number: Span) -> Span {
    let rest = text.get(number.end..).unwrap_or_default();
    let word = rest.trim_start_matches(['.', ' ']);
    let after = word.trim_start_matches(char::is_alphabetic);
    Span::new(number.start, number.end + (rest.len() - after.len()))
}

/// A range without the punctuation around its words, and without a bracket that is closed or opened outside of it.
fn trimmed(plain: &PlainText, range: Range<usize>) -> Range<usize> {
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '"' | '“' | '”');
    let (mut start, mut end) = (range.start, range.end);
    loop {
        let words = plain.slice(start..end);
        let inner = words.trim_start_matches(|c| apart(c) || c == ')');
        start += words.len() - inner.len();
        let kept = inner.trim_end_matches(|c: char| (apart(c) && c != '.') || c == '(');
        end = start + kept.len();
        let (open, close) = (kept.matches('(').count(), kept.matches(')').count());
        match (kept.strip_prefix('('), kept.strip_suffix(')')) {
            (Some(_), _) if open > close => start += 1,
            (_, Some(_)) if close > open => end -= 1,
            _ => return start..end,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::citation::read;

    #[track_caller]
    fn left(note: &str, expected: &[&str]) {
        let reading = read(note);
        let left: Vec<&str> = reading
            .citations()
            .flat_map(|citation| citation.remainder(note))
            .map(|span| &note[span.range()])
            .collect();
        assert_eq!(left, expected, "{reading:#?}");
    }

    #[test]
    fn what_every_field_holds_leaves_nothing() {
        left(
            "See Ana Bell, *A Title* (London: Penguin, 2001), pp. 5–7.",
            &[],
        );
        left(
            "Ann Lee, \"Canals & Locks\", *Water Review*, vol. 3, no. 4, 4 May 2011, available at <https://a.example/b>, \
             last accessed on 3 June 2020.",
            &[],
        );
        left(
            "[The end of rivers](https://www.a.example/end), *Water Review*, 3 May 2019.",
            &[],
        );
        left("[https://a.example/x](https://a.example/x)", &[]);
    }

    #[test]
    fn what_no_field_holds_is_left() {
        left(
            "Jane Roe (ed.), *Dams of the World*, 2nd edn, trans. by John Smith (Oxford: Clarendon Press, 2010), p. 3 \
             (arguing that dams fail).",
            &["trans. by John Smith", "(arguing that dams fail)."],
        );
        left(
            "Ana Bell, *Title* (London: Penguin, 2001), ch. 3.",
            &["ch. 3."],
        );
    }

    #[test]
    fn a_date_that_does_not_exist_is_left() {
        left(
            "Ana Bell, \"A Title\", *Journal*, February 30, 2021.",
            &["February 30, 2021."],
        );
    }
}
