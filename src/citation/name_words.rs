use std::ops::Range;

use super::vocabulary::{abbreviates, is_body, is_honorific, is_particle, is_suffix};

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
        let count = |role| roles.iter().filter(|one| **one == role).count();
        let capitals = count(Role::Capital);
        let body = count(Role::Initials) == 0
            && self.words.len() > 1
            && self
                .words
                .iter()
                .any(|word| is_body(slice(word.range.clone())));
        match (roles.first(), roles.last()) {
            (None, _) if self.words.is_empty() => Form::Other,
            (None, _) => Form::Suffix,
            _ if roles.contains(&Role::Other) || roles.contains(&Role::Honorific) || body => {
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
}

/// The words of `range`, cut where a list of names is cut, up to what ends the list.
pub(super) fn chunks(text: &str, range: Range<usize>) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut words: Vec<Word> = Vec::new();
    let mut close = |words: &mut Vec<Word>, after| {
        if words.is_empty() {
            // `, and`: the last one counts.
            if let (Some(Chunk { after: last, .. }), true) =
                (chunks.last_mut(), after != After::Limit)
            {
                *last = after;
            }
        } else {
            chunks.push(Chunk {
                words: std::mem::take(words),
                after,
            });
        }
    };
    for (start, token) in tokens(text, range) {
        let (token, after) = match token {
            "and" | "&" | "und" | "y" | "et" if !words.is_empty() || token != "et" => {
                if token == "et"
                    && text
                        .get(start..)
                        .is_some_and(|rest| rest.starts_with("et al"))
                {
                    close(&mut words, After::Comma);
                    ("et", None)
                } else {
                    close(&mut words, After::And);
                    continue;
                }
            }
            "、" | "，" => {
                close(&mut words, After::Comma);
                continue;
            }
            _ => match token.char_indices().next_back() {
                Some((at, ',' | '、' | '，')) => {
                    (token.get(..at).unwrap_or_default(), Some(After::Comma))
                }
                Some((at, ';')) => (token.get(..at).unwrap_or_default(), Some(After::Semicolon)),
                Some((at, ':')) => (token.get(..at).unwrap_or_default(), Some(After::Stop)),
                _ => (token, None),
            },
        };
        let word = word(start, token);
        let stops = word.period
            && matches!(word.role, Role::Capital | Role::Other)
            && !abbreviates(token.trim_end_matches('.'));
        if !token.is_empty() {
            words.push(word);
        }
        match after {
            Some(after) => close(&mut words, after),
            None if stops => close(&mut words, After::Stop),
            None => {}
        }
    }
    close(&mut words, After::Limit);
    chunks
}

/// The stretches without space of a range, each with where it begins.
fn tokens(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
    let base = range.start;
    let words = text.get(range).unwrap_or_default();
    words.split_whitespace().map(move |token| {
        (
            base + (token.as_ptr() as usize - words.as_ptr() as usize),
            token,
        )
    })
}

fn word(start: usize, token: &str) -> Word {
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
    let dotted = bare.contains('.') || period;
    let role = match () {
        () if bare.is_empty() || !named => Role::Other,
        () if is_suffix(bare) && start > 0 => Role::Suffix,
        () if capital
            && !lower
            && (letters <= 3 || (dotted && letters <= 4))
            && bare.is_ascii_or_initial() =>
        {
            Role::Initials
        }
        () if capital && period && letters <= 2 => Role::Initials,
        () if is_honorific(bare) && capital => Role::Honorific,
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
