use rustc_hash::FxHashMap;

use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, KeyCitation, Known};
use crate::syntax::{ItemKind, cited};

pub(super) const RULE: Rule = Rule::new("unknown-key", Level::Error, Find::Items(find))
    .summary("a citation key that is not in the bibliography")
    .page(include_str!("unknown_key.md"));

/// For no more keys than this a known one is looked for that is spelt alike.
const MOST_SUGGESTIONS: usize = 50;

/// What figures, tables and the like are called by where they are referred to (Quarto, "Cross references";
/// pandoc-crossref; bookdown).
const CROSS_REFERENCES: &[&str] = &[
    "alg", "cau", "cnj", "cor", "def", "eq", "eqn", "exm", "exr", "fig", "imp", "lem", "lst",
    "nte", "prf", "prp", "rem", "sec", "sol", "suppfig", "tab", "table", "tbl", "thm", "tip",
    "vid", "wrn",
];

/// A kind of key that is always defined somewhere in the project (Manubot, "Citations").
const TAG: &str = "tag";

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let context = document.context();
    let keys = document.footnotes().keys();
    let has_definitions = keys.defined().next().is_some() || !context.keys.is_empty();
    // A key that is not in what was read may be in what was not.
    let all_read = context.unread.is_empty();
    if !all_read || (context.bibliographies.is_empty() && !has_definitions) {
        return Vec::new();
    }
    let (known, unknown): (Vec<_>, Vec<_>) = document
        .citations()
        .partition(|it| document.known(&it.key).is_some());
    let resolves = |it: &KeyCitation| !matches!(document.known(&it.key), Some(Known::Identifier));
    let sure = known.iter().any(resolves) || (keys.pandoc && !context.is_guessed);
    if context.is_guessed && !sure {
        return Vec::new();
    }
    let mut suggestions = Suggestions {
        document,
        found: FxHashMap::default(),
    };
    let reported = unknown.iter().filter(|it| is_reported(document, &it.key));
    let place = match context.bibliographies.is_empty() {
        true => "is not defined",
        false => "is not in a bibliography of this brief",
    };
    let raw_diagnostic = |it: &KeyCitation| {
        let suggestion = suggestions.nearest(&it.key);
        // Where no key is known, a word in brackets may be a name, or show how to cite: `[@key]`.
        let is_key = it.in_brackets && (sure || suggestion.is_some());
        (is_key || has_year(&it.key)).then(|| raw_diagnostic(it, place, sure, suggestion))
    };
    reported.filter_map(raw_diagnostic).collect()
}

/// Whether a key of which nothing is known is to be found in what is known.
fn is_reported(document: &Document, key: &str) -> bool {
    let all = document.footnotes().keys().defined();
    let mut all = all.chain(document.context().keys.iter());
    let has_bibliography = !document.context().bibliographies.is_empty();
    let kind = kind(key);
    key != ItemKind::ALL_KEYS
        && !is_cross_reference(key)
        && ((has_bibliography && kind != Some(TAG)) || all.any(|other| self::kind(other) == kind))
}

/// Whether it has a year, as keys do and names of people do not: `@someone` is left in peace.
fn has_year(key: &str) -> bool {
    let digits = key.split(|c: char| !c.is_ascii_digit());
    digits.into_iter().any(|digits| digits.len() == 4)
}

/// What stands before the colon of a key.
fn kind(key: &str) -> Option<&str> {
    key.split_once(':').map(|(kind, _)| kind)
}

fn is_cross_reference(key: &str) -> bool {
    let kind = key.split_once(['-', ':']).map(|(kind, _)| kind);
    kind.is_some_and(|kind| {
        CROSS_REFERENCES
            .iter()
            .any(|other| kind.eq_ignore_ascii_case(other))
    })
}

/// The finding of a citation of which the key is not at `place`, where it should be.
fn raw_diagnostic(
    citation: &KeyCitation,
    place: &str,
    sure: bool,
    suggestion: Option<&str>,
) -> RawDiagnostic {
    let key = &citation.key;
    let advice = match (suggestion, citation.in_brackets) {
        (Some(other), _) => format!("did you mean @{other}?"),
        (None, true) => "add the source, or correct the key.".to_owned(),
        (None, false) => format!("write \\@{key} if this is not a citation."),
    };
    let message = format!("@{key} {place}: {advice}");
    let at_most = match (sure || suggestion.is_some(), citation.in_brackets) {
        (true, true) => Level::Error,
        _ => Level::Information,
    };
    let raw_diagnostic = RawDiagnostic {
        at_most,
        ..RawDiagnostic::at(citation.id, message)
    };
    match suggestion {
        Some(other) => {
            let edit = (RelativeSpan::Item(citation.id), cited(other));
            raw_diagnostic
                .fixed(format!("Replace with {other}"), vec![edit])
                .asking()
        }
        None => raw_diagnostic,
    }
}

/// The known keys that unknown ones are likely to mean.
struct Suggestions<'a> {
    document: &'a Document,
    found: FxHashMap<String, Option<&'a str>>,
}

impl<'a> Suggestions<'a> {
    /// The known key that whoever wrote `key` is likely to have meant.
    fn nearest(&mut self, key: &str) -> Option<&'a str> {
        if let Some(found) = self.found.get(key) {
            return *found;
        }
        if self.found.len() >= MOST_SUGGESTIONS {
            return None;
        }
        let word = key.to_lowercase();
        let most = (key.len() / 5).min(2);
        let alike =
            known_keys(self.document).filter(|other| other.len().abs_diff(key.len()) <= most);
        let scored = alike.map(|other| (strsim::osa_distance(&word, &other.to_lowercase()), other));
        let nearest = scored.filter(|(distance, _)| *distance <= most).min();
        let nearest = nearest.map(|(_, other)| other);
        self.found.insert(key.to_owned(), nearest);
        nearest
    }
}

/// The keys of the bibliographies, and those that briefs define.
fn known_keys(document: &Document) -> impl Iterator<Item = &str> {
    let context = document.context();
    let entries = context
        .bibliographies
        .iter()
        .flat_map(|from| from.entries());
    let own = document
        .footnotes()
        .keys()
        .defined()
        .chain(context.keys.iter());
    entries
        .map(|entry| &*entry.key)
        .chain(own.map(|key| &**key))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::check::{Diagnostic, RuleLevels, check};
    use crate::config::Level::{Error, Information};
    use crate::config::{Config, Level};
    use crate::index::{Document, DocumentContext, Unread, WhyUnread};
    use crate::syntax::DocumentKind::{self, Markdown, Pandoc};
    use crate::testing::{document, in_context};

    use super::*;

    const BIBLIOGRAPHY: &str =
        "@book{roy2021, title = {Rivers}}\n@book{sen-1999, title = {Dams}}\n";

    /// What the rule finds: each key, its level, and what it is to be.
    fn found(document: &Document) -> Vec<(String, Level, Option<String>)> {
        let settings = RuleLevels::new(&Config::default()).0;
        let diagnostics = check(document, &settings);
        let shown = |diagnostic: Diagnostic| {
            let key = document.text().slice(diagnostic.span).into_owned();
            (key, diagnostic.level, diagnostic.fix.map(|fix| fix.title))
        };
        let ours = diagnostics
            .into_iter()
            .filter(|it| it.rule.code == RULE.code);
        ours.map(shown).collect()
    }

    #[track_caller]
    fn assert_unknown(
        kind: DocumentKind,
        text: &str,
        bibliography: &str,
        expected: &[(&str, Level, Option<&str>)],
    ) {
        let document = in_context(&document(kind, text), bibliography);
        let expected = expected
            .iter()
            .map(|(key, level, title)| ((*key).to_owned(), *level, title.map(str::to_owned)));
        assert_eq!(found(&document), expected.collect::<Vec<_>>(), "in {text}");
    }

    #[test]
    fn keys_that_the_bibliography_has_not() {
        assert_unknown(
            Markdown,
            "Rain [@roy2021; see @rao2020, p. 3] and [-@Roy-2021; @sen1999].\n",
            BIBLIOGRAPHY,
            &[
                ("@rao2020", Error, None),
                ("@Roy-2021", Error, Some("Replace with roy2021")),
                ("@sen1999", Error, Some("Replace with sen-1999")),
            ],
        );
        assert_unknown(
            Markdown,
            "---\nbibliography: refs.bib\nnocite: '@rao, @*'\n---\n\nRain.\n",
            BIBLIOGRAPHY,
            &[("@rao", Error, None)],
        );
    }

    #[test]
    fn in_running_text_only_what_pandoc_reads_and_softly() {
        let text = "As @roy2021, @rao1984 and @anna say.\n";
        assert_unknown(Markdown, text, BIBLIOGRAPHY, &[]);
        let found = [("@rao1984", Information, None)];
        assert_unknown(Pandoc, text, BIBLIOGRAPHY, &found);
    }

    #[test]
    fn where_nothing_else_is_cited_a_word_in_brackets_is_no_key() {
        for text in [
            "Thanks [@anna].\n",
            "References are added by the syntax [@refname] from the .bib files.\n",
        ] {
            assert_unknown(Markdown, text, BIBLIOGRAPHY, &[]);
        }
        let year = "Rain [@rao2020].\n";
        assert_unknown(
            Markdown,
            year,
            BIBLIOGRAPHY,
            &[("@rao2020", Information, None)],
        );
        let misspelt = "Rain [@sen1999].\n";
        let expected = [("@sen1999", Error, Some("Replace with sen-1999"))];
        assert_unknown(Markdown, misspelt, BIBLIOGRAPHY, &expected);
        let known = "Rain [@roy2021], and thanks [@anna].\n";
        assert_unknown(Markdown, known, BIBLIOGRAPHY, &[("@anna", Error, None)]);
    }

    #[test]
    fn keys_that_a_brief_does_not_define() {
        assert_unknown(
            Markdown,
            "A [@tag:Abe; @tag:Bar; @roy] and [@doi:10.1/2].\n\n[@tag:Abe]: doi:10.1101/gr\n",
            "",
            &[("@tag:Bar", Error, None)],
        );
        assert_unknown(
            Markdown,
            "---\nreferences:\n- id: roy2021\n---\n\nA [@roy2012] and @anna.\n",
            "",
            &[("@roy2012", Error, Some("Replace with roy2021"))],
        );
    }

    #[test]
    fn what_nobody_can_tell() {
        assert_unknown(Markdown, "A [@roy2021] and [@tag:Abe].\n", "", &[]);
        assert_unknown(Pandoc, "A [@roy2021] and @anna.\n", "", &[]);
        for text in [
            "A [@roy2021], see @fig-a, [@tbl:b; @Eq-c] and \\@ref(fig:d).\n",
            "A [@roy2021] and [@tag:Abe; @doi:10.1000/182; @pmid:123; @url:http://a.example].\n",
            "A [@roy2021] and [@anna](https://a.example) or [@anna].\n\n[@anna]: https://b.example\n",
            "(@good) An example.\n\nAs (@good) shows.\n",
        ] {
            assert_unknown(Markdown, text, BIBLIOGRAPHY, &[]);
            assert_unknown(Pandoc, text, BIBLIOGRAPHY, &[]);
        }
        let broken = "@book{roy2021, title = {Rivers}}\n@book{rao, title = {Dams\n@book{sen, title = {Sea}}\n";
        assert_unknown(Markdown, "A [@roy2021; @rao].\n", broken, &[]);
    }

    #[test]
    fn another_brief_may_define_a_key() {
        let brief = document(Markdown, "A [@tag:Abe; @tag:Bar].\n");
        let context = DocumentContext {
            keys: Arc::new([Arc::from("tag:Abe")].into_iter().collect()),
            ..Default::default()
        };
        let brief = brief.with_context(Arc::new(context));
        assert_eq!(found(&brief), [("@tag:Bar".to_owned(), Error, None)]);
    }

    #[test]
    fn a_bibliography_that_was_not_read_may_have_a_key() {
        let brief = in_context(&document(Markdown, "A [@roy2021; @rao].\n"), BIBLIOGRAPHY);
        let unread = Unread {
            name: Some("more.bib".to_owned()),
            why: WhyUnread::Missing,
        };
        let context = DocumentContext {
            unread: vec![unread],
            ..(**brief.context()).clone()
        };
        assert_eq!(found(&brief.with_context(Arc::new(context))), []);
    }

    #[test]
    fn a_bibliography_that_was_guessed_may_be_anothers() {
        let is_guessed = |text| {
            let brief = in_context(&document(Pandoc, text), BIBLIOGRAPHY);
            let context = DocumentContext {
                is_guessed: true,
                ..(**brief.context()).clone()
            };
            found(&brief.with_context(Arc::new(context)))
        };
        assert_eq!(is_guessed("A [@rao2020] and @anna.\n"), []);
        let expected = [("@rao2020".to_owned(), Error, None)];
        assert_eq!(is_guessed("A [@rao2020; @roy2021] and @anna.\n"), expected);
    }
}
