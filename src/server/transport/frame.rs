//! Frames: header lines, an empty line, and a body of as many bytes as the headers say (LSP 3.17,
//! "Base Protocol").

use std::io::{self, BufRead, Read};

use memchr::memchr;

use super::replay::Replay;

const LENGTH: &[u8] = b"content-length:";

const NO_LENGTH: &str = "Content-Length is missing";

/// The longest header line, in bytes: what is longer is no header.
const LONGEST_LINE: u64 = 4096;

/// The longest body that is believed, in bytes.
const LONGEST_BODY: u64 = 1 << 30;

/// So many faults in a row are reported: what is no protocol at all, as a document that is piped in, gets no
/// answer to each of its paragraphs.
const MOST_FAULTS: usize = 8;

/// What comes next from the client.
#[derive(PartialEq, Eq, Debug)]
pub enum Frame {
    /// A body, whatever is in it.
    Body(Vec<u8>),
    /// Headers that do not say how long the body is; what follows is searched for the next frame.
    Damaged(&'static str),
    /// The client sends no more.
    End,
}

/// Reads frames, and finds the next one after a broken one.
pub struct Frames<R> {
    input: Replay<R>,
    /// A length that was found within garbage: the body that it belongs to comes next.
    found: Option<u64>,
    /// How many frames were damaged since the last sound one. What stands before the next header belongs
    /// to the last of them.
    faults: usize,
}

/// What comes after a damaged frame and the rest of it.
enum Resync {
    /// A `Content-Length:`.
    ToLength,
    /// Lines and an empty one, as headers have, without a length.
    Block,
    End,
}

/// What the lines of one header say.
enum Headers {
    Length(u64),
    /// The length, after bytes that belong to no header.
    LengthAfterGarbage(u64),
    Damaged(&'static str),
    End,
}

impl<R: BufRead> Frames<R> {
    /// Reads frames from `input`.
    pub fn new(input: R) -> Self {
        Frames {
            input: Replay::new(input),
            found: None,
            faults: 0,
        }
    }

    /// The next frame; waits for it.
    ///
    /// # Errors
    /// What reading the input gives.
    pub fn next(&mut self) -> io::Result<Frame> {
        if let Some(length) = self.found.take() {
            return self.body(length);
        }
        while self.faults > 0 {
            match self.skip()? {
                Resync::ToLength => break,
                Resync::Block if self.faults < MOST_FAULTS => {
                    self.faults += 1;
                    return Ok(Frame::Damaged(NO_LENGTH));
                }
                Resync::Block => {}
                Resync::End => return Ok(Frame::End),
            }
        }
        match self.headers()? {
            Headers::End => Ok(Frame::End),
            Headers::Length(length) => self.body(length),
            // One fault gives one answer: the garbage is the rest of a frame that had its own.
            Headers::LengthAfterGarbage(length) if self.faults > 0 => self.body(length),
            Headers::LengthAfterGarbage(length) => {
                self.found = Some(length);
                Ok(Frame::Damaged("unexpected bytes before the header"))
            }
            Headers::Damaged(why) => {
                self.faults += 1;
                Ok(Frame::Damaged(why))
            }
        }
    }

    /// Tells that `body` was no JSON. Its length may have been wrong: where it runs into the headers of
    /// the next frame, these are read again. They cannot be a part of it, as JSON has no line break in
    /// a string.
    pub fn was_no_json(&mut self, body: &[u8]) {
        self.faults += 1;
        if let Some(at) = find_header(body) {
            self.input.give_back(&body[at..]);
        }
    }

    fn body(&mut self, length: u64) -> io::Result<Frame> {
        self.faults = 0;
        let mut body = Vec::with_capacity(usize::try_from(length.min(1 << 16)).unwrap_or_default());
        let read = self.input.by_ref().take(length).read_to_end(&mut body)?;
        match u64::try_from(read) == Ok(length) {
            true => Ok(Frame::Body(body)),
            false => Ok(Frame::End),
        }
    }

    fn headers(&mut self) -> io::Result<Headers> {
        let mut length = None;
        let mut garbage = false;
        let mut any = false;
        loop {
            let mut line = Vec::new();
            self.input
                .by_ref()
                .take(LONGEST_LINE)
                .read_until(b'\n', &mut line)?;
            if line.last() != Some(&b'\n') {
                return Ok(match u64::try_from(line.len()) == Ok(LONGEST_LINE) {
                    true => Headers::Damaged("unterminated header line"),
                    false => Headers::End,
                });
            }
            let line = line.trim_ascii();
            if line.is_empty() {
                match (length, any) {
                    // Some clients end a body with a line break that they do not count.
                    (None, false) => continue,
                    (None, true) => return Ok(Headers::Damaged(NO_LENGTH)),
                    (Some(None), _) => {
                        return Ok(Headers::Damaged("invalid Content-Length"));
                    }
                    (Some(Some(length)), _) if garbage => {
                        return Ok(Headers::LengthAfterGarbage(length));
                    }
                    (Some(Some(length)), _) => return Ok(Headers::Length(length)),
                }
            }
            any = true;
            match find_length(line) {
                Some(at) => {
                    garbage |= at > 0;
                    length = Some(read_length(&line[at + LENGTH.len()..]));
                }
                None => garbage |= memchr(b':', line).is_none(),
            }
        }
    }

    /// Reads until a `Content-Length:` comes next, or a block of other lines has ended.
    fn skip(&mut self) -> io::Result<Resync> {
        let mut matched = 0;
        let (mut line_is_empty, mut block_is_empty) = (true, true);
        while matched < LENGTH.len() {
            let Some(byte) = self.input.fill_buf()?.first().map(u8::to_ascii_lowercase) else {
                return Ok(Resync::End);
            };
            self.input.consume(1);
            match byte {
                b'\n' if line_is_empty && !block_is_empty => return Ok(Resync::Block),
                b'\n' => line_is_empty = true,
                b'\r' => {}
                _ => (line_is_empty, block_is_empty) = (false, false),
            }
            // The first letter occurs nowhere else in the name, so that a match starts over only there.
            matched = match byte == LENGTH[matched] {
                true => matched + 1,
                false => usize::from(byte == LENGTH[0]),
            };
        }
        self.input.give_back(LENGTH);
        Ok(Resync::ToLength)
    }
}

/// The place of a header's name in `line`, which may have garbage before it.
fn find_length(line: &[u8]) -> Option<usize> {
    line.windows(LENGTH.len())
        .position(|window| window.eq_ignore_ascii_case(LENGTH))
}

/// The place in `body` of a header: the name and digits, or what of it the body's end has cut off.
fn find_header(body: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = find_length(&body[from..]).map(|at| from + at) {
        let rest = &body[at + LENGTH.len()..];
        let end = memchr(b'\n', rest);
        let value = rest[..end.unwrap_or(rest.len())].trim_ascii();
        if read_length(value).is_some() || (end.is_none() && value.is_empty()) {
            return Some(at);
        }
        from = at + LENGTH.len();
    }
    let is_cut = |cut: &usize| {
        let (end, start) = (body.len().checked_sub(*cut), &LENGTH[..*cut]);
        end.is_some_and(|end| body[end..].eq_ignore_ascii_case(start))
    };
    let cut = (1..LENGTH.len()).rev().find(is_cut)?;
    Some(body.len() - cut)
}

fn read_length(value: &[u8]) -> Option<u64> {
    let value = std::str::from_utf8(value.trim_ascii()).ok()?;
    let length = value.parse().ok()?;
    (length <= LONGEST_BODY).then_some(length)
}

#[cfg(test)]
mod tests {
    use crate::server::transport::frame::*;

    fn frames(input: &str) -> Vec<Frame> {
        let mut frames = Frames::new(input.as_bytes());
        let mut all = Vec::new();
        loop {
            match frames.next().unwrap() {
                Frame::End => return all,
                Frame::Body(body) if body.first() != Some(&b'{') || body.last() != Some(&b'}') => {
                    frames.was_no_json(&body);
                    all.push(Frame::Damaged("no JSON"));
                }
                frame => all.push(frame),
            }
        }
    }

    fn body(text: &str) -> Frame {
        Frame::Body(text.as_bytes().to_vec())
    }

    #[test]
    fn headers_are_read_in_any_case_and_order() {
        assert_eq!(
            frames("X-Other: 1\r\ncontent-LENGTH:2\r\n\r\n{}\r\nContent-Length: 3\nA: b\n\n{1}"),
            [body("{}"), body("{1}")]
        );
    }

    #[test]
    fn a_missing_or_absurd_length_costs_one_frame() {
        for header in [
            "Content-Type: x",
            "Content-Length: -2",
            "Content-Length: abc",
            "Content-Length: 99999999999999999999",
            "Content-Length: 99999999999999999",
        ] {
            let found = frames(&format!(
                "{header}\r\n\r\n{{9}}Content-Length: 2\r\n\r\n{{}}"
            ));
            let [Frame::Damaged(_), next] = &found[..] else {
                panic!("{header}: {found:?}");
            };
            assert_eq!(*next, body("{}"));
        }
    }

    #[test]
    fn a_wrong_length_costs_one_frame() {
        for length in [3, 12, 25] {
            let input = format!(
                "Content-Length: {length}\r\n\r\n{{\"a\":1}}Content-Length: 2\r\n\r\n{{}}Content-Length: 3\r\n\r\n{{1}}"
            );
            assert_eq!(
                frames(&input),
                [Frame::Damaged("no JSON"), body("{}"), body("{1}")],
                "{length}"
            );
        }
    }

    #[test]
    fn garbage_before_a_header_gets_one_answer() {
        assert_eq!(
            frames("hello\r\nContent-Length: 2\r\n\r\n{}"),
            [
                Frame::Damaged("unexpected bytes before the header"),
                body("{}")
            ]
        );
        let long = "x".repeat(10_000);
        assert_eq!(
            frames(&format!("{long}Content-Length: 2\r\n\r\n{{}}")),
            [Frame::Damaged("unterminated header line"), body("{}")]
        );
    }

    #[test]
    fn headers_without_a_length_get_an_answer_after_another_fault_too() {
        let found = frames(
            "Content-Length: abc\r\n\r\n{9}\r\nGarbage header\r\n\r\nContent-Length: 2\r\n\r\n{}",
        );
        let expected = [
            Frame::Damaged("invalid Content-Length"),
            Frame::Damaged(NO_LENGTH),
            body("{}"),
        ];
        assert_eq!(found, expected);
        assert_eq!(
            frames("Garbage header\r\n\r\n"),
            [Frame::Damaged(NO_LENGTH)]
        );
    }

    #[test]
    fn a_document_instead_of_messages_gets_few_answers() {
        let document = "A paragraph.\n\n".repeat(100);
        let found = frames(&format!("{document}Content-Length: 2\r\n\r\n{{}}"));
        assert_eq!(found.len(), MOST_FAULTS + 1);
        assert_eq!(found.last(), Some(&body("{}")));
    }

    #[test]
    fn an_unfinished_frame_is_the_end() {
        assert_eq!(frames("Content-Length: 20\r\n\r\n{}"), []);
        assert_eq!(frames("Content-Length: 2"), []);
    }
}
