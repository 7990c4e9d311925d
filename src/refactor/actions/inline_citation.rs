use crate::bibliography::{CitationStyle, Entry, Locator};
use crate::index::{Document, KeyCitation, Known};
use crate::syntax::{CitationGroup, GroupItem};
use crate::text::{Edit, Edits, Span};

use crate::refactor::engine::citation_group::{group_around, group_at};
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::new_note::NewNote;
use crate::refactor::engine::rendered::RenderedBrief;
use crate::refactor::{Refactoring, Refusal};

/// Lets a note say what is cited by key.
pub(in crate::refactor) const INLINE_CITATION: Refactoring = Refactoring {
    kind: "refactor.inline.citation",
    title: "Convert citation to footnote with full source",
    whole: None,
    applies: |document, at| cited_at(document, at).is_some(),
    edits: inline_citation,
    together: None,
};

/// Writes out the citation in brackets at `at`, in the style of the brief: in a note in the form and at the place of
/// this brief's notes; where the citation stands in a note, in its place. Printed numbers count on. Whose author the
/// brackets leave out (`-@key`) is named in a note.
fn inline_citation(document: &Document, at: Span) -> Result<Edits, Refusal> {
    let Some(citation) = cited_at(document, at) else {
        return Err(Refusal::new("No citation key here."));
    };
    let group = group_around(document, &citation).ok_or_else(|| {
        Refusal::new(
            "Only a citation in brackets can be converted; this one is part of the sentence.",
        )
    })?;
    let written = written(document, &group)?;
    match document.note_at(group.span.start) {
        Some(_) => {
            let edit = Edit::new(group.span, written);
            let expected = RenderedBrief::with(document, None, std::slice::from_ref(&edit));
            let mut builder = EditBuilder::new(document);
            builder.add(edit);
            builder.finish(&expected)
        }
        None => in_new_note(document, group.span, &sentence(&written)),
    }
}

fn in_new_note(document: &Document, group: Span, note: &str) -> Result<Edits, Refusal> {
    let text = document.text();
    let line = text.line(text.line_of(group.start));
    let before = text.slice(Span::new(line.start, group.start));
    let after = text.slice(Span::new(group.end, text.line(text.line_of(group.end)).end));
    let blank = before.len() - before.trim_end_matches(' ').len();
    let signs = after.len()
        - after
            .trim_start_matches(['.', ',', ';', ':', '!', '?'])
            .len();
    let gone = Span::new(group.start - blank, group.end);
    // After the punctuation that follows (Chicago 17, 14.26).
    let offset = group.end + signs;
    let new = NewNote::instead_of(document, Span::at(offset))?;
    let mut builder = EditBuilder::new(document);
    builder.replace(gone, "");
    builder.insert(offset, new.marker(document));
    new.count_on(document, &mut builder)?;
    builder.add(new.edit(document, note)?);
    builder.finish(&RenderedBrief::with_note(document, gone, offset, note))
}

/// The citation by key at a place.
fn cited_at(document: &Document, at: Span) -> Option<KeyCitation> {
    let block = document.blocks().at_offset(at.start)?;
    let citations = || document.citations_in(block);
    // The cursor may stand elsewhere in the brackets.
    let around = || {
        let group = group_at(document, block, |span| span.touches(at.start))?;
        citations().find(|it| group.span.covers(it.span))
    };
    let touched = citations().find(|it| it.span.touches(at.start));
    touched.or_else(around)
}

/// What the style of the brief prints for what `group` cites, without a period at the end.
fn written(document: &Document, group: &CitationGroup) -> Result<String, Refusal> {
    let around = document.context();
    let style = around.style.as_deref().or(CitationStyle::standard());
    let Some(style) = style else {
        return Err(Refusal::new(
            "No citation style for writing out the source.",
        ));
    };
    let item = |item: &GroupItem| match document.known(&item.key) {
        Some(Known::Entry(_, entry)) => Ok(one(style, entry, item)),
        _ => Err(Refusal::new(format!(
            "No entry for @{} in the bibliographies of this brief.",
            item.key
        ))),
    };
    let items: Vec<String> = group.items.iter().map(item).collect::<Result<_, _>>()?;
    Ok(items.join("; "))
}

fn one(style: &CitationStyle, entry: &Entry, item: &GroupItem) -> String {
    let (locator, suffix) = Locator::read(&item.suffix);
    let printed = style.format_note(entry, locator.as_ref()).markdown;
    let printed = printed.strip_suffix('.').unwrap_or(&printed);
    let blank = if item.prefix.is_empty() { "" } else { " " };
    let suffix = suffix.split_whitespace().collect::<Vec<_>>().join(" ");
    let apart = if suffix.is_empty() || suffix.starts_with(',') {
        ""
    } else {
        " "
    };
    format!("{}{blank}{printed}{apart}{suffix}", item.prefix)
}

/// `words` as a sentence: with a capital and a period.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    let ends = if words.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{}{}{ends}", first.collect::<String>(), chars.as_str())
}

#[cfg(test)]
mod tests {
    use crate::refactor::actions::inline_citation::*;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::{cursor, document, in_context};

    const BIB: &str = "@book{bell, author = {Bell, Ana}, title = {Rivers}, publisher = {Penguin}, location = {London}, \
        date = {2001}}\n@article{lee, author = {Lee, Ann}, title = {Canals}, journaltitle = {Water Review}, \
        volume = 3, number = 4, date = {2011}, pages = {10--20}}\n";

    fn inlined(fixture: &str) -> Result<String, Refusal> {
        let (text, at) = cursor(fixture);
        let document = in_context(&document(Markdown, &text), BIB);
        assert!((INLINE_CITATION.applies)(&document, Span::at(at)));
        let edits = inline_citation(&document, Span::at(at))?;
        Ok(edits.apply(document.text()).to_string())
    }

    #[track_caller]
    fn assert_inlines(fixture: &str, after: &str) {
        assert_eq!(inlined(fixture).unwrap(), after);
    }

    #[test]
    fn a_citation_becomes_a_note_in_the_form_of_the_brief() {
        assert_inlines(
            "One.[^1] Two [see @bell|, p. 5]. Three.\n\n[^1]: A.\n",
            "One.[^1] Two.[^2] Three.\n\n[^1]: A.\n\n[^2]: See Ana Bell, *Rivers* (Penguin, 2001), 5.\n",
        );
        assert_inlines(
            "One [|@lee, 12; also -@bell (so)], two.\n",
            "One,[^1] two.\n\n[^1]: Ann Lee, “Canals,” *Water Review* 3, no. 4 (2011): 12; also Ana Bell, *Rivers* \
             (Penguin, 2001) (so).\n",
        );
        assert_inlines(
            "A word [@bell]|.¹ And.\n\n¹ A.\n",
            "A word.¹,² And.\n\n¹ Ana Bell, *Rivers* (Penguin, 2001).\n\n² A.\n",
        );
    }

    #[test]
    fn in_a_note_the_source_takes_the_place_of_its_key() {
        assert_inlines(
            "One.[^1]\n\n[^1]: So it is. [See @bell|, ch. 3].\n",
            "One.[^1]\n\n[^1]: So it is. See Ana Bell, *Rivers* (Penguin, 2001), chap. 3.\n",
        );
    }

    #[test]
    fn what_is_unknown_or_a_part_of_its_sentence_is_refused() {
        let why = |fixture: &str| inlined(fixture).unwrap_err().to_string();
        assert!(why("One [@bell|; @nobody].\n").contains("No entry for @nobody"));
        assert!(why("As @bell| says [p. 5].\n").contains("in brackets"));
    }
}
