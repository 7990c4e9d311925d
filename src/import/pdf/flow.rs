//! Makes running text of lines: words broken at line ends are put together, markers take the place of their numbers.

use rustc_hash::FxHashSet;

use super::line::{Char, TextLine};
use super::markers::PageMarker;
use super::page::{Face, LinkTarget, Page};

/// A stretch of running text.
#[derive(Clone, Debug, PartialEq)]
pub enum FlowPiece {
    /// Words of one look.
    Text {
        /// The words.
        text: String,
        /// How they look.
        look: Typography,
    },
    /// The markers of these notes.
    Markers(Vec<usize>),
}

/// How words look.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Typography {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Raised: a unit's power, an ordinal's ending.
    pub raised: bool,
    /// The address that they are linked to.
    pub uri: Option<String>,
}

/// What words a document has within its lines, to tell a word's hyphen from that of a line's end.
#[derive(Debug, Default)]
pub struct Words(FxHashSet<String>);

/// First parts of compounds that keep their hyphen where neither way of writing occurs elsewhere.
const COMPOUNDS: &[&str] = &[
    "self", "non", "well", "cross", "long", "short", "high", "low", "so", "all", "ex", "half",
    "multi", "large", "small", "state", "decision", "policy", "risk", "evidence",
];
/// Characters at which addresses are broken.
const ADDRESS: &str = "/-._=?&%#~+";

impl Words {
    /// Collects the words of `lines`, but for the first and the last of each line, which may be halves.
    pub fn of<'a>(lines: impl Iterator<Item = &'a TextLine>) -> Self {
        let mut words = FxHashSet::default();
        for line in lines {
            let text = line.text().to_lowercase();
            let mut inner: Vec<&str> = text.split_whitespace().skip(1).collect();
            inner.pop();
            words.extend(inner.into_iter().map(|word| bare(word).to_owned()));
        }
        Self(words)
    }

    /// Whether the hyphen between `left` and `right` is the word's own.
    fn keeps_hyphen(&self, left: &str, right: &str) -> bool {
        let (left, right) = (left.to_lowercase(), right.to_lowercase());
        if self.0.contains(&format!("{left}{right}")) {
            return false;
        }
        self.0.contains(&format!("{left}-{right}")) || COMPOUNDS.contains(&left.as_str())
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The running text of `lines`, without the first `skip` characters.
pub fn flow(
    lines: &[(TextLine, Vec<PageMarker>)],
    skip: usize,
    pages: &[Page],
    faces: &[Face],
    words: &Words,
) -> Vec<FlowPiece> {
    let mut flow = Flow {
        pieces: Vec::new(),
        pages,
        faces,
    };
    let right = lines.iter().map(|(line, _)| line.x1).fold(0.0, f32::max);
    for (number, (line, markers)) in lines.iter().enumerate() {
        if let Some((above, _)) = number.checked_sub(1).and_then(|above| lines.get(above)) {
            let join = join(above, line, right, pages, words);
            flow.join(join);
        }
        flow.line(line, markers, if number == 0 { skip } else { 0 });
    }
    flow.trim_end();
    flow.pieces
}

/// What becomes of the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    Space,
    Nothing,
    DropHyphen,
}

fn join(above: &TextLine, line: &TextLine, right: f32, pages: &[Page], words: &Words) -> Join {
    let (Some(last), Some(first)) = (above.chars.last(), line.chars.first()) else {
        return Join::Space;
    };
    let text = above.text();
    let token = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let next_text = line.text();
    let next = next_text.split_whitespace().next().unwrap_or_default();
    let is_one_link =
        uri(above, last, pages).is_some_and(|one| uri(line, first, pages) == Some(one));
    let is_address =
        token.contains("://") || token.starts_with("www.") || token.contains("doi.org/");
    let is_hyphen = matches!(last.character, '-' | '\u{2010}' | '\u{AD}');
    if is_address && (is_one_link || goes_on_in_address(last, next, above.x1, right, above.size)) {
        // WeasyPrint and others break an address with a hyphen of their own.
        return if last.character == '-' || !is_hyphen {
            Join::Nothing
        } else {
            Join::DropHyphen
        };
    }
    if is_hyphen {
        return join_hyphen(last, token, first, next, words);
    }
    let before_dash = token.chars().rev().nth(1);
    if matches!(last.character, '—' | '–' | '/') && before_dash.is_some() {
        return Join::Nothing;
    }
    let is_cjk = |c: char| matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
    if is_cjk(last.character) && is_cjk(first.character) {
        Join::Nothing
    } else {
        Join::Space
    }
}

/// What becomes of the hyphen that ends the word `token`; `next` is the first word of the next line.
fn join_hyphen(last: &Char, token: &str, first: &Char, next: &str, words: &Words) -> Join {
    let left = token.trim_end_matches(['-', '\u{2010}', '\u{AD}']);
    let left = left
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let right: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
    if left.is_empty() {
        return Join::Space;
    }
    let is_word = left.chars().all(char::is_alphabetic)
        && first.character.is_lowercase()
        && !token
            .trim_end_matches(is_hyphen_character)
            .contains(is_hyphen_character);
    let is_soft = last.character == '\u{AD}';
    if is_soft || is_word && !words.keeps_hyphen(left, &right) {
        Join::DropHyphen
    } else {
        Join::Nothing
    }
}

fn is_hyphen_character(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{AD}')
}

/// Whether an address that ends a line goes on with the next word.
fn goes_on_in_address(last: &Char, next: &str, x1: f32, right: f32, size: f32) -> bool {
    let first = next.chars().next().unwrap_or(' ');
    if ADDRESS.contains(last.character) && last.character != '.' || "/_=?&%#~".contains(first) {
        return first.is_alphanumeric() || ADDRESS.contains(first);
    }
    let body = next.trim_end_matches(['.', ',', ';', ')']);
    let is_full = x1 > right - 4.0 * size;
    let is_part = body.chars().any(|c| ADDRESS.contains(c))
        || body.chars().any(|c| c.is_ascii_digit()) && body.chars().any(char::is_alphabetic);
    is_full && is_part && first.is_ascii_alphanumeric()
}

fn uri<'a>(line: &TextLine, c: &Char, pages: &'a [Page]) -> Option<&'a str> {
    let link = pages.get(line.page)?.links.get(usize::from(c.link?))?;
    match &link.target {
        LinkTarget::Uri(uri) => Some(uri),
        LinkTarget::Place { .. } => None,
    }
}

struct Flow<'a> {
    pieces: Vec<FlowPiece>,
    pages: &'a [Page],
    faces: &'a [Face],
}

impl Flow<'_> {
    fn line(&mut self, line: &TextLine, markers: &[PageMarker], skip: usize) {
        for (place, c) in line.chars.iter().enumerate().skip(skip) {
            if let Some(marker) = markers.iter().find(|marker| marker.start == place) {
                self.trim_end();
                self.pieces.push(FlowPiece::Markers(marker.notes.clone()));
            }
            if markers
                .iter()
                .any(|marker| (marker.start..marker.end).contains(&place))
            {
                continue;
            }
            let face = self.faces.get(usize::from(c.face));
            let look = Typography {
                bold: face.is_some_and(|face| face.bold),
                italic: face.is_some_and(|face| face.italic),
                raised: c.raised,
                uri: uri(line, c, self.pages).map(str::to_owned),
            };
            self.push(c.character, look);
        }
    }

    fn push(&mut self, character: char, look: Typography) {
        match self.pieces.last_mut() {
            Some(FlowPiece::Text { text, look: known }) if *known == look => text.push(character),
            // A space belongs to what goes before.
            Some(FlowPiece::Text { text, .. }) if character == ' ' => text.push(' '),
            _ => self.pieces.push(FlowPiece::Text {
                text: character.to_string(),
                look,
            }),
        }
    }

    fn join(&mut self, join: Join) {
        let Some(FlowPiece::Text { text, look }) = self.pieces.last_mut() else {
            if join == Join::Space && !self.pieces.is_empty() {
                self.pieces.push(FlowPiece::Text {
                    text: " ".to_owned(),
                    look: Typography::default(),
                });
            }
            return;
        };
        match join {
            Join::Space if look.uri.is_some() => {
                self.pieces.push(FlowPiece::Text {
                    text: " ".to_owned(),
                    look: Typography::default(),
                });
            }
            Join::Space if !text.ends_with(' ') => text.push(' '),
            Join::DropHyphen => {
                text.pop();
            }
            Join::Space | Join::Nothing => {}
        }
    }

    fn trim_end(&mut self) {
        while let Some(FlowPiece::Text { text, .. }) = self.pieces.last_mut() {
            text.truncate(text.trim_end().len());
            if !text.is_empty() {
                return;
            }
            self.pieces.pop();
        }
    }
}
