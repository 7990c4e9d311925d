//! What the formats write alike.

/// A DOI without the address of a resolver, or the word, before it.
pub(super) fn bare_doi(doi: &str) -> String {
    let doi = doi.trim();
    let start = doi.find("10.").unwrap_or_default();
    doi.get(start..).unwrap_or(doi).to_owned()
}

/// The first four digits in a row of a date that is not written as one (`Spring 2019`, `c. 1890`).
pub(super) fn year_in(date: &str) -> Option<i32> {
    let mut runs = date.split(|c: char| !c.is_ascii_digit());
    runs.find(|run| run.len() == 4)?.parse().ok()
}
