//! What a note says: the sources that it cites, what it says of them, and where.
//!
//! [`read`] takes a note's text (Markdown or plain) apart into citations, back-references and comment. It cannot
//! fail: what it does not understand is comment, or a part of a citation that no field names.

mod annotations;
mod back_reference;
mod cited;
mod date;
pub mod export;
mod fields;
mod identity;
mod legal;
mod names;
mod note_content;
mod official;
mod parts;
mod placed;
mod publisher_kind;
mod remainder;
mod sentences;
mod source;
mod tagger;
mod vocabulary;

pub use annotations::{ENGLISH_MONTHS, quotations};
pub use back_reference::{
    Antecedent, BackReference, NoteNumbers, find as back_references,
    find_in_text as references_in_text,
};
pub use cited::{Author, Field, Law, Name, SourceKind, and_others};
pub use date::{Date, DateFault, PartialDate, Season};
pub use identity::{Identity, archived, normal_url};
pub use note_content::{NoteContent, NotePart};
pub use publisher_kind::{PublisherKind, host};
pub use sentences::lead_in;
pub use source::{Citation, Source};
pub use vocabulary::{ends_citing, is_body, is_tracking};

/// What a note says. `text` is the note's text without its head, as `Document::note_text` gives it; the
/// spans of the reading are bytes of `text`.
///
/// Takes time linear in the length of `text`.
pub fn read(text: &str) -> NoteContent {
    parts::read(text)
}

/// The dates in running text, by place; a year alone is none. Spans are bytes of `text`.
pub fn dates_in(text: &str) -> Vec<Date> {
    let dates = annotations::dates(text).into_iter();
    let dates = dates.filter(|date| !date.bare);
    let date = |found: annotations::FoundDate| Date {
        span: found.range.into(),
        value: found.value,
    };
    dates.map(date).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn the_citation(text: &str) -> Citation {
        let reading = read(text);
        let citations: Vec<_> = reading.citations().cloned().collect();
        assert_eq!(citations.len(), 1, "{reading:?}");
        citations.into_iter().next().unwrap()
    }

    #[test]
    fn fields_know_where_they_stand() {
        let text =
            "*See* Ana Bell, [\"A *Title*, Twice\"](https://a.example/b), _Journal_, 4 May 2011.";
        let citation = the_citation(text);
        let slice = |field: &Option<Field>| &text[field.as_ref().unwrap().span.range()];
        assert_eq!(slice(&citation.signal), "See");
        assert_eq!(slice(&citation.title), "A *Title*, Twice");
        assert_eq!(slice(&citation.container), "Journal");
        assert_eq!(
            slice(&citation.url),
            "[\"A *Title*, Twice\"](https://a.example/b)"
        );
        assert_eq!(citation.url.unwrap().value, "https://a.example/b");
        assert_eq!(&text[citation.authors[0].span.range()], "Ana Bell");
        assert_eq!(&text[citation.date.unwrap().span.range()], "4 May 2011");
        assert_eq!(citation.title.unwrap().value, "A Title, Twice");
    }

    #[test]
    fn editors_stand_in_the_place_of_authors() {
        let text = "Bell, A., & Cole, B. (Eds.). (2019). *Harbours after the storm*. Tidal University Press.";
        let citation = the_citation(text);
        let editors = citation.editors.iter();
        let editors: Vec<_> = editors.map(|one| one.name.to_string()).collect();
        assert_eq!(editors, ["A. Bell", "B. Cole"]);
        assert_eq!(citation.authors, []);
    }

    #[test]
    fn a_date_that_is_none_is_kept_with_its_fault() {
        let date = the_citation("Ana Bell, \"A Title\", *Journal*, February 30, 2021.").date;
        let fault = DateFault::NoSuchDay {
            year: 2021,
            month: 2,
            day: 30,
        };
        assert_eq!(date.unwrap().value, Err(fault));
        let date = the_citation("Ana Bell, \"A Title\", *Journal*, 12 Febuary 2021.").date;
        let fault = DateFault::MisspeltMonth { meant: "February" };
        assert_eq!(date.unwrap().value, Err(fault));
    }

    #[test]
    fn parts_follow_one_another() {
        let text = "They disagree. Bell, *supra* note 3, at 8; Ana Bell, *Title* (London: Penguin, 2001). It was late.";
        let reading = read(text);
        let kinds: Vec<_> = reading
            .parts
            .iter()
            .map(|part| {
                (
                    match part {
                        NotePart::Citation(_) => "citation",
                        NotePart::BackReference(_) => "back",
                        NotePart::Comment(_) => "comment",
                    },
                    &text[part.span().range()],
                )
            })
            .collect();
        assert_eq!(
            kinds,
            [
                ("comment", "They disagree."),
                ("back", "Bell, *supra* note 3, at 8"),
                ("citation", "Ana Bell, *Title* (London: Penguin, 2001)."),
                ("comment", "It was late."),
            ]
        );
        assert!(!reading.is_comment());
        assert!(read("It was late.").is_comment());
    }

    #[test]
    fn parts_that_a_link_puts_together_do_not_overlap() {
        let texts = [
            "[“A Title,” ———. 347 U.S. 483](https://a.example/b)",
            "[It was late. https://a.example/c Bell, *Title*](https://a.example/b) It was 347 U.S. 483.",
        ];
        for text in texts {
            let mut end = 0;
            for part in read(text).parts {
                assert!(part.span().start >= end, "{part:?} in {text}");
                end = part.span().end;
            }
        }
    }
}
