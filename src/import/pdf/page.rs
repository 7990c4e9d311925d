//! What is printed on a page: glyphs, rules and links, each with its place.
//!
//! Coordinates are points from the page's upper left corner, downwards, after the page's own rotation.

/// One character as it is printed. A ligature is one glyph for each of its characters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The character.
    pub character: char,
    /// Left edge.
    pub x0: f32,
    /// Right edge: where the next glyph of the word begins.
    pub x1: f32,
    /// Baseline.
    pub y: f32,
    /// Size of the font: the height of a line set solid.
    pub size: f32,
    /// Its typeface, as a place in [`Pages::faces`].
    pub face: u16,
    /// Whether the font's own outline is a raised figure: small, above the baseline.
    pub raised: bool,
    /// Whether the file marks it as layout (`/Artifact`, ISO 32000-1, section 14.8.2.2): a running head, a page number.
    pub artifact: bool,
}

/// What a font looks like.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Face {
    /// Bold, or heavier.
    pub bold: bool,
    /// Italic or oblique.
    pub italic: bool,
    /// All glyphs have one width.
    pub monospace: bool,
}

/// A horizontal line drawn on the page, such as the one above footnotes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RuledLine {
    /// Left end.
    pub x0: f32,
    /// Right end.
    pub x1: f32,
    /// Height on the page.
    pub y: f32,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkTarget {
    /// An address outside the document.
    Uri(String),
    /// A place in the document: page (from 0), and the point there where it is known.
    Place {
        /// The page, from 0.
        page: usize,
        /// Distance from the left edge.
        x: Option<f32>,
        /// Distance from the upper edge.
        y: Option<f32>,
    },
}

/// A link: an area of the page that leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct PageLink {
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
    /// Where it leads.
    pub target: LinkTarget,
}

/// A page as it is printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Glyphs, in the order in which the file draws them.
    pub glyphs: Vec<Glyph>,
    /// Horizontal lines.
    pub rules: Vec<RuledLine>,
    /// Links.
    pub links: Vec<PageLink>,
    /// Whether an image is drawn on it.
    pub image: bool,
}

/// The pages of a file, and what is said of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pages {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The typefaces that glyphs name.
    pub faces: Vec<Face>,
    /// The title that the file states, where it states one.
    pub title: Option<String>,
    /// The author that the file states.
    pub author: Option<String>,
    /// The bookmarks in order.
    pub bookmarks: Vec<Bookmark>,
}

/// An entry of the file's own table of contents.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// Its words.
    pub title: String,
    /// How deep it stands, from 0.
    pub depth: usize,
    /// The page that it leads to, from 0.
    pub page: Option<usize>,
}
