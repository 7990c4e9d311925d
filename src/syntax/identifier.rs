//! Persistent identifiers of sources: `doi:10.1000/182`.

/// The kinds that Manubot looks up (Manubot, "Citations"), so that a key of such a kind defines itself.
const PREFIXES: &[&str] = &[
    "arxiv",
    "clinicaltrials",
    "doi",
    "http",
    "https",
    "isbn",
    "pmc",
    "pmcid",
    "pmid",
    "pubmed",
    "raw",
    "rrid",
    "shortdoi",
    "url",
    "wikidata",
];

/// Whether `text` is a persistent identifier with its kind before a colon.
pub fn is_identifier(text: &str) -> bool {
    let is_kind = |kind: &str| {
        PREFIXES
            .iter()
            .any(|prefix| kind.eq_ignore_ascii_case(prefix))
    };
    let parts = text.split_once(':');
    parts.is_some_and(|(kind, rest)| is_kind(kind) && !rest.is_empty())
}
