use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::inputs::{Arguments, Inputs};
use super::printable::name;

/// How long the work goes on before the bar is shown: who waits for less need not be told.
const MOMENT: Duration = Duration::from_millis(500);

/// How many files are checked, on standard error where that is a terminal, and never elsewhere or in a
/// continuous integration (`CI` is set), whose logs keep each state of it. It has no colours.
pub(super) struct CheckProgress {
    bar: ProgressBar,
    begun: Instant,
    /// What is left to be told of how much work there is, while the bar is not shown.
    hidden: Option<Arguments>,
}

impl CheckProgress {
    /// That of a check of `arguments`.
    pub fn new(arguments: &Arguments) -> CheckProgress {
        let wanted = io::stderr().is_terminal() && can_move(|name| std::env::var_os(name));
        CheckProgress {
            bar: ProgressBar::hidden(),
            begun: Instant::now(),
            hidden: wanted.then(|| arguments.clone()),
        }
    }

    /// Takes note that a file is done, or what stands for one among the arguments.
    pub fn advance(&mut self, path: Option<&Path>) {
        self.bar.inc(1);
        let folder = path
            .and_then(Path::parent)
            .filter(|_| !self.bar.is_hidden());
        if let Some(folder) = folder {
            self.bar.set_message(name(folder));
        }
        self.look();
    }

    /// Lets the bar move where there is nothing new to tell.
    pub fn look(&mut self) {
        if self.begun.elapsed() < MOMENT {
            return;
        }
        match self.hidden.take() {
            Some(arguments) => self.show(arguments),
            None => self.bar.tick(),
        }
    }

    fn show(&mut self, arguments: Arguments) {
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
        self.bar
            .set_style(style("{spinner} {human_pos} files checked  {wide_msg}"));
        // How many there are is found out beside the work, not before it. Nobody waits for the answer.
        let bar = self.bar.clone();
        std::thread::spawn(move || {
            let count = Inputs::new(arguments).count();
            bar.set_style(style(
                "{bar:24} {human_pos} of {human_len} files checked  {wide_msg}",
            ));
            bar.set_length(count as u64);
        });
    }

    /// Does what writes to a terminal while the bar is out of its way.
    pub fn aside<R>(&self, write: impl FnOnce() -> R) -> R {
        self.bar.suspend(write)
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// An end before its time leaves nothing on the terminal either.
impl Drop for CheckProgress {
    fn drop(&mut self) {
        self.end();
    }
}

/// Whether a terminal is one on which things move, by the variables of the environment.
fn can_move(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let in_ci = variable("CI").is_some_and(|value| !value.is_empty());
    let is_dumb = variable("TERM").is_some_and(|term| term == "dumb");
    !in_ci && !is_dumb
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_moves_in_a_log_or_on_a_dumb_terminal() {
        let can = |name: &'static str, value: &'static str| {
            can_move(move |asked| (asked == name).then(|| value.into()))
        };
        assert!(can("TERM", "xterm-256color"));
        assert!(can("CI", ""));
        assert!(!can("CI", "true"));
        assert!(!can("TERM", "dumb"));
    }
}
