//! Sources that are cited by key, and what is known of a key.

use std::sync::Arc;

use crate::bibliography::{Bibliography, Entry};
use crate::syntax::{BlockAt, Confidence, Item, ItemKind, is_identifier};
use crate::text::Span;

use super::{Dialect, Document, DocumentContext, ItemId};

/// A source cited by its key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyCitation {
    /// Which item of the document it is.
    pub id: ItemId,
    /// The key.
    pub key: Arc<str>,
    /// The key with its `@` and its braces, in bytes of the document.
    pub span: Span,
    /// Whether it stands in brackets. In running text it may be a person's name, if no key is known for it.
    pub in_brackets: bool,
}

/// Where a brief says itself what a key stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyDefinition {
    /// Which item of the document it is.
    pub id: ItemId,
    /// The key.
    pub key: Arc<str>,
    /// `[@tag:name]:`, or the name among the `references` of the front matter, in bytes of the document.
    pub span: Span,
}

/// What is known of a key.
#[derive(Clone, Copy, Debug)]
pub enum Known<'a> {
    /// The document defines it for itself, at that item.
    Here(ItemId),
    /// A bibliography has it.
    Entry(&'a Arc<Bibliography>, &'a Entry),
    /// A bibliography has it, in an entry that is broken.
    Broken,
    /// Defined in another brief.
    Elsewhere,
    /// It is a persistent identifier.
    Identifier,
}

impl Document {
    /// The sources that it cites by key, by place.
    pub fn citations(&self) -> impl Iterator<Item = KeyCitation> {
        let candidates = self.footnotes().keys().candidates.iter();
        candidates.filter_map(|id| self.citation(*id))
    }

    /// Those in `block`.
    pub fn citations_in<'a>(
        &'a self,
        block: BlockAt<'a>,
    ) -> impl Iterator<Item = KeyCitation> + 'a {
        let items = self.items_in(block);
        items.filter_map(move |(id, item)| self.as_citation(id, block, item))
    }

    /// The citation that an item is.
    pub fn citation(&self, id: ItemId) -> Option<KeyCitation> {
        let (block, item) = self.item(id)?;
        self.as_citation(id, block, item)
    }

    /// The definition of a key that an item is.
    pub fn key_definition(&self, id: ItemId) -> Option<KeyDefinition> {
        let (block, item) = self.item(id)?;
        let ItemKind::Key { key } = &item.kind else {
            return None;
        };
        Some(KeyDefinition {
            id,
            key: key.clone(),
            span: item.span.shift(block.start),
        })
    }

    fn as_citation(&self, id: ItemId, block: BlockAt<'_>, item: &Item) -> Option<KeyCitation> {
        let ItemKind::Citation { key, confidence } = &item.kind else {
            return None;
        };
        let keys = self.footnotes().keys();
        keys.candidates.binary_search(&id).ok()?;
        let in_brackets = *confidence == Confidence::Certain;
        let is_one = in_brackets
            || keys.in_brackets.contains(key)
            || match self.known(key) {
                Some(Known::Identifier) => *confidence == Confidence::Word,
                Some(_) => true,
                None => *confidence == Confidence::Word && self.reads_bare_keys(),
            };
        is_one.then(|| KeyCitation {
            id,
            key: key.clone(),
            span: item.span.shift(block.start),
            in_brackets,
        })
    }

    /// Whether it is for Pandoc, and has a bibliography: an `@name` in it is a citation then.
    fn reads_bare_keys(&self) -> bool {
        let named = !self.context().is_guessed && !self.context().bibliographies.is_empty();
        named && self.footnotes().keys().pandoc && self.footnotes().dialect == Dialect::Pandoc
    }

    /// What is known of `key`.
    pub fn known(&self, key: &str) -> Option<Known<'_>> {
        let DocumentContext {
            bibliographies,
            keys,
            ..
        } = &**self.context();
        if let Some(id) = self.footnotes().keys().definition(key) {
            return Some(Known::Here(id));
        }
        let entry = bibliographies
            .iter()
            .find_map(|from| Some(Known::Entry(from, from.get(key)?)));
        if entry.is_some() {
            return entry;
        }
        match () {
            () if bibliographies.iter().any(|from| from.has_broken(key)) => Some(Known::Broken),
            () if keys.contains(key) => Some(Known::Elsewhere),
            () if is_identifier(key) => Some(Known::Identifier),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::{document, in_context};

    const BIBLIOGRAPHY: &str = "@book{roy2021, title = {Rivers}, author = {Roy, Ana}, year = 2021}\n\
        @book{odd:/b?c=d&e, title = {Odd}}\n";

    /// Asserts that these keys are cited in `text`; with a `?`, that nothing is known of one.
    #[track_caller]
    fn assert_cited(kind: DocumentKind, text: &str, bibliography: &str, expected: &[&str]) {
        let document = in_context(&document(kind, text), bibliography);
        let shown = |it: KeyCitation| {
            let unknown = document.known(&it.key).map_or(" ?", |_| "");
            format!("{}{unknown}", &text[it.span.range()])
        };
        let cited: Vec<_> = document.citations().map(shown).collect();
        assert_eq!(cited, expected, "in {text}");
    }

    #[test]
    fn keys_in_brackets_are_cited() {
        let cited = |text, expected: &[&str]| {
            assert_cited(DocumentKind::Markdown, text, BIBLIOGRAPHY, expected);
        };
        cited(
            "Rain [see @roy2021, pp. 3-5; also -@rao:2020; @{odd:/b?c=d&e}] fell.\n",
            &["@roy2021", "@rao:2020 ?", "@{odd:/b?c=d&e}"],
        );
        cited(
            "A [@rao [sic], p. 3][^1] and ^[see [@sen]] and [@a.b.][@c]: so.\n\n[^1]: A.\n",
            &["@rao ?", "@sen ?", "@a.b ?", "@c ?"],
        );
        cited(
            "Say [@doi:10.1000/182.a] and [@url:http://a.example/b/].\n",
            &["@doi:10.1000/182.a", "@url:http://a.example/b"],
        );
        cited("<div>\n[@roy2021; @rao]\n</div>\n", &["@roy2021"]);
    }

    #[test]
    fn a_bare_key_is_cited_where_it_is_known() {
        let text = "As @roy2021 [p. 3] says, and *@roy2021*, but @roy2020 (@{odd:/b?c=d&e}).\n";
        let known = ["@roy2021", "@roy2021", "@{odd:/b?c=d&e}"];
        assert_cited(DocumentKind::Markdown, text, BIBLIOGRAPHY, &known);
        assert_cited(DocumentKind::Markdown, text, "", &[]);
        let text = "As @rao says [@rao].\n";
        assert_cited(DocumentKind::Markdown, text, "", &["@rao ?", "@rao ?"]);
        let text = "As @rao says, or @{a b}, or @{c{d}e}.\n";
        assert_cited(
            DocumentKind::Pandoc,
            text,
            BIBLIOGRAPHY,
            &["@rao ?", "@{c{d}e} ?"],
        );
        assert_cited(DocumentKind::Pandoc, text, "", &[]);
    }

    #[test]
    fn what_names_a_person_or_a_place_is_no_key() {
        for text in [
            "Mail ana@roy2021.org or [ana@roy2021] or @roy2021@a.example.\n",
            "Code `@roy2021`, math $x_@roy2021$ and <https://a.example/@roy2021>.\n",
            "See https://a.example/@roy2021 and [it](https://a.example \"by @roy2021\").\n",
            "Escaped \\@roy2021 and \\[\\@roy2021].\n",
            "[@roy2021](https://a.example), [@roy2021][1] and [Dr @roy2021](b.md).\n\n[1]: c.md\n",
            "Thanks [@roy2021] and @roy2021!\n\n[@roy2021]: https://a.example/roy2021\n",
            "(@roy2021) An example.\n\nSee (@roy2021).\n",
            "    @roy2021 in code\n",
            "```\n@roy2021\n```\n",
            "Chapter \\@ref(roy2021), @ref(roy2021).\n",
        ] {
            assert_cited(DocumentKind::Markdown, text, BIBLIOGRAPHY, &[]);
            assert_cited(DocumentKind::Pandoc, text, BIBLIOGRAPHY, &[]);
        }
    }

    #[test]
    fn a_document_defines_keys_for_itself() {
        assert_cited(
            DocumentKind::Markdown,
            "As said [@tag:Abe; @tag:Bar].\n\n<!-- Citation tags -->\n\
            [@tag:Abe]: doi:10.1101/gr.634603\n[@tag:Url]: url:http://a.example/@b\n",
            "",
            &["@tag:Abe", "@tag:Bar ?"],
        );
        assert_cited(
            DocumentKind::Markdown,
            "---\nauthor: ana@a.example\ntwitter: \"@ana\"\nreferences:\n- type: book\n  id: roy2021\n\
            - id: 'rao'\n  title: x\nnocite: |\n  @rao, @sen\n---\n\nAs @roy2021 said.\n",
            "",
            &["@rao", "@sen ?", "@roy2021"],
        );
    }
}
