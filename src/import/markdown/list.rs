//! What the items of a list begin with.

use super::super::manuscript::{Content, List, ListNumbering, ManuscriptBlock};

/// What each item begins with. Letters and Roman numbers are a list to Pandoc (`fancy_lists`) and paragraphs to GitHub:
/// hence only where each item is one paragraph.
pub(super) fn signs(list: &List) -> Vec<String> {
    let numbering = match list.items.iter().all(|item| is_paragraph(item)) {
        true => list.numbering,
        false => ListNumbering::Decimal,
    };
    let sign = |index: usize| {
        let Some(start) = list.start else {
            return "- ".to_owned();
        };
        let number = start.saturating_add(index as u64);
        match written(number, numbering) {
            // Pandoc takes a capital with one space for an initial.
            Some(number) if number.len() == 1 && number.as_bytes()[0].is_ascii_uppercase() => {
                format!("{number}.  ")
            }
            Some(number) => format!("{number}. "),
            None => format!("{number}. "),
        }
    };
    (0..list.items.len()).map(sign).collect()
}

/// Whether the items stand on lines of their own without empty lines between them: one line of text each, and perhaps
/// a list below it, which begins with 1: another would be text (CommonMark 0.31, 5.3). Without empty lines GitHub would read lettered items as one paragraph.
pub(super) fn is_tight(list: &List) -> bool {
    let lettered = list.start.is_some() && list.numbering != ListNumbering::Decimal;
    !lettered && list.items.iter().all(|item| is_line(item))
}

fn is_line(item: &[ManuscriptBlock]) -> bool {
    let nested = |block: &ManuscriptBlock| match &block.content {
        Content::List(list) => is_tight(list) && list.start.is_none_or(|start| start == 1),
        _ => false,
    };
    match item {
        [] => true,
        [first] => matches!(first.content, Content::Paragraph(_)),
        [first, rest] => matches!(first.content, Content::Paragraph(_)) && nested(rest),
        _ => false,
    }
}

fn is_paragraph(item: &[ManuscriptBlock]) -> bool {
    matches!(item, [block] if matches!(block.content, Content::Paragraph(_)))
}

/// The number as `numbering` writes it; `None` for digits, and for numbers that it has no sign for.
fn written(number: u64, numbering: ListNumbering) -> Option<String> {
    match numbering {
        ListNumbering::Decimal => None,
        ListNumbering::LowerLetter => letter(number),
        ListNumbering::UpperLetter => letter(number).map(|letter| letter.to_uppercase()),
        ListNumbering::LowerRoman => roman(number),
        ListNumbering::UpperRoman => roman(number).map(|number| number.to_uppercase()),
    }
}

fn letter(number: u64) -> Option<String> {
    let letter = u8::try_from(number).ok()?.checked_sub(1)?;
    (letter < 26).then(|| char::from(b'a' + letter).to_string())
}

const ROMAN: [(u64, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

fn roman(mut number: u64) -> Option<String> {
    let mut written = String::new();
    if !(1..4000).contains(&number) {
        return None;
    }
    for (value, sign) in ROMAN {
        while number >= value {
            written.push_str(sign);
            number -= value;
        }
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written() {
        let cases = [
            (3, ListNumbering::LowerLetter, Some("c")),
            (27, ListNumbering::LowerLetter, None),
            (0, ListNumbering::UpperLetter, None),
            (1994, ListNumbering::LowerRoman, Some("mcmxciv")),
            (4, ListNumbering::UpperRoman, Some("IV")),
            (4, ListNumbering::Decimal, None),
        ];
        for (number, numbering, expected) in cases {
            assert_eq!(written(number, numbering).as_deref(), expected);
        }
    }
}
