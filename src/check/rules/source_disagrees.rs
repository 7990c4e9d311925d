use rustc_hash::FxHashMap;

use crate::check::cited::{Cited, cited, named};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::citation::{Field, PartialDate, archived, normal_url};
use crate::config::Level;
use crate::index::Document;
use crate::text::{Span, words};

pub(super) const RULE: Rule =
    Rule::in_brief_alone("source-disagrees", Level::Warning, Find::Notes(find))
        .summary("two footnotes that say different things of one source")
        .page(include_str!("source_disagrees.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let all: Vec<Cited<'_>> = cited(document).collect();
    let mut findings = of_one_address(document, &all);
    findings.extend(of_one_title(document, &all));
    findings.extend(containers(document, &all));
    let mut seen = rustc_hash::FxHashSet::default();
    // One cause, one finding: what differs in several ways is another citation.
    findings.retain(|(span, _)| seen.insert(*span));
    findings.sort_by_key(|((id, span), _)| (*id, span.start));
    findings.into_iter().map(|(_, finding)| finding).collect()
}

type Found = ((crate::index::ItemId, Span), RawDiagnostic);

/// What citations of one address or DOI say of it.
fn of_one_address(document: &Document, all: &[Cited<'_>]) -> Vec<Found> {
    let mut first: FxHashMap<String, Cited<'_>> = FxHashMap::default();
    let mut found = Vec::new();
    for cited in all {
        let Some(key) = address(cited) else { continue };
        let before = *first.entry(key).or_insert(*cited);
        let is_law = cited.citation.kind.is_law() || before.citation.kind.is_law();
        if before.id == cited.id || is_law || cited.leads_beside(&before) {
            continue;
        }
        let titles = (&before.citation.title, &cited.citation.title);
        if let (Some(one), Some(other)) = titles
            && differ(&one.value, &other.value)
            && before.is_marked(one)
            && cited.is_marked(other)
        {
            found.push(difference(
                document,
                cited,
                &before,
                other,
                one,
                "title for this address",
            ));
            continue;
        }
        found.extend(years(document, cited, &before));
    }
    found
}

/// The address of what is cited, where it is a page and no site.
fn address(cited: &Cited<'_>) -> Option<String> {
    if let Some(doi) = &cited.citation.doi {
        return Some(doi.value.to_lowercase());
    }
    let url = normal_url(&cited.citation.url.as_ref()?.value)?;
    let path = url.split_once('/').map_or("", |(_, path)| path);
    (path.len() > SHORT_PATH).then_some(url)
}

/// How long the path of an address is at most that may lead to several works.
const SHORT_PATH: usize = 12;

/// Whether two titles are those of different works: they share fewer than half of their words.
pub(super) fn differ(one: &str, other: &str) -> bool {
    let read = |title: &str| {
        let words = words(title)
            .map(str::to_lowercase)
            .filter(|word| word.len() > 2 || !word.is_ascii());
        words.collect::<Vec<_>>()
    };
    let (one, other) = (read(one), read(other));
    let (short, long) = if one.len() <= other.len() {
        (&one, &other)
    } else {
        (&other, &one)
    };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    short.len() >= 2 && 2 * shared < short.len()
}

/// That the years of one source differ.
fn years(document: &Document, cited: &Cited<'_>, before: &Cited<'_>) -> Option<Found> {
    let (one, other) = (
        before.citation.date.as_ref()?,
        cited.citation.date.as_ref()?,
    );
    let year = |date: PartialDate| match date {
        PartialDate::Years(..) => None,
        date => date.year(),
    };
    let (one_year, other_year) = (year(one.known()?)?, year(other.known()?)?);
    if one_year == other_year {
        return None;
    }
    let message = format!(
        "{other_year} here, {one_year} in {} for the same source: check which is right.",
        named(document, before.id)
    );
    let finding = cited.finding(other.span, message);
    Some((
        (cited.id, other.span),
        finding.related(before.place(one.span), "the other year"),
    ))
}

/// What citations of one title by one author say of where it is.
fn of_one_title(document: &Document, all: &[Cited<'_>]) -> Vec<Found> {
    let mut first: FxHashMap<(String, Option<i16>), Cited<'_>> = FxHashMap::default();
    let mut found = Vec::new();
    for cited in all {
        let Some(key) = title_key(cited) else {
            continue;
        };
        let before = *first.entry(key).or_insert(*cited);
        let urls = (&before.citation.url, &cited.citation.url);
        let (Some(one), Some(other)) = urls else {
            continue;
        };
        if before.id != cited.id && lead_apart(&one.value, &other.value) {
            found.push(difference(
                document,
                cited,
                &before,
                other,
                one,
                "address for this source",
            ));
        }
    }
    found
}

/// The words of a title that is long enough to be that of one work, and its year.
fn title_key(cited: &Cited<'_>) -> Option<(String, Option<i16>)> {
    let citation = cited.citation;
    let words: Vec<String> = words(&citation.title.as_ref()?.value)
        .map(str::to_lowercase)
        .collect();
    let year = citation.date.as_ref()?.known()?.year();
    (words.len() >= 4 && !citation.kind.is_law()).then(|| (words.join(" "), year))
}

/// Whether two addresses on one host have different paths: another host may have a copy.
fn lead_apart(one: &str, other: &str) -> bool {
    let whole = |address: &str| {
        normal_url(archived(address).unwrap_or(address)).map(|url| url.to_lowercase())
    };
    let (Some(one), Some(other)) = (whole(one), whole(other)) else {
        return false;
    };
    let host = |url: &str| url.split('/').next().unwrap_or_default().to_owned();
    let page = |url: &str| url.split(['?', '#']).next().unwrap_or_default().to_owned();
    let is_doi = |url: &str| url.contains("doi.org") || url.contains("/doi/");
    host(&one) == host(&other) && page(&one) != page(&other) && !is_doi(&one) && !is_doi(&other)
}

/// One container in two spellings that are nearly the same.
fn containers(document: &Document, all: &[Cited<'_>]) -> Vec<Found> {
    let mut spellings: Vec<(&str, Cited<'_>, &Field, usize)> = Vec::new();
    for cited in all {
        let Some(container) = cited.citation.container.as_ref() else {
            continue;
        };
        let is_full = spellings.len() == MOST_CONTAINERS;
        match spellings
            .iter_mut()
            .find(|(name, ..)| *name == container.value)
        {
            Some((.., count)) => *count += 1,
            None if is_full => {}
            None => spellings.push((&container.value, *cited, container, 1)),
        }
    }
    let mut found = Vec::new();
    for (index, one) in spellings.iter().enumerate() {
        for other in &spellings[index + 1..] {
            if !is_nearly(one.0, other.0) {
                continue;
            }
            // The rarer one is the slip; of two, the later.
            let (usual, rare) = if one.3 >= other.3 {
                (one, other)
            } else {
                (other, one)
            };
            let message = format!(
                "“{}” here, “{}” in {}: write one name.",
                rare.0,
                usual.0,
                named(document, usual.1.id)
            );
            let finding = rare.1.finding(rare.2.span, message);
            let finding = finding.related(usual.1.place(usual.2.span), "the other name");
            found.push(((rare.1.id, rare.2.span), finding));
        }
    }
    found
}

/// How many containers of a brief are compared with each other.
const MOST_CONTAINERS: usize = 200;

/// Whether two names are one, but for a space, capitals, an article, two letters changed round or the order of the words.
fn is_nearly(one: &str, other: &str) -> bool {
    let words_of = |name: &str| {
        let words = words(name)
            .map(str::to_lowercase)
            .filter(|word| word != "the");
        words.collect::<Vec<_>>()
    };
    let (mut one_words, mut other_words) = (words_of(one), words_of(other));
    let (closed, other_closed) = (one_words.concat(), other_words.concat());
    if closed.len() < SHORTEST_NAME || other_closed.len() < SHORTEST_NAME {
        return false;
    }
    let cased = |name: &str| words(name).collect::<Vec<_>>().join(" ");
    // `Manual's`, `Manual’s`: the same words.
    if cased(one) == cased(other) {
        return false;
    }
    if closed == other_closed {
        return is_name(one) && is_name(other);
    }
    one_words.sort_unstable();
    other_words.sort_unstable();
    if one_words == other_words && one_words.len() > 2 {
        return true;
    }
    let has_number = |name: &str| name.contains(|c: char| c.is_numeric());
    let near = strsim::osa_distance(&closed, &other_closed) <= 1 + usize::from(closed.len() > 14);
    near && !has_number(one)
        && !has_number(other)
        && one_words.len() == other_words.len()
        && !is_plural(&closed, &other_closed)
}

/// `Review` and `Reviews` may be two periodicals.
fn is_plural(one: &str, other: &str) -> bool {
    one.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(one)
}

/// Whether a name has capitals; an address has none.
fn is_name(name: &str) -> bool {
    name.contains(char::is_uppercase) && !name.contains(['/', '@']) && !name.contains(".com")
}

/// How many letters a name has at least that is compared.
const SHORTEST_NAME: usize = 8;

fn difference(
    document: &Document,
    cited: &Cited<'_>,
    before: &Cited<'_>,
    other: &Field,
    one: &Field,
    what: &str,
) -> Found {
    let name = named(document, before.id);
    let message = format!("Another {what} than in {name}: check which is right.");
    let finding = cited.finding(other.span, message);
    (
        (cited.id, other.span),
        finding.related(before.place(one.span), "the other one"),
    )
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::{assert_diagnostics, diagnostics};

    /// What is found of two notes: the code and the words.
    fn found(one: &str, other: &str) -> Vec<(&'static str, String)> {
        let text = format!("One.[^1] Two.[^2]\n\n[^1]: {one}\n[^2]: {other}\n");
        let found = diagnostics(Markdown, Brief, &text).into_iter();
        let found = found.filter(|finding| finding.rule.code == "source-disagrees");
        found
            .map(|it| (it.rule.code, text[it.span.range()].to_owned()))
            .collect()
    }

    #[test]
    fn two_titles_years_or_addresses() {
        let code = "source-disagrees";
        let one = "Ana Bell, \"The Low River Runs Dry\", *Gazette*, 4 June 2019, https://a.test/news/low-river-7.";
        for (other, words) in [
            (
                "Ana Bell, \"A Harbour Without Ships\", *Gazette*, 4 June 2019, https://a.test/news/low-river-7.",
                "A Harbour Without Ships",
            ),
            (
                "Ana Bell, \"The Low River Runs Dry\", *Gazette*, 4 June 2018, https://a.test/news/low-river-7.",
                "4 June 2018",
            ),
            (
                "Ana Bell, \"The Low River Runs Dry\", *Gazette*, 4 June 2019, https://a.test/news/high-river.",
                "https://a.test/news/high-river",
            ),
        ] {
            assert_eq!(found(one, other), [(code, words.to_owned())], "{other}");
        }
    }

    #[test]
    fn one_container_in_two_spellings() {
        let of = |name: &str| format!("Ana Bell, \"The Low River {name}\", *{name}*, 4 June 2019.");
        for (one, other) in [
            ("InformationWeek", "Information Week"),
            ("Euractiv News", "Euroactiv News"),
            ("Google Official Blog", "Official Google Blog"),
        ] {
            assert_eq!(
                found(&of(one), &of(other)),
                [("source-disagrees", other.to_owned())]
            );
        }
        for (one, other) in [
            ("River Review", "River Reviews"),
            ("Water Policy 2019", "Water Policy 2018"),
            ("Gazette", "Gasette"),
        ] {
            assert_eq!(found(&of(one), &of(other)), [], "{one} {other}");
        }
    }

    #[test]
    fn one_source_said_alike() {
        let one = "Ana Bell, \"The Low River Runs Dry\", *Gazette*, 4 June 2019, https://a.test/news/low-river-7.";
        for other in [
            "A. Bell, \"Low river runs dry\", *Gazette*, June 2019, http://www.a.test/news/low-river-7/.",
            "Bell, \"The Low River\".",
            "Bo Sen, \"A Harbour Without Ships\", *Gazette*, 5 June 2018, https://a.test/.",
            "Ana Bell, \"The Low River Runs Dry\", *Gazette*, 4 June 2019, https://mirror.test/low.",
        ] {
            assert_eq!(found(one, other), [], "{other}");
        }
        assert_diagnostics(
            Markdown,
            Brief,
            "One.[^1]\n\n[^1]: Ana Bell, \"The Low River\", *Gazette*, 4 June 2019.\n",
        );
    }
}
