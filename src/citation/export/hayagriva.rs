use hayagriva::types::{
    Date, EntryType, FormatString, MaybeTyped, Person, Publisher, QualifiedUrl, SerialNumber,
};
use hayagriva::{Entry, Library, io};
use url::Url;

use crate::citation::{Name, PartialDate, Source};

use super::ExportedCitation;
use super::key::keys;
use super::printed::printed;
use super::publication_type::PublicationType;

/// `cited` as Hayagriva's YAML: an entry for each, what it appeared in as its parent.
pub fn hayagriva(cited: &[ExportedCitation]) -> String {
    let mut library = Library::new();
    for (cited, key) in cited.iter().zip(keys(cited)) {
        library.push(&entry(&cited.source, &key));
    }
    io::to_yaml_str(&library).unwrap_or_default()
}

/// `source` as one entry of Hayagriva's YAML, with what else is to be said of it as its `note`.
pub fn hayagriva_entry(source: &Source, key: &str, note: Option<&str>) -> String {
    let mut entry = entry(source, key);
    if let Some(note) = note {
        entry.set_note(FormatString::with_value(note));
    }
    let library: Library = std::iter::once(entry).collect();
    io::to_yaml_str(&library).unwrap_or_default()
}

fn entry(source: &Source, key: &str) -> Entry {
    let source = &printed(source);
    let form = PublicationType::of(source);
    let mut entry = Entry::new(key, kind(form));
    let text = |value: &Option<String>| value.clone().map(FormatString::with_value);
    if let Some(title) = text(&source.title) {
        entry.set_title(title);
    }
    if let Some(thesis) = text(&source.thesis) {
        entry.set_genre(thesis);
    }
    if !source.authors.is_empty() {
        entry.set_authors(source.authors.iter().map(person).collect());
    }
    if !source.editors.is_empty() {
        entry.set_editors(source.editors.iter().map(person).collect());
    }
    if let Some(date) = source.date.and_then(date) {
        entry.set_date(date);
    }
    if source.publisher.is_some() || source.place.is_some() {
        entry.set_publisher(Publisher::new(text(&source.publisher), text(&source.place)));
    }
    if let Some(number) = &source.number {
        let serial = [("serial".to_owned(), number.clone())];
        entry.set_serial_number(SerialNumber(serial.into()));
    }
    if let Some(edition) = &source.edition {
        entry.set_edition(MaybeTyped::String(edition.clone()));
    }
    if let Some(pages) = &source.pages {
        entry.set_page_range(MaybeTyped::String(pages.clone()));
    }
    if let Some(url) = source.url.as_deref().and_then(|url| Url::parse(url).ok()) {
        entry.set_url(QualifiedUrl::new(url, source.accessed.and_then(date)));
    }
    if let Some(doi) = &source.doi {
        entry.set_doi(doi.clone());
    }
    match parent(source, form) {
        Some(mut parent) => {
            parent.set_parents(series(source).into_iter().collect());
            entry.set_parents(vec![parent]);
        }
        None => {
            number(&mut entry, source);
            entry.set_parents(series(source).into_iter().collect());
        }
    }
    entry
}

/// The series of books that the source, or what it appeared in, is in.
fn series(source: &Source) -> Option<Entry> {
    let mut series = Entry::new("", EntryType::Anthology);
    series.set_title(FormatString::with_value(source.series.clone()?));
    Some(series)
}

/// What the source appeared in.
fn parent(source: &Source, form: PublicationType) -> Option<Entry> {
    let kind = match form {
        PublicationType::News => EntryType::Newspaper,
        PublicationType::Chapter => EntryType::Anthology,
        PublicationType::Conference => EntryType::Proceedings,
        PublicationType::Page => EntryType::Web,
        _ => EntryType::Periodical,
    };
    let mut parent = Entry::new("", kind);
    parent.set_title(FormatString::with_value(source.container.clone()?));
    number(&mut parent, source);
    Some(parent)
}

fn number(entry: &mut Entry, source: &Source) {
    if let Some(volume) = &source.volume {
        entry.set_volume(MaybeTyped::String(volume.clone()));
    }
    if let Some(issue) = &source.issue {
        entry.set_issue(MaybeTyped::String(issue.clone()));
    }
}

fn kind(form: PublicationType) -> EntryType {
    match form {
        PublicationType::Statute | PublicationType::Bill | PublicationType::Treaty => {
            EntryType::Legislation
        }
        PublicationType::Report => EntryType::Report,
        PublicationType::Hearing => EntryType::Misc,
        PublicationType::Case => EntryType::Case,
        PublicationType::Article
        | PublicationType::News
        | PublicationType::Magazine
        | PublicationType::Conference => EntryType::Article,
        PublicationType::Chapter => EntryType::Chapter,
        PublicationType::Book => EntryType::Book,
        PublicationType::Thesis => EntryType::Thesis,
        PublicationType::Page => EntryType::Web,
        PublicationType::Document => EntryType::Misc,
    }
}

fn person(name: &Name) -> Person {
    let (name, given_name) = match name {
        Name::Person { family, given } if given.is_empty() => (family.clone(), None),
        Name::Person { family, given } => (family.clone(), Some(given.clone())),
        Name::Institution(name) => (name.clone(), None),
    };
    Person {
        name,
        given_name,
        prefix: None,
        suffix: None,
        comma_suffix: false,
        alias: None,
    }
}

fn date(date: PartialDate) -> Option<Date> {
    // It has no ranges.
    let date = match date {
        PartialDate::Years(first, _) => PartialDate::Year(first),
        date => date,
    };
    date.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use crate::citation::SourceKind;

    use super::*;

    fn some(words: &str) -> Option<String> {
        Some(words.to_owned())
    }

    fn yaml(source: &Source) -> String {
        hayagriva_entry(source, "a", None)
    }

    #[test]
    fn an_article_has_its_journal_as_its_parent() {
        let article = Source {
            authors: vec![
                Name::Person {
                    family: "Bell".to_owned(),
                    given: "A.".to_owned(),
                },
                Name::Person {
                    family: "Plato".to_owned(),
                    given: String::new(),
                },
                Name::Institution("Ministry of Dams".to_owned()),
            ],
            title: some("Dams"),
            container: some("Water Review"),
            volume: some("12"),
            issue: some("3"),
            pages: some("4–9"),
            edition: some("2"),
            date: Some(PartialDate::Month(2011, 5)),
            url: some("https://a.example/b"),
            doi: some("10.1000/abc"),
            accessed: Some(PartialDate::Day(jiff::civil::date(2020, 2, 29))),
            ..Source::default()
        };
        assert_eq!(
            hayagriva_entry(&article, "a", Some("Emphasis added.")),
            "\
a:
  type: article
  title: Dams
  author:
  - Bell, A.
  - Plato
  - Ministry of Dams
  date: 2011-05
  edition: '2'
  page-range: 4–9
  url:
    value: https://a.example/b
    date: 2020-02-29
  serial-number:
    doi: 10.1000/abc
  note: Emphasis added.
  parent:
    type: periodical
    title: Water Review
    issue: '3'
    volume: '12'
"
        );
    }

    #[test]
    fn a_book_has_its_numbers_and_publisher_itself() {
        let book = Source {
            title: some("Tides"),
            publisher: some("Tidal Press"),
            place: some("London"),
            volume: some("2"),
            ..Source::default()
        };
        assert_eq!(
            yaml(&book),
            "\
a:
  type: book
  title: Tides
  publisher:
    name: Tidal Press
    location: London
  volume: '2'
"
        );
        let placed = Source {
            publisher: None,
            ..book
        };
        assert!(yaml(&placed).contains("location: London"));
    }

    #[test]
    fn a_series_of_books_is_the_parent_of_a_book() {
        let book = Source {
            title: some("Tides"),
            series: some("Harbour Studies"),
            ..Source::default()
        };
        let parent = "  parent:\n    type: anthology\n    title: Harbour Studies\n";
        assert!(yaml(&book).ends_with(parent), "{}", yaml(&book));
    }

    #[test]
    fn each_form_has_its_type_and_that_of_its_parent() {
        let within = Source {
            container: some("The Gazette"),
            ..Source::default()
        };
        let official = |kind| Source {
            kind,
            ..Source::default()
        };
        let day = Some(PartialDate::Day(jiff::civil::date(2020, 5, 12)));
        let (url, press) = (some("https://a.example/b"), some("Tidal Press"));
        let cases = [
            (official(SourceKind::Case), "case", None),
            (official(SourceKind::Legislation), "legislation", None),
            (official(SourceKind::Bill), "legislation", None),
            (official(SourceKind::Treaty), "legislation", None),
            (official(SourceKind::Report), "report", None),
            (official(SourceKind::Hearing), "misc", None),
            (
                Source {
                    date: day,
                    ..within.clone()
                },
                "article",
                Some("newspaper"),
            ),
            (
                Source {
                    publisher: press,
                    ..within.clone()
                },
                "chapter",
                Some("anthology"),
            ),
            (
                Source {
                    url: url.clone(),
                    ..within.clone()
                },
                "web",
                Some("web"),
            ),
            (
                Source {
                    container: some("Proceedings of the Tidal Society"),
                    ..Source::default()
                },
                "article",
                Some("proceedings"),
            ),
            (within, "article", Some("periodical")),
            (
                Source {
                    url,
                    ..Source::default()
                },
                "web",
                None,
            ),
            (
                Source {
                    title: some("A letter"),
                    ..Source::default()
                },
                "misc",
                None,
            ),
        ];
        for (source, kind, parent) in cases {
            let yaml = yaml(&source);
            let types = yaml
                .lines()
                .filter_map(|line| Some(line.split_once("type: ")?.1));
            let expected: Vec<&str> = std::iter::once(kind).chain(parent).collect();
            assert_eq!(types.collect::<Vec<_>>(), expected, "{yaml}");
        }
    }
}
