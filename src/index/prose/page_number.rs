//! Page numbers that a page layout left in the text.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::pattern;

/// The longest line, in bytes, that is looked at for a page number.
const LONGEST: usize = 24;

/// Whether `line`, which stands alone, may be a page number. What may be a year is none.
pub fn is_page_number(line: &str) -> bool {
    let line = line.trim();
    line.len() <= LONGEST && PAGE_NUMBER.is_match(line) && !is_year(line)
}

/// Whether `number` alone may be a year; no document has so many pages.
fn is_year(number: &str) -> bool {
    number.len() == 4 && matches!(number.parse(), Ok(1500u32..=2100))
}

/// A number alone, between dashes, or with the word for a page.
static PAGE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) ^(?: [-–—]\ ?\d{1,4}\ ?[-–—] | \d{1,4}
        | (?i:page|p\.|seite|página|pagina|стр\.)\ ?\|?\ ?\d{1,4} (?:\ ?(?:of|/|von|de|sur|di)\ ?\d{1,4})?
        | \d{1,4}\ ?\|\ ?(?i:page|seite|página|pagina) )$",
    )
});
