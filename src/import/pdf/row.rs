//! Puts the glyphs of a page together to rows.
//!
//! Glyphs that the file draws one after the other on one baseline are a run; runs on one baseline are a row, to which raised
//! and lowered runs are added.

use super::page::Glyph;

/// Runs whose baselines differ by less than this part of the font size stand on one row.
const SAME_BASELINE: f32 = 0.12;
/// Glyphs of one run follow each other within these parts of the font size.
const RUN_GAP: (f32, f32) = (-0.4, 0.9);
/// A raised run is at most this large, in parts of the size of its line.
const RAISED_SIZE: f32 = 0.88;
/// A raised run's baseline is this far above that of its line.
const RAISED_BY: (f32, f32) = (0.1, 0.85);
/// A lowered run's baseline is at most this far below.
const LOWERED_BY: f32 = 0.4;
/// A raised run has at most so many characters: a longer one is a line of another column.
const LONGEST_RAISED: usize = 16;
/// A raised run follows what it belongs to within this gap, in parts of the line's size …
const RAISED_AFTER: f32 = 0.6;
/// … or goes before it within this, as the number of a note does.
const RAISED_BEFORE: f32 = 2.5;
/// A raised run as large as its line has figures alone, at most so many.
const LARGE_RAISED_FIGURES: usize = 4;
/// Two glyphs of one character within this part of the font size are one, printed twice to look bold.
const OVERPRINT: f32 = 0.08;
/// A marker alone on a line is at most this large, in parts of the size of the line above …
const ALONE_SIZE: f32 = 0.8;
/// … and its baseline at most this far below that line's …
const ALONE_BELOW: f32 = 1.5;
/// … and about this far above where its own line's would be.
const ALONE_RAISED: f32 = 0.26;
/// A run's row is looked for among so many neighbours: a page of columns has rows of several columns in between.
const REACH: usize = 6;

/// Glyphs drawn one after the other on one baseline.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    pub x0: f32,
    pub x1: f32,
    pub y: f32,
    pub size: f32,
    /// Glyphs that are no space, each with whether a space was drawn before it.
    pub glyphs: Vec<(Glyph, bool)>,
    pub raised: bool,
}

pub fn runs(glyphs: &[Glyph]) -> Vec<GlyphRun> {
    let mut runs: Vec<GlyphRun> = Vec::new();
    let mut space = false;
    for glyph in glyphs {
        if glyph.character.is_whitespace() || glyph.character.is_control() {
            space = true;
            continue;
        }
        match runs.last_mut() {
            Some(run) if is_overprint(run, glyph) => {}
            Some(run) if follows(run, glyph) => {
                run.x1 = run.x1.max(glyph.x1);
                run.glyphs.push((*glyph, space));
            }
            _ => runs.push(GlyphRun {
                x0: glyph.x0,
                x1: glyph.x1,
                y: glyph.y,
                size: glyph.size,
                glyphs: vec![(*glyph, space)],
                raised: false,
            }),
        }
        space = false;
    }
    runs
}

fn follows(run: &GlyphRun, glyph: &Glyph) -> bool {
    let gap = (glyph.x0 - run.x1) / run.size;
    (glyph.y - run.y).abs() < SAME_BASELINE / 4.0 * run.size
        && (glyph.size - run.size).abs() < 0.02 * run.size
        && (RUN_GAP.0..RUN_GAP.1).contains(&gap)
}

fn is_overprint(run: &GlyphRun, glyph: &Glyph) -> bool {
    run.glyphs
        .last()
        .is_some_and(|(last, _)| is_same(last, glyph))
}

fn is_same(one: &Glyph, other: &Glyph) -> bool {
    let tolerance = OVERPRINT * one.size;
    one.character == other.character
        && (one.x0 - other.x0).abs() < tolerance
        && (one.y - other.y).abs() < tolerance
}

/// Whether `other` prints the words of `one` again at nearly the same place.
fn is_printed_again(one: &GlyphRun, other: &GlyphRun) -> bool {
    one.glyphs.len() == other.glyphs.len()
        && one
            .glyphs
            .iter()
            .zip(&other.glyphs)
            .all(|((a, _), (b, _))| is_same(a, b))
}

/// Runs on one baseline, with what is raised above them or lowered below.
#[derive(Debug)]
pub struct Row {
    pub y: f32,
    pub size: f32,
    pub runs: Vec<GlyphRun>,
}

pub fn rows(mut runs: Vec<GlyphRun>) -> Vec<Row> {
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for run in runs {
        // Rows are in order of their baselines: only the last ones can be near.
        let near = rows
            .iter_mut()
            .rev()
            .take(8)
            .find(|row| (row.y - run.y).abs() <= SAME_BASELINE * row.size.min(run.size));
        match near {
            Some(row) if row.runs.iter().any(|known| is_printed_again(known, &run)) => {}
            Some(row) => {
                if run.size > row.size {
                    (row.size, row.y) = (run.size, run.y);
                }
                row.runs.push(run);
            }
            None => rows.push(Row {
                y: run.y,
                size: run.size,
                runs: vec![run],
            }),
        }
    }
    attach_raised(&mut rows);
    rows
}

/// Moves raised and lowered runs from rows of their own into the row that they belong to.
fn attach_raised(rows: &mut Vec<Row>) {
    for place in 0..rows.len() {
        let Some(row) = rows.get_mut(place) else {
            return;
        };
        let runs = std::mem::take(&mut row.runs);
        let mut left = Vec::new();
        for mut run in runs {
            let home = (place.saturating_sub(REACH)..rows.len().min(place + REACH + 1))
                .filter(|&other| other != place)
                .find(|&other| rows.get(other).is_some_and(|row| belongs(&run, row)));
            match home.and_then(|home| rows.get_mut(home)) {
                Some(home) => {
                    run.raised = run.y < home.y;
                    home.runs.push(run);
                }
                None => left.push(run),
            }
        }
        if let Some(row) = rows.get_mut(place) {
            row.runs.extend(left);
        }
    }
    rows.retain(|row| !row.runs.is_empty());
    raise_alone(rows);
}

/// A marker for which there was no room at the end of its line stands alone on the next, as raised as it would be there.
fn raise_alone(rows: &mut [Row]) {
    let mut above: Option<(f32, f32, f32)> = None;
    for row in rows {
        if let (Some((y, size, x0)), [run]) = (above, row.runs.as_mut_slice()) {
            let is_marker = run.size <= ALONE_SIZE * size
                && run.glyphs.len() <= LARGE_RAISED_FIGURES
                && run
                    .glyphs
                    .iter()
                    .all(|(glyph, _)| glyph.character.is_ascii_digit());
            let is_next = row.y - y < ALONE_BELOW * size && (run.x0 - x0).abs() < size;
            if is_marker && is_next {
                run.raised = true;
                (row.size, row.y) = (size, row.y + ALONE_RAISED * size);
            }
        }
        let x0 = row
            .runs
            .iter()
            .map(|run| run.x0)
            .fold(f32::INFINITY, f32::min);
        above = Some((row.y, row.size, x0));
    }
}

fn belongs(run: &GlyphRun, row: &Row) -> bool {
    let by = (row.y - run.y) / row.size;
    let is_placed = (RAISED_BY.0..=RAISED_BY.1).contains(&by) || (-LOWERED_BY..0.0).contains(&by);
    let is_small = run.size <= RAISED_SIZE * row.size;
    let is_figures = by > 0.0
        && run.glyphs.len() <= LARGE_RAISED_FIGURES
        && run.size <= 1.05 * row.size
        && run
            .glyphs
            .iter()
            .all(|(glyph, _)| glyph.character.is_ascii_digit());
    let is_short = run.glyphs.len() <= LONGEST_RAISED;
    if !is_placed || !is_short || !(is_small || is_figures) {
        return false;
    }
    let tolerance = 0.15 * run.size;
    let mut is_beside = false;
    for other in &row.runs {
        if other.x0 < run.x1 - tolerance && run.x0 + tolerance < other.x1 {
            return false;
        }
        let (after, before) = (run.x0 - other.x1, other.x0 - run.x1);
        is_beside |= (-tolerance..RAISED_AFTER * row.size).contains(&after)
            || is_small && (-tolerance..RAISED_BEFORE * row.size).contains(&before);
    }
    is_beside
}
