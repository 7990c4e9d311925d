//! Markers of the notes that there are, and of a new one, after `[^`, after `^`, and where a raised number
//! would stand.

use std::collections::BTreeSet;

use crate::config::Form;
use crate::ide::plain_text::plain_text;
use crate::index::{Document, Label, Note};
use crate::refactor::{BrokenIbid, NewNote, is_punctuation, marker, opener};
use crate::text::{Edit, Span, is_raised};

use super::written::CursorText;
use super::{Completion, CompletionKind, Completions};

/// The longest text of a note beside its label, in characters.
const LONGEST_DETAIL: usize = 60;

/// How much of a note is searched, in characters: VS Code looks at the first 128 of what it filters by.
const LONGEST_SEARCHED: usize = 110;

/// What a marker at the cursor could be.
pub(super) fn labels(document: &Document, offset: usize) -> Option<Completions> {
    let written = CursorText::at(document, offset)?;
    let form = form(document);
    let begun = begun(&written, form)?;
    if begun.replace.is_empty() && !NewNote::may_stand(document, offset) {
        return None;
    }
    if begun.heads_line {
        let openers = missing(document);
        if !openers.is_empty() {
            return Some(Completions::capped(
                openers.into_iter().map(|label| of_opener(&label, &begun)),
            ));
        }
    }
    let notes = document
        .notes()
        .filter(|note| note.form != Form::Inline && note.first.is_none());
    let existing = notes.map(|note| of_note(document, &note, form, &begun));
    let new = of_new(document, form, &begun);
    // Who writes a name more likely means a note that there is.
    let (first, last) = match new {
        Some(new) if begun.name.is_none() => (Some(new), None),
        new => (None, new),
    };
    Some(Completions::capped(
        first.into_iter().chain(existing).chain(last),
    ))
}

/// A marker that is half written.
struct Begun {
    /// What stands there of it.
    replace: Span,
    /// The same as text, as far as the cursor.
    text: String,
    /// With what a marker of this form opens.
    opening: &'static str,
    /// What is written of a label that is no number.
    name: Option<String>,
    /// Whether it begins its line, as the opener of a note does.
    heads_line: bool,
}

/// The form in which a marker is written: that of most notes.
fn form(document: &Document) -> Form {
    match document.footnotes().form {
        None | Some(Form::Inline) => Form::Markdown,
        Some(Form::Endnotes | Form::Slashed | Form::Signed) => document
            .markers()
            .next()
            .map_or(Form::Superscript, |marker| marker.form),
        Some(form) => form,
    }
}

fn begun(written: &CursorText<'_>, form: Form) -> Option<Begun> {
    let before = &*written.before;
    let is_label = |c: char| !c.is_whitespace() && !matches!(c, '[' | ']' | '^');
    let label = before.len() - before.trim_end_matches(is_label).len();
    let inner = &before[..before.len() - label];
    let begun = |opening: &'static str, len: usize, after: usize| Begun {
        replace: written.span(len, after),
        text: before[before.len() - len..].to_owned(),
        opening,
        name: None,
        heads_line: written.whole_line
            && before[..before.len() - len]
                .trim_matches([' ', '>'])
                .is_empty(),
    };
    if inner.ends_with("[^") && !inner.ends_with("\\[^") {
        let rest = written.rest(is_label);
        let closes = written.after[rest..].starts_with(']');
        let name = &before[before.len() - label..];
        // `fn:` is the beginning of one, as Org writes labels.
        let is_name = form == Form::Markdown
            && name.contains(|c: char| !c.is_ascii_digit())
            && !name.ends_with(':');
        return Some(Begun {
            name: is_name.then(|| name.to_owned()),
            ..begun(
                "[^",
                "[^".len() + label,
                if closes { rest + "]".len() } else { 0 },
            )
        });
    }
    if form == Form::Markdown {
        return None;
    }
    if let Some((opening, closing)) = around_number(form) {
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let outer = before[..before.len() - digits].strip_suffix(opening);
        let rest = written.rest(|c| c.is_ascii_digit());
        let closes = written.after[rest..].starts_with(closing);
        if outer.is_some_and(follows_text) {
            let after = if closes { rest + closing.len() } else { rest };
            return Some(begun(opening, opening.len() + digits, after));
        }
    }
    if label == 0 && inner.ends_with('^') && follows_text(&inner[..inner.len() - 1]) {
        return Some(begun("^", "^".len(), 0));
    }
    let digits = before.len() - before.trim_end_matches(is_raised).len();
    let rest = written.rest(is_raised);
    let outer = &before[..before.len() - digits];
    let after_sign = outer.ends_with(is_punctuation);
    (form == Form::Superscript && (after_sign || (digits > 0 && follows_text(outer))))
        .then(|| begun("", digits, rest))
}

/// What stands before and after the number of a marker.
fn around_number(form: Form) -> Option<(&'static str, &'static str)> {
    match form {
        Form::Html => Some(("<sup>", "</sup>")),
        Form::Bracketed => Some(("[", "]")),
        _ => None,
    }
}

/// Whether something stands before it in its line: else the opener of a note may be meant.
fn follows_text(before: &str) -> bool {
    !before.trim_matches([' ', '\t', '>']).is_empty()
}

/// The labels of Markdown markers that have no note, in order.
fn missing(document: &Document) -> Vec<Label> {
    let markers = document
        .markers()
        .filter(|marker| marker.note.is_none() && marker.form == Form::Markdown);
    let mut seen = BTreeSet::new();
    let labels = markers.map(|marker| marker.label);
    labels.filter(|label| seen.insert(label.clone())).collect()
}

fn of_opener(label: &Label, begun: &Begun) -> Completion {
    item(
        opener(Form::Markdown, label.name()),
        format!("note {label} (missing)"),
        begun,
    )
}

fn of_note(document: &Document, note: &Note, form: Form, begun: &Begun) -> Completion {
    let text = document.note_text(note).into_string();
    let plain = plain_text(&text);
    let mut detail: String = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let searched: String = detail.chars().take(LONGEST_SEARCHED).collect();
    if let Some((end, _)) = detail.char_indices().nth(LONGEST_DETAIL) {
        detail.truncate(end);
        detail.push('…');
    }
    let form = if note.form == Form::Markdown {
        Form::Markdown
    } else {
        form
    };
    let item = item(marker(form, &note.label.to_string()), detail, begun);
    // Its words find it, and its label before them.
    let filter = item.filter.as_deref().unwrap_or_default();
    Completion {
        documentation: (!text.is_empty()).then_some(text),
        filter: Some(format!("{filter} {searched}").trim_end().to_owned()),
        ..item
    }
}

/// A new note, with its marker: of the name that is begun, or of the number that it has here. Where what counts on
/// with it cannot be written along, of a number that lets the others be.
fn of_new(document: &Document, form: Form, begun: &Begun) -> Option<Completion> {
    if !NewNote::may_stand(document, begun.replace.start) {
        return None;
    }
    let ways = [NewNote::next, NewNote::last];
    ways.into_iter().find_map(|way| {
        let new = way(document, begun.replace, form).ok()?;
        let new = match &begun.name {
            Some(name) => new.named(document, name)?,
            None => new,
        };
        with_note(document, &new, begun)
    })
}

/// The marker of a new note, and the note; none where their edits meet, or where another is to be made behind the
/// marker in its line: Neovim, Eglot and others make it after the marker has moved what stands there.
fn with_note(document: &Document, new: &NewNote, begun: &Begun) -> Option<Completion> {
    let text = document.text();
    let here = begun.replace;
    let line = text.line(text.line_of(here.start));
    let is_behind = |edit: &Edit| edit.span.end > here.start && edit.span.start < line.end;
    let written = marker(new.marker, &new.label);
    let mut insert = written.clone();
    let mut also = Vec::new();
    for edit in new.edits(document, "").ok()? {
        if edit.span.is_empty() && here.touches(edit.span.start) {
            // Right after the marker, where that ends the document, one edit is both.
            insert += &edit.insert;
        } else if here.covers(edit.span) || text.slice(edit.span) == edit.insert {
            // What is half written may be read as a marker, which goes.
        } else if is_behind(&edit) {
            return None;
        } else {
            also.push(edit);
        }
    }
    let mut detail = match also.len() > 1 {
        true => "new note; later numbers shift".to_owned(),
        false => "new note".to_owned(),
    };
    match BrokenIbid::by(document, here, new) {
        BrokenIbid::Nothing => {}
        BrokenIbid::WrittenOut(edits) if !edits.iter().any(is_behind) => {
            detail += "; the source is written out in the next Ibid.";
            also.extend(edits);
        }
        _ => detail += "; the next Ibid. will mean a different source",
    }
    let item = item(written, detail, begun);
    Some(Completion {
        kind: CompletionKind::NewNote,
        insert: insert.split_off(item.replace.start - here.start),
        also,
        ..item
    })
}

/// The item of `marker`. Where its opening is written already, it begins after that: Eglot, ALE and others know only
/// the word at the cursor, and would write the opening twice.
fn item(marker: String, detail: String, begun: &Begun) -> Completion {
    let rest = marker.strip_prefix(begun.opening);
    // What is written in another form than the marker has is no reason to take it out.
    let (insert, filter) = match rest {
        Some(rest) => (rest.to_owned(), rest.to_owned()),
        None => (marker.clone(), format!("{}{marker}", begun.text)),
    };
    let opened = marker.len() - insert.len();
    let label = insert.trim_end();
    let closings = ["]", "</sup>"].into_iter().filter(|_| opened > 0);
    let bare = closings
        .filter_map(|closing| label.strip_suffix(closing))
        .next();
    Completion {
        label: bare.unwrap_or(label).to_owned(),
        kind: CompletionKind::Note,
        detail: Some(detail),
        documentation: None,
        replace: Span::new(begun.replace.start + opened, begun.replace.end),
        insert,
        filter: Some(filter),
        also: Vec::new(),
    }
}
