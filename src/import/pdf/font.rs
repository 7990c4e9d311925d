//! The fonts of a file: what a code says, how wide it is, and what the font looks like.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::hayro_cmap::BfString;
use hayro_font::kurbo::Shape;
use hayro_font::{
    CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, UNITS_PER_EM,
};
use hayro_syntax::object::{Array, Dict, Name, Rect};
use rustc_hash::FxHashMap;

use super::page::Face;

/// A figure whose outline ends this far above the baseline, in units of the em, is raised by the font itself.
const RAISED_BOTTOM: f64 = 0.2;
/// A raised figure is at most this high; a figure of the text is 0.6 to 0.75 of the em.
const RAISED_HEIGHT: f64 = 0.56;
/// Weight from which a font counts as bold (ISO 32000-1, table 122: 400 normal, 700 bold).
const BOLD_WEIGHT: u32 = 600;
/// Words in the name of a font that say it is bold.
const BOLD_NAMES: &[&str] = &["bold", "heavy", "black", "-semibold", "demi", "extrabd"];
/// Words in the name of a font that say it is italic.
const ITALIC_NAMES: &[&str] = &["italic", "oblique", "-it", "kursiv", "slanted"];
/// The em of a Type 3 font, whose units are its own, in heights of its box: a box reaches from the lowest descender to the
/// highest letter.
const EM_OF_BOX: f64 = 1.0;
/// Flag "fixed pitch" of a font descriptor (ISO 32000-1, table 123).
const FLAG_FIXED_PITCH: u32 = 1;
/// Flag "italic".
const FLAG_ITALIC: u32 = 1 << 6;
/// Flag "force bold".
const FLAG_FORCE_BOLD: u32 = 1 << 18;

/// What a code of a font prints.
#[derive(Clone, Debug)]
pub struct Code {
    /// Its characters; empty where the font does not say.
    pub text: Option<Rc<str>>,
    /// How far it moves on, in units of the em.
    pub advance: f64,
    /// Whether it is a figure that the font itself raises.
    pub raised: bool,
}

/// A font as it is used on a page.
pub struct PageFont<'a> {
    font: Font<'a>,
    /// Its typeface's place in the table.
    pub face: u16,
    /// What the stated size has to be multiplied by to be the height of the em.
    pub em: f64,
    codes: RefCell<FxHashMap<u32, Code>>,
}

impl PageFont<'_> {
    /// The code at the byte `offset` of a string, and its length in bytes.
    pub fn read_code(&self, bytes: &[u8], offset: usize) -> (u32, usize) {
        let (code, length) = self.font.read_code(bytes, offset);
        (code, length.max(1))
    }

    /// What `code` prints.
    pub fn code(&self, code: u32) -> Code {
        self.codes
            .borrow_mut()
            .entry(code)
            .or_insert_with(|| self.look_up(code))
            .clone()
    }

    fn look_up(&self, code: u32) -> Code {
        let glyph = self.font.glyph(self.font.map_code(code), code);
        let text = match &glyph {
            FontGlyph::Outline(outline) => outline.as_unicode(),
            FontGlyph::Type3(drawn) => drawn.as_unicode(),
        };
        let text: Option<Rc<str>> = text.map(|text| match text {
            BfString::Char(character) => apart(character).into(),
            BfString::String(text) => text.into(),
        });
        let is_figure = text
            .as_deref()
            .is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        let raised = match &glyph {
            FontGlyph::Outline(outline) if is_figure => {
                let area = outline.outline().bounding_box();
                let em = f64::from(UNITS_PER_EM);
                area.height() > 0.0
                    && area.y0 / em > RAISED_BOTTOM
                    && area.height() / em < RAISED_HEIGHT
            }
            _ => false,
        };
        let advance = self.font.code_advance(code).x / f64::from(UNITS_PER_EM);
        Code {
            text,
            advance,
            raised,
        }
    }
}

/// `character`, or the letters of a ligature.
fn apart(character: char) -> String {
    match LIGATURES
        .iter()
        .find(|(ligature, _)| *ligature == character)
    {
        Some((_, letters)) => (*letters).to_owned(),
        None => character.to_string(),
    }
}

/// Ligatures that Unicode has as characters (U+FB00 to U+FB06), with their letters.
const LIGATURES: &[(char, &str)] = &[
    ('ﬀ', "ff"),
    ('ﬁ', "fi"),
    ('ﬂ', "fl"),
    ('ﬃ', "ffi"),
    ('ﬄ', "ffl"),
    ('ﬅ', "st"),
    ('ﬆ', "st"),
];

/// The fonts of a file, each read once.
pub struct Fonts<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    cmaps: CMapResolverFn,
    known: RefCell<FxHashMap<usize, Option<Rc<PageFont<'a>>>>>,
    faces: RefCell<Vec<Face>>,
}

impl<'a> Fonts<'a> {
    /// No font yet.
    pub fn new() -> Self {
        let programs: FontResolverFn = Arc::new(|query| match query {
            FontQuery::Standard(standard) => Some(standard.get_font_data()),
            FontQuery::Fallback(fallback) => Some(fallback.pick_standard_font().get_font_data()),
        });
        Self {
            cache: FontCache::new(),
            programs,
            cmaps: Arc::new(|_| None),
            known: RefCell::default(),
            faces: RefCell::default(),
        }
    }

    /// The font that `dict` describes, `None` where it cannot be read.
    pub fn font(&self, dict: &Dict<'a>) -> Option<Rc<PageFont<'a>>> {
        // A dictionary's bytes stay where they are for as long as the file is open.
        let key = dict.data().as_ptr() as usize;
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let font = self
            .cache
            .font(dict, &self.programs, &self.cmaps)
            .map(|font| {
                let face = self.face(face_of(dict));
                Rc::new(PageFont {
                    font,
                    face,
                    em: em_of(dict),
                    codes: RefCell::default(),
                })
            });
        self.known.borrow_mut().insert(key, font.clone());
        font
    }

    /// The typefaces met so far.
    pub fn faces(&self) -> Vec<Face> {
        self.faces.borrow().clone()
    }

    fn face(&self, face: Face) -> u16 {
        let mut faces = self.faces.borrow_mut();
        let place = faces
            .iter()
            .position(|known| *known == face)
            .unwrap_or_else(|| {
                faces.push(face);
                faces.len() - 1
            });
        u16::try_from(place).unwrap_or_default()
    }
}

fn face_of(dict: &Dict<'_>) -> Face {
    let inner = dict
        .get::<Array<'_>>(b"DescendantFonts")
        .and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let dict = inner.as_ref().unwrap_or(dict);
    let descriptor = dict.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
    let name = descriptor
        .get::<Name<'_>>(b"FontName")
        .or_else(|| dict.get(b"BaseFont"));
    let name = name
        .map(|name| name.as_str().to_lowercase())
        .unwrap_or_default();
    let flags = descriptor.get::<u32>(b"Flags").unwrap_or(0);
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    Face {
        bold: has(BOLD_NAMES)
            || flags & FLAG_FORCE_BOLD != 0
            || descriptor
                .get::<u32>(b"FontWeight")
                .is_some_and(|weight| weight >= BOLD_WEIGHT),
        italic: has(ITALIC_NAMES)
            || flags & FLAG_ITALIC != 0
            || descriptor
                .get::<f32>(b"ItalicAngle")
                .is_some_and(|angle| angle.abs() > 1.0),
        monospace: flags & FLAG_FIXED_PITCH != 0
            || name.contains("mono")
            || name.contains("courier"),
    }
}

/// Type 3 fonts state their size in units of their own; the box around their glyphs tells how large they are.
fn em_of(dict: &Dict<'_>) -> f64 {
    if dict
        .get::<Name<'_>>(b"Subtype")
        .is_none_or(|kind| kind.deref() != b"Type3")
    {
        return 1.0;
    }
    let scale = dict
        .get::<[f64; 6]>(b"FontMatrix")
        .map_or(0.001, |matrix| matrix[3].abs());
    let height = dict
        .get::<Rect>(b"FontBBox")
        .map_or(0.0, |area| (area.y1 - area.y0).abs());
    let em = height * scale * EM_OF_BOX;
    if em.is_finite() && em > 0.0 { em } else { 1.0 }
}
