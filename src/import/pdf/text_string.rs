/// Reads a text string (ISO 32000-1, section 7.9.2.2): UTF-16 or UTF-8 with a mark of the byte order, else
/// PDFDocEncoding, of which the letters are those of Latin-1.
pub fn text_string(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(rest, u16::from_be_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(rest, u16::from_le_bytes);
    }
    match std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|&byte| pdf_doc_character(byte)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|&pair| unit(pair));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// PDFDocEncoding from 0x80 to 0x9E (ISO 32000-1, annex D.2).
const PDF_DOC: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž";

fn pdf_doc_character(byte: u8) -> char {
    match byte {
        0x80..=0x9E => PDF_DOC.chars().nth(usize::from(byte - 0x80)).unwrap_or(' '),
        0xA0 => '€',
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::text_string;

    #[test]
    fn strings_are_read_by_their_mark() {
        assert_eq!(
            text_string(b"\xFE\xFF\x00Z\x00\xFC\xD8\x3D\xDC\x41"),
            "Zü\u{1F441}"
        );
        assert_eq!(text_string(b"\xFF\xFEZ\x00"), "Z");
        assert_eq!(text_string("\u{FEFF}Zürich".as_bytes()), "Zürich");
        assert_eq!(text_string(b"Z\xFCrich \x8D2021\x8E"), "Zürich “2021”");
        assert_eq!(text_string(b"\xFE\xFF\x00"), "");
    }
}
