mod ends;
mod features;

use rustc_hash::FxHashMap;

use crate::check::cited::{Cited, cited};
use crate::check::raw_diagnostic::{RawDiagnostic, RelativeSpan};
use crate::check::{Find, Rule};
use crate::config::{House, Level};
use crate::index::{Document, ItemId};

use ends::{END, capitals, ends};
use features::{FEATURES, Feature};

pub(super) const RULE: Rule =
    Rule::in_brief_alone("inconsistent-citation", Level::Hint, Find::Prose(find))
        .summary("a citation that is written otherwise than the others")
        .page(include_str!("inconsistent_citation.md"));

/// How many citations a majority has at least.
const FEWEST: usize = 4;

/// How many that differ are reported one by one.
const MOST: usize = 3;

/// How a citation, or a note, has a feature.
struct Variant {
    id: ItemId,
    place: RelativeSpan,
    /// Which of the ways of the feature.
    way: usize,
    /// Whether it may be so in any style: it counts, and is not reported.
    is_weak: bool,
    /// What makes it like the others, if it is known.
    fix: Option<(RelativeSpan, &'static str, &'static str)>,
}

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let mut found: FxHashMap<(usize, usize), Vec<Variant>> = FxHashMap::default();
    for cited in cited(document) {
        for (number, feature) in FEATURES.iter().enumerate() {
            if let Some(way) = (feature.read)(&cited) {
                let kind = if feature.by_kind { kind(&cited) } else { 0 };
                let place = cited.place(way.span);
                let variants = found.entry((number, kind)).or_default();
                variants.push(Variant {
                    id: cited.id,
                    place,
                    way: way.number,
                    is_weak: way.is_weak,
                    fix: None,
                });
            }
        }
    }
    let mut findings = Vec::new();
    for (number, feature) in FEATURES.iter().enumerate() {
        let of_kinds = (0..KINDS).filter_map(|kind| found.get(&(number, kind)));
        findings
            .extend(of_kinds.flat_map(|variants| differing(feature, variants, document.house())));
    }
    let (with_address, without) = ends(document)
        .into_iter()
        .partition::<Vec<_>, _>(|end| end.after_address);
    // A house may have another rule for addresses.
    let none = House::default();
    for (ends, of_ends) in [(without, document.house()), (with_address, &none)] {
        let ends: Vec<Variant> = ends.into_iter().map(|end| end.variant).collect();
        findings.extend(differing(&END, &ends, of_ends));
    }
    findings.extend(capitals(document));
    findings
}

/// How many kinds of citations are compared apart from each other.
const KINDS: usize = 3;

/// What a citation is compared with: law, what appeared in a volume, all else.
fn kind(cited: &Cited<'_>) -> usize {
    let citation = cited.citation;
    if citation.kind.is_law() {
        0
    } else if citation.volume.is_some() {
        1
    } else {
        2
    }
}

/// The findings at those of `variants` that are written otherwise than two thirds of them: one for all, where they are many.
fn differing(feature: &Feature, variants: &[Variant], house: &House) -> Vec<RawDiagnostic> {
    let count = |way: usize| variants.iter().filter(|it| it.way == way).count();
    let usual = (0..feature.ways.len()).max_by_key(|way| (count(*way), usize::MAX - way));
    let is_majority = |way: &usize| count(*way) >= FEWEST && 3 * count(*way) >= 2 * variants.len();
    let of_house = (feature.of_house)(house);
    let Some(usual) = of_house.or(usual.filter(is_majority)) else {
        return Vec::new();
    };
    let others: Vec<&Variant> = variants
        .iter()
        .filter(|it| it.way != usual && !it.is_weak)
        .collect();
    let said = feature.ways.get(usual).copied().unwrap_or_default();
    let (same, all) = (count(usual), variants.len());
    let mut message = format!("{same} of {all} {} {said}: not this one", feature.subject);
    let is_for_all = others.len() > MOST;
    if of_house.is_some() {
        message = house.says(&format!("{} {said}", feature.subject));
    } else if is_for_all {
        message += &format!(", nor {} others", others.len() - 1);
    }
    message.push('.');
    let finding = |it: &&Variant| {
        let finding = RawDiagnostic::at(it.id, message.clone()).placed(it.place);
        let finding = match it.fix {
            Some((at, by, title)) => finding.fixed(title, vec![(at, by.to_owned())]),
            None => finding,
        };
        if is_for_all {
            finding.alike(said)
        } else {
            finding
        }
    };
    others.iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Brief;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::diagnostics;

    const NAMES: [&str; 5] = ["River", "Harbour", "Canal", "Delta", "Basin"];

    /// What is found where the last of five notes is another one: the words and the message.
    fn found(usual: &str, last: &str) -> Vec<(String, String)> {
        let markers: String = (1..=5).map(|n| format!("A.[^{n}] ")).collect();
        let note = |(n, name): (usize, &&str)| {
            let form = if n == 4 { last } else { usual };
            format!("[^{}]: {}\n\n", n + 1, form.replace("NAME", name))
        };
        let notes: String = NAMES.iter().enumerate().map(note).collect();
        let text = format!("{markers}\n\n{notes}");
        let found = diagnostics(Markdown, Brief, &text).into_iter();
        let found = found.filter(|it| it.rule.code == "inconsistent-citation");
        found
            .map(|it| (text[it.span.range()].to_owned(), it.message))
            .collect()
    }

    #[test]
    fn the_last_space_may_be_of_several_bytes() {
        for space in ['\u{a0}', '\u{2028}', '\u{3000}'] {
            let note = format!("Ana Bell, *The Low NAME*, 2019, p.{space}4");
            let found = found("Ana Bell, *The Low NAME*, 2019, p. 4.", &note);
            assert_eq!(found.len(), 1, "{found:?}");
        }
    }

    #[test]
    fn one_that_is_written_otherwise() {
        let usual = "Ana Bell, [\"The Low NAME\"](https://a.test/NAME), *Gazette*, March 4, 2019.";
        for (last, words) in [
            (
                "Ana Bell, [\"The Low NAME\"](https://a.test/NAME), *Gazette*, March 4, 2019",
                "2019",
            ),
            (
                "Ana Bell, \"[The Low NAME](https://a.test/NAME)\", *Gazette*, March 4, 2019.",
                "\"[The Low Basin](https://a.test/Basin)\"",
            ),
            (
                "Ana Bell, [\"The Low NAME\"](https://a.test/NAME), Gazette, March 4, 2019.",
                "Gazette",
            ),
            (
                "Ana Bell, [\"The Low NAME\"](https://a.test/NAME), *Gazette*, Jan. 4, 2019.",
                "Jan. 4, 2019",
            ),
            (
                "Ana Bell, [\"The Low NAME\"](https://a.test/NAME), *Gazette*, 4 March 2019.",
                "4 March 2019",
            ),
            (
                "Bell, Ana, [\"The Low NAME\"](https://a.test/NAME), *Gazette*, March 4, 2019.",
                "Bell, Ana",
            ),
        ] {
            let found = found(usual, last);
            let found: Vec<&str> = found.iter().map(|(words, _)| words.as_str()).collect();
            assert_eq!(found, [words], "{last}");
        }
    }

    #[test]
    fn what_differs_rightly() {
        let usual = "Ana Bell, [\"The Low NAME\"](https://a.test/NAME), *Gazette*, March 4, 2019.";
        for last in [
            "Ana Bell, *The Low NAME* (Oxford: Tidal Press, 2019).",
            "[\"The Low NAME\"](https://a.test/NAME), *Gazette*, May 2019.",
            "The river has been low for years.",
            "The river was low. (It has been **high since.**)",
            "They ask of the dam: “Who has paid for it?”",
            "Ana Bell, \"The Low NAME\", *Gazette*, at https://a.test/NAME/low",
            "https://a.test/NAME/low",
            "Roe v. Wade, 410 U.S. 113 (1973).",
        ] {
            assert_eq!(found(usual, last), [], "{last}");
        }
    }
}
