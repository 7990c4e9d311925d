//! How large the streams of a file are once unpacked, found out before anything is unpacked into memory.

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::PdfError;
use super::limits::{UNPACKED, UNPACKED_STREAM};

/// Bytes that are unpacked at a time.
const CHUNK: usize = 64 << 10;
/// Streams packed within each other.
const LAYERS: usize = 4;

/// Refuses a file whose streams unpack to more than the limits allow, however little room they take in the file.
///
/// Streams are found by their words and by the first byte of what zlib writes, without the file's own tables: these may
/// be packed themselves, and may lie. Encrypted streams cannot be looked into.
///
/// # Errors
///
/// [`PdfError::TooLarge`].
pub fn check(file: &[u8]) -> Result<(), PdfError> {
    let mut left = UNPACKED;
    for at in memmem::find_iter(file, b"stream") {
        let rest = file.get(at + b"stream".len()..).unwrap_or_default();
        let body = match rest {
            [b'\r', b'\n', body @ ..] | [b'\n' | b'\r', body @ ..] => body,
            _ => continue,
        };
        left = left
            .checked_sub(unpacked_size(body, 0)?)
            .ok_or(PdfError::TooLarge("bytes once unpacked"))?;
    }
    Ok(())
}

fn unpacked_size(body: &[u8], layer: usize) -> Result<u64, PdfError> {
    let is_zlib = matches!(body, [0x78 | 0x58 | 0x68 | 0x48, ..]);
    if !is_zlib {
        return Ok(0);
    }
    if layer >= LAYERS {
        return Err(PdfError::TooLarge("layers of packing"));
    }
    let mut decoder = ZlibDecoder::new(body);
    let mut buffer = vec![0; CHUNK];
    let (mut size, mut first) = (0, Vec::new());
    while let Ok(read @ 1..) = decoder.read(&mut buffer) {
        size += read as u64;
        if size > UNPACKED_STREAM {
            return Err(PdfError::TooLarge("bytes in one stream"));
        }
        // What was packed twice is nearly as small after the first layer.
        if first.len() < CHUNK * 16 {
            first.extend_from_slice(buffer.get(..read).unwrap_or_default());
        }
    }
    Ok(size + unpacked_size(&first, layer + 1)?)
}
