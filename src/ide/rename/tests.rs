use crate::syntax::DocumentKind::{self, Markdown, Pandoc, Plain};
use crate::testing::{cursor, document};

use super::*;

/// The text of `fixture` after what is under its cursor is called `name`, or why it is not.
fn renamed(kind: DocumentKind, fixture: &str, name: &str) -> Result<String, String> {
    let (text, offset) = cursor(fixture);
    let document = document(kind, &text);
    let edits = rename(&document, offset, name).map_err(|error| error.to_string())?;
    Ok(edits.apply(document.text()).to_string())
}

/// Asserts that what is called `old` at the cursor becomes `new` wherever it stands in braces.
#[track_caller]
fn assert_renamed(kind: DocumentKind, fixture: &str, old: &str, new: &str) {
    let fixture_of = |name: &str| fixture.replace("{}", name);
    let (text, offset) = cursor(&fixture_of(old));
    let there = prepare_rename(&document(kind, &text), offset);
    assert_eq!(there.map(|it| it.name).as_deref(), Some(old));
    let expected = fixture_of(new).replacen('|', "", 1);
    assert_eq!(renamed(kind, &fixture_of(old), new), Ok(expected));
}

#[test]
fn a_label_in_markers_and_note() {
    for fixture in [
        "A.[^{}|] B.[^{}] C.[^two]\n\n[^{}]: One.\n\n[^two]: Two.\n",
        "A.[^{}] B.[^{}] C.[^two]\n\n[|^{}]: One.\n\n[^two]: Two.\n",
    ] {
        assert_renamed(Markdown, fixture, "one", "first-2021");
        assert_renamed(Pandoc, fixture, "one", "1");
    }
    assert_renamed(Markdown, "A.[^|{}] B.[^{}] C.[^1]\n\n[^1]: A.\n", "2", "3");
}

#[test]
fn a_label_in_front_matter_where_pandoc_reads_it() {
    for fixture in [
        "---\nabstract: >\n  They fail.[^{}]\n---\n\nAlpha.[^{}|] Beta.[^1]\n\n[^1]: One.\n\n[^{}]: Two.\n",
        "---\ntitle: \"Dams[^{}|]\"\n---\n\nAlpha.[^{}]\n\n[^{}]: Two.\n",
    ] {
        assert_renamed(Pandoc, fixture, "2", "roy");
    }
    let on_github = "---\ntitle: \"Dams[^2]\"\n---\n\nAlpha.[^2|]\n\n[^2]: Two.\n";
    let same_field = "---\ntitle: \"Dams[^2]\"\n---\n\nAlpha.[^roy]\n\n[^roy]: Two.\n";
    assert_eq!(
        renamed(Markdown, on_github, "roy"),
        Ok(same_field.to_owned())
    );
}

#[test]
fn a_printed_number_to_a_free_one() {
    let renamed = |fixture, name| renamed(Plain, fixture, name);
    let text = "A word.¹ And two.|² More.²\n\n¹ A.\n² B.\n";
    assert_eq!(
        renamed(text, "3").as_deref(),
        Ok("A word.¹ And two.³ More.³\n\n¹ A.\n³ B.\n")
    );
    assert_eq!(
        renamed(text, "1"),
        Err("A note with the label 1 already exists.".to_owned())
    );
    assert!(renamed(text, "two").is_err());
    assert!(renamed("A word.|¹⁻³ End.\n\n¹ A.\n² B.\n³ C.\n", "9").is_err());
    let html =
        "A<sup>1</sup> <sup>|<a href=\"#fn2\">2</a></sup>\n\n<sup>1</sup> A.\n\n<sup>2</sup> B.\n";
    let expected = html.replace('|', "").replace("2", "5");
    assert_eq!(renamed(html, "5"), Ok(expected));
}

#[test]
fn what_names_the_note_follows_its_new_number() {
    let raised = "One word.¹| Two.² See note 1 above.\n\n¹ A. Roy, *Dams*, 2019.\n² Roy, supra note 1; notes 1–2.\n";
    let expected = "One word.⁷ Two.² See note 7 above.\n\n⁷ A. Roy, *Dams*, 2019.\n² Roy, supra note 7; notes 2, 7.\n";
    assert_eq!(renamed(Plain, raised, "7").as_deref(), Ok(expected));
    // Markdown renderers show the same number.
    let seen = "One.[^1|] Two.[^2]\n\n[^1]: A. Roy, *Dams*, 2019.\n\n[^2]: Roy, supra note 1.\n";
    let expected = seen.replace("[^1|]", "[^7]").replace("[^1]:", "[^7]:");
    assert_eq!(renamed(Markdown, seen, "7"), Ok(expected));
    // The label is meant.
    let label = "One.[^5|] Two.[^6]\n\n[^5]: A. Roy, *Dams*, 2019.\n\n[^6]: Roy, supra note 5.\n";
    let expected = label.replace('|', "").replace('5', "8");
    assert_eq!(renamed(Markdown, label, "8"), Ok(expected));
    let other = "One.[^a|] Two.[^b] Three.[^c]\n\n[^a]: A. Roy, *Dams*, 2019.\n\n[^b]: B. Sen, *Seas*, 2020.\n\n[^c]: See note 2 above.\n";
    assert_eq!(
        renamed(Markdown, other, "2").unwrap_err(),
        "Cannot rename to 2: the reference on line 7 would point to a different note."
    );
}

#[test]
fn a_label_that_is_taken_or_illegal() {
    let fixture = "A.[^o|ne] B.[^two] C.[^three]\n\n[^one]: One.\n\n[^two]: Two.\n";
    for name in ["two", "TWO", "three", "", "  ", "a b", "a]", "a[b", "a\nb"] {
        assert!(renamed(Markdown, fixture, name).is_err(), "{name}");
    }
    let same = renamed(Markdown, fixture, "one");
    assert_eq!(same, Ok(fixture.replacen('|', "", 1)));
}

#[test]
fn a_heading_and_the_links_to_it() {
    let renamed = |fixture, name| renamed(Markdown, fixture, name);
    let text = "# The |Past {#own}\n\n## What’s Next?[^1]\n\nSee [a](#what’s-next) or [b][c].\n\n\
                [c]: <#whats-next> 'x'\n\n[^1]: A.\n";
    let at_next = text.replace('|', "").replace("What’s Next", "What’s| Next");
    let expected = text.replace('|', "").replace("What’s Next?", "A & B");
    let expected = expected
        .replace("#what’s-next", "#a--b")
        .replace("#whats-next", "#a--b");
    assert_eq!(renamed(&at_next, "A & B"), Ok(expected.clone()));
    let at_link = text.replace('|', "").replace("(#what", "(#wh|at");
    assert_eq!(renamed(&at_link, "A & B"), Ok(expected));
    let past = text.replace('|', "").replace("The Past", "A Past");
    assert_eq!(renamed(text, "A Past"), Ok(past));
    assert!(renamed(&at_next, "Own").is_err());
    assert!(renamed(&at_next, "?").is_err());
}

#[test]
fn a_heading_from_its_marks_and_with_them() {
    let expected = Ok("## New\n\nSee [a](#new).\n".to_owned());
    for fixture in [
        "## O|ld\n\nSee [a](#old).\n",
        "#|# Old\n\nSee [a](#old).\n",
        "|## Old\n\nSee [a](#old).\n",
    ] {
        for name in ["New", "## New", "# New"] {
            assert_eq!(
                renamed(Markdown, fixture, name),
                expected,
                "{fixture} {name}"
            );
        }
    }
    let named = renamed(Markdown, "## O|ld\n", "#1 in the World");
    assert_eq!(named.as_deref(), Ok("## #1 in the World\n"));
}

#[test]
fn a_marker_without_a_note() {
    assert_renamed(Markdown, "A.[^{}|] B.[^{}]\n", "x", "roy");
    assert_renamed(
        Markdown,
        "A.[^{}|] B.[^{}] C.[^1]\n\n[^1]: A.\n",
        "x",
        "roy",
    );
}

#[test]
fn an_acronym_wherever_it_stands() {
    let fixture = "The Eurasian Economic Union ({}). The {}|.[^1]\n\n[^1]: The {}'s site.\n";
    assert_renamed(Markdown, fixture, "EEU", "EAEU");
    let two = "The Eurasian Economic Union (EEU|), a European Union (EU).\n";
    assert!(renamed(Markdown, two, "EU").is_err());
    assert!(renamed(Markdown, two, "E U").is_err());
}

#[test]
fn nothing_else_has_a_name() {
    for fixture in [
        "Some pr|ose.[^1]\n\n[^1]: A.\n",
        "A.[^1]\n\n[^1]: Its te|xt.\n",
        "A.^|[Note.]\n",
    ] {
        let (text, offset) = cursor(fixture);
        assert_eq!(prepare_rename(&document(Pandoc, &text), offset), None);
        assert!(renamed(Pandoc, fixture, "x").is_err());
    }
}

#[test]
fn a_link_to_a_twin_of_the_heading_still_leads_there() {
    let text = "# In|tro\n\n# Intro\n\n[a](#intro) [b](#intro-1)\n";
    let expected = "# Scope\n\n# Intro\n\n[a](#scope) [b](#intro)\n";
    assert_eq!(renamed(Markdown, text, "Scope").as_deref(), Ok(expected));
}
