//! What a line begins, told from its first characters (CommonMark 0.31, "Leaf blocks").

/// A code fence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Fence {
    byte: u8,
    len: usize,
}

impl Fence {
    /// The fence that `rest`, a line from its first character on, opens.
    pub fn opens(rest: &str) -> Option<Fence> {
        let byte = *rest.as_bytes().first()?;
        if byte != b'`' && byte != b'~' {
            return None;
        }
        let len = run(rest, byte);
        let info = &rest[len..];
        (len >= 3 && (byte == b'~' || !info.contains('`'))).then_some(Fence { byte, len })
    }

    /// Whether `rest` closes it.
    pub fn closes(self, rest: &str) -> bool {
        let len = run(rest, self.byte);
        len >= self.len && rest[len..].trim().is_empty()
    }
}

/// Level, from 1, of the ATX heading that `rest` is.
pub(super) fn atx_level(rest: &str) -> Option<u8> {
    let level = run(rest, b'#');
    let after = rest.as_bytes().get(level);
    ((1..=6).contains(&level) && matches!(after, None | Some(b' ' | b'\t'))).then_some(level as u8)
}

/// The byte range, in `rest`, of an ATX heading's text.
pub(super) fn atx_text(rest: &str) -> std::ops::Range<usize> {
    let opened = rest.trim_start_matches('#');
    let start = rest.len() - opened.trim_start().len();
    let text = opened.trim();
    let closed = text.trim_end_matches('#');
    let text = match closed.ends_with([' ', '\t']) || closed.is_empty() {
        true => closed.trim_end(),
        false => text,
    };
    start..start + text.len()
}

/// Level of the setext heading of which `rest` is the underline.
pub(super) fn setext_level(rest: &str) -> Option<u8> {
    let rest = rest.trim_end();
    match rest.as_bytes().first()? {
        b'=' if run(rest, b'=') == rest.len() => Some(1),
        b'-' if run(rest, b'-') == rest.len() => Some(2),
        _ => None,
    }
}

/// Whether `rest` is a thematic break.
pub(super) fn is_break(rest: &str) -> bool {
    let Some(byte @ (b'*' | b'-' | b'_')) = rest.as_bytes().first().copied() else {
        return false;
    };
    let mut marks = 0;
    rest.bytes().all(|other| {
        marks += usize::from(other == byte);
        other == byte || other == b' ' || other == b'\t'
    }) && marks >= 3
}

/// Whether `rest` is the opening or closing line of a fenced div (Pandoc manual, "Divs and Spans").
pub(super) fn is_div_fence(rest: &str) -> bool {
    let len = run(rest, b':');
    len >= 3 && {
        let attributes = rest[len..].trim();
        attributes.is_empty()
            || attributes.starts_with('{')
            || !attributes.trim_end_matches(':').trim_end().contains(' ')
    }
}

/// Whether `rest` closes a fenced div.
pub(super) fn is_div_end(rest: &str) -> bool {
    let len = run(rest, b':');
    len >= 3 && rest[len..].trim().is_empty()
}

fn run(rest: &str, byte: u8) -> usize {
    rest.bytes().take_while(|other| *other == byte).count()
}
