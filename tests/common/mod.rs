//! Random briefs.

use brief_ls::syntax::DocumentKind;
use proptest::prelude::*;

/// Pieces that mean something to the parser, so that random texts meet its every branch.
const PIECES: &[&str] = &[
    "!!! note\n\n    ",
    "%%",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "    ",
    "\t",
    "[@key; -@",
    " @key",
    "@{",
    "}",
    "[^1]",
    "[^1]: ",
    "[^a]: note",
    "^[inline]",
    "[^",
    "]",
    "[",
    "(",
    ")",
    "](#)",
    "](https://a.org/b)",
    "https://c.org/d",
    "doi:10.1234/",
    "¹",
    "² ",
    "¹⁻³",
    "⁴,⁵",
    "km²",
    "10⁶",
    "> ",
    "- ",
    "1. ",
    "12) ",
    "# ",
    "## Notes",
    "===",
    "---",
    "```",
    "~~~",
    "`",
    "$",
    "$$",
    "\\",
    "<!-- ",
    "-->",
    "<div>",
    "</div>",
    "<pre>",
    "<!-- brief-ls-ignore -->",
    ":::",
    "word",
    "A sentence.",
    "Summary",
    "é",
    "𝒳",
    "e\u{301}",
    "中文",
    "*",
    "_",
    "\u{feff}",
    "\u{2028}",
    "|",
    "http://example.com",
    "<http://a.b>",
    "@key",
    "[@key]",
    "title: x",
    "<!-- c -->\n\n---\n",
    "\n\n---\n",
    "<sup>1</sup>",
    "<sup><a href=\"#fn2\">2</a></sup> ",
    "<li id=\"fn2\">",
    "[1]",
    "[1, 3–5] ",
    "[2] ",
    "〔1〕",
    "［２］",
    "[1]: http://a.b",
    "/1/",
];

/// A text made of such pieces.
pub fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Any kind of document.
pub fn kind() -> impl Strategy<Value = DocumentKind> {
    proptest::sample::select(
        &[
            DocumentKind::Markdown,
            DocumentKind::Pandoc,
            DocumentKind::Mkdocs,
            DocumentKind::Obsidian,
            DocumentKind::Plain,
        ][..],
    )
}
