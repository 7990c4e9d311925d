use biblatex::{Chunk, Chunks, Entry, EntryType, Spanned};

use crate::citation::{Name, PartialDate, Source};

use super::ExportedCitation;
use super::key::keys;
use super::printed::printed;
use super::publication_type::PublicationType;

/// `cited` as BibTeX: an entry for each.
pub fn bibtex(cited: &[ExportedCitation]) -> String {
    let entries = cited.iter().zip(keys(cited));
    let entries = entries.map(|(cited, key)| written(&entry(&cited.source, key), &cited.source));
    entries
        .map(|entry| entry + "\n")
        .collect::<Vec<_>>()
        .join("\n")
}

/// `entry` as text. BibTeX knows no `day` and no last year of several, and Pandoc leaves a `day` out; Pandoc and Zotero
/// read a `date` first, which BibTeX passes over.
fn written(entry: &Entry, source: &Source) -> String {
    let text = entry.to_bibtex_string().unwrap_or_default();
    let at = match source.date {
        Some(PartialDate::Day(_)) => text.find("\nday = {"),
        Some(PartialDate::Years(..)) => text.find("\nyear = {"),
        _ => None,
    };
    let (Some(at), Some(date)) = (at, source.date) else {
        return text;
    };
    let (before, after) = text.split_at(at);
    format!("{before}\ndate = {{{date}}},{after}")
}

/// `source` as one entry of BibTeX, with what else is to be said of it as its `note`.
pub fn bibtex_entry(source: &Source, key: &str, note: Option<&str>) -> String {
    let mut entry = entry(source, key.to_owned());
    if let Some(note) = note {
        let note = Chunk::Normal(note.to_owned());
        entry.set("note", vec![Spanned::detached(note)]);
    }
    written(&entry, source)
}

fn entry(source: &Source, key: String) -> Entry {
    let source = &printed(source);
    let form = PublicationType::of(source);
    let mut entry = Entry::new(key, kind(form));
    let mut set = |name: &str, value: Option<Chunk>| {
        if let Some(value) = value {
            entry.set(name, vec![Spanned::detached(value)]);
        }
    };
    let normal = |value: &Option<String>| value.clone().map(Chunk::Normal);
    // Styles change the case of titles, but not of what stands in braces.
    set("title", source.title.clone().map(Chunk::Verbatim));
    let container = match form {
        PublicationType::Chapter | PublicationType::Conference => "booktitle",
        PublicationType::Page => "howpublished",
        _ => "journal",
    };
    set(container, normal(&source.container));
    set("type", normal(&source.thesis));
    // A thesis has a school instead, and a report the body that issued it.
    let publisher = match form {
        PublicationType::Thesis | PublicationType::Report => "institution",
        _ => "publisher",
    };
    set(publisher, normal(&source.publisher));
    set("location", normal(&source.place));
    set("edition", normal(&source.edition));
    set("series", normal(&source.series));
    set("volume", normal(&source.volume));
    set(
        "number",
        normal(&source.issue.clone().or_else(|| source.number.clone())),
    );
    set(
        "pages",
        source
            .pages
            .as_ref()
            .map(|pages| Chunk::Normal(pages.replace('–', "--"))),
    );
    set("url", normal(&source.url));
    set("doi", normal(&source.doi));
    let date = |date: Option<PartialDate>| {
        // Of several years, the first alone: no style reads the `endyear` that would stand beside it.
        let first = |date| match date {
            PartialDate::Years(first, _) => PartialDate::Year(first),
            date => date,
        };
        let date = date
            .map(|date| first(date).to_string())
            .filter(|date| !date.is_empty());
        date.map(Chunk::Normal)
    };
    set("date", date(source.date));
    set("urldate", date(source.accessed));
    for (role, names) in [("author", &source.authors), ("editor", &source.editors)] {
        if !names.is_empty() {
            entry.set(role, authors(names));
        }
    }
    entry
}

fn kind(form: PublicationType) -> EntryType {
    match form {
        PublicationType::Article | PublicationType::News | PublicationType::Magazine => {
            EntryType::Article
        }
        PublicationType::Chapter => EntryType::InCollection,
        PublicationType::Conference => EntryType::InProceedings,
        PublicationType::Book => EntryType::Book,
        PublicationType::Thesis => EntryType::Thesis,
        PublicationType::Page => EntryType::Online,
        PublicationType::Report => EntryType::Report,
        PublicationType::Statute
        | PublicationType::Bill
        | PublicationType::Case
        | PublicationType::Treaty
        | PublicationType::Hearing
        | PublicationType::Document => EntryType::Misc,
    }
}

/// Persons as `Berg, Elsa`; bodies in braces, which keep their words from being taken for names.
fn authors(names: &[Name]) -> Chunks {
    let mut chunks = Chunks::new();
    for name in names {
        if !chunks.is_empty() {
            chunks.push(Spanned::detached(Chunk::Normal(" and ".to_owned())));
        }
        chunks.push(Spanned::detached(match name {
            Name::Person { family, given } if given.is_empty() => Chunk::Verbatim(family.clone()),
            Name::Person { family, given } => Chunk::Normal(format!("{family}, {given}")),
            Name::Institution(name) => Chunk::Verbatim(name.clone()),
        }));
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_has_its_type_and_its_container_a_field() {
        let some = |words: &str| Some(words.to_owned());
        let within = Source {
            container: some("Water Review"),
            ..Source::default()
        };
        let (url, press) = (some("https://a.example/b"), some("Tidal Press"));
        let cases = [
            (
                Source {
                    volume: some("3"),
                    ..within.clone()
                },
                "@article{",
                "journal = {Water Review}",
            ),
            (
                Source {
                    publisher: press.clone(),
                    ..within.clone()
                },
                "@incollection{",
                "booktitle = {Water Review}",
            ),
            (
                Source {
                    url: url.clone(),
                    container: some("Tide Watch"),
                    ..within
                },
                "@misc{",
                "howpublished = {Tide Watch}",
            ),
            (
                Source {
                    publisher: press,
                    ..Source::default()
                },
                "@book{",
                "publisher = {Tidal Press}",
            ),
            (
                Source {
                    url,
                    ..Source::default()
                },
                "@misc{",
                "url = {https://a.example/b}",
            ),
            (
                Source {
                    title: some("A letter"),
                    ..Source::default()
                },
                "@misc{",
                "title = {{A letter}}",
            ),
        ];
        for (source, kind, field) in cases {
            let entry = bibtex_entry(&source, "a", Some("In Greek."));
            assert!(entry.starts_with(kind) && entry.contains(field), "{entry}");
            assert!(entry.contains("note = {In Greek.}"), "{entry}");
        }
    }

    #[test]
    fn years_from_first_to_last_are_a_date_beside_the_first() {
        let source = Source {
            date: Some(PartialDate::Years(2018, 2022)),
            ..Source::default()
        };
        let entry = bibtex_entry(&source, "a", None);
        let dated = "\ndate = {2018/2022},\nyear = {2018},\n";
        assert!(entry.contains(dated), "{entry}");
        assert!(!entry.contains("endyear"), "{entry}");
        assert!(entry.ends_with("}"), "{entry}");
    }

    #[test]
    fn a_month_is_no_day_and_who_has_one_name_is_kept_whole() {
        let plato = Name::Person {
            family: "Plato of Athens".to_owned(),
            given: String::new(),
        };
        let source = Source {
            authors: vec![plato.clone(), plato],
            date: Some(PartialDate::Month(2020, 5)),
            ..Source::default()
        };
        let entry = bibtex_entry(&source, "a", None);
        assert!(!entry.contains("date = "), "{entry}");
        let authors = "author = {{Plato of Athens} and {Plato of Athens}}";
        assert!(entry.contains(authors), "{entry}");
    }
}
