//! What a link within the folder leads to.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::index::{LinkDestination, Summary, joined, resolved};

use super::inside::System;
use super::kind;

/// Endings that site generators make pages of.
const PAGES: [&str; 5] = ["md", "markdown", "qmd", "rmd", "Rmd"];

/// What stands for a folder on a site.
const INDEXES: [&str; 5] = [
    "index.md",
    "README.md",
    "index.qmd",
    "_index.md",
    "readme.md",
];

/// Looks for what links of a brief lead to.
pub(super) struct Finder<'a> {
    /// The brief.
    pub brief: &'a Path,
    /// Where nothing is looked for outside of: the workspace folders.
    pub roots: &'a [PathBuf],
    /// The folder that links such as `/about` start from, where it is known.
    pub site_root: Option<PathBuf>,
    /// What a brief that is there says, where it is known.
    pub summary: &'a dyn Fn(&Path) -> Option<Arc<Summary>>,
    /// Whether a link may lead to a page of a site that has an address of its own.
    pub may_be_page: &'a dyn Fn(&str) -> bool,
}

impl Finder<'_> {
    /// What `link`, a path as a link has it, leads to; none where that cannot be told. Names count in any case,
    /// as they do on many disks; what a site generator makes of a brief counts as the brief. What a brief says is
    /// asked if `inside`.
    pub fn find(&self, link: &str, inside: bool) -> Option<LinkDestination> {
        if link.is_empty() || link.starts_with('~') || !System::HERE.is_local(link) {
            return None;
        }
        let bases = match link.strip_prefix('/') {
            Some(rest) => vec![joined(self.site_root.as_ref()?, rest)],
            None => vec![resolved(self.brief, link), self.as_page(link)],
        };
        let near = |path: &&PathBuf| {
            self.roots.is_empty() || self.roots.iter().any(|root| path.starts_with(root))
        };
        let found = bases.iter().filter(near).find_map(|path| there(path));
        if let Some(found) = found {
            return Some(self.known(&found, inside));
        }
        // A folder of which nothing is here was left behind when the brief was taken out of its own.
        let direct = bases.first().filter(near)?;
        let is_torn = direct
            .parent()
            .is_none_or(|folder| !exists_in_any_case(folder));
        let unknown = is_torn || (self.may_be_page)(link);
        (!unknown).then_some(LinkDestination::Missing)
    }

    /// Where `link` leads from the page that a site generator makes of the brief: `brief.md` is `brief/`.
    fn as_page(&self, link: &str) -> PathBuf {
        joined(&self.brief.with_extension(""), link)
    }

    fn known(&self, path: &Path, inside: bool) -> LinkDestination {
        let summary = kind(path).filter(|_| inside);
        let summary = summary.and_then(|_| (self.summary)(path));
        let path = Arc::from(path);
        match summary {
            Some(summary) => LinkDestination::Brief(path, summary),
            None => LinkDestination::There(path),
        }
    }
}

/// The file or folder that `path` means.
fn there(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        let index = INDEXES.iter().map(|name| path.join(name));
        return Some(
            index
                .into_iter()
                .find(|it| it.is_file())
                .unwrap_or_else(|| path.to_owned()),
        );
    }
    if path.exists() {
        return Some(path.to_owned());
    }
    let is_page = path
        .extension()
        .is_some_and(|it| it == "html" || it == "htm");
    let stem = match is_page {
        true => path.with_extension(""),
        false => path.to_owned(),
    };
    let page = PAGES.iter().map(|extension| {
        let mut name = stem.clone().into_os_string();
        name.push(".");
        name.push(extension);
        PathBuf::from(name)
    });
    let mut page = page.filter(|page| page.is_file());
    page.next().or_else(|| in_any_case(path))
}

/// The entry of a folder whose name is that of `path` in another case.
fn in_any_case(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?.to_lowercase();
    let entries = std::fs::read_dir(path.parent()?).ok()?;
    let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths.find(|other| {
        let other = other.file_name().and_then(|other| other.to_str());
        other.is_some_and(|other| other.to_lowercase() == name)
    })
}

/// Whether a folder is there, each part of its path in any case.
fn exists_in_any_case(folder: &Path) -> bool {
    let mut path = PathBuf::new();
    folder.components().all(|part| {
        path.push(part);
        let root = matches!(part, Component::RootDir | Component::Prefix(_));
        if root || path.is_dir() {
            return true;
        }
        let found = in_any_case(&path).filter(|found| found.is_dir());
        found.map(|found| path = found).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What links lead to in a folder with `files`, from the brief `sub/a.md`.
    fn found(files: &[&str], links: &[&str]) -> Vec<&'static str> {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("w");
        for file in files.iter().chain(&["sub/a.md"]) {
            let path = root.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let finder = Finder {
            brief: &root.join("sub/a.md"),
            roots: std::slice::from_ref(&root),
            site_root: Some(root.join("site")),
            summary: &|path| path.ends_with("b.md").then(Arc::default),
            may_be_page: &|link| link == "a-page/",
        };
        let name = |link: &&str| match finder.find(link, true) {
            None => "unknown",
            Some(LinkDestination::Brief(..)) => "brief",
            Some(LinkDestination::There(_)) => "there",
            Some(LinkDestination::Missing) => "missing",
        };
        links.iter().map(name).collect()
    }

    #[test]
    fn files_folders_and_what_is_missing() {
        let files = ["sub/b.md", "sub/c.png", "d/e.txt"];
        let links = [
            "b.md",
            "c.png",
            "../d",
            "../d/",
            "./b.md",
            "f.md",
            "../d/g.md",
            "../sub/b.md",
        ];
        assert_eq!(
            found(&files, &links),
            [
                "brief", "there", "there", "there", "brief", "missing", "missing", "brief"
            ]
        );
    }

    #[test]
    fn names_in_any_case_and_pages_of_a_site() {
        let links = ["B.MD", "b", "b.html", "b/", "../b", "../b/"];
        assert_eq!(found(&["sub/b.md"], &links[..4]), ["brief"; 4]);
        assert_eq!(found(&["sub/b.md"], &links[4..]), ["brief", "brief"]);
        assert_eq!(found(&["Sub2/index.md"], &["../sub2/x.md"]), ["missing"]);
    }

    #[test]
    fn what_cannot_be_told() {
        let links = [
            "/about",
            "/nowhere",
            "../../out.md",
            "img/x.png",
            "~/x",
            "",
            "a-page/",
        ];
        assert_eq!(
            found(&["site/about.md"], &links),
            [
                "there", "missing", "unknown", "unknown", "unknown", "unknown", "unknown"
            ]
        );
    }
}
