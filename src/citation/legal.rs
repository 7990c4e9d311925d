use std::ops::Range;

use super::evidence::Evidence;
use super::vocabulary::is_prose;

/// How much of a sentence is looked at for what makes it legal, in bytes.
const HEAD: usize = 300;

/// Reporters and codes that stand between two numbers: `347 U.S. 483`, `44 U.S.C. § 3542`.
const REPORTERS: &[&str] = &[
    "U.S.",
    "U. S.",
    "U.S.C.",
    "U.S.C.A.",
    "U.S.C.S.",
    "USC",
    "C.F.R.",
    "CFR",
    "Fed. Reg.",
    "FR",
    "S. Ct.",
    "S.Ct.",
    "L. Ed.",
    "F.",
    "F.2d",
    "F.3d",
    "F.4th",
    "F. Supp.",
    "F. Supp. 2d",
    "F. Supp. 3d",
    "F. App’x",
    "F. App'x",
    "Stat.",
    "Cong. Rec.",
    "Fed. Cl.",
    "B.R.",
    "T.C.",
    "A.2d",
    "A.3d",
    "N.E.2d",
    "N.E.3d",
    "N.W.2d",
    "P.2d",
    "P.3d",
    "S.E.2d",
    "S.W.2d",
    "S.W.3d",
    "So. 2d",
    "So. 3d",
    "N.Y.S.2d",
    "N.Y.2d",
    "N.Y.3d",
    "Cal. Rptr.",
    "Cal.",
    "Mass.",
    "U.S.C.C.A.N.",
    "WL",
    "U.N.T.S.",
    "UNTS",
    "I.L.M.",
    "F.2d.",
    "Wall.",
    "How.",
    "Cranch",
    "Wheat.",
    "Pet.",
    "Fed. Appx.",
    "FCC Rcd",
    "F.C.C.R.",
    "Op. O.L.C.",
    "Comp. Gen.",
];

/// What stands in statutes, bills and reports of a legislature, and in no other citation.
const STATUTES: &[&str] = &[
    "Pub. L.",
    "P.L. 1",
    "Public Law No.",
    "H.R. Rep.",
    "S. Rep. No.",
    "H.R. Res.",
    "H.R. Con",
    "H.R. Conf. Rep.",
    "Exec. Order No.",
    "Executive Order No.",
    "U.S. CONST.",
    "U.S. Const.",
    "CONST. art.",
    "Stat. §",
    "CODE ANN.",
    "Code Ann.",
    "REV. STAT.",
    "GEN. STAT.",
    "Gen. Stat.",
    "Rev. Stat.",
    "Fed. R. Civ. P.",
    "Fed. R. Evid.",
    "FED. R.",
    "OJ L ",
    "O.J. (L",
    "SI 20",
    "SI 19",
    "U.N. Doc. S/RES",
    "Cong., ",
    "Treas. Reg.",
    "Restatement (",
    "T.I.A.S.",
];

/// What a rule of a body of law is called where a number follows at once: `FAR 11.102`.
const RULES: &[&str] = &[
    "FAR", "DFARS", "GDPR", "TFEU", "TEU", "ECHR", "UCC", "U.C.C.",
];

/// Words before `1998` or a comma that name an act of parliament.
const ACTS: &[&str] = &[
    "Act",
    "Bill",
    "Order",
    "Regulations",
    "Ordinance",
    "Statute",
    "Rules",
    "Code",
];

/// Acts of the European Union and cases of its court, by how they begin.
const EUROPEAN: &[&str] = &[
    "Directive 19",
    "Directive 20",
    "Directive (E",
    "Council Directive",
    "Regulation (E",
    "Council Regulation",
    "Commission Regulation",
    "Case C-",
    "Case C‑",
    "Case C–",
    "Case T-",
    "Joined Cases",
    "Council Decision",
    "Commission Decision",
    "Opinion of Advocate",
    "Consolidated Version of the Treaty",
    "App no",
    "App. no",
];

/// Whether a statute, regulation or case stands at the start of `range`, which has no signal before it.
pub(super) fn is_legal(evidence: &Evidence, range: &Range<usize>) -> bool {
    let words = evidence.words(range.clone());
    let head: &str = words
        .char_indices()
        .nth(HEAD)
        .map_or(words, |(end, _)| words.get(..end).unwrap_or_default());
    let first = head.split([',', '(', ';']).next().unwrap_or_default();
    let bracket = evidence
        .brackets_in(range)
        .first()
        .map_or(range.end, |bracket| bracket.start);
    // A title in quotes is that of an article on the law; case names are not quoted.
    let quoted = evidence
        .solids_in(&(range.start..bracket))
        .first()
        .is_some_and(|solid| solid.quoted && solid.is_words());
    let reported = reporter(head) || is_case(head);
    let act = is_act(head) || EUROPEAN.iter().any(|start| head.starts_with(start)) || rule(head);
    let section = first.contains('§') && code(first);
    let neutral = neutral(head);
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
    reported || (!quoted && !prose && (act || section || neutral || marked))
}

/// Whether the words, before any section sign, are those of a code: capitals and short.
fn code(words: &str) -> bool {
    let words = words.split('§').next().unwrap_or_default();
    words.split_whitespace().count() <= 10 && !prosaic(words)
}

fn prosaic(words: &str) -> bool {
    words.split_whitespace().any(is_prose)
}

/// `347 U.S. 483`, `44 U.S.C. § 3542`.
fn reporter(head: &str) -> bool {
    let Some((volume, rest)) = head.split_once(' ') else {
        return false;
    };
    let numbered = !volume.is_empty() && volume.bytes().all(|byte| byte.is_ascii_digit());
    numbered
        && REPORTERS.iter().any(|reporter| {
            let after = rest
                .strip_prefix(reporter)
                .map(|after| after.trim_start_matches([' ', '§', ',']));
            let after = after.map(|after| {
                after
                    .trim_start_matches("at ")
                    .trim_start_matches("Part ")
                    .trim_start_matches("pt. ")
                    .trim_start_matches("sec. ")
            });
            after.is_some_and(|after| {
                after
                    .trim_start()
                    .starts_with(|c: char| c.is_ascii_digit() || c == '_' || c == '§')
            })
        })
}

/// `Roe v. Wade`, `R v Smith`, `In re Gault`, with what only a case has.
fn is_case(head: &str) -> bool {
    let named = [" v. ", " v "].iter().any(|versus| {
        head.find(versus).is_some_and(|at| {
            let (before, after) = (
                head.get(..at).unwrap_or_default(),
                head.get(at + versus.len()..).unwrap_or_default(),
            );
            let capital =
                |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
            let short = before.split_whitespace().count() <= 12;
            short
                && capital(before.split_whitespace().next())
                && capital(after.split_whitespace().next())
                && !prosaic(before)
        })
    });
    let styled = ["In re ", "Ex parte ", "Re "]
        .iter()
        .any(|start| head.starts_with(start))
        && head.contains(|c: char| c.is_ascii_digit());
    named || styled || short_case(head)
}

/// `Campbell, 510 U.S. at 578`: a case cited again.
fn short_case(head: &str) -> bool {
    let Some((name, rest)) = head.split_once(", ") else {
        return false;
    };
    name.split_whitespace().count() <= 8 && reporter(rest) && !name.contains(['.', '"'])
}

/// `Human Rights Act 1998, s 15`, `Freedom of Information Act, 5 U.S.C. § 552`.
fn is_act(head: &str) -> bool {
    let first = head
        .split([',', '(', ';', '.'])
        .next()
        .unwrap_or_default()
        .trim();
    let mut words = first.split_whitespace().rev();
    let last = words.next().unwrap_or_default();
    let dated = last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_digit());
    let act = if dated {
        words.next().unwrap_or_default()
    } else {
        last
    };
    let act = if act == "of" {
        words.next().unwrap_or_default()
    } else {
        act
    };
    let named = ACTS.contains(&act)
        && first.split_whitespace().count() <= 14
        && first.starts_with(char::is_uppercase)
        && !prosaic(first);
    let rest = head
        .get(first.len()..)
        .unwrap_or_default()
        .trim_start_matches([',', ' ']);
    let cited = [
        "s ", "ss ", "s. ", "sch ", "section ", "§", "art ", "pt ", "reg ", "c ", "c. ", "No ",
        "Pub. L.",
    ]
    .iter()
    .any(|part| rest.starts_with(part));
    named
        && ((dated && (rest.is_empty() || cited || rest.starts_with(['.', '('])))
            || cited
            || reporter(rest))
}

fn rule(head: &str) -> bool {
    let mut words = head.split_whitespace();
    let named = words.next().is_some_and(|word| RULES.contains(&word));
    let next = words.next().unwrap_or_default();
    named
        && (next.starts_with(|c: char| c.is_ascii_digit())
            || matches!(next, "art" | "art." | "arts" | "§" | "Article"))
}

/// `[2008] UKHL 13`, `[1932] AC 562`.
fn neutral(head: &str) -> bool {
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

/// Where a legal citation ends: before the parenthesis that explains it, the address where it is found, or
/// what it quotes.
pub(super) fn legal_end(evidence: &Evidence, range: &Range<usize>) -> usize {
    let mut end = range.end;
    for bracket in evidence.brackets_in(range).iter().rev() {
        let after = evidence
            .words(bracket.end..end)
            .trim_matches(['.', ' ', ',', ';']);
        let inner = evidence.words(bracket.start + 1..bracket.end.saturating_sub(1));
        let dated =
            inner.ends_with(|c: char| c.is_ascii_digit()) && inner.split_whitespace().count() < 9;
        let explains = !dated
            && (inner.starts_with(char::is_lowercase) || inner.split_whitespace().count() > 2);
        let glued = !evidence.words(range.start..bracket.start).ends_with(' ');
        if !after.is_empty() || !explains || glued {
            break;
        }
        end = bracket.start;
    }
    if let Some(url) = evidence
        .solids_in(&(range.start..end))
        .iter()
        .find(|solid| !solid.is_words())
    {
        end = end.min(url.outer.start);
    }
    let words = evidence.words(range.start..end);
    let tail = [", available at", "available at", "accessed"]
        .iter()
        .fold(words, |words, tail| {
            words
                .trim_end_matches([' ', ',', ':', '(', '<'])
                .trim_end_matches(tail)
        });
    let seq = tail.trim_end().ends_with("seq.");
    let tail = if seq {
        tail.trim_end()
    } else {
        tail.trim_end_matches([' ', ',', ';', '.', '('])
    };
    range.start + tail.len()
}
