//! What the headings of endnotes are called, in the languages that briefs are written in.

const NOTES: &[&str] = &[
    "notes",
    "endnotes",
    "end notes",
    "footnotes",
    "references",
    "sources",
    "citations",
    "bibliography",
    "notes and references",
    "references and notes",
    "sources and notes",
    "works cited",
    "note",
    // French, German, Spanish, Portuguese
    "notes de fin",
    "notes de bas de page",
    "références",
    "bibliographie",
    "fußnoten",
    "fussnoten",
    "endnoten",
    "anmerkungen",
    "quellen",
    "einzelnachweise",
    "literatur",
    "notas",
    "notas al pie",
    "notas finales",
    "referencias",
    "fuentes",
    "bibliografía",
    "notas de rodapé",
    "notas finais",
    "referências",
    "fontes",
    "bibliografia",
    // Russian, Chinese, Japanese, Arabic, Hindi
    "примечания",
    "сноски",
    "источники",
    "ссылки",
    "литература",
    "注释",
    "註釋",
    "注釋",
    "脚注",
    "腳註",
    "尾注",
    "尾註",
    "参考文献",
    "參考文獻",
    "引用",
    "注",
    "註",
    "注記",
    "出典",
    "الهوامش",
    "هوامش",
    "المراجع",
    "المصادر",
    "الحواشي",
    "टिप्पणियाँ",
    "टिप्पणी",
    "संदर्भ",
    "सन्दर्भ",
    "पाद टिप्पणियाँ",
    "स्रोत",
];

/// Whether a heading called `name` stands over a list of notes.
pub(super) fn is_notes(name: &str) -> bool {
    let name =
        name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '*' | '_'));
    let longest = NOTES.iter().map(|word| word.len()).max().unwrap_or(0);
    if name.len() > longest + 8 {
        return false;
    }
    let name = name.to_lowercase();
    let unnumbered = name.trim_start_matches(|c: char| c.is_numeric() || matches!(c, '.' | ' '));
    NOTES.contains(&unnumbered)
}
