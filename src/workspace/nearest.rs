/// The one of `names` that someone who wrote `word` is likely to have meant.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let score = |name: &'a str| (strsim::jaro_winkler(&word, name), name);
    names
        .into_iter()
        .map(score)
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_understood() {
        let names = ["undefined-marker", "unused-note", "note-order"];
        assert_eq!(
            nearest("undefined-markers", names),
            Some("undefined-marker")
        );
        assert_eq!(nearest("Unused_Note", names), Some("unused-note"));
        assert_eq!(nearest("line-length", names), None);
    }
}
