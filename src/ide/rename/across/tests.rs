use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::bibliography::BibliographyFormat;
use crate::index::{Brief, DocumentContext, LinkDestination, Paths, Summary};
use crate::syntax::DocumentKind;
use crate::testing::{cursor, document};
use crate::text::Text;

use super::*;

const BIB: &str = "refs.bib";

/// A folder in which every brief may cite the one bibliography.
struct Folder(BTreeMap<&'static str, String>);

impl Folder {
    fn text(&self, path: &Path) -> Option<&String> {
        self.0.get(path.file_name()?.to_str()?)
    }

    fn parsed(&self, path: &Path) -> Result<Document, String> {
        let text = self.text(path).ok_or("does not exist")?;
        Ok(document(DocumentKind::Markdown, text))
    }

    fn summaries(&self) -> impl Iterator<Item = (Arc<Path>, Arc<Summary>)> {
        let briefs = self.0.keys().filter(|name| **name != BIB);
        let paths = briefs.map(|name| Arc::<Path>::from(Path::new("/w").join(name)));
        paths.filter_map(|path| {
            let summary = Summary::of(&self.parsed(&path).ok()?);
            Some((path, Arc::new(summary)))
        })
    }

    fn workspace(&self) -> Workspace {
        let brief = |(path, summary)| {
            let bibliographies = Arc::from([PathBuf::from("/w/refs.bib")]);
            let brief = Brief {
                summary,
                bibliographies,
                cited: Arc::default(),
            };
            (path, brief)
        };
        Workspace::new(self.summaries().map(brief).collect())
    }
}

impl Files for Folder {
    fn brief(&self, path: &Path) -> Result<Document, String> {
        let others = || self.summaries().filter(|(other, _)| **other != *path);
        let known = others().map(|(other, summary)| {
            let name = other.file_name().and_then(|it| it.to_str());
            let name = name.unwrap_or_default().into();
            (name, Some(LinkDestination::Brief(other, summary)))
        });
        let keys = others().flat_map(|(_, it)| it.defines.to_vec());
        let bibliography = self.bibliography(Path::new("/w/refs.bib")).ok();
        let context = DocumentContext {
            bibliographies: bibliography.into_iter().collect(),
            keys: Arc::new(keys.collect()),
            paths: Paths::default().replaced(known.collect()),
            ..DocumentContext::default()
        };
        Ok(self.parsed(path)?.with_context(Arc::new(context)))
    }

    fn bibliography(&self, path: &Path) -> Result<Arc<Bibliography>, String> {
        let text = self.text(path).ok_or("does not exist")?;
        let text = Text::new(text);
        Ok(Arc::new(Bibliography::read(
            path,
            text,
            BibliographyFormat::BibTex,
        )))
    }
}

/// The files, of which one has a cursor, after what is there is called `name`, or why it is not.
fn renamed(files: &[(&'static str, &str)], name: &str) -> Result<Vec<String>, String> {
    let (mut asked, mut offset) = (PathBuf::new(), 0);
    let files = files.iter().map(|(file, fixture)| {
        let mut text = (*fixture).to_owned();
        if fixture.contains('|') {
            asked = Path::new("/w").join(file);
            (text, offset) = cursor(fixture);
        }
        (*file, text)
    });
    let mut folder = Folder(files.collect());
    let workspace = folder.workspace();
    let edited = match asked.ends_with(BIB) {
        true => rename_entry(&asked, offset, name, &workspace, &folder),
        false => rename_across(&asked, offset, name, &workspace, &folder),
    };
    for file in edited.map_err(|why| why.to_string())? {
        let name = file.path.file_name().and_then(|it| it.to_str());
        let text = name.and_then(|name| folder.0.get_mut(name));
        *text.expect("a file of the folder") =
            file.edits.apply(file.text.as_ref().unwrap()).to_string();
    }
    Ok(folder.0.into_values().collect())
}

/// Asserts that from each place of `old` in braces the files become those with `new` there.
#[track_caller]
fn assert_renamed(files: &[(&'static str, &str)], old: &str, new: &str) {
    let filled = |name: &str| -> Vec<_> {
        let texts = files.iter().map(|(_, text)| text.replace("{}", name));
        texts.collect()
    };
    let old_texts = filled(old);
    for (index, (_, text)) in files.iter().enumerate() {
        for (at, _) in text.match_indices("{}") {
            let before = text[..at].replace("{}", old);
            let mut texts = old_texts.clone();
            texts[index].insert(before.len() + 1, '|');
            let names = files.iter().map(|(name, _)| *name);
            let marked: Vec<_> = names.zip(texts.iter().map(String::as_str)).collect();
            assert_eq!(renamed(&marked, new), Ok(filled(new)), "from {marked:?}");
        }
    }
}

#[track_caller]
fn assert_refused(files: &[(&'static str, &str)], name: &str, why: &str) {
    let refused = renamed(files, name).expect_err("a refusal");
    assert!(refused.contains(why), "{refused}");
}

#[test]
fn a_key_in_its_bibliography_and_in_every_brief_that_cites_it() {
    let files = [
        ("a.md", "As @{} [p. 3] says [see -@{}; @sen1999].\n"),
        (
            "b.md",
            "---\nnocite: '@{}'\n---\n\nRain.^[See @{}.] Mail roy@a.example.\n",
        ),
        ("c.md", "Nothing of royal [@sen1999].\n"),
        (
            BIB,
            "@book{{}, title = {Rivers}}\n@book{sen1999, title = {The Sea}}\n",
        ),
    ];
    assert_renamed(&files, "roy", "roy:2021a");
}

#[test]
fn entries_that_name_it_follow() {
    let before = "@book{ro|y, title = {Rivers}}\n@inbook{part, crossref = {roy}, title = {A}}\n\
        @set{s, entryset = \"sen, roy ,royal\"}\n";
    let after = before
        .replacen('|', "", 1)
        .replace("{roy", "{x")
        .replace(" roy ", " x ");
    assert_eq!(renamed(&[(BIB, before)], "x"), Ok(vec![after]));
}

#[test]
fn braces_where_the_new_key_needs_them() {
    let files = [
        ("a.md", "A [@ro|y, p. 3] and [@{roy}].\n"),
        (BIB, "@book{roy, title = {A}}\n"),
    ];
    let after = [
        "A [@{odd+}, p. 3] and [@{odd+}].\n",
        "@book{odd+, title = {A}}\n",
    ];
    assert_eq!(renamed(&files, "odd+"), Ok(after.map(str::to_owned).into()));
    let after = [
        "A [@rao, p. 3] and [@{rao}].\n",
        "@book{rao, title = {A}}\n",
    ];
    assert_eq!(renamed(&files, "rao"), Ok(after.map(str::to_owned).into()));
}

#[test]
fn a_key_that_briefs_define_for_themselves() {
    let files = [
        ("a.md", "As [@{}].\n\n[@{}]: doi:10.1234/a\n"),
        ("b.md", "So says [@{}; @tag:b].\n"),
        (
            "c.md",
            "---\nreferences:\n- id: other\n  title: A\n---\n\nNothing.\n",
        ),
    ];
    assert_renamed(&files, "tag:a", "tag:new");
    let own = [(
        "a.md",
        "---\nreferences:\n- id: {}\n  title: A\n---\n\nAs [@{}].\n",
    )];
    assert_renamed(&own, "roy", "rao");
}

#[test]
fn a_key_that_means_something_else_in_a_brief_stays() {
    let files = [
        ("a.md", "A [@ro|y].\n"),
        ("b.md", "B [@roy].\n\n[@roy]: doi:10.1234/a\n"),
        (BIB, "@book{roy, title = {A}}\n"),
    ];
    let after = ["A [@rao].\n", files[1].1, "@book{rao, title = {A}}\n"];
    assert_eq!(renamed(&files, "rao"), Ok(after.map(str::to_owned).into()));
}

#[test]
fn the_second_entry_of_a_key_goes_alone() {
    let files = [
        ("a.md", "A [@roy].\n"),
        (BIB, "@book{roy, title = {A}}\n@book{ro|y, title = {B}}\n"),
    ];
    let after = [
        "A [@roy].\n",
        "@book{roy, title = {A}}\n@book{rao, title = {B}}\n",
    ];
    assert_eq!(renamed(&files, "rao"), Ok(after.map(str::to_owned).into()));
}

#[test]
fn a_key_that_is_taken_or_illegal() {
    let bib =
        "@book{roy, ids = {old}, title = {A}}\n@book{sen, title = {B}}\n@book{bad, title = {C\n";
    let files = [
        ("a.md", "A [@ro|y].\n"),
        ("b.md", "B [@rain].\n"),
        (BIB, bib),
    ];
    for name in ["", " ", "a b", "a{b", "a}", "a,b", "a\nb"] {
        assert!(renamed(&files, name).is_err(), "{name:?}");
    }
    assert_refused(&files, "@rose", "without the @");
    assert_refused(&files, "sen", "An entry with the key sen already exists.");
    assert_refused(&files, "old", "An entry with the key old already exists.");
    assert_refused(&files, "bad", "An entry with the key bad already exists.");
    assert_refused(
        &files,
        "rain",
        "/w/b.md: The text already cites @rain, which has no source",
    );
    assert_refused(&[("a.md", "A [@ol|d].\n"), (BIB, bib)], "x", "an alias");
    assert_refused(
        &[("a.md", "A [@ba|d].\n"), (BIB, bib)],
        "x",
        "cannot be parsed",
    );
    assert_refused(
        &[("a.md", "A [@no|ne].\n"), (BIB, bib)],
        "x",
        "No bibliography",
    );
    let own = [
        ("a.md", "A [@ro|y; @x].\n\n[@x]: doi:10.1234/a\n"),
        (BIB, bib),
    ];
    assert_refused(&own, "x", "already");
    let same = renamed(&files, "roy").map(|texts| texts[0].clone());
    assert_eq!(same.as_deref(), Ok("A [@roy].\n"));
}

#[test]
fn a_heading_and_the_links_to_it_in_other_files() {
    let a = "# One\n\n## Two words\n\n[it](#two-words), [too](a.md#two-words).\n";
    let b = "# B\n\n[x](a.md#two-words 'A') [y](a.md#one) [z](./a.md)\n\n[w]: <a.md#Two-Words>\n";
    let c = "# Two words\n\n[own](#two-words)\n";
    let expected = [
        a.replace("Two words", "3 More?")
            .replace("#two-words", "#3-more"),
        b.replace("#two-words", "#3-more")
            .replace("#Two-Words", "#3-more"),
        c.to_owned(),
    ];
    let from = [
        (a.replace("Two", "T|wo"), b.to_owned()),
        (a.to_owned(), b.replace("(a.md#two", "(a.md#t|wo")),
    ];
    for (a, b) in &from {
        let files = [("a.md", a.as_str()), ("b.md", b.as_str()), ("c.md", c)];
        assert_eq!(renamed(&files, "3 More?"), Ok(expected.to_vec()));
        let taken = renamed(&files, "One").expect_err("a refusal");
        assert!(taken.contains("ambiguous"), "{taken}");
    }
}

#[test]
fn links_to_a_heading_with_the_name_of_the_page_or_in_another_case() {
    let files = [
        (
            "a.md",
            "[x](b#there) [y](b.html#there) [z](B.md#there) [w](b.md#there)\n",
        ),
        ("b.md", "# Th|ere\n"),
    ];
    let after = [
        "[x](b#here) [y](b.html#here) [z](B.md#here) [w](b.md#here)\n",
        "# Here\n",
    ];
    assert_eq!(renamed(&files, "Here"), Ok(after.map(str::to_owned).into()));
}
