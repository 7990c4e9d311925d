//! Puts the lines of a page into the order of reading: columns from the left, each from above.
//!
//! A gutter is a height of the page in which no line crosses a place, with prose on both sides of it. What stands above and
//! below a gutter, and each side of it, is looked at again in the same way.

use super::line::TextLine;

/// A gutter is at least this wide, in parts of the lines' font size.
const GUTTER: f32 = 0.7;
/// So many lines at least on both sides.
const LINES: usize = 4;
/// Half of the lines of a column fill this part of its width: in a table they do not.
const FILLED: f32 = 0.66;
/// A column is at least this wide, in parts of the font size: narrower are numbers and bullets.
const COLUMN: f32 = 9.0;
/// Text in the margin has so many lines at least …
const SIDE_LINES: usize = 2;
/// … of which half stand this far, in points, from any line of the column.
const ALIGNED: f32 = 1.5;
/// How often the page is cut.
const DEPTH: usize = 6;
/// Lines whose baselines differ by less than this part of the font size are one row.
const ROW: f32 = 0.3;

/// Lines that are read one after the other from above: a column, or the whole width of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// The page, from 0.
    pub page: usize,
    /// Its place among all regions of the document, in the order of reading.
    pub order: usize,
    /// Its lines.
    pub lines: Vec<TextLine>,
}

/// The regions of a page in the order of reading.
pub fn regions(lines: Vec<TextLine>, page: usize) -> Vec<Region> {
    let mut regions = Vec::new();
    split(lines, 0, &mut regions);
    regions
        .into_iter()
        .map(|lines| Region {
            page,
            order: 0,
            lines,
        })
        .collect()
}

fn split(lines: Vec<TextLine>, depth: usize, regions: &mut Vec<Vec<TextLine>>) {
    let cut = if depth < DEPTH {
        best_gutter(&lines)
    } else {
        None
    };
    let Some(gutter) = cut else {
        let joined = join_rows(lines);
        if !joined.is_empty() {
            regions.push(joined);
        }
        return;
    };
    let (mut above, mut left, mut right, mut below) = (vec![], vec![], vec![], vec![]);
    for line in lines {
        let side = if line.y < gutter.y0 {
            &mut above
        } else if line.y > gutter.y1 {
            &mut below
        } else if line.x0 < gutter.x {
            &mut left
        } else {
            &mut right
        };
        side.push(line);
    }
    for part in [above, left, right, below] {
        if !part.is_empty() {
            split(part, depth + 1, regions);
        }
    }
}

#[derive(Clone, Copy)]
struct Gutter {
    x: f32,
    y0: f32,
    y1: f32,
    lines: usize,
}

fn best_gutter(lines: &[TextLine]) -> Option<Gutter> {
    let mut best: Option<Gutter> = None;
    let mut tried: Vec<f32> = Vec::new();
    for line in lines {
        // A column begins where lines begin: the gutter ends just before.
        let x = line.x0 - 0.5;
        if tried.iter().any(|other| (other - x).abs() < 2.0) {
            continue;
        }
        tried.push(x);
        for gutter in gutters_at(lines, x) {
            if best.is_none_or(|best| gutter.lines > best.lines) {
                best = Some(gutter);
            }
        }
    }
    best
}

/// The gutters just before `x`: heights of the page that no line crosses there, with a column on both sides.
fn gutters_at(lines: &[TextLine], x: f32) -> Vec<Gutter> {
    let crosses = |line: &TextLine| line.x0 < x && line.x1 > x - GUTTER * line.size;
    let mut found = Vec::new();
    let mut stretch: Vec<&TextLine> = Vec::new();
    for row in lines.chunk_by(is_one_row) {
        if row.iter().any(crosses) {
            found.extend(gutter(&stretch, x));
            stretch.clear();
        } else {
            stretch.extend(row);
        }
    }
    found.extend(gutter(&stretch, x));
    found
}

fn gutter(lines: &[&TextLine], x: f32) -> Option<Gutter> {
    let (left, right): (Vec<&TextLine>, Vec<&TextLine>) =
        lines.iter().partition(|line| line.x0 < x);
    let (is_left, is_right) = (is_column(&left), is_column(&right));
    let are_columns = is_left && is_right && stand_beside(&left, &right, LINES);
    let has_side = is_right && is_side(&left, &right) || is_left && is_side(&right, &left);
    if !are_columns && !has_side {
        return None;
    }
    let y0 = left.first()?.y.min(right.first()?.y);
    let y1 = left.last()?.y.max(right.last()?.y);
    Some(Gutter {
        x,
        y0,
        y1,
        lines: lines.len(),
    })
}

/// Whether at least `count` lines of each stand at the height of the other.
fn stand_beside(one: &[&TextLine], other: &[&TextLine], count: usize) -> bool {
    let (Some(first), Some(last)) = (one.first().zip(other.first()), one.last().zip(other.last()))
    else {
        return false;
    };
    let (y0, y1) = (first.0.y.max(first.1.y), last.0.y.min(last.1.y));
    let beside = |side: &[&TextLine]| {
        side.iter()
            .filter(|line| (y0 - 1.0..=y1 + 1.0).contains(&line.y))
            .count()
            >= count
    };
    beside(one) && beside(other)
}

/// Whether `side` are a few lines beside a column, as a heading in the margin is: their baselines are their own. In a
/// table, a cell shares the baselines of its row.
fn is_side(side: &[&TextLine], column: &[&TextLine]) -> bool {
    let own = side
        .iter()
        .filter(|line| {
            column
                .iter()
                .all(|other| (other.y - line.y).abs() > ALIGNED)
        })
        .count();
    let width = side
        .iter()
        .map(|line| line.x1 - line.x0)
        .fold(0.0, f32::max);
    let size = side.first().map_or(0.0, |line| line.size);
    let (Some(first), Some(last)) = (column.first(), column.last()) else {
        return false;
    };
    let within = |line: &&&TextLine| line.y > first.y - line.size && line.y < last.y + line.size;
    side.len() >= SIDE_LINES
        && own * 2 >= side.len()
        && width >= COLUMN * size
        && side.iter().filter(within).count() == side.len()
}

fn is_column(lines: &[&TextLine]) -> bool {
    let x0 = lines
        .iter()
        .map(|line| line.x0)
        .fold(f32::INFINITY, f32::min);
    let x1 = lines
        .iter()
        .map(|line| line.x1)
        .fold(f32::NEG_INFINITY, f32::max);
    let mut sizes: Vec<f32> = lines.iter().map(|line| line.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    if lines.len() < LINES || x1 - x0 < COLUMN * size {
        return false;
    }
    let mut rows: Vec<(f32, f32)> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some((y, width)) if (*y - line.y).abs() < ROW * line.size => {
                *width += line.x1 - line.x0
            }
            _ => rows.push((line.y, line.x1 - line.x0)),
        }
    }
    let filled = rows
        .iter()
        .filter(|(_, width)| *width > FILLED * (x1 - x0))
        .count();
    rows.len() >= LINES && filled * 2 >= rows.len()
}

fn is_one_row(a: &TextLine, b: &TextLine) -> bool {
    (a.y - b.y).abs() < ROW * a.size.min(b.size)
}

/// Joins what was cut on one row and is in one region after all.
fn join_rows(mut lines: Vec<TextLine>) -> Vec<TextLine> {
    lines.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<TextLine>> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if row.last().is_some_and(|last| is_one_row(last, &line)) => {
                row.push(line);
            }
            _ => rows.push(vec![line]),
        }
    }
    rows.into_iter()
        .filter_map(|mut row| {
            row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
            row.into_iter().reduce(|mut all, line| {
                all.append(line);
                all
            })
        })
        .collect()
}
