//! `brief-ls doctor`.

mod editors;
mod path;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::workspace::{CONFIG_NAME, Configurations, find_config, walk};

use super::printable::name;

use editors::Seen;

/// More briefs than this are not counted.
const MANY: usize = 1_000;

/// Writes what a question to the authors should contain: the program, the folder, its settings, the editors, and what is
/// wrong with them.
pub(super) fn run(out: &mut dyn Write) -> io::Result<ExitCode> {
    let mut doctor = Doctor {
        out,
        wrong: Vec::new(),
    };
    doctor.program()?;
    doctor.folder()?;
    doctor.editors()?;
    doctor.log()?;
    doctor.finish()
}

struct Doctor<'a> {
    out: &'a mut dyn Write,
    /// What is wrong, each with what to do.
    wrong: Vec<String>,
}

impl Doctor<'_> {
    fn line(&mut self, what: &str, said: &str) -> io::Result<()> {
        writeln!(self.out, "{what:<9}  {said}")
    }

    fn program(&mut self) -> io::Result<()> {
        let version = env!("CARGO_PKG_VERSION");
        let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
        self.line("version", &format!("brief-ls {version}, {system}"))?;
        let this = std::env::current_exe()?;
        self.line("program", &name(&this))?;
        match path::find("brief-ls") {
            Some(found) if same_file(&found, &this) => self.line("on PATH", "yes"),
            Some(found) => {
                self.wrong.push(format!(
                    "Another program comes first on the PATH, and editors start that one: {}. Remove one of the two.",
                    name(&found)
                ));
                self.line("on PATH", &name(&found))
            }
            None => {
                let folder = this.parent().map(name).unwrap_or_default();
                self.wrong.push(format!(
                    "brief-ls is not on the PATH, so editors do not find it. Add {folder} to the PATH and log in again, \
                     or set the full path in your editor."
                ));
                self.line("on PATH", "no")
            }
        }
    }

    fn folder(&mut self) -> io::Result<()> {
        let folder = std::env::current_dir()?;
        self.line("folder", &name(&folder))?;
        let briefs = walk(&folder).into_iter().flatten().take(MANY + 1);
        let briefs = match briefs.filter(Result::is_ok).count() {
            0 => "none here: no file ends in .md, .markdown, .brief, .qmd, .rmd, .txt or .text"
                .to_owned(),
            count if count > MANY => format!("more than {MANY} files that may be briefs"),
            count => format!("{count} files that may be briefs"),
        };
        self.line("briefs", &briefs)?;
        let file = folder.join("brief.md");
        let place = find_config(&file, &[]);
        let Some(settings) = place.files.first() else {
            return self.line(
                "settings",
                &format!("no {CONFIG_NAME}: every setting has its default"),
            );
        };
        let configurations = Configurations::default();
        configurations.of(&file);
        let faults: usize = configurations
            .take_faults()
            .iter()
            .map(|file| file.faults.len())
            .sum();
        if faults > 0 {
            self.wrong.push(format!(
                "{} is not valid: `brief-ls check` shows where.",
                name(settings)
            ));
        }
        self.line("settings", &name(settings))
    }

    fn editors(&mut self) -> io::Result<()> {
        let home = std::env::home_dir();
        let seen = editors::seen(home.as_deref());
        if seen.is_empty() {
            return self.line("editors", "none found on the PATH");
        }
        for Seen {
            editor,
            program,
            settings,
        } in seen
        {
            let said = match &settings {
                Some(settings) => format!("set up in {}", name(settings)),
                None => format!(
                    "no settings for brief-ls found; `brief-ls setup {}` prints what to add",
                    editor.name
                ),
            };
            self.line(
                "editor",
                &format!("{} ({}): {said}", editor.title, name(&program)),
            )?;
        }
        Ok(())
    }

    fn log(&mut self) -> io::Result<()> {
        match std::env::var_os("BRIEF_LS_LOG_FILE") {
            Some(file) => self.line("log", &name(Path::new(&file))),
            None => self.line(
                "log",
                "shown in the editor; set BRIEF_LS_LOG_FILE to write it to a file",
            ),
        }
    }

    fn finish(self) -> io::Result<ExitCode> {
        if self.wrong.is_empty() {
            writeln!(self.out, "\nNo problems found.")?;
            return Ok(ExitCode::SUCCESS);
        }
        writeln!(self.out, "\nProblems:")?;
        for wrong in &self.wrong {
            writeln!(self.out, "- {wrong}")?;
        }
        Ok(ExitCode::FAILURE)
    }
}

/// Whether both are one file, by the paths that links lead to.
fn same_file(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| PathBuf::from(path));
    real(one) == real(other)
}
