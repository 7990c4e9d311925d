//! Running heads and page numbers: lines that stand at the edge of page after page.

use rustc_hash::FxHashMap;

use super::line::TextLine;
use super::page::Page;

/// The edge of a page, above and below, in parts of its height.
const EDGE: f32 = 0.12;
/// Rows of an edge that are looked at.
const ROWS: usize = 4;
/// Lines of the same words at the same height, within this many points …
const SAME_HEIGHT: f32 = 6.0;
/// … on so many pages are a running head.
const REPEATED: usize = 3;
/// Between two pages with one running head there are at most so many without: it may alternate, and the first page of a
/// chapter has none.
const PAGES_BETWEEN: usize = 2;
/// Lines whose baselines are this near, in points, stand side by side.
const SAME_ROW: f32 = 2.5;
/// In a document of two pages, so many.
const REPEATED_IN_SHORT: usize = 2;
/// A running head has at most so many characters.
const LONGEST: usize = 160;

/// Takes running heads and page numbers out of the lines of all pages.
pub fn remove(lines: &mut [Vec<TextLine>], pages: &[Page]) {
    let needed = if pages.len() < REPEATED {
        REPEATED_IN_SHORT
    } else {
        REPEATED
    };
    let edges: Vec<Vec<Edge>> = lines
        .iter()
        .zip(pages)
        .enumerate()
        .map(|(number, (lines, page))| edges(lines, page, number))
        .collect();
    let repeated = by_key(&edges);
    for (page, (lines, edges)) in lines.iter_mut().zip(&edges).enumerate() {
        let is_repeated = |edge: &Edge| {
            edge.keys.iter().any(|key| {
                let places = repeated.get(key.as_str()).map_or(&[][..], Vec::as_slice);
                let at_height = places
                    .iter()
                    .filter(|(_, y)| (y - edge.y).abs() <= SAME_HEIGHT);
                in_row(at_height.map(|&(page, _)| page), page) >= needed
            })
        };
        let is_furniture = |edge: &&Edge| {
            edge.artifact || edge.page_number && edge.outermost || !edge.note && is_repeated(edge)
        };
        // Text has nothing but furniture around it: what is within the first row of text is text.
        let doomed: Vec<usize> = [true, false]
            .into_iter()
            .flat_map(|above| {
                edges
                    .iter()
                    .filter(move |edge| edge.above == above)
                    .take_while(is_furniture)
            })
            .flat_map(|edge| edge.lines.clone())
            .collect();
        let mut place = 0;
        lines.retain(|_| {
            place += 1;
            !doomed.contains(&(place - 1))
        });
    }
}

/// The pages on which each key occurs, with the height there.
fn by_key(edges: &[Vec<Edge>]) -> FxHashMap<&str, Vec<(usize, f32)>> {
    let mut repeated: FxHashMap<&str, Vec<(usize, f32)>> = FxHashMap::default();
    for (page, edges) in edges.iter().enumerate() {
        for edge in edges {
            for key in &edge.keys {
                repeated.entry(key).or_default().push((page, edge.y));
            }
        }
    }
    repeated
}

/// How many of `pages`, in order, stand near each other around `page`: a running head is on page after page, the text of a
/// note is so by chance.
fn in_row(pages: impl Iterator<Item = usize>, page: usize) -> usize {
    let (mut count, mut last, mut has_page) = (0, None, false);
    for other in pages {
        if last == Some(other) {
            continue;
        }
        if last.is_some_and(|last| other - last > PAGES_BETWEEN) {
            if has_page {
                break;
            }
            count = 0;
        }
        has_page |= other == page;
        count += 1;
        last = Some(other);
    }
    if has_page { count } else { 0 }
}

/// A row at the edge of a page.
struct Edge {
    /// Its lines, as places among those of the page.
    lines: Vec<usize>,
    y: f32,
    /// What it has to share with rows of other pages to be one running head: its text, or its text but for a number that
    /// counts the pages.
    keys: Vec<String>,
    /// Whether it is a page number and nothing else.
    page_number: bool,
    artifact: bool,
    /// Whether it begins with a raised number, as notes do.
    note: bool,
    /// Whether it stands at the upper edge.
    above: bool,
    /// Whether no row is further out.
    outermost: bool,
}

fn edges(lines: &[TextLine], page: &Page, number: usize) -> Vec<Edge> {
    let rows: Vec<Vec<usize>> = rows(lines);
    let y = |row: &[usize]| {
        row.first()
            .and_then(|&line| lines.get(line))
            .map_or(0.0, |line| line.y)
    };
    let above = rows
        .iter()
        .take_while(|row| y(row) <= page.height * EDGE)
        .take(ROWS);
    let below = rows
        .iter()
        .rev()
        .take_while(|row| y(row) >= page.height * (1.0 - EDGE))
        .take(ROWS);
    let above = above.enumerate().map(|(place, row)| (true, place, row));
    let below = below.enumerate().map(|(place, row)| (false, place, row));
    above
        .chain(below)
        .filter_map(|(above, place, row)| {
            let parts: Vec<&TextLine> = row.iter().filter_map(|&line| lines.get(line)).collect();
            let text = parts
                .iter()
                .map(|line| line.text())
                .collect::<Vec<_>>()
                .join(" ");
            let edge = Edge {
                lines: row.clone(),
                y: y(row),
                keys: keys(&text, number),
                page_number: is_page_number(&text),
                artifact: parts.iter().all(|line| line.artifact),
                note: parts.first()?.chars.first().is_some_and(|c| c.raised),
                above,
                outermost: place == 0 && rows.len() > 1,
            };
            (text.chars().count() <= LONGEST).then_some(edge)
        })
        .collect()
}

/// The lines of a page, those side by side together.
fn rows(lines: &[TextLine]) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut last = f32::NEG_INFINITY;
    for (place, line) in lines.iter().enumerate() {
        match rows.last_mut() {
            Some(row) if line.y - last <= SAME_ROW => row.push(place),
            _ => {
                rows.push(vec![place]);
                last = line.y;
            }
        }
    }
    rows
}

/// The keys of a line on the page that is `page` in the file.
fn keys(text: &str, page: usize) -> Vec<String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut keys = Vec::new();
    let offset = |number: i64| number - i64::try_from(page).unwrap_or_default();
    if let Some(number) = roman(&text) {
        keys.push(format!("#{}", offset(i64::from(number))));
    }
    let mut rest = text.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = rest[start..]
            .find(|c: char| !c.is_ascii_digit())
            .map_or(rest.len(), |end| start + end);
        let from = text.len() - rest.len();
        if let Ok(number) = rest[start..end].parse::<i64>() {
            let (before, after) = (&text[..from + start], &text[from + end..]);
            keys.push(format!("{before}#{}#{after}", offset(number)));
        }
        rest = &rest[end..];
    }
    keys.push(text);
    keys
}

/// Whether `text` is a page number: `12`, `– 12 –`, `Page 12 of 40`, `xii`, `12/40`.
fn is_page_number(text: &str) -> bool {
    let trimmed = text.trim_matches(|c: char| !c.is_alphanumeric());
    if roman(trimmed).is_some() {
        return true;
    }
    let mut numbers = 0;
    for word in trimmed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let is_number = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number && !PAGE_WORDS.contains(&word.to_lowercase().as_str()) {
            return false;
        }
        numbers += usize::from(is_number);
    }
    (1..=2).contains(&numbers)
}

/// Words beside a page number, by language.
const PAGE_WORDS: &[&str] = &[
    "page", "of", "p", "pg", // English
    "seite", "von", "s", // German
    "de", "sur", "página", "pág", "pagina", "di", "van", // French, Spanish, Italian, Dutch
];

/// A number in small Roman figures, up to 89.
fn roman(text: &str) -> Option<u32> {
    let value = |c| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    let values: Vec<u32> = text.chars().map(value).collect::<Option<_>>()?;
    if values.is_empty() || values.len() > 8 {
        return None;
    }
    let mut sum = 0;
    for (place, &own) in values.iter().enumerate() {
        let next = values.get(place + 1).copied().unwrap_or(0);
        sum = if own < next {
            sum - own as i32
        } else {
            sum + own as i32
        };
    }
    u32::try_from(sum).ok().filter(|&sum| sum > 0)
}
