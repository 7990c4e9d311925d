//! Text as it is searched: without case and accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` in lower case and without its accents: `Müller` and `muller` are one. Letters that have no parts
/// (`ø`, `ł`, `ß`) are spelt out as they are commonly searched for.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        folded.push_str(text);
        folded.make_ascii_lowercase();
        return folded;
    }
    let letters = text.nfkd().filter(|c| !is_combining_mark(*c));
    for lower in letters.flat_map(char::to_lowercase) {
        match lower {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            other => folded.push(other),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_case_nor_accents_count() {
        for (text, folded) in [
            ("Müller", "muller"),
            ("ÉCOLE", "ecole"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
            ("COVID-19", "covid-19"),
            ("ǅ", "dz"),
            ("王", "王"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }
}
