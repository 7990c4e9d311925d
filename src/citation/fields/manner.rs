//! Words that say which edition, kind or part of a work it is.

/// What a segment that states an edition has.
const EDITIONS: &[&str] = &[
    " ed.",
    " ed",
    " edn",
    " edition",
    " edn.",
    " aufl",
    " aufl.",
    " auflage",
    "rev. ed",
    "paperback",
    "hardcover",
    "ebook",
    "kindle",
];

/// What a segment has that says what kind of work it is.
const MANNERS: &[&str] = &[
    "dissertation",
    " diss",
    "thesis",
    "manuscript",
    "unpublished",
    "forthcoming",
];

/// How a segment begins that names a part or state of a work.
const PARTS: &[&str] = &[
    "chapter ",
    "section ",
    "sec. ",
    "appendix",
    "part ",
    "table ",
    "figure ",
    "fig. ",
    "annex",
    "title ",
    "box ",
    "draft",
    "version ",
    "v1",
    "v2",
    "rev. ",
    "revision ",
    "page ",
    "article ",
    "standard ",
    "standards ",
    "criterion ",
    "rule ",
    "chart ",
    "exhibit ",
    "note ",
    "paragraph ",
    "para. ",
    "footnote ",
    "slide",
    "final report",
    "pdf",
    "video",
    "podcast",
    "opinion",
    "press release",
    "blog post",
    "abstract",
    "preprint",
];

/// `[link]`, `landing page`: whether the words of a link say what it leads to, and no name.
pub(super) fn is_form(words: &str) -> bool {
    let bare = words.trim_matches(['[', ']', '(', ')', ' ']).to_lowercase();
    let last = bare.rsplit(' ').next().unwrap_or_default();
    FORMS.contains(&last) || is_manner(&bare)
}

/// What a link leads to, as its last word says.
const FORMS: &[&str] = &[
    "archive",
    "archived",
    "copy",
    "dataset",
    "documentation",
    "download",
    "html",
    "here",
    "link",
    "online",
    "page",
    "pdf",
    "repository",
    "source",
    "text",
    "url",
    "version",
    "website",
];

/// `PhD diss.`, `Chapter 3`, `Draft`: what kind or part of a work it is, and no name of one around it.
pub(super) fn is_manner(words: &str) -> bool {
    let lower = words.to_lowercase();
    let few = lower.split_whitespace().count() <= 3;
    (!is_of_many(&lower) && MANNERS.iter().any(|manner| lower.contains(manner)))
        || (few && PARTS.iter().any(|part| lower.starts_with(part)))
        || is_chapter(&lower)
}

/// `chapter 5: the tides of the north`: whether words are a part with its number and its own title.
fn is_chapter(words: &str) -> bool {
    let numbered = |number: &str| number.starts_with(|c: char| c.is_ascii_digit());
    ["chapter ", "ch. ", "section ", "part "]
        .iter()
        .filter_map(|part| words.strip_prefix(part)?.split_once(": "))
        .any(|(number, _)| numbered(number) && !number.contains(' '))
}

/// `Harbour Theses and Dissertations`: whether words name what has many of a kind, in lower case.
pub(super) fn is_of_many(words: &str) -> bool {
    let many = ["dissertations", "theses", "manuscripts"];
    many.iter().any(|many| words.contains(many))
}

/// `2nd ed.`: which edition it is, or on what it is printed.
pub(super) fn is_edition(words: &str) -> bool {
    let lower = words.to_lowercase();
    // `2. Aufl. 2019`
    let undated = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    EDITIONS
        .iter()
        .any(|edition| undated.ends_with(edition) || lower.starts_with(edition.trim_start()))
        && words.len() < 24
}
