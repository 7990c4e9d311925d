//! How deep a citation style nests and how much it may print, told from its text before it is run. What runs
//! styles has no bound of its own: it overflows the stack of its thread or fills the memory.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The longest style that is read, in bytes. The longest published ones have 0.3 MB.
const LONGEST: usize = 2_000_000;

/// The most attributes of one element. Those of CSL have at most twenty.
const MOST_ATTRIBUTES: usize = 100;

/// The most elements in each other, those of called macros included. Published styles reach 73.
const DEEPEST: usize = 200;

/// The most that a style may print for one entry, in bytes, counted as [`ELEMENT`] says. Published styles reach
/// 0.8 MB.
const LARGEST: usize = 2_000_000;

/// What an element counts for in bytes, beside its attributes and the longest term.
const ELEMENT: usize = 100;

/// How far a style, or an element of one, goes when it is run.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct StyleExtent {
    /// How many elements stand in each other.
    depth: usize,
    /// The most that is printed, in bytes.
    size: usize,
}

impl StyleExtent {
    /// How many elements are run for one entry, at the most.
    pub(super) fn elements(self) -> usize {
        self.size / ELEMENT
    }
}

/// The extent of the style that `csl` defines.
///
/// # Errors
/// Where it is beyond a bound, a macro calls itself, or it is no XML; in words that follow its name.
pub(super) fn of(csl: &str) -> Result<StyleExtent, String> {
    if csl.len() > LONGEST {
        let megabytes = LONGEST / 1_000_000;
        return Err(format!("is longer than {megabytes} MB"));
    }
    let outline = StyleElements::read(csl)?;
    let mut seen = HashMap::new();
    outline.extent(&outline.style, 0, &mut seen)
}

/// The elements of a style.
struct StyleElements {
    /// The root, without the macros.
    style: Element,
    macros: HashMap<String, Element>,
    /// The length of the longest term that the style defines, in bytes.
    longest_term: usize,
}

#[derive(Default)]
struct Element {
    /// Its line, from 1.
    line: usize,
    /// The length of its attributes, in bytes.
    attributes: usize,
    /// Whether it counts for as much as its largest child: of branches one is run, and citations and bibliography
    /// are printed apart.
    chooses: bool,
    /// The macro that it is, where it is one.
    defines: Option<String>,
    /// The macro that it runs.
    calls: Option<String>,
    children: Vec<Element>,
}

/// What is known of a macro.
#[derive(Clone, Copy)]
enum VisitedMacros {
    /// It is being walked through.
    Open,
    Known(StyleExtent),
}

impl StyleElements {
    fn read(csl: &str) -> Result<StyleElements, String> {
        let mut outline = StyleElements {
            style: Element::default(),
            macros: HashMap::new(),
            longest_term: 0,
        };
        let mut lines = Lines::new(csl);
        let mut reader = Reader::from_str(csl);
        reader.config_mut().expand_empty_elements = true;
        let mut open: Vec<Element> = Vec::new();
        loop {
            let event = reader.read_event();
            match event.map_err(|error| format!("is not a citation style: {error}"))? {
                Event::Start(start) => {
                    let line = lines.of(reader.buffer_position());
                    if open.len() == DEEPEST {
                        return Err(too_deep(line));
                    }
                    open.push(Element::new(&start, line)?);
                }
                Event::Text(text) => {
                    outline.longest_term = outline.longest_term.max(text.len());
                }
                Event::End(_) => {
                    let Some(closed) = open.pop() else { continue };
                    match (open.last_mut(), closed.defines.clone()) {
                        (None, _) => {
                            outline.style = closed;
                            return Ok(outline);
                        }
                        // The first of a name is the one that is run.
                        (Some(_), Some(name)) => {
                            outline.macros.entry(name).or_insert(closed);
                        }
                        (Some(parent), None) => parent.children.push(closed),
                    }
                }
                Event::Eof => return Err("is not a citation style: it ends too early".to_owned()),
                _ => {}
            }
        }
    }

    /// The extent of `element`, which stands in `depth` others.
    fn extent<'a>(
        &'a self,
        element: &'a Element,
        depth: usize,
        seen: &mut HashMap<&'a str, VisitedMacros>,
    ) -> Result<StyleExtent, String> {
        if depth == DEEPEST {
            return Err(too_deep(element.line));
        }
        let mut within = self.called(element, depth, seen)?;
        for child in &element.children {
            let child = self.extent(child, depth + 1, seen)?;
            within.depth = within.depth.max(child.depth);
            within.size = match element.chooses {
                true => within.size.max(child.size),
                false => within.size.saturating_add(child.size),
            };
        }
        let own = ELEMENT + element.attributes + self.longest_term;
        let extent = StyleExtent {
            depth: within.depth + 1,
            size: within.size.saturating_add(own),
        };
        if depth + extent.depth > DEEPEST {
            return Err(too_deep(element.line));
        }
        if extent.size > LARGEST {
            let line = element.line;
            return Err(format!(
                "may print more than {} MB for one source (line {line})",
                LARGEST / 1_000_000
            ));
        }
        Ok(extent)
    }

    /// The extent of the macro that `element` runs.
    fn called<'a>(
        &'a self,
        element: &'a Element,
        depth: usize,
        seen: &mut HashMap<&'a str, VisitedMacros>,
    ) -> Result<StyleExtent, String> {
        let Some((name, called)) = element
            .calls
            .as_ref()
            .and_then(|name| self.macros.get_key_value(name))
        else {
            return Ok(StyleExtent::default());
        };
        match seen.get(name.as_str()) {
            Some(VisitedMacros::Known(extent)) => Ok(*extent),
            Some(VisitedMacros::Open) => Err(format!(
                "has a recursive macro `{name}` (line {})",
                element.line
            )),
            None => {
                seen.insert(name, VisitedMacros::Open);
                let extent = self.extent(called, depth + 1, seen)?;
                seen.insert(name, VisitedMacros::Known(extent));
                Ok(extent)
            }
        }
    }
}

impl Element {
    fn new(start: &BytesStart<'_>, line: usize) -> Result<Element, String> {
        let name = start.local_name();
        let mut element = Element {
            line,
            chooses: matches!(name.as_ref(), b"choose" | b"style"),
            ..Element::default()
        };
        for (index, attribute) in start.attributes().with_checks(false).flatten().enumerate() {
            if index == MOST_ATTRIBUTES {
                return Err(format!(
                    "has an element with more than {MOST_ATTRIBUTES} attributes (line {line})"
                ));
            }
            element.attributes += attribute.value.len();
            let value = || attribute.unescape_value().ok().map(String::from);
            match (name.as_ref(), attribute.key.local_name().as_ref()) {
                (b"macro", b"name") => element.defines = value(),
                (_, b"macro") => element.calls = value(),
                _ => {}
            }
        }
        Ok(element)
    }
}

fn too_deep(line: usize) -> String {
    format!("nests elements and macros more than {DEEPEST} deep (line {line})")
}

/// The lines of a text, for places that are asked in their order.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Lines {
            text: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// The line, from 1, of the byte before `end`.
    fn of(&mut self, end: u64) -> usize {
        let end = usize::try_from(end).unwrap_or(usize::MAX);
        let passed = self.text.get(self.at..end).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', passed).count();
        self.at += passed.len();
        self.line
    }
}

#[cfg(test)]
mod tests {
    use hayagriva::archive::ArchivedStyle;

    use super::*;

    /// A style whose citations and bibliography call `m`.
    fn style(macros: &str) -> String {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"note\">\n<info><title>T</title>\
             <id>x</id><updated>2020-01-01T00:00:00Z</updated></info>\n{macros}\n<citation><layout>\
             <text macro=\"m\"/></layout></citation>\n<bibliography><layout><text macro=\"m\"/></layout>\
             </bibliography></style>"
        )
    }

    fn nested(tag: &str, count: usize) -> String {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        let (open, close) = (open.repeat(count), close.repeat(count));
        format!("<macro name=\"m\">{open}<text value=\"x\"/>{close}</macro>")
    }

    /// Macros of which each calls the one before `times` times.
    fn tower(floors: usize, times: usize) -> String {
        let mut macros = "<macro name=\"0\"><text variable=\"title\"/></macro>".to_owned();
        for floor in 1..=floors {
            let call = format!("<text macro=\"{}\"/>", floor - 1).repeat(times);
            macros += &format!("<macro name=\"{floor}\">{call}</macro>");
        }
        macros + &format!("<macro name=\"m\"><text macro=\"{floors}\"/></macro>")
    }

    #[track_caller]
    fn refused(macros: &str) -> String {
        of(&style(macros)).unwrap_err()
    }

    #[test]
    fn a_macro_that_calls_itself() {
        for macros in [
            "<macro name=\"m\"><text macro=\"m\"/></macro>",
            "<macro name=\"m\"><group><text macro=\"n\"/></group></macro><macro name=\"n\"><choose><if type=\"book\"><text macro=\"m\"/></if></choose></macro>",
            "<macro name=\"m\"><text macro=\"&#109;\"/></macro>",
        ] {
            let why = refused(macros);
            assert_eq!(why, "has a recursive macro `m` (line 3)", "{macros}");
        }
        // What nothing calls, or names no macro, harms nobody.
        let harmless = "<macro name=\"o\"><text macro=\"o\"/></macro><macro name=\"m\"><text macro=\"none\"/></macro>";
        assert!(of(&style(harmless)).is_ok());
    }

    #[test]
    fn elements_and_macros_that_nest_too_deep() {
        let deepest = "nests elements and macros more than 200 deep (line 3)";
        // style, citation, layout, text, macro and the text in the groups.
        assert!(of(&style(&nested("group", DEEPEST - 6))).is_ok());
        for macros in [
            nested("group", DEEPEST - 5),
            nested("group", 100_000),
            tower(DEEPEST, 1),
            tower(DEEPEST / 2, 1),
        ] {
            assert_eq!(refused(&macros), deepest);
        }
    }

    #[test]
    fn a_style_that_prints_too_much() {
        let text = |len| format!("<text value=\"{}\"/>", "x".repeat(len));
        let large = "may print more than 2 MB for one source (line 3)";
        assert!(of(&style(&tower(3, 10))).is_ok());
        for macros in [
            tower(9, 10),
            tower(15, 2),
            format!(
                "<macro name=\"m\">{0}</macro><macro name=\"n\">{1}</macro>",
                "<text macro=\"n\"/>".repeat(10),
                text(LARGEST / 10)
            ),
        ] {
            assert_eq!(refused(&macros), large);
        }
        // Of two branches, one is run.
        let branch = |text: &str| format!("<if type=\"book\">{text}</if>");
        let branches = branch(&text(LARGEST / 5)).repeat(4);
        let macros = format!("<macro name=\"m\"><choose>{branches}</choose></macro>");
        assert!(of(&style(&macros)).is_ok());
    }

    #[test]
    fn what_else_is_refused() {
        let attributes: String = (0..=MOST_ATTRIBUTES)
            .map(|at| format!(" a{at}=\"\""))
            .collect();
        let macros = format!("<macro name=\"m\">\n<text{attributes}/></macro>");
        let why = "has an element with more than 100 attributes (line 4)";
        assert_eq!(refused(&macros), why);
        assert_eq!(
            of(&" ".repeat(LONGEST + 1)).unwrap_err(),
            "is longer than 2 MB"
        );
        for text in ["", "<style>", "<style></macro>", "<", "{}"] {
            let why = of(text).unwrap_err();
            assert!(
                why.starts_with("is not a citation style: "),
                "{text}: {why}"
            );
        }
    }

    #[test]
    fn published_styles_are_far_from_the_bounds() {
        // Reading all of them takes long where nothing is optimized.
        let largest = ["chicago-fullnotes", "chicago-shortened-notes", "apa"];
        for name in largest {
            let style = ArchivedStyle::by_name(name).unwrap().get();
            let extent = of(&style.to_xml().unwrap()).unwrap();
            assert!(extent.depth < DEEPEST / 2, "{name}: {extent:?}");
            assert!(extent.size < LARGEST / 2, "{name}: {extent:?}");
        }
    }
}
