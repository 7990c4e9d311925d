//! Sources as files of bibliographies. Pure: sources in, text out.

mod bibtex;
mod csl_json;
mod hayagriva;
mod key;
mod printed;
mod publication_type;
mod unique;

use super::Source;

pub use bibtex::{bibtex, bibtex_entry};
pub use csl_json::{csl_fields, csl_item, csl_json};
pub use hayagriva::{hayagriva, hayagriva_entry};
pub use key::new_key;
pub use unique::unique;

/// A source with the place where it is cited.
#[derive(Clone, Debug)]
pub struct ExportedCitation {
    /// What is cited.
    pub source: Source,
    /// The number of the note, from 1.
    pub note: u32,
    /// The line on which the citation begins, from 1.
    pub line: usize,
    /// The brief, where there are several.
    pub path: Option<String>,
    /// Where else it is cited, where each source is listed once.
    pub also: Vec<CitationPlace>,
}

/// A place where a source is cited.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CitationPlace {
    /// The number of the note, from 1.
    pub note: u32,
    /// The line on which the citation begins, from 1.
    pub line: usize,
    /// The brief, where there are several.
    pub path: Option<String>,
}

impl ExportedCitation {
    /// All places where it is cited, the first one first.
    pub fn places(&self) -> impl Iterator<Item = CitationPlace> {
        let first = CitationPlace {
            note: self.note,
            line: self.line,
            path: self.path.clone(),
        };
        std::iter::once(first).chain(self.also.iter().cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::{Bibliography, BibliographyFormat};
    use crate::citation::{Name, PartialDate, SourceKind};
    use crate::text::Text;

    fn cited() -> Vec<ExportedCitation> {
        let article = Source {
            authors: vec![
                Name::Person {
                    family: "van der Berg".to_owned(),
                    given: "Elsa".to_owned(),
                },
                Name::Institution("Ministry of Dams & Canals".to_owned()),
            ],
            title: Some("Dams: 50% of {all} \"rivers\" & #1".to_owned()),
            container: Some("Water Review".to_owned()),
            volume: Some("12".to_owned()),
            issue: Some("3".to_owned()),
            pages: Some("4–9".to_owned()),
            date: Some(PartialDate::Month(2011, 5)),
            url: Some("https://a.example/b_c?d=1&e=2".to_owned()),
            doi: Some("10.1000/abc_1".to_owned()),
            accessed: Some(PartialDate::Day(jiff::civil::date(2020, 2, 29))),
            ..Source::default()
        };
        let law = Source {
            kind: SourceKind::Legislation,
            title: Some("5 U.S.C. § 552a".to_owned()),
            ..Source::default()
        };
        let sources = [article.clone(), law, article, Source::default()];
        let cite = |(note, source)| ExportedCitation {
            source,
            note,
            line: 7,
            path: None,
            also: Vec::new(),
        };
        (1..).zip(sources).map(cite).collect()
    }

    /// The keys and titles that our own readers find, without a fault.
    #[track_caller]
    fn read(text: &str, format: BibliographyFormat) -> Vec<String> {
        let read = Bibliography::read("a", Text::new(text), format);
        assert!(read.faults().is_empty(), "{:?}\n{text}", read.faults());
        read.entries()
            .iter()
            .map(|entry| entry.key.clone())
            .collect()
    }

    #[test]
    fn what_is_written_can_be_read() {
        let keys = ["vanderberg2011a", "5usc552a", "vanderberg2011b", "source"];
        assert_eq!(read(&csl_json(&cited()), BibliographyFormat::CslJson), keys);
        assert_eq!(read(&bibtex(&cited()), BibliographyFormat::BibTex), keys);
        let mut sorted = keys;
        sorted.sort_unstable();
        let mut found = read(&hayagriva(&cited()), BibliographyFormat::Hayagriva);
        found.sort_unstable();
        assert_eq!(found, sorted);
    }

    #[test]
    fn csl_json_says_where_a_source_is_cited() {
        let items: serde_json::Value = serde_json::from_str(&csl_json(&cited())).expect("JSON");
        let item = &items[0];
        assert_eq!(item["custom"], serde_json::json!({"note": 1, "line": 7}));
        assert_eq!(item["type"], "article-journal");
        assert_eq!(item["author"][0]["family"], "van der Berg");
        assert_eq!(item["author"][1]["literal"], "Ministry of Dams & Canals");
        assert_eq!(item["issued"]["date-parts"], serde_json::json!([[2011, 5]]));
        assert_eq!(item["page"], "4–9");
        assert_eq!(items[1]["type"], "legislation");
    }

    #[test]
    fn a_thesis_is_exported_as_one_with_its_school() {
        let thesis = Source {
            title: Some("The Tides of Work".to_owned()),
            thesis: Some("PhD diss.".to_owned()),
            publisher: Some("University of Tides".to_owned()),
            ..Source::default()
        };
        let item = csl_fields(&thesis);
        assert_eq!(item["type"], "thesis");
        assert_eq!(item["genre"], "PhD diss.");
        assert_eq!(item["publisher"], "University of Tides");
        let entry = bibtex_entry(&thesis, "a", None);
        assert!(entry.starts_with("@phdthesis{a,"), "{entry}");
        assert!(entry.contains("school = {University of Tides}"), "{entry}");
        assert!(hayagriva_entry(&thesis, "a", None).contains("type: thesis"));
    }

    #[test]
    fn editors_are_exported_as_such() {
        let edited = Source {
            editors: vec![Name::Person {
                family: "Bell".to_owned(),
                given: "A.".to_owned(),
            }],
            publisher: Some("Tidal Press".to_owned()),
            ..Source::default()
        };
        assert_eq!(csl_fields(&edited)["editor"][0]["family"], "Bell");
        assert!(bibtex_entry(&edited, "a", None).contains("editor = {Bell, A.}"));
        assert!(hayagriva_entry(&edited, "a", None).contains("editor: Bell, A."));
    }

    #[test]
    fn bibtex_has_the_day_for_readers_that_know_no_day() {
        let daily = Source {
            date: Some(PartialDate::Day(jiff::civil::date(2020, 5, 12))),
            ..Source::default()
        };
        let entry = bibtex_entry(&daily, "a", None);
        let expected = "year = {2020},\nmonth = {05},\ndate = {2020-05-12},\nday = {12},\n";
        assert!(entry.contains(expected), "{entry}");
    }

    #[test]
    fn bibtex_has_two_hyphens_between_pages() {
        let paged = Source {
            container: Some("Tidal Review".to_owned()),
            volume: Some("3".to_owned()),
            pages: Some("4–9".to_owned()),
            ..Source::default()
        };
        let entry = bibtex_entry(&paged, "a", None);
        assert!(entry.contains("pages = {4--9}"), "{entry}");
    }

    #[test]
    fn nothing_is_written_as_nothing() {
        assert_eq!(csl_json(&[]).trim(), "[]");
        assert_eq!(bibtex(&[]), "");
    }

    #[test]
    fn a_letter_makes_no_key_that_another_source_has() {
        let titled = |title: &str| Source {
            title: Some(title.to_owned()),
            ..Source::default()
        };
        let sources = ["FAR 39.103", "FAR 39.103(a)", "FAR 39.103"].map(titled);
        let cite = |(note, source)| ExportedCitation {
            source,
            note,
            line: 1,
            path: None,
            also: Vec::new(),
        };
        let cited: Vec<ExportedCitation> = (1..).zip(sources).map(cite).collect();
        let keys = key::keys(&cited);
        assert_eq!(keys, ["far39103b", "far39103a", "far39103c"]);
    }
}
