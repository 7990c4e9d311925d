use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A brief with one fault of each severity from warning on: a placeholder link, an undefined marker.
pub const FAULTY: &str = "One.[^1] Two.[^2]\n\n[^1]: See [this](#).\n";

/// A brief without a fault.
pub const CLEAN: &str = "One.[^1]\n\n[^1]: A source.\n";

/// A folder of files to run the binary in. It is the top of a repository, so that no configuration above
/// it counts.
pub struct Folder {
    folder: TempDir,
}

/// What a run left behind.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Folder {
    pub fn new(files: &[(&str, &str)]) -> Folder {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        let folder = Folder { folder };
        for (name, content) in files {
            folder.write(name, content.as_bytes());
        }
        folder
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, content: &[u8]) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_brief-ls"));
        command
            .args(args)
            .current_dir(self.path())
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .env_remove("COLUMNS")
            .env_remove("CI")
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, "")
    }

    /// Runs with `input` on standard input.
    pub fn run_with(&self, args: &[&str], input: &str) -> Run {
        let mut command = self.command(args);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // It may end without having read its input.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// The findings that JSON Lines tell of: path, code, line and column.
    pub fn findings(&self) -> Vec<(String, String, u64, u64)> {
        let finding = |line: &str| {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            let start = &value["range"]["start"];
            let text = |key: &str| value[key].as_str().unwrap().to_owned();
            let number = |key: &str| start[key].as_u64().unwrap();
            (text("path"), text("code"), number("line"), number("column"))
        };
        self.stdout.lines().map(finding).collect()
    }

    /// Their paths and codes, with a space between.
    pub fn codes(&self) -> Vec<String> {
        let findings = self.findings().into_iter();
        findings
            .map(|(path, code, ..)| format!("{path} {code}"))
            .collect()
    }
}
