use crate::text;

use super::vocabulary::is_tracking;
use super::{Citation, Name, Source};

/// One of the things by which a source is known again, normalised: two citations that share one cite the same
/// source.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Identity {
    /// A DOI in lower case, which is how DOIs are compared (DOI Handbook, section 2.4).
    Doi(String),
    /// A URL without scheme, `www.`, fragment, tracking parameters and the slash at its end; and whether it is said to
    /// be law, as a case may bear the address of an article that tells of it.
    Url(String, bool),
    /// A title.
    Title {
        /// Its words in lower case.
        words: String,
        /// The year, if there is one.
        year: Option<i16>,
        /// Whose it is, where others may have one of the same title: `Annual Report`.
        by: Option<String>,
    },
}

/// A title of fewer letters is one that several works may have; a letter of Chinese or Japanese counts for three.
const TELLING: usize = 20;

/// A statute or case needs fewer: `FAR 39.103`.
const TELLING_LAW: usize = 8;

/// How titles begin that many works of one year share.
const GENERIC: &[&str] = &[
    "annual report",
    "annual review",
    "briefing",
    "budget",
    "chapter",
    "communique",
    "country report",
    "declaration",
    "editorial",
    "fact sheet",
    "final report",
    "foreword",
    "hearing",
    "interim report",
    "interview",
    "introduction",
    "joint statement",
    "keynote",
    "letter",
    "memorandum",
    "minutes",
    "news release",
    "open letter",
    "opening",
    "oral",
    "preface",
    "presentation",
    "press",
    "progress report",
    "quarterly report",
    "remarks",
    "report",
    "review of",
    "speech",
    "statement",
    "strategic plan",
    "summary",
    "testimony",
    "the annual report",
    "white paper",
    "written",
];

impl Citation {
    /// By what the source is known again in other notes, the strongest first; empty for one without DOI, URL and
    /// title, or of which these tell too little.
    pub fn identities(&self) -> Vec<Identity> {
        self.source().identities()
    }
}

impl Source {
    /// By what it is known again, the strongest first; none for one without DOI, URL and title, or of which these tell too
    /// little.
    pub fn identities(&self) -> Vec<Identity> {
        let doi = self.doi.as_deref();
        let doi = doi.map(|doi| Identity::Doi(doi.to_lowercase()));
        let url = self.url.as_deref().and_then(normal_url);
        // The front of a site is no place of what is on it.
        let url = url.filter(|url| self.title.is_none() || url.contains(['/', '?', '#']));
        let url = url.map(|url| Identity::Url(url, self.kind.is_law()));
        doi.into_iter().chain(url).chain(title(self)).collect()
    }
}

/// The identity by title, of a source whose title is its own or tells with the name of its author, or of what it
/// appeared in. An address tells more than a title without a year, which may be words that lead to the address.
fn title(source: &Source) -> Option<Identity> {
    let words = words(source.title.as_deref()?);
    let year = source.date.and_then(|date| date.year());
    let is_law = source.kind.is_law();
    if !is_law && year.is_none() && source.url.is_some() {
        return None;
    }
    let telling = match is_law {
        true => weight(&words) >= TELLING_LAW,
        false => weight(&words) >= TELLING && !is_generic(&words),
    };
    let by = match telling {
        true => None,
        false => Some(owner(source)?),
    };
    (!words.is_empty()).then_some(Identity::Title { words, year, by })
}

/// How many letters and numbers a title has.
fn weight(words: &str) -> usize {
    let weight = |c: char| match c {
        ' ' => 0,
        '\u{3040}'..='\u{9fff}' => 3,
        _ => 1,
    };
    words.chars().map(weight).sum()
}

/// Whether many works have titles that begin so.
fn is_generic(words: &str) -> bool {
    GENERIC.iter().any(|start| {
        let rest = words.strip_prefix(*start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// Whose a source is: the last name of its first author, however much of it is stated; else what it appeared in,
/// else its publisher.
fn owner(source: &Source) -> Option<String> {
    let author = source.signed_by().first().map(|author| match author {
        Name::Person { family, .. } => family,
        Name::Institution(name) => name,
    });
    let author = author.and_then(|name| words(name).rsplit(' ').next().map(str::to_owned));
    let body = || source.container.as_ref().or(source.publisher.as_ref());
    let owner = author.or_else(|| body().map(|name| words(name)));
    owner.filter(|owner| !owner.is_empty())
}

/// What two spellings of one address share: scheme, `www.`, fragment, tracking parameters and a slash at its end left
/// out, and of an archived copy the address of which it is one. `None` for what is no address.
pub fn normal_url(address: &str) -> Option<String> {
    let url = url::Url::parse(address).or_else(|_| url::Url::parse(&format!("https://{address}")));
    let url = url.ok()?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    if let ("web.archive.org", Some(kept)) = (host, archived(address)) {
        return normal_url(kept);
    }
    let mut query: Vec<String> = url
        .query_pairs()
        .filter(|(name, _)| !is_tracking(name))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    query.sort();
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let mark = if query.is_empty() { "" } else { "?" };
    let path = url.path().trim_end_matches('/');
    // Pages that a script makes are told apart by what is a path after the hash.
    let fragment = url.fragment().filter(|it| it.starts_with(['/', '!']));
    let fragment = fragment.map(|it| format!("#{}", it.trim_end_matches('/')));
    let fragment = fragment.unwrap_or_default();
    Some(format!(
        "{host}{port}{path}{mark}{}{fragment}",
        query.join("&")
    ))
}

/// The address of which the Wayback Machine keeps a copy: `web.archive.org/web/20150101000000/http://a.example`.
pub fn archived(address: &str) -> Option<&str> {
    let (_, kept) = address.split_once("/web/")?;
    let (_, kept) = kept.split_once('/')?;
    (kept.contains('.') && !kept.contains("web.archive.org")).then_some(kept)
}

/// Its words in lower case, without punctuation.
fn words(title: &str) -> String {
    let words: Vec<&str> = text::words(title).collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(one: &str, other: &str) {
        assert_eq!(normal_url(one), normal_url(other));
    }

    #[test]
    fn spellings_of_one_address_are_the_same() {
        same("https://www.a.example/b/", "http://a.example/b");
        same(
            "https://a.example/b?utm_source=x&id=3#top",
            "a.example/b?id=3",
        );
        same("https://A.example", "https://a.example/");
        assert_ne!(
            normal_url("https://a.example/b?id=3"),
            normal_url("https://a.example/b?id=4")
        );
        assert_eq!(normal_url("#"), None);
    }

    /// The identities of the one source that a note cites.
    #[track_caller]
    fn cited(note: &str) -> Vec<Identity> {
        let reading = crate::citation::read(note);
        let identities: Vec<_> = reading.citations().map(|it| it.identities()).collect();
        match identities.as_slice() {
            [one] => one.clone(),
            other => panic!("{note}: {other:?}"),
        }
    }

    /// Asserts that two notes cite the same source, or not.
    #[track_caller]
    fn assert_same(one: &str, other: &str, same: bool) {
        let (one, other) = (cited(one), cited(other));
        let shared = one.iter().any(|it| other.contains(it));
        assert_eq!(shared, same, "{one:#?} {other:#?}");
    }

    #[test]
    fn all_that_tells_a_source_counts_the_strongest_first() {
        let note = "Ana Bell, \"The End of the Long River,\" *Journal*, 2011, https://a.example/end, doi:10.1000/ABC.";
        let title = Identity::Title {
            words: "the end of the long river".to_owned(),
            year: Some(2011),
            by: None,
        };
        let url = Identity::Url("a.example/end".to_owned(), false);
        let doi = Identity::Doi("10.1000/abc".to_owned());
        assert_eq!(cited(note), [doi, url, title]);
        assert_eq!(Source::default().identities(), []);
    }

    #[test]
    fn a_source_is_the_same_however_its_doi_is_written() {
        let bare = "Ana Bell, \"The End,\" *Journal*, 2011, doi:10.1000/abc.";
        for note in [
            "Ana Bell, \"The End,\" *Journal*, 2011, https://doi.org/10.1000/ABC.",
            "Bell, A. \"End, the.\" *Journal*, May 4, 2012, http://dx.doi.org/10.1000/abc.",
        ] {
            assert_same(bare, note, true);
        }
    }

    #[test]
    fn a_source_is_the_same_whoever_led_to_its_address() {
        let one = "Ana Bell, \"The End,\" *Journal*, 2011, https://a.example/end.";
        for note in [
            "[The end](https://www.a.example/end/?utm_source=x&fbclid=y)",
            "[Another](https://web.archive.org/web/20150101000000/http://a.example/end)",
            "https://a.example/end",
        ] {
            assert_same(one, note, true);
        }
    }

    #[test]
    fn the_front_of_a_site_is_no_work() {
        let one = "Ana Bell, \"The End,\" 2011, https://a.example/.";
        let other = "Bo Sen, \"The Start,\" 2011, https://www.a.example.";
        assert_same(one, other, false);
        assert_same("https://a.example/", "http://www.a.example", true);
    }

    #[test]
    fn a_source_is_the_same_by_the_words_of_its_title_and_its_year() {
        let one = "Ana Bell, \"The End: A History of Rivers,\" *Journal*, May 4, 2011.";
        let same = "A. Bell, \"The end – a history of rivers,\" *Journal*, 2011.";
        let unsigned = "\"The End: A History of Rivers,\" *Journal*, 2011.";
        let later = "Ana Bell, \"The End: A History of Rivers,\" *Journal*, May 4, 2012.";
        assert_same(one, same, true);
        assert_same(one, unsigned, true);
        assert_same(one, later, false);
    }

    #[test]
    fn words_that_lead_to_an_address_are_no_title() {
        let at = |url: &str| format!("By following the instructions at: https://a.example/{url}");
        assert_same(&at("a"), &at("a"), true);
        assert_same(&at("a"), &at("b"), false);
    }

    #[test]
    fn a_case_is_not_the_article_that_tells_of_it() {
        let article = "Ana Bell, *The Long Case of the Foam*, 2024, https://a.example/foam.";
        let case = "Foam, Inc. v. Insurance Co., No. 23-cv-03873, 2025 WL 699361 (N.D. Cal. 2025), https://a.example/foam.";
        assert_same(article, case, false);
        assert_same(case, case, true);
    }

    #[test]
    fn a_title_that_many_works_have_needs_a_name() {
        let of = |who: &str, what: &str| format!("{who}, \"{what},\" *Journal*, May 4, 2011.");
        for title in [
            "The End",
            "Testimony before the Committee on Rivers",
            "Annual Report",
        ] {
            assert_same(&of("Ana Bell", title), &of("A. Bell", title), true);
            assert_same(&of("Ana Bell", title), &of("Bo Sen", title), false);
        }
    }
}
