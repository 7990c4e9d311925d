use crate::check::dates::written;
use crate::check::passages::{finding, place};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, Passage, PassageRole};
use crate::text::Span;

pub(super) const RULE: Rule =
    Rule::in_brief_alone("stale-copyright", Level::Hint, Find::Prose(find))
        .summary("a copyright line with a year before that of the brief")
        .page(include_str!("stale_copyright.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let Some((date, _)) = document.date() else {
        return Vec::new();
    };
    let Some(year) = date.year() else {
        return Vec::new();
    };
    let lines = document
        .passages()
        .iter()
        .filter(|passage| passage.role == PassageRole::Apart);
    let stale = lines.filter_map(|passage| {
        let (stated, span) = last_year(passage)?;
        if stated >= year {
            return None;
        }
        let message = format!("© {stated} under a brief of {}.", written(date));
        let (_, at) = place(passage, span)?;
        let fixed = finding(passage, span, message)?
            .fixed(format!("Write {year}"), vec![(at, year.to_string())]);
        Some(fixed.asking())
    });
    stale.collect()
}

/// The last year of a copyright line, and where it stands.
fn last_year(passage: &Passage) -> Option<(i16, Span)> {
    const STARTS: [&str; 4] = ["©", "(c) ", "(C) ", "Copyright"];
    let text = passage.text.trim_start();
    if !STARTS.iter().any(|start| text.starts_with(start)) || text.len() > LONGEST {
        return None;
    }
    let mut numbers = passage.text.split(|c: char| !c.is_ascii_digit());
    let last = numbers.rfind(|number| number.len() == 4)?;
    let year: i16 = last
        .parse()
        .ok()
        .filter(|year| (1900..=2100).contains(year))?;
    let start = passage.text.rfind(last)?;
    Some((year, Span::new(start, start + last.len())))
}

/// How long a copyright line is at most, in bytes.
const LONGEST: usize = 200;

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::assert_diagnostics;

    #[test]
    fn a_year_before_that_of_the_brief() {
        assert_diagnostics(
            Markdown,
            Brief,
            "---\ndate: 2021-03-08\n---\n\nRivers fell.\n\n© River Institute 2019–2020\n                       ^^^^ stale-copyright\n",
        );
        for text in [
            "---\ndate: 2021-03-08\n---\n\nRivers fell.\n\n© River Institute 2019–2021\n",
            "Rivers fell.\n\n© River Institute 2020\n",
            "---\ndate: 2021-03-08\n---\n\nThe right of 2020 is © and old.\n",
        ] {
            assert_diagnostics(Markdown, Brief, text);
        }
    }
}
