/// Replaces the escapes of lone surrogates in JSON (`\ud83d` without `\ude00` after it) by that of the
/// replacement character; none where there are none.
///
/// An editor whose strings are UTF-16 can send half of a character, and JSON as Rust knows it has no
/// place for it. The replacement takes one UTF-16 unit too, so that places in the text stay the same.
pub fn repair(json: &[u8]) -> Option<Vec<u8>> {
    let mut repaired = json.to_vec();
    let mut changed = false;
    let mut at = 0;
    while at < json.len() {
        if json[at] != b'\\' {
            at += 1;
            continue;
        }
        match (unit(json, at), unit(json, at + 6)) {
            (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => at += 12,
            (Some(0xD800..0xE000), _) => {
                repaired[at..at + 6].copy_from_slice(b"\\ufffd");
                changed = true;
                at += 6;
            }
            _ => at += 2,
        }
    }
    changed.then_some(repaired)
}

/// The UTF-16 unit that is escaped at `at`.
fn unit(json: &[u8], at: usize) -> Option<u16> {
    let escape = json.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(escape).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use crate::server::transport::surrogate::*;

    #[test]
    fn only_lone_halves_are_replaced() {
        let repaired =
            |json: &str| repair(json.as_bytes()).map(|json| String::from_utf8(json).unwrap());
        assert_eq!(repaired(r#""\ud83d\ude00 \\ud83d \n""#), None);
        assert_eq!(
            repaired(r#""\ud83d \ude00\\\ud83d""#).as_deref(),
            Some(r#""\ufffd \ufffd\\\ufffd""#)
        );
    }
}
