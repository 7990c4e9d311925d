//! What depends on what is not part of the project: what Pandoc reads, and what happens to published briefs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails where something is not there, and reads what it is about"
)]

mod bibliography;
mod code_actions;
#[path = "../server/driver.rs"]
#[allow(dead_code, reason = "the suite of the server uses all of it")]
mod driver;
#[path = "../common/needs.rs"]
mod needs;
#[path = "../refactor/reading.rs"]
#[allow(dead_code, reason = "the suite of the refactorings uses all of it")]
mod reading;
#[path = "../server/recording.rs"]
mod recording;
mod refactorings;
mod sources;
#[path = "../server/validate.rs"]
mod validate;

use std::process::ExitCode;

use brief_ls::config::DialectChoice;
use brief_ls::index::Document;
use brief_ls::syntax::DocumentKind;
use brief_ls::text::Text;
use needs::{CORPUS, PANDOC, run, test};

use bibliography::{
    a_source_is_written_out_again_as_it_was_cited, no_word_of_real_notes_is_lost,
    pandoc_finds_each_source_that_a_note_cited,
};
use refactorings::real_briefs_read_the_same;
use sources::pandoc_reads_what_is_exported;

fn main() -> ExitCode {
    run(vec![
        test(
            "sources::pandoc_reads_what_is_exported",
            &[PANDOC],
            pandoc_reads_what_is_exported,
        ),
        test(
            "bibliography::a_source_is_written_out_again_as_it_was_cited",
            &[],
            a_source_is_written_out_again_as_it_was_cited,
        ),
        test(
            "bibliography::pandoc_finds_each_source_that_a_note_cited",
            &[PANDOC],
            pandoc_finds_each_source_that_a_note_cited,
        ),
        test(
            "bibliography::no_word_of_real_notes_is_lost",
            &[CORPUS],
            no_word_of_real_notes_is_lost,
        ),
        test(
            "code_actions::no_refactoring_that_is_offered_answers_with_an_error",
            &[CORPUS],
            code_actions::no_refactoring_that_is_offered_answers_with_an_error,
        ),
        test(
            "pandoc::real_briefs_read_the_same",
            &[PANDOC, CORPUS],
            real_briefs_read_the_same,
        ),
    ])
}

fn read(text: &str, kind: DocumentKind) -> Document {
    Document::new(Text::new(text), kind, DialectChoice::Auto)
}
