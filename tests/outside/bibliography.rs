//! What notes cite, moved to a bibliography one note after the other: no word is lost, and Pandoc finds each source.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use brief_ls::bibliography::{Bibliography, BibliographyFormat};
use brief_ls::index::{Document, DocumentContext};
use brief_ls::refactor::{Extraction, TargetBibliography, extract, may_extract, refactoring};
use brief_ls::syntax::DocumentKind;
use brief_ls::text::{Span, Text};

use super::read;
use super::refactorings::corpus;

/// Notes of several styles, each after a sentence of its own.
const NOTES: &[&str] = &[
    "Alexander Roy and Vera Sen, \"Rivers of the South,\" *Journal of Water Studies* 9, no. 2 (2018): 100–113, at 105.",
    "Ana Bell, *A Title: With More* (London: Penguin, 2001), 5–7.",
    "See Jane Moss (ed.), *Dams of the World*, 2nd edn, trans. by John Smith (Oxford: Clarendon Press, 2010), p. 3 \
     (arguing that dams fail).",
    "Ann Lee et al., \"Canals & Locks\", *Water Review*, 4 May 2011, <https://a.example/canals>, accessed 3 June 2020.",
    "Elsa Berg, 'Flow' in Jo Hill (ed), *Streams* (OUP 2010) 45, 47.",
    "They disagree. Ana Bell, *Later Title* (London: Penguin, 2005), ch. 3. It was late.",
    "*See* World Bank, *Water for All* (Washington, DC: World Bank, 2019), 14; Ana Bell, \"Springs,\" *Foreign Affairs* \
     97, no. 1 (2018): 12.",
    "[The end of rivers](https://www.a.example/end), BBC News, 3 May 2019.",
    "José Ñandú, \"50% of {all} #1 & $2\", *El Año*, Vol. 3, No. 2, 2019.",
];

/// Words that say how a field is to be read, or are written otherwise in it.
const APPARATUS: &str = "and in at of on by the accessed retrieved available last visited from vol no nos pp volume \
    issue number page pages doi http https www url january february march april may june july august september october \
    november december jan feb mar apr jun jul aug sep sept oct nov dec sup st nd rd th";

/// A brief beside its bibliography.
struct Pair {
    brief: Document,
    bibliography: Text,
}

impl Pair {
    fn new(text: &str) -> Pair {
        Pair {
            brief: read(text, DocumentKind::Markdown),
            bibliography: Text::new(""),
        }
    }

    /// The brief after the note at `at` was moved to the bibliography.
    fn after(&self, extraction: &Extraction) -> Pair {
        let bibliography = match &extraction.entries {
            Some(entries) => {
                if let TargetBibliography::Known(home) = &entries.home {
                    assert_eq!(home.text().to_string(), self.bibliography.to_string());
                }
                entries.edits.apply(&self.bibliography)
            }
            None => self.bibliography.clone(),
        };
        let read = Bibliography::read(
            "references.bib",
            bibliography.clone(),
            BibliographyFormat::BibTex,
        );
        assert_eq!(read.faults(), [], "{bibliography}");
        let context = DocumentContext {
            bibliographies: vec![Arc::new(read)],
            ..DocumentContext::default()
        };
        let text = extraction.brief.apply(self.brief.text());
        let brief = self.brief.with_text(text);
        Pair {
            brief: brief.with_context(Arc::new(context)),
            bibliography,
        }
    }

    /// The same with all notes moved that may be, and why others are not.
    fn moved(mut self) -> (Pair, Vec<String>, Vec<String>) {
        let (mut refused, mut lost) = (Vec::new(), Vec::new());
        let mut place = 0;
        loop {
            let note = self.brief.notes().nth(place);
            let Some(note) = note else {
                return (self, refused, lost);
            };
            let at = Span::at(note.opener.start);
            if !may_extract(&self.brief, at) {
                place += 1;
                continue;
            }
            match extract(&self.brief, at) {
                Ok(extraction) => {
                    let after = self.after(&extraction);
                    // An entry that was there may call the source otherwise: it is known by its address.
                    if extraction.entries.is_some() {
                        lost.extend(self.lost_in(&after, &note.label.to_string()));
                    }
                    let goes = after.brief.notes().count() < self.brief.notes().count();
                    place += usize::from(!goes);
                    self = after;
                }
                Err(refusal) => {
                    refused.push(format!("{}: {refusal}", note.label));
                    place += 1;
                }
            }
        }
    }

    /// The words of the brief that are neither in the brief after it nor in its bibliography.
    fn lost_in(&self, after: &Pair, label: &str) -> Vec<String> {
        let entries = after.bibliography.to_string().replace(['{', '}', '\\'], "");
        let kept = format!("{}\n{entries}", after.brief.text());
        let kept: std::collections::BTreeSet<String> = words(&kept).collect();
        let lost: Vec<String> = words(&self.brief.text().to_string())
            .filter(|word| !kept.contains(word))
            .collect();
        // Numbers of other notes may be others; of an edition the number is kept alone.
        let numbered = |word: &str| {
            let ordinal = word.strip_suffix("nd").or_else(|| word.strip_suffix("rd"));
            ordinal.is_some_and(|number| entries.contains(&format!("edition = {number}")))
        };
        let is_known = |word: &String| {
            let number = word.trim_start_matches('0');
            APPARATUS.split_whitespace().any(|known| known == word)
                || kept.contains(number)
                || numbered(word)
                || (word == "edn" && kept.contains("edition"))
                || kept.contains(&format!("0{number}"))
                || words(label).any(|part| part == *word)
                || word.chars().all(|c| c.is_numeric())
        };
        let lost = lost.iter().filter(|word| !is_known(word));
        lost.map(|word| format!("{word} of note {label}")).collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.len() > 1).map(str::to_lowercase)
}

fn brief() -> String {
    let sentences =
        (1..=NOTES.len()).map(|number| format!("Sentence {number} says it.[^{number}]"));
    let notes = NOTES
        .iter()
        .zip(1..)
        .map(|(note, number)| format!("[^{number}]: {note}"));
    let all: Vec<String> = std::iter::once(sentences.collect::<Vec<_>>().join(" "))
        .chain(notes)
        .collect();
    format!("{}\n", all.join("\n\n"))
}

/// What Pandoc prints for `pair`, and what it says of it.
fn printed(pair: &Pair) -> Option<(String, String)> {
    let folder = tempfile::tempdir().ok()?;
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("a.md"), pair.brief.text().to_string()).ok()?;
    std::fs::write(path("references.bib"), pair.bibliography.to_string()).ok()?;
    let output = Command::new("pandoc")
        .args(["--citeproc", "--to=plain", "--wrap=none", "a.md"])
        .current_dir(folder.path())
        .output()
        .ok()?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Some((text(output.stdout), text(output.stderr)))
}

pub fn pandoc_finds_each_source_that_a_note_cited() {
    let (pair, refused, lost) = Pair::new(&brief()).moved();
    assert_eq!((refused, lost), (Vec::new(), Vec::new()));
    let text = pair.brief.text().to_string();
    assert!(
        text.contains("Sentence 1 says it [@roy2018, p. 105]. Sentence 2"),
        "{text}"
    );
    assert!(
        text.contains("They disagree. @bell2005 [ch. 3]. It was late."),
        "{text}"
    );
    let (plain, said) = printed(&pair).unwrap();
    assert_eq!(said, "");
    for told in [
        "(Roy and Sen 2018, 105)",
        "“Rivers of the South.” Journal of Water Studies 9 (2): 100–113",
        "(Bell 2001, 5–7)",
        // Pandoc 3 prints no places of publishers (Chicago Manual of Style, 18th edition).
        "A Title: With More. ",
        "arguing that dams fail",
        "Dams of the World",
        "“Canals & Locks.” Water Review, May",
        "In Streams",
        "They disagree. Bell (2005",
        "Water for All",
        "The end of rivers",
        "50% of {all} #1 & $2",
    ] {
        assert!(
            plain.contains(told),
            "{told} in\n{plain}\n{}",
            pair.bibliography
        );
    }
}

pub fn a_source_is_written_out_again_as_it_was_cited() {
    let note = "Alexander Roy and Vera Sen, “Rivers of the South,” *Journal of Water Studies* 9, no. 2 (2018): 105.";
    let text = format!("One.[^1] Two.[^2]\n\n[^1]: {note}\n\n[^2]: B.\n");
    let before = Pair::new(&text);
    let extraction = extract(&before.brief, Span::at(5)).unwrap();
    let after = before.after(&extraction);
    let at = after.brief.text().to_string().find("@roy2018").unwrap();
    let back = refactoring("refactor.inline.citation").unwrap();
    let edits = (back.edits)(&after.brief, Span::at(at)).unwrap();
    let again = edits.apply(after.brief.text()).to_string();
    assert!(again.contains(&format!(": {note}\n")), "{again}");
}

pub fn no_word_of_real_notes_is_lost() {
    let paths = corpus();
    let (mut moved, mut refused, mut lost) = (0, 0, Vec::new());
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
    {
        let name = path.file_name().map(Path::new).unwrap().display();
        let pair = Pair::new(&std::fs::read_to_string(path).unwrap());
        // A long brief is read again for each of its notes.
        if pair.brief.text().len() > 20_000 {
            continue;
        }
        let count = pair.brief.notes().count();
        let (after, why, words) = pair.moved();
        let left = after.brief.notes().count();
        moved += count - left;
        refused += why.len();
        lost.extend(words.into_iter().map(|word| format!("{name}: {word}")));
        eprintln!(
            "{name}: {count} notes, {left} stay; {why:#?}\n{}",
            after.bibliography
        );
    }
    eprintln!("{moved} notes are moved, {refused} refused");
    assert_eq!(lost, [""; 0]);
}
