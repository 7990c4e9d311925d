//! What plain text shows without any syntax: sentences that end, lines that look like headings.

use crate::text::is_raised;

/// The longest line, in characters, that is taken for a heading.
const LONGEST_HEADING: usize = 100;

/// Whether `c` closes what came before it: quote marks, brackets, the delimiters of emphasis.
pub fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '*'
            | '_'
            | '）'
            | '】'
            | '」'
            | '』'
            | '》'
            | '〉'
            | '〕'
            | '］'
    )
}

/// Whether `c` opens what comes after it: quote marks, brackets, the delimiters of emphasis, tags.
pub(super) fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '«' | '„' | '[' | '(' | '*' | '_' | '<' | '「' | '『' | '《'
    )
}

/// Whether `c` ends a sentence, in the scripts that briefs are written in.
pub fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '।' | '؟' | '۔'
    )
}

/// Whether a paragraph is a table: its second line parts the head from the rows (GitHub Flavored Markdown Spec,
/// "Tables").
pub fn is_table(paragraph: &str) -> bool {
    let row = paragraph.lines().nth(1).unwrap_or_default().trim();
    row.contains('-')
        && row.contains('|')
        && row
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// Whether a paragraph is no part of the running text: definitions of links (CommonMark 0.31, "Link reference
/// definitions"), what a site generator fills in (`{{…}}`, `{%…%}`).
pub fn is_apart(paragraph: &str) -> bool {
    let text = paragraph.trim_start();
    let label = text
        .strip_prefix('[')
        .and_then(|rest| Some(rest.split_once("]:")?.0));
    let defines =
        label.is_some_and(|label| !label.starts_with('^') && !label.contains(['[', ']', '\n']));
    defines || text.starts_with("{{") || text.starts_with("{%")
}

/// What the end of a paragraph tells: whether its last sentence is finished, once quotes and markers
/// are taken off. A colon or a semicolon finishes: what follows is a list.
pub fn is_finished(paragraph: &str) -> bool {
    let mut rest = paragraph.trim_end();
    // A picture alone is no sentence.
    if paragraph.trim_start().starts_with("![") && rest.ends_with(')') {
        return true;
    }
    loop {
        rest = rest.trim_end_matches(|c: char| is_closing(c) || is_raised(c) || c.is_whitespace());
        if !paragraph[rest.len()..].starts_with(']') {
            break;
        }
        let word = rest.rfind(' ').map_or(0, |is_blank| is_blank + 1);
        match rest[word..].rfind("[^") {
            Some(at) => rest = &rest[..word + at],
            None => break,
        }
    }
    match rest.chars().next_back() {
        Some(c) => ends_sentence(c) || matches!(c, ':' | ';' | '：' | '；' | '>' | '|' | '\\'),
        None => true,
    }
}

/// Whether the last line of `paragraph` ends with a colon, signs of emphasis apart.
pub(super) fn is_caption(paragraph: &str) -> bool {
    paragraph
        .trim_end()
        .trim_end_matches(['*', '_'])
        .ends_with([':', '：'])
}

/// Whether `line`, which stands alone, may be a heading: one sentence that begins with a capital and
/// does not end as a sentence ends, a question or a colon excepted.
pub fn may_be_heading(line: &str) -> bool {
    let Some(first) = line
        .chars()
        .find(|c| !matches!(c, '"' | '\'' | '“' | '‘' | '*' | '_'))
    else {
        return false;
    };
    let last = without_markers_at_end(line).chars().next_back();
    let begins = first.is_uppercase() || first.is_numeric() || is_uncased(first);
    let breaks_off = |c: char| {
        (ends_sentence(c) && !matches!(c, '?' | '？')) || matches!(c, ',' | ';' | '，' | '；')
    };
    begins
        && !last.is_none_or(breaks_off)
        && line.chars().count() <= LONGEST_HEADING
        && !has_inner_sentence(line)
        && line.chars().any(char::is_alphabetic)
        && !line.contains("](")
        && !line.contains("://")
}

/// `line` up to the markers that end it, and what closes a sentence.
fn without_markers_at_end(line: &str) -> &str {
    let is_label = |text: &str| {
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '-' | '–' | ' ');
        text.starts_with('^') || !text.is_empty() && text.chars().all(is_number)
    };
    let mut rest = line;
    loop {
        let end = rest.len();
        rest = rest.trim_end_matches(|c: char| is_closing(c) || is_raised(c));
        let in_brackets = line[rest.len()..end].starts_with(']');
        let marker = match in_brackets {
            true => rest.rfind('[').filter(|at| is_label(&rest[at + 1..])),
            false if rest.ends_with("</sup>") => rest.rfind("<sup"),
            false => None,
        };
        match marker {
            Some(at) => rest = &rest[..at],
            None => return rest,
        }
    }
}

/// Letters of scripts that know no capitals.
fn is_uncased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase()
}

/// Whether a sentence ends before the end of `line`: a word of more than three letters, a full stop, what
/// closes it, a blank.
fn has_inner_sentence(line: &str) -> bool {
    let mut word = 0;
    let mut ended = false;
    for c in line.chars() {
        match c {
            ' ' if ended => return true,
            ' ' => word = 0,
            _ if ends_sentence(c) => ended = word > 3,
            _ if ended && (is_closing(c) || is_raised(c)) => {}
            _ => {
                ended = false;
                word += 1;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_no_heading_whatever_marker_ends_it() {
        for marker in [
            "",
            "¹",
            "<sup>1</sup>",
            "[1]",
            "[1, 3–5]",
            "[^a]",
            "<sup>1</sup>[2]”",
            "[^1]¹",
        ] {
            assert!(!may_be_heading(&format!("Dams fail.{marker}")), "{marker}");
            assert!(
                may_be_heading(&format!("Dams that fail{marker}")),
                "{marker}"
            );
        }
        assert!(may_be_heading("Results, vol. II [draft]"));
    }
}
