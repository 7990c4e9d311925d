//! The rules, one file each.

mod adjacent_markers;
mod bibliography_error;
mod bibliography_not_read;
mod broken_link;
mod dangling_ibid;
mod date_mismatch;
mod dialect_difference;
mod doubled;
mod duplicate_key;
mod duplicate_note;
mod empty_note;
mod extraction_artefact;
mod faulty_range;
mod figure_reference;
mod flattened_marker;
mod fragile_link;
mod heading_level;
mod house_date;
mod house_term;
mod incomplete_citation;
mod inconsistent_citation;
mod inconsistent_name;
mod inconsistent_number;
mod inconsistent_spelling;
mod invalid_date;
mod link_mismatch;
mod malformed_footnote;
mod marker_not_read;
mod marker_placement;
mod missing_section;
mod mixed_markers;
mod note_in_note;
mod note_order;
mod numbering_gap;
mod placeholder_link;
mod redefined_acronym;
mod relative_time;
mod repeated_source;
mod section_length;
mod source_disagrees;
mod split_paragraph;
mod stale_copyright;
mod unbalanced_mark;
mod undefined_acronym;
mod undefined_marker;
mod unknown_key;
mod unresolved_cross_reference;
mod unsourced_claim;
mod unsourced_section;
mod unused_acronym;
mod unused_entry;
mod unused_note;
mod weak_source;

use super::Rule;

static RULES: &[Rule] = &[
    undefined_marker::RULE,
    unused_note::RULE,
    duplicate_note::RULE,
    note_order::RULE,
    numbering_gap::RULE,
    empty_note::RULE,
    malformed_footnote::RULE,
    flattened_marker::RULE,
    dialect_difference::RULE,
    marker_not_read::RULE,
    note_in_note::RULE,
    mixed_markers::RULE,
    adjacent_markers::RULE,
    split_paragraph::RULE,
    extraction_artefact::RULE,
    placeholder_link::RULE,
    dangling_ibid::RULE,
    unresolved_cross_reference::RULE,
    heading_level::RULE,
    broken_link::RULE,
    fragile_link::RULE,
    link_mismatch::RULE,
    date_mismatch::RULE,
    incomplete_citation::RULE,
    repeated_source::RULE,
    source_disagrees::RULE,
    invalid_date::RULE,
    unused_acronym::RULE,
    undefined_acronym::RULE,
    redefined_acronym::RULE,
    unsourced_section::RULE,
    unsourced_claim::RULE,
    figure_reference::RULE,
    stale_copyright::RULE,
    doubled::RULE,
    faulty_range::RULE,
    relative_time::RULE,
    marker_placement::RULE,
    missing_section::RULE,
    section_length::RULE,
    house_date::RULE,
    house_term::RULE,
    weak_source::RULE,
    unbalanced_mark::RULE,
    inconsistent_number::RULE,
    inconsistent_spelling::RULE,
    inconsistent_name::RULE,
    inconsistent_citation::RULE,
    bibliography_not_read::RULE,
    unknown_key::RULE,
    duplicate_key::RULE,
    unused_entry::RULE,
    bibliography_error::RULE,
];

/// All rules, in the order of the documentation.
pub fn rules() -> &'static [Rule] {
    RULES
}

/// The rule of that code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}
