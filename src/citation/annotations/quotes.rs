use std::ops::Range;

/// How far a quotation may reach, in bytes: one that is not closed must not be looked for to the end.
const REACH: usize = 600;

/// The marks that open a quotation, each with those that may close it.
const MARKS: &[(char, &[char])] = &[
    ('“', &['”']),
    ('"', &['"', '”']),
    ('”', &['”']),
    ('„', &['“', '”']),
    ('‘', &['’']),
    ('\'', &['\'']),
    ('«', &['»']),
    ('»', &['«']),
    ('‹', &['›']),
    ('›', &['‹']),
    ('「', &['」']),
    ('『', &['』']),
    ('《', &['》']),
    ('〈', &['〉']),
];

/// The quotations of `text`, outermost, with their marks.
pub fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut end = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if at >= end
            && let Some((_, closing)) = MARKS.iter().find(|(open, _)| *open == c)
            && opens(c, before, text.get(at + c.len_utf8()..).unwrap_or_default())
            && let Some(close) = closes(text, at + c.len_utf8(), closing)
        {
            found.push(at..close);
            end = close;
        }
        before = c;
    }
    found
}

/// Whether a mark that also closes, or is an apostrophe, opens here.
fn opens(mark: char, before: char, rest: &str) -> bool {
    let apart = !before.is_alphanumeric() && !matches!(before, '.' | ',' | ')' | '”' | '’');
    let abridged = matches!(mark, '‘' | '\'') && rest.starts_with(|c: char| c.is_ascii_digit());
    let full = !abridged
        && rest
            .chars()
            .next()
            .is_some_and(|next| !next.is_whitespace());
    !matches!(mark, '"' | '”' | '\'' | '‘' | '»' | '›')
        || (apart || (mark == '"' && before == ',')) && full
}

/// Where the quotation ends that begins at `start`.
fn closes(text: &str, start: usize, closing: &[char]) -> Option<usize> {
    let opening = text.get(..start).and_then(|text| text.chars().next_back());
    let chinese = matches!(opening, Some('「' | '『' | '《' | '〈'));
    let mut within = 0;
    let mut apostrophe = None;
    let mut chars = text.get(start..)?.char_indices().peekable();
    let mut before = ' ';
    let mut closing = closing;
    while let Some((at, c)) = chars.next() {
        if at > REACH || c == '\n' {
            break;
        }
        // `"Board, “Report”`: a mark too many.
        if c == '“' && closing.len() == 2 && closing[0] == '"' {
            closing = &closing[..1];
        }
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        // `“Title“ by`: the opening mark for the closing one.
        let again = c == '“' && closing == ['”'] && !next.is_alphanumeric() && next != '‘';
        // `« Un titre »` has spaces within its marks.
        let joined = c == '»' || !before.is_whitespace();
        // `« Un « titre » »`
        if c == '«' && opening == Some('«') {
            within += 1;
        } else if c == '»' && within > 0 {
            within -= 1;
        } else if (closing.contains(&c) || again) && (chinese || !next.is_alphanumeric()) && joined
        {
            let end = start + at + c.len_utf8();
            // `States’ ` may be an apostrophe: a mark beside punctuation is better.
            let doubtful = matches!(c, '\'' | '’') && before == 's' && next == ' ';
            if !doubtful {
                return Some(end);
            }
            apostrophe.get_or_insert(end);
        }
        before = c;
    }
    apostrophe
}

#[cfg(test)]
mod tests {
    use crate::citation::annotations::quotes::*;

    #[track_caller]
    fn reads(text: &str, expected: &[&str]) {
        let found: Vec<_> = quotations(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn quotations_have_marks_of_many_kinds() {
        reads("A, \"B ‘c’ d,\" e “f”.", &["\"B ‘c’ d,\"", "“f”"]);
        reads(
            "P Craig, 'Theory and \"Pure\" Theory' [2005]",
            &["'Theory and \"Pure\" Theory'"],
        );
        reads("A, »B ›c‹ d«, « E »", &["»B ›c‹ d«", "« E »"]);
        reads("《民主》（How），「甲」", &["《民主》", "「甲」"]);
        reads("载《海洋》2001年", &["《海洋》"]);
        reads(
            "« L’art de « mesurer » l’eau », « B »",
            &["« L’art de « mesurer » l’eau »", "« B »"],
        );
        reads("in the States' own 'words'", &["'words'"]);
        reads("‘The States’ Rights’, 4", &["‘The States’ Rights’"]);
        reads("5\" and O'Day's \"lost", &[]);
    }
}
