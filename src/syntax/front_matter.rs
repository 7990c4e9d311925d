//! What front matter tells of sources (Pandoc manual, "Specifying bibliographic data"), and the markers in its fields,
//! whose text Pandoc reads as Markdown (Pandoc manual, "Extension: yaml_metadata_block").

use crate::text::Span;

use super::marker::{citation, markdown};
use super::{Confidence, Item, ItemKind};

/// Some editors put it at the top of a file; it is no part of the text.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// Whether `line` opens front matter in YAML, or in TOML, a byte order mark before it apart.
pub(super) fn is_fence_of_front_matter(line: &str) -> bool {
    matches!(
        line.trim_start_matches(BYTE_ORDER_MARK).trim_end(),
        "---" | "+++"
    )
}

/// Appends an item for each key that the fields in `body` define or may cite, for each marker in them, and where a
/// bibliography is named.
pub(super) fn scan(text: &str, body: Span, items: &mut Vec<Item>) {
    let first = items.len();
    // The fields of TOML, between `+++`, are no business of Pandoc's.
    let is_yaml = text.trim_start_matches(BYTE_ORDER_MARK).starts_with("---");
    let mut field = "";
    let mut is_block = false;
    let mut at = body.start;
    for line in text[body.range()].split_inclusive('\n') {
        let span = Span::new(at, at + line.len());
        at = span.end;
        if let Some(name) = field_name(line) {
            field = name;
            if field == "bibliography" {
                items.push(Item {
                    span,
                    kind: ItemKind::PandocSign,
                });
            }
        }
        match field {
            "references" => items.extend(defined(line, span)),
            "nocite" => nocite(text, span, items),
            _ => {
                citation::loose(text, span, Confidence::Doubtful, items);
                let value = value(line);
                if field_name(line).is_some() {
                    is_block = value.starts_with(['|', '>']);
                } else if is_yaml && is_block {
                    markers(text, span, is_block, items);
                    continue;
                }
                if is_yaml && is_text(value) {
                    let start = span.start + line.len() - value.len();
                    markers(text, Span::new(start, span.end), false, items);
                }
            }
        }
    }
    items[first..].sort_by_key(|item| item.span.start);
}

/// The value on `line`, behind its field and the sign of an item.
fn value(line: &str) -> &str {
    let rest = match field_name(line.trim_start_matches([' ', '-'])) {
        Some(_) => line.split_once(':').map_or(line, |(_, value)| value),
        None => line,
    };
    rest.trim_start_matches([' ', '\t', '-'])
}

/// Whether a value may be text with markers: it is no list or map in brackets, and no comment (YAML 1.2.2, sections 6.6
/// and 7.4).
fn is_text(value: &str) -> bool {
    let quoted = value.starts_with(['"', '\'']);
    !value.starts_with(['[', '{', '#', '&', '*', '!']) && (quoted || !value.contains(" #"))
}

/// Appends the markers in `span`, a line of a field, and the opener of a note with which it begins in a block of text
/// (YAML 1.2.2, section 8.1).
fn markers(text: &str, span: Span, is_block: bool, items: &mut Vec<Item>) {
    let mut from = span.start;
    while let Some(at) = text[from..span.end].find("[^") {
        let at = from + at;
        from = at + "[^".len();
        let Some((item, next)) = markdown::at(text, at, span) else {
            continue;
        };
        if let ItemKind::Marker { form, label, .. } = item.kind {
            let begins = is_block && text[span.start..at].trim().is_empty();
            let kind = match begins && text[next..span.end].starts_with(':') {
                true => ItemKind::FieldNote { label },
                false => ItemKind::Marker {
                    form,
                    label,
                    confidence: Confidence::FrontMatter,
                },
            };
            items.push(Item { kind, ..item });
        }
        from = next;
    }
}

/// Appends the keys that `line` names without citing them; `@*` are all.
fn nocite(text: &str, line: Span, items: &mut Vec<Item>) {
    citation::loose(text, line, Confidence::Certain, items);
    if let Some(at) = text[line.range()].find("@*") {
        let start = line.start + at;
        items.push(Item {
            span: Span::new(start, start + "@*".len()),
            kind: ItemKind::Citation {
                key: ItemKind::ALL_KEYS.into(),
                confidence: Confidence::Certain,
            },
        });
    }
}

/// The field that begins on `line`.
fn field_name(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    (!name.is_empty() && !name.starts_with('-') && name.chars().all(is_name)).then_some(name)
}

/// The key that `line`, at `span`, defines as an item of `references` or as the first of its fields.
fn defined(line: &str, span: Span) -> Option<Item> {
    let value = line.trim_start_matches(['-', ' ']).strip_prefix("id:")?;
    let key = value.split(" #").next().unwrap_or(value).trim();
    let key = key.trim_matches(['"', '\'']);
    let start = span.start + (line.len() - value.len()) + value.find(key)?;
    (!key.is_empty()).then(|| Item {
        span: Span::new(start, start + key.len()),
        kind: ItemKind::Key { key: key.into() },
    })
}
