//! A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001): how probable each label of each word is.

use rustc_hash::FxHashMap;

use super::LABELS;
use super::words::CitedWords;

/// A number for each label.
pub(super) type ByLabel = [f64; LABELS.len()];

/// The weights of features and of what follows what.
#[derive(Clone, Debug, Default)]
pub(super) struct LabelChain {
    pub features: FxHashMap<String, ByLabel>,
    /// By the label before, and by the label.
    pub transitions: [ByLabel; LABELS.len()],
}

impl LabelChain {
    /// The chain that a file writes: a feature and a weight for each label to a line, parted by tabs; `>` and a label before
    /// the weights of what follows it.
    pub(super) fn parse(text: &str) -> LabelChain {
        let mut chain = LabelChain::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, weights)) = line.split_once('\t') else {
                continue;
            };
            let mut row = ByLabel::default();
            for (weight, written) in row.iter_mut().zip(weights.split('\t')) {
                *weight = written.parse().unwrap_or_default();
            }
            let before = name.strip_prefix('>');
            let before = before.and_then(|label| LABELS.iter().position(|one| *one == label));
            match before.and_then(|before| chain.transitions.get_mut(before)) {
                Some(transitions) => *transitions = row,
                None => {
                    chain.features.insert(name.to_owned(), row);
                }
            }
        }
        chain
    }

    /// How probable each label of each word is.
    pub(super) fn marginals(&self, words: &CitedWords) -> Vec<ByLabel> {
        let potentials = |at| {
            let mut sum = ByLabel::default();
            words.features(at, &mut |name| {
                if let Some(weights) = self.features.get(name) {
                    add(&mut sum, weights);
                }
            });
            potentials(&sum)
        };
        let potentials: Vec<ByLabel> = (0..words.places.len()).map(potentials).collect();
        let forward = self.forward(&potentials);
        let backward = self.backward(&potentials);
        let both = forward.iter().zip(&backward);
        both.map(|(before, after)| normal(before, after)).collect()
    }

    /// Word by word, what all that stands up to it says for each label; each sums to 1.
    pub(super) fn forward(&self, potentials: &[ByLabel]) -> Vec<ByLabel> {
        let mut found: Vec<ByLabel> = Vec::with_capacity(potentials.len());
        for here in potentials {
            let next = match found.last() {
                Some(before) => self.led_to(before),
                None => [1.0; LABELS.len()],
            };
            found.push(normal(&next, here));
        }
        found
    }

    /// Word by word, what all that stands behind it says for each label; each sums to 1.
    pub(super) fn backward(&self, potentials: &[ByLabel]) -> Vec<ByLabel> {
        let mut found: Vec<ByLabel> = Vec::with_capacity(potentials.len());
        let mut after = [1.0; LABELS.len()];
        for here in potentials.iter().rev() {
            found.push(normal(&after, &[1.0; LABELS.len()]));
            let mut held = *here;
            held.iter_mut()
                .zip(&after)
                .for_each(|(held, after)| *held *= after);
            after = self.leading_to(&held);
        }
        found.reverse();
        found
    }

    /// What the labels before say for each label.
    fn led_to(&self, before: &ByLabel) -> ByLabel {
        let mut sum = ByLabel::default();
        for (said, weights) in before.iter().zip(&self.transitions) {
            sum.iter_mut()
                .zip(weights)
                .for_each(|(sum, weight)| *sum += said * weight.exp());
        }
        sum
    }

    /// What the labels behind say for each label.
    fn leading_to(&self, after: &ByLabel) -> ByLabel {
        self.transitions.map(|weights| {
            let each = weights.iter().zip(after);
            each.map(|(weight, after)| weight.exp() * after).sum()
        })
    }
}

/// Adds weights to a sum.
pub(super) fn add(sum: &mut ByLabel, weights: &ByLabel) {
    for (sum, weight) in sum.iter_mut().zip(weights) {
        *sum += weight;
    }
}

/// What a sum of weights says for each label, not normalised.
pub(super) fn potentials(sum: &ByLabel) -> ByLabel {
    let most = sum.iter().copied().fold(f64::MIN, f64::max);
    sum.map(|one| (one - most).exp())
}

/// The products of two rows, which sum to 1.
pub(super) fn normal(one: &ByLabel, other: &ByLabel) -> ByLabel {
    let mut product = *one;
    product
        .iter_mut()
        .zip(other)
        .for_each(|(one, other)| *one *= other);
    let sum: f64 = product.iter().sum();
    product.map(|one| one / sum.max(f64::MIN_POSITIVE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(row: &ByLabel) -> f64 {
        row.iter().sum()
    }

    #[test]
    fn a_line_has_a_weight_for_each_label() {
        let chain = LabelChain::parse("# words\nword=a\t0\t1\n>title\t0.5\nno weights");
        assert_eq!(chain.features["word=a"][1], 1.0);
        assert_eq!(chain.features.len(), 1);
        assert_eq!(chain.transitions[2][0], 0.5);
    }

    #[test]
    fn what_stands_around_a_word_is_weighed_with_it() {
        let mut chain = LabelChain::default();
        let even = [1.0; LABELS.len()];
        let mut first = even;
        first[3] = 9.0;
        chain.transitions[3][3] = 2.0;
        let words = [first, even, even];
        let (forward, backward) = (chain.forward(&words), chain.backward(&words));
        for (before, after) in forward.iter().zip(&backward) {
            let row = normal(before, after);
            assert!((sum(&row) - 1.0).abs() < 1e-9);
            assert!(row.iter().all(|one| *one <= row[3]));
        }
    }
}
