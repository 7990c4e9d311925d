//! The text of a paragraph.

use super::super::manuscript::Inline;
use super::fields::WordField;
use super::reader::{NoteKind, Reader};
use super::styles::CharFormat;
use super::xml::{self, Node};

/// How deep elements may be nested in a paragraph, or blocks in blocks.
pub(super) const DEEPEST: usize = 60;

/// The text of a paragraph as it is read.
pub(super) struct ParagraphText<'r, 'a> {
    reader: &'r mut Reader<'a>,
    /// What is read.
    pub inlines: Vec<Inline>,
    /// The mark that the author gave to the note, which its text begins with, too.
    custom_mark: Option<String>,
    /// Whether nothing but the note's own number has been read.
    after_number: bool,
}

impl<'r, 'a> ParagraphText<'r, 'a> {
    /// Reads nothing yet. `custom_mark` is what the author put in place of the number of the note that is read.
    pub fn new(reader: &'r mut Reader<'a>, custom_mark: Option<String>) -> Self {
        Self {
            reader,
            inlines: Vec::new(),
            custom_mark,
            after_number: false,
        }
    }

    /// Reads the elements in `node`, which lead to `link`.
    pub fn read(&mut self, node: Node<'a>, link: Option<&str>, depth: usize) {
        if depth > DEEPEST {
            self.reader.is_too_deep = true;
            return;
        }
        for child in xml::children(node) {
            match child.tag_name().name() {
                "r" => self.run(child, link, depth),
                "hyperlink" => {
                    let target = self.reader.target(child);
                    self.read(child, target.as_deref().or(link), depth + 1);
                }
                "fldSimple" => self.simple_field(child, link, depth),
                "ins" | "moveTo" | "smartTag" | "sdt" | "sdtContent" | "customXml" | "bdo"
                | "dir" | "ruby" | "rubyBase" => self.read(child, link, depth + 1),
                "del" | "moveFrom" => self.reader.remarks.deletions += 1,
                "oMath" | "oMathPara" => self.formula(child),
                "bookmarkStart" => self.reader.bookmark = xml::attribute(child, "name"),
                "bookmarkEnd" => self.reader.bookmark = None,
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Node<'a>, link: Option<&str>, depth: usize) {
        let format = self.reader.styles.format(xml::child(run, "rPr"));
        for child in xml::children(run) {
            match child.tag_name().name() {
                "t" => self.text(&text_of(child), format, link),
                "tab" | "ptab" => self.text(" ", format, link),
                "noBreakHyphen" => self.text("\u{2011}", format, link),
                "cr" => self.put(Inline::Break),
                "br" if matches!(xml::attribute(child, "type"), None | Some("textWrapping")) => {
                    self.put(Inline::Break);
                }
                "sym" => match symbol(child) {
                    Some(symbol) => self.text(&symbol.to_string(), format, link),
                    None => self.reader.remarks.symbols += 1,
                },
                "footnoteRef" | "endnoteRef" => self.after_number = true,
                "footnoteReference" | "endnoteReference" => {
                    let rest_is_mark = self.reference(run, child);
                    if rest_is_mark {
                        return;
                    }
                }
                "fldChar" => self.field(child),
                "instrText" => {
                    if let Some(field) = self.reader.fields.last_mut() {
                        field.instruction.push_str(&text_of(child));
                    }
                }
                "commentReference" => self.reader.comment(child),
                "drawing" | "pict" | "object" => self.reader.picture(child, depth + 1),
                "ruby" => self.read(child, link, depth + 1),
                _ => {}
            }
        }
    }

    /// Reads a marker. Whether the rest of the run is the mark that the author gave to the note.
    fn reference(&mut self, run: Node<'a>, node: Node<'a>) -> bool {
        let kind = match xml::is(node, "footnoteReference") {
            true => NoteKind::Footnote,
            false => NoteKind::Endnote,
        };
        let is_custom = xml::attribute(node, "customMarkFollows");
        let is_custom = is_custom.is_some_and(|value| !matches!(value, "0" | "false" | "off"));
        let texts = xml::children(run)
            .into_iter()
            .filter(|child| xml::is(*child, "t"));
        let mark: Option<String> = is_custom.then(|| texts.map(text_of).collect());
        if self.is_shown()
            && let Some(note) = xml::attribute(node, "id")
                .and_then(|id| self.reader.note(kind, id, mark.as_deref()))
        {
            if let Some(bookmark) = self.reader.bookmark {
                self.reader.bookmarks.insert(bookmark, note);
            }
            self.inlines.push(Inline::Note(note));
        }
        is_custom
    }

    fn is_shown(&self) -> bool {
        self.reader.fields.iter().all(WordField::is_shown)
    }

    fn text(&mut self, text: &str, format: CharFormat, link: Option<&str>) {
        if !self.is_shown() || format.hidden == Some(true) {
            return;
        }
        if self.is_second_marker() {
            return;
        }
        let mut text = text;
        if let Some(mark) = &self.custom_mark {
            let start = text.trim_start();
            text = start.strip_prefix(mark.trim()).unwrap_or(start);
            self.after_number = true;
            // LibreOffice writes the mark twice, in runs of its own.
            if !text.is_empty() {
                self.custom_mark = None;
            }
        }
        if self.after_number {
            text = text.trim_start();
            self.after_number = text.is_empty();
        }
        if text.is_empty() {
            return;
        }
        let inline = Inline::Text {
            text: text.to_owned(),
            style: format.style(),
        };
        let field = self.reader.fields.iter().rev().find_map(WordField::link);
        match link.map(str::to_owned).or(field) {
            Some(target) => self.inlines.push(Inline::Link {
                target,
                text: vec![inline],
            }),
            None => self.inlines.push(inline),
        }
    }

    /// Reads the second marker of a note, if the text that follows is one.
    fn is_second_marker(&mut self) -> bool {
        let Some(field) = self.reader.fields.last_mut() else {
            return false;
        };
        let bookmark = field.note_bookmark();
        let note = bookmark.and_then(|name| self.reader.bookmarks.get(name.as_str()).copied());
        if let Some(note) = note.filter(|_| !field.is_marker) {
            field.is_marker = true;
            self.inlines.push(Inline::Note(note));
        }
        note.is_some()
    }

    fn put(&mut self, inline: Inline) {
        if self.is_shown() && !self.after_number {
            self.inlines.push(inline);
        }
    }

    fn field(&mut self, node: Node<'a>) {
        let fields = &mut self.reader.fields;
        match xml::attribute(node, "fldCharType") {
            Some("begin") if fields.len() < DEEPEST => fields.push(WordField::default()),
            Some("separate") => {
                if let Some(field) = fields.last_mut() {
                    field.shows = true;
                }
            }
            Some("end") => {
                fields.pop();
            }
            _ => {}
        }
    }

    fn simple_field(&mut self, node: Node<'a>, link: Option<&str>, depth: usize) {
        self.reader.fields.push(WordField {
            instruction: xml::attribute(node, "instr").unwrap_or_default().to_owned(),
            shows: true,
            is_marker: false,
        });
        let open = self.reader.fields.len();
        self.read(node, link, depth + 1);
        self.reader.fields.truncate(open - 1);
    }

    /// The letters and signs of a formula, without its layout.
    fn formula(&mut self, node: Node<'a>) {
        self.reader.remarks.formulas += 1;
        let texts = node.descendants().filter(|node| xml::is(*node, "t"));
        let text: String = texts.map(text_of).collect();
        self.text(&text, CharFormat::default(), None);
    }
}

/// The characters in an element.
pub(super) fn text_of(node: Node<'_>) -> String {
    node.children().filter_map(|child| child.text()).collect()
}

/// Characters of the font Symbol that briefs have, by their place in it.
const SYMBOLS: &[(u32, char)] = &[
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAB, '↔'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xD7, '⋅'),
    (0xE5, '∑'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x67, 'γ'),
    (0x64, 'δ'),
    (0x44, 'Δ'),
    (0x6C, 'λ'),
    (0x6D, 'μ'),
    (0x70, 'π'),
    (0x73, 'σ'),
    (0x53, 'Σ'),
    (0x57, 'Ω'),
];

/// The character that `w:sym` shows; none where only its font knows.
fn symbol(node: Node<'_>) -> Option<char> {
    let code = u32::from_str_radix(xml::attribute(node, "char")?, 16).ok()?;
    let is_private = (0xF000..=0xF0FF).contains(&code);
    if !is_private {
        return char::from_u32(code).filter(|symbol| !symbol.is_control());
    }
    let is_symbol = xml::attribute(node, "font")?.eq_ignore_ascii_case("Symbol");
    let mut symbols = SYMBOLS.iter();
    let found = symbols.find(|(place, _)| *place == code - 0xF000);
    found.filter(|_| is_symbol).map(|(_, symbol)| *symbol)
}
