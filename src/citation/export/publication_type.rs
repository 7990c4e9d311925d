use crate::citation::vocabulary::{is_conference, is_magazine, is_newspaper, is_scholarly};
use crate::citation::{PartialDate, Source, SourceKind};

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
    pub fn of(source: &Source) -> PublicationType {
        let published = source.publisher.is_some() || source.place.is_some();
        // A book has a year, and what has a day and an address is a page.
        let of_a_day = matches!(source.date, Some(PartialDate::Day(_)));
        let is_page = of_a_day && source.url.is_some();
        match source.kind {
            SourceKind::Legislation => PublicationType::Statute,
            SourceKind::Bill => PublicationType::Bill,
            SourceKind::Case => PublicationType::Case,
            SourceKind::Treaty => PublicationType::Treaty,
            SourceKind::Report | SourceKind::LegislativeReport => PublicationType::Report,
            SourceKind::Hearing => PublicationType::Hearing,
            SourceKind::Page => PublicationType::Page,
            SourceKind::Work if source.thesis.is_some() => PublicationType::Thesis,
            SourceKind::Work => match source.container.as_deref() {
                Some(container) => PublicationType::within(container, source),
                None if published && !is_page => PublicationType::Book,
                None if source.url.is_some() => PublicationType::Page,
                None => PublicationType::Document,
            },
        }
    }

    /// Of what appeared in `container`.
    fn within(container: &str, source: &Source) -> PublicationType {
        let numbered = source.volume.is_some() || source.issue.is_some() || source.doi.is_some();
        let published = source.publisher.is_some() || source.place.is_some();
        let of_a_day = matches!(source.date, Some(PartialDate::Day(_)));
        let on_the_web = source.url.is_some();
        let is_periodical = container.split_whitespace().any(is_scholarly);
        match () {
            () if is_magazine(container) => PublicationType::Magazine,
            () if is_conference(container) => PublicationType::Conference,
            () if numbered => PublicationType::Article,
            () if of_a_day && (!on_the_web || is_newspaper(container)) => PublicationType::News,
            () if of_a_day && is_periodical => PublicationType::Magazine,
            () if published => PublicationType::Chapter,
            () if on_the_web => PublicationType::Page,
            () if is_periodical => PublicationType::Article,
            () => PublicationType::Magazine,
        }
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
