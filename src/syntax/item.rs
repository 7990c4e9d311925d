use std::fmt;
use std::sync::Arc;

use crate::config::Form;
use crate::text::Span;

use super::Previous;
use super::sign::Sign;

/// What ties a marker to its note.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Label {
    /// A printed number.
    Number(u32),
    /// A number that is printed with its page.
    Paged {
        /// The page.
        page: u32,
        /// The number on the page.
        number: u32,
    },
    /// A number that is written as another sign: `(1)`, `†`.
    Signed {
        /// The kind of sign.
        sign: Sign,
        /// The number that it stands for.
        number: u32,
    },
    /// A label as written between `[^` and `]`.
    Name(Arc<str>),
}

impl Label {
    /// The label that `written` is between `[^` and `]`. NUL is U+FFFD (CommonMark 0.31, "Insecure characters").
    pub(crate) fn named(written: &str) -> Label {
        match memchr::memchr(0, written.as_bytes()) {
            None => Label::Name(written.into()),
            Some(_) => Label::Name(written.replace('\0', "\u{fffd}").into()),
        }
    }

    /// The label as written between `[^` and `]`; empty for a printed number.
    pub fn name(&self) -> &str {
        match self {
            Label::Number(_) | Label::Paged { .. } | Label::Signed { .. } => "",
            Label::Name(name) => name,
        }
    }

    /// The number that the label is or spells.
    pub fn number(&self) -> Option<u32> {
        match self {
            Label::Number(number) | Label::Paged { number, .. } | Label::Signed { number, .. } => {
                Some(*number)
            }
            Label::Name(name) if name.bytes().all(|byte| byte.is_ascii_digit()) => {
                name.parse().ok()
            }
            Label::Name(_) => None,
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Label::Number(number) => write!(f, "{number}"),
            Label::Paged { page, number } => write!(f, "{page}/{number}"),
            Label::Signed { sign, number } => sign.write(*number, f),
            Label::Name(name) => f.write_str(name),
        }
    }
}

/// Something in a block that the rest of the document has to know of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Where it is, in bytes from the start of its block.
    pub span: Span,
    /// What it is.
    pub kind: ItemKind,
}

impl Item {
    /// Whether it is a plain number that only a chain of numbers makes a marker.
    pub fn is_mere_number(&self) -> bool {
        matches!(
            self.kind,
            ItemKind::Flattened {
                confidence: Confidence::Loose | Confidence::Apart,
                ..
            }
        )
    }
}

/// The kinds of [`Item`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ItemKind {
    /// A candidate for a marker.
    Marker {
        /// How it is written.
        form: Form,
        /// What it is called. An inline note has the empty name.
        label: Label,
        /// What its block tells of it.
        confidence: Confidence,
    },
    /// A candidate for the opener of a note.
    Note {
        /// How it is written.
        form: Form,
        /// What it is called.
        label: Label,
        /// What its block tells of it.
        confidence: Confidence,
        /// The block before.
        follows: Previous,
    },
    /// A heading, or a line that may be one.
    Heading {
        /// How it is written.
        kind: HeadingKind,
        /// From 1.
        level: u8,
        /// Its text folded and hashed, to tell equal ones.
        text: u64,
        /// Whether it is called Notes, or the like in another language.
        notes: bool,
    },
    /// A paragraph right after a note: the second half, if notes cut a paragraph in two.
    Continuation {
        /// Whether it begins with a small letter.
        is_lowercase: bool,
    },
    /// A candidate for a source cited by its key: `[@key]`, `@key`. The `-` that leaves its author out is no
    /// part of it.
    Citation {
        /// The key, without its `@` and its braces.
        key: Arc<str>,
        /// In brackets it is certain; elsewhere it may name a person.
        confidence: Confidence,
    },
    /// Where a brief says itself what a key stands for: `[@tag:name]: doi:…`, or `id: name` among the
    /// `references` of its front matter.
    Key {
        /// The key.
        key: Arc<str>,
    },
    /// A label that may be taken for a marker or a citation elsewhere: that of a link reference definition,
    /// `[1]: …`, `[@name]: …` (CommonMark 0.31, "Link reference definitions"), or of an example, `(@name) …`
    /// (Pandoc manual, "Numbered example lists").
    LinkLabel {
        /// The label, without its brackets.
        label: Arc<str>,
    },
    /// Where the number at the same place leads, or the way back from a note: the name of a place in the brief.
    LeadsTo {
        /// The name, without its `#`.
        name: Arc<str>,
    },
    /// The opener of a note in a field of the front matter. Pandoc reads it with the notes of the text; it is none that
    /// can be moved or numbered here.
    FieldNote {
        /// Its label.
        label: Label,
    },
    /// What an author meant for a footnote and no renderer takes for one.
    Malformed {
        /// What the footnote would be called; empty for an inline one.
        label: Arc<str>,
        /// What is wrong with it.
        what: Malformation,
    },
    /// A number that may be what copying left of a marker: `policy.3 The`.
    Flattened {
        /// The number.
        number: u32,
        /// Where it is doubtful, only a number that comes next is a marker.
        confidence: Confidence,
        /// Whether it is raised, and stands before its word.
        is_raised: bool,
    },
    /// Where an inline note ends and the next one begins, with no space after the first.
    Unspaced,
    /// `[^label]` where no renderer takes it for a marker: in code or a block of HTML.
    Unread {
        /// The label, without its brackets.
        label: Arc<str>,
    },
    /// A name that a link may lead to: `<a id="name">`, `{#name}`.
    Anchor {
        /// The name.
        name: Arc<str>,
    },
    /// Something that only Pandoc reads.
    PandocSign,
    /// A comment `<!-- brief-ls-ignore … -->`.
    Suppression {
        /// Whether it holds for the whole file.
        file: bool,
        /// Whether it stands alone, and so speaks of the block after it.
        alone: bool,
    },
}

impl ItemKind {
    /// The key that stands for all keys (Pandoc manual, "Including uncited items in the bibliography").
    pub const ALL_KEYS: &str = "*";

    /// Whether both are the same to the table of pairs, which does not ask what a heading says but for a line laid
    /// out as one.
    pub fn pairs_like(&self, other: &ItemKind) -> bool {
        use ItemKind::Heading;
        match (self, other) {
            (
                Heading {
                    kind,
                    level,
                    notes,
                    text,
                },
                Heading {
                    kind: other_kind,
                    level: other_level,
                    notes: other_notes,
                    text: other_text,
                },
            ) => {
                (kind, level, notes) == (other_kind, other_level, other_notes)
                    && (*kind == HeadingKind::Real || text == other_text)
            }
            _ => self == other,
        }
    }
}

/// What a block alone tells of a candidate.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Confidence {
    /// It is what it looks like, if the document has the form at all.
    Certain,
    /// It may be something else: only a match elsewhere makes it one.
    Doubtful,
    /// A plain number that touches its word where few markers do, `FISMA22`: only a chain of numbers that count up
    /// makes it one.
    Loose,
    /// The same, and a space stands before it: `word 12`.
    Apart,
    /// It stands with others in brackets: `[0–10]` may be an interval.
    Grouped,
    /// A plain word: as a Markdown label, a marker where the document has footnotes; after an `@`, a key
    /// where it is known, or where the document is for Pandoc.
    Word,
    /// A Markdown marker that Pandoc reads and GitHub does not: in a block of HTML, or at the end of a bare
    /// address, which GitHub makes a link of, marker and all.
    PandocOnly,
    /// A Markdown marker in a field of the front matter: Pandoc reads it, for GitHub it is no text.
    FrontMatter,
    /// A number in parentheses behind a comma, a colon or a word such as `and`, where the items of a list in a
    /// sentence have theirs: `(1) grow, and (2) save`.
    Listed,
    /// It links within the brief: only the place where the link leads makes it a marker, and only a link that leads
    /// there makes it a note.
    Linked,
    /// A Markdown note that interrupts a paragraph: GitHub reads it, Pandoc does not.
    Interrupting,
    /// A Markdown note of one line over a line of `-` or `=`: GitHub reads it, Pandoc sees a heading.
    Underlined,
}

/// How a footnote is written wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Malformation {
    /// `[^1` without its closing bracket.
    Unclosed,
    /// `[^ 1]`.
    Spaced,
    /// `[1^]`.
    CaretLast,
    /// `[^1] : text`, the opener of a note with its colon apart.
    OpenerApart,
    /// `[^1] Text`, the opener of a note without its colon.
    OpenerBare {
        /// Whether a space follows it.
        spaced: bool,
    },
    /// `[label] Text`, the opener of a note without its caret and colon.
    NoCaret,
    /// `\[^1]`, a marker whose bracket is escaped.
    Escaped,
    /// `\[^1] Text`, the opener of a note that is escaped.
    OpenerEscaped,
    /// `[^1]: text` in a block of HTML, where no renderer parses it.
    OpenerInHtml,
    /// `[^my note]`.
    Parted,
    /// `[^my note]: text`, the opener of a note.
    OpenerParted,
    /// `^[` without a closing bracket.
    UnclosedInline,
    /// `^[` in more inline notes than are read.
    NestedInline,
    /// `^[text](`, an inline note right before this bracket.
    InlineBeforeBracket(char),
    /// A line right below a note that GitHub ends the note at, and Pandoc takes into it.
    Swallowed,
    /// The head of the next note in the middle of a note's text.
    OpenerWithin,
}

/// How a heading is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeadingKind {
    /// With `#` or an underline.
    Real,
    /// A line that stands alone.
    Line,
}
