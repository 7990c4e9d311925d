use std::io::stderr;
use std::path::Path;
use std::sync::Mutex;

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::writer::BoxMakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{fmt, registry};

use crate::workspace;

/// Where the log goes, if not to stderr.
const FILE: &str = "BRIEF_LS_LOG_FILE";

/// What is logged, as `tracing_subscriber::filter::Targets` reads it (`debug`, `brief_ls=trace,warn`); the
/// first that is set.
const FILTERS: [&str; 2] = ["BRIEF_LS_LOG", "RUST_LOG"];

/// Logs warnings and errors to stderr, or as the environment says. Does nothing where the process logs
/// already.
pub fn start() {
    let (writer, fault) =
        match std::env::var_os(FILE).map(|path| workspace::append(Path::new(&path))) {
            Some(Ok(file)) => (BoxMakeWriter::new(Mutex::new(file)), None),
            Some(Err(fault)) => (BoxMakeWriter::new(stderr), Some(fault)),
            None => (BoxMakeWriter::new(stderr), None),
        };
    let lines = fmt::layer().with_ansi(false).with_writer(writer);
    // A second subscriber is refused: the first one keeps the log.
    let _ = registry().with(filter()).with(lines).try_init();
    if let Some(fault) = fault {
        tracing::warn!("cannot open {FILE}, logging to stderr: {fault}");
    }
}

/// What the environment asks for, where it can be read.
fn filter() -> Targets {
    let set = FILTERS.iter().filter_map(|name| std::env::var(name).ok());
    let mut set = set.filter(|targets| !targets.is_empty());
    set.next()
        .and_then(|targets| targets.parse().ok())
        .unwrap_or_else(|| Targets::new().with_default(LevelFilter::WARN))
}
