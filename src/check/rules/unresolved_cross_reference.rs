use crate::check::back_references::raw_diagnostics;
use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan, Subject};
use crate::check::{Find, Rule};
use crate::citation::BackReference;
use crate::config::Level;
use crate::index::{Document, ItemId, Missing, Referent, note_name};
use crate::syntax::BlockAt;
use crate::text::Span;

pub(super) const RULE: Rule = Rule::new(
    "unresolved-cross-reference",
    Level::Error,
    Find::References(find, find_in_text),
)
.summary("a reference to a note that does not exist or cites a different source")
.page(include_str!("unresolved_cross_reference.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    raw_diagnostics(document, raw_diagnostic)
}

/// What running text names of notes that are not there.
fn find_in_text(document: &Document, at: BlockAt<'_>) -> Vec<RawDiagnostic> {
    let references = document.cross_references_in(at).into_iter();
    let missing = references.filter_map(|reference| match reference.referent.missing? {
        Missing::Note(numbers) => Some(numbers.span),
        _ => None,
    });
    let raw_diagnostic = |span: Span| {
        let message = format!(
            "No note {}: correct the number.",
            document.text().slice(span)
        );
        let span = Span::new(span.start - at.start, span.end - at.start);
        RawDiagnostic::in_block(at.index, span, message)
    };
    missing.map(raw_diagnostic).collect()
}

fn raw_diagnostic(
    document: &Document,
    id: ItemId,
    reference: &BackReference,
    referent: &Referent,
) -> Option<RawDiagnostic> {
    let text = document.sources().note(id)?.text();
    let said = |span: Span| text.as_str().get(span.range()).unwrap_or_default();
    let at = |span: Span, message: String| {
        let place = RelativeSpan::Within(Subject::Item(id), text.in_block(span));
        RawDiagnostic::at(id, message).placed(place)
    };
    match referent.missing? {
        Missing::Note(numbers) if is_title(text.as_str(), reference.span, numbers.span) => None,
        Missing::Note(numbers) => {
            let message = format!("No note {}: correct the number.", said(numbers.span));
            Some(at(numbers.span, message))
        }
        Missing::Named { note, named } => {
            let name = said(reference.name?);
            let (note, other) = (note_name(document, note), note_name(document, named));
            let message = format!("Note {note} does not cite {name}: note {other} does.");
            let raw_diagnostic = at(reference.span, message);
            Some(raw_diagnostic.related(RelativeSpan::Item(named), format!("{name} is cited here")))
        }
        _ => None,
    }
}

/// Whether it may be the name of a work, with what the work is: `see Supra note 8 (album)`.
fn is_title(text: &str, reference: Span, numbers: Span) -> bool {
    let (before, rest) = text.split_at_checked(reference.start).unwrap_or_default();
    let after = text.get(numbers.end..).unwrap_or_default();
    let within_sentence = before.trim_end().ends_with(|c: char| c.is_alphanumeric());
    let what = after
        .trim_start()
        .strip_prefix('(')
        .and_then(|inner| inner.split_once(')'));
    let is_word = |word: &str| !word.is_empty() && word.chars().all(char::is_lowercase);
    within_sentence && rest.starts_with("Supra") && what.is_some_and(|(what, _)| is_word(what))
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc, Plain};
    use crate::testing::{assert_diagnostics, diagnostics};

    #[test]
    fn numbers_that_no_note_has() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2]\n\n[^1]: Roe, *Dams* (2010).\n\n[^2]: Roe, *supra* note 14, at 3.\n\
             \x20                       ^^ unresolved-cross-reference\n",
        );
        assert_diagnostics(
            Plain,
            Default,
            "A word.¹ Two.²\n\n¹ Roe, Dams (2010).\n² See notes 1 and 7 above.\n\
             \x20                 ^ unresolved-cross-reference\n",
        );
    }

    #[test]
    fn numbers_of_notes_that_pandoc_prints_again() {
        let text = "Here,[^1] again.[^1] Then;[^2] see note 3 below.\n\n[^1]: Jane Doe, *Title A* (London: Verso, \
                    2012).\n\n[^2]: Max Roe, *Rivers* (London: Verso, 2011).\n";
        let codes = |kind| -> Vec<&str> {
            let found = diagnostics(kind, Default, text);
            found.iter().map(|found| found.rule.code).collect()
        };
        assert_eq!(codes(Pandoc), ["dialect-difference"]);
        assert_eq!(codes(Markdown), ["unresolved-cross-reference"]);
    }

    #[test]
    fn the_name_of_a_work() {
        for (text, found) in [
            ("see Supra note 8 (album), 2001.\n", ""),
            (
                "see *supra* note 8 (album), 2001.\n",
                "                       ^ unresolved-cross-reference\n",
            ),
            (
                "See Supra note 8 (noting the dams).\n",
                "                     ^ unresolved-cross-reference\n",
            ),
        ] {
            let text = format!("One.[^1] Two.[^2]\n\n[^1]: A.\n\n[^2]: {text}{found}");
            assert_diagnostics(Markdown, Default, &text);
        }
    }

    #[test]
    fn a_note_that_cites_another_source_than_the_one_named() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2] Three.[^3]\n\n[^1]: Jane Roe, *Dams* (2010).\n\
             [^2]: Ann Lee, *Canals* (2011).\n[^3]: Lee, *supra* note 1, at 4.\n\
             \x20          ^^^^^^^^^^^^^^ unresolved-cross-reference\n",
        );
    }

    #[test]
    fn the_note_that_cites_the_source_in_full_is_named() {
        let message = |text: &str| {
            let document = crate::testing::document(Markdown, text);
            let found: Vec<_> = super::find(&document)
                .into_iter()
                .map(|it| it.message)
                .collect();
            found.concat()
        };
        let text = "A.^[Ann Lee, *Canals* (2011).] B.^[Jane Roe, *Dams* (2010).] \
                    C.^[Lee, *supra* note 1. Roe disagrees.] D.^[Roe, *supra* note 1, at 3.]\n";
        assert_eq!(message(text), "Note 1 does not cite Roe: note 2 does.");
    }

    #[test]
    fn references_that_lead_to_their_note() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2] Three.[^3] Four.[^4]\n\n[^1]: Jane Roe, *Dams* (2010).\n\
             [^2]: Ann Lee, *Canals* (2011) [hereinafter Canal Report].\n\
             [^3]: Lee, *supra* note 2, at 4; Roe (n 1) 7. See note 4 below.\n\
             [^4]: Canal Report, *supra* note 3, at 5. See supra Section 9.\n",
        );
    }

    #[test]
    fn short_forms_and_works_of_authors_whether_known_or_not() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2] Three.[^3] Four.[^4]\n\n[^1]: Jane Roe, *Dams* (Oxford, 2010).\n\
             [^2]: Roe, *Dams*, 4; Lee, *Canals*, 5.\n[^3]: Fu, op. cit., p. 3.\n[^4]: Ibid.\n",
        );
    }

    #[test]
    fn labels_out_of_order_are_read_in_either_way() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^7] Two.[^3] Three.[^9]\n\n[^7]: Jane Roe, *Dams* (2010).\n\
             [^3]: Roe, *supra* note 1, at 2.\n[^9]: Roe, *supra* note 7, at 3.\n",
        );
    }

    #[test]
    fn numbers_in_running_text_that_no_note_has() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] As said in note 4 above,\n                         ^ unresolved-cross-reference\n\
             two.[^2] See footnotes 2 and 7.\n                             ^ unresolved-cross-reference\n\n\
             [^1]: Roe, *Dams* (2010).\n\n[^2]: Lee, *Locks* (2011).\n",
        );
        assert_diagnostics(
            Plain,
            Default,
            "A word.¹ Two (supra note 9).²\n                         ^ unresolved-cross-reference\n\n\
             ¹ Roe, Dams (2010).\n² Lee, Locks (2011).\n",
        );
    }

    #[test]
    fn running_text_that_names_notes_of_the_brief_or_others() {
        assert_diagnostics(
            Markdown,
            Default,
            "# See footnote 9\n\nOne.[^1] See note 9, and note 1 above. The Court held so in footnote 11.\n\n\
             As [footnote 9](https://a.example) has it, `see footnote 9`, <i title=\"see footnote 9\">here</i>.\n\n\
             > It lapsed, see footnote 9.\n\n    See footnote 9.\n\nThe paper says “see footnote 9”.\n\n\
             [^1]: Roe, *Dams* (2010).\n",
        );
        assert_diagnostics(Markdown, Default, "No note. See footnote 9.\n");
        assert_diagnostics(
            Plain,
            Default,
            "A word.¹⁵ See footnote 3.\n\n¹⁵ Roe, Dams (2010).\n",
        );
    }

    #[test]
    fn notes_of_other_works_and_of_other_parts() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2]\n\n[^1]: *Rivista*, n. 241, 2010; *Law* 3, 192 n.75.\n\
             [^2]: See note 14 of the decision.\n",
        );
        assert_diagnostics(
            Plain,
            Default,
            "A word.¹⁵ Two.¹⁶\n\n¹⁵ Roe, Dams (2010).\n¹⁶ Lee, supra note 3.\n",
        );
    }
}
