use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule, quoted};
use crate::config::{Form, Level};
use crate::index::{Document, Note};

pub(super) const RULE: Rule = Rule::new("empty-note", Level::Warning, Find::Note(find))
    .summary("a footnote without text")
    .page(include_str!("empty_note.md"));

fn find(document: &Document, note: &Note) -> Vec<RawDiagnostic> {
    if !document.text().slice(note.body).trim().is_empty() {
        return Vec::new();
    }
    let message = match note.form {
        Form::Inline => "This note has no text.".to_owned(),
        _ => format!("Note {} has no text.", quoted::note(note)),
    };
    vec![RawDiagnostic::at(note.id, message)]
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc, Plain};
    use crate::testing::assert_diagnostics;

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
    fn text_on_the_next_line() {
        assert_diagnostics(Markdown, Default, "One.[^1]\n\n[^1]:\n    The text.\n");
        assert_diagnostics(Markdown, Default, "One.[^1]\n\n[^1]:\n\n    The text.\n");
    }
}
