//! Comments that suppress a rule, written where they do: each is tried before it is given.

use rustc_hash::FxHashMap;

use crate::check::{Diagnostic, Rule, RuleLevels, check};
use crate::index::Document;
use crate::syntax::{BlockAt, ItemKind, Leaf};
use crate::text::{Edit, Edits, Span};

/// Suppresses the rule of `diagnostic` for the block or note that it is in: by a comment on a line of its own
/// above it, or else at its end. None where neither does, or where either would change what is found beside.
pub(super) fn here(
    document: &Document,
    diagnostics: &[Diagnostic],
    levels: &RuleLevels,
    diagnostic: &Diagnostic,
) -> Option<Edits> {
    let block = subject(document, diagnostic.span)?;
    let code = diagnostic.rule.code;
    let ways = [
        extended(document, block, code),
        Some(above(document, block, code)),
        Some(at_end(block, code)),
    ];
    let suppresses = |edit: &Edit| {
        let gone = |left: &[Diagnostic]| {
            let same = |found: &&Diagnostic| {
                (found.rule.code, &found.message) == (code, &diagnostic.message)
            };
            left.iter().filter(same).count() < diagnostics.iter().filter(same).count()
        };
        is_clean(document, diagnostics, levels, edit, gone)
    };
    ways.into_iter().flatten().find(suppresses).map(Edits::one)
}

/// Suppresses `rule` in the file: at the top, where an author looks for such a thing, or else at the end.
pub(super) fn in_file(
    document: &Document,
    diagnostics: &[Diagnostic],
    levels: &RuleLevels,
    rule: &Rule,
) -> Option<Edits> {
    let comment = format!("<!-- brief-ls-ignore-file {} -->", rule.code);
    let ends = document.text().line_break();
    let top = Edit::insert(top(document), format!("{comment}{ends}{ends}"));
    let end = Edit::insert(
        document.text().len(),
        format!("{}{comment}{ends}", gap(document)),
    );
    let silent = |left: &[Diagnostic]| left.iter().all(|found| found.rule.code != rule.code);
    let suppresses = |edit: &Edit| is_clean(document, diagnostics, levels, edit, silent);
    [top, end].into_iter().find(suppresses).map(Edits::one)
}

/// The block to write a comment at for what is found at `span`: that of the head, for a note.
fn subject(document: &Document, span: Span) -> Option<BlockAt<'_>> {
    let note = document.note_at(span.start);
    let start = note
        .filter(|note| note.span.covers(span))
        .map(|note| note.opener.start);
    document.blocks().at_offset(start.unwrap_or(span.start))
}

/// The code written into a comment that stands above `block` already.
fn extended(document: &Document, block: BlockAt<'_>, code: &str) -> Option<Edit> {
    let above = document.blocks().get(block.index.checked_sub(1)?)?;
    let mut items = document.items_in(above);
    let (_, item) = items.find(|(_, item)| {
        matches!(
            item.kind,
            ItemKind::Suppression {
                file: false,
                alone: true
            }
        )
    })?;
    let span = item.span.shift(above.start);
    let comment = document.text().slice(span);
    let inner = comment.strip_suffix("-->")?.trim_end();
    Some(Edit::insert(span.start + inner.len(), format!(" {code}")))
}

/// A line of its own before `block`, in the quotes and lists that hold the block.
fn above(document: &Document, block: BlockAt<'_>, code: &str) -> Edit {
    let text = document.text();
    let start = after_mark(document, block.start);
    let line = text.slice(text.line(text.line_of(start)));
    let line = line.trim_start_matches('\u{feff}');
    let prefix = &line[..line.len() - line.trim_start_matches(['>', ' ', '\t']).len()];
    let ends = text.line_break();
    Edit::insert(start, format!("{prefix}{}{ends}", comment(code)))
}

fn at_end(block: BlockAt<'_>, code: &str) -> Edit {
    Edit::insert(block.body().end, format!(" {}", comment(code)))
}

fn comment(code: &str) -> String {
    format!("<!-- brief-ls-ignore {code} -->")
}

/// The first place for text: after a byte order mark and front matter.
fn top(document: &Document) -> usize {
    let first = document.blocks().get(0);
    match first.filter(|at| at.block.leaf == Leaf::FrontMatter) {
        Some(front) => front.span().end,
        None => after_mark(document, 0),
    }
}

/// `offset`, or the place after the byte order mark that stands there.
fn after_mark(document: &Document, offset: usize) -> usize {
    const MARK: char = '\u{feff}';
    let first = document.text().slice(Span::new(0, MARK.len_utf8()));
    match offset == 0 && first.starts_with(MARK) {
        true => MARK.len_utf8(),
        false => offset,
    }
}

/// What is missing at the end of the document for a paragraph to begin there.
fn gap(document: &Document) -> String {
    let text = document.text();
    let lines = text.line_count();
    let blank = |line: usize| text.slice(text.line(line)).trim().is_empty();
    let missing = match (text.is_empty(), blank(lines - 1)) {
        (true, _) => 0,
        (_, true) if lines > 1 && blank(lines - 2) => 0,
        (_, true) => 1,
        (_, false) => 2,
    };
    text.line_break().repeat(missing)
}

/// Whether `edit` takes findings away as `gone` asks of those left, and gives no new one.
fn is_clean(
    document: &Document,
    diagnostics: &[Diagnostic],
    levels: &RuleLevels,
    edit: &Edit,
    gone: impl Fn(&[Diagnostic]) -> bool,
) -> bool {
    let left = check(&document.edit(edit), levels);
    let before = counts(diagnostics);
    let was_there = |(what, count): (&(&str, &str), &usize)| before.get(what) >= Some(count);
    gone(&left) && counts(&left).iter().all(was_there)
}

/// How many findings there are of each code and message.
fn counts(diagnostics: &[Diagnostic]) -> FxHashMap<(&str, &str), usize> {
    let mut counts = FxHashMap::default();
    for found in diagnostics {
        *counts
            .entry((found.rule.code, &*found.message))
            .or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use crate::check::rule;
    use crate::syntax::DocumentKind::{self, Markdown};
    use crate::testing::document;

    use super::*;

    /// The text after what is found first in `text` is suppressed there.
    #[track_caller]
    fn silenced(kind: DocumentKind, text: &str) -> String {
        let document = document(kind, text);
        let levels = RuleLevels::default();
        let diagnostics = check(&document, &levels);
        let edits = here(&document, &diagnostics, &levels, &diagnostics[0]).unwrap();
        edits.apply(document.text()).to_string()
    }

    #[test]
    fn above_a_paragraph_and_a_note() {
        assert_eq!(
            silenced(Markdown, "One.[^1]\r\n\r\nTwo.[^2]\r\n\r\n[^1]: A.\r\n"),
            "One.[^1]\r\n\r\n<!-- brief-ls-ignore undefined-marker -->\r\nTwo.[^2]\r\n\r\n[^1]: A.\r\n"
        );
        assert_eq!(
            silenced(Markdown, "One.[^1]\n\n[^1]: See [it](#).\n\n    More.\n"),
            "One.[^1]\n\n<!-- brief-ls-ignore placeholder-link -->\n[^1]: See [it](#).\n\n    More.\n"
        );
        assert_eq!(
            silenced(Markdown, "\u{feff}A first word.¹ A second word.²\n\n¹ A.\n"),
            "\u{feff}<!-- brief-ls-ignore undefined-marker -->\nA first word.¹ A second word.²\n\n¹ A.\n"
        );
    }

    #[test]
    fn within_a_quote() {
        assert_eq!(
            silenced(Markdown, "> One.[^1]\n>\n> Two.[^2]\n\n[^1]: A.\n"),
            "> One.[^1]\n>\n> <!-- brief-ls-ignore undefined-marker -->\n> Two.[^2]\n\n[^1]: A.\n"
        );
    }

    #[test]
    fn in_the_comment_that_is_there() {
        assert_eq!(
            silenced(
                Markdown,
                "<!-- brief-ls-ignore note-order -->\nTwo.[^2]\n\n[^1]: A.\n"
            ),
            "<!-- brief-ls-ignore note-order undefined-marker -->\nTwo.[^2]\n\n[^1]: A.\n"
        );
    }

    #[test]
    fn in_the_file() {
        let text = "---\na: b\n---\nTwo.[^2]\n\n[^2]:\n";
        let document = document(Markdown, text);
        let levels = RuleLevels::default();
        let diagnostics = check(&document, &levels);
        let rule = rule("empty-note").unwrap();
        let edits = in_file(&document, &diagnostics, &levels, rule).unwrap();
        assert_eq!(
            edits.apply(document.text()).to_string(),
            "---\na: b\n---\n<!-- brief-ls-ignore-file empty-note -->\n\nTwo.[^2]\n\n[^2]:\n"
        );
    }
}
