use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, ItemId, Misled, RepeatedAnchor};
use crate::syntax::{DocumentKind, ItemKind, Malformation};

pub(super) const RULE: Rule = Rule::new("malformed-footnote", Level::Warning, Find::Items(find))
    .summary("text that looks like a footnote but is not parsed as one")
    .page(include_str!("malformed_footnote.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let table = document.footnotes();
    let malformed = table.malformed_references().malformed.iter();
    let malformed = malformed.filter_map(|id| raw_diagnostic(document, *id));
    let misled = table.misled().iter();
    let misled = misled.filter_map(|misled| misleading(document, misled));
    let repeated = table.repeated_anchors().iter();
    let repeated = repeated.filter_map(|repeated| repeating(document, repeated));
    malformed.chain(misled).chain(repeated).collect()
}

/// The finding of an anchor with a name that another one has.
fn repeating(document: &Document, repeated: &RepeatedAnchor) -> Option<RawDiagnostic> {
    let ItemKind::Anchor { name } = &document.item(repeated.anchor)?.1.kind else {
        return None;
    };
    let message = format!(
        "The anchor `{name}` is already used above, and the link back from the note leads there: \
         use another name."
    );
    let first = RelativeSpan::Item(repeated.first);
    Some(RawDiagnostic::at(repeated.anchor, message).related(first, "the first anchor"))
}

/// The finding of a marker whose link leads to a note with another number.
fn misleading(document: &Document, misled: &Misled) -> Option<RawDiagnostic> {
    let note = document.note(misled.note)?;
    let shown = note.number.unwrap_or_default();
    let message = format!(
        "Marker {} links to note {shown}: the number or the link is wrong.",
        misled.number
    );
    Some(
        RawDiagnostic::at(misled.marker, message)
            .related(RelativeSpan::Item(note.id), "the note that it links to"),
    )
}

fn raw_diagnostic(document: &Document, id: ItemId) -> Option<RawDiagnostic> {
    let ItemKind::Malformed { label, what } = &document.item(id)?.1.kind else {
        return None;
    };
    let (message, fixed) = match what {
        Malformation::Unclosed => (
            format!("Missing closing bracket: write [^{label}]."),
            format!("[^{label}]"),
        ),
        Malformation::Spaced => {
            let message = format!("Remove the spaces inside the marker: [^{label}].");
            (message, format!("[^{label}]"))
        }
        Malformation::CaretLast => (
            format!("Put the caret first: [^{label}]."),
            format!("[^{label}]"),
        ),
        Malformation::OpenerApart => {
            let message = format!("Remove the space before the colon: [^{label}]:");
            (message, format!("[^{label}]:"))
        }
        Malformation::OpenerBare { spaced } => {
            let message = format!("Missing colon: write [^{label}]:");
            let space = if *spaced { "" } else { " " };
            (message, format!("[^{label}]:{space}"))
        }
        Malformation::Parted | Malformation::OpenerParted => {
            return Some(parted(document, id, label));
        }
        Malformation::Swallowed => return Some(swallowed(id)),
        Malformation::OpenerWithin => return Some(next_opener(document, id, label)),
        Malformation::NoCaret => {
            let message = format!("Missing caret and colon: write [^{label}]:");
            (message, format!("[^{label}]:"))
        }
        Malformation::Escaped => {
            let message =
                format!("The backslash turns this marker into plain text: write [^{label}].");
            (message, format!("[^{label}]"))
        }
        Malformation::OpenerEscaped => {
            let message =
                format!("The backslash turns this note into plain text: write [^{label}]:");
            (message, format!("[^{label}]:"))
        }
        Malformation::OpenerInHtml => {
            let message =
                format!("Note {label} is inside an HTML block: insert an empty line before it.");
            let title = "Insert empty line before the note".to_owned();
            let edit = (RelativeSpan::Item(id), format!("\n[^{label}]:"));
            return Some(RawDiagnostic::at(id, message).fixed(title, vec![edit]));
        }
        Malformation::UnclosedInline => {
            let message = "Missing closing bracket: end this inline note with `]`.".to_owned();
            return Some(RawDiagnostic::at(id, message));
        }
        Malformation::NestedInline => {
            let message = "Inline notes are nested too deeply: this one is printed as text.";
            return Some(RawDiagnostic::at(id, message.to_owned()));
        }
        Malformation::InlineBeforeBracket(bracket) => return Some(before_bracket(id, *bracket)),
    };
    let title = format!("Replace with {}", fixed.trim_end());
    Some(RawDiagnostic::at(id, message).fixed(title, vec![(RelativeSpan::Item(id), fixed)]))
}

/// The finding of a line that Pandoc takes into the note above it.
fn swallowed(id: ItemId) -> RawDiagnostic {
    let message =
        "Pandoc treats this line as part of the note above: insert an empty line before it.";
    let raw_diagnostic = RawDiagnostic::at(id, message.to_owned());
    let edits = vec![(RelativeSpan::Before(id), "\n".to_owned())];
    raw_diagnostic.fixed("Insert empty line before this line", edits)
}

/// The finding of an inline note right before a bracket.
fn before_bracket(id: ItemId, bracket: char) -> RawDiagnostic {
    let message = format!(
        "Pandoc 3 does not parse an inline note directly before `{bracket}`: insert a space between them."
    );
    let both = RelativeSpan::End(id, "]".len() + bracket.len_utf8());
    let raw_diagnostic = RawDiagnostic::at(id, message).placed(both);
    raw_diagnostic.fixed(
        "Insert space after the note",
        vec![(both, format!("] {bracket}"))],
    )
}

/// The finding of a note's opener in the middle of the note before it.
fn next_opener(document: &Document, id: ItemId, label: &str) -> RawDiagnostic {
    let message = format!("Note {label} begins in the middle of a line: start a new line with it.");
    let lines = match document.kind() {
        DocumentKind::Plain => "\n",
        _ => "\n\n",
    };
    let edits = vec![(RelativeSpan::Before(id), lines.to_owned())];
    RawDiagnostic::at(id, message).fixed("Start new line with this note", edits)
}

/// The finding of a label that holds a space; the fix writes it with hyphens wherever it stands.
fn parted(document: &Document, id: ItemId, label: &str) -> RawDiagnostic {
    let words: Vec<&str> = label.split_whitespace().collect();
    let hyphened = words.join("-");
    let message = format!("A label cannot contain spaces: write [^{hyphened}].");
    let is_same = |other: &&ItemId| {
        let item = document.item(**other).map(|(_, item)| &item.kind);
        matches!(item, Some(ItemKind::Malformed { label: other, .. }) if **other == *label)
    };
    let all = document.footnotes().malformed_references().malformed.iter();
    let edits = all
        .filter(is_same)
        .map(|other| (RelativeSpan::Item(*other), format!("[^{hyphened}]")));
    let edits = edits.collect();
    RawDiagnostic::at(id, message).fixed(format!("Replace with [^{hyphened}]"), edits)
}

#[cfg(test)]
mod tests {
    use crate::check::{Checker, Diagnostic, RuleLevels, check};
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc, Plain};
    use crate::testing::{assert_diagnostics, assert_fixes, diagnostics, document, fixed};
    use crate::text::{Edit, Span};

    #[test]
    fn a_note_without_caret_and_colon() {
        let text = "The visa rules[^schengen] and the notary[^notary] are old.\n\n## References\n\n\
             [notary] https://a.test/n\n^^^^^^^^ malformed-footnote\n\n\
             [schengen] The rules, 2020.\n^^^^^^^^^^ malformed-footnote\n";
        assert_diagnostics(Markdown, Default, text);
        assert_diagnostics(
            Markdown,
            Default,
            "The notary rules.[^1]\n\n[notary] says so.\n\n[^1]: A.\n",
        );
    }

    #[test]
    fn footnotes_that_are_escaped() {
        assert_diagnostics(
            Markdown,
            Default,
            "The rule \\[^1] is old.\n         ^^^^^ malformed-footnote\n\n\
             \\[^1] The footnote.\n^^^^^ malformed-footnote\n",
        );
        assert_eq!(
            fixed(
                Markdown,
                "The rule \\[^1] is old.\n\n\\[^1] The footnote.\n"
            ),
            "The rule [^1] is old.\n\n[^1]: The footnote.\n"
        );
        assert_diagnostics(Markdown, Default, "Write \\[^1] for a footnote.\n");
        // The backslash belongs to the head of a note.
        let in_head = document(Markdown, "<a id=\"x\">[1]\\[^a]: n\n");
        check(&in_head, &RuleLevels::default());
    }

    #[test]
    fn a_note_in_a_block_of_html() {
        assert_diagnostics(
            Markdown,
            Default,
            "Text[^1] here.\n\n<a id=\"1\"/>\n[^1]:\n^^^^^ malformed-footnote\n     text\n",
        );
        assert_eq!(
            fixed(Markdown, "Text[^1] here.\n\n<a id=\"1\"/>\n[^1]: text\n"),
            "Text[^1] here.\n\n<a id=\"1\"/>\n\n[^1]: text\n"
        );
    }

    #[test]
    fn a_link_to_a_note_with_another_number() {
        assert_diagnostics(
            Markdown,
            Default,
            "One<sup>[1](#f1)</sup> two<sup>[2](#f2)</sup> three<sup>[3](#f2)</sup> four<sup>[5](#f4)</sup>.\n\
             \x20                                                  ^^^^^^^^^^^^^^^^^^^ malformed-footnote\n\
             \x20                                                                          ^^^^^^^^^^^^^^^^^^^ malformed-footnote\n\n\
             <b id=\"f1\">1</b> A.\n\n<b id=\"f2\">2</b> B.\n\n<b id=\"f3\">3</b> C.\n\n<b id=\"f4\">4</b> D.\n",
        );
    }

    #[test]
    fn an_inline_note_right_before_a_bracket() {
        let text = "One^[See the report.](as above) two.^[A note.] [3] three^[A.](b).\n\
                    \x20                   ^^ malformed-footnote\n";
        assert_diagnostics(Pandoc, Default, text);
        let text = "One^[See the report.][1] two.\n";
        let expected = "One^[See the report.] [1] two.\n";
        assert_eq!(fixed(Pandoc, text), expected);
        assert_diagnostics(Pandoc, Default, expected);
        assert_diagnostics(
            Markdown,
            Default,
            "The link^[to a page](#top) is raised.\n\n# Top\n",
        );
    }

    #[test]
    fn near_misses() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1 Two.[^ 2] Three.[3^] Four.[^4]
    ^^^ malformed-footnote
            ^^^^^ malformed-footnote
                        ^^^^ malformed-footnote

[^1]: A.
[^2]: B.
[^3]: C.
[^4]: D.
",
        );
    }

    #[test]
    fn a_head_with_its_colon_apart() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2]

[^1] : A.
^^^^^^ malformed-footnote

[^2]: B.
",
        );
    }

    #[test]
    fn a_head_without_its_colon() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2]

[^1] Gazette, 4 June 2019.
^^^^ malformed-footnote

[^2]: B.
",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1]\n\n[^1] Says otherwise.\n\n[^1]: A.\n",
        );
    }

    #[test]
    fn a_head_without_its_colon_whatever_follows() {
        for said in [
            " see the report.",
            " https://www.un.org/a",
            "the note",
            " 李明：《经济研究》，2019年。",
            "《经济研究》",
            " 2019 Annual Report.",
            ". Gazette.",
            ") Gazette.",
            " (1999) *Gazette*",
        ] {
            let span = if said.starts_with(['.', ')']) {
                "^^^^^"
            } else {
                "^^^^"
            };
            let fixture = format!("Text.[^1]\n\n[^1]{said}\n{span} malformed-footnote\n");
            assert_diagnostics(Markdown, Default, &fixture);
        }
        let text = "Text.[^1]\n\n[^1]. Gazette.\n";
        assert_eq!(fixed(Markdown, text), "Text.[^1]\n\n[^1]: Gazette.\n");
        let text = "Text.[^1]\n\n[^1]the note\n";
        assert_eq!(fixed(Markdown, text), "Text.[^1]\n\n[^1]: the note\n");
    }

    #[test]
    fn heads_without_colons_on_consecutive_lines() {
        let fixture = "One[^1] and[^2]

[^1] Gazette, 2019
^^^^ malformed-footnote
[^2] Report
^^^^ malformed-footnote
";
        assert_diagnostics(Markdown, Default, fixture);
        let text = "One[^1] and[^2]\n\n[^1] A\n[^2] B\n";
        assert_eq!(
            fixed(Markdown, text),
            "One[^1] and[^2]\n\n[^1]: A\n[^2]: B\n"
        );
        assert_diagnostics(
            Markdown,
            Default,
            "One[^1] and[^2]\n\n[^1]: Gazette, 2019\n[^2] Report\n^^^^ malformed-footnote\n",
        );
    }

    #[test]
    fn markers_that_begin_a_line() {
        for fixture in [
            "One.[^1]\n    ^^^^ undefined-marker\n\n[^1], as it says.\n^^^^ undefined-marker\n",
            "[^1] says so, and one.[^1]\n^^^^ undefined-marker\n                      ^^^^ undefined-marker\n",
            "One.[^1]\n    ^^^^ undefined-marker\n\nAs it says in\n[^1] too.\n^^^^ undefined-marker\n",
            "One.[^1]\n    ^^^^ undefined-marker\n\n[^1]\n^^^^ undefined-marker\n",
        ] {
            assert_diagnostics(Markdown, Default, fixture);
        }
    }

    #[test]
    fn a_label_with_a_space() {
        let fixture = "Text [^my note].
     ^^^^^^^^^^ malformed-footnote

[^my note]: The text.
^^^^^^^^^^ malformed-footnote
";
        assert_diagnostics(Markdown, Default, fixture);
        let text =
            "Text [^Smith 2020] and [^2].\n\n[^Smith 2020]: Smith, *Dams* (2020).\n\n[^2]: Two.\n";
        assert_fixes(Markdown, Default, text);
        assert_eq!(
            fixed(Markdown, text),
            text.replace("Smith 2020]", "Smith-2020]")
        );
        for text in [
            "The set [^a b] alone.[^1]\n\n[^1]: A.\n",
            "Match [^a b] and so on.\n\nNot [^a b]: this is no head.\n",
        ] {
            assert_diagnostics(Markdown, Default, text);
        }
    }

    #[test]
    fn an_inline_note_that_nothing_closes() {
        assert_diagnostics(
            Pandoc,
            Default,
            "One.^[A note.] Two.^[The other note.
                   ^^ malformed-footnote
",
        );
    }

    #[test]
    fn inline_notes_that_nest_too_deep() {
        assert_diagnostics(
            Pandoc,
            Default,
            "One.^[A ^[b ^[c ^[d ^[e ^[f] g] h] i ^[j]] k] l.] Two.^[m ^[n ^[o ^[p ^[q]]]]]
                    ^^ malformed-footnote
                                                                      ^^ malformed-footnote
",
        );
    }

    #[test]
    fn lines_that_pandoc_takes_into_a_note() {
        for line in [
            "# Next",
            "> A quote.",
            "- item",
            "1. item",
            "::: {.box}",
            "***",
        ] {
            let items = "^".repeat(line.len());
            let fixture =
                format!("Text.[^1]\n\n[^1]: Note.\n{line}\n{items} malformed-footnote\n\nOut.\n");
            assert_diagnostics(Pandoc, Default, &fixture);
            let text = format!("Text.[^1]\n\n[^1]: Note.\n{line}\n\nOut.\n");
            let apart = format!("Text.[^1]\n\n[^1]: Note.\n\n{line}\n\nOut.\n");
            assert_eq!(fixed(Pandoc, &text), apart);
        }
        let text = "Text.[^1]\n\n[^1]: Note.\n- item[^2]\n^^^^^^^^^^ malformed-footnote\n      ^^^^ note-in-note\n\n[^2]: Two.\n";
        assert_diagnostics(Pandoc, Default, text);
        for text in [
            "::: {.note}\nText.[^1]\n\n[^1]: Note.\n:::\n\nOut.\n",
            "Text.[^1]\n\n[^1]: Note.\nplain\n\nOut.\n",
            "Text.[^1]\n\n[^1]: Note.\n\n# Next\n",
        ] {
            assert_diagnostics(Pandoc, Default, text);
        }
    }

    #[test]
    fn several_notes_in_one_paragraph() {
        for (kind, fixture) in [
            (
                Plain,
                "By decree.¹ In spring.² And later.³\n\n¹ Gazette, 4 June 2019. ² Annual Report, 2020, p. 4.\n                        ^ malformed-footnote\n\n³ Report, 2021.\n",
            ),
            (
                Markdown,
                "By decree [1]. In spring [2].\n\n[1] Gazette. [2] Annual Report.\n             ^^^ malformed-footnote\n",
            ),
            (
                Markdown,
                "By decree.<sup>1</sup> In spring.<sup>2</sup>\n\n<sup>1</sup> Gazette. <sup>2</sup> Annual Report.\n                      ^^^^^^^^^^^^ malformed-footnote\n",
            ),
            (
                Markdown,
                "By decree.[^1] In spring.[^2]\n\n[^1]: Gazette. [^2]: Annual Report.\n               ^^^^^ malformed-footnote\n",
            ),
            (
                Plain,
                "By decree.¹ In spring.² And later.³\n\nNotes\n\n1. Gazette. 2. Annual Report.\n            ^^ malformed-footnote\n3. Report.\n",
            ),
            (
                Markdown,
                "By decree.¹ In spring.²\n\n## Notes\n\n1) Gazette. 2) Annual Report.\n            ^^ malformed-footnote\n",
            ),
        ] {
            assert_diagnostics(kind, Default, fixture);
            let text = crate::testing::unmarked(fixture);
            assert_fixes(kind, Default, &text);
            assert!(diagnostics(kind, Default, &fixed(kind, &text)).is_empty());
        }
        assert_diagnostics(
            Plain,
            Default,
            "The fee was set by decree.1 It rose in spring.2 It fell later.3\n                          ^ flattened-marker\n\n\
             Notes\n\n1. Gazette, 4 June 2019. 2. Annual Report, 2020.\n                         ^^ malformed-footnote\n3. Report.\n",
        );
        for text in [
            "By decree.¹ In spring.²\n\n¹ Gazette. As said. ² Not a note.\n\n² Report.\n",
            "By decree.¹ In spring.²\n\n¹ See note ² too.\n\n² Report.\n",
            "By decree.¹ In spring.²\n\nNotes\n\n1. Gazette, Vol. 2. Oxford, 2019.\n2. Report.\n",
            "By decree.¹ In spring.²\n\nNotes\n\n1. Gazette, at 2. and more.\n",
        ] {
            let found = diagnostics(Plain, Default, text);
            assert!(
                found
                    .iter()
                    .all(|found| found.rule.code != "malformed-footnote")
            );
        }
    }

    #[test]
    fn regular_expressions_and_documents_without_footnotes() {
        for text in [
            "Match [^ ] or [^0-9 ] or [^a b], x^[2 and y.\n",
            "Match [^ab and so on, [^ note], [2^] in a document without footnotes.\n",
            "One.[^1] The set [^ab is open, [^ word] too.\n\n[^1]: A.\n",
            "One.[^1] Escaped \\[^1 and `[^ 1]`.\n\n[^1]: A.\n",
        ] {
            assert_diagnostics(Markdown, Default, text);
        }
    }

    /// The table of pairs stays the same where an edit only moves its items within their block.
    #[test]
    fn an_edit_in_the_same_block_moves_the_place() {
        let text = "A claim with more words.^[Roe, *Dams*, 2010](p. 4) or so.\n";
        let levels = RuleLevels::default();
        for edit in [
            Edit::new(Span::new(0, 7), "It"),
            Edit::new(Span::at(text.find("](").unwrap()), ", p. 3"),
            Edit::new(Span::at(text.find("(p").unwrap()), "["),
        ] {
            let document = document(Pandoc, text);
            let mut checker = Checker::default();
            checker.check(&document, &levels);
            let next = document.edit(&edit);
            let edited = checker.check(&next, &levels).resolve(&next);
            let said = |found: &[Diagnostic]| -> Vec<(Span, String)> {
                found
                    .iter()
                    .map(|it| (it.span, it.message.clone()))
                    .collect()
            };
            assert_eq!(said(&edited), said(&check(&next, &levels)));
            assert_eq!(edited.len(), 1);
        }
    }
}
