//! Sites that a generator makes: their pages have addresses of their own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{kind, read_found, walk};

/// The files of settings of site generators: Jekyll, Hugo, bookdown, mdBook, MkDocs.
const SETTINGS: [&str; 9] = [
    "_config.yml",
    "_config.yaml",
    "_config.toml",
    "hugo.toml",
    "hugo.yaml",
    "_bookdown.yml",
    "book.toml",
    "mkdocs.yml",
    "config.toml",
];

/// The most files that are asked for the names of their pages.
const MOST_FILES: usize = 20_000;

/// The entries of front matter that give a page its address, or another one.
const ADDRESSES: [&str; 5] = ["url", "slug", "permalink", "aliases", "redirect_from"];

/// A site.
#[derive(Debug, Default)]
pub(super) struct Site {
    /// The last parts of the addresses that its pages may have, in small letters.
    names: FxHashSet<String>,
}

impl Site {
    /// Whether a generator's settings stand in `folder`.
    pub fn is_at(folder: &Path) -> bool {
        SETTINGS.iter().any(|name| folder.join(name).is_file())
    }

    /// The site of which `folder` is the top.
    pub fn at(folder: &Path) -> Arc<Site> {
        let mut site = Site::default();
        let files = walk(folder).into_iter().flatten().flatten();
        for path in files.filter(|path| kind(path).is_some()).take(MOST_FILES) {
            site.add(&path);
        }
        Arc::new(site)
    }

    fn add(&mut self, path: &Path) {
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        self.names.insert(undated(stem).to_lowercase());
        let Ok(text) = read_found(path) else { return };
        let mut lines = text.lines();
        if !lines
            .next()
            .is_some_and(|line| matches!(line.trim_end(), "---" | "+++"))
        {
            return;
        }
        let lines = lines.take_while(|line| !matches!(line.trim_end(), "---" | "+++" | "..."));
        let mut listed = false;
        for line in lines.take(200) {
            let (key, value) = line.split_once([':', '=']).unwrap_or(("", line));
            let named = ADDRESSES.contains(&key.trim().trim_matches('"'));
            listed = named || (listed && line.trim_start().starts_with('-'));
            if listed {
                let values = value.split(|c: char| c.is_whitespace() || "\"'[],".contains(c));
                self.names.extend(values.filter_map(last_part));
            }
        }
    }

    /// Whether `link` may lead to a page under an address of its own.
    pub fn may_have(&self, link: &str) -> bool {
        last_part(link).is_some_and(|name| self.names.contains(&name))
    }
}

/// The last part of the address of a page, in small letters, without `index` and extension.
fn last_part(address: &str) -> Option<String> {
    let address = address
        .trim_end_matches('/')
        .trim_end_matches("/index.html");
    let last = address.rsplit('/').next().unwrap_or_default();
    let last = last
        .trim_end_matches(".html")
        .trim_end_matches(".htm")
        .trim_end_matches(".md");
    (!last.is_empty() && last.starts_with(char::is_alphanumeric)).then(|| last.to_lowercase())
}

/// The name of a dated file without its date: of `2011-12-05-manual`, `manual` (Jekyll, "Posts").
fn undated(stem: &str) -> &str {
    let date = stem.bytes().take(11).zip("dddd-dd-dd-".bytes());
    let is_dated = stem.len() > 11
        && stem.is_char_boundary(11)
        && date
            .filter(|(byte, like)| match like {
                b'd' => byte.is_ascii_digit(),
                _ => byte == like,
            })
            .count()
            == 11;
    if is_dated { &stem[11..] } else { stem }
}

/// The top of the site in which `brief` stands, among the folders above it within `roots`.
pub(super) fn top_of(
    brief: &Path,
    roots: &[PathBuf],
    is_top: impl Fn(&Path) -> bool,
) -> Option<PathBuf> {
    let within =
        |folder: &&Path| roots.is_empty() || roots.iter().any(|root| folder.starts_with(root));
    let depth = if roots.is_empty() { 1 } else { usize::MAX };
    let folders = brief.parent()?.ancestors().take_while(within).take(depth);
    folders.map(Path::to_owned).find(|folder| is_top(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_the_addresses_that_front_matter_and_dates_give_them() {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            ("_posts/2011-12-05-manual.md", "# A\n"),
            (
                "content/Water.md",
                "---\nslug: dams\naliases:\n  - /old/rivers/\n  - \"/lakes.html\"\ntitle: x\n---\n",
            ),
            ("content/b.md", "+++\nurl = \"/deep/canals/\"\n+++\n"),
        ];
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let site = Site::at(folder.path());
        for link in [
            "../manual/",
            "water",
            "dams.html",
            "/x/rivers",
            "lakes/",
            "canals/index.html",
        ] {
            assert!(site.may_have(link), "{link}");
        }
        for link in ["seas", "../x/", "/", "2011"] {
            assert!(!site.may_have(link), "{link}");
        }
    }
}
