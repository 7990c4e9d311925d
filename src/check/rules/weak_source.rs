use crate::check::cited::{Cited, cited};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::{House, Level};
use crate::index::Document;

pub(super) const RULE: Rule = Rule::in_brief_alone("weak-source", Level::Hint, Find::Notes(find))
    .summary("a source that the house does not cite")
    .page(include_str!("weak_source.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let house = document.house();
    match house.sources.avoid.is_empty() {
        true => Vec::new(),
        false => cited(document)
            .filter_map(|it| avoided(house, &it))
            .collect(),
    }
}

fn avoided(house: &House, cited: &Cited<'_>) -> Option<RawDiagnostic> {
    let url = cited.citation.url.as_ref()?;
    let (_, rest) = url.value.split_once("://")?;
    let host = rest.split(['/', ':', '?']).next()?;
    let is_avoided = |site: &&String| {
        let under = host.strip_suffix(site.as_str());
        under.is_some_and(|under| under.is_empty() || under.ends_with('.'))
    };
    let site = house.sources.avoid.iter().find(is_avoided)?;
    let message = house.says(&format!("{site} is not cited: cite its own source."));
    Some(cited.finding(url.span, message))
}
