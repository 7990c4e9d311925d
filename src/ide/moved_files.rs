//! Links that follow files which get another name or folder.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::index::{Document, LinkDestination, Workspace, leads_to, resolved};
use crate::syntax::{Leaf, LocalLink, local_links};
use crate::text::{Edit, Edits};

use super::files::{FileEdits, Files};

/// A file or folder that gets another path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Move {
    /// The path that it has.
    pub from: PathBuf,
    /// The path that it gets.
    pub to: PathBuf,
}

/// The edits, by path, that let every link of the briefs in `workspace` lead to the file that it leads to now, once
/// `moves` are done: links to what moves, and the relative links of briefs that move. They are made before the moves.
///
/// A brief that cannot be read keeps its links.
pub fn edits_for_moves(moves: &[Move], workspace: &Workspace, files: &dyn Files) -> Vec<FileEdits> {
    let affected: BTreeSet<&Arc<Path>> = workspace
        .iter()
        .filter(|(path, brief)| {
            let mut links = brief.summary.links.iter();
            moved(path, moves).is_some()
                || links
                    .any(|link| !link.path.is_empty() && target(path, &link.path, moves).is_some())
        })
        .map(|(path, _)| path)
        .collect();
    let changed = affected.into_iter().filter_map(|path| {
        let document = files.brief(path).ok()?;
        let edits = Edits::new(edits(path, &document, moves, workspace)).ok()?;
        (!edits.is_empty()).then(|| FileEdits {
            path: path.clone(),
            text: Some(document.text().clone()),
            edits,
        })
    });
    changed.collect()
}

/// The edits of the links in the brief at `path`.
fn edits(path: &Path, document: &Document, moves: &[Move], workspace: &Workspace) -> Vec<Edit> {
    let home = moved(path, moves).unwrap_or_else(|| path.to_owned());
    let blocks = document.blocks().iter();
    let prose = blocks.filter(|at| matches!(at.block.leaf, Leaf::Paragraph | Leaf::Heading(_)));
    let mut edits = Vec::new();
    for at in prose {
        let body = at.body();
        let text = document.text().slice(body);
        for link in local_links(&text) {
            let written = &text[link.destination.range()];
            let len = written.find(['#', '?']).unwrap_or(written.len());
            let is_absolute = link.path.starts_with('/');
            if link.path.is_empty() || is_absolute || len == 0 {
                continue;
            }
            if let Some(new) = destination(path, &home, document, &link, moves, workspace)
                && new != written[..len]
            {
                let start = body.start + link.destination.start;
                edits.push(Edit::new(
                    (start..start + len).into(),
                    with_dot(&written[..len], new),
                ));
            }
        }
    }
    edits.dedup_by_key(|edit| edit.span);
    edits
}

/// How the destination of `link` is to be written in the brief that stands at `path` and comes to `home`; none where
/// it may stay, or leads nowhere.
fn destination(
    path: &Path,
    home: &Path,
    document: &Document,
    link: &LocalLink,
    moves: &[Move],
    workspace: &Workspace,
) -> Option<String> {
    let now = resolved(path, &link.path);
    let then = match target(path, &link.path, moves) {
        Some(then) => then,
        None if is_there(document, link, &now, workspace) => now,
        None => return None,
    };
    let stays = resolved(home, &link.path) == then;
    (!stays).then(|| encoded(&relative(home, &then)))
}

/// Whether a file that does not move is where a link leads.
fn is_there(document: &Document, link: &LocalLink, path: &Path, workspace: &Workspace) -> bool {
    match document.context().paths.get(&link.path) {
        Some(LinkDestination::Brief(..) | LinkDestination::There(_)) => true,
        Some(LinkDestination::Missing) => false,
        None => workspace.get(path).is_some(),
    }
}

/// The path that a file has after `moves`; none where it stays.
fn moved(path: &Path, moves: &[Move]) -> Option<PathBuf> {
    moves.iter().find_map(|it| {
        let below = path.strip_prefix(&it.from).ok()?;
        Some(match below.as_os_str().is_empty() {
            true => it.to.clone(),
            false => it.to.join(below),
        })
    })
}

/// The path to which a link to `link` in the brief at `path` leads after `moves`, with the ending that it is written
/// with; none where what it leads to stays.
fn target(path: &Path, link: &str, moves: &[Move]) -> Option<PathBuf> {
    moved(&resolved(path, link), moves).or_else(|| {
        let page = moves.iter().find(|it| leads_to(path, link, &it.from))?;
        let extension = Path::new(link).extension().unwrap_or_default();
        Some(page.to.with_extension(extension))
    })
}

/// The way from the brief at `from` to `to`.
fn relative(from: &Path, to: &Path) -> String {
    let folder: Vec<Component<'_>> = from
        .parent()
        .into_iter()
        .flat_map(Path::components)
        .collect();
    let to: Vec<Component<'_>> = to.components().collect();
    let same = folder.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), folder.len() - same);
    let down = to[same..]
        .iter()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// `path` as a destination of Markdown: what would end it is written in hexadecimal (RFC 3986, section 2.1).
fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            ' ' | '%' | '(' | ')' | '<' | '>' | '#' | '?' | '"' => {
                encoded += &format!("%{:02X}", u32::from(c));
            }
            c => encoded.push(c),
        }
    }
    encoded
}

/// `new` with the `./` that `old` begins with.
fn with_dot(old: &str, new: String) -> String {
    match old.starts_with("./") && !new.starts_with("../") {
        true => format!("./{new}"),
        false => new,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::bibliography::Bibliography;
    use crate::syntax::DocumentKind;
    use crate::testing::{citing_workspace, document};

    struct MovedFiles(BTreeMap<PathBuf, String>);

    impl Files for MovedFiles {
        fn brief(&self, path: &Path) -> Result<Document, String> {
            let text = self.0.get(path).ok_or("is not there")?;
            Ok(document(DocumentKind::Markdown, text))
        }

        fn bibliography(&self, _: &Path) -> Result<Arc<Bibliography>, String> {
            Err("is not there".to_owned())
        }
    }

    /// The texts that change among `briefs` when `from` becomes `to`.
    fn after(briefs: &[(&str, &str)], from: &str, to: &str) -> Vec<(String, String)> {
        let pairs = briefs
            .iter()
            .map(|(path, text)| (path.into(), (*text).to_owned()));
        let disk = MovedFiles(pairs.collect());
        let moves = [Move {
            from: from.into(),
            to: to.into(),
        }];
        let changed = edits_for_moves(&moves, &citing_workspace(briefs), &disk);
        let text = |file: &FileEdits| {
            let text = file.text.as_ref().expect("a text");
            let path = file.path.to_string_lossy().into_owned();
            (path, file.edits.apply(text).to_string())
        };
        changed.iter().map(text).collect()
    }

    fn pair(path: &str, text: &str) -> (String, String) {
        (path.to_owned(), text.to_owned())
    }

    #[test]
    fn links_follow_a_brief_with_another_name() {
        let briefs = [
            (
                "/w/a.md",
                "See [b](b.md#part \"B\"), [c](c.md) and [it][b].\n\n[b]: ./b.md\n",
            ),
            ("/w/b.md", "# Part\n\nSee [a](a.md) and [here](#part).\n"),
            ("/w/c.md", "C, and <b.md>.\n"),
            (
                "/w/sub/d.md",
                "See [b](../b.md), [page](../b.html) and [image](b.md).\n",
            ),
        ];
        assert_eq!(
            after(&briefs, "/w/b.md", "/w/the b.md"),
            [
                pair(
                    "/w/a.md",
                    "See [b](the%20b.md#part \"B\"), [c](c.md) and [it][b].\n\n[b]: ./the%20b.md\n"
                ),
                pair(
                    "/w/sub/d.md",
                    "See [b](../the%20b.md), [page](../the%20b.html) and [image](b.md).\n"
                ),
            ]
        );
    }

    #[test]
    fn the_links_of_a_brief_in_another_folder() {
        let briefs = [
            ("/w/a.md", "See [b](b.md).\n"),
            (
                "/w/b.md",
                "See [a](a.md), [none](none.md) and [web](https://a.org/a.md).\n",
            ),
        ];
        assert_eq!(
            after(&briefs, "/w/b.md", "/w/sub/b.md"),
            [
                pair("/w/a.md", "See [b](sub/b.md).\n"),
                pair(
                    "/w/b.md",
                    "See [a](../a.md), [none](none.md) and [web](https://a.org/a.md).\n"
                ),
            ]
        );
    }

    #[test]
    fn a_folder_moves_with_its_links() {
        let briefs = [
            ("/w/a.md", "See [b](old/b.md).\n"),
            ("/w/old/b.md", "See [c](c.md) and [a](../a.md).\n"),
            ("/w/old/c.md", "C.\n"),
        ];
        assert_eq!(
            after(&briefs, "/w/old", "/w/new/deep"),
            [
                pair("/w/a.md", "See [b](new/deep/b.md).\n"),
                pair("/w/old/b.md", "See [c](c.md) and [a](../../a.md).\n"),
            ]
        );
    }
}
