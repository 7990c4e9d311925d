//! How the work on a text grows with its length, after the quadratic fuzzer of comrak: repeats, sandwiches and trees
//! of random atoms, at one length and at four times that.

use super::inputs::Pattern;
use super::work::{Work, works};

/// How many times longer the other is.
pub const TIMES: usize = 4;

/// How many times what the shorter takes the longer may take. Linear is 4 times, quadratic 16.
pub const MOST_TIMES: u64 = 9;

/// The most memory, in bytes: so many times the text, and so much beside it.
const MOST_MEMORY: (usize, usize) = (20, 15_000_000);

/// Work that grows faster than its text.
pub struct Fast {
    /// What was done.
    pub work: &'static str,
    /// What the shorter and the longer text took.
    pub took: (u64, u64),
}

/// The work on texts of `pattern`, the shorter one of `short` bytes, of which `measure` says that it grows faster than
/// they do. What takes less than `least` for the longer one is linear.
pub fn fast(
    pattern: &Pattern,
    short: usize,
    least: u64,
    measure: impl Fn(&Work, &str) -> u64,
) -> Vec<Fast> {
    let (short, long) = (pattern.text(short), pattern.text(short * TIMES));
    let works = works(pattern.language).iter();
    let grown = works.filter_map(|work| {
        let took = (measure(work, &short), measure(work, &long));
        let fast = took.1 > least && took.1 > took.0 * MOST_TIMES;
        fast.then_some(Fast {
            work: work.name,
            took,
        })
    });
    grown.collect()
}

/// The most memory that work on a text of `len` bytes may take, in bytes.
pub fn most_memory(len: usize) -> usize {
    let (times, beside) = MOST_MEMORY;
    len * times + beside
}
