//! Names that a link may lead to: `<a id="name">`, and `{#name}` as Pandoc writes it (HTML Standard, "The id
//! attribute"; Pandoc manual, "Extension: header_attributes").

use memchr::{memchr2_iter, memmem};

use crate::text::Span;

use super::{Item, ItemKind};

/// Appends an item for the name in parentheses at the end of a heading, as some site generators have it:
/// `## Title (#name)`.
pub(super) fn heading(text: &str, body: Span, items: &mut Vec<Item>) {
    let inner = text[body.range()].strip_suffix(')');
    let Some((before, name)) = inner.and_then(|inner| inner.rsplit_once("(#")) else {
        return;
    };
    let is_name =
        !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || "()[]".contains(c));
    if is_name && before.ends_with(' ') {
        let start = body.start + before.len() + "(#".len();
        let name = name.into();
        items.push(Item {
            span: Span::new(start, body.end - 1),
            kind: ItemKind::Anchor { name },
        });
    }
}

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
    let element = inner
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    let value = |attribute: &str| {
        let found = memmem::find_iter(tag.as_bytes(), attribute);
        let mut apart = found.filter(|at| tag[..*at].ends_with([' ', '\t', '\n', '"', '\'']));
        value_at(tag, apart.next()? + attribute.len())
    };
    value("id=").or_else(|| value("name=").filter(|_| !is_field(element)))
}

/// Whether the `name` of an element is that of a value that it holds (HTML Standard, "Attributes"); GitHub
/// follows links to the name of any other.
fn is_field(element: &str) -> bool {
    const FIELDS: [&str; 12] = [
        "button", "fieldset", "form", "iframe", "input", "meta", "object", "output", "param",
        "select", "slot", "textarea",
    ];
    FIELDS
        .iter()
        .any(|field| field.eq_ignore_ascii_case(element))
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
    let apart = attributes[..sign].ends_with(['{', ' ', ':', '-']);
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
            names("# Title {#anova .unnumbered} and [x]{.y #z} and {: #kramdown} and {-#un}"),
            ["anova", "z", "kramdown", "un"]
        );
        assert_eq!(names("<b name=\"f1\">1</b> <span name=f2>"), ["f1", "f2"]);
    }

    #[test]
    fn names_in_parentheses_at_the_end_of_a_heading() {
        let named = |text: &str| {
            let mut items = Vec::new();
            heading(text, Span::new(0, text.len()), &mut items);
            items.len()
        };
        assert_eq!(named("Amazon Aurora (#aurora)"), 1);
        for text in [
            "Aurora(#aurora)",
            "Aurora (#)",
            "[Aurora](#aurora)",
            "Aurora (#1 of 3)",
            "(#aurora) A",
        ] {
            assert_eq!(named(text), 0, "{text}");
        }
    }

    #[test]
    fn what_names_no_place() {
        let text = "<input name=\"q\"> a < b id=\"c\" {{#each}} {a#b} <img grid=\"e\"> <a id=\"\">";
        assert_eq!(names(text), [""; 0]);
    }
}
