//! References of running text to notes of its brief: `see note 4`, `in footnote 12`, `siehe Fn. 4`.
//!
//! Prose names notes of other works, too, and notes things: what is taken for a reference here says that a note of
//! this brief is meant.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::pattern::pattern;
use crate::text::Span;

use super::numbered::{NoteWordContext, in_cjk, is_plural, joins, numbers};
use super::quick_look::may_name_notes;
use super::words::{
    ARTICLE, CJK_BEFORE, CJK_NOTE, FOOTNOTE, IN, JOINS, NOTE, OTHERS_SAY, SENDS, SHORT_FOOTNOTE,
};
use super::{Antecedent, BackReference, NoteNumbers, after, before, stands_apart, with_opening};

/// The references to notes by their numbers in `text`, a block of running text, by place. One is certain where no
/// other note can be meant, whether there is one of that number or not. Takes time linear in the length of `text`.
pub fn find(text: &str) -> Vec<BackReference> {
    let mut found: Vec<BackReference> = Vec::new();
    if !text.bytes().any(begins_digit) || !may_name_notes(text) {
        return found;
    }
    let mut quotes = Quotes::default();
    for captures in IN_TEXT.captures_iter(text) {
        let reference = match captures.name("cjk") {
            Some(_) => in_cjk(text, &captures)
                .filter(|reference| !GOES_ON.is_match(after(text, reference.span.end)))
                .map(|reference| BackReference {
                    certain: false,
                    ..reference
                }),
            None => after_word(text, &captures, found.last()),
        };
        let last = found.last().map_or(0, |last| last.span.end);
        let reference = reference.filter(|new| last <= new.span.start);
        let Some(reference) = reference.filter(|new| !quotes.hold(text, new.span.start)) else {
            continue;
        };
        found.push(BackReference {
            span: with_opening(text, reference.span),
            name: None,
            pinpoint: None,
            ..reference
        });
    }
    found
}

/// Whether a digit may begin with `byte`, in any of the scripts in which numbers are read.
fn begins_digit(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | 0xd9 | 0xdb | 0xe0 | 0xef)
}

/// `see note 5`, `note 5 above`, `in footnote 5`; what is joined to a reference is one, too: `see note 2 and note 3`.
fn after_word(
    text: &str,
    captures: &Captures<'_>,
    last: Option<&BackReference>,
) -> Option<BackReference> {
    let word = captures.name("word")?;
    let from = captures.name("number")?.start();
    let (numbers, end) = numbers(text, from, is_plural(word.as_str()))?;
    let span = Span::new(word.start(), end);
    let word = word.as_str();
    let is_footnote = FOOTNOTES.is_match(word);
    if !stands_apart(text, span) || GOES_ON.is_match(after(text, end)) {
        return None;
    }
    let around = NoteWordContext::of(text, span);
    let rest = after(text, around.span.end);
    let of_another = OF_ANOTHER.is_match(rest) || OF_A_TABLE.is_match(rest);
    if of_another || numbers.iter().any(NoteNumbers::is_year) {
        return None;
    }
    let lead = Lead {
        text,
        around: &around,
        word,
        is_footnote,
    };
    let sends = lead.sends() || lead.is_cited_there(span.start);
    let directed = lead.directs();
    let is_name = word.starts_with(char::is_uppercase) && !is_footnote && !word.starts_with("Anm");
    if is_name && !directed {
        return None;
    }
    let joined = last.filter(|last| {
        let between = text.get(last.span.end..span.start);
        between.is_some_and(joins)
    });
    let stands =
        sends || directed || joined.is_some() || (is_footnote && lead.is_within(span.start));
    stands.then(|| BackReference {
        span: around.span,
        antecedent: Antecedent::Notes(numbers),
        name: None,
        pinpoint: None,
        certain: directed || (sends && is_footnote) || joined.is_some_and(|last| last.certain),
    })
}

/// What stands around a word for note, to tell whose note it is.
struct Lead<'t> {
    text: &'t str,
    around: &'t NoteWordContext,
    word: &'t str,
    /// Whether the word means nothing but a footnote.
    is_footnote: bool,
}

impl Lead<'_> {
    /// Whether words send the reader there, and do not mean something else before the word for note: French `se note`,
    /// English `see not 4`.
    fn sends(&self) -> bool {
        let Some(sends) = self.around.sends else {
            return false;
        };
        let sends = self.text[sends.range()].to_lowercase();
        let word = self.word.to_lowercase();
        let english = ["see", "compare", "as in", "per"];
        let mixed = match &*word {
            "not" => english.iter().any(|lead| sends.starts_with(lead)),
            "nota" | "notas" => sends.trim_end() == "se",
            _ => sends.trim_end() == "per",
        };
        self.is_footnote || !mixed
    }

    /// Whether words before or after say above or below: no design note, and nobody who notes something.
    fn directs(&self) -> bool {
        let before_it = before(self.text, self.around.span.start);
        let adverb = |span: Span| {
            let word = &self.text[span.range()];
            ["above", "below"]
                .iter()
                .any(|it| word.eq_ignore_ascii_case(it))
        };
        let led = self.around.direction;
        let follows = self.around.directed && led.is_none_or(adverb) && self.is_followed();
        let stands = self.is_footnote || BEFORE_NOTE.is_match(before_it);
        (follows && stands) || led.is_some_and(|span| !adverb(span))
    }

    /// Whether the words end with one that says above or below.
    fn is_followed(&self) -> bool {
        let words = &self.text[self.around.span.range()];
        words.ends_with(char::is_alphabetic)
    }

    /// `in footnote 4`, `(footnote 4)`: where no other work is said to say it there.
    fn is_within(&self, start: usize) -> bool {
        let before = self.sentence(start);
        let bracketed = self.around.bracketed;
        bracketed || (WITHIN.is_match(before) && !SAID_BY_OTHERS.is_match(before))
    }

    /// `as said in note 4`, `the works cited in note 4`: where no other work is said to say it there.
    fn is_cited_there(&self, start: usize) -> bool {
        let before = self.sentence(start);
        AS_SAID_IN.is_match(before)
            || (CITED_IN.is_match(before) && !SAID_BY_OTHERS.is_match(before))
    }

    /// What stands before `start`, as far as it is looked at.
    fn sentence(&self, start: usize) -> &str {
        let from = start.saturating_sub(SENTENCE);
        &self.text[self.text.floor_char_boundary(from)..start]
    }
}

/// So many bytes of a sentence are looked at to tell who says something.
const SENTENCE: usize = 80;

/// The quotation marks up to a place: what another work says names its own notes.
#[derive(Default)]
struct Quotes {
    read: usize,
    open: Option<char>,
}

impl Quotes {
    /// Whether the byte at `offset`, which is not before the one asked for last, is in quotation marks.
    fn hold(&mut self, text: &str, offset: usize) -> bool {
        for c in text.get(self.read..offset).unwrap_or_default().chars() {
            self.open = match (c, self.open) {
                ('"', Some('"')) | ('“', Some('„')) => None,
                ('"' | '“' | '„' | '«' | '「' | '『', None) => Some(c),
                ('”' | '»' | '」' | '』', _) => None,
                (_, open) => open,
            };
        }
        self.read = self.read.max(offset);
        self.open.is_some()
    }
}

static IN_TEXT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?ix)(?:(?P<led>{CJK_BEFORE})[脚腳]?)?{CJK_NOTE}\s?[(（〔［\[]?\s?(?P<cjk>\d)
        | (?P<word>{NOTE}|{SHORT_FOOTNOTE})[\s*_]{{0,4}}(?:no?s?\.\s?)?(?P<number>\d)"
    ))
});

static FOOTNOTES: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?ix)^(?:{FOOTNOTE}|{SHORT_FOOTNOTE})")));

/// After a number that is not that of a note: `note 4.2`, `note 4(a)`, `note 4%`, `a note 4 pages long`.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:[.,:]\d|\(|\s?[%°€$£年月日个個万萬亿億元次倍]|\s(?:pages?|years?|months?|weeks?|days?|hours?|times|percent|per\scent|
        points?|dollars?|euros?|hundred|thousand|million|billion)\b)",
    )
});

/// After `see note 5`: what the note is of.
static OF_ANOTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^[\s*_]{1,4}(?:(?:of|to|in|on|under|beneath|from|by|at\sthe|von|vom|zu|zur|zum|der|des|im|de|du|dans|
        del|della|dell|en|к|в|из)\b|there(?:in|of|to)?\b|ibid|§|\((?:section|sec\.|chapter|pages?|pp?\.)\b)",
    )
});

/// After `note 5 below`: whose note it is, or what is below something.
static OF_A_TABLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:-|[\s*_]{1,4}(?:the\s|an?\s)?(?:table|figure|box|chart|graph|diagram|average|zero|par|target)\b)",
    )
});

/// `as said in note 4`, `as I have already set out in note 4`, but not `as the Court says in note 4`.
static AS_SAID_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)(?:^|[^\p{L}])[Aa]s\s(?:(?:we|I)\s)?(?:(?:is|are|was|were|has|have|had|been|already|also|\p{Ll}+ly)\s)*
        \p{Ll}+\s(?:(?:out|up|to|down|forth|above|below|earlier|before)\s)?in\s(?:the\s)?$",
    )
});

/// `the works cited in note 4`, `for more, refer to note 4`.
static CITED_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\s(?:(?:cited|quoted|mentioned|discussed|referenced)\s(?:in|at)|refer\sto)\s(?:the\s)?$",
    )
});

/// `listed in footnote 4`. What begins a sentence or is set apart by commas goes on with who says it there.
static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?ix)\p{{L}}[)*_]*\s(?:{IN})\s(?:(?:{ARTICLE})\s)?$"
    ))
});

/// `of note 4 above`, `(note 4 above`, `It lapsed. Note 4 above`: what may stand before a note that is above, which is no
/// `design note 4`.
static BEFORE_NOTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?ix)(?:^|[(\[,;:–—]\s?|[.!?][^\s\p{{L}}]*\s|
        (?:^|[^\p{{L}}])(?:(?:{IN}|{JOINS}|{SENDS})\s(?:(?:{ARTICLE})\s)?|(?:{ARTICLE})\s))[*_]*$"
    ))
});

/// `the Court held in footnote 4`, but not `is explained in footnote 4`.
static SAID_BY_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?ix)(?:^|[^\p{{L}}])(?:{OTHERS_SAY})(?:\s(?:this|that|it|so|as\smuch))?(?:\s\p{{L}}+ly)?\s(?:also\s)?in\s$"
    ))
});

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts which words of `text` name notes; `?` after what is followed only where there is such a note.
    #[track_caller]
    fn names(text: &str, expected: &[&str]) {
        let shown = |found: &BackReference| {
            let doubt = if found.certain { "" } else { "?" };
            format!("{}{doubt}", &text[found.span.range()])
        };
        let found: Vec<String> = find(text).iter().map(shown).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_that_send_the_reader_to_a_note() {
        names("It lapsed (see note 4).", &["note 4?"]);
        names("See also notes 3, 5 and 7.", &["notes 3, 5 and 7?"]);
        names("See footnote 12 for more.", &["footnote 12"]);
        names("See Footnote 12.", &["Footnote 12"]);
        names("It lapsed, cf. fn. 3, and so on.", &["fn. 3"]);
        names("As shown in note 4, it lapsed.", &["note 4?"]);
        names("As we said in footnote 4, it lapsed.", &["footnote 4"]);
        names("See text accompanying note 6.", &["note 6?"]);
        names("Compare note 2 with note 3.", &["note 2?", "note 3?"]);
        names(
            "As I have already set out in note 4, it lapsed.",
            &["note 4?"],
        );
        names("The works cited in note 4 agree.", &["note 4?"]);
        names("For more, refer to note 4.", &["note 4?"]);
    }

    #[test]
    fn words_that_say_above_or_below() {
        names("As said in note 4 above, it lapsed.", &["note 4 above"]);
        names("It lapsed (*supra* note 4).", &["*supra* note 4"]);
        names("It lapsed (supra notes 4–6).", &["supra notes 4–6"]);
        names("The list in note 9 below is long.", &["note 9 below"]);
        names("Footnote 9 below has a list.", &["Footnote 9 below"]);
        names("As note 4 above says, it lapsed.", &["note 4 above"]);
        names("It lapsed.[^3] Note 4 above says why.", &["Note 4 above"]);
        names("Notes 2 and 3 above say why.", &["Notes 2 and 3 above"]);
        names("La note 3 ci-dessus le dit.", &["note 3 ci-dessus"]);
    }

    #[test]
    fn footnotes_that_are_named_where_they_stand() {
        names("The sources in footnote 12 agree.", &["footnote 12?"]);
        names("It lapsed (footnote 12).", &["(footnote 12)?"]);
        names("The rule is explained in footnote 2.", &["footnote 2?"]);
        names("The sources in footnotes 2 and 3.", &["footnotes 2 and 3?"]);
    }

    #[test]
    fn other_languages() {
        names("Das lief aus (siehe Fn. 4).", &["Fn. 4"]);
        names("Das lief aus, vgl. oben Anm. 3.", &["oben Anm. 3"]);
        names("Das steht in Fußnote 12.", &["Fußnote 12?"]);
        names("Il a pris fin (voir note 3).", &["note 3?"]);
        names(
            "Il a pris fin (voir la note 3 ci-dessus).",
            &["note 3 ci-dessus"],
        );
        names("Expiró (véase la nota 5).", &["nota 5?"]);
        names("Expirou (ver nota de rodapé 5).", &["nota de rodapé 5"]);
        names("È scaduto (vedi nota 5 sopra).", &["nota 5 sopra"]);
        names("Zie noot 5.", &["noot 5?"]);
        names("Он истёк (см. примечание 4).", &["примечание 4?"]);
        names("Он истёк, см. сноску 4.", &["сноску 4"]);
        names("Это сказано в примечании 4 выше.", &["примечании 4 выше"]);
        names("该条约已失效（见注4）。", &["见注4）?"]);
        names("前掲注(5)のとおり。", &["前掲注(5)?"]);
        names("见上文注4，如脚注5所述。", &["见上文注4?", "如脚注5?"]);
        names("该条约见注4、5所述。", &["见注4、5?"]);
    }

    #[test]
    fn what_is_no_reference() {
        for text in [
            "Take note 4 times a day.",
            "Note 4 is a C sharp.",
            "The tune ends on note 5.",
            "We note 3 above all.",
            "Figures above note 3 deaths.",
            "They note 3 below-average schools.",
            "In 2019 note 4 was struck.",
            "A €5 note 3 times.",
            "It is not 5 but 6; see not 4 but 7.",
            "Se nota 3 veces.",
            "他们此前注4亿元。",
            "See the note 4 pages on, and see note 5 years later.",
        ] {
            names(text, &[]);
        }
    }

    #[test]
    fn notes_of_other_works() {
        for text in [
            "See Concept Note 12 and Briefing Note 3.",
            "See technical note 5 and General Note 2.",
            "See Note 4.",
            "See note 4 to the financial statements.",
            "See note 4 of the IMF report, and footnote 3 in that report.",
            "See note 4.2 and note 3(a).",
            "See note 3 below Table 2 and note 4 under the table.",
            "The Court's footnote 4 is famous, as is its footnote 3.",
            "The Court held in footnote 4 that it lapsed.",
            "The report “lapsed, see note 4 above” says so.",
            "Das Gericht sagt: „siehe oben Fn. 4“.",
            "See IMF (2020), note 4, and Roe v. Lee, footnote 11.",
            "In footnote 12 of the judgment it lapsed.",
            "See footnote 5 therein, and note 6 at the end of the annex.",
            "The paper already acknowledges this in footnote 4.",
            "Its definition, in footnote 49, is modest. In footnote 4 the Court says so.",
            "The equation in footnote 4 (section 2) is known. See note 206 § 2.",
            "As design note 3 above says, and dry-run note 4 above.",
            "See note 2019.",
            "As the Court explained in footnote 4, it lapsed.",
            "As Bell says in note 4, and as the report has it in note 5, it lapsed.",
            "The report has a list (see footnote 4 there).",
            "As Technical Note 4 above says, it lapsed.",
            "Bell (2010) argues in footnote 4 that it lapsed. The Bank cited in note 4 that it lapsed.",
        ] {
            names(text, &[]);
        }
    }
}
