//! The keys that could be cited at the cursor, after an `@`.

use crate::bibliography::Entry;
use crate::index::Document;
use crate::syntax::{Leaf, cited, key_len, not_text, unfinished_key};
use crate::text::Span;

use super::{Completion, CompletionKind, Completions, MOST_ITEMS};

/// What `@` at the cursor could cite: the entries of the bibliographies of which the key, an author, the year
/// or a word of the title begins with what is written after it, and keys that briefs define. The best come
/// first; none of them is taken out by a client that compares them with what is written, and so they are
/// to be asked for again at the next key.
pub(super) fn keys(document: &Document, offset: usize) -> Option<Completions> {
    let replace = written(document, offset)?;
    let text = document.text();
    let written = text.slice(Span::new(replace.start, offset));
    let query = written.trim_start_matches(['@', '{']);
    let bibliographies = document.context().bibliographies.iter();
    let found = bibliographies.flat_map(|from| from.search(query, MOST_ITEMS + 1));
    let entries = found.map(|entry| of_entry(entry, replace, &written));
    let query = query.to_lowercase();
    let own = document.footnotes().keys().defined();
    let mut own: Vec<&str> = own
        .chain(document.context().keys.iter())
        .map(|key| &**key)
        .filter(|key| key.to_lowercase().contains(&query))
        .collect();
    own.sort_unstable();
    own.dedup();
    let own = own.into_iter().map(|key| item(key, replace, &written));
    Some(Completions {
        is_incomplete: true,
        ..Completions::capped(entries.chain(own))
    })
}

/// The key that is being written at the cursor, its `@` and what of it stands after the cursor included.
fn written(document: &Document, offset: usize) -> Option<Span> {
    let block = document.blocks().at_offset(offset)?;
    let body = block.body();
    let is_read = matches!(
        block.block.leaf,
        Leaf::Paragraph | Leaf::Heading(_) | Leaf::FrontMatter
    );
    if !is_read || !body.touches(offset) {
        return None;
    }
    let content = document.text().slice(body);
    let cursor = offset - body.start;
    let start = unfinished_key(&content[..cursor])?;
    let is_text = || {
        let excluded = not_text(&content, document.kind());
        !excluded.iter().any(|span| span.contains(start))
    };
    if block.block.leaf != Leaf::FrontMatter && !is_text() {
        return None;
    }
    let rest = &content[start + "@".len()..];
    let len = match rest.strip_prefix('{') {
        // The cursor may stand before the brace.
        Some(inner) => braced_len(inner, cursor.saturating_sub(start + "@{".len())) + "{".len(),
        None => key_len(rest).max(cursor - start - "@".len()),
    };
    let end = start + "@".len() + len;
    Some(Span::new(start, end).shift(body.start))
}

/// Length of the key in braces that `inner` begins with, the closing one included, if there is one on the way:
/// else as far as `cursor`.
fn braced_len(inner: &str, cursor: usize) -> usize {
    let end = inner.find(|c: char| c.is_whitespace() || c == '}');
    match end {
        Some(end) if inner[end..].starts_with('}') => end + "}".len(),
        _ => cursor,
    }
}

fn of_entry(entry: &Entry, replace: Span, written: &str) -> Completion {
    let year = entry.year.map(|year| year.to_string());
    let who = [entry.short_authors(), year.unwrap_or_default()].join(" ");
    let what = entry.title.iter().map(|title| format!("*{title}*"));
    let what: Vec<_> = what.chain(entry.container.clone()).collect();
    let none_if_empty = |text: String| (!text.is_empty()).then_some(text);
    Completion {
        detail: none_if_empty(who.trim().to_owned()),
        documentation: none_if_empty(what.join(", ")),
        ..item(&entry.key, replace, written)
    }
}

fn item(key: &str, replace: Span, written: &str) -> Completion {
    Completion {
        label: key.to_owned(),
        kind: CompletionKind::Key,
        detail: None,
        documentation: None,
        replace,
        insert: cited(key),
        filter: Some(written.to_owned()),
        also: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::keys;
    use crate::syntax::DocumentKind;
    use crate::testing::{cursor, document, in_context};

    const BIBLIOGRAPHY: &str = "@book{roy2021, author = {Roy, Ana and Sen, Bo}, title = {Rivers}, year = 2021}\n\
        @article{x12, author = {Côté, Zoë}, title = {The dry land}, journaltitle = {Soil}, year = 1999}\n\
        @misc{odd(key), title = {Odd}}\n";

    /// The labels that are offered, and what the text is with the first of them.
    fn offered(kind: DocumentKind, fixture: &str) -> (Vec<String>, String) {
        let (text, offset) = cursor(fixture);
        let document = in_context(&document(kind, &text), BIBLIOGRAPHY);
        let completions = keys(&document, offset).unwrap_or_default();
        let mut after = text.clone();
        if let Some(first) = completions.items.first() {
            after.replace_range(first.replace.range(), &first.insert);
            assert!(completions.is_incomplete);
        }
        let labels = completions.items.into_iter().map(|item| item.label);
        (labels.collect(), after)
    }

    #[track_caller]
    fn assert_offered(fixture: &str, labels: &[&str], after: &str) {
        let (found, text) = offered(DocumentKind::Markdown, fixture);
        assert_eq!(found, labels, "in {fixture}");
        assert_eq!(text, after);
    }

    #[test]
    fn by_key_author_year_and_title() {
        let all = ["roy2021", "x12", "odd(key)"];
        assert_offered("A [@|].\n", &all, "A [@roy2021].\n");
        assert_offered("A [see @ro|], b.\n", &["roy2021"], "A [see @roy2021], b.\n");
        assert_offered("A [@a; -@cote|\n", &["x12"], "A [@a; -@x12\n");
        assert_offered("A @1999|\n", &["x12"], "A @x12\n");
        assert_offered("A @dry|\n", &["x12"], "A @x12\n");
        assert_offered("A ^[@sen|]\n", &["roy2021"], "A ^[@roy2021]\n");
    }

    #[test]
    fn the_whole_key_is_replaced_and_has_braces_where_it_needs_them() {
        assert_offered("A [@ro|y, p. 3].\n", &["roy2021"], "A [@roy2021, p. 3].\n");
        assert_offered("A @odd|\n", &["odd(key)"], "A @{odd(key)}\n");
        assert_offered("A @{od|} b.\n", &["odd(key)"], "A @{odd(key)} b.\n");
        assert_offered("A @{od| b.\n", &["odd(key)"], "A @{odd(key)} b.\n");
        let all = ["roy2021", "x12", "odd(key)"];
        assert_offered("A @|{odd(key)} b.\n", &all, "A @roy2021 b.\n");
    }

    #[test]
    fn keys_that_the_brief_defines() {
        assert_offered(
            "A [@tag:|].\n\n[@tag:abe]: doi:10.1234/a\n",
            &["tag:abe"],
            "A [@tag:abe].\n\n[@tag:abe]: doi:10.1234/a\n",
        );
        let text = "---\nnocite: '@ro|'\n---\n";
        assert_offered(text, &["roy2021"], "---\nnocite: '@roy2021'\n---\n");
    }

    #[test]
    fn nothing_where_no_key_is_written() {
        for fixture in [
            "Mail ana@|\n",
            "Code `@r|`\n",
            "```\n@r|\n```\n",
            "Escaped \\@r|\n",
            "After @roy |\n",
            "See [it](https://a.example/@r|)\n",
            "|@roy2021\n",
            "[^|]\n",
        ] {
            assert_eq!(
                offered(DocumentKind::Markdown, fixture).0,
                [""; 0],
                "in {fixture}"
            );
        }
    }

    #[test]
    fn what_is_told_of_an_entry() {
        let (text, offset) = cursor("A [@x1|].\n");
        let document = in_context(&document(DocumentKind::Markdown, &text), BIBLIOGRAPHY);
        let item = keys(&document, offset)
            .unwrap_or_default()
            .items
            .swap_remove(0);
        assert_eq!(item.detail.as_deref(), Some("Côté 1999"));
        assert_eq!(item.documentation.as_deref(), Some("*The dry land*, Soil"));
        assert_eq!(item.filter.as_deref(), Some("@x1"));
    }
}
