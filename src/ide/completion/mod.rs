//! What could be written at the cursor.

mod acronyms;
mod headings;
mod keys;
mod labels;
mod short_forms;
mod sources;
mod written;

use crate::index::Document;
use crate::text::{Edit, Span};

pub use sources::{CitationBegun, citation_begun, known_sources};

/// No more items than this are given at once: a client filters them at every key.
pub const MOST_ITEMS: usize = 200;

/// What could be written at a place.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Completions {
    /// The best first.
    pub items: Vec<Completion>,
    /// Whether there are more than are given, so that it is worth asking again at the next key.
    pub incomplete: bool,
}

/// One thing that could be written at the cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// What a menu shows.
    pub label: String,
    /// What kind of thing it is.
    pub kind: CompletionKind,
    /// A few words beside the label.
    pub detail: Option<String>,
    /// What there is to know of it, in Markdown.
    pub documentation: Option<String>,
    /// What it replaces, in bytes of the document: of one line, around the cursor.
    pub replace: Span,
    /// What stands there then.
    pub insert: String,
    /// What the client compares with the text that is replaced; the label, if none.
    pub filter: Option<String>,
    /// What changes elsewhere with it: the note to a new marker.
    pub also: Option<Edit>,
}

/// What could be written at a cursor at `offset`.
pub fn completions(document: &Document, offset: usize) -> Completions {
    let ways = [
        keys::keys,
        labels::labels,
        headings::headings,
        acronyms::acronyms,
    ];
    let found = ways.into_iter().find_map(|way| way(document, offset));
    found.unwrap_or_default()
}

/// The kinds of [`Completion`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompletionKind {
    /// The label of a note.
    Note,
    /// The key of an entry in a bibliography.
    Key,
    /// A heading.
    Heading,
    /// An acronym.
    Acronym,
    /// A source that a note cites.
    Source,
}

impl Completions {
    /// The first [`MOST_ITEMS`] of `items`.
    pub fn capped(items: impl IntoIterator<Item = Completion>) -> Completions {
        let mut items = items.into_iter();
        let first: Vec<_> = items.by_ref().take(MOST_ITEMS).collect();
        Completions {
            items: first,
            incomplete: items.next().is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::Kind::{self, Markdown, Pandoc, Plain};
    use crate::testing::{cursor, document};
    use crate::text::Edits;

    use super::*;

    /// The labels that are offered.
    fn offered(kind: Kind, fixture: &str) -> Vec<String> {
        let (text, offset) = cursor(fixture);
        let found = completions(&document(kind, &text), offset);
        found.items.into_iter().map(|item| item.label).collect()
    }

    /// The text after the item of that label is chosen. Clients that filter would show it.
    #[track_caller]
    fn chosen(kind: Kind, fixture: &str, label: &str) -> String {
        let (text, offset) = cursor(fixture);
        let document = document(kind, &text);
        let found = completions(&document, offset);
        let item = found.items.iter().find(|item| item.label == label);
        let item = item.unwrap_or_else(|| panic!("no {label} in {:#?}", found.items));
        let typed = &text[item.replace.start..offset];
        assert!(
            item.filter
                .as_ref()
                .unwrap_or(&item.label)
                .starts_with(typed)
        );
        let main = Edit::new(item.replace, item.insert.as_str());
        let edits = Edits::new(item.also.iter().cloned().chain([main]).collect()).unwrap();
        edits.apply(document.text()).to_string()
    }

    const NOTES: &str = "\n\n[^one]: First, 2020.\n\n[^2]: Second.\n";

    #[test]
    fn labels_after_a_bracket_and_a_caret_however_far_it_is_written() {
        let next = ["[^3]", "[^one]", "[^2]"];
        let named = ["[^one]", "[^2]", "[^o]"];
        for (begun, labels) in [
            ("[^|", next),
            ("[^|]", next),
            ("[^o|", named),
            ("[^o|]", named),
            ("[^o|ne]", named),
        ] {
            let fixture = format!("A claim.{begun} And.[^2]{NOTES}");
            assert_eq!(offered(Markdown, &fixture), labels, "{begun}");
            let expected = format!("A claim.[^one] And.[^2]{NOTES}");
            assert_eq!(chosen(Markdown, &fixture, "[^one]"), expected, "{begun}");
        }
    }

    #[test]
    fn a_new_number_comes_with_its_note() {
        let fixture = format!("A claim.[^| And.[^2]{NOTES}");
        let expected = "A claim.[^3] And.[^2]\n\n[^one]: First, 2020.\n\n[^3]: \n\n[^2]: Second.\n";
        assert_eq!(chosen(Markdown, &fixture, "[^3]"), expected);
        assert_eq!(chosen(Markdown, "A.[^|", "[^1]"), "A.[^1]\n\n[^1]: ");
        assert_eq!(
            chosen(Markdown, "A.[^|]\r\n", "[^1]"),
            "A.[^1]\r\n\r\n[^1]: \r\n"
        );
        let tight = "A word.¹ Another.² New.|\n\n¹ A.\n² B.\n";
        let expected = "A word.¹ Another.² New.³\n\n¹ A.\n² B.\n³ \n";
        assert_eq!(chosen(Plain, tight, "³"), expected);
        let between = "A word.¹ New.| Another.³\n\n¹ A.\n³ B.\n\nThe end.\n";
        let expected = "A word.¹ New.⁴ Another.³\n\n¹ A.\n³ B.\n⁴ \n\nThe end.\n";
        assert_eq!(chosen(Plain, between, "⁴"), expected);
        let section = "One.[^1]\n\n[^1]: A.\n\n# Next\n\nTwo.[^|]\n\nThe end.\n";
        let expected = "One.[^1]\n\n[^1]: A.\n\n# Next\n\nTwo.[^2]\n\nThe end.\n\n[^2]: \n";
        assert_eq!(chosen(Markdown, section, "[^2]"), expected);
        let quoted = "> A.[^1] B.[^|\n>\n> [^1]: A.\n";
        let expected = "> A.[^1] B.[^2]\n>\n> [^1]: A.\n>\n> [^2]: \n";
        assert_eq!(chosen(Markdown, quoted, "[^2]"), expected);
    }

    #[test]
    fn a_name_that_no_note_has_is_that_of_a_new_one() {
        let fixture = format!("A claim.[^roy2021| And.[^2]{NOTES}");
        let expected = "A claim.[^roy2021] And.[^2]\n\n[^one]: First, 2020.\n\n[^roy2021]: \n\n[^2]: Second.\n";
        assert_eq!(chosen(Markdown, &fixture, "[^roy2021]"), expected);
        let taken = format!("A claim.[^One| And.[^2]{NOTES}");
        assert_eq!(offered(Markdown, &taken), ["[^one]", "[^2]"]);
    }

    #[test]
    fn raised_numbers_where_one_would_stand() {
        let notes = "\n\n¹ A.\n² B.\n";
        for begun in ["|", "^|", "[^|", "[^|]", "²|"] {
            let fixture = format!("A word.¹ Another.{begun} End.{notes}");
            let expected = format!("A word.¹ Another.² End.{notes}");
            assert_eq!(chosen(Plain, &fixture, "²"), expected, "{begun}");
        }
        assert_eq!(
            offered(Plain, &format!("A word.¹ Anoth|er.{notes}")),
            [""; 0]
        );
    }

    #[test]
    fn a_line_that_begins_so_is_a_note_that_is_missing() {
        let fixture = "A.[^one] B.[^two]\n\n[^one]: First.\n\n[^|\n";
        assert_eq!(offered(Markdown, fixture), ["[^two]:"]);
        let expected = "A.[^one] B.[^two]\n\n[^one]: First.\n\n[^two]: \n";
        assert_eq!(chosen(Markdown, fixture, "[^two]:"), expected);
    }

    #[test]
    fn headings_after_a_hash_in_a_link() {
        let headings = "# A & B\n\n## Notes\n\n## Notes\n\n";
        for begun in ["[a](#|)", "[a](#no|", "[a](#no|tes)"] {
            let fixture = format!("{headings}See {begun}\n");
            assert_eq!(offered(Markdown, &fixture), ["A & B", "Notes", "Notes"]);
        }
        let fixture = format!("{headings}See [a](#|)\n");
        let expected = |slug: &str| format!("{headings}See [a](#{slug})\n");
        assert_eq!(chosen(Markdown, &fixture, "A & B"), expected("a--b"));
        assert_eq!(chosen(Pandoc, &fixture, "A & B"), expected("a-b"));
    }

    #[test]
    fn acronyms_after_two_of_their_letters() {
        let fixture = "The Eurasian Economic Union (EEU), the EE| again.\n";
        assert_eq!(offered(Markdown, fixture), ["EEU"]);
        assert_eq!(offered(Markdown, &fixture.replace("EE|", "E|")), [""; 0]);
    }

    #[test]
    fn nothing_where_there_is_no_text() {
        for fixture in [
            "Some `co[^|de`.\n",
            "```\nx[^|\n```\n",
            "A \\[^|.\n",
            "A# |b\n",
            "A wo|rd.\n",
        ] {
            assert_eq!(offered(Markdown, fixture), [""; 0], "{fixture}");
        }
    }
}
