use std::ops::Range;

use crate::citation::vocabulary::{
    abbreviates, begins_no_name, ends_no_name, is_body, is_given_name, is_honorific, is_particle,
    is_suffix,
};

/// What a word may be in a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum WordRole {
    /// `J.`, `J.-P.`, `JR`.
    Initials,
    /// `Kania`, `KANIA`.
    Capital,
    /// `van`.
    Particle,
    /// `Jr.`
    Suffix,
    /// `Lord`.
    Honorific,
    /// No word of a name.
    Other,
}

/// A word, in bytes of the text without markup.
#[derive(Clone, Debug)]
pub(super) struct NameWord {
    pub range: Range<usize>,
    pub role: WordRole,
    /// Whether it has the period of an abbreviation.
    pub period: bool,
}

/// What stands after a stretch of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FollowedBy {
    Comma,
    And,
    Semicolon,
    /// A period that ends the list, or a colon.
    Stop,
    /// The end of the range: a title, a date, a bracket.
    Limit,
}

/// Words between two separators of a list of names.
#[derive(Clone, Debug)]
pub(super) struct NameChunk {
    pub words: Vec<NameWord>,
    pub after: FollowedBy,
}

/// How the words of a chunk are put together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ChunkForm {
    /// `J. R.`
    Initials,
    /// `Kania`, `van der Berg`.
    Family,
    /// `Elsa Kania`, `S. E. Han`.
    Direct,
    /// `Arias A`: the family name first, without a comma.
    Trailing,
    /// `et al.`
    EtAl,
    /// A suffix alone: `Jr.`
    Suffix,
    /// No person's name.
    Other,
}

impl NameChunk {
    /// Where its words stand.
    pub(super) fn range(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |word| word.range.start);
        start..self.words.last().map_or(start, |word| word.range.end)
    }

    /// Its words without the `Jr.` behind them.
    pub(super) fn without_suffix(&self) -> &[NameWord] {
        match self.words.as_slice() {
            [name @ .., suffix] if suffix.role == WordRole::Suffix && !name.is_empty() => name,
            words => words,
        }
    }

    /// How it is put together.
    pub(super) fn form(&self, text: &str) -> ChunkForm {
        let slice = |range: Range<usize>| text.get(range).unwrap_or_default();
        let words = slice(self.range());
        if matches!(
            words.trim_end_matches('.'),
            "et al" | "et alii" | "and others" | "others"
        ) {
            return ChunkForm::EtAl;
        }
        let roles: Vec<WordRole> = self.words.iter().map(|word| word.role).collect();
        let roles = roles.strip_prefix(&[WordRole::Honorific]).unwrap_or(&roles);
        let roles = roles.strip_suffix(&[WordRole::Suffix]).unwrap_or(roles);
        // `Paul de`, behind the family name.
        let roles = match roles {
            [first, WordRole::Particle] if *first == WordRole::Capital => &roles[..1],
            roles => roles,
        };
        let count = |role| roles.iter().filter(|one| **one == role).count();
        let capitals = count(WordRole::Capital);
        match (roles.first(), roles.last()) {
            (None, _) if self.words.is_empty() => ChunkForm::Other,
            (None, _) => ChunkForm::Suffix,
            _ if roles.contains(&WordRole::Other)
                || roles.contains(&WordRole::Honorific)
                || words.ends_with("’s")
                || words.ends_with("'s")
                || self.is_body(text) =>
            {
                ChunkForm::Other
            }
            _ if count(WordRole::Initials) == roles.len() && roles.len() <= 4 => {
                ChunkForm::Initials
            }
            (Some(WordRole::Initials), Some(WordRole::Capital)) if capitals <= 3 => {
                ChunkForm::Direct
            }
            (Some(WordRole::Capital | WordRole::Particle), Some(WordRole::Initials))
                if capitals <= 3 =>
            {
                ChunkForm::Trailing
            }
            (Some(WordRole::Particle), Some(WordRole::Capital)) => ChunkForm::Family,
            (Some(WordRole::Capital), Some(WordRole::Capital)) if roles.len() == 1 => {
                ChunkForm::Family
            }
            (Some(WordRole::Capital), Some(WordRole::Capital)) if capitals <= 4 => {
                ChunkForm::Direct
            }
            _ => ChunkForm::Other,
        }
    }

    /// Whether its words are the name of a body or work, and not of a person: `U.S. Government Accountability Office`,
    /// `OMB Memorandum`, `MIT Sloan`.
    fn is_body(&self, text: &str) -> bool {
        let slice = |word: &NameWord| text.get(word.range.clone()).unwrap_or_default();
        let [first, .., last] = self.words.as_slice() else {
            return false;
        };
        let country =
            ["US", "UK", "EU", "UN", "HM", "U.S.", "U.K.", "U.N.", "E.U."].contains(&slice(first));
        // `U.S. Bank`, `ARM Developer`
        let bare = !slice(first).contains('.');
        let len = first.range.len();
        let state = first.role == WordRole::Initials && (len > 3 || (bare && len > 2));
        let initials = |word: &NameWord| word.role == WordRole::Initials;
        // `Northern AI Office`: initials without periods stand in front of a family name, or behind it.
        let acronym = |word: &NameWord| initials(word) && !word.period && word.range.len() > 1;
        let within = !initials(first)
            && is_body(slice(last))
            && self.words.iter().filter(|word| initials(word)).all(acronym);
        let initials = self.words.iter().any(initials);
        let named = (!initials || state || within)
            && self
                .words
                .iter()
                .any(|word| word.role != WordRole::Honorific && is_body(slice(word)));
        let headed = heads_body(slice(first)) && slice(last).contains(char::is_lowercase);
        named || country || headed || ends_no_name(slice(last))
    }
}

/// What stands before the last name of a list.
const CONJUNCTIONS: &[&str] = &["and", "&", "und", "y", "et", "e", "och", "og"];

/// `MIT Sloan`: whether a word in capitals at the start is no initials, which have periods or are two at most.
fn heads_body(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_uppercase)
}

/// The words of `range`, cut where a list of names is cut, up to what ends the list.
pub(super) fn chunks(text: &str, range: Range<usize>) -> Vec<NameChunk> {
    let mut tokenizer = NameTokenizer {
        text,
        words: Vec::new(),
        chunks: Vec::new(),
    };
    for (start, token) in tokens(text, range) {
        tokenizer.take(start, token);
    }
    tokenizer.close(FollowedBy::Limit);
    tokenizer.chunks
}

struct NameTokenizer<'t> {
    text: &'t str,
    words: Vec<NameWord>,
    chunks: Vec<NameChunk>,
}

impl NameTokenizer<'_> {
    fn take(&mut self, start: usize, token: &str) {
        let others = token == "et"
            && self
                .text
                .get(start..)
                .is_some_and(|rest| rest.starts_with("et al"));
        if others {
            self.close(FollowedBy::Comma);
        } else if CONJUNCTIONS.contains(&token)
            || matches!(token, "、" | "，" | ",")
            || (token == "with" && self.words.len() > 1)
        {
            let comma = matches!(token, "、" | "，" | "," | "with");
            return self.close(if comma {
                FollowedBy::Comma
            } else {
                FollowedBy::And
            });
        }
        let (bare, after) = match token.char_indices().next_back() {
            Some((at, '/')) => (token.get(..at), Some(FollowedBy::And)),
            Some((_, ',' | '、' | '，' | '،')) => (
                Some(token.trim_end_matches([',', '、', '，', '،'])),
                Some(FollowedBy::Comma),
            ),
            Some((at, ';' | '；')) => (token.get(..at), Some(FollowedBy::Semicolon)),
            Some((at, ':')) => (token.get(..at), Some(FollowedBy::Stop)),
            _ => (Some(token), None),
        };
        let bare = bare.unwrap_or_default();
        let word = word(start, bare, self.words.is_empty());
        if self.cuts_before(&word) {
            self.close(FollowedBy::Stop);
        }
        let named = matches!(word.role, WordRole::Capital | WordRole::Other);
        let name = bare.trim_end_matches('.');
        // `Goldstein, Jan. A Title`
        let given = self.words.is_empty() && is_given_name(name) && self.chunks.len() == 1;
        // `BIASI, Pierre-Marc de. A Title`
        let particle = word.role == WordRole::Particle
            && name.len() > 1
            && self.chunks.len() == 1
            && !self.words.is_empty();
        let stops = word.period && (particle || named && (given || !abbreviates(name)));
        if !bare.is_empty() {
            self.words.push(word);
        }
        let others = matches!(self.words.as_slice(), [et, al] if al.period && self.text.get(et.range.clone()) == Some("et"));
        match after {
            None if others => self.close(FollowedBy::Stop),
            Some(after) => self.close(after),
            None if stops => self.close(FollowedBy::Stop),
            None => {}
        }
    }

    fn close(&mut self, after: FollowedBy) {
        if !self.words.is_empty() {
            let words = std::mem::take(&mut self.words);
            self.chunks.push(NameChunk { words, after });
        } else if let Some(last) = self
            .chunks
            .last_mut()
            .filter(|_| after != FollowedBy::Limit)
        {
            // `, and`: the last one counts.
            last.after = after;
        }
    }

    /// Whether the words so far are a family name and its initials, and `next` begins a title: as no family name
    /// does (`Reyes N. The Tides`), or after a name in Cyrillic, which stands in this order (`Белов А. Н. Приливы`).
    fn is_family_first(&self, next: &NameWord) -> bool {
        let Some((family, initials)) = self.words.split_first() else {
            return false;
        };
        let slice = |word: &NameWord| self.text.get(word.range.clone()).unwrap_or_default();
        let plain = family.role == WordRole::Capital && !initials.is_empty();
        let all = initials.iter().all(|word| word.role == WordRole::Initials);
        let title = initials.len() == 1 && begins_no_name(slice(next));
        plain && all && (title || is_cyrillic(slice(family)))
    }

    /// Whether the list ends before `next`, because the initials before it end a name whose family name
    /// stood first: `Boyer, Paul S. Purity in Print`.
    fn cuts_before(&self, next: &NameWord) -> bool {
        let Some(last) = self.words.last() else {
            return false;
        };
        if !last.period
            || last.role != WordRole::Initials
            || next.role == WordRole::Initials
            || next.role == WordRole::Suffix
        {
            return false;
        }
        let Some((before, rest)) = self.chunks.split_last() else {
            return self.is_family_first(next);
        };
        let words = NameChunk {
            words: self.words.clone(),
            after: FollowedBy::Limit,
        };
        let inverted =
            before.after == FollowedBy::Comma && before.form(self.text) == ChunkForm::Family;
        match words.form(self.text) {
            ChunkForm::Trailing => {
                before.form(self.text) == ChunkForm::Trailing || (rest.is_empty() && inverted)
            }
            ChunkForm::Initials => {
                inverted
                    && rest.last().is_none_or(|one| {
                        matches!(
                            one.form(self.text),
                            ChunkForm::Initials | ChunkForm::Trailing | ChunkForm::Family
                        )
                    })
            }
            _ => false,
        }
    }
}

/// Whether a word is in the Cyrillic script.
fn is_cyrillic(word: &str) -> bool {
    word.starts_with(|c| ('\u{400}'..='\u{52f}').contains(&c))
}

/// The stretches without space of a range, each with where it begins.
fn tokens(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
    let base = range.start;
    let words = text.get(range).unwrap_or_default();
    // `Gilder, S.A and Hart,R.J.`: a comma parts even without a space.
    let tokens = words
        .split_whitespace()
        .flat_map(|token| token.split_inclusive([',', '،']))
        .flat_map(between_strokes);
    tokens.map(move |token| {
        let token = token.trim_start_matches('*');
        let start = base + (token.as_ptr() as usize - words.as_ptr() as usize);
        (start, token)
    })
}

/// `Major/Christian`: the last word of one name and the first of another, with the stroke.
fn between_strokes(token: &str) -> impl Iterator<Item = &str> {
    let parted = token.match_indices('/').find(|(at, _)| {
        let (before, after) = (token.get(..*at), token.get(at + 1..));
        before.is_some_and(|it| it.ends_with(char::is_lowercase))
            && after.is_some_and(|it| it.starts_with(char::is_uppercase))
    });
    let at = parted.map_or(token.len(), |(at, _)| at + 1);
    let (first, rest) = token.split_at(at);
    [first, rest].into_iter().filter(|part| !part.is_empty())
}

fn word(start: usize, token: &str, first_of_all: bool) -> NameWord {
    let period = token.ends_with('.');
    let bare = token.trim_end_matches('.');
    let first = bare.chars().next();
    let lower = bare.chars().any(char::is_lowercase);
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    let named = bare.chars().all(|c| {
        c.is_alphabetic()
            || matches!(
                c,
                '\'' | '’' | '-' | '‐' | '.' | '‑' | '‧' | '·' | 'ı' | '\u{300}'..='\u{36f}'
            )
    });
    let capital =
        first.is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
    let dotted = bare.contains('.');
    let nickname = !first_of_all && (bare.starts_with(['"', '“']) || bare.ends_with(['"', '”']));
    let role = match () {
        () if nickname => WordRole::Initials,
        () if bare.is_empty() || !named => WordRole::Other,
        () if matches!(bare, "OF" | "FOR" | "THE" | "IN" | "ON" | "TO") => WordRole::Other,
        () if is_suffix(bare) && start > 0 => WordRole::Suffix,
        () if capital
            && !lower
            && (letters <= 3 || (dotted && letters <= 4))
            && bare.is_ascii_or_initial() =>
        {
            WordRole::Initials
        }
        () if capital && period && letters <= 2 && first_of_all => WordRole::Initials,
        // `Jessica Lord` has it for a family name.
        () if is_honorific(bare) && capital && first_of_all => WordRole::Honorific,
        () if is_particle(bare) && !capital => WordRole::Particle,
        () if capital => WordRole::Capital,
        () if ["d’", "d'", "al-", "el-", "l'", "l’"]
            .iter()
            .any(|prefix| bare.starts_with(prefix)) =>
        {
            WordRole::Capital
        }
        () => WordRole::Other,
    };
    NameWord {
        range: start..start + token.len(),
        role,
        period,
    }
}

trait Initial {
    /// Whether it is in a script that has initials.
    fn is_ascii_or_initial(&self) -> bool;
}

impl Initial for str {
    fn is_ascii_or_initial(&self) -> bool {
        self.chars().all(|c| !c.is_alphabetic() || c.is_uppercase())
    }
}
