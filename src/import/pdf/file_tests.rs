//! Files made by hand, from their bytes to a manuscript.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::super::markdown;
use super::testing::{file, one_page, stream};
use super::{PdfError, read};

const FIRST: &str = "BT /F 12 Tf 50 700 Td (Ports are gates.) Tj 6 Ts 7 Tf (1) Tj ET";

fn written(file: &[u8]) -> Result<String, PdfError> {
    read(file).map(|manuscript| markdown(&manuscript).text)
}

/// A page of running text with a raised marker, and a note below.
fn page_with_note() -> String {
    "BT /F 12 Tf 14 TL 50 700 Td (Ports are the gates of a land, and they) Tj T* (are open by night.) Tj 5 Ts /F 7 Tf (1) \
     Tj 0 Ts /F 12 Tf ( So it is) Tj T* (written in the book of ports.) Tj ET \
     BT /F 9 Tf 50 100 Td 3 Ts /F 6 Tf (1) Tj 0 Ts /F 9 Tf ( A Pilot, The Book of Ports.) Tj ET"
        .to_owned()
}

#[test]
fn a_page_becomes_a_brief() {
    assert_eq!(
        written(&one_page(&page_with_note(), "", &[])).expect("is read"),
        "Ports are the gates of a land, and they are open by night.[^1] So it is written in the book of ports.\n\n\
         [^1]: A Pilot, The Book of Ports.\n"
    );
}

#[test]
fn a_form_is_drawn_where_it_stands() {
    let form = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 600 800]",
        "BT /F 12 Tf 50 600 Td (in a form) Tj ET",
    );
    let content = "BT /F 12 Tf 50 700 Td (Text) Tj ET q 1 0 0 1 0 88 cm /X Do Q";
    let text = written(&one_page(content, "/XObject << /X 5 0 R >>", &[&form])).expect("is read");
    assert_eq!(text, "Text in a form\n");
}

#[test]
fn a_type_3_font_is_read_by_the_names_of_its_glyphs() {
    let font = "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 97 /LastChar 98 \
                /Widths [5 5] /Encoding << /Differences [97 /P /o] >> /CharProcs << /P 6 0 R /o 6 0 R >> >>";
    let glyph = stream("", "5 0 d0 0 0 4 6 re f");
    let content = "BT /T 12 Tf 50 700 Td (ab) Tj ET";
    let objects = one_page(content, "/Dummy 0", &[font, &glyph]);
    let with_font = String::from_utf8(objects)
        .expect("is text")
        .replace("/Font << /F", "/Font << /T 5 0 R /F");
    // The table of places is wrong now; a file as damaged as that is read all the same.
    assert_eq!(written(with_font.as_bytes()).expect("is read"), "Po\n");
}

#[test]
fn what_a_stretch_reads_as_replaces_its_glyphs() {
    let content = "BT /F 12 Tf 50 700 Td (a ) Tj /Span << /ActualText (gate) >> BDC (xx) Tj EMC ET";
    assert_eq!(
        written(&one_page(content, "", &[])).expect("is read"),
        "a gate\n"
    );
}

#[test]
fn the_words_under_a_scanned_page_are_read() {
    let content = "BT 3 Tr /F 12 Tf 50 700 Td (recognised words) Tj ET";
    assert_eq!(
        written(&one_page(content, "", &[])).expect("is read"),
        "recognised words\n"
    );
}

#[test]
fn what_cannot_be_read_is_named() {
    let image = stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        "x",
    );
    let scanned = one_page(
        "q 600 0 0 800 0 0 cm /I Do Q",
        "/XObject << /I 5 0 R >>",
        &[&image],
    );
    assert_eq!(read(&scanned), Err(PdfError::Scanned));
    assert!(PdfError::Scanned.to_string().contains("OCR"));
    assert_eq!(read(&one_page("", "", &[])), Err(PdfError::NoText));
    assert_eq!(read(b"no PDF at all"), Err(PdfError::Damaged));
    assert_eq!(read(b""), Err(PdfError::Damaged));
}

#[test]
fn an_encrypted_file_is_refused() {
    let zeros = "00".repeat(32);
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [] /Count 0 >>".to_owned(),
        format!("<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{zeros}> /U <{zeros}> >>"),
    ];
    let encrypted = file(&objects, "/Encrypt 3 0 R /ID [<00> <00>]");
    assert_eq!(read(&encrypted), Err(PdfError::Encrypted));
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory has room");
    encoder.finish().expect("memory has room")
}

#[test]
fn a_stream_that_unpacks_to_too_much_is_refused() {
    let wrap = |body: &[u8]| {
        [
            b"%PDF-1.7\n1 0 obj\n<< >>\nstream\n",
            body,
            b"\nendstream\nendobj\n",
        ]
        .concat()
    };
    let chunk = vec![0; 1 << 20];
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..130 {
        encoder.write_all(&chunk).expect("memory has room");
    }
    let bomb = encoder.finish().expect("memory has room");
    assert!(matches!(read(&wrap(&bomb)), Err(PdfError::TooLarge(_))));
    // Packed twice, it is smaller still.
    assert!(matches!(
        read(&wrap(&packed(&bomb))),
        Err(PdfError::TooLarge(_))
    ));
    assert_eq!(read(&wrap(&packed(b"little"))), Err(PdfError::Damaged));
}

#[test]
fn forms_that_draw_each_other_end() {
    // Each form draws the next twice: without a limit, the last would be drawn 2^30 times.
    let form = |number: usize| {
        stream(
            &format!(
                "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {} 0 R >> >>",
                number + 1
            ),
            "/X Do /X Do",
        )
    };
    let forms: Vec<String> = (5..36).map(form).collect();
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let text = written(&one_page(
        &format!("{FIRST} /X Do"),
        "/XObject << /X 5 0 R >>",
        &forms,
    ));
    assert!(text.is_ok());
}
