use crate::check::back_references::raw_diagnostics;
use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan, Subject};
use crate::check::{Find, Rule};
use crate::citation::BackReference;
use crate::config::Level;
use crate::index::{Document, ItemId, Missing, Referent};

pub(super) const RULE: Rule = Rule::new("dangling-ibid", Level::Error, Find::Notes(find))
    .summary("an Ibid. that does not follow exactly one source")
    .page(include_str!("dangling_ibid.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    raw_diagnostics(document, raw_diagnostic)
}

fn raw_diagnostic(
    document: &Document,
    id: ItemId,
    reference: &BackReference,
    referent: &Referent,
) -> Option<RawDiagnostic> {
    let note = document.sources().note(id)?;
    let word = &note.text().as_str()[reference.span.range()];
    let word = word.trim_matches(['*', '_']);
    let (said, before) = match referent.missing? {
        Missing::Before => (format!("{word} has no earlier note to refer to."), None),
        Missing::Source(before) => (
            format!("{word} follows a note that cites no source."),
            Some((before, "no source cited here")),
        ),
        Missing::OneSource(before) => (
            format!("{word} follows a note that cites several sources: name the source instead."),
            Some((before, "several sources cited here")),
        ),
        _ => return None,
    };
    let place = RelativeSpan::Within(Subject::Item(id), note.text().in_block(reference.span));
    let raw_diagnostic = RawDiagnostic::at(id, said).placed(place);
    Some(match before {
        Some((before, message)) => raw_diagnostic.related(RelativeSpan::Item(before), message),
        None => raw_diagnostic,
    })
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Pandoc, Plain};
    use crate::testing::assert_diagnostics;

    #[test]
    fn in_the_first_note() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2]\n\n[^1]: Ibid., p. 3.\n      ^^^^^ dangling-ibid\n\n[^2]: Roe, *Dams* (2010).\n",
        );
        assert_diagnostics(
            Plain,
            Default,
            "A word.¹ Two.²\n\n¹ Ebd., S. 4.\n  ^^^^ dangling-ibid\n² Roe, Dams (2010).\n",
        );
    }

    #[test]
    fn first_as_readers_see_it() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^2] Two.[^1]\n\n[^1]: Roe, *Dams* (2010).\n\n[^2]: *Id.* at 4.\n       ^^^ dangling-ibid\n",
        );
    }

    #[test]
    fn after_several_sources() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2]\n\n\
             [^1]: Jane Roe, *Dams of the World* (Oxford, 2010), p. 3; Ann Lee, *Canals* (London, 2011), p. 4.\n\
             [^2]: Ibid.\n      ^^^^^ dangling-ibid\n",
        );
    }

    #[test]
    fn after_a_remark() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2]\n\n[^1]: This holds for all dams that the ministry runs.\n\
             [^2]: Ibid., p. 4.\n      ^^^^^ dangling-ibid\n",
        );
    }

    #[test]
    fn after_one_source() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2] Three.[^3] Four.[^4]\n\n[^1]: Jane Roe, *Dams* (Oxford, 2010), p. 3.\n\
             [^2]: Ibid., p. 5. See also *id.* at 7.\n[^3]: *Id*.\n[^4]: *Ibid.*, pp. 9–12.\n",
        );
        assert_diagnostics(
            Pandoc,
            Default,
            "One.^[Jane Roe, *Dams* (Oxford, 2010).] Two.^[Ibid., p. 4.]\n",
        );
    }

    #[test]
    fn after_a_source_in_the_same_note() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1]\n\n[^1]: Jane Roe, *Dams* (Oxford, 2010), p. 3 (calling them old). But see *id.* at 9.\n",
        );
    }

    #[test]
    fn after_a_source_that_cites_another() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2]\n\n\
             [^1]: Jane Roe, *Dams* (Oxford, 2010), p. 3 (quoting Ann Lee, *Canals* (London, 1999), p. 2).\n\
             [^2]: Ibid.\n",
        );
    }

    #[test]
    fn after_what_no_reader_of_sources_understands() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1] Two.[^2]\n\n[^1]: CRS § 10-3-1118.\n[^2]: *Id.*\n",
        );
    }

    #[test]
    fn in_a_note_that_readers_do_not_see() {
        assert_diagnostics(
            Markdown,
            Default,
            "One.[^1]\n\n[^1]: Roe, *Dams* (2010).\n\n[^2]: Ibid.\n^^^^^ unused-note\n",
        );
    }
}
