//! The hover text of a marker, a note or a key.

use std::fmt::Write;

use crate::config::Form;
use crate::index::{
    CitationId, Document, KeyCitation, KeyDefinition, Known, Marker, Note, note_name,
};
use crate::refactor::quoted;
use crate::syntax::Label;
use crate::text::Span;

use super::cited_source::{self, BackReferenceAt, SourceAt};
use super::cursor::{Target, target};
use super::source;

/// More sentences than this are counted, not quoted.
const MOST_SENTENCES: usize = 8;

/// More notes that a back-reference leads to are not shown.
const MOST_NOTES: usize = 4;

/// The hover text at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hover {
    /// What it is about.
    pub span: Span,
    /// The text, in Markdown.
    pub markdown: String,
}

/// What to show for the thing under the cursor: for a marker its note; for a note, how often and where it is cited; for a key or a back-reference its source; for a title, where else it is cited.
pub fn hover(document: &Document, offset: usize) -> Option<Hover> {
    let target = target(document, offset)?;
    match cited_source::at_one_of_several(document, &target, offset) {
        Some(SourceAt::BackReference(reference)) => return of_back_reference(document, &reference),
        Some(SourceAt::Title(title)) => {
            return Some(Hover {
                span: title.span,
                markdown: cited_in(document, title.citation),
            });
        }
        None => {}
    }
    match target {
        Target::Marker(marker) => {
            let markdown = match marker.note.and_then(|note| document.note(note)) {
                Some(note) => of_note(document, &note),
                None => format!("No note for {}.", quoted::marker(document, &marker)),
            };
            Some(Hover {
                span: marker.span,
                markdown,
            })
        }
        Target::NoteOpener(note) => Some(Hover {
            span: note.opener,
            markdown: cited(document, &note),
        }),
        // The text around an inline note is its marker's.
        Target::Body(note) if note.form != Form::Inline => Some(Hover {
            span: note.span,
            markdown: cited(document, &note),
        }),
        Target::Citation(citation) => of_citation(document, &citation),
        Target::Key(key) => Some(Hover {
            span: key.span,
            markdown: cited_by_key(document, &key),
        }),
        Target::Body(_) | Target::CrossReference(_) => None,
    }
}

/// The source that a back-reference means, and in which note; else the notes that it leads to.
fn of_back_reference(document: &Document, reference: &BackReferenceAt) -> Option<Hover> {
    let source = || {
        let id = reference.referent.citation?;
        let cited = document.sources().citation(id)?;
        let text = document.sources().note(id.note)?.text();
        let source = text.get(cited.span.range())?.trim();
        let title = title(&document.note(id.note)?);
        Some(format!("{title}\n\n{source}"))
    };
    let notes = reference.referent.notes.iter().take(MOST_NOTES);
    let notes = notes.filter_map(|id| document.note(*id));
    let notes: Vec<String> = notes.map(|note| of_note(document, &note)).collect();
    let markdown = source().unwrap_or_else(|| notes.join("\n\n"));
    (!markdown.is_empty()).then_some(Hover {
        span: reference.span,
        markdown,
    })
}

/// In which notes a source is cited.
fn cited_in(document: &Document, id: CitationId) -> String {
    let notes = cited_source::citing_notes(document, id);
    let labels = notes.iter().map(|id| note_name(document, *id));
    let labels: Vec<String> = labels.collect();
    match labels.len() {
        1 => format!("This source is cited only in note {}.", labels.concat()),
        _ => format!("This source is cited in notes {}.", labels.join(", ")),
    }
}

/// The note as it reads.
fn of_note(document: &Document, note: &Note) -> String {
    let text = String::from(document.note_text(note));
    let title = title(note);
    match text.is_empty() {
        true => format!("{title} has no text."),
        false => format!("{title}\n\n{text}"),
    }
}

/// What a note is called, as a heading; an inline note has no label.
fn title(note: &Note) -> String {
    match &note.label {
        Label::Name(name) if name.is_empty() => "**Inline note**".to_owned(),
        label => format!("**Note {label}**"),
    }
}

/// The source that a key stands for.
fn of_citation(document: &Document, citation: &KeyCitation) -> Option<Hover> {
    let key = &citation.key;
    let markdown = match document.known(key) {
        Some(Known::Entry(_, entry)) => {
            let style = document.context().style.as_deref();
            format!("**{key}**\n\n{}", source::formatted(entry, style))
        }
        Some(Known::Here(id)) => {
            let definition = document.key_definition(id)?;
            let text = document.text();
            let line = text.line_of(definition.span.start);
            let said = text.slice(text.line(line));
            let said = said.split_once("]:").map(|(_, target)| target.trim());
            let place = format!("Defined on line {} of this brief.", line + 1);
            format!("**{key}**\n\n{}", said.unwrap_or(&place))
        }
        Some(Known::Broken) => {
            format!("**{key}**\n\nIts bibliography entry cannot be parsed.")
        }
        Some(Known::Elsewhere) => format!("**{key}**\n\nDefined in another brief."),
        Some(Known::Identifier) => return None,
        None if document.context().bibliographies.is_empty() => return None,
        None => format!("No entry for @{key} in the bibliographies of this brief."),
    };
    Some(Hover {
        span: citation.span,
        markdown,
    })
}

/// How often and where a key is cited that the brief defines.
fn cited_by_key(document: &Document, key: &KeyDefinition) -> String {
    let citations = document.citations().filter(|it| it.key == key.key);
    let lines: Vec<_> = citations
        .map(|it| (document.text().line_of(it.span.start) + 1).to_string())
        .collect();
    match lines.len() {
        0 => format!("@{} is not cited in this brief.", key.key),
        1 => format!("@{} is cited on line {}.", key.key, lines.concat()),
        _ => format!("@{} is cited on lines {}.", key.key, lines.join(", ")),
    }
}

/// The markers of a note, with their sentences.
fn cited(document: &Document, note: &Note) -> String {
    let citing = document.footnotes().citing(note.id);
    let markers = match citing.len() {
        0 => return format!("Note {} has no marker.", quoted::note(note)),
        1 => "one marker".to_owned(),
        count => format!("{count} markers"),
    };
    let mut text = format!("Note {} has {markers}:\n", note.label);
    for marker in citing
        .iter()
        .take(MOST_SENTENCES)
        .filter_map(|id| document.marker(*id))
    {
        let _ = write!(text, "\n- {}", sentence(document, &marker));
    }
    if citing.len() > MOST_SENTENCES {
        let _ = write!(text, "\n- and {} more", citing.len() - MOST_SENTENCES);
    }
    text
}

fn sentence(document: &Document, marker: &Marker) -> String {
    let line = document.text().line_of(marker.span.start) + 1;
    format!("line {line}: {}", document.sentence(marker))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::{cursor, document, in_context};

    #[track_caller]
    fn shown(kind: DocumentKind, fixture: &str) -> String {
        let (text, offset) = cursor(fixture);
        hover(&document(kind, &text), offset)
            .expect("something under the cursor")
            .markdown
    }

    #[test]
    fn a_marker_shows_its_note_without_head_and_indentation() {
        let text = "A.[^|1]\n\n[^1]: *Title*, 2020.\n\n    Second paragraph.\n\nProse.\n";
        assert_eq!(
            shown(DocumentKind::Markdown, text),
            "**Note 1**\n\n*Title*, 2020.\n\nSecond paragraph."
        );
        assert_eq!(
            shown(DocumentKind::Pandoc, "A.|^[Said so.]\n"),
            "**Inline note**\n\nSaid so."
        );
        assert_eq!(
            shown(DocumentKind::Markdown, "A.[^|9]\n"),
            "No note for [^9]."
        );
    }

    #[test]
    fn a_note_shows_the_sentences_that_cite_it() {
        let text = "First one. A claim¹ stands. Last.\n\nThe end of it.¹ More.\n\n|¹ A note.\n";
        let expected =
            "Note 1 has 2 markers:\n\n- line 1: A claim stands.\n- line 3: The end of it.";
        assert_eq!(shown(DocumentKind::Plain, text), expected);
    }

    #[test]
    fn a_note_shows_the_same_anywhere_in_its_text() {
        let text = "A claim.[^1] Said^[Roy|, 2020.] too.\n\n[^1]: A remark.\n\n    More o|f it.\n";
        let without = |nth: usize| {
            let (bar, _) = text.match_indices('|').nth(nth).expect("a bar");
            format!("{}{}", &text[..bar], &text[bar + 1..])
        };
        let told = shown(DocumentKind::Pandoc, &without(0));
        assert!(
            told.starts_with("Note 1 has one marker:\n\n- line 1: A claim."),
            "{told}"
        );
        let (brief, offset) = cursor(&without(1));
        assert_eq!(hover(&document(DocumentKind::Pandoc, &brief), offset), None);
    }

    #[test]
    fn a_back_reference_shows_its_source() {
        let brief = "A.[^1] B.[^2] C.[^3]\n\n[^1]: Jane Roe, *Da|ms* (Oxford, 2010), p. 3.\n[^2]: Ibid.\n[^3]: Ibid.\n";
        assert_eq!(
            shown(DocumentKind::Markdown, brief),
            "This source is cited in notes 1, 2, 3."
        );
        let brief = brief.replace('|', "").replace("[^3]: Ib", "[^3]: I|b");
        assert_eq!(
            shown(DocumentKind::Markdown, &brief),
            "**Note 1**\n\nJane Roe, *Dams* (Oxford, 2010), p. 3."
        );
        let remark =
            "A.[^1] B.[^2]\n\n[^1]: A remark on what was done there.\n[^2]: See no|te 1 above.\n";
        assert_eq!(
            shown(DocumentKind::Markdown, remark),
            "**Note 1**\n\nA remark on what was done there."
        );
    }

    #[test]
    fn words_of_running_text_show_the_note_that_they_name_or_its_source() {
        let brief =
            "A.[^1] B.[^2] See no|te 1.\n\n[^1]: A remark on what was done there.\n[^2]: See.\n";
        assert_eq!(
            shown(DocumentKind::Markdown, brief),
            "**Note 1**\n\nA remark on what was done there."
        );
        let brief = "A.[^1] B.[^2] See no|te 2.\n\n[^1]: Jane Roe, *Dams* (Oxford, 2010), p. 3.\n[^2]: Ibid.\n";
        assert_eq!(
            shown(DocumentKind::Markdown, brief),
            "**Note 1**\n\nJane Roe, *Dams* (Oxford, 2010), p. 3."
        );
    }

    #[test]
    fn a_back_reference_to_an_inline_note_names_it() {
        let brief = "A.^[Jane Roe, *Dams* (Oxford, 2010), p. 3.] B.^[Ib|id.]\n";
        assert_eq!(
            shown(DocumentKind::Pandoc, brief),
            "**Inline note**\n\nJane Roe, *Dams* (Oxford, 2010), p. 3."
        );
    }

    #[test]
    fn a_short_form_shows_its_source() {
        let brief = "A.[^1] B.[^2]\n\n[^1]: Jane Roe, *Dams* (Oxford, 2010), p. 3.\n[^2]: Roe, *Da|ms*, 4.\n";
        assert_eq!(
            shown(DocumentKind::Markdown, brief),
            "**Note 1**\n\nJane Roe, *Dams* (Oxford, 2010), p. 3."
        );
    }

    #[test]
    fn a_sentence_over_several_lines_is_whole() {
        let text = "One. It goes\non[^1] over\r\nlines. Last.\n\n[^|1]: A note.\n";
        let expected = "Note 1 has one marker:\n\n- line 2: It goes on over lines.";
        assert_eq!(shown(DocumentKind::Markdown, text), expected);
    }

    #[test]
    fn a_sentence_that_notes_cut_in_two_is_whole() {
        let text = "Start. They needed parts that they had\n\n|² Two.\n\n³ Three.\n\nonce bought abroad.² Later.³\n";
        let expected = "Note 2 has one marker:\n\n- line 7: They needed parts that they had once bought abroad.";
        assert_eq!(shown(DocumentKind::Plain, text), expected);
    }

    #[test]
    fn a_key_shows_its_source() {
        let told = |fixture: &str| {
            let (text, offset) = cursor(fixture);
            let entry = "@book{roy2021, title = {Rivers}, author = {Roy, Ana}, year = 2021, \
                publisher = {Dam Press}}";
            let document = in_context(&document(DocumentKind::Markdown, &text), entry);
            let hover = hover(&document, offset)?;
            Some((text[hover.span.range()].to_owned(), hover.markdown))
        };
        let (span, markdown) = told("As [see @roy|2021, p. 3].\n").expect("a hover");
        assert_eq!(span, "@roy2021");
        assert_eq!(
            markdown,
            "**roy2021**\n\nRoy, Ana. *Rivers*. Dam Press, 2021."
        );
        let (_, markdown) = told("As [@roy|2012].\n").expect("a hover");
        assert_eq!(
            markdown,
            "No entry for @roy2012 in the bibliographies of this brief."
        );
        let (_, markdown) = told("As [@tag:|a].\n\n[@tag:a]: doi:10.1234/a\n").expect("a hover");
        assert_eq!(markdown, "**tag:a**\n\ndoi:10.1234/a");
        let (_, markdown) = told("As [@tag:a].\n\n[@tag:|a]: doi:10.1234/a\n").expect("a hover");
        assert_eq!(markdown, "@tag:a is cited on line 1.");
        assert_eq!(told("Thanks @an|na.\n"), None);
    }
}
