use super::Source;

/// By what a source is known again, normalised: equal for two citations of the same source.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Identity {
    /// A DOI in lower case, which is how DOIs are compared (DOI Handbook, section 2.4).
    Doi(String),
    /// A URL without scheme, `www.`, fragment, tracking parameters and the slash at its end.
    Url(String),
    /// The words of a title in lower case, and the year if there is one.
    Title(String, Option<i16>),
}

/// Parameters of a query that say where the reader came from, not what is read. Those that begin with
/// `utm_` are as well.
const TRACKING: &[&str] = &[
    "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src", "cmpid", "ncid", "sh", "smid",
];

impl Identity {
    /// Of a source; `None` for one without DOI, URL and title.
    pub(super) fn of(source: &Source) -> Option<Identity> {
        let doi = source
            .doi
            .as_deref()
            .map(|doi| Identity::Doi(doi.to_lowercase()));
        let url = || {
            source
                .url
                .as_deref()
                .and_then(normal_url)
                .map(Identity::Url)
        };
        let title = || {
            let title = words(source.title.as_deref()?);
            let year = source.date.and_then(|date| date.year());
            (!title.is_empty()).then_some(Identity::Title(title, year))
        };
        doi.or_else(url).or_else(title)
    }
}

/// What two spellings of one address share; `None` for what is no address.
fn normal_url(address: &str) -> Option<String> {
    let url = url::Url::parse(address).or_else(|_| url::Url::parse(&format!("https://{address}")));
    let url = url.ok()?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut query: Vec<String> = url
        .query_pairs()
        .filter(|(name, _)| !name.starts_with("utm_") && !TRACKING.contains(&&**name))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    query.sort();
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let mark = if query.is_empty() { "" } else { "?" };
    let path = url.path().trim_end_matches('/');
    Some(format!("{host}{port}{path}{mark}{}", query.join("&")))
}

/// Its words in lower case, without punctuation.
fn words(title: &str) -> String {
    let words = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
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

    #[test]
    fn the_strongest_identity_counts() {
        let mut source = Source {
            title: Some("The “End” of History?".to_owned()),
            date: Some(crate::citation::PartialDate::Year(1989)),
            ..Source::default()
        };
        let title = Identity::Title("the end of history".to_owned(), Some(1989));
        assert_eq!(source.identity(), Some(title));
        source.url = Some("#".to_owned());
        assert!(matches!(source.identity(), Some(Identity::Title(..))));
        source.url = Some("https://a.example/b".to_owned());
        assert_eq!(
            source.identity(),
            Some(Identity::Url("a.example/b".to_owned()))
        );
        source.doi = Some("10.1000/ABC".to_owned());
        assert_eq!(
            source.identity(),
            Some(Identity::Doi("10.1000/abc".to_owned()))
        );
    }

    /// The identity of the one source that a note cites.
    fn cited(note: &str) -> Identity {
        let reading = crate::citation::read(note);
        let identities: Vec<_> = reading.citations().map(|it| it.identity()).collect();
        match identities.as_slice() {
            [Some(identity)] => identity.clone(),
            other => panic!("{note}: {other:?}"),
        }
    }

    #[test]
    fn a_source_is_the_same_however_its_doi_is_written() {
        let bare = cited("Ana Bell, \"The End,\" *Journal*, 2011, doi:10.1000/abc.");
        assert_eq!(bare, Identity::Doi("10.1000/abc".to_owned()));
        for note in [
            "Ana Bell, \"The End,\" *Journal*, 2011, https://doi.org/10.1000/ABC.",
            "Bell, A. \"End, the.\" *Journal*, May 4, 2012, http://dx.doi.org/10.1000/abc.",
        ] {
            assert_eq!(cited(note), bare, "{note}");
        }
    }

    #[test]
    fn a_source_is_the_same_whoever_led_to_its_address() {
        let one = cited("Ana Bell, \"The End,\" *Journal*, 2011, https://a.example/end.");
        let other = cited("[The end](https://www.a.example/end/?utm_source=x&fbclid=y)");
        assert_eq!(one, other);
    }

    #[test]
    fn a_source_is_the_same_by_the_words_of_its_title_and_its_year() {
        let one = cited("Ana Bell, \"The End: A History,\" *Journal*, May 4, 2011.");
        let same = cited("A. Bell, \"The end – a history,\" *Journal*, 2011.");
        let later = cited("Ana Bell, \"The End: A History,\" *Journal*, May 4, 2012.");
        assert_eq!(one, same);
        assert_ne!(one, later);
    }
}
