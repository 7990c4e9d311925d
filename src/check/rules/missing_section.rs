use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::sections::{at_heading, section};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::Document;

pub(super) const RULE: Rule =
    Rule::in_brief_alone("missing-section", Level::Warning, Find::Prose(find))
        .summary("a section that the house requires and the brief does not have")
        .page(include_str!("missing_section.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let house = document.house();
    let Some(first) = document.headings().next() else {
        return Vec::new();
    };
    let required = house.section.iter().filter(|section| section.required);
    let missing = required.filter(|wanted| section(document, wanted).is_none());
    let finding = |wanted: &crate::config::HouseSection| {
        let message = format!("a brief has a section “{}”.", wanted.name.first()?);
        Some(at_heading(&first, house.says(&message)))
    };
    missing.filter_map(finding).collect()
}
