use std::sync::LazyLock;

use regex::Regex;

use crate::check::passages::{finding, place};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::{House, Level, Percent};
use crate::index::{Document, Passage, PassageRole};
use crate::pattern::pattern;
use crate::text::Span;

pub(super) const RULE: Rule = Rule::in_brief_alone(
    "inconsistent-number",
    Level::Hint,
    Find::Prose(find),
)
.summary("a currency written twice, or percentages in two forms: `USD $160`, `%` beside `percent`")
.page(include_str!("inconsistent_number.md"));

/// How many percentages a majority has at least.
const FEWEST: usize = 4;

/// How many that differ are reported one by one.
const MOST: usize = 3;

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let own = |passage: &&Passage| matches!(passage.role, PassageRole::Body | PassageRole::Item);
    let passages: Vec<&Passage> = document.passages().iter().filter(own).collect();
    let mut found: Vec<RawDiagnostic> = passages
        .iter()
        .flat_map(|passage| currencies(passage))
        .collect();
    found.extend(percentages(&passages, document.house()));
    found
}

/// Sums of money whose currency is written twice.
fn currencies(passage: &Passage) -> Vec<RawDiagnostic> {
    if !passage.text.contains(['$', '€', '£']) {
        return Vec::new();
    }
    let found = TWICE.captures_iter(&passage.text).filter_map(|found| {
        let whole = found.get(0)?;
        let second = found.get(1).or_else(|| found.get(2))?;
        let span = Span::from(whole.range());
        if passage.is_quoted(span) {
            return None;
        }
        let finding = finding(passage, span, "The currency is written twice.".to_owned())?;
        let (_, at) = place(passage, second.range().into())?;
        Some(finding.fixed("Write the currency once", vec![(at, String::new())]))
    });
    found.collect()
}

static TWICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b(?:USD|AUD|CAD)\ ?(\$)\ ?\d[\d,.]*\d?(?:\ (?:million|billion|trillion)\b)?
        | \$\ ?\d[\d,.]*\d?(?:\ (?:million|billion|trillion))?(\ (?:US\ )?dollars)\b
        | \bEUR\ ?(€)\ ?\d[\d,.]*\d? | €\ ?\d[\d,.]*\d?(?:\ (?:million|billion))?(\ euros?)\b",
    )
});

/// Percentages that are written otherwise than three quarters of them.
fn percentages(passages: &[&Passage], house: &House) -> Vec<RawDiagnostic> {
    let mut all: Vec<(usize, &Passage, Span)> = Vec::new();
    for passage in passages {
        for found in PERCENT.captures_iter(&passage.text) {
            let form = (1..=FORMS.len()).find(|form| found.get(*form).is_some());
            let span = found.get(0).map(|whole| Span::from(whole.range()));
            if let (Some(form), Some(span)) = (form, span)
                && !passage.is_quoted(span)
            {
                all.push((form - 1, passage, span));
            }
        }
    }
    let count = |form: usize| all.iter().filter(|(other, ..)| *other == form).count();
    let of_house = house.number.percent.map(|percent| match percent {
        Percent::Sign => 0,
        Percent::OneWord => 1,
        Percent::TwoWords => 2,
    });
    let most = (0..FORMS.len()).max_by_key(|form| count(*form));
    let most = most.filter(|form| count(*form) >= FEWEST && 4 * count(*form) >= 3 * all.len());
    let Some(usual) = of_house.or(most) else {
        return Vec::new();
    };
    let form = FORMS[usual];
    let message = match of_house {
        Some(_) => house.says(&format!("percentages are written with “{form}”.")),
        None => format!(
            "{} of {} percentages are written with “{form}”: not this one.",
            count(usual),
            all.len(),
        ),
    };
    let others = all.iter().filter(|(form, ..)| *form != usual);
    let found: Vec<RawDiagnostic> = others
        .filter_map(|(_, passage, span)| finding(passage, *span, message.clone()))
        .collect();
    let most = if found.len() > MOST { 1 } else { MOST };
    found.into_iter().take(most).collect()
}

/// The forms of a percentage, in the order of the groups of the pattern.
const FORMS: [&str; 3] = ["%", "percent", "per cent"];

static PERCENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b\d[\d,.]*(?:(\ ?%)|( percent\b)|( per cent\b))"));

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::{assert_diagnostics, assert_fixes};

    #[test]
    fn a_currency_twice_and_another_percent() {
        let text = "It cost USD $160 million.\n        ^^^^^^^^^^^^^^^^ inconsistent-number\n";
        assert_diagnostics(Markdown, Brief, text);
        assert_fixes(
            Markdown,
            Brief,
            "It cost USD $160 million, or $5 million dollars.\n",
        );
        let text = "It fell by 1%, 2%, 3% and 4%, then 5 percent.\n                                   ^^^^^^^^^ inconsistent-number\n";
        assert_diagnostics(Markdown, Brief, text);
    }

    #[test]
    fn sums_and_percentages_without_fault() {
        for text in [
            "It cost US$160 million, $5, 7 dollars, and “USD $160”.",
            "It fell by 1%, 2%, 3 percent and 4 percent.",
            "It fell by 1%, 2%, 3% and 4%, “then 5 percent”, a few percent.",
        ] {
            assert_diagnostics(Markdown, Brief, &format!("{text}\n"));
        }
    }
}
