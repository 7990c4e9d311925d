//! The memory that work takes grows with its text: random patterns from a seed, and those that the fuzzer of growth
//! (`fuzz`) has found. What is allocated is counted, and no time: that is for the fuzzer, by hand.

#[path = "../fuzz/growth.rs"]
mod growth;
#[path = "../fuzz/inputs.rs"]
mod inputs;
#[path = "../fuzz/work.rs"]
mod work;

use fastrand::Rng;
use peak_alloc::PeakAlloc;

use growth::{TIMES, fast, most_memory};
use inputs::{LANGUAGES, Pattern, pattern};
use work::{Work, works};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// The shorter of two texts, in bytes.
const SHORT: usize = 2_000;

/// Memory below this is linear, in bytes.
const LEAST: u64 = 3_000_000;

/// How many random patterns of each language are tried.
const TRIES: u64 = 2;

/// The most memory that it takes at once, in bytes.
fn memory(work: &Work, text: &str) -> u64 {
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    (work.run)(text);
    ALLOCATOR.peak_usage().saturating_sub(before) as u64
}

fn assert_linear(pattern: &Pattern) {
    let fast = fast(pattern, SHORT, LEAST, memory);
    let fast: Vec<_> = fast.iter().map(|it| (&it.work, &it.took)).collect();
    assert!(fast.is_empty(), "{fast:?} bytes: {pattern}");
    let long = pattern.text(SHORT * TIMES);
    for work in works(pattern.language) {
        let bytes = memory(work, &long) as usize;
        assert!(
            bytes < most_memory(long.len()),
            "{}: {bytes} bytes: {pattern}",
            work.name
        );
    }
}

/// One test, for memory is counted for all threads.
#[test]
fn memory_grows_with_the_text() {
    let found = include_str!("../fuzz/corpus.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    for line in found {
        let pattern = pattern(line).unwrap_or_else(|| panic!("no pattern: {line}"));
        assert_eq!(pattern.to_string(), line);
        assert_linear(&pattern);
    }
    for language in LANGUAGES {
        for seed in 0..TRIES {
            assert_linear(&Pattern::random(&mut Rng::with_seed(seed), language));
        }
    }
}
