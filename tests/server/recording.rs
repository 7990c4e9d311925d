//! What passes between the clients of these tests and the server, with the files that there are, for another build of the
//! server to be asked the same: `editors/web/test/answers.mjs`. Written where `BRIEF_LS_RECORD` names a folder.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

/// How many were begun, as one test may have several clients.
static BEGUN: AtomicUsize = AtomicUsize::new(0);

/// One line of JSON for each message or change of files: `{"to": message}`, `{"from": message}`,
/// `{"files": {path: entry}}`. An entry is a text, bytes that are none, `true` for a folder, or null where there is nothing
/// any more.
pub struct Recording {
    file: File,
    /// The folders that messages name, below the one for temporary files.
    folders: RefCell<Vec<PathBuf>>,
    entries: RefCell<BTreeMap<PathBuf, Value>>,
}

impl Recording {
    /// Begins one, if that is asked for.
    pub fn begin() -> Option<Recording> {
        let folder = PathBuf::from(std::env::var_os("BRIEF_LS_RECORD")?);
        fs::create_dir_all(&folder).expect("a folder for recordings");
        let test = std::thread::current()
            .name()
            .unwrap_or("test")
            .replace("::", "-");
        let number = BEGUN.fetch_add(1, Ordering::Relaxed);
        let file = File::create(folder.join(format!("{test}-{number}.jsonl")));
        Some(Recording {
            file: file.expect("a recording"),
            folders: RefCell::default(),
            entries: RefCell::default(),
        })
    }

    /// Writes a message to the server, and before it the files as they are.
    pub fn sent(&self, message: &Value) {
        self.find_folders(&message.to_string());
        self.write_files();
        self.write(&json!({"to": message}));
    }

    /// Writes a message of the server.
    pub fn received(&self, message: &Value) {
        self.write(&json!({"from": message}));
    }

    fn find_folders(&self, message: &str) {
        let temporary = format!("file://{}/", std::env::temp_dir().display());
        for rest in message.split(&temporary).skip(1) {
            let name: String = rest.chars().take_while(|c| !"/\"?#".contains(*c)).collect();
            let folder = std::env::temp_dir().join(name);
            if folder.is_dir() && !self.folders.borrow().contains(&folder) {
                self.folders.borrow_mut().push(folder);
            }
        }
    }

    fn write_files(&self) {
        let mut now = BTreeMap::new();
        for folder in self.folders.borrow().iter() {
            read(folder, &mut now);
        }
        let before = self.entries.replace(now.clone());
        let gone = before.keys().filter(|path| !now.contains_key(*path));
        let gone = gone.map(|path| (path, &Value::Null));
        let other = now
            .iter()
            .filter(|(path, entry)| before.get(*path) != Some(entry));
        let changes: serde_json::Map<String, Value> = gone
            .chain(other)
            .map(|(path, entry)| (path.display().to_string(), entry.clone()))
            .collect();
        if !changes.is_empty() {
            self.write(&json!({"files": changes}));
        }
    }

    fn write(&self, line: &Value) {
        writeln!(&self.file, "{line}").expect("a recording is written");
    }
}

/// A larger file is not recorded, in bytes: what is beyond the server's own limit would fill the memory.
const LARGEST: u64 = 4 << 20;

/// What is in a folder and below it, links aside: one may lead back to the folder.
#[expect(clippy::disallowed_methods, reason = "the files are those of a test")]
fn read(folder: &Path, entries: &mut BTreeMap<PathBuf, Value>) {
    entries.insert(folder.to_owned(), Value::Bool(true));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        // That of a link is its own, not that of what it leads to.
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        if metadata.is_dir() {
            read(&path, entries);
        } else if metadata.is_file()
            && metadata.len() <= LARGEST
            && let Ok(content) = fs::read(&path)
        {
            let text = String::from_utf8(content);
            let content = text.map_or_else(|error| json!(error.into_bytes()), Value::String);
            entries.insert(path, content);
        }
    }
}
