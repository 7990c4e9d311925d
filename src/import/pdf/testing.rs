//! Pages and files for tests.

use super::columns::{self, Region};
use super::line::{TextLine, lines};
use super::metrics::Metrics;
use super::note::PageNote;
use super::page::{Face, Glyph, Page, Pages, RuledLine};

/// Width of each character, in parts of the font size.
const WIDTH: f32 = 0.5;

/// A page of 600 by 800 points without anything.
pub fn page() -> Page {
    Page {
        width: 600.0,
        height: 800.0,
        ..Page::default()
    }
}

/// The faces of [`PageText::print`]: 0 plain, 1 bold, 2 italic.
pub fn faces() -> Vec<Face> {
    let face = |bold, italic| Face {
        bold,
        italic,
        monospace: false,
    };
    vec![face(false, false), face(true, false), face(false, true)]
}

/// Prints text on a page.
pub trait PageText: Sized {
    /// Prints `text` from `x` on the baseline `y`. What stands in `^{…}` is raised, in `_{…}` lowered, in `*…*` bold.
    fn print(self, x: f32, y: f32, size: f32, text: &str) -> Self;
    /// Prints lines one below the other, 12 points apart.
    fn print_lines(self, x: f32, y: f32, size: f32, lines: &[&str]) -> Self {
        let mut page = self;
        for (place, line) in lines.iter().enumerate() {
            page = page.print(x, y + 12.0 * place as f32, size, line);
        }
        page
    }
    /// Draws a horizontal line.
    fn rule(self, x0: f32, x1: f32, y: f32) -> Self;
}

impl PageText for Page {
    fn print(mut self, mut x: f32, y: f32, size: f32, text: &str) -> Self {
        let (mut scale, mut shift, mut face) = (1.0, 0.0, 0);
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '^' | '_' if characters.next_if_eq(&'{').is_some() => {
                    (scale, shift) = (0.6, if character == '^' { -0.35 } else { 0.15 });
                }
                '}' => (scale, shift) = (1.0, 0.0),
                '*' => face = 1 - face,
                character => {
                    let glyph = Glyph {
                        character,
                        x0: x,
                        x1: x + WIDTH * size * scale,
                        y: y + shift * size,
                        size: size * scale,
                        face,
                        raised: false,
                        artifact: false,
                    };
                    x = glyph.x1;
                    self.glyphs.push(glyph);
                }
            }
        }
        self
    }

    fn rule(mut self, x0: f32, x1: f32, y: f32) -> Self {
        self.rules.push(RuledLine { x0, x1, y });
        self
    }
}

/// `pages` with the faces of [`faces`].
pub fn pages(pages: Vec<Page>) -> Pages {
    Pages {
        pages,
        faces: faces(),
        ..Pages::default()
    }
}

/// The regions of all `pages` in order.
pub fn regions(pages: &[Page]) -> Vec<Region> {
    let by_page = pages.iter().enumerate();
    by_page
        .flat_map(|(number, page)| columns::regions(lines(page, number), number))
        .collect()
}

/// What is usual in `regions`.
pub fn metrics(regions: &[Region]) -> Metrics {
    Metrics::of(regions.iter())
}

/// The text of `line`, raised characters in `^{…}`.
pub fn shown(line: &TextLine) -> String {
    let mut text = String::new();
    let mut raised = false;
    for c in &line.chars {
        if c.raised != raised {
            text.push_str(if c.raised { "^{" } else { "}" });
            raised = c.raised;
        }
        text.push(c.character);
    }
    if raised {
        text.push('}');
    }
    text
}

/// The text of `note`, its lines parted by `|`.
pub fn note_text(note: &PageNote) -> String {
    note.lines
        .iter()
        .map(TextLine::text)
        .collect::<Vec<_>>()
        .join("|")
}

/// The text of the regions' lines.
pub fn texts(regions: &[Region]) -> Vec<Vec<String>> {
    regions
        .iter()
        .map(|region| region.lines.iter().map(shown).collect())
        .collect()
}

/// A PDF of `objects`, the first of which is object 1 and the catalog; `trailer` is added to the trailer.
pub fn file(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    file.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n")
            .bytes(),
    );
    file
}

/// A PDF of one page with `content`; `more` are objects from 5 on, `resources` names what the content uses beside the font
/// `/F`, which is Helvetica.
pub fn one_page(content: &str, resources: &str, more: &[&str]) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F << /Type /Font \
             /Subtype /Type1 /BaseFont /Helvetica >> >> {resources} >> >>"
        ),
        stream("", content),
    ];
    objects.extend(more.iter().map(|&object| object.to_owned()));
    file(&objects, "")
}

/// A stream object with the entries `dict`.
pub fn stream(dict: &str, content: &str) -> String {
    format!(
        "<< {dict} /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    )
}
