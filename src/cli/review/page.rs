//! The report as a page of HTML: one file that loads nothing and runs no script.

use askama::Template;

use crate::review::{AgeCounts, ClaimSource, KindRow, Review, ReviewPart};

use super::parts::{PartShown, parts};
use super::section_row::SectionRow;
use super::strip::Strip;
use super::words::{blank_zero, number, of, place, written};

/// How many publishers of a kind are named.
const MOST_NAMED: usize = 8;

/// The page.
///
/// # Errors
/// None in practice: writing to a string does not fail.
pub(super) fn html(review: &Review) -> askama::Result<String> {
    let sections = SectionRow::all(review);
    let numbers: Vec<usize> = sections.iter().map(|row| row.index).collect();
    let page = ReportPage {
        review,
        strip: Strip::of(review, &numbers),
        sections,
        parts: parts(review),
        version: env!("CARGO_PKG_VERSION"),
    };
    page.render()
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage<'a> {
    review: &'a Review,
    strip: Strip,
    sections: Vec<SectionRow<'a>>,
    parts: Vec<PartShown<'a>>,
    version: &'static str,
}

impl ReportPage<'_> {
    fn title(&self) -> &str {
        self.review.title.as_deref().unwrap_or(&self.review.path)
    }

    /// `Jane Roe · 8 March 2021`
    fn byline(&self) -> Option<String> {
        let date = self.review.date.as_deref().map(written);
        let parts: Vec<String> = self
            .review
            .authors
            .clone()
            .into_iter()
            .chain(date)
            .collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    fn verdict(&self) -> String {
        let counts = self.review.finding_counts;
        let points = |count: usize| match count {
            1 => "1 point".to_owned(),
            count => format!("{} points", number(count)),
        };
        match (counts.must, counts.should) {
            (0, 0) => "Nothing to fix was found.".to_owned(),
            (0, should) => format!(
                "Nothing must be fixed before publication; {} should be.",
                points(should)
            ),
            (must, 0) => format!("{} must be fixed before publication.", points(must)),
            (must, should) => {
                format!(
                    "{} must be fixed before publication, {should} should be.",
                    points(must)
                )
            }
        }
    }

    fn has_ages(&self) -> bool {
        self.review
            .source_counts
            .kinds
            .iter()
            .any(|row| row.ages.is_some())
    }

    fn ages_caption(&self) -> &'static str {
        match self.has_ages() {
            true => {
                "Who publishes the sources, by host and name, and how old they were at the date of the brief"
            }
            false => {
                "Who publishes the sources, by host and name. The brief has no date, so their age is not known"
            }
        }
    }

    /// What else there is to say of the sources, in sentences.
    fn source_lines(&self) -> Vec<String> {
        let sources = &self.review.source_counts;
        let mut lines = Vec::new();
        if let Some(first) = sources.most_cited.first() {
            lines.push(format!(
                "One source is cited in {} of {} notes with a source: {}.",
                first.notes, sources.citing_notes, first.name
            ));
        }
        let (all, doi) = (self.review.counts.sources, sources.with_doi);
        let doi = match doi {
            0 => "none has a DOI".to_owned(),
            1 => "1 has a DOI".to_owned(),
            doi => format!("{doi} have a DOI"),
        };
        let addresses = match sources.with_address {
            0 => "No source has a web address".to_owned(),
            count => format!("{count} of {all} sources have a web address"),
        };
        let archived = match sources.archived {
            0 => String::new(),
            count => format!(", {count} of them that of an archived copy"),
        };
        lines.push(format!("{addresses}{archived}; {doi}."));
        if sources.own > 0 {
            lines.push(format!(
                "{} are publications of the same institution.",
                sources.own
            ));
        }
        lines
    }

    fn sheet_caption(&self) -> String {
        match self.review.claims.len() {
            1 => "1 sentence".to_owned(),
            count => format!("{} sentences", number(count)),
        }
    }

    /// Where a page may lead: an address of the web, and nothing that runs.
    fn href(&self, url: &str) -> Option<String> {
        let lower = url.to_lowercase();
        match () {
            () if lower.starts_with("https://") || lower.starts_with("http://") => {
                Some(url.to_owned())
            }
            () if lower.starts_with("www.") => Some(format!("https://{url}")),
            () => None,
        }
    }

    /// `Jane Roe, “Dams”, River Review, May 2010, pp. 12–15`; after a reference such as `Ibid., p. 4`, what it means.
    fn describe(&self, source: &ClaimSource) -> String {
        let title = source
            .title
            .as_ref()
            .map(|title| match title.contains(['“', '"']) {
                true => title.clone(),
                false => format!("“{title}”"),
            });
        let date = source.date.as_deref().map(written);
        let pages = source.pages.as_ref().filter(|_| source.reference.is_none());
        let pages = pages.map(|pages| match pages.contains(['-', '–', ',']) {
            true => format!("pp. {pages}"),
            false => format!("p. {pages}"),
        });
        let parts = [
            source.authors.clone(),
            title,
            source.container.clone(),
            date,
            pages,
        ];
        let described = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        match &source.reference {
            Some(reference) => format!("{reference}, that is {described}"),
            None => described,
        }
    }

    /// The publishers of a kind, the first of them.
    fn publishers(&self, row: &KindRow) -> String {
        let named: Vec<&str> = row
            .publishers
            .iter()
            .take(MOST_NAMED)
            .map(String::as_str)
            .collect();
        let more = row.publishers.len() - named.len();
        match more {
            0 => named.join("; "),
            more => format!("{}; and {more} more", named.join("; ")),
        }
    }
}
