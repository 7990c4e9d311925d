use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

use crate::text::without_wide_marks;

/// How many characters a DOI has at most: what is longer is none, and need not be read.
const LONGEST_DOI: usize = 200;

/// An address in running text.
pub(in crate::citation) struct Address {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// Whether it is a bare DOI (`doi:10.1000/182`) and no URL; `range` is then the DOI without its prefix.
    pub doi: bool,
}

/// The URLs and DOIs of `text`, by place.
pub(in crate::citation) fn addresses(text: &str) -> Vec<Address> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_must_have_scheme(false);
    let spaced = without_wide_marks(text);
    let urls = finder.links(&spaced).filter_map(|link| {
        let range = url(link.start(), link.as_str())?;
        Some(Address { range, doi: false })
    });
    let mut found: Vec<Address> = urls.collect();
    found.extend(dois(text));
    found.sort_by_key(|address| address.range.start);
    // What is both, `doi.org/10.1000/182`, is a URL: it begins first.
    let mut end = 0;
    found.retain(|address| {
        let apart = address.range.start >= end;
        end = end.max(address.range.end);
        apart
    });
    found
}

/// Of what looks like a URL, the part that is one.
fn url(start: usize, link: &str) -> Option<Range<usize>> {
    let link = link.trim_end_matches(['*', '_', '”', '’', '»', '.', ',']);
    let end = start + link.len();
    let Some(colon) = link.find("://") else {
        let (host, path) = link.split_once('/').unwrap_or((link, ""));
        let domain = host.rsplit('.').next().unwrap_or_default();
        let plausible = domain.len() >= 2 && domain.bytes().all(|byte| byte.is_ascii_lowercase());
        let named = link.starts_with("www.") || (!path.is_empty() && plausible);
        return (named && host.contains('.')).then_some(start..end);
    };
    // Where the space before is lost: `athttps://`.
    let scheme = link.get(..colon)?;
    let real = ["https", "http", "ftp"]
        .iter()
        .find(|known| scheme.ends_with(**known))?;
    Some(start + colon - real.len()..end)
}

/// DOIs without a resolver (ISO 26324: `10.`, a registrant, a slash, a suffix).
fn dois(text: &str) -> impl Iterator<Item = Address> {
    text.match_indices("10.").filter_map(move |(start, _)| {
        let rest = text.get(start..)?;
        let ends = |c: char| c.is_whitespace() || "<>\"”;,".contains(c);
        let within = rest
            .char_indices()
            .take(LONGEST_DOI)
            .take_while(|(_, c)| !ends(*c));
        let doi = rest.get(..within.last().map_or(0, |(at, c)| at + c.len_utf8()))?;
        let doi = doi.trim_end_matches(['.', ',', ')', ']']);
        let (registrant, suffix) = doi.get(3..)?.split_once('/')?;
        let digits =
            registrant.len() >= 4 && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let apart = text
            .get(..start)?
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric());
        let range = start..start + doi.len();
        (digits && apart && !suffix.is_empty()).then_some(Address { range, doi: true })
    })
}

/// The DOI in a URL of a resolver.
pub(in crate::citation) fn doi_of(url: &str) -> Option<&str> {
    let at = url.find("doi.org/10.")? + "doi.org/".len();
    url.get(at..)
}

#[cfg(test)]
mod tests {
    use crate::citation::annotations::address::*;

    #[track_caller]
    fn reads(text: &str, expected: &[&str]) {
        let found: Vec<_> = addresses(text)
            .into_iter()
            .map(|found| &text[found.range])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn addresses_stand_in_text() {
        reads(
            "at https://a.example/b_(c)). Or www.b.example, x",
            &["https://a.example/b_(c)", "www.b.example"],
        );
        reads("available athttps://a.example/b.", &["https://a.example/b"]);
        reads(
            "doi:10.1186/s13059-018-1448-7.",
            &["10.1186/s13059-018-1448-7"],
        );
        reads(
            "https://doi.org/10.1000/182; Apps.gov and/or 10.5 a.b",
            &["https://doi.org/10.1000/182"],
        );
        reads(
            "https://web.archive.org/web/2009/http://a.example/",
            &["https://web.archive.org/web/2009/http://a.example/"],
        );
        reads(
            "見：https://a.example/甲。另見：https://b.example/2）",
            &["https://a.example/甲", "https://b.example/2"],
        );
        assert_eq!(doi_of("https://doi.org/10.1000/182"), Some("10.1000/182"));
    }
}
