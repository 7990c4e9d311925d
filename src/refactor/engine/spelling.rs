//! How numbers of notes are written, each in its form.

use crate::config::Form;
use crate::text::{raised, raised_digit};

/// A marker of that form and number.
pub fn marker(form: Form, label: &str) -> String {
    match form {
        Form::Markdown | Form::Inline => format!("[^{label}]"),
        Form::Superscript | Form::Endnotes => label.parse().map(raised).unwrap_or_default(),
        Form::Html => format!("<sup>{label}</sup>"),
        Form::Bracketed => format!("[{label}]"),
        Form::Slashed => format!("/{label}/"),
        Form::Flat | Form::Signed => label.to_owned(),
    }
}

/// Markers of that form to several notes at one place.
pub(in crate::refactor) fn numbers(form: Form, numbers: &[u32]) -> String {
    let spelled = numbers.iter().map(u32::to_string);
    let joined = |between: &str| spelled.clone().collect::<Vec<_>>().join(between);
    match form {
        Form::Superscript | Form::Endnotes => {
            let raised: Vec<String> = numbers.iter().map(|number| raised(*number)).collect();
            raised.join(",")
        }
        Form::Html => format!("<sup>{}</sup>", joined(",")),
        Form::Bracketed => format!("[{}]", joined(", ")),
        _ => spelled.map(|label| marker(form, &label)).collect(),
    }
}

/// The same, with three numbers or more that follow one another written as a range.
pub(in crate::refactor) fn ranges(form: Form, listed: &[u32]) -> String {
    let dash = if form == Form::Superscript {
        '⁻'
    } else {
        '–'
    };
    let (open, between, close) = match form {
        Form::Superscript => ("", ",", ""),
        Form::Html => ("<sup>", ",", "</sup>"),
        Form::Bracketed => ("[", ", ", "]"),
        _ => return numbers(form, listed),
    };
    let number = |number: u32| match form {
        Form::Superscript => raised(number),
        _ => number.to_string(),
    };
    let follows = |a: &u32, b: &u32| a.checked_add(1) == Some(*b);
    let parts = listed.chunk_by(follows).flat_map(|run| match run {
        [first, .., last] if run.len() > 2 => {
            vec![format!("{}{dash}{}", number(*first), number(*last))]
        }
        few => few.iter().map(|few| number(*few)).collect(),
    });
    format!("{open}{}{close}", parts.collect::<Vec<_>>().join(between))
}

/// The opener of a note of that form and number, with the blank after it.
pub fn opener(form: Form, label: &str) -> String {
    match form {
        Form::Markdown | Form::Inline => format!("[^{label}]: "),
        Form::Endnotes => format!("{label}. "),
        _ => format!("{} ", marker(form, label)),
    }
}

/// A marker or the opener of a note that is written as `text`, with the number `new` instead of `old`; none
/// where `old` is not found in it. In HTML the anchors that end with the number follow it.
pub fn renumbered(form: Form, text: &str, old: u32, new: u32) -> Option<String> {
    let mut result = String::with_capacity(text.len());
    let mut found = false;
    let mut rest = text;
    let mut in_locator = false;
    while let Some(start) = rest.find(|c: char| digit(c).is_some()) {
        let digits = &rest[start..];
        let len = digits
            .find(|c: char| digit(c).is_none())
            .unwrap_or(digits.len());
        let counts =
            value(&digits[..len]) == Some(old) && !in_locator && (form == Form::Html || !found);
        result += &rest[..start];
        match counts && !is_name(form, &rest[..start], &digits[len..]) {
            true => result += &like(digits, new),
            false => result += &digits[..len],
        }
        found |= counts;
        // `[1, p. 1]`: what follows the number is a place in the source.
        in_locator = found && form != Form::Html;
        rest = &digits[len..];
    }
    result += rest;
    found.then_some(result)
}

/// The name of a marker or a note in HTML, with the number `new` instead of `old` at its end; none where it ends
/// otherwise.
pub(in crate::refactor) fn renamed(name: &str, old: u32, new: u32) -> Option<String> {
    let stem = name.trim_end_matches(|c| digit(c).is_some());
    let digits = &name[stem.len()..];
    (!digits.is_empty() && value(digits) == Some(old))
        .then(|| format!("{stem}{}", like(digits, new)))
}

/// The number that `digits` are.
fn value(digits: &str) -> Option<u32> {
    let mut values = digits.chars().map(digit);
    values.try_fold(0u32, |value, digit| {
        value.checked_mul(10)?.checked_add(digit?)
    })
}

/// Whether digits between `before` and `after` are a part of something else than a number or an anchor.
fn is_name(form: Form, before: &str, after: &str) -> bool {
    let in_tag = before.rfind('<') > before.rfind('>');
    form == Form::Html && in_tag && !after.starts_with(['"', '\''])
}

/// `number` in digits such as `digits` begins with.
fn like(digits: &str, number: u32) -> String {
    let first = digits.chars().next().unwrap_or('0');
    match first {
        '0'..='9' => number.to_string(),
        '０'..='９' => {
            let wide = |c: char| char::from_u32(u32::from('０') + c.to_digit(10)?);
            number.to_string().chars().filter_map(wide).collect()
        }
        _ => raised(number),
    }
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => raised_digit(c).or(c.to_digit(10)),
    }
}
