//! What must hold for any input: no panic, and what each target says.

use std::io::{self, Write};
use std::sync::mpsc::{Sender, channel};

use brief_ls::bibliography::{Bibliography, BibliographyFormat, CitationStyle};
use brief_ls::check::{Checker, Diagnostic, RuleLevels, check};
use brief_ls::citation;
use brief_ls::config::DialectChoice;
use brief_ls::index::Document;
use brief_ls::refactor::refactorings;
use brief_ls::server::serve_on;
use brief_ls::syntax::{DocumentKind, parse};
use brief_ls::text::{Edit, Span, Text};
use fastrand::Rng;

use super::inputs::Language;

/// A target: its name, and what it tries with random input. It returns what it tried where that fails.
pub type Target = (&'static str, fn(&mut Rng) -> Result<(), String>);

/// All targets but growth.
pub const TARGETS: [Target; 6] = [
    ("parser", parser),
    ("edits", edits),
    ("citations", citations),
    ("refactorings", refactor),
    ("frames", frames),
    ("styles", styles),
];

/// The most atoms of a text.
const MOST_ATOMS: usize = 80;

/// A random text of atoms.
fn text(random: &mut Rng, language: Language, most: usize) -> String {
    let count = random.usize(0..most);
    let mut text = String::new();
    for _ in 0..count {
        text += random.choice(language.atoms()).copied().unwrap_or_default();
    }
    let frame = random.choice(language.frames()).copied();
    let (before, after) = frame.unwrap_or_default();
    format!("{before}{text}{after}")
}

fn any_brief(random: &mut Rng) -> (String, DocumentKind) {
    let language = if random.bool() {
        Language::Brief
    } else {
        Language::Note
    };
    let kinds = [
        DocumentKind::Markdown,
        DocumentKind::Pandoc,
        DocumentKind::Plain,
    ];
    let mut brief = String::new();
    for _ in 0..random.usize(1..4) {
        brief += &text(random, language, MOST_ATOMS);
    }
    (brief, kinds[random.usize(0..kinds.len())])
}

fn read(text: &str, kind: DocumentKind) -> Document {
    Document::new(Text::new(text), kind, DialectChoice::Auto)
}

/// Blocks tile the text.
fn parser(random: &mut Rng) -> Result<(), String> {
    let (brief, kind) = any_brief(random);
    let mut end = 0;
    for at in parse(&brief, kind).iter() {
        if at.start != end {
            return Err(format!("a gap at {end}: {kind:?} {brief:?}"));
        }
        end += at.block.len;
    }
    match end == brief.len() {
        true => Ok(()),
        false => Err(format!(
            "{end} of {} bytes: {kind:?} {brief:?}",
            brief.len()
        )),
    }
}

/// A document that was edited has the diagnostics of one that was read anew.
fn edits(random: &mut Rng) -> Result<(), String> {
    let (brief, kind) = any_brief(random);
    let levels = RuleLevels::default();
    let mut document = read(&brief, kind);
    let mut checker = Checker::default();
    for _ in 0..random.usize(1..6) {
        checker.check(&document, &levels);
        let before = document.text().to_string();
        let place = |random: &mut Rng| before.floor_char_boundary(random.usize(0..=before.len()));
        let (start, end) = (place(random), place(random));
        let span = Span::new(start.min(end), start.max(end).min(start.min(end) + 40));
        let edit = Edit::new(span, text(random, Language::Brief, 4));
        document = document.edit(&edit);
        let edited = checker.check(&document, &levels).resolve(&document);
        let after = document.text().to_string();
        let fresh = check(&read(&after, kind), &levels);
        let said = |found: &[Diagnostic]| -> Vec<String> {
            found.iter().map(|it| format!("{it:?}")).collect()
        };
        let (edited, fresh) = (said(&edited), said(&fresh));
        if edited != fresh {
            let of_one = |one: &[String], other: &[String]| {
                one.iter().find(|it| !other.contains(it)).cloned()
            };
            let differ = (of_one(&edited, &fresh), of_one(&fresh, &edited));
            return Err(format!("{kind:?} {before:?} {edit:?}: {differ:?}"));
        }
    }
    Ok(())
}

/// The parts of a note follow one another.
fn citations(random: &mut Rng) -> Result<(), String> {
    let note = text(random, Language::Note, MOST_ATOMS);
    let mut end = 0;
    for part in &citation::read(&note).parts {
        let span = part.span();
        if span.start < end || span.end > note.len() || note.get(span.range()).is_none() {
            return Err(format!("{span:?} in {note:?}"));
        }
        end = span.end;
    }
    Ok(())
}

/// Refactorings edit within the text, and what changes the whole brief has nothing left to do the next time, where each
/// marker has one note and each note a marker. Else the pairs are what an author has to mend first, and the next run may see
/// others.
fn refactor(random: &mut Rng) -> Result<(), String> {
    let (brief, kind) = any_brief(random);
    let document = read(&brief, kind);
    let at = Span::at(brief.floor_char_boundary(random.usize(0..=brief.len())));
    for refactoring in refactorings() {
        let Ok(edits) = (refactoring.edits)(&document, at) else {
            continue;
        };
        let result = edits.apply(document.text());
        if refactoring.whole.is_none() || !is_paired(&document) {
            continue;
        }
        let again = read(&result.to_string(), kind);
        let why = match (refactoring.edits)(&again, Span::at(0)) {
            Ok(edits) if edits.is_empty() => continue,
            Ok(edits) => format!("changed again to {}", edits.apply(again.text())),
            Err(why) => why.to_string(),
        };
        return Err(format!("{} {kind:?} {brief:?}: {why}", refactoring.kind));
    }
    Ok(())
}

/// Whether each marker leads to a note, each note has a marker, and no label is defined twice.
fn is_paired(document: &Document) -> bool {
    let footnotes = document.footnotes();
    let mut labels = std::collections::HashSet::new();
    document.markers().all(|marker| marker.note.is_some())
        && document.notes().all(|note| {
            let is_cited = !footnotes.citing(note.id).is_empty();
            is_cited && labels.insert(note.label.to_string())
        })
}

/// A stream of frames and noise ends the server in no other way than by its end, and requests are answered.
fn frames(random: &mut Rng) -> Result<(), String> {
    let mut stream = Vec::new();
    let frame = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes();
    stream.extend(frame(
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}",
    ));
    for _ in 0..random.usize(0..20) {
        let body = text(random, Language::CslJson, 12);
        match random.u8(0..6) {
            0 => stream.extend(frame(&body)),
            1 => stream.extend(body.as_bytes()),
            2 => stream.extend(format!("Content-Length: {body}\r\n\r\n").as_bytes()),
            3 => stream.extend(
                (0..random.usize(0..40))
                    .map(|_| random.u8(..))
                    .collect::<Vec<u8>>(),
            ),
            4 => stream.extend(frame(&format!(
                "{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":{body:?},\"params\":[]}}"
            ))),
            _ => stream.extend(frame(&format!(
                "{{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{body}}}"
            ))),
        }
    }
    let shown = String::from_utf8_lossy(&stream).into_owned();
    let (written, output) = channel();
    let served = serve_on(io::Cursor::new(stream), Sent(written));
    let answers: Vec<u8> = output.iter().flatten().collect();
    let initialized = String::from_utf8_lossy(&answers).contains("\"capabilities\"");
    match served.is_ok() && initialized {
        true => Ok(()),
        false => Err(format!("{shown:?}")),
    }
}

/// Where the server writes.
struct Sent(Sender<Vec<u8>>);

impl Write for Sent {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.send(bytes.to_owned()).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Styles and bibliographies are read, and what is read is printed.
fn styles(random: &mut Rng) -> Result<(), String> {
    let formats = [
        (Language::BibTex, BibliographyFormat::BibTex),
        (Language::CslJson, BibliographyFormat::CslJson),
        (Language::Hayagriva, BibliographyFormat::Hayagriva),
    ];
    let (language, format) = formats[random.usize(0..formats.len())];
    let source = text(random, language, MOST_ATOMS);
    let bibliography = Bibliography::read("a", Text::new(&source), format);
    let csl = text(random, Language::Csl, MOST_ATOMS);
    let own = CitationStyle::from_csl(&csl).ok();
    for style in CitationStyle::standard().into_iter().chain(own.as_ref()) {
        for entry in bibliography.entries().iter().take(3) {
            if source.get(entry.span.range()).is_none() {
                return Err(format!("{:?} in {source:?}", entry.span));
            }
            style.format(entry);
            style.format_note(entry, None);
        }
    }
    Ok(())
}
