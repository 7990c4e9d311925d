use crate::citation::Season;

/// The names of the months in the languages of briefs, in full, each with its number from 1.
const MONTHS: &[(&str, i8)] = &[
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("januar", 1),
    ("jänner", 1),
    ("februar", 2),
    ("märz", 3),
    ("mai", 5),
    ("juni", 6),
    ("juli", 7),
    ("oktober", 10),
    ("dezember", 12),
    ("janvier", 1),
    ("février", 2),
    ("mars", 3),
    ("avril", 4),
    ("juin", 6),
    ("juillet", 7),
    ("août", 8),
    ("septembre", 9),
    ("octobre", 10),
    ("novembre", 11),
    ("décembre", 12),
    ("enero", 1),
    ("febrero", 2),
    ("marzo", 3),
    ("abril", 4),
    ("mayo", 5),
    ("junio", 6),
    ("julio", 7),
    ("agosto", 8),
    ("septiembre", 9),
    ("octubre", 10),
    ("noviembre", 11),
    ("diciembre", 12),
    ("января", 1),
    ("февраля", 2),
    ("марта", 3),
    ("апреля", 4),
    ("мая", 5),
    ("июня", 6),
    ("июля", 7),
    ("августа", 8),
    ("сентября", 9),
    ("октября", 10),
    ("ноября", 11),
    ("декабря", 12),
];

/// The short names, without their period.
const SHORT_MONTHS: &[(&str, i8)] = &[
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("okt", 10),
    ("dez", 12),
    ("janv", 1),
    ("févr", 2),
];

/// The names of the months in English, from January.
pub const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const SEASONS: &[(&str, Season)] = &[
    ("spring", Season::Spring),
    ("summer", Season::Summer),
    ("autumn", Season::Autumn),
    ("fall", Season::Autumn),
    ("winter", Season::Winter),
    ("printemps", Season::Spring),
    ("été", Season::Summer),
    ("automne", Season::Autumn),
    ("hiver", Season::Winter),
    ("frühjahr", Season::Spring),
    ("sommer", Season::Summer),
    ("herbst", Season::Autumn),
];

/// The number of the month that `word` names, from 1, and whether the name is in full.
pub(in crate::citation) fn month(word: &str) -> Option<(i8, bool)> {
    let lower = word.to_lowercase();
    let of = |names: &[(&str, i8)]| {
        names
            .iter()
            .find(|(name, _)| *name == lower)
            .map(|(_, n)| *n)
    };
    of(MONTHS)
        .map(|n| (n, true))
        .or_else(|| of(SHORT_MONTHS).map(|n| (n, false)))
}

/// The season that `word` names.
pub(in crate::citation) fn season(word: &str) -> Option<Season> {
    let lower = word.to_lowercase();
    SEASONS
        .iter()
        .find(|(name, _)| *name == lower)
        .map(|(_, season)| *season)
}

/// The month that `word` nearly names: two letters missed, doubled or changed round in a long name, one in
/// a short one.
pub(in crate::citation) fn nearly_month(word: &str) -> Option<&'static str> {
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let letters = word.chars().count();
    if !capital || !(4..=11).contains(&letters) || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let lower = word.to_lowercase();
    let near = |name: &&&str| {
        let distance = strsim::osa_distance(&lower, &name.to_lowercase());
        distance <= if name.len() > 6 { 2 } else { 1 } && letters.abs_diff(name.len()) <= 2
    };
    ENGLISH_MONTHS.iter().find(near).copied()
}
