//! What is wrong with a brief. One rule is one file in `rules`, and beside it its page.

mod back_references;
mod bibliography;
mod change;
mod checker;
mod fault;
mod finding;
mod fix_all;
#[cfg(test)]
mod pages;
mod places;
mod rules;
mod settings;
mod suppression;

pub use bibliography::{CitedKeys, check_bibliography};
pub use checker::{Checker, Findings};
pub use finding::{Finding, Fix, Related, Remedy};
pub use fix_all::{Repaired, Repairs, fix_all};
pub use rules::{rule, rules};
pub use settings::Settings;

use crate::bibliography::Bibliography;
use crate::config::Level;
use crate::index::{Document, Note};
use crate::syntax::BlockAt;

use bibliography::EntryFault;
use fault::Fault;
use places::Places;

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
    /// Its level in the profile `default` where it is about numbers that the reader of Markdown counts
    /// anew, so that they are never printed.
    pub counted_anew: Level,
    /// Its level in the profile `brief`.
    pub brief: Level,
    /// Whether what it reports could be removed: editors fade it.
    pub unnecessary: bool,
    find: Find,
}

impl Rule {
    /// Where its page is on the web; none as long as the package names no repository.
    pub fn url(&self) -> Option<String> {
        let repository = Some(env!("CARGO_PKG_REPOSITORY")).filter(|url| !url.is_empty())?;
        Some(format!(
            "{repository}/blob/main/docs/rules/{}.md",
            self.code
        ))
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

/// What a rule looks at; an edit that leaves it the same leaves the rule's findings.
enum Find {
    /// The marks of the whole document and the table of pairs.
    Marks(fn(&Document) -> Vec<Fault>),
    /// The headings and what they say.
    Headings(fn(&Document) -> Vec<Fault>),
    /// The text of all notes, the table of pairs and the surroundings.
    Notes(fn(&Document) -> Vec<Fault>),
    /// The same; and, block by block, the running text that names notes, and what the table of pairs says of these.
    References(
        fn(&Document) -> Vec<Fault>,
        fn(&Document, BlockAt<'_>) -> Vec<Fault>,
    ),
    /// The text of one note.
    Note(fn(&Document, &Note) -> Vec<Fault>),
    /// The text of one block, and that of its neighbours.
    Block(fn(&Document, BlockAt<'_>) -> Vec<Fault>),
    /// The same, and what the table of pairs says of the marks in them.
    Settled(fn(&Document, BlockAt<'_>) -> Vec<Fault>),
    /// The text of one block, and the places in the document that a link may lead to.
    Links(fn(&Document, &Places<'_>, BlockAt<'_>) -> Vec<Fault>),
    /// A bibliography and the keys that are cited of it, if that is known; no brief.
    Bibliography(fn(&Bibliography, Option<&CitedKeys>) -> Vec<EntryFault>),
}

/// The findings in `document`, by place.
pub fn check(document: &Document, settings: &Settings) -> Vec<Finding> {
    Checker::default()
        .check(document, settings)
        .resolve(document)
}
