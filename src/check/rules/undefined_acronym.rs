use rustc_hash::FxHashMap;

use crate::check::acronyms::{AcronymUse, Acronyms, Definition, is_known};
use crate::check::passages::{finding, place};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, PassageRole};

pub(super) const RULE: Rule =
    Rule::in_brief_alone("undefined-acronym", Level::Hint, Find::Prose(find))
        .summary("an acronym that is used before it is defined")
        .page(include_str!("undefined_acronym.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let acronyms = Acronyms::of(document);
    let mut first: FxHashMap<&str, &Definition<'_>> = FxHashMap::default();
    for definition in &acronyms.definitions {
        let name = definition.name;
        let is_own =
            !is_known(name) && name.len() > 2 && name.chars().all(|c| c.is_ascii_uppercase());
        if is_own {
            first.entry(name).or_insert(definition);
        }
    }
    let mut found: Vec<(usize, RawDiagnostic)> = first
        .into_values()
        .filter_map(|definition| used_before(&acronyms, definition))
        .collect();
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// That running text of the same part uses an acronym before it defines it.
fn used_before(
    acronyms: &Acronyms<'_>,
    definition: &Definition<'_>,
) -> Option<(usize, RawDiagnostic)> {
    let is_text = |at: usize| {
        let passage = acronyms.passage(at);
        passage.is_some_and(|passage| matches!(passage.role, PassageRole::Body | PassageRole::Item))
    };
    let is_before = |at: usize, start: usize| (at, start) < (definition.at, definition.short.start);
    let name = definition.name;
    let is_meant = |it: &&AcronymUse| {
        let passage = acronyms.passage(it.at);
        let is_plain = passage.is_some_and(|passage| {
            passage.slice(it.span).trim_end_matches('s') == name
                && !passage.is_quoted(it.span)
                && !is_joined(&passage.text, it.span.end)
        });
        is_text(it.at) && is_plain && is_before(it.at, it.span.start)
    };
    let first = acronyms.uses(name).iter().find(is_meant)?;
    let passage = acronyms.passage(first.at)?;
    let in_parentheses = |it: &&AcronymUse| {
        acronyms.passage(it.at).is_some_and(|passage| {
            let text = passage.text.as_str();
            let is_heading = passage.role == PassageRole::Heading;
            is_heading
                && text[..it.span.start].ends_with('(')
                && text[it.span.end..].starts_with(')')
        })
    };
    let mut earlier = acronyms.uses(name).iter();
    if earlier.any(|it| in_parentheses(&it) && it.at < first.at) {
        return None;
    }
    let is_list = first.at == definition.at && passage.role == PassageRole::Item
        || passage.text.contains('|');
    if is_list || acronyms.is_in_summary(first.at) != acronyms.is_in_summary(definition.at) {
        return None;
    }
    let message = format!("{name} is used here and defined only later.");
    let found = finding(passage, first.span, message)?;
    let (_, defined) = place(acronyms.passage(definition.at)?, definition.short)?;
    Some((first.at, found.related(defined, "defined here")))
}

/// Whether the acronym is the name of an entry, `RNN: a network`, or goes on: `BOD 16-01` is a number of a series.
fn is_joined(text: &str, end: usize) -> bool {
    if text[end..].starts_with([':', '|']) {
        return true;
    }
    let next = text[end..].trim_start_matches([' ', '-']).chars().next();
    next.is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::assert_diagnostics;

    #[test]
    fn used_before_it_is_defined() {
        assert_diagnostics(
            Markdown,
            Brief,
            "The RWU met twice.\n    ^^^ undefined-acronym\n\nThe River Water Union (RWU) is old.\n",
        );
    }

    #[test]
    fn known_or_defined_first_or_in_a_summary() {
        for text in [
            "NATO grew. The North Atlantic Treaty Organization (NATO) is old.\n",
            "The River Water Union (RWU) is old. The RWU met.\n",
            "# The RWU\n\nThe River Water Union (RWU) is old.\n",
            "## Summary\n\nThe RWU met.\n\n## Water\n\nThe River Water Union (RWU) is old.\n",
            "\"The RWU met\", he said. The River Water Union (RWU) is old.\n",
            "The XYZ met, as did the ABC.\n",
            "# The River Water Union (RWU)\n\nThe RWU met. The River Water Union (RWU) is old.\n",
        ] {
            assert_diagnostics(Markdown, Brief, text);
        }
    }
}
