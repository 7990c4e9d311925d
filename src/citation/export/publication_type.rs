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
                None if published => PublicationType::Book,
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
