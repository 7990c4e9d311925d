//! Fields that nothing marks: the model's word against that of the rules.

use std::ops::Range;

use super::citation_builder::CitationBuilder;
use super::field;
use crate::citation::tagger::{Guess, Guesses};
use crate::citation::vocabulary::is_han;
use crate::citation::{Citation, Field};

/// A field that the model may find.
struct Weighed {
    label: &'static str,
    /// How sure the model has to be to put what it found in the place of what the rules found.
    sure: f64,
    /// Where the model thinks what the rules found less probable than this, the field stays empty.
    doubtful: f64,
    /// Whether a part of what the rules found does not replace it: `DC` of `Washington, DC`.
    keeps_whole: bool,
    of: fn(&mut Citation) -> &mut Option<Field>,
}

/// `sure` is near the best on references from which the model had not learnt (`tagger/train.rs`); `doubtful` is lower than
/// the best there, since citations of other styles lose containers that the model does not know.
const WEIGHED: [Weighed; 4] = [
    Weighed {
        label: "title",
        sure: 0.8,
        doubtful: 0.0,
        keeps_whole: false,
        of: |citation| &mut citation.title,
    },
    Weighed {
        label: "container",
        sure: 0.7,
        doubtful: 0.02,
        keeps_whole: true,
        of: |citation| &mut citation.container,
    },
    Weighed {
        label: "publisher",
        sure: 0.55,
        doubtful: 0.02,
        keeps_whole: false,
        of: |citation| &mut citation.publisher,
    },
    Weighed {
        label: "place",
        sure: 0.6,
        doubtful: 0.02,
        keeps_whole: true,
        of: |citation| &mut citation.place,
    },
];

/// How many words a citation has at least for the model to be asked.
const FEWEST_WORDS: usize = 6;

impl CitationBuilder<'_> {
    /// Settles title, container, publisher and place where nothing in the citation is marked but its title by quotes.
    pub(super) fn weigh(&mut self) {
        let annotations = self.annotations;
        let atoms = annotations.atoms_in(&self.body);
        let mut marked = atoms.iter().filter(|atom| atom.is_words());
        let words = annotations.words(self.body.clone());
        let few = words.split_whitespace().count() < FEWEST_WORDS;
        if few || !marked.all(|atom| atom.quoted) || words.chars().any(|c| is_han(&c)) {
            return;
        }
        // What has neither authors nor a date may have words that only lead to its address.
        let stated = self.citation.is_signed() || self.citation.date.is_some();
        let titled = self.title_mark().is_some() || !stated;
        let Some(guesses) = Guesses::of(annotations, &self.body, &self.citation) else {
            return;
        };
        for weighed in WEIGHED
            .iter()
            .filter(|one| !(titled && one.label == "title"))
        {
            let guess = guesses.field(weighed.label);
            let sure = guess.filter(|guess| guess.confidence >= weighed.sure);
            let found = sure.map(|guess| field(annotations, self.without_in(guess)));
            // The model knows no series of books, and takes them for containers.
            let series = self.citation.series.as_ref();
            let found = found.filter(|found| series.is_none_or(|series| !is_part(series, found)));
            let held = (weighed.of)(&mut self.citation);
            match (found, held.as_mut()) {
                (Some(found), Some(ruled)) if weighed.keeps_whole && is_part(&found, ruled) => {}
                (Some(found), _) => *held = Some(found),
                (None, Some(ruled)) => {
                    let place = annotations.plain.place_of(ruled.span.start)
                        ..annotations.plain.place_of(ruled.span.end);
                    if guesses.confidence(&place, weighed.label) < weighed.doubtful {
                        *held = None;
                    }
                }
                (None, None) => {}
            }
        }
    }

    /// Where a guess stands, without the `In` that leads to what contains the source.
    fn without_in(&self, guess: Guess) -> Range<usize> {
        let words = self.annotations.words(guess.range.clone());
        let leads = ["In: ", "in: ", "In ", "in "];
        let bare = leads.iter().find_map(|lead| words.strip_prefix(lead));
        guess.range.end - bare.unwrap_or(words).len()..guess.range.end
    }
}

/// Whether a field has some of the words of another.
fn is_part(part: &Field, whole: &Field) -> bool {
    whole.span.start <= part.span.start && part.span.end <= whole.span.end
}
