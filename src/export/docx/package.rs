//! The parts of a Word file, packed (Open Packaging Conventions, ISO/IEC 29500-2).

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::import::Metadata;

use super::xml::escaped;

/// The id of the first note: those below are of the lines between text and notes.
pub(super) const FIRST_NOTE: usize = 1;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const STYLES: &str = include_str!("styles.xml");

/// The lines between text and notes, which Word wants among the notes.
const SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p>\
    </w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/>\
    </w:r></w:p></w:footnote>";

/// A page of A4 with margins of 2.54 cm.
const PAGE: &str = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" \
    w:bottom=\"1440\" w:left=\"1440\" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/></w:sectPr>";

/// The parts that are main: path, and the type of what is in it.
const TYPES: [(&str, &str); 5] = [
    ("/word/document.xml", "wordprocessingml.document.main"),
    ("/word/styles.xml", "wordprocessingml.styles"),
    ("/word/numbering.xml", "wordprocessingml.numbering"),
    ("/word/settings.xml", "wordprocessingml.settings"),
    ("/word/footnotes.xml", "wordprocessingml.footnotes"),
];

/// The addresses that a part links to.
#[derive(Debug, Default)]
pub(super) struct Links(Vec<String>);

impl Links {
    /// The id of the link to `address`.
    pub fn id(&mut self, address: &str) -> String {
        let known = self.0.iter().position(|known| known == address);
        let index = known.unwrap_or_else(|| {
            self.0.push(address.to_owned());
            self.0.len() - 1
        });
        format!("link{index}")
    }

    fn xml(&self) -> String {
        let links = self.0.iter().enumerate().map(|(index, address)| {
            format!(
                "<Relationship Id=\"link{index}\" Type=\"{OFFICE}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
                escaped(address)
            )
        });
        links.collect()
    }
}

/// What the parts hold.
pub(super) struct PackageParts<'a> {
    pub metadata: &'a Metadata,
    pub body: &'a str,
    pub links: &'a Links,
    pub footnotes: &'a str,
    pub footnote_links: &'a Links,
    pub numbering: &'a str,
}

/// Packs the parts.
pub(super) fn write(parts: &PackageParts<'_>) -> io::Result<Vec<u8>> {
    let part = |name: &str, inner: &str| {
        format!("{XML}<w:{name} xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\">{inner}</w:{name}>")
    };
    let relationships = |inner: &str| {
        format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">{inner}</Relationships>")
    };
    let body = format!("<w:body>{}{PAGE}</w:body>", parts.body);
    let named = ["styles", "numbering", "settings", "footnotes"].map(|name| {
        format!("<Relationship Id=\"{name}\" Type=\"{OFFICE}/{name}\" Target=\"{name}.xml\"/>")
    });
    let settings = "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
        <w:compat><w:compatSetting w:name=\"compatibilityMode\" \
        w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>";
    let files = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relationships(&root())),
        ("docProps/core.xml", core(parts.metadata)),
        ("word/document.xml", part("document", &body)),
        (
            "word/_rels/document.xml.rels",
            relationships(&(named.concat() + &parts.links.xml())),
        ),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/settings.xml", part("settings", settings)),
        ("word/numbering.xml", part("numbering", parts.numbering)),
        (
            "word/footnotes.xml",
            part("footnotes", &format!("{SEPARATORS}{}", parts.footnotes)),
        ),
        (
            "word/_rels/footnotes.xml.rels",
            relationships(&parts.footnote_links.xml()),
        ),
    ];
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in &files {
        zip.start_file(*path, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types() -> String {
    let document = "application/vnd.openxmlformats-officedocument";
    let overrides = TYPES.map(|(path, kind)| {
        format!("<Override PartName=\"{path}\" ContentType=\"{document}.{kind}+xml\"/>")
    });
    format!(
        "{XML}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>",
        overrides.concat()
    )
}

fn root() -> String {
    format!(
        "<Relationship Id=\"document\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"core\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/>"
    )
}

fn core(metadata: &Metadata) -> String {
    let title = metadata.title.as_deref().unwrap_or_default();
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         </cp:coreProperties>",
        escaped(title),
        escaped(&metadata.authors.join("; "))
    )
}
