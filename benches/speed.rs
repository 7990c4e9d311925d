//! How fast a brief is read, and how soon after a keystroke its findings are ready.
//!
//! `cargo bench` measures all; `cargo bench -- keystroke` only the rows of that name. The sizes stand in
//! the names of the rows. Each full parse has a bare pass of pulldown-cmark over the same text beside it:
//! the two are to be read as a ratio.

#![allow(clippy::expect_used, reason = "a bench needs what comes with brief-ls")]

use std::hint::black_box;
use std::process::{Command, Stdio};

use brief_ls::bibliography::{Bibliography, BibliographyFormat, CitationStyle};
use brief_ls::check::{Checker, RuleLevels, check};
use brief_ls::config::DialectChoice;
use brief_ls::ide::inlay_hints;
use brief_ls::index::Document;
use brief_ls::syntax::DocumentKind;
use brief_ls::text::{Edit, Span, Text};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

#[path = "briefs/mod.rs"]
mod briefs;

const SIZES: [(&str, usize); 3] = [("30KB", 30_000), ("1MB", 1_000_000), ("10MB", 10_000_000)];

fn read(text: &str, kind: DocumentKind) -> Document {
    Document::new(Text::new(text), kind, DialectChoice::Auto)
}

/// A full parse with pairing, and a bare pass of pulldown-cmark with footnotes on.
fn full_parse(criterion: &mut Criterion) {
    for (form, kind, make) in briefs::FORMS {
        let mut group = criterion.benchmark_group(format!("full parse/{form}"));
        group.sample_size(10);
        for (size, bytes) in SIZES {
            let text = make(bytes);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(format!("brief-ls/{size}"), |bench| {
                bench.iter(|| black_box(read(&text, kind)));
            });
            group.bench_function(format!("pulldown-cmark/{size}"), |bench| {
                bench.iter(|| bare_pass(&text));
            });
        }
    }
}

fn bare_pass(text: &str) {
    let options = pulldown_cmark::Options::ENABLE_FOOTNOTES;
    pulldown_cmark::Parser::new_ext(text, options)
        .into_offset_iter()
        .for_each(|event| drop(black_box(event)));
}

/// One typed key, from the edit to the findings; publishing them apart.
fn keystroke(criterion: &mut Criterion) {
    for (form, kind, make) in briefs::FORMS {
        let mut group = criterion.benchmark_group(format!("keystroke/{form}"));
        let heading = if form == "markdown" {
            "Section"
        } else {
            "Chapter"
        };
        for (size, bytes) in SIZES {
            let text = make(bytes);
            let document = read(&text, kind);
            let settings = RuleLevels::default();
            let middle = text.len() / 2;
            let after = |word: &str| middle + text[middle..].find(word).unwrap_or(0) + 1;
            let marker = document
                .markers()
                .map(|marker| marker.span)
                .find(|span| span.start > middle)
                .unwrap_or(Span::at(middle));
            for (what, edit) in [
                ("in prose", Edit::insert(after("the treaty"), "x")),
                ("in a heading", Edit::insert(after(heading), "x")),
                ("that takes a marker away", Edit::delete(marker)),
            ] {
                group.bench_function(format!("{what}/{size}"), |bench| {
                    bench.iter_batched_ref(
                        || {
                            let mut checker = Checker::default();
                            checker.check(&document, &settings);
                            checker
                        },
                        |checker| {
                            let document = document.edit(black_box(&edit));
                            let findings = checker.check(&document, &settings);
                            (document, findings)
                        },
                        BatchSize::PerIteration,
                    );
                });
            }
        }
    }
}

/// A typed key and the hints of a screen after it, in a large brief whose notes are known.
fn hints(criterion: &mut Criterion) {
    const SCREEN: usize = 8_000;
    let mut group = criterion.benchmark_group("hints of a screen");
    for (form, kind, make) in briefs::FORMS {
        let text = make(10_000_000);
        let document = read(&text, kind);
        let middle = text.len() / 2;
        let edit = Edit::insert(middle + text[middle..].find("the treaty").unwrap_or(0), "x");
        let screen = Span::new(middle, middle + SCREEN);
        inlay_hints(&document, screen);
        group.bench_function(format!("{form}/10MB"), |bench| {
            bench.iter(|| inlay_hints(&document.edit(black_box(&edit)), screen));
        });
    }
}

/// Opening a large brief: everything from the text to the findings with their places.
fn open(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("open");
    group.sample_size(10);
    for (form, kind, make) in briefs::FORMS {
        let text = make(10_000_000);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("{form}/10MB"), |bench| {
            bench.iter(|| black_box(check(&read(&text, kind), &RuleLevels::default())));
        });
    }
}

/// `check` of a folder of briefs, from the start of the process, and a bare pass of pulldown-cmark over the
/// same texts, which are in memory, on one core.
fn archive(criterion: &mut Criterion) {
    const BRIEFS: usize = 2000;
    let mut group = criterion.benchmark_group("archive");
    group.sample_size(10);
    let text = briefs::markdown(10_000);
    let Ok(folder) = briefs::archive(&text, BRIEFS) else {
        return;
    };
    group.throughput(Throughput::Bytes((text.len() * BRIEFS) as u64));
    group.bench_function("brief-ls check/2000 of 10KB", |bench| {
        bench.iter(|| {
            let mut check = Command::new(env!("CARGO_BIN_EXE_brief-ls"));
            check
                .args(["check", "--format", "jsonl"])
                .arg(folder.path());
            check.stdin(Stdio::null()).stdout(Stdio::null()).status()
        });
    });
    group.bench_function("pulldown-cmark/2000 of 10KB", |bench| {
        bench.iter(|| (0..BRIEFS).for_each(|_| bare_pass(&text)));
    });
}

/// Text that is made to be slow: the row of four times the size is to take about four times as long.
fn hostile(criterion: &mut Criterion) {
    for (name, piece, closing) in briefs::HOSTILE {
        let mut group = criterion.benchmark_group(format!("hostile/{name}"));
        group.sample_size(10);
        for (size, bytes) in [("50KB", 50_000), ("200KB", 200_000)] {
            let count = bytes / (piece.len() + closing.len());
            let text = piece.repeat(count) + "a" + &closing.repeat(count);
            group.bench_function(size, |bench| {
                bench.iter(|| check(&read(&text, DocumentKind::Markdown), &RuleLevels::default()));
            });
        }
    }
}

/// A `.bib` of 5,000 entries, the one in the middle without its closing brace.
fn bibliography(criterion: &mut Criterion) {
    let entry = |number: usize| {
        let close = if number == 2_500 { "" } else { "\n}" };
        format!(
            "@article{{author{number},\n  author = {{Lukin, Alexander and M{{\\\"u}}ller, Anna}},\n  \
             title = {{Grid resilience in {{Europe}}, part {number}}},\n  journal = {{Journal of Studies}},\n  \
             year = {{{}}},\n  volume = {{{}}},\n  pages = {{100--113}},\n  doi = {{10.1000/{number}}}{close}\n\n",
            1950 + number % 75,
            number % 40,
        )
    };
    let text: String = (0..5_000).map(entry).collect();
    let read = || Bibliography::read("refs.bib", Text::new(&text), BibliographyFormat::BibTex);
    let known = read();
    assert_eq!((known.entries().len(), known.faults().len()), (4_999, 1));
    let style = CitationStyle::named(CitationStyle::DEFAULT)
        .expect("the default style comes with brief-ls");
    let mut group = criterion.benchmark_group("bibliography of 5,000 entries");
    group.sample_size(10);
    group.bench_function("read", |bench| bench.iter(read));
    group.bench_function("look up a key", |bench| {
        bench.iter(|| known.get(black_box("author4321")));
    });
    group.bench_function("search", |bench| {
        bench.iter(|| known.search(black_box("muller 1999 grid"), 50));
    });
    group.bench_function("format an entry", |bench| {
        let entry = &known.entries()[4_321];
        bench.iter(|| style.format(black_box(entry)));
    });
    group.bench_function("read a style", |bench| {
        bench.iter(|| CitationStyle::named(black_box(CitationStyle::DEFAULT)));
    });
}

criterion_group!(
    benches,
    full_parse,
    keystroke,
    hints,
    open,
    archive,
    hostile,
    bibliography
);
criterion_main!(benches);
