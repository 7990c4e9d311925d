//! A citation style, and how it prints an entry.

mod extent;

use std::sync::LazyLock;

use hayagriva::archive::{self, ArchivedStyle};
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, StyleClass};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild,
    ElemChildren, LocatorPayload, Rendered, SpecificLocator,
};

use super::entry::LibraryEntry;
use super::render::{self, Formatted};
use super::{Entry, Locator};

/// The style where none is configured.
static STANDARD: LazyLock<Option<CitationStyle>> =
    LazyLock::new(|| CitationStyle::named(CitationStyle::DEFAULT).ok());

/// A citation style of CSL. Reading one takes some milliseconds: keep it, behind an `Arc`.
#[derive(Debug)]
pub struct CitationStyle {
    name: String,
    style: IndependentStyle,
    /// Those that the style may ask for: its own and American English, to which CSL falls back.
    locales: Vec<Locale>,
    /// How many elements are run for one entry, at the most.
    elements: usize,
}

/// Why a style cannot be had, in the words that follow its name in a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StyleError(pub String);

impl std::fmt::Display for StyleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for StyleError {}

/// Where in a document of a style an entry stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StylePart {
    Bibliography,
    Note,
}

/// The stack of the thread that reads and runs styles, in bytes. The deepest style that is allowed takes less than
/// 5 MB of it where nothing is optimized.
#[cfg(not(target_family = "wasm"))]
const STACK: usize = 16 << 20;

/// The most that an entry and a style may print together: bytes of the entry times elements of the style.
/// Published styles have up to 8,000 elements, and run a few dozen.
const MOST_PRINTED: usize = 100_000_000;

/// What a style prints for one work, cited in the first note. A macro, for the library does not export the trait
/// that its two kinds of work share.
macro_rules! run {
    ($style:expr, $work:expr, $locator:expr) => {{
        let (style, locales) = (&$style.style, $style.locales.as_slice());
        let items = vec![CitationItem::with_locator($work, $locator)];
        let mut driver = BibliographyDriver::new();
        driver.citation(CitationRequest::new(items, style, None, locales, Some(1)));
        driver.finish(BibliographyRequest::new(style, None, locales))
    }};
}

impl CitationStyle {
    /// The style where none is configured.
    pub const DEFAULT: &str = "chicago-notes";

    /// The style [`CitationStyle::DEFAULT`], read once.
    pub fn standard() -> Option<&'static CitationStyle> {
        STANDARD.as_ref()
    }

    /// The style of this name, of those that come with brief-ls; `.csl` may follow it.
    ///
    /// # Errors
    /// Where there is none; the message names one that is spelt alike.
    pub fn named(name: &str) -> Result<Self, StyleError> {
        in_archive(name).and_then(Self::archived)
    }

    /// Whether there is a style of this name for [`CitationStyle::named`], without reading it.
    ///
    /// # Errors
    /// As [`CitationStyle::named`].
    pub fn is_named(name: &str) -> Result<(), StyleError> {
        in_archive(name).map(|_| ())
    }

    /// The style that `csl`, the text of a `.csl` file, defines.
    ///
    /// # Errors
    /// Where it is no style, or one that only refers to another that does not come with brief-ls.
    pub fn from_csl(csl: &str) -> Result<Self, StyleError> {
        use hayagriva::citationberg::Style as Csl;
        let elements = extent::of(csl).map_err(StyleError)?.elements();
        let read = apart(|| Csl::from_xml(csl).map_err(|error| error.to_string()));
        match read {
            Some(Ok(Csl::Independent(style))) => Ok(Self::new(style, elements)),
            Some(Ok(Csl::Dependent(style))) => {
                let parent = &style.parent_link.href;
                let known = ArchivedStyle::by_id(parent).map(Self::archived);
                known.unwrap_or_else(|| {
                    Err(StyleError(format!(
                        "depends on {parent}, which is not included in brief-ls"
                    )))
                })
            }
            Some(Err(error)) => Err(StyleError(format!("is not a citation style: {error}"))),
            None => Err(StyleError("is not a citation style".to_owned())),
        }
    }

    /// The names of all styles that come with brief-ls, in the order of the alphabet.
    pub fn names() -> Vec<&'static str> {
        let all = ArchivedStyle::all().iter();
        let mut names: Vec<&str> = all.flat_map(|style| style.names()).copied().collect();
        names.sort_unstable();
        names
    }

    fn archived(style: ArchivedStyle) -> Result<Self, StyleError> {
        use hayagriva::citationberg::Style as Csl;
        match style.get() {
            Csl::Independent(style) => Ok(Self::new(style, 0)),
            Csl::Dependent(style) => Err(StyleError(format!(
                "depends on a style other than {}",
                style.info.title.value
            ))),
        }
    }

    fn new(style: IndependentStyle, elements: usize) -> Self {
        let own = style
            .default_locale
            .clone()
            .unwrap_or_else(LocaleCode::en_us);
        let language = |code: &LocaleCode| code.0.split('-').next().map(str::to_owned);
        let wanted = [language(&own), Some("en".to_owned())];
        let mut locales = archive::locales();
        locales.retain(|locale| {
            locale
                .lang
                .as_ref()
                .is_some_and(|lang| wanted.contains(&language(lang)))
        });
        CitationStyle {
            name: style.info.title.value.clone(),
            style,
            locales,
            elements,
        }
    }

    /// Its name, as its author calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The entry as it stands in a bibliography of this style, without the number that the style may give it.
    pub fn format(&self, entry: &Entry) -> Formatted {
        self.print(entry, StylePart::Bibliography, None)
    }

    /// The entry as a note of this style cites it for the first time. A style whose citations do not stand in
    /// notes (`(Lukin 2018)`, `[1]`) gives what stands in its bibliography, and the place in the source after it.
    pub fn format_note(&self, entry: &Entry, locator: Option<&Locator>) -> Formatted {
        let printed = self.print(entry, StylePart::Note, locator);
        match locator.filter(|_| self.style.settings.class != StyleClass::Note) {
            Some(locator) => printed.followed_by(&locator.written),
            None => printed,
        }
    }

    /// The entry as the style prints it; as a plain summary where the style prints nothing, or would print too
    /// much. Styles come from outside, and the library that runs them panics on some.
    fn print(&self, entry: &Entry, part: StylePart, locator: Option<&Locator>) -> Formatted {
        let locator = || {
            let locator = locator?;
            let number = LocatorPayload::Str(&locator.number);
            Some(SpecificLocator(locator.term, number))
        };
        let summary = || render::plain(&entry.summary());
        if entry.span.len().saturating_mul(self.elements) > MOST_PRINTED {
            return summary();
        }
        let printed = apart(|| match &entry.work {
            LibraryEntry::BibTex(work) => {
                let work = hayagriva::Entry::try_from(work.as_ref()).ok()?;
                self.choose(run!(self, &work, locator()), part)
            }
            LibraryEntry::CslJson(item) => self.choose(run!(self, item.as_ref(), locator()), part),
            LibraryEntry::Hayagriva(work) => {
                self.choose(run!(self, work.as_ref(), locator()), part)
            }
        });
        let printed = printed.flatten().map(|children| render::render(&children));
        let printed = printed.filter(|formatted| !formatted.plain.is_empty());
        printed.unwrap_or_else(summary)
    }

    fn choose(&self, printed: Rendered, part: StylePart) -> Option<ElemChildren> {
        let in_notes = self.style.settings.class == StyleClass::Note;
        let listed = printed.bibliography;
        match listed.and_then(|list| list.items.into_iter().next()) {
            Some(item) if part == StylePart::Bibliography || !in_notes => {
                // The first field may be the names, where a style aligns what follows them.
                let mut children: Vec<ElemChild> = item.first_field.into_iter().collect();
                children.extend(item.content.0);
                Some(ElemChildren(children))
            }
            _ if in_notes => Some(printed.citations.into_iter().next()?.citation),
            _ => None,
        }
    }
}

/// What `work` gives on a thread of its own, with a stack that suffices; none where it panics.
#[cfg(not(target_family = "wasm"))]
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        thread.spawn_scoped(scope, work).ok()?.join().ok()
    })
}

/// WebAssembly has one thread, whose stack the linker sizes (`editors/web/server/build.rs`).
#[cfg(target_family = "wasm")]
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    Some(work())
}

fn in_archive(name: &str) -> Result<ArchivedStyle, StyleError> {
    let wanted = name.trim().to_lowercase().replace([' ', '_'], "-");
    let wanted = wanted.strip_suffix(".csl").unwrap_or(&wanted);
    ArchivedStyle::by_name(wanted).ok_or_else(|| unknown(wanted))
}

fn unknown(wanted: &str) -> StyleError {
    let names = CitationStyle::names().into_iter();
    let scored = names.map(|name| (strsim::jaro_winkler(wanted, name), name));
    let alike = scored
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let held = || {
        CitationStyle::names()
            .into_iter()
            .find(|name| name.contains(wanted))
    };
    let meant = alike.map(|(_, name)| name).or_else(held);
    let hint = meant.map(|meant| format!("; did you mean `{meant}`?"));
    let hint = hint.unwrap_or_default();
    StyleError(format!(
        "is not a citation style included in brief-ls{hint}"
    ))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::bibliography::{Bibliography, BibliographyFormat};
    use crate::text::Text;

    const BIB: &str = "@article{lukin, author = {Lukin, Alexander and Yakunin, Vladimir}, title = {Eurasian \
        integration}, journaltitle = {Journal of Eurasian Studies}, volume = 9, number = 2, pages = {100--113}, \
        date = {2018}, doi = {10.1016/j.euras.2018.07.003}}";
    const JSON: &str = r#"[{"id": "lukin", "type": "article-journal", "title": "Eurasian integration",
        "author": [{"family": "Lukin", "given": "Alexander"}, {"family": "Yakunin", "given": "Vladimir"}],
        "container-title": "Journal of Eurasian Studies", "volume": "9", "issue": "2", "page": "100-113",
        "issued": {"date-parts": [[2018]]}, "DOI": "10.1016/j.euras.2018.07.003"}]"#;

    fn entry(text: &str, format: BibliographyFormat) -> Entry {
        let bibliography = Bibliography::read(Path::new("refs"), Text::new(text), format);
        assert_eq!(bibliography.faults(), []);
        bibliography.entries()[0].clone()
    }

    #[test]
    fn an_entry_is_printed_as_its_style_has_it() {
        let style = CitationStyle::named("chicago-notes").unwrap();
        let from_bib = style.format(&entry(BIB, BibliographyFormat::BibTex));
        insta::assert_snapshot!(from_bib.markdown, @"Lukin, Alexander, and Vladimir Yakunin. “Eurasian Integration.” *Journal of Eurasian Studies* 9, no. 2 (2018): 100–113. <https://doi.org/10.1016/j.euras.2018.07.003>.");
        insta::assert_snapshot!(from_bib.plain, @"Lukin, Alexander, and Vladimir Yakunin. “Eurasian Integration.” Journal of Eurasian Studies 9, no. 2 (2018): 100–113. https://doi.org/10.1016/j.euras.2018.07.003.");
        insta::assert_snapshot!(style.format_note(&entry(BIB, BibliographyFormat::BibTex), None).markdown, @"Alexander Lukin and Vladimir Yakunin, “Eurasian Integration,” *Journal of Eurasian Studies* 9, no. 2 (2018): 100–113, <https://doi.org/10.1016/j.euras.2018.07.003>.");
        assert_eq!(
            style.format(&entry(JSON, BibliographyFormat::CslJson)),
            from_bib
        );
        let ieee = CitationStyle::named("ieee").unwrap();
        let numbered = ieee.format(&entry(BIB, BibliographyFormat::BibTex));
        insta::assert_snapshot!(numbered.markdown, @"A. Lukin and V. Yakunin, “Eurasian integration,” *Journal of Eurasian Studies*, vol. 9, no. 2, pp. 100–113, 2018, doi: [10.1016/j.euras.2018.07.003](https://doi.org/10.1016/j.euras.2018.07.003).");
        assert_eq!(
            ieee.format_note(&entry(BIB, BibliographyFormat::BibTex), None),
            numbered
        );
    }

    #[test]
    fn styles_print_every_kind_of_entry() {
        let odd = r#"[{"id": "a"}, {"id": "b", "type": "nothing", "issued": {"date-parts": [[-5, 0], [2]]},
            "author": [{"given": "Only"}, {"family": ""}, {}], "page": 99999999999, "volume": -1}]"#;
        let odd = Bibliography::read(
            Path::new("refs"),
            Text::new(odd),
            BibliographyFormat::CslJson,
        );
        assert_eq!(odd.entries().len(), 2);
        // Reading all of them takes long where nothing is optimized.
        for name in CitationStyle::names().into_iter().step_by(16) {
            let style = CitationStyle::named(name).unwrap();
            for entry in [
                &entry(BIB, BibliographyFormat::BibTex),
                &entry(JSON, BibliographyFormat::CslJson),
            ] {
                for printed in [style.format(entry), style.format_note(entry, None)] {
                    assert!(
                        printed.plain.to_lowercase().contains("lukin"),
                        "{name}: {}",
                        printed.plain
                    );
                    assert!(
                        !printed.plain.starts_with(['[', '1']),
                        "{name}: {}",
                        printed.plain
                    );
                }
            }
            for entry in odd.entries() {
                style.format(entry);
                style.format_note(entry, None);
            }
        }
    }

    #[test]
    fn a_name_misspelt_is_understood() {
        let said = |name: &str| CitationStyle::named(name).map(|_| ()).unwrap_err().0;
        assert_eq!(
            said("chicago-note"),
            "is not a citation style included in brief-ls; did you mean `chicago-notes`?"
        );
        // Letters left out, added and exchanged. None of these is a part of a name.
        for (misspelt, meant) in [
            ("chcago-notes", "chicago-notes"),
            ("chicago-nottes", "chicago-notes"),
            ("harvrad", "harvard-cite-them-right"),
            ("vancuover", "vancouver"),
        ] {
            let hint = said(misspelt);
            let meant = format!("; did you mean `{meant}`?");
            assert!(hint.ends_with(&meant), "{misspelt}: {hint}");
        }
        // Like no name, but a part of one.
        let hint = said("fachzeitschriften");
        assert!(hint.contains("`springer-fachzeitschriften-"), "{hint}");
        assert_eq!(said("zzz"), "is not a citation style included in brief-ls");
        assert!(CitationStyle::named("Chicago Notes.csl").is_ok());
    }

    /// A style that prints what the macro `m` of `macros` does.
    fn printing(macros: &str) -> Result<CitationStyle, StyleError> {
        CitationStyle::from_csl(&format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"note\"><info><title>T</title>\
             <id>x</id><updated>2020-01-01T00:00:00Z</updated></info>{macros}<citation><layout><text macro=\"m\"/>\
             </layout></citation><bibliography><layout><text macro=\"m\"/></layout></bibliography></style>"
        ))
    }

    #[test]
    fn the_deepest_style_that_is_allowed_is_run() {
        let title = "<text variable=\"title\"/>";
        let nested = |open: &str, close: &str, count| {
            let (open, close) = (open.repeat(count), close.repeat(count));
            format!("<macro name=\"m\">{open}{title}{close}</macro>")
        };
        let call = |(from, to): (String, String)| {
            format!("<macro name=\"{from}\"><text macro=\"{to}\"/></macro>")
        };
        let name = |at: usize| {
            if at == 0 {
                "m".to_owned()
            } else {
                at.to_string()
            }
        };
        let chain = (0..96).map(|at| call((name(at), name(at + 1))));
        let last = format!("<macro name=\"96\">{title}</macro>");
        for macros in [
            nested("<group>", "</group>", 193),
            nested("<choose><if variable=\"title\">", "</if></choose>", 96),
            nested(
                "<names variable=\"editor\"><substitute>",
                "</substitute></names>",
                96,
            ),
            chain.chain([last]).collect(),
        ] {
            let style = printing(&macros).unwrap();
            let printed = style.format(&entry(BIB, BibliographyFormat::BibTex));
            assert_eq!(printed.plain, "Eurasian integration");
        }
    }

    #[test]
    fn a_style_that_calls_itself_is_refused() {
        let style = printing("<macro name=\"m\"><text macro=\"m\"/></macro>");
        let why = "has a recursive macro `m` (line 1)";
        assert_eq!(style.map(|_| ()).unwrap_err().0, why);
    }

    #[test]
    fn what_would_print_too_much_is_printed_as_a_summary() {
        let calls = "<text macro=\"n\"/>".repeat(5_000);
        let macros = format!(
            "<macro name=\"n\"><text variable=\"title\"/></macro><macro name=\"m\">{calls}</macro>"
        );
        let style = printing(&macros).unwrap();
        let of = |title: &str| {
            style.format(&entry(
                &format!("@book{{a, title = {{{title}}}}}"),
                BibliographyFormat::BibTex,
            ))
        };
        assert_eq!(of("Dams").plain, "Dams".repeat(5_000));
        let long = "a dam ".repeat(5_000);
        assert!(of(&long).plain.len() < 2 * long.len());
    }

    #[test]
    fn a_style_of_ones_own_is_read() {
        let csl = r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="en-US">
  <info><title>House</title><id>house</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout suffix="."><group delimiter=", "><names variable="author"/>
    <text variable="title" font-style="italic"/></group></layout></citation>
</style>"#;
        let style = CitationStyle::from_csl(csl).unwrap();
        assert_eq!(style.name(), "House");
        let printed = style.format_note(&entry(BIB, BibliographyFormat::BibTex), None);
        insta::assert_snapshot!(printed.markdown, @"Alexander Lukin, Vladimir Yakunin, *Eurasian integration*.");
        assert_eq!(
            style.format(&entry(BIB, BibliographyFormat::BibTex)),
            printed
        );
        for text in ["", "<style", "<style></style>", "{}"] {
            assert!(CitationStyle::from_csl(text).is_err(), "{text}");
        }
    }
}
