use crate::check::passages::{finding, place};
use crate::check::raw_diagnostic::{Alike, RawDiagnostic};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, Passage, PassageRole};
use crate::text::Span;

mod quotes;
mod shape;

pub(super) const RULE: Rule =
    Rule::in_brief_alone("unbalanced-mark", Level::Warning, Find::Prose(find))
        .summary("a quotation mark or bracket that never closes, or is the wrong one")
        .page(include_str!("unbalanced_mark.md"));

/// How many wrong marks of one passage are reported one by one.
const MOST: usize = 3;

const WRONG: &str = "The wrong quotation mark for this side.";

/// How many passages further on a bracket may close, where a list stands between its marks.
const REACH: usize = 8;

/// A mark that has no other half, or the wrong one.
struct Unbalanced {
    /// In bytes of the passage.
    span: Span,
    message: &'static str,
    /// What it is to be; none where that is not known.
    fix: Option<&'static str>,
    is_open: bool,
}

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let passages = document.passages();
    let mut found = Vec::new();
    let quotes = quotes::find_all(passages);
    for ((index, passage), mut unbalanced) in passages.iter().enumerate().zip(quotes) {
        if !is_text(passage) {
            continue;
        }
        unbalanced.extend(quotes::spaces_in_single(passage));
        unbalanced.extend(brackets(passages, index));
        unbalanced.sort_by_key(|it| it.span);
        let is_wrong = |it: &&Unbalanced| it.message == WRONG;
        let many = unbalanced.iter().filter(is_wrong).count() > MOST;
        found.extend(unbalanced.iter().filter_map(|it| {
            let finding = raw_diagnostic(passage, it)?;
            let is_one_of_many = many && is_wrong(&it);
            Some(match is_one_of_many {
                true => merged(finding, index),
                false => finding,
            })
        }));
    }
    found.extend(shape::find(passages));
    found
}

fn is_text(passage: &Passage) -> bool {
    matches!(
        passage.role,
        PassageRole::Body | PassageRole::Item | PassageRole::Quote | PassageRole::Note(_)
    )
}

/// The finding as one of several in the passage of that number.
fn merged(finding: RawDiagnostic, passage: usize) -> RawDiagnostic {
    let alike = Alike {
        name: passage.to_string(),
        said: Some((
            "{} quotation marks are the wrong ones for their sides.",
            "Turn {} quotation marks",
        )),
    };
    RawDiagnostic {
        alike: Some(Box::new(alike)),
        ..finding
    }
}

fn raw_diagnostic(passage: &Passage, it: &Unbalanced) -> Option<RawDiagnostic> {
    let finding = finding(passage, it.span, it.message.to_owned())?;
    let finding = match it.fix {
        Some(by) => {
            let title = if by.is_empty() {
                "Remove the space".to_owned()
            } else {
                format!("Write {by}")
            };
            let (_, at) = place(passage, it.span)?;
            finding.fixed(title, vec![(at, by.to_owned())])
        }
        None => finding,
    };
    let at_most = if it.is_open {
        Level::Warning
    } else {
        Level::Hint
    };
    Some(RawDiagnostic { at_most, ..finding })
}

/// How many brackets that none has opened are looked at in a passage: labels of items are among them.
const MOST_CLOSED: usize = 20;

/// The pairs of brackets.
const PAIRS: [(char, char); 6] = [
    ('(', ')'),
    ('[', ']'),
    ('（', '）'),
    ('《', '》'),
    ('「', '」'),
    ('『', '』'),
];

/// The brackets of the passage of that number that have no other half in it; it may be in one of the passages near.
fn brackets(passages: &[Passage], index: usize) -> Vec<Unbalanced> {
    let Some(passage) = passages.get(index) else {
        return Vec::new();
    };
    let after = passages.get(index + 1..).unwrap_or_default();
    let before = passages.get(..index).unwrap_or_default();
    let (open, closed) = unmatched(&passage.text);
    let mut found: Vec<Unbalanced> = Vec::new();
    // One cause, one finding: the first of them.
    for (span, c) in open.into_iter().take(1) {
        let closing = PAIRS
            .iter()
            .find(|(opening, _)| *opening == c)
            .map(|(_, closing)| *closing);
        let closes = |next: &Passage| {
            unmatched(&next.text)
                .1
                .iter()
                .any(|(_, c)| Some(*c) == closing)
        };
        if !after.iter().take(REACH).any(closes) && !is_code(&passage.text, span) {
            found.push(Unbalanced {
                span,
                message: "This bracket is opened and never closed.",
                fix: None,
                is_open: true,
            });
        }
    }
    let opens = |c: char| {
        let opening = PAIRS
            .iter()
            .find(|(_, closing)| *closing == c)
            .map(|(opening, _)| *opening);
        let opens = |earlier: &Passage| {
            unmatched(&earlier.text)
                .0
                .iter()
                .any(|(_, c)| Some(*c) == opening)
        };
        before.iter().rev().take(REACH).any(opens)
    };
    for (span, c) in closed.into_iter().take(MOST_CLOSED) {
        if !is_label(&passage.text, span)
            && !is_code(&passage.text, span)
            && !"）》".contains(c)
            && !opens(c)
        {
            found.push(Unbalanced {
                span,
                message: "This bracket is closed and never opened.",
                fix: None,
                is_open: false,
            });
        }
    }
    // One cause, one finding: the first of each kind.
    found.truncate(1);
    found
}

/// How many brackets further out one is looked for that closes.
const DEEPEST: usize = 20;

type LoneBracket = (Span, char);

/// The brackets of `text` without their other halves: those that open, and those that close.
fn unmatched(text: &str) -> (Vec<LoneBracket>, Vec<LoneBracket>) {
    let mut open: Vec<LoneBracket> = Vec::new();
    let mut closed = Vec::new();
    if !text.contains(|c| PAIRS.iter().any(|(one, other)| *one == c || *other == c)) {
        return (open, closed);
    }
    for (at, c) in text.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        if PAIRS.iter().any(|(opening, _)| *opening == c) {
            open.push((span, c));
        } else if let Some((opening, _)) = PAIRS.iter().find(|(_, closing)| *closing == c) {
            let near = open.len().saturating_sub(DEEPEST);
            match open[near..].iter().rposition(|(_, c)| c == opening) {
                Some(at) => _ = open.remove(near + at),
                None => closed.push((span, c)),
            }
        }
    }
    (open, closed)
}

/// Whether a closing bracket ends the label of an item, `a)`, `1)`, `(iv)`, or a face, `:)`.
fn is_label(text: &str, span: Span) -> bool {
    let before = &text[..span.start];
    let word = before
        .rsplit([' ', '\n', '(', '\u{a0}'])
        .next()
        .unwrap_or_default();
    let is_number = word.len() <= 4
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || "ivxIVX.".contains(c));
    let is_short = is_number || word.chars().count() == 1;
    is_short || before.ends_with([':', ';', '-', '=', '^', '8'])
}

/// Whether a bracket stands among the signs of a formula or a program.
fn is_code(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    let is_sign =
        |c: Option<char>| c.is_some_and(|c| "=<>{}|\\^+*/$_~#@`[]".contains(c) || c == '\u{fffc}');
    let in_interval = text[span.end..].starts_with(|c: char| c.is_ascii_digit())
        && text[span.start..].starts_with('[');
    is_sign(before) || is_sign(after) || in_interval
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::{assert_diagnostics, assert_fixes};

    #[track_caller]
    fn assert_found(text: &str, marks: &str) {
        assert_diagnostics(
            Markdown,
            Brief,
            &format!("{text}\n{marks} unbalanced-mark\n"),
        );
        assert_fixes(Markdown, Brief, &format!("{text}\n"));
    }

    #[test]
    fn brackets_without_their_other_half() {
        assert_found("It fell (as they say.", "        ^");
        assert_found("It fell as they say) twice.", "                   ^");
        assert_found("See the [photo of 2019.", "        ^");
        assert_found("他说（甲，乙。", "  ^");
    }

    #[test]
    fn quotations_without_their_other_half() {
        assert_found("They said “it fell and rose.", "          ^");
        assert_found("They said it fell” and rose.", "                 ^");
        assert_found("They said \"it fell and rose.", "          ^");
        assert_found("They said ”it fell” and rose.", "          ^");
        assert_found("They said “it fell“ and rose.", "                  ^");
        assert_found("They said \"it fell” and rose.", "          ^");
        assert_diagnostics(
            Markdown,
            Brief,
            "”It fell“ and \"rose\".\n^ unbalanced-mark\n        ^ unbalanced-mark\n",
        );
        assert_found("They said “ it fell” and rose.", "           ^");
        assert_found("They said “it fell ” and rose.", "                  ^");
    }

    #[test]
    fn one_finding_for_straight_marks_among_curly_ones() {
        let curly = "It’s. ".repeat(9);
        let marks = format!("{}^", " ".repeat(curly.chars().count() + 2));
        assert_found(&format!("{curly}It's so."), &marks);
        assert_diagnostics(Markdown, Brief, "It’s. It's. They're.\n");
    }

    #[test]
    fn marks_without_fault() {
        for text in [
            "They said “it fell” (and ‘rose’), \"so\", at 5'10\" or 6\".",
            "a) First, 1) second, and iv) third :)",
            "“It fell.\n\n“It rose.” They said so.",
            "They said “it fell\n\n![](a.png)\n\nand rose” in May.",
            "It has (in this order:\n\n- one\n- two)",
            "The range [0, 1) of `f(` and $(x$ in [a (b)](c.md).",
            "The ’90s, rock ’n’ roll, the states’ own “rights”.",
            "Er sagte „ja“ und «nein», »doch«.",
            "A map of it{: width=\"100%\" } is \"old\".",
        ] {
            assert_diagnostics(Markdown, Brief, &format!("{text}\n"));
        }
    }
}
