//! Who is behind a source: a government, a university, a newspaper.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::identity::archived;
use super::vocabulary::{is_magazine, is_newspaper, is_scholarly};
use super::{Name, Source, SourceKind};

/// What kind of body publishes a source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PublisherKind {
    /// A statute, bill, case or treaty.
    Law,
    /// A government, parliament, central bank or international body.
    Official,
    /// A university, a journal of scholars.
    Academic,
    /// A think tank, a foundation, a non-governmental organization.
    ThinkTank,
    /// A newspaper, magazine, agency or broadcaster.
    News,
    /// An encyclopedia or dictionary.
    Reference,
    /// A social network, blog or forum.
    Social,
    /// A publishing house of which no more is known.
    Book,
    /// Host, container and publisher are in none of the lists.
    Unknown,
}

impl PublisherKind {
    /// All of them, in the order of a table.
    pub const ALL: [PublisherKind; 9] = [
        PublisherKind::Law,
        PublisherKind::Official,
        PublisherKind::Academic,
        PublisherKind::ThinkTank,
        PublisherKind::News,
        PublisherKind::Book,
        PublisherKind::Reference,
        PublisherKind::Social,
        PublisherKind::Unknown,
    ];

    /// What it is called in a table.
    pub fn name(self) -> &'static str {
        match self {
            PublisherKind::Law => "Law and treaties",
            PublisherKind::Official => "Governments and international bodies",
            PublisherKind::Academic => "Universities and journals",
            PublisherKind::ThinkTank => "Think tanks and organizations",
            PublisherKind::News => "News and magazines",
            PublisherKind::Reference => "Encyclopedias and dictionaries",
            PublisherKind::Social => "Social media, blogs and forums",
            PublisherKind::Book => "Books of other publishers",
            PublisherKind::Unknown => "Not known",
        }
    }

    /// Who is behind `source`: by what it is, its host, the names that it states, and the words in them.
    pub fn of(source: &Source) -> PublisherKind {
        if source.kind.is_law() {
            return PublisherKind::Law;
        }
        let names = names(source);
        let host = source.url.as_deref().and_then(host);
        let by_host = || by_host(host.as_deref()?);
        let by_name = || {
            names
                .iter()
                .find_map(|name| LISTS.names.get(bare(name).as_str()).copied())
        };
        let by_word = || names.iter().find_map(|name| by_word(name));
        by_host()
            .or_else(by_name)
            .or_else(|| by_form(source))
            .or_else(by_word)
            .or_else(|| by_container(source))
            .unwrap_or(
                match source.publisher.is_some() && source.container.is_none() {
                    true => PublisherKind::Book,
                    false => PublisherKind::Unknown,
                },
            )
    }
}

/// The host that `address` leads to, without `www.`; of a copy in the Internet Archive, that of the original.
pub fn host(address: &str) -> Option<String> {
    let address = archived(address).unwrap_or(address);
    let url = url::Url::parse(address);
    let url = url
        .or_else(|_| url::Url::parse(&format!("https://{address}")))
        .ok()?;
    let host = url.host_str()?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// The lists of `publisher_kinds.tsv`.
#[derive(Default)]
struct PublisherLists {
    hosts: FxHashMap<&'static str, PublisherKind>,
    names: FxHashMap<&'static str, PublisherKind>,
    words: Vec<(&'static str, PublisherKind)>,
}

static LISTS: LazyLock<PublisherLists> = LazyLock::new(|| {
    let mut lists = PublisherLists::default();
    for line in include_str!("vocabulary/publisher_kinds.tsv").lines() {
        let mut cells = line.split('\t');
        let (Some(kind), Some(by), Some(what)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let kind = match kind {
            "official" => PublisherKind::Official,
            "academic" => PublisherKind::Academic,
            "think tank" => PublisherKind::ThinkTank,
            "news" => PublisherKind::News,
            "reference" => PublisherKind::Reference,
            _ => PublisherKind::Social,
        };
        match by {
            "host" => drop(lists.hosts.insert(what, kind)),
            "name" => drop(lists.names.insert(what, kind)),
            _ => lists.words.push((what, kind)),
        }
    }
    lists
});

/// The kind of the longest end of `host` that the lists have; `gov.*` stands for `gov.uk`.
fn by_host(host: &str) -> Option<PublisherKind> {
    let starts = host.match_indices('.').map(|(dot, _)| dot + 1);
    let ends = std::iter::once(0)
        .chain(starts)
        .filter_map(|start| host.get(start..));
    let mut ends = ends.map(|end| {
        let known = LISTS.hosts.get(end).copied();
        let in_country = || {
            let (second, country) = end.split_once('.')?;
            let is_country = country.len() == 2;
            LISTS
                .hosts
                .get(format!("{second}.*").as_str())
                .copied()
                .filter(|_| is_country)
        };
        known.or_else(in_country)
    });
    ends.find_map(|kind| kind)
}

/// What its form of publication says.
fn by_form(source: &Source) -> Option<PublisherKind> {
    match () {
        () if matches!(source.kind, SourceKind::Hearing) => Some(PublisherKind::Official),
        () if source.thesis.is_some() || source.doi.is_some() => Some(PublisherKind::Academic),
        () => None,
    }
}

/// What the name of its container says: asked last, as `Press` ends the names of newspapers and of publishers.
fn by_container(source: &Source) -> Option<PublisherKind> {
    let container = source.container.as_deref()?;
    let is_numbered = source.volume.is_some() || source.issue.is_some();
    match () {
        () if is_numbered && container.split_whitespace().any(is_scholarly) => {
            Some(PublisherKind::Academic)
        }
        () if is_newspaper(container) || is_magazine(container) => Some(PublisherKind::News),
        () => None,
    }
}

/// The kind of the first word of the lists in `name`.
fn by_word(name: &str) -> Option<PublisherKind> {
    let name = name.to_lowercase();
    let has = |words: &str| {
        name.match_indices(words).any(|(start, _)| {
            let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let before = name[..start].chars().next_back();
            let after = name[start + words.len()..].chars().next();
            !is_letter(before) && !is_letter(after) || !words.is_ascii()
        })
    };
    let found = LISTS.words.iter().find(|(words, _)| has(words));
    found.map(|(_, kind)| *kind)
}

/// What the source appeared in, who published it, and the bodies that wrote it.
fn names(source: &Source) -> Vec<&str> {
    let bodies = source.signed_by().iter().filter_map(|name| match name {
        Name::Institution(name) => Some(name.as_str()),
        Name::Person { .. } => None,
    });
    let stated = [&source.container, &source.publisher];
    stated
        .into_iter()
        .flatten()
        .map(String::as_str)
        .chain(bodies)
        .collect()
}

/// `name` in small letters, without its article and marks around it.
fn bare(name: &str) -> String {
    let name = name
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    name.strip_prefix("the ").unwrap_or(&name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(words: &str) -> Option<String> {
        Some(words.to_owned())
    }

    #[test]
    fn a_host_tells_by_its_longest_end() {
        for (url, kind) in [
            ("https://www.whitehouse.gov/a", PublisherKind::Official),
            ("https://mea.gov.in/x.htm", PublisherKind::Official),
            ("https://gov.example.com/", PublisherKind::Unknown),
            ("https://ncbi.nlm.nih.gov/1", PublisherKind::Academic),
            ("https://cset.georgetown.edu/p", PublisherKind::ThinkTank),
            ("https://www.ox.ac.uk/", PublisherKind::Academic),
            (
                "https://en.wikipedia.org/wiki/Dam",
                PublisherKind::Reference,
            ),
            (
                "https://web.archive.org/web/2020/https://www.bbc.co.uk/n",
                PublisherKind::News,
            ),
            ("www.ft.com/content/1", PublisherKind::News),
            ("https://notft.com/", PublisherKind::Unknown),
        ] {
            let source = Source {
                url: some(url),
                ..Source::default()
            };
            assert_eq!(PublisherKind::of(&source), kind, "{url}");
        }
    }

    #[test]
    fn names_tell_where_no_host_does() {
        for (name, kind) in [
            ("The Economist", PublisherKind::News),
            ("Ministry of External Affairs", PublisherKind::Official),
            ("Administry of Words", PublisherKind::Unknown),
            ("Centre for Policy Research", PublisherKind::ThinkTank),
            ("Oxford University Press", PublisherKind::Academic),
            ("Journal of Tides", PublisherKind::Academic),
        ] {
            let source = Source {
                container: some(name),
                ..Source::default()
            };
            assert_eq!(PublisherKind::of(&source), kind, "{name}");
        }
        let book = Source {
            publisher: some("Penguin"),
            ..Source::default()
        };
        assert_eq!(PublisherKind::of(&book), PublisherKind::Book);
        let law = Source {
            kind: SourceKind::Case,
            url: some("https://bbc.com/"),
            ..Source::default()
        };
        assert_eq!(PublisherKind::of(&law), PublisherKind::Law);
    }

    #[test]
    fn each_line_of_the_lists_is_of_use() {
        let lines = include_str!("vocabulary/publisher_kinds.tsv").lines();
        let entries = lines.filter(|line| !line.starts_with('#')).count();
        assert_eq!(
            LISTS.hosts.len() + LISTS.names.len() + LISTS.words.len(),
            entries
        );
    }
}
