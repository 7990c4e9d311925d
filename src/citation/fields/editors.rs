//! Words that call the names beside them those of editors and the like.

/// What begins the names of editors and the like.
const BEGINS: &[&str] = &[
    "edited by",
    "ed. ",
    "eds. ",
    "ed by ",
    "trans. ",
    "translated by",
    "with ",
    "compiled by",
    "foreword by",
    "hrsg.",
];

/// `edited by Ana Bell`: whether `lower`, in lower case, begins with what leads to editors.
pub(super) fn begins_editors(lower: &str) -> bool {
    BEGINS.iter().any(|start| lower.starts_with(start))
}

/// `eds.`: whether the words of a bracket call the names before it those of editors.
pub(super) fn calls_editors(words: &str) -> bool {
    let lower = words.to_lowercase();
    matches!(
        lower.trim_matches(['.', ' ']),
        "ed" | "eds" | "hrsg" | "ed.)" | "editor" | "editors"
    )
}

/// `Ana Bell & Bo Cole eds.`
pub(super) fn names_editors(words: &str) -> bool {
    let bare = words.trim_end_matches('.');
    bare.ends_with(" eds") || bare.ends_with(" ed") || bare.ends_with(" trans")
}

/// `(eds.)`: whether the names before are those of editors.
pub(super) fn is_editors(bracket: &str) -> bool {
    matches!(
        bracket
            .trim_matches(['(', ')', '.', ' ', ','])
            .to_lowercase()
            .as_str(),
        "ed" | "eds" | "editor" | "editors" | "hrsg" | "hg" | "dir" | "coord" | "ed.)"
    )
}
