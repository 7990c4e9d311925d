//! Titles and headings of all briefs of a workspace, by a few letters of them.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::index::{Titled, Workspace};
use crate::text::LineRange;

use super::SymbolKind;

/// A title or a heading of a brief.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkspaceSymbol {
    /// Its text.
    pub name: Box<str>,
    /// What it is.
    pub kind: SymbolKind,
    /// The brief that it stands in.
    pub path: Arc<Path>,
    /// Where its text stands.
    pub place: LineRange,
    /// The title of the brief, where it has another one.
    pub container: Option<Box<str>>,
}

/// At most `limit` titles and headings that have the words of `query`, each letter by letter in their order, the
/// best first, then by brief and place. Case and accents count for nothing. An empty query finds all.
pub fn workspace_symbols(workspace: &Workspace, query: &str, limit: usize) -> Vec<WorkspaceSymbol> {
    let pattern = Pattern::new(
        query,
        CaseMatching::Ignore,
        Normalization::Smart,
        AtomKind::Fuzzy,
    );
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut chars = Vec::new();
    let mut found = Vec::new();
    for (path, brief) in workspace.iter() {
        let summary = &brief.summary;
        for titled in summary.title.iter().chain(&summary.headings) {
            let name = Utf32Str::new(&titled.name, &mut chars);
            if let Some(score) = pattern.score(name, &mut matcher) {
                found.push((Reverse(score), titled.name.len(), path, titled, summary));
            }
        }
    }
    if !query.trim().is_empty() {
        found.sort_by_key(|(score, len, ..)| (*score, *len));
    }
    let symbol = |path: &Arc<Path>, titled: &Titled, title: Option<&Titled>| WorkspaceSymbol {
        name: match titled.name.is_empty() {
            true => super::symbols::NAMELESS.into(),
            false => titled.name.clone(),
        },
        kind: match titled.level {
            0 => SymbolKind::Title,
            _ => SymbolKind::Section,
        },
        path: path.clone(),
        place: titled.place,
        container: title
            .filter(|title| *title != titled)
            .map(|title| title.name.clone()),
    };
    let best = found.into_iter().take(limit);
    let symbols = best.map(|(_, _, path, titled, summary)| {
        let first = summary.headings.iter().find(|heading| heading.level == 1);
        symbol(path, titled, summary.title.as_ref().or(first))
    });
    symbols.collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::config::DialectChoice;
    use crate::index::{Brief, Summary};
    use crate::syntax::DocumentKind;

    fn found(query: &str, limit: usize) -> Vec<String> {
        let texts = [
            (
                "/b.md",
                "# Water\n\n## Drivers of the Rapprochement\n\n## Rivers\n",
            ),
            (
                "/a.md",
                "---\ntitle: Énergie\n---\n\n# Summary\n\n## China\u{2019}s Alliance?\n",
            ),
        ];
        let briefs = texts.map(|(path, text)| {
            let summary = Summary::read(text, DocumentKind::Markdown, DialectChoice::Auto);
            let brief = Brief {
                summary: Arc::new(summary),
                bibliographies: Arc::from(Vec::<PathBuf>::new()),
                cited: Arc::default(),
            };
            (Arc::from(Path::new(path)), brief)
        });
        let workspace = Workspace::new(briefs.into());
        let shown = |it: WorkspaceSymbol| {
            format!("{} in {}", it.name, it.container.as_deref().unwrap_or("-"))
        };
        workspace_symbols(&workspace, query, limit)
            .into_iter()
            .map(shown)
            .collect()
    }

    #[test]
    fn the_best_come_first() {
        assert_eq!(
            found("rivers", 9),
            ["Rivers in Water", "Drivers of the Rapprochement in Water"]
        );
        assert_eq!(
            found("alliance china", 9),
            ["China\u{2019}s Alliance? in Énergie"]
        );
        assert_eq!(
            found("drvrap", 9),
            ["Drivers of the Rapprochement in Water"]
        );
        assert_eq!(found("energie", 9), ["Énergie in -"]);
        assert_eq!(found("xyz", 9), [""; 0]);
    }

    #[test]
    fn an_empty_query_finds_all_by_place() {
        let all = found("", 9);
        assert_eq!(all.len(), 6);
        assert_eq!(all[0], "Énergie in -");
        assert_eq!(found("", 2).len(), 2);
    }
}
