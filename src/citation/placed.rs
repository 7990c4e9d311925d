//! What a note states, with its place: how it is read without the place, and moved.

use super::cited::{Author, Field, Law, Name};
use super::date::{Date, PartialDate};
use crate::text::Span;

/// A piece of a citation that has a place.
pub(super) trait PlacedPiece {
    /// The same without its place.
    type Plain;

    /// What it says; `None` where that is nothing, as of a date that does not exist.
    fn plain(&self) -> Option<Self::Plain>;

    /// Moves it so many bytes further on.
    fn move_by(&mut self, by: usize);
}

/// What is so many bytes further on.
pub(super) fn further(span: &mut Span, by: usize) {
    *span = Span::new(span.start + by, span.end + by);
}

impl PlacedPiece for Field {
    type Plain = String;

    fn plain(&self) -> Option<String> {
        Some(self.value.clone())
    }

    fn move_by(&mut self, by: usize) {
        further(&mut self.span, by);
    }
}

impl PlacedPiece for Author {
    type Plain = Name;

    fn plain(&self) -> Option<Name> {
        Some(self.name.clone())
    }

    fn move_by(&mut self, by: usize) {
        further(&mut self.span, by);
    }
}

impl PlacedPiece for Date {
    type Plain = PartialDate;

    fn plain(&self) -> Option<PartialDate> {
        self.known()
    }

    fn move_by(&mut self, by: usize) {
        further(&mut self.span, by);
    }
}

impl PlacedPiece for Box<Law<Field>> {
    type Plain = Box<Law<String>>;

    fn plain(&self) -> Option<Box<Law<String>>> {
        Some(Box::new(self.map(|part| part.value.clone())))
    }

    fn move_by(&mut self, by: usize) {
        **self = self.map(|part| {
            let mut part = part.clone();
            part.move_by(by);
            part
        });
    }
}

/// A field of a citation: one piece, none or several.
pub(super) trait PlacedField {
    /// The same without places.
    type Plain;

    /// What it says.
    fn plain(&self) -> Self::Plain;

    /// Moves all of it so many bytes further on.
    fn move_by(&mut self, by: usize);
}

impl<P: PlacedPiece> PlacedField for Option<P> {
    type Plain = Option<P::Plain>;

    fn plain(&self) -> Self::Plain {
        self.as_ref().and_then(P::plain)
    }

    fn move_by(&mut self, by: usize) {
        if let Some(piece) = self {
            piece.move_by(by);
        }
    }
}

impl<P: PlacedPiece> PlacedField for Vec<P> {
    type Plain = Vec<P::Plain>;

    fn plain(&self) -> Self::Plain {
        self.iter().filter_map(P::plain).collect()
    }

    fn move_by(&mut self, by: usize) {
        for piece in self {
            piece.move_by(by);
        }
    }
}
