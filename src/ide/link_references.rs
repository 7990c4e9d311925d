//! Every link of a workspace to the heading under the cursor, or to where the link under it leads.

use std::path::Path;
use std::sync::Arc;

use crate::index::{Anchored, Document, LinkedPlace, Summary, Workspace};
use crate::text::{Encoding, LineRange};

use super::local_link::{LinkPlace, link_target};

/// The places, by file, of all links to what is under the cursor in `document`, the brief at `path`: a heading, or
/// what a link there leads to. With the place itself if `include_declaration`; none where nothing of the kind is under the
/// cursor. `workspace` has the brief as it is now.
pub fn link_references(
    document: &Document,
    path: &Path,
    workspace: &Workspace,
    offset: usize,
    include_declaration: bool,
) -> Vec<(Arc<Path>, LineRange)> {
    let Some((file, place)) = asked(document, path, workspace, offset) else {
        return Vec::new();
    };
    let summary = workspace.get(&file).map(|brief| &brief.summary);
    let leads_there = |link: &LinkedPlace| match (place, &link.fragment) {
        (None, fragment) => fragment.is_none(),
        (Some(place), Some(fragment)) => {
            summary.is_some_and(|it| it.find(fragment) == Anchored::At(place))
        }
        (Some(_), None) => false,
    };
    let links = workspace
        .links_to(&file)
        .filter(|(_, link)| leads_there(link));
    let mut found: Vec<_> = links
        .map(|(path, link)| (path.clone(), link.place))
        .collect();
    found.extend(
        place
            .filter(|_| include_declaration)
            .map(|place| (file, place)),
    );
    found.sort();
    found
}

/// The file, and the place in it, that links are asked for to.
fn asked(
    document: &Document,
    path: &Path,
    workspace: &Workspace,
    offset: usize,
) -> Option<(Arc<Path>, Option<LineRange>)> {
    let here = || Arc::from(path);
    let own = workspace.get(path).map(|brief| &brief.summary);
    let line = |offset| document.text().line_of(offset);
    let heading = |at: usize| {
        let is_there = |place: &LineRange| place.start(Encoding::Utf8).line == line(at);
        let headings = |it: &Arc<Summary>| it.headings.iter().map(|it| it.place).find(is_there);
        own.and_then(headings)
    };
    if let Some(jump) = link_target(document, offset) {
        return Some(match jump.place {
            LinkPlace::File(file, place) => (file, place),
            LinkPlace::Here(span) => {
                let named = || {
                    own?.names
                        .iter()
                        .map(|it| it.1)
                        .find(|it| it.start(Encoding::Utf8).line == line(span.start))
                };
                (here(), Some(heading(span.start).or_else(named)?))
            }
        });
    }
    let on = |it: &crate::index::Heading| it.span.touches(offset);
    let heading_here = document.headings().find(on)?;
    Some((here(), Some(heading(heading_here.text.start)?)))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::index::{Brief, DocumentContext, LinkDestination, Paths};
    use crate::syntax::DocumentKind;
    use crate::testing::{cursor, document};

    const B: &str = "# B\n\n[a](a.md#one) [a](a.md) [a](a.md#two)\n";

    /// The places, each as "file:line:column".
    fn found(fixture: &str, include_declaration: bool) -> Vec<String> {
        let (text, offset) = cursor(fixture);
        let briefs = [("/w/a.md", text.as_str()), ("/w/b.md", B)].map(|(path, text)| {
            let brief = Brief {
                summary: Arc::new(Summary::of(&document(DocumentKind::Markdown, text))),
                bibliographies: Arc::from(Vec::<PathBuf>::new()),
                cited: Arc::default(),
            };
            (Arc::from(Path::new(path)), brief)
        });
        let workspace = Workspace::new(briefs.into());
        let b: Arc<Path> = Arc::from(Path::new("/w/b.md"));
        let says = workspace
            .get(&b)
            .map(|it| it.summary.clone())
            .unwrap_or_default();
        let known = vec![("b.md".into(), Some(LinkDestination::Brief(b, says)))];
        let context = DocumentContext {
            paths: Paths::default().replaced(known),
            ..DocumentContext::default()
        };
        let document = document(DocumentKind::Markdown, &text).with_context(Arc::new(context));
        let path = Path::new("/w/a.md");
        let found = link_references(&document, path, &workspace, offset, include_declaration);
        let shown = |(path, place): &(Arc<Path>, LineRange)| {
            let start = place.start(Encoding::Utf8);
            format!("{}:{}:{}", path.display(), start.line, start.column)
        };
        found.iter().map(shown).collect()
    }

    #[test]
    fn the_same_set_from_the_heading_and_from_each_link() {
        let all = ["/w/a.md:0:2", "/w/a.md:2:9", "/w/b.md:2:4"];
        for text in ["# O|ne\n\nSee [it](#one).\n", "# One\n\nSee [i|t](#one).\n"] {
            assert_eq!(found(text, true), all, "{text}");
            assert_eq!(found(text, false), all[1..], "{text}");
        }
    }

    #[test]
    fn links_to_another_file() {
        assert_eq!(
            found("[b|](b.md#b) [c](b.md)\n", true),
            ["/w/a.md:0:4", "/w/b.md:0:2"]
        );
        assert_eq!(found("[b](b.md#b) [c|](b.md)\n", true), ["/w/a.md:0:16"]);
        assert_eq!(found("# A\n\nPro|se.\n", true), [""; 0]);
    }
}
