use rustc_hash::FxHashMap;

use super::source_disagrees::differ;
use crate::check::cited::{Cited, cited, named};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::citation::{Citation, Identity, SourceKind};
use crate::config::Level;
use crate::index::Document;

pub(super) const RULE: Rule =
    Rule::in_brief_alone("repeated-source", Level::Hint, Find::Notes(find))
        .summary("a source cited in full again")
        .page(include_str!("repeated_source.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let mut first: FxHashMap<SameSource, Cited<'_>> = FxHashMap::default();
    let mut findings = Vec::new();
    for cited in cited(document).filter(|cited| is_in_full(cited.citation)) {
        let keys = keys(cited.citation);
        let before = keys.iter().find_map(|key| first.get(key).copied());
        match before {
            Some(before)
                if before.id == cited.id
                    || cited.leads_beside(&before)
                    || is_named_otherwise(&cited, &before) => {}
            Some(before) => {
                if says_as_much(&cited, &before) {
                    findings.push(finding(document, &cited, &before));
                }
                continue;
            }
            None => {}
        }
        for key in keys {
            first.entry(key).or_insert(cited);
        }
    }
    findings
}

/// By what a source is known again.
#[derive(PartialEq, Eq, Hash)]
enum SameSource {
    Source(Identity),
    /// Volume, reporter and page of a case.
    Case(String),
}

/// By what a source is known again here: not by an address that may be that of a whole site.
fn keys(citation: &Citation) -> Vec<SameSource> {
    if citation.kind == SourceKind::Case {
        return case(citation).into_iter().collect();
    }
    let mut identities = citation.identities();
    identities.retain(|identity| match identity {
        Identity::Url(url, _) => {
            let path = url.split_once('/').map_or("", |(_, path)| path);
            path.contains(['/', '?', '.', '-', '_']) || path.len() > SHORT_PATH
        }
        // Without a year, or a place where it appeared, a title may be that of another work.
        Identity::Title { year, .. } => year.is_some(),
        Identity::Doi(_) => true,
    });
    identities.into_iter().map(SameSource::Source).collect()
}

fn case(citation: &Citation) -> Option<SameSource> {
    let law = citation.law.as_ref()?;
    let (volume, reporter, page) = (
        law.volume.as_ref()?,
        law.reporter.as_ref()?,
        law.page.as_ref()?,
    );
    law.name.as_ref()?;
    Some(SameSource::Case(format!(
        "{} {} {}",
        volume.value, reporter.value, page.value
    )))
}

/// How long the path of a page is at most that may be a part of a site.
const SHORT_PATH: usize = 12;

/// Whether a citation says more than a short form would.
fn is_in_full(citation: &Citation) -> bool {
    let has = [
        citation.title.is_some(),
        citation.date.is_some(),
        citation.container.is_some() || citation.publisher.is_some(),
        !citation.signed_by().is_empty(),
    ];
    let said = has.iter().filter(|it| **it).count();
    // An act is cited by its section each time.
    let is_case = citation.kind == SourceKind::Case;
    if citation.kind.is_law() && !is_case {
        return false;
    }
    is_case && citation.date.is_some()
        || citation.doi.is_some()
        || citation.url.is_some()
        || said >= 3
}

/// Whether the later of two citations is no short form of the first.
fn says_as_much(later: &Cited<'_>, first: &Cited<'_>) -> bool {
    let len = |cited: &Cited<'_>| cited.slice(cited.citation.span).chars().count();
    let links_alone = |cited: &Cited<'_>| cited.citation.title.is_none();
    let is_page = later.citation.pages.is_some()
        && first.citation.container.is_some()
        && later.citation.title != first.citation.title;
    !is_page && (links_alone(first) || 2 * len(later) >= len(first)) && !is_cut(later)
}

/// Whether both have titles of their own: what differs is for source-disagrees to report.
fn is_named_otherwise(cited: &Cited<'_>, before: &Cited<'_>) -> bool {
    let titles = (&before.citation.title, &cited.citation.title);
    matches!(titles, (Some(one), Some(other)) if before.is_marked(one) && cited.is_marked(other) && differ(&one.value, &other.value))
}

/// Whether the words of a citation are a mere link in a remark.
fn is_cut(cited: &Cited<'_>) -> bool {
    let text = cited.note.text();
    let citation = cited.citation;
    let said = citation.span.len();
    citation.title.is_none() && text.len() > 2 * said
}

fn finding(document: &Document, cited: &Cited<'_>, first: &Cited<'_>) -> RawDiagnostic {
    let name = named(document, first.id);
    let same = |cited: &Cited<'_>| cited.note.text().split_whitespace().collect::<String>();
    let message = match (same(cited) == same(first), cited.citation.title.is_some()) {
        (true, _) => format!("The same as {name}: cite that again, or write a short form."),
        (false, true) => format!("Cited in full in {name} already: a short form would do."),
        (false, false) => {
            format!("The address of a source cited in {name} already: a short form would do.")
        }
    };
    cited
        .finding(cited.citation.span, message)
        .related(first.place(first.citation.span), "first cited here")
        .alike(name)
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::assert_diagnostics;

    const FIRST: &str = "One.[^1] Two.[^2]\n\n[^1]: Ana Bell, \"The Low River\", *Gazette*, 4 June 2019, https://a.test/2019/low-river.\n";

    #[test]
    fn the_same_source_in_full() {
        let fixture = format!(
            "{FIRST}[^2]: Ana Bell, \"The Low River\", *Gazette*, 4 June 2019, p. 3.\n{}{} repeated-source\n",
            " ".repeat(6),
            "^".repeat(56)
        );
        assert_diagnostics(Markdown, Brief, &fixture);
    }

    #[test]
    fn short_forms_and_other_sources() {
        for note in [
            "Bell, \"The Low River\", p. 3.",
            "Ibid., p. 3.",
            "Bo Sen, \"The High River\", *Gazette*, 4 June 2019, https://a.test/2019/high-river.",
            "Ana Bell, \"The Low River\", *Journal of Rivers* 3 (2021), p. 4.",
        ] {
            assert_diagnostics(Markdown, Brief, &format!("{FIRST}[^2]: {note}\n"));
        }
    }
}
