//! What an author left for later: `[insert figure]`, `XX per cent`, a remark to an editor.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::passages::finding;
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::index::{Passage, PassageRole};
use crate::pattern::pattern;
use crate::text::Span;

/// The most of a remark that a message quotes, in characters.
const LONGEST: usize = 40;

/// What was left for later in a passage.
pub(super) fn find(passage: &Passage) -> Vec<RawDiagnostic> {
    let text = passage.text.as_str();
    if passage.role == PassageRole::Table || !may_have_signs(text) || !SIGNS.is_match(text) {
        return Vec::new();
    }
    let found = REMARK.captures_iter(&passage.text);
    let found = found.filter_map(|found| found.iter().skip(1).flatten().next());
    let spans = found.map(|found| Span::from(found.range()));
    let own = spans.filter(|span| !is_said(passage, *span));
    own.filter_map(|span| finding(passage, span, message(passage.slice(span))))
        .collect()
}

/// Whether words stand within quotation marks, emphasis or a link: others may have written them.
fn is_said(passage: &Passage, span: Span) -> bool {
    let after = passage
        .quoted
        .partition_point(|quoted| quoted.end <= span.start);
    passage
        .quoted
        .get(after)
        .is_some_and(|quoted| quoted.covers(span))
}

fn message(remark: &str) -> String {
    let mut said: String = remark.chars().take(LONGEST).collect();
    if said.len() < remark.len() {
        said.push('…');
    }
    format!("Left for later: “{said}”.")
}

/// A quick look for what begins the words of [`SIGNS`], so that it is not compiled for prose.
fn may_have_signs(text: &str) -> bool {
    let begins = |pair: &[u8]| {
        matches!(
            pair,
            // The last two begin the wide brackets.
            [b'[' | b'{', _]
                | b"TK"
                | b"XX"
                | b"??"
                | b"<<"
                | b"Lo"
                | b"Er"
                | [0xEF, _]
                | [0xE3, 0x80]
        )
    };
    text.as_bytes().windows(2).any(begins)
}

/// A quick look for what the pattern cannot do without: its repetitions are slow, and most brackets hold a link.
static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \[ (?i: insert | add | fill | complete | check | verify | confirm | to\ be | citation | cite | source | ref | date\?
            | page\? | tk | tbc | xx | editor | author | note | comment )
        | [［\[【] (?: [編编] | 待 ) | TKTK | TK\ TK | XX | \?\? | << | Lorem | \{[+>=~-] | Error!\ ",
    )
});

static REMARK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ( \[ (?i: insert | add | fill\ in | complete | check | verify | confirm )\ [^\[\]]{2,120} \] )
        | ( \[ (?i: to\ be\ (?:added|completed|confirmed|updated|inserted) | citation\ needed | cite\ needed
            | source\ needed | source\? | ref(?:erence)?\ needed | ref\? | citation\? | date\? | page\?
            | (?-i:TK) [^\[\]]* | (?-i:TBC) | (?-i:XX+) ) \] )
        | ( \[ (?: Editor | Author | Note\ to\ (?:the\ )?(?:editor|author|self|copy-?editor) | (?i:comment) ) : [^\[\]]{2,300} (?:\]|$) )
        | ( [［\[【] (?: 編輯 | 编辑 | 編者 | 编者 | 待補 | 待补 | 待確認 | 待确认 ) [^］\]】]{0,300} (?:[］\]】]|$) )
        | \b( TKTK+ | TK\ TK )\b
        | \b( XX+ [\ \u{a0}]? (?: per\ ?cent\b | % | million\b | billion\b | trillion\b ) )
        | (?:^|[\s(\[]) ( \?\?+ ) (?:[\s)\].,;:]|$)
        | ( << \s? (?i: insert | add | todo | tbd | xx | check | figure | table ) [^<>]{0,120} >> )
        | \b( Lorem\ ipsum\ dolor )\b
        | ( \{\+\+ [^{}]{1,300} \+\+\} | \{-- [^{}]{1,300} --\} | \{>> [^{}]{1,300} <<\} | \{== [^{}]{1,300} ==\}
          | \{~~ [^{}]{1,300} ~> [^{}]{0,300} ~~\} )
        | ( Error!\ (?: Reference\ source\ not\ found | Bookmark\ not\ defined )\.? )",
    )
});

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::assert_diagnostics;

    #[test]
    fn a_long_remark_is_cut() {
        for (remark, said) in [
            ("[insert figure]", "[insert figure]"),
            (
                "[insert the figure of the ministry for the year here]",
                "[insert the figure of the ministry for t…",
            ),
        ] {
            let message = format!("Left for later: “{said}”.");
            assert_eq!(super::message(remark), message);
        }
    }

    #[test]
    fn remarks_left_for_later() {
        for (text, marks) in [
            ("Output fell by XX per cent.", "               ^^^^^^^^^^^"),
            (
                "Output fell [insert figure] last year.",
                "            ^^^^^^^^^^^^^^^",
            ),
            (
                "Output fell [citation needed].",
                "            ^^^^^^^^^^^^^^^^^",
            ),
            (
                "Output fell [Editor: which year?] again.",
                "            ^^^^^^^^^^^^^^^^^^^^^",
            ),
            (
                "See Error! Reference source not found.",
                "    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
            ),
            ("It has {++many++} dams.", "       ^^^^^^^^^^"),
            ("It fell ?? in May.", "        ^^"),
            ("產出［編輯：補充］下降。", "  ^^^^^^^"),
        ] {
            assert_diagnostics(
                Markdown,
                Default,
                &format!("{text}\n{marks} placeholder-link\n"),
            );
        }
    }

    #[test]
    fn words_that_are_no_remarks() {
        for text in [
            "They wrote “[insert name here]” on the form.",
            "Really?? Volume XX of [Added Value](a.md).",
            "`[insert x]`, the [Editor](a.md), [sic], [TK](https://a.test).",
            "Louis XX, Article XX, <<Les Dames>>.",
        ] {
            assert_diagnostics(Markdown, Default, &format!("{text}\n"));
        }
    }
}
