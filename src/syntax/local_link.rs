//! Links to other places of the same brief or of its folder: `[text](other.md#section)`, `[label]: #section`.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::text::Span;

use super::inline::{Link, links};

/// A link whose destination has no scheme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LocalLink {
    /// All of the link, in bytes of the text asked about.
    pub span: Span,
    /// Where it leads, as written, in bytes of the text asked about.
    pub destination: Span,
    /// The file that it leads to, escapes resolved; empty for a place in the same file.
    pub path: String,
    /// The name of the place in that file, escapes resolved.
    pub fragment: Option<String>,
    /// Whether it is an image.
    pub is_image: bool,
    /// The label that it defines, where it is a link reference definition.
    pub label: Option<String>,
}

/// The local links of `text`, the content of one block, by place, with those that it only defines
/// (CommonMark 0.31, "Links", "Link reference definitions"). Placeholders, and what a template fills in
/// later, are none.
pub fn local_links(text: &str) -> Vec<LocalLink> {
    let mut found = definitions(text);
    if may_hold_one(text) {
        let of_text = links(text).into_iter().filter(|link| !is_label(text, link));
        let local = of_text.filter_map(|link| {
            let written = &text[link.destination.range()];
            let inner = written.trim_start_matches('<');
            let start = link.destination.end - inner.len();
            let destination = Span::new(start, start + inner.trim_end_matches('>').len());
            LocalLink::new(link.span, destination, &link.target, link.is_image)
        });
        found.extend(local);
        found.sort_by_key(|link| link.span);
    }
    found
}

/// Whether what is read as the text of a link may be the label of the link before it, which only the whole
/// document can tell: of `[text][8](more)`, `[text][8]` where 8 is defined (CommonMark 0.31, "Links").
fn is_label(text: &str, link: &Link) -> bool {
    let before = &text[..link.span.start];
    !link.is_image && before.ends_with(']') && !before.ends_with("\\]")
}

/// A quick look for a destination that begins with no scheme of the web.
fn may_hold_one(text: &str) -> bool {
    destinations(text).any(|rest| {
        !rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("#)")
    })
}

/// What follows each sign in `text` that may part the words of a link from its destination.
pub fn destinations(text: &str) -> impl Iterator<Item = &str> {
    static SIGN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("]("));
    let signs = SIGN.find_iter(text.as_bytes());
    signs.map(|at| text[at + "](".len()..].trim_start())
}

/// The local links that the lines at the start of `text` define.
fn definitions(text: &str) -> Vec<LocalLink> {
    let mut found = Vec::new();
    let mut at = 0;
    // Most texts begin with none, and their first line need not be cut out to see that.
    while text[at..].trim_start().starts_with('[') {
        let line = text[at..].split_inclusive('\n').next().unwrap_or_default();
        let Some((label, span, destination)) = definition(line) else {
            break;
        };
        let target = unescaped(&line[destination.range()]);
        let link = LocalLink::new(span.shift(at), destination.shift(at), &target, false);
        let label = Some(label.to_owned());
        found.extend(link.map(|link| LocalLink { label, ..link }));
        at += line.len();
    }
    found
}

/// The link reference definition that `line` is: its label, all of it, and where it leads.
fn definition(line: &str) -> Option<(&str, Span, Span)> {
    let inner = line.trim_start().strip_prefix('[')?;
    let (label, after) = inner.split_once("]:")?;
    if label.trim().is_empty() || label.starts_with('^') || label.contains(['[', ']']) {
        return None;
    }
    let written = after.trim();
    let start = line.len() - after.trim_start().len();
    let destination = match written.strip_prefix('<') {
        Some(pointed) => Span::new(start + 1, start + 1 + pointed.find('>')?),
        None => {
            let len = written.find(char::is_whitespace).unwrap_or(written.len());
            let title = written[len..].trim_start();
            let is_title = title.is_empty() || title.starts_with(['"', '\'', '(']);
            is_title.then_some(Span::new(start, start + len))?
        }
    };
    let indent = line.len() - line.trim_start().len();
    Some((label, Span::new(indent, start + written.len()), destination))
}

/// The file that a link to `target` leads to, where it leads to one of the folder.
pub fn local_path(target: &str) -> Option<String> {
    let link = LocalLink::new(Span::at(0), Span::at(0), target, false)?;
    Some(link.path).filter(|path| !path.is_empty())
}

impl LocalLink {
    /// The link that leads to `target`, if that is a place within the folder.
    fn new(span: Span, destination: Span, target: &str, is_image: bool) -> Option<LocalLink> {
        if matches!(target, "" | "#") || has_scheme(target) || is_template(target) {
            return None;
        }
        let (path, fragment) = match target.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (target, None),
        };
        let path = path.split('?').next().unwrap_or_default();
        let fragment = fragment.filter(|fragment| !fragment.is_empty());
        if path.is_empty() && fragment.is_none() {
            return None;
        }
        Some(LocalLink {
            span,
            destination,
            path: decoded(path),
            fragment: fragment.map(decoded),
            is_image,
            label: None,
        })
    }
}

/// Whether `target` names its scheme, or at least its host (RFC 3986, 3.1 and 4.2).
fn has_scheme(target: &str) -> bool {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    target.starts_with("//") || target.split_once(':').is_some_and(|it| is_scheme(it.0))
}

/// Whether a site generator or a mailing fills in `target`, or reads it in a way of its own: Liquid, Hugo,
/// knitr, Quarto, `%unsubscribe_url%`; or whether its number is not given yet: `NNNN-name.md`.
fn is_template(target: &str) -> bool {
    let filled_in = target.len() > 2 && target.starts_with('%') && target.ends_with('%');
    filled_in
        || target.contains("NNNN")
        || ["{{", "{%", "{#", "<%", "${", "`", "$(", "\\@"]
            .iter()
            .any(|sign| target.contains(sign))
        || target.starts_with(['@', '&'])
}

/// `text` without the backslashes that Markdown puts before signs.
fn unescaped(text: &str) -> Cow<'_, str> {
    match text.contains('\\') {
        false => Cow::Borrowed(text),
        true => Cow::Owned(text.replace('\\', "")),
    }
}

/// `text` with `%20` and the like resolved (RFC 3986, 2.1); as it is where that gives no text.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%');
        let hex = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(hex.unwrap_or(*first));
        rest = if hex.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The links as "written path fragment".
    fn found(text: &str) -> Vec<String> {
        let shown = |link: &LocalLink| {
            let fragment = link.fragment.as_deref().unwrap_or("-");
            format!(
                "{} {} {fragment}",
                &text[link.destination.range()],
                link.path
            )
        };
        local_links(text).iter().map(shown).collect()
    }

    #[test]
    fn files_and_places_in_them() {
        assert_eq!(
            found("A [b](c.md#d) ![e](<f g.png> \"h\") [i](#j%20k) [l](m%20n.md?raw=1)."),
            [
                "c.md#d c.md d",
                "f g.png f g.png -",
                "#j%20k  j k",
                "m%20n.md?raw=1 m n.md -"
            ]
        );
        assert_eq!(found("[a [b](c.md)](d.md)"), ["c.md c.md -"]);
    }

    #[test]
    fn definitions_at_the_start() {
        assert_eq!(
            found("[a]: b.md#c\n  [d]: <e f.md> 'g'\n[h]: https://i.org\nText [j](k.md)\n"),
            ["b.md#c b.md c", "e f.md e f.md -", "k.md k.md -"]
        );
        assert_eq!(found("[^a]: b.md\n[c]: d e f.md\n"), [""; 0]);
    }

    #[test]
    fn what_leads_elsewhere_or_nowhere() {
        let text = "[a](https://a.org) [b](mailto:c@d.org) [e](//f.org) [g](#) [h]() [i](tel:1) \
                    [j]({{ site.url }}/k) [l]({% link m.md %}) `[n](o.md)` [p](?q) [r](\\@ref(s)) <t> \
                    [u](%unsubscribe_url%) [v](<%url%>) [w](NNNN-name.md) <x@y.org> [z][1](soft)";
        assert_eq!(found(text), [""; 0]);
    }
}
