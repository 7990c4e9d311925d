use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, NumberOrString, Url,
};

use crate::check::{self, Related};
use crate::config::Level;
use crate::server::abilities::Abilities;
use crate::text::Text;
use crate::workspace::{ConfigFault, ConfigFile};

use super::place::{self, Located};

const SOURCE: &str = env!("CARGO_PKG_NAME");

/// A finding in a document, as far as the client can show it.
pub fn diagnostic(document: &Located<'_>, finding: &check::Diagnostic) -> Diagnostic {
    let client = document.client;
    let code = finding.rule.code;
    let page = || Url::parse(&finding.rule.url()?).ok();
    let related = || {
        finding
            .related
            .iter()
            .map(|it| related(document, it))
            .collect()
    };
    let is_faded = client.unnecessary && finding.rule.is_unnecessary;
    Diagnostic {
        range: document.range(finding.span),
        severity: severity(finding.level),
        code: Some(NumberOrString::String(code.to_owned())),
        code_description: client
            .descriptions
            .then(page)
            .flatten()
            .map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: finding.message.clone(),
        related_information: (client.related && !finding.related.is_empty()).then(related),
        tags: is_faded.then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: None,
    }
}

/// What is wrong with a configuration file whose text is `text`.
pub fn config_diagnostics(file: &ConfigFile, text: &Text, client: &Abilities) -> Vec<Diagnostic> {
    let severity = match file.config {
        Some(_) => DiagnosticSeverity::WARNING,
        None => DiagnosticSeverity::ERROR,
    };
    let diagnostic = |fault: &ConfigFault| Diagnostic {
        range: place::range(text, fault.span, client.encoding),
        severity: Some(severity),
        code: Some(NumberOrString::String(ConfigFault::CODE.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: fault.message.clone(),
        ..Diagnostic::default()
    };
    file.faults.iter().map(diagnostic).collect()
}

fn related(document: &Located<'_>, related: &Related) -> DiagnosticRelatedInformation {
    DiagnosticRelatedInformation {
        location: Location::new(document.uri.clone(), document.range(related.span)),
        message: related.message.clone(),
    }
}

fn severity(level: Level) -> Option<DiagnosticSeverity> {
    match level {
        Level::Off => None,
        Level::Hint => Some(DiagnosticSeverity::HINT),
        Level::Information => Some(DiagnosticSeverity::INFORMATION),
        Level::Warning => Some(DiagnosticSeverity::WARNING),
        Level::Error => Some(DiagnosticSeverity::ERROR),
    }
}
