use std::sync::LazyLock;

use linkify::{LinkFinder, LinkKind};
use url::Url;

use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan, Subject};
use crate::check::{Find, Rule};
use crate::citation::is_tracking;
use crate::config::Level;
use crate::index::Document;
use crate::syntax::{BlockAt, not_text};
use crate::text::{Span, without_wide_marks};

pub(super) const RULE: Rule =
    Rule::in_brief_alone("fragile-link", Level::Hint, Find::Block(find))
        .summary("an address that will not last: a tracking parameter, a redirect, a short link, a cached copy")
        .page(include_str!("fragile_link.md"));

/// What is wrong with the address of a host.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FragileKind {
    /// It leads to another page, which one of these parameters holds.
    Redirect(&'static str),
    Cache,
    Session,
    Shortener,
    Local,
}

static HOSTS: LazyLock<Vec<(FragileKind, &str)>> = LazyLock::new(|| {
    let lines = include_str!("../data/fragile_hosts.tsv").lines();
    let entry = |line: &'static str| {
        let mut fields = line.split('\t');
        let (kind, host) = (fields.next()?, fields.next()?);
        let kind = match kind {
            "redirect" => FragileKind::Redirect(fields.next()?),
            "cache" => FragileKind::Cache,
            "session" => FragileKind::Session,
            "shortener" => FragileKind::Shortener,
            _ => FragileKind::Local,
        };
        Some((kind, host))
    };
    lines.filter_map(entry).collect()
});

/// An address in a block that will not last.
struct Fragile {
    message: &'static str,
    /// What the fix does, and what it writes in place of the address.
    fix: Option<(&'static str, String)>,
}

fn find(document: &Document, at: BlockAt<'_>) -> Vec<RawDiagnostic> {
    let body = document.text().slice(at.body());
    if at.block.is_opaque() || !body.contains("://") {
        return Vec::new();
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let mut code = None;
    let mut found: Vec<(String, RawDiagnostic)> = Vec::new();
    for link in finder.links(&without_wide_marks(&body)) {
        let span = Span::new(link.start(), link.end());
        let Some(fragile) = fragile(link.as_str()) else {
            continue;
        };
        let code = code.get_or_insert_with(|| code_in(&body, document));
        if is_within(code, span) {
            continue;
        }
        let span = span.shift(at.block.body.start);
        let edit = |by: String| {
            let place = RelativeSpan::Within(Subject::Block(at.index), span);
            (place, by)
        };
        // An address that is shown and linked is one finding, and its fix is both.
        let shown = found
            .last_mut()
            .filter(|(before, _)| before == link.as_str());
        match (shown, fragile.fix) {
            (Some((_, before)), Some((_, by))) => before.also_edited(edit(by)),
            (Some(_), None) => {}
            (None, fix) => {
                let finding = RawDiagnostic::in_block(at.index, span, fragile.message.to_owned());
                let finding = match fix {
                    Some((title, by)) => finding.fixed(title, vec![edit(by)]),
                    None => finding,
                };
                found.push((link.as_str().to_owned(), finding));
            }
        }
    }
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// Whether a span is in one of `spans`, which are in order.
fn is_within(spans: &[Span], span: Span) -> bool {
    let after = spans.partition_point(|other| other.end <= span.start);
    spans.get(after).is_some_and(|other| other.covers(span))
}

/// The code in `body`.
fn code_in(body: &str, document: &Document) -> Vec<Span> {
    let mut spans = not_text(body, document.kind());
    spans.retain(|span| body[span.range()].starts_with('`'));
    spans
}

/// What is wrong with `address`, if anything is.
fn fragile(address: &str) -> Option<Fragile> {
    let rest = address.split_once("://")?.1;
    if address.starts_with("file:") {
        return Some(Fragile {
            message: "The address of a file on one computer: cite where others can read it.",
            fix: None,
        });
    }
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_meant = |(_, start): &&(FragileKind, &str)| match start.contains('/') {
        true => {
            let after = rest.strip_prefix(start);
            after.is_some_and(|after| after.is_empty() || after.starts_with(['?', '/', '#']))
        }
        false => {
            let under = host.strip_suffix(start);
            under.is_some_and(|under| under.is_empty() || under.ends_with('.'))
        }
    };
    match HOSTS.iter().find(is_meant) {
        Some((kind, _)) => of_host(*kind, address),
        None => tracked(address),
    }
}

fn of_host(kind: FragileKind, address: &str) -> Option<Fragile> {
    let message = match kind {
        FragileKind::Redirect(parameters) => return redirect(address, parameters),
        FragileKind::Cache => {
            "This is a search engine's copy, gone after days: cite the page itself."
        }
        FragileKind::Session => {
            "An address for one visit, gone afterwards: cite the page with the link to it."
        }
        FragileKind::Shortener => "A short address hides the source: cite the page itself.",
        FragileKind::Local => "An address on your own computer: cite where others can read it.",
    };
    Some(Fragile { message, fix: None })
}

/// `https://www.google.com/url?q=https://…`: an address that leads to another one, which it names.
fn redirect(address: &str, parameters: &str) -> Option<Fragile> {
    let url = Url::parse(address).ok()?;
    let is_meant = |name: &str| parameters.split(' ').any(|parameter| parameter == name);
    let mut pairs = url.query_pairs();
    let (_, target) = pairs.find(|(name, value)| is_meant(name) && value.starts_with("http"))?;
    let target = target
        .replace(' ', "%20")
        .replace('(', "%28")
        .replace(')', "%29");
    Some(Fragile {
        message: "This address leads through another site: cite the page itself.",
        fix: Some(("Cite the page itself", target)),
    })
}

/// An address with parameters that say where the reader came from.
fn tracked(address: &str) -> Option<Fragile> {
    let (page, rest) = address.split_once('?')?;
    let (query, fragment) = match rest.find('#') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let separator = if query.contains("&amp;") {
        "&amp;"
    } else {
        "&"
    };
    let is_tracked = |pair: &&str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        is_tracking(name) && !value.is_empty()
    };
    let parameters: Vec<&str> = query.split(separator).collect();
    let kept: Vec<&str> = parameters
        .iter()
        .copied()
        .filter(|it| !is_tracked(it))
        .collect();
    let dropped = parameters.len() - kept.len();
    if dropped == 0 {
        return None;
    }
    let mark = if kept.is_empty() { "" } else { "?" };
    let by = format!("{page}{mark}{}{fragment}", kept.join(separator));
    let (message, title) = match dropped {
        1 => (
            "This address carries a tracking parameter: leave it out.",
            "Remove the tracking parameter",
        ),
        _ => (
            "This address carries tracking parameters: leave them out.",
            "Remove the tracking parameters",
        ),
    };
    Some(Fragile {
        message,
        fix: Some((title, by)),
    })
}

#[cfg(test)]
mod tests {
    use super::fragile;
    use crate::config::Profile::{self, Brief, Default};
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::{assert_diagnostics, assert_fixes};

    /// What stands in place of an address after its fix; none for one that is not fragile.
    fn fixed(address: &str) -> Option<String> {
        let fragile = fragile(address)?;
        Some(fragile.fix.map_or_else(String::new, |(_, by)| by))
    }

    #[test]
    fn parameters_that_say_where_the_reader_came_from() {
        for (address, expected) in [
            ("https://a.test/b?utm_source=x", "https://a.test/b"),
            (
                "https://a.test/b?id=3&utm_source=x&fbclid=y#c",
                "https://a.test/b?id=3#c",
            ),
            ("https://a.test/b?_r=0&amp;id=3", "https://a.test/b?id=3"),
            ("https://a.test/b?gclid=1&utm_medium=2", "https://a.test/b"),
        ] {
            assert_eq!(fixed(address).as_deref(), Some(expected), "{address}");
        }
    }

    #[test]
    fn addresses_that_lead_elsewhere_or_nowhere() {
        for (address, expected) in [
            (
                "https://www.google.com/url?q=https://a.test/b%3Fc&sa=D",
                "https://a.test/b?c",
            ),
            (
                "http://webcache.googleusercontent.com/search?q=cache:abc",
                "",
            ),
            ("https://deliverypdf.ssrn.com/delivery.php?ID=123", ""),
            ("https://bit.ly/3abc", ""),
            ("http://localhost:8000/a", ""),
            ("file:///home/ana/report.pdf", ""),
        ] {
            assert_eq!(fixed(address).as_deref(), Some(expected), "{address}");
        }
    }

    #[test]
    fn addresses_that_last() {
        for address in [
            "https://a.test/b?id=3&page=2",
            "https://www.google.com/search?q=dams",
            "https://github.com/a/b/blob/main/c.md?ref=main",
            "https://web.archive.org/web/2020/https://a.test",
            "https://doi.org/10.1000/182",
            "https://orbit.ly/a",
            "https://a.test/utm_source",
        ] {
            assert_eq!(fixed(address), None, "{address}");
        }
    }

    #[test]
    fn one_finding_for_an_address_that_is_shown_and_linked() {
        let text = "See.[^1]\n\n[^1]: Roe, \"Dams\", 2020, [https://a.test/b?utm_source=x](https://a.test/b?utm_source=x).\n                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fragile-link\n";
        assert_diagnostics(Markdown, Brief, text);
        let text = "See [it](https://a.test/b?utm_source=x) and `https://a.test/c?fbclid=1`.\n         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fragile-link\n";
        assert_diagnostics(Markdown, Brief, text);
        assert_fixes(
            Markdown,
            Brief,
            "See [it](https://a.test/b?utm_source=x&a=b).\n",
        );
    }

    #[test]
    fn in_the_profile_brief_alone() {
        let profile: Profile = Default;
        assert_diagnostics(Markdown, profile, "See <https://a.test/b?utm_source=x>.\n");
    }
}
