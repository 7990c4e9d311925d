//! How a model learns: stochastic gradient descent on the likelihood of the labels, by AdaGrad (Duchi, Hazan and Singer 2011),
//! with a loss that leaves few weights.

use rustc_hash::FxHashMap;

use super::LABELS;
use super::chain::{ByLabel, LabelChain, add, normal, potentials};

/// How often all references are gone through.
const ROUNDS: usize = 12;
/// How many references a feature has at least.
const LEAST: usize = 3;
/// How far one reference moves the weights at first.
const RATE: f64 = 0.3;
/// How much a weight loses each time that it is met: what tells little goes to nothing.
const LOSS: f64 = 0.0008;

/// The features of each word of a reference, and the labels of the words.
pub(super) type Annotated = (Vec<Vec<String>>, Vec<usize>);

/// A reference as the model learns it.
struct Lesson {
    features: Vec<Vec<usize>>,
    labels: Vec<usize>,
}

/// The model that learns from references.
pub(super) fn made_from(annotated: &[&Annotated]) -> LabelChain {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for name in annotated
        .iter()
        .flat_map(|(features, _)| features)
        .flatten()
    {
        *counts.entry(name).or_default() += 1;
    }
    let mut names: Vec<&str> = counts
        .iter()
        .filter(|(_, count)| **count >= LEAST)
        .map(|(name, _)| *name)
        .collect();
    names.sort_unstable();
    let ids: FxHashMap<&str, usize> = names
        .iter()
        .enumerate()
        .map(|(id, name)| (*name, id))
        .collect();
    let lessons: Vec<Lesson> = annotated
        .iter()
        .map(|(features, labels)| Lesson {
            features: features
                .iter()
                .map(|word| {
                    word.iter()
                        .filter_map(|name| ids.get(name.as_str()).copied())
                        .collect()
                })
                .collect(),
            labels: labels.clone(),
        })
        .collect();
    let mut learner = Learner::new(names.len());
    for round in 0..ROUNDS {
        for at in 0..lessons.len() {
            // Another order each time, and the same on each machine.
            let at = (at * 7919 + round * 31) % lessons.len();
            learner.learn(&lessons[at]);
        }
    }
    learner.chain(&names)
}

struct Learner {
    chain: LabelChain,
    weights: Vec<ByLabel>,
    /// The squares of all moves of a weight.
    moved: Vec<ByLabel>,
    moved_transitions: [ByLabel; LABELS.len()],
}

impl Learner {
    fn new(features: usize) -> Learner {
        Learner {
            chain: LabelChain::default(),
            weights: vec![ByLabel::default(); features],
            moved: vec![ByLabel::default(); features],
            moved_transitions: Default::default(),
        }
    }

    fn learn(&mut self, lesson: &Lesson) {
        let potentials: Vec<ByLabel> = lesson
            .features
            .iter()
            .map(|word| self.potentials(word))
            .collect();
        let forward = self.chain.forward(&potentials);
        let backward = self.chain.backward(&potentials);
        for (at, word) in lesson.features.iter().enumerate() {
            let mut gradient = normal(&forward[at], &backward[at]);
            gradient[lesson.labels[at]] -= 1.0;
            for id in word {
                step(&mut self.weights[*id], &mut self.moved[*id], &gradient);
            }
            if at == 0 {
                continue;
            }
            let mut pairs: [ByLabel; LABELS.len()] = Default::default();
            let mut sum = 0.0;
            for (i, row) in pairs.iter_mut().enumerate() {
                for (j, one) in row.iter_mut().enumerate() {
                    *one = forward[at - 1][i]
                        * self.chain.transitions[i][j].exp()
                        * potentials[at][j]
                        * backward[at][j];
                    sum += *one;
                }
            }
            pairs.iter_mut().flatten().for_each(|one| *one /= sum);
            pairs[lesson.labels[at - 1]][lesson.labels[at]] -= 1.0;
            for (i, row) in pairs.iter().enumerate() {
                step(
                    &mut self.chain.transitions[i],
                    &mut self.moved_transitions[i],
                    row,
                );
            }
        }
    }

    fn potentials(&self, ids: &[usize]) -> ByLabel {
        let mut sum = ByLabel::default();
        ids.iter().for_each(|id| add(&mut sum, &self.weights[*id]));
        potentials(&sum)
    }

    fn chain(mut self, names: &[&str]) -> LabelChain {
        let told = |weights: &ByLabel| weights.iter().any(|weight| weight.abs() >= 0.05);
        let named = names
            .iter()
            .zip(self.weights)
            .filter(|(_, weights)| told(weights));
        self.chain.features = named
            .map(|(name, weights)| ((*name).to_owned(), weights.map(rounded)))
            .collect();
        self.chain.transitions = self.chain.transitions.map(|row| row.map(rounded));
        self.chain
    }
}

fn rounded(weight: f64) -> f64 {
    (weight * 100.0).round() / 100.0
}

/// Moves weights against a gradient (AdaGrad, with a loss that leaves few of them).
fn step(weights: &mut ByLabel, moved: &mut ByLabel, gradient: &ByLabel) {
    for ((weight, moved), gradient) in weights.iter_mut().zip(moved).zip(gradient) {
        *moved += gradient * gradient;
        let rate = RATE / (1.0 + *moved).sqrt();
        *weight -= rate * gradient;
        *weight = weight.signum() * (weight.abs() - rate * LOSS).max(0.0);
    }
}
