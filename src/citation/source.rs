//! The fields of a source, in one table: as a citation states them, with their places, and without.

use super::cited::{Author, Field, Law, Name, SourceKind};
use super::date::{Date, PartialDate};
use super::placed::{PlacedField, further};
use crate::text::Span;

/// Makes of the table of fields what a citation states, what a source has, and the way from one to the other. Behind the
/// arrow stands the type without places.
macro_rules! fields_of_a_source {
    ($($(#[$doc:meta])* $field:ident: $placed:ty => $plain:ty,)*) => {
        /// A source as a note cites it. A field that the note does not state is `None`.
        #[derive(Clone, PartialEq, Debug, Default)]
        pub struct Citation {
            /// All of it with its signal, in bytes of the note's text.
            pub span: Span,
            /// What is cited. The `title` of law is the whole citation as printed.
            pub kind: SourceKind,
            /// What introduces it: `See`, `Cf.`, `See also`.
            pub signal: Option<Field>,
            $($(#[$doc])* pub $field: $placed,)*
        }

        /// A source as its citations describe it: the same fields as [`Citation`], without places. What is
        /// exported is made from this.
        #[derive(Clone, PartialEq, Eq, Debug, Default)]
        pub struct Source {
            /// What it is. The `title` of law is the whole citation.
            pub kind: SourceKind,
            $($(#[$doc])* pub $field: $plain,)*
        }

        impl From<&Citation> for Source {
            fn from(citation: &Citation) -> Source {
                Source {
                    kind: citation.kind,
                    $($field: citation.$field.plain(),)*
                }
            }
        }

        impl Citation {
            /// The same citation so many bytes further on.
            pub(super) fn moved(mut self, by: usize) -> Citation {
                further(&mut self.span, by);
                self.signal.move_by(by);
                $(self.$field.move_by(by);)*
                self
            }
        }
    };
}

fields_of_a_source! {
    /// Who wrote it, in the order of the note. Without editors and translators.
    authors: Vec<Author> => Vec<Name>,
    /// Who edited it, where they stand in the place of authors: `Bell, A. (Ed.). (2001).`
    editors: Vec<Author> => Vec<Name>,
    /// What thesis it is, where it is one: `PhD diss.`
    thesis: Option<Field> => Option<String>,
    /// Which edition it is, without `ed.`: `2nd`, `revised`.
    edition: Option<Field> => Option<String>,
    /// Its title, without quotes or markup.
    title: Option<Field> => Option<String>,
    /// What it appeared in: a journal, newspaper, site or edited book, or a series of papers.
    container: Option<Field> => Option<String>,
    /// The series of books that it is in, without its number there.
    series: Option<Field> => Option<String>,
    /// The place of publication.
    place: Option<Field> => Option<String>,
    /// Who published it.
    publisher: Option<Field> => Option<String>,
    /// The volume, without `vol.`.
    volume: Option<Field> => Option<String>,
    /// The issue, without `no.`.
    issue: Option<Field> => Option<String>,
    /// The number in a series of official documents: `800-53`, `A/RES/70/1`.
    number: Option<Field> => Option<String>,
    /// The parts of a citation of law, where they are printed.
    law: Option<Box<Law<Field>>> => Option<Box<Law<String>>>,
    /// When it appeared. A date that does not exist is one of the citation alone.
    date: Option<Date> => Option<PartialDate>,
    /// The pages as printed, without `p.` or `pp.`: those of the source and those cited.
    pages: Option<Field> => Option<String>,
    /// Where it can be read.
    url: Option<Field> => Option<String>,
    /// Its DOI, bare: `10.1000/182`.
    doi: Option<Field> => Option<String>,
    /// When the author last read it.
    accessed: Option<Date> => Option<PartialDate>,
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

    /// What the source is known by where it is cited: its title, else its address, else all of the citation. In
    /// bytes of the note's text.
    pub fn named(&self) -> Span {
        let field = self.title.as_ref().or(self.url.as_ref());
        field.map_or(self.span, |field| field.span)
    }
}
