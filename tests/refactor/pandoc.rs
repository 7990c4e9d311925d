//! Real briefs, renumbered, gathered, laid by section, with all notes in the text or none: Pandoc reads the same
//! prose and the same note behind each marker as before. Markers that Pandoc does not know are compared by our own
//! table.

use std::path::PathBuf;
use std::process::Command;

use brief_ls::config::{DialectChoice, Form};
use brief_ls::index::Document;
use brief_ls::refactor::refactoring;
use brief_ls::syntax::Kind;
use brief_ls::text::{Span, Text};
use serde_json::Value;
use tempfile::NamedTempFile;

use super::reading::Said;

const KINDS: [&str; 5] = [
    "refactor.rewrite.renumber",
    "refactor.rewrite.gather",
    "refactor.rewrite.layBySection",
    "refactor.rewrite.convert.inline",
    "refactor.rewrite.convert.markdown",
];

/// What is known to differ or to be refused, and why.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "benbalter-2010-11-08-what-fourteen-century-apple-pie-teaches-us-about-sharing.md",
        "refactor.rewrite.layBySection",
        "refused: it has no headings",
    ),
    (
        "benbalter-2010-11-29-free-trade-in-china-just-google-it.md",
        "refactor.rewrite.layBySection",
        "refused: it has no headings",
    ),
    (
        "benbalter-2012-07-26-government-release-of-source-code-public-domain-or-open-source.md",
        "refactor.rewrite.layBySection",
        "refused: it has no headings",
    ),
    (
        "gitenberg-2449.txt",
        "refactor.rewrite.layBySection",
        "refused: it has no headings",
    ),
    (
        "cisagov-20-01.md",
        "refactor.rewrite.renumber",
        "refused: three markers stand in indented quotes, which readers take for code, and would lead elsewhere",
    ),
    (
        "number531-section-01-federal-schedule-i.md",
        "refactor.rewrite.layBySection",
        "refused: its notes are items of a list, which is one of notes under its heading alone",
    ),
    (
        "number531-section-03-programmatic-accreditation.md",
        "refactor.rewrite.layBySection",
        "refused: its notes are items of a list, which is one of notes under its heading alone",
    ),
    (
        "cisagov-16-03.md",
        "refactor.rewrite.renumber",
        "refused: no marker cites the first note, and the Ibid. after it would stand before it",
    ),
    (
        "cisagov-16-03.md",
        "refactor.rewrite.layBySection",
        "refused: no marker cites the first note, and the Ibid. after it would stand before it",
    ),
    (
        "benbalter-2010-11-29-free-trade-in-china-just-google-it.md",
        "refactor.rewrite.convert.inline",
        "refused: a marker has no note, so that notes in the text have other numbers than what supra says",
    ),
    (
        "benbalter-2011-11-29-towards-a-more-agile-government.md",
        "refactor.rewrite.convert.inline",
        "refused: a marker has no note, so that notes in the text have other numbers than what supra says",
    ),
    (
        "cisagov-16-03.md",
        "refactor.rewrite.convert.inline",
        "refused: no marker cites the first note, which stays below, and the Ibid. after it would go",
    ),
    (
        "pluralitybook-2-0-information-technology-and-democracy-a-widening-gulf.md",
        "refactor.rewrite.convert.inline",
        "refused: two notes bear one name, and their order tells which is read",
    ),
    (
        "pluralitybook-3-3-the-lost-dao.md",
        "refactor.rewrite.convert.inline",
        "refused: two notes bear one name, and their order tells which is read",
    ),
    (
        "djnavarro-02.04-mechanics.rmd",
        "refactor.rewrite.convert.markdown",
        "Pandoc takes the place for code, as it reads the fences of R otherwise than R Markdown",
    ),
    (
        "djnavarro-05.14-anova.rmd",
        "refactor.rewrite.convert.markdown",
        "Pandoc takes the place for code, as it reads the fences of R otherwise than R Markdown",
    ),
    (
        "djnavarro-06.17-bayes.rmd",
        "refactor.rewrite.convert.markdown",
        "Pandoc takes the place for code, as it reads the fences of R otherwise than R Markdown",
    ),
    (
        "18f-handbook.md",
        "refactor.rewrite.convert.markdown",
        "refused: a note is an element of HTML",
    ),
    (
        "whitehouse-Implementation.md",
        "refactor.rewrite.convert.markdown",
        "refused: a note is an element of HTML",
    ),
    (
        "whitehouse-introduction.md",
        "refactor.rewrite.convert.markdown",
        "refused: a note is an element of HTML",
    ),
    (
        "whitehouse-solutions-analysis.md",
        "refactor.rewrite.convert.markdown",
        "refused: a note is an element of HTML",
    ),
    (
        "whitehouse-introduction.md",
        "refactor.rewrite.convert.inline",
        "refused: a note is an element of HTML",
    ),
    (
        "whitehouse-solutions-analysis.md",
        "refactor.rewrite.convert.inline",
        "refused: a note is an element of HTML",
    ),
    (
        "project-open-data-implementation-guide.md",
        "refactor.rewrite.convert.markdown",
        "refused: a marker would touch a bare address, of which readers take it for a part",
    ),
];

/// The prose as Pandoc reads it, and the notes, each with how much prose stands before its marker.
#[derive(PartialEq, Eq, Debug, Default)]
struct Reading {
    prose: String,
    notes: Vec<(usize, String)>,
}

pub fn corpus() -> Vec<PathBuf> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let folder = root.map(|root| root.join("../shared/corpus/footnoted"));
    let Some(Ok(entries)) = folder.map(std::fs::read_dir) else {
        return Vec::new();
    };
    let paths = entries.flatten().map(|entry| entry.path());
    let is_data = |path: &PathBuf| {
        path.extension()
            .is_some_and(|ending| ending == "bib" || ending == "json")
    };
    let mut paths: Vec<_> = paths.filter(|path| !is_data(path)).collect();
    paths.sort();
    paths
}

fn pandoc(text: &str) -> Option<Reading> {
    let file = NamedTempFile::new().ok()?;
    std::fs::write(file.path(), text).ok()?;
    let arguments = ["--from=markdown", "--to=json"];
    let output = Command::new("pandoc")
        .args(arguments)
        .arg(file.path())
        .output()
        .ok()?;
    let json: Value = serde_json::from_slice(&output.stdout).ok()?;
    let mut reading = Reading::default();
    reading.read(&json["blocks"]);
    Some(reading)
}

impl Reading {
    fn read(&mut self, value: &Value) {
        match value["t"].as_str() {
            Some("Note") => {
                let mut note = Reading::default();
                note.read(&value["c"]);
                self.notes.push((self.prose.len(), note.prose));
            }
            Some("Str") => self.push(&value["c"]),
            Some("Code" | "CodeBlock" | "Math" | "RawInline" | "RawBlock") => {
                self.push(&value["c"][1])
            }
            Some("Header") if is_over_notes(&value["c"][2]) => {}
            Some("Header") => self.read(&value["c"][2]),
            Some(_) => self.read(&value["c"]),
            None => match value {
                Value::Array(items) => items.iter().for_each(|item| self.read(item)),
                Value::Object(fields) => fields.values().for_each(|field| self.read(field)),
                _ => {}
            },
        }
    }

    fn push(&mut self, text: &Value) {
        let text = text.as_str().unwrap_or_default();
        self.prose
            .extend(text.chars().filter(|c| c.is_alphanumeric()));
    }
}

fn is_over_notes(heading: &Value) -> bool {
    ["Notes", "Footnotes", "Endnotes"]
        .iter()
        .any(|name| heading[0]["c"] == *name)
}

/// How the text reads otherwise after the refactoring of that kind; the first half says whether it was done.
fn difference(text: &str, kind: &str) -> Result<bool, String> {
    let document = Document::new(Text::new(text), Kind::Markdown, DialectChoice::Auto);
    let refactoring = refactoring(kind).ok_or("no such refactoring")?;
    let edits =
        (refactoring.edits)(&document, Span::at(0)).map_err(|refusal| refusal.to_string())?;
    if edits.is_empty() {
        return Ok(false);
    }
    let after = document.with_text(edits.apply(document.text()));
    let (said, says) = (Said::by(&document), Said::by(&after));
    if said != says {
        return Err(format!(
            "our own table differs: {}",
            parting(&said.prose, &says.prose)
        ));
    }
    let known = |form| matches!(form, Form::Markdown | Form::Inline);
    if !document.notes().all(|note| known(note.form)) {
        return Ok(true);
    }
    let (before, after) = (pandoc(text), pandoc(&after.text().to_string()));
    match (before, after) {
        (Some(before), Some(after)) if before.prose != after.prose => Err(format!(
            "Pandoc's prose differs: {}",
            parting(&before.prose, &after.prose)
        )),
        (Some(before), Some(after)) if before.notes != after.notes => {
            Err("Pandoc's notes differ".to_owned())
        }
        (Some(_), None) => Err("Pandoc does not read it any more".to_owned()),
        _ => Ok(true),
    }
}

/// Where two texts part, with what stands there.
fn parting(before: &str, after: &str) -> String {
    let same = before
        .chars()
        .zip(after.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let rest = |text: &str| text.chars().skip(same).take(60).collect::<String>();
    format!("{:?} becomes {:?}", rest(before), rest(after))
}

#[test]
fn real_briefs_read_the_same() {
    let paths = corpus();
    let version = Command::new("pandoc").arg("--version").output();
    if paths.is_empty() || version.is_err() {
        eprintln!("skipped: no Pandoc, or no ../shared/corpus");
        return;
    }
    let read = |paths: &[PathBuf]| -> Vec<(String, &str, Result<bool, String>)> {
        let each = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(path).unwrap();
            KINDS.map(|kind| (name.clone(), kind, difference(&text, kind)))
        };
        paths.iter().flat_map(each).collect()
    };
    let (first, second) = paths.split_at(paths.len() / 2);
    let results = std::thread::scope(|scope| {
        let first = scope.spawn(|| read(first));
        let second = read(second);
        [first.join().unwrap(), second].concat()
    });
    let changed = results
        .iter()
        .filter(|(_, _, done)| *done == Ok(true))
        .count();
    let found: Vec<_> = results
        .into_iter()
        .filter_map(|(name, kind, done)| Some((name, kind, done.err()?)))
        .collect();
    eprintln!(
        "{} briefs, {changed} changes that read the same",
        paths.len()
    );
    let is_known = |(name, kind, _): &(String, &str, String)| {
        KNOWN
            .iter()
            .any(|(known, other, _)| known == name && other == kind)
    };
    let unknown: Vec<_> = found.iter().filter(|found| !is_known(found)).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
    let is_found = |(known, kind, _): &(&str, &str, &str)| {
        let mut found = found.iter();
        found.any(|(name, other, _)| name == known && other == kind)
    };
    let past: Vec<_> = KNOWN.iter().filter(|known| !is_found(known)).collect();
    assert!(past.is_empty(), "these read the same now: {past:#?}");
}
