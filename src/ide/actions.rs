//! What can be done at a place: fixes of what is found there, refactorings, suppressions.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::check::{Diagnostic, Fixes, RuleLevels, fix_all, rule};
use crate::config::Form;
use crate::index::{Document, Note};
use crate::refactor::{
    ADD_NOTE, DELETE_NOTE, EXTRACT_BIBLIOGRAPHY, INSERT_NOTE, Refactoring, Refusal, may_extract,
    note_at, quoted, refactoring, refactorings,
};
use crate::syntax::DocumentKind;
use crate::text::{Edits, Span};

use super::ignore;

/// Something that can be done.
#[derive(Clone, Debug)]
pub struct Action {
    /// What a menu shows.
    pub title: String,
    /// The kind of the action, as the protocol names it (LSP 3.17, `CodeActionKind`).
    pub kind: &'static str,
    /// What it fixes or suppresses.
    pub diagnostic: Option<Diagnostic>,
    /// Whether it is what the author most likely wants: a safe fix.
    pub is_preferred: bool,
    /// What the author is asked before it is done, if anything: whether a note is to be deleted.
    pub asks: Option<String>,
    /// A place near which it adds a note, if it does, in bytes of the document: [`super::new_note`] then finds it.
    pub adds_note: Option<usize>,
    /// Why there is nothing for it to do, if there is not.
    pub disabled: Option<&'static str>,
    /// How it is done.
    pub data: CodeActionData,
}

/// What an action does, as plain data: an editor keeps it until the action is chosen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeActionData {
    /// Fixes what the rule of that code found there, in bytes.
    Fix(String, usize, usize),
    /// Makes all safe fixes.
    FixAll,
    /// Suppresses the rule of that code for the block or note there, in bytes.
    IgnoreHere(String, usize, usize),
    /// Suppresses the rule of that code in the file.
    IgnoreInFile(String),
    /// Shows the page of the rule of that code, and changes nothing.
    Explain(String),
    /// Turns the rule of that code off, in the configuration: no edit of the document.
    TurnOff(String),
    /// The same for this file alone.
    TurnOffForFile(String),
    /// Does the refactoring of that kind there, in bytes.
    Refactor(String, usize, usize),
    /// Moves what the note there, in bytes, cites to the bibliography, as [`super::extract`] does.
    Extract(usize, usize),
}

/// The most findings whose fixes are offered at once: a selection of the whole brief may hold thousands, and no menu
/// shows them.
const MOST_DIAGNOSTICS: usize = 100;

/// The kind of fixes and of what suppresses a rule.
const QUICK_FIX: &str = "quickfix";

/// The kind of all safe fixes at once.
pub const FIX_ALL: &str = "source.fixAll.brief-ls";

/// What can be done at `span`, a cursor or a selection, of a document in which `diagnostics` are found: all of the kinds
/// of which `only` says so, those that have nothing to do too, or without it what is of use there. What is no longer
/// true when it is chosen does nothing then.
pub fn actions(
    document: &Document,
    diagnostics: &[Diagnostic],
    span: Span,
    only: Option<&dyn Fn(&str) -> bool>,
) -> Vec<Action> {
    let wanted = |kind: &str| only.is_none_or(|only| only(kind));
    let mut actions = Vec::new();
    let meets = |found: &&Diagnostic| found.span.start <= span.end && span.start <= found.span.end;
    let here = diagnostics
        .iter()
        .filter(|it| wanted(QUICK_FIX) && meets(it))
        .take(MOST_DIAGNOSTICS);
    let here: Vec<&Diagnostic> = here.collect();
    actions.extend(here.iter().filter_map(|diagnostic| fix(diagnostic)));
    actions.extend(explanations(&here));
    actions.extend(
        here.iter()
            .flat_map(|diagnostic| suppressions(document, diagnostic)),
    );
    let is_fix = |it: &Refactoring| here.iter().any(|diagnostic| diagnostic.is_fixed_by(it));
    let fits = |it: &&&Refactoring| wanted(it.kind) && !is_fix(it) && (it.applies)(document, span);
    let fitting: Vec<&&Refactoring> = refactorings().iter().filter(fits).collect();
    let (here, whole): (Vec<_>, Vec<_>) = fitting.into_iter().partition(|it| it.whole.is_none());
    let refactoring = |it: &&Refactoring| refactoring_at(document, it, span);
    actions.extend(here.into_iter().map(refactoring));
    if wanted(EXTRACT_BIBLIOGRAPHY) && may_extract(document, span) {
        let title = "Move source to the bibliography and cite it by key";
        let data = CodeActionData::Extract(span.start, span.end);
        actions.push(Action::new(title, EXTRACT_BIBLIOGRAPHY, data));
    }
    let shown = |action: &Action| only.is_some() || action.disabled.is_none();
    let unasked = |it: &&&Refactoring| {
        let whole = it.whole.as_ref();
        only.is_some() || whole.is_none_or(|whole| (whole.unasked)(document, span))
    };
    let whole = whole.into_iter().filter(unasked).map(refactoring);
    actions.extend(whole.filter(shown));
    let is_safe = |diagnostic: &Diagnostic| diagnostic.fix.as_ref().is_some_and(|fix| fix.is_safe);
    if wanted(FIX_ALL) && diagnostics.iter().any(is_safe) {
        actions.push(Action::new(
            "Apply all safe fixes",
            FIX_ALL,
            CodeActionData::FixAll,
        ));
    }
    actions
}

/// The edits that `data` makes in a document in which `diagnostics` are found; none where it no longer has
/// anything to do, or changes another file.
///
/// # Errors
/// [`Refusal`] where a refactoring refuses, asked for by itself or as the fix of a finding.
pub fn perform(
    document: &Document,
    diagnostics: &[Diagnostic],
    levels: &RuleLevels,
    data: &CodeActionData,
) -> Result<Option<Edits>, Refusal> {
    let find = |code: &str, start: usize, end: usize| {
        let span = Span::new(start, end);
        let same = |found: &&Diagnostic| found.rule.code == code && found.span == span;
        diagnostics.iter().find(same)
    };
    let edits = match data {
        CodeActionData::Fix(code, start, end) => {
            let fix = find(code, *start, *end).and_then(|it| it.fix.as_ref());
            fix.map(|fix| fix.edits(document)).transpose()?
        }
        CodeActionData::FixAll => Some(fix_all(document, levels, Fixes::Safe).edits),
        CodeActionData::IgnoreHere(code, start, end) => {
            find(code, *start, *end).and_then(|it| ignore::here(document, diagnostics, levels, it))
        }
        CodeActionData::IgnoreInFile(code) => {
            rule(code).and_then(|it| ignore::in_file(document, diagnostics, levels, it))
        }
        CodeActionData::Refactor(kind, start, end) => {
            let span = Span::new(*start, *end);
            let done = refactoring(kind).map(|it| (it.edits)(document, span));
            done.transpose()?
        }
        CodeActionData::Explain(_)
        | CodeActionData::TurnOff(_)
        | CodeActionData::TurnOffForFile(_)
        | CodeActionData::Extract(..) => None,
    };
    Ok(edits.filter(|edits| !edits.is_empty()))
}

fn fix(diagnostic: &Diagnostic) -> Option<Action> {
    let fix = diagnostic.fix.as_ref()?;
    let (code, span) = (diagnostic.rule.code.to_owned(), diagnostic.span);
    Some(Action {
        diagnostic: Some(diagnostic.clone()),
        is_preferred: fix.is_safe,
        adds_note: diagnostic.is_fixed_by(&ADD_NOTE).then_some(span.start),
        ..Action::new(
            &fix.title,
            QUICK_FIX,
            CodeActionData::Fix(code, span.start, span.end),
        )
    })
}

/// The actions that show what the rules of `diagnostics` report and why, one for each rule.
fn explanations(diagnostics: &[&Diagnostic]) -> impl Iterator<Item = Action> {
    let mut seen = FxHashSet::default();
    let first = diagnostics
        .iter()
        .filter(move |found| seen.insert(found.rule.code));
    first.map(|found| {
        let code = found.rule.code;
        let data = CodeActionData::Explain(code.to_owned());
        Action {
            diagnostic: Some((*found).clone()),
            ..Action::new(&format!("Explain {code}"), QUICK_FIX, data)
        }
    })
}

/// The action that does a refactoring at `span`.
fn refactoring_at(document: &Document, refactoring: &Refactoring, span: Span) -> Action {
    let data = CodeActionData::Refactor(refactoring.kind.to_owned(), span.start, span.end);
    let whole = refactoring.whole.as_ref();
    let idle = whole.filter(|whole| !(whole.has_work)(document));
    let mut action = Action {
        disabled: idle.map(|whole| whole.done),
        ..Action::new(refactoring.title, refactoring.kind, data)
    };
    if *refactoring == ADD_NOTE {
        action.adds_note = Some(span.start);
    } else if *refactoring == INSERT_NOTE {
        action.adds_note = Some(span.end);
    } else if *refactoring == DELETE_NOTE
        && let Some(note) = note_at(document, span)
    {
        let citing = document.footnotes().citing(note.id).len();
        action.asks = Some(format!("Delete {}?", with_markers(&note, citing)));
        if citing == 0 {
            action.title = "Delete footnote".to_owned();
        }
    }
    action
}

/// `note` and its markers, in words: `note [^1] and its marker`.
fn with_markers(note: &Note, markers: usize) -> String {
    let note = match note.form {
        Form::Inline => "this note".to_owned(),
        _ => format!("note {}", quoted::note(note)),
    };
    match markers {
        0 => note,
        1 => format!("{note} and its marker"),
        count => format!("{note} and its {count} markers"),
    }
}

/// What suppresses the rule of `diagnostic`: comments, but in plain text, which prints them, the configuration.
fn suppressions(document: &Document, diagnostic: &Diagnostic) -> Vec<Action> {
    let (code, span) = (diagnostic.rule.code, diagnostic.span);
    let in_file = format!("Suppress {code} in this file");
    let mut data = match document.kind() {
        DocumentKind::Plain => vec![(in_file, CodeActionData::TurnOffForFile(code.to_owned()))],
        _ => vec![
            (
                format!("Suppress {code} here"),
                CodeActionData::IgnoreHere(code.to_owned(), span.start, span.end),
            ),
            (in_file, CodeActionData::IgnoreInFile(code.to_owned())),
        ],
    };
    let everywhere = format!("Turn off {code} in brief-ls.toml");
    data.push((everywhere, CodeActionData::TurnOff(code.to_owned())));
    let actions = data.into_iter().map(|(title, data)| Action {
        diagnostic: Some(diagnostic.clone()),
        ..Action::new(&title, QUICK_FIX, data)
    });
    actions.collect()
}

impl Action {
    fn new(title: &str, kind: &'static str, data: CodeActionData) -> Action {
        Action {
            title: title.to_owned(),
            kind,
            diagnostic: None,
            is_preferred: false,
            asks: None,
            adds_note: None,
            disabled: None,
            data,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check;
    use crate::syntax::DocumentKind::{self, Markdown};
    use crate::testing::{cursor, document};

    use super::*;

    fn titles(text: &str, at: usize, only: &str) -> Vec<String> {
        let document = document(Markdown, text);
        let diagnostics = check::check(&document, &RuleLevels::default());
        let is_wanted = |kind: &str| kind.starts_with(only);
        let actions = actions(&document, &diagnostics, Span::at(at), Some(&is_wanted));
        actions.into_iter().map(|action| action.title).collect()
    }

    /// The text after the action whose title begins with `title`, chosen at the first fault.
    fn after(kind: DocumentKind, text: &str, title: &str) -> String {
        let document = document(kind, text);
        let levels = RuleLevels::default();
        let diagnostics = check::check(&document, &levels);
        let actions = actions(&document, &diagnostics, diagnostics[0].span, None);
        let action = actions
            .iter()
            .find(|action| action.title.starts_with(title))
            .unwrap();
        let edits = perform(&document, &diagnostics, &levels, &action.data);
        edits.unwrap().unwrap().apply(document.text()).to_string()
    }

    const TEXT: &str = "A word.[^1 And.[^1]\n\nMore.\n\n[^1]: A.\n";

    #[test]
    fn a_repair_comes_before_silence_and_only_where_its_finding_is() {
        let at = TEXT.find("[^1 ").unwrap();
        let found = titles(TEXT, at, "quickfix");
        assert_eq!(found.len(), 5, "{found:?}");
        assert_eq!(
            found[1..3],
            [
                "Explain malformed-footnote",
                "Suppress malformed-footnote here"
            ]
        );
        assert_eq!(
            titles(TEXT, TEXT.find("More").unwrap(), "quickfix"),
            [""; 0]
        );
    }

    #[test]
    fn a_rule_is_explained_once() {
        let text = "A.[^2] B.[^3] C.[^1]\n\n[^1]:\n";
        let document = document(Markdown, text);
        let diagnostics = check::check(&document, &RuleLevels::default());
        let whole = Span::new(0, text.len());
        let actions = actions(&document, &diagnostics, whole, None);
        let titles = actions.iter().map(|it| it.title.as_str());
        let explained: Vec<_> = titles.filter(|it| it.starts_with("Explain")).collect();
        assert_eq!(
            explained,
            ["Explain undefined-marker", "Explain empty-note"]
        );
    }

    #[test]
    fn of_a_selection_of_everything_the_first_findings_are_offered() {
        let text = "A word.[^1 And.\n\n".repeat(MOST_DIAGNOSTICS + 50) + "[^1]: A.\n";
        let document = document(Markdown, &text);
        let levels = RuleLevels::default();
        let diagnostics = check::check(&document, &levels);
        assert_eq!(diagnostics.len(), MOST_DIAGNOSTICS + 50);
        let whole = Span::new(0, text.len());
        let actions = actions(&document, &diagnostics, whole, None);
        let fixes = actions.iter().filter_map(|action| match &action.data {
            CodeActionData::Fix(_, start, _) => Some(*start),
            _ => None,
        });
        let offered: Vec<usize> = fixes.collect();
        let first = diagnostics.iter().take(MOST_DIAGNOSTICS);
        assert_eq!(offered, first.map(|it| it.span.start).collect::<Vec<_>>());
        // All of them at once are one action.
        assert!(actions.iter().any(|it| it.data == CodeActionData::FixAll));
    }

    #[test]
    fn only_what_is_wanted_is_given() {
        assert_eq!(titles(TEXT, 0, "source.fixAll"), ["Apply all safe fixes"]);
        assert_eq!(titles("Nothing is wrong.\n", 0, "source"), [""; 0]);
    }

    /// What the menu has where the cursor of the fixture is, unasked.
    fn menu(kind: DocumentKind, fixture: &str) -> Vec<String> {
        let (text, offset) = cursor(fixture);
        let document = document(kind, &text);
        let diagnostics = check::check(&document, &RuleLevels::default());
        let actions = actions(&document, &diagnostics, Span::at(offset), None);
        actions.into_iter().map(|action| action.title).collect()
    }

    const INSERT: &str = "Insert footnote";
    const DELETE: &str = "Delete footnote (note and markers)";

    #[test]
    fn prose_has_what_is_done_there_and_what_the_brief_needs() {
        let notes = "\n\n[^1]: A.\n\n[^2]: B.\n";
        assert_eq!(
            menu(Markdown, &format!("One.[^1] Two|.[^2]{notes}")),
            [INSERT]
        );
        assert_eq!(
            menu(Markdown, &format!("One.[^2] Two|.[^1]{notes}")),
            [INSERT, "Renumber footnotes in order of first citation"]
        );
        let same = notes.replace("B.", "A.");
        assert_eq!(
            menu(Markdown, &format!("One.[^1] Two|.[^2]{same}")),
            [INSERT, "Merge identical footnotes"]
        );
        let asked = titles(&format!("One.[^1] Two.[^2]{notes}"), 12, "refactor");
        assert_eq!(asked.len(), 9, "{asked:?}");
    }

    #[test]
    fn what_has_nothing_to_do_says_so_to_who_asks_for_it() {
        let document = document(Markdown, "One.[^1] Two.[^2]\n\n[^1]: A.\n\n[^2]: B.\n");
        let actions = actions(&document, &[], Span::at(12), Some(&|_| true));
        let idle = actions.iter().filter(|action| action.disabled.is_some());
        let idle: Vec<_> = idle.map(|action| action.kind).collect();
        let kinds = ["renumber", "gather", "mergeIdentical", "convert.markdown"];
        assert_eq!(idle, kinds.map(|kind| format!("refactor.rewrite.{kind}")));
    }

    #[test]
    fn a_deletion_asks_and_says_what_goes() {
        let document = document(Markdown, "One.[^1]\n\n[^1]: A.\n\n[^b]: B.\n");
        let delete = |text: &str| {
            let at = document.text().to_string().find(text).unwrap();
            let actions = actions(&document, &[], Span::at(at), None);
            let delete = actions.into_iter().find(|action| action.asks.is_some());
            let delete = delete.unwrap();
            (delete.title, delete.asks.unwrap())
        };
        let cited = (
            DELETE.to_owned(),
            "Delete note [^1] and its marker?".to_owned(),
        );
        assert_eq!(delete("[^1]: A"), cited);
        let unused = ("Delete footnote".to_owned(), "Delete note [^b]?".to_owned());
        assert_eq!(delete("[^b]: B"), unused);
    }

    #[test]
    fn a_marker_has_the_ways_to_write_and_lay_all_notes() {
        let forms = [
            "Convert footnotes to superscript numbers ¹",
            "Convert footnotes to HTML <sup>1</sup>",
            "Convert footnotes to endnotes (a list at the end)",
        ];
        let first = [INSERT, DELETE];
        let found = menu(Markdown, "One.[|^1]\n\n[^1]: A.\n");
        assert_eq!(found, [&first[..], &forms].concat());
        let scattered = "# T\n\n## A\n\nOne.[|^1]\n\n[^1]: A.\n\n## B\n\nTwo.[^2]\n\n[^2]: B.\n";
        let gather = ["Move all footnotes to the end"];
        let found = menu(Markdown, scattered);
        assert_eq!(found, [&first[..], &gather, &forms].concat());
        let gathered = "# T\n\n## A\n\nOne.[|^1]\n\n## B\n\nTwo.[^2]\n\n[^1]: A.\n\n[^2]: B.\n";
        let lay = ["Move footnotes to the end of each section"];
        let found = menu(Markdown, gathered);
        assert_eq!(found, [&first[..], &lay, &forms].concat());
    }

    #[test]
    fn all_safe_repairs_are_made_from_anywhere() {
        assert_eq!(
            after(Markdown, TEXT, "Apply all"),
            TEXT.replacen("[^1 ", "[^1] ", 1)
        );
    }

    #[test]
    fn what_is_no_longer_found_does_nothing() {
        let document = document(Markdown, "Nothing is wrong.\n");
        let data = CodeActionData::Fix("malformed-footnote".to_owned(), 7, 10);
        assert_eq!(
            perform(&document, &[], &RuleLevels::default(), &data),
            Ok(None)
        );
    }
}
