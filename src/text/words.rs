/// The words of `text`: its runs of letters and numbers.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !c.is_alphanumeric());
    runs.filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    #[test]
    fn signs_part_words() {
        let words = |text| super::words(text).collect::<Vec<_>>();
        assert_eq!(
            words("*Dams*, l’État (2010); 中文 ²"),
            ["Dams", "l", "État", "2010", "中文", "²"]
        );
        assert_eq!(words(" – "), Vec::<&str>::new());
    }
}
