use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::manuscript::Metadata;
use super::super::markdown;
use super::*;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file of these parts, each with its path, and what the document names: kind, target, and whether that is an
/// address.
fn file(parts: &[(&str, &str)], names: &[(&str, &str, bool)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |path: &str, text: &str| {
        zip.start_file(path, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let relationships = |names: &[(&str, &str, bool)]| {
        let mut text = String::from("<Relationships>");
        for (index, (kind, target, is_external)) in names.iter().enumerate() {
            let mode = if *is_external {
                " TargetMode='External'"
            } else {
                ""
            };
            text.push_str(&format!(
                "<Relationship Id='r{index}' Type='{RELATIONSHIPS}/{kind}' Target='{target}'{mode}/>"
            ));
        }
        text + "</Relationships>"
    };
    let root = [
        ("officeDocument", "word/document.xml", false),
        ("core-properties", "docProps/core.xml", false),
    ];
    put("_rels/.rels", &relationships(&root));
    put("word/_rels/document.xml.rels", &relationships(names));
    parts.iter().for_each(|(path, text)| put(path, text));
    zip.finish().unwrap().into_inner()
}

const STYLES: &str = "<w:styles xmlns:w='w'>
    <w:style w:type='paragraph' w:default='1' w:styleId='N'><w:name w:val='Normal'/></w:style>
    <w:style w:styleId='T'><w:name w:val='Title'/></w:style>
    <w:style w:styleId='A'><w:name w:val='Author'/></w:style>
    <w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>
    <w:style w:styleId='H2'><w:name w:val='Titre 2'/></w:style>
    <w:style w:styleId='Q'><w:name w:val='Quote'/></w:style>
    <w:style w:styleId='L'><w:name w:val='List Paragraph'/></w:style>
    <w:style w:styleId='TOC1'><w:name w:val='toc 1'/></w:style>
    <w:style w:type='character' w:styleId='E'><w:name w:val='Emphasis'/><w:rPr><w:i/></w:rPr></w:style>
    <w:style w:type='character' w:styleId='R'><w:name w:val='footnote reference'/>
      <w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style>
  </w:styles>";

const NUMBERING: &str = "<w:numbering xmlns:w='w'>
    <w:abstractNum w:abstractNumId='0'>
      <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/></w:lvl>
      <w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId='1'>
      <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/></w:lvl></w:abstractNum>
    <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>
    <w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>
  </w:numbering>";

const FOOTNOTES: &str = "<w:footnotes xmlns:w='w' xmlns:r='r'>
    <w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
    <w:footnote w:id='1'><w:p><w:r><w:rPr><w:rStyle w:val='R'/></w:rPr><w:footnoteRef/></w:r>
      <w:r><w:t> </w:t></w:r><w:r><w:t>Roy, </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>Dams</w:t></w:r>
      <w:r><w:t>, p. 3.</w:t></w:r></w:p><w:p><w:r><w:t>More.</w:t></w:r></w:p></w:footnote>
    <w:footnote w:id='2'><w:p><w:r><w:rPr><w:rStyle w:val='R'/></w:rPr><w:t>*</w:t></w:r>
      <w:r><w:rPr><w:rStyle w:val='R'/></w:rPr><w:t>*</w:t></w:r>
      <w:r><w:t xml:space='preserve'> Thanks.</w:t></w:r></w:p></w:footnote>
    <w:footnote w:id='3'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Ode.</w:t></w:r></w:p></w:footnote>
  </w:footnotes>";

const ENDNOTES: &str = "<w:endnotes xmlns:w='w' xmlns:r='r'>
    <w:endnote w:id='1'><w:p><w:r><w:endnoteRef/></w:r><w:r><w:tab/></w:r>
      <w:hyperlink r:id='r0'><w:r><w:t>Lee</w:t></w:r></w:hyperlink></w:p></w:endnote>
  </w:endnotes>";

const COMMENTS: &str = "<w:comments xmlns:w='w'><w:comment w:id='0' w:author='Ana Roy'>
    <w:p><w:r><w:t>Check this.</w:t></w:r></w:p></w:comment></w:comments>";

const CORE: &str =
    "<cp:coreProperties xmlns:cp='cp' xmlns:dc='dc'><dc:title>Dams and Rivers</dc:title>
    <dc:creator>Ana Roy; Bo Lee</dc:creator></cp:coreProperties>";

/// The manuscript of a file whose document has `body`.
fn manuscript(body: &str) -> Manuscript {
    let document = format!(
        "<w:document xmlns:w='w' xmlns:r='r' xmlns:m='m' xmlns:mc='mc'><w:body>{body}</w:body></w:document>"
    );
    let parts = [
        ("word/document.xml", document.as_str()),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", FOOTNOTES),
        ("word/endnotes.xml", ENDNOTES),
        ("word/comments.xml", COMMENTS),
        (
            "word/_rels/endnotes.xml.rels",
            "<Relationships><Relationship Id='r0' Type='x/hyperlink' Target='https://a.org/lee' TargetMode='External'/></Relationships>",
        ),
    ];
    let names = [
        ("hyperlink", "https://a.org/x", true),
        ("styles", "styles.xml", false),
        ("numbering", "numbering.xml", false),
        ("footnotes", "footnotes.xml", false),
        ("endnotes", "endnotes.xml", false),
        ("comments", "comments.xml", false),
    ];
    super::read(&file(&parts, &names)).unwrap()
}

fn text(body: &str) -> String {
    markdown(&manuscript(body)).text
}

/// A paragraph of a style, with runs.
fn p(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{runs}</w:p>")
}

/// A run of text.
fn r(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn note(id: u8) -> String {
    format!("<w:r><w:rPr><w:rStyle w:val='R'/></w:rPr><w:footnoteReference w:id='{id}'/></w:r>")
}

fn item(list: u8, level: u8, runs: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val='L'/><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>{runs}</w:p>"
    )
}

#[test]
fn footnotes_and_endnotes_have_their_formatting() {
    let endnote = "<w:r><w:endnoteReference w:id='1'/></w:r>";
    let body = p("N", &[&r("One."), endnote, &r(" Two."), &note(1)].concat());
    let expected = "\
One.[^1] Two.[^2]

[^1]: [Lee](https://a.org/lee)

[^2]: Roy, *Dams*, p. 3.

    More.
";
    assert_eq!(text(&body), expected);
}

#[test]
fn a_note_with_a_mark_of_its_own_is_a_note() {
    let custom = "<w:r><w:rPr><w:rStyle w:val='R'/></w:rPr><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>*</w:t></w:r>";
    let body = p(
        "N",
        &[&r("Roy"), custom, &r(" and Ode"), &note(3), &r(".")].concat(),
    );
    assert_eq!(
        text(&body),
        "Roy[^1] and Ode[^2].\n\n[^1]: Thanks.\n\n[^2]: Ode.\n"
    );
}

#[test]
fn headings_are_known_by_their_style() {
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Why</w:t></w:r>";
    let own = "<w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr><w:r><w:t>Deep</w:t></w:r></w:p>";
    let contents = p("TOC1", &r("Why 1"));
    let body = [
        contents,
        p("berschrift1", bold),
        p("H2", &r("How")),
        own.to_owned(),
    ]
    .concat();
    let manuscript = manuscript(&body);
    assert_eq!(markdown(&manuscript).text, "# Why\n\n## How\n\n### Deep\n");
    assert_eq!(manuscript.left_out, ["the table of contents"]);
}

#[test]
fn the_title_block_becomes_front_matter() {
    let body = [
        p("T", &r("Dams: a Plan")),
        p("A", &r("Ana Roy")),
        p("N", &r("Text.")),
    ]
    .concat();
    assert_eq!(
        text(&body),
        "---\ntitle: \"Dams: a Plan\"\nauthor: Ana Roy\n---\n\nText.\n"
    );
    let with_note = [p("T", &(r("Dams") + &note(3))), p("N", &r("Text."))].concat();
    assert_eq!(text(&with_note), "# Dams[^1]\n\nText.\n\n[^1]: Ode.\n");
}

#[test]
fn properties_say_what_the_title_block_does_not() {
    let document = |heading: &str| {
        format!(
            "<w:document xmlns:w='w'><w:body>{}</w:body></w:document>",
            p("N", &r(heading))
        )
    };
    let of = |heading: &str, core: &str| {
        let document = document(heading);
        let parts = [
            ("word/document.xml", document.as_str()),
            ("docProps/core.xml", core),
        ];
        super::read(&file(&parts, &[])).unwrap().metadata
    };
    let metadata = of("Text.", CORE);
    assert_eq!(metadata.title.as_deref(), Some("Dams and Rivers"));
    assert_eq!(metadata.authors, ["Ana Roy", "Bo Lee"]);
    // The text begins with it.
    assert_eq!(of("Dams and rivers", CORE).title, None);
    let junk = CORE
        .replace("Dams and Rivers", "Microsoft Word - draft")
        .replace("Ana Roy; Bo Lee", "User");
    assert_eq!(of("Text.", &junk), Metadata::default());
}

#[test]
fn formatting_is_direct_or_by_style() {
    let runs = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>bold </w:t></w:r>\
        <w:r><w:rPr><w:rStyle w:val='E'/></w:rPr><w:t>style</w:t></w:r>\
        <w:r><w:rPr><w:rStyle w:val='E'/><w:i w:val='0'/></w:rPr><w:t xml:space='preserve'> off</w:t></w:r>\
        <w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>\
        <w:r><w:br/><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br w:type='page'/><w:noBreakHyphen/></w:r>\
        <w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>";
    assert_eq!(
        text(&p("N", runs)),
        "**bold** *style* off²\\\na b\u{2011}≥\n"
    );
}

#[test]
fn links_are_elements_or_fields() {
    let field = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>\
        <w:r><w:instrText> HYPERLINK \"https://a.org/y\" </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>field</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='end'/></w:r>";
    let inside = "<w:hyperlink w:anchor='_Toc1'><w:r><w:t> inside</w:t></w:r></w:hyperlink>";
    let runs = ["<w:hyperlink r:id='r0' w:anchor='s'><w:r><w:t>the</w:t></w:r><w:r><w:t> page</w:t></w:r></w:hyperlink> ", &r(", "), field, inside].concat();
    let expected = "[the page](https://a.org/x#s), [field](https://a.org/y) inside\n";
    assert_eq!(text(&p("N", &runs)), expected);
}

#[test]
fn lists_nest_count_on_and_have_letters() {
    let body = [
        item(1, 0, &r("One")),
        item(1, 1, &r("in")),
        item(1, 0, &(r("Two") + &note(3))),
        p("L", &r("goes on")),
        p("N", &r("Between.")),
        item(1, 0, &r("Three")),
        item(2, 0, &r("Letter")),
    ]
    .concat();
    let expected = "\
1. One

   - in

2. Two[^1]

   goes on

Between.

3. Three

<!-- -->

a. Letter

[^1]: Ode.
";
    assert_eq!(text(&body), expected);
}

#[test]
fn quotations_are_styled_or_moved_in() {
    let moved = "<w:p><w:pPr><w:ind w:left='720'/></w:pPr><w:r><w:t>Two.</w:t></w:r></w:p>";
    let hanging = "<w:p><w:pPr><w:ind w:left='720' w:hanging='720'/></w:pPr><w:r><w:t>Text.</w:t></w:r></w:p>";
    let body = [&p("Q", &r("One.")), moved, hanging].concat();
    assert_eq!(text(&body), "> One.\n>\n> Two.\n\nText.\n");
}

#[test]
fn tables_have_notes_and_frames_are_text() {
    let cell =
        |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = |rows: &[String]| {
        format!(
            "<w:tbl><w:tblPr><w:tblLook w:val='04A0'/></w:tblPr>{}</w:tbl>",
            rows.concat()
        )
    };
    let one = table(&[
        row(&[
            cell("<w:gridSpan w:val='2'/>", &p("N", &r("Wide"))),
            cell("<w:vMerge w:val='restart'/>", &p("N", &r("Tall"))),
        ]),
        row(&[
            cell("", &p("N", &(r("a") + &note(3)))),
            cell("", &(p("N", &r("b")) + &p("N", &r("c")))),
            cell("<w:vMerge/>", &p("N", "")),
        ]),
    ]);
    let frame = table(&[row(&[cell(
        "",
        &(p("H2", &r("Box")) + &p("N", &r("Text."))),
    )])]);
    let expected = "\
| Wide |  | Tall |
| --- | --- | --- |
| a[^1] | b<br>c |  |

## Box

Text.

[^1]: Ode.
";
    assert_eq!(text(&(one + &frame)), expected);
}

#[test]
fn tracked_changes_are_taken_as_accepted() {
    let runs = [
        &r("Kept "),
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r>",
        &note(1),
        "</w:del><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>",
    ]
    .concat();
    let ended = format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{runs}</w:p>");
    let manuscript = manuscript(&(ended + &p("N", &r(" end."))));
    assert_eq!(markdown(&manuscript).text, "Kept new end.\n");
    assert_eq!(
        manuscript.left_out,
        ["2 deletions (tracked changes are read as accepted)"]
    );
}

#[test]
fn what_is_left_out_is_named() {
    let runs = [
        &r("Text"),
        "<w:r><w:commentReference w:id='0'/></w:r>",
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:blip/><w:txbxContent>",
        &p("N", &r("Boxed.")),
        "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>",
        &p("N", &r("Boxed.")),
        "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
        &note(9),
    ]
    .concat();
    let manuscript = manuscript(&p("N", &runs));
    assert_eq!(markdown(&manuscript).text, "Textx\n\nBoxed.\n");
    let expected = [
        "a comment by Ana Roy in paragraph 1: Check this.",
        "1 picture",
        "1 formula (its letters are kept)",
        "1 footnote marker without its note",
    ];
    assert_eq!(manuscript.left_out, expected);
}

#[test]
fn a_contents_field_is_left_out_over_paragraphs() {
    let begin = "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>TOC \\o</w:instrText><w:fldChar w:fldCharType='separate'/></w:r>";
    let end = "<w:r><w:fldChar w:fldCharType='end'/></w:r>";
    let body = [
        p("N", &(begin.to_owned() + &r("Why 1"))),
        p("N", &r("How 2")),
        p("N", end),
        p("N", &r("Text.")),
    ]
    .concat();
    assert_eq!(text(&body), "Text.\n");
}

#[test]
fn paragraphs_are_counted() {
    let body = [
        p("N", &r("One")),
        p("N", ""),
        p("N", &(r("Three") + &note(3))),
    ]
    .concat();
    let manuscript = manuscript(&body);
    let paragraphs: Vec<u32> = manuscript
        .blocks
        .iter()
        .map(|block| block.origin.paragraph)
        .collect();
    assert_eq!(paragraphs, [1, 3]);
    assert_eq!(manuscript.notes[0].blocks[0].origin.paragraph, 3);
}

#[test]
fn what_is_no_word_file_is_refused() {
    let document =
        |inner: &str| format!("<w:document xmlns:w='w'><w:body>{inner}</w:body></w:document>");
    let of =
        |document: &str| super::read(&file(&[("word/document.xml", document)], &[])).unwrap_err();
    assert_eq!(super::read(b"text").unwrap_err(), DocxError::NoArchive);
    assert_eq!(
        super::read(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1x").unwrap_err(),
        DocxError::CompoundFile
    );
    assert_eq!(super::read(&file(&[], &[])).unwrap_err(), DocxError::NoText);
    assert!(matches!(of("<w:document"), DocxError::Broken(_)));
    let entities =
        "<!DOCTYPE a [<!ENTITY b 'c'>]><w:document xmlns:w='w'><w:body>&b;</w:body></w:document>";
    assert!(matches!(of(entities), DocxError::Broken(_)));
    let deep =
        document(&("<w:sdt><w:sdtContent>".repeat(100) + &"</w:sdtContent></w:sdt>".repeat(100)));
    assert_eq!(of(&deep), DocxError::TooDeep);
    let bomb = document(&" ".repeat(8_000_000));
    assert_eq!(of(&bomb), DocxError::TooLarge);
}
