use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::citation::{archived, normal_url};
use crate::config::Level;
use crate::index::Document;
use crate::syntax::{BlockAt, LinkedWords, PlainText};

pub(super) const RULE: Rule =
    Rule::in_brief_alone("link-mismatch", Level::Warning, Find::Block(find))
        .summary("a link that shows one address and goes to another")
        .page(include_str!("link_mismatch.md"));

fn find(document: &Document, at: BlockAt<'_>) -> Vec<RawDiagnostic> {
    let body = document.text().slice(at.body());
    if at.block.is_opaque() || !(body.contains("](") || body.contains("<a ")) {
        return Vec::new();
    }
    let plain = PlainText::read(&body, Vec::new());
    let findings = plain.links.iter().filter_map(|link| {
        let shown = plain.slice(link.words.clone()).trim();
        let message = mismatch(shown, link)?;
        let span = plain.source(&link.words).shift(at.block.body.start);
        let is_archived = is_archive(&link.target);
        let finding = RawDiagnostic::in_block(at.index, span, message);
        Some(RawDiagnostic {
            at_most: if is_archived {
                Level::Information
            } else {
                Level::Error
            },
            ..finding
        })
    });
    findings.collect()
}

/// What is wrong with a link that shows `shown`.
fn mismatch(shown: &str, link: &LinkedWords) -> Option<String> {
    let is_whole = shown.starts_with("http://") || shown.starts_with("https://");
    if !(is_whole || shown.starts_with("www.") && shown.contains('/')) {
        return None;
    }
    let is_cut = shown.contains(['…', ' ', '\n', '[', '*']) || shown.ends_with("...");
    let is_web = link.target.starts_with("http://") || link.target.starts_with("https://");
    if is_cut || !is_web {
        return None;
    }
    if is_archive(&link.target) && !is_archive(shown) {
        let kept = archived(&link.target).unwrap_or(&link.target);
        return match same(shown, kept) || is_at_archive_of_site(shown, &link.target) {
            true => {
                Some("This link goes to an archived copy of the address that it shows.".to_owned())
            }
            false => Some(message(shown, &link.target)),
        };
    }
    (!same(shown, &link.target)).then(|| message(shown, &link.target))
}

/// Whether a public archive keeps the page at its old path: `whitehouse.gov/x` at `obamawhitehouse.archives.gov/x`.
fn is_at_archive_of_site(shown: &str, target: &str) -> bool {
    let path = |address: &str| {
        let (_, rest) = address.split_once("://").unwrap_or(("", address));
        let (_, path) = rest.split_once('/')?;
        Some(path.trim_end_matches('/').to_lowercase())
    };
    target.contains(".archives.gov/") && path(shown) == path(target)
}

fn is_archive(address: &str) -> bool {
    [
        ".archives.gov/",
        "web.archive.org/",
        "archive.ph/",
        "archive.is/",
        "perma.cc/",
        "archive.today/",
    ]
    .iter()
    .any(|host| address.contains(host))
}

fn message(shown: &str, target: &str) -> String {
    let host = |address: &str| Some(url::Url::parse(address).ok()?.host_str()?.to_owned());
    let whole = match shown.starts_with("www.") {
        true => format!("https://{shown}"),
        false => shown.to_owned(),
    };
    let bare = |host: Option<String>| host.map(|host| host.trim_start_matches("www.").to_owned());
    let (one, other) = (bare(host(&whole)), bare(host(target)));
    match (one, other) {
        (Some(one), Some(other)) if one != other => {
            format!(
                "This link shows an address at {one} and goes to {other}: write the one that you mean."
            )
        }
        _ => format!(
            "This link shows one address and goes to another, {target}: write the one that you mean."
        ),
    }
}

/// Whether two addresses lead to one page, as far as their words tell.
fn same(shown: &str, target: &str) -> bool {
    let read = |address: &str| {
        let address = address
            .trim_end_matches(['.', ',', ';', ')'])
            .to_lowercase();
        let address = address
            .replace("&amp;", "&")
            .replace("%20", " ")
            .replace('+', " ");
        normal_url(&address)
    };
    let (one, other) = (read(shown), read(target));
    // What is shown may leave out parameters, or the way to a page of a site.
    let is_part = || {
        let (one, other) = (one.as_deref()?, other.as_deref()?);
        let rest = other.strip_prefix(one)?;
        Some(rest.starts_with(['?', '#', '/']) || rest.is_empty())
    };
    one == other || is_part() == Some(true)
}

#[cfg(test)]
mod tests {
    use crate::config::Level;
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::{assert_diagnostics, diagnostics};

    #[test]
    fn another_host_or_page() {
        assert_diagnostics(
            Markdown,
            Brief,
            "See [https://a.test/b.pdf](https://a.test/c.pdf).\n     ^^^^^^^^^^^^^^^^^^^^ link-mismatch\n",
        );
        assert_diagnostics(
            Markdown,
            Brief,
            "See <a href=\"https://old.a.test/b\">https://a.test/b</a>.\n                                   ^^^^^^^^^^^^^^^^ link-mismatch\n",
        );
        assert_diagnostics(
            Markdown,
            Brief,
            "See [https://a.test/b](https://web.archive.org/web/2020/https://a.test/b).\n     ^^^^^^^^^^^^^^^^ link-mismatch\n",
        );
    }

    #[test]
    fn an_archived_copy_is_only_said() {
        for target in [
            "https://web.archive.org/web/2020/https://www.whitehouse.gov/a",
            "https://obamawhitehouse.archives.gov/a",
        ] {
            let text = format!("See [https://www.whitehouse.gov/a]({target}).\n");
            let found = diagnostics(Markdown, Brief, &text);
            assert_eq!(found[0].level, Level::Information);
            assert!(
                found[0].message.contains("archived copy"),
                "{}",
                found[0].message
            );
        }
    }

    #[test]
    fn the_same_address_written_otherwise() {
        for link in [
            "[https://a.test/b](http://www.a.test/b/)",
            "[https://A.test/b](https://a.test/B)",
            "[https://a.test/b…](https://a.test/bcd)",
            "[www.a.test](https://b.test)",
            "[a.test](https://b.test)",
            "[https://a.test](https://a.test/b)",
            "[the plan](https://a.test)",
            "[https://a.test/b](#b)",
            "[https://a.test/b](https://a.test/b?id=1)",
        ] {
            assert_diagnostics(Markdown, Brief, &format!("# B\n\nSee {link}.\n"));
        }
    }
}
