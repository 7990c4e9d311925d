//! What the sections of a brief are for, by their headings.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::words;

/// What a section is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SectionKind {
    /// An executive summary, an abstract.
    Summary,
    /// An introduction, a preface.
    Introduction,
    /// A conclusion.
    Conclusion,
    /// Recommendations.
    Recommendations,
    /// How the work was done, and what its words mean.
    Methods,
    /// An annex.
    Annex,
    /// What is no running text of the author: about the author, a disclaimer, a list of references.
    Apart,
    /// Any other: it has a subject.
    #[default]
    Subject,
}

static KINDS: LazyLock<FxHashMap<&str, SectionKind>> = LazyLock::new(|| {
    let lines = include_str!("sections.tsv").lines();
    let entries = lines.filter_map(|line| line.split_once('\t'));
    let kind = |(kind, name)| {
        let kind = match kind {
            "summary" => SectionKind::Summary,
            "introduction" => SectionKind::Introduction,
            "conclusion" => SectionKind::Conclusion,
            "recommendations" => SectionKind::Recommendations,
            "methods" => SectionKind::Methods,
            "annex" => SectionKind::Annex,
            _ => SectionKind::Apart,
        };
        (name, kind)
    };
    entries.map(kind).collect()
});

impl SectionKind {
    /// That of the section with this heading: `2. Executive Summary:` is a summary.
    pub fn of(heading: &str) -> SectionKind {
        let is_number = |word: &&str| {
            word.chars().all(char::is_numeric)
                || word.len() < 4 && word.chars().all(|c| "IVX".contains(c))
        };
        // `H. Harbours` has a letter for a number, `A Harbour` has not.
        let heading = match heading.trim_start().split_once(". ") {
            Some((letter, rest)) if letter.len() == 1 => rest,
            _ => heading,
        };
        let words: Vec<&str> = words(heading).skip_while(is_number).collect();
        let name = words.join(" ").to_lowercase();
        if let Some(kind) = KINDS.get(name.as_str()) {
            return *kind;
        }
        // The license at the end of an e-text.
        if name.contains("project gutenberg") || name.starts_with("produced by ") {
            return SectionKind::Apart;
        }
        match words.first().map(|word| word.to_lowercase()).as_deref() {
            Some("annex" | "annexe" | "appendix") => SectionKind::Annex,
            Some("recommended" | "recommendations") => SectionKind::Recommendations,
            _ => SectionKind::Subject,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SectionKind::{self, *};

    #[test]
    fn a_section_is_known_by_its_heading() {
        for (heading, kind) in [
            ("Executive Summary", Summary),
            ("2. Conclusions and Recommendations", Conclusion),
            ("III. About the Authors", Apart),
            ("References:", Apart),
            ("Annex B: Data", Annex),
            ("Recommended Protections for Dams", Recommendations),
            ("H. Recommended Protections", Recommendations),
            ("A Summary of Water", Subject),
            ("References to the treaty in court", Subject),
            ("The Summary Trial", Subject),
            ("", Subject),
        ] {
            assert_eq!(SectionKind::of(heading), kind, "{heading}");
        }
    }
}
