//! The words of a citation, and what each has about it that tells its field.

use std::fmt::Write;
use std::ops::Range;

use crate::citation::Citation;
use crate::citation::annotations::Annotations;
use crate::citation::vocabulary::{
    is_body, is_conference, is_country, is_given_name, is_issuer, is_newspaper, is_periodical,
    is_place, is_publisher,
};

/// How many parts a citation is cut into to say where in it a word stands.
const PARTS: usize = 8;

/// How many words on each side are asked about a word.
const REACH: isize = 2;

/// What one word shows.
struct Look {
    core: String,
    shape: &'static str,
    before: char,
    after: char,
    /// The lists that have it.
    lists: Vec<&'static str>,
    /// The field that the rules gave it.
    ruled: &'static str,
    /// Whether brackets or quotes hold it.
    inside: &'static str,
}

/// The words of a citation.
pub(super) struct CitedWords {
    /// Where they stand, without the spaces around them.
    pub places: Vec<Range<usize>>,
    looks: Vec<Look>,
    /// What is said of the citation as a whole.
    whole: Vec<&'static str>,
}

impl CitedWords {
    /// The words in `body`, of which the rules read `citation`.
    pub(super) fn read(
        annotations: &Annotations,
        body: &Range<usize>,
        citation: &Citation,
    ) -> CitedWords {
        let text = annotations.words(body.clone());
        let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize + body.start;
        let range = |word| place(word)..place(word) + word.len();
        let places: Vec<Range<usize>> = text.split_whitespace().map(range).collect();
        let look = |word| look(annotations, word, citation);
        let looks: Vec<Look> = places.iter().map(look).collect();
        let has = |is: fn(&Look) -> bool| looks.iter().any(is);
        let whole = [
            ("place", has(|look| look.ruled == "place")),
            ("pages", has(|look| look.ruled == "pages")),
            ("volume", has(|look| look.ruled == "volume")),
            ("in", has(|look| look.core == "in" && look.shape == "cap")),
            ("quotes", has(|look| look.inside == "quotes")),
        ];
        let whole = whole.into_iter().filter(|(_, is)| *is);
        CitedWords {
            whole: whole.map(|(name, _)| name).collect(),
            places,
            looks,
        }
    }

    /// Gives the features of the word with the number `at` to `take`, one after the other.
    pub(super) fn features(&self, at: usize, take: &mut impl FnMut(&str)) {
        let mut name = String::new();
        let mut give = |feature: std::fmt::Arguments| {
            name.clear();
            // Writing to a string cannot fail.
            let _ = name.write_fmt(feature);
            take(&name);
        };
        for distance in -REACH..=REACH {
            let index = at.checked_add_signed(distance);
            match index.and_then(|index| self.looks.get(index)) {
                Some(near) => near.describe(distance, &mut give),
                None => give(format_args!("{distance}:end")),
            }
        }
        give(format_args!(
            "part={}",
            at * PARTS / self.looks.len().max(1)
        ));
        let ruled = self.looks.get(at).map_or("", |look| look.ruled);
        for name in &self.whole {
            give(format_args!("has={name},{ruled}"));
        }
    }
}

impl Look {
    fn describe(&self, distance: isize, give: &mut impl FnMut(std::fmt::Arguments)) {
        let Look {
            core,
            shape,
            before,
            after,
            ruled,
            inside,
            ..
        } = self;
        give(format_args!("{distance}:ruled={ruled}"));
        give(format_args!("{distance}:shape={shape}{after}"));
        if distance.abs() <= 1 {
            give(format_args!("{distance}:word={core}"));
            give(format_args!("{distance}:marks={before}{after}"));
            for list in &self.lists {
                give(format_args!("{distance}:in={list}"));
            }
        }
        if distance == 0 {
            give(format_args!("inside={inside}"));
            give(format_args!("ruled={ruled},{shape}{after}"));
        }
    }
}

fn look(annotations: &Annotations, word: &Range<usize>, citation: &Citation) -> Look {
    let text = annotations.words(word.clone());
    let core = text.trim_matches(|c: char| !c.is_alphanumeric());
    let mark = |c: Option<char>| c.filter(|c| !c.is_alphanumeric()).unwrap_or('-');
    let lists: [(&str, bool); 9] = [
        ("body", is_body(core)),
        ("conference", is_conference(core)),
        ("country", is_country(core)),
        ("given", is_given_name(core)),
        ("issuer", is_issuer(core)),
        ("newspaper", is_newspaper(core)),
        ("periodical", is_periodical(core)),
        ("place", is_place(core)),
        ("publisher", is_publisher(core)),
    ];
    let inside = match annotations.bracket_around(word.start) {
        Some(_) => "brackets",
        None if annotations
            .atom_at(word.start)
            .is_some_and(|atom| atom.quoted) =>
        {
            "quotes"
        }
        None => "nothing",
    };
    let before = text.chars().next();
    let after = text.chars().next_back();
    Look {
        shape: shape(core),
        core: core.to_lowercase(),
        before: mark(before),
        after: mark(after),
        lists: lists
            .into_iter()
            .filter_map(|(name, is)| is.then_some(name))
            .collect(),
        ruled: ruled(annotations, word, citation),
        inside,
    }
}

fn shape(core: &str) -> &'static str {
    let (mut upper, mut lower, mut digits, mut other) = (0, 0, 0, 0);
    for c in core.chars() {
        match c {
            c if c.is_uppercase() => upper += 1,
            c if c.is_lowercase() => lower += 1,
            c if c.is_ascii_digit() => digits += 1,
            _ => other += 1,
        }
    }
    let capital = core.starts_with(char::is_uppercase);
    match (upper, lower, digits, other) {
        (0, 0, 0, _) => "none",
        (0, 0, 4, 0) => "year",
        (0, 0, 1..=3, 0) => "number",
        (0, 0, _, _) => "numbers",
        (1, 0, 0, _) => "initial",
        (_, 0, 0, _) => "capitals",
        (0, _, 0, _) => "lower",
        (_, _, 0, _) if capital && upper == 1 => "cap",
        (_, _, 0, _) => "mixed",
        _ => "digits",
    }
}

/// The field in which the rules have a word.
fn ruled(annotations: &Annotations, word: &Range<usize>, citation: &Citation) -> &'static str {
    let at = annotations.plain.source(word).start;
    let fields = [
        ("container", &citation.container),
        ("publisher", &citation.publisher),
        ("title", &citation.title),
        ("place", &citation.place),
        ("volume", &citation.volume),
        ("volume", &citation.issue),
        ("pages", &citation.pages),
        ("url", &citation.url),
        ("edition", &citation.edition),
        ("thesis", &citation.thesis),
    ];
    let holds = |span: crate::text::Span| span.start <= at && at < span.end;
    let field = fields
        .into_iter()
        .find(|(_, field)| field.as_ref().is_some_and(|field| holds(field.span)));
    let signed = || citation.signed_by().iter().any(|one| holds(one.span));
    let dated = || citation.date.as_ref().is_some_and(|date| holds(date.span));
    match field {
        Some((name, _)) => name,
        None if signed() => "author",
        None if dated() => "date",
        None => "none",
    }
}
