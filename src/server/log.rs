use std::io::stderr;
use std::path::Path;
use std::sync::Mutex;

use tracing_subscriber::{EnvFilter, fmt};

use crate::workspace;

/// Where the log goes, if not to stderr.
const FILE: &str = "BRIEF_LS_LOG_FILE";

/// What is logged, as `tracing_subscriber::EnvFilter` reads it; the first that is set.
const FILTERS: [&str; 2] = ["BRIEF_LS_LOG", "RUST_LOG"];

/// Logs warnings and errors to stderr, or as the environment says. Does nothing where the process logs
/// already.
pub fn start() {
    let directives = FILTERS.iter().find_map(|name| std::env::var(name).ok());
    let filter = EnvFilter::new(directives.as_deref().unwrap_or("warn"));
    let format = fmt().with_env_filter(filter).with_ansi(false);
    let file = std::env::var_os(FILE).map(|path| workspace::append(Path::new(&path)));
    // A second subscriber is refused: the first one keeps the log.
    let _ = match file {
        Some(Ok(file)) => format.with_writer(Mutex::new(file)).try_init(),
        Some(Err(error)) => {
            let started = format.with_writer(stderr).try_init();
            tracing::warn!("{FILE} cannot be opened, the log goes to stderr: {error}");
            started
        }
        None => format.with_writer(stderr).try_init(),
    };
}
