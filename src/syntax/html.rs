//! Where an HTML block begins and ends (CommonMark 0.31, "HTML blocks").

/// What ends an HTML block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HtmlBlockEnd {
    /// The line that holds this text, its first one included.
    With(&'static str),
    /// The closing tag of an element whose content is raw.
    RawElement,
    /// A blank line.
    Blank,
}

/// What ends the HTML block that `rest`, a line from its first character on, opens.
/// `interrupts`: whether it would interrupt a paragraph, which not every tag may.
pub(super) fn opens(rest: &str, interrupts: bool) -> Option<HtmlBlockEnd> {
    let tag = rest.strip_prefix('<')?;
    if tag.starts_with("!--") {
        return Some(HtmlBlockEnd::With("-->"));
    }
    if tag.starts_with('?') {
        return Some(HtmlBlockEnd::With("?>"));
    }
    if tag.starts_with("![CDATA[") {
        return Some(HtmlBlockEnd::With("]]>"));
    }
    if tag.starts_with('!') && tag[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some(HtmlBlockEnd::With(">"));
    }
    let name = tag.strip_prefix('/').unwrap_or(tag);
    let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, after) = name.split_at(len);
    let delimited =
        after.is_empty() || after.starts_with([' ', '\t', '>']) || after.starts_with("/>");
    if delimited && !tag.starts_with('/') && is_one_of(name, RAW) {
        return Some(HtmlBlockEnd::RawElement);
    }
    if delimited && is_one_of(name, BLOCK) {
        return Some(HtmlBlockEnd::Blank);
    }
    (!interrupts && is_whole_tag(rest)).then_some(HtmlBlockEnd::Blank)
}

impl HtmlBlockEnd {
    /// Whether `line` ends the block; a blank line is not asked.
    pub fn is_in(self, line: &str) -> bool {
        match self {
            HtmlBlockEnd::With(text) => line.contains(text),
            HtmlBlockEnd::RawElement => RAW
                .iter()
                .any(|name| line.to_ascii_lowercase().contains(&format!("</{name}>"))),
            HtmlBlockEnd::Blank => false,
        }
    }
}

/// Elements whose content is raw text.
const RAW: &[&str] = &["pre", "script", "style", "textarea"];

/// Elements that make a block wherever their tag begins a line.
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

/// Whether `rest` is one complete tag and nothing else.
fn is_whole_tag(rest: &str) -> bool {
    let rest = rest.trim_end();
    let Some(inner) = rest
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
    else {
        return false;
    };
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let len = name
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        .count();
    let attributes = &name[len..];
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && (attributes.is_empty() || attributes.starts_with([' ', '\t', '/']))
        && closes_only_at_end(attributes)
}

/// Whether `attributes` of a tag hold no `<` or `>` outside quotes, and close the quotes they open.
fn closes_only_at_end(attributes: &str) -> bool {
    let mut quote = None;
    for c in attributes.chars() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (None, '<' | '>') => return false,
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    quote.is_none()
}
