//! Addresses that a page layout has cut at the end of a line.

/// How many lines an address goes on over at the most.
const MOST_LINES: usize = 4;

/// Endings of files that addresses lead to.
const EXTENSIONS: &[&str] = &[
    "asp", "aspx", "cfm", "csv", "doc", "docx", "epub", "htm", "html", "jsp", "pdf", "php", "ppt",
    "pptx", "shtml", "txt", "xls", "xlsx", "xml", "zip",
];

/// Where the address ends that stands at `start` of `text` and breaks off at `end`, the end of a line; none where it
/// does not go on in the next line. A line that ends within an address ends with one of its signs, or what follows
/// looks like a path, a file or the digits of a DOI.
pub fn wrapped_address_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let mut reach = None;
    let mut end = end;
    for _ in 0..MOST_LINES {
        let Some(next) = next_line(text, start, end) else {
            break;
        };
        end = next;
        reach = Some(end);
    }
    reach
}

/// The end of what goes on with the address in the next line.
fn next_line(text: &str, start: usize, end: usize) -> Option<usize> {
    let rest = &text[end..];
    // Scanners leave out the full stop before the line break.
    let stop = rest.len() - rest.trim_start_matches(['.', '?', '-']).len();
    let after = &rest[stop..];
    let line = after
        .strip_prefix("\r\n")
        .or_else(|| after.strip_prefix(['\n', '\r']))?;
    let line = line.trim_start_matches([' ', '\t']);
    let word = line
        .split(|c: char| c.is_whitespace() || !c.is_ascii())
        .next()?;
    let word = word.trim_end_matches(['.', ',', ';', ':', ')', ']', '>', '"', '\'']);
    let written = &text[start..end + stop];
    let goes_on = !word.is_empty()
        && !["http", "www.", "doi:"]
            .iter()
            .any(|begin| word.starts_with(begin))
        && goes_on(written, word);
    goes_on.then(|| text.len() - line.len() + word.len())
}

/// Whether `word` goes on with the address `written`.
fn goes_on(written: &str, word: &str) -> bool {
    let parts = word.split('/').count() - 1;
    let is_file = word.rsplit_once('.').is_some_and(|(name, extension)| {
        !name.is_empty() && EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
    });
    let has_digit = word.contains(|c: char| c.is_ascii_digit());
    let in_doi = written.contains("10.") && (written.contains("doi") || written.starts_with("10."));
    let is_suffix = in_doi && has_digit && word.contains(['.', '-', '/']);
    if is_suffix || (is_file && (parts > 0 || !written.ends_with('.'))) || parts > 1 {
        return true;
    }
    match written.chars().next_back() {
        Some('.') => EXTENSIONS.contains(&word),
        Some('/' | '-' | '_' | '=' | '&' | '?' | '%' | '#') => {
            (parts > 0 && word.chars().any(char::is_alphabetic))
                || word.contains(['=', '&', '_', '%'])
                || (word.contains('-') && !word.starts_with('-'))
                || word.chars().filter(char::is_ascii_digit).count() > MOST_PLAIN_DIGITS
        }
        _ => false,
    }
}

/// More digits than these are no year and no page.
const MOST_PLAIN_DIGITS: usize = 4;

/// Whether an address that ends with `written` at the end of a line is surely cut there.
pub fn is_cut_address(written: &str) -> bool {
    written.ends_with(['-', '_', '=', '&', '?', '%'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn goes_on(text: &str, expected: Option<&str>) {
        let start = text.find("http").or(text.find("10.")).expect("an address");
        let end = text.find('\n').expect("a line");
        let end = start + text[start..end].trim_end_matches('.').len();
        let found = wrapped_address_end(text, start, end);
        let found = found.map(|end| text[start..end].replace(['\n', ' '], ""));
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn addresses_over_several_lines() {
        goes_on(
            "https://www.un.org/very/long/\npath/to/file.pdf.",
            Some("https://www.un.org/very/long/path/to/file.pdf"),
        );
        goes_on(
            "https://www.un.org/very/long-\npath/to/file.pdf.",
            Some("https://www.un.org/very/long-path/to/file.pdf"),
        );
        goes_on(
            "https://doi.org/10.1080/\n01402390.2020.1234567.",
            Some("https://doi.org/10.1080/01402390.2020.1234567"),
        );
        goes_on(
            "https://a.org/b/\n  c-d-e/\nf.html x",
            Some("https://a.org/b/c-d-e/f.html"),
        );
        goes_on(
            "https://a.org/report.\npdf (accessed",
            Some("https://a.org/report.pdf"),
        );
        goes_on(
            "https://a.org/x?id=\n1234567",
            Some("https://a.org/x?id=1234567"),
        );
        goes_on(
            "10.1080/\n01402390.2020.1.",
            Some("10.1080/01402390.2020.1"),
        );
    }

    #[test]
    fn addresses_that_end_with_their_line() {
        for text in [
            "https://www.un.org/very/long/path\nand he says so again.",
            "https://www.un.org/\nSee also the report.",
            "https://www.un.org/\n3 May 2020.",
            "https://www.un.org/very/long/path.\n2020 Annual Report.",
            "https://www.un.org/a/\nhttps://www.un.org/b",
            "https://www.un.org/path\nand/or so.",
            "https://www.un.org/path\n",
        ] {
            goes_on(text, None);
        }
    }
}
