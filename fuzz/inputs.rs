//! Random texts that mean something to the readers of this program.

use std::fmt;

use fastrand::Rng;

/// What a text is read as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// A brief.
    Brief,
    /// The text of a footnote.
    Note,
    /// A bibliography of BibTeX.
    BibTex,
    /// A bibliography in CSL-JSON.
    CslJson,
    /// A bibliography of Hayagriva.
    Hayagriva,
    /// A citation style.
    Csl,
}

/// All languages.
pub const LANGUAGES: [Language; 6] = [
    Language::Brief,
    Language::Note,
    Language::BibTex,
    Language::CslJson,
    Language::Hayagriva,
    Language::Csl,
];

impl Language {
    /// Its smallest pieces.
    pub fn atoms(self) -> &'static [&'static str] {
        match self {
            Language::Brief => BRIEF,
            Language::Note => NOTE,
            Language::BibTex => BIBTEX,
            Language::CslJson => CSL_JSON,
            Language::Hayagriva => HAYAGRIVA,
            Language::Csl => CSL,
        }
    }

    /// What may stand around a text: before it and after it.
    pub fn frames(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Language::Brief => &[
                ("", ""),
                ("x[^1]\n\n", "\n\n[^1]: y\n"),
                ("---\ntitle: ", "\n---\n\nx[^1]\n\n[^1]: y\n"),
                ("- ", "\n"),
                ("> ", "\n"),
                ("| a | b |\n|---|---|\n| ", " |\n"),
                ("# ", "\n"),
                ("```\n", "\n```\n"),
                ("<div>\n", "\n</div>\n"),
            ],
            Language::Note => &[
                ("x[^1]\n\n[^1]: ", "\n"),
                ("x¹\n\n¹ ", "\n"),
                (
                    "x[^1] y[^2]\n\n[^1]: Jane Roe, *Dams*, 2010.\n\n[^2]: ",
                    "\n",
                ),
            ],
            Language::BibTex => &[
                ("", ""),
                ("@book{a, title = {", "}}"),
                ("@book{a, author = \"", "\"}"),
            ],
            Language::CslJson => &[
                ("", ""),
                ("[{\"id\": \"a\", \"title\": \"", "\"}]"),
                ("[", "]"),
            ],
            Language::Hayagriva => &[
                ("", ""),
                ("a:\n  type: book\n  title: ", "\n"),
                ("a:\n  parent: ", "\n"),
            ],
            Language::Csl => &[
                ("", ""),
                (
                    "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"note\"><info><title>T</title><id>x</id><updated>2020-01-01T00:00:00Z</updated></info><citation><layout>",
                    "</layout></citation></style>",
                ),
                (
                    "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"note\"><info><title>T</title><id>x</id><updated>2020-01-01T00:00:00Z</updated></info><macro name=\"m\">",
                    "</macro><citation><layout><text macro=\"m\"/></layout></citation></style>",
                ),
            ],
        }
    }
}

#[rustfmt::skip]
const BRIEF: &[&str] = &[
    "\n", "\n\n", "\r\n", "\r", " ", "    ", "\t", "a", "word ", "A sentence. ", "é", "𝒳", "中文", "\u{301}", "\0",
    "[^1]", "[^1]: ", "[^a]: n\n\n", "^[", "^[a ", "[^", "]", "[", "(", ")", "](", "](#a)", "¹", "² ", "¹⁻³", "m² ",
    "<sup>1</sup>", "<sup>", "</sup>", "<li id=\"fn2\">", "<a id=\"x\">", "[1]", "[1, 3–5] ", "/1/", "[1]: ", "〔1〕",
    "> ", "- ", "1. ", "# ", "## Notes\n", "===\n", "---\n", "```\n", "~~~\n", "`", "``", "$", "$$", "\\", "<!-- ",
    "-->", "<div>", "</div>", "<!-- brief-ls-ignore -->", ":::\n", "*", "**", "_", "*a_ ", "|", "|-", "\u{feff}",
    "@k ", "[@k; ", "[@k, p. 1]", "@{", "}", "-@", "see @k, p. 1; ", "https://a.b/c", "doi:10.1/", "www.a.b",
    "see note 4 above ", "note 3 ", "{#a}", "{.a", "\"", "'", "“", "”", "Ibid. ", "&amp;", "(ABC) ", "ABC ", "- \n",
    "title: ", "references:\n", "bibliography: a.bib\n",
];

#[rustfmt::skip]
const NOTE: &[&str] = &[
    " ", "\t", "\n    ", ".", ",", ", ", "; ", ": ", ". ", "a", "A", "Roe", "Roe, ", "Jane Roe, ", "J. ", "and ", "& ",
    "et al., ", "*", "_", "**", "\"", "“", "”", "‘", "’", "«", "»", "'", "(", ")", "[", "]", "](", "{", "}", "<", ">",
    "2001", "2001a", "1", "12 ", "(2001)", "May 4, 2001", "4 May ", "3/4/2020", "n.d.", "p. 3", "pp. 1–2", "§ ", "§§ 1, ",
    "vol. 2, ", "no. 3 ", "v. ", "U.S. ", "123 F.3d 456 ", "42 U.S.C. ", "No. ", "Art. ", "C-1/01 ", "Ibid.", "Id. at 5",
    "ibid ", "op. cit.", "supra note 1", "supra ", "(n 6) ", "see note 2 ", "n. ", "See ", "See, e.g., ", "cf. ",
    "citing ", "quoting ", "in ", "ed. ", "eds., ", "(eds) ", "Press", "Oxford: ", "https://a.b/c", "http://", "www.",
    "doi:10.1/x", "10.1000/", "accessed ", "visited ", "中", "《", "》", "，", "。", "年", "第", "同上", "见注5", "там же", "С. ",
    "—", "–", "-", "/", "’2001/1/", "{2001", "é", "\u{301}", "^[", "[^1]", "@k", "[@k]", "<sup>", "|", "\\", "`", "$",
];

#[rustfmt::skip]
const BIBTEX: &[&str] = &[
    "@book{a, ", "@misc{b,title={T}}\n", "@", "{", "}", "\"", ",", "=", "#", " # ", "title = ", "author = ", "{T}", "\"T\"",
    "a and b", " and ", "A, B", "@string{s = \"x\"}\n", "@string{", "@comment{", "@preamble{", "crossref = {a}", "xdata = {a}, ",
    "date = {2001-01/2002}", "year = 2001, ", "\\", "\\'e", "\\\"", "{\\", "$", "%", "%\n", "\n", " ", "\t", "a", "1", "é",
    "\0", "jan", "pages = {1--2}", "keywords = {a, b}", "ids = {a, b}, ", "~", "--", "doi = {10.1/x}, ",
];

#[rustfmt::skip]
const CSL_JSON: &[&str] = &[
    "[", "]", "{", "}", "\"", ",", ":", "\"id\": \"a\"", "\"title\": ", "\"author\": [", "{\"family\": \"R\"}", "\"issued\": ",
    "{\"date-parts\": [[2001]]}", "1", "-1", "1e9", "null", "true", "\\", "\\u", "\\n", "\\\"", " ", "\n", "\t", "a", "é", "\0",
    "{\"id\": \"a\", \"type\": \"book\"}, ", "<i>", "</i>", "/", "//", "0.", "\"raw\": \"", "\"note\": \"DOI: 10.1/x\\n",
];

#[rustfmt::skip]
const HAYAGRIVA: &[&str] = &[
    "a:\n", "b:\n  type: book\n", "  type: book\n", "  title: ", "  author: ", "  parent:\n", "    ", "  ", "\n", "- ", "? ", ": ",
    "[", "]", "{", "}", ", ", "\"", "'", "|\n", ">\n", "#", "&a ", "*a ", "!!str ", "!", "---\n", "...\n", "%", "1", "2001-01-01",
    "a", "é", "\t", "\\", "~", "null", "<<: ", "<<: *a\n", "\0", "  url: https://a.b\n", "  date: ", "  serial-number:\n",
];

#[rustfmt::skip]
const CSL: &[&str] = &[
    "<group>", "</group>", "<choose>", "</choose>", "<if type=\"book\">", "</if>", "<else>", "</else>", "<else-if variable=\"title\">",
    "<text macro=\"m\"/>", "<text variable=\"title\"/>", "<text value=\"x\"/>", "<text term=\"and\"/>", "<names variable=\"author\">",
    "</names>", "<names variable=\"author\"/>", "<name/>", "<label/>", "<substitute>", "</substitute>", "<date variable=\"issued\">",
    "</date>", "<date-part name=\"year\"/>", "<number variable=\"volume\"/>", "<macro name=\"m\">", "</macro>", "<locale>", "</locale>",
    "<terms>", "<term name=\"a\">", "<sort>", "<key macro=\"m\"/>", "</sort>", "<", ">", "/>", " a=\"b\"", "\"", "&amp;", "&#97;", "&x;", "<!--",
    "-->", "<![CDATA[", "]]>", "<?x", "?>", "<!DOCTYPE x [", "<!ENTITY a \"b\">", "x", " ", "\n", "é", "\0",
];

/// A pattern of atoms that grows to any length.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pattern {
    /// What its texts are read as.
    pub language: Language,
    /// The number of what stands around it.
    frame: usize,
    shape: Shape,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Shape {
    /// `a` again and again.
    Repeat(String),
    /// `a` again and again, then `b` as often.
    Sandwich(String, String),
    /// `a`, two halves of the same, `b`.
    Tree(String, String),
    /// `a` again and again, with a number in it that counts.
    Count(String, String),
}

impl Pattern {
    /// A random one.
    pub fn random(random: &mut Rng, language: Language) -> Pattern {
        let atoms = |random: &mut Rng| {
            let count = random.usize(1..=3);
            let atoms = (0..count).filter_map(|_| random.choice(language.atoms()));
            atoms.copied().collect::<String>()
        };
        let (a, b) = (atoms(random), atoms(random));
        Pattern {
            language,
            frame: random.usize(0..language.frames().len()),
            shape: match random.u8(0..8) {
                0..=3 => Shape::Repeat(a),
                4 | 5 => Shape::Sandwich(a, b),
                6 => Shape::Tree(a, b),
                _ => Shape::Count(a, b),
            },
        }
    }

    /// Its text of about `len` bytes.
    pub fn text(&self, len: usize) -> String {
        let (before, after) = self.language.frames()[self.frame];
        let times = |atoms: &str| len / atoms.len().max(1);
        let body = match &self.shape {
            Shape::Repeat(a) => a.repeat(times(a)),
            Shape::Sandwich(a, b) => {
                let count = len / (a.len() + b.len());
                format!("{}{}", a.repeat(count), b.repeat(count))
            }
            Shape::Tree(a, b) => {
                let mut tree = String::new();
                while tree.len() < len {
                    tree = format!("{a}{tree}{tree}{b}");
                }
                tree
            }
            Shape::Count(a, b) => {
                let count = len / (a.len() + b.len() + 4);
                (0..count).map(|number| format!("{a}{number}{b}")).collect()
            }
        };
        format!("{before}{body}{after}")
    }
}

/// As it stands in the corpus: language, frame, shape and atoms, separated by tabs, with escapes.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shape, a, b) = match &self.shape {
            Shape::Repeat(a) => ("repeat", a.as_str(), ""),
            Shape::Sandwich(a, b) => ("sandwich", a.as_str(), b.as_str()),
            Shape::Tree(a, b) => ("tree", a.as_str(), b.as_str()),
            Shape::Count(a, b) => ("count", a.as_str(), b.as_str()),
        };
        let fields = [format!("{:?}", self.language), self.frame.to_string()];
        write!(
            f,
            "{}\t{shape}\t{}\t{}",
            fields.join("\t"),
            quoted(a),
            quoted(b)
        )
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// The pattern that a line of the corpus is.
pub fn pattern(line: &str) -> Option<Pattern> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [language, frame, shape, a, b] = fields[..] else {
        return None;
    };
    let language = LANGUAGES
        .into_iter()
        .find(|it| format!("{it:?}") == language)?;
    let (a, b) = (serde_json::from_str(a).ok()?, serde_json::from_str(b).ok()?);
    Some(Pattern {
        language,
        frame: frame
            .parse()
            .ok()
            .filter(|it| *it < language.frames().len())?,
        shape: match shape {
            "repeat" => Shape::Repeat(a),
            "sandwich" => Shape::Sandwich(a, b),
            "tree" => Shape::Tree(a, b),
            "count" => Shape::Count(a, b),
            _ => return None,
        },
    })
}
