//! Regular expressions that are constant.

use regex::Regex;

/// The pattern that `source` writes.
#[allow(
    clippy::expect_used,
    reason = "the source is constant, and a test meets each of them"
)]
pub(crate) fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a constant pattern")
}
