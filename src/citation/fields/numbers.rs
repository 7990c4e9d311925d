use std::ops::Range;

/// What a number in a citation counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Counted {
    Volume,
    Issue,
    Pages,
    /// A chapter or paragraph, which no field holds.
    Other,
    /// What its place tells.
    Unsaid,
}

/// Words before a number, in lower case without their period, each with what the number then counts.
const PREFIXES: &[(&str, Counted)] = &[
    ("vol", Counted::Volume),
    ("v", Counted::Volume),
    ("volume", Counted::Volume),
    ("vols", Counted::Volume),
    ("bd", Counted::Volume),
    ("band", Counted::Volume),
    ("т", Counted::Volume),
    ("t", Counted::Volume),
    ("no", Counted::Issue),
    ("nos", Counted::Issue),
    ("number", Counted::Issue),
    ("issue", Counted::Issue),
    ("iss", Counted::Issue),
    ("nr", Counted::Issue),
    ("№", Counted::Issue),
    ("n°", Counted::Issue),
    ("heft", Counted::Issue),
    ("num", Counted::Issue),
    ("núm", Counted::Issue),
    ("n.º", Counted::Issue),
    ("p", Counted::Pages),
    ("pp", Counted::Pages),
    ("page", Counted::Pages),
    ("pages", Counted::Pages),
    ("at", Counted::Pages),
    ("s", Counted::Pages),
    ("pg", Counted::Pages),
    ("pág", Counted::Pages),
    ("págs", Counted::Pages),
    ("с", Counted::Pages),
    ("ص", Counted::Pages),
    ("पृ", Counted::Pages),
    ("頁", Counted::Pages),
    ("rn", Counted::Other),
    ("rz", Counted::Other),
    ("rdnr", Counted::Other),
    ("ch", Counted::Other),
    ("chap", Counted::Other),
    ("chapter", Counted::Other),
    ("para", Counted::Other),
    ("paras", Counted::Other),
    ("sec", Counted::Other),
    ("section", Counted::Other),
    ("sección", Counted::Other),
    ("seção", Counted::Other),
    ("abschnitt", Counted::Other),
    ("part", Counted::Other),
    ("pt", Counted::Other),
    ("art", Counted::Other),
    ("fig", Counted::Other),
    ("figure", Counted::Other),
    ("table", Counted::Other),
    ("isbn", Counted::Other),
    ("appendix", Counted::Other),
    ("app", Counted::Other),
    ("series", Counted::Other),
    ("ser", Counted::Other),
    ("article", Counted::Other),
    ("n", Counted::Other),
    ("note", Counted::Other),
];

/// The numbers of which `words` consists, with what their prefixes say; `None` where it has other words.
pub(super) fn numbers(words: &str) -> Option<Vec<(Counted, Range<usize>)>> {
    let mut found: Vec<(Counted, Range<usize>)> = Vec::new();
    let mut counted = None;
    for token in words.split_whitespace() {
        let start = token.as_ptr() as usize - words.as_ptr() as usize;
        let bare = token.trim_end_matches(['.', ',', ';', ':']);
        if let Some(prefixed) = prefix(bare) {
            counted = Some(prefixed);
            continue;
        }
        if let Some((counts, number)) = chinese(bare) {
            let at = number.as_ptr() as usize - words.as_ptr() as usize;
            found.push((counts, at..at + number.len()));
            continue;
        }
        // `p.12`, `no.3`
        let (prefixed, number) = match bare.split_once('.') {
            Some((before, number)) if !number.is_empty() => (
                prefix(before),
                if prefix(before).is_some() {
                    number
                } else {
                    bare
                },
            ),
            _ => (None, bare),
        };
        let at = start + (bare.len() - number.len());
        let chapter = counted == Some(Counted::Other) && number.len() <= 6;
        if !is_number(number) && !chapter {
            return None;
        }
        let counts = prefixed.or(counted.take()).unwrap_or(Counted::Unsaid);
        let range = at..at + number.len();
        match found.last_mut() {
            // `12 – 15`, `60, 64`
            Some((last, held)) if counts == Counted::Unsaid && *last == Counted::Pages => {
                held.end = range.end
            }
            _ => found.push((counts, range)),
        }
    }
    (!found.is_empty() && counted.is_none()).then_some(found)
}

/// `第3期`, `12卷`: a volume or issue in Chinese, with its number.
fn chinese(word: &str) -> Option<(Counted, &str)> {
    let (mark, counts) = [
        ("期", Counted::Issue),
        ("卷", Counted::Volume),
        ("巻", Counted::Volume),
        ("号", Counted::Issue),
        ("頁", Counted::Pages),
        ("页", Counted::Pages),
        ("ページ", Counted::Pages),
    ]
    .into_iter()
    .find(|(mark, _)| word.ends_with(mark))?;
    let number = word.strip_suffix(mark)?;
    // `第12頁` is printed as a whole.
    if counts == Counted::Pages && number.starts_with('第') {
        return None;
    }
    let number = number.strip_prefix('第').unwrap_or(number);
    let digits = number
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '―'));
    (digits && !number.is_empty()).then_some((counts, number))
}

pub(super) fn prefix(word: &str) -> Option<Counted> {
    let lower = word.to_lowercase();
    PREFIXES
        .iter()
        .find(|(prefix, _)| *prefix == lower)
        .map(|(_, counted)| *counted)
}

/// `12`, `12–15`, `S3`, `e1047`, `xii`, `12-15ff`: what may number a volume or page.
pub(super) fn is_number(word: &str) -> bool {
    let word = word.trim_end_matches("ff").trim_end_matches('f');
    let roman = !word.is_empty() && word.chars().all(|c| "ivxlcIVXLC".contains(c));
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let other = word.chars().filter(|c| c.is_alphabetic()).count();
    // `IF12978`, `R41234` number a report.
    let capitals = word.chars().take_while(|c| c.is_uppercase()).count();
    let report = (digits > 3 && capitals > 1) || (digits > 4 && capitals == 1);
    // `W3C`
    let name = word.starts_with(char::is_alphabetic) && word.ends_with(char::is_uppercase);
    let marks =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '—' | '‑' | '/' | '.' | ':' | '*');
    roman
        || (digits > 0 && other <= 2 && !report && !name && word.chars().all(marks))
        || (digits == 0 && matches!(word, "–" | "-"))
}

/// Whether a number is a range: `12–15`.
pub(super) fn is_range(word: &str) -> bool {
    word.contains(['-', '–', '—', '‑'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(words: &str, expected: &[(Counted, &str)]) {
        let found: Vec<_> = numbers(words)
            .unwrap_or_default()
            .into_iter()
            .map(|(counted, range)| (counted, &words[range]))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn prefixes_say_what_is_counted() {
        reads("vol. 3", &[(Counted::Volume, "3")]);
        reads("40", &[(Counted::Unsaid, "40")]);
        reads("pp. 12–13", &[(Counted::Pages, "12–13")]);
        reads("at 60 64", &[(Counted::Pages, "60 64")]);
        reads(
            "36 no. 3",
            &[(Counted::Unsaid, "36"), (Counted::Issue, "3")],
        );
        reads("p.12", &[(Counted::Pages, "12")]);
        reads("第3期", &[(Counted::Issue, "3")]);
        reads("at home", &[]);
        reads("Title 33", &[]);
    }
}
