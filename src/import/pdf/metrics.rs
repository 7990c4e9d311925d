//! What is usual in a document: the size of its text, the distance of its lines.

use super::columns::Region;

/// Sizes within this many points are one.
const SIZE_STEP: f32 = 0.25;
/// A larger size is that of the text, though notes have more characters, where it has this part of them …
const BODY_SHARE: usize = 3;
/// … and is at most this many times as large.
const BODY_RATIO: f32 = 1.6;
/// Text of notes is at most this large, in parts of the size of running text.
pub const SMALL: f32 = 0.95;

/// What is usual in a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// Font size of running text.
    pub body: f32,
    /// Distance of its baselines.
    pub leading: f32,
}

impl Metrics {
    /// Measures the regions of a document.
    pub fn of<'a>(regions: impl Iterator<Item = &'a Region> + Clone) -> Self {
        let lines = || regions.clone().flat_map(|region| &region.lines);
        let mut sizes = counts(lines().map(|line| (line.size, line.chars.len())));
        sizes.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        let most = sizes.first().copied().unwrap_or((10.0, 1));
        let body = sizes
            .iter()
            .filter(|(size, count)| *size < most.0 * BODY_RATIO && count * BODY_SHARE >= most.1)
            .map(|&(size, _)| size)
            .fold(most.0, f32::max);
        let gaps = regions.clone().flat_map(|region| {
            region.lines.windows(2).filter_map(move |pair| match pair {
                [a, b]
                    if (a.size - body).abs() < SIZE_STEP && (b.size - body).abs() < SIZE_STEP =>
                {
                    Some((b.y - a.y, 1))
                }
                _ => None,
            })
        });
        let gaps = counts(gaps.filter(|(gap, _)| *gap > body * 0.9 && *gap < body * 3.0));
        let leading = gaps
            .iter()
            .max_by_key(|&&(_, count)| count)
            .map_or(body * 1.2, |&(gap, _)| gap);
        Self { body, leading }
    }
}

/// Values that are nearly one, with how often they occur.
fn counts(values: impl Iterator<Item = (f32, usize)>) -> Vec<(f32, usize)> {
    let mut counts: Vec<(f32, usize)> = Vec::new();
    for (value, weight) in values {
        match counts
            .iter_mut()
            .find(|(known, _)| (*known - value).abs() < SIZE_STEP)
        {
            Some((_, count)) => *count += weight,
            None => counts.push((value, weight)),
        }
    }
    counts
}
