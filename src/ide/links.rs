//! The addresses in a brief: where its links lead, bare URLs, DOIs.

use std::sync::LazyLock;

use linkify::{LinkFinder, LinkKind};
use regex::Regex;
use url::Url;

use crate::config::Form;
use crate::index::{Document, LinkDestination};
use crate::pattern::pattern;
use crate::syntax::{self, BlockAt, DocumentKind, Item, ItemKind, Leaf, wrapped_address_end};
use crate::text::{Span, without_wide_marks};

/// A place that leads out of the brief.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutgoingLink {
    /// The address as it is written.
    pub span: Span,
    /// Where it leads: an absolute URL.
    pub target: Url,
    /// The hover text.
    pub tooltip: String,
}

/// The addresses that lead somewhere, by place: destinations of links, bare URLs and DOIs, in text, notes
/// and front matter, and files of the folder that are there. Placeholders, code and comments lead nowhere.
pub fn links(document: &Document) -> Vec<OutgoingLink> {
    let blocks = document.blocks().iter_from(0);
    blocks.flat_map(|block| in_block(document, block)).collect()
}

/// The addresses in `block`, or those in the same leaf, by place.
pub(super) fn in_block(document: &Document, block: BlockAt<'_>) -> Vec<OutgoingLink> {
    let body = block.body();
    let text = document.text().slice(body);
    let silent = matches!(block.block.leaf, Leaf::Code | Leaf::Comment | Leaf::Rule);
    if silent || !may_hold_an_address(&text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut hidden = comments_and_code(&text, document);
    for link in syntax::links(&text) {
        if link.destination.is_empty() {
            continue;
        }
        let inner = text[link.destination.range()].trim_start_matches('<');
        let start = link.destination.end - inner.len();
        let span = Span::new(start, start + inner.trim_end_matches('>').len());
        found.extend(address(span, &link.target));
        found.extend(file(document, span, &link.target));
        hidden.push(link.span);
    }
    let markers = block.block.items.iter().filter(|item| is_marker(item));
    let markers = markers.map(|item| item.span.shift(block.start));
    let within = |span: Span| Span::new(span.start - body.start, span.end - body.start);
    hidden.extend(markers.filter(|span| body.covers(*span)).map(within));
    let text = blanked(&text, &hidden);
    bare(&text, &mut found);
    found.sort_by_key(|link| link.span);
    if document.kind() == DocumentKind::Plain {
        let mut limit = text.len();
        for link in found.iter_mut().rev() {
            let start = link.span.start;
            go_on(&text[..limit.max(link.span.end)], link);
            limit = start;
        }
    }
    for link in &mut found {
        link.span = link.span.shift(body.start);
    }
    found
}

/// Whether an item looks like a marker, resolved or not; the text of an inline note may hold an address.
fn is_marker(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Marker { form, .. } if form != Form::Inline)
}

/// A quick look for what no address can do without.
fn may_hold_an_address(text: &str) -> bool {
    [":", "www.", "WWW.", "10.", "]("]
        .iter()
        .any(|sign| text.contains(sign))
}

/// What of `text` is code, math or a comment. Tags stay: an address may stand in their attributes.
fn comments_and_code(text: &str, document: &Document) -> Vec<Span> {
    let silent = |span: &Span| {
        let source = &text[span.range()];
        source.starts_with(['`', '$']) || source.starts_with("<!--")
    };
    let mut spans = syntax::not_text(text, document.kind());
    spans.retain(silent);
    spans
}

/// `text` with `hidden` and what ends an address made spaces, at the same offsets.
fn blanked(text: &str, hidden: &[Span]) -> String {
    let mut hidden = hidden.to_vec();
    hidden.sort();
    let mut hidden = hidden.into_iter().peekable();
    let mut blanked = String::with_capacity(text.len());
    let mut until = 0;
    for (at, c) in text.char_indices() {
        while let Some(span) = hidden.next_if(|span| span.start <= at) {
            until = until.max(span.end);
        }
        match at < until || ends_address(c) {
            true => blanked.extend(std::iter::repeat_n(' ', c.len_utf8())),
            false => blanked.push(c),
        }
    }
    blanked
}

/// Whether `c` is no part of an address, though a scanner for ASCII would take it: quote marks, dashes,
/// full-width punctuation, superscript numbers.
fn ends_address(c: char) -> bool {
    !c.is_ascii() && !c.is_alphabetic()
}

/// Adds the bare addresses in `text`.
fn bare(text: &str, found: &mut Vec<OutgoingLink>) {
    let first = found.len();
    for url in FINDER.links(&without_wide_marks(text)) {
        let span = Span::new(url.start(), url.start() + trimmed(url.as_str()).len());
        let written = &text[span.range()];
        if written.contains("://") {
            found.extend(address(span, &unescaped(written)));
        } else if BARE_HOST.is_match(written) {
            found.extend(address(span, &format!("https://{}", unescaped(written))));
        }
    }
    for name in DOI.captures_iter(text) {
        let (Some(all), Some(name)) = (name.get(0), name.get(1)) else {
            continue;
        };
        let Some(len) = doi_len(&text[name.start()..]) else {
            continue;
        };
        let glued = !all.as_str().contains(char::is_whitespace);
        let start = if glued { all.start() } else { name.start() };
        let span = Span::new(start, name.start() + len);
        let apart =
            |link: &OutgoingLink| link.span.end <= span.start || span.end <= link.span.start;
        if found[first..].iter().all(apart) {
            let name = &text[name.start()..span.end];
            found.extend(address(span, &format!("{RESOLVER}{}", unescaped(name))));
        }
    }
}

/// Where DOIs lead (DOI Handbook, 3.8).
const RESOLVER: &str = "https://doi.org/";

/// Takes into `link`, which stands in `text`, what of its address a layout has moved to the next lines.
fn go_on(text: &str, link: &mut OutgoingLink) {
    let Some(end) = wrapped_address_end(text, link.span.start, link.span.end) else {
        return;
    };
    let more = &text[link.span.end..end];
    let written: String = more.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(whole) = address(
        Span::new(link.span.start, end),
        &format!("{}{written}", link.target),
    ) {
        *link = whole;
    }
}

/// How long the DOI is with which `rest` begins: it ends as a URL does.
fn doi_len(rest: &str) -> Option<usize> {
    let word = rest.split_whitespace().next()?;
    let url = format!("{RESOLVER}{word}");
    let found = FINDER
        .links(&url)
        .next()
        .filter(|found| found.start() == 0)?;
    let len = trimmed(found.as_str()).len().checked_sub(RESOLVER.len())?;
    let named = word[..len].split_once('/')?;
    (!named.1.is_empty()).then_some(len)
}

/// `url` without the backslash of a line break after it.
fn trimmed(url: &str) -> &str {
    url.trim_end_matches('\\')
}

/// `text` without the backslashes that Markdown puts before signs; a URL has none of its own.
fn unescaped(text: &str) -> String {
    text.replace('\\', "")
}

/// The link that `span` is, if `target` is the URL of a real place.
fn address(span: Span, target: &str) -> Option<OutgoingLink> {
    let target = Url::parse(target).ok()?;
    let tooltip = match target.scheme() {
        "http" | "https" | "ftp" => {
            let host = target.host_str().filter(|host| !EXAMPLE.is_match(host))?;
            format!("Open {}", host.strip_prefix("www.").unwrap_or(host))
        }
        "mailto" => format!("Write to {}", target.path()),
        _ => return None,
    };
    (!span.is_empty()).then_some(OutgoingLink {
        span,
        target,
        tooltip,
    })
}

/// The link that `span` is, if `target` is a file of the folder that is there.
fn file(document: &Document, span: Span, target: &str) -> Option<OutgoingLink> {
    let path = syntax::local_path(target)?;
    let (LinkDestination::There(path) | LinkDestination::Brief(path, _)) =
        document.context().paths.get(&path)?
    else {
        return None;
    };
    let name = path.file_name()?.to_string_lossy();
    Some(OutgoingLink {
        span,
        target: Url::from_file_path(path).ok()?,
        tooltip: format!("Open {name}"),
    })
}

static FINDER: LazyLock<LinkFinder> = LazyLock::new(|| {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_must_have_scheme(false);
    finder
});

/// Of the names of hosts without a scheme, those that are surely no words with a full stop between.
static BARE_HOST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:www\.[^.]+\.|(?:dx\.)?doi\.org/10\.)"));

/// A DOI that says that it is one; what stands before the last slash is the registrant (DOI Handbook, 2.2).
static DOI: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bdoi\b(?:\s*:)?\s*(10\.\d{4,9}(?:\.\d+)*/)"));

/// The names that RFC 2606 sets apart for examples.
static EXAMPLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:^|\.)(?:example(?:\.(?:com|org|net))?|invalid|test)\.?$"));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::{document, marked, unmarked};

    /// Asserts that the links of the text are those marked, each with its target after the carets where it
    /// is not what is written.
    #[track_caller]
    fn assert_links(kind: DocumentKind, fixture: &str) {
        let text = unmarked(fixture);
        let document = document(kind, &text);
        let links = links(&document);
        let named: Vec<_> = links
            .iter()
            .map(|link| {
                let written = &text[link.span.range()];
                let same =
                    written.trim_end_matches('/') == link.target.as_str().trim_end_matches('/');
                (link.span, if same { "" } else { link.target.as_str() })
            })
            .collect();
        assert_eq!(marked(&document, &named), fixture, "\n{links:#?}");
    }

    #[test]
    fn the_destinations_of_links() {
        assert_links(
            DocumentKind::Markdown,
            "See [it](https://a.org/b \"Title\") and <https://c.org>.\n\
             \x20        ^^^^^^^^^^^^^^^\n\
             \x20                                      ^^^^^^^^^^^^^\n\n\
             A [b](<https://a.org/b c>) ![d](http://e.org/f.png) [g](mailto:h@i.org).\n\
             \x20      ^^^^^^^^^^^^^^^^^ https://a.org/b%20c\n\
             \x20                               ^^^^^^^^^^^^^^^^^^\n\
             \x20                                                       ^^^^^^^^^^^^^^\n",
        );
    }

    #[test]
    fn what_a_link_shows_is_no_other_link() {
        assert_links(
            DocumentKind::Markdown,
            "A [https://a.org](https://b.org/c).\n                  ^^^^^^^^^^^^^^^\n",
        );
    }

    #[test]
    fn bare_urls_without_the_punctuation_after_them() {
        assert_links(
            DocumentKind::Plain,
            "A (https://a.org/b_(c)), “https://d.org/e”, www.f.org/g; http://h.org/i?j=k,l.\n\
             \x20  ^^^^^^^^^^^^^^^^^^^\n\
             \x20                         ^^^^^^^^^^^^^^^\n\
             \x20                                           ^^^^^^^^^^^ https://www.f.org/g\n\
             \x20                                                        ^^^^^^^^^^^^^^^^^^^^\n",
        );
        assert_links(
            DocumentKind::Plain,
            "见https://a.cn/b，后文（https://c.cn/d）。\n ^^^^^^^^^^^^^^\n                   ^^^^^^^^^^^^^^\n",
        );
    }

    #[test]
    fn an_address_goes_on_in_the_next_line() {
        let targets = |kind, text: &str| -> Vec<String> {
            let links = links(&document(kind, text)).into_iter();
            links.map(|link| link.target.to_string()).collect()
        };
        for (text, target) in [
            (
                "See https://www.un.org/very/long/\npath/to/file.pdf.\n",
                "https://www.un.org/very/long/path/to/file.pdf",
            ),
            (
                "See https://www.un.org/very/long-\npath/to/file.pdf.\n",
                "https://www.un.org/very/long-path/to/file.pdf",
            ),
            (
                "See https://doi.org/10.1080/\n01402390.2020.1234567.\n",
                "https://doi.org/10.1080/01402390.2020.1234567",
            ),
            (
                "See https://www.un.org/very/long/path\nand he says so again.\n",
                "https://www.un.org/very/long/path",
            ),
        ] {
            assert_eq!(targets(DocumentKind::Plain, text), [target]);
        }
        let text = "See https://www.un.org/very/long/\npath/to/file.pdf.\n";
        assert_eq!(
            targets(DocumentKind::Markdown, text),
            ["https://www.un.org/very/long/"]
        );
    }

    #[test]
    fn markers_after_an_address_are_no_part_of_it() {
        assert_links(
            DocumentKind::Plain,
            "See https://a.org/b.¹ Or www.c.org²\n    ^^^^^^^^^^^^^^^\n                         ^^^^^^^^^ https://www.c.org/\n\n\
             ¹ https://d.org/e\n  ^^^^^^^^^^^^^^^\n² F.\n",
        );
        assert_links(
            DocumentKind::Markdown,
            "See https://a.org/b[^1].\n    ^^^^^^^^^^^^^^^\n\n[^1]: https://c.org/d\\_e.\n      ^^^^^^^^^^^^^^^^^^ https://c.org/d_e\n",
        );
    }

    #[test]
    fn dois() {
        assert_links(
            DocumentKind::Plain,
            "A doi:10.1234/abc.\n  ^^^^^^^^^^^^^^^ https://doi.org/10.1234/abc\n\n\
             B DOI: 10.1016/S0140-6736(05)67012-3, 2005.\n       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ https://doi.org/10.1016/S0140-6736(05)67012-3\n\n\
             C https://doi.org/10.1234/abc; dx.doi.org/10.1234/d\n  ^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\
             \x20                              ^^^^^^^^^^^^^^^^^^^^ https://dx.doi.org/10.1234/d\n",
        );
    }

    #[test]
    fn notes_inline_notes_quotes_tables_and_front_matter() {
        assert_links(
            DocumentKind::Pandoc,
            "---\nurl: https://a.org/b\n     ^^^^^^^^^^^^^^^\n---\n\n\
             A.^[See https://c.org/d.] B.[^1]\n        ^^^^^^^^^^^^^^^\n\n\
             > Quoted,\n> at https://e.org/f.\n     ^^^^^^^^^^^^^^^\n\n\
             | G | H |\n|---|---|\n| https://i.org|j |\n  ^^^^^^^^^^^^^\n\n\
             [^1]: One.\n\n    https://k.org/l\n    ^^^^^^^^^^^^^^^\n\n\
             [ref]: https://m.org/n\n       ^^^^^^^^^^^^^^^\n\n\
             <a href=\"https://o.org/p\">q</a>\n         ^^^^^^^^^^^^^^^\n",
        );
    }

    #[test]
    fn what_leads_nowhere() {
        assert_links(
            DocumentKind::Markdown,
            "A [a](#), [b](), [c](#methods), [d](../e.md), [f](TODO) end.Then e.g.this a@b.org.\n\n\
             B https://example.com/a, www.example.org, [c](http://sub.example.net), 10.1234/abc.\n\n\
             C `https://a.org` <!-- https://b.org --> javascript://c.org foo://d.org http://\n\n\
             <!-- https://e.org -->\n\n```\nhttps://f.org\n```\n\n    https://g.org\n",
        );
    }

    #[test]
    fn a_tooltip_names_the_place() {
        let document = document(
            DocumentKind::Plain,
            "At https://www.a.org/b, doi:10.1234/c.\n",
        );
        let tooltips: Vec<_> = links(&document)
            .into_iter()
            .map(|link| link.tooltip)
            .collect();
        assert_eq!(tooltips, ["Open a.org", "Open doi.org"]);
    }
}
