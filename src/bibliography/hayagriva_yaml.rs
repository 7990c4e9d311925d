//! Hayagriva YAML: a map from keys to entries. The map is cut at its keys, and each entry is read by itself, so
//! that one that is broken takes no other with it.

use std::cell::OnceCell;

use hayagriva::Library;
use hayagriva::io::from_yaml_str;
use hayagriva::types::Person;

use super::entry::{LibraryEntry, Searched};
use super::{BibliographyFault, Entry, ParsedBibliography, describe, place};
use crate::citation::Name;
use crate::text::Span;

/// The most lists and maps (`[`, `{`) in each other in one entry: the library's reader takes the square of their
/// number, and accepts no more than 128.
const DEEPEST: usize = 100;

/// An entry of the file: where its key and where all of it stands.
struct EntrySpan {
    key: Span,
    span: Span,
}

/// Reads a Hayagriva file.
pub(super) fn read(text: &str) -> ParsedBibliography {
    let mut reading = ParsedBibliography::default();
    // An alias (`*name`) is known only where its anchor is.
    let whole: OnceCell<Library> = OnceCell::new();
    let pieces = cut(text, &mut reading.faults);
    for piece in &pieces {
        let source = text.get(piece.span.range()).unwrap_or_default();
        let key = text.get(piece.key.range()).unwrap_or_default();
        if let Some(at) = too_deep(source) {
            let message =
                format!("This entry cannot be parsed: it nests lists more than {DEEPEST} deep.");
            let at = place(piece.span.start, at..at + 1, piece.span);
            let fault = BibliographyFault::new(at, message);
            reading.faults.push(fault.losing(key));
            continue;
        }
        let read = match from_yaml_str(source) {
            Ok(library) => Ok(library.into_iter().next()),
            Err(error) if source.contains('*') => {
                let whole = whole.get_or_init(|| match too_deep(text) {
                    Some(_) => Library::default(),
                    None => from_yaml_str(text).unwrap_or_default(),
                });
                whole.get(key).cloned().map(Some).ok_or(error)
            }
            Err(error) => Err(error),
        };
        match read {
            Ok(Some(work)) => reading.entries.push(entry(piece, work)),
            Ok(None) => {}
            Err(error) => {
                let line = error.location().map_or(1, |location| location.line());
                let fault = fault(source, piece, line, &error.to_string());
                reading.faults.push(fault.losing(key));
            }
        }
    }
    reading
}

/// Where `text` opens more lists and maps in each other than are read. Those in quotation marks count, too: an
/// apostrophe may look like one.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

/// Cuts the file at the lines that begin with a key.
fn cut(text: &str, faults: &mut Vec<BibliographyFault>) -> Vec<EntrySpan> {
    let mut pieces: Vec<EntrySpan> = Vec::new();
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches('\u{feff}');
        let start = end + (line.len() - content.len());
        end += line.len();
        let blank = content.trim().is_empty();
        if blank
            || ["#", "---", "...", "%"]
                .iter()
                .any(|mark| content.starts_with(mark))
        {
            continue;
        }
        let indented = content.starts_with([' ', '\t']);
        match (key(content).filter(|_| !indented), pieces.last_mut()) {
            (Some(key), _) => pieces.push(EntrySpan {
                key: Span::from(key).shift(start),
                span: Span::new(start, end),
            }),
            (None, Some(last)) => last.span.end = end,
            (None, None) => {
                let span = Span::new(start, start + content.trim_end().len());
                let message = "A Hayagriva bibliography maps keys to entries: expected `key:`.";
                faults.push(BibliographyFault::new(span, message));
                break;
            }
        }
    }
    pieces
}

/// The key with which a line begins, without quotation marks.
fn key(line: &str) -> Option<std::ops::Range<usize>> {
    let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (range, after) = match quote {
        Some(quote) => {
            let (key, after) = line.get(1..)?.split_once(quote)?;
            (1..1 + key.len(), after)
        }
        None => {
            let end = line.match_indices(':').map(|(at, _)| at).find(|at| {
                let after = line.as_bytes().get(at + 1);
                after.is_none_or(u8::is_ascii_whitespace)
            })?;
            (0..line.get(..end)?.trim_end().len(), line.get(end..)?)
        }
    };
    let is_key = after.trim_start().starts_with(':') && !range.is_empty();
    is_key.then_some(range)
}

fn fault(source: &str, piece: &EntrySpan, line: usize, error: &str) -> BibliographyFault {
    let mut start = 0;
    let mut lines = source.split_inclusive('\n');
    for before in lines.by_ref().take(line.saturating_sub(1)) {
        start += before.len();
    }
    let content = lines.next().unwrap_or_default();
    let indent = content.len() - content.trim_start().len();
    let end = start + content.trim_end().len();
    let at = match end > start + indent {
        true => place(piece.span.start, start + indent..end, piece.span),
        false => piece.key,
    };
    let said = error.split(" at line ").next().unwrap_or_default();
    let said = said
        .split_once(": ")
        .map_or(said, |(path, said)| match path.contains(' ') {
            true => path,
            false => said,
        });
    BibliographyFault::new(at, format!("This entry cannot be parsed: {said}."))
}

fn entry(piece: &EntrySpan, work: hayagriva::Entry) -> Entry {
    let people = work.authors().filter(|authors| !authors.is_empty());
    let people = people.or_else(|| work.editors());
    let authors = match people {
        Some(people) => people.iter().map(name).collect(),
        None => {
            let organization = work.organization().map(|name| name.to_string());
            organization.into_iter().map(Name::Institution).collect()
        }
    };
    let entry = Entry {
        key: work.key().to_owned(),
        key_span: piece.key,
        span: piece.span,
        other_names: Vec::new(),
        authors,
        year: work.date_any().map(|date| date.year),
        title: work.title().map(|title| title.to_string()),
        container: work
            .parents()
            .iter()
            .find_map(|parent| Some(parent.title()?.to_string())),
        doi: work.doi().map(describe::bare_doi),
        url: work.url_any().map(|url| url.value.to_string()),
        kind: kind(&work),
        searched: Searched::default(),
        work: LibraryEntry::Hayagriva(Box::new(work)),
    };
    entry.searchable()
}

/// The word for its type.
fn kind(work: &hayagriva::Entry) -> String {
    let word = serde_json::to_value(work.entry_type()).ok();
    let word = word.as_ref().and_then(serde_json::Value::as_str);
    word.unwrap_or_default().to_owned()
}

fn name(person: &Person) -> Name {
    let family = match &person.prefix {
        Some(prefix) => format!("{prefix} {}", person.name),
        None => person.name.clone(),
    };
    match &person.given_name {
        None if family.contains(' ') => Name::Institution(family),
        given => Name::Person {
            family,
            given: given.clone().unwrap_or_default(),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::DEEPEST;
    use crate::bibliography::{Bibliography, BibliographyFormat};
    use crate::text::Text;

    fn read(text: &str) -> Bibliography {
        Bibliography::read(
            Path::new("refs.yml"),
            Text::new(text),
            BibliographyFormat::Hayagriva,
        )
    }

    fn keys(bibliography: &Bibliography) -> Vec<&str> {
        let entries = bibliography.entries().iter();
        entries.map(|entry| entry.key.as_str()).collect()
    }

    #[test]
    fn an_entry_says_what_it_is() {
        let text = "\u{feff}---\n# Sources\nlukin:\n    type: article\n    title: Russia and China\n    author: [\"Lukin, Alexander\", World Bank]\n    date: 2018-03\n    serial-number:\n        doi: 10.1000/xyz\n    parent:\n        type: periodical\n        title: Asian Politics\n\n\"two words\": {type: web, title: Two, url: \"https://example.org/\"}\n";
        let bibliography = read(text);
        assert_eq!(bibliography.faults(), []);
        assert_eq!(keys(&bibliography), ["lukin", "two words"]);
        for entry in bibliography.entries() {
            assert_eq!(bibliography.text().slice(entry.key_span), entry.key);
        }
        let entry = bibliography.get("lukin").unwrap();
        assert_eq!(entry.title.as_deref(), Some("Russia and China"));
        assert_eq!(entry.container.as_deref(), Some("Asian Politics"));
        assert_eq!((entry.year, entry.kind.as_str()), (Some(2018), "article"));
        assert_eq!(entry.doi.as_deref(), Some("10.1000/xyz"));
        assert_eq!(entry.short_authors(), "Lukin and World Bank");
    }

    #[test]
    fn one_broken_entry_loses_only_itself() {
        let text = "a:\n  type: book\n  title: A\nbad:\n  type: book\n  title: \"open\n\nworse:\n  title: no type\nb:\n  type: book\n  title: B\nb:\n  type: book\n  title: Again\n";
        let bibliography = read(text);
        assert_eq!(keys(&bibliography), ["a", "b", "b"]);
        assert_eq!(bibliography.duplicates().count(), 1);
        let lost: Vec<_> = bibliography
            .faults()
            .iter()
            .map(|fault| fault.lost_key.as_deref())
            .collect();
        assert_eq!(lost, [Some("bad"), Some("worse")]);
    }

    #[test]
    fn an_alias_is_known_from_the_whole_file() {
        let text = "a:\n  type: book\n  title: A\n  parent: &press\n    type: anthology\n    title: Whole\nb:\n  type: book\n  title: B\n  parent: *press\n";
        let bibliography = read(text);
        assert_eq!(bibliography.faults(), []);
        assert_eq!(
            bibliography.get("b").unwrap().container.as_deref(),
            Some("Whole")
        );
    }

    #[test]
    fn an_entry_that_nests_too_deep_loses_only_itself() {
        let nested = |count| format!("{}x{}", "[".repeat(count), "]".repeat(count));
        let text = |count| {
            let bad = format!("bad:\n  type: book\n  title: {}\n", nested(count));
            format!("{bad}b:\n  type: book\n  title: B\n  parent: *none\n{OK}")
        };
        const OK: &str = "c:\n  type: book\n  title: C {[\n";
        for (count, said) in [(DEEPEST, false), (DEEPEST + 1, true), (200_000, true)] {
            let bibliography = read(&text(count));
            assert_eq!(keys(&bibliography), ["c"]);
            let fault = &bibliography.faults()[0];
            assert_eq!(fault.lost_key.as_deref(), Some("bad"));
            let deep = "This entry cannot be parsed: it nests lists more than 100 deep.";
            assert_eq!(fault.message == deep, said, "{count}: {}", fault.message);
        }
    }

    #[test]
    fn what_is_no_map_is_told() {
        let bibliography = read("- a\n- b\n");
        assert_eq!(bibliography.faults().len(), 1);
        for text in ["", ":", "a:", "a: 1", "a: [", "\t", "\"", "a:\n b:\n  c:"] {
            read(text);
        }
    }
}
