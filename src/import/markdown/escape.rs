//! Which characters of plain text need a backslash, so that neither GitHub nor Pandoc takes them for markup.
//!
//! A backslash stands only where the text would be read otherwise: as CommonMark 0.31 and the Pandoc manual
//! ("Pandoc's Markdown") have it.

/// Stands in running text for whatever is no plain text: a note, a break, the edge of formatting.
pub(super) const EDGE: char = '\u{FFFC}';

/// How far a closing sign is looked for, in bytes: no farther than a paragraph has them in practice.
const AHEAD: usize = 2_000;

/// Whether the character at `at` of `text` would be read as markup within a line. In text that is `formatted`, what
/// could end the formatting always would.
pub(super) fn is_markup(text: &str, at: usize, formatted: bool) -> bool {
    let before = text[..at].chars().next_back();
    let mut rest = text[at..].chars();
    let Some(character) = rest.next() else {
        return false;
    };
    let after = rest.next();
    let rest = ahead(rest.as_str(), after);
    match character {
        '\\' | '`' => true,
        '*' | '_' | '~' | '[' | ']' if formatted => true,
        '*' => !(is_space(before) && is_space(after)),
        '_' => ![is_word, is_space].iter().any(|is| is(before) && is(after)),
        '~' => {
            let double = [before, after]
                .iter()
                .any(|c| matches!(c, Some('~' | EDGE)));
            double || (!is_space(after) && closes(rest, after, '~'))
        }
        '^' => matches!(after, Some('[' | EDGE)) || (!is_space(after) && closes_near(rest, '^')),
        '$' => !is_space(after) && closes(rest, after, '$'),
        '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => is_entity(&text[at..]),
        '@' => !is_word(before) && after.is_some_and(|c| c.is_alphanumeric() || "_{".contains(c)),
        '[' => opens_bracket(&text[at..]) || before == Some(EDGE),
        '(' | ':' => before == Some(EDGE),
        '{' => matches!(before, Some(EDGE | ']' | ')')),
        '!' => matches!(after, Some(EDGE | '[')),
        _ => false,
    }
}

/// Whether the dollar sign at `at` of `text` would open math (Pandoc manual, "Extension: tex_math_dollars").
pub fn opens_math(text: &str, at: usize) -> bool {
    text[at..].starts_with('$') && is_markup(text, at, false)
}

/// `after` and what follows it, as far as is looked.
fn ahead(rest: &str, after: Option<char>) -> &str {
    let mut end = rest.len().min(AHEAD);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    if after.is_none() { "" } else { &rest[..end] }
}

fn is_space(character: Option<char>) -> bool {
    character.is_none_or(char::is_whitespace)
}

fn is_word(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}

/// Whether `close` follows in the same word: Pandoc's `2^nd^`.
fn closes_near(rest: &str, close: char) -> bool {
    let word = rest.split(char::is_whitespace).next();
    word.is_some_and(|word| word.contains(close))
}

/// Whether a sign follows that closes what one like it opens: not after a space, and a dollar sign, which opens math,
/// not before a digit.
fn closes(rest: &str, after: Option<char>, close: char) -> bool {
    let mut before = after;
    let mut rest = rest.chars().peekable();
    while let Some(character) = rest.next() {
        let amount = close == '$' && rest.peek().is_some_and(char::is_ascii_digit);
        if character == close && !is_space(before) && !amount {
            return true;
        }
        before = Some(character);
    }
    false
}

/// Whether `text` begins with what reads as a character reference (CommonMark 0.31, 2.5).
fn is_entity(text: &str) -> bool {
    let name = text[1..].strip_prefix('#').unwrap_or(&text[1..]);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && name[end..].starts_with(';'))
}

/// Whether the bracket that `text` begins with is one of a link, a footnote, a citation or a span.
fn opens_bracket(text: &str) -> bool {
    let mut depth = 0_usize;
    let text = ahead(text, Some('['));
    for (at, character) in text.char_indices() {
        match character {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let inner = &text[1..at];
            let follows = text[at + 1..].chars().next();
            return matches!(follows, Some('(' | '[' | '{' | ':' | EDGE))
                || inner.starts_with('^')
                || inner.contains('@')
                || matches!(inner, "" | " " | "x" | "X");
        }
    }
    false
}

/// Where in `line`, the first of a block, a backslash keeps it from being read as another kind of block.
pub(super) fn at_start(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let after = line[first.len_utf8()..].chars().next();
    let stands_alone = is_space(after);
    let is = match first {
        '>' | '|' | '%' => true,
        '#' => stands_alone || matches!(after, Some('#' | '.')),
        '-' | '+' | '*' | ':' if stands_alone => true,
        ':' => line.starts_with(":::"),
        '-' | '=' | '*' | '_' => line.chars().all(|c| c == first || c == ' '),
        '(' => is_numbered(&line[1..], ")").is_some(),
        _ => return is_numbered(line, ".)"),
    };
    is.then_some(0)
}

/// Where in `line` the sign stands that makes its first word the number of a list item, to Pandoc at least
/// (`fancy_lists`): `12.`, `a)`, `iv.`. A single capital with a stop is an initial.
fn is_numbered(line: &str, signs: &str) -> Option<usize> {
    let end = line.find(|c: char| signs.contains(c))?;
    let after = line[end + 1..].chars().next();
    let number = &line[..end];
    let is_initial = number.len() == 1 && number.as_bytes()[0].is_ascii_uppercase();
    let is_number = |is: fn(char) -> bool| !number.is_empty() && number.chars().all(is);
    let listed = is_number(|c| c.is_ascii_digit())
        || is_number(|c| "ivxlcdm".contains(c))
        || is_number(|c| "IVXLCDM".contains(c))
        || number.starts_with('@')
        || number == "#"
        || (number.len() == 1 && number.as_bytes()[0].is_ascii_alphabetic());
    let two_spaces = line[end + 1..].starts_with("  ");
    let initial = is_initial && line[end..].starts_with('.') && !two_spaces;
    (listed && !initial && is_space(after)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut result = String::new();
        for (at, character) in text.char_indices() {
            if is_markup(text, at, false) {
                result.push('\\');
            }
            result.push(character);
        }
        if let Some(at) = at_start(&result) {
            result.insert(at, '\\');
        }
        result
    }

    #[test]
    fn what_would_be_markup_has_a_backslash() {
        let cases = [
            ("a *b* c", r"a \*b\* c"),
            ("_x_", r"\_x\_"),
            (r"C:\temp", r"C:\\temp"),
            ("`code`", r"\`code\`"),
            ("in US$) and US$)", r"in US\$) and US$)"),
            ("a <b> c", r"a \<b> c"),
            ("AT&amp;T", r"AT\&amp;T"),
            ("ask @roy", r"ask \@roy"),
            ("[^1]", r"\[^1]"),
            ("[a](b)", r"\[a](b)"),
            ("[a]: b", r"\[a]: b"),
            ("H~2~O", r"H\~2~O"),
            ("^[a]", r"\^[a]"),
            ("# a", r"\# a"),
            ("- a", r"\- a"),
            ("12. a", r"12\. a"),
            ("(a) b", r"\(a) b"),
            ("iv. b", r"iv\. b"),
            ("p. 5", r"p\. 5"),
            ("---", r"\---"),
            ("> a", r"\> a"),
        ];
        for (text, expected) in cases {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn what_would_not_stays() {
        let same = [
            "snake_case",
            "2 * 3",
            "US$ 20 and $30,000 of $40",
            "a < b > c",
            "AT&T and R&D",
            "a@b.org",
            "[t]he [emphasis added] and [1]",
            "A. Roy",
            "2019 was",
            "#1",
            "-5",
            "~50 %",
            "end.",
            "cf. p. 5",
            "e.g. this",
        ];
        for text in same {
            assert_eq!(escaped(text), text);
        }
    }
}
