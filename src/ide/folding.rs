//! What may be folded away: sections, notes, front matter, code.

use std::cmp::Reverse;

use crate::index::Document;
use crate::syntax::{BlockAt, Leaf};
use crate::text::Span;

use super::note_runs::{extent, note_runs};
use super::sections::{Section, sections, trimmed};

/// Lines that fold away behind the first of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fold {
    /// The line, from 0, that stays.
    pub first: usize,
    /// The last line that goes, from 0; not a blank one.
    pub last: usize,
    /// What is folded.
    pub kind: FoldKind,
}

/// What is folded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FoldKind {
    /// A heading with what stands under it.
    Section,
    /// Notes that stand together.
    Notes,
    /// A note of several lines.
    Note,
    /// YAML at the top.
    FrontMatter,
    /// Fenced code.
    Code,
}

/// What may be folded, by place, the outer before the inner. Of any two folds, one holds the other or
/// they share no line: editors refuse others.
pub fn folding(document: &Document) -> Vec<Fold> {
    let mut folds = section_folds(document);
    folds.extend(note_folds(document));
    let blocks = document.blocks().iter_from(0);
    folds.extend(blocks.filter_map(|block| block_fold(document, block)));
    folds.sort_by_key(|fold| (fold.first, Reverse(fold.last)));
    folds
}

/// The fold of the lines of `span`, if they are several.
fn fold(document: &Document, span: Span, kind: FoldKind) -> Option<Fold> {
    let first = document.text().line_of(span.start);
    let last = document.text().line_of(span.end.saturating_sub(1));
    (first < last).then_some(Fold { first, last, kind })
}

/// The sections that have more than their heading. The title is no section: its fold would hide the brief.
fn section_folds(document: &Document) -> Vec<Fold> {
    let folds = |section: Section| {
        let heading = document.blocks().at_offset(section.span.start)?;
        let more = section.span.end > heading.span().end;
        fold(document, section.span, FoldKind::Section).filter(|_| more)
    };
    let sections = sections(document).into_iter();
    sections
        .filter(|section| !section.title)
        .filter_map(folds)
        .collect()
}

/// The runs of several notes, and the notes of several lines.
fn note_folds(document: &Document) -> Vec<Fold> {
    let mut folds = Vec::new();
    for run in note_runs(document) {
        if run.len() > 1 {
            let all = extent(&run).map(|all| trimmed(document, all));
            folds.extend(all.and_then(|all| fold(document, all, FoldKind::Notes)));
        }
        let notes = run.iter().map(|note| trimmed(document, note.span));
        folds.extend(notes.filter_map(|note| fold(document, note, FoldKind::Note)));
    }
    folds
}

/// The fold of front matter, or of code between fences.
fn block_fold(document: &Document, block: BlockAt<'_>) -> Option<Fold> {
    let kind = match block.block.leaf {
        Leaf::FrontMatter => FoldKind::FrontMatter,
        Leaf::Code => FoldKind::Code,
        _ => return None,
    };
    let body = block.body();
    let fenced = document.text().slice(body).starts_with(['`', '~']);
    let folds = fenced || kind == FoldKind::FrontMatter;
    fold(document, trimmed(document, body), kind).filter(|_| folds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::document;

    /// Asserts that the folds of the text are those drawn before its lines: a column for each fold, from
    /// the left by place, with the first letter of its kind on the line that stays and `|` on those that go.
    #[track_caller]
    fn assert_folds(kind: DocumentKind, drawing: &str) {
        let text: String = drawing
            .lines()
            .map(|line| format!("{}\n", line.split_once(':').expect("a margin").1.trim_end()))
            .collect();
        let folds = folding(&document(kind, &text));
        let mut drawn = String::new();
        for (number, line) in text.lines().enumerate() {
            let column = |fold: &Fold| match number {
                _ if number == fold.first => letter(fold.kind),
                _ if fold.first < number && number <= fold.last => '|',
                _ => '.',
            };
            drawn += &folds.iter().map(column).collect::<String>();
            drawn += &format!(":{line}\n");
        }
        assert_eq!(drawn, drawing, "\n{folds:#?}");
    }

    fn letter(kind: FoldKind) -> char {
        match kind {
            FoldKind::Section => 'S',
            FoldKind::Notes => 'R',
            FoldKind::Note => 'N',
            FoldKind::FrontMatter => 'F',
            FoldKind::Code => 'C',
        }
    }

    #[test]
    fn sections_nest_and_leave_the_blank_lines_after_them() {
        assert_folds(
            DocumentKind::Markdown,
            "S...:# Title\n|...:\n|...:Prose.\n|...:\n|S..:## One\n||..:\n||S.:### Deep\n|||.:Text.\n\
             |...:\n|...:\n|..S:## Two\n|..|:\n|..|:End.\n....:\n",
        );
    }

    #[test]
    fn a_heading_alone_does_not_fold() {
        assert_folds(
            DocumentKind::Markdown,
            "..:# Empty\n..:\n..:Under\n..:=====\n..:\nS.:# One\n|.:Text.\n..:\n.S:Two\n.|:===\n.|:Text.\n",
        );
    }

    #[test]
    fn the_lines_of_plain_text_that_are_headings_fold() {
        assert_folds(
            DocumentKind::Plain,
            "....:Institute\n....:\n....:Issue Brief\n....:\n....:A Title of Some Length\n....:\n\
             ....:May 3, 2021\n....:\nS...:Summary\n|...:\n|...:A word.¹ More.²\n....:\n\
             .S..:The Second Part\n.|..:\n.|..:Parts that they had\n.|..:\n.|R.:¹ One.\n.||.:\n\
             .||N:² Two\n.|||:goes on.\n.|..:\n.|..:once bought abroad.\n",
        );
    }

    #[test]
    fn runs_of_notes_and_long_notes() {
        assert_folds(
            DocumentKind::Markdown,
            "..:A.[^1] B.[^2] C.[^3]\n..:\nRN:[^1]: One.\n||:\n||:    Its second paragraph.\n\
             |.:[^2]: Two.\n..:\n..:Prose.\n..:\n..:[^3]: Three.\n",
        );
    }

    #[test]
    fn front_matter_and_fenced_code() {
        assert_folds(
            DocumentKind::Markdown,
            "F..:---\n|..:title: A\n|..:---\n...:\n.C.:```sh\n.|.:ls\n.|.:\n.|.:```\n...:\n...:    indented\n\
             ...:    code\n...:\n...:Text.\n...:\n..C:~~~\n..|:never closed\n...:\n",
        );
    }

    #[test]
    fn a_heading_in_a_note_is_no_section() {
        assert_folds(
            DocumentKind::Markdown,
            "S..:# A\n|..:\n|..:X.[^1]\n|..:\n|N.:[^1]: One.\n||.:\n||.:    # In the note\n||.:\n\
             ||.:    More.\n|..:\n|..:Prose.\n...:\n..S:# B\n..|:\n..|:Y.\n",
        );
    }

    #[test]
    fn every_line_break_of_the_protocol_counts() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["# A", "", "Text.", "", "# B", "More."].join(end);
            let folds = folding(&document(DocumentKind::Markdown, &text));
            let lines: Vec<_> = folds.iter().map(|fold| (fold.first, fold.last)).collect();
            assert_eq!(lines, [(0, 2), (4, 5)]);
        }
    }
}
