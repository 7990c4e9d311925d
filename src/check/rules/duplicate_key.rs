use crate::bibliography::Bibliography;
use crate::check::CitedKeys;
use crate::check::raw_diagnostic::EntryFault;
use crate::check::{Find, Rule};
use crate::config::Level;

pub(super) const RULE: Rule = Rule::new("duplicate-key", Level::Error, Find::Bibliography(find))
    .summary("two bibliography entries with the same key")
    .page(include_str!("duplicate_key.md"));

fn find(bibliography: &Bibliography, _: Option<&CitedKeys>) -> Vec<EntryFault> {
    let twins = bibliography.duplicates();
    let fault = twins.map(|(first, again)| EntryFault {
        span: again.key_span,
        message: format!(
            "Duplicate key @{}: citations of it are ambiguous.",
            again.key
        ),
        related: Some((first.key_span, "first used here".to_owned())),
    });
    fault.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::BibliographyFormat;
    use crate::text::Text;

    fn twins(text: &str) -> Vec<(usize, Option<usize>)> {
        let bibliography =
            Bibliography::read("refs.bib", Text::new(text), BibliographyFormat::BibTex);
        let faults = find(&bibliography, None).into_iter();
        let places = faults.map(|it| (it.span.start, it.related.map(|(span, _)| span.start)));
        places.collect()
    }

    #[test]
    fn each_later_entry_is_reported_beside_the_first() {
        let text = "@book{roy, title = {A}}\n@book{sen, title = {B}}\n@book{roy, title = {C}}\n@misc{roy, title = {D}}\n";
        assert_eq!(twins(text), [(54, Some(6)), (78, Some(6))]);
    }

    #[test]
    fn keys_that_differ_in_case_are_two() {
        assert_eq!(
            twins("@book{roy, title = {A}}\n@book{Roy, title = {B}}\n"),
            []
        );
    }
}
