use super::{Edit, Text};

/// Replacements in one text: sorted, disjoint, all in offsets of the original.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Edits {
    pub(super) edits: Vec<Edit>,
}

/// Two replacements of one set touch the same bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Overlap {
    /// Where they meet, in bytes.
    pub at: usize,
}

impl std::fmt::Display for Overlap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "two changes fall on the same text at byte {}", self.at)
    }
}

impl std::error::Error for Overlap {}

impl Edits {
    /// The set of `edits`, sorted; insertions at one place keep the order given.
    ///
    /// # Errors
    /// [`Overlap`] where two of them replace the same bytes.
    pub fn new(mut edits: Vec<Edit>) -> Result<Self, Overlap> {
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        match edits
            .windows(2)
            .find(|pair| pair[0].span.end > pair[1].span.start)
        {
            Some(pair) => Err(Overlap {
                at: pair[1].span.start,
            }),
            None => Ok(Edits { edits }),
        }
    }

    /// The set of one edit.
    pub fn one(edit: Edit) -> Self {
        Edits { edits: vec![edit] }
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The edits, from the first to the last place.
    pub fn iter(&self) -> std::slice::Iter<'_, Edit> {
        self.edits.iter()
    }

    /// The text with all of them applied.
    pub fn apply(&self, text: &Text) -> Text {
        let mut result = text.clone();
        for edit in self.edits.iter().rev() {
            result.replace(edit);
        }
        result
    }
}

impl<'a> IntoIterator for &'a Edits {
    type Item = &'a Edit;
    type IntoIter = std::slice::Iter<'a, Edit>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn edits_apply_in_offsets_of_the_original() {
        let edits = Edits::new(vec![
            Edit::new(Span::new(4, 5), "E"),
            Edit::insert(0, "<"),
            Edit::delete(Span::new(1, 3)),
        ])
        .unwrap();
        assert_eq!(edits.apply(&Text::new("abcde")).to_string(), "<adE");
    }

    #[test]
    fn overlapping_edits_are_refused() {
        let edits = vec![Edit::delete(Span::new(0, 3)), Edit::delete(Span::new(2, 4))];
        assert_eq!(Edits::new(edits), Err(Overlap { at: 2 }));
    }
}
