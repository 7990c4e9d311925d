//! What the notes of a brief cite, as text for other programs and for readers.

use std::path::Path;

use crate::bibliography::{Bibliography, BibliographyFormat, CitationStyle};
use crate::citation::export::{ExportedCitation, bibtex, csl_json, unique};
use crate::index::Document;
use crate::text::{Span, Text};

use super::sources::sources;

/// How sources are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SourceFormat {
    /// BibTeX.
    Bibtex,
    /// CSL-JSON, an array.
    CslJson,
    /// As a list of sources in the citation style of the brief, one a paragraph.
    Formatted,
}

/// The citations of the notes of a brief, in the order of the notes; `path` is to be named with each. A note that
/// readers do not see counts after those that they do, unless its label is a number.
pub fn exported_citations(document: &Document, path: Option<&Path>) -> Vec<ExportedCitation> {
    exported(document, path)
        .map(|(_, citation)| citation)
        .collect()
}

/// The sources that the notes of `document` cite, each once and in the order of the notes, or only the one cited at
/// `at`, in bytes; none where there is none.
pub fn export_sources(
    document: &Document,
    format: SourceFormat,
    at: Option<Span>,
) -> Option<String> {
    let cited = exported(document, None).filter(|(span, _)| at.is_none_or(|at| at == *span));
    let cited = unique(cited.map(|(_, citation)| citation).collect());
    if cited.is_empty() {
        return None;
    }
    Some(match format {
        SourceFormat::Bibtex => bibtex(&cited),
        SourceFormat::CslJson => csl_json(&cited),
        SourceFormat::Formatted => formatted(document, cited)?,
    })
}

/// Each citation with its place, in bytes.
fn exported(
    document: &Document,
    path: Option<&Path>,
) -> impl Iterator<Item = (Span, ExportedCitation)> {
    let path = path.map(|path| path.to_string_lossy().into_owned());
    (1..).zip(sources(document)).flat_map(move |(place, note)| {
        let number = note.number.or(note.note.label.number()).unwrap_or(place);
        let path = path.clone();
        note.citations.into_iter().map(move |citation| {
            let exported = ExportedCitation {
                source: citation.source,
                note: number,
                line: document.text().line_of(citation.span.start) + 1,
                path: path.clone(),
                also: Vec::new(),
            };
            (citation.span, exported)
        })
    })
}

/// A source in CSL-JSON is an entry that a style can print.
fn formatted(document: &Document, cited: Vec<ExportedCitation>) -> Option<String> {
    let context = document.context();
    let style = context.style.as_deref().or(CitationStyle::standard())?;
    let printed = cited.into_iter().filter_map(|one| {
        let entry = Text::new(&csl_json(&[one]));
        let entries = Bibliography::read("", entry, BibliographyFormat::CslJson);
        Some(style.format(entries.entries().first()?).plain + "\n")
    });
    let printed: Vec<String> = printed.collect();
    (!printed.is_empty()).then(|| printed.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::document;

    const TEXT: &str = "One.[^1] Two.[^2]\n\n[^1]: Jane Roe, *Dams of the World* (Oxford: Mill Press, 2010), p. 3.\n\n\
                        [^2]: Bo Lee, *Locks of Europe* (London: Quay, 2011); Jane Roe, *Dams of the World*, 2010, p. 9.\n";

    fn exported(format: SourceFormat, at: Option<&str>) -> Option<String> {
        let document = document(DocumentKind::Markdown, TEXT);
        let mut all = sources(&document).into_iter().flat_map(|it| it.citations);
        let at = at.map(|words| all.find(|it| TEXT[it.span.range()].contains(words)));
        export_sources(&document, format, at.map(|it| it.unwrap().span))
    }

    #[test]
    fn each_source_once_in_the_style_of_the_brief() {
        insta::assert_snapshot!(exported(SourceFormat::Formatted, None).unwrap(), @r"
        Roe, Jane. Dams of the World. Mill Press, 2010.

        Lee, Bo. Locks of Europe. Quay, 2011.
        ");
    }

    #[test]
    fn one_of_them_alone() {
        let one = exported(SourceFormat::Bibtex, Some("Locks")).unwrap();
        assert!(one.starts_with("@book{"), "{one}");
        assert!(one.contains("Locks") && !one.contains("Dams"), "{one}");
        let json = exported(SourceFormat::CslJson, Some("Locks")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json.as_array().unwrap().len(), 1);
    }

    #[test]
    fn nothing_where_no_source_is_cited() {
        let document = document(DocumentKind::Markdown, "One.[^1]\n\n[^1]: So we think.\n");
        assert_eq!(export_sources(&document, SourceFormat::Bibtex, None), None);
    }
}
