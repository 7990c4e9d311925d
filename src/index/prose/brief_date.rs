//! When a brief was published, as it says itself.

use crate::citation::{PartialDate, dates_in};
use crate::index::Document;
use crate::text::Span;

impl Document {
    /// The date in its title block or front matter, and where it stands, in bytes of the document.
    pub fn date(&self) -> Option<(PartialDate, Span)> {
        let in_title = || {
            let span = self.title()?.date?;
            Some((self.text().slice(span).into_owned(), span))
        };
        let (text, span) = match self.front_matter().date {
            Some(date) => (date.name, date.span),
            None => in_title()?,
        };
        let date = dates_in(&text).first()?.known()?;
        date.year().map(|_| (date, span))
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::DocumentKind::{Markdown, Plain};
    use crate::testing::document;

    #[test]
    fn a_date_in_front_matter_or_title_block() {
        for (kind, text, expected) in [
            (
                Markdown,
                "---\ndate: 2021-03-08\n---\n\nIn May 2019.\n",
                Some(2021),
            ),
            (
                Markdown,
                "---\ndate: \"8 March 2021\"\n---\n\nA.\n",
                Some(2021),
            ),
            (Markdown, "---\ndate: today\n---\n\nA.\n", None),
            (Markdown, "# A brief\n\nIn May 2019.\n", None),
            (
                Plain,
                "An Institute\n\nThe Dam\n\nJane Roe\n\nMarch 08, 2021\n\nSummary\n\nA dam stands here.\n",
                Some(2021),
            ),
        ] {
            let found = document(kind, text).date();
            assert_eq!(found.and_then(|(date, _)| date.year()), expected, "{text}");
        }
    }
}
