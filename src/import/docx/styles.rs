//! The styles of a Word file: what a paragraph or a run of text is by its style.

use rustc_hash::FxHashMap;

use super::super::manuscript::TextStyle;
use super::xml::{self, Node};

/// How many styles may be based on one another, so that a circle of them ends.
const MOST_BASES: usize = 20;

/// What headings are called, before their level. Word writes the English name whatever its language; other programs
/// write that of the author's.
const HEADINGS: &[&str] = &[
    "heading",
    "überschrift",
    "titre",
    "título",
    "titolo",
    "kop",
    "rubrik",
    "overskrift",
    "otsikko",
    "nagłówek",
    "nadpis",
    "címsor",
    "titlu",
    "заголовок",
    "επικεφαλίδα",
    "başlık",
    "标题",
    "標題",
    "見出し",
    "제목",
    "عنوان",
    "כותרת",
];

/// Names of styles for paragraphs that quote.
const QUOTES: &[&str] = &[
    "quote",
    "intense quote",
    "quotations",
    "block text",
    "block quote",
    "block quotation",
    "blockquote",
    "zitat",
    "intensives zitat",
    "citation",
    "citation intense",
    "cita",
    "cita destacada",
    "citazione",
    "citazione intensa",
    "citaat",
    "citat",
    "цитата",
    "引用",
];

/// Names of styles for program text.
const CODE: &[&str] = &[
    "source code",
    "preformatted text",
    "html preformatted",
    "plain text code",
    "code",
    "verbatim char",
    "source text",
    "html code",
    "code char",
    "html typewriter",
];

/// Names of styles for paragraphs of a title block.
const TITLE_BLOCK: &[(&str, TitlePart)] = &[
    ("title", TitlePart::Title),
    ("titel", TitlePart::Title),
    ("subtitle", TitlePart::Subtitle),
    ("untertitel", TitlePart::Subtitle),
    ("author", TitlePart::Author),
    ("authors", TitlePart::Author),
    ("autor", TitlePart::Author),
    ("auteur", TitlePart::Author),
    ("institution", TitlePart::Institution),
    ("date", TitlePart::Date),
    ("datum", TitlePart::Date),
];

/// What a paragraph of a title block says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TitlePart {
    Title,
    Subtitle,
    Author,
    Institution,
    Date,
}

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Text,
    /// A heading of a level, from 1.
    Heading(u8),
    Quote,
    Code,
    /// A line of the table of contents.
    Contents,
    /// It goes on with the list item before it, where it has no number of its own.
    ListParagraph,
}

/// A style: what it says itself.
#[derive(Clone, Debug, Default)]
struct StyleEntry {
    /// In lower case.
    name: String,
    based_on: Option<String>,
    /// The level in an outline, from 0.
    outline: Option<u8>,
    numbering: (Option<String>, Option<u8>),
    format: CharFormat,
}

/// Formatting that may be on, off, or as what is around it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CharFormat {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
    pub struck: Option<bool>,
    /// Raised, lowered, or neither.
    pub position: Option<VerticalAlign>,
    pub code: Option<bool>,
    pub hidden: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VerticalAlign {
    Raised,
    Lowered,
    Line,
}

impl CharFormat {
    /// What `w:rPr` says.
    fn of(properties: Node<'_>) -> Self {
        let toggle = |name| xml::toggle(properties, name);
        let position = xml::value(properties, "vertAlign").map(|value| match value {
            "superscript" => VerticalAlign::Raised,
            "subscript" => VerticalAlign::Lowered,
            _ => VerticalAlign::Line,
        });
        Self {
            bold: toggle("b"),
            italic: toggle("i"),
            struck: toggle("strike").or(toggle("dstrike")),
            position,
            code: None,
            hidden: toggle("vanish"),
        }
    }

    /// This, and where it does not say, `other`.
    fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            struck: self.struck.or(other.struck),
            position: self.position.or(other.position),
            code: self.code.or(other.code),
            hidden: self.hidden.or(other.hidden),
        }
    }

    /// The style that text has by it.
    pub fn style(self) -> TextStyle {
        TextStyle {
            bold: self.bold == Some(true),
            italic: self.italic == Some(true),
            struck: self.struck == Some(true),
            superscript: self.position == Some(VerticalAlign::Raised),
            subscript: self.position == Some(VerticalAlign::Lowered),
            code: self.code == Some(true),
        }
    }
}

/// The styles by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: FxHashMap<String, StyleEntry>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

impl Styles {
    /// Reads the part `styles.xml`.
    pub fn of(root: Node<'_>) -> Self {
        let mut styles = Self::default();
        for node in xml::children(root) {
            let (true, Some(id)) = (xml::is(node, "style"), xml::attribute(node, "styleId")) else {
                continue;
            };
            let is_default = matches!(xml::attribute(node, "default"), Some("1" | "true"));
            if is_default && xml::attribute(node, "type") == Some("paragraph") {
                styles.default = Some(id.to_owned());
            }
            styles.by_id.insert(id.to_owned(), entry(node, id));
        }
        styles
    }

    /// The style called `id` and those that it is based on.
    fn chain<'a>(
        &'a self,
        id: Option<&str>,
    ) -> impl Iterator<Item = (&'a str, &'a StyleEntry)> + use<'a> {
        let get = |id: &str| {
            let (id, entry) = self.by_id.get_key_value(id)?;
            Some((id.as_str(), entry))
        };
        let first = id.or(self.default.as_deref()).and_then(get);
        let next = move |(_, entry): &(&str, &'a StyleEntry)| get(entry.based_on.as_deref()?);
        std::iter::successors(first, next).take(MOST_BASES)
    }

    /// What a paragraph of the style is. `outline` is the level that the paragraph itself has, from 0.
    pub fn role(&self, id: Option<&str>, outline: Option<u8>) -> Role {
        for (_, entry) in self.chain(id) {
            if let Some(role) = role(&entry.name) {
                return role;
            }
            if let Some(outline) = outline.or(entry.outline).filter(|level| *level < 9) {
                return Role::Heading(outline + 1);
            }
        }
        match outline.filter(|level| *level < 9) {
            Some(outline) => Role::Heading(outline + 1),
            None => Role::Text,
        }
    }

    /// What a paragraph of the style says in a title block.
    pub fn title_part(&self, id: Option<&str>) -> Option<TitlePart> {
        let (_, entry) = self.chain(Some(id?)).next()?;
        let found = TITLE_BLOCK.iter().find(|(name, _)| *name == entry.name);
        found.map(|(_, part)| *part)
    }

    /// The list that the style puts its paragraphs in, with the style that says so and the level.
    pub fn numbering(&self, id: Option<&str>) -> Option<(&str, &str, Option<u8>)> {
        let mut chain = self.chain(id);
        chain.find_map(|(id, entry)| {
            let (list, level) = &entry.numbering;
            Some((id, list.as_deref()?, *level))
        })
    }

    /// The formatting of a run with the properties `w:rPr`.
    pub fn format(&self, properties: Option<Node<'_>>) -> CharFormat {
        let Some(properties) = properties else {
            return CharFormat::default();
        };
        let of_style = match xml::value(properties, "rStyle") {
            Some(id) => {
                let chain = self.chain(Some(id));
                chain.fold(CharFormat::default(), |format, (_, entry)| {
                    format.or(entry.format)
                })
            }
            None => CharFormat::default(),
        };
        CharFormat::of(properties).or(of_style)
    }
}

fn entry(node: Node<'_>, id: &str) -> StyleEntry {
    let name = xml::value(node, "name").unwrap_or(id).trim().to_lowercase();
    let paragraph = xml::child(node, "pPr");
    let numbering = paragraph.and_then(|properties| xml::child(properties, "numPr"));
    let number = |name| numbering.and_then(|numbering| xml::value(numbering, name));
    let mut format = xml::child(node, "rPr")
        .map(CharFormat::of)
        .unwrap_or_default();
    format.code = CODE.contains(&name.as_str()).then_some(true);
    StyleEntry {
        based_on: xml::value(node, "basedOn").map(str::to_owned),
        outline: paragraph.and_then(outline),
        numbering: (
            number("numId").map(str::to_owned),
            number("ilvl").and_then(|level| level.parse().ok()),
        ),
        format,
        name,
    }
}

/// The level in an outline that `w:pPr` gives, from 0; 9 is running text.
pub(super) fn outline(properties: Node<'_>) -> Option<u8> {
    xml::value(properties, "outlineLvl")?.parse().ok()
}

/// What a style is by its name, which is in lower case.
fn role(name: &str) -> Option<Role> {
    let is_contents = name.starts_with("toc ") || name.starts_with("contents ");
    if is_contents || name == "table of figures" {
        return Some(Role::Contents);
    }
    if QUOTES.contains(&name) {
        return Some(Role::Quote);
    }
    if CODE.contains(&name) {
        return Some(Role::Code);
    }
    if name == "list paragraph" || name.starts_with("list continue") {
        return Some(Role::ListParagraph);
    }
    let number = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let level: u8 = name[number.len()..].parse().ok()?;
    let is_heading = HEADINGS.contains(&number.trim_end());
    (is_heading && (1..=9).contains(&level)).then_some(Role::Heading(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(inner: &str) -> Styles {
        let text = format!("<w:styles xmlns:w=\"w\">{inner}</w:styles>");
        Styles::of(xml::parse(&text).unwrap().root_element())
    }

    #[test]
    fn a_number_at_the_end_of_a_name_makes_no_heading() {
        assert_eq!(role("heading 9"), Some(Role::Heading(9)));
        for name in [
            "body text 2",
            "list bullet 3",
            "heading 10",
            "heading 0",
            "heading",
        ] {
            assert_eq!(role(name), None, "{name}");
        }
    }

    #[test]
    fn a_heading_is_known_by_name_base_or_outline() {
        let styles = styles(
            "<w:style w:type='paragraph' w:default='1' w:styleId='N'><w:name w:val='Normal'/></w:style>
             <w:style w:styleId='a'><w:name w:val='heading 2'/></w:style>
             <w:style w:styleId='b'><w:name w:val='Überschrift 3'/></w:style>
             <w:style w:styleId='c'><w:name w:val='House'/><w:basedOn w:val='a'/></w:style>
             <w:style w:styleId='d'><w:name w:val='Own'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>
             <w:style w:styleId='e'><w:name w:val='TOC Heading'/><w:basedOn w:val='a'/></w:style>
             <w:style w:styleId='f'><w:name w:val='x'/><w:basedOn w:val='g'/></w:style>
             <w:style w:styleId='g'><w:name w:val='y'/><w:basedOn w:val='f'/></w:style>",
        );
        let cases = [
            (None, Role::Text),
            (Some("a"), Role::Heading(2)),
            (Some("b"), Role::Heading(3)),
            (Some("c"), Role::Heading(2)),
            (Some("d"), Role::Heading(1)),
            (Some("e"), Role::Contents),
            (Some("f"), Role::Text),
            (Some("missing"), Role::Text),
        ];
        for (id, expected) in cases {
            assert_eq!(styles.role(id, None), expected, "{id:?}");
        }
        assert_eq!(styles.role(None, Some(1)), Role::Heading(2));
        assert_eq!(styles.role(None, Some(9)), Role::Text);
    }
}
