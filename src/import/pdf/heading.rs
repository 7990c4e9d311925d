//! Headings and the title: by size, weight and place, and by the file's bookmarks.

use super::metrics::Metrics;
use super::page::{Bookmark, Face};
use super::paragraph::{Kind, LineBlock, is_bold};

/// From this size on, in parts of that of running text, a short block is a heading.
const LARGE: f32 = 1.08;
/// The title is at least this large.
const TITLE: f32 = 1.25;
/// A heading has at most so many lines …
const LINES: usize = 4;
/// … and characters.
const LONGEST: usize = 220;
/// A bold line in text size is a heading up to this length.
const LONGEST_BOLD: usize = 120;
/// A large line that ends as a sentence does is a heading up to this length.
const LONGEST_SENTENCE: usize = 60;
/// What leads to the page number in a table of contents.
const LEADERS: (&str, &str) = (". . . .", ".....");
/// Words that captions begin with, before their number.
const CAPTIONS: &[&str] = &[
    "figure",
    "fig",
    "table",
    "chart",
    "box",
    "map", // English
    "abbildung",
    "abb",
    "tabelle",
    "karte", // German
    "tableau",
    "graphique",
    "encadré",
    "carte", // French
    "gráfico",
    "cuadro",
    "tabla",
    "figura",
    "mapa", // Spanish
];
/// Sizes within this many points are one level.
const ONE_SIZE: f32 = 0.4;
/// A page with so many characters in text size has running text.
const TEXT: usize = 400;
/// Markdown has so many levels.
const DEEPEST: usize = 6;
/// So many bookmarks found as lines tell what headings look like.
const BOOKMARKS: usize = 3;

/// How a heading is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
struct HeadingStyle {
    size: f32,
    bold: bool,
    capitals: bool,
}

/// Marks headings and the title among the blocks.
pub fn mark(
    regions: &mut [Vec<LineBlock>],
    metrics: &Metrics,
    faces: &[Face],
    bookmarks: &[Bookmark],
) {
    let named = by_bookmarks(regions, bookmarks);
    let styles: Vec<HeadingStyle> = named
        .iter()
        .filter_map(|&(region, block, _)| style(regions.get(region)?.get(block)?, faces))
        .collect();
    let mut found: Vec<(usize, usize, HeadingStyle)> = Vec::new();
    for number in 0..regions.len() {
        let Some(region) = regions.get(number) else {
            continue;
        };
        for (place, block) in region.iter().enumerate() {
            let Some(style) = style(block, faces) else {
                continue;
            };
            let is_named = named.iter().any(|&(r, b, _)| (r, b) == (number, place));
            let next = region
                .get(place + 1)
                .or_else(|| regions.get(number + 1)?.first());
            let is_like_named = named.len() < BOOKMARKS
                || style.size >= LARGE * metrics.body
                || styles.iter().any(|known| {
                    (known.size - style.size).abs() < ONE_SIZE && known.bold == style.bold
                        || style.size > known.size
                });
            if is_named || is_like_named && is_heading(block, style, next, metrics, faces) {
                found.push((number, place, style));
            }
        }
    }
    let title = take_title(&mut found, regions, metrics);
    drop_cover(&mut found, &named, regions, metrics);
    if let Some((region, place)) = title
        && let Some(block) = regions
            .get_mut(region)
            .and_then(|region| region.get_mut(place))
    {
        block.kind = Kind::Title;
    }
    set_levels(regions, &found, &named);
}

/// How deep each style stands, the largest first: as its bookmarks say, else one deeper than the one before.
fn depths(
    styles: &[HeadingStyle],
    found: &[(usize, usize, HeadingStyle)],
    depth_of: &dyn Fn(usize, usize) -> Option<usize>,
) -> Vec<usize> {
    let mut depths: Vec<usize> = Vec::new();
    for style in styles {
        let named = found.iter().filter(|(_, _, other)| is_one(*other, *style));
        let known = named
            .filter_map(|&(region, place, _)| depth_of(region, place))
            .min();
        depths.push(known.unwrap_or_else(|| depths.last().map_or(0, |depth| depth + 1)));
    }
    depths
}

/// Whether `text` is the caption of a figure or table.
fn is_caption(text: &str) -> bool {
    let mut words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default().to_lowercase();
    let is_numbered = words.next().is_some_and(|word| {
        word.chars()
            .all(|c| c.is_ascii_digit() || "IVX".contains(c))
    });
    CAPTIONS.contains(&first.as_str()) && is_numbered
}

/// Gives each heading its level: by its bookmark, else by its size among all headings.
fn set_levels(
    regions: &mut [Vec<LineBlock>],
    found: &[(usize, usize, HeadingStyle)],
    named: &[(usize, usize, usize)],
) {
    let mut styles: Vec<HeadingStyle> = Vec::new();
    for &(_, _, style) in found {
        if !styles.iter().any(|known| is_one(*known, style)) {
            styles.push(style);
        }
    }
    styles.sort_by(|a, b| {
        b.size
            .total_cmp(&a.size)
            .then(b.bold.cmp(&a.bold))
            .then(b.capitals.cmp(&a.capitals))
    });
    let depth_of = |region: usize, place: usize| {
        named
            .iter()
            .find(|&&(r, b, _)| (r, b) == (region, place))
            .map(|&(_, _, depth)| depth)
    };
    let depths = depths(&styles, found, &depth_of);
    let own_depth = |&(region, place, style): &(usize, usize, HeadingStyle)| {
        let rank = styles
            .iter()
            .position(|known| is_one(*known, style))
            .unwrap_or(0);
        depth_of(region, place)
            .or_else(|| depths.get(rank).copied())
            .unwrap_or(0)
    };
    let mut used: Vec<usize> = found.iter().map(own_depth).collect();
    used.sort_unstable();
    used.dedup();
    for heading in found {
        let &(region, place, _) = heading;
        let depth = used
            .iter()
            .position(|&depth| depth == own_depth(heading))
            .unwrap_or(0);
        let level = u8::try_from(depth.min(DEEPEST - 1) + 1).unwrap_or(1);
        if let Some(block) = regions
            .get_mut(region)
            .and_then(|region| region.get_mut(place))
        {
            block.kind = Kind::Heading(level);
        }
    }
}

fn is_one(a: HeadingStyle, b: HeadingStyle) -> bool {
    (a.size - b.size).abs() < ONE_SIZE && a.bold == b.bold && a.capitals == b.capitals
}

/// The style of a block that may be a heading by its length and words.
fn style(block: &LineBlock, faces: &[Face]) -> Option<HeadingStyle> {
    let text = block.text();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_short = block.lines.len() <= LINES && text.chars().count() <= LONGEST;
    if !is_short || letters < 2 || block.lines.iter().any(|(line, _)| line.cells) {
        return None;
    }
    let bold = block.lines.iter().all(|(line, _)| is_bold(line, faces));
    let capitals = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(|c| !c.is_lowercase());
    Some(HeadingStyle {
        size: block.size(),
        bold,
        capitals,
    })
}

fn is_heading(
    block: &LineBlock,
    style: HeadingStyle,
    next: Option<&LineBlock>,
    metrics: &Metrics,
    faces: &[Face],
) -> bool {
    let text = block.text();
    let text = text.trim();
    if matches!(block.kind, Kind::Item { number: None, .. }) || text.ends_with([',', ';']) {
        return false;
    }
    let ends_sentence = text.ends_with(['.', ':']);
    if is_caption(text) || text.contains(LEADERS.0) || text.contains(LEADERS.1) {
        return false;
    }
    if style.size >= LARGE * metrics.body {
        return !(ends_sentence && text.chars().count() > LONGEST_SENTENCE);
    }
    // The text of an item hangs beside its number.
    let left = block.first().map_or(0.0, |line| line.x0);
    let hangs = next
        .and_then(LineBlock::first)
        .is_some_and(|line| line.x0 > left + 0.5 * line.size);
    if matches!(block.kind, Kind::Item { .. }) && hangs {
        return false;
    }
    // In text size, what follows has to be running text.
    let is_above_text = next.is_some_and(|next| {
        !next.lines.iter().all(|(line, _)| is_bold(line, faces))
            && next.size() <= metrics.body * LARGE
    });
    style.bold
        && style.size >= 0.95 * metrics.body
        && block.lines.len() <= 2
        && text.chars().count() <= LONGEST_BOLD
        && !ends_sentence
        && is_above_text
}

/// Takes the title out of the headings: the largest of the first page.
fn take_title(
    found: &mut Vec<(usize, usize, HeadingStyle)>,
    regions: &[Vec<LineBlock>],
    metrics: &Metrics,
) -> Option<(usize, usize)> {
    let page = first_page(regions);
    let is_on_page = |region: usize, place: usize| {
        regions
            .get(region)
            .and_then(|region| region.get(place))
            .and_then(LineBlock::first)
            .is_some_and(|line| line.page == page)
    };
    let on_page = found
        .iter()
        .filter(|(region, place, _)| is_on_page(*region, *place));
    let largest = on_page.map(|(_, _, style)| style.size).fold(0.0, f32::max);
    let first = found.iter().position(|(region, place, style)| {
        is_on_page(*region, *place)
            && style.size > largest - ONE_SIZE
            && style.size >= TITLE * metrics.body
    })?;
    let (region, place, _) = found.remove(first);
    Some((region, place))
}

/// On the page of the title and before it, large lines are names, dates and mottos, but for those that running text follows
/// or whose style headings have elsewhere.
fn drop_cover(
    found: &mut Vec<(usize, usize, HeadingStyle)>,
    named: &[(usize, usize, usize)],
    regions: &[Vec<LineBlock>],
    metrics: &Metrics,
) {
    let page = |region: usize, place: usize| {
        regions
            .get(region)
            .and_then(|region| region.get(place))
            .and_then(LineBlock::first)
            .map(|line| line.page)
    };
    let cover = Some(first_page(regions));
    let all = found.clone();
    let text = text_page(regions, metrics);
    found.retain(|&(region, place, style)| {
        let next = regions.get(region).and_then(|region| region.get(place + 1));
        let is_above_text = next.is_some_and(|next| {
            next.kind == Kind::Text && next.size() < LARGE * metrics.body && next.lines.len() > 1
        });
        let is_usual = || {
            all.iter()
                .any(|&(r, p, other)| page(r, p) > cover && is_one(other, style))
        };
        let is_named = || named.iter().any(|&(r, p, _)| (r, p) == (region, place));
        is_named()
            || page(region, place) >= text
                && (page(region, place) > cover || is_above_text || is_usual())
    });
}

/// The first page with running text.
fn text_page(regions: &[Vec<LineBlock>], metrics: &Metrics) -> Option<usize> {
    let mut text: Option<(usize, usize)> = None;
    for line in regions
        .iter()
        .flatten()
        .flat_map(|block| &block.lines)
        .map(|(line, _)| line)
    {
        let length = if line.size < LARGE * metrics.body {
            line.chars.len()
        } else {
            0
        };
        text = Some(match text {
            Some((page, sum)) if page == line.page => (page, sum + length),
            _ => (line.page, length),
        });
        if text.is_some_and(|(_, sum)| sum > TEXT) {
            break;
        }
    }
    text.map(|(page, _)| page)
}

fn first_page(regions: &[Vec<LineBlock>]) -> usize {
    regions
        .iter()
        .flatten()
        .find_map(LineBlock::first)
        .map_or(0, |line| line.page)
}

/// Blocks that are bookmarks: region, block, depth.
fn by_bookmarks(regions: &[Vec<LineBlock>], bookmarks: &[Bookmark]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for (number, region) in regions.iter().enumerate() {
        for (place, block) in region.iter().enumerate() {
            if block.lines.len() > LINES || matches!(block.kind, Kind::Item { number: None, .. }) {
                continue;
            }
            let (words, page) = (letters(&block.text()), block.first().map(|line| line.page));
            let named = bookmarks.iter().find(|bookmark| {
                (bookmark.page == page || bookmark.page.is_none())
                    && letters(&bookmark.title) == words
            });
            if let Some(bookmark) = named.filter(|_| !words.is_empty()) {
                found.push((number, place, bookmark.depth));
            }
        }
    }
    found
}

/// The letters and figures of a text, by which it is compared.
pub fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
