use crate::bibliography::{Bibliography, Entry};
use crate::check::CitedKeys;
use crate::check::raw_diagnostic::EntryFault;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::syntax::ItemKind;

pub(super) const RULE: Rule = Rule::new("unused-entry", Level::Off, Find::Bibliography(find))
    .summary("a bibliography entry that no brief cites")
    .page(include_str!("unused_entry.md"))
    .unnecessary();

fn find(bibliography: &Bibliography, cited: Option<&CitedKeys>) -> Vec<EntryFault> {
    let Some(cited) = cited.filter(|cited| !cited.contains(ItemKind::ALL_KEYS)) else {
        return Vec::new();
    };
    let is_cited = |entry: &&Entry| {
        let mut names = entry.other_names.iter().chain([&entry.key]);
        names.any(|name| cited.contains(name.as_str()))
    };
    let unused = bibliography.entries().iter().filter(|it| !is_cited(it));
    let raw_diagnostic = |entry: &Entry| EntryFault {
        span: entry.key_span,
        message: format!("No brief cites @{}.", entry.key),
        related: None,
    };
    unused.map(raw_diagnostic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::BibliographyFormat;
    use crate::text::Text;

    fn unused(cited: Option<&[&str]>) -> Vec<String> {
        let text = "@book{roy, title = {A}}\n@book{rao, title = {B}, ids = {other}}\n@book{sen, title = {C}}\n";
        let bibliography =
            Bibliography::read("refs.bib", Text::new(text), BibliographyFormat::BibTex);
        let cited = cited.map(|keys| keys.iter().map(|key| (*key).into()).collect::<CitedKeys>());
        let raw_diagnostics = find(&bibliography, cited.as_ref());
        raw_diagnostics
            .iter()
            .map(|it| text[it.span.range()].to_owned())
            .collect()
    }

    #[test]
    fn entries_that_nobody_cites() {
        assert_eq!(unused(Some(&["roy", "unknown"])), ["rao", "sen"]);
        assert_eq!(unused(Some(&["other"])), ["roy", "sen"]);
    }

    #[test]
    fn what_is_cited_or_not_known_to_be() {
        assert_eq!(unused(None), [""; 0]);
        assert_eq!(unused(Some(&["*"])), [""; 0]);
        assert_eq!(unused(Some(&["roy", "rao", "sen"])), [""; 0]);
    }
}
