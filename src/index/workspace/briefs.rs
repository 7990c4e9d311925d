//! The briefs of a workspace, as they are on the disk or in the editor at one moment.

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::brief::Brief;
use super::source_index::SourceIndex;
use crate::bibliography::begin_words;
use crate::index::{CitedBy, KnownSource, LinkedPlace, SourceKey};
use crate::text::LineRange;

/// All briefs of a workspace, by their paths. Cloning it is cheap.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    briefs: Arc<BTreeMap<Arc<Path>, Brief>>,
    /// What most of them cite.
    sources: Arc<SourceIndex>,
    /// The paths of those that the index does not know as they are, and of those that are gone since it was made.
    unindexed: Arc<BTreeSet<Arc<Path>>>,
}

impl Workspace {
    /// The workspace of these briefs.
    pub fn new(briefs: BTreeMap<Arc<Path>, Brief>) -> Workspace {
        let unindexed = briefs.keys().cloned().collect();
        Workspace {
            briefs: Arc::new(briefs),
            sources: Arc::default(),
            unindexed: Arc::new(unindexed),
        }
    }

    /// The same, with an index of what its briefs cite, as far as their notes are read: questions on sources do not
    /// ask every brief then. It takes some time.
    pub fn indexed(&self) -> Workspace {
        let sources = SourceIndex::of(self.iter());
        sources.words();
        let paths = self.briefs.keys();
        let unread = paths.filter(|path| sources.number(path).is_none());
        Workspace {
            briefs: self.briefs.clone(),
            unindexed: Arc::new(unread.cloned().collect()),
            sources: Arc::new(sources),
        }
    }

    /// Of how many briefs the index does not know what they cite.
    pub fn unindexed(&self) -> usize {
        self.unindexed.len()
    }

    /// Whether both are the same state of the same briefs.
    pub fn is(&self, other: &Workspace) -> bool {
        Arc::ptr_eq(&self.briefs, &other.briefs)
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

    /// The path of the brief at `path`, the same for all that is told of the brief.
    pub fn path_of(&self, path: &Path) -> Option<&Arc<Path>> {
        self.briefs.get_key_value(path).map(|(path, _)| path)
    }

    /// The briefs, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<Path>, &Brief)> {
        self.briefs.iter()
    }

    /// The same, with these briefs instead of those that have their paths.
    pub fn with(&self, briefs: impl IntoIterator<Item = (Arc<Path>, Brief)>) -> Workspace {
        let mut with = self.clone();
        let (all, unindexed) = (
            Arc::make_mut(&mut with.briefs),
            Arc::make_mut(&mut with.unindexed),
        );
        for (path, brief) in briefs {
            unindexed.insert(path.clone());
            all.insert(path, brief);
        }
        with
    }

    /// The same without the brief at `path`, or those below it.
    pub fn without(&self, path: &Path) -> Workspace {
        let is_below = |other: &Arc<Path>| other.starts_with(path);
        if !self.briefs.keys().any(is_below) {
            return self.clone();
        }
        let mut without = self.clone();
        let gone = self.briefs.keys().filter(|other| is_below(other));
        Arc::make_mut(&mut without.unindexed).extend(gone.cloned());
        Arc::make_mut(&mut without.briefs).retain(|other, _| !is_below(other));
        without
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
    pub fn citing_source(&self, keys: &[SourceKey]) -> Vec<CitedBy<'_>> {
        let (outdated, rest) = (self.outdated(), self.rest());
        let source = |(is_indexed, number)| match is_indexed {
            true if outdated.contains(&self.sources.brief_of(number)) => None,
            true => self.sources.get(number),
            false => {
                let (path, place) = rest.place(number)?;
                let (path, brief) = self.briefs.get_key_value(path)?;
                Some((path, brief.cited.get()?.sources.get(place)?))
            }
        };
        let mut known: FxHashSet<SourceKey> = keys.iter().copied().collect();
        let mut next = keys.to_vec();
        let mut found = BTreeMap::new();
        while let Some(key) = next.pop() {
            let indexed = self.sources.with_key(key).map(|number| (true, number));
            for place in indexed.chain(rest.with_key(key).map(|number| (false, number))) {
                if let Entry::Vacant(new) = found.entry(place)
                    && let Some(source) = source(place)
                {
                    let (_, KnownSource { keys, .. }) = *new.insert(source);
                    next.extend(keys.iter().filter(|key| known.insert(**key)));
                }
            }
        }
        let mut found: Vec<_> = found.into_values().collect();
        found.sort_by_key(|(path, _)| *path);
        found
    }

    /// The numbers in the index of the briefs that it does not know as they are.
    fn outdated(&self) -> FxHashSet<usize> {
        let paths = self.unindexed.iter();
        paths.filter_map(|path| self.sources.number(path)).collect()
    }

    /// An index of the briefs that the other one does not know as they are.
    fn rest(&self) -> SourceIndex {
        let paths = self.unindexed.iter();
        SourceIndex::of(paths.filter_map(|path| self.briefs.get_key_value(path)))
    }

    /// The sources of which each of `words`, folded letters and digits, begins a word of the name, as far as notes are
    /// read; those of one brief one after the other.
    pub fn sources_saying(&self, words: &[&str]) -> Vec<CitedBy<'_>> {
        let outdated = self.outdated();
        let numbers = self.sources.saying(words).into_iter();
        let numbers = numbers.filter(|number| !outdated.contains(&self.sources.brief_of(*number)));
        let indexed = numbers.filter_map(|number| self.sources.get(number));
        // The index has seen to one word.
        let indexed = indexed.filter(|(_, it)| words.len() < 2 || begin_words(&it.name, words));
        let rest = self.unindexed.iter().filter_map(|path| {
            let (path, brief) = self.briefs.get_key_value(path)?;
            Some((path, &brief.cited.get()?.sources))
        });
        let rest = rest.flat_map(|(path, sources)| sources.iter().map(move |it| (path, it)));
        indexed
            .chain(rest.filter(|(_, it)| begin_words(&it.name, words)))
            .collect()
    }

    /// The links that lead to the file at `target`, by path and place, each with the brief that it stands in.
    pub fn links_to<'a>(
        &'a self,
        target: &'a Path,
    ) -> impl Iterator<Item = (&'a Arc<Path>, &'a LinkedPlace)> {
        self.iter().flat_map(move |(path, brief)| {
            let leads = move |link: &&LinkedPlace| match link.path.is_empty() {
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
            // The top of the disk that `folder` is on, where `path` names no other.
            Component::RootDir | Component::Prefix(_) => result.push(part.as_os_str()),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use crate::config::DialectChoice;
    use crate::index::Summary;
    use crate::index::workspace::briefs::*;
    use crate::syntax::DocumentKind;
    use crate::testing::citing_workspace;
    use crate::text::Encoding;

    fn workspace(briefs: &[(&str, &str)]) -> Workspace {
        let brief = |(path, text): &(&str, &str)| {
            let summary = Summary::read(text, DocumentKind::Markdown, DialectChoice::Auto);
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
        let all = workspace.sources_saying(&[]);
        let keys: Vec<_> = all.iter().map(|(_, it)| &it.keys).collect();
        assert_eq!(keys.len(), 4);
        for workspace in [workspace.clone(), workspace.indexed()] {
            for keys in keys.iter().take(3) {
                let found = workspace.citing_source(keys);
                let places = found.iter().map(|(path, it)| (*path, it.places[0].place));
                assert_eq!(shown(places), ["/w/a.md:2", "/w/b.md:2", "/w/c.md:2"]);
            }
            assert_eq!(workspace.citing_source(keys[3]).len(), 1);
            assert_eq!(workspace.citing_source(&[]), []);
        }
    }

    #[test]
    fn an_index_answers_as_the_briefs_do_that_came_and_went_since() {
        let brief = |title: &str| format!("A.[^1]\n\n[^1]: Roe, *{title}*, 2011.\n");
        let (old, new) = (brief("The Dry River"), brief("The Wet River"));
        let indexed = |briefs: &[(&str, &str)]| citing_workspace(briefs).indexed();
        let before = indexed(&[("/w/a.md", &old), ("/w/b.md", &old), ("/w/c/d.md", &old)]);
        let newer = citing_workspace(&[("/w/b.md", &new), ("/w/e.md", &old)]);
        let newer = newer
            .iter()
            .map(|(path, brief)| (path.clone(), brief.clone()));
        let changed = before.with(newer).without(Path::new("/w/c"));
        let fresh = citing_workspace(&[("/w/a.md", &old), ("/w/b.md", &new), ("/w/e.md", &old)]);
        assert_eq!((before.unindexed(), changed.unindexed()), (0, 3));
        let keys = fresh.sources_saying(&["dry"])[0].1.keys.clone();
        let names = |found: Vec<CitedBy>| {
            let names = found.into_iter();
            let mut names: Vec<_> = names.map(|(path, it)| (path.clone(), &it.name)).collect();
            names.sort();
            format!("{names:?}")
        };
        for workspace in [changed.indexed(), changed] {
            let sources = |it: &Workspace| names(it.citing_source(&keys));
            assert_eq!(sources(&workspace), sources(&fresh));
            for words in [&[][..], &["dry"], &["roe", "river"], &["dr", "wet"], &["x"]] {
                let said = |it: &Workspace| names(it.sources_saying(words));
                assert_eq!(said(&workspace), said(&fresh), "{words:?}");
            }
        }
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
