//! What a style printed, as text and as Markdown.

use hayagriva::citationberg::{FontStyle, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatting};

/// An entry as a style prints it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Formatted {
    /// As plain text.
    pub plain: String,
    /// As Markdown, with emphasis and links.
    pub markdown: String,
}

impl Formatted {
    /// The same and `words` after it, parted by a comma, before the period at its end.
    pub(super) fn followed_by(&self, words: &str) -> Formatted {
        let with = |text: &str, words: &str| match text.strip_suffix('.') {
            Some(text) => format!("{text}, {words}."),
            None => format!("{text}, {words}"),
        };
        Formatted {
            plain: with(&self.plain, words),
            markdown: with(&self.markdown, &escape(words)),
        }
    }
}

/// A stretch of text printed alike.
#[derive(Clone, PartialEq, Debug)]
struct TextRun {
    text: String,
    is_italic: bool,
    is_bold: bool,
    is_raised: bool,
    url: Option<String>,
}

/// Text and Markdown of what a style printed.
pub(super) fn render(printed: &ElemChildren) -> Formatted {
    let mut runs = Vec::new();
    collect(printed, &mut runs);
    tidy(&mut runs);
    Formatted {
        plain: runs.iter().map(|run| run.text.as_str()).collect(),
        markdown: runs.iter().map(markdown).collect(),
    }
}

/// Text and Markdown of a plain text.
pub(super) fn plain(text: &str) -> Formatted {
    Formatted {
        plain: text.to_owned(),
        markdown: escape(text),
    }
}

fn collect(printed: &ElemChildren, runs: &mut Vec<TextRun>) {
    for child in &printed.0 {
        match child {
            ElemChild::Text(text) => push(runs, &text.text, text.formatting, None),
            ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::CitationNumber) => {}
            ElemChild::Elem(elem) => collect(&elem.children, runs),
            ElemChild::Markup(text) => push(runs, text, Formatting::default(), None),
            ElemChild::Link { text, url } => push(runs, &text.text, text.formatting, Some(url)),
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn push(runs: &mut Vec<TextRun>, text: &str, formatting: Formatting, url: Option<&String>) {
    let run = TextRun {
        text: text.to_owned(),
        is_italic: formatting.font_style == FontStyle::Italic,
        is_bold: formatting.font_weight == FontWeight::Bold,
        is_raised: formatting.vertical_align == VerticalAlign::Sup,
        url: url.cloned(),
    };
    match runs.last_mut() {
        Some(last) if last.alike(&run) => last.text.push_str(&run.text),
        _ => runs.push(run),
    }
}

impl TextRun {
    fn alike(&self, other: &TextRun) -> bool {
        self.is_italic == other.is_italic
            && self.is_bold == other.is_bold
            && self.is_raised == other.is_raised
            && self.url.is_none()
            && other.url.is_none()
    }
}

/// Takes white space off both ends.
fn tidy(runs: &mut Vec<TextRun>) {
    runs.retain(|run| !run.text.is_empty());
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = runs.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
}

/// A run in Markdown: its marks touch its words, as CommonMark asks.
fn markdown(run: &TextRun) -> String {
    let words = run.text.trim();
    let start = run.text.len() - run.text.trim_start().len();
    let before = run.text.get(..start).unwrap_or_default();
    let after = run.text.get(start + words.len()..).unwrap_or_default();
    let mut text = match &run.url {
        Some(url) if url == words => return format!("{before}<{url}>{after}"),
        Some(url) => format!("[{}]({url})", escape(words)),
        None => autolinks(words),
    };
    if words.is_empty() {
        return run.text.clone();
    }
    if run.is_raised {
        text = format!("<sup>{text}</sup>");
    }
    if run.is_italic {
        text = format!("*{text}*");
    }
    if run.is_bold {
        text = format!("**{text}**");
    }
    format!("{before}{text}{after}")
}

/// `text` with its addresses as links, and escaped elsewhere.
fn autolinks(text: &str) -> String {
    let mut finder = linkify::LinkFinder::new();
    finder.kinds(&[linkify::LinkKind::Url]);
    let parts = finder.spans(text).map(|part| match part.kind() {
        Some(_) => format!("<{}>", part.as_str()),
        None => escape(part.as_str()),
    });
    parts.collect()
}

/// `text` with what would be markup escaped.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '*' | '_' | '[' | ']' | '<' | '`' | '\\' | '^' | '$') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
