use crate::check::acronyms::{Acronyms, Definition};
use crate::check::passages::{finding, place};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::Document;

pub(super) const RULE: Rule =
    Rule::in_brief_alone("unused-acronym", Level::Hint, Find::Prose(find))
        .summary("an acronym that is defined and never used")
        .page(include_str!("unused_acronym.md"))
        .unnecessary();

/// Acronyms that say to many more than their long forms do.
const BETTER_KNOWN: [&str; 18] = [
    "AI", "AIDS", "ASEAN", "COVID", "DNA", "EU", "GDP", "HIV", "ID", "NASA", "NATO", "PDF", "UK",
    "UN", "UNESCO", "UNICEF", "US", "USSR",
];

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let acronyms = Acronyms::of(document);
    let known = &document.house().acronym.known;
    let unused = acronyms.definitions.iter().filter(|it| {
        !BETTER_KNOWN.contains(&it.name)
            && !known.iter().any(|known| known == it.name)
            && acronyms.uses(it.name).len() <= 1
    });
    unused
        .filter_map(|definition| unused_acronym(&acronyms, definition))
        .collect()
}

fn unused_acronym(acronyms: &Acronyms<'_>, definition: &Definition<'_>) -> Option<RawDiagnostic> {
    let passage = acronyms.passage(definition.at)?;
    let name = definition.name;
    let long = passage.slice(definition.long);
    let is_possessive = long.ends_with("'s") || long.ends_with("’s");
    let message = match is_possessive {
        true => format!("{name} is defined here, after a possessive, and never used again."),
        false => format!("{name} is defined here and never used again."),
    };
    let (_, whole) = place(passage, definition.short)?;
    let found = finding(passage, definition.short, message)?;
    // Another chapter may use it.
    let found = found.fixed(format!("Remove ({name})"), vec![(whole, String::new())]);
    Some(found.asking())
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::{Markdown, Plain};
    use crate::testing::{assert_diagnostics, assert_fixes};

    #[test]
    fn defined_and_never_used() {
        assert_diagnostics(
            Plain,
            Brief,
            "The River Water Union (RWU) met the Harbour Council's (HC) chair.\n                     ^^^^^^ unused-acronym\n                                                     ^^^^^ unused-acronym\n",
        );
        assert_fixes(Markdown, Brief, "The River Water Union (RWU) met.\n");
    }

    #[test]
    fn the_name_of_a_body_may_go_on_behind_it() {
        assert_diagnostics(
            Markdown,
            Brief,
            "The Department of Inland Waters (DIW) River Office met.\n                               ^^^^^^ unused-acronym\n",
        );
        // A paragraph in italics is no title.
        assert_diagnostics(
            Markdown,
            Brief,
            "*They met. The River Water Union (RWU)-led plan is new.*\n                                ^^^^^^ unused-acronym\n",
        );
    }

    #[test]
    fn used_wherever_it_is() {
        for text in [
            "The River Water Union (RWU) met. RWUs differ.\n",
            "The River Water Union (RWU) met.[^1]\n\n[^1]: An RWU-led plan.\n",
            "# The RWU\n\nThe River Water Union (RWU) met.\n",
            "## Summary\n\nThe River Water Union (RWU).\n\n## Water\n\nThe River Water Union (RWU).\n",
        ] {
            assert_diagnostics(Markdown, Brief, text);
        }
    }

    #[test]
    fn what_defines_no_acronym() {
        for text in [
            "Joseph Carl Robnett (JCR) Licklider wrote it.\n",
            "The United Nations (UN) met.\n",
            "The first one (A), Moscow (USSR), and \"the River Water Union (RWU)\".\n",
            "# A\n\n© The River Water Union (RWU) 2020\n",
            "> The River Water Union (RWU) met.\n",
            "```\nThe River Water Union (RWU) met.\n```\n",
        ] {
            assert_diagnostics(Markdown, Brief, text);
        }
    }
}
