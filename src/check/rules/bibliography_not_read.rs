use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, Named, Unread, WhyUnread};
use crate::syntax::{BlockAt, Leaf};
use crate::text::Span;

pub(super) const RULE: Rule = Rule::new("bibliography-not-read", Level::Warning, Find::Block(find))
    .summary("a bibliography or citation style named in the front matter that cannot be loaded")
    .page(include_str!("bibliography_not_read.md"));

fn find(document: &Document, at: BlockAt<'_>) -> Vec<RawDiagnostic> {
    let context = document.context();
    let unread = context.unread.iter().chain(&context.unread_style);
    let unread: Vec<&Unread> = unread.collect();
    if at.index > 0 || at.block.leaf != Leaf::FrontMatter || unread.is_empty() {
        return Vec::new();
    }
    let front_matter = document.front_matter();
    let named = front_matter.bibliography.iter();
    let named = named.map(|it| (it, "bibliography"));
    let style = front_matter.citation_style.iter();
    let named = named.chain(style.map(|it| (it, "citation-style")));
    let raw_diagnostic = |(named, setting): (&Named, &str)| {
        let is_meant = |unread: &&&Unread| unread.name.as_deref() == Some(&*named.name);
        let (message, at_most) = message(named, setting, &unread.iter().find(is_meant)?.why);
        let span = Span::new(named.span.start - at.start, named.span.end - at.start);
        let raw_diagnostic = RawDiagnostic::in_block(at.index, span, message);
        Some(RawDiagnostic {
            at_most,
            ..raw_diagnostic
        })
    };
    named.filter_map(raw_diagnostic).collect()
}

/// What is wrong with what is named so, and how much it matters at the most. The configuration would name it
/// under `setting`.
fn message(named: &Named, setting: &str, why: &WhyUnread) -> (String, Level) {
    let name = &named.name;
    match why {
        WhyUnread::Missing => (format!("`{name}` does not exist."), Level::Error),
        WhyUnread::Unreadable(why) => (format!("`{name}` {why}."), Level::Error),
        WhyUnread::Outside => (
            format!(
                "`{name}` is outside the folder of your briefs and was not loaded; to allow it, list it under \
                 `{setting}` in `brief-ls.toml`."
            ),
            Level::Information,
        ),
        WhyUnread::Remote => (
            format!(
                "`{name}` is a web address and was not loaded; save a copy next to the brief and name the copy."
            ),
            Level::Information,
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::check::{RuleLevels, check};
    use crate::index::DocumentContext;
    use crate::syntax::DocumentKind;
    use crate::testing::{document, marked, unmarked};

    #[track_caller]
    fn assert_found(why: WhyUnread, fixture: &str, level: Option<Level>) {
        let text = unmarked(fixture);
        let unread = Unread {
            name: Some("r.bib".to_owned()),
            why,
        };
        let context = DocumentContext {
            unread: vec![unread],
            ..DocumentContext::default()
        };
        let document = document(DocumentKind::Markdown, &text).with_context(Arc::new(context));
        let found = check(&document, &RuleLevels::default());
        assert_eq!(found.first().map(|it| it.level), level);
        let found: Vec<_> = found.iter().map(|it| (it.span, it.rule.code)).collect();
        assert_eq!(marked(&document, &found), fixture);
    }

    #[test]
    fn what_is_missing_or_outside() {
        let fixture = "---\ntitle: A\nbibliography: [a.bib, \"r.bib\"]\n\
                       \x20                      ^^^^^ bibliography-not-read\n---\n\nText.\n";
        assert_found(WhyUnread::Missing, fixture, Some(Level::Warning));
        assert_found(WhyUnread::Outside, fixture, Some(Level::Information));
        let why = WhyUnread::Unreadable("is a folder".to_owned());
        assert_found(why, fixture, Some(Level::Warning));
    }

    #[test]
    fn what_is_on_the_web_or_named_elsewhere() {
        let fixture =
            "---\nbibliography: r.bib\n              ^^^^^ bibliography-not-read\n---\n\nText.\n";
        assert_found(WhyUnread::Remote, fixture, Some(Level::Information));
        assert_found(WhyUnread::Missing, "# A\n\nbibliography: r.bib\n", None);
    }
}
