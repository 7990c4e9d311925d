//! Precision and recall by field, over values that are normalised.

use std::collections::BTreeMap;

use brief_ls::citation::export::csl_fields;
use brief_ls::citation::{Citation, Date, Field, Name};

/// The fields of one source as text, by name; authors as one value each.
pub type Fields = BTreeMap<&'static str, Vec<String>>;

/// The fields that are scored.
pub const FIELDS: [&str; 12] = [
    "date",
    "url",
    "title",
    "authors",
    "container",
    "publisher",
    "place",
    "volume",
    "issue",
    "pages",
    "doi",
    "accessed",
];

/// What is scored where it is annotated: the type in CSL, and the parts of law.
pub const TYPED: [&str; 7] = [
    "csl",
    "number",
    "law name",
    "law volume",
    "law reporter",
    "law page",
    "law court",
];

/// What was read, as fields.
pub fn fields_of(citation: &Citation) -> Fields {
    let mut fields = Fields::new();
    let mut put = |name, field: &Option<Field>| {
        if let Some(field) = field {
            fields.insert(name, vec![field.value.clone()]);
        }
    };
    put("title", &citation.title);
    put("container", &citation.container);
    put("publisher", &citation.publisher);
    put("edition", &citation.edition);
    put("series", &citation.series);
    put("place", &citation.place);
    put("volume", &citation.volume);
    put("issue", &citation.issue);
    put("pages", &citation.pages);
    put("url", &citation.url);
    put("doi", &citation.doi);
    put("number", &citation.number);
    if let Some(law) = &citation.law {
        put("law name", &law.name);
        put("law volume", &law.volume);
        put("law reporter", &law.reporter);
        put("law page", &law.page);
        put("law court", &law.court);
    }
    let csl = csl_fields(&citation.source());
    let csl = csl.get("type").and_then(|csl| csl.as_str());
    fields.insert("csl", csl.into_iter().map(str::to_owned).collect());
    let date = |date: &Option<Date>| date.as_ref()?.known().map(|date| date.to_string());
    for (name, date) in [
        ("date", date(&citation.date)),
        ("accessed", date(&citation.accessed)),
    ] {
        if let Some(date) = date.filter(|date| !date.is_empty()) {
            fields.insert(name, vec![date]);
        }
    }
    for (role, people) in [
        ("authors", &citation.authors),
        ("editors", &citation.editors),
    ] {
        let names: Vec<String> = people.iter().map(|one| inverted(&one.name)).collect();
        if !names.is_empty() {
            fields.insert(role, names);
        }
    }
    if citation.kind.is_law() {
        fields.insert("legal", vec!["legal".to_owned()]);
    }
    fields
}

/// `Kania, Elsa`
fn inverted(name: &Name) -> String {
    match name {
        Name::Person { family, given } if given.is_empty() => family.clone(),
        Name::Person { family, given } => format!("{family}, {given}"),
        Name::Institution(name) => name.clone(),
    }
}

/// A value without what is a matter of printing: case, punctuation, quotes.
pub fn normal(name: &str, value: &str) -> String {
    if matches!(name, "url" | "doi") {
        return value.trim_end_matches('/').to_lowercase();
    }
    if matches!(name, "date" | "accessed") {
        return value.to_owned();
    }
    let words = value
        .split(|c: char| !c.is_alphanumeric() && c != '&')
        .filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    words.join(" ")
}

fn normals(name: &str, values: Option<&Vec<String>>) -> Vec<String> {
    values
        .into_iter()
        .flatten()
        .map(|value| normal(name, value))
        .collect()
}

/// Whether a field says the same in both.
pub fn same(name: &str, one: &Fields, other: &Fields) -> bool {
    normals(name, one.get(name)) == normals(name, other.get(name))
}

/// How many values of a field are right, stated and found.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    pub right: usize,
    pub expected: usize,
    pub found: usize,
}

impl Tally {
    pub fn precision(&self) -> f64 {
        if self.found == 0 {
            1.0
        } else {
            self.right as f64 / self.found as f64
        }
    }

    pub fn recall(&self) -> f64 {
        if self.expected == 0 {
            1.0
        } else {
            self.right as f64 / self.expected as f64
        }
    }
}

/// The tallies by field.
#[derive(Default)]
pub struct Score {
    pub fields: BTreeMap<&'static str, Tally>,
}

impl Score {
    /// Counts one field of a source that was expected, of one that was found, or of both.
    pub fn count(
        &mut self,
        name: &'static str,
        expected: Option<&Fields>,
        found: Option<&Fields>,
    ) -> bool {
        let tally = self.fields.entry(name).or_default();
        let values =
            |fields: Option<&Fields>| normals(name, fields.and_then(|fields| fields.get(name)));
        let (expected, found) = (values(expected), values(found));
        let mut left = found.clone();
        let right = expected.iter().filter(|value| {
            let at = left.iter().position(|one| one == *value);
            at.map(|at| left.swap_remove(at)).is_some()
        });
        let right = right.count();
        tally.right += right;
        tally.expected += expected.len();
        tally.found += found.len();
        right == expected.len() && right == found.len()
    }

    pub fn print(&self, title: &str) {
        println!(
            "{title}\n{:<12}{:>10}{:>8}{:>10}{:>8}{:>8}",
            "field", "precision", "recall", "expected", "found", "right"
        );
        for (name, tally) in &self.fields {
            let (precision, recall) = (tally.precision(), tally.recall());
            println!(
                "{name:<12}{precision:>10.3}{recall:>8.3}{:>10}{:>8}{:>8}",
                tally.expected, tally.found, tally.right
            );
        }
    }
}

/// Pairs what is expected with what was found: by address and title first, then by what else is the same.
pub fn pairs(expected: &[Fields], found: &[Fields]) -> Vec<Option<usize>> {
    let weight = |one: &Fields, other: &Fields| -> usize {
        let weights = [
            ("url", 4),
            ("doi", 4),
            ("title", 4),
            ("authors", 2),
            ("container", 2),
            ("date", 2),
            ("pages", 1),
            ("volume", 1),
        ];
        let same = weights
            .iter()
            .filter(|(name, _)| one.contains_key(name) && same(name, one, other));
        same.map(|(_, weight)| weight).sum::<usize>() + near(one, other)
    };
    let mut pairs = vec![None; expected.len()];
    let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
    for (i, one) in expected.iter().enumerate() {
        for (j, other) in found.iter().enumerate() {
            candidates.push((weight(one, other), i, j));
        }
    }
    candidates.sort_by_key(|(weight, i, j)| (std::cmp::Reverse(*weight), *i, *j));
    for (weight, i, j) in candidates {
        if weight > 0 && pairs[i].is_none() && !pairs.contains(&Some(j)) {
            pairs[i] = Some(j);
        }
    }
    pairs
}

/// Whether one title begins as the other does.
fn near(one: &Fields, other: &Fields) -> usize {
    let title = |fields| normals("title", Fields::get(fields, "title")).concat();
    let (one, other) = (title(one), title(other));
    usize::from(
        !one.is_empty() && !other.is_empty() && (one.contains(&other) || other.contains(&one)),
    )
}
