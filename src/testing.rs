//! Fixtures: a text with its marks in it. A line of `^^^ CODE` under a line of the text says that exactly
//! there a rule finds something; `~` at the end of the carets, that it goes on below. `|` is the cursor.

use crate::check::{self, Settings};
use crate::config::{Config, DialectChoice, Profile};
use crate::index::Document;
use crate::syntax::Kind;
use crate::text::{Encoding, Span, Text};

/// A document of that kind, read in the dialect that it shows.
pub(crate) fn document(kind: Kind, text: &str) -> Document {
    Document::new(Text::new(text), kind, DialectChoice::Auto)
}

/// Asserts that the rules of `profile` find what the marks in `fixture` say, and nothing else.
#[track_caller]
pub(crate) fn assert_findings(kind: Kind, profile: Profile, fixture: &str) {
    let text = unmarked(fixture);
    let config = Config {
        profile: Some(profile),
        ..Config::default()
    };
    let document = document(kind, &text);
    let findings = check::check(&document, &Settings::new(&config).0);
    let found: Vec<_> = findings
        .iter()
        .map(|finding| (finding.span, finding.rule.code))
        .collect();
    assert_eq!(marked(&document, &found), fixture, "\nfound: {findings:#?}");
}

/// The text without the cursor, and the cursor's place in bytes of the text without marks.
#[track_caller]
pub(crate) fn cursor(fixture: &str) -> (String, usize) {
    let offset = unmarked(fixture)
        .find('|')
        .expect("a cursor in the fixture");
    (fixture.replacen('|', "", 1), offset)
}

/// `fixture` without its lines of marks.
pub(crate) fn unmarked(fixture: &str) -> String {
    fixture
        .split_inclusive('\n')
        .filter(|line| !is_marks(line))
        .collect()
}

/// The text of `document` with a line of marks for each of `spans`.
pub(crate) fn marked(document: &Document, spans: &[(Span, &str)]) -> String {
    let text = document.text();
    let mut result = String::new();
    for line in 0..text.line_count() {
        let content = text.line(line);
        let next = text.line(line + 1).start;
        let last = line + 1 == text.line_count();
        result += &text.slice(Span::new(
            content.start,
            if last { text.len() } else { next },
        ));
        let here = spans
            .iter()
            .filter(|(span, _)| text.line_of(span.start) == line);
        for (span, name) in here {
            let column = |offset| text.position(offset, Encoding::Utf32).column;
            let start = column(span.start);
            let end = column(span.end.min(content.end));
            let carets = "^".repeat((end - start).max(1));
            let on = if span.end > content.end { "~" } else { "" };
            result += format!("{}{carets}{on} {name}", " ".repeat(start)).trim_end();
            result.push('\n');
        }
    }
    result
}

fn is_marks(line: &str) -> bool {
    let rest = line.trim_start_matches(' ');
    let name = rest.trim_start_matches('^');
    rest.starts_with('^') && (name.trim().is_empty() || name.starts_with([' ', '~']))
}
