//! References back: `Ibid.`, `op. cit.`, *supra* note 3, `(n 6)`, and their kin in other languages.

mod in_text;
mod named;
mod numbered;
mod quick_look;
mod short_form;
mod words;

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::pattern;
use crate::text::Span;

pub use in_text::find as find_in_text;

use words::{PLACES, SIGNALS, Sense, WORDS};

/// Words of a note that lead to a source cited in another place of the brief.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BackReference {
    /// The words, with the numbers of notes if there are any: `Ibid.`, `supra note 14`, `(n 6)`. In bytes
    /// of the note's text, as all spans here.
    pub span: Span,
    /// Where they lead.
    pub antecedent: Antecedent,
    /// The author or short title that stands before them, without signal, quotes and markup.
    pub name: Option<Span>,
    /// The place in the source: `at 5`, `p. 3`, `§ 12`.
    pub pinpoint: Option<Span>,
    /// Whether nothing else can be meant. `Lukin, n. 6` may be an issue of a journal.
    pub certain: bool,
}

/// Where a back-reference leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Antecedent {
    /// To the source cited right before: `Ibid.`, `Id.`, `ebd.`
    Preceding,
    /// To the source cited before whose author is named: `Lukin, op. cit.`
    Named,
    /// To notes, by their numbers.
    Notes(Vec<NoteNumbers>),
    /// To a source cited in full before, by its author and a part of its title: `Roy, *Dams*, 14`. It is one
    /// only where there is such a source.
    ShortForm,
}

/// A number of a note, or a range of them: `14`, `1–7`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoteNumbers {
    /// The first, or the one.
    pub first: u32,
    /// The last, or the one.
    pub last: u32,
    /// Where it is written.
    pub span: Span,
}

impl BackReference {
    /// All of it, from the name to the pinpoint.
    pub fn extent(&self) -> Span {
        let name = self.name.unwrap_or(self.span);
        name.join(self.span)
            .join(self.pinpoint.unwrap_or(self.span))
    }
}

impl NoteNumbers {
    /// Whether it may be a year, as in `note 2019`.
    fn is_year(&self) -> bool {
        (1400..=2100).contains(&self.first)
    }
}

/// How many bytes around a word are looked at to tell what it is.
const CONTEXT: usize = 40;

/// The back-references in `text`, a note's text, by place. Takes time linear in its length.
pub fn find(text: &str) -> Vec<BackReference> {
    let mut found = numbered::find(text);
    let numbered = found.len();
    let worded = Some(text).filter(|text| quick_look::may_refer_back(text));
    for captures in worded.into_iter().flat_map(|text| ANY.captures_iter(text)) {
        let groups = captures.iter().enumerate().skip(1);
        let Some((group, word)) = groups.filter_map(|(n, group)| Some((n, group?))).next() else {
            continue;
        };
        let span = Span::from(word.range());
        let taken = found[..numbered].partition_point(|other| other.span.end <= span.start);
        let overlaps = |other: &BackReference| other.extent().start < span.end;
        if found[..numbered].get(taken).is_some_and(overlaps) || !stands_apart(text, span) {
            continue;
        }
        let reference = match WORDS.get(group - 1) {
            // `Vaz, W. L. C.` has initials.
            Some((Sense::Work, _)) if is_initials(word.as_str()) => None,
            Some((Sense::Work, _)) => Some(work(text, span)),
            Some((Sense::WorkOfNamed, _)) => {
                Some(work(text, span)).filter(|work| is_of_named(text, work))
            }
            Some((sense, _)) => preceding(text, span, *sense),
            None => named::direction(text, span),
        };
        found.extend(reference);
    }
    for reference in &mut found {
        reference.span = with_opening(text, reference.span);
    }
    found.sort_by_key(|reference| reference.span.start);
    part_names(text, &mut found);
    let short_forms = short_form::find(text);
    let apart = |short: &BackReference| {
        let after = found.partition_point(|other| other.extent().end <= short.extent().start);
        let next = found.get(after);
        next.is_none_or(|next| next.extent().start >= short.extent().end)
    };
    let short_forms: Vec<BackReference> = short_forms.into_iter().filter(apart).collect();
    found.extend(short_forms);
    found.sort_by_key(|reference| reference.span.start);
    found
}

/// `Roe, op. cit. and Lee, op. cit.`: no name reaches back over the reference before it.
fn part_names(text: &str, found: &mut [BackReference]) {
    let mut from = 0;
    for reference in found {
        if let Some(name) = reference.name.filter(|name| name.start < from) {
            let end = name.end.max(from);
            reference.name = named::within(text, Span::new(from, end));
        }
        let end = reference.pinpoint.unwrap_or(reference.span).end;
        from = end.max(reference.span.end);
    }
}

/// `Vaz, W. L. C.`: initials that only look like `l. c.`
fn is_initials(word: &str) -> bool {
    word.len() <= "L. C.".len() && word.starts_with("L.") && word.ends_with("C.")
}

/// `Kaya, age., s. 5`: whether a name stands before letters that may mean something else, and after them a page
/// or nothing.
fn is_of_named(text: &str, work: &BackReference) -> bool {
    let ends = |rest: &str| ENDS.is_match(rest) && !rest.trim_start().starts_with(['(', '（']);
    let stands = work.pinpoint.is_some() || ends(after(text, work.span.end));
    work.name.is_some() && named::adjoins(text, work.span.start) && stands
}

/// `span` with the sign of emphasis before it that ends within: `*supra* note 3`.
fn with_opening(text: &str, span: Span) -> Span {
    let sign = text[..span.start].chars().next_back();
    let within = &text[span.range()];
    match sign.filter(|sign| "*_".contains(*sign) && within.matches(*sign).count() % 2 == 1) {
        Some(sign) => Span::new(span.start - sign.len_utf8(), span.end),
        None => span,
    }
}

/// `op. cit.`: the work of the author who is named; without a name, the work cited last.
fn work(text: &str, span: Span) -> BackReference {
    let name = named::before(text, span.start);
    BackReference {
        span,
        antecedent: match name {
            Some(_) => Antecedent::Named,
            None => Antecedent::Preceding,
        },
        name,
        pinpoint: pinpoint(text, span.end),
        certain: name.is_some(),
    }
}

/// `Ibid.`, or a word that is one where a citation begins.
fn preceding(text: &str, span: Span, sense: Sense) -> Option<BackReference> {
    let pinpoint = pinpoint(text, span.end);
    let ends = pinpoint.is_some() || ENDS.is_match(after(text, span.end));
    let begins = begins_citation(before(text, span.start));
    let stands = match sense {
        Sense::Same => true,
        Sense::SameAlone => begins && ends,
        Sense::SameAuthor => {
            let word = &text[span.range()];
            let shouted = word.starts_with("ID") && !is_first(before(text, span.start));
            let signs = ['*', '_', '>', '<'];
            let emphasised = text[..span.start].ends_with(signs)
                || text[span.end..].starts_with(signs)
                || word.contains(signs);
            let title = pinpoint.is_none() && NEW_TITLE.is_match(after(text, span.end));
            let clear = word.ends_with('.') || ends;
            (emphasised || (begins && !shouted)) && clear && !title
        }
        Sense::Work | Sense::WorkOfNamed => false,
    };
    stands.then_some(BackReference {
        span,
        antecedent: Antecedent::Preceding,
        name: None,
        pinpoint,
        certain: true,
    })
}

/// The place in a source that stands at `from`, after a comma or a blank.
fn pinpoint(text: &str, from: usize) -> Option<Span> {
    let found = PINPOINT.captures(after(text, from))?.name("place")?;
    let mut place = found
        .as_str()
        .trim_end_matches(['.', ',', '(', '-', '–', ' ', ':']);
    while place.ends_with(')') && place.matches(')').count() > place.matches('(').count() {
        place = &place[..place.len() - 1];
    }
    let start = from + found.start();
    Some(Span::new(start, start + place.len()))
}

/// Whether `span` is no part of a longer word. Chinese and Japanese part no words.
fn stands_apart(text: &str, span: Span) -> bool {
    let parts = |c: char| c.is_alphanumeric() && !is_unparted(c);
    let word = &text[span.range()];
    let at = |c: Option<char>| c.is_some_and(parts);
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    let joined = |c: Option<char>| matches!(c, Some('-' | '/' | '@' | '=' | '\\'));
    !(at(before) && at(word.chars().next()))
        && !(at(after) && (at(word.chars().next_back()) || word.ends_with('.')))
        && !joined(before)
        && (!joined(after) || word.ends_with('.'))
}

fn is_unparted(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Whether a citation may begin after `before`: at the start of the note or of a sentence, after a semicolon,
/// an opening bracket, a signal.
fn begins_citation(before: &str) -> bool {
    is_first(before) || SIGNAL_BEFORE.is_match(before)
}

/// Whether nothing stands before, or what ends a citation.
fn is_first(before: &str) -> bool {
    let opening = |c: char| c.is_whitespace() || "*_\"'“‘«„([（<>".contains(c);
    let rest = before.trim_end_matches(opening);
    let ends = |c: char| ".;:!?)]。；！？）؛؟۔".contains(c) || is_unparted(c);
    rest.is_empty() || before[rest.len()..].contains('\n') || rest.ends_with(ends)
}

/// The bytes before `offset` that are looked at.
fn before(text: &str, offset: usize) -> &str {
    let start = text.floor_char_boundary(offset.saturating_sub(CONTEXT));
    &text[start..offset]
}

/// The bytes after `offset` that are looked at.
fn after(text: &str, offset: usize) -> &str {
    let end = text.floor_char_boundary((offset + CONTEXT).min(text.len()));
    &text[offset..end.max(offset)]
}

/// The words, a group for each sense, and last the word that says above or below.
static ANY: LazyLock<Regex> = LazyLock::new(|| {
    let words: Vec<String> = WORDS.iter().map(|(_, word)| format!("({word})")).collect();
    pattern(&format!("(?ix)(?:{}|(supra|infra))", words.join("|")))
});

static PINPOINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?ix)^[*_]{{0,3}}[.,，。、،]?[\s*_,(]{{0,4}}(?P<place>(?:(?:{PLACES})[\s*_]{{0,2}}){{0,2}}\d[\d\w():.§-]*(?:\s?(?:[–,&—-]|and|und)\s?\d[\d\w():.§-]*)*)"
    ))
});

static SIGNAL_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r#"(?ix)(?:^|[^\p{{L}}])(?:{SIGNALS})[\s*_"'“‘«„(\[<>,]*$"#
    ))
});

/// After `Ivi`: the end, or what cannot go on with a sentence.
static ENDS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"^[\s*_"'”’»)\]）」>]*(?:$|[.;:。；，、(（,،؛])"#));

/// After `Idem`: another title of the same author.
static NEW_TITLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"^[*_>]{0,3}[,:][\s]*(?:[*_"“‘«„<\[]|\p{Lu}\p{Ll}+\s)"#));

#[cfg(test)]
mod tests;
