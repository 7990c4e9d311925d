//! What a heading says, and the names under which links lead to it.

use pulldown_cmark::{Event, Parser};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text of a heading on one line, without the signs of emphasis and links, and without the attributes
/// `{#name .class}` at its end (Pandoc manual, "Extension: header_attributes").
pub fn heading_name(written: &str) -> String {
    let text = without_attributes(written);
    let is_plain =
        |text: &str| !text.contains(['*', '_', '`', '[', '<', '&', '\\', '!', '\n', '\r']);
    let mut name = String::with_capacity(text.len());
    if is_plain(text) {
        name.push_str(text);
    } else {
        // A letter before it keeps a number at its start from being a list.
        let text = format!("a{text}");
        for event in Parser::new(&text) {
            match event {
                Event::Text(text) | Event::Code(text) => name += &text,
                Event::SoftBreak | Event::HardBreak => name.push(' '),
                _ => {}
            }
        }
        name = name.strip_prefix('a').unwrap_or_default().to_owned();
    }
    match name.split_whitespace().count() {
        0 => String::new(),
        _ => name.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// A heading without the attributes `{#name .class}` at its end.
pub fn without_attributes(text: &str) -> &str {
    let text = text.trim_end();
    let open = text.strip_suffix('}').and_then(|_| text.rfind('{'));
    match open {
        Some(open)
            if text[open + 1..]
                .trim_start()
                .starts_with(['#', '.', '-', ':']) =>
        {
            text[..open].trim_end()
        }
        _ => text,
    }
}

/// The name that GitHub gives to the heading called `name`, where no other one before it has it: letters,
/// numbers, hyphens and underscores, in small letters, blanks as hyphens.
pub fn github_slug(name: &str) -> String {
    let kept = name.chars().filter_map(|c| match c {
        ' ' | '-' => Some('-'),
        _ if c.is_alphanumeric() || c == '_' || is_mark(c) => Some(c),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

/// The name that MkDocs gives to it: letters without accents, numbers and underscores, in small letters, spaces and
/// hyphens in a row as one hyphen (Python-Markdown, `toc.slugify`).
pub fn mkdocs_slug(name: &str) -> String {
    let bare = unaccented(name);
    let kept = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-') || c.is_whitespace();
    let kept: String = bare.chars().filter(kept).collect();
    let parts = kept.split(|c: char| c.is_whitespace() || c == '-');
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-").to_lowercase()
}

/// What a link in Obsidian calls it: its own words.
pub fn obsidian_slug(name: &str) -> String {
    name.replace(' ', "%20")
}

/// `name` with each letter without its accents (Unicode, NFKD).
pub fn unaccented(name: &str) -> String {
    name.nfkd().filter(|c| !is_combining_mark(*c)).collect()
}

/// The name that Pandoc gives to it: as GitHub, but full stops stay, blanks in a row are one hyphen, and what
/// stands before the first letter goes (Pandoc manual, "Extension: auto_identifiers").
pub fn pandoc_slug(name: &str) -> String {
    let is_kept =
        |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ') || is_mark(*c);
    let kept: String = name.chars().filter(is_kept).collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    let slug = words.join("-").to_lowercase();
    let slug = slug.trim_start_matches(|c: char| !c.is_alphabetic());
    match slug.is_empty() {
        true => "section".to_owned(),
        false => slug.to_owned(),
    }
}

/// Combining marks, which Indic scripts and decomposed accents have.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{980}'..='\u{983}'
        | '\u{9bc}'..='\u{9cd}' | '\u{e31}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{200d}')
}

/// `fragment` as a name and the number that tells headings of one name apart, from 1: `notes-2`.
pub(in crate::index) fn numbered(fragment: &str) -> Option<(&str, usize)> {
    let (name, number) = fragment.rsplit_once(['-', '_'])?;
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    Some((
        name,
        number.parse().ok().filter(|_| digits && !name.is_empty())?,
    ))
}

#[cfg(test)]
mod tests {
    use crate::index::workspace::slug::*;

    #[test]
    fn the_name_of_a_heading_has_no_signs() {
        assert_eq!(heading_name("A *brief* on `x` {#anova .y}"), "A brief on x");
        assert_eq!(
            heading_name("1. What's [new](b)? &amp; C"),
            "1. What's new? & C"
        );
        assert_eq!(heading_name("Sets {a, b}"), "Sets {a, b}");
        assert_eq!(heading_name(" \t"), "");
    }

    #[test]
    fn slugs_of_both_readers() {
        let slugs = |name| (github_slug(name), pandoc_slug(name));
        let both = |github: &str, pandoc: &str| (github.to_owned(), pandoc.to_owned());
        assert_eq!(slugs("What’s New?"), both("whats-new", "whats-new"));
        assert_eq!(slugs("A – B"), both("a--b", "a-b"));
        assert_eq!(
            slugs("3. Méthode v1.2"),
            both("3-méthode-v12", "méthode-v1.2")
        );
        assert_eq!(slugs("33"), both("33", "section"));
        assert_eq!(slugs("导言 一"), both("导言-一", "导言-一"));
    }

    #[test]
    fn a_number_tells_headings_of_one_name_apart() {
        assert_eq!(numbered("notes-2"), Some(("notes", 2)));
        assert_eq!(numbered("notes"), None);
    }
}
