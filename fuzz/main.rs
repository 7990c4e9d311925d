//! Looks for inputs that the program does not bear: `cargo run --release --example fuzz -- TARGET [MINUTES] [SEED]`.
//!
//! The target `growth` looks for work that takes the square of its text in time, or more memory than it may, first in
//! what it has found before (`corpus.tsv`, which tests/growth.rs tries, too); `soak` for memory that edits leave behind;
//! the others for panics and for what must hold (`targets.rs`). Each try has a seed of its own, which a run
//! prints with what it finds.

#![expect(
    clippy::print_stdout,
    reason = "a program that a person runs and reads"
)]

mod growth;
mod inputs;
mod soak;
mod targets;
mod work;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use fastrand::Rng;
use peak_alloc::PeakAlloc;

use growth::{TIMES, fast, most_memory};
use inputs::{LANGUAGES, Pattern, pattern};
use work::{Work, works};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// The shorter of two texts, in bytes.
const SHORT: usize = 15_000;

/// What takes less time for the longer text is linear, in microseconds.
const LEAST: u64 = 60_000;

/// One try with random input: what it found, as an error.
type Try = fn(&mut Rng) -> Result<(), String>;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_default();
    let mut number = || args.next().and_then(|it| it.parse::<u64>().ok());
    let minutes = number().unwrap_or(1);
    let seed = number().unwrap_or_else(|| fastrand::u64(..));
    let target = targets::TARGETS.iter().find(|target| target.0 == name);
    let try_one: Try = match target {
        Some((_, target)) => *target,
        None if name == "growth" => grow_at_random,
        None if name == "soak" => return soak::run(minutes, seed, || ALLOCATOR.current_usage()),
        None => {
            let names = targets::TARGETS.map(|target| target.0);
            eprintln!("targets: growth, soak, {}", names.join(", "));
            return ExitCode::from(2);
        }
    };
    println!("{name} from seed {seed}");
    if name == "growth" {
        let known = include_str!("corpus.tsv").lines().filter_map(pattern);
        for why in known.filter_map(|pattern| grow(&pattern).err()) {
            println!("known: {why}");
        }
    }
    let end = Instant::now() + Duration::from_secs(60 * minutes);
    let (mut tries, mut found) = (0u64, 0);
    while Instant::now() < end {
        let one = seed.wrapping_add(tries);
        tries += 1;
        let result = catch_unwind(AssertUnwindSafe(|| try_one(&mut Rng::with_seed(one))));
        let why = match result {
            Ok(Ok(())) => continue,
            Ok(Err(why)) => why,
            Err(_) => "a panic".to_owned(),
        };
        found += 1;
        println!("seed {one}: {why}");
    }
    println!("{tries} tries, {found} found");
    ExitCode::from(u8::from(found > 0))
}

fn grow_at_random(random: &mut Rng) -> Result<(), String> {
    let language = LANGUAGES[random.usize(0..LANGUAGES.len())];
    grow(&Pattern::random(random, language))
}

/// Tries one pattern: the time that the thread takes, and the most memory.
fn grow(pattern: &Pattern) -> Result<(), String> {
    let mut said = Vec::new();
    for fast in fast(pattern, SHORT, LEAST, time) {
        let (short, long) = (fast.took.0 / 1000, fast.took.1 / 1000);
        said.push(format!("{}: {short} ms, then {long} ms", fast.work));
    }
    let long = pattern.text(SHORT * TIMES);
    for work in works(pattern.language) {
        let bytes = memory(work, &long);
        if bytes > most_memory(long.len()) {
            said.push(format!("{}: {} MB", work.name, bytes / 1_000_000));
        }
    }
    match said.is_empty() {
        true => Ok(()),
        false => Err(format!("{pattern}\n  {}", said.join("\n  "))),
    }
}

/// What the thread takes for it, in microseconds; the less of two times.
fn time(work: &Work, text: &str) -> u64 {
    let once = || {
        let start = ThreadTime::now();
        (work.run)(text);
        u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX)
    };
    once().min(once())
}

/// The most memory that it takes at once, in bytes, once the patterns that it looks for are compiled.
fn memory(work: &Work, text: &str) -> usize {
    (work.run)(text);
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    (work.run)(text);
    ALLOCATOR.peak_usage().saturating_sub(before)
}
