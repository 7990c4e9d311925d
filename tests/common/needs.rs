//! Tests that need what is not part of the project. Where it is absent they are ignored, and say what they need.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use libtest_mimic::{Arguments, Trial};

/// Something that a test needs.
#[derive(Clone, Copy)]
pub struct Need {
    /// What it is.
    pub name: &'static str,
    /// Whether it is there.
    pub is_met: fn() -> bool,
}

/// The program Pandoc.
#[allow(dead_code, reason = "not every suite runs it")]
pub const PANDOC: Need = Need {
    name: "pandoc",
    is_met: || {
        let mut pandoc = Command::new("pandoc");
        let pandoc = pandoc.arg("--version").stdout(Stdio::null());
        pandoc.status().is_ok()
    },
};

/// The documents of others that the parsers are compared on.
#[allow(dead_code, reason = "not every suite reads them")]
pub const CORPUS: Need = Need {
    name: "../shared/corpus",
    is_met: || beside("../shared/corpus").is_dir(),
};

/// A path from the root of the project.
pub fn beside(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A test that needs something, as `#[test]` declares one that does not.
pub fn test(name: &str, needs: &[Need], run: fn()) -> Trial {
    let missing = needs.iter().find(|need| !(need.is_met)());
    let trial = Trial::test(name, move || {
        run();
        Ok(())
    });
    match missing {
        Some(need) => trial
            .with_kind(format!("needs {}", need.name))
            .with_ignored_flag(true),
        None => trial,
    }
}

/// Runs a suite with the arguments of the test harness.
pub fn run(tests: Vec<Trial>) -> ExitCode {
    libtest_mimic::run(&Arguments::from_args(), tests).exit_code()
}
