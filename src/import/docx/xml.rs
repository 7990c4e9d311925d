//! A part of a Word file as a tree of elements.
//!
//! Names are compared without their namespaces: the strict and the transitional form of the format (ISO/IEC
//! 29500) differ in these alone.

use roxmltree::{Document, ParsingOptions};

use super::DocxError;

/// An element of a part.
pub(super) type Node<'a> = roxmltree::Node<'a, 'a>;

/// The most elements, attributes and texts that a part may have: ten times what the longest books have.
const MOST_NODES: u32 = 10_000_000;

/// Reads a part. A document type declaration, in which entities could grow without end, is refused.
pub(super) fn parse(text: &str) -> Result<Document<'_>, DocxError> {
    let options = ParsingOptions {
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => DocxError::TooLarge,
        error => DocxError::Broken(error.to_string()),
    })
}

/// The elements in `node`. Of alternatives for programs of different age, the first (`mc:AlternateContent`).
pub(super) fn children(node: Node<'_>) -> Vec<Node<'_>> {
    let mut result = Vec::new();
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            "AlternateContent" => {
                let choice = child.children().find(Node::is_element);
                result.extend(choice.iter().flat_map(|choice| children(*choice)));
            }
            _ => result.push(child),
        }
    }
    result
}

/// The first element called `name` in `node`.
pub(super) fn child<'a>(node: Node<'a>, name: &str) -> Option<Node<'a>> {
    node.children().find(|child| is(*child, name))
}

/// The element at the end of a path of names.
pub(super) fn descend<'a>(node: Node<'a>, path: &[&str]) -> Option<Node<'a>> {
    path.iter().try_fold(node, |node, name| child(node, name))
}

pub(super) fn is(node: Node<'_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The attribute called `name`.
pub(super) fn attribute<'a>(node: Node<'a>, name: &str) -> Option<&'a str> {
    let mut attributes = node.attributes();
    attributes
        .find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value())
}

/// The attribute `val` of the element called `name` in `node`.
pub(super) fn value<'a>(node: Node<'a>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

/// Whether the property called `name` is switched on or off in `node`; `None` where it does not say.
pub(super) fn toggle(node: Node<'_>, name: &str) -> Option<bool> {
    let property = child(node, name)?;
    let off = ["0", "false", "off", "none"];
    Some(!attribute(property, "val").is_some_and(|value| off.contains(&value)))
}
