//! What form of publication a source has, by the rows of `publication_types.tsv`.

use std::sync::LazyLock;

use crate::citation::names::is_acronym;
use crate::citation::vocabulary::{
    is_conference, is_issuer, is_magazine, is_newspaper, is_paper_series, is_publisher,
    is_scholarly,
};
use crate::citation::{Name, PartialDate, Source, SourceKind};

/// What form of publication a source has, told from what its citation states.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PublicationType {
    Statute,
    Bill,
    Case,
    Treaty,
    /// Of a government or body, with a number.
    Report,
    /// Before a legislature.
    Hearing,
    /// In a journal, which has volumes.
    Article,
    /// In a newspaper, of a day.
    News,
    /// In a magazine or another periodical.
    Magazine,
    /// In the proceedings of a conference.
    Conference,
    /// In a book.
    Chapter,
    Book,
    /// For a degree.
    Thesis,
    /// On the web alone.
    Page,
    /// Anything else.
    Document,
}

impl PublicationType {
    /// What form `source` has, by the first row of the table that fits what is stated of it.
    pub fn of(source: &Source) -> PublicationType {
        let evidence = evidence(source);
        let row = TABLE.iter().find(|row| row.fits(&evidence));
        row.map_or(PublicationType::Document, |row| row.form)
    }

    fn named(name: &str) -> Option<PublicationType> {
        Some(match name {
            "statute" => PublicationType::Statute,
            "bill" => PublicationType::Bill,
            "case" => PublicationType::Case,
            "treaty" => PublicationType::Treaty,
            "report" => PublicationType::Report,
            "hearing" => PublicationType::Hearing,
            "article" => PublicationType::Article,
            "news" => PublicationType::News,
            "magazine" => PublicationType::Magazine,
            "conference" => PublicationType::Conference,
            "chapter" => PublicationType::Chapter,
            "book" => PublicationType::Book,
            "thesis" => PublicationType::Thesis,
            "page" => PublicationType::Page,
            "document" => PublicationType::Document,
            _ => return None,
        })
    }
}

/// What the table has of each source: kind, author, container, publisher, numbered, date, address.
type Evidence = [&'static str; 7];

/// A row of the table.
struct TypeRow {
    form: PublicationType,
    cells: Vec<&'static str>,
}

impl TypeRow {
    fn fits(&self, evidence: &Evidence) -> bool {
        let fits = |(cell, stated): (&&str, &&str)| {
            *cell == "*" || cell.split('|').any(|word| word == *stated)
        };
        self.cells.iter().zip(evidence).all(fits)
    }
}

static TABLE: LazyLock<Vec<TypeRow>> = LazyLock::new(|| {
    let lines = include_str!("publication_types.tsv").lines();
    let rows = lines.filter(|line| !line.starts_with('#')).skip(1);
    let rows = rows.filter_map(|line| {
        let (form, cells) = line.split_once('\t')?;
        Some(TypeRow {
            form: PublicationType::named(form)?,
            cells: cells.split('\t').collect(),
        })
    });
    rows.collect()
});

fn evidence(source: &Source) -> Evidence {
    let is_numbered = source.volume.is_some() || source.issue.is_some() || source.doi.is_some();
    [
        kind(source),
        author(source),
        source.container.as_deref().map_or("none", container),
        publisher(source),
        if is_numbered { "yes" } else { "no" },
        exactness(source.date),
        if source.url.is_some() { "yes" } else { "no" },
    ]
}

fn kind(source: &Source) -> &'static str {
    match source.kind {
        SourceKind::Legislation => "legislation",
        SourceKind::Bill => "bill",
        SourceKind::Case => "case",
        SourceKind::Treaty => "treaty",
        SourceKind::Report | SourceKind::LegislativeReport => "report",
        SourceKind::Hearing => "hearing",
        SourceKind::Page => "page",
        SourceKind::Work if source.thesis.is_some() => "thesis",
        SourceKind::Work => "work",
    }
}

fn author(source: &Source) -> &'static str {
    match source.signed_by().first() {
        None => "none",
        Some(Name::Institution(name)) if is_issuer(name) || is_acronym(name) => "body",
        Some(_) => "person",
    }
}

fn container(name: &str) -> &'static str {
    match () {
        () if is_magazine(name) => "magazine",
        () if is_conference(name) => "conference",
        () if is_paper_series(name) => "papers",
        () if is_newspaper(name) => "newspaper",
        () if name.split_whitespace().any(is_scholarly) => "journal",
        () => "other",
    }
}

/// A house publishes books of others, a body its own reports.
fn publisher(source: &Source) -> &'static str {
    let Some(name) = source.publisher.as_deref() else {
        return if source.place.is_some() {
            "house"
        } else {
            "none"
        };
    };
    let is_author = |author: &Name| matches!(author, Name::Institution(author) if author == name);
    let is_issued = is_issuer(name) || source.authors.iter().any(is_author);
    match is_issued && !is_publisher(name) {
        true => "body",
        false => "house",
    }
}

fn exactness(date: Option<PartialDate>) -> &'static str {
    match date {
        None | Some(PartialDate::Undated) => "none",
        Some(PartialDate::Year(_) | PartialDate::Years(..)) => "year",
        Some(PartialDate::Season(..) | PartialDate::Month(..)) => "month",
        Some(PartialDate::Day(_)) => "day",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(words: &str) -> Option<String> {
        Some(words.to_owned())
    }

    #[test]
    fn what_a_citation_states_decides_on_the_form() {
        let day = Some(PartialDate::Day(jiff::civil::date(2020, 5, 12)));
        let (url, press) = (some("https://a.example/b"), some("Tidal Press"));
        type Statement = fn(&mut Source);
        let cases: [(_, Statement, _); 9] = [
            (
                Some("Tides"),
                |it| it.volume = some("3"),
                PublicationType::Article,
            ),
            (
                Some("Tides"),
                |it| it.issue = some("3"),
                PublicationType::Article,
            ),
            (
                Some("Tides"),
                |it| it.doi = some("10.1/a"),
                PublicationType::Article,
            ),
            (
                Some("Tides"),
                |it| it.place = some("London"),
                PublicationType::Chapter,
            ),
            (Some("Tides"), |_| {}, PublicationType::Magazine),
            (Some("Water Review"), |_| {}, PublicationType::Article),
            (
                Some("Tides"),
                |it| it.thesis = some("PhD diss."),
                PublicationType::Thesis,
            ),
            (None, |it| it.place = some("London"), PublicationType::Book),
            (None, |_| {}, PublicationType::Document),
        ];
        for (container, state, expected) in cases {
            let mut source = Source {
                container: container.map(str::to_owned),
                ..Source::default()
            };
            state(&mut source);
            assert_eq!(PublicationType::of(&source), expected, "{source:?}");
        }
        let tides = Source {
            container: some("Tides"),
            ..Source::default()
        };
        let cases = [
            (
                Source {
                    date: day,
                    publisher: press.clone(),
                    ..tides.clone()
                },
                PublicationType::News,
            ),
            (
                Source {
                    publisher: press.clone(),
                    url: url.clone(),
                    ..tides.clone()
                },
                PublicationType::Chapter,
            ),
            (
                Source {
                    url: url.clone(),
                    ..tides
                },
                PublicationType::Page,
            ),
            (
                Source {
                    publisher: press,
                    url: url.clone(),
                    ..Source::default()
                },
                PublicationType::Book,
            ),
            (
                Source {
                    url,
                    ..Source::default()
                },
                PublicationType::Page,
            ),
        ];
        for (source, expected) in cases {
            assert_eq!(PublicationType::of(&source), expected, "{source:?}");
        }
    }

    #[test]
    fn every_row_is_read_and_no_source_is_without_one() {
        let lines = include_str!("publication_types.tsv").lines();
        let rows = lines.filter(|line| !line.starts_with('#')).skip(1);
        assert_eq!(rows.count(), TABLE.len());
        assert!(
            TABLE
                .iter()
                .all(|row| row.cells.len() == Evidence::default().len())
        );
    }

    #[test]
    fn what_a_body_publishes_is_a_report_and_no_book() {
        let report = |publisher: &str| Source {
            publisher: some(publisher),
            date: Some(PartialDate::Year(2020)),
            ..Source::default()
        };
        for (publisher, expected) in [
            ("Harbour Research Institute", PublicationType::Report),
            ("Ministry of Tides", PublicationType::Report),
            ("Harbour University Press", PublicationType::Book),
            ("Harbour Institute Press", PublicationType::Book),
            ("Marsh & Dune", PublicationType::Book),
        ] {
            assert_eq!(
                PublicationType::of(&report(publisher)),
                expected,
                "{publisher}"
            );
        }
    }

    #[test]
    fn what_contains_it_decides_with_the_date() {
        let day = PartialDate::Day(jiff::civil::date(2020, 5, 12));
        let (month, year) = (PartialDate::Month(2020, 5), PartialDate::Year(2020));
        for (container, date, address, expected) in [
            ("Harbour Times", month, true, PublicationType::News),
            ("Harbour Times", day, true, PublicationType::News),
            (
                "Tide Institute Working Papers",
                year,
                true,
                PublicationType::Report,
            ),
            ("Harbour Journal", year, true, PublicationType::Article),
            ("Comparative Tides", year, false, PublicationType::Article),
            ("Comparative Tides", month, false, PublicationType::Magazine),
            ("Tide Watch", day, true, PublicationType::Page),
        ] {
            let source = Source {
                container: some(container),
                date: Some(date),
                url: address.then(|| "https://a.example/b".to_owned()),
                ..Source::default()
            };
            assert_eq!(PublicationType::of(&source), expected, "{source:?}");
        }
    }

    #[test]
    fn what_is_no_work_is_what_its_kind_says() {
        for (kind, expected) in [
            (SourceKind::Legislation, PublicationType::Statute),
            (SourceKind::Bill, PublicationType::Bill),
            (SourceKind::Case, PublicationType::Case),
            (SourceKind::Treaty, PublicationType::Treaty),
            (SourceKind::Report, PublicationType::Report),
            (SourceKind::LegislativeReport, PublicationType::Report),
            (SourceKind::Hearing, PublicationType::Hearing),
            (SourceKind::Page, PublicationType::Page),
        ] {
            let source = Source {
                kind,
                publisher: some("Tidal Press"),
                ..Source::default()
            };
            assert_eq!(PublicationType::of(&source), expected);
        }
    }
}
