//! Names that a link may lead to: `<a id="name">`, and `{#name}` as Pandoc writes it (HTML Standard, "The id
//! attribute"; Pandoc manual, "Extension: header_attributes").

use memchr::{memchr2_iter, memmem};

use crate::text::Span;

use super::{Item, ItemKind};

/// The longest tag, in bytes, that is looked at.
const LONGEST: usize = 400;

/// Appends an item for each name that `body`, a part of a block, gives to a place.
pub(super) fn scan(text: &str, body: Span, items: &mut Vec<Item>) {
    let bytes = &text.as_bytes()[body.range()];
    for at in memchr2_iter(b'<', b'{', bytes) {
        let start = body.start + at;
        let end = text.floor_char_boundary((start + LONGEST).min(body.end));
        let rest = &text[start..end];
        let found = match rest.starts_with('<') {
            true => in_tag(rest),
            false if text[..start].ends_with('{') => None,
            false => in_attributes(rest),
        };
        if let Some(name) = found {
            items.push(Item {
                span: name.shift(start),
                kind: ItemKind::Anchor {
                    name: rest[name.range()].into(),
                },
            });
        }
    }
}

/// The name that the tag with which `rest` begins gives to its element.
fn in_tag(rest: &str) -> Option<Span> {
    let tag = &rest[..rest.find('>')?];
    let inner = tag.strip_prefix('<')?;
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let link = inner.starts_with("a ") || inner.starts_with("A ");
    let value = |attribute: &str| {
        let found = memmem::find_iter(tag.as_bytes(), attribute);
        let mut apart = found.filter(|at| tag[..*at].ends_with([' ', '\t', '\n', '"', '\'']));
        value_at(tag, apart.next()? + attribute.len())
    };
    value("id=").or_else(|| value("name=").filter(|_| link))
}

/// The value of an attribute, with or without quotes, that begins at `at` of `tag`.
fn value_at(tag: &str, at: usize) -> Option<Span> {
    let rest = &tag[at..];
    let (start, len) = match rest.chars().next()? {
        quote @ ('"' | '\'') => (at + 1, rest[1..].find(quote)?),
        _ => (at, rest.find([' ', '\t', '\n', '/']).unwrap_or(rest.len())),
    };
    (len > 0).then_some(Span::new(start, start + len))
}

/// The name in the attributes of Pandoc with which `rest` begins.
fn in_attributes(rest: &str) -> Option<Span> {
    let attributes = &rest[..rest.find(['}', '\n'])?];
    let sign = attributes.find('#')?;
    let apart = attributes[..sign].ends_with(['{', ' ', ':']);
    let name = &attributes[sign + 1..];
    let len = name.find(char::is_whitespace).unwrap_or(name.len());
    (apart && len > 0 && !attributes.starts_with("{{"))
        .then_some(Span::new(sign + 1, sign + 1 + len))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let mut items = Vec::new();
        scan(text, Span::new(0, text.len()), &mut items);
        items
            .iter()
            .map(|item| {
                let ItemKind::Anchor { name } = &item.kind else {
                    panic!("another mark")
                };
                assert_eq!(text[item.span.range()], **name);
                name.to_string()
            })
            .collect()
    }

    #[test]
    fn names_of_elements_and_attributes() {
        assert_eq!(
            names("<a id=\"a\"></a> <a class='x' name=b> <div\nid='c d'>"),
            ["a", "b", "c d"]
        );
        assert_eq!(
            names("# Title {#anova .unnumbered} and [x]{.y #z} and {: #kramdown}"),
            ["anova", "z", "kramdown"]
        );
    }

    #[test]
    fn what_names_no_place() {
        let text = "<input name=\"q\"> a < b id=\"c\" {{#each}} {a#b} <img grid=\"e\"> <a id=\"\">";
        assert_eq!(names(text), [""; 0]);
    }
}
