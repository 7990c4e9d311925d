//! Which entry describes a source that is cited.

use super::fold::fold;
use super::{Bibliography, Entry};
use crate::citation::{Identity, Name, PartialDate, Source};
use crate::text;

impl Bibliography {
    /// The first entry that describes `source`: of the same DOI; where not both have one, of the same address; else of
    /// the same title and year and by the same author.
    pub fn describing(&self, source: &Source) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.describes(source))
    }

    /// The only entry whose author a short form names and whose title begins with or holds the words of its title;
    /// none where there are several.
    pub fn shortened(&self, source: &Source) -> Option<&Entry> {
        let words = words(source.title.as_deref()?);
        let mut entries = self.entries.iter().filter(|entry| {
            let title = entry.title.as_deref().map(self::words).unwrap_or_default();
            let by = !source.signed_by().is_empty() && is_by(entry, source);
            by && format!(" {title} ").contains(&format!(" {words} "))
        });
        let found = entries.next().filter(|_| !words.is_empty())?;
        entries.next().is_none().then_some(found)
    }
}

impl Entry {
    /// Whether it describes `source`.
    pub(super) fn describes(&self, source: &Source) -> bool {
        let year = self.year.and_then(|year| i16::try_from(year).ok());
        let described = Source {
            title: self.title.clone(),
            doi: self.doi.clone(),
            url: self.url.clone(),
            date: year.map(PartialDate::Year),
            ..Source::default()
        };
        // The first that both have decides: of one title there may be several addresses.
        let places = places(&described).into_iter().zip(places(source));
        let mut decided = places.filter_map(|(ours, theirs)| Some(ours? == theirs?));
        decided.next().unwrap_or_else(|| {
            let (ours, theirs) = (titled(&described), titled(source));
            ours.is_some() && ours == theirs && is_by(self, source)
        })
    }
}

/// DOI and address, as they are compared.
fn places(source: &Source) -> [Option<Identity>; 2] {
    let by = |source: Source| source.identities().into_iter().next();
    [
        by(Source {
            doi: source.doi.clone(),
            ..Source::default()
        }),
        by(Source {
            url: source.url.clone(),
            ..Source::default()
        }),
    ]
}

/// The words of the title, and the year.
fn titled(source: &Source) -> Option<(String, Option<i16>)> {
    let words = words(source.title.as_deref()?);
    (!words.is_empty()).then(|| (words, source.date.and_then(|date| date.year())))
}

/// Whether the first author of both is the same, if both name one.
fn is_by(entry: &Entry, source: &Source) -> bool {
    let theirs = source.signed_by().first().map(Name::family);
    match (entry.authors.first().map(Name::family), theirs) {
        (Some(ours), Some(theirs)) => fold(ours) == fold(theirs),
        _ => true,
    }
}

/// The words of a title, folded, with a blank between them.
fn words(title: &str) -> String {
    let folded = fold(title);
    let words: Vec<&str> = text::words(&folded).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::BibliographyFormat;
    use crate::citation::read;
    use crate::text::Text;

    const BIB: &str = "@book{bell, author = {Bell, Ana}, title = {Rivers: A History}, date = {2001}}\n\
        @article{lee, author = {Lee, Ann}, title = {Canals}, date = {2011}, doi = {10.1000/ABC}}\n\
        @online{roe, title = {Dams}, url = {https://www.a.example/dams/}}\n";

    #[track_caller]
    fn assert_found(note: &str, key: Option<&str>, short: Option<&str>) {
        let bibliography = Bibliography::read("a.bib", Text::new(BIB), BibliographyFormat::BibTex);
        let reading = read(note);
        let source = reading.citations().next().unwrap().source();
        let found = |entry: Option<&Entry>| entry.map(|entry| entry.key.clone());
        assert_eq!(
            found(bibliography.describing(&source)).as_deref(),
            key,
            "{note}"
        );
        assert_eq!(
            found(bibliography.shortened(&source)).as_deref(),
            short,
            "{note}"
        );
    }

    #[test]
    fn an_entry_describes_what_has_its_doi_address_or_title() {
        assert_found(
            "A. Bell, *Rivers – a history* (London: Penguin, 2001).",
            Some("bell"),
            Some("bell"),
        );
        assert_found(
            "Ana Bell, *Rivers: A History* (London: Penguin, 2005).",
            None,
            Some("bell"),
        );
        assert_found(
            "Jo Roy, *Rivers: A History* (London: Penguin, 2001).",
            None,
            None,
        );
        assert_found(
            "Ann Lee, \"On Canals\", *J.*, 2012, doi:10.1000/abc.",
            Some("lee"),
            None,
        );
        assert_found("[Dams again](http://a.example/dams)", Some("roe"), None);
        assert_found("[Dams](http://a.example/others)", None, None);
    }

    #[test]
    fn a_short_form_is_of_one_author_and_has_words_of_the_title() {
        assert_found("Bell, *Rivers*, 7.", None, Some("bell"));
    }
}
