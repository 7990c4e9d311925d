use std::cell::OnceCell;

use super::placeholder_link::is_task;
use crate::check::places::Places;
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Anchored, Document, LinkDestination};
use crate::syntax::{BlockAt, Leaf, LocalLink, local_links};
use crate::text::Span;

pub(super) const RULE: Rule = Rule::new("broken-link", Level::Warning, Find::Links(find))
    .summary("a link to a file or heading that does not exist")
    .page(include_str!("broken_link.md"));

fn find(document: &Document, places: &Places<'_>, at: BlockAt<'_>) -> Vec<RawDiagnostic> {
    if !matches!(at.block.leaf, Leaf::Paragraph | Leaf::Heading(_)) {
        return Vec::new();
    }
    let links = local_links(&document.text().slice(at.body()));
    // A marker that is a link without a note has a finding of its own.
    let markers: OnceCell<Vec<Span>> = OnceCell::new();
    let is_marker = |link: Span| {
        let markers = markers.get_or_init(|| {
            let markers = document.markers_in(at);
            let may_link = markers.filter(|marker| !marker.form.is_counted_anew());
            may_link.map(|marker| marker.span).collect()
        });
        let near = markers.partition_point(|marker| marker.end <= link.start);
        markers
            .get(near)
            .is_some_and(|marker| marker.start < link.end)
    };
    // In a note, `[Dams](TODO)` is a placeholder for its source, which has a finding of its own.
    let is_in_note = |link: Span| document.note_at(at.body().start + link.start).is_some();
    let is_placeholder = |link: &LocalLink| is_task(&link.path) && is_in_note(link.span);
    let links = links.into_iter().filter(|link| !is_placeholder(link));
    let raw_diagnostics = links.filter_map(|link| {
        let message = raw_diagnostic(document, places, &link)?;
        if is_marker(link.span.shift(at.body().start)) {
            return None;
        }
        let span = link.destination.shift(at.block.body.start);
        let name = target(document, &link);
        let raw_diagnostic = RawDiagnostic::in_block(at.index, span, message).alike(name);
        Some(match document.context().site && is_page(&link.path) {
            true => RawDiagnostic {
                at_most: Level::Hint,
                ..raw_diagnostic
            },
            false => raw_diagnostic,
        })
    });
    raw_diagnostics.collect()
}

/// What a broken link has in common with others: the missing file, or the missing anchor in a file.
fn target(document: &Document, link: &LocalLink) -> String {
    let paths = &document.context().paths;
    let is_missing = matches!(paths.get(&link.path), Some(LinkDestination::Missing));
    let fragment = link.fragment.as_deref().filter(|_| !is_missing);
    format!("{}#{}", link.path, fragment.unwrap_or_default())
}

/// What is wrong with where `link` leads.
fn raw_diagnostic(document: &Document, places: &Places<'_>, link: &LocalLink) -> Option<String> {
    let fragment = link.fragment.as_deref();
    if link.path == "(" {
        let message = "The inner parentheses are a part of the link target: remove them.";
        return Some(message.to_owned());
    }
    if link.path.is_empty() {
        let fragment = fragment?;
        let book = document.context().book.as_ref();
        let nowhere = places.find(fragment) == Anchored::Nowhere
            && !book.is_some_and(|book| book.has_place(fragment));
        return nowhere
            .then(|| format!("No heading or anchor in this brief is named `{fragment}`."));
    }
    match document.context().paths.get(&link.path)? {
        LinkDestination::There(_) => None,
        LinkDestination::Brief(_, summary) => {
            let fragment = fragment?;
            let nowhere = summary.find(fragment) == Anchored::Nowhere;
            nowhere.then(|| {
                format!(
                    "No heading or anchor in `{}` is named `{fragment}`.",
                    link.path
                )
            })
        }
        LinkDestination::Missing => Some(match is_host(&link.path) {
            true => format!(
                "No file `{}`; begin a web address with `https://`.",
                link.path
            ),
            false if link.is_image => format!("The image `{}` does not exist.", link.path),
            false => format!("`{}` does not exist.", link.path),
        }),
    }
}

/// Whether a path is one that a site generator may give to a page: without an extension, or with that of a page.
fn is_page(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    !path.is_empty() && (!name.contains('.') || name.ends_with(".html"))
}

/// Whether a path looks like the name of a host, from which its author left out the scheme.
fn is_host(path: &str) -> bool {
    path.get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("www."))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::check::{Checker, RuleLevels, check};
    use crate::config::{DialectChoice, Profile};
    use crate::index::{Book, BookKind, DocumentContext, Paths, Summary};
    use crate::syntax::DocumentKind;
    use crate::testing::{assert_diagnostics, document, marked, unmarked};
    use crate::text::Edit;

    /// `document` beside the brief `b.md`, with `c.png` and without `no.md`, `TODO` and `www.no.org`.
    fn in_folder(document: &Document) -> Document {
        let brief = "# There\n\n## B {#own}\n\n<a id=\"x\"></a>\n";
        let brief = Summary::read(brief, DocumentKind::Markdown, DialectChoice::Auto);
        let known = [
            (
                "b.md",
                Some(LinkDestination::Brief(
                    Arc::from(Path::new("/b.md")),
                    Arc::new(brief),
                )),
            ),
            (
                "c.png",
                Some(LinkDestination::There(Arc::from(Path::new("/c.png")))),
            ),
            ("no.md", Some(LinkDestination::Missing)),
            ("TODO", Some(LinkDestination::Missing)),
            ("www.no.org", Some(LinkDestination::Missing)),
            ("out.md", None),
        ];
        let known = known.map(|(path, found)| (path.into(), found));
        document.clone().with_context(Arc::new(DocumentContext {
            paths: Paths::default().replaced(known.into()),
            ..DocumentContext::default()
        }))
    }

    #[track_caller]
    fn assert_in_folder(fixture: &str) {
        let text = unmarked(fixture);
        let document = in_folder(&document(DocumentKind::Markdown, &text));
        let found = check(&document, &RuleLevels::default());
        let found: Vec<_> = found.iter().map(|it| (it.span, it.rule.code)).collect();
        assert_eq!(marked(&document, &found), fixture);
    }

    #[test]
    fn a_link_in_an_inline_note_and_one_around_a_marker_are_links() {
        let text = "A rise.^[See [b](#no).]\n                 ^^^ broken-link\n";
        assert_diagnostics(DocumentKind::Pandoc, Profile::Default, text);
        let text = "See [this[^1]](#no).\n               ^^^ broken-link\n\n[^1]: A. Roe, 2001.\n";
        assert_diagnostics(DocumentKind::Pandoc, Profile::Default, text);
    }

    #[test]
    fn places_of_the_brief_itself() {
        assert_diagnostics(
            DocumentKind::Markdown,
            Profile::Default,
            "# What\u{2019}s *new*?\n\nSee [p]((#new)).\n        ^^^^^^ broken-link\n\n\
             See [a](#whats-new), [b](#old) and [c][].\n\
             \x20                        ^^^^ broken-link\n\n\
             [c]: #older\n     ^^^^^^ broken-link\n\n> [d](#what-s-new) [e](#x)\n\n<div id=\"x\">\n</div>\n",
        );
    }

    #[test]
    fn files_of_the_folder_and_places_in_them() {
        assert_in_folder(
            "See [a](b.md), [b](b.md#there), [c](b.md#own), [d](b.md#nowhere), [e](b.md#x).\n\
             \x20                                                  ^^^^^^^^^^^^ broken-link\n\n\
             ![f](c.png) [g](c.png#a) [h](no.md) [i](<no.md>) [j](www.no.org).\n\
             \x20                            ^^^^^ broken-link\n\
             \x20                                                    ^^^^^^^^^^ broken-link\n",
        );
    }

    /// Asserts that the rules find so much in `text`, which `context` surround.
    #[track_caller]
    fn assert_levels(text: &str, context: DocumentContext, expected: &[Level]) {
        let document = document(DocumentKind::Markdown, text).with_context(Arc::new(context));
        let found = check(&document, &RuleLevels::default());
        let found: Vec<Level> = found.iter().map(|it| it.level).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn places_in_other_chapters_of_a_book_that_is_one_document() {
        let chapter = Summary::read(
            "# Two\n\n## Style {#style}\n",
            DocumentKind::Pandoc,
            DialectChoice::Auto,
        );
        let chapter = (Arc::from(Path::new("/02.Rmd")), Arc::new(chapter));
        let book = |kind| DocumentContext {
            book: Some(Arc::new(Book {
                kind,
                chapters: vec![chapter.clone()],
            })),
            ..DocumentContext::default()
        };
        let text = "See [style](#style) and [none](#nostyle).\n";
        assert_levels(text, book(BookKind::Bookdown), &[Level::Warning]);
        assert_levels(text, book(BookKind::Quarto), &[Level::Warning; 2]);
    }

    #[test]
    fn addresses_of_pages_on_a_site_are_doubtful() {
        let links = ["a", "b/", "c.html", "d.png"].map(|link| format!("[x]({link})"));
        let missing = |path: &str| (path.into(), Some(LinkDestination::Missing));
        let there = Some(LinkDestination::There(Arc::from(Path::new("/e"))));
        let known = ["a", "b/", "c.html", "d.png"].map(missing);
        let paths =
            Paths::default().replaced(known.into_iter().chain([("e".into(), there)]).collect());
        let site = DocumentContext {
            paths,
            site: true,
            ..DocumentContext::default()
        };
        let hint = Level::Hint;
        assert_levels(&links.join(" "), site, &[hint, hint, hint, Level::Warning]);
    }

    #[test]
    fn a_placeholder_in_a_note_has_a_finding_of_its_own() {
        assert_in_folder(
            "See [the plan](TODO).[^1]\n               ^^^^ broken-link\n\n\
             [^1]: A. Roe, [*Dams*](TODO), 2001.\n                       ^^^^ placeholder-link\n",
        );
        assert_in_folder(
            "It fell.¹\n\n¹ A. Roe, [*Dams*](TODO), 2001.\n                   ^^^^ placeholder-link\n",
        );
    }

    #[test]
    fn a_target_is_told_of_once() {
        let text = "[a](no.md) and [b](no.md#c).\n\n[c](no.md)\n\n[d](no.md)\n";
        let found = check(
            &in_folder(&document(DocumentKind::Markdown, text)),
            &RuleLevels::default(),
        );
        let places: Vec<_> = found
            .iter()
            .map(|it| (it.span.start, it.related.len()))
            .collect();
        assert_eq!(places, [(4, 3)]);
    }

    #[test]
    fn what_leads_somewhere_or_cannot_be_told() {
        assert_in_folder(
            "A [a](out.md) [b](unknown.md) [c](#) [d]() [e](https://f.org/#g) [h](#top) [i](#fn1).\n\n\
             `[j](no.md)` [k]({{ site.baseurl }}/no.md) [l](mailto:m@n.org) [o](/about)\n\n\
             Write to [q](b.md) at <r@s.gov>; [t][1](soft), [u](%no_url%), [v](NNNN-no.md).\n\n\
             [1]: https://w.org\n\n## X (#own-x)\n\nA [x](#own-x) [y](#y).\n\n<b name=\"y\">1</b> Z.\n\n\
             ```\n[p](no.md)\n```\n",
        );
    }

    #[test]
    fn a_heading_that_is_renamed_breaks_the_links_to_it() {
        let text = "# One\n\nSee [a](#one).\n\nAnd [b](#two).\n";
        let before = document(DocumentKind::Markdown, text);
        let mut checker = Checker::default();
        let codes = |checker: &mut Checker, document: &Document| {
            let found = checker.check(document, &RuleLevels::default());
            let found = found.resolve(document);
            found
                .iter()
                .map(|it| document.text().slice(it.span).into_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(&mut checker, &before), ["#two"]);
        let at = text.find("One").unwrap_or_default();
        let after = before.edit(&Edit::new((at..at + 3).into(), "Two"));
        assert_eq!(codes(&mut checker, &after), ["#one"]);
        let after = after.edit(&Edit::insert(after.text().len(), "\n<a id=\"one\"></a>\n"));
        assert_eq!(codes(&mut checker, &after), [""; 0]);
    }
}
