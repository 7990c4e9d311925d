//! Statutes, cases and acts: what is cited as law.

mod acts;
mod cases;
mod extent;
mod marks;
mod tables;
mod within;

use std::ops::Range;

use super::annotations::{Annotations, Atom};
use super::vocabulary::is_prose;
use acts::{
    is_act, is_agreement, is_bill, is_circular, is_executive, is_part_of_act, is_public_law,
    is_russian, paragraph, rule,
};
use cases::{is_case, is_judgment, is_named_case, neutral, regnal, reporter, short_case, versus};
use extent::quotes_it;
use marks::{is_numbered, is_of_court, is_part_of_law, is_printed};
use tables::{EUROPEAN, STATUTES};

pub(super) use extent::legal_end;
pub(super) use within::laws_within;

/// How much of a sentence is looked at for what makes it legal, in bytes.
const HEAD: usize = 300;

/// How many words may lead to a statute: `Codified into law as`.
const LEAD: usize = 6;

/// Whether a statute, regulation or case stands at the start of `range`, which has no signal before it.
pub(super) fn is_legal(annotations: &Annotations, range: &Range<usize>) -> bool {
    let head = head(annotations.words(range.clone()));
    let first = head.split([',', '(', ';']).next().unwrap_or_default();
    let bracket = annotations
        .brackets_in(range)
        .first()
        .map_or(range.end, |bracket| bracket.start);
    // A title in quotes is that of an article on the law; case names are not quoted.
    let quoted = annotations
        .atoms_in(&(range.start..bracket))
        .first()
        .is_some_and(|atom| {
            atom.quoted && atom.is_words() && !quotes_it(annotations, range.start, atom)
        });
    let case = is_case(head) && !names_a_title(annotations, range, head);
    let act = is_act(head)
        || is_bill(head)
        || is_public_law(head)
        || is_circular(head)
        || is_part_of_act(head)
        || is_agreement(head)
        || is_executive(head)
        || is_european(head)
        || rule(head)
        || paragraph(head)
        || is_numbered(head)
        || is_printed(head)
        || is_of_court(head)
        || is_part_of_law(head);
    let section = first.contains('§') && code(first);
    // After the second comma, a work may only cite one.
    let lead = head
        .split('(')
        .next()
        .and_then(|lead| {
            lead.split(", ")
                .next()
                .map(|one| lead.get(..one.len() + 60).unwrap_or(lead))
        })
        .unwrap_or_default();
    let marked = STATUTES.iter().any(|mark| lead.contains(mark)) && !prosaic(first);
    let prose = head.split(['(', '"', '“']).next().is_some_and(prosaic);
    reporter(head)
        || is_named_case(head)
        || is_judgment(head)
        || is_russian(head)
        || case
        || short_case(head)
        || (!quoted && !prose && (act || section || neutral(head) || regnal(head) || marked))
}

/// Where a statute begins to which words without a capital lead: `Codified into law as 17 U.S.C. § 107`.
pub(super) fn legal_after_lead(annotations: &Annotations, range: &Range<usize>) -> Option<usize> {
    let words = annotations.words(range.clone());
    let first = words.find(' ')?;
    // `Order of Dismissal, Marsh v. Dune`
    if is_case(head(words)) {
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
                .any(|lead| before.ends_with(lead));
            let head = head(annotations.words(rest));
            let strict =
                reporter(head) || rule(head) || is_case(head) || head.starts_with("Pub. L.");
            return (leads && strict && range.start + at <= atom).then_some(range.start + at);
        }
        at += word.len() + 1;
    }
    None
}

/// `Directive (EU) 2016/1`, `MiTide, Regulation (EU) 2023/9`: an act of a union of states, which its short name may
/// lead.
fn is_european(head: &str) -> bool {
    let named = head
        .split_once(", ")
        .filter(|(name, _)| !name.contains(' '))
        .map_or("", |(_, act)| act);
    let starts = |words: &str| EUROPEAN.iter().any(|start| words.starts_with(start));
    starts(head) || starts(named)
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
        assert_eq!(is_legal(&annotations, &all), expected, "{note}");
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
