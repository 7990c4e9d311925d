//! Real briefs, renumbered, gathered, laid by section, with all notes in the text or none: Pandoc reads the same
//! prose and the same note behind each marker as before. Markers that Pandoc does not know are compared by our own
//! table.

use std::path::{Path, PathBuf};
use std::process::Command;

use brief_ls::config::{DialectChoice, Form};
use brief_ls::index::Document;
use brief_ls::refactor::refactoring;
use brief_ls::syntax::DocumentKind;
use brief_ls::text::{Span, Text};
use serde_json::Value;
use tempfile::NamedTempFile;

use super::reading::NoteDigest;

const RENUMBER: &str = "refactor.rewrite.renumber";
const LAY: &str = "refactor.rewrite.layBySection";
const KINDS: [&str; 4] = [RENUMBER, "refactor.rewrite.gather", LAY, MARKDOWN];
const MARKDOWN: &str = "refactor.rewrite.convert.markdown";
const INLINE: &str = "refactor.rewrite.convert.inline";
const INLINE_NOTE: &str = "refactor.inline.note";
const EXTRACT_NOTE: &str = "refactor.extract.note";

/// What is refused, not compared or read otherwise, and why.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "number531-insurance-coverage-analyst-report.md",
        "refactor.rewrite.gather",
        "refused: its notes belong to a list, an element of HTML or a paragraph that would be torn apart",
    ),
    (
        "number531-insurance-coverage-analyst-report.md",
        "refactor.rewrite.layBySection",
        "refused: its notes belong to a list, an element of HTML or a paragraph that would be torn apart",
    ),
    (
        "project-open-data-implementation-guide.md",
        "refactor.rewrite.gather",
        "refused: its notes belong to a list, an element of HTML or a paragraph that would be torn apart",
    ),
    (
        "project-open-data-implementation-guide.md",
        "refactor.rewrite.layBySection",
        "refused: its notes belong to a list, an element of HTML or a paragraph that would be torn apart",
    ),
    (
        "whitehouse-Implementation.md",
        "refactor.rewrite.gather",
        "refused: its notes belong to a list, an element of HTML or a paragraph that would be torn apart",
    ),
    (
        "whitehouse-Implementation.md",
        "refactor.rewrite.layBySection",
        "refused: its notes belong to a list, an element of HTML or a paragraph that would be torn apart",
    ),
    (
        "whitehouse-introduction.md",
        "refactor.rewrite.gather",
        "refused: its notes belong to a list, an element of HTML or a paragraph that would be torn apart",
    ),
    (
        "whitehouse-introduction.md",
        "refactor.rewrite.layBySection",
        "refused: its notes belong to a list, an element of HTML or a paragraph that would be torn apart",
    ),
    (
        "whitehouse-solutions-analysis.md",
        "refactor.rewrite.gather",
        "refused: its notes belong to a list, an element of HTML or a paragraph that would be torn apart",
    ),
    (
        "whitehouse-solutions-analysis.md",
        "refactor.rewrite.layBySection",
        "refused: its notes belong to a list, an element of HTML or a paragraph that would be torn apart",
    ),
    (
        "18f-handbook.md",
        "refactor.rewrite.layBySection",
        "refused: its notes belong to a list, an element of HTML or a paragraph that would be torn apart",
    ),
    (
        "benbalter-2010-11-08-what-fourteen-century-apple-pie-teaches-us-about-sharing.md",
        LAY,
        "refused: it has no headings",
    ),
    (
        "benbalter-2010-11-29-free-trade-in-china-just-google-it.md",
        LAY,
        "refused: it has no headings",
    ),
    (
        "benbalter-2012-07-26-government-release-of-source-code-public-domain-or-open-source.md",
        LAY,
        "refused: it has no headings",
    ),
    ("gitenberg-2449.txt", LAY, "refused: it has no headings"),
    (
        "number531-section-01-federal-schedule-i.md",
        LAY,
        "refused: its notes are items of a list, which is one of notes under its heading alone",
    ),
    (
        "number531-section-03-programmatic-accreditation.md",
        LAY,
        "refused: its notes are items of a list, which is one of notes under its heading alone",
    ),
    (
        "cisagov-18-02.md",
        INLINE_NOTE,
        "refused: the marker of note 5 is right before that of note 6, and Pandoc 3 does not read an inline note directly before a bracket",
    ),
    (
        "cisagov-20-01.md",
        RENUMBER,
        "refused: three markers stand in indented quotes, which readers take for code, and would lead elsewhere",
    ),
    (
        "cisagov-20-01.md",
        MARKDOWN,
        "refused, back from notes in the text: the same three markers",
    ),
    (
        "cisagov-16-03.md",
        RENUMBER,
        "done, and not compared: no marker cites the first note, which comes last; the next Ibid. is spelled out with supra note 5",
    ),
    ("cisagov-16-03.md", LAY, "the same"),
    (
        "cisagov-16-03.md",
        INLINE,
        "done, and not compared: no marker cites the first note, which stays below, so an Ibid. is written out",
    ),
    (
        "benbalter-2010-11-29-free-trade-in-china-just-google-it.md",
        INLINE,
        "refused: note 4 is missing, and without its label the supra note 8 of note 15 would count to another",
    ),
    (
        "benbalter-2011-11-29-towards-a-more-agile-government.md",
        INLINE,
        "refused: note 3 is missing, and without its label the supra note 6 of note 9 would count to another",
    ),
    (
        "pluralitybook-2-0-information-technology-and-democracy-a-widening-gulf.md",
        INLINE,
        "refused: two notes bear one name, and their order tells which is read",
    ),
    (
        "pluralitybook-3-3-the-lost-dao.md",
        INLINE,
        "refused: two notes bear one name, and their order tells which is read",
    ),
    (
        "bitcoin-bip-0003.md",
        INLINE_NOTE,
        "refused: the author has broken a line of the note with two blanks",
    ),
    (
        "djnavarro-02.04-mechanics.rmd",
        MARKDOWN,
        "Pandoc takes the place for code, as it reads the fences of R otherwise than R Markdown",
    ),
    (
        "djnavarro-05.14-anova.rmd",
        MARKDOWN,
        "Pandoc takes the place for code, as it reads the fences of R otherwise than R Markdown",
    ),
    (
        "djnavarro-06.17-bayes.rmd",
        MARKDOWN,
        "Pandoc takes the place for code, as it reads the fences of R otherwise than R Markdown",
    ),
    (
        "18f-handbook.md",
        MARKDOWN,
        "refused: a note is an element of HTML",
    ),
    (
        "whitehouse-Implementation.md",
        MARKDOWN,
        "refused: a note is an element of HTML",
    ),
    (
        "whitehouse-introduction.md",
        MARKDOWN,
        "refused: a note is an element of HTML",
    ),
    (
        "whitehouse-solutions-analysis.md",
        MARKDOWN,
        "refused: a note is an element of HTML",
    ),
    (
        "project-open-data-implementation-guide.md",
        MARKDOWN,
        "refused: a marker would touch a bare address, of which readers take it for a part",
    ),
];

/// The prose as Pandoc reads it, and the notes, each with how much prose stands before its marker.
#[derive(PartialEq, Eq, Debug, Default)]
struct RenderedBrief {
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

fn pandoc(text: &str) -> Option<RenderedBrief> {
    let file = NamedTempFile::new().ok()?;
    std::fs::write(file.path(), text).ok()?;
    let arguments = ["--from=markdown", "--to=json"];
    let output = Command::new("pandoc")
        .args(arguments)
        .arg(file.path())
        .output()
        .ok()?;
    let json: Value = serde_json::from_slice(&output.stdout).ok()?;
    let mut rendered = RenderedBrief::default();
    rendered.read(&json["blocks"]);
    Some(rendered)
}

impl RenderedBrief {
    fn read(&mut self, value: &Value) {
        match value["t"].as_str() {
            Some("Note") => {
                let mut note = RenderedBrief::default();
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

/// A brief before it is changed.
struct Brief {
    document: Document,
    pandoc: Option<RenderedBrief>,
}

impl Brief {
    fn new(text: &str, dialect: DialectChoice) -> Brief {
        Brief {
            document: Document::new(Text::new(text), DocumentKind::Markdown, dialect),
            pandoc: pandoc(text),
        }
    }

    /// The brief after the refactoring of that kind at a place; none where there is nothing to do.
    ///
    /// # Errors
    /// Why it is refused, or how it then reads otherwise.
    fn refactored(&self, kind: &str, at: Span) -> Result<Option<Brief>, String> {
        let refactoring = refactoring(kind).ok_or("no such refactoring")?;
        let edits = (refactoring.edits)(&self.document, at);
        let edits = edits.map_err(|refusal| refusal.to_string())?;
        if edits.is_empty() {
            return Ok(None);
        }
        let after = self.document.with_text(edits.apply(self.document.text()));
        let (said, says) = (NoteDigest::by(&self.document), NoteDigest::by(&after));
        if said.prose != says.prose {
            let parting = parting(&said.prose, &says.prose);
            return Err(format!("our own table differs: {parting}"));
        }
        if said != says {
            return Err("our own table of notes differs".to_owned());
        }
        let pandoc = is_read(&after).then(|| pandoc(&after.text().to_string()));
        let after = Brief {
            document: after,
            pandoc: pandoc.flatten(),
        };
        match is_read(&self.document) && is_read(&after.document) {
            true => self.compare(&after).map(|()| Some(after)),
            false => Ok(Some(after)),
        }
    }

    fn compare(&self, after: &Brief) -> Result<(), String> {
        match (&self.pandoc, &after.pandoc) {
            (Some(before), Some(after)) if before.prose != after.prose => Err(format!(
                "Pandoc's prose differs: {}",
                parting(&before.prose, &after.prose)
            )),
            (Some(before), Some(after)) if before.notes != after.notes => {
                let mut pairs = before.notes.iter().zip(&after.notes);
                let other = pairs.find(|(before, after)| before != after);
                Err(format!("Pandoc's notes differ: {other:?}"))
            }
            (Some(_), None) => Err("Pandoc does not read it any more".to_owned()),
            _ => Ok(()),
        }
    }
}

/// Whether Pandoc knows the forms of all notes.
fn is_read(document: &Document) -> bool {
    let known = |form| matches!(form, Form::Markdown | Form::Inline);
    document.notes().all(|note| known(note.form))
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

/// What becomes of the brief at `path` by each kind of change.
fn outcomes(path: &Path) -> Vec<(&'static str, Result<Option<Brief>, String>)> {
    let text = std::fs::read_to_string(path).unwrap();
    let brief = Brief::new(&text, DialectChoice::Auto);
    let mut outcomes = Vec::new();
    for kind in KINDS {
        outcomes.push((kind, brief.refactored(kind, Span::at(0))));
    }
    if is_read(&brief.document) {
        let inline = brief.refactored(INLINE, Span::at(0));
        if let Ok(Some(inline)) = &inline {
            outcomes.push((MARKDOWN, inline.refactored(MARKDOWN, Span::at(0))));
        }
        outcomes.push((INLINE, inline));
        outcomes.extend(of_one_note(brief));
    }
    outcomes
}

/// A note in the middle of a brief, moved into the text and out of it again.
fn of_one_note(brief: Brief) -> Vec<(&'static str, Result<Option<Brief>, String>)> {
    let brief = Brief {
        document: brief.document.with_dialect(DialectChoice::Pandoc),
        ..brief
    };
    let table = brief.document.footnotes();
    let notes = brief.document.notes();
    let cited_once = notes.filter_map(|note| match table.citing(note.id) {
        [marker] if note.form == Form::Markdown => brief.document.marker(*marker),
        _ => None,
    });
    let markers: Vec<_> = cited_once.collect();
    let Some(marker) = markers.get(markers.len() / 2) else {
        return Vec::new();
    };
    let at = Span::at(marker.span.start);
    let inline = brief.refactored(INLINE_NOTE, at);
    let extracted = match &inline {
        Ok(Some(inline)) => Some((EXTRACT_NOTE, inline.refactored(EXTRACT_NOTE, at))),
        _ => None,
    };
    extracted
        .into_iter()
        .chain([(INLINE_NOTE, inline)])
        .collect()
}

pub fn real_briefs_read_the_same() {
    let paths = corpus();
    let tell = |paths: &[PathBuf]| {
        let mut changed = 0;
        let mut found = Vec::new();
        for path in paths {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            for (kind, outcome) in outcomes(path) {
                match outcome {
                    Ok(after) => changed += usize::from(after.is_some()),
                    Err(why) => found.push((name.clone(), kind, why)),
                }
            }
        }
        (changed, found)
    };
    let (first, second) = paths.split_at(paths.len() / 2);
    let (changed, found) = std::thread::scope(|scope| {
        let first = scope.spawn(|| tell(first));
        let (changed, mut found) = tell(second);
        let (others, more) = first.join().unwrap();
        found.extend(more);
        (changed + others, found)
    });
    eprintln!(
        "{} briefs, {changed} changes that read the same",
        paths.len()
    );
    let is_known = |(name, kind, _): &(String, &str, String)| {
        let mut known = KNOWN.iter();
        known.any(|(known, other, _)| known == name && other == kind)
    };
    let unknown: Vec<_> = found.iter().filter(|found| !is_known(found)).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
    let is_found = |(known, kind, _): &&(&str, &str, &str)| {
        let mut found = found.iter();
        found.any(|(name, other, _)| name == known && other == kind)
    };
    let past: Vec<_> = KNOWN.iter().filter(|known| !is_found(known)).collect();
    assert!(past.is_empty(), "these read the same now: {past:#?}");
}
