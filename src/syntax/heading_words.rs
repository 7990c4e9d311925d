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
    "footnotes and references",
    "references cited",
    "reference list",
    "list of references",
    "selected bibliography",
    "notes et références",
    "références bibliographiques",
    "literaturverzeichnis",
    "quellenverzeichnis",
    "quellen und literatur",
    "literatur und quellen",
    "anmerkungen und quellen",
    "notas y referencias",
    "referencias bibliográficas",
    "notas e referências",
    "referências bibliográficas",
    "список литературы",
    "список источников",
    "литература и источники",
    "источники и литература",
    "примечания и ссылки",
    "参考资料",
    "參考資料",
    "注释与参考文献",
    "註釋與參考文獻",
    "参考",
    "注・参考文献",
    "注と参考文献",
    "قائمة المراجع",
    "المراجع والمصادر",
    "المصادر والمراجع",
    "संदर्भ सूची",
    "पाद-टिप्पणियाँ",
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

/// The longest of them, in bytes, with room for a number.
const LONGEST: usize = {
    let mut longest = 0;
    let mut index = 0;
    while index < NOTES.len() {
        if NOTES[index].len() > longest {
            longest = NOTES[index].len();
        }
        index += 1;
    }
    longest + 8
};

/// Whether a heading called `name` stands over a list of notes.
pub fn is_notes(name: &str) -> bool {
    if name.len() > LONGEST {
        return false;
    }
    let name =
        name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '*' | '_'));
    let name = name.to_lowercase();
    let unnumbered = name.trim_start_matches(|c: char| c.is_numeric() || matches!(c, '.' | ' '));
    let roman = name
        .split_once(". ")
        .filter(|(number, _)| number.chars().all(|c| "ivx".contains(c)));
    NOTES.contains(&unnumbered) || roman.is_some_and(|(_, name)| NOTES.contains(&name))
}
