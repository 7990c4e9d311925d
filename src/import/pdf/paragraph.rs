//! Puts lines together to paragraphs, within a region and from one region to the next.

use super::columns::Region;
use super::line::{Char, TextLine};
use super::markers::{Markers, PageMarker};
use super::metrics::Metrics;
use super::number::raised;
use super::page::Face;

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct LineBlock {
    /// What it is.
    pub kind: Kind,
    /// Its lines, each with its markers.
    pub lines: Vec<(TextLine, Vec<PageMarker>)>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph.
    Text,
    /// An item of a list.
    Item {
        /// Its number; none with a bullet.
        number: Option<u32>,
        /// Characters of its first line that are bullet or number.
        skip: usize,
    },
    /// A heading of this level, from 1.
    Heading(u8),
    /// The title of the document.
    Title,
}

impl LineBlock {
    /// Its first line.
    pub fn first(&self) -> Option<&TextLine> {
        self.lines.first().map(|(line, _)| line)
    }

    /// Its last line.
    pub fn last(&self) -> Option<&TextLine> {
        self.lines.last().map(|(line, _)| line)
    }

    /// Its text, lines parted by spaces.
    pub fn text(&self) -> String {
        self.lines
            .iter()
            .map(|(line, _)| line.text())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// How large most of it is printed.
    pub fn size(&self) -> f32 {
        self.first().map_or(0.0, |line| line.size)
    }
}

/// A distance from the line above, in parts of the usual one, from which a line begins a paragraph.
const GAP: f32 = 1.2;
/// Sizes that differ by this part are two sizes.
const OTHER_SIZE: f32 = 0.07;
/// An indent, in parts of the font size.
const INDENT: f32 = 0.8;
/// A line ends early where the next word would have fitted, with this room to spare, in parts of the font size.
const ROOM: f32 = 0.7;
/// A line that ends before this part of its column is short, whatever follows.
const SHORT: f32 = 0.6;
/// Lines around a line that tell how wide its column is.
const WINDOW: usize = 12;
/// Blocks of the next page that may stand between the halves of a paragraph: a figure's words, a table.
const FLOATS: usize = 5;

/// The blocks of the document.
pub fn blocks(
    regions: Vec<Region>,
    mut markers: Markers,
    metrics: &Metrics,
    faces: &[Face],
) -> Vec<Vec<LineBlock>> {
    let mut all = Vec::new();
    for (number, region) in regions.into_iter().enumerate() {
        let starts: Vec<Option<Kind>> = (0..region.lines.len())
            .map(|place| {
                let is_tied = markers
                    .get(&(number, place))
                    .is_some_and(|tied| tied.iter().any(|m| m.start == 0));
                let is_numbered = || !is_tied && is_numbered_paragraph(&region.lines, place);
                start(&region.lines, place, metrics, faces)
                    .or_else(|| is_numbered().then_some(Kind::Text))
            })
            .collect();
        let mut blocks: Vec<LineBlock> = Vec::new();
        for (place, (line, start)) in region.lines.into_iter().zip(starts).enumerate() {
            let line = (line, markers.remove(&(number, place)).unwrap_or_default());
            match (start, blocks.last_mut()) {
                (None, Some(block)) => block.lines.push(line),
                (start, _) => blocks.push(LineBlock {
                    kind: start.unwrap_or(Kind::Text),
                    lines: vec![line],
                }),
            }
        }
        all.push(blocks);
    }
    all
}

/// What the line at `place` begins; `None` where it goes on with the paragraph above.
fn start(lines: &[TextLine], place: usize, metrics: &Metrics, faces: &[Face]) -> Option<Kind> {
    let line = lines.get(place)?;
    let item = item(line);
    let kind = item.unwrap_or(Kind::Text);
    let Some(above) = place.checked_sub(1).and_then(|above| lines.get(above)) else {
        return Some(kind);
    };
    let is_apart = line.y - above.y > GAP * leading(above, line, metrics);
    let is_other = (line.size - above.size).abs() > OTHER_SIZE * line.size.max(above.size)
        || is_bold(line, faces) && is_plain(above, faces)
        || is_bold(above, faces) && is_plain(line, faces) && has_room(lines, place);
    if is_apart || is_other || line.y < above.y {
        return Some(kind);
    }
    match item {
        Some(Kind::Item { number: None, .. }) => return item,
        // A number may begin a line within a paragraph as well.
        Some(_) if ends_early(lines, place) || is_indented(lines, place).is_some() => return item,
        _ => {}
    }
    let begins = ends_early(lines, place) || is_indented(lines, place) == Some(true);
    begins.then_some(kind)
}

/// Whether the line at `place` begins with a raised number, as the paragraphs of Swiss and German statutes do.
fn is_numbered_paragraph(lines: &[TextLine], place: usize) -> bool {
    let above = place.checked_sub(1).and_then(|above| lines.get(above));
    let numbers = lines
        .get(place)
        .map(|line| raised(&line.chars))
        .unwrap_or_default();
    numbers.first().is_some_and(|numbers| numbers.start == 0)
        && above.is_some_and(TextLine::ends_sentence)
}

fn leading(above: &TextLine, line: &TextLine, metrics: &Metrics) -> f32 {
    let size = above.size.max(line.size);
    metrics.leading * (size / metrics.body).max(0.8)
}

/// Whether all letters of a line are bold.
pub fn is_bold(line: &TextLine, faces: &[Face]) -> bool {
    let mut letters = line
        .chars
        .iter()
        .filter(|c| c.character.is_alphabetic())
        .peekable();
    letters.peek().is_some()
        && letters.all(|c| faces.get(usize::from(c.face)).is_some_and(|face| face.bold))
}

/// Whether no letter of a line is bold.
fn is_plain(line: &TextLine, faces: &[Face]) -> bool {
    line.chars
        .iter()
        .filter(|c| c.character.is_alphabetic())
        .all(|c| faces.get(usize::from(c.face)).is_none_or(|face| !face.bold))
}

/// Whether the line above the one at `place` ends before the edge though the next word would have fitted.
fn ends_early(lines: &[TextLine], place: usize) -> bool {
    let (Some(above), Some(line)) = (
        place.checked_sub(1).and_then(|p| lines.get(p)),
        lines.get(place),
    ) else {
        return false;
    };
    let (left, right) = column(lines, place - 1);
    fits_after(above, line, left, right)
}

/// Whether the line above the one at `place` ends before the edge though the next word would have fitted, whatever it says.
/// Where bold words fill their line, the text goes on behind them.
fn has_room(lines: &[TextLine], place: usize) -> bool {
    let (Some(above), Some(line)) = (
        place.checked_sub(1).and_then(|p| lines.get(p)),
        lines.get(place),
    ) else {
        return false;
    };
    let hangs = item(above).is_some() && line.x0 > above.x0 + INDENT * line.size;
    let (left, right) = column(lines, place);
    let right = right.max(column(lines, place - 1).1);
    !hangs && above.x1 + first_word(line) + ROOM * line.size < right.max(left)
}

/// Whether the first word of `line` would have fitted at the end of `above`, whose column reaches from `left` to `right`.
pub fn fits_after(above: &TextLine, line: &TextLine, left: f32, right: f32) -> bool {
    let word = first_word(line);
    let fits = above.x1 + word + (ROOM + 0.25) * above.size < right;
    let is_short = above.x1 < left + SHORT * (right - left);
    let begins = line.chars.iter().find(|c| c.character.is_alphanumeric());
    let is_lower = begins.is_some_and(|c| c.character.is_lowercase());
    fits && (above.ends_sentence() || is_short && !is_lower)
}

/// The edges of the column around the line at `place`: as far as lines like it reach.
fn column(lines: &[TextLine], place: usize) -> (f32, f32) {
    let Some(line) = lines.get(place) else {
        return (0.0, 0.0);
    };
    let from = place.saturating_sub(WINDOW);
    let near = lines
        .iter()
        .skip(from)
        .take(2 * WINDOW + 1)
        .filter(|other| {
            (other.size - line.size).abs() < OTHER_SIZE * line.size
                && (other.x0 - line.x0).abs() < 4.0 * line.size
        });
    near.fold((line.x0, line.x1), |(left, right), other| {
        (left.min(other.x0), right.max(other.x1))
    })
}

/// The right edge of the column that a region is.
pub fn edges(lines: &[&TextLine], size: f32) -> (f32, f32) {
    lines
        .iter()
        .filter(|line| (line.size - size).abs() < OTHER_SIZE * size)
        .fold((f32::INFINITY, 0.0), |(left, right), line| {
            (line.x0.min(left), line.x1.max(right))
        })
}

/// How wide the part of the line is that cannot be broken.
fn first_word(line: &TextLine) -> f32 {
    let end = line
        .chars
        .iter()
        .position(|c| c.character.is_whitespace() || "-–—/‐".contains(c.character));
    let last = match end {
        Some(0) | None => line.chars.last(),
        Some(end) => line.chars.get(end - 1),
    };
    last.map_or(0.0, |last| last.x1 - line.x0)
}

/// `Some(true)` where the line at `place` is indented as a paragraph's first, `Some(false)` where it stands out to the left.
fn is_indented(lines: &[TextLine], place: usize) -> Option<bool> {
    let (above, line) = (lines.get(place.checked_sub(1)?)?, lines.get(place)?);
    let by = (line.x0 - above.x0) / line.size;
    let middles = ((line.x0 + line.x1) - (above.x0 + above.x1)).abs() / 2.0;
    if by.abs() < INDENT || middles < 0.3 * line.size {
        return None;
    }
    if by < 0.0 {
        // After a first line that was indented, or an item's bullet, the text goes on to the left of it.
        let before = place.checked_sub(2).and_then(|before| lines.get(before));
        let was_first = before.is_none_or(|before| above.x0 - before.x0 > INDENT * line.size)
            || place
                .checked_sub(2)
                .is_some_and(|_| ends_early(lines, place - 1));
        return (!was_first).then_some(true);
    }
    if item(above).is_some() {
        return None;
    }
    let next = lines.get(place + 1);
    let goes_back = next.is_some_and(|next| line.x0 - next.x0 > INDENT / 2.0 * line.size);
    goes_back.then_some(true)
}

/// Bullets.
const BULLETS: &[char] = &[
    '•', '◦', '▪', '■', '●', '○', '‣', '–', '—', '➢', '►', '✓', '\u{F0B7}', '\u{F0A7}', '\u{F0D8}',
];

/// Whether `line` begins an item of a list.
pub fn item(line: &TextLine) -> Option<Kind> {
    let at = |place: usize| line.chars.get(place).map(|c: &Char| c.character);
    let first = at(0)?;
    let after = |mut place: usize| {
        while at(place).is_some_and(char::is_whitespace) {
            place += 1;
        }
        place
    };
    let is_bullet = BULLETS.contains(&first) || first == '-' || first == 'o';
    if is_bullet && at(1).is_some_and(char::is_whitespace) && at(2).is_some() {
        return Some(Kind::Item {
            number: None,
            skip: after(1),
        });
    }
    if line.chars.first()?.raised {
        return None;
    }
    let figures: String = line
        .chars
        .iter()
        .map(|c| c.character)
        .take_while(char::is_ascii_digit)
        .collect();
    let number = figures.parse::<u32>().ok().filter(|_| figures.len() <= 3)?;
    let stop = figures.len();
    let is_stopped =
        matches!(at(stop), Some('.' | ')')) && at(stop + 1).is_some_and(char::is_whitespace);
    is_stopped.then(|| Kind::Item {
        number: Some(number),
        skip: after(stop + 1),
    })
}

/// Joins paragraphs that a page or column cuts in two.
pub fn join(regions: Vec<Vec<LineBlock>>, metrics: &Metrics, faces: &[Face]) -> Vec<LineBlock> {
    let mut joined: Vec<LineBlock> = Vec::new();
    let mut edges_above = (0.0, 0.0);
    for mut region in regions {
        let lines: Vec<&TextLine> = region
            .iter()
            .flat_map(|block| block.lines.iter().map(|(line, _)| line))
            .collect();
        let edges = edges(&lines, metrics.body);
        if let Some(open) = joined.iter().rposition(|block| !is_float(block, metrics))
            && let Some(place) = continuation(joined.get(open), &region, edges_above, faces)
        {
            let rest = region.remove(place);
            if let Some(block) = joined.get_mut(open) {
                block.lines.extend(rest.lines);
            }
        }
        edges_above = edges;
        joined.extend(region);
    }
    joined
}

/// Whether a block is no running text: a figure's words, a table.
fn is_float(block: &LineBlock, metrics: &Metrics) -> bool {
    block.kind == Kind::Text
        && (block.size() < 0.93 * metrics.body
            || block.lines.iter().filter(|(line, _)| line.cells).count() * 2 > block.lines.len())
}

/// The block of `region` that goes on with `open`.
fn continuation(
    open: Option<&LineBlock>,
    region: &[LineBlock],
    edges: (f32, f32),
    faces: &[Face],
) -> Option<usize> {
    let open = open?;
    let last = open.last()?;
    if matches!(open.kind, Kind::Heading(_) | Kind::Title) {
        return None;
    }
    let is_like = |block: &LineBlock| {
        block.kind == Kind::Text
            && (block.size() - last.size).abs() <= OTHER_SIZE * last.size
            && block.first().is_some_and(|first| {
                is_bold(first, faces) == is_bold(last, faces) || !is_bold(first, faces)
            })
    };
    let starts_lower = |block: &LineBlock| {
        let first = block
            .first()
            .and_then(|line| line.chars.iter().find(|c| !c.character.is_whitespace()));
        first.is_some_and(|c| c.character.is_lowercase())
    };
    let first = region.first()?;
    let is_open = !last.ends_sentence();
    if is_like(first) {
        let line = first.first()?;
        let fits = fits_after(last, line, edges.0, edges.1)
            || last.x1 + first_word(line) + ROOM * last.size < edges.1;
        let goes_on = match is_open {
            true => starts_lower(first) || !fits,
            false => !fits && !is_indented_first(first),
        };
        if goes_on {
            return Some(0);
        }
    }
    // A figure or table may stand at the head of the page.
    if !is_open {
        return None;
    }
    region
        .iter()
        .take(FLOATS)
        .position(|block| is_like(block) && starts_lower(block))
}

/// Whether the first line of a block is indented against the others.
fn is_indented_first(block: &LineBlock) -> bool {
    match block.lines.as_slice() {
        [(first, _), (second, _), ..] => first.x0 - second.x0 > 0.8 * first.size,
        _ => false,
    }
}
