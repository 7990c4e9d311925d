use std::ops::Range;

use crate::citation::vocabulary::{
    abbreviates, begins_no_name, ends_no_name, is_body, is_honorific, is_particle, is_suffix,
};

/// What a word may be in a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
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
pub(super) struct Word {
    pub range: Range<usize>,
    pub role: Role,
    /// Whether it has the period of an abbreviation.
    pub period: bool,
}

/// What stands after a stretch of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum After {
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
pub(super) struct Chunk {
    pub words: Vec<Word>,
    pub after: After,
}

/// How the words of a chunk are put together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
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

impl Chunk {
    /// Where its words stand.
    pub(super) fn range(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |word| word.range.start);
        start..self.words.last().map_or(start, |word| word.range.end)
    }

    /// How it is put together.
    pub(super) fn form(&self, text: &str) -> Form {
        let slice = |range: Range<usize>| text.get(range).unwrap_or_default();
        let words = slice(self.range());
        if matches!(
            words.trim_end_matches('.'),
            "et al" | "et alii" | "and others" | "others"
        ) {
            return Form::EtAl;
        }
        let roles: Vec<Role> = self.words.iter().map(|word| word.role).collect();
        let roles = roles.strip_prefix(&[Role::Honorific]).unwrap_or(&roles);
        let roles = roles.strip_suffix(&[Role::Suffix]).unwrap_or(roles);
        // `Paul de`, behind the family name.
        let roles = match roles {
            [first, Role::Particle] if *first == Role::Capital => &roles[..1],
            roles => roles,
        };
        let count = |role| roles.iter().filter(|one| **one == role).count();
        let capitals = count(Role::Capital);
        match (roles.first(), roles.last()) {
            (None, _) if self.words.is_empty() => Form::Other,
            (None, _) => Form::Suffix,
            _ if roles.contains(&Role::Other)
                || roles.contains(&Role::Honorific)
                || words.ends_with("’s")
                || words.ends_with("'s")
                || self.is_body(text) =>
            {
                Form::Other
            }
            _ if count(Role::Initials) == roles.len() && roles.len() <= 4 => Form::Initials,
            (Some(Role::Initials), Some(Role::Capital)) if capitals <= 3 => Form::Direct,
            (Some(Role::Capital | Role::Particle), Some(Role::Initials)) if capitals <= 3 => {
                Form::Trailing
            }
            (Some(Role::Particle), Some(Role::Capital)) => Form::Family,
            (Some(Role::Capital), Some(Role::Capital)) if roles.len() == 1 => Form::Family,
            (Some(Role::Capital), Some(Role::Capital)) if capitals <= 4 => Form::Direct,
            _ => Form::Other,
        }
    }

    /// Whether its words are the name of a body or work, and not of a person: `U.S. Government Accountability Office`,
    /// `OMB Memorandum`, `MIT Sloan`.
    fn is_body(&self, text: &str) -> bool {
        let slice = |word: &Word| text.get(word.range.clone()).unwrap_or_default();
        let [first, .., last] = self.words.as_slice() else {
            return false;
        };
        let country =
            ["US", "UK", "EU", "UN", "U.S.", "U.K.", "U.N.", "E.U."].contains(&slice(first));
        // `U.S. Bank`, `ARM Developer`
        let bare = !slice(first).contains('.');
        let len = first.range.len();
        let state = first.role == Role::Initials && (len > 3 || (bare && len > 2));
        let initials = |word: &Word| word.role == Role::Initials;
        // `Northern AI Office`: initials without periods stand in front of a family name, or behind it.
        let acronym = |word: &Word| initials(word) && !word.period && word.range.len() > 1;
        let within = !initials(first)
            && is_body(slice(last))
            && self.words.iter().filter(|word| initials(word)).all(acronym);
        let initials = self.words.iter().any(initials);
        let named = (!initials || state || within)
            && self
                .words
                .iter()
                .any(|word| word.role != Role::Honorific && is_body(slice(word)));
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
pub(super) fn chunks(text: &str, range: Range<usize>) -> Vec<Chunk> {
    let mut cutter = Cutter {
        text,
        words: Vec::new(),
        chunks: Vec::new(),
    };
    for (start, token) in tokens(text, range) {
        cutter.take(start, token);
    }
    cutter.close(After::Limit);
    cutter.chunks
}

struct Cutter<'t> {
    text: &'t str,
    words: Vec<Word>,
    chunks: Vec<Chunk>,
}

impl Cutter<'_> {
    fn take(&mut self, start: usize, token: &str) {
        let others = token == "et"
            && self
                .text
                .get(start..)
                .is_some_and(|rest| rest.starts_with("et al"));
        if others {
            self.close(After::Comma);
        } else if CONJUNCTIONS.contains(&token)
            || matches!(token, "、" | "，" | ",")
            || (token == "with" && self.words.len() > 1)
        {
            let comma = matches!(token, "、" | "，" | "," | "with");
            return self.close(if comma { After::Comma } else { After::And });
        }
        let (bare, after) = match token.char_indices().next_back() {
            Some((_, ',' | '、' | '，')) => (
                Some(token.trim_end_matches([',', '、', '，'])),
                Some(After::Comma),
            ),
            Some((at, ';' | '；')) => (token.get(..at), Some(After::Semicolon)),
            Some((at, ':')) => (token.get(..at), Some(After::Stop)),
            _ => (Some(token), None),
        };
        let bare = bare.unwrap_or_default();
        let word = word(start, bare, self.words.is_empty());
        if self.cuts_before(&word) {
            self.close(After::Stop);
        }
        let named = matches!(word.role, Role::Capital | Role::Other);
        let stops = word.period && named && !abbreviates(bare.trim_end_matches('.'));
        if !bare.is_empty() {
            self.words.push(word);
        }
        let others = matches!(self.words.as_slice(), [et, al] if al.period && self.text.get(et.range.clone()) == Some("et"));
        match after {
            None if others => self.close(After::Stop),
            Some(after) => self.close(after),
            None if stops => self.close(After::Stop),
            None => {}
        }
    }

    fn close(&mut self, after: After) {
        if !self.words.is_empty() {
            let words = std::mem::take(&mut self.words);
            self.chunks.push(Chunk { words, after });
        } else if let Some(last) = self.chunks.last_mut().filter(|_| after != After::Limit) {
            // `, and`: the last one counts.
            last.after = after;
        }
    }

    /// Whether the words so far are a family name and its initials, and `next` begins a title: as no family name
    /// does (`Reyes N. The Tides`), or after a name in Cyrillic, which stands in this order (`Белов А. Н. Приливы`).
    fn is_family_first(&self, next: &Word) -> bool {
        let Some((family, initials)) = self.words.split_first() else {
            return false;
        };
        let slice = |word: &Word| self.text.get(word.range.clone()).unwrap_or_default();
        let plain = family.role == Role::Capital && !initials.is_empty();
        let all = initials.iter().all(|word| word.role == Role::Initials);
        let title = initials.len() == 1 && begins_no_name(slice(next));
        plain && all && (title || is_cyrillic(slice(family)))
    }

    /// Whether the list ends before `next`, because the initials before it end a name whose family name
    /// stood first: `Boyer, Paul S. Purity in Print`.
    fn cuts_before(&self, next: &Word) -> bool {
        let Some(last) = self.words.last() else {
            return false;
        };
        if !last.period
            || last.role != Role::Initials
            || next.role == Role::Initials
            || next.role == Role::Suffix
        {
            return false;
        }
        let Some((before, rest)) = self.chunks.split_last() else {
            return self.is_family_first(next);
        };
        let words = Chunk {
            words: self.words.clone(),
            after: After::Limit,
        };
        let inverted = before.after == After::Comma && before.form(self.text) == Form::Family;
        match words.form(self.text) {
            Form::Trailing => {
                before.form(self.text) == Form::Trailing || (rest.is_empty() && inverted)
            }
            Form::Initials => {
                inverted
                    && rest.last().is_none_or(|one| {
                        matches!(
                            one.form(self.text),
                            Form::Initials | Form::Trailing | Form::Family
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
        .flat_map(|token| token.split_inclusive(','));
    tokens.map(move |token| {
        let token = token.trim_start_matches('*');
        let start = base + (token.as_ptr() as usize - words.as_ptr() as usize);
        (start, token)
    })
}

fn word(start: usize, token: &str, first_of_all: bool) -> Word {
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
        () if nickname => Role::Initials,
        () if bare.is_empty() || !named => Role::Other,
        () if matches!(bare, "OF" | "FOR" | "THE" | "IN" | "ON" | "TO") => Role::Other,
        () if is_suffix(bare) && start > 0 => Role::Suffix,
        () if capital
            && !lower
            && (letters <= 3 || (dotted && letters <= 4))
            && bare.is_ascii_or_initial() =>
        {
            Role::Initials
        }
        () if capital && period && letters <= 2 && first_of_all => Role::Initials,
        // `Jessica Lord` has it for a family name.
        () if is_honorific(bare) && capital && first_of_all => Role::Honorific,
        () if is_particle(bare) && !capital => Role::Particle,
        () if capital => Role::Capital,
        () if ["d’", "d'", "al-", "el-", "l'", "l’"]
            .iter()
            .any(|prefix| bare.starts_with(prefix)) =>
        {
            Role::Capital
        }
        () => Role::Other,
    };
    Word {
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
