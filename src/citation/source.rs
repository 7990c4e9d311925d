use super::Law;
use super::{Author, Citation, Date, Field, Name, PartialDate, SourceKind};

/// A source as its citations describe it: the same fields as [`Citation`], without places. What is
/// exported is made from this.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Source {
    /// What it is. The `title` of law is the whole citation.
    pub kind: SourceKind,
    /// Who wrote it.
    pub authors: Vec<Name>,
    /// Who edited it, where they stand in the place of authors.
    pub editors: Vec<Name>,
    /// What thesis it is, where it is one: `PhD diss.`
    pub thesis: Option<String>,
    /// Which edition it is, without `ed.`
    pub edition: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The journal, newspaper, site, series or edited book.
    pub container: Option<String>,
    /// The place of publication.
    pub place: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The volume.
    pub volume: Option<String>,
    /// The issue.
    pub issue: Option<String>,
    /// The number in a series of official documents.
    pub number: Option<String>,
    /// The parts of a citation of law.
    pub law: Option<Box<Law<String>>>,
    /// When it appeared; not a date that does not exist.
    pub date: Option<PartialDate>,
    /// The pages as printed.
    pub pages: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Its DOI, bare.
    pub doi: Option<String>,
    /// When the author last read it.
    pub accessed: Option<PartialDate>,
}

impl Source {
    /// By whom it is known: its authors, else its editors.
    pub fn signed_by(&self) -> &[Name] {
        match self.authors.as_slice() {
            [] => &self.editors,
            authors => authors,
        }
    }
}

impl Citation {
    /// What it says of the source, without the places where it says so.
    pub fn source(&self) -> Source {
        Source::from(self)
    }
}

impl From<&Citation> for Source {
    fn from(citation: &Citation) -> Source {
        let value = |field: &Option<Field>| field.as_ref().map(|field| field.value.clone());
        let names = |authors: &[Author]| authors.iter().map(|author| author.name.clone()).collect();
        let date = |date: &Option<Date>| date.as_ref().and_then(Date::known);
        Source {
            kind: citation.kind,
            authors: names(&citation.authors),
            editors: names(&citation.editors),
            thesis: value(&citation.thesis),
            edition: value(&citation.edition),
            title: value(&citation.title),
            container: value(&citation.container),
            place: value(&citation.place),
            publisher: value(&citation.publisher),
            volume: value(&citation.volume),
            issue: value(&citation.issue),
            number: value(&citation.number),
            law: citation
                .law
                .as_ref()
                .map(|law| Box::new(law.map(|part| part.value.clone()))),
            date: date(&citation.date),
            pages: value(&citation.pages),
            url: value(&citation.url),
            doi: value(&citation.doi),
            accessed: date(&citation.accessed),
        }
    }
}
