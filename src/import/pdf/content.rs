//! Draws a page: its operators become glyphs and rules (ISO 32000-1, sections 8.4, 8.5 and 9.4).

use std::rc::Rc;

use hayro_font::kurbo::{Affine, Point};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{self, Array, Dict, Name, Object};
use hayro_syntax::page::{Page, Resources};

use super::PdfError;
use super::font::{Code, Fonts, PageFont};
use super::limits::{Budget, FORM_DEPTH, SAVED_STATES};
use super::page::{Glyph, RuledLine};
use super::path::Path;

/// Text that rises or falls more than this for each point that it runs on is not set along the line.
const SLANT: f64 = 0.05;
/// Text below this size, in points, is not there to be read.
const SMALLEST: f64 = 1.0;
/// Text rendering mode "invisible" (ISO 32000-1, table 106): the words that text recognition laid under a scanned page.
const INVISIBLE: i64 = 3;

/// What was drawn.
#[derive(Default)]
pub struct Drawn {
    /// Glyphs that are seen.
    pub glyphs: Vec<Glyph>,
    /// Glyphs that are not: text recognition lays them under the image of a page.
    pub hidden: Vec<Glyph>,
    /// Horizontal lines.
    pub rules: Vec<RuledLine>,
    /// Whether there is an image.
    pub image: bool,
}

/// Draws `page` and everything that it draws in turn.
///
/// # Errors
///
/// Where the file asks for more than the limits allow.
pub fn draw<'a>(page: &Page<'a>, fonts: &Fonts<'a>, budget: &Budget) -> Result<Drawn, PdfError> {
    let mut painter = Painter {
        fonts,
        budget,
        drawn: Drawn::default(),
        marked: Vec::new(),
    };
    let state = State::new(Affine::new(page.initial_transform(true).as_coeffs()));
    painter.run(page.typed_operations(), page.resources(), state, 0)?;
    Ok(painter.drawn)
}

/// The part of the graphics state that says where text stands and how large it is.
#[derive(Clone)]
struct State<'a> {
    ctm: Affine,
    font: Option<Rc<PageFont<'a>>>,
    size: f64,
    character_spacing: f64,
    word_spacing: f64,
    scaling: f64,
    leading: f64,
    rise: f64,
    mode: i64,
    line_matrix: Affine,
    matrix: Affine,
}

impl State<'_> {
    fn new(ctm: Affine) -> Self {
        Self {
            ctm,
            font: None,
            size: 1.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            scaling: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            line_matrix: Affine::IDENTITY,
            matrix: Affine::IDENTITY,
        }
    }

    /// Carries out an operator that sets where text stands.
    fn set(&mut self, operator: &Op<'_, '_>) {
        match operator {
            Op::BeginText(_) => {
                self.matrix = Affine::IDENTITY;
                self.line_matrix = Affine::IDENTITY;
            }
            Op::CharacterSpacing(n) => self.character_spacing = n.0.as_f64(),
            Op::WordSpacing(n) => self.word_spacing = n.0.as_f64(),
            Op::HorizontalScaling(n) => self.scaling = n.0.as_f64() / 100.0,
            Op::TextLeading(n) => self.leading = n.0.as_f64(),
            Op::TextRise(n) => self.rise = n.0.as_f64(),
            Op::TextRenderingMode(n) => self.mode = n.0.as_i64(),
            Op::NextLine(to) => self.next_line(to.0.as_f64(), to.1.as_f64()),
            Op::NextLineAndSetLeading(to) => {
                self.leading = -to.1.as_f64();
                self.next_line(to.0.as_f64(), to.1.as_f64());
            }
            Op::SetTextMatrix(m) => {
                self.line_matrix = Affine::new([m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f64()));
                self.matrix = self.line_matrix;
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.leading),
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line_matrix *= Affine::translate((x, y));
        self.matrix = self.line_matrix;
    }
}

/// A stretch of marked content that is still open.
struct Marked {
    artifact: bool,
    actual_text: Option<String>,
    glyphs: usize,
}

struct Painter<'f, 'a> {
    fonts: &'f Fonts<'a>,
    budget: &'f Budget,
    drawn: Drawn,
    marked: Vec<Marked>,
}

impl<'a> Painter<'_, 'a> {
    fn run(
        &mut self,
        mut operators: TypedIter<'_>,
        resources: &Resources<'a>,
        mut state: State<'a>,
        depth: usize,
    ) -> Result<(), PdfError> {
        let mut saved = Vec::new();
        let mut path = Path::default();
        let marked = self.marked.len();
        while let Some(operator) = operators.next() {
            self.budget.operator()?;
            match operator {
                Op::SaveState(_) if saved.len() < SAVED_STATES => saved.push(state.clone()),
                Op::RestoreState(_) => state = saved.pop().unwrap_or(state),
                Op::Transform(t) => {
                    state.ctm *= Affine::new([t.0, t.1, t.2, t.3, t.4, t.5].map(|n| n.as_f64()));
                }
                Op::XObject(name) => self.draw_object(name.0, resources, &state, depth)?,
                Op::InlineImage(_) => self.drawn.image = true,
                Op::BeginMarkedContent(tag) => self.begin_marked(tag.0, None),
                Op::BeginMarkedContentWithProperties(tag) => {
                    let properties = match tag.1 {
                        Object::Dict(dict) => Some(dict.clone()),
                        Object::Name(name) => resources.properties.get::<Dict<'_>>(name.clone()),
                        _ => None,
                    };
                    self.begin_marked(tag.0, properties.as_ref());
                }
                Op::EndMarkedContent(_) if self.marked.len() > marked => self.end_marked(),
                other => {
                    if !path.take(&other, &state.ctm, &mut self.drawn.rules) {
                        self.text(&other, resources, &mut state)?;
                    }
                }
            }
        }
        while self.marked.len() > marked {
            self.end_marked();
        }
        Ok(())
    }

    fn draw_object(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'a>,
        state: &State<'a>,
        depth: usize,
    ) -> Result<(), PdfError> {
        let Some(stream) = resources.x_objects.get::<object::Stream<'a>>(name.clone()) else {
            return Ok(());
        };
        let dict = stream.dict();
        match dict.get::<Name<'_>>(b"Subtype") {
            Some(kind) if kind.as_ref() == b"Image" => self.drawn.image = true,
            Some(kind) if kind.as_ref() == b"Form" && depth < FORM_DEPTH => {
                let Ok(content) = stream.decoded_data() else {
                    return Ok(());
                };
                let mut state = state.clone();
                if let Some(matrix) = dict.get::<[f64; 6]>(b"Matrix") {
                    state.ctm *= Affine::new(matrix);
                }
                let own = dict.get::<Dict<'a>>(b"Resources").map(Resources::new);
                let resources = own.as_ref().unwrap_or(resources);
                self.run(TypedIter::new(&content), resources, state, depth + 1)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn begin_marked(&mut self, tag: &Name<'_>, properties: Option<&Dict<'_>>) {
        let artifact =
            tag.as_ref() == b"Artifact" || self.marked.last().is_some_and(|m| m.artifact);
        let actual_text = properties
            .and_then(|properties| properties.get::<object::String<'_>>(b"ActualText"))
            .map(|text| super::text_string::text_string(text.as_bytes()));
        self.marked.push(Marked {
            artifact,
            actual_text,
            glyphs: self.drawn.glyphs.len(),
        });
    }

    /// What the file says a stretch reads as (`/ActualText`, section 14.9.4) replaces its glyphs.
    fn end_marked(&mut self) {
        let Some(marked) = self.marked.pop() else {
            return;
        };
        let Some(text) = marked.actual_text else {
            return;
        };
        let Some(replaced) = self.drawn.glyphs.get(marked.glyphs..) else {
            return;
        };
        let (Some(&first), Some(&last)) = (replaced.first(), replaced.last()) else {
            return;
        };
        if first.y != last.y {
            return;
        }
        self.drawn.glyphs.truncate(marked.glyphs);
        let whole = Glyph {
            x1: last.x1,
            ..first
        };
        push_evenly(&mut self.drawn.glyphs, whole, &text);
    }

    fn text(
        &mut self,
        operator: &Op<'_, '_>,
        resources: &Resources<'a>,
        state: &mut State<'a>,
    ) -> Result<(), PdfError> {
        match operator {
            Op::TextFont(font) => {
                state.size = font.1.as_f64();
                let dict = resources.fonts.get::<Dict<'a>>(font.0.clone());
                state.font = dict.and_then(|dict| self.fonts.font(&dict));
            }
            Op::SetGraphicsState(name) => {
                let set = resources.ext_g_states.get::<Dict<'a>>(name.0.clone());
                if let Some(font) = set.and_then(|set| set.get::<Array<'a>>(b"Font")) {
                    let mut font = font.flex_iter();
                    let dict = font.next::<Dict<'a>>();
                    state.font = dict.and_then(|dict| self.fonts.font(&dict));
                    state.size = font.next::<f64>().unwrap_or(state.size);
                }
            }
            Op::ShowText(text) => self.show(text.0.as_bytes(), state)?,
            Op::NextLineAndShowText(text) => {
                state.next_line(0.0, -state.leading);
                self.show(text.0.as_bytes(), state)?;
            }
            Op::ShowTextWithParameters(text) => {
                state.word_spacing = text.0.as_f64();
                state.character_spacing = text.1.as_f64();
                state.next_line(0.0, -state.leading);
                self.show(text.2.as_bytes(), state)?;
            }
            Op::ShowTexts(texts) => self.show_all(texts.0, state)?,
            other => state.set(other),
        }
        Ok(())
    }

    fn show_all(&mut self, texts: &Array<'_>, state: &mut State<'a>) -> Result<(), PdfError> {
        for part in texts.iter::<Object<'_>>() {
            match part {
                Object::String(text) => self.show(text.as_bytes(), state)?,
                Object::Number(n) => {
                    let back = n.as_f64() / 1000.0 * state.size * state.scaling;
                    state.matrix *= Affine::translate((-back, 0.0));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, bytes: &[u8], state: &mut State<'a>) -> Result<(), PdfError> {
        let Some(font) = state.font.clone() else {
            return Ok(());
        };
        let mut at = 0;
        while at < bytes.len() {
            self.budget.glyph()?;
            let (code, length) = font.read_code(bytes, at);
            at += length;
            let printed = font.code(code);
            let spacing = state.character_spacing
                + if length == 1 && code == 32 {
                    state.word_spacing
                } else {
                    0.0
                };
            let set = state.ctm * state.matrix * Affine::translate((0.0, state.rise));
            let width = printed.advance * state.size * state.scaling;
            self.place(&printed, &font, set, width, state);
            state.matrix *= Affine::translate((width + spacing * state.scaling, 0.0));
        }
        Ok(())
    }

    fn place(
        &mut self,
        code: &Code,
        font: &PageFont<'_>,
        set: Affine,
        width: f64,
        state: &State<'_>,
    ) {
        let [a, b, c, d, ..] = set.as_coeffs();
        let size = state.size.abs() * font.em * c.hypot(d);
        let is_along = a > 0.0 && b.abs() <= SLANT * a;
        if !is_along || size < SMALLEST || !size.is_finite() {
            return;
        }
        let start = set * Point::ZERO;
        let end = set * Point::new(width, 0.0);
        let glyph = Glyph {
            character: '\u{FFFD}',
            x0: start.x as f32,
            x1: end.x as f32,
            y: start.y as f32,
            size: size as f32,
            face: font.face,
            raised: code.raised,
            artifact: self.marked.last().is_some_and(|marked| marked.artifact),
        };
        let glyphs = if state.mode == INVISIBLE {
            &mut self.drawn.hidden
        } else {
            &mut self.drawn.glyphs
        };
        push_evenly(glyphs, glyph, code.text.as_deref().unwrap_or("\u{FFFD}"));
    }
}

/// Pushes the characters of `text`, each with its share of the width of `whole`.
fn push_evenly(glyphs: &mut Vec<Glyph>, whole: Glyph, text: &str) {
    let count = text.chars().count() as f32;
    for (place, character) in text.chars().enumerate() {
        let share = |place: f32| whole.x0 + (whole.x1 - whole.x0) * place / count;
        let (x0, x1) = (share(place as f32), share(place as f32 + 1.0));
        glyphs.push(Glyph {
            character,
            x0,
            x1,
            ..whole
        });
    }
}
