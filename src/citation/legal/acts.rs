use super::cases::reporter;
use super::tables::{
    ACTS, CITED_PARTS, Mark, NUMBERED, PARAGRAPH_PARTS, RULES, TREATIES, TREATY_MARKS, has,
    in_front,
};
use super::{prosaic, starts_with_digit};

/// How many words the name of an act or agreement has at most.
const LONGEST_NAME: usize = 14;

/// `Human Rights Act 1998, s 15`, `Freedom of Information Act, 5 U.S.C. § 552`.
pub(super) fn is_act(head: &str) -> bool {
    let first = name_of_act(head);
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
    let named = has(&ACTS, act)
        && first.split_whitespace().count() <= LONGEST_NAME
        && first.starts_with(char::is_uppercase)
        && !prosaic(first);
    let rest = head.get(first.len()..).unwrap_or_default();
    let inner = rest.trim_start().strip_prefix('(').unwrap_or_default();
    let rest = without_short_name(rest).trim_matches([',', ' ', '\n']);
    let after = year_in_front(rest).filter(|_| !dated);
    let dated = dated || after.is_some();
    let rest = after.unwrap_or(rest);
    let cited = in_front(&CITED_PARTS, rest).is_some() || names_code(rest);
    let bracketed =
        reporter(inner).is_some() || inner.starts_with("Pub. L.") || inner.starts_with("P.L. ");
    named
        && ((dated && (rest.is_empty() || cited || rest.starts_with(['.', '('])))
            || cited
            || bracketed
            || reporter(rest).is_some()
            || is_bill(rest))
}

/// `Harbour Safety Act (HSA), …`: what stands behind the name by which an act is called for short.
fn without_short_name(rest: &str) -> &str {
    let inner = rest.trim_start().strip_prefix('(');
    let named = inner
        .and_then(|inner| inner.split_once(')'))
        .filter(|(name, _)| {
            name.len() < 20
                && name.starts_with(char::is_uppercase)
                && !name.contains(|c: char| c.is_ascii_digit() || c == '.')
        });
    named.map_or(rest, |(_, after)| after)
}

/// `Cal. Civ. Code § 1798`: whether a code and its section stand at the start of `rest`.
fn names_code(rest: &str) -> bool {
    rest.split_once('§').is_some_and(|(code, _)| {
        let mut words = code.split_whitespace();
        code.len() < 40
            && code.contains("Code")
            && words.all(|word| word.starts_with(char::is_uppercase))
    })
}

/// `Harbour Safety Act, 2019`: what stands behind the year at the start of `rest`.
fn year_in_front(rest: &str) -> Option<&str> {
    let (year, after) = rest.split_at_checked(4)?;
    let digits = year.bytes().all(|byte| byte.is_ascii_digit());
    (digits && !after.starts_with(char::is_alphanumeric))
        .then(|| after.trim_start_matches([',', ' ']))
}

/// The words at the start of which an act may be the name. A bracket within it limits what it is about:
/// `Harbour (Dredging) Regulations`.
fn name_of_act(head: &str) -> &str {
    let ends = |words: &str| words.find([',', '(', ';', '.']).unwrap_or(words.len());
    let mut end = ends(head);
    let close = head.get(end..).and_then(|rest| rest.strip_prefix('('));
    let close = close.and_then(|rest| Some(end + rest.find(") ")? + "() ".len()));
    if let Some(next) = close.and_then(|close| head.get(close..))
        && next.starts_with(char::is_uppercase)
    {
        let inner = head.len() - next.len();
        if !head
            .get(end..inner)
            .is_some_and(|bracket| bracket.contains(|c: char| c.is_ascii_digit()))
        {
            end = inner + ends(next);
        }
    }
    head.get(..end).unwrap_or(head).trim()
}

/// `Public Law 113-235`: a statute by its number.
pub(super) fn is_public_law(head: &str) -> bool {
    let lower = head.get(..11).unwrap_or_default().to_ascii_lowercase();
    lower == "public law " && head.get(11..).is_some_and(starts_with_digit)
}

/// `FAR 11.102`, `GDPR, art 5`, `Art. 5(1) GDPR`.
pub(super) fn rule(head: &str) -> bool {
    let mut words = head.split_whitespace();
    let first = words.next().unwrap_or_default();
    let next = words.next().unwrap_or_default();
    let article = |word: &str| {
        let word = word.trim_end_matches('.');
        matches!(
            word,
            "art" | "arts" | "§" | "§§" | "Article" | "Articles" | "Art" | "Arts" | "part" | "Part"
        )
    };
    let named = has(&RULES, first.trim_end_matches(','));
    let after = article(first)
        && starts_with_digit(next)
        && words
            .take(5)
            .any(|word| has(&RULES, word.trim_end_matches(['.', ',', ';'])));
    let federal = head.starts_with("Fed. R. ") && head.contains(|c: char| c.is_ascii_digit());
    federal || (named && (starts_with_digit(next) || article(next))) || after
}

/// `§ 1 Abs. 2 Satz 1 KSG`: a paragraph of a German law, which is named by its letters behind it.
pub(super) fn paragraph(head: &str) -> bool {
    let mut words = head.split_whitespace();
    let first = words.next().unwrap_or_default();
    if !matches!(first, "§" | "§§" | "Art." | "Artikel")
        || !words.clone().next().is_some_and(starts_with_digit)
    {
        return false;
    }
    let part = |word: &&str| {
        let bare = word.trim_end_matches(['.', ',']);
        starts_with_digit(word) || has(&PARAGRAPH_PARTS, bare)
    };
    let law = words.find(|word| !part(word)).unwrap_or_default();
    let law = law.trim_end_matches(['.', ',', ';']);
    law.chars().filter(|c| c.is_uppercase()).count() > 1
        && law.chars().count() <= LONGEST_LAW
        && law.chars().all(char::is_alphabetic)
}

/// `Федеральный закон от 3 мая 2006 г. № 14-ФЗ «О гаванях»`: an act of Russia and its number.
pub(super) fn is_russian(head: &str) -> bool {
    let acts = [
        "Федеральный закон ",
        "Федеральный конституционный закон ",
        "Закон РФ ",
        "Указ Президента ",
        "Постановление Правительства ",
        "Распоряжение Правительства ",
    ];
    acts.iter().any(|act| head.starts_with(act)) && head.contains('№')
}

/// How many letters the short name of a law has at most.
const LONGEST_LAW: usize = 10;

/// `Executive Order No. 13,999`, `Directive 95/46/EC`: an act of a government, and its number.
pub(super) fn is_executive(head: &str) -> bool {
    NUMBERED.iter().any(|name| {
        let Some(after) = head.strip_prefix(name.words) else {
            return false;
        };
        let after = after.trim_start_matches([' ', '-', '‑', '/']);
        let numbered = [
            "No. ", "No.", "Nos. ", "Number ", "(EU) ", "(EC) ", "(EU) No ", "(EC) No ",
        ]
        .iter()
        .find_map(|prefix| after.strip_prefix(prefix))
        .unwrap_or(after);
        starts_with_digit(numbered)
    })
}

/// `H.R. 999, 115th Cong. (2017)`: a bill of the Congress of the United States.
pub(super) fn is_bill(head: &str) -> bool {
    [
        "H.R. ",
        "S. ",
        "H.R.",
        "S.J. Res. ",
        "H.J. Res. ",
        "H. Res. ",
        "S. Res. ",
    ]
    .iter()
    .any(|chamber| head.strip_prefix(chamber).is_some_and(starts_with_digit))
        && head.contains(" Cong")
}

/// `OMB Circular A-130, section 8(a)`: a part of a circular of an agency.
pub(super) fn is_circular(head: &str) -> bool {
    let Some((name, part)) = head.split_once(", ") else {
        return false;
    };
    let numbered = name.contains("Circular ") && name.ends_with(|c: char| c.is_ascii_digit());
    let parts = [
        "section ",
        "sec. ",
        "Section ",
        "§",
        "app. ",
        "Appendix ",
        "appendix ",
        "App. ",
    ];
    numbered
        && name.split_whitespace().count() <= 6
        && parts.iter().any(|word| part.starts_with(word))
}

/// `Section 12 of the Tidal Energy Act of 2005`, `Title 44, United States Code`.
pub(super) fn is_part_of_act(head: &str) -> bool {
    let mut words = head.split_whitespace();
    let part = words.next().unwrap_or_default();
    let number = words.next().unwrap_or_default();
    let parts = [
        "Section", "Sections", "Sec.", "§", "§§", "Article", "Art.", "Chapter", "Title", "Subtitle",
    ];
    if !parts.contains(&part)
        || !number.starts_with(|c: char| c.is_ascii_digit() || "IVX".contains(c))
    {
        return false;
    }
    let code = head.contains("United States Code") || head.contains("U.S. Code");
    let mut words = words
        .take(LONGEST_NAME)
        .map(|word| word.trim_end_matches([',', '.', ';']));
    let of = number.ends_with(',') || words.next() == Some("of");
    of && (code || words.any(|word| has(&ACTS, word)))
}

/// `Vienna Convention on Diplomatic Relations, 18 April 1961, 500 UNTS 95`: an agreement of states.
pub(super) fn is_agreement(head: &str) -> bool {
    let name = head.split([',', '(']).next().unwrap_or_default();
    let named = name.split_whitespace().count() <= LONGEST_NAME
        && name.starts_with(char::is_uppercase)
        && name.split_whitespace().any(|word| has(&TREATIES, word))
        && !prosaic(name);
    let mark = |mark: &Mark| {
        let mark = mark.words;
        head.match_indices(mark).any(|(at, _)| {
            let after = head.get(at + mark.len()..).unwrap_or_default();
            !mark.starts_with(", ") || starts_with_digit(after)
        })
    };
    named && TREATY_MARKS.iter().any(mark)
}
