//! What the server asks of the client once it is initialized. Each in a task: nothing that handles
//! messages may wait for an answer, which comes by the same way.

use std::sync::Arc;

use serde_json::json;
use tower_lsp::lsp_types::notification::{
    DidChangeConfiguration, DidChangeWatchedFiles, Notification,
};
use tower_lsp::lsp_types::{ConfigurationItem, Registration};

use super::session::{SECTION, Session};

/// Briefs, bibliographies, citation styles, and what decides which of them count.
const WATCHED: [&str; 5] = [
    "**/brief-ls.toml",
    "**/*.{md,markdown,qmd,rmd,Rmd,brief,txt,text}",
    "**/*.{bib,json,yml,yaml,csl}",
    "**/{.gitignore,.ignore}",
    "**/.obsidian",
];

/// Asks to be notified of changed settings and of changed files.
pub fn register(session: &Arc<Session>) {
    let abilities = session.abilities();
    let mut registrations = Vec::new();
    if abilities.watches {
        let watchers = WATCHED.map(|pattern| json!({"globPattern": pattern}));
        let options = json!({"watchers": watchers});
        registrations.push(registration(DidChangeWatchedFiles::METHOD, options));
    }
    if abilities.registers_configuration {
        let section = json!({"section": SECTION});
        registrations.push(registration(DidChangeConfiguration::METHOD, section));
    }
    if registrations.is_empty() {
        return;
    }
    let session = session.clone();
    tokio::spawn(async move {
        if let Err(error) = session.client.register_capability(registrations).await {
            session
                .client_sender
                .warn(format!("the client did not register: {error}"));
        }
    });
}

/// Asks for the client's settings, where it can be asked.
pub fn fetch_settings(session: &Arc<Session>) {
    if !session.abilities().configuration {
        return;
    }
    let session = session.clone();
    tokio::spawn(async move {
        let item = ConfigurationItem {
            scope_uri: None,
            section: Some(SECTION.to_owned()),
        };
        match session.client.configuration(vec![item]).await {
            Ok(settings) => settings
                .iter()
                .for_each(|it| session.set_client_settings(it)),
            Err(error) => session
                .client_sender
                .warn(format!("the client sent no settings: {error}")),
        }
    });
}

fn registration(method: &str, options: serde_json::Value) -> Registration {
    Registration {
        id: format!("{}/{method}", env!("CARGO_PKG_NAME")),
        method: method.to_owned(),
        register_options: Some(options),
    }
}
