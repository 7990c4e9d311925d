//! Fixtures: a text with its marks in it. A line of `^^^ CODE` under a line of the text says that exactly
//! there a rule finds something; `~` at the end of the carets, that it goes on below. `|` is the cursor.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::bibliography::{Bibliography, BibliographyFormat};
use crate::check::{self, Diagnostic, RuleLevels};
use crate::config::{Config, DialectChoice, House, Profile};
use crate::index::{Brief, CitedSources, Document, DocumentContext, Summary, Workspace};
use crate::syntax::DocumentKind;
use crate::text::{Edits, Encoding, Span, Text};

/// A document of that kind, read in the dialect that it shows.
pub(crate) fn document(kind: DocumentKind, text: &str) -> Document {
    Document::new(Text::new(text), kind, DialectChoice::Auto)
}

/// `document` beside a bibliography in BibTeX, which it names; without any, where the text is empty.
pub(crate) fn in_context(document: &Document, bibliography: &str) -> Document {
    let read = || {
        Bibliography::read(
            "refs.bib",
            Text::new(bibliography),
            BibliographyFormat::BibTex,
        )
    };
    let found = (!bibliography.is_empty()).then(|| Arc::new(read()));
    document.clone().with_context(Arc::new(DocumentContext {
        bibliographies: found.into_iter().collect(),
        ..DocumentContext::default()
    }))
}

/// The workspace of these briefs in Markdown, by path, whose notes are read.
pub(crate) fn citing_workspace(briefs: &[(&str, &str)]) -> Workspace {
    let brief = |(path, text): &(&str, &str)| {
        let document = document(DocumentKind::Markdown, text);
        let cited = Arc::new(OnceLock::from(CitedSources::of(&document)));
        let brief = Brief {
            summary: Arc::new(Summary::of(&document)),
            bibliographies: Arc::default(),
            cited,
        };
        (Arc::from(Path::new(path)), brief)
    };
    Workspace::new(briefs.iter().map(brief).collect())
}

/// Asserts that the rules of `profile` find what the marks in `fixture` say, and nothing else.
#[track_caller]
pub(crate) fn assert_diagnostics(kind: DocumentKind, profile: Profile, fixture: &str) {
    let text = unmarked(fixture);
    let document = document(kind, &text);
    let diagnostics = diagnostics(kind, profile, &text);
    let found: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.span, diagnostic.rule.code))
        .collect();
    assert_eq!(
        marked(&document, &found),
        fixture,
        "\nfound: {diagnostics:#?}"
    );
}

/// What the rules of `profile` find in `text`.
pub(crate) fn diagnostics(kind: DocumentKind, profile: Profile, text: &str) -> Vec<Diagnostic> {
    let config = Config {
        profile: Some(profile),
        ..Config::default()
    };
    let document = of_house(document(kind, text), profile.house());
    check::check(&document, &RuleLevels::new(&config).0)
}

/// `document` as one of `house`.
pub(crate) fn of_house(document: Document, house: &House) -> Document {
    document.with_context(Arc::new(DocumentContext {
        house: Arc::new(house.clone()),
        ..DocumentContext::default()
    }))
}

/// `text` with the first fix applied, and then that of what is left, until none is.
#[track_caller]
pub(crate) fn fixed(kind: DocumentKind, text: &str) -> String {
    let mut text = text.to_owned();
    // A second note of one label may become one that no marker cites, and go by a fix of its own.
    let mut steps = 2 * diagnostics(kind, Profile::Default, &text).len();
    loop {
        let found = diagnostics(kind, Profile::Default, &text);
        assert!(
            steps > 0 || found.is_empty(),
            "a repair repairs nothing in\n{text}"
        );
        steps = steps.saturating_sub(1);
        let document = document(kind, &text);
        let fixes = found
            .iter()
            .filter_map(|diagnostic| diagnostic.fix.as_ref());
        match fixes.filter_map(|fix| fix.edits(&document).ok()).next() {
            Some(edits) => text = edits.apply(document.text()).to_string(),
            None => return text,
        }
    }
}

/// Asserts that the fix of each finding in `text` takes that finding away and adds none, and that
/// fixing what is left comes to an end.
#[track_caller]
pub(crate) fn assert_fixes(kind: DocumentKind, profile: Profile, text: &str) {
    let before = diagnostics(kind, profile, text);
    for (index, diagnostic) in before.iter().enumerate() {
        let Some(fix) = &diagnostic.fix else { continue };
        let Ok(edits) = fix.edits(&document(kind, text)) else {
            continue;
        };
        let fixed = edits.apply(&Text::new(text)).to_string();
        let others = before
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index);
        let mut allowed: Vec<_> = others
            .map(|(_, other)| (other.rule.code, moved(other.span, &edits)))
            .collect();
        let may_be_left =
            |left: &Diagnostic| diagnostic.rule.fix_may_leave.contains(&left.rule.code);
        for left in diagnostics(kind, profile, &fixed) {
            let place = (left.rule.code, left.span);
            match allowed.iter().position(|other| *other == place) {
                Some(at) => drop(allowed.swap_remove(at)),
                None if may_be_left(&left) => {}
                None => panic!("\u{201c}{}\u{201d} adds {left:?} in\n{fixed}", fix.title),
            }
        }
    }
    fixed(kind, text);
}

/// Where `span`, which no edit reaches into, is after `edits`.
fn moved(span: Span, edits: &Edits) -> Span {
    let moved = |offset: usize| {
        let before = edits.iter().filter(|edit| edit.span.end <= offset);
        before.fold(offset, |at, edit| at + edit.insert.len() - edit.span.len())
    };
    Span::new(moved(span.start), moved(span.end))
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
