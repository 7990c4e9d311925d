use crate::text::Span;

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

impl Name {
    /// The family name of a person, the name of an institution.
    pub fn family(&self) -> &str {
        match self {
            Name::Person { family, .. } => family,
            Name::Institution(name) => name,
        }
    }

    /// Whether it is a person whose given names, or their initials, are stated.
    pub fn is_full(&self) -> bool {
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
