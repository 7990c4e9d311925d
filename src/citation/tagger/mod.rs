//! What the words of a source belong to where nothing marks them: a model that learnt from tagged references weighs what
//! the rules found. `train.rs` makes its weights, `weights.tsv`.

mod chain;
#[cfg(test)]
mod learner;
#[cfg(test)]
mod train;
mod words;

use std::ops::Range;
use std::sync::LazyLock;

use super::Citation;
use super::annotations::Annotations;
use chain::{ByLabel, LabelChain};
use words::CitedWords;

/// What a word may belong to.
const LABELS: [&str; 9] = [
    "other",
    "author",
    "title",
    "container",
    "publisher",
    "place",
    "date",
    "number",
    "editor",
];

static MODEL: LazyLock<LabelChain> =
    LazyLock::new(|| LabelChain::parse(include_str!("weights.tsv")));

#[cfg(test)]
thread_local! {
    /// A model, or none, in place of that of the file.
    static TRIED: std::cell::Cell<Option<Option<&'static LabelChain>>> = const { std::cell::Cell::new(None) };
}

fn model() -> Option<&'static LabelChain> {
    #[cfg(test)]
    if let Some(tried) = TRIED.get() {
        return tried;
    }
    Some(&MODEL)
}

/// A field that the model found.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Guess {
    /// Where it stands.
    pub range: Range<usize>,
    /// How probable it is, from 0 to 1, that its least probable word belongs to it.
    pub confidence: f64,
}

/// What the model makes of a citation: how probable each label of each word is.
pub(super) struct Guesses {
    words: Vec<(Range<usize>, ByLabel)>,
}

impl Guesses {
    /// Of the citation in `body`, of which the rules read `citation`; `None` where there is no model.
    pub(super) fn of(
        annotations: &Annotations,
        body: &Range<usize>,
        citation: &Citation,
    ) -> Option<Guesses> {
        let words = CitedWords::read(annotations, body, citation);
        let marginals = model()?.marginals(&words);
        Some(Guesses {
            words: words.places.into_iter().zip(marginals).collect(),
        })
    }

    /// The run of words that more probably than not have a label; the most probable of several.
    pub(super) fn field(&self, label: &str) -> Option<Guess> {
        let mut runs: Vec<(Guess, f64)> = Vec::new();
        let mut open = false;
        for (word, row) in &self.words {
            let confidence = probability(row, label);
            let is_in = confidence > 0.5;
            match runs.last_mut().filter(|_| open && is_in) {
                Some((run, sum)) => {
                    run.range.end = word.end;
                    run.confidence = run.confidence.min(confidence);
                    *sum += confidence;
                }
                None if is_in => {
                    let range = word.clone();
                    runs.push((Guess { range, confidence }, confidence));
                }
                None => {}
            }
            open = is_in;
        }
        let best = runs
            .into_iter()
            .max_by(|(_, one), (_, other)| one.total_cmp(other));
        best.map(|(run, _)| run)
    }

    /// How probable it is, from 0 to 1, that the least probable word in `range` has a label.
    pub(super) fn confidence(&self, range: &Range<usize>, label: &str) -> f64 {
        let within = self
            .words
            .iter()
            .filter(|(word, _)| range.contains(&word.start));
        within
            .map(|(_, row)| probability(row, label))
            .fold(1.0, f64::min)
    }
}

fn probability(row: &ByLabel, label: &str) -> f64 {
    let mut labels = LABELS.iter().zip(row);
    labels
        .find(|(name, _)| **name == label)
        .map_or(0.0, |(_, probability)| *probability)
}
