//! The outline of a bibliography.

use crate::bibliography::{Bibliography, Entry};

use super::symbols::{Symbol, SymbolKind};

/// The entries as an outline, by place: each under its key, with authors, year and title.
pub fn entry_symbols(bibliography: &Bibliography) -> Vec<Symbol> {
    let symbol = |entry: &Entry| Symbol {
        name: entry.key.clone(),
        detail: Some(entry.summary()).filter(|summary| *summary != entry.key),
        kind: SymbolKind::Entry,
        span: entry.span,
        selection: entry.key_span,
        children: Vec::new(),
    };
    bibliography.entries().iter().map(symbol).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::BibliographyFormat;
    use crate::text::Text;

    #[test]
    fn entries_are_shown_by_key() {
        let text = "@book{roy, author = {Roy, Ann}, title = {Rivers}, year = 2021}\n@misc{x, title = {X,\n}\n@misc{sen, note = {n}}\n";
        let bibliography =
            Bibliography::read("refs.bib", Text::new(text), BibliographyFormat::BibTex);
        let symbols = entry_symbols(&bibliography);
        let shown: Vec<_> = symbols
            .iter()
            .map(|it| (it.name.as_str(), it.detail.as_deref()))
            .collect();
        assert_eq!(shown, [("roy", Some("Roy 2021, Rivers")), ("sen", None)]);
        for symbol in &symbols {
            assert!(symbol.span.covers(symbol.selection));
            assert_eq!(&text[symbol.selection.range()], symbol.name);
        }
    }
}
