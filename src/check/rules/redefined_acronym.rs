use rustc_hash::FxHashMap;

use crate::check::acronyms::{Acronyms, Definition};
use crate::check::passages::{finding, place};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::Document;
use crate::text::{Span, words};

pub(super) const RULE: Rule =
    Rule::in_brief_alone("redefined-acronym", Level::Warning, Find::Prose(find))
        .summary("an acronym that is defined twice, or with two meanings")
        .page(include_str!("redefined_acronym.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let acronyms = Acronyms::of(document);
    let mut first: FxHashMap<(&str, bool), &Definition<'_>> = FxHashMap::default();
    let mut found = Vec::new();
    for definition in &acronyms.definitions {
        let part = (definition.name, acronyms.is_in_summary(definition.at));
        match first.get(&part) {
            None => _ = first.insert(part, definition),
            Some(before) => found.extend(again(&acronyms, before, definition)),
        }
    }
    found
}

/// The finding that `definition` defines what `before` has defined.
fn again(
    acronyms: &Acronyms<'_>,
    before: &Definition<'_>,
    definition: &Definition<'_>,
) -> Option<RawDiagnostic> {
    let (one, other) = (acronyms.long(before), acronyms.long(definition));
    let passage = acronyms.passage(definition.at)?;
    if is_in_longer_name(&passage.text[..definition.long.start]) {
        return None;
    }
    let (_, first) = place(acronyms.passage(before.at)?, before.short)?;
    let name = definition.name;
    let whole = Span::new(definition.long.start, definition.short.end);
    if is_same(one, other) {
        // A list of abbreviations, of sources or a checklist is read alone.
        if [before.at, definition.at]
            .iter()
            .any(|at| acronyms.is_in_list(*at))
        {
            return None;
        }
        let message = format!("{name} is defined already: the acronym alone would do.");
        let found = finding(passage, whole, message)?;
        let (_, at) = place(passage, whole)?;
        let found = found.fixed(format!("Write {name} alone"), vec![(at, name.to_owned())]);
        let found = found.asking().related(first, "first defined here");
        return Some(RawDiagnostic {
            at_most: Level::Hint,
            ..found
        });
    }
    let message = format!("{name} is {other} here, {one} before: one name for each meaning.");
    Some(finding(passage, whole, message)?.related(first, "first defined here"))
}

/// `CISA Emergency Directive (ED)`: whether the long form is the end of a longer name.
fn is_in_longer_name(before: &str) -> bool {
    let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// Whether two long forms are the same but for their number, capitals, hyphens and words before them.
fn is_same(one: &str, other: &str) -> bool {
    let stems = |long: &str| {
        let words = words(long).filter(|word| word.len() > 1).map(|word| {
            let word = word.to_lowercase();
            word.trim_end_matches("ies")
                .trim_end_matches('y')
                .trim_end_matches('s')
                .to_owned()
        });
        words.collect::<Vec<String>>().concat()
    };
    let (one, other) = (stems(one), stems(other));
    let is_part = |long: &str, short: &str| long.starts_with(short) || long.ends_with(short);
    strsim::osa_distance(&one, &other) <= 2 || is_part(&one, &other) || is_part(&other, &one)
}

#[cfg(test)]
mod tests {
    use crate::config::Level;
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::{assert_diagnostics, diagnostics};

    #[test]
    fn defined_twice_or_with_two_meanings() {
        let text = "The River Water Union (RWU) met. The River Water Unions (RWU) met.\n";
        let found = diagnostics(Markdown, Brief, text);
        assert_eq!(
            (found[0].rule.code, found[0].level),
            ("redefined-acronym", Level::Hint)
        );
        let text = "The River Water Union (RWU) met. The Rural Women Unit (RWU) met.\n";
        let found = diagnostics(Markdown, Brief, text);
        assert_eq!(
            (found[0].rule.code, found[0].level),
            ("redefined-acronym", Level::Warning)
        );
    }

    #[test]
    fn the_summary_is_a_document_of_its_own() {
        let text = "## Summary\n\nThe River Water Union (RWU).\n\n## Water\n\nThe River Water Union (RWU); RWU.\n";
        assert_diagnostics(Markdown, Brief, text);
        let text = "- The River Water Union (RWU).\n\nThe River Water Union (RWU).\n";
        assert_diagnostics(Markdown, Brief, text);
        let text = "The River Water Union (RWU). In *The River Water Union (RWU)*.\n";
        assert_diagnostics(Markdown, Brief, text);
    }
}
