//! The back-references of a law review note with 134 of them, compared with a person's reading of its notes.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may fail, and reads a brief that is not part of the project"
)]

#[path = "common/needs.rs"]
mod needs;

use std::process::ExitCode;

use brief_ls::check::{RuleLevels, check};
use brief_ls::config::DialectChoice;
use brief_ls::index::{Document, DocumentKind, ItemId};
use brief_ls::text::Text;
use needs::{CORPUS, beside, run, test};

/// Where the note is.
const PATH: &str =
    "../shared/corpus/footnoted/benbalter-2011-11-29-towards-a-more-agile-government.md";

/// Where further briefs are.
const FOLDER: &str = "../shared/corpus/footnoted";

const RULES: [&str; 2] = ["dangling-ibid", "unresolved-cross-reference"];

/// For each back-reference, by place, its note and the note that cites the source it means, as read by a person.
const JUDGED: &str = "\
    4→ 7→1 7→7 8→7 9→6 10→6 16→1 22→22 23→20 24→20 25→20 26→20 28→6 28→20 29→20 30→6 30→28 31→28 \
    32→28 32→32 32→32 32→32 34→33 35→1 37→36 37→14 39→6 41→13 41→14 42→28 43→40 44→40 45→40 47→6 \
    47→28 49→41 49→28 50→41 50→36 51→15 51→32 52→49 53→49 54→49 54→36 55→6 57→56 58→56 59→56 59→13 \
    60→56 61→41 62→28 63→6 63→56 63→5 64→36 65→36 66→41 67→32 68→15 70→32 71→56 72→11 73→11 74→6 \
    74→32 75→46 77→20 78→32 79→11 80→56 81→11 82→11 83→11 84→28 85→28 86→20 87→56 88→28 89→28 90→32 \
    91→6 92→19 93→1 94→1 95→1 96→19 97→6 98→28 99→28 100→28 100→1 101→28 102→1 103→28 104→28 105→1 \
    105→32 106→32 107→32 107→1 108→28 110→28 111→109 112→28 113→28 114→46 115→46 115→36 116→36 \
    117→46 118→15 119→46 120→20 121→46 123→122 124→122 125→122 126→122 127→46 128→15 129→15 130→15 \
    133→15 134→15 135→15 136→15 139→138 146→41 148→147 151→13 152→13 154→1";

fn main() -> ExitCode {
    let corpus = [CORPUS];
    run(vec![
        test(
            "every_back_reference_means_what_a_person_reads_in_it",
            &corpus,
            every_back_reference_means_what_a_person_reads_in_it,
        ),
        test(
            "what_is_missing_is_what_a_rule_reports",
            &corpus,
            what_is_missing_is_what_a_rule_reports,
        ),
    ])
}

fn every_back_reference_means_what_a_person_reads_in_it() {
    let text = std::fs::read_to_string(beside(PATH)).unwrap();
    let document = Document::new(
        Text::new(&text),
        DocumentKind::Markdown,
        DialectChoice::Auto,
    );
    let label = |id: ItemId| document.note(id).unwrap().label.to_string();
    let found = document
        .sources()
        .back_references()
        .map(|(id, _, referent)| {
            let source = referent.citation.map(|citation| label(citation.note));
            format!("{}→{}", label(id), source.unwrap_or_default())
        });
    let judged: Vec<&str> = JUDGED.split_whitespace().collect();
    assert_eq!(found.collect::<Vec<_>>(), judged);
    assert_eq!(reported(&document), 0);
}

fn reported(document: &Document) -> usize {
    let findings = check(document, &RuleLevels::default());
    let ours = findings
        .iter()
        .filter(|finding| RULES.contains(&finding.rule.code));
    ours.count()
}

fn what_is_missing_is_what_a_rule_reports() {
    let folder = std::fs::read_dir(beside(FOLDER)).unwrap();
    let paths = folder.map(|entry| entry.unwrap().path());
    for path in paths.filter(|path| path.extension().is_some_and(|it| it == "md")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let document = Document::new(
            Text::new(&text),
            DocumentKind::Markdown,
            DialectChoice::Auto,
        );
        let notes = brief_ls::ide::sources(&document).into_iter();
        let missing = notes
            .flat_map(|note| note.back_references)
            .filter(|it| it.missing);
        assert_eq!(missing.count(), reported(&document), "{}", path.display());
    }
}
