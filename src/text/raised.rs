//! Raised digits, in which numbers of notes are written: `¹²`.

/// The digits, from 0.
const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// What a raised digit stands for; none for any other character.
pub fn raised_digit(c: char) -> Option<u32> {
    let value = DIGITS.iter().position(|digit| *digit == c)?;
    u32::try_from(value).ok()
}

/// Whether `c` is a raised digit.
pub fn is_raised(c: char) -> bool {
    raised_digit(c).is_some()
}

/// `number` in raised digits.
pub fn raised(number: u32) -> String {
    let digits = number.to_string();
    let digits = digits
        .bytes()
        .map(|digit| DIGITS[usize::from(digit - b'0')]);
    digits.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_is_read_as_it_is_written() {
        assert_eq!(raised(1_234_567_890), "¹²³⁴⁵⁶⁷⁸⁹⁰");
        let read = |text: &str| text.chars().map(raised_digit).collect::<Option<Vec<_>>>();
        assert_eq!(read(&raised(409)), Some(vec![4, 0, 9]));
        assert_eq!(read("²n"), None);
        assert!(is_raised('⁴') && !is_raised('4'));
    }
}
