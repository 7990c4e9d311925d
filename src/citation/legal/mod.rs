//! Statutes, cases and acts: what is cited as law.

mod acts;
mod cases;
mod extent;
mod marks;
mod parts;
pub(super) mod reporters;
mod tables;
mod within;

use std::ops::Range;

use super::SourceKind;
use super::annotations::{Annotations, Atom};
use super::vocabulary::is_prose;
use acts::{
    is_act, is_agreement, is_bill, is_circular, is_executive, is_part_of_act, is_public_law,
    is_russian, paragraph, rule,
};
use cases::{is_case, is_judgment, is_named_case, neutral, regnal, reporter, short_case, versus};
use extent::quotes_it;
use marks::{is_numbered, is_of_court, is_part_of_law, is_printed};
use reporters::{Publication, code_in_front};
use tables::{FRONTS, STATUTES, in_front, within};

pub(super) use extent::legal_end;
pub(super) use parts::{date_of_law, parts};
pub(super) use within::laws_within;

/// How much of a sentence is looked at for what makes it legal, in bytes.
const HEAD: usize = 300;

/// How many words may lead to a statute: `Codified into law as`.
const LEAD: usize = 6;

/// What law stands at the start of `range`, which has no signal before it; `None` where none does.
pub(super) fn law(annotations: &Annotations, range: &Range<usize>) -> Option<SourceKind> {
    let head = head(annotations.words(range.clone()));
    let is_case = is_case(head) && !names_a_title(annotations, range, head);
    if is_case || is_named_case(head) || is_judgment(head) || short_case(head) {
        return Some(SourceKind::Case);
    }
    if let Some(publication) = reporter(head) {
        return Some(kind_of(publication));
    }
    if is_russian(head) {
        return Some(SourceKind::Legislation);
    }
    match quotes_title(annotations, range) || is_told(head) {
        true => None,
        false => in_words(head).or_else(|| in_series(annotations, range)),
    }
}

/// `S.O. 12(E), Gazette of India`: law whose number in an official series begins the citation.
fn in_series(annotations: &Annotations, range: &Range<usize>) -> Option<SourceKind> {
    let first = annotations.designations_in(range).first()?;
    let kind = first.series()?.kind;
    (first.range.start == range.start && kind.is_law()).then_some(kind)
}

/// Whether the words of a head have a form.
type WordForm = fn(&str) -> bool;

/// What is cited in `head` by the form of its words, which are those of no title.
fn in_words(head: &str) -> Option<SourceKind> {
    use SourceKind::{Bill, Case, Legislation, Treaty};
    let forms: [(WordForm, SourceKind); 15] = [
        (is_numbered, Case),
        (is_of_court, Case),
        (neutral, Case),
        (regnal, Case),
        (is_bill, Bill),
        (is_agreement, Treaty),
        (is_act, Legislation),
        (is_public_law, Legislation),
        (is_circular, Legislation),
        (is_part_of_act, Legislation),
        (is_executive, Legislation),
        (rule, Legislation),
        (paragraph, Legislation),
        (is_printed, Legislation),
        (is_part_of_law, Legislation),
    ];
    let form = || forms.iter().find(|(is_cited, _)| is_cited(head));
    let first = head.split([',', '(', ';']).next().unwrap_or_default();
    let is_section = first.contains('§') && code(first) || code_in_front(head).is_some();
    marked(head, first)
        .or_else(|| in_union(head))
        .or_else(|| form().map(|(_, kind)| *kind))
        .or(is_section.then_some(Legislation))
}

/// What is cited by a mark that stands in statutes and the like alone. Behind the second comma, a work may only cite one.
fn marked(head: &str, first: &str) -> Option<SourceKind> {
    let lead = head.split('(').next().unwrap_or_default();
    let one = lead.split(", ").next().unwrap_or_default();
    let near = lead.get(..one.len() + NEAR).unwrap_or(lead);
    within(&STATUTES, near)
        .filter(|_| !prosaic(first))
        .map(|mark| mark.kind)
}

/// How far behind the first comma such a mark is looked for, in bytes.
const NEAR: usize = 60;

/// Whether a title in quotes stands in front, as of an article on the law: names of cases are not quoted.
fn quotes_title(annotations: &Annotations, range: &Range<usize>) -> bool {
    let bracket = annotations.brackets_in(range).first();
    let end = bracket.map_or(range.end, |bracket| bracket.start);
    let atom = annotations.atoms_in(&(range.start..end)).first();
    atom.is_some_and(|atom| {
        atom.quoted && atom.is_words() && !quotes_it(annotations, range.start, atom)
    })
}

/// Whether words of prose stand in front of what is in brackets or quotes.
fn is_told(head: &str) -> bool {
    head.split(['(', '"', '“']).next().is_some_and(prosaic)
}

fn kind_of(publication: Publication) -> SourceKind {
    match publication {
        Publication::Reporter => SourceKind::Case,
        Publication::Treaties => SourceKind::Treaty,
        Publication::Code | Publication::Journal => SourceKind::Legislation,
    }
}

/// Where a statute begins to which words without a capital lead: `Codified into law as 17 U.S.C. § 107`.
pub(super) fn legal_after_lead(annotations: &Annotations, range: &Range<usize>) -> Option<usize> {
    let words = annotations.words(range.clone());
    let first = words.find(' ')?;
    // `Order of Dismissal, Marsh v. Dune`
    let within = words.starts_with("In ") && !words.starts_with("In re ");
    if !within && is_case(head(words)) {
        return None;
    }
    let atom = annotations
        .atoms_in(range)
        .first()
        .map_or(range.end, |atom| atom.outer.start);
    let mut at = first + 1;
    for word in words.get(at..)?.split(' ').take(LEAD) {
        let rest = range.start + at..range.end;
        if word.starts_with(|c: char| !c.is_lowercase()) {
            let before = words.get(..at)?.trim_end();
            let leads = [" by", " in", " at", " as", " under", " of", " to"]
                .iter()
                .any(|lead| before.ends_with(lead) || before == lead.trim_start())
                || within;
            let head = head(annotations.words(rest));
            let strict = reporter(head).is_some()
                || rule(head)
                || is_case(head)
                || head.starts_with("Pub. L.");
            return (leads && strict && range.start + at <= atom).then_some(range.start + at);
        }
        at += word.len() + 1;
    }
    None
}

/// `Directive (EU) 2016/1`, `MiTide, Regulation (EU) 2023/9`: an act of a union of states or a case before its court,
/// which the short name of the act may lead.
fn in_union(head: &str) -> Option<SourceKind> {
    let named = head
        .split_once(", ")
        .filter(|(name, _)| !name.contains(' '))
        .map_or("", |(_, act)| act);
    let mark = in_front(&FRONTS, head).or_else(|| in_front(&FRONTS, named));
    mark.map(|(mark, _)| mark.kind)
}

/// The words at the start of a sentence that are looked at.
fn head(words: &str) -> &str {
    words
        .char_indices()
        .nth(HEAD)
        .map_or(words, |(end, _)| words.get(..end).unwrap_or_default())
}

/// Whether the parties stand in the title of a work, behind its authors or in quotes.
fn names_a_title(annotations: &Annotations, range: &Range<usize>, head: &str) -> bool {
    let Some((at, _)) = versus(head) else {
        return false;
    };
    let holds = |atom: &Atom| {
        let authors = annotations.words(range.start..atom.outer.start.max(range.start));
        atom.is_words() && (atom.quoted || authors.contains(','))
    };
    annotations.atom_at(range.start + at).is_some_and(holds)
}

/// Whether the words, before any section sign, are those of a code: capitals and short.
fn code(words: &str) -> bool {
    let words = words.split('§').next().unwrap_or_default();
    let count = words.split_whitespace().count();
    (1..=10).contains(&count) && !prosaic(words)
}

fn prosaic(words: &str) -> bool {
    words.split_whitespace().any(is_prose)
}

fn starts_with_digit(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(note: &str, expected: bool) {
        let annotations = Annotations::read(note);
        let all = 0..annotations.plain.text.len();
        assert_eq!(law(&annotations, &all).is_some(), expected, "{note}");
    }

    #[test]
    fn law_is_known_by_its_form() {
        for note in [
            "*Marsh vs. Dune Water Co.*, 12 F.3D 44, 46 (9th Cir. 1994)",
            "In re Harbor Trust, 88 B.R. 10 (Bankr. D. Me. 1988)",
            "Exec. Order No. 13,999, 80 Fed. Reg. 100 (Jan. 2, 2015)",
            "Executive Order 12999",
            "Presidential Policy Directive 99",
            "Public Law 115-999",
            "Open Harbors Act (40 U.S.C. §§ 11101-11704)",
            "Tidal Energy Act of 2005, as amended, 16 U.S.C. § 9",
            "Section 12 of the Tidal Energy Act of 2005",
            "44 U.S. Code § 3553",
            "H.R. 999, 115th Cong. § 2 (2017)",
            "S. 44, 113th Cong. (2013)",
            "OMB Circular A-999, section 8(a)",
            "Directive 95/99/EC, art 6",
            "Regulation (EU) 2016/999",
            "Art. 5(1) GDPR",
            "GDPR, Article 5",
            "Vienna Convention on Harbours, 23 May 1969, 1155 UNTS 331",
            "Privacy Act, RSC 1985, c P-99",
            "Cal. Harb. Code § 1798.1",
            "R (Marsh) v Dune Council [2011] EWHC 99 (Admin)",
            "2 Bulstr. 310",
            "Ana Bell’s case, 1 Tidal, P.C. 43",
            "Oberstes Tidengericht, judgment of 2 May 2001, 1 BvR 28/17",
            "Harbour Safety Act, 2019",
            "The Harbour (Dredging) Regulations, 2019 (Statutory Instrument 2019 No. 12), reg 3",
            "ЗАКОН § 4",
        ] {
            is(note, true);
        }
    }

    #[test]
    fn law_is_of_several_kinds() {
        let kind = |note: &str| {
            let annotations = Annotations::read(note);
            law(&annotations, &(0..annotations.plain.text.len()))
        };
        for (note, expected) in [
            ("*Marsh v. Dune*, 12 F.3d 44 (1994)", SourceKind::Case),
            ("490 U.S. 386, 109 S.Ct. 1865 (1989)", SourceKind::Case),
            ("BGH, Urteil vom 12.5.2020, VI ZR 99/19", SourceKind::Case),
            ("44 U.S.C. § 3542", SourceKind::Legislation),
            ("Wis. Stat. § 946.41", SourceKind::Legislation),
            ("Regulation (EU) 2016/999", SourceKind::Legislation),
            ("H.R. 999, 115th Cong. § 2 (2017)", SourceKind::Bill),
            (
                "H.R. Rep. No. 99-123, at 3 (2015)",
                SourceKind::LegislativeReport,
            ),
            (
                "Convention on Harbours, 23 May 1969, 1155 UNTS 331",
                SourceKind::Treaty,
            ),
        ] {
            assert_eq!(kind(note), Some(expected), "{note}");
        }
    }

    #[test]
    fn works_on_the_law_are_not_law() {
        for note in [
            "Ana Bell, *Marsh v. Dune and After*, 12 Tidal L. Rev. 3 (2001)",
            "Ana Bell, “Marsh v. Dune at Fifty,” *Tidal Law*, 2001",
            "12 Tidal L. Rev. 3",
            "§ 3.2",
            "OMB Circular A-999",
            "Section 4 of this brief",
            "The Convention was signed in Paris, art dealers said",
            "They act on the order of 1998 men",
        ] {
            is(note, false);
        }
    }
}
