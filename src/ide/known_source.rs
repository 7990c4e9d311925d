//! A source under the cursor as the whole workspace knows it: every place that cites it, how often and where else.

use std::path::Path;
use std::sync::Arc;

use crate::index::{CitedBy, Document, SourceKey, Workspace};
use crate::text::{LineRange, Span};

use super::cited_source::{self, SourceAt};
use super::cursor::target;
use super::hover::Hover;

/// More briefs than this that cite a source are counted, not named.
const MOST_BRIEFS: usize = 8;

/// More notes than this of one brief are not named.
const MOST_NOTES: usize = 8;

/// A source under the cursor: its title, or words that lead back to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceHere {
    /// What is under the cursor, in bytes of the document.
    pub span: Span,
    /// By what the source is known again.
    pub keys: Vec<SourceKey>,
    /// Whether it is the title.
    is_title: bool,
}

/// The source under a cursor at `offset`, if anything tells what it is.
pub fn source_here(document: &Document, offset: usize) -> Option<SourceHere> {
    let target = target(document, offset)?;
    let source = cited_source::at(document, &target, offset)?;
    let work = document.sources().work(source.citation()?)?;
    (!work.keys.is_empty()).then(|| SourceHere {
        span: source.span(),
        keys: work.keys.clone(),
        is_title: matches!(source, SourceAt::Title(_)),
    })
}

/// Every place of `workspace` that cites a source, in full or by leading back to it: those in the brief at `path`
/// first, and the first of them counts as the declaration; the others by path. The same from each of its citations, but
/// for the order.
pub fn source_references(
    workspace: &Workspace,
    path: &Path,
    source: &SourceHere,
) -> Vec<(Arc<Path>, LineRange)> {
    let citing = workspace.citing_source(&source.keys);
    let (own, others): (Vec<_>, Vec<_>) = citing.into_iter().partition(|(it, _)| ***it == *path);
    let places = |(path, source): CitedBy| {
        let path = path.clone();
        let places = source.places.iter().map(move |it| (path.clone(), it.place));
        places.collect::<Vec<_>>()
    };
    let mut own: Vec<_> = own.into_iter().flat_map(places).collect();
    own.sort();
    own.extend(others.into_iter().flat_map(places));
    own
}

/// The hover text of a source in the brief at `path`, where other briefs of `workspace` cite it too;
/// `alone` is that text without them.
pub fn source_hover(
    workspace: &Workspace,
    path: &Path,
    source: &SourceHere,
    alone: Option<Hover>,
) -> Option<Hover> {
    let citing = workspace.citing_source(&source.keys);
    let (own, others): (Vec<_>, Vec<_>) = citing.into_iter().partition(|(it, _)| ***it == *path);
    if others.is_empty() {
        return alone;
    }
    let times = own.iter().map(|(_, source)| source.places.len()).sum();
    let elsewhere = elsewhere(path, times, &others);
    // Where else in the brief a title is cited is told with how often.
    let alone = alone.filter(|_| !source.is_title);
    Some(match alone {
        Some(hover) => Hover {
            markdown: format!("{}\n\n{elsewhere}", hover.markdown),
            ..hover
        },
        None => Hover {
            span: source.span,
            markdown: elsewhere,
        },
    })
}

/// The briefs of `workspace` but the one at `own` that cite a source of these keys, each once, by path: the path from the
/// folder of that one, or the name.
pub fn cited_elsewhere(workspace: &Workspace, own: &Path, keys: &[SourceKey]) -> Vec<String> {
    let citing = workspace.citing_source(keys).into_iter();
    let mut briefs: Vec<_> = citing.map(|(path, _)| path).collect();
    briefs.dedup();
    briefs.retain(|path| ***path != *own);
    briefs.into_iter().map(|path| name(path, own)).collect()
}

/// `Cited twice in this brief, and in 2 others: …`.
fn elsewhere(path: &Path, times: usize, others: &[CitedBy]) -> String {
    let mut briefs: Vec<(&Path, Vec<&str>)> = Vec::new();
    for (other, source) in others {
        let notes = source.places.iter().map(|place| &*place.note);
        match briefs.last_mut() {
            Some((last, known)) if *last == &***other => known.extend(notes),
            _ => briefs.push((other, notes.collect())),
        }
    }
    let times = match times {
        0 | 1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    };
    let others = match briefs.len() {
        1 => "in another".to_owned(),
        count => format!("in {count} others"),
    };
    let shown = briefs.iter().take(MOST_BRIEFS);
    let shown: Vec<_> = shown
        .map(|(other, labels)| format!("`{}` ({})", name(other, path), notes(labels)))
        .collect();
    let more = match briefs.len().saturating_sub(MOST_BRIEFS) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!(
        "Cited {times} in this brief, and {others}: {}{more}.",
        shown.join(", ")
    )
}

/// The path of a brief from the folder of the one at `own`, where it is below that; else its name.
fn name(path: &Path, own: &Path) -> String {
    let folder = own.parent().filter(|folder| folder.parent().is_some());
    let below = folder.and_then(|folder| path.strip_prefix(folder).ok());
    let name = below.or(path.file_name().map(Path::new)).unwrap_or(path);
    name.display().to_string().replace('`', "'")
}

/// `n. 3, 7`, each note once.
fn notes(labels: &[&str]) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for label in labels {
        if !seen.contains(label) {
            seen.push(label);
        }
        if seen.len() > MOST_NOTES {
            seen.pop();
            seen.push("…");
            break;
        }
    }
    format!("n. {}", seen.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::hover;
    use crate::syntax::DocumentKind;
    use crate::testing::{citing_workspace, cursor, document};
    use crate::text::Encoding;

    const OWN: &str = "/w/own.md";

    /// The workspace of these briefs and one with a cursor, and the source under it.
    #[track_caller]
    fn asked(fixture: &str, others: &[(&str, &str)]) -> (Workspace, Document, usize) {
        let (text, offset) = cursor(fixture);
        let mut briefs = vec![(OWN, text.as_str())];
        briefs.extend(others);
        let workspace = citing_workspace(&briefs);
        (workspace, document(DocumentKind::Markdown, &text), offset)
    }

    fn places(fixture: &str, others: &[(&str, &str)]) -> Vec<String> {
        let (workspace, document, offset) = asked(fixture, others);
        let Some(source) = source_here(&document, offset) else {
            return Vec::new();
        };
        let found = source_references(&workspace, Path::new(OWN), &source);
        let shown = |(path, place): &(Arc<Path>, LineRange)| {
            let at = place.start(Encoding::Utf8);
            format!("{}:{}:{}", path.display(), at.line, at.column)
        };
        found.iter().map(shown).collect()
    }

    fn told(fixture: &str, others: &[(&str, &str)]) -> Option<String> {
        let (workspace, document, offset) = asked(fixture, others);
        let alone = hover(&document, offset);
        let source = source_here(&document, offset)?;
        let hover = source_hover(&workspace, Path::new(OWN), &source, alone)?;
        Some(hover.markdown)
    }

    const ROE: &str = "A.[^1]\n\n[^1]: Jane Roe, *Dams of the World* (Oxford, 2010), p. 3.\n";
    const AGAIN: &str =
        "A.[^a] B.[^b]\n\n[^a]: J. Roe, *Dams of the World*, 2010.\n[^b]: Ibid., p. 9.\n";
    #[test]
    fn the_other_briefs_that_cite_a_source() {
        let others = [("/w/b.md", ROE), ("/w/c.md", OTHER), ("/x/d.md", AGAIN)];
        let (workspace, document, offset) = asked(&ROE.replace("Dams", "Da|ms"), &others);
        let keys = source_here(&document, offset).unwrap().keys;
        let found = cited_elsewhere(&workspace, Path::new(OWN), &keys);
        assert_eq!(found, ["b.md", "d.md"]);
    }

    const OTHER: &str = "A.[^1]\n\n[^1]: Jane Roe, *Rivers of the World* (Oxford, 2010), p. 3.\n";

    #[test]
    fn every_place_of_every_brief_from_a_title_and_from_what_leads_back() {
        let others = [("/w/b.md", ROE), ("/w/c.md", OTHER)];
        let all = ["/w/own.md:2:15", "/w/own.md:3:6", "/w/b.md:2:17"];
        for (from, to) in [("Dams", "Da|ms"), ("Ibid", "Ib|id")] {
            let fixture = AGAIN.replace(from, to);
            assert_eq!(places(&fixture, &others), all);
        }
        let fixture = ROE.replace("Dams", "Da|ms");
        let all = ["/w/own.md:2:17", "/w/a.md:2:15", "/w/a.md:3:6"];
        assert_eq!(places(&fixture, &[("/w/a.md", AGAIN)]), all);
        let elsewhere = ROE.replace("A.", "|A.");
        assert_eq!(places(&elsewhere, &[("/w/a.md", AGAIN)]), [""; 0]);
    }

    #[test]
    fn how_often_and_where_else() {
        let others = [("/w/sub/b.md", ROE), ("/x/c.md", AGAIN), ("/w/d.md", OTHER)];
        let title = AGAIN.replace("Dams", "Da|ms");
        assert_eq!(
            told(&title, &others).as_deref(),
            Some(
                "Cited twice in this brief, and in 2 others: `sub/b.md` (n. 1), `c.md` (n. a, b)."
            )
        );
        let back = AGAIN.replace("Ibid", "Ib|id");
        assert_eq!(
            told(&back, &others[..1]).as_deref(),
            Some(
                "**Note a**\n\nJ. Roe, *Dams of the World*, 2010.\n\n\
                Cited twice in this brief, and in another: `sub/b.md` (n. 1)."
            )
        );
    }

    #[test]
    fn briefs_beyond_a_few_are_counted() {
        let names: Vec<String> = (0..12)
            .map(|number| format!("/w/b{number:02}.md"))
            .collect();
        let others: Vec<_> = names.iter().map(|name| (name.as_str(), ROE)).collect();
        let told = told(&ROE.replace("Dams", "Da|ms"), &others).expect("a hover");
        assert!(told.starts_with("Cited once in this brief, and in 12 others: `b00.md` (n. 1), "));
        assert!(told.ends_with("`b07.md` (n. 1) and 4 more."), "{told}");
    }

    #[test]
    fn a_source_that_no_other_brief_cites_is_told_of_as_before() {
        let others = [("/w/d.md", OTHER)];
        let own = told(&ROE.replace("Dams", "Da|ms"), &others).expect("a hover");
        assert!(own.starts_with("Note 1 has one marker:"), "{own}");
        assert_eq!(
            told(&AGAIN.replace("Dams", "Da|ms"), &others).as_deref(),
            Some("This source is cited in notes a, b.")
        );
    }
}
