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
        let numbered = source.volume.is_some() || source.issue.is_some() || source.doi.is_some();
        let published = source.publisher.is_some() || source.place.is_some();
        let of_a_day = matches!(source.date, Some(PartialDate::Day(_)));
        match source.kind {
            SourceKind::Legislation => PublicationType::Statute,
            SourceKind::Bill => PublicationType::Bill,
            SourceKind::Case => PublicationType::Case,
            SourceKind::Treaty => PublicationType::Treaty,
            SourceKind::Report | SourceKind::LegislativeReport => PublicationType::Report,
            SourceKind::Hearing => PublicationType::Hearing,
            SourceKind::Page => PublicationType::Page,
            SourceKind::Work if source.thesis.is_some() => PublicationType::Thesis,
            SourceKind::Work if source.container.is_some() => match () {
                () if numbered => PublicationType::Article,
                () if of_a_day => PublicationType::News,
                () if published => PublicationType::Chapter,
                () if source.url.is_some() => PublicationType::Page,
                () => PublicationType::Magazine,
            },
            SourceKind::Work if published => PublicationType::Book,
            SourceKind::Work if source.url.is_some() => PublicationType::Page,
            SourceKind::Work => PublicationType::Document,
        }
    }
}
