//! What stands in cases and acts of many courts and countries, and in no other citation.

use std::sync::LazyLock;

use regex::Regex;

use super::starts_with_digit;
use super::tables::{CODES, COURTS, ENDINGS, FRENCH_COURTS, PARTS, has, in_front};
use crate::pattern::pattern;

/// Numbers of cases: of the courts of the European Union (`C-131/12`, `EU:C:2014:317`), of Strasbourg and of the World
/// Trade Organization.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\bEU:[CTF]:\d{4}:\d+",
        r"|(?:^|, |\()(?:(?:Joined )?Cases? |Rs\. |verb\. Rs\. |Rechtssache |[Aa]ffaires? |[Aa]sunto |[Cc]ausa )?",
        r"[CTF][-‑–]\d{1,4}/\d{2}(?:[,.;)]| \p{Lu}|$)",
        r"|\bWT/DS\d+",
        r"|\b[Aa]ppl?(?:ication)?\.? [Nn]os?\.? ?\d{3,5}/\d{2}\b",
    ))
});

/// Laws by the page of the gazette, constitutions, and resolutions of the United Nations.
static PRINTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\bBGBl\. ?(?:I|II|Nr\.|\d)",
        r"|(?:CONST\.|Const\.),? (?:\d{4}, )?(?:[Aa]rt|[Aa]mend|§)",
        r"|^(?:UN |U\.N\. |United Nations )?(?:General Assembly|Security Council|Human Rights Council) Resolution \d",
        r"|^\d{4} [A-Z][\w.]*(?: [A-Z][\w.]*)? (?:Stat|Laws|Acts)\.?,? ch\. \d",
        r"|^Sup\. Ct\. R\. \d",
        r"|^Act of [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}, (?:ch|c|Pub)\.",
        r"|^(?:[SAH]\.?[BF]\.?) \d+, .*\b(?:Sess|Leg)\b",
    ))
});

/// Each match of [`PRINTED`] has one of these: few heads have, and the pattern takes milliseconds to compile.
const PRINTED_WORDS: &[&str] = &[
    "BGBl.",
    "CONST.",
    "Const.",
    " Resolution ",
    "Stat",
    "Laws",
    "Acts",
    "Sup. Ct.",
    "Act of ",
    "Sess",
    "Leg",
];

/// `Google Spain, C-131/12, EU:C:2014:317`: whether a case is cited by its number.
pub(super) fn is_numbered(head: &str) -> bool {
    let may_be = head.contains("EU:") || head.contains('/');
    may_be && NUMBERED.is_match(head)
}

/// `Cal. Const. art. I, § 1`, `Act of Aug. 10, 1846, ch. 178`: whether an act is cited by where it is printed.
pub(super) fn is_printed(head: &str) -> bool {
    let may_be = PRINTED_WORDS.iter().any(|word| head.contains(word));
    may_be && PRINTED.is_match(head)
}

/// `BGH NJW 2016, 804`, `Cass. 1e civ., 5 nov. 1996, n° 94-14798`: whether a judgment is cited by its court.
pub(super) fn is_of_court(head: &str) -> bool {
    let first = head.split([' ', ',']).next().unwrap_or_default();
    let rest = head.get(first.len()..).unwrap_or_default();
    let cited = [
        "NJW", "NVwZ", "GRUR", "Slg.", " Rn. ", "Urt", "Beschl", " Az. ",
    ];
    let german = has(&COURTS, first) && cited.iter().any(|mark| rest.contains(mark));
    let french = in_front(&FRENCH_COURTS, head).is_some();
    let numbered = head.match_indices("n° ").any(|(at, mark)| {
        let number = head.get(at + mark.len()..).unwrap_or_default();
        starts_with_digit(number)
    });
    german || (french && numbered)
}

/// `Constitution of India, art. 21`, `Code civil, art. 9`, `Grundgesetz, Art. 5`: whether a part of a law is cited whose
/// name no year follows.
pub(super) fn is_part_of_law(head: &str) -> bool {
    let Some((name, _)) = head.split_once(", ").or_else(|| head.split_once(" §")) else {
        return false;
    };
    let word = name.split([' ', '(']).next().unwrap_or_default();
    let german =
        ENDINGS.iter().any(|end| word.ends_with(end.words)) && name.split_whitespace().count() < 3;
    let named = in_front(&CODES, name).is_some() && name.split_whitespace().count() < 12;
    let after = head.get(name.len()..).unwrap_or_default();
    let part = after.trim_start_matches([',', ' ']);
    let number = in_front(&PARTS, part).map(|(_, number)| number);
    let numbered = |number: &str| {
        number.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'))
    };
    let cited = number.is_some_and(|number| numbered(number.trim_start_matches(['§', ' '])));
    (german || named) && cited
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_by_their_numbers() {
        for head in [
            "Tide Council, EU:C:2014:317",
            "Case C-131/12 Tide Council",
            "Harbour, T‑12/09, of 2010",
            "WT/DS58",
            "Norlund v. Norland, App. No. 1234/05",
        ] {
            assert!(is_numbered(head), "{head}");
        }
        for head in ["Tides and Ports, 12/09", "The EU: a Survey", "C-131"] {
            assert!(!is_numbered(head), "{head}");
        }
    }

    #[test]
    fn acts_by_where_they_are_printed() {
        for head in [
            "BGBl. I S. 12",
            "Norland Const. art. I, § 1",
            "CAL. CONST. art. 2",
            "United Nations Security Council Resolution 1325",
            "1970 Norland Laws ch. 12",
            "1970 N. Stat. ch. 12",
            "1970 Norland Acts, ch. 3",
            "Sup. Ct. R. 10",
            "Act of Aug. 10, 1846, ch. 178",
            "S.B. 12, 3rd Sess. (2010)",
            "H.F. 12, 80th Leg. (2010)",
        ] {
            assert!(is_printed(head), "{head}");
        }
        for head in ["Statistics of Norland", "Act of God", "Laws of the Tide"] {
            assert!(!is_printed(head), "{head}");
        }
    }
}
