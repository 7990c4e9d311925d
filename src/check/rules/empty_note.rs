use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::config::{Form, Level};
use crate::index::{Document, Note};
use crate::refactor::quoted;
use crate::syntax::DocumentKind;

pub(super) const RULE: Rule = Rule::new("empty-note", Level::Warning, Find::Note(find))
    .summary("a footnote without text")
    .page(include_str!("empty_note.md"));

/// What HTML shows as space: a line break, and the entities of spaces.
const SPACES: &[&str] = &[
    "<br>", "<br/>", "<br />", "&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "&zwnj;", "&#160;",
    "&#xa0;",
];

fn find(document: &Document, note: &Note) -> Vec<RawDiagnostic> {
    let text = document.text().slice(note.body);
    let says = match document.kind() {
        DocumentKind::Plain => !text.trim_matches(is_space).is_empty(),
        _ => prints(&text),
    };
    if says {
        return Vec::new();
    }
    let mut message = match note.form {
        Form::Inline => "This note has no text.".to_owned(),
        _ => format!("Note {} has no text.", quoted::note(note)),
    };
    if document.swallowed(note).is_some() {
        message.pop();
        message += ", so Pandoc treats the paragraph after it as its text.";
    }
    vec![RawDiagnostic::at(note.id, message)]
}

/// Whether a Markdown renderer prints anything of `text`: comments and spaces it does not.
fn prints(text: &str) -> bool {
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        let space = |space: &&&str| {
            let start = rest.get(..space.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(space))
        };
        rest = match rest.strip_prefix("<!--") {
            Some(comment) => comment.split_once("-->").map_or("", |(_, after)| after),
            None => match SPACES.iter().find(space) {
                Some(space) => &rest[space.len()..],
                None => return true,
            },
        };
        rest = rest.trim_start_matches(is_space);
    }
    false
}

/// Whether `c` is printed as nothing or as space: a soft hyphen and spaces of no width too.
fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use crate::check::{Checker, Diagnostic, RuleLevels, check};
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc, Plain};
    use crate::testing::{assert_diagnostics, document};
    use crate::text::{Edit, Span};

    #[test]
    fn notes_without_text() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2]\n\n[^1]:\n^^^^^ empty-note\n\n[^2]: B.\n",
        );
        assert_diagnostics(
            Plain,
            Default,
            "A word.\u{b9} Two.²\n\n\u{b9}\n^ empty-note\n\n\u{b2} B.\n",
        );
        assert_diagnostics(
            Pandoc,
            Default,
            "See ^[this note], not ^[].\n                      ^^^ empty-note\n",
        );
    }

    #[test]
    fn notes_that_print_nothing() {
        for said in [
            " <!-- todo -->",
            "\n    <!-- todo -->",
            " &nbsp;",
            " <br>",
            " <BR /> <!-- to do --> &nbsp;",
            " \u{200b}",
        ] {
            let (first, rest) = said.split_once('\n').unwrap_or((said, ""));
            let fixture = format!(
                "One.[^1] Two.[^2]\n\n[^1]:{first}\n^^^^^ empty-note\n{rest}\n\n[^2]: B.\n"
            );
            let fixture = fixture.replace("note\n\n\n[", "note\n\n[");
            assert_diagnostics(Markdown, Default, &fixture);
        }
    }

    #[test]
    fn notes_that_print_something() {
        for said in [
            "<!-- todo --> A.",
            "<img src=\"a.png\">",
            "&copy;",
            "a<br>",
            "`<br>`",
        ] {
            let text = format!("One.[^1]\n\n[^1]: {said}\n");
            assert_diagnostics(Markdown, Default, &text);
        }
        assert_diagnostics(
            Plain,
            Default,
            "A word.\u{b9} Two.²\n\n\u{b9} <!-- to do -->\n\n\u{b2} B.\n",
        );
    }

    #[test]
    fn text_on_the_next_line() {
        assert_diagnostics(Markdown, Default, "One.[^1]\n\n[^1]:\n    The text.\n");
        assert_diagnostics(Markdown, Default, "One.[^1]\n\n[^1]:\n\n    The text.\n");
    }

    #[test]
    fn an_edit_elsewhere_gives_the_brief_another_renderer() {
        let levels = RuleLevels::default();
        let document = document(Markdown, "A.[^1]\n\n[^1]:\n\nNext.\n\nMore.\n");
        let mut checker = Checker::default();
        checker.check(&document, &levels);
        let end = document.text().len() - 1;
        let next = document.edit(&Edit::new(Span::at(end), " [@k]"));
        let edited = checker.check(&next, &levels).resolve(&next);
        let messages = |found: &[Diagnostic]| -> Vec<String> {
            found.iter().map(|it| it.message.clone()).collect()
        };
        assert_eq!(messages(&edited), messages(&check(&next, &levels)));
    }
}
