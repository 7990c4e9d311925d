use super::reporters::{Publication, reported};
use super::tables::{FILINGS, JOURNAL_WORDS, JUDGMENTS, KINGS, has, in_front};
use super::{prosaic, starts_with_digit};
use crate::citation::annotations::month;
use crate::citation::vocabulary::LONGEST_REPORTER;

/// What stands between the parties of a case.
const VERSUS: &[&str] = &[" v. ", " v ", " vs. "];

/// `347 U.S. 483`, `44 U.S.C. § 3542`, `2 Bulstr. 310`: what the volume is of.
pub(super) fn reporter(head: &str) -> Option<Publication> {
    // `L. R. 7 Q. B. 711`: the volume stands behind the name of the Law Reports.
    let reports = ["L.R. ", "L. R. "];
    let reports = reports.iter().find_map(|name| head.strip_prefix(name));
    if reports.is_some_and(starts_with_digit) {
        return Some(Publication::Reporter);
    }
    if let Some(found) = reported(head) {
        return Some(found.publication).filter(|it| *it != Publication::Journal);
    }
    let (volume, rest) = head.split_once(' ')?;
    let numbered = !volume.is_empty() && volume.bytes().all(|byte| byte.is_ascii_digit());
    (numbered && abridged(rest)).then_some(Publication::Reporter)
}

/// `Bulstr. 310`: a name of nothing but abbreviations, none of which is a journal's, and a page.
fn abridged(rest: &str) -> bool {
    for (count, word) in rest.split(' ').enumerate() {
        if starts_with_digit(word) && !word.ends_with(['d', 'h']) {
            return count > 0;
        }
        let bare = word.trim_end_matches('.');
        // `23 Sept. 2020`
        if month(bare).is_some() {
            return false;
        }
        let short =
            word == "&" && count > 0 || word.ends_with('.') && word.starts_with(char::is_uppercase);
        let series = starts_with_digit(word);
        if !(short || series) || has(&JOURNAL_WORDS, bare) || count == LONGEST_REPORTER {
            return false;
        }
    }
    false
}

/// `Bell's case, 1 Tidal, P.C. 43`: a case by the name of one party.
pub(super) fn is_named_case(head: &str) -> bool {
    let Some((name, rest)) = head.split_once(", ") else {
        return false;
    };
    let name = name.to_lowercase().replace('’', "'");
    let owned = name.ends_with("'s case") || name.ends_with("s' case");
    owned && rest.starts_with(|c: char| c.is_ascii_digit())
}

/// `Oberstes Tidengericht, judgment of 2 May 2001, 1 BvR 28/17`: a judgment by its court and date.
pub(super) fn is_judgment(head: &str) -> bool {
    // The number of the day or of the case is behind it.
    if !head.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let lower = head.to_lowercase();
    JUDGMENTS.iter().any(|judgment| {
        let judgment = judgment.words;
        lower.find(judgment).is_some_and(|at| {
            let after = lower.get(at + judgment.len()..).unwrap_or_default();
            at < LONGEST_COURT && after.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// How long the name of a court is at most, in bytes.
const LONGEST_COURT: usize = 80;

/// Where the parties of a case are parted, and by what.
pub(super) fn versus(head: &str) -> Option<(usize, &'static str)> {
    let found = VERSUS
        .iter()
        .filter_map(|versus| Some((head.find(versus)?, *versus)));
    found.min_by_key(|(at, _)| *at)
}

/// `Roe v. Wade`, `R v Smith`, `In re Gault`, with what only a case has.
pub(super) fn is_case(head: &str) -> bool {
    let named = versus(head).is_some_and(|(at, versus)| {
        let before = head.get(..at).unwrap_or_default();
        let before = without_filing(before);
        let after = head.get(at + versus.len()..).unwrap_or_default();
        // `Bell v. the United Kingdom`
        let after = after.strip_prefix("the ").unwrap_or(after);
        let capital =
            |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
        // `Science, v. XXIII` has a volume.
        let short = before.split_whitespace().count() <= 12 && !before.ends_with([',', ':']);
        // `As noted in Marsh v. Dune`
        let small = [
            "of", "and", "the", "ex", "rel.", "de", "in", "re", "on", "for",
        ];
        let leads = before
            .split_whitespace()
            .skip(1)
            .any(|word| word.starts_with(char::is_lowercase) && !small.contains(&word));
        // `Google vs. Confucius` may be a title.
        let stated = versus != " vs. " || after.contains(|c: char| c.is_ascii_digit());
        short
            && stated
            && !leads
            && capital(before.split_whitespace().next())
            && capital(after.split_whitespace().next())
            && !prosaic(before)
    });
    let styled = [
        "In re ",
        "Ex parte ",
        "Re ",
        "In the Matter of ",
        "Matter of ",
    ]
    .iter()
    .any(|start| head.starts_with(start))
        && head.contains(|c: char| c.is_ascii_digit());
    named || styled
}

/// `Brief for Petitioner at 12, Marsh`: what stands before the parties, without what was filed in their case.
fn without_filing(before: &str) -> &str {
    let filed = in_front(&FILINGS, before).is_some();
    let parties = before.rsplit_once(", ").filter(|_| filed);
    parties.map_or(before, |(_, parties)| parties)
}

/// `Campbell, 510 U.S. at 578`: a case cited again.
pub(super) fn short_case(head: &str) -> bool {
    let Some((name, rest)) = head.split_once(", ") else {
        return false;
    };
    let same = name == "S.C." || name == "s.c.";
    name.split_whitespace().count() <= 8
        && reporter(rest).is_some()
        && (same || !name.contains(['.', '"']))
}

/// `Y.B. 8 Ed. IV. 5`, `Dyer, 44 a (17 Hen. VII.)`: what is cited by the year of a king's reign, and `D. 44. 2. 4`,
/// a law of the Digest.
pub(super) fn regnal(head: &str) -> bool {
    let digest = head
        .strip_prefix("D. ")
        .or_else(|| head.strip_prefix("C. "))
        .or_else(|| head.strip_prefix("Dig. "))
        .or_else(|| head.strip_prefix("Inst. "));
    if digest.is_some_and(|rest| {
        let mut numbers = rest.split(['.', ',']).map(str::trim).take(2);
        numbers.all(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    }) || head.starts_with("Y.B. ")
        || head.starts_with("Y. B. ")
    {
        return true;
    }
    KINGS.iter().any(|king| {
        let king = king.words;
        head.match_indices(king).any(|(at, _)| {
            let before = head.get(..at).unwrap_or_default().trim_end();
            let after = head.get(at + king.len()..).unwrap_or_default();
            before.ends_with(|c: char| c.is_ascii_digit())
                && after.starts_with(['I', 'V', 'X', '.', ','])
        })
    })
}

/// `[2008] UKHL 13`, `[1932] AC 562`.
pub(super) fn neutral(head: &str) -> bool {
    head.match_indices('[').any(|(at, _)| {
        let rest = head.get(at + 1..).unwrap_or_default();
        let year = rest
            .get(..4)
            .is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        let after = rest.get(4..).and_then(|rest| rest.strip_prefix("] "));
        year && after.is_some_and(|after| {
            let court = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
            court.chars().take_while(|c| c.is_uppercase()).count() >= 2
        })
    })
}
