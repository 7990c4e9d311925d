mod broken_word;
mod generated;

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::check::raw_diagnostic::{Alike, RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::{Form, Level};
use crate::index::{Document, is_page_number};
use crate::syntax::{Block, BlockAt, DocumentKind, ItemKind, Leaf, is_finished, not_text};
use crate::text::Span;

mod cut_addresses;

pub(super) const RULE: Rule = Rule::new("extraction-artefact", Level::Hint, Find::Block(find))
    .summary(
        "remains of a page layout: a broken word, a page number, a ligature, a stray backslash",
    )
    .page(include_str!("extraction_artefact.md"));

/// What a layout left behind, in bytes of the text that it was found in.
struct Artefact {
    span: Span,
    message: String,
    /// What the fix does, what it replaces, and by what.
    title: String,
    replaced: Span,
    by: &'static str,
    /// Whether the fix is right whatever the author meant.
    is_safe: bool,
    /// Words, in small letters, of which the document has to have one, or it is no artefact.
    only_beside: Vec<String>,
    /// Where one finding is enough for all of its kind.
    alike: Option<Alike>,
}

fn find(document: &Document, at: BlockAt<'_>) -> Vec<RawDiagnostic> {
    let mut raw_diagnostics = nuls(document, at);
    raw_diagnostics.extend(artefacts(document, at));
    raw_diagnostics
}

/// Runs of NUL, for each of which renderers print U+FFFD (CommonMark 0.31, "Insecure characters"), in code and
/// HTML, too.
fn nuls(document: &Document, at: BlockAt<'_>) -> Vec<RawDiagnostic> {
    let body = document.text().slice(at.body());
    let mut runs: Vec<Span> = Vec::new();
    for nul in memchr::memchr_iter(0, body.as_bytes()) {
        match runs.last_mut() {
            Some(run) if run.end == nul => run.end += 1,
            _ => runs.push(Span::new(nul, nul + 1)),
        }
    }
    let message = "NUL character: renderers print \u{fffd}.";
    let raw_diagnostic = |run: Span| {
        RawDiagnostic::in_block(at.index, run.shift(at.block.body.start), message.to_owned())
    };
    runs.into_iter().map(raw_diagnostic).collect()
}

fn artefacts(document: &Document, at: BlockAt<'_>) -> Vec<RawDiagnostic> {
    if at.block.is_opaque() || at.block.leaf == Leaf::Html {
        return Vec::new();
    }
    if let Some(artefact) = page_number(document, at) {
        return vec![raw_diagnostic(at, 0, artefact)];
    }
    let kind = document.kind();
    let body = document.text().slice(at.body());
    let found = ArtefactKinds::in_text(&body, kind);
    let mut raw_diagnostics = match kind {
        DocumentKind::Plain => cut_addresses::find(&body, at),
        _ => Vec::new(),
    };
    if found == ArtefactKinds::default() {
        return raw_diagnostics;
    }
    let mut artefacts = Vec::new();
    if found.blank {
        artefacts.extend(broken_word::find(&body));
    }
    if found.soft_hyphen {
        artefacts.extend(soft_hyphens(&body));
    }
    if found.ligature {
        artefacts.extend(ligatures(&body));
    }
    if found.escape {
        artefacts.extend(escapes(&body));
    }
    if artefacts.is_empty() && !found.generated {
        return raw_diagnostics;
    }
    let excluded = not_text(&body, kind);
    let is_text = |span: Span| {
        let at = excluded.partition_point(|other| other.end <= span.start);
        excluded
            .get(at)
            .is_none_or(|other| other.start > span.start)
    };
    artefacts.retain(|artefact| is_text(artefact.span) && !in_address(&body, artefact.span));
    if found.generated {
        artefacts.extend(generated::find(&body, &excluded));
    }
    artefacts.sort_by_key(|artefact| artefact.span.start);
    let base = at.block.body.start;
    raw_diagnostics.extend(
        artefacts
            .into_iter()
            .map(|artefact| raw_diagnostic(at, base, artefact)),
    );
    raw_diagnostics
}

/// The finding that an artefact is, in a text that begins at `base` of its block.
fn raw_diagnostic(at: BlockAt<'_>, base: usize, artefact: Artefact) -> RawDiagnostic {
    let raw_diagnostic =
        RawDiagnostic::in_block(at.index, artefact.span.shift(base), artefact.message);
    let place = RelativeSpan::Within(raw_diagnostic.subject, artefact.replaced.shift(base));
    let raw_diagnostic = RawDiagnostic {
        alike: artefact.alike.map(Box::new),
        only_beside: artefact.only_beside,
        ..raw_diagnostic
    };
    let raw_diagnostic =
        raw_diagnostic.fixed(artefact.title, vec![(place, artefact.by.to_owned())]);
    if artefact.is_safe {
        raw_diagnostic
    } else {
        raw_diagnostic.asking()
    }
}

/// Which artefacts a text may hold.
#[derive(PartialEq, Eq, Default)]
struct ArtefactKinds {
    blank: bool,
    soft_hyphen: bool,
    ligature: bool,
    escape: bool,
    generated: bool,
}

impl ArtefactKinds {
    /// A quick look for the bytes that an artefact cannot do without.
    fn in_text(text: &str, kind: DocumentKind) -> ArtefactKinds {
        static BLANK: LazyLock<Finder> = LazyLock::new(|| Finder::new(b"- "));
        static SOFT_HYPHEN: LazyLock<Finder> = LazyLock::new(|| Finder::new("\u{ad}"));
        /// What the ligatures from U+FB00 to U+FB06 begin with.
        static LIGATURE: LazyLock<Finder> = LazyLock::new(|| Finder::new(b"\xef\xac"));
        let bytes = text.as_bytes();
        ArtefactKinds {
            blank: BLANK.find(bytes).is_some(),
            soft_hyphen: SOFT_HYPHEN.find(bytes).is_some(),
            ligature: LIGATURE.find(bytes).is_some(),
            escape: kind == DocumentKind::Plain && memchr::memchr(b'\\', bytes).is_some(),
            generated: generated::may_be_in(text),
        }
    }
}

/// How far, in characters, an address is followed.
const LONGEST_ADDRESS: usize = 500;

/// Whether `span` is in a word of `text` that is the address of a page.
fn in_address(text: &str, span: Span) -> bool {
    let in_word = |c: &char| !c.is_whitespace();
    let before = text[..span.start].chars().rev().take(LONGEST_ADDRESS);
    let after = text[span.end..].chars().take(LONGEST_ADDRESS);
    let len = |c: char| c.len_utf8();
    let before: usize = before.take_while(in_word).map(len).sum();
    let after: usize = after.take_while(in_word).map(len).sum();
    let word = &text[span.start - before..span.end + after];
    word.contains("://") || word.contains("www.")
}

/// Soft hyphens: where a line of the layout ended at one, with the break after it.
fn soft_hyphens(text: &str) -> impl Iterator<Item = Artefact> {
    text.match_indices('\u{ad}').filter_map(|(at, hyphen)| {
        let before = text[..at].chars().next_back()?;
        if !before.is_alphanumeric() && before != '-' {
            return None;
        }
        let span = Span::new(at, at + hyphen.len());
        let rest = &text[span.end..];
        let next = rest.trim_start();
        let gap = match next.starts_with(char::is_alphabetic) {
            true => rest.len() - next.len(),
            false => 0,
        };
        Some(Artefact {
            span,
            message: "Stray soft hyphen.".to_owned(),
            title: "Remove soft hyphen".to_owned(),
            replaced: Span::new(span.start, span.end + gap),
            by: "",
            is_safe: gap == 0,
            only_beside: Vec::new(),
            alike: Some(Alike {
                name: "soft hyphen".to_owned(),
                said: Some(SOFT_HYPHENS),
            }),
        })
    })
}

/// What is said of several soft hyphens, and what their fix does.
const SOFT_HYPHENS: (&str, &str) = (
    "{} soft hyphens from a page layout.",
    "Remove all {} soft hyphens",
);

/// The Latin ligatures (Unicode, "Alphabetic Presentation Forms") and the letters that they are.
const LIGATURES: [(char, &str); 7] = [
    ('\u{fb00}', "ff"),
    ('\u{fb01}', "fi"),
    ('\u{fb02}', "fl"),
    ('\u{fb03}', "ffi"),
    ('\u{fb04}', "ffl"),
    ('\u{fb05}', "st"),
    ('\u{fb06}', "st"),
];

/// Ligatures in words; one that stands alone is spoken of.
fn ligatures(text: &str) -> impl Iterator<Item = Artefact> {
    text.char_indices().filter_map(|(at, c)| {
        let (_, letters) = LIGATURES.iter().find(|(ligature, _)| *ligature == c)?;
        let span = Span::new(at, at + c.len_utf8());
        let before = text[..span.start].chars().next_back();
        let after = text[span.end..].chars().next();
        let in_word = [before, after].iter().flatten().any(|c| c.is_alphabetic());
        in_word.then(|| Artefact {
            span,
            message: format!("Ligature {c} instead of the letters {letters}."),
            title: format!("Replace with {letters}"),
            replaced: span,
            by: letters,
            is_safe: true,
            only_beside: Vec::new(),
            alike: None,
        })
    })
}

/// Backslashes before a sign, which plain text shows. Where one stands before a letter or a digit, the text
/// is a path, a pattern or TeX, and none in it is stray.
fn escapes(text: &str) -> Vec<Artefact> {
    let mut artefacts = Vec::new();
    let (mut end, mut line_start) = (0, 0);
    while let Some(found) = text[end..].find('\\') {
        let start = end + found;
        let line_break = text[end..start].rfind(['\n', '\r']);
        line_start = line_break.map_or(line_start, |at| end + at + 1);
        let rest = text[start..].trim_start_matches('\\');
        end = text.len() - rest.len();
        let Some(sign) = rest.chars().next() else {
            break;
        };
        if sign.is_alphanumeric() {
            return Vec::new();
        }
        let before = &text[line_start..start];
        let Some(from) = stray(before, sign, &rest[sign.len_utf8()..]) else {
            continue;
        };
        artefacts.push(Artefact {
            span: Span::new(line_start + from, end + sign.len_utf8()),
            message: format!("Stray backslash before {sign}: plain text prints it."),
            title: "Remove backslash".to_owned(),
            replaced: Span::new(start, end),
            by: "",
            is_safe: true,
            only_beside: Vec::new(),
            alike: None,
        });
    }
    artefacts
}

/// Where, in the line `before` it, what an escape is part of begins; none for an escape that has a reason.
fn stray(before: &str, sign: char, after: &str) -> Option<usize> {
    let last = before.chars().next_back();
    let next = after.chars().next();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let in_pattern = |c: char| "^.*+?)]}|/:=\\".contains(c);
    if last.is_some_and(in_pattern) || next.is_some_and(|c| "\\/+?{".contains(c)) {
        return None;
    }
    let whole = before.len();
    match sign {
        '$' => {
            let currency = currency(before);
            let amount = after.trim_start_matches([' ', '\u{a0}']);
            let is_money = !currency.is_empty() || amount.starts_with(|c: char| c.is_ascii_digit());
            is_money.then_some(whole - currency.len())
        }
        '%' => {
            let amount = before.trim_end_matches([' ', '\u{a0}']);
            amount
                .ends_with(|c: char| c.is_ascii_digit())
                .then_some(whole)
        }
        '&' => {
            let between = is_word(last) && is_word(next) || is_blank(last) && is_blank(next);
            between.then_some(whole)
        }
        '_' => (is_word(last) && is_word(next)).then_some(whole),
        '#' => (is_word(last) || is_blank(last) && is_word(next) && !before.trim().is_empty())
            .then_some(whole),
        // `*.txt` names files.
        '*' => {
            let is_glob = after
                .strip_prefix('.')
                .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            (!is_glob && !before.trim().is_empty()).then_some(whole)
        }
        _ => None,
    }
}

/// The letters of a currency at the end of `before`: `US`, `A`, `HK`.
fn currency(before: &str) -> &str {
    let rest = before.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let letters = &before[rest.len()..];
    match letters.len() <= 3 && !rest.ends_with(char::is_alphanumeric) {
        true => letters,
        false => "",
    }
}

/// The longest line, in bytes, that is looked at for a page number.
const LONGEST_PAGE_NUMBER: usize = 24;

/// The shortest text, in bytes, that is running text and no line of a table or a title.
const SHORTEST_TEXT: usize = 50;

/// A page number that stands alone where a paragraph or the notes of a page break off.
fn page_number(document: &Document, at: BlockAt<'_>) -> Option<Artefact> {
    if document.kind() != DocumentKind::Plain || at.block.body.len() > LONGEST_PAGE_NUMBER {
        return None;
    }
    let text = document.text().slice(at.span());
    let line = text.trim_end();
    if at.block.kept > 0 || !is_page_number(line) {
        return None;
    }
    let before = document.blocks().get(at.index.checked_sub(1)?)?;
    let after = document.blocks().get(at.index + 1)?;
    let first = document.text().slice(before.body());
    let second = document.text().slice(after.body());
    let breaks_off = is_text(before.block) && first.len() >= SHORTEST_TEXT && !is_finished(&first);
    let continues = is_text(after.block) && second.starts_with(char::is_lowercase);
    let between =
        breaks_off && (continues || is_note(after.block)) || is_note(before.block) && continues;
    between.then(|| Artefact {
        span: Span::new(0, line.len()),
        message: "Stray page number.".to_owned(),
        title: "Remove page number".to_owned(),
        replaced: Span::new(0, at.block.len),
        by: "",
        is_safe: false,
        only_beside: Vec::new(),
        alike: None,
    })
}

/// Whether a block is a paragraph on its own.
fn is_text(block: &Block) -> bool {
    block.leaf == Leaf::Paragraph && block.kept == 0 && block.opens.is_none()
}

/// Whether a block begins a note at the foot of a page.
fn is_note(block: &Block) -> bool {
    let opener = block.opener().map(|item| &item.kind);
    matches!(opener, Some(ItemKind::Note { form, .. }) if *form != Form::Endnotes)
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::{Markdown, Plain};
    use crate::testing::{assert_diagnostics, assert_fixes, fixed};

    #[test]
    fn nul_in_text_code_and_html() {
        for text in [
            "Ab\0\0c.\n  ^^ extraction-artefact\n",
            "```\nAb\0\n  ^ extraction-artefact\n```\n",
            "<p>\0\n   ^ extraction-artefact\n",
        ] {
            assert_diagnostics(Markdown, Default, text);
        }
    }

    #[test]
    fn a_blank_after_a_hyphen() {
        let text = [
            "Trends of Socio- Economic",
            "          ^^^^^^^^^^^^^^^ extraction-artefact",
            "change and develop- ment, load- time; a loadtime.",
            "           ^^^^^^^^^^^^^ extraction-artefact",
            "                          ^^^^^^^^^^ extraction-artefact\n",
        ]
        .join("\n");
        for kind in [Plain, Markdown] {
            assert_diagnostics(kind, Default, &text);
        }
        assert_eq!(
            fixed(Markdown, "A Sino- Indian pact.\n"),
            "A Sino-Indian pact.\n"
        );
        assert_eq!(
            fixed(Markdown, "> At load- time\n> only.\n\nA load-time.\n"),
            "> At load-time\n> only.\n\nA load-time.\n"
        );
    }

    #[test]
    fn a_suspended_hyphen_and_a_dash() {
        for text in [
            "pre- and post-war, two- or three-year, short- to medium-term",
            "Vor- und Nachteile, Ein- oder Ausfuhr, Reichs- u. Gerichtsverfassung",
            "des pays franco- et anglophones, socio- y econ\u{f3}micas, pr\u{e9}- ou p\u{f3}s-guerra",
            "\u{432}\u{43d}\u{435}\u{448}\u{43d}\u{435}- \u{438} \u{432}\u{43d}\u{443}\u{442}\u{440}\u{438}",
            "short- and, medium- or long- term- based, Haupt- Neben- und Schlusssatz",
            "an agency has the capability- or is seeking a provider- to collect",
            "Operating systems - 'scrum - bsd- Qt' (2015)",
            "2015- Qt, C- Major, --flag- name, a/b- name, `code- name`, [x](a- b)",
            "a well-\nknown case",
            "Associate Professor- SU, datos de utilidad- ya que, 表示するテスト- GitHub, eg- recipient",
            "this is load- time",
            "| Correction- Image | trabajo- Es |",
        ] {
            for kind in [Plain, Markdown] {
                assert_diagnostics(kind, Default, &format!("It says {text}.\n"));
            }
        }
        assert_diagnostics(
            Markdown,
            Default,
            "```\nsocio- economic\n```\n\n<p>socio- economic</p>\n",
        );
    }

    #[test]
    fn soft_hyphens_and_ligatures() {
        assert_diagnostics(
            Plain,
            Default,
            "The gov\u{ad}ern\u{ad}\nment and re\u{ad}\nport.\n\nA re\u{ad}port.\n"
                .replacen('\n', "\n       ^ extraction-artefact\n", 1)
                .as_str(),
        );
        let text = [
            "The gov\u{ad}ernment \u{fb01}nds an o\u{fb03}ce.",
            "       ^ extraction-artefact",
            "                ^ extraction-artefact",
            "                         ^ extraction-artefact\n",
        ];
        assert_diagnostics(Markdown, Default, &text.join("\n"));
        assert_eq!(
            fixed(
                Plain,
                "The gov\u{ad}ern\u{ad} ment \u{fb01}nd\u{ad}\r\n ings of o\u{fb03}ce.\n"
            ),
            "The government findings of office.\n"
        );
    }

    #[test]
    fn characters_that_are_spoken_of_and_addresses() {
        assert_diagnostics(
            Markdown,
            Default,
            "The sign \u{fb01} and (\u{ad}). See `\u{fb01}le`, [x](\u{fb01}le), <https://a.test/\u{fb01}le> and \
             https://a.test/\u{fb01}le\u{ad}s and www.\u{fb02}at.test/a.\n",
        );
        assert_diagnostics(Markdown, Default, "---\ntitle: \u{fb01}le\n---\n\nText.\n");
    }

    #[test]
    fn residue_of_generated_answers() {
        let text = [
            "It is so.【10:13†source】 And so :contentReference[oaicite:0]{index=0}.",
            "         ^^^^^^^^^^^^^^ extraction-artefact",
            "                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ extraction-artefact",
            "See [oai_citation:1‡un.org](https://un.org/a) and [x](https://un.org/b?utm_source=chatgpt.com).",
            "     ^^^^^^^^^^^^^^^ extraction-artefact",
            "                                                                       ^^^^^^^^^^^^^^^^^^^^^^ extraction-artefact\n",
        ];
        assert_diagnostics(Markdown, Default, &text.join("\n"));
        assert_eq!(
            fixed(
                Markdown,
                "So.【10:13†source】 A :contentReference[oaicite:0]{index=0}. [oai_citation:1‡un.org](https://un.org/a), \
                 https://un.org/b?utm_source=chatgpt.com and https://un.org/b?c=d&utm_source=chatgpt.com#e\n"
            ),
            "So. A. [un.org](https://un.org/a), https://un.org/b and https://un.org/b?c=d#e\n"
        );
        for text in [
            "`【10:13†source】` and 【注】 and 【10】 and a cite of utm_source=newsletter.\n",
            "```\n:contentReference[oaicite:0]\n```\n",
        ] {
            assert_diagnostics(Markdown, Default, text);
        }
    }

    #[test]
    fn stray_backslashes_in_plain_text() {
        let text = [
            "It crossed US\\$ 100 billion, \\\\$3, at 4\\% of R\\&D.",
            "           ^^^^ extraction-artefact",
            "                             ^^^ extraction-artefact",
            "                                       ^^ extraction-artefact",
            "                                              ^^ extraction-artefact",
            "",
        ];
        assert_diagnostics(Plain, Default, &text.join("\n"));
        assert_eq!(
            fixed(
                Plain,
                "A \\& B, snake\\_case, 5 \\* 3, C\\# for HK\\$5\\*.\n"
            ),
            "A & B, snake_case, 5 * 3, C# for HK$5*.\n"
        );
    }

    #[test]
    fn backslashes_with_a_reason() {
        assert_diagnostics(
            Markdown,
            Default,
            "It crossed US\\$ 100 billion, 4\\%, R\\&D.\n",
        );
        for text in [
            "see C:\\$Recycle.Bin and C:\\Users\\_bin, 4\\%",
            "the pattern ^\\$ or [0-9]+\\$ or .\\*\\.txt",
            "the files src\\*.txt",
            "TeX has \\alpha \\& \\beta",
            "echo \\$HOME and `4\\%`",
            "at https://a.test/b\\_c",
        ] {
            assert_diagnostics(Plain, Default, &format!("It says {text}.\n"));
        }
        assert_diagnostics(Plain, Default, "\\# No heading\n\n\\* No item\n");
    }

    /// A paragraph that breaks off.
    const HALF: &str = "China supplies a few electronic components for which the Kremlin had";

    #[test]
    fn page_numbers_between_pages() {
        for number in [
            "12",
            "- 3 -",
            "\u{2013} 3 \u{2013}",
            "Page 3",
            "Page 3 of 10",
            "3 | Page",
            "Seite 3",
        ] {
            let carets = "^".repeat(number.chars().count());
            let line = format!("{number}\n{carets} extraction-artefact\n\n");
            assert_diagnostics(
                Plain,
                Default,
                &format!("{HALF}\n\n{line}relied upon the West.\n"),
            );
            let note = "A.\u{b9} B.\n\n\u{b9} A note.\n\n";
            assert_diagnostics(
                Plain,
                Default,
                &format!("{note}{line}relied upon the West.\n"),
            );
            let text = format!("{HALF}\n\n{number}\n\nrelied upon the West.\n");
            assert_eq!(
                fixed(Plain, &text),
                format!("{HALF}\n\nrelied upon the West.\n")
            );
        }
    }

    #[test]
    fn numbers_that_are_no_page_numbers() {
        for text in [
            "A paragraph that ends as it should, after enough words.\n\n2\n\nThe next chapter.\n",
            "Total\n\n12\n\nof which\n\n13\n\nother\n",
            "A.\u{b9}\n\n\u{b9} A note.\n\n2021\n\nThe year began.\n",
            "1. one\n\n12\n\n2. two\n",
            &format!("{HALF}\n\n2021\n\nrelied upon the West.\n"),
        ] {
            assert_diagnostics(Plain, Default, text);
        }
        let text = format!("{HALF}\n\n12\n\nrelied upon the West.\n");
        assert_diagnostics(Markdown, Default, &text);
    }

    #[test]
    fn fixes_take_their_finding_away_and_add_none() {
        let text = format!(
            "A Socio- Economic gov\u{ad}ern\u{ad} ment o\u{fb03}ce\u{fb01} of US\\$ 3 at 4\\\\%, load- time- bound.\n\n\
             {HALF}\n\n- 3 -\n\nrelied upon the West.\n\n> quo\u{ad}\n> ted pre- dawn\n"
        );
        for kind in [Plain, Markdown] {
            assert_fixes(kind, Default, &text);
        }
    }
}
