//! What a rule is, and what it looks at.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::bibliography::Bibliography;
use crate::config::Level;
use crate::index::{Document, Note, Passage};
use crate::syntax::BlockAt;

use super::places::Places;
use super::raw_diagnostic::{EntryFault, RawDiagnostic};

/// One rule: its code, its page, how loud it is and how it looks.
pub struct Rule {
    /// The stable name, as configuration and suppression comments write it.
    pub code: &'static str,
    /// One line on what it reports.
    pub summary: &'static str,
    /// The rule's page, in Markdown.
    pub page: &'static str,
    /// Its level in the profile `default`.
    pub default: Level,
    /// Its level in the profile `default` for minor findings (see `RawDiagnostic::is_minor`).
    pub when_minor: Level,
    /// Its level in the profile `brief`.
    pub brief: Level,
    /// Whether what it reports could be removed: editors fade it.
    pub is_unnecessary: bool,
    /// The codes of what a fix of its own may leave to its author: a note that is added has no text yet.
    pub fix_may_leave: &'static [&'static str],
    find: Find,
    also: Option<Find>,
}

impl Rule {
    /// A rule of that level in every profile.
    pub(super) const fn new(code: &'static str, level: Level, find: Find) -> Rule {
        Rule {
            code,
            summary: "",
            page: "",
            default: level,
            when_minor: level,
            brief: level,
            is_unnecessary: false,
            fix_may_leave: &[],
            find,
            also: None,
        }
    }

    /// Looks at something else as well.
    pub(super) const fn and(mut self, find: Find) -> Rule {
        self.also = Some(find);
        self
    }

    /// What it looks at.
    pub(super) fn finds(&self) -> impl Iterator<Item = &Find> {
        std::iter::once(&self.find).chain(&self.also)
    }

    /// With one line on what it reports.
    pub(super) const fn summary(mut self, summary: &'static str) -> Rule {
        self.summary = summary;
        self
    }

    /// With its page.
    pub(super) const fn page(mut self, page: &'static str) -> Rule {
        self.page = page;
        self
    }

    /// With another level for minor findings.
    pub(super) const fn when_minor(mut self, level: Level) -> Rule {
        self.when_minor = level;
        self
    }

    /// Of that level in the profile `brief` alone.
    pub(super) const fn in_brief_alone(code: &'static str, level: Level, find: Find) -> Rule {
        Rule::new(code, Level::Off, find).in_brief(level)
    }

    /// With another level in the profile `brief`.
    pub(super) const fn in_brief(mut self, level: Level) -> Rule {
        self.brief = level;
        self
    }

    /// What it reports could be removed.
    pub(super) const fn unnecessary(mut self) -> Rule {
        self.is_unnecessary = true;
        self
    }

    /// Its fix may leave findings of these rules.
    pub(super) const fn fix_may_leave(mut self, codes: &'static [&'static str]) -> Rule {
        self.fix_may_leave = codes;
        self
    }

    /// Where its page is on the web; none unless the build names an address in `BRIEF_LS_RULE_PAGES`, with `{code}`
    /// for the code: without one, a link would lead nowhere.
    pub fn url(&self) -> Option<String> {
        let pages = option_env!("BRIEF_LS_RULE_PAGES").filter(|address| !address.is_empty())?;
        Some(pages.replace("{code}", self.code))
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

/// The keys that the briefs of a bibliography cite.
pub type CitedKeys = FxHashSet<Arc<str>>;

/// What a rule looks at; an edit that leaves it the same leaves the rule's findings.
pub(super) enum Find {
    /// The items of the whole document and the table of pairs.
    Items(fn(&Document) -> Vec<RawDiagnostic>),
    /// The headings and what they say.
    Headings(fn(&Document) -> Vec<RawDiagnostic>),
    /// The text of all notes, the table of pairs, the date of the brief and the context.
    Notes(fn(&Document) -> Vec<RawDiagnostic>),
    /// The same; and, block by block, the running text that names notes, and what the table of pairs says of these.
    References(
        fn(&Document) -> Vec<RawDiagnostic>,
        fn(&Document, BlockAt<'_>) -> Vec<RawDiagnostic>,
    ),
    /// The running text of the whole document, and all that the others look at but the context.
    Prose(fn(&Document) -> Vec<RawDiagnostic>),
    /// The words of one passage.
    Passage(fn(&Passage) -> Vec<RawDiagnostic>),
    /// The text of one note.
    Note(fn(&Document, &Note) -> Vec<RawDiagnostic>),
    /// The text of one block, and that of its neighbours.
    Block(fn(&Document, BlockAt<'_>) -> Vec<RawDiagnostic>),
    /// The same, and what the table of pairs says of the items in them.
    Resolved(fn(&Document, BlockAt<'_>) -> Vec<RawDiagnostic>),
    /// The text of one block, the places in the document that a link may lead to, and which links are markers or in notes.
    Links(fn(&Document, &Places<'_>, BlockAt<'_>) -> Vec<RawDiagnostic>),
    /// A bibliography and the keys that are cited of it, if that is known; no brief.
    Bibliography(fn(&Bibliography, Option<&CitedKeys>) -> Vec<EntryFault>),
}

impl Find {
    /// What a rule finds in all of `document`.
    pub(super) fn all(&self, document: &Document) -> Vec<RawDiagnostic> {
        match self {
            Find::Items(find) | Find::Headings(find) | Find::Notes(find) | Find::Prose(find) => {
                find(document)
            }
            Find::References(find, find_in) => {
                let in_text = document.blocks().iter();
                let in_text = in_text.flat_map(|block| find_in(document, block));
                find(document).into_iter().chain(in_text).collect()
            }
            Find::Passage(find) => document.passages().iter().flat_map(find).collect(),
            Find::Note(find) => {
                let notes = document.notes();
                notes.flat_map(|note| find(document, &note)).collect()
            }
            Find::Block(find) | Find::Resolved(find) => {
                let blocks = document.blocks().iter();
                blocks.flat_map(|block| find(document, block)).collect()
            }
            Find::Links(find) => {
                let places = Places::of(document);
                let blocks = document.blocks().iter();
                blocks
                    .flat_map(|block| find(document, &places, block))
                    .collect()
            }
            Find::Bibliography(_) => Vec::new(),
        }
    }
}
