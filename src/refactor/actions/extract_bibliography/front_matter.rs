use crate::index::Document;
use crate::syntax::Leaf;
use crate::text::{Edit, Span};

use crate::refactor::Refusal;

/// The edit that names the bibliography `name` in the front matter of `document`, which is made where there is none
/// (Pandoc manual, "Specifying bibliographic data").
///
/// # Errors
/// [`Refusal`] where the front matter is no YAML, or has the field already.
pub(super) fn naming(document: &Document, name: &str) -> Result<Edit, Refusal> {
    let newline = document.text().line_break();
    let field = format!("bibliography: {}{newline}", scalar(name));
    let first = document.blocks().get(0);
    let Some(block) = first.filter(|first| first.block.leaf == Leaf::FrontMatter) else {
        let start = document.text().slice(document.text().line(0));
        let mark = start.len() - start.trim_start_matches('\u{feff}').len();
        let fenced = format!("---{newline}{field}---{newline}{newline}");
        return Ok(Edit::insert(mark, fenced));
    };
    let text = document.text().slice(block.body());
    let text = text.trim_end();
    if !text.trim_start_matches('\u{feff}').starts_with("---") {
        return Err(Refusal::new(
            "The front matter is not valid YAML, so the bibliography cannot be added to it.",
        ));
    }
    if text.lines().any(|line| line.starts_with("bibliography:")) {
        return Err(Refusal::new(
            "`bibliography` in the front matter names no file: add one first.",
        ));
    }
    let close = text.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    Ok(Edit::new(Span::at(block.body().start + close), field))
}

/// `name` as a scalar of YAML, in quotes where it needs them.
fn scalar(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');
    match name.chars().all(plain) && name.starts_with(char::is_alphanumeric) {
        true => name.to_owned(),
        false => format!("'{}'", name.replace('\'', "''")),
    }
}
