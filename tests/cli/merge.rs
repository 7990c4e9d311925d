//! Briefs joined to one.

use crate::support::Folder;

#[test]
fn ten_briefs_have_as_many_notes_as_the_ten() {
    let folder = Folder::new(&[]);
    let names: Vec<String> = (0..10).map(|index| format!("{index}.md")).collect();
    for (index, name) in names.iter().enumerate() {
        let text = format!(
            "# Part {index}\n\nA{index}.[^1] B.[^roy]\n\n[^1]: One of {index}.\n\n[^roy]: Roy {index}, see note 1.\n"
        );
        folder.write(name, text.as_bytes());
    }
    let mut args = vec!["merge", "--shift-headings", "1", "-o", "book.md"];
    args.extend(names.iter().map(String::as_str));
    let run = folder.run(&args);
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (0, "", "")
    );
    let book = folder.read("book.md");
    let notes = book.lines().filter(|line| line.starts_with("[^")).count();
    assert_eq!(notes, 20);
    assert!(
        book.contains("## Part 9\n\nA9.[^19] B.[^roy-10]\n\n[^19]: One of 9."),
        "{book}"
    );
    assert!(book.contains("[^roy-10]: Roy 9, see note 19."), "{book}");
}

#[test]
fn briefs_of_any_form_are_joined() {
    let folder = Folder::new(&[
        ("a.txt", "It rose.¹\n\n¹ Roy.\n"),
        (
            "b.md",
            "---\ntitle: More\ndate: 2021\n---\n\nIt fell.[^1]\n\n[^1]: Lee.\n",
        ),
        ("c.md", "---\ntitle: Most\ndate: 2022\n---\n\nIt stayed.\n"),
    ]);
    let run = folder.run(&["merge", "a.txt", "b.md", "c.md"]);
    assert_eq!(run.code, 0);
    assert_eq!(run.stderr, "brief-ls: c.md: omitted: the date 2022\n");
    let expected = "---\ndate: 2021\n---\n\nIt rose.[^1]\n\n[^1]: Roy.\n\n# More\n\nIt fell.[^2]\n\n[^2]: Lee.\n\n# Most\n\nIt stayed.\n";
    assert_eq!(run.stdout, expected);
}

#[test]
fn links_keep_their_addresses() {
    let one = "One [a][x].[^1]\n\n[x]: https://a.test\n\n[^1]: A.\n";
    let two = "Two [b][x].[^1]\n\n[x]: https://b.test\n\n[^1]: B.\n";
    let folder = Folder::new(&[("a.md", one), ("b.md", two)]);
    let run = folder.run(&["merge", "a.md", "b.md"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let expected = "One [a][x].[^1]\n\n[x]: https://a.test\n\n[^1]: A.\n\nTwo [b](https://b.test).[^2]\n\n[^2]: B.\n";
    assert_eq!(run.stdout, expected);
}
