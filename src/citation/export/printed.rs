//! A source as it would be printed: without what belongs to the note that cites it.

use crate::citation::Source;

/// The marks that stand around titles: what opens, and what closes.
const MARKS: &[(char, char)] = &[
    ('«', '»'),
    ('»', '«'),
    ('„', '“'),
    ('“', '”'),
    ('"', '"'),
    ('《', '》'),
    ('〈', '〉'),
    ('「', '」'),
    ('『', '』'),
];

/// `source` without quotation marks around its titles, breaks of lines within words, the words for page in Chinese,
/// the ending of the number of an edition, and the page that the note leads to, of an article or of a work that stands in
/// no other; with the scheme of its address.
pub(super) fn printed(source: &Source) -> Source {
    let words = |words: &Option<String>| words.as_deref().map(|words| joined(unquoted(words)));
    let within = source
        .pages
        .as_deref()
        .filter(|_| source.container.is_some());
    let pages = within.map(|pages| {
        let in_journal = source.volume.is_some() || source.issue.is_some();
        without_pin(pages_alone(pages), in_journal && source.container.is_some()).to_owned()
    });
    Source {
        title: words(&source.title),
        container: words(&source.container),
        series: words(&source.series),
        publisher: words(&source.publisher),
        edition: source.edition.as_deref().map(numbered),
        pages,
        url: source.url.as_deref().map(addressed),
        ..source.clone()
    }
}

/// `words` without marks around all of them.
fn unquoted(words: &str) -> &str {
    let inner = MARKS.iter().find_map(|(open, close)| {
        let inner = words.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then(|| inner.trim())
    });
    inner.unwrap_or(words)
}

/// `Socio- Economic` as `Socio-Economic`: a line ended after the hyphen. `short- and long-term` stays.
fn joined(words: &str) -> String {
    let mut joined = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once("- ") {
        joined.push_str(before);
        let cut = before.ends_with(char::is_lowercase) && after.starts_with(char::is_uppercase);
        joined.push_str(if cut { "-" } else { "- " });
        rest = after;
    }
    joined + rest
}

/// `2` of `2nd`.
fn numbered(edition: &str) -> String {
    let ending = edition.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = edition
        .strip_suffix(ending)
        .filter(|number| !number.is_empty());
    let ordinal = ["", ".", "st", "nd", "rd", "th", "d"].contains(&ending);
    number.filter(|_| ordinal).unwrap_or(edition).to_owned()
}

/// `12` of `第12頁`.
fn pages_alone(pages: &str) -> &str {
    let bare = pages.strip_prefix('第').unwrap_or(pages);
    bare.trim_end_matches(['页', '頁']).trim()
}

/// `733` of `733, 737–38`, where an article begins on the first.
fn without_pin(pages: &str, in_journal: bool) -> &str {
    match pages.split_once(", ") {
        Some((first, _)) if in_journal => first,
        _ => pages,
    }
}

/// An address with its scheme, which is HTTP where the note states none.
fn addressed(url: &str) -> String {
    match url.starts_with("www.") {
        true => format!("http://{url}"),
        false => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_exported_as_it_would_be_printed() {
        let some = |words: &str| Some(words.to_owned());
        let cited = Source {
            title: some("« Socio- Economic short- and long-term »"),
            container: some("《海洋》"),
            volume: some("7"),
            edition: some("3d"),
            pages: some("第733, 737–38頁"),
            url: some("www.a.example/b"),
            ..Source::default()
        };
        let expected = Source {
            title: some("Socio-Economic short- and long-term"),
            container: some("海洋"),
            volume: some("7"),
            edition: some("3"),
            pages: some("733"),
            url: some("http://www.a.example/b"),
            ..Source::default()
        };
        assert_eq!(printed(&cited), expected);
    }

    #[test]
    fn the_page_of_a_book_that_a_note_leads_to_is_left_out() {
        let book = Source {
            title: Some("Tides".to_owned()),
            publisher: Some("Penguin".to_owned()),
            edition: Some("revised".to_owned()),
            pages: Some("12–15".to_owned()),
            ..Source::default()
        };
        let exported = printed(&book);
        assert_eq!(exported.pages, None);
        assert_eq!(exported.edition.as_deref(), Some("revised"));
    }

    #[test]
    fn marks_within_a_title_stay() {
        for title in ["“Reef” and “Tide”", "\"Reef\" and \"Tide\"", "Reef „Tide“"] {
            assert_eq!(unquoted(title), title);
        }
    }

    #[test]
    fn pages_of_a_chapter_and_other_endings_stay() {
        let some = |words: &str| Some(words.to_owned());
        let chapter = Source {
            container: some("Tides"),
            pages: some("733, 737–38"),
            url: some("https://a.example"),
            ..Source::default()
        };
        let exported = printed(&chapter);
        assert_eq!(exported.pages.as_deref(), Some("733, 737–38"));
        assert_eq!(exported.url.as_deref(), Some("https://a.example"));
        let issue = Source {
            issue: some("2"),
            ..chapter
        };
        assert_eq!(printed(&issue).pages.as_deref(), Some("733"));
        for (edition, expected) in [
            ("2", "2"),
            ("2.", "2"),
            ("22nd", "22"),
            ("2e", "2e"),
            ("nd", "nd"),
        ] {
            assert_eq!(numbered(edition), expected);
        }
    }
}
