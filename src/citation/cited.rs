use crate::text::Span;

use super::Date;

/// A source as a note cites it. A field that the note does not state is `None`.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Citation {
    /// All of it with its signal, in bytes of the note's text.
    pub span: Span,
    /// What is cited. The `title` of law is the whole citation as printed.
    pub kind: SourceKind,
    /// What introduces it: `See`, `Cf.`, `See also`.
    pub signal: Option<Field>,
    /// Who wrote it, in the order of the note. Without editors and translators.
    pub authors: Vec<Author>,
    /// Who edited it, where they stand in the place of authors: `Bell, A. (Ed.). (2001).`
    pub editors: Vec<Author>,
    /// What thesis it is, where it is one: `PhD diss.`
    pub thesis: Option<Field>,
    /// Which edition it is, without `ed.`: `2nd`, `revised`.
    pub edition: Option<Field>,
    /// Its title, without quotes or markup.
    pub title: Option<Field>,
    /// What it appeared in: a journal, newspaper, site, series or edited book.
    pub container: Option<Field>,
    /// The place of publication.
    pub place: Option<Field>,
    /// Who published it.
    pub publisher: Option<Field>,
    /// The volume, without `vol.`.
    pub volume: Option<Field>,
    /// The issue, without `no.`.
    pub issue: Option<Field>,
    /// The number in a series of official documents: `800-53`, `A/RES/70/1`.
    pub number: Option<Field>,
    /// The parts of a citation of law, where they are printed.
    pub law: Option<Box<Law<Field>>>,
    /// When it appeared.
    pub date: Option<Date>,
    /// The pages as printed, without `p.` or `pp.`: those of the source and those cited.
    pub pages: Option<Field>,
    /// Where it can be read.
    pub url: Option<Field>,
    /// Its DOI, bare: `10.1000/182`.
    pub doi: Option<Field>,
    /// When the author last read it.
    pub accessed: Option<Date>,
}

/// A piece of a citation: what it says and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// What it says, without markup, quotes and the punctuation around it, on one line.
    pub value: String,
    /// Where, in bytes of the note's text: from the first to the last byte of the value, which may have
    /// markup within.
    pub span: Span,
}

/// Who wrote a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Author {
    /// What the author is called.
    pub name: Name,
    /// Where, in bytes of the note's text.
    pub span: Span,
}

/// What an author is called.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Name {
    /// A person.
    Person {
        /// `Kania`, `van der Berg`. A short form states this alone.
        family: String,
        /// `Elsa`, `J. R.`; empty where only the family name is stated.
        given: String,
    },
    /// A body, a pseudonym, or a name that cannot be told apart.
    Institution(String),
}

/// What is cited.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum SourceKind {
    /// A book, article, or what the other fields tell.
    #[default]
    Work,
    /// A numbered document of a government, parliament or international body.
    Report,
    /// A page of a site, whose title is in quotes or which has none.
    Page,
    /// A hearing before a legislature.
    Hearing,
    /// A statute, regulation or constitution.
    Legislation,
    /// A bill before a legislature.
    Bill,
    /// A report or document of a legislature that is cited as law: `H.R. Rep. No. 114-99`.
    LegislativeReport,
    /// A case before a court.
    Case,
    /// An agreement of states.
    Treaty,
}

impl SourceKind {
    /// Whether it is cited as law is, by one string of parts: the title is then the whole of it.
    pub fn is_law(self) -> bool {
        match self {
            SourceKind::Work | SourceKind::Report | SourceKind::Page | SourceKind::Hearing => false,
            SourceKind::Legislation
            | SourceKind::Bill
            | SourceKind::LegislativeReport
            | SourceKind::Case
            | SourceKind::Treaty => true,
        }
    }
}

/// The parts of a citation of law.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Law<T> {
    /// What the case or act is called: `Roe v. Wade`.
    pub name: Option<T>,
    /// The volume of the reporter or the title of the code.
    pub volume: Option<T>,
    /// The reporter or code: `U.S.`, `C.F.R.`
    pub reporter: Option<T>,
    /// The page on which it begins, or the section.
    pub page: Option<T>,
    /// The court, where the reporter does not tell it: `9th Cir.`
    pub court: Option<T>,
}

impl<T> Law<T> {
    /// The same parts, each made another.
    pub(super) fn map<U>(&self, of: impl Fn(&T) -> U) -> Law<U> {
        Law {
            name: self.name.as_ref().map(&of),
            volume: self.volume.as_ref().map(&of),
            reporter: self.reporter.as_ref().map(&of),
            page: self.page.as_ref().map(&of),
            court: self.court.as_ref().map(&of),
        }
    }
}

impl Citation {
    /// By whom it is known: its authors, else its editors.
    pub fn signed_by(&self) -> &[Author] {
        match self.authors.as_slice() {
            [] => &self.editors,
            authors => authors,
        }
    }

    /// Whether authors, or editors in their place, are stated.
    pub(super) fn is_signed(&self) -> bool {
        !self.signed_by().is_empty()
    }

    /// The same citation so many bytes further on.
    pub(super) fn moved(mut self, by: usize) -> Citation {
        let further = |span: &mut Span| *span = Span::new(span.start + by, span.end + by);
        further(&mut self.span);
        let fields = [
            &mut self.signal,
            &mut self.thesis,
            &mut self.edition,
            &mut self.title,
            &mut self.container,
            &mut self.place,
            &mut self.publisher,
            &mut self.volume,
            &mut self.issue,
            &mut self.number,
            &mut self.pages,
            &mut self.url,
            &mut self.doi,
        ];
        for field in fields.into_iter().flatten() {
            further(&mut field.span);
        }
        for author in self.authors.iter_mut().chain(&mut self.editors) {
            further(&mut author.span);
        }
        for date in [&mut self.date, &mut self.accessed].into_iter().flatten() {
            further(&mut date.span);
        }
        self.law = self.law.take().map(|law| {
            Box::new(law.map(|part| {
                let mut part = part.clone();
                further(&mut part.span);
                part
            }))
        });
        self
    }

    /// What the source is known by where it is cited: its title, else its address, else all of the citation. In
    /// bytes of the note's text.
    pub fn named(&self) -> Span {
        let field = self.title.as_ref().or(self.url.as_ref());
        field.map_or(self.span, |field| field.span)
    }
}

impl Name {
    /// The family name of a person, the name of an institution.
    pub fn family(&self) -> &str {
        match self {
            Name::Person { family, .. } => family,
            Name::Institution(name) => name,
        }
    }

    /// Whether it is a person whose given names, or their initials, are stated.
    pub(super) fn is_full(&self) -> bool {
        matches!(self, Name::Person { given, .. } if !given.is_empty())
    }
}

/// All of `names`, or the first of many: `Lukin`, `Lukin and Yakunin`, `Lukin et al.`; empty where there is none.
pub fn and_others<N: std::fmt::Display>(names: &[N]) -> String {
    match names {
        [] => String::new(),
        [one] => one.to_string(),
        [one, other] => format!("{one} and {other}"),
        [first, ..] => format!("{first} et al."),
    }
}

impl std::fmt::Display for Name {
    /// As in running text: `Elsa Kania`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Name::Person { family, given } if given.is_empty() => f.write_str(family),
            Name::Person { family, given } => write!(f, "{given} {family}"),
            Name::Institution(name) => f.write_str(name),
        }
    }
}
