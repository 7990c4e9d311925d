//! The briefs of a workspace, as they are on the disk or in the editor at one moment.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use super::{Cited, KnownSource, Linked, SourceKey, Summary};
use crate::text::LineRange;

/// All briefs of a workspace, by their paths. Cloning it is cheap.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    briefs: Arc<BTreeMap<Arc<Path>, Brief>>,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct Brief {
    /// What it says.
    pub summary: Arc<Summary>,
    /// The files of its bibliographies.
    pub bibliographies: Arc<[PathBuf]>,
    /// What its notes cite; empty until they are read, which takes longer than the rest.
    pub cited: Arc<OnceLock<Cited>>,
}

impl Workspace {
    /// The workspace of these briefs.
    pub fn new(briefs: BTreeMap<Arc<Path>, Brief>) -> Workspace {
        Workspace {
            briefs: Arc::new(briefs),
        }
    }

    /// How many briefs there are.
    pub fn len(&self) -> usize {
        self.briefs.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.briefs.is_empty()
    }

    /// The brief at `path`.
    pub fn get(&self, path: &Path) -> Option<&Brief> {
        self.briefs.get(path)
    }

    /// The briefs, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<Path>, &Brief)> {
        self.briefs.iter()
    }

    /// The same, with these briefs instead of those that have their paths.
    pub fn with(&self, briefs: impl IntoIterator<Item = (Arc<Path>, Brief)>) -> Workspace {
        let mut all = BTreeMap::clone(&self.briefs);
        all.extend(briefs);
        Workspace::new(all)
    }

    /// The same without the brief at `path`, or those below it.
    pub fn without(&self, path: &Path) -> Workspace {
        let is_below = |other: &Arc<Path>| other.starts_with(path);
        if !self.briefs.keys().any(is_below) {
            return self.clone();
        }
        let mut all = BTreeMap::clone(&self.briefs);
        all.retain(|other, _| !is_below(other));
        Workspace::new(all)
    }

    /// Where briefs cite `key` of the bibliography at `bibliography`, by path and place.
    pub fn citing<'a>(
        &'a self,
        bibliography: &'a Path,
        key: &'a str,
    ) -> impl Iterator<Item = (&'a Arc<Path>, LineRange)> {
        let reads = move |(_, brief): &(&Arc<Path>, &Brief)| {
            brief.bibliographies.iter().any(|path| path == bibliography)
        };
        self.iter().filter(reads).flat_map(move |(path, brief)| {
            let citations = brief.summary.citations.iter();
            let same = citations.filter(move |(cited, _)| **cited == *key);
            same.map(move |(_, place)| (path, *place))
        })
    }

    /// The keys that briefs cite of the bibliography at `bibliography`, those of `over` instead of the ones that
    /// have their paths.
    pub fn cited_keys(&self, bibliography: &Path, over: &Workspace) -> FxHashSet<Arc<str>> {
        let below = self.iter().filter(|(path, _)| over.get(path).is_none());
        let briefs = below.chain(over.iter()).map(|(_, brief)| brief);
        let reads = briefs.filter(|it| it.bibliographies.iter().any(|path| path == bibliography));
        let citations = reads.flat_map(|it| it.summary.citations.iter());
        citations.map(|(key, _)| key.clone()).collect()
    }

    /// The source of these keys wherever it is cited, as far as notes are read, by path. What shares a key with it
    /// belongs to it, and what shares a key with that: the same from each of its citations.
    pub fn citing_source(&self, keys: &[SourceKey]) -> Vec<(&Arc<Path>, &KnownSource)> {
        let mut known: FxHashSet<SourceKey> = keys.iter().copied().collect();
        loop {
            let found: Vec<_> = self
                .known_sources()
                .filter(|(_, source)| source.keys.iter().any(|key| known.contains(key)))
                .collect();
            let before = known.len();
            known.extend(found.iter().flat_map(|(_, source)| source.keys.iter()));
            if known.len() == before {
                return found;
            }
        }
    }

    /// All sources of all briefs, as far as notes are read, by path.
    pub fn known_sources(&self) -> impl Iterator<Item = (&Arc<Path>, &KnownSource)> {
        self.iter().flat_map(|(path, brief)| {
            let cited = brief.cited.get();
            let sources = cited.map_or(&[][..], |cited| &cited.sources);
            sources.iter().map(move |source| (path, source))
        })
    }

    /// The links that lead to the file at `target`, by path and place, each with the brief that it stands in.
    pub fn links_to<'a>(
        &'a self,
        target: &'a Path,
    ) -> impl Iterator<Item = (&'a Arc<Path>, &'a Linked)> {
        self.iter().flat_map(move |(path, brief)| {
            let leads = move |link: &&Linked| match link.path.is_empty() {
                true => **path == *target,
                false => leads_to(path, &link.path, target),
            };
            let links = brief.summary.links.iter().filter(leads);
            links.map(move |link| (path, link))
        })
    }
}

/// Whether a link to `link` in the brief at `brief` leads to the file at `target`: in any case, and with the name of
/// the page that a site generator makes of it, as it does where it is followed.
pub fn leads_to(brief: &Path, link: &str, target: &Path) -> bool {
    let stem = |path: &Path| {
        let stem = path.file_stem()?.to_str()?.to_lowercase();
        Some(stem)
    };
    if stem(Path::new(link)) != stem(target) {
        return false;
    }
    let ending = Path::new(link).extension().and_then(|it| it.to_str());
    let is_page = matches!(ending, None | Some("html" | "htm"));
    let same_ending = |it: &str| {
        target
            .extension()
            .is_some_and(|own| own.eq_ignore_ascii_case(it))
    };
    let folder = |path: PathBuf| {
        let folder = path.parent().unwrap_or(Path::new(""));
        folder.to_string_lossy().to_lowercase()
    };
    let home = folder(target.to_owned());
    (is_page || ending.is_some_and(same_ending))
        && (folder(resolved(brief, link)) == home
            || folder(joined(&brief.with_extension(""), link)) == home)
}

/// The path that a link to `path` in the brief at `brief` leads to.
pub fn resolved(brief: &Path, path: &str) -> PathBuf {
    joined(brief.parent().unwrap_or(Path::new("")), path)
}

/// `path` from `folder` on, without `.` and `..` in it.
pub fn joined(folder: &Path, path: &str) -> PathBuf {
    let mut result = folder.to_owned();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => {
                result.pop();
            }
            Component::Normal(name) => result.push(name),
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => result = PathBuf::from(part.as_os_str()),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DialectChoice;
    use crate::syntax::Kind;
    use crate::testing::citing_workspace;
    use crate::text::Encoding;

    fn workspace(briefs: &[(&str, &str)]) -> Workspace {
        let brief = |(path, text): &(&str, &str)| {
            let summary = Summary::read(text, Kind::Markdown, DialectChoice::Auto);
            let brief = Brief {
                summary: Arc::new(summary),
                bibliographies: Arc::from([PathBuf::from("/w/refs.bib")]),
                cited: Arc::default(),
            };
            (Arc::from(Path::new(path)), brief)
        };
        Workspace::new(briefs.iter().map(brief).collect())
    }

    fn shown<'a>(places: impl Iterator<Item = (&'a Arc<Path>, LineRange)>) -> Vec<String> {
        let shown = |(path, place): (&Arc<Path>, LineRange)| {
            format!("{}:{}", path.display(), place.start(Encoding::Utf8).line)
        };
        places.map(shown).collect()
    }

    #[test]
    fn who_cites_a_key_and_who_links_to_a_file() {
        let workspace = workspace(&[
            (
                "/w/a.md",
                "# A\n\n[@roy] and [b](sub/b.md#x).\n\n[@rao; @roy]\n",
            ),
            (
                "/w/sub/b.md",
                "# X\n\n[self](#x) [a](../a.md) [b](../sub/b.md)\n",
            ),
        ]);
        let roy = workspace.citing(Path::new("/w/refs.bib"), "roy");
        assert_eq!(shown(roy), ["/w/a.md:2", "/w/a.md:4"]);
        assert_eq!(
            workspace.citing(Path::new("/w/other.bib"), "roy").count(),
            0
        );
        let b = workspace.links_to(Path::new("/w/sub/b.md"));
        let b = b.map(|(path, link)| (path, link.place));
        assert_eq!(shown(b), ["/w/a.md:2", "/w/sub/b.md:2", "/w/sub/b.md:2"]);
    }

    #[test]
    fn a_link_leads_to_a_file_in_any_case_and_as_a_page() {
        let leads = |link: &str| leads_to(Path::new("/w/a.md"), link, Path::new("/w/sub/b.md"));
        for link in [
            "sub/b.md",
            "./sub/B.md",
            "sub/b",
            "sub/b/",
            "sub/b.html",
            "../sub/b",
        ] {
            assert!(leads(link), "{link}");
        }
        for link in ["b.md", "sub/b.txt", "sub/bb", "other/b.md"] {
            assert!(!leads(link), "{link}");
        }
    }

    #[test]
    fn a_source_is_found_through_what_others_say_of_it() {
        let workspace = citing_workspace(&[
            (
                "/w/a.md",
                "A.[^1]\n\n[^1]: \"The Rivers of the Far North,\" 2011, doi:10.1000/abc.\n",
            ),
            (
                "/w/b.md",
                "A.[^1]\n\n[^1]: Roe, \"The Rivers of the Far North,\" 2011, https://a.example/rivers.\n",
            ),
            ("/w/c.md", "A.[^1]\n\n[^1]: <https://a.example/rivers/>\n"),
            (
                "/w/d.md",
                "A.[^1]\n\n[^1]: Roe, \"The Rivers of the Far South,\" 2011.\n",
            ),
        ]);
        let keys: Vec<_> = workspace.known_sources().map(|(_, it)| &it.keys).collect();
        assert_eq!(keys.len(), 4);
        for keys in keys.iter().take(3) {
            let found = workspace.citing_source(keys);
            let places = found.iter().map(|(path, it)| (*path, it.places[0].place));
            assert_eq!(shown(places), ["/w/a.md:2", "/w/b.md:2", "/w/c.md:2"]);
        }
        assert_eq!(workspace.citing_source(keys[3]).len(), 1);
        assert_eq!(workspace.citing_source(&[]), []);
    }

    #[test]
    fn a_folder_takes_its_briefs_along() {
        let workspace = workspace(&[("/w/a.md", "a"), ("/w/b/c.md", "c"), ("/w/bc.md", "d")]);
        let left = workspace.without(Path::new("/w/b"));
        let paths: Vec<_> = left
            .iter()
            .map(|(path, _)| path.display().to_string())
            .collect();
        assert_eq!(paths, ["/w/a.md", "/w/bc.md"]);
    }
}
