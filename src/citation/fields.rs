use std::ops::Range;

use super::address::doi_of;
use super::dates::FoundDate;
use super::evidence::{Evidence, Solid};
use super::labels::Labels;
use super::legal::legal_end;
use super::look::{leads_out, limit};
use super::names::{Names, names};
use super::segments::{Segment, What, segments};
use super::vocabulary::is_body;
use super::{Author, Citation, Date, Field, Kind};

/// Words before a date on which the author read the source.
const ACCESS: &[&str] = &[
    "accessed",
    "visited",
    "retrieved",
    "consulted",
    "viewed",
    "abgerufen",
    "zugriff",
    "consulté",
    "consultado",
    "access date",
    "checked",
    "updated",
    "modified",
    "accédé",
    "дата обращения",
    "访问",
    "檢索",
];

/// How far before a date such words are looked for, in bytes.
const NEAR: usize = 30;

/// The source cited in `range`; `None` where there is too little in it for one.
pub(super) fn cited(
    evidence: &Evidence,
    range: &Range<usize>,
    signal: &Range<usize>,
    legal: bool,
) -> Option<Citation> {
    let body = signal.end.max(range.start)..range.end;
    let mut citation = match legal {
        true => whole(evidence, &body),
        false => Draft::read(evidence, body),
    };
    citation.span = evidence.plain.source(range);
    citation.signal = (!signal.is_empty()).then(|| field(evidence, signal.clone()));
    enough(&citation).then_some(citation)
}

/// Whether there is enough to be cited by.
fn enough(citation: &Citation) -> bool {
    let found = citation.url.is_some() || citation.doi.is_some();
    let stated = citation.date.is_some()
        || citation.pages.is_some()
        || citation.volume.is_some()
        || citation.accessed.is_some();
    let described = stated || !citation.authors.is_empty() || citation.container.is_some();
    found
        || (citation.title.is_some() && (described || citation.kind == Kind::Legal))
        || (stated && !citation.authors.is_empty())
}

/// A statute or case: one piece, with what surely stands beside it.
fn whole(evidence: &Evidence, body: &Range<usize>) -> Citation {
    let end = legal_end(evidence, body);
    let title = body.start..end;
    let last = evidence
        .brackets_in(&title)
        .last()
        .filter(|bracket| bracket.end == end);
    let date = last.and_then(|bracket| evidence.dates_in(bracket).last());
    let mut draft = Draft::new(evidence, body.clone());
    draft.addresses();
    Citation {
        kind: Kind::Legal,
        title: Some(field(evidence, title)),
        date: date.map(|date| stated(evidence, date)),
        ..draft.citation
    }
}

/// The sources to which links in comment lead.
pub(super) fn embedded(evidence: &Evidence, range: &Range<usize>) -> Vec<Citation> {
    let solids = evidence.solids_in(range).iter();
    let mut from = range.start;
    let mut found = Vec::new();
    for solid in solids {
        let mut draft = Draft::new(evidence, solid.outer.clone());
        draft.addresses();
        if draft.citation.url.is_none() && draft.citation.doi.is_none() {
            continue;
        }
        if solid.is_words() && names_a_work(evidence, solid) {
            draft.citation.title = Some(field(evidence, solid.inner.clone()));
        }
        draft.citation.span = evidence.plain.source(&solid.outer);
        draft.possessor(from..solid.outer.start);
        found.push(draft.citation);
        from = solid.outer.end;
    }
    found
}

/// Whether linked words are a title, and not words of the sentence.
fn names_a_work(evidence: &Evidence, solid: &Solid) -> bool {
    let words = evidence.words(solid.inner.clone());
    let capitals = words
        .split_whitespace()
        .filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        .count();
    solid.quoted
        || solid.emphasised
        || (capitals > 0 && capitals * 2 >= words.split_whitespace().count())
}

/// A field of the words in `range`.
pub(super) fn field(evidence: &Evidence, range: Range<usize>) -> Field {
    let range = trimmed(evidence, range);
    let words = evidence.words(range.clone());
    let value = words
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("\\$", "$");
    Field {
        value,
        span: evidence.plain.source(&range),
    }
}

/// A range without the spaces and punctuation around its words.
pub(super) fn trimmed(evidence: &Evidence, range: Range<usize>) -> Range<usize> {
    let words = evidence.words(range.clone());
    let start = range.start
        + (words.len()
            - words
                .trim_start_matches([' ', ',', ':', ';', '.', '\n', '*', '_'])
                .len());
    let words = evidence.words(start..range.end);
    let bare = words.trim_end_matches([' ', ',', ':', ';', '\n', '*', '_', '，', '：', '；', '。']);
    let last = bare
        .trim_end_matches('.')
        .rsplit(' ')
        .next()
        .unwrap_or_default();
    // `Tex. B.J.`: the period belongs to the abbreviation.
    let kept = last.contains('.')
        || matches!(
            last,
            "Rev"
                | "J"
                | "Inc"
                | "L"
                | "Ltd"
                | "Corp"
                | "Co"
                | "Jr"
                | "seq"
                | "Q"
                | "Int'l"
                | "Bull"
                | "Sci"
                | "Rep"
        );
    let bare = if kept {
        bare
    } else {
        bare.trim_end_matches(['.', ','])
    };
    start..start + bare.len()
}

pub(super) fn stated(evidence: &Evidence, date: &FoundDate) -> Date {
    Date {
        span: evidence.plain.source(&date.range),
        value: date.value.clone(),
    }
}

/// A citation while its fields are found.
pub(super) struct Draft<'e> {
    pub evidence: &'e Evidence,
    pub body: Range<usize>,
    pub segments: Vec<Segment>,
    pub citation: Citation,
    /// The date of the source and that of access, by where they stand.
    pub date: Option<Range<usize>>,
    pub accessed: Option<Range<usize>>,
    /// Where the names, and a date right after them, end.
    pub after_names: usize,
    /// Whether the date follows the names at once.
    pub author_date: bool,
}

impl<'e> Draft<'e> {
    fn new(evidence: &'e Evidence, body: Range<usize>) -> Draft<'e> {
        Draft {
            evidence,
            after_names: body.start,
            segments: Vec::new(),
            citation: Citation::default(),
            date: None,
            accessed: None,
            author_date: false,
            body,
        }
    }

    fn read(evidence: &'e Evidence, body: Range<usize>) -> Citation {
        let mut draft = Draft::new(evidence, body.clone());
        draft.segments = segments(evidence, &body);
        draft.addresses();
        draft.access();
        let mark = draft.title_mark();
        draft.authors(mark);
        draft.dated();
        let end = draft.title(mark);
        Labels::read(&mut draft, end);
        draft.citation
    }

    /// The URL and the DOI.
    fn addresses(&mut self) {
        let evidence = self.evidence;
        for solid in evidence.solids_in(&self.body) {
            let words = |range: &Range<usize>| {
                let value = evidence.words(range.clone()).to_owned();
                Field {
                    value,
                    span: evidence.plain.source(range),
                }
            };
            let link = solid
                .link
                .filter(|link| leads_out(evidence, *link))
                .and_then(|link| evidence.plain.links.get(link));
            let url = match (link, &solid.address) {
                (Some(link), _) => Field {
                    value: link.target.clone(),
                    span: link.span,
                },
                (None, Some(address)) if solid.doi => {
                    self.citation.doi.get_or_insert_with(|| words(address));
                    continue;
                }
                (None, Some(address)) => words(address),
                _ => continue,
            };
            if let Some(doi) = doi_of(&url.value) {
                let doi = Field {
                    value: doi.to_owned(),
                    span: url.span,
                };
                self.citation.doi.get_or_insert(doi);
            }
            self.citation.url.get_or_insert(url);
        }
    }

    /// The date of access.
    fn access(&mut self) {
        for date in self.evidence.dates_in(&self.body) {
            let mut from = date.range.start.saturating_sub(NEAR).max(self.body.start);
            while !self.evidence.plain.text.is_char_boundary(from) {
                from += 1;
            }
            let before = self.evidence.words(from..date.range.start).to_lowercase();
            if !date.bare && ACCESS.iter().any(|word| before.contains(word)) {
                self.accessed = Some(date.range.clone());
                self.citation.accessed = Some(stated(self.evidence, date));
                return;
            }
        }
    }

    /// The segment that is marked as the title: the first in quotes, else the first linked, else the first
    /// emphasised.
    fn title_mark(&self) -> Option<usize> {
        let mut words = self
            .segments
            .iter()
            .enumerate()
            .filter_map(|(index, segment)| {
                let solid = self.solid(segment)?;
                Some((index, solid))
                    .filter(|(_, solid)| solid.is_words() && !solid.inner.is_empty())
            });
        let (first, solid) = words.next()?;
        if solid.quoted || !solid.emphasised && solid.link.is_none() {
            return Some(first);
        }
        // What is quoted after the date is a passage of the source, not its title.
        let quoted = words.find(|(_, solid)| solid.quoted);
        let between = |end: usize| self.evidence.dates_in(&(solid.outer.end..end)).is_empty();
        Some(
            quoted
                .filter(|(_, quoted)| between(quoted.outer.start))
                .map_or(first, |(index, _)| index),
        )
    }

    /// The piece that a segment is.
    pub(super) fn solid(&self, segment: &Segment) -> Option<&'e Solid> {
        self.evidence
            .solid_at(segment.range.start)
            .filter(|_| segment.what == What::Solid)
    }

    /// The authors, and the date that stands right after them.
    fn authors(&mut self, mark: Option<usize>) {
        let text = self.evidence.plain.text.as_str();
        let limit = limit(self.evidence, &self.body);
        let found: Names = names(text, self.body.start..limit);
        let mark = mark
            .and_then(|mark| self.segments.get(mark))
            .map(|segment| segment.range.start);
        if found.names.is_empty() {
            self.body_author(limit, mark);
        } else {
            let author = |(name, range)| Author {
                name,
                span: self.evidence.plain.source(&range),
            };
            self.citation.authors = found.names.into_iter().map(author).collect();
            self.after_names = found.end;
            let rest = self
                .evidence
                .words(found.end..limit)
                .trim_matches([' ', ',', '.', ':']);
            if matches!(rest, "" | "et al" | "eds" | "ed") {
                self.date_after(limit);
            }
        }
    }

    /// A body, or another single name, before a marked title or a date.
    fn body_author(&mut self, limit: usize, mark: Option<usize>) {
        let range = self.body.start..limit;
        let evidence = self.evidence;
        let square = evidence
            .bracket_at(limit)
            .is_some_and(|bracket| evidence.words(bracket.clone()).starts_with('['));
        let marked = mark == Some(limit) || (square && mark.is_some());
        let words = evidence.words(range.clone());
        let ends = words.trim_end();
        // A date in a bracket right after: `World Bank (2020).` A sentence before it is a title.
        let dated = !marked
            && !ends.contains(',')
            && words.split_whitespace().count() < 9
            && self.starts_with_date(limit)
            && !self
                .segments
                .iter()
                .skip(1)
                .all(|segment| segment.what != What::Text);
        let glued = marked
            && !square
            && !ends.is_empty()
            && !ends.ends_with([',', '.', ':', '"', '“'])
            && !possessive(ends);
        if (marked && !glued) || dated {
            let start = range.start + if words.starts_with("the ") { 4 } else { 0 };
            let end = start
                + evidence
                    .words(start..limit)
                    .trim_end()
                    .trim_end_matches("’s")
                    .trim_end_matches("'s")
                    .len();
            if let Some((name, place)) = super::look::body_before(evidence, start..end) {
                self.citation.authors.push(Author {
                    name,
                    span: evidence.plain.source(&place),
                });
                self.after_names = limit;
            }
        }
        if dated && !self.citation.authors.is_empty() {
            self.date_after(limit);
        }
    }

    fn starts_with_date(&self, at: usize) -> bool {
        let inside = self
            .evidence
            .bracket_at(at)
            .map_or(at, |bracket| bracket.start + 1);
        self.evidence
            .dates_in(&(inside..inside + 1))
            .first()
            .is_some()
    }

    /// The date right after the names, in brackets or bare.
    fn date_after(&mut self, at: usize) {
        let evidence = self.evidence;
        // `(eds)`, `(Ed.)` may stand between.
        let mut at = at;
        if let Some(bracket) = evidence.bracket_at(at)
            && !self.starts_with_date(at)
            && bracket.len() < 12
        {
            let rest = evidence.words(bracket.end..self.body.end);
            at = bracket.end + (rest.len() - rest.trim_start_matches([' ', ',', '.']).len());
        }
        if !self.starts_with_date(at) {
            return;
        }
        let bracket = evidence.bracket_at(at);
        let inside = bracket.map_or(at, |bracket| bracket.start + 1);
        let Some(date) = evidence.dates_in(&(inside..inside + 1)).first() else {
            return;
        };
        let end = bracket.map_or(date.range.end, |bracket| bracket.end);
        let rest = evidence.words(end..self.body.end).trim_start();
        if bracket.is_none() && !rest.starts_with(['.', ',', ':', ';']) {
            return;
        }
        self.author_date = true;
        self.date = Some(date.range.clone());
        self.citation.date = Some(stated(evidence, date));
        self.after_names = end;
    }

    /// The date elsewhere: in full, else a year in brackets, else one between separators.
    fn dated(&mut self) {
        if self.date.is_some() {
            return;
        }
        let evidence = self.evidence;
        let accessed = self.accessed.clone();
        let candidates = evidence.dates_in(&self.body).iter().filter(|date| {
            Some(&date.range) != accessed.as_ref() && evidence.solid_at(date.range.start).is_none()
        });
        let rank = |date: &&FoundDate| match (date.bare, self.place_of(date)) {
            (false, _) => Some(0),
            (true, Place::Bracket) => Some(1),
            (true, Place::Alone) => Some(2),
            (true, Place::Elsewhere) => None,
        };
        let best = candidates
            .filter_map(|date| Some((rank(&date)?, date)))
            .min_by_key(|(rank, _)| *rank);
        if let Some((_, date)) = best {
            self.date = Some(date.range.clone());
            self.citation.date = Some(stated(evidence, date));
        }
    }

    fn place_of(&self, date: &FoundDate) -> Place {
        let holds = |segment: &&Segment| {
            segment.range.start <= date.range.start && date.range.end <= segment.range.end
        };
        let Some(segment) = self.segments.iter().find(holds) else {
            return Place::Elsewhere;
        };
        match segment.what {
            What::Round | What::Square => {
                let after = self.evidence.words(date.range.end..segment.range.end);
                let first = date.range.start == segment.range.start + 1;
                let last = after.chars().all(|c| !c.is_alphanumeric());
                if first || last {
                    Place::Bracket
                } else {
                    Place::Elsewhere
                }
            }
            What::Text
                if trimmed(self.evidence, segment.range.clone()) == date.range
                    && segment.before != ':' =>
            {
                Place::Alone
            }
            _ => Place::Elsewhere,
        }
    }

    /// The author of a linked work in a sentence, and its date: `the GAO’s June 2019 report, "…"`.
    fn possessor(&mut self, before: Range<usize>) {
        let evidence = self.evidence;
        let words = evidence.words(before.clone());
        let Some(at) = words.rfind("’s ").or_else(|| words.rfind("'s ")) else {
            return;
        };
        if words.len() - at > 60 {
            return;
        }
        let name = words.get(..at).unwrap_or_default();
        let mut start = name.len();
        for word in name.rsplit(' ') {
            let part = word.starts_with(char::is_uppercase)
                || (matches!(word, "of" | "and" | "for") && start < name.len());
            if !part {
                break;
            }
            start = word.as_ptr() as usize - name.as_ptr() as usize;
        }
        let range = before.start + start..before.start + at;
        let Some(named) = super::look::body_before(evidence, range) else {
            return;
        };
        self.citation.authors.push(Author {
            name: named.0,
            span: evidence.plain.source(&named.1),
        });
        if let Some(date) = evidence.dates_in(&(before.start + at..before.end)).first() {
            self.citation.date = Some(stated(evidence, date));
        }
    }

    /// Finds the title; returns where it ends.
    fn title(&mut self, mark: Option<usize>) -> usize {
        let evidence = self.evidence;
        let Some(segment) = mark.and_then(|mark| self.segments.get(mark)) else {
            return self.plain_title();
        };
        let Some(solid) = self.solid(segment) else {
            return self.after_names;
        };
        let start = segment.range.start;
        let before = trimmed(evidence, self.after_names.min(start)..start);
        let words = evidence.words(before.clone());
        let count = words.split_whitespace().count();
        let alone = solid.emphasised && !solid.quoted && solid.link.is_none();
        // Before a container in italics, the title may be unmarked.
        let numbered = words.ends_with(|c: char| c.is_ascii_digit());
        let plain = alone
            && !numbered
            && count >= 2
            && !words.split_whitespace().any(is_body)
            && !words.starts_with("in ")
            && (self.author_date || count >= 3);
        if plain {
            return self.plain_title();
        }
        if count > 0
            && words.bytes().any(|byte| byte.is_ascii_digit())
            && self.citation.authors.is_empty()
        {
            self.citation.container = Some(field(evidence, before));
        }
        let inner = solid.inner.start.max(start)..solid.inner.end;
        self.citation.title = Some(field(evidence, inner)).filter(|title| !title.value.is_empty());
        segment.range.end
    }

    /// A title that nothing marks: what stands after the names, up to the next separator that may end it.
    fn plain_title(&mut self) -> usize {
        let evidence = self.evidence;
        let from = self.after_names;
        let rest: Vec<&Segment> = self
            .segments
            .iter()
            .filter(|segment| segment.range.end > from)
            .collect();
        let Some(first) = rest
            .iter()
            .position(|segment| segment.what == What::Text && !self.is_date(&segment.range))
        else {
            return from;
        };
        let sentences = rest.iter().skip(first + 1).any(|segment| {
            segment.before == '.'
                && segment.what != What::Round
                && !super::labels::is_number_or_tail(evidence, segment)
        });
        let Some(segment) = rest.get(first) else {
            return from;
        };
        let start = segment.range.start.max(from);
        let mut end = segment.range.end;
        for pair in rest.windows(2).skip(first) {
            let next = pair[1];
            if !self.title_goes_on(next, sentences) {
                break;
            }
            end = next.range.end;
        }
        let range = self.without_page(trimmed(evidence, start..end), end);
        let range = without_tail(evidence, range);
        let title = field(evidence, range.clone());
        let words = title.value.split_whitespace().count();
        if words > 0 && title.value.chars().any(char::is_alphabetic) {
            self.citation.title = Some(title);
        }
        range.end
    }

    fn is_date(&self, range: &Range<usize>) -> bool {
        self.date.as_ref().is_some_and(|date| {
            range.start <= date.start && trimmed(self.evidence, range.clone()) == *date
        })
    }

    /// Whether an unmarked title goes on with the segment `next`.
    fn title_goes_on(&self, next: &Segment, sentences: bool) -> bool {
        let evidence = self.evidence;
        let words = evidence.words(next.range.clone());
        let lower = words.starts_with(char::is_lowercase)
            && ![
                "in ",
                "available",
                "accessed",
                "pp",
                "vol",
                "no.",
                "edited",
                "at ",
                "online",
                "p.",
            ]
            .iter()
            .any(|word| words.starts_with(word));
        match next.what {
            What::Text if next.before == ',' => {
                lower
                    || (sentences
                        && !super::labels::is_number_or_tail(evidence, next)
                        && !self.is_date(&next.range))
            }
            // `(M-13-13)`: a number that belongs to the title.
            What::Round => {
                let inner = words.trim_matches(['(', ')', '.']);
                !inner.contains(' ')
                    && inner.contains('-')
                    && inner.contains(|c: char| c.is_ascii_digit())
                    && inner.starts_with(char::is_uppercase)
            }
            What::Text => next.before == ' ' && lower,
            _ => false,
        }
    }

    /// Takes the page off a title that a date in brackets follows: `Coding 33 (1994)`.
    fn without_page(&mut self, title: Range<usize>, end: usize) -> Range<usize> {
        let evidence = self.evidence;
        let words = evidence.words(title.clone());
        let bracket = self
            .segments
            .iter()
            .find(|segment| segment.range.start >= end);
        let dated = bracket.is_some_and(|bracket| {
            bracket.what == What::Round && !evidence.dates_in(&bracket.range).is_empty()
        });
        let cut = words.rfind(' ').filter(|at| {
            let last = words.get(at + 1..).unwrap_or_default();
            dated && last.len() <= 4 && last.bytes().all(|byte| byte.is_ascii_digit())
        });
        match cut {
            Some(at) => {
                self.citation.pages = Some(field(evidence, title.start + at..title.end));
                trimmed(evidence, title.start..title.start + at)
            }
            None => title,
        }
    }
}

/// Where a year stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Bracket,
    Alone,
    Elsewhere,
}

fn possessive(words: &str) -> bool {
    words.ends_with("’s") || words.ends_with("'s")
}

/// A title without what leads to the address after it: `available at`, `doi`.
fn without_tail(evidence: &Evidence, title: Range<usize>) -> Range<usize> {
    let words = evidence.words(title.clone());
    let lower = words.to_ascii_lowercase();
    let leads = [
        "available online at",
        "available online",
        "available at",
        "available from",
        "available",
        "accessed at",
        "retrieved from",
        "at",
        "doi",
        "url",
        "online",
        "from",
        "see",
    ];
    let lead = leads.iter().find(|lead| {
        let before = lower.strip_suffix(**lead);
        before.is_some_and(|before| before.is_empty() || before.ends_with([' ', ',', '.']))
    });
    trimmed(
        evidence,
        title.start..title.end - lead.map_or(0, |lead| lead.len()),
    )
}
