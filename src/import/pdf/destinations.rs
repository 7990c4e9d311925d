//! Where links lead (ISO 32000-1, sections 12.3.2 and 12.5.6.5).

use hayro_syntax::Pdf;
use hayro_syntax::object::{
    self, Array, Dict, MaybeRef, Object, ObjectIdentifier, Rect, dict_or_stream,
};
use hayro_syntax::page::Page;
use rustc_hash::FxHashMap;

use super::limits::{LINKS, NAMES, TREE_DEPTH};
use super::page::{LinkTarget, PageLink};

/// The pages of a file by their object, and its named places.
#[derive(Default)]
pub struct Destinations {
    pages: FxHashMap<ObjectIdentifier, PageFrame>,
    count: usize,
    names: FxHashMap<Vec<u8>, LinkTarget>,
}

/// How the coordinates of a page in the file become those on the page as it is seen.
#[derive(Clone, Copy)]
struct PageFrame {
    page: usize,
    transform: [f64; 6],
}

impl Destinations {
    /// Reads the named places of `pdf`.
    pub fn of(pdf: &Pdf, catalog: &Dict<'_>) -> Self {
        let mut this = Self {
            count: pdf.pages().len(),
            ..Self::default()
        };
        for (number, page) in pdf.pages().iter().enumerate() {
            if let Some(id) = page.raw().obj_id() {
                let transform = page.initial_transform(true).as_coeffs();
                this.pages.insert(
                    id,
                    PageFrame {
                        page: number,
                        transform,
                    },
                );
            }
        }
        let mut names = FxHashMap::default();
        if let Some(old) = catalog.get::<Dict<'_>>(b"Dests") {
            for name in old.keys().take(NAMES) {
                if let Some(target) =
                    place_of(old.get::<Object<'_>>(name.clone())).and_then(|p| this.place(&p))
                {
                    names.insert(name.as_ref().to_vec(), target);
                }
            }
        }
        let tree = catalog
            .get::<Dict<'_>>(b"Names")
            .and_then(|names| names.get::<Dict<'_>>(b"Dests"));
        if let Some(tree) = tree {
            this.read_tree(&tree, 0, &mut names);
        }
        this.names = names;
        this
    }

    fn read_tree(&self, node: &Dict<'_>, depth: usize, names: &mut FxHashMap<Vec<u8>, LinkTarget>) {
        if depth > TREE_DEPTH || names.len() > NAMES {
            return;
        }
        if let Some(pairs) = node.get::<Array<'_>>(b"Names") {
            let mut pairs = pairs.iter::<Object<'_>>();
            while let (Some(name), Some(place)) = (pairs.next(), pairs.next()) {
                let target = place_of(Some(place)).and_then(|place| self.place(&place));
                if let (Some(name), Some(target)) = (name.into_string(), target) {
                    names.insert(name.as_bytes().to_vec(), target);
                }
            }
        }
        if let Some(kids) = node.get::<Array<'_>>(b"Kids") {
            for kid in kids.iter::<Dict<'_>>() {
                self.read_tree(&kid, depth + 1, names);
            }
        }
    }

    /// Where the link or bookmark `dict` leads.
    pub fn target(&self, dict: &Dict<'_>) -> Option<LinkTarget> {
        if let Some(place) = dict.get::<Object<'_>>(b"Dest") {
            return self.resolve(place);
        }
        let action = dict.get::<Dict<'_>>(b"A")?;
        if let Some(uri) = action.get::<object::String<'_>>(b"URI") {
            return Some(LinkTarget::Uri(super::text_string::text_string(
                uri.as_bytes(),
            )));
        }
        self.resolve(action.get::<Object<'_>>(b"D")?)
    }

    fn resolve(&self, place: Object<'_>) -> Option<LinkTarget> {
        match place {
            Object::Name(name) => self.names.get(name.as_ref()).cloned(),
            Object::String(name) => self.names.get(name.as_bytes()).cloned(),
            other => self.place(&place_of(Some(other))?),
        }
    }

    /// Reads `[page /XYZ left top zoom]` and its kin.
    fn place(&self, place: &Array<'_>) -> Option<LinkTarget> {
        let mut items = place.raw_iter();
        let frame = match items.next()? {
            MaybeRef::Ref(id) => *self.pages.get(&id.into())?,
            MaybeRef::NotRef(Object::Number(number)) => {
                let page = usize::try_from(number.as_i64())
                    .ok()
                    .filter(|&page| page < self.count)?;
                return Some(LinkTarget::Place {
                    page,
                    x: None,
                    y: None,
                });
            }
            MaybeRef::NotRef(_) => return None,
        };
        let mut items = place.iter::<Object<'_>>().skip(1);
        let kind = items.next().and_then(Object::into_name);
        let mut number = || match items.next() {
            Some(Object::Number(number)) => Some(number.as_f64()),
            _ => None,
        };
        let (x, y) = match kind.as_deref() {
            Some(b"XYZ") => (number(), number()),
            Some(b"FitH" | b"FitBH") => (None, number()),
            Some(b"FitR") => {
                let x = number();
                number();
                number();
                (x, number())
            }
            _ => (None, None),
        };
        let [a, b, c, d, e, f] = frame.transform;
        let (left, top) = (x.unwrap_or(0.0), y.unwrap_or(0.0));
        Some(LinkTarget::Place {
            page: frame.page,
            x: x.map(|_| (a * left + c * top + e) as f32),
            y: y.map(|_| (b * left + d * top + f) as f32),
        })
    }

    /// The links of `page`.
    pub fn links(&self, page: &Page<'_>) -> Vec<PageLink> {
        let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else {
            return Vec::new();
        };
        let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
        let at = |x: f64, y: f64| ((a * x + c * y + e) as f32, (b * x + d * y + f) as f32);
        annotations
            .iter::<Dict<'_>>()
            .take(LINKS)
            .filter_map(|annotation| {
                let kind = annotation.get::<object::Name<'_>>(b"Subtype")?;
                if kind.as_ref() != b"Link" {
                    return None;
                }
                let area = annotation.get::<Rect>(b"Rect")?;
                let (one, other) = (at(area.x0, area.y0), at(area.x1, area.y1));
                Some(PageLink {
                    x0: one.0.min(other.0),
                    y0: one.1.min(other.1),
                    x1: one.0.max(other.0),
                    y1: one.1.max(other.1),
                    target: self.target(&annotation)?,
                })
            })
            .collect()
    }
}

/// A place is an array, or a dictionary that holds one as `/D`.
fn place_of(object: Option<Object<'_>>) -> Option<Array<'_>> {
    let object = object?;
    if let Some((dict, _)) = dict_or_stream(&object) {
        return dict.get::<Array<'_>>(b"D");
    }
    object.into_array()
}
