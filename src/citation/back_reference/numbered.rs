//! Back-references by the number of a note.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::pattern::pattern;
use crate::text::Span;

use super::quick_look::may_name_notes;
use super::words::{
    ARTICLE, CJK_AFTER, CJK_BEFORE, CJK_NOTE, DIRECTION, NOTE, SENDS, SHORT_NOTE, WORDS,
};
use super::{
    Antecedent, BackReference, NoteNumbers, after, before, begins_citation, named, pinpoint,
    stands_apart,
};

/// The back-references in `text` that give numbers of notes, by place.
pub(super) fn find(text: &str) -> Vec<BackReference> {
    let mut found: Vec<BackReference> = Vec::new();
    if !may_name_notes(text) {
        return found;
    }
    for captures in NUMBERED.captures_iter(text) {
        let reference = match captures.name("cjk") {
            Some(_) => in_cjk(text, &captures),
            None => after_word(text, &captures, found.last()),
        };
        let free = |new: &BackReference| {
            let last = found.last().map_or(0, |last| last.span.end);
            last <= new.span.start
        };
        found.extend(reference.filter(free));
    }
    found
}

/// What stands around the word for note and its number.
pub(super) struct NoteWordContext {
    /// From the words before that belong to the reference to those after.
    pub span: Span,
    /// The words before it that say above or below.
    pub direction: Option<Span>,
    /// Whether words before or after it do.
    pub directed: bool,
    /// The words that send the reader there: `see`.
    pub sends: Option<Span>,
    /// Where words begin that name the text at the note: `text accompanying note 5`.
    text: Option<usize>,
    /// Whether they are `op. cit.` or the like.
    work: bool,
    /// Whether all of it is in brackets.
    pub bracketed: bool,
}

/// `supra note 14`, `see note 5 above`, `(n 6)`, `op. cit., note 5`; what is joined to the one before it is as certain
/// as that: `compare note 2 with note 3`.
fn after_word(
    text: &str,
    captures: &Captures<'_>,
    last: Option<&BackReference>,
) -> Option<BackReference> {
    let word = captures.name("word")?;
    let short = captures.name("short").is_some();
    let (numbers, end) = numbers(
        text,
        captures.name("number")?.start(),
        is_plural(word.as_str()),
    )?;
    let span = Span::new(word.start(), end);
    if !stands_apart(text, span) {
        return None;
    }
    let around = NoteWordContext::of(text, span);
    if !around.directed && numbers.iter().any(NoteNumbers::is_year) {
        return None;
    }
    let start = around.text.unwrap_or(around.span.start);
    let name = named::before(text, start.min(around.span.start));
    let plain = short && word.as_str().starts_with(['n', 'N']);
    let dotted = plain && word.as_str().ends_with('.');
    let sends = around.sends.is_some();
    let of_another = is_of_another(text, around.span.end);
    let certain = around.directed
        || (sends && !plain && !of_another)
        || (!dotted && plain && !of_another && around.sends_in_english(text))
        || (around.work && (around.bracketed || !short))
        || (around.bracketed && name.is_some() && !dotted);
    let certain = certain || last.is_some_and(|last| is_joined(text, last, span.start));
    let possible = certain || (name.is_some() && !sends && named::adjoins(text, span.start));
    possible.then(|| BackReference {
        span: around.span,
        antecedent: Antecedent::Notes(numbers),
        name,
        pinpoint: pinpoint(text, around.span.end),
        certain,
    })
}

/// Whether no more than a page and a conjunction stand between a certain reference and what begins at `start`.
fn is_joined(text: &str, last: &BackReference, start: usize) -> bool {
    let between = text.get(last.span.end..start).unwrap_or_default();
    let is_numbered = matches!(last.antecedent, Antecedent::Notes(_));
    last.certain && is_numbered && joins(between)
}

/// Whether `between` is no more than a page and a conjunction.
pub(super) fn joins(between: &str) -> bool {
    between.len() <= FARTHEST && JOINED.is_match(between)
}

/// Whether the word is of several notes: `notes`, `nn.`, `Noten`. After one of a single note, or one that is the
/// same for both, a comma comes before a page: `supra note 3, 14`.
pub(super) fn is_plural(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    word.ends_with('s') || word.ends_with("noten") || word.ends_with("nn")
}

impl NoteWordContext {
    /// Whether English words send the reader to the number of a note, or to the text at it, that has no other word
    /// before it than `n` (OSCOLA 4, 1.2): `see n 4`, `text at n 4`. In Italian, `vedi n 4` is a number of anything.
    fn sends_in_english(&self, text: &str) -> bool {
        let signal = |sends: Span| {
            let sends = text[sends.range()].to_lowercase();
            ["see", "cf", "compare"]
                .iter()
                .any(|signal| sends.starts_with(signal))
        };
        let begins = |start: usize| begins_citation(before(text, start));
        self.sends
            .map_or_else(|| self.text.is_some_and(begins), signal)
    }

    /// Of the word and its numbers, which `span` covers.
    pub fn of(text: &str, span: Span) -> NoteWordContext {
        let mut start = span.start;
        let lead = BEFORE.captures(before(text, start));
        let base = start - before(text, start).len();
        let group = |name: &str| {
            let found = lead.as_ref()?.name(name)?;
            Some(Span::from(found.range()).shift(base))
        };
        let open = group("open").is_some();
        for part in ["open", "direction", "work"]
            .iter()
            .filter_map(|name| group(name))
        {
            start = start.min(part.start);
        }
        let direction = group("direction");
        let work = group("work").is_some();
        let mut end = span.end;
        let bracketed = open && after(text, end).starts_with([')', '）', ']', '〕']);
        if bracketed {
            end += after(text, end).chars().next().map_or(0, char::len_utf8);
        } else if open && direction.is_none() && !work {
            start = span.start;
        }
        let tail = AFTER.captures(after(text, end));
        if let Some(direction) = tail.as_ref().and_then(|tail| tail.name("direction")) {
            end += direction.end();
        }
        NoteWordContext {
            span: Span::new(start, end),
            direction,
            directed: direction.is_some() || tail.is_some(),
            sends: group("sends"),
            text: group("text").map(|text| text.start),
            work,
            bracketed,
        }
    }
}

/// `见注5`, `前掲注(5)`, `注5参照`.
pub(super) fn in_cjk(text: &str, captures: &Captures<'_>) -> Option<BackReference> {
    let (numbers, mut end) = numbers(text, captures.name("cjk")?.start(), true)?;
    let closing = after(text, end)
        .chars()
        .next()
        .filter(|c| ")）〕］]".contains(*c));
    let tail = CJK_TAIL.find(after(text, end));
    let led = captures.name("led").is_some();
    if (!led && tail.is_none()) || numbers.iter().any(NoteNumbers::is_year) {
        return None;
    }
    end += match tail {
        Some(tail) => tail.end(),
        None => closing.map_or(0, char::len_utf8),
    };
    let span = Span::new(captures.get(0)?.start(), end);
    Some(BackReference {
        span,
        antecedent: Antecedent::Notes(numbers),
        name: named::before(text, span.start),
        pinpoint: pinpoint(text, end),
        certain: true,
    })
}

/// The numbers that begin at `from`, and where they end: `14`, `1–7`, and of several notes `3, 5 and 7`.
pub(super) fn numbers(text: &str, from: usize, several: bool) -> Option<(Vec<NoteNumbers>, usize)> {
    let mut numbers: Vec<NoteNumbers> = Vec::new();
    let mut end = from;
    while let Some(captures) = NUMBERS.captures(after(text, end)) {
        let separator = captures.name("separator")?.as_str().trim();
        let first = captures.name("first")?;
        if separator.is_empty() != numbers.is_empty()
            || (matches!(separator, "," | ";") && !several)
        {
            break;
        }
        // `notes 2 to 5` are four notes; `note 2 to 5` is no range.
        let spelt = captures.name("to").filter(|_| several);
        let last = captures.name("last").or(spelt).unwrap_or(first);
        let range = NoteNumbers {
            first: value(first.as_str())?,
            last: value(last.as_str())?,
            span: Span::new(end + first.start(), end + last.end()),
        };
        let place = after(text, range.span.end).starts_with(CJK_PLACES);
        let other = (place || range.is_year()) && !numbers.is_empty();
        if range.first == 0 || range.last < range.first || other {
            break;
        }
        end = range.span.end;
        numbers.push(range);
    }
    (!numbers.is_empty()).then_some((numbers, end))
}

/// The number that `digits` are, which may be full-width or those of Arabic, Persian and Hindi.
fn value(digits: &str) -> Option<u32> {
    digits.chars().try_fold(0u32, |value, c| {
        let zeros = ['0', '０', '٠', '۰', '०'];
        let digit = zeros.iter().find_map(|zero| {
            let digit = u32::from(c).checked_sub(u32::from(*zero))?;
            (digit < 10).then_some(digit)
        });
        value.checked_mul(10)?.checked_add(digit?)
    })
}

/// Whether `see note 5` goes on with what the note is of: `of that decision`, `to table 2`.
fn is_of_another(text: &str, end: usize) -> bool {
    OF_ANOTHER.is_match(after(text, end))
}

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?ix)(?:(?:(?P<led>{CJK_BEFORE})[脚腳]?)?{CJK_NOTE}\s?[(（〔［\[]?\s?(?P<cjk>\d)
        | (?P<word>{NOTE}|(?P<short>{SHORT_NOTE}))[\s*_]{{0,4}}(?:no?s?\.\s?)?(?P<number>\d))"
    ))
});

/// What follows the number of a page or a section: `前掲注3、12頁`.
const CJK_PLACES: [char; 10] = ['頁', '页', '条', '條', '章', '节', '節', '款', '項', '项'];

/// A number has four digits at the most. Chinese goes on after it without a space.
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^(?P<separator>\s?(?:,|;|，|、|&|and|und|et|e|y|i|и|及|和)?\s?)
        (?P<first>\d{1,4})(?:\s?[-–—]\s?(?P<last>\d{1,4})|\s(?:to|bis|à|a|до)\s(?P<to>\d{1,4}))?(?:\b|(?-u:\b))",
    )
});

/// The longest text between references that are joined, in bytes.
const FARTHEST: usize = 60;

static JOINED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^[\s*_]*(?:,?\s?(?:at|pp?\.|s\.|с\.)?\s?\d{1,4}(?:\s?[-–—]\s?\d{1,4})?)?\s?
        (?:[,;]\s(?:(?:and|with|or|und|mit|oder|et|avec|ou|y|con|o|e|i|и|с|или)\s)?
        | (?:and|with|or|to|und|mit|oder|bis|et|avec|ou|à|y|con|o|e|i|и|с|или|&)\s)
        (?:(?:also|in|the|to|see|cf\.|compare|contrast)\s){0,3}[(*_]{0,3}$",
    )
});

static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    let works = WORDS.iter().filter(|(sense, _)| sense.is_work());
    let works: Vec<&str> = works.map(|(_, word)| *word).collect();
    pattern(&format!(
        r"(?ix)(?:^|[^\p{{L}}])(?P<sends>(?:{SENDS})[\s*_,]{{1,4}})?
        (?:(?P<direction>{DIRECTION})[\s*_,:]{{1,4}}|(?P<work>{})[\s*_,]{{0,4}})?
        (?P<text>(?:the\s)?text\s(?:accompanying|at|to)\s)?(?:(?:{ARTICLE})\s)?(?P<open>[(（\[]\s?)?[*_]{{0,2}}$",
        works.join("|")
    ))
});

static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?ix)^[\s*_,]{{1,4}}(?P<direction>{DIRECTION})\b"
    ))
});

static CJK_TAIL: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?x)^{CJK_AFTER}")));

static OF_ANOTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?ix)^[\s*_]{1,4}(?:of|to|in|on|von|zu|zur|zum|de|des|du|del|della|к|в)\b")
});
